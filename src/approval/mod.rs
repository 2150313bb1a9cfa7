//! Which texts may be published: a manuscript and its parsed book -> findings about drafts, missing
//! approvals and texts that were changed after theirs; and a decision to approve -> the new text of
//! `approvals.toml`.
//!
//! An approval is bound to the text's digest (`digest`). What was changed is told from the marks of the
//! paragraphs that the approval keeps (`changes`), so that no copy of the text is needed. `record`
//! edits the file. The rules hold for texts whose front matter says a `status`, and for those that have
//! an approval.

mod changes;
mod decide;
mod digest;
mod entries;
mod record;

use crate::diagnostic::{Diagnostic, Severity, codes};
use crate::manuscript::{Approval, Date, Manuscript, Status};
use crate::parse::{Book, Chapter, NoSuchText, named};
use crate::source::{FileId, Span};

pub use decide::{Decision, decide};

use changes::{Change, changes};
use digest::{TextDigest, digest};
use entries::Entries;
use record::record;

/// The changes of a text that are pointed to; the others are counted.
const MAX_PLACES: usize = 12;

/// What keeps texts from being published. In a release all of it is an error but for entries of no
/// text; otherwise it is told as notes, and drafts are no finding at all. `only` is the one text that
/// is published, if there is only one.
pub fn check(
    manuscript: &Manuscript,
    book: &Book,
    release: bool,
    only: Option<FileId>,
) -> Vec<Diagnostic> {
    let entries = Entries::of(manuscript, book);
    let texts = book
        .texts()
        .filter(|own| only.is_none_or(|only| only == own.file));
    let mut found: Vec<Diagnostic> = texts
        .filter_map(|own| text_finding(manuscript, own, &entries))
        .filter(|own| release || own.code != codes::APPROVAL_DRAFT)
        .collect();
    let severity = match release {
        true => Severity::Error,
        false => Severity::Note,
    };
    found.iter_mut().for_each(|own| own.severity = severity);
    found.extend(entries.of_no_text(manuscript));
    found
}

/// Which texts are approved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// The one that is called so.
    One(String),
    /// All that are cleared and not approved as they are.
    Cleared,
}

/// What an approval makes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Approved {
    /// The texts that it is for, by what they are called.
    pub names: Vec<String>,
    /// The new text of `approvals.toml`.
    pub file: String,
}

/// Why nothing is approved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotApproved {
    /// No text is called so, or several are.
    NoSuchText(NoSuchText),
    /// The text is a draft; its name.
    Draft(String),
}

/// Approves texts. The manuscript and its book have no errors.
///
/// # Errors
/// The text that is asked for cannot be approved.
pub fn approve(
    manuscript: &Manuscript,
    book: &Book,
    choice: &Choice,
    (by, date): (&str, Date),
) -> Result<Approved, NotApproved> {
    let entries = Entries::of(manuscript, book);
    let status = |own: &Chapter| own.front.status.map(|(status, _)| status);
    let chosen: Vec<&Chapter> = match choice {
        Choice::One(name) => {
            let text = named(book.texts(), name, &manuscript.sources);
            let text = text.map_err(NotApproved::NoSuchText)?;
            if status(text) == Some(Status::Draft) {
                return Err(NotApproved::Draft(
                    text.name(&manuscript.sources).to_owned(),
                ));
            }
            vec![text]
        }
        Choice::Cleared => book
            .texts()
            .filter(|own| status(own) == Some(Status::Cleared))
            .filter(|own| {
                let entry = entries.of_text(own.file);
                entry.is_none_or(|(own_entry, _)| !holds(manuscript, own, own_entry))
            })
            .collect(),
    };
    let new: Vec<Approval> = chosen
        .iter()
        .map(|own| {
            let TextDigest { sha256, paragraphs } = digest(text_of(manuscript, own.file));
            Approval {
                id: own.name(&manuscript.sources).to_owned(),
                file: path_of(manuscript, own.file).to_owned(),
                sha256,
                by: by.to_owned(),
                date: date.to_string(),
                paragraphs: paragraphs.into_iter().map(|own| own.mark).collect(),
            }
        })
        .collect();
    let before = manuscript
        .sources
        .find(crate::manuscript::APPROVALS_FILE)
        .map_or("", |file| text_of(manuscript, file));
    let order: Vec<&str> = book
        .texts()
        .map(|own| path_of(manuscript, own.file))
        .collect();
    // An entry whose file was renamed is that of its text all the same.
    let kept: Vec<Approval> = entries.with_files(manuscript);
    Ok(Approved {
        names: new.iter().map(|own| own.id.clone()).collect(),
        file: record(before, &kept, &new, &order),
    })
}

