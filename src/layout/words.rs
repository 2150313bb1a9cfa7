//! Shaped words: each distinct word of a division, in its face and with its features, is shaped once
//! and kept in font units, so that a page holds ids and places instead of glyphs.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::theme::FaceId;

/// A shaped word: an index into the words of its division.
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

/// A word as glyphs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShapedWord {
    /// The face.
    pub face: FaceId,
    /// The text that the glyphs show.
    pub text: Box<str>,
    /// The glyphs from left to right.
    pub glyphs: Box<[Glyph]>,
    /// The sum of the advances.
    pub width: i32,
    /// What a space before the word gains by kerning.
    pub space_before: i32,
    /// How far it stands out where a line begins or ends with it.
    pub hang: Hang,
    /// Whether it begins with a small letter and has neither figures nor characters beyond ASCII, as most
    /// words.
    pub is_plain: bool,
    /// Whether no face of the book has some character of it.
    pub lacks_a_glyph: bool,
    /// Where a line may break in it, in order.
    pub breaks: Box<[WordBreak]>,
}

/// How far letters stand out over the edge of their column, in font units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hang {
    /// Those that begin a line.
    pub left: i32,
    /// Those that end one.
    pub right: i32,
}

impl ShapedWord {
    /// The word, looked at.
    pub fn view(&self) -> WordView<'_> {
        WordView {
            face: self.face,
            glyphs: &self.glyphs,
            text: &self.text,
            width: self.width,
        }
    }
}

/// A place in a word at which a line may break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WordBreak {
    /// The byte of the text before which the line breaks.
    pub offset: u32,
    /// Whether the line then ends with a hyphen that is no part of the text.
    pub hyphen: bool,
    /// The glyphs whose clusters start before the break.
    pub glyphs: u32,
    /// Their advances.
    pub position: i32,
    /// What the first part is wider than `position`, its hyphen included.
    pub before: i32,
    /// What the second part is wider than the advances after `position`.
    pub after: i32,
    /// How far the first part stands out to the right, and the second to the left.
    pub hang: Hang,
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

impl WordView<'_> {
    /// The face of its glyphs; `None` where it has none.
    pub fn shown_face(&self) -> Option<FaceId> {
        (!self.glyphs.is_empty()).then_some(self.face)
    }
}

/// The words of one division.
#[derive(Clone, Debug, Default)]
pub struct Words {
    words: Vec<Arc<ShapedWord>>,
    /// The numbers of the words in the book, once they have some.
    numbers: Vec<u32>,
}

impl Words {
    /// Adds a word.
    pub fn push(&mut self, word: Arc<ShapedWord>) -> WordId {
        let id = WordId(u32::try_from(self.words.len()).unwrap_or(u32::MAX));
        self.words.push(word);
        id
    }

    /// The word with this id; `None` for an id of another division.
    pub fn get(&self, id: WordId) -> Option<&Arc<ShapedWord>> {
        self.words.get(id.0 as usize)
    }

    /// The word with this id; an id of another division (none is made) gives an empty word.
    pub fn view(&self, id: WordId) -> WordView<'_> {
        self.get(id).map_or(
            WordView {
                face: FaceId(0),
                glyphs: &[],
                text: "",
                width: 0,
            },
            |word| word.view(),
        )
    }

    /// Numbers the words of a book: those that divisions share, which are most, have one number.
    pub fn number<'w>(divisions: impl IntoIterator<Item = &'w mut Words>) {
        let mut numbers: FxHashMap<*const ShapedWord, u32> = FxHashMap::default();
        for division in divisions {
            let number = |word: &Arc<ShapedWord>| {
                let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
                *numbers.entry(Arc::as_ptr(word)).or_insert(next)
            };
            division.numbers = division.words.iter().map(number).collect();
        }
    }

    /// The number of a word in its book, by its id; `None` before words are numbered.
    pub fn number_of(&self, id: WordId) -> Option<usize> {
        Some(*self.numbers.get(id.0 as usize)? as usize)
    }

    /// The words by their ids, each with its number in the book.
    pub fn numbered(&self) -> impl Iterator<Item = (usize, WordView<'_>)> {
        let numbers = self.numbers.iter().map(|own| *own as usize);
        numbers.zip(self.iter())
    }

    /// All words in the order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = WordView<'_>> {
        self.words.iter().map(|word| word.view())
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}
