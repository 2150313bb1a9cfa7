//! Pages of a division: one function, [`choose_breaks`], decides where they end. In: the strips of
//! the galley, their notes, the height of the text block. Out: the plan of each page.
//!
//! Pages are chosen together, by dynamic programming over the places where a page may begin: a row,
//! the notes that are still owed there, the floats that stand already, the side of the spread and how
//! deep the facing page is. Paragraphs offer several numbers of lines, some white space may grow, and
//! a page may run a line long or short with its partner, so that facing pages end level and a bad page
//! is not the price of a good one before it (F. Mittelbach, "A general LuaTeX framework for globally
//! optimized pagination", 2019).

mod cost;
mod fill;
mod judge;
mod notes;
mod plan;
mod track;
mod walk;

use std::collections::BTreeMap;
use std::ops::Range;

use crate::document::NoteId;
use crate::length::Length;

use super::flow::{FlowItem, Strip};

use cost::Side;
pub use cost::of_variant as cost_of_variant;
use fill::{Filled, Origin, Pages, Stock};
use notes::Notes;
use track::Track;

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
    /// Between a float and the text or another float.
    pub float_gap: Length,
    /// Whether the first page is a right-hand page.
    pub begins_recto: bool,
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
    /// The strips of the text, as indexes into the items, with their tops.
    pub strips: Vec<(usize, Length)>,
    /// The floats above them, likewise.
    pub floats_above: Vec<(usize, Length)>,
    /// The floats below them.
    pub floats_below: Vec<(usize, Length)>,
    /// What is repeated above the first strip, and its top.
    pub head: Option<(usize, Length)>,
    /// What is repeated below the last strip, and its top.
    pub foot: Option<(usize, Length)>,
    /// The notes at its foot.
    pub notes: Vec<NotePart>,
    /// The top of the notes.
    pub notes_top: Length,
    /// How far it ends below the foot of the text block; above it when negative.
    pub level: Length,
    /// What is wrong with it, where there was no better page.
    pub fault: Option<PageFault>,
}

/// What is wrong with a page that is only taken where there is no other, the least fault first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PageFault {
    /// A note begins after its mark's page.
    LateNotes,
    /// What belongs together does not fit on one page and was parted.
    Parted,
    /// What stands on it is higher than the text block.
    Overfull,
}

/// A note, or a part of it, at a page's foot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotePart {
    /// The note.
    pub note: NoteId,
    /// The lines of it that stand here.
    pub lines: Range<usize>,
}

/// A page that may begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Start {
    origin: Origin,
    side: Side,
}

/// The best way to a start.
#[derive(Clone, Copy, Debug)]
struct Arrival {
    cost: i64,
    from: Option<Start>,
}

/// Decides where the pages of a division end.
pub fn choose_breaks(galley: GalleyView<'_>, frame: &PageFrame) -> Vec<PagePlan> {
    let track = Track::of(galley.items);
    if track.rows.is_empty() && track.floats.is_empty() {
        return Vec::new();
    }
    let stock = Stock {
        track: &track,
        galley,
        notes: Notes::new(galley.notes, frame.continued),
        frame,
    };
    let (arrivals, end) = search(&stock);
    plan::plans(&stock, &chosen(&stock, &arrivals, end))
}

/// The best way to every start that was reached, and to the end.
fn search(stock: &Stock<'_>) -> (BTreeMap<Start, Arrival>, Option<Arrival>) {
    let grid = stock.frame.grid;
    let first = Start {
        origin: Origin::default(),
        side: match stock.frame.begins_recto {
            true => Side::Recto(None),
            false => Side::Verso,
        },
    };
    let nothing = Arrival {
        cost: 0,
        from: None,
    };
    let mut arrivals = BTreeMap::from([(first, nothing)]);
    let mut end: Option<Arrival> = None;
    let mut next = Some((first, nothing));
    // Starts that differ in their side alone have the same pages.
    let mut pages: Option<(Origin, Pages)> = None;
    while let Some((start, arrival)) = next {
        if pages.as_ref().is_none_or(|(own, _)| *own != start.origin) {
            pages = Some((start.origin, Pages::from(stock, start.origin)));
        }
        let filled = pages.iter().flat_map(|(_, pages)| &pages.filled);
        for filled in filled {
            let arrival = Arrival {
                cost: arrival.cost + cost_of(filled, start.side, grid),
                from: Some(start),
            };
            if filled.is_end {
                keep_better(&mut end, arrival);
            } else {
                let next = next_start(filled, start.side);
                let best = arrivals.entry(next).or_insert(arrival);
                if arrival.cost < best.cost {
                    *best = arrival;
                }
            }
        }
        let after = (std::ops::Bound::Excluded(start), std::ops::Bound::Unbounded);
        next = arrivals
            .range(after)
            .next()
            .map(|(own, best)| (*own, *best));
    }
    (arrivals, end)
}

fn cost_of(filled: &Filled, side: Side, grid: Length) -> i64 {
    filled.cost + cost::of_level(side, filled.level, filled.is_end, grid)
}

fn next_start(filled: &Filled, side: Side) -> Start {
    Start {
        origin: filled.next,
        side: side.after(filled.level),
    }
}

fn keep_better(slot: &mut Option<Arrival>, arrival: Arrival) {
    if slot.is_none_or(|best| arrival.cost < best.cost) {
        *slot = Some(arrival);
    }
}

/// The pages on the best way, first page first: where each begins, and what it is.
fn chosen(
    stock: &Stock<'_>,
    arrivals: &BTreeMap<Start, Arrival>,
    end: Option<Arrival>,
) -> Vec<(Start, Pages, Filled)> {
    let mut starts = Vec::new();
    let mut at = end.and_then(|arrival| arrival.from);
    while let Some(start) = at {
        starts.push(start);
        at = arrivals.get(&start).and_then(|arrival| arrival.from);
    }
    starts.reverse();
    let mut chosen = Vec::with_capacity(starts.len());
    for (at, start) in starts.iter().enumerate() {
        let next = starts.get(at + 1);
        let pages = Pages::from(stock, start.origin);
        let leads_on = |filled: &&Filled| match next {
            Some(next) => !filled.is_end && next_start(filled, start.side) == *next,
            None => filled.is_end,
        };
        let ways = pages.filled.iter().filter(leads_on);
        let best = ways.min_by_key(|filled| cost_of(filled, start.side, stock.frame.grid));
        if let Some(filled) = best.copied() {
            chosen.push((*start, pages, filled));
        }
    }
    chosen
}

#[cfg(test)]
mod brute_force;
#[cfg(test)]
mod tests;
