//! What a printer would send back, seen before there is a file: [`PagedBook`] and [`PrintSettings`] ->
//! findings about pictures, each where the manuscript names them.

mod profiles;
mod resolution;
mod transparency;

use crate::diagnostic::Diagnostic;
use crate::layout::{Frame, Mark, Page, PagedBook, PlacedImage};
use crate::print::PrintSettings;

/// Judges the pictures of a book as they are printed.
pub fn print(book: &PagedBook, settings: &PrintSettings) -> Vec<Diagnostic> {
    let mut found = resolution::judge(book);
    found.extend(profiles::judge(book, settings));
    found.extend(profiles::of_intent(settings));
    if !settings.standard.has_transparency() {
        found.extend(transparency::judge(book, settings));
    }
    found
}

/// A picture where it stands.
struct Sight<'b> {
    page: &'b Page,
    frame: &'b Frame,
    placed: &'b PlacedImage,
}

/// All pictures of the pages, in order.
fn sights(book: &PagedBook) -> impl Iterator<Item = Sight<'_>> {
    let frames = book
        .pages
        .iter()
        .flat_map(|page| page.frames.iter().map(move |frame| (page, frame)));
    frames.flat_map(|(page, frame)| {
        frame.marks.iter().filter_map(move |mark| match mark {
            Mark::Image(placed) => Some(Sight {
                page,
                frame,
                placed,
            }),
            Mark::Text(_) | Mark::Fill(_) => None,
        })
    })
}
