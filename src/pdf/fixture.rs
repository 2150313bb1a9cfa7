//! A small book made by hand: five pages with text in several faces, small capitals, ligatures, a
//! hyphenated word, links, labels, bookmarks, a PNG with transparency, and a drawing.

use std::sync::Arc;

use harfrust::{Buffer, Feature, Font, ShapeOptions, ShaperFont, Tag};

use crate::document::{AnchorId, DivisionId, ImageId, Label, Stream};
use crate::layout::{
    After, Artifact, Drawings, FigureReach, Fill, Frame, Geometry, Glyph, Hang, LinkTarget, Mark,
    Node, NodeId, NodeRole, OutlineEntry, Owner, Page, PageFit, PagedBook, PagedDivision, Place,
    PlacedImage, PlacedWord, Run, ShapedWord, WordId, Words,
};
use crate::length::Length;
use crate::manuscript::{ImageFile, ImageFormat, Images, PixelFacts};
use crate::resolve::{Anchor, Credit, Date, Metadata};
use crate::theme::{Edges, FaceId, Faces, Family, Ink, Posture, Weight};

/// The nodes of the fixture's structure.
pub const RUNNING: Owner = Owner::Node(NodeId(0));
/// The node of its notes.
pub const NOTES: Owner = Owner::Node(NodeId(1));
/// The node of its figure.
pub const FIGURE: Owner = Owner::Node(NodeId(2));

const DRAWING: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" width="240" height="120" viewBox="0 0 120 60">
  <defs>
    <linearGradient id="fade"><stop offset="0" stop-color="#000"/><stop offset="1" stop-color="#fff"/></linearGradient>
    <clipPath id="round"><circle cx="100" cy="20" r="12"/></clipPath>
  </defs>
  <rect x="2" y="2" width="116" height="56" fill="none" stroke="black" stroke-width="1"/>
  <rect x="6" y="40" width="40" height="12" fill="url(#fade)"/>
  <g clip-path="url(#round)"><rect x="85" y="5" width="30" height="30" fill="#888"/></g>
  <g opacity="0.5"><rect x="50" y="36" width="20" height="16" fill="black"/><rect x="60" y="40" width="20" height="16" fill="#404040"/></g>
  <ellipse cx="95" cy="46" rx="14" ry="6" fill="none" stroke="black" stroke-dasharray="2 1"/>
  <text x="8" y="16" font-family="Source Sans 3" font-size="9">Figure office</text>
  <text x="8" y="30" font-family="Literata" font-style="italic" font-size="8" transform="rotate(5 8 30)">waving <tspan font-weight="bold">text</tspan></text>
</svg>"##;

/// Shapes words and sets lines.
struct Setter {
    own: Words,
}

impl Setter {
    /// A word, shaped with features.
    fn word(&mut self, face: FaceId, text: &str, features: &[&[u8; 4]]) -> WordId {
        let glyphs = shape(face, text, features);
        let width = glyphs.iter().map(|glyph| glyph.advance).sum();
        self.own.push(Arc::new(ShapedWord {
            face,
            text: text.into(),
            glyphs: glyphs.into(),
            width,
            space_before: 0,
            hang: Hang::default(),
            is_plain: false,
            lacks_a_glyph: false,
            breaks: Box::default(),
        }))
    }

    fn width(&self, id: WordId, size: Length) -> Length {
        let word = self.own.view(id);
        size.font_units(i64::from(word.width), 1000)
    }

    /// A run of words with spaces of the given width between them; `-` at a word's end marked by
    /// `|` is a hyphen of hyphenation.
    fn run(&mut self, face: FaceId, size: Length, text: &str, space: Length) -> Run {
        let mut words = Vec::new();
        let mut dx = Length::ZERO;
        for piece in text.split(' ') {
            let (text, after) = match piece.strip_suffix('|') {
                Some(broken) => (format!("{broken}-"), After::SoftHyphen),
                None => (piece.to_owned(), After::Space),
            };
            let word = self.word(face, &text, &[]);
            words.push(PlacedWord::new(word, dx, after));
            dx += self.width(word, size) + space;
        }
        Run {
            x: Length::ZERO,
            baseline: Length::pt(10),
            face,
            size,
            tracking: Length::ZERO,
            scale: Run::NATURAL,
            looseness: 0,
            ink: Ink::Black,
            owner: RUNNING,
            words,
            link: None,
            span: None,
        }
    }
}

