//! The slug lines: what stands below each page outside its bleed, so that a sheet that lies about can be
//! put where it belongs. Glyphs stand at their natural widths: no paragraph is set here.

use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, GlyphId, MetadataProvider};

use crate::layout::{DrawnText, Glyph, PagedBook};
use crate::length::Length;
use crate::press::Sheets;
use crate::theme::{FaceId, Faces, Family, Ink, Posture, Weight};

/// The size of the slug line in points.
pub const SIZE: Length = Length::pt(6);

/// The lines of all sheets, in order; none where no slug is asked for.
pub fn lines(book: &PagedBook, sheets: &Sheets) -> Vec<DrawnText> {
    let Some(marks) = sheets.marks.as_ref().filter(|marks| marks.theme.slug) else {
        return Vec::new();
    };
    let face = Faces::id(Family::Sans, Weight::Regular, Posture::Roman);
    let Ok(font) = FontRef::new(Faces::get().face(face).data) else {
        return Vec::new();
    };
    let count = book.pages.len() + sheets.blanks;
    // Half of the sheet, so that it ends before the cross in the middle.
    let room = book.geometry.width / 2 - marks.theme.length;
    let of_sheet = |sheet: usize| {
        let number = format!(" · {sheet}/{count}");
        let mut text = marks.slug.clone();
        let mut line = set(&font, face, &format!("{text}{number}"));
        while line_width(&line, face) > room && text.pop().is_some() {
            line = set(&font, face, &format!("{}…{number}", text.trim_end()));
        }
        line
    };
    (1..=count).map(of_sheet).collect()
}

/// The width of a line at its size.
fn line_width(line: &DrawnText, face: FaceId) -> Length {
    let units = Faces::get().face(face).units_per_em;
    SIZE.font_units(i64::from(line.word().width), units)
}

/// A line of glyphs; a character that the face does not have is left out.
fn set(font: &FontRef<'_>, face: FaceId, text: &str) -> DrawnText {
    let charmap = font.charmap();
    let widths = font.glyph_metrics(Size::unscaled(), LocationRef::default());
    let (mut said, mut glyphs) = (String::new(), Vec::new());
    for character in text.chars() {
        let id = charmap.map(character).unwrap_or(GlyphId::NOTDEF);
        let Some(short) = u16::try_from(id.to_u32()).ok().filter(|id| *id != 0) else {
            continue;
        };
        glyphs.push(Glyph {
            id: short,
            advance: widths.advance_width(id).unwrap_or_default().round() as i32,
            x_offset: 0,
            y_offset: 0,
            cluster: u32::try_from(said.len()).unwrap_or(u32::MAX),
        });
        said.push(character);
    }
    DrawnText {
        face,
        size: SIZE.to_points() as f32,
        matrix: [1.0, 0.0, 0.0, 1.0, 0.0, 0.0],
        glyphs,
        text: said,
        ink: Ink::Black,
        opacity: 1_000,
    }
}
