//! Where the settings stand in `book.toml` and the registries, for the rooms that find fault with what they led to.

use crate::source::Span;

use super::Manuscript;
use super::approvals::APPROVALS_FILE;
use super::config::ContentsEntry;
use super::read::{ACRONYMS_FILE, BOOK_FILE, CONTRIBUTORS_FILE, QUESTIONNAIRE_FILE, THEMES_FILE};
use super::settings::Settings;

/// Where the settings stand that printers find fault with; the table, or else the head of the file, where
/// a setting is not written.
#[derive(Clone, Copy, Debug, Default)]
pub struct PrintPlaces {
    /// The head of `book.toml`, for what is about the book as a whole.
    pub book: Option<Span>,
    /// `[page] trim`.
    pub trim: Option<Span>,
    /// `[page] head`.
    pub head: Option<Span>,
    /// `[page] lines`.
    pub lines: Option<Span>,
    /// `[page] outside`.
    pub outside: Option<Span>,
    /// `[editions.print] paper`.
    pub paper: Option<Span>,
    /// `[editions.print] pages_multiple`, or else `last_page_blank`.
    pub blanks: Option<Span>,
}

impl Manuscript {
    /// Where the settings of the print edition stand.
    pub fn print_places(&self) -> PrintPlaces {
        let book = self.sources.find(BOOK_FILE);
        let book = book.map(|file| Span::new(file, 0, 0));
        let places = self.with_file(BOOK_FILE, |settings| {
            let page = settings.value(&["page".into()]).or(book);
            let of_page = |key: &str| settings.value(&["page".into(), key.into()]).or(page);
            let of_print =
                |key: &str| settings.value(&["editions".into(), "print".into(), key.into()]);
            let blanks = of_print("pages_multiple").or_else(|| of_print("last_page_blank"));
            PrintPlaces {
                book,
                trim: of_page("trim"),
                head: of_page("head"),
                lines: of_page("lines"),
                outside: of_page("outside"),
                paper: of_print("paper").or(book),
                blanks: blanks.or(book),
            }
        });
        places.unwrap_or_default()
    }

    /// Where `[editions.epub] cover` stands.
    pub fn cover_span(&self) -> Option<Span> {
        self.with_file(BOOK_FILE, |settings| {
            settings.value(&["editions".into(), "epub".into(), "cover".into()])
        })?
    }

    /// Where `key` stands in the entries of the contents that have it, in the order of the book.
    pub fn entry_spans(
        &self,
        key: &str,
        has_it: impl Fn(&ContentsEntry) -> bool,
    ) -> Vec<Option<Span>> {
        let spans = self.with_file(BOOK_FILE, |settings| {
            let mut spans = Vec::new();
            for (_, list, entries) in self.config.contents.lists() {
                for (at, entry) in entries.iter().enumerate() {
                    if has_it(entry) {
                        let path = ["contents".into(), list.into(), at.into(), key.into()];
                        spans.push(settings.value(&path));
                    }
                }
            }
            spans
        });
        spans.unwrap_or_default()
    }

    /// Where the ids of the groups stand in `contributors.toml`; [`Manuscript::groups`] counts them.
    pub fn group_spans(&self) -> Vec<Option<Span>> {
        let spans = self.with_file(CONTRIBUTORS_FILE, |settings| {
            let at = |at: usize| settings.value(&["group".into(), at.into(), "id".into()]);
            (0..self.groups.len()).map(at).collect()
        });
        spans.unwrap_or_default()
    }

    /// Where the letters of the questions stand in `questionnaire.toml`, in its order.
    pub fn question_spans(&self) -> Vec<Option<Span>> {
        let spans = self.with_file(QUESTIONNAIRE_FILE, |settings| {
            let letter =
                |at: usize| settings.value(&["question".into(), at.into(), "letter".into()]);
            (0..self.questions.len()).map(letter).collect()
        });
        spans.unwrap_or_default()
    }

    /// Where the acronyms stand in `acronyms.toml`; [`Manuscript::acronyms`] counts them.
    pub fn acronym_spans(&self) -> Vec<Option<Span>> {
        let spans = self.with_file(ACRONYMS_FILE, |settings| {
            let at = |at: usize| settings.value(&["acronym".into(), at.into(), "short".into()]);
            (0..self.acronyms.len()).map(at).collect()
        });
        spans.unwrap_or_default()
    }

    /// Where the ids of the themes stand in `themes.toml`, in its order.
    pub fn theme_spans(&self) -> Vec<Option<Span>> {
        let spans = self.with_file(THEMES_FILE, |settings| {
            let at = |at: usize| settings.value(&["theme".into(), at.into(), "id".into()]);
            (0..self.themes.len()).map(at).collect()
        });
        spans.unwrap_or_default()
    }

    /// Where the short names of contributors stand in `contributors.toml`; [`Manuscript::contributors`]
    /// counts them.
    pub fn contributor_spans(&self) -> Vec<Option<Span>> {
        let spans = self.with_file(CONTRIBUTORS_FILE, |settings| {
            let at = |at: usize| settings.value(&["contributor".into(), at.into(), "short".into()]);
            (0..self.contributors.len()).map(at).collect()
        });
        spans.unwrap_or_default()
    }

    /// Where `key` stands in the entries of `approvals.toml`; [`Manuscript::approvals`] counts them.
    pub fn approval_spans(&self, key: &str) -> Vec<Option<Span>> {
        let spans = self.with_file(APPROVALS_FILE, |settings| {
            let at = |at: usize| settings.value(&["approval".into(), at.into(), key.into()]);
            (0..self.approvals.len()).map(at).collect()
        });
        spans.unwrap_or_else(|| vec![None; self.approvals.len()])
    }

    fn with_file<T>(&self, name: &str, look: impl FnOnce(&Settings<'_>) -> T) -> Option<T> {
        let file = self.sources.find(name)?;
        let source = self.sources.get(file)?;
        Some(look(&Settings::parse(file, &source.text)))
    }
}
