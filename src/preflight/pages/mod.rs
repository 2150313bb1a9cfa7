//! Faults of the finished pages: [`PagedBook`] -> [`Setting`], what a typesetter would mend or live
//! with, as findings with the place in the manuscript and the folio of the page, and the figures that
//! they are part of. None of them is a mistake of the manuscript, and none stops anything.

mod fit;
mod lines;
mod notes;
mod paragraphs;
mod place;
#[cfg(test)]
mod tests;

use serde::Serialize;

use crate::diagnostic::Diagnostic;
use crate::layout::{Page, PagedBook};
use crate::source::{Sources, Span};

use lines::{Line, lines};

pub use place::give_pages;

/// How the pages of a book are set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Setting {
    /// The figures.
    pub figures: SettingFigures,
    /// The faults in the order of the pages.
    pub faults: Vec<Diagnostic>,
}

/// The figures of the report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct SettingFigures {
    /// Lines of text, notes and cells; what is repeated is not counted.
    pub lines: usize,
    /// Those that end with a hyphen that is not written.
    pub hyphenated: usize,
    /// Justified lines that are stretched beyond badness 100.
    pub loose: usize,
    /// More than two hyphenated lines in a row.
    pub ladders: usize,
    /// Pages whose last line is hyphenated.
    pub hyphens_at_foot: usize,
    /// Facing pages that were compared.
    pub spreads: usize,
    /// Those that do not end level.
    pub uneven_spreads: usize,
    /// Pages that end between lines that belong together: widows, orphans, headings at a foot.
    pub parted: usize,
    /// Pages of fewer than four lines.
    pub short_pages: usize,
    /// Notes that go on on the next page.
    pub split_notes: usize,
    /// Figures and tables that stand on a later page than they are called on.
    pub moved_floats: usize,
}

/// Judges the pages of a book. `sources` are the texts that it was made from.
pub fn setting<'b>(book: &'b PagedBook, sources: &'b Sources) -> Setting {
    let mut setting = Setting::default();
    let mut paragraphs = paragraphs::Paragraphs::default();
    let mut notes = notes::Notes::default();
    let read = |page: &'b Page| {
        let division = book.divisions.get(page.division.0 as usize);
        division.map(|division| lines(page, division))
    };
    let mut before: Vec<Line<'_>> = Vec::new();
    for (at, page) in book.pages.iter().enumerate() {
        let lines = read(page).unwrap_or_default();
        let view = PageView {
            book,
            sources,
            at,
            page,
            lines: &lines,
        };
        setting.figures.lines += lines.len();
        paragraphs.judge(&view, &mut setting);
        notes.judge(&view, &mut setting);
        fit::judge(&view, &before, &mut setting);
        before = lines;
    }
    setting
}

/// A page while it is judged.
struct PageView<'l, 'p> {
    book: &'p PagedBook,
    sources: &'p Sources,
    /// Its place among the pages.
    at: usize,
    page: &'p Page,
    lines: &'l [Line<'p>],
}

impl PageView<'_, '_> {
    /// The page before, where it is one of the same division.
    fn before(&self) -> Option<&Page> {
        let before = self.book.pages.get(self.at.checked_sub(1)?)?;
        self.is_of_the_same(before).then_some(before)
    }

    /// The page after, where it is one of the same division.
    fn after(&self) -> Option<&Page> {
        let after = self.book.pages.get(self.at + 1)?;
        self.is_of_the_same(after).then_some(after)
    }

    fn is_of_the_same(&self, other: &Page) -> bool {
        other.division == self.page.division && !other.blank && !self.page.blank
    }

    /// Where the words of a line are written, as nearly as can be told.
    fn span(&self, line: &Line<'_>) -> Option<Span> {
        place::of_words(self.sources, line.span?, &line.text())
    }
}
