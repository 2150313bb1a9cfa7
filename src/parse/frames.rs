//! Frames: what is open while events come. A frame collects blocks and inlines until its end, when
//! it becomes a block or an inline of the frame around it.

use std::ops::Range;

use pulldown_cmark::LinkType;

use crate::document::{Block, Cell, Definition, ListItem, Parsed, Row, Style};

use super::prepare::{Fence, FenceKind};
use super::raw::Raw;

/// What is open: a container, a block or a style.
pub(super) struct Frame {
    /// What it is.
    pub kind: FrameKind,
    /// Its place in the file.
    pub range: Range<usize>,
    /// The blocks that it holds so far.
    pub blocks: Vec<Block<Parsed>>,
    /// The inlines that it holds so far.
    pub pieces: Vec<Raw>,
    /// The frame that takes its content: itself, or for one too deep a frame above.
    pub target: usize,
    /// How many containers, and how many styles, lie in each other down to it.
    pub depth: Depth,
}

#[derive(Clone, Copy, Default)]
pub(super) struct Depth {
    /// Containers.
    pub blocks: usize,
    /// Styles in the block at hand.
    pub styles: usize,
}

/// What a frame is.
pub(super) enum FrameKind {
    /// The text.
    Text,
    /// `> quotation`.
    Quotation,
    /// A list and its items.
    List {
        start: Option<u64>,
        tight: bool,
        items: Vec<ListItem<Parsed>>,
    },
    /// An item of a list.
    Item { task: Option<bool> },
    /// A definition list.
    Definitions { entries: Vec<Definition<Parsed>> },
    /// A term of a definition list.
    Term,
    /// What a term means.
    Meaning,
    /// A note's definition.
    Note { label: String },
    /// `:::`.
    Division(Fence),
    /// A paragraph.
    Paragraph,
    /// A heading of this level.
    Heading(u8),
    /// A table.
    Table {
        alignments: Vec<pulldown_cmark::Alignment>,
        head: Vec<Row<Parsed>>,
        rows: Vec<Row<Parsed>>,
    },
    /// A row of a table.
    Row {
        head: bool,
        cells: Vec<Cell<Parsed>>,
    },
    /// A cell of a table.
    Cell,
    /// A block of code.
    Code {
        language: Option<String>,
        text: String,
    },
    /// A block of HTML.
    Html,
    /// Emphasis and the like.
    Styled(Style),
    /// A link.
    Link { kind: LinkType, url: String },
    /// An image.
    Image { path: String },
    /// A container or style that lies too deep.
    TooDeep { division: bool },
}

impl Frame {
    /// How many styles its content lies in.
    pub(super) fn styles(&self) -> usize {
        self.depth.styles
    }

    /// Whether line ends in it count.
    pub(super) fn is_verse(&self) -> bool {
        match &self.kind {
            FrameKind::Division(Fence {
                kind: FenceKind::Open(Ok(attributes)),
                ..
            }) => attributes.has_class("verse"),
            _ => false,
        }
    }
}

impl FrameKind {
    pub(super) fn is_division(&self) -> bool {
        matches!(
            self,
            FrameKind::Division(_) | FrameKind::TooDeep { division: true }
        )
    }

    /// Whether it takes inlines that belong to no paragraph of their own.
    pub(super) fn is_inline(&self) -> bool {
        matches!(
            self,
            FrameKind::Term
                | FrameKind::Paragraph
                | FrameKind::Heading(_)
                | FrameKind::Cell
                | FrameKind::Html
                | FrameKind::Styled(_)
                | FrameKind::Link { .. }
                | FrameKind::Image { .. }
        )
    }

    /// A level of nesting.
    pub(super) fn is_level(&self) -> bool {
        matches!(
            self,
            FrameKind::Quotation
                | FrameKind::Item { .. }
                | FrameKind::Meaning
                | FrameKind::Division(_)
        )
    }

    /// What is left out below the deepest level. Lists go with their items, terms with meanings.
    pub(super) fn counts_as_block(&self) -> bool {
        self.is_level()
            || matches!(
                self,
                FrameKind::List { .. } | FrameKind::Definitions { .. } | FrameKind::Term
            )
    }

    pub(super) fn counts_as_style(&self) -> bool {
        matches!(self, FrameKind::Styled(_) | FrameKind::Link { .. })
    }
}
