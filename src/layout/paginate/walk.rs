//! The walk over everything that can stand on a page. All ways to fill it are walked together: at the
//! border of two segments only the heights matter that the page can have there, each with the least
//! cost. Wherever the page may end, `judge` says what it is worth; what the facing page asks for is
//! added later ([`super::cost::of_level`]).

use crate::length::Length;

use super::cost;
use super::fill::{Filled, Floats, Origin, Passage, Stock, next_top};
use super::judge::lines_of_text;
use super::notes::Owed;

/// More floats than this do not stand on one page.
const MOST_FLOATS: usize = 4;
/// More floats than this do not stand at the foot of one page.
const MOST_AT_FOOT: usize = 2;

/// Room for the passages and pages of most walks: there are many of them, and lists that grow are copied.
const USUAL_PASSAGES: usize = 256;
const USUAL_PAGES: usize = 64;

/// Which pages a walk looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Care {
    /// Those that end where a page may end and are nearly full.
    Usual,
    /// All.
    Utmost,
}

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

/// A place where the page may end: the next row, and the height above it.
#[derive(Clone, Copy, Debug)]
pub(super) struct End {
    pub next: usize,
    pub y: Length,
    /// The last row.
    pub last: Option<usize>,
}

pub(super) struct Walk<'w> {
    pub stock: &'w Stock<'w>,
    pub origin: Origin,
    pub care: Care,
    pub floats: Floats,
    /// The height of the floats at the foot with the white space above them.
    pub at_foot: Length,
    /// The height of all floats of the page.
    pub floating: Length,
    /// Where the text begins.
    pub top: Length,
    /// The last row that was walked, for the floats that are called up to it.
    pub furthest: usize,
    pub sound: Vec<Filled>,
    pub faulty: Option<Filled>,
    pub passages: Vec<Passage>,
}

impl<'w> Walk<'w> {
    pub fn new(stock: &'w Stock<'w>, origin: Origin, care: Care) -> Walk<'w> {
        Walk {
            stock,
            origin,
            care,
            floats: Floats::default(),
            at_foot: Length::ZERO,
            floating: Length::ZERO,
            top: Length::ZERO,
            furthest: origin.row,
            sound: Vec::with_capacity(USUAL_PAGES),
            faulty: None,
            passages: Vec::with_capacity(USUAL_PASSAGES),
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
        let called = self.stock.track.floats_before(self.furthest);
        called.saturating_sub(self.origin.floats)
    }

    fn with(&mut self, floats: Floats) {
        let (stock, origin) = (self.stock, self.origin);
        let head = match floats.head {
            0 => Length::ZERO,
            count => stock.floats_top(origin.floats) + stock.floats_height(origin.floats, count),
        };
        let foot = stock.floats_height(origin.floats + floats.head, floats.foot);
        let gap = |count: usize| stock.frame.float_gap * i64::from(count > 0);
        self.floats = floats;
        self.at_foot = foot + gap(floats.foot);
        self.floating = head + foot;
        if head + gap(floats.head) + self.at_foot > stock.frame.height {
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
        let is_something = self.floats.head > 0 || !self.origin.owed.is_nothing();
        if is_something && self.floats.foot == 0 {
            let end = End {
                next: self.origin.row,
                y: head,
                last: None,
            };
            self.end(end, self.pending(end.next), 0, None);
        }
    }

    /// Walks the segments while the page has room.
    fn text(&mut self, y: Length) {
        self.top = y;
        let track = self.stock.track;
        let Some(first) = track.rows.get(self.origin.row) else {
            return;
        };
        let state = State {
            y,
            cost: 0,
            passage: None,
        };
        let mut segment = first.segment;
        let mut states = Vec::new();
        match track.segment_at(self.origin.row) {
            Some(_) => self.segment(segment, &[state], &mut states),
            // The page begins inside a way, which was chosen on the page before.
            None => self.way(first.way, self.origin.row, state, &mut states),
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
        let Some(ways) = self.stock.track.segments.get(segment) else {
            return;
        };
        for way in ways.clone() {
            let Some(own) = self.stock.track.ways.get(way) else {
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
            .stock
            .track
            .rows
            .get(from)
            .map_or(Length::ZERO, |row| row.flex);
        if flex > Length::ZERO && from != self.origin.row {
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
        let track = self.stock.track;
        let Some(rows) = track.ways.get(way).map(|way| from..way.rows.end) else {
            return;
        };
        let stretch = Stretch {
            above: state.passage,
            from,
            is_stretched: flex > Length::ZERO,
            cost: state.cost,
        };
        let mut y = state.y;
        for at in rows.clone() {
            let Some(row) = track.rows.get(at) else {
                return;
            };
            let is_before_its_floats =
                row.strip.keeps_order && row.floats > self.origin.floats + self.floats.head;
            if is_before_its_floats {
                return;
            }
            let above = if at == from { y + flex } else { y };
            let is_first = at == self.origin.row;
            y = next_top(above, row, is_first, self.stock.frame.grid) + row.strip.height;
            let is_last = at + 1 == rows.end;
            let end = End {
                next: if is_last {
                    track.first_row(row.segment + 1)
                } else {
                    at + 1
                },
                y,
                last: Some(at),
            };
            self.furthest = self.furthest.max(end.next);
            let pending = self.pending(end.next);
            self.end(end, pending, stretch.cost, Some(stretch));
            if self.is_full(end, pending) {
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

    fn pending(&self, next: usize) -> Owed {
        let called = self.stock.track.notes_before(next);
        Owed {
            until: self.origin.owed.until.max(called),
            ..self.origin.owed
        }
    }

    /// Whether no page goes on below.
    fn is_full(&self, end: End, pending: Owed) -> bool {
        let frame = self.stock.frame;
        let notes = match pending.is_nothing() {
            true => Length::ZERO,
            false => frame.note_gap + self.stock.notes.least(pending),
        };
        end.y + self.at_foot + notes > frame.height + frame.grid
    }

    /// Considers a page that ends here, at each of its heights.
    fn end(&mut self, end: End, pending: Owed, cost: i64, stretch: Option<Stretch>) {
        let stock = self.stock;
        let (frame, track) = (stock.frame, stock.track);
        let is_legal = end.next == self.origin.row
            || track
                .rows
                .get(end.next)
                .is_none_or(|row| row.break_before.is_some());
        let bottom = end.y + stock.repeat_height(stock.foot(end.last, end.next));
        if self.care == Care::Usual {
            let notes = match pending.is_nothing() {
                true => Length::ZERO,
                false => frame.note_gap + stock.notes.most(pending),
            };
            let is_short =
                frame.height - bottom - self.at_foot - notes > frame.grid * cost::SHORTEST;
            if !is_legal || (is_short && end.next < track.rows.len()) {
                return;
            }
        }
        let is_text_alone = pending.is_nothing() && self.floats.foot == 0;
        let heights = if self.origin == Origin::default() {
            0..=0
        } else if is_text_alone {
            let own = lines_of_text(bottom - frame.height, frame.grid);
            own..=own
        } else {
            -1..=1
        };
        let mut passage = None;
        for lines in heights {
            let height = frame.height + frame.grid * lines;
            let Some(mut filled) = self.at_height(end, bottom, height, pending, is_legal) else {
                continue;
            };
            filled.cost += cost;
            if let (None, Some(stretch), Some(last)) = (passage, stretch, end.last) {
                passage = self.keep(stretch, last + 1);
            }
            filled.passage = passage;
            self.take(filled);
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
