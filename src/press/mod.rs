//! The print edition before it is written: pages, `[editions.print]` and a printer's [`Profile`] ->
//! [`Sheets`], what is told of them, and what the printer would refuse.
//!
//! Layout is always that of the book's own settings; what a press asks besides is blank pages at the
//! end, another bleed, marks, and a text block further from the spine. Where the block has to become
//! narrower, `pipeline` lays the book out anew for that file by the [`Fit`] of this room.

mod findings;
mod fit;
mod sheets;
mod spine;
mod told;

use crate::diagnostic::Diagnostic;
use crate::layout::{Mark, PagedBook};
use crate::length::Length;
use crate::manuscript::{PrintConfig, PrintPlaces};
use crate::print::{PrintSettings, PrintStandard};
use crate::printer::{Profile, Standard};
use crate::theme::{MarksTheme, PageTheme, Theme};

pub use findings::unbled;
pub use fit::Fit;
pub use sheets::{Marks, Sheets};
pub use spine::SpineWidth;
pub use told::PressReport;

/// What a print file is made by.
#[derive(Clone, Copy, Debug)]
pub struct Order<'a> {
    /// The book's own theme.
    pub theme: &'a Theme,
    /// `[editions.print]`.
    pub print: &'a PrintConfig,
    /// The printer who asked for it; none for the print edition itself.
    pub profile: Option<&'static Profile>,
    /// Where the settings stand that findings are about.
    pub places: PrintPlaces,
}

/// What a print file is made of beside its pages.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// The sheets.
    pub sheets: Sheets,
    /// What is told of them.
    pub report: PressReport,
    /// What the printer would refuse.
    pub findings: Vec<Diagnostic>,
}

