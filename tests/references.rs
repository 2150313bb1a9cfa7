//! References to several targets in the finished editions, and pages that depend on what is printed of
//! them.

use std::io::{Cursor, Read as _};
use std::process::Command;

use serde_json::Value;

use crate::harness::Workshop;

const BOOK: &str = r#"[book]
slug = "refs"
title = "References"
language = "en-GB"
identifier = "urn:uuid:1f0c3d2e-5a5b-4c6d-8e7f-9a0b1c2d3e4f"

[editions.epub]
cover = "cover.svg"
"#;

const COVER: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"60\" height=\"40\">\
                     <path d=\"M5 5H50V35H5Z\"/></svg>";

fn workshop(settings: &str, texts: &[(&str, &str)]) -> Workshop {
    let workshop = Workshop::empty();
    workshop.write("manuscript/book.toml", &format!("{BOOK}{settings}"));
    workshop.write("manuscript/cover.svg", COVER);
    for (name, text) in texts {
        workshop.write(&format!("manuscript/{name}"), text);
    }
    workshop
}

/// The words of the print PDF, of the screen PDF and of one file of the EPUB.
fn words(workshop: &Workshop, file: &str) -> [String; 3] {
    let pdf = |edition: &str| {
        let path = workshop.path(&format!("build/refs-{edition}.pdf"));
        let out = Command::new("pdftotext").arg(path).arg("-").output();
        String::from_utf8(out.expect("pdftotext").stdout).expect("UTF-8")
    };
    let epub = workshop.bytes("build/refs.epub");
    let mut archive = zip::ZipArchive::new(Cursor::new(epub)).expect("a ZIP file");
    let mut xhtml = String::new();
    let mut entry = archive.by_name(file).expect("the text");
    entry.read_to_string(&mut xhtml).expect("UTF-8");
    let mut text = String::new();
    let mut in_tag = false;
    for character in xhtml.chars() {
        match character {
            '<' => in_tag = true,
            '>' => in_tag = false,
            other if !in_tag => text.push(other),
            _ => {}
        }
    }
    [pdf("print"), pdf("screen"), text].map(|text| {
        let words: Vec<&str> = text.split_whitespace().collect();
        words.join(" ")
    })
}

#[test]
fn ranges_and_pages_are_the_same_in_all_editions() {
    let contents = "[[contents.front]]\nfile = \"front.md\"\n[[contents.body]]\n\
                    files = [\"a.md\", \"b.md\"]\n";
    let front = "---\ntitle: Front\n---\n\n## Before {#before}\n\nFrom [@one; @before]{.page}.\n";
    let a = "---\ntitle: A\n---\n\nA: [@one; @two; @three], [@one; @three] and [@one; @two; \
             @three]{.number}.\n\nB: [@one; @two; @before]{.page}.\n\n## One {#one}\n\nText.\n\n\
             ## Two {#two}\n\nText.\n\n## Three {#three}\n\nText.\n";
    let b = "---\ntitle: B\nlang: fr\n---\n\nA: [@one; @two; @three], [@one; @three].\n\n\
             B: [@four; @one; @before]{.page}.\n\n## Quatre {#four}\n\nTexte.\n";
    let workshop = workshop(contents, &[("front.md", front), ("a.md", a), ("b.md", b)]);
    workshop.recto(&["build", "--release"]).ends_with(0);
    for text in words(&workshop, "OEBPS/text/front.xhtml") {
        assert!(text.contains("From pages i and 1."), "{text}");
    }
    for text in words(&workshop, "OEBPS/text/a.xhtml") {
        let expected = "A: sections 1.1 to 1.3, sections 1.1 and 1.3 and 1.1 to 1.3.";
        assert!(text.contains(expected), "{text}");
        assert!(text.contains("B: pages i and 1."), "{text}");
    }
    for text in words(&workshop, "OEBPS/text/b.xhtml") {
        let expected = "A: sections 1.1 à 1.3, sections 1.1 et 1.3.";
        assert!(text.contains(expected), "{text}");
        assert!(text.contains("B: pages i, 1 et 3."), "{text}");
    }
}

/// A paragraph says so often on which page the next heading stands that it is a line longer if that is
/// page viii than if it is page ix: on viii the heading has no room, on ix it has.
#[test]
fn page_references_that_do_not_settle_are_reported() {
    let contents = "[page]\nlines = 12\n[[contents.front]]\nfile = \"front.md\"\n";
    let codes = |filler: usize| {
        let mut text = String::from("---\ntitle: Front\n---\n\n");
        for _ in 0..filler {
            text.push_str("Line\\\n");
        }
        text.push_str("End.\n\n");
        text.push_str(&"[@there]{.page} ".repeat(40));
        text.push_str("\n\n## There {#there}\n\nText.\n");
        let workshop = workshop(contents, &[("front.md", &text)]);
        let run = workshop.recto(&["check", "--format", "json"]);
        let report: Value = serde_json::from_str(&run.stdout).expect("JSON");
        report.to_string().contains("layout/folios")
    };
    // Where exactly the page ends is the theme's business.
    let found: Vec<usize> = (60..88).filter(|filler| codes(*filler)).collect();
    assert!(!found.is_empty() && found.len() < 28, "{found:?}");
}
