//! What people see: the finished editions opened in epub.js, foliate-js and pdf.js, gone through page by
//! page, their notes followed and left again, their text compared with the manuscript's, and the
//! printed pages that an EPUB names compared with those of the print edition. `tools/readers` does the reading.

use std::ffi::OsStr;
use std::io::{Cursor, Read, Write};

use serde::Deserialize;
use tempfile::TempDir;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use recto::document::Stream;
use recto::preflight;
use recto::preflight::conservation::epub;
use recto::preflight::conservation::generated::count;

use crate::conservation::{Witness, epub_file};
use crate::editions::{Editions, fixture, large};
use crate::judges::{call, judge, text};

/// A report of `tools/readers/read.mjs`, which describes the fields.
#[derive(Deserialize)]
struct Seen {
    reader: String,
    items: usize,
    pages: usize,
    labels: Vec<String>,
    blank: Vec<bool>,
    tagged: usize,
    notes: Notes,
    text: String,
    faults: Vec<String>,
}

#[derive(Deserialize)]
struct Notes {
    followed: usize,
    returned: usize,
    #[serde(default)]
    popped: usize,
}

#[test]
fn epub_js_shows_the_whole_book_and_leads_to_every_note_and_back() {
    for editions in large() {
        is_whole(editions, &seen("epubjs", "epub", &editions.epub));
    }
}

#[test]
fn foliate_js_shows_the_whole_book_and_lets_its_notes_pop_up() {
    for editions in large() {
        let seen = seen("foliate", "epub", &editions.epub);
        is_whole(editions, &seen);
        let sections = documents(editions).filter(|text| calls(text) > 0).count();
        assert_eq!(seen.notes.popped, sections, "{}", editions.name);
        names_the_printed_pages(editions, &seen.labels);
    }
}

#[test]
fn pdf_js_shows_the_whole_book_its_structure_and_the_way_to_every_note_and_back() {
    for editions in large() {
        let seen = seen("pdfjs", "pdf", &editions.screen);
        is_whole(editions, &seen);
        let drawn = seen.blank.iter().filter(|is_blank| !**is_blank).count();
        assert_eq!(seen.tagged, drawn, "{}", editions.name);
    }
}

/// An EPUB names every page of the print edition that is not blank, in its order, and no other.
fn names_the_printed_pages(editions: &Editions, named: &[String]) {
    let print = seen("pdfjs", "pdf", &editions.print);
    assert_eq!(print.faults, [] as [&str; 0], "{}", editions.name);
    assert_eq!(print.labels.len(), print.pages);
    assert_eq!(print.blank.len(), print.pages);
    let pages = print.labels.iter().zip(&print.blank);
    let printed: Vec<&String> = pages
        .filter(|(_, is_blank)| !**is_blank)
        .map(|(label, _)| label)
        .collect();
    assert!(printed.len() > 10, "{}", editions.name);
    assert_eq!(
        named.iter().collect::<Vec<_>>(),
        printed,
        "{}",
        editions.name
    );
}

/// Nothing went wrong, no word of the manuscript is missing, and every mark leads to its note and back.
fn is_whole(editions: &Editions, seen: &Seen) {
    let name = format!("{} in {}", editions.name, seen.reader);
    println!(
        "{name}: {} items, {} pages, {} of them tagged, {} words, {} notes followed, {} left again, \
         {} popped up",
        seen.items,
        seen.pages,
        seen.tagged,
        seen.text.split_whitespace().count(),
        seen.notes.followed,
        seen.notes.returned,
        seen.notes.popped
    );
    assert_eq!(seen.faults, [] as [&str; 0], "{name}");
    let package = epub_file(&editions.epub, "OEBPS/content.opf");
    let spine = package.matches("<itemref ").count();
    assert!([0, spine].contains(&seen.items), "{name}: {spine}");
    assert!(seen.pages > 10, "{name}");
    let marks: usize = documents(editions).map(|text| calls(&text)).sum();
    assert!(marks > 0, "{name}");
    assert_eq!(seen.notes.followed, marks, "{name}");
    assert_eq!(seen.notes.returned, marks, "{name}");
    let streams = preflight::streams(&editions.book);
    let texts = Stream::OF_THE_MANUSCRIPT.map(|stream| streams.get(stream));
    let lacks = Witness::of_text(&with_divided_words(&seen.text)).lacks(&count(texts));
    assert_eq!(lacks, [], "{name}");
}

