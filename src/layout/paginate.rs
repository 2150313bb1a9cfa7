//! Pages of a division: one function, [`choose_breaks`], decides where they end. In: the strips of
//! the galley, their notes, the height of the text block. Out: the plan of each page.
//!
//! Pages are chosen together, by dynamic programming over the places where a page may begin: a row,
//! the notes that are still owed there, the floats that stand already, the side of the spread and how
//! deep the facing page is. Paragraphs offer several numbers of lines, some white space may grow, and
//! a page may run a line long or short with its partner, so that facing pages end level and a bad page
//! is not the price of a good one before it (F. Mittelbach, "A general LuaTeX framework for globally
//! optimized pagination", 2019).

mod cost;
mod fill;
mod first_fit;
mod judge;
mod notes;
mod plan;
mod search;
mod sweep;
mod track;
mod walk;

use std::ops::Range;

use crate::document::NoteId;
use crate::length::Length;

use super::flow::{FlowItem, Strip};

pub use cost::of_variant as cost_of_variant;
use fill::Stock;
use notes::Notes;
use search::{chosen, search};
use track::Track;

/// The measures of a page that breaking needs.
#[derive(Clone, Copy, Debug)]
pub struct PageFrame {
    /// The height of the text block.
    pub height: Length,
    /// The grid of its lines.
    pub grid: Length,
    /// Between the text and the notes, the rule included.
    pub note_gap: Length,
    /// The height of the line that says that a note goes on.
    pub continued: Length,
    /// Between a float and the text or another float.
    pub float_gap: Length,
    /// Whether the first page is a right-hand page.
    pub begins_recto: bool,
}

/// A galley, as the breaker sees it.
#[derive(Clone, Copy, Debug)]
pub struct GalleyView<'g> {
    /// The text.
    pub items: &'g [&'g FlowItem],
    /// What is repeated where a page divides.
    pub repeats: &'g [Strip],
    /// The lines of each note; `NoteId` counts them.
    pub notes: &'g [Vec<&'g Strip>],
}

/// What is on a page, and where, from the top of the text block.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PagePlan {
    /// The strips of the text, as indexes into the items, with their tops.
    pub strips: Vec<(usize, Length)>,
    /// The floats above them, likewise.
    pub floats_above: Vec<(usize, Length)>,
    /// The floats below them.
    pub floats_below: Vec<(usize, Length)>,
    /// What is repeated above the first strip, and its top.
    pub head: Option<(usize, Length)>,
    /// What is repeated below the last strip, and its top.
    pub foot: Option<(usize, Length)>,
    /// The notes at its foot.
    pub notes: Vec<NotePart>,
    /// The top of the notes.
    pub notes_top: Length,
    /// How far it ends below the foot of the text block; above it when negative.
    pub level: Length,
    /// The white space between the text and what stands at the foot, more than there always is.
    pub slack: Length,
    /// What is wrong with it, where there was no better page.
    pub fault: Option<PageFault>,
}

/// What is wrong with a page that is only taken where there is no other, the least fault first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PageFault {
    /// A note begins after its mark's page.
    LateNotes,
    /// What belongs together does not fit on one page and was parted.
    Parted,
    /// What stands on it is higher than the text block.
    Overfull,
}

/// A note, or a part of it, at a page's foot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotePart {
    /// The note.
    pub note: NoteId,
    /// The lines of it that stand here.
    pub lines: Range<usize>,
}

/// Decides where the pages of a division end.
pub fn choose_breaks(galley: GalleyView<'_>, frame: &PageFrame) -> Vec<PagePlan> {
    let track = Track::of(galley.items);
    if track.rows.is_empty() && track.floats.is_empty() {
        return Vec::new();
    }
    let stock = Stock {
        track: &track,
        galley,
        notes: Notes::new(galley.notes, frame.continued),
        frame,
    };
    plan::plans(&stock, &chosen(&stock, &search(&stock)))
}

/// Fills the pages of a division one after another: about what [`choose_breaks`] will find, in a
/// hundredth of its time. The plans say what stands on a page, and not where.
pub fn guess_breaks(galley: GalleyView<'_>, frame: &PageFrame) -> Vec<PagePlan> {
    let track = Track::of(galley.items);
    first_fit::first_fit(&Stock {
        track: &track,
        galley,
        notes: Notes::new(galley.notes, frame.continued),
        frame,
    })
}

#[cfg(test)]
mod brute_force;
#[cfg(test)]
mod tests;
