//! The notes of a page: those that are owed from the page before and those that are called on it,
//! in order. Each begins on the page of its mark; the last one may go on.

use crate::document::NoteId;
use crate::length::Length;

use super::super::flow::Strip;
use super::NotePart;

/// Fewer lines of a note than this are not left alone on a page.
const FEWEST_NOTE_LINES: usize = 2;

/// The notes that were called before a page and are not set yet: from a line of one note up to,
/// not including, the first note that is not called yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Owed {
    pub note: usize,
    pub line: usize,
    pub until: usize,
}

impl Owed {
    pub fn is_nothing(self) -> bool {
        self.note >= self.until
    }
}

/// The lines of all notes, with sums of their heights.
#[derive(Debug)]
pub(super) struct Notes<'g> {
    lines: &'g [Vec<&'g Strip>],
    /// The height of all notes before each.
    before: Vec<Length>,
    /// The height of the line that says that a note goes on.
    continued: Length,
}

/// The notes that a page sets.
#[derive(Clone, Copy, Debug)]
pub(super) struct PlacedNotes {
    /// What is left for the next page.
    pub owed: Owed,
    pub height: Length,
    /// Whether a note begins after its mark's page.
    pub is_late: bool,
}

impl<'g> Notes<'g> {
    pub fn new(lines: &'g [Vec<&'g Strip>], continued: Length) -> Notes<'g> {
        let mut before = Vec::with_capacity(lines.len() + 1);
        let mut sum = Length::ZERO;
        before.push(sum);
        for note in lines {
            sum += note.iter().map(|strip| strip.height).sum();
            before.push(sum);
        }
        Notes {
            lines,
            before,
            continued,
        }
    }

    /// The height of all that is pending; the lines of the first note that are set are not counted out.
    pub fn most(&self, pending: Owed) -> Length {
        self.sum(pending.note, pending.until) + self.continued
    }

    /// What of the pending notes a page sets at least: all but the last.
    pub fn least(&self, pending: Owed) -> Length {
        let from = pending.note + usize::from(pending.line > 0);
        self.sum(from, pending.until.saturating_sub(1))
    }

    fn sum(&self, from: usize, until: usize) -> Length {
        let at = |note: usize| self.before.get(note).copied();
        match (at(from), at(until)) {
            (Some(start), Some(end)) if until > from => end - start,
            _ => Length::ZERO,
        }
    }

    /// The height of notes that stand whole on a page.
    pub fn height_of(&self, notes: std::ops::Range<usize>) -> Length {
        self.sum(notes.start, notes.end)
    }

    /// Sets as many lines of the pending notes as there is room for. Each note called on the page must
    /// begin on it; only the last may go on. A page of notes alone sets at least a line.
    pub fn place(&self, pending: Owed, room: Length, alone: bool) -> PlacedNotes {
        let mut height = if pending.line > 0 && !pending.is_nothing() {
            self.continued
        } else {
            Length::ZERO
        };
        let none_set = height;
        for note in pending.note..pending.until {
            let lines = self.lines.get(note).map_or(&[][..], Vec::as_slice);
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
            let nothing_set = count == 0 && height == none_set;
            return PlacedNotes {
                owed: Owed {
                    note,
                    line: from + count,
                    until: pending.until,
                },
                height: if nothing_set {
                    Length::ZERO
                } else {
                    height + part
                },
                is_late: !(is_last && count > 0),
            };
        }
        PlacedNotes {
            owed: Owed {
                note: pending.until,
                line: 0,
                until: pending.until,
            },
            height,
            is_late: false,
        }
    }

    /// The parts of the notes between two debts.
    pub fn parts(&self, before: Owed, after: Owed) -> Vec<NotePart> {
        let last = if after.is_nothing() {
            after.until
        } else {
            after.note + 1
        };
        let mut parts = Vec::new();
        for note in before.note..last {
            let count = self.lines.get(note).map_or(0, Vec::len);
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
    // No word is divided over two pages where a line fewer is enough.
    while count > FEWEST_NOTE_LINES
        && let Some(last) = lines.get(count - 1).filter(|last| last.hyphenated)
    {
        height -= last.height;
        count -= 1;
    }
    if count < FEWEST_NOTE_LINES {
        (0, Length::ZERO)
    } else {
        (count, height)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_not_divided_within_a_word_where_a_line_fewer_is_enough() {
        let line = |hyphenated: bool| Strip {
            height: Length::pt(10),
            hyphenated,
            ..Strip::default()
        };
        let count = |hyphens: &[bool], room: i64| {
            let lines: Vec<Strip> = hyphens.iter().map(|own| line(*own)).collect();
            let lines: Vec<&Strip> = lines.iter().collect();
            let (count, height) = lines_that_fit(&lines, Length::pt(10) * room);
            assert_eq!(height, Length::pt(10) * count as i64);
            count
        };
        assert_eq!(count(&[false; 8], 4), 4);
        assert_eq!(count(&[false, false, false, true, false, false], 4), 3);
        assert_eq!(count(&[false, false, true, true, false, false], 4), 2);
        // Two lines are the fewest, hyphen or not.
        assert_eq!(count(&[false, true, true, true, false, false], 4), 2);
    }
}
