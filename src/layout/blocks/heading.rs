//! Headings: set ragged, never hyphenated, never parted from what follows.

use crate::document::{Heading, Resolved, Stream};
use crate::length::Length;
use crate::theme::{Alignment, SpaceAround};

use super::super::lower::{Lowering, Place, add_line, baseline_in_line};
use super::super::paged::NodeRole;
use super::super::paragraph::{Column, ParagraphStyle, Pieces};

/// Between a question's letter and the text block.
const LETTER_GAP: Length = Length::centipoints(500);

/// A heading. A question's letter hangs in the margin; a number stands before the text.
pub fn lower(lowering: &mut Lowering, heading: &Heading<Resolved>, place: Place) {
    let type_ = &lowering.shared.theme.type_;
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
            .push_quad(&mut pieces, text.size * 7 / 10, label);
    }
    let letter = heading.question.as_ref().map(|letter| {
        let narrow = Column {
            left: Length::ZERO,
            measure: Length::pt(72),
        };
        lowering.set_generated(&format!("({letter})"), style, NodeRole::Label, node, narrow)
    });
    lowering
        .setter()
        .push_content(&mut pieces, &heading.content, node);
    let lines = lowering.setter().lines(pieces, place.column);
    lowering.push_together(lines, &text, around.below == Length::ZERO && place.on_grid);
    if let (Some(mut line), Some(strip)) = (
        letter.and_then(|lines| lines.into_iter().next()),
        lowering.first_strip_since(from),
    ) {
        let x = place.column.left - line.width - LETTER_GAP;
        line.marks
            .iter_mut()
            .for_each(|mark| mark.shift(x, Length::ZERO));
        let text_marks = std::mem::take(&mut strip.marks);
        add_line(strip, line, baseline_in_line(&text));
        strip.marks.extend(text_marks);
    }
    lowering.anchor_since(from, heading.numbered.anchor, place.column.left);
    lowering.forbid_break();
    lowering.space(around.below);
    lowering.forbid_break();
}
