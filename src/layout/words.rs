//! Shaped words: each distinct word of the book, in its face and with its features, is shaped once
//! and stored in font units, so that a page holds ids and places instead of glyphs.

use std::ops::Range;

use crate::theme::FaceId;

/// A shaped word: an index into the words of the whole book, and past their end into those of the
/// division.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordId(pub u32);

/// A glyph of a shaped word, in font units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyph {
    /// The glyph's index in its face.
    pub id: u16,
    /// How far it moves the pen, kerning included.
    pub advance: i32,
    /// Shift to the right.
    pub x_offset: i32,
    /// Shift upwards.
    pub y_offset: i32,
    /// The byte of the word's text at which its cluster starts. Glyphs of one cluster share it.
    pub cluster: u32,
}

/// A shaped word, looked at.
#[derive(Clone, Copy, Debug)]
pub struct WordView<'a> {
    /// The face.
    pub face: FaceId,
    /// The glyphs from left to right.
    pub glyphs: &'a [Glyph],
    /// The text that the glyphs show.
    pub text: &'a str,
    /// The sum of the advances.
    pub width: i32,
}

/// A growing store of shaped words.
#[derive(Clone, Debug, Default)]
pub struct WordStore {
    entries: Vec<Entry>,
    glyphs: Vec<Glyph>,
    texts: String,
}

#[derive(Clone, Debug)]
struct Entry {
    face: FaceId,
    width: i32,
    glyphs: Range<u32>,
    text: Range<u32>,
}

impl WordStore {
    /// Adds a word and returns its index.
    pub fn push(
        &mut self,
        face: FaceId,
        text: &str,
        glyphs: impl IntoIterator<Item = Glyph>,
    ) -> u32 {
        let index = narrow(self.entries.len());
        let (glyphs_start, text_start) = (narrow(self.glyphs.len()), narrow(self.texts.len()));
        self.glyphs.extend(glyphs);
        self.texts.push_str(text);
        let width = self.glyphs[glyphs_start as usize..]
            .iter()
            .map(|glyph| glyph.advance)
            .sum();
        self.entries.push(Entry {
            face,
            width,
            glyphs: glyphs_start..narrow(self.glyphs.len()),
            text: text_start..narrow(self.texts.len()),
        });
        index
    }

    /// How many words it holds.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The word at an index.
    pub fn view(&self, index: u32) -> Option<WordView<'_>> {
        let entry = self.entries.get(index as usize)?;
        Some(WordView {
            face: entry.face,
            width: entry.width,
            glyphs: self
                .glyphs
                .get(entry.glyphs.start as usize..entry.glyphs.end as usize)?,
            text: self
                .texts
                .get(entry.text.start as usize..entry.text.end as usize)?,
        })
    }
}

/// An index as `u32`; a manuscript's size limit keeps every store far below it.
fn narrow(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

/// The words that the whole book shares.
#[derive(Clone, Debug, Default)]
pub struct CommonWords {
    /// The words.
    pub store: WordStore,
}

/// The words of one division that the common ones lack: pieces of hyphenated words, page numbers.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// The words.
    pub store: WordStore,
}

impl Words {
    /// The word with this id: a common one, or one of this division. An id of another division
    /// (none is made) gives an empty word.
    pub fn view<'a>(&'a self, common: &'a CommonWords, id: WordId) -> WordView<'a> {
        let shared = narrow(common.store.len());
        let found = if id.0 < shared {
            common.store.view(id.0)
        } else {
            self.store.view(id.0 - shared)
        };
        found.unwrap_or(WordView {
            face: FaceId(0),
            glyphs: &[],
            text: "",
            width: 0,
        })
    }
}
