//! Paragraphs, quotations, code and rules.

use crate::document::{
    AnnexTerms, Block, BlockKind, CodeBlock, Content, Quotation, Resolved, TextRole,
};
use crate::length::Length;
use crate::source::Span;
use crate::theme::{Alignment, Ink, Posture, TextStyle};

use super::super::flow::{FlowItem, Strip};
use super::super::lower::{Lowering, Place};
use super::super::paged::{Artifact, Fill, Mark, NodeRole, TextPosition};
use super::super::paragraph::{Overfull, ParagraphStyle, Pieces, Variants, Wide};
use super::heading;

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
    let style = ParagraphStyle {
        indent,
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

/// Text of another voice, set apart by half a line and by indents.
pub fn quotation(lowering: &mut Lowering, quotation: &Quotation<Resolved>, place: Place) {
    let theme = lowering.shared.theme;
    let indent = theme.type_.indent;
    let node = lowering.node(NodeRole::Quotation, place);
    // Inside a box or a note the quotation keeps the smaller text around it.
    let size = theme.type_.quotation.size.min(place.text.size);
    let text = TextStyle { size, ..place.text };
    let inner = Place {
        parent: node,
        on_grid: false,
        ..place
    };
    let parts = &theme.parts.quotations;
    let around = place.text.leading.share(parts.around);
    lowering.space(around);
    match quotation.role {
        TextRole::Quotation => {
            let column = place.column.inset(indent, indent);
            lowering.blocks(
                &quotation.blocks,
                Place {
                    column,
                    text,
                    ..inner
                },
            );
        }
        TextRole::Epigraph => {
            let column = place.column.inset(
                place.column.measure / parts.epigraph_indent.max(1),
                Length::ZERO,
            );
            let text = TextStyle {
                posture: Posture::Italic,
                ..text
            };
            let alignment = Alignment::Ragged;
            lowering.blocks(
                &quotation.blocks,
                Place {
                    column,
                    text,
                    alignment,
                    ..inner
                },
            );
        }
        TextRole::Verse => {
            let column = place.column.inset(indent, Length::ZERO);
            let alignment = Alignment::Ragged;
            lowering.blocks(
                &quotation.blocks,
                Place {
                    column,
                    text,
                    alignment,
                    ..inner
                },
            );
        }
        TextRole::NothingToReport => {
            let text = TextStyle {
                posture: Posture::Italic,
                ..place.text
            };
            lowering.blocks(&quotation.blocks, Place { text, ..inner });
            if quotation.blocks.is_empty() {
                nothing_to_report(lowering, Place { text, ..inner });
            }
        }
    }
    lowering.space(around);
}

/// What an empty answer says where the author added no words.
fn nothing_to_report(lowering: &mut Lowering, place: Place) {
    let sentence = AnnexTerms::of(&lowering.division.language).nothing_to_report;
    let style = lowering.style(place);
    let role = NodeRole::Paragraph;
    let lines = lowering.set_generated(sentence, style, role, place.parent, place.column);
    lowering.push_paragraph(lines, &place.text, place.on_grid);
}

/// Code: one paragraph a line, ragged, without hyphens.
pub fn code(lowering: &mut Lowering, code: &CodeBlock, span: Span, place: Place) {
    let overfull = lowering.overfull.len();
    let text = lowering.shared.theme.type_.code;
    let node = lowering.node(NodeRole::Code, place);
    let style = ParagraphStyle {
        text,
        alignment: Alignment::Ragged,
        hyphenate: false,
        narrow: true,
        ..lowering.style(place)
    };
    let parts = &lowering.shared.theme.parts.code;
    let around = place.text.leading.share(parts.around);
    lowering.space(around);
    let column = place
        .column
        .inset(lowering.shared.theme.type_.indent, Length::ZERO);
    for line in code.text.lines() {
        let mut pieces = Pieces::new(style, None);
        lowering
            .setter()
            .push_text(&mut pieces, &keep_spaces(line, parts.tab), text, node, None);
        let lines = lowering.setter().lines(pieces, column);
        lowering.push_together(lines, &text, false);
    }
    Overfull::join(&mut lowering.overfull, overfull, Wide::Code, Some(span));
    lowering.space(around);
}

/// The line with the spaces that count made unbreakable: all but a single one between words.
fn keep_spaces(line: &str, tab: usize) -> String {
    let expanded = line.replace('\t', &" ".repeat(tab));
    let mut kept = String::with_capacity(expanded.len());
    let mut after_space = true;
    for character in expanded.chars() {
        let is_space = character == ' ';
        kept.push(if is_space && after_space {
            '\u{a0}'
        } else {
            character
        });
        after_space = is_space;
    }
    kept
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
