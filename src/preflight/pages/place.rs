//! Places: the words of a line -> where they are written; a place of the manuscript -> the page that
//! shows it.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::layout::{Mark, PagedBook};
use crate::source::{Sources, Span};

/// So many words of a line tell it from the others of its paragraph.
const WORDS: usize = 4;

/// Where the first words of `text` stand in `span`; the whole span where they are written otherwise, or
/// more than once.
pub fn of_words(sources: &Sources, span: Span, text: &str) -> Option<Span> {
    let file = sources.get(span.file)?;
    let source = file.text.get(span.range())?;
    let words: Vec<&str> = text.split_whitespace().take(WORDS).collect();
    let Some((first, rest)) = words.split_first() else {
        return Some(span);
    };
    let mut ends = source.match_indices(first).filter_map(|(start, first)| {
        let mut end = start + first.len();
        for word in rest {
            let after = source.get(end..)?;
            let blank = after.len() - after.trim_start().len();
            if blank == 0 || !after.trim_start().starts_with(word) {
                return None;
            }
            end += blank + word.len();
        }
        Some((start, end))
    });
    let found = match (ends.next(), ends.next()) {
        (Some((start, end)), None) => {
            let offset = span.range().start;
            Span::new(span.file, offset + start, offset + end)
        }
        _ => span,
    };
    Some(found)
}

/// Gives findings of layout the page that shows their place.
pub fn give_pages(diagnostics: &mut [Diagnostic], book: &PagedBook) {
    let wants = |own: &Diagnostic| own.page.is_none() && own.code.is_of_layout();
    if !diagnostics.iter().any(wants) {
        return;
    }
    let pages = first_pages(book);
    for own in diagnostics.iter_mut().filter(|own| wants(own)) {
        let Some(span) = own.span else { continue };
        // Texts that begin inside the place, or the last one that begins before it.
        let file = |at: u32| Span {
            start: at,
            end: at,
            ..span
        };
        let inside = pages.range(file(span.start)..file(span.end.max(span.start + 1)));
        let before = pages.range(..file(span.start)).next_back();
        let before = before.filter(|(own, _)| own.file == span.file && own.end > span.start);
        let page = before.or_else(|| inside.into_iter().next());
        own.page = page.and_then(|(_, at)| Some(book.pages.get(*at)?.label.as_str().into()));
    }
}

/// The first page of every text that pages show, by the place of the text.
fn first_pages(book: &PagedBook) -> BTreeMap<Span, usize> {
    let mut pages = BTreeMap::new();
    for (at, page) in book.pages.iter().enumerate() {
        let marks = page.frames.iter().flat_map(|frame| &frame.marks);
        for mark in marks {
            if let Mark::Text(run) = mark
                && let Some(span) = run.span
            {
                pages.entry(span).or_insert(at);
            }
        }
    }
    pages
}
