//! The search for the best pages of a division: from every place where a page may begin, in order, to
//! all that can be next. In: what pages are filled from. Out: the best way to each of those places and
//! to the end, and the pages on it.

use crate::length::Length;

use super::cost::{self, Side};
use super::fill::{Filled, Origin, Pages, Stock};
use super::sweep::Sweep;

/// What all pages of a division may cost: one after the other is tried. With these the pages of a book of
/// plain chapters are chosen in a third of the time that the search without limits takes.
const LIMITS: [i64; 3] = [600, 2_000, 10_000];

/// A page that may begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Start {
    pub origin: Origin,
    pub side: Side,
}

/// The number of a start; starts are numbered in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct StartId(usize);

/// The best way to a start. Of two that cost the same, the one from the earlier start is less.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Arrival {
    pub cost: i64,
    pub from: Option<StartId>,
}

/// The ways over which a page was reached, by the side on which it stands.
pub(super) type Ways = Vec<(Side, Arrival)>;

/// The best ways to all starts of an origin.
#[derive(Debug)]
struct Stop {
    origin: Origin,
    ways: Ways,
}

/// The best ways that were found, to where pages may begin and to the end. There are thousands of
/// starts in a chapter and few at one row, so they are found by their row.
#[derive(Debug)]
pub(super) struct Arrivals {
    /// Ways that cost more are not followed.
    pub limit: i64,
    rows: Vec<Vec<Stop>>,
    /// Every start that was left, with the one from which it was reached.
    starts: Vec<(Start, Option<StartId>)>,
    pub end: Option<Arrival>,
}

/// The best way to the end. Nothing takes back what a page cost, so a way that cost more than some way
/// to the end is none: the search is first for a cheap way, and only where there is none for a dearer
/// one. Most divisions have a cheap one.
pub(super) fn search(stock: &Stock<'_>) -> Arrivals {
    let cheap = LIMITS.into_iter().map(|limit| search_within(stock, limit));
    let mut found = cheap.filter(|arrivals| arrivals.end.is_some());
    found
        .next()
        .unwrap_or_else(|| search_within(stock, i64::MAX))
}

/// The best way to the end, if it costs no more than the limit. Rows are passed in order: all that
/// leads to a row is known before a page begins with it.
fn search_within(stock: &Stock<'_>, limit: i64) -> Arrivals {
    let track = stock.track;
    let mut arrivals = Arrivals {
        limit,
        rows: Vec::new(),
        starts: Vec::new(),
        end: None,
    };
    arrivals.begin(match stock.frame.begins_recto {
        true => Side::Recto(None),
        false => Side::Verso,
    });
    let mut sweep = Sweep::new(stock);
    for segment in 0..track.segments.len() {
        let rows = track.first_row(segment)..track.first_row(segment + 1);
        arrivals.leave(rows.start, &mut sweep);
        sweep.pass(segment, &mut arrivals);
        for row in rows.skip(1) {
            arrivals.leave(row, &mut sweep);
        }
    }
    arrivals.leave(track.rows.len(), &mut sweep);
    arrivals
}

/// The best ways on, while the pages of a place are gone through. What a page costs for its side
/// depends on its level alone, and a few levels serve all pages.
pub(super) struct Departure<'w> {
    ways: &'w [(Side, Arrival)],
    /// What the cheapest way cost.
    pub least: i64,
    grid: Length,
    /// For a level, at the end or not, the best way from a verso and from any of the rectos.
    levels: Vec<(Length, bool, [Option<Arrival>; 2])>,
}

