//! Notes in all places, run-in headings and the opening of a chapter, as the finished editions and the
//! findings have them. `conservation` and `judges` read the fixture `notes` too.

use recto::document::{BlockKind, Inline, Stream, Visited, walk};
use recto::preflight;
use recto::resolve::DivisionKind;
use serde_json::Value;

use crate::conservation::{epub_file, pdf_text};
use crate::editions::notes;
use crate::harness::Workshop;

#[test]
fn notes_of_tables_are_floats_and_stand_before_the_source() {
    let streams = preflight::streams(&notes().book);
    let floats = streams.get(Stream::Floats);
    assert!(
        floats.contains("Note of the last row. The market’s “own” count"),
        "{floats}"
    );
    assert!(!streams.get(Stream::Notes).contains("Note of the last row"));
    for bytes in [&notes().print, &notes().screen] {
        let text = pdf_text(bytes, Stream::Floats);
        let at = |words: &str| text.find(words).unwrap_or_else(|| panic!("no {words}"));
        assert!(at("Note of the last row") < at("The market’s"));
        assert!(at("Fruit of the market") < at("Note of the caption"));
    }
}

#[test]
fn notes_of_tables_and_their_marks_lead_to_each_other_in_the_epub() {
    let file = epub_file(&notes().epub, "OEBPS/text/tables.xhtml");
    let table = file
        .find("class=\"table-notes\"")
        .expect("notes under a table");
    let end = file.find("class=\"notes\"").expect("notes of the chapter");
    assert!(table < end);
    let mut lettered = 0;
    for division in &notes().book.divisions {
        let DivisionKind::Chapter(chapter) = &division.kind else {
            continue;
        };
        let path = format!("OEBPS/text/{}.xhtml", division.name);
        let file = epub_file(&notes().epub, &path);
        let name = |anchor: recto::document::AnchorId| {
            notes().book.anchors[anchor.0 as usize].name.as_str()
        };
        walk(&chapter.blocks, &mut |visited| {
            let Visited::Inline(Inline::NoteMark(mark)) = visited else {
                return;
            };
            let note = &division.notes[mark.note.0 as usize];
            for end in [mark.anchor, note.anchor] {
                let (id, link) = (
                    format!(" id=\"{}\"", name(end)),
                    format!("href=\"#{}\"", name(end)),
                );
                assert_eq!(file.matches(&id).count(), 1, "{id} in {path}");
                assert!(file.contains(&link), "{link} in {path}");
            }
            lettered += usize::from(division.table_notes().contains(&mark.note));
        });
    }
    assert_eq!(lettered, 13);
}

#[test]
fn a_table_keeps_its_notes_at_its_end() {
    let under: Vec<usize> = notes()
        .book
        .divisions
        .iter()
        .flat_map(|division| match &division.kind {
            DivisionKind::Chapter(chapter) => chapter.blocks.as_slice(),
            _ => &[],
        })
        .filter_map(|block| match &block.kind {
            BlockKind::Table(table) => Some(table.notes.len()),
            _ => None,
        })
        .collect();
    assert_eq!(under, [6, 2, 2]);
    let folder = tempfile::TempDir::new().expect("a folder for the test");
    let path = folder.path().join("notes.pdf");
    std::fs::write(&path, &notes().screen).expect("the PDF");
    let text = poppler(&path);
    let pages: Vec<&str> = text.split('\u{c}').collect();
    let with = |words: &str| -> Vec<usize> {
        let found = pages.iter().enumerate();
        let found = found.filter(|(_, page)| page.contains(words));
        found.map(|(at, _)| at).collect()
    };
    let (first, last) = (with("Apples"), with("Plums"));
    assert!(last[0] > first[0] + 1, "{first:?} {last:?}");
    for note in [
        "Note of the head",
        "Note of the caption",
        "Note of the last row",
    ] {
        assert_eq!(with(note), last, "{note}");
    }
}

#[test]
fn marks_that_follow_each_other_are_parted() {
    let file = epub_file(&notes().epub, "OEBPS/text/places.xhtml");
    assert!(
        file.contains("</sup><sup class=\"mark generated\">,</sup><sup"),
        "{file}"
    );
    let generated = pdf_text(&notes().print, Stream::Generated);
    assert!(generated.contains("3,4"), "{generated}");
}

#[test]
fn a_chapter_opens_with_small_capitals_after_its_epigraph() {
    let layout = |text: &str| {
        let workshop = book(text);
        workshop
            .recto(&["build", "--edition", "print"])
            .ends_with(0);
        lines(&workshop)
    };
    // Small capitals change no character, so the lines are compared by their width: the same words
    // take more room.
    let words = "several words that open a chapter and go on until the line is full of them and \
                 of others, which the next line holds where they have less room on the first.";
    let opened = layout(&format!("::: epigraph\nShort.\n:::\n\n{words}\n"));
    let plain = layout(&format!("> Short.\n\n{words}\n"));
    let first = |lines: &[String]| {
        let at = lines.iter().position(|line| line.contains("several words"));
        lines[at.expect("the first line")].clone()
    };
    assert_ne!(first(&opened), first(&plain));
    assert!(first(&opened).len() < first(&plain).len());
}

