//! A reader that nobody here wrote: what poppler's `pdftotext` reads from a PDF -> the words that it lacks.

use std::collections::BTreeMap;
use std::process::Command;

use quick_xml::escape::unescape;
use tempfile::TempDir;

use super::generated::{lacking, words};

/// What the other reader found.
#[derive(Debug, Default)]
pub struct Witness {
    counts: BTreeMap<String, usize>,
    /// The beginnings of words that soft hyphens divide.
    beginnings: BTreeMap<String, usize>,
}

impl Witness {
    /// Reads a PDF. A word that ends in a soft hyphen goes on in the next one. A note's mark may be
    /// stuck to its word: such a word counts with the mark and without it.
    pub fn of(pdf: &[u8]) -> Witness {
        Witness::of_text(&text(pdf))
    }

    fn of_text(text: &str) -> Witness {
        let mut witness = Witness::default();
        for divided in text.split("\u{ad} ") {
            if let Some(beginning) = words(divided).last() {
                *witness.beginnings.entry(beginning).or_default() += 1;
            }
        }
        for word in words(&text.replace("\u{ad} ", "")) {
            let plain = word.trim_end_matches(|c: char| c.is_ascii_digit());
            if !plain.is_empty() && plain != word {
                *witness.counts.entry(plain.to_owned()).or_default() += 1;
            }
            *witness.counts.entry(word).or_default() += 1;
        }
        witness
    }

    /// The words that occur less often than they should, as [`lacking`] says. Where a hyphen ends a
    /// page, heads or notes stand before the rest of its word: there both parts are enough.
    pub fn lacks(&self, expected: &BTreeMap<String, usize>) -> Vec<(String, usize, usize)> {
        let mut lacking = lacking(expected, &self.counts);
        lacking.retain(|(word, wanted, have)| {
            let divided = word.char_indices().skip(1).filter_map(|(at, _)| {
                let (beginning, rest) = word.split_at(at);
                self.counts.get(rest)?;
                self.beginnings.get(beginning).copied()
            });
            wanted - have > divided.sum::<usize>()
        });
        lacking
    }
}

#[test]
fn a_word_over_two_pages_is_found_and_a_lost_one_is_not() {
    let witness = Witness::of_text("on man\u{ad} agement1 and manage\u{ad} 12 The head ment");
    let lacks = |expected: &str| witness.lacks(&super::generated::count([expected]));
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
