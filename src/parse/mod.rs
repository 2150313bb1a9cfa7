//! [`Manuscript`] -> [`Book`] and diagnostics. Parsing always returns a tree: what cannot be read
//! as meant is kept as text and reported. Nothing here looks anything up: labels stay names.

use crate::document::{Block, Content, Label, Matter, Note, Parsed, Role};
use crate::manuscript::Generated;
use crate::source::{FileId, Span};

/// The book as its authors wrote it: every text parsed, in the order of the contents.
#[derive(Clone, Debug)]
pub struct Book {
    /// Chapters, parts and generated pages.
    pub divisions: Vec<ParsedDivision>,
}

/// One entry of the contents, parsed.
#[derive(Clone, Debug)]
pub struct ParsedDivision {
    /// Front, body or back.
    pub matter: Matter,
    /// What it is.
    pub kind: ParsedDivisionKind,
}

/// What an entry of the contents is.
#[derive(Clone, Debug)]
pub enum ParsedDivisionKind {
    /// A text.
    Chapter(Chapter),
    /// A part page: its title.
    Part(String),
    /// A page that the tool makes.
    Generated {
        /// Which.
        page: Generated,
        /// A title of the publisher's own.
        title: Option<String>,
        /// The text that goes into it (the imprint's).
        text: Option<Chapter>,
    },
}

/// A parsed text.
#[derive(Clone, Debug)]
pub struct Chapter {
    /// The file.
    pub file: FileId,
    /// What it is in the book.
    pub role: Role,
    /// Its front matter.
    pub front: ChapterFront,
    /// Its blocks.
    pub blocks: Vec<Block<Parsed>>,
    /// Its notes, in the order in which they are defined.
    pub notes: Vec<Note<Parsed>>,
}

/// The YAML at the head of a text.
#[derive(Clone, Debug)]
pub struct ChapterFront {
    /// The title, with typographic quotation marks.
    pub title: Content<Parsed>,
    /// For the running heads.
    pub short_title: Option<String>,
    /// The id of the contributor in `contributors.toml`, and where it stands.
    pub contributor: Option<(String, Span)>,
    /// `draft`, `cleared` or `approved`.
    pub status: Option<String>,
    /// The language, where it is not the book's.
    pub language: Option<String>,
    /// The label that references use.
    pub id: Option<Label>,
    /// The front matter, or the file's first byte.
    pub span: Span,
}
