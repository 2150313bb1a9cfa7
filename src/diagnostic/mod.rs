//! What the tool says of a mistake: a stable code, a severity, a span, a message, and how to mend
//! it. Stages collect diagnostics; none of them prints. `cli` shows them.

pub mod codes;
mod criteria;

use crate::source::{Sources, Span};

pub use codes::Code;
pub use criteria::Criterion;

/// How much a diagnostic stops: errors stop all editions, warnings a release, notes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is stopped.
    Note,
    /// A `--release` build is stopped.
    Warning,
    /// Every build is stopped.
    Error,
}

impl Severity {
    /// The word that people and machines read.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// One finding about the manuscript.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of finding it is.
    pub code: &'static Code,
    /// How much it stops.
    pub severity: Severity,
    /// Where; `None` for the manuscript as a whole.
    pub span: Option<Span>,
    /// What is wrong, as a sentence fragment without a full stop.
    pub message: String,
    /// How to mend it.
    pub help: Option<String>,
    /// Other places that matter, each with why.
    pub related: Vec<(Span, String)>,
    /// The folio of the print edition's page where it is seen, for what concerns pages.
    pub page: Option<Box<str>>,
}

impl Diagnostic {
    /// A finding with the code's own severity.
    pub fn new(
        code: &'static Code,
        span: impl Into<Option<Span>>,
        message: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic {
            code,
            severity: code.severity,
            span: span.into(),
            message: message.into(),
            help: None,
            related: Vec::new(),
            page: None,
        }
    }

    /// Says on which page it is seen.
    #[must_use]
    pub fn on_page(mut self, folio: &str) -> Diagnostic {
        self.page = Some(folio.into());
        self
    }

    /// Says how to mend it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help = Some(help.into());
        self
    }

    /// Points to another place that matters.
    #[must_use]
    pub fn related(mut self, span: Span, why: impl Into<String>) -> Diagnostic {
        self.related.push((span, why.into()));
        self
    }

    /// `path:line:column: severity[code]: message`, the form that editors and CI logs understand.
    pub fn one_line(&self, sources: &Sources) -> String {
        let place = self.span.and_then(|span| {
            let position = sources.position(span);
            let file = sources.get(span.file)?;
            Some(format!(
                "{}:{}:{}: ",
                file.path, position.line, position.column
            ))
        });
        format!(
            "{}{}[{}]: {}",
            place.unwrap_or_default(),
            self.severity.word(),
            self.code.name,
            self.message
        )
    }
}

/// Sorts by file, place, and code, and drops exact repetitions, so that the same manuscript gives
/// the same list whatever order the stages and threads found things in.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| {
        let place = |d: &Diagnostic| (d.span.is_none(), d.span);
        place(a)
            .cmp(&place(b))
            .then_with(|| a.code.name.cmp(b.code.name))
            .then_with(|| a.message.cmp(&b.message))
    });
    diagnostics.dedup();
}

/// The candidate nearest to `word` by edit distance, when it is near enough to have been meant.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // Two edits make almost any three letters of any other.
    let limit = match word.chars().count() {
        0..=3 => 1,
        length => (length / 3).max(1) + 1,
    };
    candidates
        .into_iter()
        .map(|candidate| (edit_distance(word, candidate, limit), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, candidate)| candidate)
}

/// Edits (insert, delete, change, swap neighbours) between two words; stops counting past `limit`.
fn edit_distance(a: &str, b: &str, limit: usize) -> usize {
    let a: Vec<char> = a.chars().take(128).collect();
    let b: Vec<char> = b.chars().take(128).collect();
    if a.len().abs_diff(b.len()) > limit {
        return limit + 1;
    }
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, to) in b.iter().enumerate() {
            let change = last[j] + usize::from(from != to);
            let mut best = change.min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && a[i - 1] == *to && b[j - 1] == *from {
                best = best.min(before_last[j - 1] + 1);
            }
            row.push(best);
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_found_and_far_ones_are_not() {
        assert_eq!(
            nearest("titel", ["title", "subtitle", "date"]),
            Some("title")
        );
        assert_eq!(
            nearest("sec-itro", ["sec-intro", "sec-end"]),
            Some("sec-intro")
        );
        assert_eq!(nearest("xyz", ["title", "date"]), None);
        assert_eq!(nearest("CTV", ["CTC"]), Some("CTC"));
        assert_eq!(nearest("WTO", ["CTC"]), None);
    }
}
