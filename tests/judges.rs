//! What judges from outside say of the finished editions: qpdf, poppler, Ghostscript, EPUBCheck and
//! Ace. They are no part of the program and have the last word on its files. A judge that is not
//! there fails the test: a book that nobody judged is not in order.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use lopdf::{Dictionary, Document, Object};
use serde_json::Value;
use tempfile::TempDir;

use crate::editions::{books, judged};
use crate::harness::Workshop;

/// Points of a millimetre.
const MM: f64 = 72.0 / 25.4;

/// Trim and bleed of both books, in millimetres: `[page]` of the compendium, and the default.
const TRIM: [f64; 2] = [170.0, 240.0];
const BLEED: f64 = 3.0;

/// How far a box may be off, in points: what the writer rounds away.
const ROUNDING: f64 = 0.002;

#[test]
fn qpdf_finds_nothing_wrong_with_the_pdfs() {
    let folder = TempDir::new().expect("a folder for the test");
    for (name, path) in pdfs(&folder) {
        qpdf(&name, &path);
    }
}

/// Fails where qpdf finds something wrong with a file.
pub fn qpdf(name: &str, path: &Path) {
    let output = call("qpdf", [OsStr::new("--check"), path.as_os_str()]);
    // 3 means warnings.
    assert_eq!(output.status.code(), Some(0), "{name}: {output:?}");
    let said = text(&output.stdout) + &text(&output.stderr);
    assert!(!said.to_lowercase().contains("warning"), "{name}: {said}");
}

#[test]
fn every_font_is_embedded_as_a_subset_and_can_be_read() {
    let folder = TempDir::new().expect("a folder for the test");
    for (name, path) in pdfs(&folder) {
        let output = call("pdffonts", [path.as_os_str()]);
        assert!(output.status.success(), "{name}: {output:?}");
        assert_eq!(text(&output.stderr), "", "{name}");
        let table = text(&output.stdout);
        let fonts: Vec<&str> = table.lines().skip(2).collect();
        assert!(fonts.len() > 1, "{name}: {table}");
        for font in fonts {
            // name, type (of two words or three), encoding, emb, sub, uni, object (two numbers)
            let columns: Vec<&str> = font.split_whitespace().collect();
            let answers = columns
                .len()
                .checked_sub(5)
                .and_then(|at| columns.get(at..at + 3));
            assert_eq!(answers, Some(&["yes", "yes", "yes"][..]), "{name}: {font}");
        }
    }
}

#[test]
fn the_pages_have_their_boxes_and_the_print_edition_nothing_to_click() {
    let [width, height] = TRIM;
    for editions in books() {
        for (bytes, bleed) in [(&editions.print, BLEED), (&editions.screen, 0.0)] {
            let document = Document::load_mem(bytes).expect("a PDF that can be read");
            let pages = document.get_pages();
            assert!(pages.len() > 10, "{}", editions.name);
            let media = [0.0, 0.0, width + 2.0 * bleed, height + 2.0 * bleed];
            let trim = [bleed, bleed, width + bleed, height + bleed];
            for (number, page) in pages {
                let page = document.get_dictionary(page).expect("a page");
                // The screen edition is trimmed already and needs no box that says so.
                let boxes = [("MediaBox", media), ("TrimBox", trim)];
                for (key, expected) in &boxes[..if bleed > 0.0 { 2 } else { 1 }] {
                    let own = page_box(&document, page, key);
                    for (own, expected) in own.iter().zip(expected.map(|mm| mm * MM)) {
                        let off = (own - expected).abs();
                        assert!(off < ROUNDING, "{} {number} {key}: {off}", editions.name);
                    }
                }
                let clicks = page.has(b"Annots") && bleed > 0.0;
                assert!(!clicks, "{} {number} has annotations", editions.name);
            }
        }
    }
}

#[test]
fn the_print_edition_is_black_alone() {
    let folder = TempDir::new().expect("a folder for the test");
    for (name, path) in pdfs(&folder)
        .iter()
        .filter(|(name, _)| name.ends_with("print"))
    {
        let flags = ["-q", "-dSAFER", "-o", "-", "-sDEVICE=inkcov"].map(OsStr::new);
        let output = call("gs", flags.into_iter().chain([path.as_os_str()]));
        assert!(output.status.success(), "{name}: {output:?}");
        let pages = text(&output.stdout);
        let mut black = 0.0;
        for (number, page) in (1..).zip(pages.lines()) {
            let inks: Vec<f64> = page
                .split_whitespace()
                .filter_map(|ink| ink.parse().ok())
                .collect();
            let [c, m, y, k] = inks[..] else {
                panic!("{name} {number}: {page}");
            };
            assert_eq!([c, m, y], [0.0; 3], "{name}, page {number}");
            black += k;
        }
        assert!(black > 0.1, "{name} is empty: {pages}");
    }
}