#[test]
fn a_heading_of_level_five_begins_its_paragraph_in_print() {
    let workshop =
        book("##### Run in.\n\nThe paragraph.\n\n##### Alone\n\n- item\n\n#### Fourth\n\nText.\n");
    workshop.recto(&["build"]).ends_with(0);
    let lines = lines(&workshop);
    let has = |wanted: &str| lines.iter().any(|line| line.trim() == wanted);
    assert!(
        lines
            .iter()
            .any(|line| line.contains("Run in.") && line.contains("The paragraph.")),
        "{lines:?}"
    );
    assert!(has("Alone") && has("Fourth"), "{lines:?}");
    let file = epub_file(
        &workshop.bytes("build/notes-test.epub"),
        "OEBPS/text/a.xhtml",
    );
    assert!(file.contains(">Run in.</h"), "{file}");
}

#[test]
fn a_title_with_quotation_marks_keeps_its_emphasis() {
    let workshop =
        book("::: {.box title=\"Use *leaves*, not \\\"bags\\\", it\\'s better\"}\nText.\n:::\n");
    workshop.recto(&["build"]).ends_with(0);
    let file = epub_file(
        &workshop.bytes("build/notes-test.epub"),
        "OEBPS/text/a.xhtml",
    );
    assert!(
        file.contains("Use <em>leaves</em>, not “bags”, it’s better"),
        "{file}"
    );
}

#[test]
fn the_lines_of_a_table_are_one_finding_with_a_place_and_code_is_turned() {
    let row = |word: &str| format!("|{}\n", format!(" {word} |").repeat(100));
    let table = row("Fruitfulness") + &row("---") + &row("Misunderstanding") + &row("x");
    let code = format!("```\n{0}\n{0}\n```\n", "a".repeat(200));
    let found = findings(&format!("{table}\n{code}"));
    let overfull: Vec<&Value> = found
        .iter()
        .filter(|own| own["code"] == "layout/overfull")
        .collect();
    assert_eq!(overfull.len(), 1, "{overfull:#?}");
    for finding in overfull {
        assert!(finding["line"].is_u64(), "{finding:#}");
        let message = finding["message"].as_str().unwrap_or_default();
        assert!(message.contains("lines"), "{message}");
    }
}

#[test]
fn a_file_in_another_encoding_is_reported_once() {
    let workshop = book("");
    let mut bytes = b"---\ntitle: A\n---\n\nCaf".to_vec();
    bytes.extend(b"\xe9 and th\xe9.\n");
    std::fs::write(workshop.path("manuscript/a.md"), bytes).expect("the text");
    let codes = codes(&workshop);
    assert_eq!(codes, ["file/encoding"]);
    // The character itself, in a file that is in order, is one that no face has.
    let workshop = book("Caf\u{fffd}.\n");
    assert_eq!(self::codes(&workshop), ["font/missing-glyph"]);
}

#[test]
fn a_late_note_has_a_place() {
    let long = "Remarks of some length follow each other here. ".repeat(120);
    let text = format!(
        "Text.[^1] More.[^2] Still more.[^3]\n\n[^1]: {long}\n\n[^2]: {long}\n\n[^3]: {long}\n"
    );
    let found = findings(&text);
    let late: Vec<&Value> = found
        .iter()
        .filter(|own| own["code"] == "layout/late-note")
        .collect();
    assert!(late.len() >= 2, "{found:#?}");
    for finding in late {
        assert!(finding["line"].is_u64(), "{finding:#}");
    }
}

fn book(text: &str) -> Workshop {
    let workshop = Workshop::empty();
    let settings = "[book]\nslug = \"notes-test\"\ntitle = \"T\"\nlanguage = \"en-GB\"\n\
                    [[contents.body]]\nfile = \"a.md\"\nrole = \"chapter\"\n\
                    [editions.epub]\ncover = \"cover.png\"\n";
    workshop.write("manuscript/book.toml", settings);
    workshop.write("manuscript/a.md", &format!("---\ntitle: A\n---\n\n{text}"));
    let cover = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/fixtures/notes/images/cover.png"
    );
    std::fs::copy(cover, workshop.path("manuscript/cover.png")).expect("the cover");
    workshop
}

fn findings(text: &str) -> Vec<Value> {
    let run = book(text).recto(&["check", "--format", "json"]);
    serde_json::from_str(&run.stdout).expect("an array")
}

fn codes(workshop: &Workshop) -> Vec<String> {
    let run = workshop.recto(&["check", "--format", "json"]);
    let found: Vec<Value> = serde_json::from_str(&run.stdout).expect("an array");
    let code = |own: &Value| own["code"].as_str().unwrap_or_default().to_owned();
    found.iter().map(code).collect()
}

/// The lines of the print edition.
fn lines(workshop: &Workshop) -> Vec<String> {
    let text = poppler(&workshop.path("build/notes-test-print.pdf"));
    text.lines().map(str::to_owned).collect()
}

/// The text of a PDF as poppler reads it.
fn poppler(path: &std::path::Path) -> String {
    let output = std::process::Command::new("pdftotext")
        .arg("-layout")
        .arg(path)
        .arg("-")
        .output()
        .expect("pdftotext starts");
    String::from_utf8(output.stdout).expect("UTF-8")
}
