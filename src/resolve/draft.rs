//! A book after the first pass: everything has its number, its name and its place, and only the
//! references still lack their targets, for they may lead forwards.

use std::collections::BTreeMap;

use crate::accessibility::Text;
use crate::diagnostic::Diagnostic;
use crate::document::{
    self, AnchorId, Block, Content, ImageId, IndexMark, Inline, Matter, Note, NoteId, NoteMark,
    ReferenceRequest, RegistryAnswer, Role, Stage,
};
use crate::manuscript::{Collation, Contributor, Generated};
use crate::source::{FileId, Span};

use super::citations::Works;
use super::index::MarkedPlace;
use super::labels::Labels;
use super::names::Names;
use super::provenance::RecommendationRecord;
use super::{Anchor, Byline, RunningTitle};

/// The tree after the first pass: references are still labels, texts have no identity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreferenced;

impl Stage for Unreferenced {
    type NoteMark = NoteMark;
    type Reference = DraftReference;
    type Registry = RegistryAnswer;
    type IndexMark = IndexMark;
    type ImageSource = ImageId;
    type TextId = ();
    type Anchor = AnchorId;
    type Number = Option<String>;
    type TableNotes = Vec<NoteId>;
}

/// A reference after the first pass.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DraftReference {
    /// To places of the book.
    Place(ReferenceRequest),
    /// To works.
    Citation(CitationId, ReferenceRequest),
}

/// A citation, in the order of the first pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CitationId(pub usize);

/// A book without the targets of its references.
#[derive(Debug)]
pub struct Draft<'a> {
    /// The divisions.
    pub divisions: Vec<DraftDivision>,
    /// The places.
    pub anchors: Vec<Anchor>,
    /// What labels lead to.
    pub labels: Labels,
    /// The names of the places.
    pub names: Names,
    /// What the citation style made of the works that are cited.
    pub works: Works,
    /// The places that are marked for the index, in the order of the book.
    pub index: Vec<MarkedPlace>,
    /// The contributors that have a chapter, in the chapters' order.
    pub contributors: Vec<&'a Contributor>,
    /// Their chapters, by the contributors' ids.
    pub contributor_chapters: BTreeMap<&'a str, Vec<AnchorId>>,
    /// The recommendations in the order of the book.
    pub recommendations: Vec<RecommendationRecord>,
    /// What was found.
    pub diagnostics: Vec<Diagnostic>,
}

/// A division without the targets of its references.
#[derive(Debug)]
pub struct DraftDivision {
    /// Front, body or back.
    pub matter: Matter,
    /// Whether it is a text of a part.
    pub in_part: bool,
    /// Its place.
    pub anchor: AnchorId,
    /// Its name.
    pub name: String,
    /// Its language.
    pub language: String,
    /// Where it is written.
    pub span: Option<Span>,
    /// Whether its text is still being written.
    pub is_draft: bool,
    /// What it holds.
    pub kind: DraftKind,
    /// Its notes.
    pub notes: Vec<Note<Unreferenced>>,
}

impl DraftDivision {
    /// What the manuscript wrote of it.
    pub fn text(&self) -> Text<'_, Unreferenced> {
        let (title, blocks) = match &self.kind {
            DraftKind::Chapter(chapter) => (Some(&chapter.title), chapter.blocks.as_slice()),
            DraftKind::Part(title) => (Some(title), [].as_slice()),
            DraftKind::Generated { blocks, .. } => (None, blocks.as_slice()),
        };
        Text {
            language: &self.language,
            title,
            blocks,
            notes: self
                .notes
                .iter()
                .map(|note| note.blocks.as_slice())
                .collect(),
        }
    }
}

/// What a draft's division holds.
#[derive(Debug)]
pub enum DraftKind {
    /// A text.
    Chapter(DraftChapter),
    /// A part page.
    Part(Content<Unreferenced>),
    /// A page that the tool makes.
    Generated {
        /// Which.
        page: Generated,
        /// The publisher's own title.
        title: Option<String>,
        /// How it collates what it holds.
        by: Collation,
        /// The text that goes into it.
        blocks: Vec<Block<Unreferenced>>,
    },
}

/// A text without the targets of its references.
#[derive(Debug)]
pub struct DraftChapter {
    /// What it is.
    pub role: Role,
    /// Its number.
    pub number: Option<String>,
    /// Its title.
    pub title: Content<Unreferenced>,
    /// For running heads.
    pub running_title: RunningTitle,
    /// Whose contribution it is.
    pub contributor: Option<Byline>,
    /// Its blocks.
    pub blocks: Vec<Block<Unreferenced>>,
    /// Its end, where the index asks for it.
    pub end: Option<AnchorId>,
}

/// A run of text that the settings hold.
pub fn generated_content(text: String, span: Option<Span>) -> Content<Unreferenced> {
    let span = span.unwrap_or(Span::new(FileId(0), 0, 0));
    Content {
        id: (),
        inlines: vec![Inline::Text(document::Text { text, span })],
    }
}
