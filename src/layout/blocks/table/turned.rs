//! Tables that are too wide for the measure: set turned, on pages of their own. In: a table that no
//! widths make narrow enough. Out: a strip as high as the text block for each page.

use crate::diagnostic::{Diagnostic, codes};
use crate::document::{Resolved, Table};
use crate::length::Length;
use crate::source::Span;

use super::super::super::flow::{FORBIDDEN, FlowItem, Strip, StripAnchor};
use super::super::super::lower::{Lowering, Place};
use super::super::super::paged::NodeId;
use super::super::super::paragraph::Column;
use super::rows::Sheet;
use super::whole;

/// Sets a table turned, where it stands in the full measure and is narrow enough for the height of
/// the text block; says whether it did.
pub fn lower(
    lowering: &mut Lowering,
    table: &Table<Resolved>,
    outer: NodeId,
    span: Span,
    place: Place,
) -> bool {
    let body = lowering.body_place().column;
    let theme = lowering.shared.theme;
    let block = theme.type_.body.leading * theme.page.lines;
    if place.column.left != body.left || place.column.measure != body.measure {
        return false;
    }
    let place = Place {
        column: Column {
            left: Length::ZERO,
            measure: block,
        },
        ..place
    };
    let sheet = Sheet::fitting(lowering, table, place);
    if !sheet.fits {
        return false;
    }
    let before = std::mem::take(&mut lowering.items);
    whole(lowering, table, &sheet, outer, place);
    let content = std::mem::replace(&mut lowering.items, before);
    for page in pages(content, &lowering.repeats, body.measure) {
        let strip = turn(page, block);
        lowering.items.push(FlowItem::Strip(strip));
    }
    let message = "this table is too wide for the page and is set turned, on a page of its own";
    let finding = Diagnostic::new(codes::TABLE_TURNED, span, message)
        .help("give it fewer columns or shorter words, and it stands among the text");
    // What depends on folios is lowered again.
    if !lowering.diagnostics.contains(&finding) {
        lowering.diagnostics.push(finding);
    }
    true
}

/// A strip with what stands between it and the one before.
struct Row {
    strip: Strip,
    space: Length,
    /// Whether a page may begin with it.
    may_begin: bool,
}

/// Puts strips onto pages of a height, each with its head again; a page ends as late as it may.
fn pages(content: Vec<FlowItem>, repeats: &[Strip], height: Length) -> Vec<Strip> {
    let mut rows: Vec<Row> = rows(content);
    let mut pages = Vec::new();
    while !rows.is_empty() {
        let first = pages.is_empty();
        let head = rows.first().and_then(|row| repeats.get(row.strip.head?));
        let head = head.filter(|_| !first).cloned();
        let end = end_of(&rows, repeats, height, head.as_ref());
        let rest = rows.split_off(end);
        let foot = rows.last().and_then(|row| repeats.get(row.strip.foot?));
        let foot = foot.filter(|_| !rest.is_empty()).cloned();
        let mut page = head.unwrap_or_default();
        for (at, row) in rows.into_iter().enumerate() {
            if at > 0 {
                page.height += row.space;
            }
            page.stack(row.strip);
        }
        if let Some(foot) = foot {
            page.stack(foot);
        }
        pages.push(page);
        rows = rest;
    }
    pages
}

fn rows(content: Vec<FlowItem>) -> Vec<Row> {
    let mut rows = Vec::new();
    let (mut space, mut may_begin) = (Length::ZERO, true);
    for item in content {
        match item {
            FlowItem::Strip(strip) => {
                rows.push(Row {
                    strip,
                    space,
                    may_begin,
                });
                (space, may_begin) = (Length::ZERO, true);
            }
            FlowItem::Space(height) => space = space.max(height),
            FlowItem::Penalty(penalty) => may_begin &= penalty < FORBIDDEN,
            FlowItem::Flex(_) | FlowItem::Variant(_) | FlowItem::Float(_) => {}
        }
    }
    rows
}

/// How many of the rows the next page takes: at least one.
fn end_of(rows: &[Row], repeats: &[Strip], height: Length, head: Option<&Strip>) -> usize {
    let mut y = head.map_or(Length::ZERO, |head| head.height);
    let (mut legal, mut fitting) = (0, 1);
    for (at, row) in rows.iter().enumerate() {
        if at > 0 {
            y += row.space;
        }
        y += row.strip.height;
        let foot = row.strip.foot.and_then(|foot| repeats.get(foot));
        let is_last = at + 1 == rows.len();
        let closing = foot.map_or(Length::ZERO, |foot| foot.height);
        if at > 0 && y + if is_last { Length::ZERO } else { closing } > height {
            break;
        }
        fitting = at + 1;
        if is_last || rows.get(at + 1).is_some_and(|next| next.may_begin) {
            legal = at + 1;
        }
    }
    if legal > 0 { legal } else { fitting }
}

/// A page as a strip of the height of the text block, its lines running upwards.
fn turn(page: Strip, height: Length) -> Strip {
    let anchors = page.anchors.iter().map(|anchor| StripAnchor {
        x: anchor.y,
        y: height - anchor.x,
        ..*anchor
    });
    Strip {
        height,
        anchors: anchors.collect(),
        marks: page.marks,
        start: page.start,
        turned: true,
        keeps_order: true,
        ..Strip::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_ends_as_late_as_it_may_and_begins_with_the_head() {
        let strip = |height| Strip {
            height: Length::pt(height),
            ..Strip::default()
        };
        let row = |height| {
            FlowItem::Strip(Strip {
                head: Some(0),
                foot: Some(1),
                ..strip(height)
            })
        };
        let content = vec![
            FlowItem::Strip(strip(10)),
            FlowItem::Penalty(FORBIDDEN),
            row(10),
            row(10),
            FlowItem::Penalty(FORBIDDEN),
            row(10),
            row(10),
        ];
        let repeats = [strip(5), strip(1)];
        let pages = pages(content, &repeats, Length::pt(40));
        let heights: Vec<Length> = pages.iter().map(|page| page.height).collect();
        // The fourth would fit without the foot, and must not part from the third.
        assert_eq!(heights, [10 + 10 + 1, 5 + 30].map(Length::pt));
    }
}
