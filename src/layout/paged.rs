//! The finished pages: frames of text, rules, images and drawings at their places, the structure
//! tree that names them, anchors and labels. `pdf` reads this and nothing else of the book.
//!
//! Ids of words and structure nodes are local to their division (divisions are laid out apart, in
//! parallel): [`Page::division`] says whose they are.

use crate::document::{AnchorId, DivisionId, ImageId, Stream, TextId};
use crate::length::Length;
use crate::manuscript::Images;
use crate::resolve::{Anchor, Division, DivisionKind, Metadata};
use crate::source::Span;
use crate::theme::{Edges, FaceId, Ink};

use super::drawing::{Drawing, Drawings};
use super::placed::PlacedWord;
use super::words::Words;

pub use crate::document::FigureReach;

/// The book as pages.
#[derive(Debug)]
pub struct PagedBook {
    /// Sizes that all pages share.
    pub geometry: Geometry,
    /// What the book is.
    pub metadata: Metadata,
    /// The pages in order, blank ones included.
    pub pages: Vec<Page>,
    /// What the divisions' pages share; `DivisionId` counts them.
    pub divisions: Vec<PagedDivision>,
    /// Where each anchor stands; `None` for an anchor that no page shows. `AnchorId` counts them.
    pub places: Vec<Option<Place>>,
    /// The anchors' names.
    pub anchors: Vec<Anchor>,
    /// The bookmarks, in book order.
    pub outline: Vec<OutlineEntry>,
    /// The raster images.
    pub images: Images,
    /// The drawings (SVG), already translated.
    pub drawings: Drawings,
    /// The word behind the pages of drafts, where there are some.
    pub watermark: Option<Drawing>,
}

/// Sizes that all pages share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Geometry {
    /// Width of the trimmed page.
    pub width: Length,
    /// Height of the trimmed page.
    pub height: Length,
    /// The bleed beyond each edge.
    pub bleed: Edges,
    /// From one line of the text to the next.
    pub grid: Length,
}

/// What the pages of a division share.
#[derive(Debug)]
pub struct PagedDivision {
    /// Its words.
    pub words: Words,
    /// Its part of the structure tree: `nodes[0]` is its root.
    pub structure: Vec<Node>,
    /// Its language.
    pub language: String,
    /// Whether it is still being written.
    pub is_draft: bool,
    /// What it is in the book.
    pub kind: SectionKind,
}

/// What a division is in the book, as far as its pages tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SectionKind {
    /// The page that opens a part.
    Part,
    /// A text of the part before it.
    InPart,
    /// The index.
    Index,
    /// Any other.
    #[default]
    Other,
}

impl SectionKind {
    /// What a division is.
    pub fn of(division: &Division) -> SectionKind {
        match division.kind {
            DivisionKind::Part(_) => SectionKind::Part,
            DivisionKind::Index { .. } => SectionKind::Index,
            _ if division.in_part => SectionKind::InPart,
            _ => SectionKind::Other,
        }
    }
}

/// One page. Coordinates are from the top left corner of the trim, y downwards.
#[derive(Debug)]
pub struct Page {
    /// The division whose page it is. A blank verso belongs to the division before it.
    pub division: DivisionId,
    /// The folio as printed or implied: "xii", "34".
    pub label: String,
    /// Whether it is a right-hand page.
    pub recto: bool,
    /// Whether nothing at all is on it: a blank verso, or the page of an imprint without text.
    pub blank: bool,
    /// What is on it, in reading order; heads and folios first.
    pub frames: Vec<Frame>,
    /// The first running text that starts or goes on here, for the page list.
    pub start: Option<TextPosition>,
    /// How what stands on it fits it.
    pub fit: PageFit,
}

/// How what stands on a page fits it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageFit {
    /// How far the page ends below the foot of the text block; above it when negative.
    pub level: Length,
    /// The white space between its text and what stands at its foot, more than there always is.
    pub slack: Length,
    /// Whether it ends between lines that belong together.
    pub is_parted: bool,
    /// The figures and tables on it that were called on an earlier page.
    pub delayed: Vec<Delayed>,
}

/// A figure or table that stands on a later page than the text in which it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delayed {
    /// How many pages later.
    pub pages: usize,
    /// Where it is written.
    pub span: Option<Span>,
}

/// A place in the text: the run of inlines and how many of its characters stand before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TextPosition {
    /// The run of inlines.
    pub text: TextId,
    /// Characters before the place. Text and code count their characters, a forced line break one;
    /// marks, references and images count none.
    pub offset: u32,
}

/// Marks that belong together, at a place of the page: usually a line.
#[derive(Clone, Debug)]
pub struct Frame {
    /// Its left edge.
    pub x: Length,
    /// Its top edge.
    pub y: Length,
    /// The marks, relative to its top left corner, in reading order.
    pub marks: Vec<Mark>,
    /// Whether it is turned a quarter to the left round that corner, to be read from the right of the
    /// page: its lines run upwards, the next line stands to the right.
    pub turned: bool,
}

