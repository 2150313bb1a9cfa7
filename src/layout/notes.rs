//! Notes: set small, their numbers hanging, as strips for the foot of a page or under a table.

use std::collections::BTreeSet;

use crate::document::{Note, NoteId, Resolved, Stream};
use crate::length::Length;
use crate::resolve::Division;
use crate::theme::{Alignment, TextStyle};

use super::flow::{FlowItem, StripAnchor};
use super::lower::{Lowering, Place};
use super::paged::{LinkTarget, Mark, NodeRole};
use super::paragraph::{Column, ParagraphStyle, Pieces};

/// What it costs to end a page between two notes of a table.
const DIVIDED: i32 = 1_500;

/// Lowers a note for the foot of a page into the galley; one that stands under a table has no lines
/// there.
pub fn at_the_foot(lowering: &mut Lowering, id: NoteId) {
    let division = lowering.division;
    let Some(note) = division.notes.get(id.0 as usize) else {
        return;
    };
    if lowering.table_notes.contains(&id) {
        return;
    }
    let place = Place {
        text: lowering.shared.theme.type_.note,
        stream: Stream::Notes,
        ..lowering.body_place()
    };
    let hang = hang(lowering, &["0".repeat(lowering.note_digits)], place);
    let from = lowering.items.len();
    lower(lowering, id, note, hang, place);
    close_up(lowering, from);
}

/// The digits of the largest number among a division's notes at the foot decide how far all of them
/// hang.
pub fn digits(division: &Division, table_notes: &BTreeSet<NoteId>) -> usize {
    let feet = (0..).map(NoteId).zip(&division.notes);
    let feet = feet.filter(|(id, _)| !table_notes.contains(id));
    let numbers = feet.filter_map(|(_, note)| note.number.as_ref());
    numbers.map(String::len).max().unwrap_or(1)
}

/// Lowers the notes of a table, below its last row: their letters hang alike. No page begins with the
/// first of them.
pub fn under_table(lowering: &mut Lowering, notes: &[NoteId], place: Place) {
    let division = lowering.division;
    let place = Place {
        text: lowering.shared.theme.type_.table_note,
        stream: Stream::Floats,
        ..place
    };
    let find = |id: &NoteId| Some((*id, division.notes.get(id.0 as usize)?));
    let notes: Vec<(NoteId, &Note<Resolved>)> = notes.iter().filter_map(find).collect();
    let letters = notes.iter().filter_map(|(_, note)| note.number.clone());
    let letters: Vec<String> = letters.collect();
    let hang = hang(lowering, &letters, place);
    for (at, (id, note)) in notes.into_iter().enumerate() {
        if at > 0 {
            lowering.items.push(FlowItem::Penalty(DIVIDED));
        }
        lower(lowering, id, note, hang, place);
    }
}

/// How far notes hang that have these numbers.
fn hang(lowering: &mut Lowering, numbers: &[String], place: Place) -> Length {
    let style = style(lowering, place);
    let widths = numbers.iter().map(|own| lowering.width_of(own, style));
    widths.fold(Length::ZERO, Length::max) + lowering.shared.theme.parts.notes.number_gap
}

fn style(lowering: &Lowering, place: Place) -> ParagraphStyle {
    ParagraphStyle {
        alignment: Alignment::Ragged,
        hyphenate: false,
        ..lowering.style(place)
    }
}

/// Lowers a note with its number into the galley.
fn lower(lowering: &mut Lowering, id: NoteId, note: &Note<Resolved>, hang: Length, place: Place) {
    let text: TextStyle = place.text;
    let node = lowering
        .structure
        .push(NodeRole::Note, place.parent, place.stream);
    lowering.structure.anchor(node, note.anchor);
    let place = Place {
        parent: node,
        on_grid: false,
        varies: false,
        ..place
    };
    let style = style(lowering, place);
    let label = lowering
        .structure
        .push(NodeRole::Label, node, Stream::Generated);
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
    let x = place.column.left + hang - lowering.shared.theme.parts.notes.number_gap - line.width;
    line.marks
        .iter_mut()
        .for_each(|mark: &mut Mark| mark.shift(x, Length::ZERO));
    lowering.label_since(from, &line, &text);
    for strip in lowering.first_strips_since(from) {
        strip.anchors.push(StripAnchor {
            anchor: note.anchor,
            x: place.column.left,
            y: Length::ZERO,
        });
    }
}

/// At the foot of a page the lines of notes follow each other directly: the white space between the
/// blocks of a note becomes part of the line above it.
fn close_up(lowering: &mut Lowering, from: usize) {
    let mut space = Length::ZERO;
    let mut above: Option<usize> = None;
    for at in from..lowering.items.len() {
        match lowering.items.get(at) {
            Some(FlowItem::Space(height)) => space = space.max(*height),
            Some(FlowItem::Strip(_)) => {
                if let Some(FlowItem::Strip(strip)) =
                    above.and_then(|above| lowering.items.get_mut(above))
                {
                    strip.height += space;
                }
                space = Length::ZERO;
                above = Some(at);
            }
            Some(
                FlowItem::Flex(_)
                | FlowItem::Penalty(_)
                | FlowItem::Variant(_)
                | FlowItem::Float(_),
            )
            | None => {}
        }
    }
}
