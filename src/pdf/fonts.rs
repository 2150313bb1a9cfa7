//! The fonts of the file: each face that the pages use, reduced to its used glyphs, with new glyph
//! numbers from 1 upwards in the order of the old ones.

use rayon::prelude::*;
use sha2::{Digest, Sha256};
use skrifa::raw::TableProvider;
use skrifa::{FontRef, GlyphId};
use subsetter::GlyphRemapper;

use crate::theme::{Face, FaceId, Faces, Family, Posture, Weight};

use super::PdfError;
use super::used::{GlyphTexts, UsedGlyphs, space_glyph};

/// A font of the file.
#[derive(Debug)]
pub struct Font {
    /// The face.
    pub face: FaceId,
    /// The resource's name: "F4".
    pub name: String,
    /// The PostScript name with the subset's tag: "ABCDEF+Literata-Regular".
    pub base_font: String,
    /// The reduced font program.
    pub program: Vec<u8>,
    /// Widths by code, in hundredths of a thousandth of the em.
    pub widths: Vec<i64>,
    /// Texts by code; the first is empty.
    pub texts: Vec<String>,
    /// The codes of second and further texts, which follow the new glyph numbers: the glyph of each, in
    /// their order.
    pub repeats: Vec<u16>,
    /// The space's new number.
    pub space: Option<u16>,
    /// The new numbers by the old ones: every glyph of every word is looked up here. A new number is the
    /// code of the glyph's first text.
    renumbered: Vec<u16>,
}

/// The fonts of the file by face.
#[derive(Debug, Default)]
pub struct Fonts {
    fonts: Vec<Option<Font>>,
}

impl Fonts {
    /// Reduces every used face, in parallel.
    pub fn subset(used: UsedGlyphs) -> Result<Fonts, PdfError> {
        let used: Vec<(FaceId, GlyphTexts)> = used.finish().into_iter().collect();
        let subsets: Result<Vec<Font>, PdfError> = used
            .par_iter()
            .filter(|(_, texts)| !texts.is_empty())
            .map(|(face, texts)| subset(*face, texts))
            .collect();
        let mut fonts: Vec<Option<Font>> = Faces::get().all().map(|_| None).collect();
        for font in subsets? {
            if let Some(place) = fonts.get_mut(usize::from(font.face.0)) {
                *place = Some(font);
            }
        }
        Ok(Fonts { fonts })
    }

    /// The font of a face that the pages use.
    pub fn get(&self, face: FaceId) -> Option<&Font> {
        self.fonts.get(usize::from(face.0))?.as_ref()
    }

    /// All fonts, in the order of their faces.
    pub fn iter(&self) -> impl Iterator<Item = &Font> {
        self.fonts.iter().flatten()
    }
}

impl Font {
    /// The new number of a glyph; 0 for one that is not in the font (none is asked for).
    pub fn glyph(&self, old: u16) -> u16 {
        self.renumbered.get(usize::from(old)).copied().unwrap_or(0)
    }

    /// The code by which a glyph shows a text alone; `None` where it does not.
    pub fn code(&self, old: u16, text: &str) -> Option<u16> {
        let new = self.glyph(old);
        if self.text(new) == text {
            return Some(new);
        }
        let first = self.glyphs();
        let others = (first..).zip(&self.repeats);
        let mut own = others.filter(|(_, glyph)| **glyph == new);
        let code = own.find(|(code, _)| self.texts.get(*code).is_some_and(|own| own == text));
        code.and_then(|(code, _)| u16::try_from(code).ok())
    }

    /// How many glyphs there are, the first of which is never shown.
    pub fn glyphs(&self) -> usize {
        self.texts.len() - self.repeats.len()
    }

    /// The width of a code, in hundredths of a thousandth of the em.
    pub fn width(&self, code: u16) -> i64 {
        self.widths.get(usize::from(code)).copied().unwrap_or(0)
    }

    /// The text of a code.
    pub fn text(&self, code: u16) -> &str {
        self.texts.get(usize::from(code)).map_or("", String::as_str)
    }
}

/// `units` of a face as thousandths of the em, rounded half away from zero.
pub fn thousandths(face: &Face, units: i32) -> i64 {
    scaled(face, units, 1_000)
}

