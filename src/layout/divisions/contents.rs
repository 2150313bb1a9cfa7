//! The table of contents: parts in small capitals, chapters with number, contributor and folio.

use crate::document::{AnchorId, Content, Resolved, Stream};
use crate::length::Length;
use crate::resolve::ContentsLine;
use crate::theme::{Alignment, Caps, ContentsTheme, Ink, Posture, TextStyle};

use super::super::flow::{FORBIDDEN, FlowItem};
use super::super::lower::Lowering;
use super::super::paged::{LinkTarget, Mark, NodeId, NodeRole};
use super::super::paragraph::{Column, ParagraphStyle, Pieces, SetLine};
use super::chapter::generated_opening;

/// The contents.
pub fn lower(lowering: &mut Lowering, title: &str, entries: &[ContentsLine]) {
    generated_opening(lowering, title);
    lowering.folio_use.any = true;
    let body = lowering.body_place();
    let list = lowering
        .structure
        .push(NodeRole::Contents, body.parent, Stream::Generated);
    let gap = lowering.shared.theme.parts.contents.part_gap;
    // The list of each level that is open, with the line before in it: what is below that is listed there.
    let mut open: Vec<(u8, NodeId, NodeId)> = Vec::new();
    let mut was_in_part = false;
    for (at, entry) in entries.iter().enumerate() {
        if at > 0 {
            let stays = entries[at - 1].level == 0;
            lowering
                .items
                .push(FlowItem::Penalty(if stays { FORBIDDEN } else { 0 }));
        }
        let in_part = in_part(lowering, entry.anchor).unwrap_or(was_in_part);
        if (entry.level == 0 || (was_in_part && !in_part)) && at > 0 {
            lowering.space(body.text.leading.share(gap));
        }
        was_in_part = in_part;
        // A part holds its own texts alone.
        let own = entry.level - u8::from(entry.level > 0 && !in_part);
        while open.len() > 1 && open.last().is_some_and(|(level, ..)| *level > own) {
            open.pop();
        }
        let list = match open.pop() {
            None => list,
            Some((level, list, _)) if level >= own => list,
            Some((level, list, item)) => {
                open.push((level, list, item));
                let contents = NodeRole::Contents;
                (lowering.structure).push(contents, item, Stream::Generated)
            }
        };
        let item = entry_lines(lowering, entry, list);
        open.push((own, list, item));
    }
}

/// Whether a chapter, or a page that the tool makes, stands in a part.
fn in_part(lowering: &Lowering, anchor: AnchorId) -> Option<bool> {
    let mut divisions = lowering.shared.book.divisions.iter();
    let division = divisions.find(|division| division.anchor == anchor)?;
    Some(division.in_part)
}

/// The lines of an entry; their node.
fn entry_lines(lowering: &mut Lowering, entry: &ContentsLine, list: NodeId) -> NodeId {
    let node = lowering
        .structure
        .push(NodeRole::ContentsItem, list, Stream::Generated);
    let base = lowering.shared.theme.type_.contents;
    let parts = &lowering.shared.theme.parts.contents;
    let text = match entry.level {
        0 => TextStyle {
            caps: Caps::Small,
            tracking: parts.part_tracking,
            ..base
        },
        _ => base,
    };
    let body = lowering.body_place();
    let indent = parts.number_column * i64::from(entry.level.min(4));
    let column = body.column.inset(indent, parts.folio_column);
    let link = Some(LinkTarget::Anchor(entry.anchor));
    let style = ParagraphStyle {
        text,
        alignment: Alignment::Ragged,
        hyphenate: false,
        ..lowering.style(body)
    };
    let title = linked_title(lowering, &entry.title, style, node, entry);
    let mut lines = lowering.setter().lines(title, column);
    for line in &mut lines {
        link_runs(line, entry);
    }
    if let Some(number) = &entry.number {
        let left = column.left - parts.number_column;
        let number_column = Column {
            left,
            measure: body.column.measure,
        };
        let mut pieces = Pieces::new(style, None);
        lowering
            .setter()
            .push_text(&mut pieces, number, text, node, link.clone());
        let number = lowering.setter().lines(pieces, number_column);
        if let (Some(first), Some(mut number)) = (lines.first_mut(), number.into_iter().next()) {
            number.marks.append(&mut first.marks);
            first.marks = number.marks;
        }
    }
    if let Some(last) = lines.last_mut() {
        folio(lowering, entry, style, node, body.column, last);
    }
    lowering.push_together(lines, &base, true);
    node
}

/// The title, and the contributor's short name in italics after it.
fn linked_title(
    lowering: &mut Lowering,
    title: &Content<Resolved>,
    style: ParagraphStyle,
    node: NodeId,
    entry: &ContentsLine,
) -> Pieces {
    let mut pieces = Pieces::new(style, None);
    lowering.setter().push_content(&mut pieces, title, node);
    if let Some(byline) = &entry.byline {
        let italic = TextStyle {
            posture: Posture::Italic,
            ..style.text
        };
        lowering
            .setter()
            .push_quad(&mut pieces, style.text.size, node);
        lowering
            .setter()
            .push_text(&mut pieces, byline, italic, node, None);
    }
    pieces
}

fn link_runs(line: &mut SetLine, entry: &ContentsLine) {
    for mark in &mut line.marks {
        match mark {
            Mark::Text(run) => run.link = Some(LinkTarget::Anchor(entry.anchor)),
            Mark::Fill(_) | Mark::Image(_) => {}
        }
    }
}

/// The folio, flush right on the entry's last line, with a light leader before it.
fn folio(
    lowering: &mut Lowering,
    entry: &ContentsLine,
    style: ParagraphStyle,
    node: NodeId,
    column: Column,
    line: &mut SetLine,
) {
    let known = lowering
        .shared
        .folios
        .get(entry.anchor.0 as usize)
        .and_then(Option::clone);
    let Some(folio) = known else { return };
    let text = lowering.shared.theme.type_.contents;
    let style = ParagraphStyle {
        text,
        alignment: Alignment::FlushRight,
        ..style
    };
    let mut pieces = Pieces::new(style, None);
    let link = Some(LinkTarget::Anchor(entry.anchor));
    lowering
        .setter()
        .push_text(&mut pieces, &folio, text, node, link);
    let Some(mut set) = lowering.setter().lines(pieces, column).into_iter().next() else {
        return;
    };
    let parts = &lowering.shared.theme.parts.contents;
    let indent = parts.number_column * i64::from(entry.level.min(4));
    if entry.level > 0 {
        let from = column.left + indent + line.width + parts.leader_gap;
        let to = column.left + column.measure - set.width - parts.leader_gap;
        leader(line, from, to, parts);
    }
    line.marks.append(&mut set.marks);
}

/// Dots on a grid that all lines share.
pub(super) fn leader(line: &mut SetLine, from: Length, to: Length, parts: &ContentsTheme) {
    let (dot, step) = (parts.leader_dot, parts.leader_step.max(Length::pt(1)));
    let mut x = from.round_up_to(step);
    while x + dot <= to {
        line.marks.push(Mark::Fill(super::super::paged::Fill {
            x,
            y: -dot,
            width: dot,
            height: dot,
            ink: Ink::Tint(parts.leader_tint),
            artifact: super::super::paged::Artifact::Decoration,
        }));
        x += step;
    }
}
