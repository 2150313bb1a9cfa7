//! Recommendations: the number hangs, or stands above the text where it is long; the themes follow in
//! small italics.

use crate::document::{AnnexTerms, Block, BlockKind, Recommendation, Resolved};
use crate::length::Length;
use crate::resolve::DivisionKind;
use crate::theme::{Alignment, Posture, TextStyle};

use super::super::flow::FlowItem;
use super::super::lower::{Lowering, Neighbours, Place};
use super::super::paged::NodeRole;
use super::super::paragraph::{Column, ParagraphStyle};

/// A recommendation.
pub fn lower(lowering: &mut Lowering, recommendation: &Recommendation<Resolved>, place: Place) {
    let node = lowering.node(NodeRole::Aside, place);
    lowering
        .structure
        .anchor(node, recommendation.numbered.anchor);
    let parts = &lowering.shared.theme.parts.recommendations;
    let number_text = lowering.shared.theme.type_.recommendation_number;
    let style = ParagraphStyle {
        text: number_text,
        alignment: Alignment::Ragged,
        hyphenate: false,
        ..lowering.style(place)
    };
    let number = recommendation.numbered.number.clone().unwrap_or_default();
    // All numbers of a chapter hang alike, whatever figures they have.
    let widest = lowering.width_of(&number.replace(|c: char| c.is_ascii_digit(), "0"), style);
    let origin = Column {
        left: Length::ZERO,
        measure: place.column.measure,
    };
    let number = lowering.set_generated(&number, style, NodeRole::Label, node, origin);
    let mut number = number.into_iter().next().unwrap_or_default();
    let is_beside = widest + parts.number_gap <= parts.hang;
    let indent = lowering.shared.theme.type_.indent;
    // A list has the numbers of many contributors, a text those of one.
    let hang = match (&lowering.division.kind, is_beside) {
        (DivisionKind::Annex(_), _) => parts.hang,
        (_, true) => (widest + parts.number_gap)
            .round_up_to(indent)
            .min(parts.hang),
        (_, false) => indent,
    };
    let around = place.text.leading.share(parts.around);
    lowering.space(around);
    let from = lowering.items.len();
    let column = place.column.inset(hang, Length::ZERO);
    let inner = Place {
        column,
        parent: node,
        on_grid: false,
        ..place
    };
    number
        .marks
        .iter_mut()
        .for_each(|mark| mark.shift(place.column.left, Length::ZERO));
    if !is_beside {
        lowering.push_together(vec![number.clone()], &place.text, false);
        lowering.forbid_break();
    }
    for (at, block) in recommendation.blocks.iter().enumerate() {
        lowering.block(block, neighbours(&recommendation.blocks, at), inner);
    }
    if is_beside {
        lowering.label_since(from, &number, &place.text);
    }
    provenance(lowering, recommendation, inner);
    themes(lowering, recommendation, inner);
    lowering.anchor_since(from, recommendation.numbered.anchor, place.column.left);
    lowering.space(around);
}

/// The neighbours of a block. The items of a list are indented as the first line of a paragraph is:
/// what follows them, the page in the annex above all, begins at the edge of the recommendation, so
/// that it is not read as a part of the last item.
fn neighbours(blocks: &[Block<Resolved>], at: usize) -> Neighbours<'_> {
    let all = Neighbours::of(blocks, at);
    let is = |block: Option<&Block<Resolved>>, wanted: fn(&BlockKind<Resolved>) -> bool| {
        block.is_some_and(|block| wanted(&block.kind))
    };
    let is_paragraph = is(blocks.get(at), |kind| {
        matches!(kind, BlockKind::Paragraph(_))
    });
    let follows_items = is(all.previous, |kind| {
        matches!(kind, BlockKind::List(_) | BlockKind::Definitions(_))
    });
    match is_paragraph && follows_items {
        true => Neighbours {
            previous: None,
            ..all
        },
        false => all,
    }
}

/// What it merges, and what merges it, each on a line of its own.
fn provenance(lowering: &mut Lowering, recommendation: &Recommendation<Resolved>, place: Place) {
    let parts = &lowering.shared.theme.parts.recommendations;
    let text = TextStyle {
        size: place.text.size.scale(parts.themes_size, 1_000),
        ..place.text
    };
    let style = ParagraphStyle {
        text,
        alignment: Alignment::Ragged,
        hyphenate: false,
        ..lowering.style(place)
    };
    for line in &recommendation.provenance {
        let node = lowering.node(NodeRole::Paragraph, place);
        let lines = lowering.set(line, style, node, place.column);
        if !matches!(lowering.items.last(), Some(FlowItem::Penalty(_)) | None) {
            lowering.forbid_break();
        }
        lowering.push_together(lines, &place.text, false);
    }
}

/// The themes and addressees on a line of their own.
fn themes(lowering: &mut Lowering, recommendation: &Recommendation<Resolved>, place: Place) {
    let words = AnnexTerms::of(&lowering.division.language);
    let (themes, addressees) = (&recommendation.themes, &recommendation.addressees);
    let Some(themes) = words.under_recommendation(themes, addressees) else {
        return;
    };
    let parts = &lowering.shared.theme.parts.recommendations;
    let text = TextStyle {
        posture: Posture::Italic,
        size: place.text.size.scale(parts.themes_size, 1_000),
        ..place.text
    };
    let style = ParagraphStyle {
        text,
        alignment: Alignment::Ragged,
        hyphenate: false,
        ..lowering.style(place)
    };
    let lines = lowering.set_generated(
        &themes,
        style,
        NodeRole::Paragraph,
        place.parent,
        place.column,
    );
    if !matches!(lowering.items.last(), Some(FlowItem::Penalty(_)) | None) {
        lowering.forbid_break();
    }
    lowering.push_together(lines, &place.text, false);
}
