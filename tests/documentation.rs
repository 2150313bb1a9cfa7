//! The documents promise what the program does: every example of `docs/syntax.md`,
//! `docs/configuration.md` and `README.md` is read without diagnostics, the tables of settings are made
//! from their types, and `docs/diagnostics.md` is made from the register of codes.
//!
//! An example of `docs/syntax.md` is the text `text.md` of a book of two texts. Unless it begins with
//! front matter, it gets one that gives it a title. Examples may use, of the other text, the chapter
//! `ch-other`, the figure `fig-pot` and the table `tbl-times`; the acronym `CTC`, the contributors
//! `CK` and `SB` and their group `growers`; the images `images/pot.svg` and `images/rule.png`; and the
//! works `kettle` and `leaves` of the bibliography that `docs/configuration.md` shows. One that marks
//! places has an index. The texts that an example of `docs/configuration.md` names are made for it, and
//! one where it names none.

mod diagnostics;
pub mod page;
mod settings;

use recto::diagnostic::{Diagnostic, codes};
use recto::layout::StandingType;
use recto::manuscript::Date;
use recto::pipeline::{self, Edition, Outcome, Progress, Request, Step};

use crate::harness::{Workshop, expect};

pub use page::examples;
use page::{Example, document, escaped};

const BOOK: &str = "[book]\nslug = \"example\"\ntitle = \"Example\"\nlanguage = \"en-GB\"\n";
const WORKS: &str = "[bibliography]\nfiles = [\"references.yaml\"]\nuncited = true\n";
const WORKS_PAGE: &str = "[[contents.back]]\ngenerate = \"bibliography\"\n";
const COVER: &str = "[editions.epub]\ncover = \"images/pot.svg\"\n";
const TEXTS: &str = "[[contents.body]]\nfiles = [\"other.md\", \"text.md\"]\n";
/// What the book of an example that marks places for the index ends with.
const INDEX: &str = "[[contents.back]]\ngenerate = \"index\"\n";
const OTHER: &str = "\
---
title: The other text
id: ch-other
---

