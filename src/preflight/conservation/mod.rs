//! The proof that nothing of a book is lost, doubled or moved: the resolved book and a finished
//! edition's bytes -> what differs, and how much agrees.
//!
//! The edition is read again (`pdf`, `epub`) by code that shares nothing with what wrote it. The four
//! streams of the book (running text, notes, cells, captions) are compared with those of the edition
//! character by character, blanks apart (`compare`); pages may show figures and tables with a number
//! among those without one (`shuffle`). Every drawing must hold the text of its file, as often as the
//! book shows it (`drawings`), and what the tool writes itself must be there (`generated`). A difference
//! is a fault of the program and not of the manuscript; it stops the editions all the same, for a
//! publisher would not see it before the readers do.

pub mod compare;
mod drawings;
pub mod epub;
pub mod generated;
pub mod pdf;
mod say;
mod shuffle;
pub mod texts;

use std::fmt;

use serde::Serialize;

use crate::diagnostic::Diagnostic;
use crate::document::Stream;
use crate::resolve::ResolvedBook;

use super::{PlacedStreams, placed_streams};
use compare::{Normal, judge, parting};
use drawings::Drawings;
use generated::{Counts, Line};
use texts::EditionTexts;

/// The formats of editions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A PDF.
    Pdf,
    /// An EPUB.
    Epub,
}

/// Why an edition cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    why: String,
    /// The page or document.
    sheet: Option<String>,
}

impl Unreadable {
    /// For a reason, as a sentence fragment that begins with "it" or "its".
    pub fn new(why: impl Into<String>) -> Unreadable {
        Unreadable {
            why: why.into(),
            sheet: None,
        }
    }

    /// Says where; what knows its place already keeps it.
    #[must_use]
    fn on(mut self, sheet: &str) -> Unreadable {
        self.sheet.get_or_insert_with(|| sheet.to_owned());
        self
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.sheet {
            Some(sheet) => write!(formatter, "{sheet}: {}", self.why),
            None => write!(formatter, "{}", self.why),
        }
    }
}

impl std::error::Error for Unreadable {}

/// What a proof found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// What differs: the first difference of each stream.
    pub found: Vec<Diagnostic>,
    /// What was compared and agrees.
    pub proved: Proved,
}

/// How much of an edition agrees with the book.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Proved {
    /// Titles, headings, paragraphs, lists, quotations, boxes, recommendations.
    pub running: Amount,
    /// Notes, but for those under tables.
    pub notes: Amount,
    /// The cells of tables.
    pub cells: Amount,
    /// Captions, and the notes and sources under tables.
    pub floats: Amount,
    /// The text inside drawings.
    pub drawings: Amount,
    /// What the tool writes itself, as far as the resolver knows it.
    pub generated: Amount,
}

/// An amount of text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Amount {
    /// Characters; words have one space between them.
    pub characters: usize,
    /// Words between spaces.
    pub words: usize,
}

impl Amount {
    fn of(text: &Normal) -> Amount {
        Amount {
            characters: text.len(),
            words: text.words(),
        }
    }
}

/// What every edition of a book must hold.
#[derive(Debug)]
pub struct Expectation {
    streams: PlacedStreams,
    normal: [(Stream, ExpectedStream); 4],
    drawings: Drawings,
    words: Counts,
    generated: Amount,
    lines: Vec<Line>,
}

/// A stream as it is compared.
#[derive(Debug)]
struct ExpectedStream {
    whole: Normal,
    /// What belongs to figures and tables with a number, and what does not, where there are both.
    parts: Option<[Normal; 2]>,
}

impl Expectation {
    /// Of a book.
    pub fn of(book: &ResolvedBook) -> Expectation {
        let streams = placed_streams(book);
        let list = super::generated(book);
        let generated = list.iter().map(|text| Amount::of(&Normal::read(text)));
        let generated = generated.fold(Amount::default(), |sum, own| Amount {
            characters: sum.characters + own.characters,
            words: sum.words + own.words,
        });
        Expectation {
            normal: Stream::OF_THE_MANUSCRIPT.map(|own| (own, ExpectedStream::of(&streams, own))),
            streams,
            drawings: Drawings::of(book),
            words: generated::count(list.iter().map(String::as_str)),
            generated,
            lines: generated::lines(book),
        }
    }

