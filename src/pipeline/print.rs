//! The print files of a build: the print edition, and the one that a printer asks for. A file whose text
//! block has to be narrower than the book's is laid out anew.

use crate::diagnostic::Diagnostic;
use crate::layout::{self, PagedBook, StandingType};
use crate::press::{Fit, Order, Prepared};
use crate::print::PrintSettings;
use crate::resolve::ResolvedBook;
use crate::theme::Theme;

use super::{Edition, Request};

/// More pages ask for a wider margin, and a narrower text block makes more pages. The margin only grows,
/// so that this ends.
const ROUNDS: usize = 4;

/// The pages of a print file.
#[derive(Debug)]
pub struct PrintFile<'a> {
    order: Order<'a>,
    fit: Fit,
    /// Its pages, where they are not those of the book.
    pages: Option<PagedBook>,
}

/// The orders of a build, the print edition's own first; `own` is its order.
pub fn orders<'a>(request: &Request, own: Order<'a>) -> Vec<Order<'a>> {
    let edition = request.editions.contains(&Edition::Print).then_some(own);
    let printer = request.printer.map(|profile| Order {
        profile: Some(profile),
        ..own
    });
    edition.into_iter().chain(printer).collect()
}

impl<'a> PrintFile<'a> {
    /// Finds the pages of an order; `pages` are those of the book. New findings of a new layout are added.
    /// Its words are those of `standing`, as far as they are there.
    pub fn lay_out(
        order: Order<'a>,
        book: &ResolvedBook,
        pages: &PagedBook,
        is_part: bool,
        standing: &StandingType,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> PrintFile<'a> {
        let mut fit = order.fit(pages, &order.theme.page);
        if is_part {
            fit = fit.of_part(&order.theme.page);
        }
        let mut anew: Option<PagedBook> = None;
        for _ in 0..ROUNDS {
            if fit.page == order.theme.page {
                break;
            }
            let theme = Theme {
                page: fit.page.clone(),
                ..order.theme.clone()
            };
            let (laid, found) = layout::lay_out_with(book, &theme, standing);
            let next = order.fit(&laid, &theme.page);
            anew = Some(laid);
            if next.inside() <= fit.inside() {
                let new = found.into_iter().filter(|own| !diagnostics.contains(own));
                let new: Vec<Diagnostic> = new.collect();
                diagnostics.extend(new);
                break;
            }
            fit = next;
        }
        PrintFile {
            order,
            fit,
            pages: anew,
        }
    }

    /// Its pages; `own` are those of the book, or of a part of it.
    pub fn pages<'p>(&'p self, own: &'p PagedBook) -> &'p PagedBook {
        self.pages.as_ref().unwrap_or(own)
    }

    /// What it is made of beside its pages.
    pub fn prepare(&self, own: &PagedBook, is_part: bool) -> Prepared {
        self.order.prepare(self.pages(own), &self.fit, is_part)
    }

    /// How it is printed; `own` is how the book is.
    pub fn settings(&self, own: &PrintSettings) -> PrintSettings {
        self.order.settings(own)
    }

    /// The printer who asked for it.
    pub fn printer(&self) -> Option<&'static crate::printer::Profile> {
        self.order.profile
    }
}
