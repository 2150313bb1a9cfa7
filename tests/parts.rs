//! The parts of a text, read from the finished pages: sources of quotations, verse, turned lines of code,
//! labels of lists, the contents.

use recto::diagnostic::Diagnostic;
use recto::layout::{Mark, PagedBook, lay_out};
use recto::theme::{Faces, Family, Posture, Theme, Weight};
use recto::{manuscript, parse, resolve};

use crate::harness::Workshop;

/// Lays out the manuscript of a workshop in which nothing is wrong before the layout.
pub fn laid_out(workshop: &Workshop) -> (PagedBook, Theme, Vec<Diagnostic>) {
    let (manuscript, _) = manuscript::read(&workshop.path("manuscript")).expect("a folder");
    let (book, found) = parse::parse(&manuscript);
    assert_eq!(found, []);
    let (images, _) = manuscript::read_images(&manuscript, &book);
    let (book, found) = resolve::resolve(book, &manuscript, images, None);
    assert_eq!(found, []);
    let theme = Theme {
        page: manuscript.config.page.clone(),
        type_: manuscript.config.type_.clone(),
        parts: manuscript.config.theme.clone(),
        ..Theme::default()
    };
    let (pages, found) = lay_out(&book, &theme);
    (pages, theme, found)
}

const SETTINGS: &str = "[book]\nslug = \"parts\"\ntitle = \"Parts\"\nlanguage = \"en-GB\"\n\
                        [[contents.body]]\nfile = \"a.md\"\n";

/// A run of text: its words, its place in points from the left edge of the text and from the top of the
/// page, and whether it is italic.
#[derive(Debug)]
struct Printed {
    words: String,
    left: f64,
    right: f64,
    top: f64,
    italic: bool,
}

/// The runs of the pages of the text, and the rules and grounds on them.
fn printed(text: &str) -> (Vec<Printed>, usize, f64) {
    let workshop = Workshop::empty();
    workshop.write("manuscript/book.toml", SETTINGS);
    workshop.write(
        "manuscript/a.md",
        &format!("---\ntitle: T\n---\n\n{text}\n"),
    );
    let (pages, theme, found) = laid_out(&workshop);
    assert_eq!(found, []);
    let (mut runs, mut fills) = (Vec::new(), 0);
    for page in &pages.pages {
        let words = &pages.divisions[page.division.0 as usize].words;
        let edge = match page.recto {
            true => theme.page.inside,
            false => theme.page.outside,
        };
        for frame in &page.frames {
            for mark in &frame.marks {
                let Mark::Text(run) = mark else {
                    fills += 1;
                    continue;
                };
                let texts = run.words.iter().map(|word| words.view(word.word).text);
                let last = run.words.last().expect("a word");
                let width: i32 = words.view(last.word).width;
                let units = Faces::get().face(run.face).units_per_em;
                let left = frame.x + run.x - edge;
                let right = left + last.dx() + run.size.font_units(i64::from(width), units);
                runs.push(Printed {
                    words: texts.collect::<Vec<_>>().join(" "),
                    left: left.to_points(),
                    right: right.to_points(),
                    top: (frame.y + run.baseline).to_points(),
                    italic: run.face == Faces::id(Family::Text, Weight::Regular, Posture::Italic),
                });
            }
        }
    }
    (runs, fills, theme.page.measure().to_points())
}

fn find<'r>(runs: &'r [Printed], words: &str) -> &'r Printed {
    let found = runs.iter().find(|run| run.words.contains(words));
    found.unwrap_or_else(|| panic!("no {words:?} in {runs:#?}"))
}

#[test]
fn sources_stand_upright_on_the_right() {
    let text =
        "::: epigraph\nTea is dear.\n\nA proverb\n:::\n\n> Water is cheap.\n>\n> --- Ada\n\nText.";
    let (runs, _, measure) = printed(text);
    assert!(find(&runs, "Tea is dear").italic);
    let proverb = find(&runs, "A proverb");
    assert!(
        !proverb.italic && (proverb.right - measure).abs() < 0.1,
        "{proverb:?}"
    );
    let (quoted, source) = (find(&runs, "Water is cheap"), find(&runs, "Ada"));
    assert!(
        source.right > quoted.right && (source.right - (measure - 14.0)).abs() < 0.1,
        "{source:?}"
    );
}

#[test]
fn a_turned_line_of_verse_hangs_and_stanzas_stand_apart() {
    let long =
        "of a line that is far too long for the measure of any page and turns over at its end";
    let text =
        format!("Text.\n\n::: verse\nThe kettle sings\n*{long}\nof* colder\n\nand still\n:::");
    let (runs, _, _) = printed(&text);
    let (first, turned) = (find(&runs, "The kettle"), find(&runs, "end"));
    assert!((turned.left - first.left - 28.0).abs() < 0.1, "{turned:?}");
    assert!(find(&runs, "of a line").italic && find(&runs, "of").left < turned.left);
    let (last, next) = (find(&runs, "colder"), find(&runs, "and still"));
    assert!(
        (next.left - first.left).abs() < 0.1,
        "a stanza is not indented"
    );
    assert!(
        (next.top - last.top - 21.0).abs() < 0.1,
        "half a line between stanzas"
    );
}

#[test]
fn long_lines_of_code_are_turned_and_no_letter_is_added() {
    let address = "https://example.org/".to_owned() + &"a-long/address/".repeat(12);
    let line = "recto build manuscript --edition print --edition screen --edition epub --out build --timings";
    let (plain, marks, _) = printed("```\nshort\n```");
    assert_eq!(
        plain
            .iter()
            .filter(|run| run.words.contains("short"))
            .count(),
        1
    );
    let (runs, turned, measure) = printed(&format!("```\n{line}\n{address}\n```"));
    let code: Vec<&Printed> = runs
        .iter()
        .filter(|run| run.left >= 14.0 && run.words != "1")
        .collect();
    assert!(
        code.iter().all(|run| run.right <= measure + 0.1),
        "{code:#?}"
    );
    let text: String = code.iter().map(|run| run.words.replace(' ', "")).collect();
    assert!(text.contains(&(line.replace(' ', "") + &address)), "{text}");
    // Two strokes for each line that was turned, and nothing else is drawn.
    assert!(
        turned > marks && (turned - marks) % 2 == 0,
        "{turned} after {marks}"
    );
}

#[test]
fn lists_have_labels_by_level_and_long_ones_stand_apart() {
    let (runs, _, _) = printed("1. One\n   1. Two\n      1. Three\n\n- four\n  - five\n    - six");
    for (label, item) in [
        ("1.", "One"),
        ("a.", "Two"),
        ("i.", "Three"),
        ("–", "four"),
        ("•", "five"),
        ("·", "six"),
    ] {
        let item = find(&runs, item);
        let beside = runs
            .iter()
            .find(|run| run.words == label && run.top == item.top);
        assert!(
            beside.is_some_and(|run| run.left < item.left),
            "{label} {runs:#?}"
        );
    }
    let gap = |item: &str| {
        let (runs, _, _) = printed(&format!("Before.\n\n- {item}\n\nAfter."));
        find(&runs, "item").top - find(&runs, "Before").top
    };
    assert!((gap("item") - 14.0).abs() < 0.1);
    assert!((gap(&"item of a list ".repeat(14)) - 21.0).abs() < 0.1);
}