    /// Proves an edition, or says where it differs. `edition` is its name.
    pub fn prove(&self, edition: &str, format: Format, bytes: &[u8]) -> Proof {
        let read = match format {
            Format::Pdf => pdf::read(bytes),
            Format::Epub => epub::read(bytes),
        };
        match read {
            Ok(texts) => self.compare(edition, format, &texts),
            Err(error) => Proof {
                found: vec![say::unreadable(edition, &error)],
                proved: Proved::default(),
            },
        }
    }

    /// Compares what was read of an edition.
    pub fn compare(&self, edition: &str, format: Format, texts: &EditionTexts) -> Proof {
        let mut found = Vec::new();
        let mut proved = Proved::default();
        for (stream, expected) in &self.normal {
            let text = texts.stream(*stream);
            let read = match format {
                Format::Pdf => Normal::read(text),
                Format::Epub => Normal::unbroken(text.char_indices()),
            };
            match expected.difference(&read, format) {
                Some((order, difference)) => {
                    let place = say::Seen {
                        edition,
                        format,
                        stream: *stream,
                        texts,
                        expected: &order,
                        read: &read,
                    };
                    found.push(place.difference(&self.streams, difference));
                }
                None => {
                    let amount = Amount::of(&expected.whole);
                    match stream {
                        Stream::Running => proved.running = amount,
                        Stream::Notes => proved.notes = amount,
                        Stream::Cells => proved.cells = amount,
                        Stream::Floats => proved.floats = amount,
                        Stream::Generated => {}
                    }
                }
            }
        }
        match self.drawings.fault(format, texts) {
            Some(fault) => found.push(say::drawing(edition, format, texts, fault)),
            None => proved.drawings = self.drawings.amount(format),
        }
        let own = texts.stream(Stream::Generated);
        let lacking = generated::lacking(&self.words, &generated::count([own]));
        let missing = generated::missing_line(&self.lines, own);
        match say::generated(edition, &lacking, missing) {
            Some(fault) => found.push(fault),
            None => proved.generated = self.generated,
        }
        Proof { found, proved }
    }
}

impl ExpectedStream {
    fn of(streams: &PlacedStreams, stream: Stream) -> ExpectedStream {
        let text = streams.text(stream);
        let pieces = streams.pieces(stream);
        let has = |floats: bool| pieces.iter().any(|piece| piece.floats == floats);
        let part = |floats: bool| {
            let ends = pieces
                .iter()
                .skip(1)
                .map(|piece| piece.start)
                .chain([text.len()]);
            let own = pieces
                .iter()
                .zip(ends)
                .filter(move |(piece, _)| piece.floats == floats);
            Normal::unbroken(own.flat_map(|(piece, end)| {
                let part = text.get(piece.start..end).unwrap_or_default();
                part.char_indices().map(|(at, own)| (piece.start + at, own))
            }))
        };
        let mut whole = Normal::unbroken(text.char_indices());
        let code = pieces.iter().filter(|piece| piece.code);
        whole.code = code
            .map(|piece| piece.start..piece.start + piece.length)
            .collect();
        ExpectedStream {
            whole,
            parts: (has(true) && has(false)).then(|| [part(true), part(false)]),
        }
    }

    /// How an edition differs, and the order of the text in which it differs least.
    fn difference(
        &self,
        read: &Normal,
        format: Format,
    ) -> Option<(std::borrow::Cow<'_, Normal>, compare::Difference)> {
        use std::borrow::Cow;
        let from = parting(&self.whole, read)?;
        // An EPUB has every figure and table where it is written.
        let (Some([floats, others]), Format::Pdf) = (&self.parts, format) else {
            return Some((Cow::Borrowed(&self.whole), judge(&self.whole, read, from)));
        };
        let order = shuffle::in_order_of([floats, others], read);
        let from = parting(&order, read)?;
        let difference = judge(&order, read, from);
        Some((Cow::Owned(order), difference))
    }
}
