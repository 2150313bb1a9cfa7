//! What surrounds the trimmed page in a print edition, and where the text block stands on it. The
//! writer of PDFs reads this beside the pages.

use crate::length::Length;
use crate::theme::{Edges, MarksTheme};

/// The sheets of an edition: the same pages can stand on several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheets {
    /// The bleed beyond each edge.
    pub bleed: Edges,
    /// A strip at the spine that has no ink: what would reach the spine ends there.
    pub bare: Length,
    /// How far the text block stands further from the spine than layout put it.
    pub shift: Length,
    /// Blank pages after the last one.
    pub blanks: usize,
    /// The least weight of a rule: finer ones become so thick.
    pub least_weight: Length,
    /// The marks around the bleed.
    pub marks: Option<Marks>,
}

/// The marks of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marks {
    /// Which, and how long.
    pub theme: MarksTheme,
    /// What the slug line says before the number of the sheet.
    pub slug: String,
}

impl Sheets {
    /// Pages as they are trimmed: nothing is around them.
    pub fn trimmed() -> Sheets {
        Sheets {
            bleed: Edges::NONE,
            bare: Length::ZERO,
            shift: Length::ZERO,
            blanks: 0,
            least_weight: Length::ZERO,
            marks: None,
        }
    }

    /// From the trim to the beginning of the marks at an edge with this bleed.
    pub fn offset(marks: &Marks, bleed: Length) -> Length {
        marks.theme.offset.max(bleed)
    }

    /// What the sheet has beyond the trim at an edge with this bleed.
    pub fn around(&self, bleed: Length) -> Length {
        match &self.marks {
            Some(marks) => Sheets::offset(marks, bleed) + marks.theme.length,
            None => bleed,
        }
    }
}