/// `units` of a face in hundredths of a thousandth of the em.
pub fn hundredths(face: &Face, units: i32) -> i64 {
    scaled(face, units, 100_000)
}

fn scaled(face: &Face, units: i32, parts: i64) -> i64 {
    crate::length::Length(i64::from(units))
        .scale(parts, i64::from(face.units_per_em))
        .0
}

/// `/Flags` of the font descriptor (PDF 32000-1, table 123).
pub fn flags(face: &Face) -> i64 {
    let family = match face.family {
        Family::Text => 1 << 1,
        Family::Sans => 0,
        Family::Mono => 1,
    };
    let italic = if face.posture == Posture::Italic {
        1 << 6
    } else {
        0
    };
    // Bit 6: the glyphs are those of Latin text.
    family | italic | 1 << 5
}

/// `/StemV` of the font descriptor. No table of a font says it and viewers need it only to find a
/// replacement, which an embedded font never takes; these are the usual estimates from the weight,
/// 50 + (weight / 65)².
pub fn stem(face: &Face) -> i64 {
    match face.weight {
        Weight::Regular => 88,
        Weight::Bold => 166,
    }
}

fn subset(id: FaceId, texts: &GlyphTexts) -> Result<Font, PdfError> {
    let face = Faces::get().face(id);
    let glyphs: Vec<u16> = std::iter::once(0).chain(texts.keys().copied()).collect();
    let remapper = GlyphRemapper::new_from_glyphs_sorted(&glyphs);
    let failed = |error| PdfError::Font {
        face: face.postscript_name.clone(),
        error,
    };
    let program = subsetter::subset(face.data, 0, &remapper).map_err(failed)?;
    let hmtx = FontRef::new(face.data).and_then(|font| font.hmtx()).ok();
    let advance = |glyph: &u16| {
        let advance = hmtx.as_ref()?.advance(GlyphId::from(*glyph))?;
        Some(hundredths(face, i32::from(advance)))
    };
    let renumbered = renumbered(&glyphs);
    // Codes are of two bytes; a text that finds none is given where it is shown.
    let room = usize::from(u16::MAX) - glyphs.len();
    let others = texts.iter().flat_map(|(glyph, texts)| {
        let new = renumbered.get(usize::from(*glyph)).copied().unwrap_or(0);
        texts.iter().skip(1).map(move |text| (new, text.clone()))
    });
    let (repeats, others): (Vec<u16>, Vec<String>) = others.take(room).unzip();
    let firsts = texts
        .values()
        .map(|texts| texts.first().cloned().unwrap_or_default());
    let mut widths: Vec<i64> = glyphs
        .iter()
        .map(|glyph| advance(glyph).unwrap_or(0))
        .collect();
    let repeated: Vec<i64> = repeats
        .iter()
        .filter_map(|own| widths.get(usize::from(*own)).copied())
        .collect();
    widths.extend(repeated);
    Ok(Font {
        face: id,
        name: format!("F{}", id.0),
        base_font: format!("{}+{}", tag(face, &glyphs), face.postscript_name),
        program,
        widths,
        texts: std::iter::once(String::new())
            .chain(firsts)
            .chain(others)
            .collect(),
        repeats,
        space: space_glyph(id)
            .and_then(|space| glyphs.binary_search(&space).ok())
            .and_then(|at| u16::try_from(at).ok()),
        renumbered,
    })
}

/// The index of each glyph by its number.
fn renumbered(glyphs: &[u16]) -> Vec<u16> {
    let last = glyphs.last().copied().unwrap_or(0);
    let mut renumbered = vec![0; usize::from(last) + 1];
    for (glyph, new) in glyphs.iter().zip(0..) {
        if let Some(place) = renumbered.get_mut(usize::from(*glyph)) {
            *place = new;
        }
    }
    renumbered
}

/// The six letters that mark a subset, made from its glyphs: different subsets of one face differ
/// in name, so that files can be joined.
fn tag(face: &Face, glyphs: &[u16]) -> String {
    let mut hash = Sha256::new();
    hash.update(face.postscript_name.as_bytes());
    for glyph in glyphs {
        hash.update(glyph.to_be_bytes());
    }
    let letters = hash.finalize().into_iter().take(6);
    letters.map(|byte| char::from(b'A' + byte % 26)).collect()
}
