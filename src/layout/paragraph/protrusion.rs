//! Margin kerning: what stands out at the ends of a line, so that its edge looks straight. Points,
//! hyphens and quotation marks hang for the greater part, slanted letters a little. In: a word and a
//! place in it. Out: font units.
//!
//! The idea and its first implementation are Han The Thanh's ("Micro-typographic extensions to the TeX
//! typesetting system", 2000). The shares follow the defaults that the LaTeX package `microtype`
//! (R. Schlicht) has for roman faces; guillemets and brackets are set by eye in Literata.

use crate::theme::{Alignment, FaceId, Faces, Family, TypeTheme};

use super::super::words::{Glyph, ShapedWord};
use super::Pieces;

/// Which ends of a paragraph's lines stand out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Protrusion {
    left: bool,
    right: bool,
}

impl Protrusion {
    /// That of a paragraph: both ends of justified lines, the left end of ragged ones.
    pub fn of(pieces: &Pieces, type_: &TypeTheme) -> Protrusion {
        let paragraph = &pieces.paragraph;
        // What the tool makes is aligned with what stands beside it.
        let any = type_.protrusion && !paragraph.narrow && pieces.text.is_some();
        Protrusion {
            left: any
                && matches!(
                    paragraph.alignment,
                    Alignment::Justified | Alignment::Ragged
                ),
            right: any && paragraph.alignment == Alignment::Justified,
        }
    }

    /// How far the part of a word from the byte `offset` on stands out to the left.
    pub fn left(self, word: &ShapedWord, offset: usize) -> i32 {
        if !self.left {
            return 0;
        }
        let first = word.text.get(offset..).and_then(|rest| rest.chars().next());
        first.map_or(0, |first| {
            let [share, _] = shares(first);
            hang(word, offset, first, share)
        })
    }

    /// How far the part of a word up to the byte `offset` stands out to the right.
    pub fn right(self, word: &ShapedWord, offset: usize) -> i32 {
        if !self.right {
            return 0;
        }
        let before = word.text.get(..offset);
        let last = before.and_then(|before| before.chars().next_back());
        last.map_or(0, |last| {
            let [_, share] = shares(last);
            hang(word, offset - last.len_utf8(), last, share)
        })
    }

    /// How far the hyphen of hyphenation stands out.
    pub fn hyphen(self, face: FaceId) -> i32 {
        let face = Faces::get().face(face);
        if !self.right || face.family == Family::Mono {
            return 0;
        }
        let [_, share] = shares('-');
        face.hyphen_advance * share / 1_000
    }
}

/// A share of the width of the character at a byte, if it is a glyph of its own.
fn hang(word: &ShapedWord, at: usize, character: char, share: i32) -> i32 {
    if share == 0 || Faces::get().face(word.face).family == Family::Mono {
        return 0;
    }
    // Clusters rise from left to right. A ligature begins before the character or goes on after it.
    let end = at + character.len_utf8();
    let from = |offset: usize| {
        let before = |glyph: &Glyph| (glyph.cluster as usize) < offset;
        word.glyphs.partition_point(before)
    };
    let (first, next) = (from(at), from(end));
    let starts = |index: usize, offset: usize| {
        let glyph = word.glyphs.get(index);
        glyph.is_some_and(|glyph| glyph.cluster as usize == offset)
    };
    let is_alone =
        next == first + 1 && starts(first, at) && (end == word.text.len() || starts(next, end));
    match word.glyphs.get(first) {
        Some(glyph) if is_alone => glyph.advance * share / 1_000,
        Some(_) | None => 0,
    }
}

/// What a character hangs at the left and at the right end, in thousandths of its width.
fn shares(character: char) -> [i32; 2] {
    match character {
        '.' => [0, 700],
        ',' | ':' | '-' | '\u{2010}' | '\u{2011}' => [0, 500],
        ';' => [0, 300],
        '!' => [0, 100],
        '?' => [0, 200],
        '\u{2013}' => [200, 200],
        '\u{2014}' => [150, 150],
        '\u{2018}' | '\u{2019}' => [300, 400],
        '\u{201c}' | '\u{201d}' => [300, 300],
        '\u{201a}' | '\u{201e}' => [400, 400],
        '\u{2039}' => [400, 300],
        '\u{203a}' => [300, 400],
        '\u{ab}' => [300, 200],
        '\u{bb}' => [200, 300],
        '(' | '[' => [100, 0],
        ')' => [0, 200],
        ']' => [0, 100],
        '\u{a1}' | '\u{bf}' => [100, 0],
        '/' => [100, 200],
        '*' => [200, 200],
        'A' | 'T' | 'V' | 'W' | 'X' | 'Y' | 'v' | 'w' | 'x' => [50, 50],
        'y' => [50, 70],
        't' => [0, 70],
        'F' | 'K' | 'L' | 'k' | 'r' => [0, 50],
        'J' => [50, 0],
        _ => [0, 0],
    }
}
