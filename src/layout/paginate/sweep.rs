//! The sweep over the rows of a division, with all pages that are open there. Pages that began at
//! different places and owe the same notes go on alike once their text has the same height: from
//! there they are one draft, with the best way to each side of the spread. That is what makes the
//! search cheap, for at a border of two segments there are about as many heights as a page has lines,
//! and many more pages that began somewhere. A page that is like no other (with floats in its reach,
//! with a repeated head, or with nothing sound to end at) is walked by itself.

use std::ops::Range;

use crate::length::Length;

use super::cost;
use super::fill::{Filled, Origin, Pages, Stock};
use super::judge::{Care, End, OpenPage};
use super::notes::Owed;
use super::search::{Arrival, Arrivals, Departure, Ways, keep_better};
use super::track::Track;

pub(super) struct Sweep<'s> {
    stock: &'s Stock<'s>,
    reach: Reach,
    /// The drafts at the border that comes next, by their states.
    open: Vec<Draft>,
    /// Lists that can be used again.
    spare: Vec<Ways>,
}

/// Pages that go on alike.
#[derive(Debug)]
struct Draft {
    state: State,
    /// Where one of them began.
    origin: Origin,
    ways: Ways,
}

/// What decides how a page goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct State {
    owed: Owed,
    /// Whether nothing stands on it yet.
    is_empty: bool,
    y: Length,
}

/// A part of a way that a draft passes.
struct Passing {
    rows: Range<usize>,
    state: State,
    /// What the white space above it gains.
    flex: Length,
    /// What all that costs.
    cost: i64,
}

impl<'s> Sweep<'s> {
    pub fn new(stock: &'s Stock<'s>) -> Sweep<'s> {
        Sweep {
            stock,
            reach: Reach::of(stock),
            open: Vec::new(),
            spare: Vec::new(),
        }
    }

    /// Begins pages at an origin.
    pub fn begin(&mut self, origin: Origin, ways: Ways, arrivals: &mut Arrivals) {
        let stock = self.stock;
        let is_like_others = origin.row > 0
            && stock.head(origin.row).is_none()
            && !self.reach.has_floats(stock, origin)
            && has_page(stock, origin);
        if !is_like_others {
            let mut departure = Departure::new(&ways, stock.frame.grid);
            for filled in &Pages::from(stock, origin).filled {
                arrivals.over(filled, &mut departure);
            }
            self.spare.push(ways);
            return;
        }
        if !origin.owed.is_nothing() {
            let mut departure = Departure::new(&ways, stock.frame.grid);
            let page = open_page(stock, origin, origin.owed);
            // Notes, and nothing else.
            let end = End {
                next: origin.row,
                y: Length::ZERO,
                last: None,
            };
            for filled in page.pages_at(end, page.pending(end.next)) {
                arrivals.over(&filled, &mut departure);
            }
        }
        let state = State {
            owed: origin.owed,
            is_empty: true,
            y: Length::ZERO,
        };
        let draft = Draft {
            state,
            origin,
            ways,
        };
        let track = stock.track;
        match track.segment_at(origin.row) {
            Some(_) => {
                let at = self.open.partition_point(|own| own.state < state);
                self.open.insert(at, draft);
            }
            // The page begins inside a way, which was chosen on the page before.
            None => {
                let way = track.rows.get(origin.row).map(|row| row.way);
                if let Some(way) = way.and_then(|way| track.ways.get(way)) {
                    let passing = Passing {
                        rows: origin.row..way.rows.end,
                        state,
                        flex: Length::ZERO,
                        cost: 0,
                    };
                    let mut departure = Departure::new(&draft.ways, stock.frame.grid);
                    self.go_on(&draft, passing, &mut departure, arrivals);
                }
                self.spare.push(draft.ways);
            }
        }
    }

    /// Takes all open pages through a segment, on all its ways.
    pub fn pass(&mut self, segment: usize, arrivals: &mut Arrivals) {
        let track = self.stock.track;
        let ways = track.segments.get(segment).cloned().unwrap_or_default();
        let open = std::mem::take(&mut self.open);
        for draft in &open {
            let mut departure = Departure::new(&draft.ways, self.stock.frame.grid);
            for way in track.ways.get(ways.clone()).unwrap_or(&[]) {
                let passing = |flex, extra| Passing {
                    rows: way.rows.clone(),
                    state: draft.state,
                    flex,
                    cost: way.cost + extra,
                };
                self.go_on(draft, passing(Length::ZERO, 0), &mut departure, arrivals);
                let first = track.rows.get(way.rows.start);
                let flex = first.map_or(Length::ZERO, |row| row.flex);
                if flex > Length::ZERO && !draft.state.is_empty {
                    self.go_on(draft, passing(flex, cost::FLEX), &mut departure, arrivals);
                }
            }
        }
        self.spare.extend(open.into_iter().map(|draft| draft.ways));
    }

    /// Passes rows with a draft: ends its page wherever that can be done, and goes on below.
    fn go_on(
        &mut self,
        draft: &Draft,
        passing: Passing,
        departure: &mut Departure<'_>,
        arrivals: &mut Arrivals,
    ) {
        let left = arrivals.limit - departure.least - passing.cost;
        let Some(shortest) = cost::shortest_within(left) else {
            return;
        };
        let page = OpenPage {
            shortest,
            ..open_page(self.stock, draft.origin, passing.state.owed)
        };
        let below = text(&page, &passing, |mut filled| {
            filled.cost += passing.cost;
            arrivals.over(&filled, departure);
            true
        });
        if let Some(y) = below {
            let state = State {
                y,
                is_empty: false,
                ..passing.state
            };
            self.keep(state, draft, passing.cost, arrivals.limit);
        }
    }

    /// Keeps a draft at the next border, with the one that is there in the same state.
    fn keep(&mut self, state: State, draft: &Draft, cost: i64, limit: i64) {
        let dearer = |(side, arrival): &(_, Arrival)| {
            let cost = arrival.cost + cost;
            (cost <= limit).then_some((*side, Arrival { cost, ..*arrival }))
        };
        match self.open.binary_search_by_key(&state, |own| own.state) {
            Ok(at) => {
                if let Some(own) = self.open.get_mut(at) {
                    for (side, arrival) in draft.ways.iter().filter_map(dearer) {
                        keep_better(&mut own.ways, side, arrival);
                    }
                }
            }
            Err(at) => {
                let mut ways = self.spare.pop().unwrap_or_default();
                ways.clear();
                ways.extend(draft.ways.iter().filter_map(dearer));
                if ways.is_empty() {
                    self.spare.push(ways);
                    return;
                }
                let origin = draft.origin;
                self.open.insert(
                    at,
                    Draft {
                        state,
                        origin,
                        ways,
                    },
                );
            }
        }
    }
}

