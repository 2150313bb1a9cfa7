//! The layout as text, which shows every break: of the tour of the syntax, and of a long text in which
//! pages have to be made level. A change of a break is a change of these files.

use std::path::Path;

use crate::harness::{Workshop, expect};

#[test]
fn the_tour_is_laid_out_as_before() {
    let tour = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/tour");
    let workshop = Workshop::with_manuscript(&tour);
    let run = workshop.recto(&["build", "--dump", "layout"]).ends_with(0);
    expect("layout/tour.txt", &run.stdout);
    assert_eq!(workshop.names(""), ["manuscript"]);
}

#[test]
fn a_layout_is_not_printed_among_findings() {
    let workshop = Workshop::with_fixture("small");
    let arguments = ["build", "--dump", "layout", "--format", "json"];
    let run = workshop.recto(&arguments).ends_with(2);
    assert!(run.stderr.contains("--format"), "{}", run.stderr);
}

#[test]
fn a_paragraph_after_a_float_goes_on_as_if_nothing_stood_between() {
    let text = |number: &str| {
        let figure = "::: {#fig-a .figure}\n![A shape](drawing.svg){width=30%}\n\nA shape.\n:::\n";
        let figure = figure.replace(" {#fig-a .figure}", number);
        format!("---\ntitle: A\n---\n\nThe first of two paragraphs.\n\n{figure}\nThe second.\n")
    };
    let indent = |text: &str| {
        let workshop = Workshop::with_fixture("small");
        let chapter = "manuscript/body/float.md";
        workshop.write(chapter, text);
        workshop.write("manuscript/drawing.svg", DRAWING);
        let settings = String::from_utf8(workshop.bytes("manuscript/book.toml")).expect("text");
        let settings = format!("{settings}\n[[contents.body]]\nfile = \"body/float.md\"\n");
        workshop.write("manuscript/book.toml", &settings);
        let run = workshop.recto(&["build", "--dump", "layout"]).ends_with(0);
        let line = run.stdout.lines().find(|line| line.contains("The second."));
        let place = line
            .expect("the second paragraph")
            .split_whitespace()
            .nth(1);
        place.expect("its left edge").to_owned()
    };
    let floating = indent(&text(" {#fig-a .figure}"));
    let standing = indent(&text(" {.figure}").replace("\nA shape.\n", "\n"));
    assert_eq!(floating, "76.36");
    assert_eq!(standing, "62.36");
}

/// Where a page that ends after the list's first item would be the best otherwise.
#[test]
fn a_heading_has_two_lines_of_a_list_below_it() {
    let workshop = Workshop::with_fixture("small");
    let settings = String::from_utf8(workshop.bytes("manuscript/book.toml")).expect("text");
    let settings = format!("{settings}\n[[contents.body]]\nfile = \"body/list.md\"\n");
    workshop.write("manuscript/book.toml", &settings);
    let verse = |lines: usize| "A line of verse\\\n".repeat(lines);
    for lines in [22, 23, 24, 59, 60, 61] {
        let above = format!("---\ntitle: A\n---\n\n{}The last.\n", verse(lines));
        let list = "### Pears\n\n- One item.\n- A second pear.\n- A third item.\n";
        let text = format!("{above}\n{list}\n{}The last.\n", verse(80));
        workshop.write("manuscript/body/list.md", &text);
        let run = workshop.recto(&["build", "--dump", "layout"]).ends_with(0);
        let page_of = |text: &str| {
            let (before, _) = run.stdout.split_once(text).expect("the text on a page");
            before.matches("\npage ").count()
        };
        let [heading, second] = ["│Pears", "A second pear."].map(page_of);
        assert_eq!(heading, second, "{lines} lines");
    }
}

const DRAWING: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"60\" height=\"40\">\
                       <path d=\"M5 5H50V35H5Z\"/></svg>";
