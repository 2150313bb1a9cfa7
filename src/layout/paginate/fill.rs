//! The pages that can begin at a place of the galley: `walk` finds them, here is what they are and
//! which are worth a thought.

use crate::length::Length;

use super::judge::Care;
use super::notes::{Notes, Owed};
use super::track::{Row, Track};
use super::walk::Walk;
use super::{GalleyView, PageFault, PageFrame};

/// A place where a page may begin: the row, the notes that are still owed there, and how many floats
/// stand before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Origin {
    pub row: usize,
    pub owed: Owed,
    pub floats: usize,
}

/// What pages are filled from.
#[derive(Debug)]
pub(super) struct Stock<'p> {
    pub track: &'p Track<'p>,
    pub galley: GalleyView<'p>,
    pub notes: Notes<'p>,
    pub frame: &'p PageFrame,
}

/// How many floats stand at the head and at the foot of a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Floats {
    pub head: usize,
    pub foot: usize,
}

/// A page from an origin up to, not including, the next.
#[derive(Clone, Copy, Debug)]
pub(super) struct Filled {
    pub next: Origin,
    /// Whether nothing is left after it.
    pub is_end: bool,
    pub floats: Floats,
    /// How far it ends below the foot of the text block.
    pub level: Length,
    /// The height of the page: that of the text block, or a line more or less.
    pub height: Length,
    pub notes_height: Length,
    /// Where the text ends.
    pub bottom: Length,
    /// What it lacks of the full height; less than nothing where it is higher.
    pub short: Length,
    /// Its cost without what the facing page asks for.
    pub cost: i64,
    pub fault: Option<PageFault>,
    /// The last of its passages; `None` for a page without text.
    pub passage: Option<usize>,
}

/// A part of a way as it stands on a page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Passage {
    /// The passage above it.
    pub above: Option<usize>,
    /// Its first row, and the row after its last.
    pub from: usize,
    pub until: usize,
    /// Whether the white space above it was stretched.
    pub is_stretched: bool,
}

/// All pages that can begin at an origin, with the passages that they are made of.
#[derive(Debug, Default)]
pub(super) struct Pages {
    pub filled: Vec<Filled>,
    pub passages: Vec<Passage>,
}

impl Pages {
    /// The pages that are worth a thought: those that fit and are nearly full, else the fullest that
    /// fit, else the one with the least fault. Where floats wait, those of them with a float.
    pub fn from(stock: &Stock<'_>, origin: Origin) -> Pages {
        let mut walk = Walk::new(stock, origin, Care::Usual);
        walk.all();
        if walk.sound.is_empty() {
            walk = Walk::new(stock, origin, Care::Utmost);
            walk.all();
            let fullest = walk.sound.iter().map(|filled| filled.short).min();
            let fullest = fullest.unwrap_or(Length::ZERO);
            walk.sound.retain(|filled| filled.short <= fullest);
        }
        if walk.sound.is_empty() {
            walk.sound.extend(walk.faulty);
        }
        // What was called before the page and can stand on it waits no longer.
        if origin.floats < stock.track.floats_before(origin.row) {
            let stand = |filled: &Filled| filled.next.floats > origin.floats;
            if walk.sound.iter().any(stand) {
                walk.sound.retain(stand);
            }
        }
        Pages {
            filled: walk.sound,
            passages: walk.passages,
        }
    }

    /// The passages of a page, uppermost first.
    pub fn passages_of(&self, filled: &Filled) -> Vec<Passage> {
        let mut passages = Vec::new();
        let mut at = filled.passage;
        while let Some(passage) = at.and_then(|at| self.passages.get(at)) {
            passages.push(*passage);
            at = passage.above;
        }
        passages.reverse();
        passages
    }
}

/// The top of a row below `y`. White space at the top of a page vanishes, and with nothing above it a strip
/// may rise over the head of the text block.
pub(super) fn next_top(y: Length, row: &Row<'_>, is_first: bool, grid: Length) -> Length {
    let below = match is_first {
        true if y == Length::ZERO => -row.strip.rise,
        true => y,
        false => y + row.space,
    };
    if row.strip.on_grid {
        below.round_up_to(grid)
    } else {
        below
    }
}

impl Stock<'_> {
    /// What is repeated above the first row of a page. A division's own first page repeats nothing.
    pub fn head(&self, first: usize) -> Option<usize> {
        match first {
            0 => None,
            _ => self.track.rows.get(first)?.strip.head,
        }
    }

    /// What is repeated below the last row before another page.
    pub fn foot(&self, last: Option<usize>, next: usize) -> Option<usize> {
        if next >= self.track.rows.len() {
            return None;
        }
        self.track.rows.get(last?)?.strip.foot
    }

    pub fn repeat_height(&self, repeat: Option<usize>) -> Length {
        let strip = repeat.and_then(|at| self.galley.repeats.get(at));
        strip.map_or(Length::ZERO, |strip| strip.height)
    }

    /// The top of the floats at the head of a page, of which this is the first.
    pub fn floats_top(&self, first: usize) -> Length {
        let first = self.track.floats.get(first);
        first.map_or(Length::ZERO, |float| -float.strip.rise)
    }

    /// The height of so many floats from one on, with the white space between them.
    pub fn floats_height(&self, first: usize, count: usize) -> Length {
        let floats = self.track.floats.iter().skip(first).take(count);
        let heights: Length = floats.map(|float| float.strip.height).sum();
        let gaps = i64::try_from(count.saturating_sub(1)).unwrap_or(0);
        heights + self.frame.float_gap * gaps
    }
}
