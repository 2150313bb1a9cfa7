//! Readers that nobody here wrote: what poppler's `pdftotext` reads from a PDF, and Python's own readers
//! from an EPUB -> the words that it lacks.

use std::process::Command;

use quick_xml::escape::unescape;
use tempfile::TempDir;

use recto::preflight::conservation::generated::{Counts, count, lacking, plain, words};

/// What the other reader found.
#[derive(Debug, Default)]
pub struct Witness {
    counts: Counts,
    /// The beginnings of words that soft hyphens divide.
    beginnings: Counts,
}

impl Witness {
    /// Reads an EPUB.
    pub fn of_epub(epub: &[u8]) -> Witness {
        Witness::of_text(&epub_text(epub))
    }

    /// Reads a PDF. A word that ends in a soft hyphen goes on in the next one. A note's mark may be
    /// stuck to its word: such a word counts with the mark and without it.
    pub fn of(pdf: &[u8]) -> Witness {
        Witness::of_text(&text(pdf))
    }

    /// Takes a text that is read already, with soft hyphens at the ends of lines that divide a word.
    pub fn of_text(text: &str) -> Witness {
        let mut witness = Witness::default();
        for divided in text.split("\u{ad} ") {
            if let Some(beginning) = words(&plain(divided)).last() {
                *witness.beginnings.entry(beginning.to_owned()).or_default() += 1;
            }
        }
        for word in words(&plain(&text.replace("\u{ad} ", ""))) {
            let stem = word.trim_end_matches(|c: char| c.is_ascii_digit());
            if !stem.is_empty() && stem != word {
                *witness.counts.entry(stem.to_owned()).or_default() += 1;
            }
            *witness.counts.entry(word.to_owned()).or_default() += 1;
        }
        witness
    }

    /// The words that occur less often than they should, as [`lacking`] says. Where a hyphen ends a
    /// page, heads or notes stand before the rest of its word: there both parts are enough.
    pub fn lacks(&self, expected: &Counts) -> Vec<(String, usize, usize)> {
        let mut lacking = lacking(expected, &self.counts);
        lacking.retain(|(word, wanted, have)| {
            let divided = word.char_indices().skip(1).filter_map(|(at, _)| {
                let (beginning, rest) = word.split_at(at);
                self.counts.get(rest)?;
                self.beginnings.get(beginning).copied()
            });
            // The letter of a note under a table is stuck to its word, which no text has so.
            let marked = ('a'..='z').map(|mark| {
                let stuck = format!("{word}{mark}");
                let count = |own: &Counts| own.get(&stuck).copied().unwrap_or(0);
                count(&self.counts).saturating_sub(count(expected))
            });
            wanted - have > divided.sum::<usize>() + marked.sum::<usize>()
        });
        lacking
    }
}

#[test]
fn a_word_over_two_pages_is_found_and_a_lost_one_is_not() {
    let witness = Witness::of_text("on man\u{ad} agement1 and manage\u{ad} 12 The head ment");
    let lacks = |expected: &str| witness.lacks(&count([expected]));
    assert_eq!(lacks("on management and management head"), []);
    assert_eq!(lacks("on lost").len(), 1);
    assert_eq!(lacks("head head").len(), 1);
}

/// The words in the order of the file with spaces between them. They are taken from the list of
/// words with their boxes: in plain text poppler leaves the space out between words that stand as
/// close as the closest word space of a justified line.
fn text(pdf: &[u8]) -> String {
    let folder = TempDir::new().expect("a folder for the test");
    let path = folder.path().join("book.pdf");
    std::fs::write(&path, pdf).expect("a file for the test");
    let output = Command::new("pdftotext")
        .args(["-raw", "-bbox", "-enc", "UTF-8"])
        .args([path.as_os_str(), "-".as_ref()])
        .output()
        .expect("pdftotext (of poppler) is missing: run tools/install");
    assert!(output.status.success(), "{output:?}");
    let list = String::from_utf8(output.stdout).expect("UTF-8 from pdftotext");
    let mut text = String::new();
    for line in list
        .lines()
        .filter_map(|line| line.trim().strip_prefix("<word "))
    {
        let word = line
            .split_once('>')
            .and_then(|(_, rest)| rest.strip_suffix("</word>"));
        let word = word.unwrap_or_else(|| panic!("not a word: {line}"));
        text.push_str(&unescape(word).expect("XML's own entities"));
        text.push(' ');
    }
    text
}

/// Prints the text of the files of the spine, elements that stand apart with spaces around them.
const EPUB_READER: &str = r#"
import posixpath, sys, zipfile
import xml.etree.ElementTree as tree
archive = zipfile.ZipFile(sys.argv[1])
local = lambda element: element.tag.rpartition("}")[2]
container = tree.fromstring(archive.read("META-INF/container.xml"))
package = next(e.get("full-path") for e in container.iter() if local(e) == "rootfile")
items, spine = {}, []
for element in tree.fromstring(archive.read(package)).iter():
    if local(element) == "item":
        items[element.get("id")] = element.get("href")
    elif local(element) == "itemref":
        spine.append(items[element.get("idref")])
FLOWING = "a abbr b bdi cite code del em i q s small span strong sub sup u wbr".split()
def text(element):
    is_mark = element.get("class") == "mark"
    between = "" if local(element) in FLOWING and not is_mark else " "
    inside = "".join(text(own) + (own.tail or "") for own in element)
    return between + (element.text or "") + inside + between
for href in spine:
    document = tree.fromstring(archive.read(posixpath.join(posixpath.dirname(package), href)))
    body = next(e for e in document if local(e) == "body")
    sys.stdout.buffer.write((text(body) + " ").replace("\u00ad", "").encode())
"#;

fn epub_text(epub: &[u8]) -> String {
    let folder = TempDir::new().expect("a folder for the test");
    let path = folder.path().join("book.epub");
    std::fs::write(&path, epub).expect("a file for the test");
    let output = Command::new("python3")
        .args(["-c".as_ref(), EPUB_READER.as_ref(), path.as_os_str()])
        .output()
        .expect("python3 is missing");
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).expect("UTF-8 from Python")
}
