//! Lists and annexes: what they list, in which order, and what leads where.

use super::dump::dump;
use super::notation::Sample;
use crate::document::{Matter, Role};
use crate::manuscript::{Collation, Generated, Question, Theme};
use crate::resolve::resolve;

/// The book's dump from the division with this name on, and what was found.
fn from_division(sample: Sample, name: &str) -> (Vec<String>, Vec<String>) {
    let (book, diagnostics) = resolve(sample.book, &sample.manuscript, Sample::images(), None);
    let sources = &sample.manuscript.sources;
    let found = diagnostics.iter().map(|own| own.one_line(sources));
    let found = found.collect();
    let dump = dump(&book);
    let head = format!("== {name} ");
    let lines = dump.lines().skip_while(|line| !line.starts_with(&head));
    (lines.map(str::to_owned).collect(), found)
}

fn check(sample: Sample, name: &str, expected: &[&str]) {
    let (lines, found) = from_division(sample, name);
    assert_eq!(found, [""; 0]);
    assert_eq!(lines, expected);
}

fn contribution(sample: Sample, contributor: &str, text: &str) -> Sample {
    let text = format!("contributor: {contributor}\n{text}");
    let path = format!("{contributor}.md");
    sample.text(Matter::Body, Role::Contribution, &path, &text)
}

#[test]
fn lists_have_the_numbered_figures_tables_and_boxes_of_all_texts() {
    let book = || {
        Sample::new()
            .chapter(
                "a.md",
                "# A\nfigure #f: One [@f] *here*[^n]\nfigure:\nfigure #bare:\ntable: T | cell\n\
                 table: | cell\nbox: Title | text\nbox: | text\n> figure: Inner\n[^n]: figure: In a note",
            )
            .chapter("b.md", "lang: fr\n# B\nfigure: Deux")
    };
    check(
        book().page(Generated::Figures, None),
        "list-of-figures",
        &[
            "== list-of-figures <list-of-figures> Figures",
            "  1 One  *here* → f",
            "  2 Figure → bare",
            "  3 Inner → a--figure-2",
            "  4 Language(\"fr\")(Deux) → b--figure",
        ],
    );
    check(
        book().page(Generated::Tables, None),
        "list-of-tables",
        &[
            "== list-of-tables <list-of-tables> Tables",
            "  1 T → a--table",
        ],
    );
    check(
        book().page(Generated::Boxes, None),
        "list-of-boxes",
        &[
            "== list-of-boxes <list-of-boxes> Boxes",
            "  1 Title → a--box",
            "  2 Box → a--box-2",
        ],
    );
}

#[test]
fn a_page_that_lists_nothing_is_reported() {
    for (page, what) in [
        (Generated::Figures, "the book has no figure with a number"),
        (Generated::Tables, "the book has no table with a number"),
        (Generated::Boxes, "the book has no box"),
        (
            Generated::Recommendations,
            "the book has no recommendations",
        ),
        (
            Generated::Matrix,
            "the book has no contributions that answer questions",
        ),
    ] {
        let sample = Sample::new()
            .chapter("a.md", "# A\nfigure:")
            .page(page, None);
        let (_, found) = from_division(sample, "a");
        let expected =
            format!("warning[contents/nothing-listed]: {what}, so that this page is a title alone");
        assert_eq!(found, [expected]);
    }
    let sample = Sample::new().page(Generated::Colophon, None);
    assert_eq!(from_division(sample, "colophon").1, [""; 0]);
}

fn recommending() -> Sample {
    let mut sample = contribution(
        Sample::new(),
        "who",
        "# W\n## S {#s}\nrecommendation #r1: health | See [@s] and [@local].[^1]\n## Local\n\
         recommendation to=states: Do\n[^1]: N",
    );
    sample = contribution(
        sample,
        "iom",
        "lang: fr\n# I\n> recommendation: labour health | Oui, [@s].",
    );
    sample = sample.chapter("c.md", "# C\nrecommendation: climate | Third");
    for (id, name) in [
        ("labour", "Labour"),
        ("health", "Health"),
        ("climate", "Climate"),
    ] {
        sample.manuscript.themes.push(Theme {
            id: id.into(),
            name: name.into(),
        });
    }
    sample
}

