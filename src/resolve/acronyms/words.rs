//! The words of a passage: in come its pieces of text, each with its place in the source; out come
//! words, each with its own place there. Punctuation that was set is not in the source as it is
//! printed, so a word is looked for in the source from where the one before it ended.

use std::cell::OnceCell;

use crate::document::NoteId;
use crate::source::{FileId, Sources, Span};

/// The place of what is not looked for in the source.
pub const NOWHERE: Span = Span {
    file: FileId(0),
    start: 0,
    end: 0,
};

/// How a piece of text is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// The author's own words.
    Own,
    /// Words set apart together, in italics: perhaps the title of a work.
    SetApart(u32),
    /// Words that are not judged: another language, names that the tool writes.
    Unjudged,
}

/// A passage as it is printed, piece after piece.
#[derive(Debug, Default)]
pub struct Wording {
    text: String,
    /// The marks of notes, each with the bytes before it.
    marks: Vec<(usize, NoteId)>,
    pieces: Vec<Piece>,
}

/// The words of a passage.
#[derive(Debug)]
pub struct Words<'t> {
    /// The passage as it is printed.
    pub text: &'t str,
    /// Its words.
    pub words: Vec<Word<'t>>,
    /// The marks of notes, each with the number of words before it.
    pub marks: Vec<(usize, NoteId)>,
    pieces: &'t [Piece],
    sources: &'t Sources,
    /// The places of all words in the source, without possessive endings, once one was asked for: in
    /// most passages nothing is to be said of any.
    spans: OnceCell<Vec<Span>>,
}

/// A word.
#[derive(Clone, Copy, Debug)]
pub struct Word<'t> {
    /// Letters and digits, without a possessive ending.
    pub core: &'t str,
    /// Its first byte in the passage.
    pub start: usize,
    /// The byte after it, possessive ending included.
    pub end: usize,
    /// Whether it ends as a possessive: `IOM's`.
    pub possessive: bool,
    /// How it is meant.
    pub voice: Voice,
}

/// A piece of a passage as it was added.
#[derive(Clone, Copy, Debug)]
struct Piece {
    end: usize,
    span: Span,
    voice: Voice,
}

/// Stands for code, images and references, which neighbours treat as another word.
pub const OBJECT: char = '\u{FFFC}';

/// A word of fewer capitals is none that a registry should know.
pub const CAPITALS: usize = 3;

/// How far after the last word the next one is looked for in the source: the longest spelling of one
/// character there is an entity.
const REACH: usize = 96;

impl Wording {
    /// Adds text.
    pub fn push(&mut self, text: &str, span: Span, voice: Voice) {
        // A soft hyphen is part of no word.
        for part in text.split('\u{ad}') {
            self.text.push_str(part);
        }
        self.pieces.push(Piece {
            end: self.text.len(),
            span,
            voice,
        });
    }

    /// Adds something that is no text.
    pub fn push_object(&mut self, span: Span) {
        self.push(&OBJECT.to_string(), span, Voice::Unjudged);
    }

    /// Adds the mark of a note; the words before it are counted when all are there.
    pub fn push_mark(&mut self, note: NoteId) {
        self.marks.push((self.text.len(), note));
    }

    /// Whether a word of capitals may be in it, three at least on end. To find and read the words of a
    /// passage takes about ten times the instructions.
    pub fn has_capitals(&self) -> bool {
        let mut run = 0;
        self.text.chars().any(|char| {
            run = if char.is_uppercase() { run + 1 } else { 0 };
            run == CAPITALS
        })
    }

    /// The marks of notes where no word is counted: they are in their order.
    pub fn marks_of_no_words(&self) -> Vec<(usize, NoteId)> {
        self.marks.iter().map(|(_, note)| (0, *note)).collect()
    }

