//! The fixture's book, written and read again: the file as a whole.

mod images;
mod navigation;
mod text;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId, decode_text_string};

use crate::document::Label;
use crate::layout::{After, Mark, PagedBook};
use crate::manuscript::ImageFormat;
use crate::press::Sheets;
use crate::print::PrintSettings;

use super::fixture::book;
use super::{Edition, write};

/// The sheets of an edition of it.
fn sheets(book: &PagedBook, edition: Edition) -> Sheets {
    match edition {
        Edition::Print => Sheets {
            bleed: book.geometry.bleed,
            ..Sheets::trimmed()
        },
        Edition::Screen => Sheets::trimmed(),
    }
}

/// A written file, read again.
struct Reread {
    bytes: Vec<u8>,
    document: Document,
}

fn reread(edition: Edition) -> Reread {
    Reread::of(&book(), edition)
}

impl Reread {
    fn of(book: &PagedBook, edition: Edition) -> Reread {
        let bytes = write(
            book,
            edition,
            &sheets(book, edition),
            &PrintSettings::default(),
        )
        .unwrap();
        Reread {
            document: Document::load_mem(&bytes).unwrap(),
            bytes,
        }
    }

    fn pages(&self) -> Vec<&Dictionary> {
        let ids = self.document.get_pages().into_values();
        ids.map(|id| self.document.get_dictionary(id).unwrap())
            .collect()
    }

    fn content(&self, page: u32) -> String {
        let id: ObjectId = self.document.get_pages()[&page];
        let content = self.document.get_page_content(id);
        content.iter().map(|byte| char::from(*byte)).collect()
    }

    fn catalog(&self) -> &Dictionary {
        self.document.catalog().unwrap()
    }

    fn follow<'a>(&'a self, from: &'a Dictionary, path: &[&str]) -> &'a Object {
        let mut at = from;
        let (last, way) = path.split_last().unwrap();
        for key in way {
            at = at
                .get_deref(key.as_bytes(), &self.document)
                .unwrap()
                .as_dict()
                .unwrap();
        }
        at.get_deref(last.as_bytes(), &self.document).unwrap()
    }
}

fn numbers(rectangle: &Object) -> Vec<i64> {
    let corners = rectangle.as_array().unwrap().iter();
    corners
        .map(|n| (n.as_float().unwrap() * 100.0).round() as i64)
        .collect()
}

#[test]
fn the_boxes_are_trim_and_bleed_in_print_and_the_trim_on_the_screen() {
    let print = reread(Edition::Print);
    assert_eq!(print.document.version, "1.6");
    for page in print.pages() {
        assert_eq!(
            numbers(page.get(b"MediaBox").unwrap()),
            [0, 0, 49890, 69732]
        );
        assert_eq!(
            numbers(page.get(b"BleedBox").unwrap()),
            [0, 0, 49890, 69732]
        );
        assert_eq!(
            numbers(page.get(b"TrimBox").unwrap()),
            [850, 850, 49039, 68882]
        );
    }
    let screen = reread(Edition::Screen);
    assert_eq!(screen.document.version, "1.7");
    for page in screen.pages() {
        assert_eq!(
            numbers(page.get(b"MediaBox").unwrap()),
            [0, 0, 48189, 68032]
        );
    }
}

#[test]
fn nothing_of_printpdf_is_left() {
    for edition in [Edition::Print, Edition::Screen] {
        let file = reread(edition);
        for page in file.pages() {
            assert!(!page.has(b"CropBox"));
            let annotations = page.get(b"Annots").and_then(Object::as_array);
            assert!(annotations.is_ok_and(|a| !a.is_empty()) || !page.has(b"Annots"));
        }
        let text: String = file.bytes.iter().map(|byte| char::from(*byte)).collect();
        assert!(!text.contains("printpdf"));
        assert!(!file.catalog().has(b"PageLayout"));
        let info = file
            .document
            .trailer
            .get(b"Info")
            .unwrap()
            .as_reference()
            .unwrap();
        let info = file.document.get_dictionary(info).unwrap();
        let said = |key: &[u8]| decode_text_string(info.get(key).unwrap()).unwrap();
        assert_eq!(said(b"Title"), "Waffles & syrup \u{2013} a study");
        assert_eq!(said(b"Author"), "A. Baker");
        assert_eq!(said(b"Creator"), "Recto");
        assert_eq!(said(b"CreationDate"), "D:20261101000000Z");
    }
}

#[test]
fn the_same_book_gives_the_same_bytes_on_any_number_of_threads() {
    for edition in [Edition::Print, Edition::Screen] {
        let expected = write(
            &book(),
            edition,
            &sheets(&book(), edition),
            &PrintSettings::default(),
        )
        .unwrap();
        for threads in [1, 4] {
            let pool = rayon::ThreadPoolBuilder::new()
                .num_threads(threads)
                .build()
                .unwrap();
            let bytes = pool.install(|| {
                write(
                    &book(),
                    edition,
                    &sheets(&book(), edition),
                    &PrintSettings::default(),
                )
                .unwrap()
            });
            assert!(bytes == expected, "{threads} threads");
        }
    }
}

#[test]
fn another_text_is_another_instance_of_the_same_document() {
    let identity = |book: &PagedBook| {
        let bytes = write(
            book,
            Edition::Print,
            &sheets(book, Edition::Print),
            &PrintSettings::default(),
        )
        .unwrap();
        let trailer = Document::load_mem(&bytes).unwrap().trailer;
        trailer.get(b"ID").unwrap().as_array().unwrap().clone()
    };
    let mut other = book();
    let before = identity(&other);
    other.pages[0].frames.pop();
    let after = identity(&other);
    assert_eq!(before[0], after[0]);
    assert_ne!(before[1], after[1]);
}

#[test]
fn a_book_without_pages_is_an_error() {
    let mut book = book();
    book.pages.clear();
    assert!(
        write(
            &book,
            Edition::Print,
            &sheets(&book, Edition::Print),
            &PrintSettings::default()
        )
        .is_err()
    );
}
