//! Where the settings stand in `book.toml`, for the rooms that find fault with what they led to.

use crate::document::Matter;
use crate::source::Span;

use super::Manuscript;
use super::read::BOOK_FILE;
use super::settings::{Settings, Step};

impl Manuscript {
    /// Where `[editions.epub] cover` stands.
    pub fn cover_span(&self) -> Option<Span> {
        self.with_book_file(|settings| {
            settings.value(&["editions".into(), "epub".into(), "cover".into()])
        })?
    }

    /// Where each entry of the contents stands, in the order of the book: the title of a part, the
    /// kind of a page that the tool makes, or else the entry.
    pub fn entry_spans(&self) -> Vec<(Matter, Option<Span>)> {
        let spans = self.with_book_file(|settings| {
            let mut spans = Vec::new();
            for (matter, list, entries) in self.config.contents.lists() {
                for at in 0..entries.len() {
                    let base = [Step::from("contents"), list.into(), at.into()];
                    let place = |key: &str| {
                        let [a, b, c] = base.clone();
                        settings.value(&[a, b, c, key.into()])
                    };
                    let span = place("part").or_else(|| place("generate"));
                    spans.push((matter, span.or_else(|| settings.value(&base))));
                }
            }
            spans
        });
        spans.unwrap_or_default()
    }

    fn with_book_file<T>(&self, look: impl FnOnce(&Settings<'_>) -> T) -> Option<T> {
        let file = self.sources.find(BOOK_FILE)?;
        let source = self.sources.get(file)?;
        Some(look(&Settings::parse(file, &source.text)))
    }
}