    /// Finds the words.
    pub fn words<'t>(&'t self, sources: &'t Sources) -> Words<'t> {
        let text = self.text.as_str();
        let mut words = Vec::new();
        let mut pieces = self.pieces.iter().peekable();
        let mut at = 0;
        while let Some(start) = find(text, at, true) {
            let end = find(text, start, false).unwrap_or(text.len());
            let possessive = possessive_ending(text.get(end..).unwrap_or_default());
            at = end + possessive.unwrap_or(0);
            while pieces.next_if(|piece| piece.end <= start).is_some() {}
            words.push(Word {
                core: text.get(start..end).unwrap_or_default(),
                start,
                end: at,
                possessive: possessive.is_some(),
                voice: pieces.peek().map_or(Voice::Own, |piece| piece.voice),
            });
        }
        let words_before = |byte: usize| words.partition_point(|word| word.start < byte);
        let marks = self.marks.iter();
        Words {
            text,
            marks: marks.map(|own| (words_before(own.0), own.1)).collect(),
            words,
            pieces: &self.pieces,
            sources,
            spans: OnceCell::new(),
        }
    }
}

impl<'t> Words<'t> {
    /// What stands between a word and the one before it.
    pub fn before(&self, word: usize) -> &'t str {
        let end = word.checked_sub(1).and_then(|at| self.words.get(at));
        let end = end.map_or(0, |word| word.end);
        let start = self
            .words
            .get(word)
            .map_or(self.text.len(), |own| own.start);
        self.text.get(end..start).unwrap_or_default()
    }

    /// The place of several words in the source.
    pub fn span(&self, from: usize, to: usize) -> Option<Span> {
        let spans = self
            .spans
            .get_or_init(|| Locator::new(self.pieces, self.sources).locate(&self.words));
        Some(spans.get(from)?.to(*spans.get(to)?))
    }

    /// Several words as they are printed.
    pub fn print(&self, from: usize, to: usize) -> &'t str {
        let (Some(first), Some(last)) = (self.words.get(from), self.words.get(to)) else {
            return "";
        };
        let end = last.start + last.core.len();
        self.text.get(first.start..end).unwrap_or_default()
    }
}

/// The first character from `at` on that is part of a word, or is not. Most are ASCII, and told by their
/// bytes: every word of a book is found here.
fn find(text: &str, mut at: usize, in_word: bool) -> Option<usize> {
    let bytes = text.as_bytes();
    while let Some(byte) = bytes.get(at) {
        let (is_in_word, length) = match byte.is_ascii() {
            true => (byte.is_ascii_alphanumeric(), 1),
            false => {
                let char = text.get(at..)?.chars().next()?;
                (char.is_alphanumeric(), char.len_utf8())
            }
        };
        if is_in_word == in_word {
            return Some(at);
        }
        at += length;
    }
    None
}

/// The bytes of a possessive ending with which a text begins.
fn possessive_ending(rest: &str) -> Option<usize> {
    let apostrophe = rest.chars().next().filter(|char| is_apostrophe(*char))?;
    let rest = rest.get(apostrophe.len_utf8()..)?;
    let after = rest.strip_prefix(['s', 'S'])?;
    let ends = after
        .chars()
        .next()
        .is_none_or(|char| !char.is_alphanumeric());
    ends.then_some(apostrophe.len_utf8() + 1)
}

/// Whether a character is an apostrophe, straight or not.
pub fn is_apostrophe(char: char) -> bool {
    matches!(char, '\'' | '\u{2019}')
}

/// Looks for words in the source, in their order.
struct Locator<'a> {
    pieces: &'a [Piece],
    sources: &'a Sources,
    /// The piece in which the last word stood.
    piece: usize,
    /// The byte of the source after it, in that piece.
    cursor: usize,
}

