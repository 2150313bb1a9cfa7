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
    let [compendium, tour, _] = large();
    [compendium, tour, fixture(), notes()]
}

/// The compendium, the tour of the syntax, and the generated book of `tools/bench`.
pub fn large() -> [&'static Editions; 3] {
    static LARGE: OnceLock<[Editions; 3]> = OnceLock::new();
    LARGE.get_or_init(|| in_language("en-GB")).each_ref()
}

/// All books, and the large ones once more with French as their language: what the judges of
/// conformance read.
pub fn judged() -> Vec<&'static Editions> {
    static FRENCH: OnceLock<[Editions; 3]> = OnceLock::new();
    let french = FRENCH.get_or_init(|| in_language("fr")).each_ref();
    let english = [large()[2], fixture(), notes()];
    [&large()[..2], &english, &french].concat()
}

/// The fixture `conservation` alone, which is small enough to be damaged on purpose.
pub fn fixture() -> &'static Editions {
    static FIXTURE: OnceLock<Editions> = OnceLock::new();
    FIXTURE.get_or_init(|| of_fixture("conservation"))
}

/// The fixture `notes` alone: notes in all places, and lettered ones under tables.
pub fn notes() -> &'static Editions {
    static NOTES: OnceLock<Editions> = OnceLock::new();
    NOTES.get_or_init(|| of_fixture("notes"))
}

fn of_fixture(name: &'static str) -> Editions {
    build(name, name, &Workshop::with_fixture(name))
}

/// The large books, whose language is British English, in another one.
fn in_language(language: &str) -> [Editions; 3] {
    let names = match language {
        "fr" => ["compendium-fr", "tour-fr", "generated-fr"],
        _ => ["compendium", "tour", "generated"],
    };
    let sources = [
        (
            "compendium",
            Workshop::with_manuscript(&root().join("manuscript")),
        ),
        ("tour", Workshop::with_manuscript(&root().join("docs/tour"))),
        ("bench-100", Workshop::with_generated("100")),
    ];
    let mut names = names.into_iter();
    sources.map(|(slug, workshop)| {
        let settings = workshop.bytes("manuscript/book.toml");
        let settings = String::from_utf8(settings).expect("UTF-8");
        let (before, after) = settings
            .split_once("language = \"en-GB\"")
            .expect("a British book");
        let settings = format!("{before}language = \"{language}\"{after}");
        workshop.write("manuscript/book.toml", &settings);
        build(names.next().expect("three names"), slug, &workshop)
    })
}

fn build(name: &'static str, slug: &str, workshop: &Workshop) -> Editions {
    workshop.recto(&["build"]).ends_with(0);
    let edition = |suffix: &str| workshop.bytes(&format!("build/{slug}{suffix}"));
    Editions {
        name,
        book: resolved(&workshop.path("manuscript")),
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
