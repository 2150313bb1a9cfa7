//! [`ResolvedBook`] and [`Theme`] -> [`PagedBook`].

pub mod break_lines;
mod drawing;
mod flow;
mod page_map;
mod paged;
mod paragraph;
pub mod shape;
mod structure;
mod words;

pub use drawing::{Drawing, Drawings};
pub use page_map::{PageMap, PageMapEntry};
pub use paged::{
    After, Artifact, Fill, Frame, Geometry, LinkTarget, Mark, Node, NodeId, NodeRole, OutlineEntry,
    Owner, Page, PagedBook, PagedDivision, Place, PlacedImage, PlacedWord, Run, TextPosition,
};
pub use words::{Glyph, ShapedWord, WordBreak, WordId, Words};
