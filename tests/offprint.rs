//! `recto build --only`: one text of a book in its three editions, with the book's folios, numbers and
//! references, judged as whole books are.

use std::collections::BTreeMap;

use lopdf::{Document, Object};
use recto::document::Stream;
use recto::preflight::conservation::texts::BREAK;
use recto::preflight::conservation::{epub, pdf};
use serde_json::Value;

use crate::harness::Workshop;
use crate::judges::{epubcheck, qpdf};

const BOOK: &str = r#"[book]
slug = "tea"
title = "Tea"
language = "en-GB"
date = "2026-11-01"
identifier = "urn:uuid:1f0c3d2e-5a5b-4c6d-8e7f-9a0b1c2d3e4f"
creators = [{ name = "The editors" , role = "edt" }]

[editions.epub]
cover = "cover.png"

[[contents.front]]
generate = "title"

[[contents.front]]
generate = "contents"

[[contents.body]]
part = "Tea at work"
files = ["body/leaf.md"]

[[contents.body]]
file = "body/water.md"
role = "contribution"

[[contents.body]]
file = "body/cup.md"

[[contents.back]]
generate = "index"
"#;

const CONTRIBUTORS: &str = "[[contributor]]\nid = \"board\"\nname = \"The Water Board\"\n\
                            short = \"WB\"\nkind = \"agency\"\n";

const WATER: &str = "---
title: Water
id: ch-water
contributor: board
status: cleared
---

Water[^hard] boils before [@fig-cup] and after [@sec-leaf] on [@sec-leaf]{.page}. Its own section is
[@sec-boil], and [tea]{.index} is made with leaves ([@sec-leaf]{.title}) and [@tbl-heat].

[^hard]: Hard water is told of in [@sec-cup].

## Boiling {#sec-boil}

