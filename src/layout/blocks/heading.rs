//! Headings: set ragged, never hyphenated, never parted from what follows. Those of level 5 and 6 begin
//! the paragraph that follows them.

use crate::document::{Block, BlockKind, Heading, Resolved, Stream};
use crate::length::Length;
use crate::theme::{Alignment, SpaceAround, TextStyle};

use super::super::flow::FlowItem;
use super::super::lower::{Lowering, Neighbours, Place, UNBOUNDED};
use super::super::paged::NodeRole;
use super::super::paragraph::{Column, ParagraphStyle, Pieces};

/// From this level on a heading is run in.
const RUN_IN: u8 = 5;

/// A heading. A question's letter hangs in the margin; a number stands before the text. Of one that is
/// run in only the white space is set here: its paragraph sets the rest.
pub fn lower(
    lowering: &mut Lowering,
    heading: &Heading<Resolved>,
    neighbours: Neighbours<'_>,
    place: Place,
) {
    let begins_text = neighbours
        .next
        .is_some_and(|next| matches!(next.kind, BlockKind::Paragraph(_)));
    if begins_text && is_run_in(heading) {
        lowering.space(place.text.leading);
        return;
    }
    let type_ = &lowering.shared.theme.type_;
    let parts = &lowering.shared.theme.parts.headings;
    let none = SpaceAround {
        above: place.text.leading,
        below: Length::ZERO,
    };
    let (text, around) = match heading.level {
        0..=2 => (type_.heading_2, type_.space_heading_2),
        3 => (type_.heading_3, type_.space_heading_3),
        _ => (type_.heading_4, none),
    };
    let node = lowering.node(NodeRole::Heading(heading.level), place);
    lowering.structure.anchor(node, heading.numbered.anchor);
    let style = ParagraphStyle {
        text,
        alignment: Alignment::Ragged,
        hyphenate: false,
        ..lowering.style(place)
    };
    lowering.space(around.above);
    // White space between two headings would part a section from its title.
    if place.varies && !neighbours.follows_heading() {
        let grid = lowering.shared.theme.type_.body.leading;
        lowering.items.push(FlowItem::Flex(grid));
    }
    let from = lowering.items.len();
    let mut pieces = Pieces::new(style, Some(heading.content.id));
    if let (Some(number), None) = (&heading.numbered.number, &heading.question) {
        let label = lowering
            .structure
            .push(NodeRole::Label, node, Stream::Generated);
        lowering
            .setter()
            .push_text(&mut pieces, number, text, label, None);
        lowering
            .setter()
            .push_quad(&mut pieces, text.size.share(parts.number_gap), label);
    }
    let letter = heading.question.as_ref().map(|letter| {
        let narrow = Column {
            left: Length::ZERO,
            measure: UNBOUNDED,
        };
        lowering.set_generated(&format!("({letter})"), style, NodeRole::Label, node, narrow)
    });
    lowering
        .setter()
        .push_content(&mut pieces, &heading.content, node);
    let lines = lowering.setter().lines(pieces, place.column);
    lowering.push_together(lines, &text, around.below == Length::ZERO && place.on_grid);
    if let Some(mut line) = letter.and_then(|lines| lines.into_iter().next()) {
        let x = place.column.left - line.width - parts.letter_gap;
        line.marks
            .iter_mut()
            .for_each(|mark| mark.shift(x, Length::ZERO));
        lowering.label_since(from, &line, &text);
    }
    lowering.anchor_since(from, heading.numbered.anchor, place.column.left);
    lowering.forbid_break();
    lowering.space(around.below);
    lowering.forbid_break();
}

/// The heading that a paragraph after this block begins with.
pub fn run_in(previous: Option<&Block<Resolved>>) -> Option<&Heading<Resolved>> {
    match &previous?.kind {
        BlockKind::Heading(heading) => Some(heading).filter(|heading| is_run_in(heading)),
        BlockKind::Paragraph(_)
        | BlockKind::List(_)
        | BlockKind::Definitions(_)
        | BlockKind::Quotation(_)
        | BlockKind::Code(_)
        | BlockKind::Rule
        | BlockKind::Table(_)
        | BlockKind::Figure(_)
        | BlockKind::Box(_)
        | BlockKind::Recommendation(_)
        | BlockKind::Signatures(_) => None,
    }
}

/// Whether a heading is run in where a paragraph follows. A question's letter needs a line of its own.
fn is_run_in(heading: &Heading<Resolved>) -> bool {
    heading.level >= RUN_IN && heading.question.is_none()
}

/// A run-in heading's text: no larger than the text that it begins.
pub fn run_in_text(lowering: &Lowering, place: Place) -> TextStyle {
    let text = lowering.shared.theme.type_.heading_4;
    TextStyle {
        size: text.size.min(place.text.size),
        leading: place.text.leading,
        ..text
    }
}
