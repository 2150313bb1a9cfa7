//! The report beside the editions, `<slug>.report.json`: what the book is, its figures, what was
//! found and what was made. It names no time and no machine: same manuscript, same bytes.

mod size;

use serde::{Serialize, Serializer};
use sha2::{Digest, Sha256};

use crate::diagnostic::Diagnostic;
use crate::extent::Extent;
use crate::offprint::Part;
use crate::pipeline::Outcome;
use crate::preflight::conservation::Proved;
use crate::preflight::{Origins, SettingFigures};
use crate::press::PressReport;
use crate::source::Sources;

use super::human::Tally;

use size::SizeReport;

pub use size::EPUB_BUDGET;

/// What follows the slug in the report's name.
pub const SUFFIX: &str = ".report.json";

/// The report's fields in the order in which they are written.
#[derive(Serialize)]
struct Report<'a> {
    recto: &'static str,
    slug: &'a str,
    title: &'a str,
    language: &'a str,
    /// Which part of the book it is, where it is not the whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    part: Option<PartReport<'a>>,
    #[serde(flatten)]
    extent: &'a Extent,
    diagnostics: Counts,
    setting: SettingReport<'a>,
    editions: Vec<EditionReport<'a>>,
    /// The sheets of the print files.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    press: &'a [PressReport],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    data: Vec<DataReport<'a>>,
    /// Where each page and each image comes from.
    #[serde(flatten)]
    origins: &'a Origins,
    /// What was proved of each edition, in a release.
    #[serde(skip_serializing_if = "Option::is_none")]
    conservation: Option<Conservation<'a>>,
}

/// A part of the book that is made alone.
#[derive(Serialize)]
struct PartReport<'a> {
    id: &'a str,
    title: &'a str,
    first_page: &'a str,
    last_page: &'a str,
}

impl<'a> PartReport<'a> {
    fn of(part: &'a Part) -> PartReport<'a> {
        let [first_page, last_page] = &part.folios;
        PartReport {
            id: &part.id,
            title: &part.title,
            first_page,
            last_page,
        }
    }
}

/// What was proved of each edition, by its name.
struct Conservation<'a>(&'a [(String, Proved)]);

impl Serialize for Conservation<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, proved)| (name, proved)))
    }
}

#[derive(Serialize)]
struct Counts {
    errors: usize,
    warnings: usize,
    notes: usize,
}

/// How the pages are set.
#[derive(Serialize)]
struct SettingReport<'a> {
    #[serde(flatten)]
    figures: SettingFigures,
    faults: Vec<FaultReport<'a>>,
}

/// What a typesetter would mend. The file is named from the manuscript's folder.
#[derive(Serialize)]
struct FaultReport<'a> {
    code: &'static str,
    page: Option<&'a str>,
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    message: &'a str,
}

impl<'a> FaultReport<'a> {
    fn of(fault: &'a Diagnostic, sources: &'a Sources) -> FaultReport<'a> {
        let position = fault.span.map(|span| sources.position(span));
        FaultReport {
            code: fault.code.name,
            page: fault.page.as_deref(),
            file: (fault.span.and_then(|span| sources.get(span.file)))
                .map(|file| file.path.as_str()),
            line: position.map(|place| place.line),
            column: position.map(|place| place.column),
            message: &fault.message,
        }
    }
}

#[derive(Serialize)]
struct DataReport<'a> {
    file: &'a str,
    bytes: usize,
    sha256: String,
}

#[derive(Serialize)]
struct EditionReport<'a> {
    edition: String,
    file: &'a str,
    bytes: usize,
    sha256: String,
    /// Of an EPUB: what it may take, and the files that take most of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    size: Option<SizeReport>,
}

