//! Lists and definition lists: labels hang in the indent.

use crate::document::{Block, BlockKind, Definition, Inline, List, ListItem, Resolved};
use crate::length::Length;
use crate::theme::{Alignment, Weight};

use super::super::flow::FlowItem;
use super::super::lower::{ListLevels, Lowering, Place};
use super::super::paged::{NodeId, NodeRole};
use super::super::paragraph::{Column, ParagraphStyle, SetLine};
use super::super::roman::to_roman;

/// A list. Its introduction, a paragraph that ends with a colon, stays with its first line.
pub fn lower(
    lowering: &mut Lowering,
    list: &List<Resolved>,
    previous: Option<&Block<Resolved>>,
    place: Place,
) {
    if previous.is_some_and(introduces) {
        lowering.forbid_break();
    }
    let first = lowering.items.len();
    let mut longest = 0;
    let node = lowering.node(
        NodeRole::List {
            ordered: list.start.is_some(),
        },
        place,
    );
    let mut labels = Vec::with_capacity(list.items.len());
    for (at, item) in list.items.iter().enumerate() {
        let item_node = lowering
            .structure
            .push(NodeRole::ListItem, node, place.stream);
        labels.push((item_node, label(lowering, list, at, item, item_node, place)));
    }
    let widest = labels
        .iter()
        .map(|(_, line)| line.width)
        .fold(Length::ZERO, Length::max);
    let gap = lowering.shared.theme.parts.lists.label_gap;
    let mut inner = place.lists;
    match list.start {
        Some(_) => inner.numbered += 1,
        None => inner.bulleted += 1,
    }
    let hang = lowering.shared.theme.type_.indent.max(widest + gap);
    for (item, (item_node, label)) in list.items.iter().zip(labels) {
        let body = lowering
            .structure
            .push(NodeRole::ListBody, item_node, place.stream);
        let column = place.column.inset(hang, Length::ZERO);
        let from = lowering.items.len();
        lowering.blocks(
            &item.blocks,
            Place {
                column,
                parent: body,
                lists: inner,
                ..place
            },
        );
        longest = longest.max(strips(&lowering.items, from));
        // Numbers stand flush right on the text's edge, bullets flush left.
        let x = if list.start.is_some() {
            hang - gap - label.width
        } else {
            Length::ZERO
        };
        put_label(lowering, label, from, place, place.column.left + x);
    }
    let is_long = longest >= lowering.shared.theme.parts.lists.long_item;
    if is_long && place.lists == ListLevels::default() && place.on_grid {
        set_apart(lowering, first, place);
    }
}

/// How many lines stand in the galley from an item on.
fn strips(items: &[FlowItem], from: usize) -> usize {
    let strips = items.iter().skip(from);
    strips
        .filter(|item| matches!(item, FlowItem::Strip(_)))
        .count()
}

/// White space above and below a list whose items are long: together they keep the grid.
fn set_apart(lowering: &mut Lowering, first: usize, place: Place) {
    let parts = &lowering.shared.theme.parts.lists;
    let around = place.text.leading.share(parts.around_long);
    for item in lowering.items.iter_mut().skip(first) {
        if let FlowItem::Strip(strip) = item {
            strip.on_grid = false;
        }
    }
    let first = first.min(lowering.items.len());
    lowering.items.insert(first, FlowItem::Space(around));
    lowering.space(around);
}

/// Whether a block is a paragraph that ends with a colon.
pub(super) fn introduces(block: &Block<Resolved>) -> bool {
    let BlockKind::Paragraph(content) = &block.kind else {
        return false;
    };
    match content.inlines.last() {
        Some(Inline::Text(text)) => text.text.trim_end().ends_with(':'),
        Some(
            Inline::Styled(_)
            | Inline::Link(_)
            | Inline::NoteMark(_)
            | Inline::Reference(_)
            | Inline::Registry(_)
            | Inline::IndexMark(_)
            | Inline::Image(_)
            | Inline::LineBreak(_),
        )
        | None => false,
    }
}

