//! What a page is worth that ends at a place of the walk: its height, what is wrong with it, its cost.

use crate::length::Length;

use super::PageFault;
use super::cost;
use super::fill::{Filled, Origin};
use super::notes::Owed;
use super::walk::{Care, End, Walk};

impl Walk<'_> {
    /// The page that ends here, at one of its heights; `None` where that is not its height.
    pub fn at_height(
        &self,
        end: End,
        bottom: Length,
        height: Length,
        pending: Owed,
        is_legal: bool,
    ) -> Option<Filled> {
        let stock = self.stock;
        let frame = stock.frame;
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

    /// Keeps a sound page, and of the others the one with the least fault.
    pub fn take(&mut self, filled: Filled) {
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