/// The bytes of the report.
///
/// # Errors
/// None that these types can cause; serde's own.
pub fn write(outcome: &Outcome) -> Result<Vec<u8>, serde_json::Error> {
    let (book, setting) = (&outcome.book, &outcome.setting);
    let found = Tally::of(&outcome.diagnostics);
    let report = Report {
        recto: env!("CARGO_PKG_VERSION"),
        slug: &book.slug,
        title: &book.title,
        language: &book.language,
        part: book.part.as_ref().map(PartReport::of),
        extent: &book.extent,
        diagnostics: Counts {
            errors: found.errors,
            warnings: found.warnings,
            notes: found.notes,
        },
        setting: SettingReport {
            figures: setting.figures,
            faults: (setting.faults.iter())
                .map(|fault| FaultReport::of(fault, &outcome.sources))
                .collect(),
        },
        editions: outcome
            .editions
            .iter()
            .map(|finished| EditionReport {
                edition: finished.name(),
                file: &finished.file_name,
                bytes: finished.bytes.len(),
                sha256: hexadecimal(&Sha256::digest(&finished.bytes)),
                size: SizeReport::of(finished),
            })
            .collect(),
        press: &outcome.press,
        data: outcome
            .data
            .iter()
            .map(|own| DataReport {
                file: &own.file_name,
                bytes: own.bytes.len(),
                sha256: hexadecimal(&Sha256::digest(&own.bytes)),
            })
            .collect(),
        origins: &outcome.origins,
        conservation: match outcome.conservation.as_slice() {
            [] => None,
            proved => Some(Conservation(proved)),
        },
    };
    let mut bytes = serde_json::to_vec_pretty(&report)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// Bytes as digits, two each.
pub fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::diagnostic::codes;
    use crate::extent::{Pages, Words};
    use crate::pipeline::{BookReport, Edition, Finished};
    use crate::preflight::conservation::Amount;
    use crate::preflight::{Setting, SheetOrigin};
    use crate::source::Span;

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
            part: None,
        };
        let editions = [Finished {
            edition: Edition::Epub,
            printer: None,
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
    "warnings": 1,
    "notes": 0
  },
  "setting": {
    "lines": 2,
    "hyphenated": 0,
    "loose": 0,
    "ladders": 0,
    "hyphens_at_foot": 0,
    "spreads": 0,
    "uneven_spreads": 0,
    "parted": 0,
    "short_pages": 0,
    "split_notes": 1,
    "moved_floats": 0,
    "faults": [
      {
        "code": "layout/split-note",
        "page": "iv",
        "file": "body/a.md",
        "line": 2,
        "column": 1,
        "message": "long"
      }
    ]
  },
  "editions": [
    {
      "edition": "epub",
      "file": "small.epub",
      "bytes": 3,
      "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    }
  ],
  "sheets": [
    {
      "folio": "iv",
      "file": "body/a.md",
      "line": 1
    }
  ],
  "image_files": {
    "I1": "a.png"
  }
}
"#;
        let mut sources = Sources::default();
        let file = sources.add("body/a.md".to_owned(), "One\nword\n".to_owned());
        let fault = Diagnostic::new(codes::LAYOUT_SPLIT_NOTE, Span::new(file, 4, 8), "long");
        let setting = Setting {
            figures: SettingFigures {
                lines: 2,
                split_notes: 1,
                ..SettingFigures::default()
            },
            faults: vec![fault.on_page("iv")],
        };
        let mut outcome = Outcome {
            sources,
            diagnostics: vec![Diagnostic::new(codes::CODE_UNCLOSED, None, "odd")],
            setting,
            book,
            editions: editions.into(),
            press: Vec::new(),
            conservation: Vec::new(),
            data: Vec::new(),
            origins: Origins {
                sheets: vec![SheetOrigin {
                    folio: "iv".to_owned(),
                    file: Some("body/a.md".to_owned()),
                    line: Some(1),
                }],
                image_files: [("I1".to_owned(), "a.png".to_owned())].into(),
            },
            layout: None,
        };
        let written = write(&outcome).expect("strings and numbers");
        let expected = expected.replace("VERSION", env!("CARGO_PKG_VERSION"));
        assert_eq!(String::from_utf8_lossy(&written), expected);

        let proved = Proved {
            running: Amount {
                characters: 12,
                words: 3,
            },
            ..Proved::default()
        };
        outcome.conservation.push(("epub".to_owned(), proved));
        let written = write(&outcome);
        let written: Value = serde_json::from_slice(&written.expect("strings")).expect("JSON");
        assert_eq!(
            written["conservation"]["epub"]["running"],
            serde_json::json!({ "characters": 12, "words": 3 })
        );
        assert_eq!(written["conservation"].get("print"), None);
    }
}
