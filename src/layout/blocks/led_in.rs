//! What stands below a heading or an introduction: a page shows more than a line of it there. In: the
//! block among its neighbours, and its items in the galley. Out: a penalty below its first line.

use crate::document::{Block, BlockKind, Resolved};

use super::super::flow::{FlowItem, VariantMark};
use super::super::lower::Neighbours;
use super::list;

/// What it costs to end a page with one line below a heading or an introduction. It is not forbidden:
/// what follows the line may be as high as a page.
const STRANDED: i32 = 9_990;

/// Whether a block stands below a heading, or is a list with an introduction: more than a line of it
/// stands on their page.
pub fn is_led_in(block: &Block<Resolved>, neighbours: Neighbours<'_>) -> bool {
    let is_list = match &block.kind {
        BlockKind::List(_) | BlockKind::Definitions(_) => true,
        BlockKind::Paragraph(_) | BlockKind::Quotation(_) | BlockKind::Recommendation(_) => false,
        BlockKind::Heading(_)
        | BlockKind::Code(_)
        | BlockKind::Rule
        | BlockKind::Table(_)
        | BlockKind::Figure(_)
        | BlockKind::Box(_)
        | BlockKind::Signatures(_) => return false,
    };
    let is_introduced = neighbours.previous.is_some_and(list::introduces);
    neighbours.follows_heading() || (is_list && is_introduced)
}

/// Keeps the first line that was lowered since the galley had `from` items with the second, which
/// may be that of a block to come.
pub fn keep_two_lines(items: &mut Vec<FlowItem>, from: usize) {
    let mut in_variants = false;
    let (mut lines, mut fewest) = (0, usize::MAX);
    let mut end = None;
    for (at, item) in items.iter().enumerate().skip(from) {
        match item {
            FlowItem::Strip(_) => lines += 1,
            FlowItem::Variant(VariantMark::First) => in_variants = true,
            FlowItem::Variant(VariantMark::Other(_) | VariantMark::End) => {
                fewest = fewest.min(lines);
                lines = 0;
            }
            FlowItem::Space(_) | FlowItem::Flex(_) | FlowItem::Penalty(_) | FlowItem::Float(_) => {}
        }
        let is_end = matches!(item, FlowItem::Variant(VariantMark::End));
        if is_end || (!in_variants && lines > 0) {
            end = Some(at + 1);
            break;
        }
    }
    if let Some(end) = end.filter(|_| !in_variants || fewest < 2) {
        items.insert(end, FlowItem::Penalty(STRANDED));
    }
}
