//! The report beside the editions, `<slug>.report.json`: what the book is, its figures, what was
//! found and what was made. It names no time and no machine: same manuscript, same bytes.

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::extent::Extent;
use crate::pipeline::{BookReport, Finished};

use super::human::Tally;

/// What follows the slug in the report's name.
pub const SUFFIX: &str = ".report.json";

/// The report's fields in the order in which they are written.
#[derive(Serialize)]
struct Report<'a> {
    recto: &'static str,
    slug: &'a str,
    title: &'a str,
    language: &'a str,
    #[serde(flatten)]
    extent: &'a Extent,
    diagnostics: Counts,
    editions: Vec<EditionReport<'a>>,
}

#[derive(Serialize)]
struct Counts {
    errors: usize,
    warnings: usize,
    notes: usize,
}

#[derive(Serialize)]
struct EditionReport<'a> {
    edition: &'static str,
    file: &'a str,
    bytes: usize,
    sha256: String,
}

/// The bytes of the report.
///
/// # Errors
/// None that these types can cause; serde's own.
pub fn write(
    book: &BookReport,
    found: Tally,
    editions: &[Finished],
) -> Result<Vec<u8>, serde_json::Error> {
    let report = Report {
        recto: env!("CARGO_PKG_VERSION"),
        slug: &book.slug,
        title: &book.title,
        language: &book.language,
        extent: &book.extent,
        diagnostics: Counts {
            errors: found.errors,
            warnings: found.warnings,
            notes: found.notes,
        },
        editions: editions
            .iter()
            .map(|finished| EditionReport {
                edition: finished.edition.name(),
                file: &finished.file_name,
                bytes: finished.bytes.len(),
                sha256: hexadecimal(&Sha256::digest(&finished.bytes)),
            })
            .collect(),
    };
    let mut bytes = serde_json::to_vec_pretty(&report)?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extent::{Pages, Words};
    use crate::pipeline::Edition;

    #[test]
    fn the_report_has_one_order_and_no_time() {
        let book = BookReport {
            slug: "small".to_owned(),
            title: "Small “book”".to_owned(),
            language: "en-GB".to_owned(),
            extent: Extent {
                pages: Pages {
                    total: 4,
                    blank: 1,
                    roman: 2,
                    arabic: 2,
                },
                words: Words {
                    total: 3,
                    running: 2,
                    notes: 1,
                    ..Words::default()
                },
                notes: 1,
                divisions: 1,
                ..Extent::default()
            },
        };
        let found = Tally {
            warnings: 2,
            ..Tally::default()
        };
        let editions = [Finished {
            edition: Edition::Epub,
            file_name: "small.epub".to_owned(),
            bytes: b"abc".to_vec(),
        }];
        let expected = r#"{
  "recto": "VERSION",
  "slug": "small",
  "title": "Small “book”",
  "language": "en-GB",
  "pages": {
    "total": 4,
    "blank": 1,
    "roman": 2,
    "arabic": 2
  },
  "words": {
    "total": 3,
    "running": 2,
    "notes": 1,
    "cells": 0,
    "floats": 0
  },
  "notes": 1,
  "divisions": 1,
  "chapters": 0,
  "headings": 0,
  "figures": 0,
  "tables": 0,
  "boxes": 0,
  "recommendations": 0,
  "images": 0,
  "diagnostics": {
    "errors": 0,
    "warnings": 2,
    "notes": 0
  },
  "editions": [
    {
      "edition": "epub",
      "file": "small.epub",
      "bytes": 3,
      "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    }
  ]
}
"#;
        let written = write(&book, found, &editions).expect("strings and numbers");
        let expected = expected.replace("VERSION", env!("CARGO_PKG_VERSION"));
        assert_eq!(String::from_utf8_lossy(&written), expected);
    }
}
