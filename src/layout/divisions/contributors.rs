//! The list of contributors: each name with its short form in italics, and the folios of the
//! contributor's chapters at the end of its last line.

use crate::document::Stream;
use crate::length::Length;
use crate::resolve::{ContributorDetail, ContributorLine};
use crate::theme::{Alignment, Posture, TextStyle};

use super::super::flow::FlowItem;
use super::super::lower::Lowering;
use super::super::paged::{LinkTarget, NodeId, NodeRole};
use super::super::paragraph::{Column, ParagraphStyle, Pieces, SetLine};
use super::chapter::Opening;
use super::contents::leader;

/// The list, already sorted.
pub fn lower(lowering: &mut Lowering, title: &str, contributors: &[ContributorLine]) {
    let sink = lowering.shared.theme.type_.chapter_sink;
    let mut opening = Opening::new(lowering, sink);
    opening.label(None);
    opening.generated_title(title);
    opening.finish();
    lowering.folio_use.any = true;
    let body = lowering.body_place();
    let ordered = false;
    let list = lowering
        .structure
        .push(NodeRole::List { ordered }, body.parent, Stream::Generated);
    for (at, contributor) in contributors.iter().enumerate() {
        if at > 0 {
            lowering.items.push(FlowItem::Penalty(0));
        }
        entry(lowering, contributor, list);
    }
}

/// One contributor, whose lines no page parts.
fn entry(lowering: &mut Lowering, contributor: &ContributorLine, list: NodeId) {
    let structure = &mut lowering.structure;
    let item = structure.push(NodeRole::ListItem, list, Stream::Generated);
    let owner = structure.push(NodeRole::ListBody, item, Stream::Generated);
    let body = lowering.body_place();
    let text = lowering.shared.theme.type_.contents;
    let parts = &lowering.shared.theme.parts;
    let (hang, gap) = (
        parts.back_matter.contributor_hang,
        parts.contents.leader_gap,
    );
    let style = ParagraphStyle {
        text,
        alignment: Alignment::Ragged,
        indent: -hang,
        hyphenate: false,
        ..lowering.style(body)
    };
    let folios = folios(lowering, contributor, style, owner, body.column);
    let width = folios.as_ref().map_or(Length::ZERO, |own| own.width);
    let column = body
        .column
        .inset(hang, (width + gap).max(parts.contents.folio_column));
    let link = contributor.chapters.first().copied();
    let link = link.map(LinkTarget::Anchor);
    let italic = TextStyle {
        posture: Posture::Italic,
        ..text
    };
    let mut pieces = Pieces::new(style, None);
    let mut setter = lowering.setter();
    setter.push_text(&mut pieces, &contributor.name, text, owner, link.clone());
    if !contributor.short.is_empty() {
        setter.push_quad(&mut pieces, text.size, owner);
        setter.push_text(&mut pieces, &contributor.short, italic, owner, link);
    }
    let mut lines = setter.lines(pieces, column);
    if let (Some(last), Some(mut folios)) = (lines.last_mut(), folios) {
        let from = column.left + last.width + gap;
        let to = body.column.left + body.column.measure - folios.width - gap;
        leader(last, from, to, &parts.contents);
        last.marks.append(&mut folios.marks);
    }
    lowering.push_together(lines, &text, true);
    details(lowering, &contributor.details, (style, owner), column);
}

/// Affiliation, homepage and identifiers, small, on lines that stay with the name.
fn details(
    lowering: &mut Lowering,
    details: &[ContributorDetail],
    (style, owner): (ParagraphStyle, NodeId),
    column: Column,
) {
    if details.is_empty() {
        return;
    }
    let text = TextStyle {
        leading: style.text.leading,
        ..lowering.shared.theme.type_.index
    };
    let style = ParagraphStyle {
        text,
        indent: Length::ZERO,
        ..style
    };
    let mut pieces = Pieces::new(style, None);
    let mut setter = lowering.setter();
    for (at, detail) in details.iter().enumerate() {
        if at > 0 {
            setter.push_text(&mut pieces, " \u{b7} ", text, owner, None);
        }
        let link = detail.url.clone().map(LinkTarget::Url);
        setter.push_text(&mut pieces, &detail.text, text, owner, link);
    }
    let lines = setter.lines(pieces, column);
    lowering.forbid_break();
    lowering.push_together(lines, &text, true);
}

/// The folios of the contributor's chapters, flush right, each leading to its chapter.
fn folios(
    lowering: &mut Lowering,
    contributor: &ContributorLine,
    style: ParagraphStyle,
    owner: NodeId,
    column: Column,
) -> Option<SetLine> {
    let text = style.text;
    let style = ParagraphStyle {
        alignment: Alignment::FlushRight,
        indent: Length::ZERO,
        ..style
    };
    let mut pieces = Pieces::new(style, None);
    let mut any = false;
    for anchor in &contributor.chapters {
        let known = lowering.shared.folios.get(anchor.0 as usize);
        let Some(folio) = known.and_then(Clone::clone) else {
            continue;
        };
        let mut setter = lowering.setter();
        if any {
            setter.push_text(&mut pieces, ", ", text, owner, None);
        }
        any = true;
        let link = Some(LinkTarget::Anchor(*anchor));
        setter.push_text(&mut pieces, &folio, text, owner, link);
    }
    let lines = any.then(|| lowering.setter().lines(pieces, column));
    lines.into_iter().flatten().next()
}