::: {#fig-pot .figure}
![A pot with its lid](images/pot.svg)

A pot.
:::

::: {#tbl-times .table}
| Tea | Minutes |
|-----|---------|
| Black | 4 |

Times.
:::
";
const CONTRIBUTORS: &str = "\
[[group]]
id = \"growers\"
name = \"Tea growers\"

[[contributor]]
id = \"council\"
name = \"Council of Kettles\"
short = \"CK\"
kind = \"collective\"
groups = [\"growers\"]

[[contributor]]
id = \"board\"
name = \"Samovar Board\"
short = \"SB\"
kind = \"agency\"
groups = [\"growers\"]

[[signatory]]
id = \"tea-director\"
office = \"Director\"
contributor = \"board\"
";
const ACRONYMS: &str = "[[acronym]]\nshort = \"CTC\"\nlong = \"crush, tear, curl\"\n";
const UNCHECKED: &str = "[acronyms]\ncheck = false\n";
const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"60\" height=\"40\">\
                   <path d=\"M5 5H50V35H5Z\"/></svg>";

#[test]
fn examples_of_the_syntax_are_built_without_diagnostics() {
    let examples = examples("docs/syntax.md", "markdown");
    assert!(examples.len() >= 25, "{} examples", examples.len());
    for example in examples {
        let text = match example.text.starts_with("---\n") {
            true => example.text.clone(),
            false => format!("---\ntitle: Example\n---\n\n{}", example.text),
        };
        let index = if text.contains("{.index") { INDEX } else { "" };
        // Most examples do not use the acronym of the registry, which would be reported.
        let acronyms = if text.contains("CTC") { "" } else { UNCHECKED };
        let book = format!("{BOOK}{TEXTS}{WORKS_PAGE}{index}{WORKS}{COVER}{acronyms}");
        let workshop = workshop(&book);
        workshop.write("manuscript/text.md", &text);
        workshop.write("manuscript/other.md", OTHER);
        workshop.write("manuscript/contributors.toml", CONTRIBUTORS);
        workshop.write("manuscript/acronyms.toml", ACRONYMS);
        workshop.write("manuscript/images/rule.png", SVG);
        assert_eq!(said(&build(&workshop)), "", "in {example:?}");
    }
}

#[test]
fn examples_of_the_settings_are_read_without_diagnostics() {
    let examples = examples("docs/configuration.md", "toml");
    assert!(examples.len() > 5, "{} examples", examples.len());
    for example in examples {
        let settings: toml::Table = toml::from_str(&example.text).expect("an example in TOML");
        let is_book = settings.contains_key("book");
        let mut book = match is_book {
            true => example.text.clone(),
            false => BOOK.to_owned(),
        };
        if !book.contains("[editions.epub]") {
            book.push_str(COVER);
        }
        if settings.contains_key("acronym") {
            book.push_str(UNCHECKED);
        }
        if !book.contains("[[contents.") {
            book.push_str("[[contents.body]]\nfile = \"text.md\"\n");
        }
        let workshop = workshop(&book);
        if !is_book {
            workshop.write(&format!("manuscript/{}", example.section), &example.text);
        }
        for path in book.split('"').filter(|own| own.ends_with(".md")) {
            workshop.write(
                &format!("manuscript/{path}"),
                "---\ntitle: A text\n---\n\nWords.\n",
            );
        }
        workshop.write("manuscript/images/cover.png", SVG);
        assert_eq!(said(&build(&workshop)), "", "in {example:?}");
    }
}

#[test]
fn the_book_of_the_readme_becomes_what_is_said() {
    let [book] = take(examples("README.md", "toml"));
    let [text] = take(examples("README.md", "markdown"));
    let workshop = Workshop::empty();
    workshop.write("manuscript/book.toml", &book.text);
    workshop.write("manuscript/kettle.md", &text.text);
    let outcome = build(&workshop);
    let codes: Vec<&str> = outcome
        .diagnostics
        .iter()
        .map(|own| own.code.name)
        .collect();
    assert_eq!(codes, ["epub/no-cover"]);
    assert_eq!(outcome.book.extent.pages.total, 1);
    assert_eq!(outcome.book.extent.notes, 1);
    let readme = document("README.md");
    for edition in &outcome.editions {
        let path = format!("`build/{}`", edition.file_name);
        assert!(readme.contains(&path), "no {path}");
    }
    assert_eq!(outcome.editions.len(), 3);
}

#[test]
fn the_list_of_diagnostics_is_made_from_the_register() {
    let mut text = String::from(
        "# Diagnostics\n\nEvery finding that Recto reports has a code, and each code a page. An error stops \
         all editions, a\nwarning stops a `--release` build, a note stops nothing. This list is made from \
         `src/diagnostic/codes.rs`\nby `tests/documentation.rs`.\n\n| code | severity | what it is |\n|---|---|---|\n",
    );
    for code in codes::ALL {
        text.push_str(&format!(
            "| [`{0}`](diagnostics/{0}.md) | {1} | {2} |\n",
            code.name,
            code.severity.word(),
            escaped(code.summary()),
        ));
    }
    expect("../../docs/diagnostics.md", &text);
}

/// The one example that a document has.
fn take(examples: Vec<Example>) -> [Example; 1] {
    examples.try_into().expect("one example")
}

/// A manuscript with these settings and the images.
fn workshop(book: &str) -> Workshop {
    let workshop = Workshop::empty();
    workshop.write("manuscript/book.toml", book);
    workshop.write("manuscript/images/pot.svg", SVG);
    let [works] = take(examples("docs/configuration.md", "yaml"));
    workshop.write("manuscript/references.yaml", &works.text);
    workshop
}

/// Builds all editions in memory.
fn build(workshop: &Workshop) -> Outcome {
    build_as(workshop, false)
}

/// Builds all editions in memory, as a release or not.
fn build_as(workshop: &Workshop, release: bool) -> Outcome {
    struct Silence;
    impl Progress for Silence {
        fn begins(&self, _: Step) {}
    }
    let request = Request {
        editions: Edition::ALL.to_vec(),
        printer: None,
        epoch: None::<Date>,
        release,
        only: None,
        goal: recto::pipeline::Goal::Editions,
    };
    let (folder, standing) = (workshop.path("manuscript"), StandingType::default());
    pipeline::build(&folder, &request, &standing, &Silence).expect("a build")
}

/// The findings of a build, one a line.
fn said(outcome: &Outcome) -> String {
    let line = |own: &Diagnostic| format!("{}: {}\n", own.code.name, own.message);
    outcome.diagnostics.iter().map(line).collect()
}
