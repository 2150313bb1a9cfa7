//! What reading one text needs at hand, and what it collects besides blocks: findings and notes.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, codes};
use crate::document::{Note, Parsed};
use crate::source::{FileId, Span};

/// The deepest that blocks, and inlines in a block, may lie in each other. Later stages recurse
/// over the tree on threads with small stacks; no book that is read comes near it.
pub(super) const DEEPEST: usize = 64;

/// One text while it is read.
#[derive(Clone)]
pub(super) struct Context<'a> {
    /// The file.
    pub file: FileId,
    /// All of it.
    pub source: &'a str,
    /// The text's language, a BCP 47 tag.
    pub language: String,
    /// What was found.
    pub found: Vec<Diagnostic>,
    /// The notes, in the order in which they were finished.
    pub notes: Vec<Note<Parsed>>,
    /// How many notes were written in the line, `^[text]`; it makes their labels.
    pub inline_notes: usize,
    /// Whether the text is a value between quotation marks: one in it that has a backslash is a
    /// quotation mark like any other.
    pub is_value: bool,
    /// Whether the paragraph at hand was already reported as too deep.
    pub too_deep: bool,
}

impl<'a> Context<'a> {
    /// A text of which nothing is read yet.
    pub(super) fn new(file: FileId, source: &'a str, language: String) -> Context<'a> {
        Context {
            file,
            source,
            language,
            found: Vec::new(),
            notes: Vec::new(),
            inline_notes: 0,
            is_value: false,
            too_deep: false,
        }
    }

    /// A span of this file.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.file, range.start, range.end)
    }

    /// The source between two bytes.
    pub(super) fn slice(&self, range: Range<usize>) -> &'a str {
        self.source.get(range).unwrap_or("")
    }

    /// The byte at `offset`.
    pub(super) fn byte(&self, offset: usize) -> Option<u8> {
        self.source.as_bytes().get(offset).copied()
    }

    /// Whether the character at `offset` follows a backslash that escapes it.
    pub(super) fn is_escaped(&self, offset: usize) -> bool {
        let before = self.source.as_bytes().get(..offset).unwrap_or(&[]);
        let backslashes = before.iter().rev().take_while(|byte| **byte == b'\\');
        backslashes.count() % 2 == 1
    }

    /// Whether one of the last findings says something of the same place already.
    pub(super) fn is_reported(&self, range: &Range<usize>) -> bool {
        /// More than one paragraph has, and few enough to look at for each mark.
        const LAST: usize = 16;
        self.found.iter().rev().take(LAST).any(|own| {
            own.span.is_some_and(|span| {
                let known = span.range();
                known.start <= range.end && range.start <= known.end
            })
        })
    }

    /// Reports, once for a paragraph, that its styles lie too deep in each other.
    pub(super) fn report_too_deep_inlines(&mut self, span: Span) {
        if !std::mem::replace(&mut self.too_deep, true) {
            self.found.push(too_deep(span));
        }
    }
}

/// The finding that something lies too deep.
pub(super) fn too_deep(span: Span) -> Diagnostic {
    Diagnostic::new(
        codes::PARSE_TOO_DEEP,
        span,
        format!("more than {DEEPEST} levels lie in each other here"),
    )
    .help("the deeper levels are set as part of the level above; write them side by side")
}
