//! Tables: horizontal rules only, column widths from the cells, the head again on each page, notes and
//! source below. One that no widths make narrow enough is set turned.

mod cells;
mod columns;
mod points;
mod rows;
mod strips;
mod turned;

use crate::document::{LabelTerms, Resolved, Stream, Table};
use crate::length::Length;
use crate::source::Span;
use crate::theme::{Alignment, Ink, TextStyle, Weight};

use super::super::flow::{FORBIDDEN, FlowItem, Strip};
use super::super::lower::{Lowering, Place, strip_of_line};
use super::super::paged::{Artifact, Fill, Mark, NodeId, NodeRole, Owner};
use super::super::paragraph::{Column, Overfull, ParagraphStyle, Pieces, Wide};

use rows::Sheet;
use strips::RowKind;

/// What it costs to divide a table.
const DIVIDED: i32 = 1_500;

/// Between a caption and its table, and between a table and its source.
const CAPTION_GAP: Length = Length::centipoints(400);

/// What it costs to divide a row between two of its lines.
const ROW_PARTED: i32 = 8_000;

/// A row or joined cell that is higher than this part of the text block may be divided.
const HIGHEST_WHOLE: i64 = 3;

/// A table with its caption, notes and source.
pub fn lower(lowering: &mut Lowering, table: &Table<Resolved>, span: Span, place: Place) {
    let outer = place.parent;
    let node = lowering.node(NodeRole::Table, place);
    lowering.structure.anchor(node, table.numbered.anchor);
    let place = Place {
        text: lowering.shared.theme.type_.table,
        parent: node,
        stream: cells_stream(place),
        on_grid: false,
        alignment: Alignment::Ragged,
        ..place
    };
    let sheet = Sheet::fitting(lowering, table, place);
    if !sheet.fits && turned::lower(lowering, table, outer, span, place) {
        return;
    }
    let half_line = lowering.shared.theme.type_.body.leading / 2;
    lowering.space(half_line);
    whole(lowering, table, &sheet, outer, place);
    lowering.space(half_line);
}

/// All that belongs to a table, in its place; `outer` is the parent of its notes.
fn whole(
    lowering: &mut Lowering,
    table: &Table<Resolved>,
    sheet: &Sheet,
    outer: NodeId,
    place: Place,
) {
    let from = lowering.items.len();
    caption(lowering, table, place);
    let overfull = lowering.overfull.len();
    body(lowering, table, sheet, place);
    Overfull::join(&mut lowering.overfull, overfull, Wide::Table, None);
    // Its notes stand under it, and none at the foot of the page.
    for strip in lowering.strips_since(from) {
        strip.notes.clear();
        strip.keeps_order = true;
    }
    let notes_place = Place {
        parent: outer,
        ..place
    };
    notes(lowering, table, notes_place);
    source(lowering, table, place);
    lowering.anchor_since(from, table.numbered.anchor, place.column.left);
}

/// The stream of a table's cells: those of a table that the tool makes are generated.
fn cells_stream(place: Place) -> Stream {
    match place.stream {
        Stream::Generated => Stream::Generated,
        Stream::Running | Stream::Notes | Stream::Cells | Stream::Floats => Stream::Cells,
    }
}

/// The caption stands above the table and stays with its head.
fn caption(lowering: &mut Lowering, table: &Table<Resolved>, place: Place) {
    let Some(caption) = &table.caption else {
        return;
    };
    let word = LabelTerms::of(&lowering.division.language).table;
    let number = table.numbered.number.as_deref();
    let lines = super::figure::caption(lowering, word, number, caption, place.parent, place.column);
    let text = lowering.shared.theme.type_.caption;
    lowering.push_together(lines, &text, false);
    lowering.forbid_break();
    lowering.space(CAPTION_GAP);
    lowering.forbid_break();
}

