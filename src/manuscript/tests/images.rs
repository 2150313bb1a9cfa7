//! Images: what is read of them, and what is refused.

use super::super::ImageFormat;
use super::super::folder::Limits;
use super::super::images::read_images_within;
use super::super::read::read;
use super::{BOOK, folder, folder_with_text, lines};
use crate::document::{
    Block, BlockKind, Content, Figure, FigureReach, Image, Inline, Matter, NumberedBlock, Role,
};
use crate::parse::{Book, Chapter, ChapterFront, ParsedDivision, ParsedDivisionKind};
use crate::source::{FileId, Span};

/// A PNG with these sides.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut file = std::io::Cursor::new(Vec::new());
    image::GrayImage::new(width, height)
        .write_to(&mut file, image::ImageFormat::Png)
        .unwrap();
    file.into_inner()
}

/// The header of a PNG with these sides, and nothing of its pixels.
fn png_header(width: u32, height: u32) -> Vec<u8> {
    let mut header = b"IHDR".to_vec();
    header.extend(width.to_be_bytes());
    header.extend(height.to_be_bytes());
    header.extend([8, 0, 0, 0, 0]);
    let mut data = b"\x89PNG\r\n\x1a\n\0\0\0\x0d".to_vec();
    data.extend(&header);
    data.extend(crc32fast::hash(&header).to_be_bytes());
    let mut pixels = b"IDAT".to_vec();
    pixels.extend([0x78, 0x9c]);
    data.extend(2u32.to_be_bytes());
    data.extend(&pixels);
    data.extend(crc32fast::hash(&pixels).to_be_bytes());
    data
}

/// A book of one chapter whose figures show these images.
fn book_with_images(paths: &[&str]) -> Book {
    let span = Span::new(FileId(0), 0, 1);
    let image = |path: &&str| Image {
        source: (*path).to_owned(),
        alternative: String::new(),
        decorative: true,
        width: None,
        span,
    };
    let inline = paths.iter().take(1).map(image).map(Inline::Image).collect();
    let paragraph = BlockKind::Paragraph(Content {
        id: (),
        inlines: inline,
    });
    let figures = paths.iter().skip(1).map(|path| {
        BlockKind::Figure(Figure {
            numbered: NumberedBlock::labelled(None),
            image: image(path),
            reach: FigureReach::Block,
            caption: None,
        })
    });
    let blocks = std::iter::once(paragraph).chain(figures);
    Book {
        divisions: vec![ParsedDivision {
            matter: Matter::Body,
            in_part: false,
            kind: ParsedDivisionKind::Chapter(Chapter {
                file: FileId(0),
                role: Role::Chapter,
                front: ChapterFront {
                    title: Content {
                        id: (),
                        inlines: Vec::new(),
                    },
                    short_title: None,
                    contributor: None,
                    status: None,
                    language: None,
                    id: None,
                    span,
                },
                blocks: blocks.map(|kind| Block { span, kind }).collect(),
                notes: Vec::new(),
            }),
        }],
    }
}

#[test]
fn images_are_read_once_in_the_order_of_their_first_mention() {
    let mut jpeg = std::io::Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(3, 2)
        .write_to(&mut jpeg, image::ImageFormat::Jpeg)
        .unwrap();
    let book = format!(
        "{BOOK}[[contents.body]]\nfile = \"a.md\"\n[editions.epub]\ncover = \"cover.png\"\n"
    );
    let folder = folder(&[
        ("book.toml", book.as_bytes()),
        ("a.md", b"A"),
        ("b.png", &png(4, 5)),
        ("c.jpg", jpeg.get_ref()),
        ("d.svg", b"\xef\xbb\xbf<?xml version=\"1.0\"?>\n<svg/>"),
        ("cover.png", &png(6, 7)),
    ]);
    let (manuscript, diagnostics) = read(folder.path()).unwrap();
    assert_eq!(lines(&manuscript, diagnostics), [""; 0]);
    let book = book_with_images(&["d.svg", "b.png", "c.jpg", "b.png"]);
    let (images, diagnostics) = read_images_within(&manuscript, &book, &Limits::STANDARD);
    assert_eq!(lines(&manuscript, diagnostics), [""; 0]);
    let found: Vec<_> = images
        .files
        .iter()
        .map(|file| (file.path.as_str(), file.format, file.width, file.height))
        .collect();
    assert_eq!(
        found,
        [
            ("d.svg", ImageFormat::Svg, 0, 0),
            ("b.png", ImageFormat::Png, 4, 5),
            ("c.jpg", ImageFormat::Jpeg, 3, 2),
            ("cover.png", ImageFormat::Png, 6, 7),
        ]
    );
}

#[test]
fn images_that_cannot_be_used_are_reported() {
    let folder = folder_with_text(
        "a.md",
        &[
            ("a.md", b"A"),
            ("text.png", b"no image"),
            ("cut.png", b"\x89PNG\r\n\x1a\n\0\0"),
            ("large.png", &png_header(20_000, 6_000)),
            ("no-pixels.png", &png_header(4, 5)),
            (
                "long.svg",
                b"<svg>                                                   </svg>",
            ),
            ("page.svg", b"<html></html>"),
        ],
    );
    let (manuscript, _) = read(folder.path()).unwrap();
    let limits = Limits {
        drawing: 40,
        ..Limits::STANDARD
    };
    for (path, code) in [
        ("text.png", "image/format"),
        ("page.svg", "image/format"),
        ("cut.png", "image/unreadable"),
        ("no-pixels.png", "image/unreadable"),
        ("large.png", "image/too-large"),
        ("long.svg", "file/too-large"),
        ("none.png", "file/missing"),
        ("../none.png", "file/outside"),
    ] {
        let book = book_with_images(&[path]);
        let (images, diagnostics) = read_images_within(&manuscript, &book, &limits);
        let codes: Vec<&str> = diagnostics.iter().map(|own| own.code.name).collect();
        assert_eq!(codes, ["epub/no-cover", code], "{path}");
        assert!(images.files.is_empty(), "{path}");
    }
}
