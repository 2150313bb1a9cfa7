//! Approvals and drafts as an editor meets them: `recto approve`, what a release refuses, and how drafts
//! look. `src/approval` has the tests of the rules themselves.

use std::path::Path;

use lopdf::Document;
use recto::document::Stream;
use recto::preflight::conservation::{epub, pdf};

use crate::harness::{Run, Workshop};
use crate::judges::{epubcheck, qpdf};

const BOOK: &str = r#"[book]
slug = "tea"
title = "Tea"
language = "fr"
date = "2026-11-01"
identifier = "urn:uuid:1f0c3d2e-5a5b-4c6d-8e7f-9a0b1c2d3e4f"

[editions.epub]
cover = "cover.png"

[[contents.body]]
files = ["body/leaf.md", "body/water.md", "body/cup.md"]
"#;

const CUP: &str = "---\ntitle: Cup\n---\n\nA cup.\n";

/// A book of three texts, of which two say these statuses.
fn book(leaf: &str, water: &str) -> Workshop {
    let workshop = Workshop::empty();
    let text = |title: &str, status: &str| {
        format!(
            "---\ntitle: {title}\nid: ch-{title}\nstatus: {status}\n---\n\nFirst.\n\nSecond.\n\nThird.\n"
        )
    };
    workshop.write("manuscript/book.toml", BOOK);
    workshop.write("manuscript/body/leaf.md", &text("leaf", leaf));
    workshop.write("manuscript/body/water.md", &text("water", water));
    workshop.write("manuscript/body/cup.md", CUP);
    let cover = concat!(env!("CARGO_MANIFEST_DIR"), "/manuscript/images/cover.png");
    std::fs::copy(cover, workshop.path("manuscript/cover.png")).expect("the cover");
    workshop
}

fn approve(workshop: &Workshop, arguments: &[&str]) -> Run {
    let signed = ["--by", "A. Sample, Director", "--date", "2026-11-02"];
    workshop.recto(&[&["approve"], arguments, &signed].concat())
}

fn read(workshop: &Workshop, path: &str) -> String {
    String::from_utf8(workshop.bytes(path)).expect("text")
}

fn change(workshop: &Workshop, path: &str, from: &str, to: &str) {
    let text = read(workshop, path);
    assert!(text.contains(from), "no `{from}` in {text}");
    workshop.write(path, &text.replace(from, to));
}

#[test]
fn a_release_refuses_what_was_changed_after_its_approval() {
    let workshop = book("approved", "cleared");
    workshop
        .recto(&["--release"])
        .ends_with(1)
        .says("error[approval/missing]");
    assert_eq!(workshop.names("build"), [""; 0]);
    let told = approve(&workshop, &["leaf"]).ends_with(0).stdout;
    assert_eq!(told, "./manuscript/approvals.toml: ch-leaf\n");
    workshop.recto(&["--release"]).ends_with(0);
    // The status may change.
    change(&workshop, "manuscript/body/leaf.md", "approved", "cleared");
    let run = workshop.recto(&["--release", "--quiet"]).ends_with(0);
    assert_eq!(run.stderr, "");

    let editions = workshop.names("build");
    std::fs::remove_dir_all(workshop.path("build")).expect("the editions");
    change(&workshop, "manuscript/body/leaf.md", "Second", "2nd");
    change(&workshop, "manuscript/body/leaf.md", "Third.\n", "");
    let run = workshop
        .recto(&["--release", "--format", "json"])
        .ends_with(1);
    let findings: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    let own = &findings[0];
    assert_eq!(own["code"], "approval/changed");
    assert_eq!(own["severity"], "error");
    assert_eq!([&own["line"], &own["column"]], [9, 1]);
    assert_eq!(
        own["message"],
        "this paragraph was changed after the approval by A. Sample, Director on 2026-11-02, and 1 \
         other place"
    );
    let related = own["related"].as_array().expect("a list");
    let related: Vec<&str> = related
        .iter()
        .filter_map(|own| own["message"].as_str())
        .collect();
    assert_eq!(
        related,
        ["a paragraph after this one was removed", "the approval"]
    );
    assert_eq!(workshop.names("build"), [""; 0]);
    // Another build goes on, and says so.
    workshop
        .recto(&["build"])
        .ends_with(0)
        .says("note[approval/changed]");
    assert_eq!(workshop.names("build"), editions);
    approve(&workshop, &["ch-leaf", "manuscript"]).ends_with(0);
    workshop.recto(&["--release"]).ends_with(0);
}

#[test]
fn the_file_keeps_its_comments_and_the_order_of_the_book() {
    let workshop = book("cleared", "cleared");
    let told = approve(&workshop, &["water"]).ends_with(0).stdout;
    assert!(told.ends_with(": ch-water\n"), "{told}");
    let path = "manuscript/approvals.toml";
    let before = read(&workshop, path);
    let text = before.replace("[[approval]]", "# By letter.\n[[approval]]");
    workshop.write(path, &format!("{text}# At the end.\n"));
    let told = approve(&workshop, &["--all"]).ends_with(0).stdout;
    assert!(told.ends_with(": ch-leaf\n"), "{told}");
    let after = read(&workshop, path);
    let lines: Vec<&str> = after
        .lines()
        .filter(|line| line.starts_with('#') || line.starts_with("id"))
        .collect();
    let head = "# Who approved which text: written by `recto approve`.";
    let expected = [
        head,
        "id = \"ch-leaf\"",
        "# By letter.",
        "id = \"ch-water\"",
        "# At the end.",
    ];
    assert_eq!(lines, expected);
    approve(&workshop, &["water"]).ends_with(0);
    assert_eq!(read(&workshop, path).matches('#').count(), 3);
    let told = approve(&workshop, &["--all"]).ends_with(0).stdout;
    assert!(told.starts_with("nothing to approve"), "{told}");
    // Nothing but the file is left in the manuscript.
    let names = workshop.names("manuscript");
    assert_eq!(names, ["approvals.toml", "body", "book.toml", "cover.png"]);
}

