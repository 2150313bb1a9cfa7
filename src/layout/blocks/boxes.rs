//! Boxes: a tinted ground with a rule at its head. A box that a page divides has open edges.

use crate::document::{BoxBlock, LabelTerms, Resolved};
use crate::length::Length;
use crate::theme::{Alignment, Ink, TextStyle, Weight};

use super::super::flow::{FORBIDDEN, FlowItem, Strip};
use super::super::lower::{Lowering, Place};
use super::super::paged::{Artifact, Fill, Mark, NodeRole};
use super::super::paragraph::{Column, ParagraphStyle};

/// What it costs to divide a box.
const DIVIDED: i32 = 1_000;

/// No page begins or ends with fewer lines of a box than this, its label and title apart.
const FEWEST_LINES: usize = 2;

/// A box with its label, title and blocks.
pub fn lower(lowering: &mut Lowering, block: &BoxBlock<Resolved>, place: Place) {
    let type_ = &lowering.shared.theme.type_;
    let (padding, text) = (type_.box_padding, type_.box_text);
    let node = lowering.node(NodeRole::Aside, place);
    lowering.structure.anchor(node, block.numbered.anchor);
    let parts = &lowering.shared.theme.parts.boxes;
    let around = type_.body.leading.share(parts.around);
    let inner = Place {
        column: place.column.inset(padding, padding),
        text,
        parent: node,
        on_grid: false,
        varies: false,
        ..place
    };
    lowering.space(around);
    let before = std::mem::take(&mut lowering.items);
    let repeats = lowering.repeats.len();
    head(lowering, block, inner);
    let start = lowering.items.len();
    lowering.blocks(&block.blocks, inner);
    let mut content = std::mem::replace(&mut lowering.items, before);
    keep_lines(&mut content, start);
    let from = lowering.items.len();
    ground(lowering, content, repeats, place.column, padding);
    lowering.anchor_since(from, block.numbered.anchor, place.column.left);
    lowering.space(around);
}

/// The label ("Good practice 3") and the title.
fn head(lowering: &mut Lowering, block: &BoxBlock<Resolved>, place: Place) {
    let parts = &lowering.shared.theme.parts.boxes;
    let bold = TextStyle {
        weight: Weight::Bold,
        ..place.text
    };
    let label_text = TextStyle {
        size: bold.size.scale(parts.label_size, 1_000),
        ..bold
    };
    let style = ParagraphStyle {
        text: bold,
        alignment: Alignment::Ragged,
        hyphenate: false,
        ..lowering.style(place)
    };
    let terms = LabelTerms::of(&lowering.division.language);
    let kind = terms.of_box(block.kind.as_deref());
    let label = match &block.numbered.number {
        Some(number) => format!("{kind} {number}"),
        None => kind.to_owned(),
    };
    let label_style = ParagraphStyle {
        text: label_text,
        ink: lowering
            .shared
            .theme
            .ink(parts.colour.as_deref(), Ink::Tint(parts.label_tint)),
        ..style
    };
    let lines = lowering.set_generated(
        &label,
        label_style,
        NodeRole::Label,
        place.parent,
        place.column,
    );
    lowering.push_together(lines, &place.text, false);
    lowering.forbid_break();
    if let Some(title) = &block.title {
        let node = lowering
            .structure
            .push(NodeRole::Paragraph, place.parent, place.stream);
        let lines = lowering.set(title, style, node, place.column);
        lowering.push_together(lines, &place.text, false);
        lowering.forbid_break();
        lowering.space(place.text.leading.share(parts.title_gap));
        lowering.forbid_break();
    }
}

/// Forbids a page to end so that only a line of the box stands before or after: `start` is where its
/// blocks begin.
fn keep_lines(content: &mut Vec<FlowItem>, start: usize) {
    let blocks = content.iter().enumerate().skip(start);
    let strips: Vec<usize> = blocks
        .filter(|(_, item)| item.strip().is_some())
        .map(|(at, _)| at)
        .collect();
    let before = strips.iter().take(FEWEST_LINES);
    let after = strips.iter().rev().take(FEWEST_LINES - 1);
    let mut kept: Vec<usize> = before.chain(after).copied().collect();
    kept.sort_unstable();
    kept.dedup();
    for at in kept.into_iter().rev() {
        content.insert(at, FlowItem::Penalty(FORBIDDEN));
    }
}

/// Puts the tint under every strip and space of the box, and under what is repeated in it; padding
/// stands at its own ends alone, so that the edges are open where a page divides it.
fn ground(
    lowering: &mut Lowering,
    content: Vec<FlowItem>,
    repeats: usize,
    column: Column,
    padding: Length,
) {
    let theme = lowering.shared.theme;
    let type_ = &theme.type_;
    let tint = |height: Length| {
        Mark::Fill(Fill {
            x: column.left,
            y: Length::ZERO,
            width: column.measure,
            height,
            ink: Ink::Tint(type_.box_tint),
            artifact: Artifact::Decoration,
        })
    };
    let rule = Mark::Fill(Fill {
        x: column.left,
        y: Length::ZERO,
        width: column.measure,
        height: type_.box_rule,
        ink: theme.ink(
            theme.parts.boxes.colour.as_deref(),
            Ink::Tint(type_.box_rule_tint),
        ),
        artifact: Artifact::Decoration,
    });
    let blank = |height: Length, mut marks: Vec<Mark>| {
        marks.insert(0, tint(height));
        Strip {
            height,
            marks,
            ..Strip::default()
        }
    };
    for strip in lowering.repeats.iter_mut().skip(repeats) {
        strip.marks.insert(0, tint(strip.height));
    }
    lowering
        .items
        .push(FlowItem::Strip(blank(padding, vec![rule])));
    lowering.forbid_break();
    for item in content {
        match item {
            FlowItem::Strip(mut strip) => {
                lowering.items.push(FlowItem::Penalty(DIVIDED));
                strip.marks.insert(0, tint(strip.height));
                if !strip.cells.is_empty() {
                    // The ground is painted before all cells of the row.
                    strip.cells.insert(0, 0);
                }
                lowering.items.push(FlowItem::Strip(strip));
            }
            FlowItem::Space(height) => {
                lowering.forbid_break();
                lowering
                    .items
                    .push(FlowItem::Strip(blank(height, Vec::new())));
            }
            FlowItem::Flex(_) => {}
            FlowItem::Penalty(_) | FlowItem::Variant(_) | FlowItem::Float(_) => {
                lowering.items.push(item);
            }
        }
    }
    lowering.forbid_break();
    lowering
        .items
        .push(FlowItem::Strip(blank(padding, Vec::new())));
}
