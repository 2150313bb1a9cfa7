//! The images that the texts name: PNG, JPEG and SVG files, read once each and measured. A parsed
//! book goes in; the files come out, with a finding for each that cannot be used. `decode` sees whether their
//! pixels are all there.

use std::collections::BTreeSet;
use std::io::Cursor;
use std::sync::Arc;

use image::{DynamicImage, ImageDecoder, ImageError, ImageReader};

use crate::diagnostic::{Diagnostic, codes};
use crate::document::{
    Block, BlockKind, Image, ImageId, Inline, Parsed, Visited, walk, walk_content,
};
use crate::parse::{Book, Chapter, ParsedDivisionKind};
use crate::source::Span;

use super::Manuscript;
use super::decode::{self, MEND};
use super::folder::{Folder, Limits, Refusal};
use super::jpeg;
use super::pixels::{Orientation, PixelFacts};

/// An image as it lies on the disk.
#[derive(Clone, Debug)]
pub struct ImageFile {
    /// The path, relative to the manuscript.
    pub path: String,
    /// What it is, from its first bytes.
    pub format: ImageFormat,
    /// The file.
    pub data: Vec<u8>,
    /// Pixels across as it is looked at; 0 for an SVG.
    pub width: u32,
    /// Pixels down as it is looked at; 0 for an SVG.
    pub height: u32,
    /// What it says of its pixels.
    pub pixels: PixelFacts,
    /// The pixels themselves, as they lie in the file, where they are kept.
    pub decoded: Option<Arc<DynamicImage>>,
    /// Where it is named first.
    pub span: Option<Span>,
}

/// The formats that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ImageFormat {
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
    /// SVG.
    Svg,
}

/// The images of a book; [`ImageId`] counts them.
#[derive(Clone, Debug, Default)]
pub struct Images {
    /// The files, in the order in which the texts name them first.
    pub files: Vec<ImageFile>,
}

impl Images {
    /// The image with this id.
    pub fn get(&self, id: ImageId) -> Option<&ImageFile> {
        self.files.get(id.0 as usize)
    }

    /// The image read from this path.
    pub fn find(&self, path: &str) -> Option<ImageId> {
        let at = self.files.iter().position(|file| file.path == path)?;
        u32::try_from(at).ok().map(ImageId)
    }

    /// All images with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (ImageId, &ImageFile)> {
        (0..).map(ImageId).zip(&self.files)
    }
}

/// Reads every image that the book names, and the cover of the EPUB, in the order of first mention.
/// Where a book has texts and no cover, the finding is a warning.
pub fn read_images(manuscript: &Manuscript, book: &Book) -> (Images, Vec<Diagnostic>) {
    read_images_within(manuscript, book, &Limits::STANDARD)
}

/// [`read_images`] with limits of the caller's own.
pub fn read_images_within(
    manuscript: &Manuscript,
    book: &Book,
    limits: &Limits,
) -> (Images, Vec<Diagnostic>) {
    let mut named = named_images(book);
    let mut diagnostics = Vec::new();
    match &manuscript.config.editions.epub.cover {
        Some(cover) => named.push((cover.as_str(), manuscript.cover_span())),
        None if manuscript.texts.is_empty() => {}
        None => diagnostics.push(
            Diagnostic::new(codes::EPUB_NO_COVER, None, "the EPUB has no cover image")
                .help("add `cover = \"images/cover.png\"` under `[editions.epub]` in book.toml"),
        ),
    }
    let mut images = Images::default();
    let spent = manuscript
        .sources
        .iter()
        .map(|(_, file)| file.text.len() as u64)
        .sum();
    let mut folder = match Folder::open(&manuscript.root, limits, spent) {
        Ok(folder) => folder,
        Err(error) => {
            if let Some((path, span)) = named.first() {
                diagnostics.push(Refusal::Unreadable(error).diagnostic(path, *span));
            }
            return (images, diagnostics);
        }
    };
    let mut seen = BTreeSet::new();
    for (path, span) in named {
        if !seen.insert(path) {
            continue;
        }
        match read_image(&mut folder, path, span, limits) {
            Ok(file) => images.files.push(file),
            Err(diagnostic) => diagnostics.push(*diagnostic),
        }
    }
    let (whole, broken) = decode::check(images.files);
    images.files = whole;
    diagnostics.extend(broken);
    (images, diagnostics)
}

/// The paths of all images with the places where they are named, in document order: the blocks of a
/// text, then its notes.
fn named_images(book: &Book) -> Vec<(&str, Option<Span>)> {
    let mut named = Vec::new();
    for division in &book.divisions {
        let chapter: Option<&Chapter> = match &division.kind {
            ParsedDivisionKind::Chapter(chapter) => Some(chapter),
            ParsedDivisionKind::Generated { text, .. } => text.as_ref(),
            ParsedDivisionKind::Part(_) => None,
        };
        let Some(chapter) = chapter else { continue };
        let mut visit = |visited| {
            let image = image_of(visited);
            named.extend(image.map(|image| (image.source.as_str(), Some(image.span))));
        };
        walk_content(&chapter.front.title, &mut visit);
        walk(&chapter.blocks, &mut visit);
        for note in &chapter.notes {
            walk(&note.blocks, &mut visit);
        }
    }
    named
}

