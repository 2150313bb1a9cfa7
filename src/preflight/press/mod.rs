//! The judge of finished PDFs, ours and others': bytes and a printer's profile -> findings, each with its
//! pages and its place. `file` finds the objects of any file, sound or damaged, `survey` reads what it
//! says of itself, `walk` reads the contents of its pages, and `rules` judge what is there. The work is
//! bounded by the size of the file, and nothing but its bytes is read.

mod file;
mod geometry;
mod page;
mod pixels;
mod report;
mod rules;
mod survey;
mod walk;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use crate::diagnostic::{Code, codes};
use crate::printer::Profile;

pub use file::LARGEST_FILE;

use file::{NoPdf, PressFile};
use page::{Page, Peaks};
use report::{Report, Told};
use survey::Survey;
use walk::Walker;

pub use report::{Finding, Spot};

/// What was found in a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
    /// What was judged; `None` where the file cannot be read.
    pub facts: Option<Facts>,
    /// What was found.
    pub findings: Vec<Finding>,
}

/// What was judged.
#[derive(Clone, Debug, PartialEq)]
pub struct Facts {
    /// The version, such as "1.6".
    pub version: String,
    /// The standard that the file claims.
    pub claim: Option<String>,
    /// The name of the standard that it is judged by.
    pub standard: &'static str,
    /// How many pages it has.
    pub pages: usize,
    /// The size of the first page after trimming, in points.
    pub trim: Option<[f64; 2]>,
    /// Its bleed at head, foot, left and right.
    pub bleed: Option<[f64; 4]>,
    /// The printing condition of the output intent.
    pub intent: Option<String>,
}

/// The codes of all rules, in alphabetical order.
pub fn rules() -> impl Iterator<Item = &'static Code> {
    rules::RULES.iter().map(|rule| rule.code)
}

/// Judges a file by the standard that it claims, and by what a printer asks.
pub fn judge(bytes: &[u8], profile: Option<&Profile>) -> Judgement {
    let file = match PressFile::open(bytes) {
        Ok(file) => file,
        Err(NoPdf::Encrypted) => return refused(codes::PRINT_ENCRYPTED, "the file is encrypted"),
        Err(NoPdf::Broken(why)) => return unreadable(why),
    };
    let Some(survey) = Survey::of(&file, profile) else {
        return unreadable("it has no catalog");
    };
    let mut report = Report::default();
    rules::judge_file(&survey, &mut report);
    // What is encrypted cannot be read any further.
    if !survey.is_encrypted() {
        judge_pages(&survey, &mut report);
    }
    Judgement {
        facts: Some(Facts::of(&survey)),
        findings: report.findings(),
    }
}

fn judge_pages(survey: &Survey<'_>, report: &mut Report) {
    let peaks = Peaks::default();
    let mut walker = Walker::new(survey);
    let mut digests = Vec::with_capacity(survey.sheets.len());
    for sheet in &survey.sheets {
        let seen = walker.page(sheet);
        let page = Page {
            survey,
            sheet,
            seen: &seen,
            peaks: &peaks,
        };
        rules::judge_page(&page, report);
        digests.push(page.digest());
    }
    rules::judge_book(survey, &digests, report);
}

fn unreadable(why: &str) -> Judgement {
    let message = format!("the file cannot be read as a PDF: {why}");
    refused(codes::PRINT_UNREADABLE, &message)
}

/// Nothing but this can be said of the file.
fn refused(code: &'static Code, message: &str) -> Judgement {
    let mut report = Report::default();
    report.tell(code, Told::new(message));
    Judgement {
        facts: None,
        findings: report.findings(),
    }
}

impl Facts {
    fn of(survey: &Survey<'_>) -> Facts {
        let first = survey.sheets.first().map(|own| own.boxes);
        let trim = first.and_then(|own| own.page());
        let bleed = first.and_then(|own| own.bleed).zip(trim);
        let intent = survey.intents.first().and_then(|own| {
            let name = survey.file.entry(own.own, b"OutputConditionIdentifier")?;
            name.string().map(survey::text)
        });
        let (major, minor) = survey.version().unwrap_or_default();
        Facts {
            version: format!("{major}.{minor}"),
            claim: survey.claim.clone(),
            standard: survey.standard.name(),
            pages: survey.sheets.len(),
            trim: trim.map(|own| [own.width(), own.height()]),
            bleed: bleed.map(|(bleed, trim)| {
                [
                    bleed.top - trim.top,
                    trim.bottom - bleed.bottom,
                    trim.left - bleed.left,
                    bleed.right - trim.right,
                ]
            }),
            intent,
        }
    }
}

/// Page numbers as people write them: "3, 5-9"; "1-9, every other one".
pub fn page_list(pages: &BTreeSet<usize>) -> String {
    let mut parts: Vec<String> = Vec::new();
    let pages: Vec<usize> = pages.iter().copied().collect();
    // Left-hand or right-hand pages alone.
    if let [first, .., last] = pages.as_slice()
        && pages.len() > 3
        && pages.array_windows().all(|[a, b]| a + 2 == *b)
    {
        return format!("{first}-{last}, every other one");
    }
    for run in pages.chunk_by(|a, b| a + 1 == *b) {
        match run {
            [one] => parts.push(one.to_string()),
            [first, .., last] => parts.push(format!("{first}-{last}")),
            [] => {}
        }
    }
    parts.join(", ")
}