#[test]
fn epubcheck_finds_neither_error_nor_warning() {
    let folder = TempDir::new().expect("a folder for the test");
    for (name, path) in epubs(&folder) {
        epubcheck(&name, &path);
    }
}

#[test]
fn a_book_without_a_page_of_contents_satisfies_epubcheck() {
    let workshop = Workshop::with_fixture("small");
    workshop.recto(&["build", "--edition", "epub"]).ends_with(0);
    epubcheck("small", &workshop.path("build/small.epub"));
}

/// Fails where EPUBCheck finds an error or a warning in a file.
pub fn epubcheck(name: &str, path: &Path) {
    let output = call(&judge("RECTO_EPUBCHECK"), [path.as_os_str()]);
    let report: Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{name}: {error} in {output:?}"));
    let counts = ["nFatal", "nError", "nWarning"].map(|key| report["checker"][key].as_u64());
    assert_eq!(counts, [Some(0); 3], "{name}: {}", report["messages"]);
    assert!(output.status.success(), "{name}: {output:?}");
}

#[test]
fn ace_finds_no_barrier() {
    let folder = TempDir::new().expect("a folder for the test");
    for (name, path) in epubs(&folder) {
        let out = folder.path().join(format!("{name}-ace"));
        let output = call(&judge("RECTO_ACE"), [out.as_os_str(), path.as_os_str()]);
        assert!(output.status.success(), "{name}: {output:?}");
        let report = std::fs::read(out.join("report.json")).expect("Ace's report");
        let report: Value = serde_json::from_slice(&report).expect("JSON");
        assert_eq!(report["earl:result"]["earl:outcome"], "pass", "{name}");
        let files = report["assertions"].as_array().expect("what was judged");
        assert!(!files.is_empty(), "{name}: nothing was judged");
        for file in files {
            let found = file["assertions"].as_array().map_or(&[][..], Vec::as_slice);
            assert!(found.is_empty(), "{name}: {found:?}");
        }
    }
}

/// The PDFs of all books as files: what each is, and where.
fn pdfs(folder: &TempDir) -> Vec<(String, PathBuf)> {
    let mut files = Vec::new();
    for editions in books() {
        for (edition, bytes) in [("print", &editions.print), ("screen", &editions.screen)] {
            let name = format!("{}-{edition}", editions.name);
            let path = folder.path().join(format!("{name}.pdf"));
            files.push((name, write(path, bytes)));
        }
    }
    files
}

fn epubs(folder: &TempDir) -> Vec<(String, PathBuf)> {
    let each = judged().into_iter().map(|editions| {
        let path = folder.path().join(format!("{}.epub", editions.name));
        (editions.name.to_owned(), write(path, &editions.epub))
    });
    each.collect()
}

fn write(path: PathBuf, bytes: &[u8]) -> PathBuf {
    std::fs::write(&path, bytes).expect("a file for the test");
    path
}

/// The program that an environment variable names.
pub fn judge(variable: &str) -> String {
    std::env::var(variable).unwrap_or_else(|_| {
        panic!("{variable} is not set: run tools/test, or tools/install and source what it names")
    })
}

pub fn call<'a>(program: &str, arguments: impl IntoIterator<Item = &'a OsStr>) -> Output {
    let output = Command::new(program).args(arguments).output();
    output.unwrap_or_else(|error| {
        panic!("{program} does not start ({error}): run tools/install, which says what is missing")
    })
}

pub fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A box of a page, which may be its parent's.
fn page_box(document: &Document, page: &Dictionary, key: &str) -> [f64; 4] {
    let mut node = page;
    while !node.has(key.as_bytes()) {
        let parent = node
            .get_deref(b"Parent", document)
            .and_then(Object::as_dict);
        node = parent.unwrap_or_else(|_| panic!("no {key}"));
    }
    let sides = node.get_deref(key.as_bytes(), document);
    let sides = sides.and_then(Object::as_array).expect("an array");
    let sides: Vec<f64> = sides
        .iter()
        .map(|side| f64::from(side.as_float().expect("a number")))
        .collect();
    sides.try_into().expect("four sides")
}

#[test]
fn a_judge_that_is_not_there_is_named() {
    let absent = Path::new("no-such-judge");
    let said = std::panic::catch_unwind(|| call("no-such-judge", [absent.as_os_str()]));
    let said = said.expect_err("there is no such program");
    let said = said.downcast_ref::<String>().expect("a message");
    assert!(said.contains("tools/install"), "{said}");
}
