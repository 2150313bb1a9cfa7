//! Inlines: what stands in a line of text.

use crate::source::Span;

use super::{AnchorId, Label, NoteId, Noun, RegistrySpan, Stage};

/// A run of inlines with an identity: the text of a paragraph, a heading, a cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Content<S: Stage> {
    /// Its identity once resolved.
    pub id: S::TextId,
    /// What it holds.
    pub inlines: Vec<Inline<S>>,
}

/// One inline.
#[derive(Clone, Debug, PartialEq)]
pub enum Inline<S: Stage> {
    /// Plain text, with the typographic quotation marks and dashes already set.
    Text(Text),
    /// Text in another style.
    Styled(Styled<S>),
    /// A link to the web.
    Link(Link<S>),
    /// A note's mark.
    NoteMark(S::NoteMark),
    /// A reference to another place of the book.
    Reference(S::Reference),
    /// Text for which the registries answer.
    Registry(RegistrySpan<S>),
    /// An image in a line of text (an image alone in its paragraph is a figure).
    Image(Image<S>),
    /// A line end that the author forces.
    LineBreak(Span),
}

/// Plain text and where it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The text as it is printed.
    pub text: String,
    /// Its source. Where typographic replacement changed the length, offsets inside are approximate.
    pub span: Span,
}

/// How a styled inline differs from the text around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Style {
    /// `*emphasis*`: italic, or roman inside italic.
    Emphasis,
    /// `**strong**`.
    Strong,
    /// `~~struck~~`.
    Strikethrough,
    /// `^raised^`.
    Superscript,
    /// `~lowered~`.
    Subscript,
    /// `` `code` ``.
    Code,
    /// `[text]{.smallcaps}`.
    SmallCaps,
    /// `[text]{lang=fr}`: a BCP 47 tag.
    Language(String),
}

/// Inlines in another style.
#[derive(Clone, Debug, PartialEq)]
pub struct Styled<S: Stage> {
    /// The style.
    pub style: Style,
    /// What is set in it.
    pub inlines: Vec<Inline<S>>,
    /// From the opening to the closing mark.
    pub span: Span,
}

/// A link to an address outside the book.
#[derive(Clone, Debug, PartialEq)]
pub struct Link<S: Stage> {
    /// The address.
    pub url: String,
    /// The text of the link.
    pub inlines: Vec<Inline<S>>,
    /// The whole link.
    pub span: Span,
}

/// An image and what it shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Image<S: Stage> {
    /// The file.
    pub source: S::ImageSource,
    /// The alternative text; empty for a decorative image.
    pub alternative: String,
    /// Whether the author said `{.decorative}`.
    pub decorative: bool,
    /// `width=`, in hundredths of a per cent of the measure: 8000 for `80%`.
    pub width: Option<u32>,
    /// The whole image.
    pub span: Span,
}

/// A note's mark as parsed: the label of its note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteLabel {
    /// The label; inline notes have a made one.
    pub label: Label,
    /// The mark.
    pub span: Span,
}

/// A note's mark as resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteMark {
    /// The note, in its division.
    pub note: NoteId,
    /// The mark's own place, to which the note links back.
    pub anchor: AnchorId,
    /// The number that is printed.
    pub number: String,
    /// The mark in the source.
    pub span: Span,
}

/// What of its target a reference prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReferenceForm {
    /// `[@sec-x]`: kind and number, "section 3.2".
    KindAndNumber,
    /// `[@sec-x]{.title}`.
    Title,
    /// `[@sec-x]{.page}`: "page 12".
    Page,
    /// `[@sec-x]{.number}`.
    Number,
}

/// A cross-reference or citation as parsed: `[@sec-x]`, `[@key, p. 12; @other]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReferenceRequest {
    /// What is referred to, in the order written.
    pub items: Vec<ReferenceItem>,
    /// What is printed of it.
    pub form: ReferenceForm,
    /// The brackets and their attributes.
    pub span: Span,
}

/// One `@key` of a reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReferenceItem {
    /// The key, without `@`.
    pub label: Label,
    /// What follows the key: `p. 12`.
    pub locator: Option<String>,
    /// The key in the source.
    pub span: Span,
}

/// A cross-reference as resolved: generated text with links. The texts between targets ("and",
/// commas) are parts without a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The parts in the order in which they are printed.
    pub parts: Vec<(ReferenceTarget, Option<AnchorId>)>,
    /// The reference in the source.
    pub span: Span,
}

/// What one part of a resolved reference prints.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReferenceTarget {
    /// Text that is known: "section 3.2", a title, " and ".
    Text(String),
    /// The page on which the anchor falls, known when pages are finished. The word before it
    /// ("page") is a `Text` part of its own.
    Page(AnchorId),
    /// The pages of several anchors, with the word before them: "pages 3, 5 and 7–9".
    Pages(PageList),
}

/// The pages of several anchors, each page once. Which they are, and so their order and whether they
/// are one or several, is known when pages are finished.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageList {
    /// The anchors, in the order of the author.
    pub anchors: Vec<AnchorId>,
    /// What pages are called.
    pub noun: Noun,
    /// Between the last two of a list, with its spaces.
    pub and: &'static str,
}