#[test]
fn a_reader_sees_notes_that_are_hidden_or_do_not_lead_back_and_a_file_without_structure() {
    let own = fixture();
    for (ending, from, to, complaint) in [
        (".css", "", "aside { display: none }\n", "is not shown"),
        (".xhtml", "role=\"doc-backlink\"", "", "does not lead back"),
    ] {
        let damaged = edited(&own.epub, ending, from, to);
        for system in ["epubjs", "foliate"] {
            let seen = seen(system, "epub", &damaged);
            let is_seen = seen.faults.iter().any(|own| own.contains(complaint));
            assert!(is_seen, "{system} {from}{to}: {:?}", seen.faults);
            assert_eq!(seen.notes.returned, 0, "{system} {from}{to}");
        }
    }
    let mut document = lopdf::Document::load_mem(&own.screen).expect("a PDF that can be read");
    let catalog = document.catalog_mut().expect("a catalog");
    assert!(catalog.remove(b"StructTreeRoot").is_some());
    let mut bytes = Vec::new();
    document
        .save_to(&mut bytes)
        .expect("a file without structure");
    let seen = seen("pdfjs", "pdf", &bytes);
    assert!(seen.pages > 0 && seen.notes.followed == 0 && seen.tagged == 0);
}

/// A text with each pair of words over the end of a line once more, as one word that is divided there:
/// pdf.js leaves soft hyphens out.
fn with_divided_words(text: &str) -> String {
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .collect();
    let ends = lines.windows(2).filter_map(|pair| {
        let last = pair[0].split_whitespace().last()?.trim_end_matches('-');
        let first = pair[1].split_whitespace().next()?;
        Some(format!(" {last}\u{ad} {first}"))
    });
    text.replace('\n', " ") + &ends.collect::<String>()
}

fn seen(system: &str, ending: &str, bytes: &[u8]) -> Seen {
    let folder = TempDir::new().expect("a folder for the test");
    let path = folder.path().join(format!("book.{ending}"));
    std::fs::write(&path, bytes).expect("a file for the test");
    let output = call(
        &judge("RECTO_READER"),
        [OsStr::new(system), path.as_os_str()],
    );
    assert!(
        output.status.success(),
        "{system}: {}",
        text(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).expect("a report")
}

/// The documents of an EPUB.
fn documents(editions: &Editions) -> impl Iterator<Item = String> {
    let files = epub::unpack(&editions.epub).expect("a sound file");
    let documents = files
        .0
        .into_iter()
        .filter(|(name, _)| name.ends_with(".xhtml"));
    documents.map(|(_, bytes)| text(&bytes))
}

/// The marks of notes in a document.
fn calls(document: &str) -> usize {
    document.matches("role=\"doc-noteref\"").count()
}

/// An EPUB after a change of the files whose names end so; where `from` is empty, `to` is added to them.
fn edited(epub: &[u8], ending: &str, from: &str, to: &str) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(epub)).expect("an archive");
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).expect("a file");
        let name = file.name().expect("a name").into_owned();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("its bytes");
        if name.ends_with(ending) {
            let own = text(&bytes);
            bytes = match from {
                "" => own + to,
                from => own.replace(from, to),
            }
            .into_bytes();
        }
        let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        out.start_file(name, stored).expect("a file");
        out.write_all(&bytes).expect("its bytes");
    }
    out.finish().expect("an archive").into_inner()
}
