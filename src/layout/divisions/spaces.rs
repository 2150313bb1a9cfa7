//! White space that pages may add so that they end level: around what is set apart by white space.
//! Headings have theirs already.

use crate::document::{Block, BlockKind, Resolved};
use crate::length::Length;

use super::super::flow::FlowItem;
use super::super::lower::{Lowering, Neighbours};

/// Lets the white space around a block that was just lowered grow to whole lines of the grid, so that
/// what stands there off the grid can come back to it. Between a heading and what it stands over it does
/// not grow.
pub fn stretch(lowering: &mut Lowering, block: &Block<Resolved>, neighbours: Neighbours<'_>) {
    let is_set_apart = match &block.kind {
        BlockKind::List(_)
        | BlockKind::Definitions(_)
        | BlockKind::Quotation(_)
        | BlockKind::Code(_)
        | BlockKind::Table(_)
        | BlockKind::Figure(_)
        | BlockKind::Box(_)
        | BlockKind::Recommendation(_) => true,
        BlockKind::Paragraph(_)
        | BlockKind::Heading(_)
        | BlockKind::Rule
        | BlockKind::Signatures(_) => false,
    };
    if !is_set_apart {
        return;
    }
    let grid = lowering.shared.theme.type_.body.leading;
    let flex = |item: Option<&FlowItem>| match item {
        Some(FlowItem::Space(space)) => Some(FlowItem::Flex(
            (*space + Length(1)).round_up_to(grid) - *space,
        )),
        _ => None,
    };
    if let Some(flex) = flex(lowering.items.last()) {
        lowering.items.push(flex);
    }
    let first = lowering.items.first();
    if let Some(flex) = flex(first.filter(|_| !neighbours.follows_heading())) {
        lowering.items.insert(0, flex);
    }
}
