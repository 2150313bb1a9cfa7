//! The books that the tests of finished editions read: a manuscript's folder -> the three files that
//! the program makes of it, and what the library knows of the book behind them. Each book is built
//! once in a run of the tests.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use recto::resolve::ResolvedBook;
use recto::{manuscript, parse, resolve};

use crate::harness::Workshop;

/// A book and its finished editions.
pub struct Editions {
    /// What it is called in a test's message.
    pub name: &'static str,
    /// The book with everything looked up.
    pub book: ResolvedBook,
    /// The PDF for the press.
    pub print: Vec<u8>,
    /// The PDF for the screen.
    pub screen: Vec<u8>,
    /// The EPUB.
    pub epub: Vec<u8>,
}

/// The compendium of `manuscript/`, the tour of the syntax of `docs/tour`, and the fixtures
/// `conservation` and `notes`.
pub fn books() -> [&'static Editions; 4] {
    static COMPENDIUM: OnceLock<Editions> = OnceLock::new();
    static TOUR: OnceLock<Editions> = OnceLock::new();
    [
        COMPENDIUM.get_or_init(|| build("compendium", &root().join("manuscript"))),
        TOUR.get_or_init(|| build("tour", &root().join("docs/tour"))),
        fixture(),
        notes(),
    ]
}

/// The fixture `conservation` alone, which is small enough to be damaged on purpose.
pub fn fixture() -> &'static Editions {
    static FIXTURE: OnceLock<Editions> = OnceLock::new();
    FIXTURE.get_or_init(|| build("conservation", &root().join("tests/fixtures/conservation")))
}

/// The fixture `notes` alone: notes in all places, and lettered ones under tables.
pub fn notes() -> &'static Editions {
    static NOTES: OnceLock<Editions> = OnceLock::new();
    NOTES.get_or_init(|| build("notes", &root().join("tests/fixtures/notes")))
}

fn build(name: &'static str, folder: &Path) -> Editions {
    let workshop = Workshop::with_manuscript(folder);
    workshop.recto(&["build"]).ends_with(0);
    let edition = |suffix: &str| workshop.bytes(&format!("build/{name}{suffix}"));
    Editions {
        name,
        book: resolved(folder),
        print: edition("-print.pdf"),
        screen: edition("-screen.pdf"),
        epub: edition(".epub"),
    }
}

fn resolved(folder: &Path) -> ResolvedBook {
    let (manuscript, _) = manuscript::read(folder).expect("the manuscript's folder is read");
    let (book, _) = parse::parse(&manuscript);
    let (images, _) = manuscript::read_images(&manuscript, &book);
    resolve::resolve(book, &manuscript, images, None).0
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf()
}