/// Whose a mark is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// A node of the division's structure.
    Node(NodeId),
    /// Nobody's: it repeats or decorates.
    Artifact(Artifact),
}

/// Why a mark is not content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Artifact {
    /// A running head.
    Header,
    /// A folio.
    Footer,
    /// A repeated table head, "(continued)".
    Repeated,
    /// A rule or a tint.
    Decoration,
}

/// Something on a page.
#[derive(Clone, Debug)]
pub enum Mark {
    /// Text in one style on one baseline.
    Text(Run),
    /// A filled rectangle: a rule or a tint.
    Fill(Fill),
    /// An image or drawing.
    Image(PlacedImage),
}

/// Text in one style on one baseline.
#[derive(Clone, Debug)]
pub struct Run {
    /// Where its first word starts.
    pub x: Length,
    /// The baseline below the frame's top.
    pub baseline: Length,
    /// The face.
    pub face: FaceId,
    /// The size.
    pub size: Length,
    /// Space added after every glyph.
    pub tracking: Length,
    /// How wide glyphs and tracking are, in ten-thousandths of their natural width.
    pub scale: i64,
    /// How loose its line is: TeX's badness where the line is justified and stretched, else 0.
    pub looseness: i32,
    /// The ink.
    pub ink: Ink,
    /// Whose it is.
    pub owner: Owner,
    /// Its words with their places.
    pub words: Vec<PlacedWord>,
    /// Where a click leads.
    pub link: Option<LinkTarget>,
    /// Its source.
    pub span: Option<Span>,
}

impl Run {
    /// The scale of text at its natural width.
    pub const NATURAL: i64 = 10_000;

    /// A width of the run's text as it is shown.
    pub fn scaled(scale: i64, width: Length) -> Length {
        if scale == Run::NATURAL {
            width
        } else {
            width.scale(scale, Run::NATURAL)
        }
    }
}

/// What follows a word in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum After {
    /// The next word of the run, or of the next run, directly.
    Nothing,
    /// A space; at a line's end it is the space that the line break took.
    Space,
    /// A hyphen that hyphenation put there is the word's last glyph: it is no part of the text.
    SoftHyphen,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTarget {
    /// A place in the book.
    Anchor(AnchorId),
    /// An address.
    Url(String),
}

/// A filled rectangle, relative to its frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fill {
    /// Left edge.
    pub x: Length,
    /// Top edge.
    pub y: Length,
    /// Width.
    pub width: Length,
    /// Height.
    pub height: Length,
    /// The ink.
    pub ink: Ink,
    /// Why it is there.
    pub artifact: Artifact,
}

/// An image or drawing, relative to its frame.
#[derive(Clone, Debug)]
pub struct PlacedImage {
    /// The image; an SVG is found in the drawings by the same id.
    pub image: ImageId,
    /// Left edge.
    pub x: Length,
    /// Top edge.
    pub y: Length,
    /// Width.
    pub width: Length,
    /// Height.
    pub height: Length,
    /// Whose it is; the node holds the alternative text.
    pub owner: Owner,
    /// How far it reaches: where that is over the text block, its place is known when the page is
    /// finished.
    pub reach: FigureReach,
    /// Its source.
    pub span: Option<Span>,
}

/// A node of the structure tree, local to its division.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u32);

/// One node of the structure tree: what a screen reader is told.
#[derive(Clone, Debug)]
pub struct Node {
    /// What it is.
    pub role: NodeRole,
    /// Its parent; the root is its own.
    pub parent: NodeId,
    /// The stream its own text belongs to.
    pub stream: Stream,
    /// Its language, where it differs from its parent's.
    pub language: Option<String>,
    /// The alternative text of a figure.
    pub alternative: Option<String>,
    /// What its text is short for.
    pub expansion: Option<String>,
    /// The anchor that it is.
    pub anchor: Option<AnchorId>,
}

/// The roles of the structure tree: PDF's standard structure types and what they need to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are PDF's own")]
pub enum NodeRole {
    Division,
    Heading(u8),
    Paragraph,
    Span,
    Quotation,
    Code,
    List { ordered: bool },
    ListItem,
    Label,
    ListBody,
    Table,
    TableHead,
    TableBody,
    TableRow,
    TableHeader { row: bool, columns: u16, rows: u16 },
    TableCell { columns: u16, rows: u16 },
    Caption,
    Figure,
    Aside,
    Note,
    NoteReference,
    Link,
    Contents,
    ContentsItem,
}

/// Where an anchor stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The page, from 0.
    pub page: u32,
    /// From the left of the trim.
    pub x: Length,
    /// From the top of the trim.
    pub y: Length,
}

/// A bookmark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutlineEntry {
    /// 0 is outermost.
    pub level: u8,
    /// Its text.
    pub title: String,
    /// Where it leads.
    pub anchor: AnchorId,
}