::: {#tbl-heat .table}
| Tea | Heat |
|---|---|
| green | 80 |
| black | 98 |

Heat.
:::

## Hard water {#sec-hard}

See [the web](https://example.org/water).
";

fn book() -> Workshop {
    let workshop = Workshop::empty();
    let long = "The leaf is picked, withered, rolled and dried. ".repeat(150);
    workshop.write("manuscript/book.toml", BOOK);
    workshop.write("manuscript/contributors.toml", CONTRIBUTORS);
    let leaf = format!("# Leaf\n\nSee [@sec-hard].\n\n## Picking {{#sec-leaf}}\n\n{long}\n");
    workshop.write("manuscript/body/leaf.md", &leaf);
    workshop.write("manuscript/body/water.md", WATER);
    let cup = "---\ntitle: Cup\nstatus: draft\n---\n\n## Cups {#sec-cup}\n\n::: {#fig-cup .figure}\n\
               ![A cup](cover.png)\n\nA cup.\n:::\n";
    workshop.write("manuscript/body/cup.md", cup);
    let cover = concat!(env!("CARGO_MANIFEST_DIR"), "/manuscript/images/cover.png");
    std::fs::copy(cover, workshop.path("manuscript/cover.png")).expect("the cover");
    workshop
}

#[test]
fn a_part_is_made_alone_with_the_pages_of_the_book() {
    let workshop = book();
    workshop.recto(&["build"]).ends_with(0);
    // The release proves that each edition holds the text; a draft elsewhere does not stop it.
    workshop
        .recto(&["build", "--only", "ch-water", "--release", "--out", "part"])
        .ends_with(0);
    let names = [
        "ch-water-print.pdf",
        "ch-water-screen.pdf",
        "ch-water.epub",
        "ch-water.report.json",
    ];
    assert_eq!(
        workshop.names("part"),
        names.map(|own| format!("tea-{own}"))
    );
    for name in ["print", "screen"] {
        qpdf(
            name,
            &workshop.path(&format!("part/tea-ch-water-{name}.pdf")),
        );
        let whole = pages(&workshop.bytes(&format!("build/tea-{name}.pdf")));
        let part = pages(&workshop.bytes(&format!("part/tea-ch-water-{name}.pdf")));
        assert!(!part.is_empty() && part.len() < whole.len(), "{name}");
        for (label, text) in &part {
            assert_eq!(Some(text), whole.get(label), "{name}, page {label}");
        }
    }
    epubcheck("part", &workshop.path("part/tea-ch-water.epub"));
    let report = report(&workshop, "part/tea-ch-water.report.json");
    assert_eq!(report["part"]["id"], "ch-water");
    assert_eq!(report["part"]["title"], "Water");
    let screen = workshop.bytes("part/tea-ch-water-screen.pdf");
    let labels = pages(&screen);
    let folios = ["first_page", "last_page"].map(|key| report["part"][key].as_str());
    assert!(
        folios.iter().flatten().all(|own| labels.contains_key(*own)),
        "{labels:?}"
    );
    for edition in ["print", "screen", "epub"] {
        let words = &report["conservation"][edition]["running"]["words"];
        assert!(words.as_u64() > Some(20), "{edition}: {report}");
    }
    assert!(report["conservation"]["print"]["cells"]["words"].as_u64() >= Some(4));
    assert_eq!(report["images"], 0);
}

#[test]
fn a_part_leads_nowhere_else_and_keeps_the_words() {
    let workshop = book();
    workshop.recto(&["build", "--only", "board"]).ends_with(0);
    let screen = workshop.bytes("build/tea-ch-water-screen.pdf");
    let document = Document::load_mem(&screen).expect("a PDF");
    let info = document.trailer.get(b"Info").and_then(Object::as_reference);
    let info = document.get_dictionary(info.expect("Info")).expect("Info");
    let text = |key: &[u8]| {
        let own = info.get(key).and_then(Object::as_str).expect("text");
        String::from_utf8_lossy(own).into_owned()
    };
    assert_eq!(text(b"Title"), "Water, in: Tea");
    assert_eq!(text(b"Author"), "The Water Board");
    let links: Vec<String> = annotations(&document);
    // The note and its way back, the section, the table, the web: nothing of other texts.
    assert!(links.iter().any(|own| own.contains("section")), "{links:?}");
    assert!(links.iter().all(|own| !own.contains("figure")), "{links:?}");
    assert!(
        links.iter().all(|own| !own.contains("Picking")),
        "{links:?}"
    );
    let read = pdf::read(&screen).expect("a PDF");
    let generated = read.stream(Stream::Generated).replace(BREAK, " ");
    let running = read.stream(Stream::Running).replace(BREAK, " ");
    assert!(running.contains("leaves"), "{running}");
    let publication = workshop.bytes("build/tea-ch-water.epub");
    let texts = epub::read(&publication).expect("an EPUB");
    for words in [
        "Picking",
        "figure\u{a0}1",
        "section\u{a0}1.1",
        "table\u{a0}1",
    ] {
        let plain = |text: &str| {
            text.replace('\u{a0}', " ")
                .split_whitespace()
                .collect::<String>()
        };
        for own in [&generated, texts.stream(Stream::Generated)] {
            assert!(plain(own).contains(&plain(words)), "{words}: {own}");
        }
    }
    let outline = document.catalog().and_then(|own| own.get(b"Outlines"));
    let outline = outline.and_then(Object::as_reference).expect("bookmarks");
    let root = document.get_dictionary(outline).expect("bookmarks");
    assert_eq!(root.get(b"First").ok(), root.get(b"Last").ok(), "one text");
}

#[test]
fn a_part_may_be_one_edition_and_a_wrong_name_brings_the_nearest_to_mind() {
    let workshop = book();
    let arguments = ["build", "--only", "cup", "--edition", "epub"];
    workshop.recto(&arguments).ends_with(0);
    assert_eq!(
        workshop.names("build"),
        ["tea-cup.epub", "tea-cup.report.json"]
    );
    epubcheck("cup", &workshop.path("build/tea-cup.epub"));
    workshop
        .recto(&["build", "--only", "ch-watr", "--out", "none"])
        .ends_with(2)
        .says("no text is called `ch-watr`\nhelp: did you mean `ch-water`?");
    // A draft stops its own release.
    workshop
        .recto(&["build", "--only", "cup", "--release", "--out", "none"])
        .ends_with(1)
        .says("approval/draft");
    // What is wrong with the manuscript is said first.
    workshop.write("manuscript/body/water.md", "[@nothing]\n");
    workshop
        .recto(&["build", "--only", "ch-water", "--out", "none"])
        .ends_with(1)
        .says("ref/unknown");
    assert_eq!(workshop.names("none"), [""; 0]);
}

fn report(workshop: &Workshop, path: &str) -> Value {
    serde_json::from_slice(&workshop.bytes(path)).expect("JSON")
}

/// The text of each page by its label.
fn pages(bytes: &[u8]) -> BTreeMap<String, Vec<String>> {
    let read = pdf::read(bytes).expect("a PDF");
    let mut pages: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for stream in Stream::OF_THE_MANUSCRIPT
        .into_iter()
        .chain([Stream::Generated])
    {
        let text = read.stream(stream);
        let mut ends: Vec<(usize, &str)> = Vec::new();
        for (at, _) in text.char_indices() {
            let label = read.sheet_at(stream, at).unwrap_or_default();
            if ends.last().is_none_or(|(_, own)| *own != label) {
                ends.push((at, label));
            }
        }
        for (place, (start, label)) in ends.iter().enumerate() {
            let end = ends.get(place + 1).map_or(text.len(), |(end, _)| *end);
            let own = text[*start..end].replace(BREAK, " ");
            let words = own.split_whitespace().collect::<Vec<_>>().join(" ");
            if !words.is_empty() {
                let own = pages.entry((*label).to_owned()).or_default();
                own.push(format!("{stream:?}: {words}"));
            }
        }
    }
    pages
}

/// What the links of all pages say.
fn annotations(document: &Document) -> Vec<String> {
    let mut found = Vec::new();
    for page in document.get_pages().into_values() {
        for own in document.get_page_annotations(page).expect("annotations") {
            if let Ok(text) = own.get(b"Contents").and_then(Object::as_str) {
                found.push(String::from_utf8_lossy(text).into_owned());
            }
        }
    }
    found
}
