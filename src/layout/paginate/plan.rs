//! Chosen pages -> their plans: every strip, float and note at its place.

use crate::length::Length;

use super::fill::{Filled, Origin, Pages, Passage, Stock, next_top};
use super::search::Start;
use super::{PageFault, PagePlan};

/// The plans of the chosen pages.
pub(super) fn plans(stock: &Stock<'_>, chosen: &[(Start, Pages, Filled)]) -> Vec<PagePlan> {
    let plan_of = |(start, pages, filled): &(Start, Pages, Filled)| {
        plan(stock, start.origin, &pages.passages_of(filled), filled)
    };
    chosen.iter().map(plan_of).collect()
}

fn plan(stock: &Stock<'_>, origin: Origin, passages: &[Passage], filled: &Filled) -> PagePlan {
    let (frame, track) = (stock.frame, stock.track);
    let mut plan = PagePlan {
        notes: stock.notes.parts(origin.owed, filled.next.owed),
        level: filled.level,
        slack: slack(filled, frame.height),
        fault: filled.fault,
        ..PagePlan::default()
    };
    let floats = track.floats.iter().skip(origin.floats);
    let mut y = match filled.floats.head {
        0 => Length::ZERO,
        _ => stock.floats_top(origin.floats),
    };
    for float in floats.clone().take(filled.floats.head) {
        plan.floats_above.push((float.item, y));
        y += float.strip.height + frame.float_gap;
    }
    if filled.floats.head > 0 {
        y = y.round_up_to(frame.grid);
    }
    if !passages.is_empty() {
        let head = stock.head(origin.row);
        plan.head = head.map(|head| (head, y));
        y += stock.repeat_height(head);
        let last = text(stock, passages, y, &mut plan);
        let foot = stock.foot(last, filled.next.row);
        plan.foot = foot.map(|foot| (foot, filled.bottom - stock.repeat_height(Some(foot))));
    }
    // A page that runs over keeps its parts apart.
    let overflow = match filled.fault {
        Some(PageFault::Overfull) => {
            (-filled.short - (filled.height - frame.height)).max(Length::ZERO)
        }
        Some(PageFault::LateNotes | PageFault::Parted) | None => Length::ZERO,
    };
    let mut foot = filled.height + overflow;
    if filled.notes_height > Length::ZERO {
        plan.notes_top = foot - filled.notes_height;
        foot = plan.notes_top - frame.note_gap;
    }
    let at_foot = floats.skip(filled.floats.head).take(filled.floats.foot);
    let first = origin.floats + filled.floats.head;
    let mut y = foot - stock.floats_height(first, filled.floats.foot);
    for float in at_foot {
        plan.floats_below.push((float.item, y));
        y += float.strip.height + frame.float_gap;
    }
    plan
}

/// The white space above what stands at the foot of a page; text alone ends where it ends.
fn slack(filled: &Filled, full: Length) -> Length {
    match filled.notes_height > Length::ZERO || filled.floats.foot > 0 {
        true => (filled.height - full + filled.short).max(Length::ZERO),
        false => Length::ZERO,
    }
}

/// Puts the rows at their tops; the last of them.
fn text(
    stock: &Stock<'_>,
    passages: &[Passage],
    mut y: Length,
    plan: &mut PagePlan,
) -> Option<usize> {
    let track = stock.track;
    let mut last = None;
    for passage in passages {
        for at in passage.from..passage.until {
            let Some(row) = track.rows.get(at) else {
                continue;
            };
            let flex = match passage.is_stretched && at == passage.from {
                true => row.flex,
                false => Length::ZERO,
            };
            let top = next_top(y + flex, row, last.is_none(), stock.frame.grid);
            plan.strips.push((row.item, top));
            y = top + row.strip.height;
            last = Some(at);
        }
    }
    last
}
