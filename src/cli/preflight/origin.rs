//! Where a file comes from: the report beside a print or screen PDF, where it is the report of these very
//! bytes -> the places in the manuscript.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::manuscript::read_finished;
use crate::preflight::Origins;
use crate::preflight::press::Finding;

use super::super::report::{self, hexadecimal};

/// The largest report that is read.
const LARGEST_REPORT: usize = 1 << 26;

/// Where a file comes from; empty for files of others.
#[derive(Clone, Debug, Default)]
pub struct Origin {
    origins: Origins,
}

/// A place in the manuscript.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place<'a> {
    /// The file, from the manuscript's folder.
    pub file: &'a str,
    /// The line; none for an image.
    pub line: Option<usize>,
}

/// What is read of a report.
#[derive(Deserialize)]
struct Report {
    editions: Vec<Edition>,
    #[serde(flatten)]
    origins: Origins,
}

#[derive(Deserialize)]
struct Edition {
    file: String,
    sha256: String,
}

impl Origin {
    /// Looks for the report of a file.
    pub fn of(path: &Path, bytes: &[u8]) -> Origin {
        let found = reports_beside(path).into_iter().filter_map(|report| {
            let text = read_finished(&report, LARGEST_REPORT).ok()?;
            serde_json::from_slice::<Report>(&text).ok()
        });
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let is_of = |report: &Report| {
            let sum = hexadecimal(&Sha256::digest(bytes));
            let mut editions = report.editions.iter();
            editions.any(|own| own.file == name && own.sha256 == sum)
        };
        let mut found = found;
        match found.find(is_of) {
            Some(own) => Origin {
                origins: own.origins,
            },
            None => Origin::default(),
        }
    }

    /// The folio of a page, counted from 1.
    pub fn folio(&self, sheet: usize) -> Option<&str> {
        let own = self.origins.sheets.get(sheet.checked_sub(1)?)?;
        Some(own.folio.as_str())
    }

    /// Where the manuscript has what a finding is about: the file of an image, or the first text of the
    /// page.
    pub fn place(&self, finding: &Finding) -> Option<Place<'_>> {
        let image = finding.image.as_ref();
        if let Some(file) = image.and_then(|own| self.origins.image_files.get(own)) {
            return Some(Place { file, line: None });
        }
        let spot = finding.spot.map(|own| own.sheet);
        let sheet = spot.or(finding.sheets.first().copied())?;
        let own = self.origins.sheets.get(sheet.checked_sub(1)?)?;
        Some(Place {
            file: own.file.as_deref()?,
            line: own.line,
        })
    }
}

/// `SLUG-print.pdf` and `SLUG-screen.pdf` have the report `SLUG.report.json`. A printer's file,
/// `SLUG-print-NAME.pdf`, has one of its own, or is in that one where it was made beside the editions.
fn reports_beside(path: &Path) -> Vec<PathBuf> {
    let stem = || path.file_name()?.to_str()?.strip_suffix(".pdf");
    let Some(stem) = stem() else {
        return Vec::new();
    };
    let slug = stem
        .strip_suffix("-print")
        .or_else(|| stem.strip_suffix("-screen"));
    let names: Vec<&str> = match (slug, stem.rsplit_once("-print-")) {
        (Some(slug), _) => vec![slug],
        (None, Some((slug, _))) => vec![stem, slug],
        (None, None) => Vec::new(),
    };
    let report = |name: &str| path.with_file_name(format!("{name}{}", report::SUFFIX));
    names.into_iter().map(report).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_report_stands_beside_the_editions_alone() {
        let beside = |path: &str| {
            let reports = reports_beside(Path::new(path));
            let names = reports.iter().map(|own| own.display().to_string());
            names.collect::<Vec<String>>().join(" ")
        };
        for (path, expected) in [
            ("build/tea-print.pdf", "build/tea.report.json"),
            ("build/tea-screen.pdf", "build/tea.report.json"),
            (
                "build/tea-print-kdp.pdf",
                "build/tea-print-kdp.report.json build/tea.report.json",
            ),
            ("build/tea.pdf", ""),
            ("build/tea-print.epub", ""),
        ] {
            assert_eq!(beside(path), expected, "{path}");
        }
    }
}