impl<'w> Departure<'w> {
    pub fn new(ways: &'w [(Side, Arrival)], grid: Length) -> Departure<'w> {
        Departure {
            ways,
            least: ways.iter().map(|(_, own)| own.cost).min().unwrap_or(0),
            grid,
            levels: Vec::new(),
        }
    }

    /// The best way from a verso and from a recto over a page.
    fn with(&mut self, filled: &Filled) -> [Option<Arrival>; 2] {
        let (level, is_end) = (filled.level, filled.is_end);
        let mut known = self.levels.iter();
        let known = known.find(|own| own.0 == level && own.1 == is_end);
        let best = match known {
            Some((_, _, best)) => *best,
            None => {
                let best = [false, true].map(|recto| self.best(recto, level, is_end));
                self.levels.push((level, is_end, best));
                best
            }
        };
        best.map(|best| {
            best.map(|arrival| Arrival {
                cost: arrival.cost + filled.cost,
                ..arrival
            })
        })
    }

    /// The best way from a verso or recto, without what the page costs on any side.
    fn best(&self, recto: bool, level: Length, is_end: bool) -> Option<Arrival> {
        let ways = self.ways.iter();
        let ways = ways.filter(|(side, _)| matches!(side, Side::Recto(_)) == recto);
        let ways = ways.map(|(side, arrival)| Arrival {
            cost: arrival.cost + cost::of_level(*side, level, is_end, self.grid),
            ..*arrival
        });
        ways.min()
    }
}

/// Keeps the better way to a side.
pub(super) fn keep_better(ways: &mut Ways, side: Side, arrival: Arrival) {
    match ways.binary_search_by_key(&side, |(own, _)| *own) {
        Ok(at) => {
            if let Some((_, best)) = ways.get_mut(at) {
                *best = arrival.min(*best);
            }
        }
        Err(at) => ways.insert(at, (side, arrival)),
    }
}

impl Arrivals {
    fn begin(&mut self, side: Side) {
        let nothing = Arrival {
            cost: 0,
            from: None,
        };
        if let Some(stop) = self.stop(Origin::default()) {
            keep_better(&mut stop.ways, side, nothing);
        }
    }

    /// Goes on over a page.
    pub fn over(&mut self, filled: &Filled, departure: &mut Departure<'_>) {
        let within = |arrival: &Arrival| arrival.cost <= self.limit;
        let [from_verso, from_recto] = departure.with(filled).map(|own| own.filter(within));
        if from_verso.is_none() && from_recto.is_none() {
            return;
        }
        if filled.is_end {
            let ways = from_verso.into_iter().chain(from_recto);
            self.end = self.end.into_iter().chain(ways).min();
            return;
        }
        let Some(stop) = self.stop(filled.next) else {
            return;
        };
        if let Some(arrival) = from_verso {
            keep_better(&mut stop.ways, Side::Verso.after(filled.level), arrival);
        }
        // All ways from a recto lead to the verso.
        if let Some(arrival) = from_recto {
            keep_better(&mut stop.ways, Side::Verso, arrival);
        }
    }

    /// Begins the pages that begin with a row. A page of notes or floats alone leads to the same row,
    /// to a later origin.
    fn leave(&mut self, row: usize, sweep: &mut Sweep<'_>) {
        for at in 0.. {
            let Some(stop) = self.rows.get_mut(row).and_then(|stops| stops.get_mut(at)) else {
                return;
            };
            let (origin, mut ways) = (stop.origin, std::mem::take(&mut stop.ways));
            for (side, arrival) in &mut ways {
                let id = StartId(self.starts.len());
                let start = Start {
                    origin,
                    side: *side,
                };
                self.starts.push((start, arrival.from));
                arrival.from = Some(id);
            }
            sweep.begin(origin, ways, self);
        }
    }

    /// The place for an origin's ways; it is always there.
    fn stop(&mut self, origin: Origin) -> Option<&mut Stop> {
        if self.rows.len() <= origin.row {
            self.rows.resize_with(origin.row + 1, Vec::new);
        }
        let row = self.rows.get_mut(origin.row)?;
        let at = match row.binary_search_by_key(&origin, |stop| stop.origin) {
            Ok(at) => at,
            Err(at) => {
                let ways = Vec::new();
                row.insert(at, Stop { origin, ways });
                at
            }
        };
        row.get_mut(at)
    }

    /// The starts on the best way, the first first.
    fn starts(&self) -> Vec<Start> {
        let mut starts = Vec::new();
        let mut at = self.end.and_then(|arrival| arrival.from);
        while let Some((start, from)) = at.and_then(|StartId(id)| self.starts.get(id)) {
            starts.push(*start);
            at = *from;
        }
        starts.reverse();
        starts
    }
}

/// The pages on the best way, first page first: where each begins, and what it is.
pub(super) fn chosen(stock: &Stock<'_>, arrivals: &Arrivals) -> Vec<(Start, Pages, Filled)> {
    let starts = arrivals.starts();
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

fn cost_of(filled: &Filled, side: Side, grid: Length) -> i64 {
    filled.cost + cost::of_level(side, filled.level, filled.is_end, grid)
}

fn next_start(filled: &Filled, side: Side) -> Start {
    Start {
        origin: filled.next,
        side: side.after(filled.level),
    }
}