/// Shapes a text in a face.
fn shape(face: FaceId, text: &str, features: &[&[u8; 4]]) -> Vec<Glyph> {
    let font = Font::new(Faces::get().face(face).data.to_vec(), 0).unwrap();
    let font = ShaperFont::new(&font);
    let mut buffer = Buffer::new();
    buffer.push_str(text);
    buffer.guess_segment_properties();
    let features: Vec<Feature> = features
        .iter()
        .map(|tag| Feature::new(Tag::new(tag), 1, ..))
        .collect();
    harfrust::shape(&font, &mut buffer, ShapeOptions::new().features(&features)).unwrap();
    let glyphs = buffer.glyph_infos().iter().zip(buffer.glyph_positions());
    let glyph = |(info, position): (&harfrust::GlyphInfo, &harfrust::GlyphPosition)| Glyph {
        id: u16::try_from(info.glyph_id).unwrap(),
        advance: position.x_advance,
        x_offset: position.x_offset,
        y_offset: position.y_offset,
        cluster: info.cluster,
    };
    glyphs.map(glyph).collect()
}

fn frame(y: i64, marks: Vec<Mark>) -> Frame {
    Frame {
        x: Length::pt(60),
        y: Length::pt(y),
        marks,
        turned: false,
    }
}

/// The book.
pub fn book() -> PagedBook {
    let text = Faces::id(Family::Text, Weight::Regular, Posture::Roman);
    let italic = Faces::id(Family::Text, Weight::Regular, Posture::Italic);
    let sans = Faces::id(Family::Sans, Weight::Bold, Posture::Roman);
    let body = Length::centipoints(1050);
    let space = Length::centipoints(312);
    let mut setter = Setter {
        own: Words::default(),
    };
    let mut lines = Vec::new();
    let head = Run {
        owner: Owner::Artifact(Artifact::Header),
        ..setter.run(sans, Length::pt(9), "The office staff", Length::pt(2))
    };
    lines.push(frame(30, vec![Mark::Text(head.clone())]));
    let title = setter.run(text, Length::pt(30), "Waffles AVATAR", Length::pt(7));
    lines.push(frame(60, vec![Mark::Text(title)]));
    for (y, line) in (0..).map(|n| 110 + 14 * n).zip([
        "It was a dark and stormy night; the affluent office staff",
        "found five efficient waffles. (AVATAR, To Wa Ty) \u{201c}quotes\u{201d} re|",
        "peated. A mark x\u{30c}y and the well-known na\u{ef}ve caf\u{e9}.",
    ]) {
        lines.push(frame(
            y,
            vec![Mark::Text(setter.run(text, body, line, space))],
        ));
    }
    lines.push(frame(152, small_capitals(&mut setter, text, body, space)));
    lines.push(frame(166, linked(&mut setter, text, italic, body, space)));
    let rule = Fill {
        x: Length::ZERO,
        y: Length::ZERO,
        width: Length::pt(48),
        height: Length::centipoints(50),
        ink: Ink::Black,
        artifact: Artifact::Decoration,
    };
    let tint = Fill {
        y: Length::pt(2),
        width: Length::pt(200),
        height: Length::pt(14),
        ink: Ink::Tint(7),
        ..rule
    };
    lines.push(frame(600, vec![Mark::Fill(rule), Mark::Fill(tint)]));
    let note = Run {
        owner: NOTES,
        ..setter.run(
            text,
            Length::centipoints(850),
            "1 A note below the text.",
            Length::pt(2),
        )
    };
    lines.push(frame(604, vec![Mark::Text(note)]));

    let figures = [ImageId(0), ImageId(1)].into_iter().zip([300, 420]);
    let figures = figures.map(|(image, y)| {
        let placed = PlacedImage {
            image,
            x: Length::ZERO,
            y: Length::ZERO,
            width: Length::pt(180),
            height: Length::pt(90),
            owner: FIGURE,
            reach: FigureReach::Block,
            span: None,
        };
        frame(y, vec![Mark::Image(placed)])
    });
    let mut second = vec![frame(30, vec![Mark::Text(head)])];
    second.extend(figures);
    assembled(setter, [lines, second])
}

/// Small capitals of small letters and of capitals: one glyph, two texts.
fn small_capitals(setter: &mut Setter, face: FaceId, size: Length, space: Length) -> Vec<Mark> {
    let mut run = setter.run(face, size, "", space);
    run.tracking = Length::centipoints(60);
    run.words.clear();
    let mut dx = Length::ZERO;
    for (text, features) in [
        ("migration", &[b"smcp"] as &[&[u8; 4]]),
        ("IOM", &[b"smcp", b"c2sc"]),
        ("Organization", &[b"smcp", b"c2sc"]),
    ] {
        let word = setter.word(face, text, features);
        run.words.push(PlacedWord::new(word, dx, After::Space));
        let glyphs = setter.own.view(word).glyphs.len() as i64;
        dx += setter.width(word, size) + run.tracking * glyphs + space;
    }
    vec![Mark::Text(run)]
}

