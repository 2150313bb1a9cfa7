//! Text of other voices, set apart by white space and indents: quotations and epigraphs with their
//! sources, verse, and the answer that there is nothing to report.

use crate::document::{
    AnnexTerms, Block, BlockKind, Content, Inline, Link, Quotation, RegistrySpan, Resolved, Styled,
    TextRole,
};
use crate::length::Length;
use crate::theme::{Alignment, Posture, TextStyle};

use super::super::flow::FlowItem;
use super::super::lower::{Lowering, Place};
use super::super::paged::NodeRole;
use super::super::paragraph::{ParagraphStyle, SetLine};

/// A quotation, an epigraph, verse, or an empty answer.
pub fn lower(lowering: &mut Lowering, quotation: &Quotation<Resolved>, place: Place) {
    let theme = lowering.shared.theme;
    let indent = theme.type_.indent;
    let node = lowering.node(NodeRole::Quotation, place);
    // Inside a box or a note the quotation keeps the smaller text around it.
    let size = theme.type_.quotation.size.min(place.text.size);
    let text = TextStyle { size, ..place.text };
    let italic = TextStyle {
        posture: Posture::Italic,
        ..text
    };
    let parts = &theme.parts.quotations;
    let inner = Place {
        text,
        parent: node,
        on_grid: false,
        ..place
    };
    let around = place.text.leading.share(parts.around);
    lowering.space(around);
    match quotation.role {
        TextRole::Quotation => {
            let column = place.column.inset(indent, indent);
            let inner = Place { column, ..inner };
            sourced(lowering, quotation, inner, inner);
        }
        TextRole::Epigraph => {
            let left = place.column.measure / parts.epigraph_indent.max(1);
            let column = place.column.inset(left, Length::ZERO);
            let alignment = Alignment::Ragged;
            let source = Place {
                column,
                alignment,
                ..inner
            };
            let words = Place {
                text: italic,
                ..source
            };
            sourced(lowering, quotation, words, source);
        }
        TextRole::Verse => {
            let column = place.column.inset(indent, Length::ZERO);
            let alignment = Alignment::Ragged;
            let inner = Place {
                column,
                alignment,
                ..inner
            };
            verse(lowering, &quotation.blocks, inner);
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

/// The words, and flush right below them whose they are.
fn sourced(lowering: &mut Lowering, quotation: &Quotation<Resolved>, words: Place, place: Place) {
    let Some((source, blocks)) = quotation.source() else {
        lowering.blocks(&quotation.blocks, words);
        return;
    };
    lowering.blocks(blocks, words);
    let node = lowering.node(NodeRole::Paragraph, place);
    let style = ParagraphStyle {
        alignment: Alignment::FlushRight,
        hyphenate: false,
        ..lowering.style(place)
    };
    let lines = lowering.set(source, style, node, place.column);
    lowering.forbid_break();
    lowering.push_together(lines, &place.text, place.on_grid);
}

/// What an empty answer says where the author added no words.
fn nothing_to_report(lowering: &mut Lowering, place: Place) {
    let sentence = AnnexTerms::of(&lowering.division.language).nothing_to_report;
    let style = lowering.style(place);
    let role = NodeRole::Paragraph;
    let lines = lowering.set_generated(sentence, style, role, place.parent, place.column);
    lowering.push_paragraph(lines, &place.text, place.on_grid);
}

/// Verse: each paragraph is a stanza, which no page divides unless it is long.
fn verse(lowering: &mut Lowering, blocks: &[Block<Resolved>], place: Place) {
    let parts = &lowering.shared.theme.parts.quotations;
    for (at, block) in blocks.iter().enumerate() {
        if at > 0 {
            lowering.space(place.text.leading.share(parts.stanza_gap));
        }
        let BlockKind::Paragraph(stanza) = &block.kind else {
            lowering.block(block, Default::default(), place);
            continue;
        };
        let lines = stanza_lines(lowering, stanza, place);
        if lines.len() <= parts.stanza_together {
            lowering.push_together(lines, &place.text, place.on_grid);
        } else {
            lowering.push_paragraph(lines, &place.text, place.on_grid);
        }
        lowering.items.push(FlowItem::Penalty(0));
    }
}

/// The lines of a stanza. What a line of verse has too much for the measure is turned, and hangs.
fn stanza_lines(lowering: &mut Lowering, stanza: &Content<Resolved>, place: Place) -> Vec<SetLine> {
    let node = lowering.node(NodeRole::Paragraph, place);
    let parts = &lowering.shared.theme.parts.quotations;
    let turnover = lowering.shared.theme.type_.indent * parts.turnover;
    let style = ParagraphStyle {
        indent: -turnover,
        hyphenate: false,
        ..lowering.style(place)
    };
    let column = place.column.inset(turnover, Length::ZERO);
    let mut set = Vec::new();
    let mut before = 0;
    for inlines in verse_lines(&stanza.inlines) {
        let length = characters(&inlines);
        let line = Content {
            id: stanza.id,
            inlines,
        };
        let mut lines = lowering.set(&line, style, node, column);
        // The places in the text are counted from the start of the stanza.
        for start in lines.iter_mut().filter_map(|line| line.start.as_mut()) {
            start.offset += before;
        }
        set.append(&mut lines);
        before += length + 1;
    }
    set
}

/// The inlines of each line of verse. A style or link that goes over a line end is there on both sides.
fn verse_lines(inlines: &[Inline<Resolved>]) -> Vec<Vec<Inline<Resolved>>> {
    let mut lines = vec![Vec::new()];
    for inline in inlines {
        let wrap = |inner: Vec<Inline<Resolved>>| match inline {
            Inline::Styled(styled) => Inline::Styled(Styled {
                inlines: inner,
                style: styled.style.clone(),
                span: styled.span,
            }),
            Inline::Link(link) => Inline::Link(Link {
                inlines: inner,
                ..link.clone()
            }),
            Inline::Text(_)
            | Inline::NoteMark(_)
            | Inline::Reference(_)
            | Inline::Registry(_)
            | Inline::IndexMark(_)
            | Inline::Image(_)
            | Inline::LineBreak(_) => inline.clone(),
        };
        let own = match inline {
            Inline::Styled(styled) => verse_lines(&styled.inlines),
            Inline::Link(link) => verse_lines(&link.inlines),
            Inline::LineBreak(_) => {
                lines.push(Vec::new());
                continue;
            }
            Inline::Text(_)
            | Inline::NoteMark(_)
            | Inline::Reference(_)
            | Inline::Registry(_)
            | Inline::IndexMark(_)
            | Inline::Image(_) => vec![Vec::new()],
        };
        for (at, inner) in own.into_iter().enumerate() {
            if at > 0 {
                lines.push(Vec::new());
            }
            if let Some(line) = lines.last_mut() {
                line.push(wrap(inner));
            }
        }
    }
    lines
}

/// The characters of the author's own text, as places in it are counted.
fn characters(inlines: &[Inline<Resolved>]) -> u32 {
    let count = |inline: &Inline<Resolved>| match inline {
        Inline::Text(text) => u32::try_from(text.text.chars().count()).unwrap_or(u32::MAX),
        Inline::Styled(Styled { inlines, .. })
        | Inline::Link(Link { inlines, .. })
        | Inline::Registry(RegistrySpan { inlines, .. }) => characters(inlines),
        Inline::LineBreak(_) => 1,
        Inline::NoteMark(_) | Inline::Reference(_) | Inline::IndexMark(_) | Inline::Image(_) => 0,
    };
    inlines.iter().map(count).sum()
}
