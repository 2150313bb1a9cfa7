//! What is said of the citations of a book as a whole: works that nothing cites, and bibliographies that
//! are missing or empty.

use std::collections::BTreeSet;

use crate::bibliography::{Formatted, Formatter};
use crate::diagnostic::{Diagnostic, codes};
use crate::document::DivisionId;
use crate::manuscript::BibliographyScope;
use crate::resolve::drafting::Drafting;
use crate::source::Span;

impl Drafting<'_> {
    /// Reports citations without a bibliography, and a bibliography without works.
    pub(super) fn report_pages(&mut self, pages: &[DivisionId], formatted: Option<&Formatted>) {
        if self.manuscript.citation_style.is_none() {
            return;
        }
        let in_notes = self
            .citing
            .formatter
            .as_ref()
            .is_some_and(Formatter::cites_in_notes);
        let per_chapter = self.manuscript.config.bibliography.per == BibliographyScope::Chapter;
        let is_listed = !pages.is_empty() || per_chapter;
        let first = self.citing.cited.first().map(|own| own.span);
        if let Some(span) = first.filter(|_| !is_listed && !in_notes) {
            let message = "this book cites works and has no bibliography";
            let missing = Diagnostic::new(codes::BIBLIOGRAPHY_MISSING, span, message)
                .help("add `[[contents.back]]` with `generate = \"bibliography\"` to book.toml");
            self.draft.diagnostics.push(missing);
        }
        let page = pages
            .first()
            .and_then(|id| self.draft.divisions.get(id.0 as usize));
        // An empty page that follows from files or a style that cannot be read is no fault of its own.
        let is_empty = formatted.is_some_and(|own| own.entries.is_empty())
            && !self.manuscript.library.is_cut();
        if let Some(page) = page.filter(|_| is_empty) {
            let message = "this bibliography has no entries";
            let empty = Diagnostic::new(codes::BIBLIOGRAPHY_EMPTY, page.span, message).help(
                "cite a work, set `uncited = true` under `[bibliography]`, or delete the page",
            );
            self.draft.diagnostics.push(empty);
        }
    }

    /// Names the works that no text cites.
    pub(super) fn report_uncited(&mut self) {
        /// How many are named.
        const NAMED: usize = 5;
        let library = &self.manuscript.library;
        if self.manuscript.config.bibliography.uncited || library.is_cut() {
            return;
        }
        let works = self.citing.cited.iter().flat_map(|own| &own.citation.works);
        let cited: BTreeSet<&str> = works.map(|work| work.key.as_str()).collect();
        let idle = library.keys();
        let idle: Vec<(&str, Span)> = idle.filter(|(key, _)| !cited.contains(key)).collect();
        let Some((_, span)) = idle.first() else {
            return;
        };
        let named: Vec<String> = idle
            .iter()
            .take(NAMED)
            .map(|(key, _)| format!("`{key}`"))
            .collect();
        let more = idle.len().saturating_sub(NAMED);
        let list = match more {
            0 => named.join(", "),
            _ => format!("{} and {more} more", named.join(", ")),
        };
        let message = format!("no text cites {list}");
        let finding = Diagnostic::new(codes::BIBLIOGRAPHY_UNCITED, *span, message)
            .help("`uncited = true` under `[bibliography]` prints such works too");
        self.draft.diagnostics.push(finding);
    }
}