#[test]
fn recommendations_are_collated_by_contributor() {
    check(
        recommending().collated(Collation::Contributor),
        "recommendations",
        &[
            "== recommendations <recommendations> Recommendations",
            "- <annex--heading> World Health Organization",
            "recommendation WHO 1 <annex--recommendation> (Health)",
            "See ‹section~1.1→s› and ‹section~1.2→who--local›. (‹1#›)",
            "recommendation WHO 2 <annex--recommendation-2> [to states]",
            "Do (‹1#›)",
            "- <annex--heading-2> International Organization for Migration",
            "recommendation IOM 1 <annex--recommendation-3> (Labour) (Health)",
            "Language(\"fr\")(Oui, ‹section~1.1→s›.) (‹1#›)",
            "- <annex--heading-3> Others",
            "recommendation 3.1 <annex--recommendation-4> (Climate)",
            "Third (‹1#›)",
        ],
    );
}

#[test]
fn recommendations_are_collated_by_theme_in_the_order_of_the_registry() {
    let (lines, _) = from_division(recommending().collated(Collation::Theme), "recommendations");
    let heads = lines.iter().filter(|line| line.contains("<annex--"));
    let heads: Vec<&str> = heads.map(|line| line.split('<').next().unwrap()).collect();
    assert_eq!(
        heads,
        [
            "- ",
            "recommendation IOM 1 ",
            "- ",
            "recommendation WHO 1 ",
            "recommendation IOM 1 ",
            "- ",
            "recommendation 3.1 ",
            "- ",
            "recommendation WHO 2 ",
        ]
    );
    let names = ["> Labour", "> Health", "> Climate", "> Others"];
    let mut lines = lines.iter();
    for name in names {
        assert!(lines.any(|line| line.ends_with(name)), "{name}");
    }
}

fn answering(questions: &[&str]) -> Sample {
    let mut sample = contribution(
        Sample::new(),
        "iom",
        "# I\n## A {letter=a}\nText\n## B {letter=b}\nnothing:",
    );
    sample = contribution(sample, "who", "# W\n## A {letter=a}\nnothing:\nBut this.");
    for letter in questions {
        sample.manuscript.questions.push(Question {
            letter: (*letter).into(),
            title: format!("Title {letter}"),
            required: false,
        });
    }
    sample.page(Generated::Matrix, None)
}

#[test]
fn the_matrix_says_who_answers_what() {
    check(
        answering(&["a", "b", "c"]),
        "matrix",
        &[
            "== matrix <matrix> Questions and answers",
            "table - <annex--table> ",
            "| ‹IOM→iom›",
            "| ‹•→iom--a›",
            "| ‹nothing to report→iom--b›",
            "| ",
            "| ‹WHO→who›",
            "| ‹•→who--a›",
            "| ",
            "| ",
            "A dot stands for an answer, an empty cell for none.",
            "(a)\u{a0}Title a; (b)\u{a0}Title b; (c)\u{a0}Title c.",
        ],
    );
    let (lines, _) = from_division(answering(&[]), "matrix");
    assert_eq!(lines.iter().filter(|line| line.starts_with('|')).count(), 6);
    assert!(lines.iter().all(|line| !line.contains("Title")));
}

#[test]
fn the_colophon_has_the_authors_words_and_then_its_own() {
    let sample = Sample::new().page(Generated::Colophon, Some("Printed[^1]\n[^1]: N"));
    let (lines, found) = from_division(sample, "colophon");
    assert_eq!(found, [""; 0]);
    assert_eq!(lines[1], "Printed^1<colophon-mark-1>");
    let made = format!("Recto\u{a0}{}", env!("CARGO_PKG_VERSION"));
    for words in [
        made.as_str(),
        "Literata, Source Sans 3 and Source Code Pro, under the SIL Open Font License 1.1.",
        "170\u{a0}×\u{a0}240\u{a0}mm",
    ] {
        assert!(lines[2].contains(words), "{}", lines[2]);
    }
    assert_eq!(lines[3], "note 1 <colophon-note-1> N");
    let mut french = Sample::new().page(Generated::Colophon, None);
    french.manuscript.config.book.language = "fr".into();
    let (lines, _) = from_division(french, "colophon");
    assert!(lines[1].contains("Literata, Source Sans 3 et Source Code Pro"));
}
