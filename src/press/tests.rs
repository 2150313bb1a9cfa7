//! Counts, margins and spines of print files, by the printers' own numbers.

use crate::document::{Matter, Role};
use crate::layout;
use crate::printer::Profile;
use crate::resolve::resolve;
use crate::resolve::tests::notation::Sample;

use super::*;
use crate::manuscript::{GutterStep, PrintPlaces};

/// A book of so many chapters of a page, with a blank page between any two.
fn book(chapters: usize) -> PagedBook {
    let mut sample = Sample::new();
    for at in 0..chapters {
        let name = format!("{at}.md");
        sample = sample.text(Matter::Body, Role::Chapter, &name, "# Title\nSome words.");
    }
    let (book, _) = resolve(sample.book, &sample.manuscript, Sample::images(), None);
    layout::lay_out(&book, &Theme::default()).0
}

fn printer(name: &str) -> Option<&'static Profile> {
    Some(Profile::named(name).expect("a printer"))
}

fn order<'a>(
    theme: &'a Theme,
    print: &'a PrintConfig,
    profile: Option<&'static Profile>,
) -> Order<'a> {
    Order {
        theme,
        print,
        profile,
        places: PrintPlaces::default(),
    }
}

#[test]
fn blank_pages_make_the_number_that_is_asked_for() {
    let (theme, book) = (Theme::default(), book(5));
    assert_eq!(book.pages.len(), 9);
    for (multiple, last_page_blank, profile, blanks) in [
        (None, false, None, 0),
        (Some(8), false, None, 7),
        (Some(9), false, None, 0),
        (Some(9), true, None, 9),
        (None, true, None, 1),
        // A leaf has two pages.
        (None, false, printer("kdp"), 1),
        (None, false, printer("ingramspark"), 1),
        (None, false, printer("sheetfed"), 7),
        (Some(12), false, printer("sheetfed"), 15),
        (Some(5), false, printer("kdp"), 1),
    ] {
        let print = PrintConfig {
            pages_multiple: multiple,
            last_page_blank,
            ..PrintConfig::default()
        };
        let own = order(&theme, &print, profile);
        assert_eq!(own.blanks(&book), blanks, "{multiple:?} {profile:?}");
    }
    // The last page must be blank, and every leaf has two.
    let even = self::book(1);
    let print = PrintConfig::default();
    let own = order(&theme, &print, printer("ingramspark"));
    assert_eq!((even.pages.len(), own.blanks(&even)), (1, 1));
}

#[test]
fn the_text_block_moves_before_it_becomes_narrower() {
    let page = Theme::default().page;
    let mm = |hundredths| Length::centimillimetres(hundredths);
    let fitted = |inside, outside| {
        let own = fit::fit(&page, mm(inside), mm(outside));
        (
            own.shift,
            own.inside(),
            own.outside(),
            own.page.measure() == page.measure(),
        )
    };
    let zero = Length::ZERO;
    assert_eq!(fitted(1_000, 1_400), (zero, mm(2_200), mm(2_800), true));
    let moved = fitted(3_000, 1_400);
    assert_eq!(
        (moved.0 - mm(800)).abs().max((moved.1 - mm(3_000)).abs()),
        zero
    );
    assert!(moved.3 && (moved.2 - mm(2_000)).abs() <= Length(1));
    let (shift, inside, outside, keeps) = fitted(4_000, 1_400);
    assert!(!keeps && shift == zero);
    assert!((inside - mm(4_000)).abs() <= Length(1) && (outside - mm(1_400)).abs() <= Length(1));
    // A part of a book keeps its measure all the same.
    let part = fit::fit(&page, mm(4_000), mm(1_400)).of_part(&page);
    assert_eq!(part.page, page);
    assert!((part.outside() - mm(1_400)).abs() <= Length(1));
}

#[test]
fn the_margin_at_the_spine_grows_with_the_pages() {
    let step = |from_pages, inside| GutterStep {
        from_pages,
        inside: Length::pt(inside),
    };
    let print = PrintConfig {
        gutter: vec![step(300, 70), step(1, 40), step(100, 50)],
        ..PrintConfig::default()
    };
    for (pages, inside) in [(0, 0), (1, 40), (99, 40), (100, 50), (400, 70)] {
        assert_eq!(print.gutter_for(pages), Length::pt(inside), "{pages}");
    }
    let theme = Theme::default();
    let none = PrintConfig::default();
    let kdp = order(&theme, &none, printer("kdp"));
    for (pages, inches) in [(24, 375), (300, 500), (700, 750), (828, 875), (900, 875)] {
        let least = Length::pt(72).scale(inches, 1_000);
        assert_eq!(kdp.least_inside(pages), least, "{pages}");
    }
    // Who asks for the wider one is heard.
    let own = order(&theme, &print, printer("kdp"));
    assert_eq!(own.least_inside(400), Length::pt(70));
    // Half an inch of text, an eighth of an inch without any ink.
    let ingram = order(&theme, &none, printer("ingramspark"));
    assert_eq!(ingram.least_inside(100), Length::pt(36));
}

#[test]
fn the_spine_is_that_of_the_paper() {
    let theme = Theme::default();
    let on = |paper: Option<&str>, leaf, profile| {
        let print = PrintConfig {
            paper: paper.map(str::to_owned),
            leaf,
            ..PrintConfig::default()
        };
        let width = spine::width(&order(&theme, &print, profile), 444)?;
        Some((width.printer.map(|own| own.name.as_str()), width.width))
    };
    let inch = Length::pt(72);
    assert_eq!(on(None, None, None), None);
    // Without a printer the paper says whose it is.
    assert_eq!(
        on(Some("creme"), None, None),
        Some((Some("ingramspark"), inch))
    );
    assert_eq!(on(Some("creme"), None, printer("kdp")), None);
    let leaf = Some(Length::pt(1));
    assert_eq!(on(None, leaf, None), Some((None, Length::pt(222))));
}

#[test]
fn a_common_multiple_is_the_least() {
    for (a, b, least) in [(1, 1, 1), (8, 2, 8), (12, 8, 24), (5, 2, 10), (0, 2, 2)] {
        assert_eq!(common_multiple(a, b), least, "{a} {b}");
    }
}

#[test]
fn a_printer_gets_a_standard_that_it_takes_and_rules_that_it_prints() {
    let theme = Theme::default();
    let book = self::book(1);
    for (standard, name, expected, thick) in [
        (PrintStandard::X4, None, PrintStandard::X4, false),
        (PrintStandard::X4, Some("sheetfed"), PrintStandard::X4, true),
        (PrintStandard::X4, Some("lulu"), PrintStandard::X4, false),
        (PrintStandard::X4, Some("kdp"), PrintStandard::X1a, true),
        (
            PrintStandard::X4,
            Some("ingramspark"),
            PrintStandard::X1a2001,
            false,
        ),
        (
            PrintStandard::X1a,
            Some("ingramspark"),
            PrintStandard::X1a,
            false,
        ),
        (PrintStandard::X1a, Some("kdp"), PrintStandard::X1a, true),
    ] {
        let print = PrintConfig {
            standard,
            ..PrintConfig::default()
        };
        let own = order(&theme, &print, name.and_then(printer));
        assert_eq!(own.standard(), expected, "{name:?}");
        let fit = own.fit(&book, &theme.page);
        let sheets = own.prepare(&book, &fit, false).sheets;
        assert_eq!(sheets.least_weight > Length::ZERO, thick, "{name:?}");
    }
}
