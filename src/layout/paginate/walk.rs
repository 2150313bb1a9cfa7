//! The walk over everything that can stand on a page. All ways to fill it are walked together: at the
//! border of two segments only the heights matter that the page can have there, each with the least
//! cost. Wherever the page may end, `judge` says what it is worth; what the facing page asks for is
//! added later ([`super::cost::of_level`]).

use crate::length::Length;

use super::PageFault;
use super::cost;
use super::fill::{Filled, Floats, Origin, Passage, Stock};
use super::judge::{Care, End, OpenPage};
use super::notes::Owed;

/// More floats than this do not stand on one page.
const MOST_FLOATS: usize = 4;
/// More floats than this do not stand at the foot of one page.
const MOST_AT_FOOT: usize = 2;

/// The height of a page down to the border of two segments, and the least cost for it.
#[derive(Clone, Copy, Debug)]
struct State {
    y: Length,
    cost: i64,
    passage: Option<usize>,
}

/// A passage while it is walked.
#[derive(Clone, Copy, Debug)]
struct Stretch {
    above: Option<usize>,
    from: usize,
    is_stretched: bool,
    /// What the page costs with it.
    cost: i64,
}

pub(super) struct Walk<'w> {
    pub page: OpenPage<'w>,
    /// The last row that was walked, for the floats that are called up to it.
    furthest: usize,
    pub sound: Vec<Filled>,
    pub faulty: Option<Filled>,
    pub passages: Vec<Passage>,
}

