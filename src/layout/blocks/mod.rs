//! Blocks -> strips of the galley: one file a kind.

mod boxes;
mod code;
mod figure;
mod heading;
mod led_in;
mod list;
mod opening;
mod quotation;
mod recommendation;
mod signatures;
mod table;
mod text;

use crate::document::{Block, BlockKind, Resolved};

use super::lower::{Lowering, Neighbours, Place};

/// Lowers a block.
pub fn lower(
    lowering: &mut Lowering,
    block: &Block<Resolved>,
    neighbours: Neighbours<'_>,
    place: Place,
) {
    let previous = neighbours.previous;
    let from = lowering.items.len();
    let place = match &block.kind {
        BlockKind::Paragraph(_) => place,
        BlockKind::Heading(_)
        | BlockKind::List(_)
        | BlockKind::Definitions(_)
        | BlockKind::Quotation(_)
        | BlockKind::Code(_)
        | BlockKind::Rule
        | BlockKind::Table(_)
        | BlockKind::Figure(_)
        | BlockKind::Box(_)
        | BlockKind::Recommendation(_)
        | BlockKind::Signatures(_) => Place {
            opening_words: 0,
            ..place
        },
    };
    match &block.kind {
        BlockKind::Heading(heading) => heading::lower(lowering, heading, neighbours, place),
        BlockKind::Paragraph(content) => text::paragraph(lowering, content, previous, place),
        BlockKind::List(list) => list::lower(lowering, list, previous, place),
        BlockKind::Definitions(definitions) => {
            list::definitions(lowering, definitions, previous, place)
        }
        BlockKind::Quotation(quotation) => quotation::lower(lowering, quotation, place),
        BlockKind::Code(code) => code::lower(lowering, code, block.span, place),
        BlockKind::Rule => text::rule(lowering, place),
        BlockKind::Table(table) => table::lower(lowering, table, block.span, place),
        BlockKind::Figure(figure) => figure::lower(lowering, figure, place),
        BlockKind::Box(block) => boxes::lower(lowering, block, place),
        BlockKind::Recommendation(recommendation) => {
            recommendation::lower(lowering, recommendation, place);
        }
        BlockKind::Signatures(signatures) => signatures::lower(lowering, signatures, place),
    }
    if led_in::is_led_in(block, neighbours) {
        led_in::keep_two_lines(&mut lowering.items, from);
    }
}
