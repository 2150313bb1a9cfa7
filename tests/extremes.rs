//! Manuscripts that nobody writes and every program meets: they build within a time that only a
//! loop without end or one inside another would miss, and what they hold is in the editions.

use std::fmt::Write as _;
use std::fs;
use std::io::Read;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::harness::Workshop;

/// Many times what each of these books takes, on a slow machine under load.
const PATIENCE: Duration = Duration::from_secs(120);

const SETTINGS: &str = r#"[book]
slug = "extreme"
title = "An Extreme Book"
language = "en-GB"
date = "2026-11-01"
identifier = "urn:uuid:57c5dc55-0d4f-4a4e-8e9b-0e3d0d0a7a11"

[[contents.body]]
file = "body/a.md"
role = "chapter"
"#;

#[test]
fn a_paragraph_of_five_megabytes_on_one_line() {
    let words = 5_000_000 / "between ".len();
    let built = build(&text(words));
    // And the title.
    assert_eq!(built.count("/words/running"), words as u64 + 1);
    assert!(built.count("/pages/total") > 1000);
    assert_eq!(built.found, [""; 0]);
}

#[test]
fn ten_thousand_notes_in_a_chapter() {
    let mut chapter = String::new();
    for number in 0..10_000 {
        write!(
            chapter,
            "Word.[^{number}]\n\n[^{number}]: Remark-{number}.\n\n"
        )
        .expect("a string grows");
    }
    let built = build(&chapter);
    assert_eq!(built.count("/notes"), 10_000);
    assert_eq!(built.found, [""; 0]);
    let epub = built.epub();
    for number in 0..10_000 {
        let remark = format!("Remark-{number}.");
        assert!(epub.contains(&remark), "{remark} is not in the EPUB");
    }
}

#[test]
fn a_word_of_fifty_thousand_letters() {
    let built = build(&"a".repeat(50_000));
    assert_eq!(built.found, ["warning[layout/overfull]"]);
}

#[test]
fn a_row_that_is_higher_than_a_page() {
    let built = build(&format!("| A | B |\n|---|---|\n| c | {} |\n", text(3_000)));
    assert_eq!(built.count("/words/cells"), 3_003);
    assert!(built.count("/pages/total") >= 5);
    assert_eq!(built.found, [""; 0]);
}

#[test]
fn a_figure_that_is_higher_than_a_page() {
    let workshop = manuscript("Before.\n\n![A tower](tower.svg)\n\nAfter.\n");
    let tower = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"100\" height=\"9000\">\
                 <rect width=\"100\" height=\"9000\"/></svg>";
    fs::write(workshop.path("manuscript/tower.svg"), tower).expect("the drawing");
    let built = Built::of(workshop);
    assert_eq!(built.count("/images"), 1);
    // Scaled down to a page of its own, at most.
    assert!(built.count("/pages/total") <= 3);
    assert_eq!(built.found, [""; 0]);
}

#[test]
fn three_hundred_pages_of_one_paragraph() {
    let built = build(&text(100_000));
    assert!(built.count("/pages/total") >= 200);
    assert_eq!(built.found, [""; 0]);
}

#[test]
fn a_chapter_without_text() {
    let built = build("");
    assert_eq!(built.count("/pages/total"), 1);
    assert_eq!(built.found, [""; 0]);
}

#[test]
fn a_note_that_is_longer_than_two_pages() {
    let built = build(&format!("Text.[^1] More.\n\n[^1]: {}\n", text(1_500)));
    assert_eq!(built.count("/words/notes"), 1_500);
    assert!(built.count("/pages/total") >= 3);
    assert_eq!(built.found, [""; 0]);
}

#[test]
fn marks_that_are_never_closed() {
    for mark in [
        "[", "[a](", "*a ", "**a _b ", "`a ", "^[a ", "<a ", "$", "\"a' ", "[a]{.x ", "- ",
    ] {
        let workshop = manuscript(&mark.repeat(20_000));
        let begun = Instant::now();
        // Some are mistakes and some are text; none may be a crash.
        let run = workshop.recto(&["check", "--format", "json"]);
        assert!(
            matches!(run.status, Some(0 | 1)),
            "{mark}: {:?}",
            run.status
        );
        assert!(
            begun.elapsed() < PATIENCE,
            "{mark} takes {:?}",
            begun.elapsed()
        );
    }
}

/// A book that was built.
struct Built {
    workshop: Workshop,
    report: Value,
    /// `severity[code]` of what was found, the missing cover apart.
    found: Vec<String>,
}

impl Built {
    #[track_caller]
    fn of(workshop: Workshop) -> Built {
        let begun = Instant::now();
        let run = workshop.recto(&["--format", "json"]).ends_with(0);
        assert!(begun.elapsed() < PATIENCE, "it takes {:?}", begun.elapsed());
        let found: Vec<Value> = serde_json::from_str(&run.stdout).expect("an array");
        let word = |found: &Value, key: &str| found[key].as_str().unwrap_or_default().to_owned();
        let found = found
            .iter()
            .map(|found| format!("{}[{}]", word(found, "severity"), word(found, "code")))
            .filter(|found| found != "warning[epub/no-cover]")
            .collect();
        let report = workshop.bytes("build/extreme.report.json");
        let report = serde_json::from_slice(&report).expect("the report is JSON");
        Built {
            workshop,
            report,
            found,
        }
    }

    /// A figure of the report.
    #[track_caller]
    fn count(&self, pointer: &str) -> u64 {
        let figure = self.report.pointer(pointer).and_then(Value::as_u64);
        figure.unwrap_or_else(|| panic!("no {pointer} in {:#}", self.report))
    }

    /// The documents of the EPUB, one after the other.
    fn epub(&self) -> String {
        let file = fs::File::open(self.workshop.path("build/extreme.epub")).expect("the EPUB");
        let mut archive = zip::ZipArchive::new(file).expect("an archive");
        let mut text = String::new();
        for at in 0..archive.len() {
            let mut entry = archive.by_index(at).expect("an entry");
            let name = entry.name().expect("a name in UTF-8");
            if name.ends_with(".xhtml") {
                entry.read_to_string(&mut text).expect("UTF-8");
            }
        }
        text
    }
}

#[track_caller]
fn build(chapter: &str) -> Built {
    Built::of(manuscript(chapter))
}

fn manuscript(chapter: &str) -> Workshop {
    let workshop = Workshop::empty();
    workshop.write("manuscript/book.toml", SETTINGS);
    let chapter = format!("---\ntitle: Extreme\n---\n\n{chapter}\n");
    workshop.write("manuscript/body/a.md", &chapter);
    workshop
}

/// So many words on one line.
fn text(words: usize) -> String {
    const WORDS: [&str; 7] = [
        "between",
        "the",
        "council",
        "and",
        "every",
        "registrar",
        "of",
    ];
    // Neighbours of different lengths, so that no two lines are alike.
    let word = |at: usize| WORDS[(at + at / 7 * 3) % WORDS.len()];
    (0..words).map(word).collect::<Vec<&str>>().join(" ")
}
