//! What a note may hold: in, its blocks; out, those that have no place at the foot of a page.

use crate::document::{Block, BlockKind, Parsed, Visited, walk};
use crate::source::Span;

/// The blocks of a note, at whatever depth, that no note can hold, each with what it is. What lies in
/// one of them is not reported again.
pub(super) fn misplaced(blocks: &[Block<Parsed>]) -> Vec<(&'static str, Span)> {
    let mut found: Vec<(&'static str, Span)> = Vec::new();
    walk(blocks, &mut |visited| {
        let Visited::Block(block) = visited else {
            return;
        };
        let inside = |(_, outer): &(&str, Span)| outer.range().end >= block.span.range().end;
        if let Some(what) = name(&block.kind)
            && !found.last().is_some_and(inside)
        {
            found.push((what, block.span));
        }
    });
    found
}

/// What a block is that no note can hold.
fn name(kind: &BlockKind<Parsed>) -> Option<&'static str> {
    match kind {
        BlockKind::Heading(_) => Some("a heading"),
        BlockKind::Table(_) => Some("a table"),
        BlockKind::Figure(_) => Some("a figure"),
        BlockKind::Box(_) => Some("a box"),
        BlockKind::Recommendation(_) => Some("a recommendation"),
        BlockKind::Signatures(_) => Some("signatures"),
        BlockKind::Paragraph(_)
        | BlockKind::List(_)
        | BlockKind::Definitions(_)
        | BlockKind::Quotation(_)
        | BlockKind::Code(_)
        | BlockKind::Rule => None,
    }
}
