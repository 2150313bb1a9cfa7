//! The documents promise what the program does: every example of `docs/syntax.md`,
//! `docs/configuration.md` and `README.md` is read without diagnostics, every key that the program
//! knows is documented, and `docs/diagnostics.md` is made from the register of codes.
//!
//! An example of `docs/syntax.md` is the text `text.md` of a book of two texts. Unless it begins with
//! front matter, it gets one that gives it a title. Examples may use, of the other text, the chapter
//! `ch-other`, the figure `fig-pot` and the table `tbl-times`; the acronym `CTC`, the contributors
//! `CK` and `SB` and their group `growers`; and the images `images/pot.svg` and
//! `images/rule.png`. The texts that an example of `docs/configuration.md` names are made for it, and
//! one where it names none.

mod diagnostics;
pub mod page;

use std::collections::{BTreeMap, BTreeSet};

use recto::diagnostic::{Diagnostic, codes};
use recto::manuscript::Date;
use recto::pipeline::{self, Edition, Outcome, Progress, Request, Step};

use crate::harness::{Workshop, expect};

use page::{Example, document, escaped, examples, section_of};

const BOOK: &str = "[book]\nslug = \"example\"\ntitle = \"Example\"\nlanguage = \"en-GB\"\n";
const COVER: &str = "[editions.epub]\ncover = \"images/pot.svg\"\n";
const TEXTS: &str = "[[contents.body]]\nfiles = [\"other.md\", \"text.md\"]\n";
const OTHER: &str = "\
---
title: The other text
id: ch-other
---