impl<'w> Walk<'w> {
    pub fn new(stock: &'w Stock<'w>, origin: Origin, care: Care) -> Walk<'w> {
        Walk {
            page: OpenPage::new(stock, origin, care),
            furthest: origin.row,
            sound: Vec::new(),
            faulty: None,
            passages: Vec::new(),
        }
    }

    /// Walks the page with every number of floats that it can have.
    pub fn all(&mut self) {
        self.with(Floats::default());
        let mut count = 1;
        // With more floats at the head the text may go on to where yet more are called.
        while count <= self.callable().min(MOST_FLOATS) {
            for foot in 0..=count.min(MOST_AT_FOOT) {
                self.with(Floats {
                    head: count - foot,
                    foot,
                });
            }
            count += 1;
        }
    }

    /// How many floats are called up to the furthest row that was walked, and do not stand yet.
    fn callable(&self) -> usize {
        let called = self.page.stock.track.floats_before(self.furthest);
        called.saturating_sub(self.page.origin.floats)
    }

    fn with(&mut self, floats: Floats) {
        let (stock, origin) = (self.page.stock, self.page.origin);
        let head = match floats.head {
            0 => Length::ZERO,
            count => stock.floats_top(origin.floats) + stock.floats_height(origin.floats, count),
        };
        let foot = stock.floats_height(origin.floats + floats.head, floats.foot);
        let gap = |count: usize| stock.frame.float_gap * i64::from(count > 0);
        self.page.floats = floats;
        self.page.at_foot = foot + gap(floats.foot);
        self.page.floating = head + foot;
        if head + gap(floats.head) + self.page.at_foot > stock.frame.height {
            // One that is as high as the page stands alone on it.
            if floats != (Floats { head: 1, foot: 0 }) {
                return;
            }
        }
        // What opens a division stands above all else.
        if origin == Origin::default() && floats.head > stock.track.floats_before(0) {
            return;
        }
        if floats.head > 0
            && !stock
                .track
                .may_stand_above(origin.floats + floats.head, origin.row)
        {
            return;
        }
        self.without_text(head);
        let y = match floats.head {
            0 => stock.repeat_height(stock.head(origin.row)),
            _ => {
                (head + gap(floats.head)).round_up_to(stock.frame.grid)
                    + stock.repeat_height(stock.head(origin.row))
            }
        };
        self.text(y);
    }

    /// A page of notes or floats alone.
    fn without_text(&mut self, head: Length) {
        let is_something = self.page.floats.head > 0 || !self.page.origin.owed.is_nothing();
        if is_something && self.page.floats.foot == 0 {
            let end = End {
                next: self.page.origin.row,
                y: head,
                last: None,
            };
            self.end(end, self.page.pending(end.next), 0, None);
        }
    }

    /// Walks the segments while the page has room.
    fn text(&mut self, y: Length) {
        self.page.top = y;
        let track = self.page.stock.track;
        let Some(first) = track.rows.get(self.page.origin.row) else {
            return;
        };
        let state = State {
            y,
            cost: 0,
            passage: None,
        };
        let mut segment = first.segment;
        let mut states = Vec::new();
        match track.segment_at(self.page.origin.row) {
            Some(_) => self.segment(segment, &[state], &mut states),
            // The page begins inside a way, which was chosen on the page before.
            None => self.way(first.way, self.page.origin.row, state, &mut states),
        }
        let mut next = Vec::new();
        while !states.is_empty() {
            segment += 1;
            if segment >= track.segments.len() {
                break;
            }
            self.segment(segment, &states, &mut next);
            states.clear();
            std::mem::swap(&mut states, &mut next);
        }
    }

    /// Walks a segment on all its ways from all heights above it.
    fn segment(&mut self, segment: usize, states: &[State], next: &mut Vec<State>) {
        let Some(ways) = self.page.stock.track.segments.get(segment) else {
            return;
        };
        for way in ways.clone() {
            let Some(own) = self.page.stock.track.ways.get(way) else {
                continue;
            };
            let (from, cost) = (own.rows.start, own.cost);
            for state in states {
                let state = State {
                    cost: state.cost + cost,
                    ..*state
                };
                self.way(way, from, state, next);
            }
        }
    }

    /// Walks a way from a row on, as it is and with the white space above it stretched.
    fn way(&mut self, way: usize, from: usize, state: State, next: &mut Vec<State>) {
        self.passage(way, from, state, Length::ZERO, next);
        let flex = self
            .page
            .stock
            .track
            .rows
            .get(from)
            .map_or(Length::ZERO, |row| row.flex);
        if flex > Length::ZERO && state.passage.is_some() {
            let state = State {
                cost: state.cost + cost::FLEX,
                ..state
            };
            self.passage(way, from, state, flex, next);
        }
    }

    fn passage(
        &mut self,
        way: usize,
        from: usize,
        state: State,
        flex: Length,
        next: &mut Vec<State>,
    ) {
        let track = self.page.stock.track;
        let Some(rows) = track.ways.get(way).map(|way| from..way.rows.end) else {
            return;
        };
        let stretch = Stretch {
            above: state.passage,
            from,
            is_stretched: flex > Length::ZERO,
            cost: state.cost,
        };
        let is_first = stretch.above.is_none();
        if let Some(y) = self.page.passes(rows.clone(), state.y + flex, is_first) {
            let next_row = track.next_after(rows.end.saturating_sub(1));
            self.furthest = self.furthest.max(next_row);
            let passage = self.keep(stretch, rows.end);
            let cost = stretch.cost;
            insert(next, State { y, cost, passage });
            return;
        }
        let mut y = state.y;
        for at in rows.clone() {
            let Some(row) = track.rows.get(at) else {
                return;
            };
            let is_before_its_floats = row.strip.keeps_order
                && row.floats > self.page.origin.floats + self.page.floats.head;
            if is_before_its_floats {
                return;
            }
            let above = if at == from { y + flex } else { y };
            let is_first = at == from && stretch.above.is_none();
            let Some(end) = self.page.set(at, above, is_first) else {
                return;
            };
            y = end.y;
            self.furthest = self.furthest.max(end.next);
            let pending = self.page.pending(end.next);
            self.end(end, pending, stretch.cost, Some(stretch));
            if self.page.is_full(end, pending) {
                return;
            }
        }
        let passage = self.keep(stretch, rows.end);
        insert(
            next,
            State {
                y,
                cost: stretch.cost,
                passage,
            },
        );
    }

    fn keep(&mut self, stretch: Stretch, until: usize) -> Option<usize> {
        self.passages.push(Passage {
            above: stretch.above,
            from: stretch.from,
            until,
            is_stretched: stretch.is_stretched,
        });
        Some(self.passages.len() - 1)
    }

    /// Considers a page that ends here, at each of its heights.
    fn end(&mut self, end: End, pending: Owed, cost: i64, stretch: Option<Stretch>) {
        let page = self.page;
        let mut passage = None;
        for mut filled in page.pages_at(end, pending) {
            filled.cost += cost;
            if let (None, Some(stretch), Some(last)) = (passage, stretch, end.last) {
                passage = self.keep(stretch, last + 1);
            }
            filled.passage = passage;
            self.take(filled);
        }
    }

    /// Keeps a sound page, and of the others the one with the least fault.
    fn take(&mut self, filled: Filled) {
        let Some(fault) = filled.fault else {
            self.sound.push(filled);
            return;
        };
        let runs_long = |own: &Filled| (-own.short).max(Length::ZERO);
        // Notes are late by as few rows as can be; what is parted is parted furthest down.
        let merit = |own: &Filled| match fault {
            PageFault::LateNotes => (Length::ZERO, own.next.row, own.cost),
            PageFault::Parted => (runs_long(own), usize::MAX - own.next.row, own.cost),
            PageFault::Overfull => (runs_long(own), 0, own.cost),
        };
        let is_better = |best: &Filled| match Some(fault).cmp(&best.fault) {
            std::cmp::Ordering::Less => true,
            std::cmp::Ordering::Greater => false,
            std::cmp::Ordering::Equal => merit(&filled) < merit(best),
        };
        if self.faulty.as_ref().is_none_or(is_better) {
            self.faulty = Some(filled);
        }
    }
}

/// Keeps the cheapest way to each height.
fn insert(states: &mut Vec<State>, state: State) {
    match states.iter_mut().find(|own| own.y == state.y) {
        Some(own) if own.cost > state.cost => *own = state,
        Some(_) => {}
        None => states.push(state),
    }
}