impl Order<'_> {
    /// The margins of a book of so many pages, the blank ones that are added among them; `page` is what
    /// they are laid out on.
    pub fn fit(&self, pages: &PagedBook, page: &PageTheme) -> Fit {
        let count = pages.pages.len() + self.blanks(pages);
        let hang = self
            .profile
            .map_or(Length::ZERO, |_| hang(pages, page.inside));
        let inside = self.least_inside(count) + hang;
        fit::fit(&self.theme.page, inside, self.least_outside())
    }

    /// Prepares a file of these pages, which are laid out by the fit. A part of a book has no pages added.
    pub fn prepare(&self, pages: &PagedBook, fit: &Fit, is_part: bool) -> Prepared {
        let blanks = if is_part { 0 } else { self.blanks(pages) };
        let sheets = Sheets {
            bleed: self.bleed(),
            bare: (self.profile)
                .and_then(|own| own.safety.no_ink_inside)
                .unwrap_or_default(),
            shift: fit.shift,
            blanks,
            least_weight: self.least_weight(),
            marks: self.marks(pages),
        };
        let spine = spine::width(self, pages.pages.len() + blanks).filter(|_| !is_part);
        Prepared {
            report: told::report(self, pages, &sheets, fit, spine),
            findings: findings::of_printer(self, pages, &sheets, fit),
            sheets,
        }
    }

    /// How the file is printed: as the book has it, by a standard that the printer takes.
    pub fn settings(&self, own: &PrintSettings) -> PrintSettings {
        PrintSettings {
            standard: self.standard(),
            ..own.clone()
        }
    }

    /// The standard of the file: the book's own, or else one without transparency, which every printer
    /// takes who does not take that. Those who ask for PDF/X-1a by name mean its first edition.
    fn standard(&self) -> PrintStandard {
        let own = self.print.standard;
        let Some(profile) = self.profile else {
            return own;
        };
        let is_taken = match own.has_transparency() {
            true => profile.takes(Standard::X4) && profile.file.transparency != Some(false),
            false => profile.takes(Standard::X1a),
        };
        match (is_taken, profile.file.standards.contains(&Standard::X1a)) {
            (true, _) => own,
            (false, true) => PrintStandard::X1a2001,
            (false, false) => PrintStandard::X1a,
        }
    }

    fn bleed(&self) -> crate::theme::Edges {
        match self.profile {
            Some(profile) => crate::theme::Edges {
                head: profile.bleed.top,
                foot: profile.bleed.bottom,
                inside: profile.bleed.inside,
                outside: profile.bleed.outside,
            },
            None => self.theme.page.bleed,
        }
    }

    /// The least weight of a rule that the printer prints.
    fn least_weight(&self) -> Length {
        let own = self.profile.and_then(|own| own.lines.least_weight);
        own.unwrap_or_default()
    }

    /// The marks that are asked for, unless the printer wants none.
    fn marks(&self, pages: &PagedBook) -> Option<Marks> {
        let theme = &self.print.marks;
        (theme.are_drawn() && self.takes_marks()).then(|| Marks {
            theme: MarksTheme::clone(theme),
            slug: self.slug(pages),
        })
    }

    fn takes_marks(&self) -> bool {
        self.profile.and_then(|own| own.file.marks) != Some(false)
    }

    /// What the slug line says of every sheet: no clock is asked.
    fn slug(&self, pages: &PagedBook) -> String {
        let metadata = &pages.metadata;
        let edition = match self.profile {
            Some(profile) => format!("print, {}", profile.name),
            None => "print".to_owned(),
        };
        let date = metadata.date.map(|date| date.to_string());
        let parts = [Some(metadata.title.clone()), Some(edition), date];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        parts.join(" · ")
    }

    /// How many blank pages stand after the last one.
    fn blanks(&self, pages: &PagedBook) -> usize {
        let asked = self.print.pages_multiple.unwrap_or(1) as usize;
        // A leaf has two pages, whether they are printed or not.
        let printers = match self.profile {
            Some(profile) => common_multiple(profile.pages.multiple.unwrap_or(1) as usize, 2),
            None => 1,
        };
        let wants_blank =
            self.print.last_page_blank || self.profile.is_some_and(|own| own.pages.last_is_blank);
        let ends_blank = pages.pages.last().is_some_and(|page| page.blank);
        let count = pages.pages.len();
        let least = count + usize::from(wants_blank && !ends_blank);
        least.next_multiple_of(common_multiple(asked, printers)) - count
    }

    /// The least margin at the spine.
    fn least_inside(&self, count: usize) -> Length {
        let asked = self.print.gutter_for(count);
        let Some(profile) = self.profile else {
            return asked;
        };
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        let gutter = profile.gutter_for(count).unwrap_or_else(|| {
            let last = profile.gutter.last().map(|row| row.least);
            last.unwrap_or(profile.safety.with_bleed)
        });
        let no_ink = profile.safety.no_ink_inside.unwrap_or_default();
        asked.max(gutter).max(no_ink)
    }

    /// The least margin at the fore edge: what the printer asks, and half of the book's own, so that
    /// there is room for the thumb.
    fn least_outside(&self) -> Length {
        let half = self.theme.page.outside / 2;
        let safety = self.profile.map(|own| own.safety_for(true));
        half.max(safety.unwrap_or_default())
    }
}

/// How far text stands out of the text block towards the spine, as the letters of questions do: a
/// printer's margin is one of the text.
fn hang(pages: &PagedBook, inside: Length) -> Length {
    let rectos = pages.pages.iter().filter(|page| page.recto);
    let frames = rectos.flat_map(|page| &page.frames);
    let starts = frames.filter(|frame| !frame.turned).flat_map(|frame| {
        frame.marks.iter().filter_map(|mark| match mark {
            Mark::Text(run) => Some(frame.x + run.x),
            Mark::Fill(_) | Mark::Image(_) => None,
        })
    });
    let first = starts.min().unwrap_or(inside);
    (inside - first).max(Length::ZERO)
}

fn common_multiple(a: usize, b: usize) -> usize {
    let (mut larger, mut smaller) = (a.max(1), b.max(1));
    while smaller != 0 {
        (larger, smaller) = (smaller, larger % smaller);
    }
    a.max(1) / larger * b.max(1)
}

#[cfg(test)]
mod tests;
