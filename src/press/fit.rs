//! The margins at the spine: the text block keeps its measure and moves outwards as far as it can; only
//! then does it become narrower.

use crate::length::Length;
use crate::theme::PageTheme;

/// The page of a print file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fit {
    /// The page that it is laid out on: the book's own, or one with a narrower text block.
    pub page: PageTheme,
    /// How far the text block moves outwards.
    pub shift: Length,
}

impl Fit {
    /// The same as far as it leaves the measure as it is: a part of a book is not laid out anew.
    pub fn of_part(self, page: &PageTheme) -> Fit {
        match self.page == *page {
            true => self,
            false => Fit {
                shift: page.outside - self.page.outside,
                page: page.clone(),
            },
        }
    }

    /// The margin at the spine.
    pub fn inside(&self) -> Length {
        self.page.inside + self.shift
    }

    /// The margin at the fore edge.
    pub fn outside(&self) -> Length {
        self.page.outside - self.shift
    }
}

/// Fits a page to its least margins.
pub fn fit(page: &PageTheme, least_inside: Length, least_outside: Length) -> Fit {
    let shift = (least_inside - page.inside).max(Length::ZERO);
    let room = (page.outside - least_outside).max(Length::ZERO);
    if shift <= room {
        return Fit {
            page: page.clone(),
            shift,
        };
    }
    Fit {
        page: PageTheme {
            inside: page.inside + shift,
            outside: page.outside - room,
            ..page.clone()
        },
        shift: Length::ZERO,
    }
}
