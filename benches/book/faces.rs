//! The faces of the pages as the libraries take them: read, and reduced to some of their glyphs.

use std::collections::BTreeSet;

use recto::theme::{FaceId, Faces};
use skrifa::{FontRef, MetadataProvider};
use subsetter::GlyphRemapper;

/// A face with these glyphs alone, and the one for missing characters, as `src/pdf/fonts.rs` reduces it.
pub fn subset(face: FaceId, glyphs: &BTreeSet<u16>) -> Vec<u8> {
    let glyphs: Vec<u16> = with_missing(glyphs).collect();
    let remapper = GlyphRemapper::new_from_glyphs_sorted(&glyphs);
    let data = Faces::get().face(face).data;
    subsetter::subset(data, 0, &remapper).expect("the program's faces can be reduced")
}

/// The glyphs of a reduced face: their new numbers are their places.
pub fn with_missing(glyphs: &BTreeSet<u16>) -> impl Iterator<Item = u16> {
    let others = glyphs.iter().copied().filter(|glyph| *glyph != 0);
    std::iter::once(0).chain(others)
}

/// The glyph of the space.
pub fn space(face: FaceId) -> Option<u16> {
    let glyph = font(face).charmap().map(' ')?;
    u16::try_from(glyph.to_u32()).ok()
}

/// The font of a face.
pub fn font(face: FaceId) -> FontRef<'static> {
    FontRef::new(Faces::get().face(face).data).expect("a face of the program")
}
