//! The works that texts cite: files of references -> [`Library`]; a [`Style`] of the Citation Style
//! Language (CSL 1.0.2) and the citations of a book -> the words that are printed. This is the only
//! room that knows hayagriva.

mod bibtex;
mod format;
mod guard;
mod locator;
mod pieces;
mod scan;
mod style;
mod yaml;

use std::collections::BTreeMap;

use hayagriva::Entry;
use hayagriva::types::EntryType;

use crate::diagnostic::{Diagnostic, codes};
use crate::source::{FileId, Span};

pub use format::{Citation, CitedWork, Formatted, Formatter, Wanted, WorkEntry};
pub use guard::{guarded, is_guarded};
pub use pieces::{LeadsTo, Piece};
pub use style::{DEFAULT_STYLE, Style, style_names};

/// The works of a book's bibliography files, in the files' order.
#[derive(Clone, Debug, Default)]
pub struct Library {
    works: Vec<Work>,
    by_key: BTreeMap<String, usize>,
    /// Whether a file, or the rest of one, could not be read, so that works are missing.
    is_cut: bool,
}

/// One work.
#[derive(Clone, Debug)]
struct Work {
    entry: Entry,
    /// Its key in the file.
    span: Span,
}

/// What a file of references holds: works, and where their keys stand.
#[derive(Debug, Default)]
struct Reading {
    works: Vec<Work>,
    diagnostics: Vec<Diagnostic>,
    /// Whether there may be works of which not even the key is known.
    is_cut: bool,
}

impl Reading {
    /// Adds a work that could not be read: it is known by its key, so that what cites it is right.
    fn add_unread(&mut self, key: &str, span: Span) {
        let entry = Entry::new(key, EntryType::Misc);
        self.works.push(Work { entry, span });
    }
}

impl Library {
    /// Adds the works of a file: BibTeX or BibLaTeX where its name ends in `.bib`, Hayagriva's YAML
    /// otherwise. Of works that could not be read, the keys are known.
    pub fn add_file(&mut self, file: FileId, path: &str, text: &str) -> Vec<Diagnostic> {
        let is_bibtex = path.to_ascii_lowercase().ends_with(".bib");
        let Reading {
            works,
            mut diagnostics,
            is_cut,
        } = match is_bibtex {
            true => bibtex::read(file, text),
            false => yaml::read(file, text),
        };
        self.is_cut |= is_cut;
        for work in works {
            let key = work.entry.key().to_owned();
            match self.by_key.get(&key).and_then(|at| self.works.get(*at)) {
                Some(first) => {
                    let message = format!("the key `{key}` is there twice");
                    let twice = Diagnostic::new(codes::BIBLIOGRAPHY_DUPLICATE, work.span, message)
                        .help("a key belongs to one work: rename one of the two, or delete it")
                        .related(first.span, "the first one");
                    diagnostics.push(twice);
                }
                None => {
                    self.by_key.insert(key, self.works.len());
                    self.works.push(work);
                }
            }
        }
        diagnostics
    }

    /// Takes note of a file that could not be read; why was reported.
    pub fn lacks_a_file(&mut self) {
        self.is_cut = true;
    }

    /// Whether a file, or the rest of one, could not be read, so that a key that is not there may be
    /// a work's. Why was reported.
    pub fn is_cut(&self) -> bool {
        self.is_cut
    }

    /// Whether it has no work.
    pub fn is_empty(&self) -> bool {
        self.works.is_empty()
    }

    /// Whether a work has this key.
    pub fn has(&self, key: &str) -> bool {
        self.by_key.contains_key(key)
    }

    /// Where the key of a work stands.
    pub fn span(&self, key: &str) -> Option<Span> {
        self.work(key).map(|work| work.span)
    }

    /// The keys and their places, in the files' order.
    pub fn keys(&self) -> impl Iterator<Item = (&str, Span)> {
        self.works.iter().map(|work| (work.entry.key(), work.span))
    }

    fn work(&self, key: &str) -> Option<&Work> {
        self.by_key.get(key).and_then(|at| self.works.get(*at))
    }
}

/// A piece of a file as a span: inside the file, and between characters.
fn span_in(file: FileId, text: &str, start: usize, end: usize) -> Span {
    let start = text.floor_char_boundary(start);
    let end = text.floor_char_boundary(end).max(start);
    Span::new(file, start, end)
}
