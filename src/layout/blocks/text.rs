//! Paragraphs and thematic breaks.

use crate::document::{Block, BlockKind, Content, Resolved};
use crate::length::Length;
use crate::theme::Ink;

use super::super::flow::{FlowItem, Strip};
use super::super::lower::{Lowering, Place};
use super::super::paged::{Artifact, Fill, Mark, NodeRole, TextPosition};
use super::super::paragraph::{ParagraphStyle, Pieces, Variants};
use super::heading;
use super::opening::opening_words;

/// A paragraph: indented, but not after a heading or at a start. A run-in heading before it begins its
/// first line.
pub fn paragraph(
    lowering: &mut Lowering,
    content: &Content<Resolved>,
    previous: Option<&Block<Resolved>>,
    place: Place,
) {
    let run_in = heading::run_in(previous).map(|heading| {
        let node = lowering.node(NodeRole::Heading(heading.level), place);
        lowering.structure.anchor(node, heading.numbered.anchor);
        (heading, node)
    });
    let node = lowering.node(NodeRole::Paragraph, place);
    let indent = if follows_text(previous) {
        lowering.shared.theme.type_.indent
    } else {
        Length::ZERO
    };
    let parts = &lowering.shared.theme.parts.opening;
    let style = ParagraphStyle {
        indent,
        opening_words: opening_words(content, place.opening_words, parts),
        ..lowering.style(place)
    };
    let mut pieces = Pieces::new(style, Some(content.id));
    if let Some((heading, node)) = run_in {
        let text = heading::run_in_text(lowering, place);
        let mut setter = lowering.setter();
        setter.push_lead(&mut pieces, &heading.content, text, node);
        setter.push_quad(&mut pieces, place.text.size, node);
    }
    lowering.setter().push_content(&mut pieces, content, node);
    let mut variants = match place.varies {
        true => lowering.setter().variants(pieces, place.column),
        false => Variants {
            best: lowering.setter().lines(pieces, place.column),
            ..Variants::default()
        },
    };
    let from = lowering.items.len();
    if let Some((heading, _)) = run_in {
        for first in variants.first_lines() {
            // A page that begins here begins with the heading.
            first.start = Some(TextPosition {
                text: heading.content.id,
                offset: 0,
            });
        }
    }
    lowering.push_variants(variants, &place.text, place.on_grid);
    if let Some((heading, _)) = run_in {
        lowering.anchor_since(from, heading.numbered.anchor, place.column.left);
    }
}

/// Whether a paragraph that follows this block is indented.
fn follows_text(previous: Option<&Block<Resolved>>) -> bool {
    previous.is_some_and(|block| match block.kind {
        BlockKind::Paragraph(_) | BlockKind::List(_) | BlockKind::Definitions(_) => true,
        BlockKind::Heading(_)
        | BlockKind::Quotation(_)
        | BlockKind::Code(_)
        | BlockKind::Rule
        | BlockKind::Table(_)
        | BlockKind::Figure(_)
        | BlockKind::Box(_)
        | BlockKind::Recommendation(_)
        | BlockKind::Signatures(_) => false,
    })
}

/// A thematic break: a short rule in the middle of white space.
pub fn rule(lowering: &mut Lowering, place: Place) {
    let parts = &lowering.shared.theme.parts.breaks;
    let height = place.text.leading.share(parts.height);
    let width = place.column.measure / parts.width.max(1);
    let weight = lowering.shared.theme.type_.note_rule_weight;
    let fill = Fill {
        x: place.column.left + (place.column.measure - width) / 2,
        y: (height - weight) / 2,
        width,
        height: weight,
        ink: Ink::Black,
        artifact: Artifact::Decoration,
    };
    lowering.forbid_break();
    lowering.items.push(FlowItem::Strip(Strip {
        height,
        marks: vec![Mark::Fill(fill)],
        on_grid: place.on_grid,
        ..Strip::default()
    }));
}
