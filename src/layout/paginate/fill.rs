//! One page: whether rows from a start up to an end fit with their notes, and what the page costs.

use crate::document::NoteId;
use crate::length::Length;

use super::super::flow::Strip;
use super::{
    FEWEST_LINES, GalleyView, LATE_NOTES, LOST_PAGE, NotePart, OVERFULL, Owed, PARTED,
    PENALTY_SHARE, PageFault, PageFrame, PagePlan, Row, SHORT_LINE, SPLIT_NOTE, Start,
};

/// What pages are filled from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Page<'p> {
    pub rows: &'p [Row<'p>],
    pub galley: GalleyView<'p>,
    pub frame: &'p PageFrame,
}

/// What is wrong with a page that is only taken where there is no other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fault {
    /// A note begins after its mark's page.
    LateNotes,
    /// It parts what belongs together, because that is higher than a page.
    Parted,
    /// It is higher than the text block.
    Overfull,
}

/// A page from a start up to, not including, the row of the next start.
#[derive(Clone, Copy, Debug)]
pub(super) struct Filled {
    pub next: Start,
    pub cost: i64,
    /// What it lacks of the full height.
    pub short: Length,
    /// What is wrong with it.
    pub fault: Option<Fault>,
    /// The rows of the galley.
    rows: usize,
    notes_height: Length,
}

impl Filled {
    /// Whether nothing is left after it.
    pub fn is_end(&self) -> bool {
        self.next.row >= self.rows && self.next.owed.is_nothing()
    }

    /// The plan of the page.
    pub fn plan(&self, page: &Page<'_>, start: Start) -> PagePlan {
        let (tops, bottom) = page.tops(start.row, self.next.row.max(start.row));
        let foot = page
            .foot(start.row, self.next.row)
            .map(|foot| (foot, bottom));
        let notes_top = page.frame.height - self.notes_height;
        let body_and_gap = bottom + page.frame.note_gap;
        PagePlan {
            strips: tops,
            head: page.head(start.row, self.next.row),
            foot,
            notes: note_parts(page, start.owed, self.next.owed),
            notes_top: match self.fault {
                Some(Fault::Overfull) => notes_top.max(body_and_gap),
                Some(Fault::LateNotes | Fault::Parted) | None => notes_top,
            },
            short: self.short,
            fault: self.fault.map(|fault| match fault {
                Fault::Overfull => PageFault::Overfull,
                Fault::LateNotes => PageFault::LateNotes,
                Fault::Parted => PageFault::Parted,
            }),
        }
    }
}

impl Page<'_> {
    /// What is repeated above the first row. A division's own first page repeats nothing.
    fn head(&self, first: usize, last: usize) -> Option<usize> {
        if first == 0 || first >= last {
            None
        } else {
            self.rows.get(first)?.strip.head
        }
    }

    /// What is repeated below the last row before another page.
    fn foot(&self, first: usize, last: usize) -> Option<usize> {
        if last >= self.rows.len() || first >= last {
            return None;
        }
        self.rows.get(last.checked_sub(1)?)?.strip.foot
    }

    fn repeat_height(&self, repeat: Option<usize>) -> Length {
        let strip = repeat.and_then(|at| self.galley.repeats.get(at));
        strip.map_or(Length::ZERO, |strip| strip.height)
    }

    /// The tops of the rows as items, and the bottom of the last. White space at the top vanishes.
    fn tops(&self, first: usize, last: usize) -> (Vec<(usize, Length)>, Length) {
        let mut tops = Vec::with_capacity(last - first);
        let mut y = self.repeat_height(self.head(first, last));
        for (at, row) in self.rows.iter().enumerate().take(last).skip(first) {
            let top = next_top(y, row, at == first, self.frame.grid);
            tops.push((row.item, top));
            y = top + row.strip.height;
        }
        (tops, y)
    }

    /// The body of a page that has no rows yet.
    pub fn begin(&self, start: Start) -> Body {
        let head = self.repeat_height(self.head(start.row, start.row + 1));
        Body {
            first: start.row,
            last: start.row,
            y: head,
            until: start.owed.until,
        }
    }

    /// The body with one more row.
    pub fn extend(&self, body: Body) -> Body {
        let Some(row) = self.rows.get(body.last) else {
            return body;
        };
        let top = next_top(body.y, row, body.last == body.first, self.frame.grid);
        let called = row.strip.notes.iter().map(|note| note.0 as usize + 1).max();
        Body {
            last: body.last + 1,
            y: top + row.strip.height,
            until: body.until.max(called.unwrap_or(0)),
            ..body
        }
    }

    /// The bottom of a body before another page.
    pub fn bottom(&self, body: Body) -> Length {
        if body.first == body.last {
            return Length::ZERO;
        }
        body.y + self.repeat_height(self.foot(body.first, body.last))
    }
}

/// The rows of a page while they are gathered.
#[derive(Clone, Copy, Debug)]
pub(super) struct Body {
    pub first: usize,
    /// The row after the last.
    pub last: usize,
    y: Length,
    /// The note after the last that is called up to here.
    until: usize,
}

/// The top of a row below `y`.
fn next_top(y: Length, row: &Row<'_>, is_first: bool, grid: Length) -> Length {
    let below = if is_first { y } else { y + row.space };
    if row.strip.on_grid {
        below.round_up_to(grid)
    } else {
        below
    }
}

