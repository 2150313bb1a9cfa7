//! Pages with one fault each, made by hand, and those next to them that have none.

use super::*;
use crate::diagnostic::codes;
use crate::layout::{Delayed, PageFit};
use crate::length::Length;
use crate::pdf::fixture;

/// The five pages of the fixture as one division's, all with the text of its first page.
fn book() -> PagedBook {
    let mut book = fixture::book();
    let frames = book.pages[0].frames.clone();
    for (page, recto) in book.pages.iter_mut().zip([true, false, true, false, true]) {
        page.frames.clone_from(&frames);
        page.recto = recto;
        page.blank = false;
    }
    book
}

fn codes_of(book: &PagedBook) -> Vec<(&'static str, Option<String>)> {
    let found = setting(book, &Sources::default()).faults;
    let layout = found
        .into_iter()
        .map(|own| (own.code.name, own.page.map(String::from)));
    layout.collect()
}

#[test]
fn a_spread_is_uneven_from_half_a_line_on() {
    let mut book = book();
    let usual = codes_of(&book);
    let grid = book.geometry.grid;
    book.pages[1].fit.level = -grid / 2;
    assert_eq!(codes_of(&book), usual);
    book.pages[1].fit.level = -grid;
    let uneven = setting(&book, &Sources::default());
    assert_eq!(
        (uneven.figures.spreads, uneven.figures.uneven_spreads),
        (1, 1)
    );
    let found: Vec<&Diagnostic> = (uneven.faults.iter())
        .filter(|own| own.code == codes::LAYOUT_UNEVEN_SPREAD)
        .collect();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].page.as_deref(), Some("ii"));
    assert_eq!(
        found[0].message,
        "page ii ends a line higher than page 1, which faces it"
    );
    // Facing pages may both be short, and white space above notes counts where a line would go there.
    book.pages[2].fit.level = -grid;
    assert_eq!(codes_of(&book), usual);
    book.pages[2].fit = PageFit {
        level: Length::ZERO,
        slack: grid,
        ..PageFit::default()
    };
    assert_eq!(codes_of(&book), usual);
    book.pages[2].fit.slack = grid / 2;
    assert_ne!(codes_of(&book), usual);
}

#[test]
fn what_a_page_says_of_itself_is_reported_with_its_folio() {
    let mut book = book();
    let usual = setting(&book, &Sources::default()).figures;
    book.pages[3].fit.is_parted = true;
    book.pages[4].fit.delayed.push(Delayed {
        pages: 2,
        span: None,
    });
    let found = setting(&book, &Sources::default());
    assert_eq!(found.figures.parted, usual.parted + 1);
    assert_eq!(found.figures.moved_floats, usual.moved_floats + 1);
    let names = codes_of(&book);
    assert!(names.contains(&("layout/parted", Some("2".to_owned()))));
    assert!(names.contains(&("layout/moved-float", Some("3".to_owned()))));
    let delayed = found.faults.last().map(|own| own.message.as_str());
    assert_eq!(
        delayed,
        Some("this stands 2 pages after the text that it is written in")
    );
}

#[test]
fn the_words_of_a_line_are_found_where_they_are_written() {
    let mut sources = Sources::default();
    let text = "Head\n\nTea is green.\nTea is black, and *black* tea is strong.\n";
    let file = sources.add("a.md".to_owned(), text.to_owned());
    let whole = Span::new(file, 6, text.len());
    let of = |words: &str| {
        let span = place::of_words(&sources, whole, words).expect("a span");
        &text[span.range()]
    };
    assert_eq!(
        of("green. Tea is black, and black"),
        "green.\nTea is black,"
    );
    // Twice there, or written otherwise: the whole text is named.
    assert_eq!(of("Tea is"), &text[6..]);
    assert_eq!(of("“Tea” is"), &text[6..]);
}
