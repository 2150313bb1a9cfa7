//! Notes: set small, their numbers hanging, as strips for the foot of a page.

use crate::document::{NoteId, Stream};
use crate::length::Length;
use crate::theme::Alignment;

use super::flow::StripAnchor;
use super::lower::{Lowering, Place, add_line, baseline_in_line};
use super::paged::{LinkTarget, Mark, NodeRole};
use super::paragraph::{Column, ParagraphStyle, Pieces};

/// Between a note's number and its text.
const NUMBER_GAP: Length = Length::centipoints(400);

/// The digits that a division's largest number has decide how far its notes hang.
fn hang(lowering: &mut Lowering, style: ParagraphStyle) -> Length {
    let digits = lowering
        .division
        .notes
        .last()
        .and_then(|note| note.number.as_ref())
        .map_or(1, String::len);
    lowering.width_of(&"0".repeat(digits), style) + NUMBER_GAP
}

/// Lowers a note into the galley.
pub fn lower(lowering: &mut Lowering, id: NoteId) {
    let division = lowering.division;
    let Some(note) = division.notes.get(id.0 as usize) else {
        return;
    };
    let body = lowering.body_place();
    let text = lowering.shared.theme.type_.note;
    let node = lowering
        .structure
        .push(NodeRole::Note, body.parent, Stream::Notes);
    lowering.structure.anchor(node, note.anchor);
    let place = Place {
        text,
        parent: node,
        stream: Stream::Notes,
        on_grid: false,
        ..body
    };
    let style = ParagraphStyle {
        alignment: Alignment::Ragged,
        hyphenate: false,
        ..lowering.style(place)
    };
    let label = lowering
        .structure
        .push(NodeRole::Label, node, Stream::Generated);
    let hang = hang(lowering, style);
    let from = lowering.items.len();
    let column = place.column.inset(hang, Length::ZERO);
    lowering.blocks(&note.blocks, Place { column, ..place });
    let number = note.number.clone().unwrap_or_default();
    let mut pieces = Pieces::new(style, None);
    let mark = lowering.mark_anchors.get(id.0 as usize).copied().flatten();
    let link = mark.map(LinkTarget::Anchor);
    lowering
        .setter()
        .push_text(&mut pieces, &number, text, label, link);
    let column = Column {
        left: Length::ZERO,
        measure: hang,
    };
    let Some(mut line) = lowering.setter().lines(pieces, column).into_iter().next() else {
        return;
    };
    // Numbers stand flush right on the text's edge.
    let x = place.column.left + hang - NUMBER_GAP - line.width;
    line.marks
        .iter_mut()
        .for_each(|mark: &mut Mark| mark.shift(x, Length::ZERO));
    if let Some(strip) = lowering.first_strip_since(from) {
        let marks = std::mem::take(&mut strip.marks);
        add_line(strip, line, baseline_in_line(&text));
        strip.marks.extend(marks);
        strip.anchors.push(StripAnchor {
            anchor: note.anchor,
            x: place.column.left,
            y: Length::ZERO,
        });
    }
}
