//! The bibliography: each work a paragraph that hangs, or stands beside its label.

use crate::document::Stream;
use crate::length::Length;
use crate::resolve::BibliographyEntry;
use crate::theme::Alignment;

use super::super::lower::{Lowering, Place};
use super::super::paged::{NodeId, NodeRole};
use super::super::paragraph::{Column, ParagraphStyle, SetLine};
use super::chapter::Opening;

/// The works, in the order of the citation style.
pub fn lower(lowering: &mut Lowering, title: &str, entries: &[BibliographyEntry]) {
    let sink = lowering.shared.theme.type_.chapter_sink;
    let mut opening = Opening::new(lowering, sink);
    opening.label(None);
    opening.generated_title(title);
    opening.finish();
    self::entries(lowering, entries);
}

/// The works, in the order of the citation style, wherever they stand.
pub fn entries(lowering: &mut Lowering, entries: &[BibliographyEntry]) {
    // Addresses and names do not part well, so that the lines are not justified.
    let place = Place {
        alignment: Alignment::Ragged,
        stream: Stream::Generated,
        ..lowering.body_place()
    };
    let list = lowering.node(NodeRole::List { ordered: false }, place);
    let items: Vec<NodeId> = entries
        .iter()
        .map(|_| {
            lowering
                .structure
                .push(NodeRole::ListItem, list, Stream::Generated)
        })
        .collect();
    let labels: Vec<Option<SetLine>> = entries
        .iter()
        .zip(&items)
        .map(|(entry, item)| label(lowering, entry, *item, place))
        .collect();
    let widest = labels.iter().flatten().map(|line| line.width);
    let widest = widest.fold(Length::ZERO, Length::max);
    for ((entry, item), label) in entries.iter().zip(items).zip(labels) {
        self::entry(lowering, entry, (item, label, widest), place);
    }
}

/// The label of an entry, set at the left edge.
fn label(
    lowering: &mut Lowering,
    entry: &BibliographyEntry,
    item: NodeId,
    place: Place,
) -> Option<SetLine> {
    let text = entry.label.as_ref()?;
    let style = lowering.style(place);
    let lines = lowering.set_generated(text, style, NodeRole::Label, item, place.column);
    lines.into_iter().next()
}

/// One work.
fn entry(
    lowering: &mut Lowering,
    entry: &BibliographyEntry,
    (item, label, widest): (NodeId, Option<SetLine>, Length),
    place: Place,
) {
    let body = lowering
        .structure
        .push(NodeRole::ListBody, item, Stream::Generated);
    lowering.structure.anchor(item, entry.anchor);
    let theme = lowering.shared.theme;
    let parts = &theme.parts.back_matter;
    let indent = theme.type_.indent * parts.bibliography_hang;
    let (hang, first) = match label {
        Some(_) => (widest + parts.bibliography_label_gap, Length::ZERO),
        None => (indent, Length::ZERO - indent),
    };
    let style = ParagraphStyle {
        indent: first,
        ..lowering.style(place)
    };
    let column: Column = place.column.inset(hang, Length::ZERO);
    let lines = lowering.set(&entry.text, style, body, column);
    let from = lowering.items.len();
    lowering.push_paragraph(lines, &place.text, place.on_grid);
    lowering.anchor_since(from, entry.anchor, place.column.left);
    if let Some(label) = label {
        lowering.label_since(from, &label, &place.text);
    }
}