/// The image that something is or shows.
fn image_of(visited: Visited<'_, Parsed>) -> Option<&Image<Parsed>> {
    match visited {
        Visited::Inline(Inline::Image(image)) => Some(image),
        Visited::Block(Block {
            kind: BlockKind::Figure(figure),
            ..
        }) => Some(&figure.image),
        Visited::Inline(_) | Visited::Block(_) => None,
    }
}

/// Reads one image and measures it.
fn read_image(
    folder: &mut Folder,
    path: &str,
    span: Option<Span>,
    limits: &Limits,
) -> Result<ImageFile, Box<Diagnostic>> {
    let data = folder
        .read(path, limits.image)
        .map_err(|refusal| refusal.diagnostic(path, span))?
        .data;
    let Some(format) = format_of(&data) else {
        let message = format!("`{path}` is {}, and not PNG, JPEG or SVG", look_of(&data));
        return Err(Box::new(
            Diagnostic::new(codes::IMAGE_FORMAT, span, message).help(
                "save it as PNG, as JPEG (photographs) or as SVG (drawings); another name alone does \
                 not change what it is",
            ),
        ));
    };
    let measured = |kind| measure(&data, kind, path, span, limits);
    let (width, height, pixels) = match format {
        ImageFormat::Svg if data.len() as u64 > limits.drawing => {
            return Err(Box::new(
                Refusal::TooLarge(limits.drawing).diagnostic(path, span),
            ));
        }
        ImageFormat::Svg => (0, 0, PixelFacts::default()),
        ImageFormat::Png => measured(image::ImageFormat::Png)?,
        ImageFormat::Jpeg => {
            jpeg::header(&data).map_err(|why| why.diagnostic(path, span))?;
            measured(image::ImageFormat::Jpeg)?
        }
    };
    Ok(ImageFile {
        path: path.to_owned(),
        format,
        data,
        width,
        height,
        pixels,
        decoded: None,
        span,
    })
}

/// The format that the first bytes tell. An SVG file starts, after blanks and a byte order mark, with
/// an XML declaration, a comment, a document type or its root element, and names the element `svg`.
fn format_of(data: &[u8]) -> Option<ImageFormat> {
    /// Where the root element stands at the latest: declarations and comments come before it.
    const SVG_HEAD: usize = 4096;
    if data.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Some(ImageFormat::Png);
    }
    if data.starts_with(b"\xff\xd8\xff") {
        return Some(ImageFormat::Jpeg);
    }
    let text = data
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(data)
        .trim_ascii_start();
    let head = text.get(..SVG_HEAD).unwrap_or(text);
    let names_svg = head
        .windows(4)
        .any(|bytes| bytes == b"<svg" || bytes == b":svg");
    (text.starts_with(b"<") && names_svg).then_some(ImageFormat::Svg)
}

/// What a file that is no image looks like, for a message.
fn look_of(data: &[u8]) -> &'static str {
    match data {
        [] => "empty",
        [b'G', b'I', b'F', b'8', ..] => "a GIF file",
        [
            b'R',
            b'I',
            b'F',
            b'F',
            _,
            _,
            _,
            _,
            b'W',
            b'E',
            b'B',
            b'P',
            ..,
        ] => "a WebP file",
        [b'I', b'I', 42, 0, ..] | [b'M', b'M', 0, 42, ..] => "a TIFF file",
        [b'%', b'P', b'D', b'F', ..] => "a PDF file",
        [b'%', b'!', b'P', b'S', ..] => "a PostScript file",
        [b'B', b'M', ..] => "a BMP file",
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => "an AVIF, HEIC or film file",
        _ => "a file of another kind",
    }
}

/// Width and height from the header, and what else it says of the pixels.
fn measure(
    data: &[u8],
    format: image::ImageFormat,
    path: &str,
    span: Option<Span>,
    limits: &Limits,
) -> Result<(u32, u32, PixelFacts), Box<Diagnostic>> {
    let read = || {
        let mut decoder = ImageReader::with_format(Cursor::new(data), format).into_decoder()?;
        // Readers of EPUB follow what a JPEG says, and hardly any what a PNG does.
        let orientation = match format {
            image::ImageFormat::Jpeg => decoder.orientation().map_or(1, |own| own.to_exif()),
            _ => 1,
        };
        let facts = PixelFacts {
            orientation: Orientation::of_exif(orientation),
            profile: decoder.icc_profile().ok().flatten(),
            is_transparent: false,
        };
        Ok((decoder.dimensions(), facts))
    };
    let ((width, height), facts) = read().map_err(|error: ImageError| {
        let message = format!("`{path}` is broken: {error}");
        Diagnostic::new(codes::IMAGE_UNREADABLE, span, message).help(MEND)
    })?;
    if width == 0 || height == 0 {
        let message = format!("`{path}` has no pixels");
        return Err(Box::new(
            Diagnostic::new(codes::IMAGE_UNREADABLE, span, message).help(MEND),
        ));
    }
    if u64::from(width) * u64::from(height) > limits.pixels {
        let message = format!("`{path}` has {width} x {height} pixels");
        return Err(Box::new(
            Diagnostic::new(codes::IMAGE_TOO_LARGE, span, message)
                .help("scale it down to the size at which it is printed, at 300 to 600 dpi"),
        ));
    }
    let (width, height) = match facts.orientation.exchanges_sides() {
        true => (height, width),
        false => (width, height),
    };
    Ok((width, height, facts))
}
