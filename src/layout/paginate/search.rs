//! The search for the best pages of a division: from every place where a page may begin, in order, to
//! all that can be next. In: what pages are filled from. Out: the best way to each of those places and
//! to the end, and the pages on it.

use crate::length::Length;

use super::cost::{self, Side};
use super::fill::{Filled, Origin, Pages, Stock};

/// A page that may begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Start {
    pub origin: Origin,
    pub side: Side,
}

/// The best way to a start. Of two that cost the same, the one from the earlier start is less.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Arrival {
    pub cost: i64,
    pub from: Option<Start>,
}

/// The best ways to all starts of an origin, by their sides.
#[derive(Debug)]
struct Stop {
    origin: Origin,
    sides: Vec<(Side, Arrival)>,
}

/// The best way to every start that was reached. There are thousands of them in a chapter and few at
/// one row, so they are found by their row.
#[derive(Debug, Default)]
pub(super) struct Arrivals {
    rows: Vec<Vec<Stop>>,
}

/// The best way to every start that was reached, and to the end.
pub(super) fn search(stock: &Stock<'_>) -> (Arrivals, Option<Arrival>) {
    let first = match stock.frame.begins_recto {
        true => Side::Recto(None),
        false => Side::Verso,
    };
    let nothing = Arrival {
        cost: 0,
        from: None,
    };
    let mut arrivals = Arrivals::default();
    if let Some(stop) = arrivals.stop(Origin::default()) {
        stop.arrive(first, nothing);
    }
    let mut end: Option<Arrival> = None;
    let mut next = Some(Origin::default());
    while let Some(origin) = next {
        let mut departure = Departure::new(origin, arrivals.sides(origin), stock.frame.grid);
        let pages = Pages::from(stock, origin);
        for alike in cheapest(&pages).chunk_by(|one, other| one.next == other.next) {
            let Some(next) = alike.first().map(|filled| filled.next) else {
                continue;
            };
            if alike.iter().any(|filled| filled.is_end) {
                let ways = alike.iter().flat_map(|filled| departure.with(filled));
                end = end.into_iter().chain(ways.flatten()).min();
                continue;
            }
            let Some(stop) = arrivals.stop(next) else {
                continue;
            };
            // All ways from a recto lead to the verso.
            let mut to_verso: Option<Arrival> = None;
            for filled in alike {
                let [from_verso, from_recto] = departure.with(filled);
                if let Some(arrival) = from_verso {
                    stop.arrive(Side::Verso.after(filled.level), arrival);
                }
                to_verso = to_verso.into_iter().chain(from_recto).min();
            }
            if let Some(arrival) = to_verso {
                stop.arrive(Side::Verso, arrival);
            }
        }
        next = arrivals.after(origin);
    }
    (arrivals, end)
}

/// The pages of which there is none cheaper that leads to the same place at the same level, those that
/// lead to one place together.
fn cheapest(pages: &Pages) -> Vec<&Filled> {
    let mut cheapest: Vec<&Filled> = pages.filled.iter().collect();
    cheapest.sort_unstable_by_key(|filled| (filled.next, filled.level, filled.cost));
    cheapest.dedup_by_key(|filled| (filled.next, filled.level));
    cheapest
}

/// The best ways on from an origin, while its pages are gone through. What a page costs for its side
/// depends on its level alone, and a few levels serve all pages.
struct Departure {
    origin: Origin,
    sides: Vec<(Side, Arrival)>,
    grid: Length,
    /// For a level, at the end or not, the best way from a verso and from any of the rectos.
    levels: Vec<(Length, bool, [Option<Arrival>; 2])>,
}

impl Departure {
    fn new(origin: Origin, sides: Vec<(Side, Arrival)>, grid: Length) -> Departure {
        Departure {
            origin,
            sides,
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
        let sides = self.sides.iter();
        let sides = sides.filter(|(side, _)| matches!(side, Side::Recto(_)) == recto);
        let ways = sides.map(|(side, arrival)| Arrival {
            cost: arrival.cost + cost::of_level(*side, level, is_end, self.grid),
            from: Some(Start {
                origin: self.origin,
                side: *side,
            }),
        });
        ways.min()
    }
}

impl Stop {
    /// Keeps the better way to a side.
    fn arrive(&mut self, side: Side, arrival: Arrival) {
        match self.sides.binary_search_by_key(&side, |(own, _)| *own) {
            Ok(at) => {
                if let Some((_, best)) = self.sides.get_mut(at) {
                    *best = arrival.min(*best);
                }
            }
            Err(at) => self.sides.insert(at, (side, arrival)),
        }
    }
}

impl Arrivals {
    /// The best way to a start.
    pub fn get(&self, start: &Start) -> Option<Arrival> {
        let row = self.rows.get(start.origin.row)?;
        let at = row.binary_search_by_key(&start.origin, |stop| stop.origin);
        let stop = row.get(at.ok()?)?;
        let mut sides = stop.sides.iter();
        let side = sides.find(|(side, _)| *side == start.side)?;
        Some(side.1)
    }

    /// The sides of an origin and the best ways to them.
    fn sides(&mut self, origin: Origin) -> Vec<(Side, Arrival)> {
        self.stop(origin)
            .map_or_else(Vec::new, |stop| stop.sides.clone())
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
                let sides = Vec::new();
                row.insert(at, Stop { origin, sides });
                at
            }
        };
        row.get_mut(at)
    }

    /// The next origin that was reached.
    fn after(&self, origin: Origin) -> Option<Origin> {
        let own = self.rows.get(origin.row)?;
        let from = own.partition_point(|stop| stop.origin <= origin);
        let below = self.rows.get(origin.row + 1..).unwrap_or(&[]);
        let mut next = own.iter().skip(from).chain(below.iter().flatten());
        next.next().map(|stop| stop.origin)
    }
}

/// The pages on the best way, first page first: where each begins, and what it is.
pub(super) fn chosen(
    stock: &Stock<'_>,
    arrivals: &Arrivals,
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

fn cost_of(filled: &Filled, side: Side, grid: Length) -> i64 {
    filled.cost + cost::of_level(side, filled.level, filled.is_end, grid)
}

fn next_start(filled: &Filled, side: Side) -> Start {
    Start {
        origin: filled.next,
        side: side.after(filled.level),
    }
}