fn open_page<'s>(stock: &'s Stock<'s>, origin: Origin, owed: Owed) -> OpenPage<'s> {
    OpenPage::new(stock, Origin { owed, ..origin }, Care::Usual)
}

/// Sets rows below the text of a page, with every page that ends among them; where the text ends, if
/// the page goes on. Stops where `found` says so.
fn text(
    page: &OpenPage<'_>,
    passing: &Passing,
    mut found: impl FnMut(Filled) -> bool,
) -> Option<Length> {
    let mut y = passing.state.y + passing.flex;
    if let Some(below) = page.passes(passing.rows.clone(), y, passing.state.is_empty) {
        return Some(below);
    }
    for at in passing.rows.clone() {
        let is_first = passing.state.is_empty && at == passing.rows.start;
        let end = page.set(at, y, is_first)?;
        y = end.y;
        let pending = page.pending(end.next);
        if !page.pages_at(end, pending).all(&mut found) || page.is_full(end, pending) {
            return None;
        }
    }
    Some(y)
}

/// Whether a sound page that is nearly full begins at an origin, as far as the first way through each
/// segment shows.
fn has_page(stock: &Stock<'_>, origin: Origin) -> bool {
    let track = stock.track;
    let page = open_page(stock, origin, origin.owed);
    let Some(first) = track.rows.get(origin.row) else {
        return false;
    };
    let own = track.ways.get(first.way).map_or(0, |way| way.rows.end);
    let mut passing = Passing {
        rows: origin.row..own,
        state: State {
            owed: origin.owed,
            is_empty: true,
            y: Length::ZERO,
        },
        flex: Length::ZERO,
        cost: 0,
    };
    let mut is_found = false;
    for segment in first.segment + 1.. {
        let below = text(&page, &passing, |_| {
            is_found = true;
            false
        });
        let ways = track.segments.get(segment);
        let (Some(y), Some(way)) = (below, ways.and_then(|ways| track.ways.get(ways.start))) else {
            return is_found;
        };
        passing.rows = way.rows.clone();
        passing.state.y = y;
        passing.state.is_empty = false;
    }
    is_found
}

/// How far pages reach at most.
#[derive(Debug)]
struct Reach {
    /// The least height of all segments before each.
    least: Vec<Length>,
    /// The segment of the first row after the call of each float.
    floats: Vec<usize>,
}

impl Reach {
    fn of(stock: &Stock<'_>) -> Reach {
        let track = stock.track;
        let mut least = Vec::with_capacity(track.segments.len() + 1);
        let mut sum = Length::ZERO;
        least.push(sum);
        for ways in &track.segments {
            let ways = track.ways.get(ways.clone()).unwrap_or(&[]);
            let heights = ways.iter().map(|way| height(track, way.rows.clone()));
            sum += heights.min().unwrap_or(Length::ZERO);
            least.push(sum);
        }
        let floats = (0..track.floats.len()).map(|float| {
            let row = track.rows.partition_point(|row| row.floats <= float);
            let row = track.rows.get(row);
            row.map_or(track.segments.len(), |row| row.segment)
        });
        Reach {
            least,
            floats: floats.collect(),
        }
    }

    /// Whether a page that begins at an origin may have floats, or must wait for some.
    fn has_floats(&self, stock: &Stock<'_>, origin: Origin) -> bool {
        let track = stock.track;
        if origin.floats < track.floats_before(origin.row) {
            return true;
        }
        let Some(called) = self.floats.get(origin.floats) else {
            return false;
        };
        let own = track.rows.get(origin.row).map(|row| row.segment);
        let own = own.unwrap_or(track.segments.len());
        // A page that is full at the border before the last segment does not reach the call.
        let from = self.least.get(own + 1);
        let until = called.checked_sub(1).and_then(|last| self.least.get(last));
        let (Some(from), Some(until)) = (from, until) else {
            return true;
        };
        *until - *from <= stock.frame.height + stock.frame.grid
    }
}

/// The height of rows wherever they stand.
fn height(track: &Track<'_>, rows: Range<usize>) -> Length {
    let rows = track.rows.get(rows).unwrap_or(&[]);
    rows.iter().map(|row| row.space + row.strip.height).sum()
}