impl<'a> Locator<'a> {
    fn new(pieces: &'a [Piece], sources: &'a Sources) -> Locator<'a> {
        let cursor = pieces.first().map_or(0, |piece| piece.span.range().start);
        Locator {
            pieces,
            sources,
            piece: 0,
            cursor,
        }
    }

    fn locate(&mut self, words: &[Word<'_>]) -> Vec<Span> {
        let places = words.iter().map(|word| {
            let mut from = word.start;
            let end = word.start + word.core.len();
            let mut found: Option<Span> = None;
            while let Some(piece) = self.piece_of(from) {
                let until = end.min(piece.end);
                let part = word.core.get(from - word.start..until - word.start);
                let span = self.part(piece, part.unwrap_or_default());
                found = Some(found.map_or(span, |before| before.to(span)));
                from = until;
                if from >= end {
                    break;
                }
            }
            found.unwrap_or(NOWHERE)
        });
        places.collect()
    }

    /// The piece that holds a byte of the passage.
    fn piece_of(&mut self, byte: usize) -> Option<Piece> {
        loop {
            let piece = *self.pieces.get(self.piece)?;
            if byte < piece.end {
                return Some(piece);
            }
            self.piece += 1;
            let next = self.pieces.get(self.piece)?;
            self.cursor = next.span.range().start;
        }
    }

    /// The place of a part of a word; that of the whole piece where the source has other words.
    fn part(&mut self, piece: Piece, part: &str) -> Span {
        let source = self.sources.get(piece.span.file);
        let source = source.map_or("", |file| file.text.as_str());
        let whole = piece.span.range();
        let mut until = whole.end.min(self.cursor + REACH + part.len());
        until = until.min(source.len());
        while !source.is_char_boundary(until) {
            until -= 1;
        }
        let ahead = source.get(self.cursor..until).unwrap_or_default();
        // A word is mostly the next in the source too, and nothing before its first letter begins it.
        let next = ahead.find(char::is_alphanumeric);
        let next = next.filter(|at| ahead.get(*at..).is_some_and(|own| own.starts_with(part)));
        match next.or_else(|| ahead.find(part)) {
            Some(found) => {
                let start = self.cursor + found;
                self.cursor = start + part.len();
                Span::new(piece.span.file, start, self.cursor)
            }
            None => piece.span,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(source: &str, pieces: &[(&str, &str)]) -> Vec<String> {
        let mut sources = Sources::default();
        let file = sources.add("a.md".into(), source.into());
        let mut wording = Wording::default();
        let mut from = 0;
        for (text, written) in pieces {
            let start = from + source[from..].find(written).expect("the piece");
            from = start + written.len();
            wording.push(text, Span::new(file, start, from), Voice::Own);
        }
        let words = wording.words(&sources);
        let each = words.words.iter().enumerate();
        each.map(|(at, word)| {
            let span = words.span(at, at).expect("a place");
            format!("{}={}", word.core, &source[span.range()])
        })
        .collect()
    }

    #[test]
    fn capitals_are_seen_where_three_adjoin() {
        for (text, expected) in [
            ("a LAND of tea", true),
            ("UN, IO, N.G.O. and M\u{fc}N", false),
            ("one \u{c9}T\u{c9}s", true),
            ("the IOM", true),
            ("IO\u{ad}M", true),
            ("\u{201c}U\u{201d}NO", false),
            ("", false),
        ] {
            let mut wording = Wording::default();
            wording.push(text, NOWHERE, Voice::Own);
            assert_eq!(wording.has_capitals(), expected, "{text}");
        }
    }

    #[test]
    fn words_are_found_in_the_source_where_punctuation_was_set() {
        assert_eq!(
            split(
                "\"IOM\" -- see IOM\\'s *IOM*s&nbsp;UN",
                &[
                    ("“IOM” – see IOM’s ", "\"IOM\" -- see IOM\\'s "),
                    ("IOM", "IOM"),
                    ("s\u{a0}UN", "s&nbsp;UN"),
                ]
            ),
            ["IOM=IOM", "see=see", "IOM=IOM", "IOMs=IOM*s", "UN=UN"]
        );
    }

    #[test]
    fn what_is_not_in_the_source_has_the_place_of_its_piece() {
        assert_eq!(
            split("[OT]{.ac}", &[("Office", "[OT]{.ac}")]),
            ["Office=[OT]{.ac}"]
        );
    }
}