/// The label of an item, set at the origin.
fn label(
    lowering: &mut Lowering,
    list: &List<Resolved>,
    at: usize,
    item: &ListItem<Resolved>,
    node: NodeId,
    place: Place,
) -> SetLine {
    let text = match (list.start, item.task) {
        (Some(start), _) => {
            let number = start.saturating_add(at as u64);
            format!("{}.", counted(number, place.lists.numbered))
        }
        (None, Some(true)) => "\u{2611}".to_owned(),
        (None, Some(false)) => "\u{2610}".to_owned(),
        (None, None) => {
            let bullets = &lowering.shared.theme.parts.lists.bullets;
            let bullet = bullets.get(place.lists.bulleted).or(bullets.last());
            bullet.cloned().unwrap_or_default()
        }
    };
    let style = ParagraphStyle {
        alignment: Alignment::Ragged,
        hyphenate: false,
        ..lowering.style(place)
    };
    let column = Column {
        left: Length::ZERO,
        measure: place.column.measure,
    };
    let lines = lowering.set_generated(&text, style, NodeRole::Label, node, column);
    lines.into_iter().next().unwrap_or_default()
}

/// A number of an ordered list: figures, in a list inside a list letters, further in roman numerals.
fn counted(number: u64, level: usize) -> String {
    match (level, u32::try_from(number)) {
        (1, _) => letters(number),
        (2, Ok(number)) if (1..4_000).contains(&number) => to_roman(number),
        _ => number.to_string(),
    }
}

/// a to z, then aa to az.
fn letters(number: u64) -> String {
    let mut rest = number;
    let mut letters = Vec::new();
    while let Some(before) = rest.checked_sub(1) {
        letters.extend(
            u8::try_from(before % 26)
                .ok()
                .map(|at| char::from(b'a' + at)),
        );
        rest = before / 26;
    }
    if letters.is_empty() {
        return number.to_string();
    }
    letters.iter().rev().collect()
}

/// Puts a label on the first line of its item; an empty item gets a line for it.
fn put_label(lowering: &mut Lowering, mut label: SetLine, from: usize, place: Place, x: Length) {
    label
        .marks
        .iter_mut()
        .for_each(|mark| mark.shift(x, Length::ZERO));
    if lowering.first_strips_since(from).is_empty() {
        let strip = super::super::flow::Strip {
            height: place.text.leading,
            on_grid: place.on_grid,
            ..Default::default()
        };
        lowering.items.push(FlowItem::Strip(strip));
    }
    lowering.label_since(from, &label, &place.text);
}

/// A definition list: each term on a line of its own, its definitions indented below it.
pub fn definitions(
    lowering: &mut Lowering,
    definitions: &[Definition<Resolved>],
    previous: Option<&Block<Resolved>>,
    place: Place,
) {
    if previous.is_some_and(introduces) {
        lowering.forbid_break();
    }
    let list = lowering.node(NodeRole::List { ordered: false }, place);
    for definition in definitions {
        let item = lowering
            .structure
            .push(NodeRole::ListItem, list, place.stream);
        let term = lowering.structure.push(NodeRole::Label, item, place.stream);
        let mut style = ParagraphStyle {
            alignment: Alignment::Ragged,
            hyphenate: false,
            ..lowering.style(place)
        };
        style.text.weight = Weight::Bold;
        let lines = lowering.set(&definition.term, style, term, place.column);
        lowering.push_together(lines, &place.text, place.on_grid);
        lowering.forbid_break();
        let body = lowering
            .structure
            .push(NodeRole::ListBody, item, place.stream);
        let column = place
            .column
            .inset(lowering.shared.theme.type_.indent, Length::ZERO);
        for blocks in &definition.definitions {
            lowering.blocks(
                blocks,
                Place {
                    column,
                    parent: body,
                    ..place
                },
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_lists_inside_lists_are_letters_and_roman() {
        assert_eq!(counted(3, 0), "3");
        assert_eq!(counted(3, 1), "c");
        assert_eq!(counted(28, 1), "ab");
        assert_eq!(counted(0, 1), "0");
        assert_eq!(counted(4, 2), "iv");
        assert_eq!(counted(4, 3), "4");
    }
}
