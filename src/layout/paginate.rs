//! Pages of a division: one function, [`choose_breaks`], decides where they end. In: the strips of
//! the galley, their notes, the height of the text block. Out: the plan of each page.
//!
//! Pages are chosen together, by dynamic programming over the strips that may begin a page and the
//! notes that are still owed there, so that a bad page is not the price of a good one before it.

mod fill;

use std::collections::BTreeMap;
use std::ops::Range;

use crate::document::NoteId;
use crate::length::Length;

use super::flow::{FORBIDDEN, FlowItem, Strip};

use fill::{Fault, Filled, Page, fill};

/// The measures of a page that breaking needs.
#[derive(Clone, Copy, Debug)]
pub struct PageFrame {
    /// The height of the text block.
    pub height: Length,
    /// The grid of its lines.
    pub grid: Length,
    /// Between the text and the notes, the rule included.
    pub note_gap: Length,
    /// The height of the line that says that a note goes on.
    pub continued: Length,
}

/// A galley, as the breaker sees it.
#[derive(Clone, Copy, Debug)]
pub struct GalleyView<'g> {
    /// The text.
    pub items: &'g [&'g FlowItem],
    /// What is repeated where a page divides.
    pub repeats: &'g [Strip],
    /// The lines of each note; `NoteId` counts them.
    pub notes: &'g [Vec<&'g Strip>],
}

/// What is on a page, and where, from the top of the text block.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PagePlan {
    /// The strips, as indexes into the items, with their tops.
    pub strips: Vec<(usize, Length)>,
    /// What is repeated above the first strip.
    pub head: Option<usize>,
    /// What is repeated below the last strip, and its top.
    pub foot: Option<(usize, Length)>,
    /// The notes at its foot.
    pub notes: Vec<NotePart>,
    /// The top of the notes.
    pub notes_top: Length,
    /// The lines that the page lacks of the full height, in scaled points; the last page lacks none.
    pub short: Length,
    /// What is wrong with it, where there was no better page.
    pub fault: Option<PageFault>,
}

/// What is wrong with a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageFault {
    /// What stands on it is higher than the text block.
    Overfull,
    /// A note begins after its mark's page.
    LateNotes,
    /// What belongs together does not fit on one page and was parted.
    Parted,
}

/// A note, or a part of it, at a page's foot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotePart {
    /// The note.
    pub note: NoteId,
    /// The lines of it that stand here.
    pub lines: Range<usize>,
}

/// A strip with what stands between it and the strip before.
#[derive(Clone, Copy, Debug)]
struct Row<'g> {
    strip: &'g Strip,
    item: usize,
    space: Length,
    /// What it costs to begin a page with it; `None` forbids it.
    break_before: Option<i32>,
}

/// A page that may begin: the row, and the first line of a note that is still owed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Start {
    row: usize,
    owed: Owed,
}

/// The notes that were called before a page and are not set yet: from a line of one note up to,
/// not including, the first note that is not called yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Owed {
    note: usize,
    line: usize,
    until: usize,
}

impl Owed {
    fn is_nothing(self) -> bool {
        self.note >= self.until
    }
}

/// The best way to a start.
#[derive(Clone, Copy, Debug)]
struct Arrival {
    cost: i64,
    from: Option<Start>,
}

/// A page shorter than this many lines of text looks lost.
const FEWEST_LINES: i64 = 4;

/// Costs, in units of a page that is one line short.
const SHORT_LINE: i64 = 100;
const SPLIT_NOTE: i64 = 1_200;
const LOST_PAGE: i64 = 40_000;
const LATE_NOTES: i64 = 500_000;
const PARTED: i64 = 700_000;
const OVERFULL: i64 = 1_000_000;
const PENALTY_SHARE: i64 = 4;

/// How many lines a page may be short before it is no longer considered, where there is a choice.
const SHORTEST: i64 = 9;