/// A line with a link that changes face, and one to an address.
fn linked(
    setter: &mut Setter,
    text: FaceId,
    italic: FaceId,
    size: Length,
    space: Length,
) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut x = Length::ZERO;
    let note = LinkTarget::Anchor(AnchorId(1));
    let site = LinkTarget::Url("https://example.org/caf\u{e9}".to_owned());
    for (face, words, link) in [
        (text, "See", None),
        (text, "the second", Some(note.clone())),
        (italic, "chapter", Some(note)),
        (text, "and", None),
        (text, "the site", Some(site)),
    ] {
        let mut run = setter.run(face, size, words, space);
        run.x = x;
        run.ink = if link.is_some() {
            Ink::Link
        } else {
            Ink::Black
        };
        run.link = link;
        let last = run.words.last().unwrap();
        x += last.dx() + setter.width(last.word, size) + space;
        marks.push(Mark::Text(run));
    }
    marks
}

fn assembled(mut setter: Setter, [first, second]: [Vec<Frame>; 2]) -> PagedBook {
    let mut frames = [Some(first), None, Some(second), None, None];
    let labels = ["i", "ii", "1", "2", "3"];
    let pages = labels
        .iter()
        .zip(&mut frames)
        .zip([true, false, true, false, true]);
    let pages = pages.map(|((label, frames), recto)| Page {
        division: DivisionId(0),
        label: (*label).to_owned(),
        recto,
        blank: frames.is_none(),
        frames: frames.take().unwrap_or_default(),
        start: None,
        fit: PageFit::default(),
    });
    let anchor = |name: &str| Anchor {
        name: Label(name.to_owned()),
        division: DivisionId(0),
    };
    let place = |page, y| {
        Some(Place {
            page,
            x: Length::pt(60),
            y: Length::pt(y),
        })
    };
    let node = |role, stream| Node {
        role,
        parent: NodeId(0),
        stream,
        language: None,
        alternative: None,
        expansion: None,
        anchor: None,
    };
    let images = images();
    let (drawings, diagnostics) = Drawings::read(&images);
    assert_eq!(diagnostics, []);
    Words::number([&mut setter.own]);
    PagedBook {
        geometry: Geometry {
            width: Length::centimillimetres(17_000),
            height: Length::centimillimetres(24_000),
            bleed: Edges::all(Length::centimillimetres(300)),
            grid: Length::pt(14),
        },
        metadata: metadata(),
        pages: pages.collect(),
        divisions: vec![PagedDivision {
            words: setter.own,
            structure: vec![
                node(NodeRole::Division, Stream::Running),
                node(NodeRole::Note, Stream::Notes),
                node(NodeRole::Figure, Stream::Floats),
            ],
            language: "en-GB".to_owned(),
            is_draft: false,
            kind: Default::default(),
        }],
        places: vec![place(0, 60), place(2, 300), None],
        anchors: vec![anchor("waffles"), anchor("second"), anchor("nowhere")],
        outline: [
            (0, "Waffles", 0),
            (1, "Syrup", 1),
            (2, "D\u{e9}j\u{e0} vu", 1),
            (0, "End", 1),
        ]
        .map(|(level, title, anchor)| OutlineEntry {
            level,
            title: title.to_owned(),
            anchor: AnchorId(anchor),
        })
        .to_vec(),
        images,
        drawings,
        watermark: None,
    }
}

fn images() -> Images {
    let pixels = image::RgbaImage::from_fn(64, 32, |x, y| {
        let grey = (x * 4) as u8;
        image::Rgba([grey, grey, grey, if y < 16 { 255 } else { 128 }])
    });
    let mut png = std::io::Cursor::new(Vec::new());
    pixels.write_to(&mut png, image::ImageFormat::Png).unwrap();
    let file = |path: &str, format, data| ImageFile {
        path: path.to_owned(),
        format,
        data,
        width: 64,
        height: 32,
        pixels: PixelFacts::default(),
        decoded: None,
        span: None,
    };
    Images {
        files: vec![
            file("images/a.png", ImageFormat::Png, png.into_inner()),
            file(
                "images/b.svg",
                ImageFormat::Svg,
                DRAWING.as_bytes().to_vec(),
            ),
        ],
    }
}

fn metadata() -> Metadata {
    Metadata {
        slug: "waffles".to_owned(),
        title: "Waffles & syrup \u{2013} a study".to_owned(),
        subtitle: None,
        short_title: "Waffles".to_owned(),
        language: "en-GB".to_owned(),
        date: Some(Date {
            year: 2026,
            month: 11,
            day: 1,
        }),
        publisher: None,
        description: Some("All of it".to_owned()),
        rights: Some("CC BY 4.0".to_owned()),
        subjects: vec!["waffles".to_owned()],
        creators: vec![Credit {
            name: "A. Baker".to_owned(),
            file_as: "Baker, A.".to_owned(),
            role: "aut".to_owned(),
            identifiers: Vec::new(),
        }],
        identifier: "urn:uuid:00000000-0000-8000-8000-000000000000".to_owned(),
        isbn_print: None,
        isbn_screen: None,
        isbn_epub: None,
        conformance: None,
    }
}
