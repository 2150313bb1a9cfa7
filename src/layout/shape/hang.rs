//! Margin kerning: how far a word stands out where a line begins or ends with it, so that the edge looks
//! straight. Points, hyphens and quotation marks hang for the greater part, slanted letters a little. In: a
//! shaped word and a place in it. Out: font units.
//!
//! The idea and its first implementation are Han The Thanh's ("Micro-typographic extensions to the TeX
//! typesetting system", 2000). The shares follow the defaults that the LaTeX package `microtype`
//! (R. Schlicht) has for roman faces; guillemets and brackets are set by eye in Literata.

use crate::layout::words::{Glyph, Hang};
use crate::theme::{FaceId, Faces, Family};

/// How far the hyphen of hyphenation stands out.
pub fn hang_of_hyphen(face: FaceId) -> i32 {
    let face = Faces::get().face(face);
    if face.family == Family::Mono {
        return 0;
    }
    let [_, share] = shares('-');
    face.hyphen_advance * share / 1_000
}

/// How far the letters before a byte of a word stand out to the right, and those after it to the left.
pub(super) fn hang_at(face: FaceId, text: &str, glyphs: &[Glyph], offset: usize) -> Hang {
    let word = Word { face, text, glyphs };
    let (before, after) = text.split_at_checked(offset).unwrap_or((text, ""));
    let last = before.chars().next_back();
    let first = after.chars().next();
    Hang {
        left: first.map_or(0, |first| word.share(offset, first, shares(first)[0])),
        right: last.map_or(0, |last| {
            word.share(offset - last.len_utf8(), last, shares(last)[1])
        }),
    }
}

/// A word while it is shaped.
struct Word<'a> {
    face: FaceId,
    text: &'a str,
    glyphs: &'a [Glyph],
}

impl Word<'_> {
    /// A share of the width of the character at a byte, if it is a glyph of its own.
    fn share(&self, at: usize, character: char, share: i32) -> i32 {
        if share == 0 || Faces::get().face(self.face).family == Family::Mono {
            return 0;
        }
        // Clusters rise from left to right. A ligature begins before the character or goes on after it.
        let end = at + character.len_utf8();
        let from = |offset: usize| {
            let before = |glyph: &Glyph| (glyph.cluster as usize) < offset;
            self.glyphs.partition_point(before)
        };
        let (first, next) = (from(at), from(end));
        let starts = |index: usize, offset: usize| {
            let glyph = self.glyphs.get(index);
            glyph.is_some_and(|glyph| glyph.cluster as usize == offset)
        };
        let is_alone =
            next == first + 1 && starts(first, at) && (end == self.text.len() || starts(next, end));
        match self.glyphs.get(first) {
            Some(glyph) if is_alone => glyph.advance * share / 1_000,
            Some(_) | None => 0,
        }
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