#[test]
fn what_cannot_be_approved_is_refused_and_nothing_is_written() {
    let workshop = book("draft", "cleared");
    approve(&workshop, &["leaf"])
        .ends_with(2)
        .says("`ch-leaf` is a draft");
    approve(&workshop, &["ch-watr"])
        .ends_with(2)
        .says("did you mean `ch-water`?");
    approve(&workshop, &["water", "manuscript", "--all"]).ends_with(2);
    approve(&workshop, &[]).ends_with(2);
    let approve_by = |by: &str, rest: &[&str]| {
        workshop.recto(&[&["approve", "water", "--by", by], rest].concat())
    };
    approve_by(" ", &["--date", "2026-11-02"])
        .ends_with(2)
        .says("`--by` is empty");
    approve_by("A", &["--date", "2026-02-30"])
        .ends_with(2)
        .says("there is no day `2026-02-30`");
    // No clock gives the day.
    approve_by("A", &[])
        .ends_with(2)
        .says("an approval needs its day");
    change(
        &workshop,
        "manuscript/body/cup.md",
        "A cup",
        "A [cup]{.cup}",
    );
    approve(&workshop, &["water"])
        .ends_with(1)
        .says("nothing is approved");
    assert_eq!(
        workshop.names("manuscript"),
        ["body", "book.toml", "cover.png"]
    );
    workshop.write("manuscript/body/cup.md", CUP);
    let arguments = ["approve", "water", "--by", "A"];
    workshop
        .recto_with(&arguments, &[("SOURCE_DATE_EPOCH", "1793491200")])
        .ends_with(0);
    let file = read(&workshop, "manuscript/approvals.toml");
    assert!(file.contains("date = \"2026-11-01\"\n"), "{file}");
}

#[test]
fn a_release_refuses_drafts_and_another_build_marks_them() {
    let workshop = book("draft", "cleared");
    workshop
        .recto(&["--release"])
        .ends_with(1)
        .says("error[approval/draft]");
    let run = workshop.recto(&["build", "--quiet"]).ends_with(0);
    assert_eq!(run.stderr, "", "a build of drafts is quiet");
    let print = workshop.bytes("build/tea-print.pdf");
    let screen = workshop.bytes("build/tea-screen.pdf");
    assert_eq!(watermarks(&print), [0, 0, 0, 0, 0]);
    // The first text has a page, and a blank one behind it.
    assert_eq!(watermarks(&screen), [1, 0, 0, 0, 0]);
    // It is no text of any stream, and none of an artifact.
    let [own, other] = [&screen, &print].map(|bytes| pdf::read(bytes).expect("a PDF"));
    assert_eq!(own, other);
    assert!(!own.artifacts.contains("Projet"));
    let publication = workshop.bytes("build/tea.epub");
    let generated = epub::read(&publication).expect("an EPUB");
    let generated = generated.stream(Stream::Generated);
    assert_eq!(generated.matches("Projet").count(), 1, "{generated}");
    qpdf("draft", &workshop.path("build/tea-screen.pdf"));
    epubcheck("draft", &workshop.path("build/tea.epub"));

    change(&workshop, "manuscript/body/leaf.md", "draft", "cleared");
    workshop.recto(&["--release"]).ends_with(0);
    let screen = workshop.bytes("build/tea-screen.pdf");
    assert_eq!(watermarks(&screen), [0, 0, 0, 0, 0]);
    let publication = workshop.bytes("build/tea.epub");
    let texts = epub::read(&publication).expect("an EPUB");
    assert!(!texts.stream(Stream::Generated).contains("Projet"));
}

/// How often each page paints the word, which is an artifact.
fn watermarks(bytes: &[u8]) -> Vec<usize> {
    let document = Document::load_mem(bytes).expect("a PDF");
    let pages = document.get_pages().into_values();
    let count = |page| {
        let content = document.get_page_content(page);
        let content = String::from_utf8_lossy(&content).into_owned();
        let begun = content.matches("/Artifact <</Type /Pagination /Subtype /Watermark>> BDC\nq ");
        assert_eq!(begun.count(), content.matches("cm /W Do Q\nEMC\n").count());
        content.matches("/W Do").count()
    };
    pages.map(count).collect()
}

#[test]
fn the_compendium_is_released_as_it_is() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("manuscript");
    let workshop = Workshop::with_manuscript(&folder);
    let run = workshop.recto(&["check", "--format", "json"]).ends_with(0);
    let help = "CONTRIBUTING.md has the command that approves the compendium's texts anew";
    assert!(!run.stdout.contains("approval/"), "{help}: {}", run.stdout);
    let folder = folder.join("body");
    for name in std::fs::read_dir(folder).expect("the texts") {
        let text = std::fs::read_to_string(name.expect("a text").path()).expect("text");
        assert!(!text.contains("\nstatus: draft\n"), "{help}");
    }
}
