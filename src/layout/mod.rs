//! [`ResolvedBook`] and [`Theme`] -> [`PagedBook`].

mod drawing;
mod page_map;
mod paged;
mod words;

use crate::diagnostic::Diagnostic;
use crate::resolve::ResolvedBook;
use crate::theme::Theme;

pub use drawing::{
    Clip, Drawing, DrawingMark, Drawings, DrawnFill, DrawnGroup, DrawnPath, DrawnStroke, DrawnText,
    Gradient, GradientGeometry, Matrix, Paint, Segment,
};
pub use page_map::{PageMap, PageMapEntry};
pub use paged::{
    After, Artifact, Fill, Frame, Geometry, LinkTarget, Mark, Node, NodeId, NodeRole, OutlineEntry,
    Owner, Page, PagedBook, PagedDivision, Place, PlacedImage, PlacedWord, Run, TextPosition,
};
pub use words::{CommonWords, Glyph, WordId, WordStore, WordView, Words};
