//! A page while it is filled, and what it is worth where it may end: its height, what is wrong with
//! it, its cost.

use std::ops::{Range, RangeInclusive};

use crate::length::Length;

use super::PageFault;
use super::cost;
use super::fill::{Filled, Floats, Origin, Stock, next_top};
use super::notes::Owed;

/// Which pages are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Care {
    /// Those that end where a page may end and are nearly full.
    Usual,
    /// All.
    Utmost,
}

/// A place where the page may end: the next row, and the height above it.
#[derive(Clone, Copy, Debug)]
pub(super) struct End {
    pub next: usize,
    pub y: Length,
    /// The last row.
    pub last: Option<usize>,
}

/// An end that is worth a thought, and the heights that a page can have there, in lines more than the
/// text block has.
struct Considered {
    end: End,
    /// Where the text ends, with what is repeated below it.
    bottom: Length,
    pending: Owed,
    is_legal: bool,
    heights: RangeInclusive<i64>,
}

/// A page while it is filled: where it began, and what stands on it beside its text.
#[derive(Clone, Copy, Debug)]
pub(super) struct OpenPage<'w> {
    pub stock: &'w Stock<'w>,
    pub origin: Origin,
    pub care: Care,
    /// A page that lacks more lines than this, and is not the last, is not considered.
    pub shortest: i64,
    pub floats: Floats,
    /// The height of the floats at the foot with the white space above them.
    pub at_foot: Length,
    /// The height of all floats of the page.
    pub floating: Length,
    /// Where the text begins.
    pub top: Length,
}