/// Fills a page with a body and with the notes that it owes and calls. `None` for a page on which
/// nothing would stand.
pub(super) fn fill(page: &Page<'_>, start: Start, body: Body, is_legal: bool) -> Option<Filled> {
    let frame = page.frame;
    let bottom = page.bottom(body);
    let pending = Owed {
        until: body.until,
        ..start.owed
    };
    let room = frame.height - bottom - frame.note_gap;
    let placed = place_notes(page, pending, room, body.first == body.last);
    if body.first == body.last && placed.owed == start.owed {
        return None;
    }
    let used = if placed.height > Length::ZERO {
        bottom + frame.note_gap + placed.height
    } else {
        bottom
    };
    let mut filled = Filled {
        next: Start {
            row: body.last,
            owed: placed.owed,
        },
        cost: 0,
        short: (frame.height - used).max(Length::ZERO),
        fault: match (used > frame.height, is_legal) {
            (true, _) => Some(Fault::Overfull),
            (false, false) => Some(Fault::Parted),
            (false, true) => placed.fault,
        },
        rows: page.rows.len(),
        notes_height: placed.height,
    };
    filled.cost = cost(page, start, &filled, bottom);
    Some(filled)
}

/// What a page costs.
fn cost(page: &Page<'_>, start: Start, filled: &Filled, bottom: Length) -> i64 {
    let grid = page.frame.grid.0.max(1);
    let mut cost = 0;
    if filled.is_end() {
        let is_first = start.row == 0;
        if !is_first && bottom < page.frame.grid * FEWEST_LINES {
            cost += LOST_PAGE;
        }
    } else {
        let quarters = filled.short.0 * 4 / grid;
        cost += SHORT_LINE * quarters * quarters / 16;
    }
    cost += match filled.fault {
        None => 0,
        Some(Fault::LateNotes) => LATE_NOTES,
        Some(Fault::Parted) => PARTED,
        Some(Fault::Overfull) => OVERFULL,
    };
    if !filled.next.owed.is_nothing() {
        cost += SPLIT_NOTE;
    }
    let penalty = page
        .rows
        .get(filled.next.row)
        .and_then(|row| row.break_before)
        .unwrap_or(0);
    cost + i64::from(penalty) / PENALTY_SHARE
}

/// Fewer lines of a note than this are not left alone on a page.
const FEWEST_NOTE_LINES: usize = 2;

/// The notes that a page sets.
struct PlacedNotes {
    owed: Owed,
    height: Length,
    fault: Option<Fault>,
}

/// Sets as many lines of the pending notes as there is room for. Each note called on the page must
/// begin on it; only the last may go on. A page of notes alone sets at least a line.
fn place_notes(page: &Page<'_>, pending: Owed, room: Length, alone: bool) -> PlacedNotes {
    let mut height = if pending.line > 0 && !pending.is_nothing() {
        page.frame.continued
    } else {
        Length::ZERO
    };
    let none_set = height;
    for note in pending.note..pending.until {
        let lines = page.galley.notes.get(note).map_or(&[][..], Vec::as_slice);
        let from = if note == pending.note {
            pending.line.min(lines.len())
        } else {
            0
        };
        let rest = lines.get(from..).unwrap_or(&[]);
        let whole: Length = rest.iter().map(|strip| strip.height).sum();
        if height + whole <= room {
            height += whole;
            continue;
        }
        let (mut count, mut part) = lines_that_fit(rest, room - height);
        if count == 0 && alone && height == none_set {
            count = rest.len().min(1);
            part = rest.first().map_or(Length::ZERO, |strip| strip.height);
        }
        let is_last = note + 1 == pending.until;
        let fault = if is_last && count > 0 {
            None
        } else {
            Some(Fault::LateNotes)
        };
        let owed = Owed {
            note,
            line: from + count,
            until: pending.until,
        };
        let nothing_set = count == 0 && height == none_set;
        let height = if nothing_set {
            Length::ZERO
        } else {
            height + part
        };
        return PlacedNotes {
            owed,
            height,
            fault,
        };
    }
    let owed = Owed {
        note: pending.until,
        line: 0,
        until: pending.until,
    };
    PlacedNotes {
        owed,
        height,
        fault: None,
    }
}

/// How many lines of a note fit, with two or more on each side of the break; and their height.
fn lines_that_fit(lines: &[&Strip], room: Length) -> (usize, Length) {
    let most = lines.len().saturating_sub(FEWEST_NOTE_LINES);
    let mut height = Length::ZERO;
    let mut count = 0;
    for strip in lines.iter().take(most) {
        if height + strip.height > room {
            break;
        }
        height += strip.height;
        count += 1;
    }
    if count < FEWEST_NOTE_LINES {
        (0, Length::ZERO)
    } else {
        (count, height)
    }
}

/// The parts of the notes between two debts.
fn note_parts(page: &Page<'_>, before: Owed, after: Owed) -> Vec<NotePart> {
    let last = if after.is_nothing() {
        after.until
    } else {
        after.note + 1
    };
    let mut parts = Vec::new();
    for note in before.note..last {
        let count = page.galley.notes.get(note).map_or(0, Vec::len);
        let start = if note == before.note {
            before.line.min(count)
        } else {
            0
        };
        let end = if !after.is_nothing() && note == after.note {
            after.line
        } else {
            count
        };
        if let (true, Ok(id)) = (start < end, u32::try_from(note)) {
            parts.push(NotePart {
                note: NoteId(id),
                lines: start..end,
            });
        }
    }
    parts
}