fn text_of(manuscript: &Manuscript, file: FileId) -> &str {
    manuscript
        .sources
        .get(file)
        .map_or("", |own| own.text.as_str())
}

fn path_of(manuscript: &Manuscript, file: FileId) -> &str {
    manuscript
        .sources
        .get(file)
        .map_or("", |own| own.path.as_str())
}

/// Whether a text is what was approved.
fn holds(manuscript: &Manuscript, text: &Chapter, entry: &Approval) -> bool {
    digest(text_of(manuscript, text.file)).sha256 == entry.sha256
}

fn text_finding(
    manuscript: &Manuscript,
    text: &Chapter,
    entries: &Entries<'_>,
) -> Option<Diagnostic> {
    let entry = entries.of_text(text.file);
    match (text.front.status, entry) {
        (Some((Status::Draft, span)), _) => Some(
            Diagnostic::new(codes::APPROVAL_DRAFT, span, "this text is a draft")
                .help("write `status: cleared` when its contributor has cleared it"),
        ),
        (_, Some(entry)) => changed(manuscript, text, entry),
        (Some((Status::Approved, span)), None) => {
            let name = text.name(&manuscript.sources);
            let message = "this text says that it is approved, and nobody has approved it";
            Some(
                Diagnostic::new(codes::APPROVAL_MISSING, span, message)
                    .help(format!("recto approve {name} --by \"Name, office\"")),
            )
        }
        (Some((Status::Cleared, _)) | None, None) => None,
    }
}

/// The finding about a text that is not what was approved: it stands at the first change, and the
/// others are related.
fn changed(
    manuscript: &Manuscript,
    text: &Chapter,
    (entry, approval): (&Approval, Option<Span>),
) -> Option<Diagnostic> {
    let now = digest(text_of(manuscript, text.file));
    if now.sha256 == entry.sha256 {
        return None;
    }
    let marks: Vec<&str> = now.paragraphs.iter().map(|own| own.mark.as_str()).collect();
    let approved: Vec<&str> = entry.marks().collect();
    let found = match approved.is_empty() {
        // An entry that somebody wrote without marks.
        true => Vec::new(),
        false => changes(&approved, &marks),
    };
    let place = |change: Option<&Change>| {
        let at = match change {
            Some(Change::Changed(at) | Change::Added(at) | Change::Moved(at)) => *at,
            Some(Change::Removed { before, .. }) => *before,
            None => 0,
        };
        let paragraph = now.paragraphs.get(at).or(now.paragraphs.last());
        let range = paragraph.map_or(0..0, |own| own.range.clone());
        Span::new(text.file, range.start, range.end)
    };
    let said = |change: Option<&Change>| match change {
        Some(Change::Changed(_)) => "this paragraph was changed".to_owned(),
        Some(Change::Added(_)) => "this paragraph was added".to_owned(),
        Some(Change::Moved(_)) => "this paragraph was moved here".to_owned(),
        Some(Change::Removed { before, count }) => {
            let side = match *before < now.paragraphs.len() {
                true => "before",
                false => "after",
            };
            match count {
                1 => format!("a paragraph {side} this one was removed"),
                _ => format!("{count} paragraphs {side} this one were removed"),
            }
        }
        None if approved.is_empty() => "this text was changed".to_owned(),
        None => "blank lines of this text were changed".to_owned(),
    };
    let rest = found.get(1..).unwrap_or_default();
    let others = match rest.len() {
        0 => String::new(),
        1 => ", and 1 other place".to_owned(),
        count => format!(", and {count} other places"),
    };
    let first = found.first();
    let message = format!(
        "{} after the approval by {} on {}{others}",
        said(first),
        entry.by,
        entry.date
    );
    let name = text.name(&manuscript.sources);
    let mut finding = Diagnostic::new(codes::APPROVAL_CHANGED, place(first), message).help(format!(
        "take the change back, or let the text be approved again: recto approve {name} --by \"Name, office\""
    ));
    for change in rest.iter().take(MAX_PLACES) {
        finding = finding.related(place(Some(change)), said(Some(change)));
    }
    if let Some(span) = approval {
        finding = finding.related(span, "the approval");
    }
    Some(finding)
}

#[cfg(test)]
mod tests;