::: {#fig-pot .figure}
![A pot](images/pot.svg)

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
";
const ACRONYMS: &str = "[[acronym]]\nshort = \"CTC\"\nlong = \"crush, tear, curl\"\n";
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
        let workshop = workshop(&format!("{BOOK}{TEXTS}{COVER}"));
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

/// The tables that the program reads: the section of `docs/configuration.md`, the file, and a text of
/// that file in which `@` stands where the table's keys do.
const TABLES: &[(&str, &str, &str)] = &[
    ("`[book]`", "book.toml", "[book]\n@"),
    ("`[book]`", "book.toml", "[book.isbn]\n@"),
    ("`[book]`", "book.toml", "[[book.creators]]\n@"),
    ("`[contents]`", "book.toml", "[contents]\n@"),
    ("`[contents]`", "book.toml", "[[contents.front]]\n@"),
    ("`[notes]`", "book.toml", "[notes]\n@"),
    ("`[page]`", "book.toml", "[page]\n@"),
    ("`[type]`", "book.toml", "[type]\n@"),
    ("`[type]`", "book.toml", "[type.body]\n@"),
    ("`[type]`", "book.toml", "[type.space_heading_2]\n@"),
    ("`[acronyms]`", "book.toml", "[acronyms]\n@"),
    ("`[editions.epub]`", "book.toml", "[editions.epub]\n@"),
    (
        "contributors.toml",
        "contributors.toml",
        "[[contributor]]\n@",
    ),
    ("contributors.toml", "contributors.toml", "[[group]]\n@"),
    ("acronyms.toml", "acronyms.toml", "[[acronym]]\n@"),
    (
        "questionnaire.toml",
        "questionnaire.toml",
        "[[question]]\n@",
    ),
    ("themes.toml", "themes.toml", "[[theme]]\n@"),
    ("themes.toml", "themes.toml", "[[addressee]]\n@"),
    ("Front matter", "text.md", "---\n@\n---\n"),
];

/// Tables of which only tables are keys: their keys are headings.
const TABLES_OF_TABLES: &[(&str, &str)] = &[
    ("book.toml", "@"),
    ("book.toml", "[editions]\n@"),
    ("contributors.toml", "@"),
    ("acronyms.toml", "@"),
    ("questionnaire.toml", "@"),
    ("themes.toml", "@"),
];

#[test]
fn every_key_that_is_read_is_documented_and_no_other() {
    let mut known: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for (section, file, text) in TABLES {
        known.entry(section).or_default().extend(keys(file, text));
    }
    for (section, keys) in known {
        let text = section_of(&document("docs/configuration.md"), section);
        for key in &keys {
            let named = text.contains(&format!("`{key}`"));
            assert!(
                named || text.contains(&format!(".{key}]]")),
                "{section}: no `{key}`"
            );
        }
        let first_cells = text.lines().filter_map(|line| line.strip_prefix("| `"));
        for cell in first_cells.filter_map(|rest| rest.split('`').next()) {
            assert!(keys.contains(cell), "{section}: nothing reads `{cell}`");
        }
    }
}

#[test]
fn every_table_that_is_read_has_its_place() {
    let configuration = document("docs/configuration.md");
    for (file, text) in TABLES_OF_TABLES {
        for table in keys(file, text) {
            let named = [format!("[{table}"), format!(".{table}]")];
            let is_there = named.iter().any(|name| configuration.contains(name));
            assert!(is_there, "{file}: no [{table}]");
        }
    }
}

/// Settings that are one of a list of words: the section and a setting that is none of them.
const WORDS: &[(&str, &str)] = &[
    ("`[contents]`", "[[contents.front]]\ngenerate = \"@\""),
    ("`[contents]`", "[[contents.front]]\nrole = \"@\""),
    ("`[contents]`", "[[contents.front]]\nby = \"@\""),
    ("`[notes]`", "[notes]\nnumbering = \"@\""),
    ("`[type]`", "[type.body]\nfamily = \"@\""),
    ("`[type]`", "[type.body]\nweight = \"@\""),
    ("`[type]`", "[type.body]\nposture = \"@\""),
    ("`[type]`", "[type.body]\ncaps = \"@\""),
    ("`[type]`", "[type.body]\nfigures = \"@\""),
    ("`[acronyms]`", "[acronyms]\nexpand = \"@\""),
];

#[test]
fn every_word_that_a_setting_can_be_is_documented() {
    for (section, setting) in WORDS {
        let workshop = workshop(&format!("{BOOK}{}", setting.replace('@', UNHEARD_OF)));
        let found = build(&workshop).diagnostics;
        let message = found
            .iter()
            .find(|own| own.message.contains(UNHEARD_OF))
            .unwrap_or_else(|| panic!("no word is asked for in {setting}"));
        let (_, words) = message
            .message
            .rsplit_once(": it is one of ")
            .expect("words");
        let text = section_of(&document("docs/configuration.md"), section);
        for word in words.split('`').skip(1).step_by(2) {
            assert!(
                text.contains(&format!("`{word}`")),
                "{section}: no `{word}`"
            );
        }
    }
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

/// A key that no table has and that is near to none.
const UNHEARD_OF: &str = "qqqqqqqqqqqqqqqqqqqq";

/// The keys that the program names when it meets one that it does not know.
fn keys(file: &str, text: &str) -> Vec<String> {
    let is_text = file.ends_with(".md");
    let key = match is_text {
        true => format!("{UNHEARD_OF}: x"),
        false => format!("{UNHEARD_OF} = 1"),
    };
    let text = text.replace('@', &key);
    let workshop = match file {
        "book.toml" if text.starts_with(UNHEARD_OF) => workshop(&format!("{text}\n{BOOK}")),
        "book.toml" if text.starts_with("[book]") => workshop(&format!("{BOOK}{key}\n")),
        "book.toml" => workshop(&format!("{BOOK}{text}")),
        _ => {
            let workshop = workshop(&format!("{BOOK}[[contents.body]]\nfile = \"text.md\"\n"));
            workshop.write("manuscript/text.md", "# Text\n\nWords.\n");
            workshop.write(&format!("manuscript/{file}"), &text);
            workshop
        }
    };
    let found = build(&workshop).diagnostics;
    let unknown = found.iter().find(|own| own.message.contains(UNHEARD_OF));
    let help = unknown.and_then(|own| own.help.clone());
    let help = help.unwrap_or_else(|| panic!("no keys are named in {file}: {text}"));
    match is_text {
        true => {
            let words = help.split_once(": ").map_or("", |(_, words)| words);
            words.split(", ").map(str::to_owned).collect()
        }
        false => help
            .split('`')
            .skip(1)
            .step_by(2)
            .map(str::to_owned)
            .collect(),
    }
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
    workshop
}

/// Builds all editions in memory.
fn build(workshop: &Workshop) -> Outcome {
    struct Silence;
    impl Progress for Silence {
        fn begins(&self, _: Step) {}
    }
    let request = Request {
        editions: Edition::ALL.to_vec(),
        epoch: None::<Date>,
        release: false,
        check_only: false,
    };
    pipeline::build(&workshop.path("manuscript"), &request, &Silence).expect("a build")
}

/// The findings of a build, one a line.
fn said(outcome: &Outcome) -> String {
    let line = |own: &Diagnostic| format!("{}: {}\n", own.code.name, own.message);
    outcome.diagnostics.iter().map(line).collect()
}
