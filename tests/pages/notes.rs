//! Notes: whether each begins on the page of its mark, and which go on on the next page.

use std::collections::BTreeMap;

use recto::document::Stream;

use super::content::{Part, Word};
use super::figures::{FaultKind, Figures};
use super::page::{Line, Page, PageKind};

/// Compares the pages of marks and notes, which both are counted through a division or the book.
pub fn judge(pages: &[Page], figures: &mut Figures) {
    let (mut marks, mut notes) = (Count::default(), Count::default());
    for page in pages {
        if page.kind != PageKind::Running {
            marks.division += 1;
            notes.division += 1;
        }
        for line in &page.lines {
            for number in marks_of(line) {
                marks.meet(number, page.number);
            }
        }
        for line in &page.notes {
            if let Some(number) = note_of(line) {
                notes.meet(number, page.number);
            }
        }
        if goes_on(page) {
            let says = "its notes begin with what the page before had no room for".to_owned();
            figures.push(FaultKind::SplitNote, page, says);
        }
    }
    (figures.marks, figures.notes) = (marks.places.len(), notes.places.len());
    for (key, mark) in &marks.places {
        let note = notes.places.get(key);
        if note != Some(mark) {
            let says = match note {
                Some(note) => format!("note {} begins on sheet {note}", key.1),
                None => format!("note {} is not found", key.1),
            };
            figures.push(FaultKind::LateNote, &pages[mark - 1], says);
        }
    }
}

/// Numbers as they are met: a number counts when it is the next, or the first of a division.
#[derive(Debug, Default)]
struct Count {
    division: usize,
    last: (usize, u32),
    /// The sheet of each number.
    places: BTreeMap<(usize, u32), usize>,
}

impl Count {
    fn meet(&mut self, number: u32, page: usize) {
        let (division, last) = self.last;
        if number == last + 1 || (number == 1 && division != self.division) {
            // A note that begins after its division's pages is a fault of another kind.
            self.last = (self.division, number);
            self.places.insert(self.last, page);
        }
    }
}

/// The numbers of a line that the tool made and that follow a word without a space: marks of notes.
fn marks_of(line: &Line) -> Vec<u32> {
    let mut numbers = Vec::new();
    for (at, word) in line.words.iter().enumerate() {
        let follows = at.checked_sub(1).is_some_and(|before| {
            let before = &line.words[before];
            before.space.is_none() && (word.left - before.right).abs() < 0.3 * word.size
        });
        if follows && is_generated(word) {
            numbers.extend(
                word.text
                    .split(',')
                    .filter_map(|number| number.parse::<u32>().ok()),
            );
        }
    }
    numbers
}

/// The number with which a line of the notes begins.
fn note_of(line: &Line) -> Option<u32> {
    line.label.as_deref()?.parse().ok()
}

/// Whether the notes of a page begin with the rest of one.
fn goes_on(page: &Page) -> bool {
    let first = page.notes.first();
    first.is_some_and(|line| {
        let is_artifact = line.words.iter().all(|word| word.part == Part::Artifact);
        is_artifact || note_of(line).is_none()
    })
}

fn is_generated(word: &Word) -> bool {
    word.part == Part::Stream(Stream::Generated)
}
