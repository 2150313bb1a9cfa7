//! Figures and tables with a number: they stand at the top or foot of the page of their call or of a
//! later one, in order, so that no page ends early for their sake. What is called in the text as they
//! are, without a number, stays where it is written; so does a table that is too high, which goes on
//! over several pages, and whatever calls notes at the foot of its page.

use crate::document::{Block, BlockKind, FigureReach, Resolved};
use crate::length::Length;

use super::super::flow::{FlowItem, Strip};
use super::super::lower::Lowering;

/// Makes a float of a block that was just lowered, where it is to be one.
pub fn take_out(lowering: &mut Lowering, block: &Block<Resolved>) {
    let theme = lowering.shared.theme;
    let page = theme.type_.body.leading * theme.page.lines;
    let (number, highest) = match &block.kind {
        BlockKind::Figure(figure) => (&figure.numbered.number, page),
        BlockKind::Table(table) => {
            let share = i64::from(theme.type_.float_share);
            (&table.numbered.number, page.scale(share, 100))
        }
        BlockKind::Paragraph(_)
        | BlockKind::Heading(_)
        | BlockKind::List(_)
        | BlockKind::Definitions(_)
        | BlockKind::Quotation(_)
        | BlockKind::Code(_)
        | BlockKind::Rule
        | BlockKind::Box(_)
        | BlockKind::Recommendation(_)
        | BlockKind::Signatures(_) => return,
    };
    // A picture on a page of its own leaves no gap where it is written.
    let fills_a_page =
        matches!(&block.kind, BlockKind::Figure(figure) if figure.reach == FigureReach::Page);
    if number.is_none() && !fills_a_page {
        return;
    }
    if is_turned(&lowering.items) {
        let pages = std::mem::take(&mut lowering.items).into_iter();
        lowering.items = pages.map(page_of_its_own).collect();
    } else if floats(&lowering.items, highest) {
        let items = std::mem::take(&mut lowering.items);
        lowering.items.push(FlowItem::Float(joined(items)));
    }
}

/// Whether nothing of the items stands where it is written.
pub fn stand_elsewhere(items: &[FlowItem]) -> bool {
    let is_float = |item: &FlowItem| matches!(item, FlowItem::Float(_));
    !items.is_empty() && items.iter().all(is_float)
}

/// Whether the items are the pages of a turned table.
fn is_turned(items: &[FlowItem]) -> bool {
    let is_page = |item: &FlowItem| matches!(item, FlowItem::Strip(strip) if strip.turned);
    !items.is_empty() && items.iter().all(is_page)
}

fn page_of_its_own(item: FlowItem) -> FlowItem {
    match item {
        FlowItem::Strip(strip) => FlowItem::Float(Strip {
            start: None,
            ..strip
        }),
        FlowItem::Space(_)
        | FlowItem::Flex(_)
        | FlowItem::Penalty(_)
        | FlowItem::Variant(_)
        | FlowItem::Float(_) => item,
    }
}

/// Whether nothing in the items forbids them to stand elsewhere.
fn floats(items: &[FlowItem], highest: Length) -> bool {
    let mut height = Length::ZERO;
    for item in items {
        match item {
            FlowItem::Strip(strip) if !strip.notes.is_empty() => return false,
            FlowItem::Strip(strip) => height += strip.height,
            FlowItem::Space(space) => height += *space,
            FlowItem::Flex(_) | FlowItem::Penalty(_) => {}
            FlowItem::Variant(_) | FlowItem::Float(_) => return false,
        }
    }
    Length::ZERO < height && height <= highest
}

/// The strips as one, without the white space around them.
fn joined(items: Vec<FlowItem>) -> Strip {
    let mut joined = Strip::default();
    let mut space = Length::ZERO;
    let mut is_first = true;
    for item in items {
        match item {
            FlowItem::Space(height) => space = space.max(height),
            FlowItem::Strip(strip) => {
                match std::mem::take(&mut is_first) {
                    true => joined.rise = strip.rise,
                    false => joined.height += space,
                }
                space = Length::ZERO;
                joined.stack(strip);
            }
            FlowItem::Flex(_)
            | FlowItem::Penalty(_)
            | FlowItem::Variant(_)
            | FlowItem::Float(_) => {}
        }
    }
    // A page begins with running text, wherever its floats stand.
    joined.start = None;
    joined
}
