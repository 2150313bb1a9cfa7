//! The document tree: blocks, inlines, labels and attributes, as the author wrote them
//! ([`Parsed`]) and as the resolver leaves them ([`Resolved`]). One tree serves both: the stage is
//! a type parameter, so a cross-reference that nobody looked up cannot reach a page.

mod annex_terms;
mod attributes;
mod block;
mod fold;
mod index_mark;
mod inline;
mod joins;
mod label;
mod language;
mod plain;
mod quantity;
mod quotation_marks;
mod registry_span;
mod streams;
mod terms;
mod walk;

use std::fmt::Debug;

use crate::source::Span;

pub use annex_terms::AnnexTerms;
pub use attributes::Attributes;
pub use block::{
    Block, BlockKind, BoxBlock, Cell, CellSpan, CodeBlock, Column, ColumnAlignment, Definition,
    Figure, FigureReach, Heading, List, ListItem, NumberedBlock, Quotation, Recommendation, Row,
    Signature, Table, TextRole,
};
pub use fold::{Fold, Numbered, fold_block, fold_blocks, fold_content};
pub use index_mark::{CrossReference, IndexMark, IndexRequest, RangeEnd};
pub use inline::{
    CitedText, Content, Image, Inline, Link, NoteLabel, NoteMark, PageList, Reference,
    ReferenceForm, ReferenceItem, ReferenceRequest, ReferenceTarget, Style, Styled, Text,
};
pub use joins::{Reach, reaches};
pub use label::{AnchorId, DivisionId, ImageId, Label, NoteId, TextId};
pub use language::{in_language, is_language_tag, meant_language, primary_language};
pub use plain::{plain_text, plain_text_with};
pub use quantity::{Quantity, quantity};
pub use quotation_marks::QuotationMarks;
pub use registry_span::{
    Around, NameForm, RegistryAnswer, RegistryRequest, RegistrySpan, SignatoryPart,
};
pub use streams::Stream;
pub use terms::{BOX_KINDS, LabelTerms, Noun, NounTerms, PageTerms, SpokenTerms, Terms};
pub use walk::{Part, Visited, last_text, walk, walk_content, walk_parts};

/// A state of the tree: what a note mark, a reference, an image and a text's identity are in it.
pub trait Stage: Clone + Debug + PartialEq + 'static {
    /// A note mark in the text.
    type NoteMark: Clone + Debug + PartialEq + Send + Sync;
    /// A cross-reference.
    type Reference: Clone + Debug + PartialEq + Send + Sync;
    /// What is asked of the registries about a text.
    type Registry: Around + Clone + Debug + PartialEq + Send + Sync;
    /// A place to which the index leads.
    type IndexMark: Clone + Debug + PartialEq + Send + Sync;
    /// What an image's path became.
    type ImageSource: Clone + Debug + PartialEq + Send + Sync;
    /// The identity of one run of inlines (a paragraph, a cell, a heading).
    type TextId: Clone + Copy + Debug + PartialEq + Send + Sync;
    /// The identity of a place that can be linked to.
    type Anchor: Clone + Debug + PartialEq + Send + Sync;
    /// The number of a heading, figure, table, box or recommendation, as it is printed.
    type Number: Clone + Debug + PartialEq + Send + Sync;
    /// The notes that a table's cells and caption call.
    type TableNotes: Clone + Debug + PartialEq + Send + Sync;
}

/// The tree as parsed: labels are names, numbers are not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parsed;

impl Stage for Parsed {
    type NoteMark = NoteLabel;
    type Reference = ReferenceRequest;
    type Registry = RegistryRequest;
    type IndexMark = IndexRequest;
    type ImageSource = String;
    type TextId = ();
    type Anchor = Option<Label>;
    type Number = ();
    type TableNotes = ();
}

/// The tree as resolved: every mark has its note, every reference its target, every thing its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolved;

impl Stage for Resolved {
    type NoteMark = NoteMark;
    type Reference = Reference;
    type Registry = RegistryAnswer;
    type IndexMark = IndexMark;
    type ImageSource = ImageId;
    type TextId = TextId;
    type Anchor = AnchorId;
    type Number = Option<String>;
    type TableNotes = Vec<NoteId>;
}

/// What a chapter is in the book; named as in EPUB's and DPUB-ARIA's vocabularies.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    serde::Deserialize,
    serde::Serialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names are the vocabulary")]
pub enum Role {
    Abstract,
    Acknowledgements,
    Afterword,
    Appendix,
    Bibliography,
    Chapter,
    Colophon,
    Conclusion,
    Contribution,
    Dedication,
    Foreword,
    Glossary,
    Introduction,
    Preface,
}

impl Role {
    /// Whether chapters of this role are counted: "chapter 4".
    pub fn is_numbered(self) -> bool {
        matches!(self, Role::Chapter | Role::Contribution)
    }
}

/// Which part of the volume a chapter stands in: it decides roman or arabic folios.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Matter {
    /// Before the text: roman folios.
    Front,
    /// The text.
    Body,
    /// After the text.
    Back,
}

/// One note: its body, and where it was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Note<S: Stage> {
    /// The label that the author gave it, or a made one for an inline note.
    pub label: Label,
    /// The place that a mark's link leads to.
    pub anchor: S::Anchor,
    /// The number that is printed; the letter of a note under a table.
    pub number: S::Number,
    /// The text.
    pub blocks: Vec<Block<S>>,
    /// The definition, or the inline note with its brackets.
    pub span: Span,
}
