//! The boxes of a page, and the way from the trim's top left corner, where layout measures from, to
//! PDF's bottom left one.

use lopdf::{Document, Object, ObjectId, dictionary};

use crate::layout::PagedBook;
use crate::length::Length;

use super::colour::Palette;
use super::{Edition, PdfError};

/// The boxes of every page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Boxes {
    /// Width of the trim.
    pub width: Length,
    /// Height of the trim.
    pub height: Length,
    /// What stands out beyond the trim on every side: in print the bleed, on the screen nothing.
    pub bleed: Length,
}

impl Boxes {
    /// The boxes of a book's pages in an edition.
    pub fn of(book: &PagedBook, edition: Edition) -> Boxes {
        Boxes {
            width: book.geometry.width,
            height: book.geometry.height,
            bleed: match edition {
                Edition::Print => book.geometry.bleed,
                Edition::Screen => Length::ZERO,
            },
        }
    }

    /// A place from the left of the trim, from the left of the page.
    pub fn x(&self, from_left: Length) -> Length {
        self.bleed + from_left
    }

    /// A place from the top of the trim, from the foot of the page.
    pub fn y(&self, from_top: Length) -> Length {
        self.bleed + self.height - from_top
    }

    /// Left, bottom, right, top of the whole page.
    pub fn media(&self) -> [Length; 4] {
        let both = self.bleed * 2;
        [
            Length::ZERO,
            Length::ZERO,
            self.width + both,
            self.height + both,
        ]
    }

    /// Left, bottom, right, top of the trim.
    pub fn trim(&self) -> [Length; 4] {
        [
            self.bleed,
            self.bleed,
            self.bleed + self.width,
            self.bleed + self.height,
        ]
    }
}

/// Gives every page its boxes and shared resources, and takes away what printpdf adds unasked.
pub fn finish(
    document: &mut Document,
    pages: &[ObjectId],
    book: &PagedBook,
    palette: &Palette<'_>,
    blends: bool,
) -> Result<(), PdfError> {
    let boxes = Boxes::of(book, palette.edition);
    let mut shared = None;
    for id in pages {
        let page = document.get_dictionary_mut(*id)?;
        page.remove(b"Annots");
        page.remove(b"CropBox");
        page.remove(b"TrimBox");
        page.set("MediaBox", rectangle(boxes.media()));
        if palette.edition == Edition::Print {
            page.set("BleedBox", rectangle(boxes.media()));
            page.set("TrimBox", rectangle(boxes.trim()));
        }
        if blends && palette.has_transparency() {
            page.set(
                "Group",
                dictionary! {
                    "Type" => "Group", "S" => "Transparency", "CS" => palette.blending_space(),
                },
            );
        }
        // Every page names the same fonts and images: one dictionary serves them all.
        let own = page.get(b"Resources")?.as_reference()?;
        let first = *shared.get_or_insert(own);
        page.set("Resources", first);
        if own != first {
            document.objects.remove(&own);
        }
    }
    Ok(())
}

/// A rectangle as PDF takes it.
pub fn rectangle(corners: [Length; 4]) -> Object {
    Object::Array(corners.map(number).to_vec())
}

/// A length in points with three decimals.
pub fn number(length: Length) -> Object {
    let thousandths = length.scale(1_000, Length::pt(1).0).0;
    match thousandths % 1_000 {
        0 => Object::Integer(thousandths / 1_000),
        _ => Object::Real((thousandths as f64 / 1_000.0) as f32),
    }
}