impl<'w> OpenPage<'w> {
    pub fn new(stock: &'w Stock<'w>, origin: Origin, care: Care) -> OpenPage<'w> {
        OpenPage {
            stock,
            origin,
            care,
            shortest: cost::SHORTEST,
            floats: Floats::default(),
            at_foot: Length::ZERO,
            floating: Length::ZERO,
            top: Length::ZERO,
        }
    }

    /// The notes that the page owes before a row.
    pub fn pending(&self, next: usize) -> Owed {
        let called = self.stock.track.notes_before(next);
        Owed {
            until: self.origin.owed.until.max(called),
            ..self.origin.owed
        }
    }

    /// Whether no page goes on below.
    pub fn is_full(&self, end: End, pending: Owed) -> bool {
        let frame = self.stock.frame;
        let notes = match pending.is_nothing() {
            true => Length::ZERO,
            false => frame.note_gap + self.stock.notes.least(pending),
        };
        end.y + self.at_foot + notes > frame.height + frame.grid
    }

    /// Sets a row below `y`: where the page may end then. White space above its first row vanishes.
    pub fn set(&self, at: usize, y: Length, is_first: bool) -> Option<End> {
        let (track, grid) = (self.stock.track, self.stock.frame.grid);
        let row = track.rows.get(at)?;
        Some(End {
            next: track.next_after(at),
            y: next_top(y, row, is_first, grid) + row.strip.height,
            last: Some(at),
        })
    }

    /// Sets rows that a page passes without a thought: where its text then ends, or `None` where it may
    /// end among them. Text ends far above the foot in most ways that are tried, and there heights are
    /// all that counts. It spares the search a tenth of its time.
    pub fn passes(&self, rows: Range<usize>, y: Length, is_first: bool) -> Option<Length> {
        let (stock, frame) = (self.stock, self.stock.frame);
        let last = rows.end.checked_sub(1)?;
        let next = stock.track.next_after(last);
        if self.care == Care::Utmost || next >= stock.track.rows.len() {
            return None;
        }
        let mut is_first = is_first;
        let mut below = y;
        for row in stock.track.rows.get(rows)? {
            if row.strip.foot.is_some() || row.strip.keeps_order {
                return None;
            }
            below = next_top(below, row, is_first, frame.grid) + row.strip.height;
            is_first = false;
        }
        self.is_short(below, self.pending(next)).then_some(below)
    }

    /// Whether a page whose text ends there is too short to be thought of, whatever notes it sets.
    fn is_short(&self, bottom: Length, pending: Owed) -> bool {
        let frame = self.stock.frame;
        let notes = match pending.is_nothing() {
            true => Length::ZERO,
            false => frame.note_gap + self.stock.notes.most(pending),
        };
        frame.height - bottom - self.at_foot - notes > frame.grid * self.shortest
    }

    /// The pages that end here, at each height that is theirs.
    pub fn pages_at(&self, end: End, pending: Owed) -> impl Iterator<Item = Filled> {
        let considered = self.consider(end, pending).into_iter();
        considered.flat_map(move |own| {
            let heights = own.heights.clone();
            heights.filter_map(move |lines| self.at_height(&own, lines))
        })
    }

    /// What is to be thought of a page that ends here; `None` where it is not worth a thought.
    fn consider(&self, end: End, pending: Owed) -> Option<Considered> {
        let stock = self.stock;
        let (frame, track) = (stock.frame, stock.track);
        let is_legal = end.next == self.origin.row
            || track
                .rows
                .get(end.next)
                .is_none_or(|row| row.break_before.is_some());
        let bottom = end.y + stock.repeat_height(stock.foot(end.last, end.next));
        if self.care == Care::Usual {
            let is_short = || self.is_short(bottom, pending);
            if !is_legal || (end.next < track.rows.len() && is_short()) {
                return None;
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
        Some(Considered {
            end,
            bottom,
            pending,
            is_legal,
            heights,
        })
    }

    /// The page that ends there, at one of its heights; `None` where that is not its height.
    fn at_height(&self, considered: &Considered, lines: i64) -> Option<Filled> {
        let stock = self.stock;
        let frame = stock.frame;
        let height = frame.height + frame.grid * lines;
        let Considered {
            end,
            bottom,
            pending,
            is_legal,
            ..
        } = *considered;
        let body = bottom + self.at_foot;
        let alone = end.last.is_none() && self.floats.head == 0;
        let placed = stock
            .notes
            .place(pending, height - body - frame.note_gap, alone);
        if alone && placed.owed == self.origin.owed {
            return None;
        }
        let has_notes = placed.height > Length::ZERO;
        let used = match has_notes {
            true => body + frame.note_gap + placed.height,
            false => body,
        };
        // What stands at the foot ends where the page ends; text alone ends where it ends.
        let reaches_foot = has_notes || self.floats.foot > 0;
        let lowest = self.origin == Origin::default() || height > frame.height;
        let level = match reaches_foot {
            true if used > height && !lowest => return None,
            true => height - frame.height,
            false => {
                let level = used - frame.height;
                let own = frame.grid * lines_of_text(level, frame.grid);
                let is_own = self.origin == Origin::default() || own == height - frame.height;
                if !is_own {
                    return None;
                }
                level
            }
        };
        let slack = match reaches_foot {
            true => (height - used).max(Length::ZERO),
            false => Length::ZERO,
        };
        let next = Origin {
            row: end.next,
            owed: placed.owed,
            floats: self.origin.floats + self.floats.head + self.floats.foot,
        };
        let is_end = next.row >= stock.track.rows.len()
            && next.owed.is_nothing()
            && next.floats >= stock.track.floats.len();
        let called = stock.track.floats_before(end.next);
        if next.floats > called {
            return None;
        }
        let fault = match (used > height, is_legal, placed.is_late) {
            (true, _, _) => Some(PageFault::Overfull),
            (false, false, _) => Some(PageFault::Parted),
            (false, true, true) => Some(PageFault::LateNotes),
            (false, true, false) => None,
        };
        // A walk with the usual care counts for its sound pages alone.
        if fault.is_some() && self.care == Care::Usual {
            return None;
        }
        let mut filled = Filled {
            next,
            is_end,
            floats: self.floats,
            level,
            height,
            notes_height: placed.height,
            bottom,
            short: frame.height - used,
            cost: 0,
            fault,
            passage: None,
        };
        filled.cost = self.cost(&filled, end, slack);
        Some(filled)
    }

    /// What a page costs without what the facing page asks for.
    fn cost(&self, filled: &Filled, end: End, slack: Length) -> i64 {
        let (track, frame) = (self.stock.track, self.stock.frame);
        let mut cost = match filled.is_end {
            true => 0,
            false => cost::of_slack(slack, frame.grid),
        };
        cost += match filled.fault {
            None => 0,
            Some(PageFault::LateNotes) => cost::LATE_NOTES,
            Some(PageFault::Parted) => cost::PARTED,
            Some(PageFault::Overfull) => cost::OVERFULL,
        };
        if !filled.next.owed.is_nothing() {
            cost += cost::SPLIT_NOTE;
        }
        if end.last.is_some() {
            let penalty = track
                .rows
                .get(end.next)
                .and_then(|row| row.break_before)
                .unwrap_or(0);
            cost += cost::of_penalty(penalty);
        }
        let floats = |count: usize| i64::try_from(count).unwrap_or(0);
        cost += floats(self.floats.foot) * cost::AT_FOOT;
        let called = track.floats_before(end.next);
        cost += floats(called.saturating_sub(filled.next.floats)) * cost::DELAYED;
        let fewest = frame.grid * cost::FEWEST_LINES;
        let is_first = self.origin.row == 0;
        let text = match end.last {
            Some(_) => filled.bottom - self.top,
            None => Length::ZERO,
        };
        if !is_first && text + self.floating + filled.notes_height < fewest {
            cost += cost::LOST_PAGE;
        } else if !is_first && end.last.is_some() && text < fewest {
            cost += cost::FEW_LINES;
        } else if end.last.is_none() && self.floats.head > 0 && !filled.is_end {
            cost += cost::FLOATS_ALONE;
        }
        cost
    }
}

/// How many lines a page is longer than the text block where text alone ends so far below its foot.
pub(super) fn lines_of_text(level: Length, grid: Length) -> i64 {
    if level > Length::ZERO {
        1
    } else if level > -grid {
        0
    } else {
        -1
    }
}
