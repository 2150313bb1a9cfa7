//! White space that pages may add so that they end level: around what is set apart by white space.
//! Headings have theirs already.

use crate::document::{Block, BlockKind, Resolved};

use super::super::flow::FlowItem;
use super::super::lower::Lowering;

/// Lets the white space around a block that was just lowered grow by a line.
pub fn stretch(lowering: &mut Lowering, block: &Block<Resolved>) {
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
    let flex = FlowItem::Flex(lowering.shared.theme.type_.body.leading);
    if matches!(lowering.items.last(), Some(FlowItem::Space(_))) {
        lowering.items.push(flex.clone());
    }
    if matches!(lowering.items.first(), Some(FlowItem::Space(_))) {
        lowering.items.insert(0, flex);
    }
}