/// The head and the rows, between rules.
fn body(lowering: &mut Lowering, table: &Table<Resolved>, sheet: &Sheet, place: Place) {
    let type_ = &lowering.shared.theme.type_;
    let (outer, inner) = (type_.table_rule, type_.table_head_rule);
    let block = type_.body.leading * lowering.shared.theme.page.lines;
    let head_node = lowering
        .structure
        .push(NodeRole::TableHead, place.parent, place.stream);
    let mut head = Strip::default();
    add_rule(&mut head, place.column, outer);
    let mut rows = sheet.set(lowering, table, RowKind::Head, head_node, place);
    for at in 0..table.head.len() {
        head.stack(rows.strip(at));
    }
    if !table.head.is_empty() {
        add_rule(&mut head, place.column, inner);
    }
    let repeated = repeat(lowering, table, &head, place);
    lowering.items.push(FlowItem::Strip(head));
    lowering.forbid_break();
    let mut closing = Strip::default();
    add_rule(&mut closing, place.column, outer);
    let foot = lowering.repeats.len();
    lowering.repeats.push(closing);
    let body_node = lowering
        .structure
        .push(NodeRole::TableBody, place.parent, place.stream);
    let mut rows = sheet.set(lowering, table, RowKind::Body, body_node, place);
    let last = table.rows.len().saturating_sub(1);
    for (at, row) in table.rows.iter().enumerate() {
        let lines = match rows.height(at..at + 1) * HIGHEST_WHOLE > block {
            true => rows.lines(at),
            false => None,
        };
        let strips = lines.unwrap_or_else(|| vec![rows.strip(at)]);
        if at > 0 {
            // No page begins with a table's last row or ends with its first.
            let is_row = strips.len() == 1 && rows.height(0..1) * HIGHEST_WHOLE <= block;
            let lonely = is_row && (at == 1 || at == last);
            let forbidden = lonely || (sheet.joins_above(row) && !rows.may_part(at, block));
            let penalty = if forbidden { FORBIDDEN } else { DIVIDED };
            lowering.items.push(FlowItem::Penalty(penalty));
        }
        let count = strips.len();
        for (line, mut strip) in strips.into_iter().enumerate() {
            if line > 0 {
                let parts_one = line < 2 || count - line < 2;
                let penalty = if parts_one { FORBIDDEN } else { ROW_PARTED };
                lowering.items.push(FlowItem::Penalty(penalty));
            }
            strip.head = Some(repeated);
            if at == last && line + 1 == count {
                add_rule(&mut strip, place.column, outer);
            } else {
                strip.foot = Some(foot);
            }
            lowering.items.push(FlowItem::Strip(strip));
        }
    }
}

/// What is set above the rows that a page goes on with: "Table 2 (continued)" and the head again.
fn repeat(lowering: &mut Lowering, table: &Table<Resolved>, head: &Strip, place: Place) -> usize {
    let mut repeated = Strip::default();
    if let Some(number) = &table.numbered.number {
        let terms = LabelTerms::of(&lowering.division.language);
        let text = lowering.shared.theme.type_.caption;
        let style = ParagraphStyle {
            text,
            hyphenate: false,
            ..lowering.style(place)
        };
        let mut pieces = Pieces::new(style, None);
        let bold = TextStyle {
            weight: Weight::Bold,
            ..text
        };
        let label = format!("{}\u{a0}{number}", terms.table);
        lowering
            .setter()
            .push_text(&mut pieces, &label, bold, place.parent, None);
        lowering.setter().push_text(
            &mut pieces,
            &format!(" {}", terms.continued),
            text,
            place.parent,
            None,
        );
        for line in lowering.setter().lines(pieces, place.column) {
            repeated.stack(strip_of_line(line, &text, false));
        }
        repeated.height += CAPTION_GAP;
    }
    repeated.stack(head.clone());
    repeated.notes.clear();
    repeated.anchors.clear();
    repeated.start = None;
    for mark in &mut repeated.marks {
        match mark {
            Mark::Text(run) => run.owner = Owner::Artifact(Artifact::Repeated),
            Mark::Image(image) => image.owner = Owner::Artifact(Artifact::Repeated),
            Mark::Fill(_) => {}
        }
    }
    lowering.repeats.push(repeated);
    lowering.repeats.len() - 1
}

/// The notes stand below the table, and the first of them stays with its last row.
fn notes(lowering: &mut Lowering, table: &Table<Resolved>, place: Place) {
    if table.notes.is_empty() {
        return;
    }
    lowering.forbid_break();
    lowering.space(CAPTION_GAP);
    lowering.forbid_break();
    super::super::notes::under_table(lowering, &table.notes, place);
}

/// The source stands below the table and its notes, and stays with what is above it.
fn source(lowering: &mut Lowering, table: &Table<Resolved>, place: Place) {
    let Some(source) = &table.source else { return };
    let text = lowering.shared.theme.type_.table_note;
    let style = ParagraphStyle {
        text,
        hyphenate: false,
        ..lowering.style(place)
    };
    let node = lowering
        .structure
        .push(NodeRole::Paragraph, place.parent, Stream::Floats);
    let label = lowering
        .structure
        .push(NodeRole::Label, node, Stream::Generated);
    let word = LabelTerms::of(&lowering.division.language).source;
    let mut pieces = Pieces::new(style, None);
    lowering
        .setter()
        .push_text(&mut pieces, &format!("{word} "), text, label, None);
    lowering
        .setter()
        .push_text(&mut pieces, source, text, node, None);
    let lines = lowering.setter().lines(pieces, place.column);
    lowering.forbid_break();
    lowering.space(CAPTION_GAP);
    lowering.forbid_break();
    lowering.push_together(lines, &text, false);
}

/// Adds a rule over the column's width below what a strip has.
fn add_rule(strip: &mut Strip, column: Column, weight: Length) {
    strip.marks.push(Mark::Fill(Fill {
        x: column.left,
        y: strip.height,
        width: column.measure,
        height: weight,
        ink: Ink::Black,
        artifact: Artifact::Decoration,
    }));
    strip.height += weight;
}