/// Decides where the pages of a division end.
pub fn choose_breaks(galley: GalleyView<'_>, frame: &PageFrame) -> Vec<PagePlan> {
    let rows = rows(galley.items);
    if rows.is_empty() {
        return Vec::new();
    }
    let page = Page {
        rows: &rows,
        galley,
        frame,
    };
    let mut arrivals: BTreeMap<Start, Arrival> = BTreeMap::new();
    let first = Start {
        row: 0,
        owed: Owed::default(),
    };
    arrivals.insert(
        first,
        Arrival {
            cost: 0,
            from: None,
        },
    );
    let mut end: Option<Arrival> = None;
    let mut next = Some(first);
    while let Some(start) = next {
        let cost = arrivals.get(&start).map_or(0, |arrival| arrival.cost);
        for filled in candidates(&page, start) {
            let arrival = Arrival {
                cost: cost + filled.cost,
                from: Some(start),
            };
            if filled.is_end() {
                keep_better(&mut end, arrival);
            } else {
                let mut slot = arrivals.get(&filled.next).copied();
                keep_better(&mut slot, arrival);
                arrivals.extend(slot.map(|best| (filled.next, best)));
            }
        }
        next = arrivals
            .range((std::ops::Bound::Excluded(start), std::ops::Bound::Unbounded))
            .next()
            .map(|(s, _)| *s);
    }
    plans(&page, &arrivals, end)
}

fn keep_better(slot: &mut Option<Arrival>, arrival: Arrival) {
    if slot.is_none_or(|best| arrival.cost < best.cost) {
        *slot = Some(arrival);
    }
}

/// The pages that may begin at a start: those that fit and are not too short, or, where none fits,
/// the one with the least fault.
fn candidates(page: &Page<'_>, start: Start) -> Vec<Filled> {
    let mut sound = Vec::new();
    let mut faulty: Option<Filled> = None;
    let mut body = page.begin(start);
    // A page of notes alone, where some are owed.
    let mut is_legal = !start.owed.is_nothing();
    loop {
        if let Some(filled) = fill(page, start, body, is_legal) {
            match filled.fault {
                None => sound.push(filled),
                // Of pages with the same fault the first overflows least; of those that part what
                // belongs together the last parts it furthest down.
                Some(fault) => {
                    let parts = fault == Fault::Parted;
                    let better = |best: Filled| {
                        best.fault
                            .is_none_or(|own| fault < own || (parts && fault == own))
                    };
                    if faulty.is_none_or(better) {
                        faulty = Some(filled);
                    }
                }
            }
        }
        let is_full = page.bottom(body) > page.frame.height;
        let has_answer = !sound.is_empty() || faulty.is_some();
        if body.last >= page.rows.len() || (is_full && has_answer) {
            break;
        }
        body = page.extend(body);
        is_legal = page
            .rows
            .get(body.last)
            .is_none_or(|row| row.break_before.is_some());
    }
    let Some(fullest) = sound.iter().map(|filled| filled.short).min() else {
        return faulty.into_iter().collect();
    };
    let shortest = fullest.max(page.frame.grid * SHORTEST);
    sound.retain(|filled| filled.is_end() || filled.short <= shortest);
    sound
}

/// The rows of the galley. Spaces that meet do not add up: the larger one stands.
fn rows<'g>(items: &[&'g FlowItem]) -> Vec<Row<'g>> {
    let mut rows = Vec::new();
    let mut space = Length::ZERO;
    let mut penalty = Some(0);
    for (item, flow) in items.iter().enumerate() {
        match flow {
            FlowItem::Strip(strip) => {
                rows.push(Row {
                    strip,
                    item,
                    space,
                    break_before: penalty,
                });
                space = Length::ZERO;
                penalty = Some(0);
            }
            FlowItem::Space(height) => space = space.max(*height),
            FlowItem::Penalty(FORBIDDEN..) => penalty = None,
            FlowItem::Penalty(cost) => penalty = penalty.map(|own| own.max(*cost)),
        }
    }
    rows
}

/// The plans of the pages on the best way, first page first.
fn plans(
    page: &Page<'_>,
    arrivals: &BTreeMap<Start, Arrival>,
    end: Option<Arrival>,
) -> Vec<PagePlan> {
    let mut starts = Vec::new();
    let mut at = end.and_then(|arrival| arrival.from);
    while let Some(start) = at {
        starts.push(start);
        at = arrivals.get(&start).and_then(|arrival| arrival.from);
    }
    starts.reverse();
    let mut plans = Vec::with_capacity(starts.len());
    for (at, start) in starts.iter().enumerate() {
        let next = starts.get(at + 1).copied();
        let chosen = candidates(page, *start)
            .into_iter()
            .filter(|filled| match next {
                Some(next) => !filled.is_end() && filled.next == next,
                None => filled.is_end(),
            });
        if let Some(filled) = chosen.min_by_key(|filled| filled.cost) {
            plans.push(filled.plan(page, *start));
        }
    }
    plans
}

#[cfg(test)]
mod tests;
