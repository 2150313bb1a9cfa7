//! Nothing of a book is lost, doubled or moved: the resolved book -> its finished editions, read
//! again.
//!
//! The rule `preflight::conservation`, which every release applies, is applied here to whole books, and
//! to finished files that are damaged on purpose: no manuscript causes its findings. So that no mistake of
//! the rule goes unseen, readers that nobody here wrote (`witness`) read the same files.

mod damage;
pub mod pdf;
mod witness;

use recto::document::Stream;
use recto::preflight;
use recto::preflight::conservation::generated::count;
use recto::preflight::conservation::texts::BREAK;
use recto::preflight::conservation::{Expectation, Format, epub, pdf as rule};

use crate::editions::{Editions, books};
use crate::harness::Workshop;

pub use pdf::damaged;
pub use witness::Witness;

#[test]
fn every_edition_of_every_book_holds_the_book() {
    let mut faults = Vec::new();
    for editions in books() {
        let streams = preflight::streams(&editions.book);
        for stream in Stream::OF_THE_MANUSCRIPT {
            let name = editions.name;
            assert!(!streams.get(stream).is_empty(), "{name}: {stream:?}");
        }
        let expectation = Expectation::of(&editions.book);
        for (edition, format, bytes) in all(editions) {
            let proof = expectation.prove(edition, format, bytes);
            let own = proof.proved;
            let parts = [
                own.running,
                own.notes,
                own.cells,
                own.floats,
                own.drawings,
                own.generated,
            ];
            let is_whole = parts.iter().all(|own| own.characters > 0 && own.words > 0);
            if !is_whole || !proof.found.is_empty() {
                faults.push(format!("{}: {proof:#?}", editions.name));
            }
        }
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn other_readers_find_every_word() {
    for editions in books() {
        let streams = preflight::streams(&editions.book);
        let texts = Stream::OF_THE_MANUSCRIPT.map(|stream| streams.get(stream));
        let expected = count(texts);
        for (edition, format, bytes) in all(editions) {
            let witness = match format {
                Format::Pdf => Witness::of(bytes),
                Format::Epub => Witness::of_epub(bytes),
            };
            assert_eq!(witness.lacks(&expected), [], "{} {edition}", editions.name);
        }
    }
}

#[test]
fn tables_without_a_number_may_stand_among_those_that_float() {
    let mut text = String::from("---\ntitle: Tables\n---\n\n");
    for number in 0..24 {
        let paragraph = format!("Paragraph {number} says little. ").repeat(14);
        let table = format!(
            "| Table {number} | Head |\n|---|---|\n| like | like |\n| cell {number} | end |\n"
        );
        let drawing = "![A plan](plan.svg)";
        text.push_str(&match number % 3 {
            0 => format!("{paragraph}\n\n::: {{#tbl-{number} .table}}\n{table}\nCaption {number}.\n:::\n\n"),
            1 => format!("{paragraph}\n\n{table}\n{drawing}\n\n"),
            _ => format!("{paragraph}\n\n::: {{#fig-{number} .figure}}\n{drawing}\n\nFigure {number}.\n:::\n\n"),
        });
    }
    // Code breaks its lines anywhere, and the author's soft hyphens stay in the EPUB.
    text.push_str(&format!(
        "\n\n```\n{}\n```\n\nSoft\u{ad}hy\u{ad}phens.\n",
        "a".repeat(160)
    ));
    let workshop = Workshop::empty();
    let book = "[book]\nslug = \"tables\"\ntitle = \"Tables\"\nlanguage = \"en-GB\"\n\
                date = \"2026-11-01\"\n[editions.epub]\ncover = \"plan.svg\"\n\
                [[contents.body]]\nfile = \"a.md\"\n";
    let plan = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"200\" height=\"60\">\
                <text x=\"9\" y=\"30\">Quay and shed</text></svg>";
    workshop.write("manuscript/book.toml", book);
    workshop.write("manuscript/a.md", &text);
    workshop.write("manuscript/plan.svg", plan);
    workshop.recto(&["build", "--release"]).ends_with(0);
    // Without the rule for them the order of the cells would be a fault.
    let print = rule::read(&workshop.bytes("build/tables-print.pdf")).expect("a sound file");
    let cells = print.stream(Stream::Cells);
    let places: Vec<usize> = (0..24)
        .filter_map(|number| cells.find(&format!("cell {number}")))
        .collect();
    assert!(!places.is_sorted(), "no table stands elsewhere");
}

/// The text of a stream of a PDF, words with one space between them.
pub fn pdf_text(bytes: &[u8], stream: Stream) -> String {
    let texts = rule::read(bytes).expect("a sound file");
    preflight::conservation::generated::plain(texts.stream(stream)).replace(BREAK, " ")
}

/// A file of an EPUB that holds text.
pub fn epub_file(bytes: &[u8], path: &str) -> String {
    let files = epub::unpack(bytes).expect("a sound file");
    files
        .text(path)
        .unwrap_or_else(|error| panic!("{error}"))
        .to_owned()
}

fn all(editions: &Editions) -> [(&'static str, Format, &[u8]); 3] {
    [
        ("print", Format::Pdf, &editions.print),
        ("screen", Format::Pdf, &editions.screen),
        ("epub", Format::Epub, &editions.epub),
    ]
}
