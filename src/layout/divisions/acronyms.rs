//! The list of acronyms: two columns, each acronym with what it stands for.

use crate::document::Stream;
use crate::length::Length;
use crate::manuscript::Acronym;
use crate::theme::{Alignment, TextStyle};

use super::super::flow::{FlowItem, Strip};
use super::super::lower::{Lowering, add_line, baseline_in_line};
use super::super::paged::{NodeId, NodeRole};
use super::super::paragraph::{Column, ParagraphStyle};
use super::chapter::generated_opening;

/// The list, already sorted.
pub fn lower(lowering: &mut Lowering, title: &str, acronyms: &[Acronym]) {
    generated_opening(lowering, title);
    let body = lowering.body_place();
    let ordered = false;
    let list = lowering
        .structure
        .push(NodeRole::List { ordered }, body.parent, Stream::Generated);
    for acronym in acronyms {
        entry(lowering, acronym, list);
    }
}

/// One acronym: a strip, whose second column may have several lines.
fn entry(lowering: &mut Lowering, acronym: &Acronym, list: NodeId) {
    let body = lowering.body_place();
    let item = lowering
        .structure
        .push(NodeRole::ListItem, list, Stream::Generated);
    let style = ParagraphStyle {
        alignment: Alignment::Ragged,
        hyphenate: false,
        ..lowering.style(body)
    };
    let parts = &lowering.shared.theme.parts.back_matter;
    let short_column = parts.acronym_column;
    let short_text = TextStyle {
        size: body.text.size.scale(parts.acronym_size, 1_000),
        tracking: parts.acronym_tracking,
        ..body.text
    };
    let short_style = ParagraphStyle {
        text: short_text,
        ..style
    };
    let column = Column {
        left: body.column.left,
        measure: short_column,
    };
    let short = lowering.set_generated(&acronym.short, short_style, NodeRole::Label, item, column);
    let column = body.column.inset(short_column, Length::ZERO);
    let long = lowering.set_generated(&acronym.long, style, NodeRole::ListBody, item, column);
    let leading = body.text.leading;
    let rows = i64::try_from(short.len().max(long.len())).unwrap_or(1);
    let mut strip = Strip {
        height: leading * rows,
        on_grid: true,
        ..Strip::default()
    };
    for lines in [short, long] {
        for (row, line) in (0..).zip(lines) {
            add_line(
                &mut strip,
                line,
                baseline_in_line(&body.text) + leading * row,
            );
        }
    }
    lowering.items.push(FlowItem::Strip(strip));
}
