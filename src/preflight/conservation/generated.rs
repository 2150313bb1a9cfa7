//! What the tool writes itself: the resolver's list -> what an edition lacks of it.
//!
//! Every word of the list must be among the generated words of an edition at least as often as it
//! is in the list: the editions also show what the list does not have, such as labels ("Figure"),
//! folios and pages. The lines of the contents, the acronyms, the contributors, the bibliography and the
//! index must be there in their order, each whole, with nothing between their words but folios, which
//! the list does not know.

use std::collections::BTreeMap;

use crate::document::{
    Content, Inline, ReferenceTarget, Resolved, Visited, plain_text, walk_content,
};
use crate::resolve::{BibliographyEntry, DivisionKind, IndexEntry, ResolvedBook};
use crate::source::Span;

use super::compare::Normal;
use super::texts::BREAK;

/// How often each word occurs.
pub type Counts = BTreeMap<String, usize>;

/// A line of a generated page, and where the page is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The line.
    pub text: String,
    /// The entry in the settings.
    pub span: Option<Span>,
}

/// The words of a text as they are compared. Punctuation is no part of a word: a label may stand
/// before a number and a full stop after it.
pub fn plain(text: &str) -> String {
    let normal = Normal::read(text).characters.into_iter();
    normal.filter(|own| *own != '\u{ad}').collect()
}

/// The letters and digits of a [`plain`] text, as words.
pub fn words(plain: &str) -> impl Iterator<Item = &str> {
    let words = plain.split(|own: char| !own.is_alphanumeric());
    words.filter(|word| !word.is_empty())
}

/// How often each word occurs in the texts.
pub fn count<'t>(texts: impl IntoIterator<Item = &'t str>) -> Counts {
    let mut counts = Counts::new();
    for text in texts {
        for word in words(&plain(text)) {
            match counts.get_mut(word) {
                Some(count) => *count += 1,
                None => drop(counts.insert(word.to_owned(), 1)),
            }
        }
    }
    counts
}

/// The words that occur less often than they should, each with how often it should and does.
pub fn lacking(expected: &Counts, found: &Counts) -> Vec<(String, usize, usize)> {
    let each = expected.iter().map(|(word, wanted)| {
        let have = found.get(word).copied().unwrap_or(0);
        (word.clone(), *wanted, have)
    });
    each.filter(|(_, wanted, have)| have < wanted).collect()
}

/// The first of the lines that the generated text does not hold after the lines before it.
pub fn missing_line<'l>(lines: &'l [Line], generated: &str) -> Option<&'l Line> {
    let normal = plain(generated).replace(BREAK, " ");
    let text: Vec<&str> = words(&normal).collect();
    let mut at = 0;
    for line in lines {
        let plain = plain(&line.text);
        let wanted: Vec<&str> = words(&plain).collect();
        let rest = text.get(at..).unwrap_or_default();
        let mut windows = rest.windows(wanted.len().max(1));
        match windows.position(|own| own == wanted) {
            Some(place) => at += place + wanted.len(),
            None => return Some(line),
        }
    }
    None
}

/// The lines of the generated pages in their order.
pub fn lines(book: &ResolvedBook) -> Vec<Line> {
    let mut lines = Vec::new();
    for division in &book.divisions {
        let mut texts = Vec::new();
        division_lines(&division.kind, &mut texts);
        texts.retain(|text| words(text).next().is_some());
        let span = division.span;
        lines.extend(texts.into_iter().map(|text| Line { text, span }));
    }
    lines
}

fn division_lines(kind: &DivisionKind, lines: &mut Vec<String>) {
    match kind {
        DivisionKind::Contents { title, entries } | DivisionKind::List { title, entries, .. } => {
            lines.push(title.clone());
            for line in entries {
                lines.extend(line.number.clone());
                lines.push(plain_text(&line.title.inlines));
                lines.extend(line.byline.clone());
            }
        }
        DivisionKind::Acronyms { title, acronyms } => {
            lines.push(title.clone());
            let each = acronyms.iter();
            lines.extend(each.flat_map(|own| [own.short.clone(), own.long.clone()]));
        }
        DivisionKind::Contributors {
            title,
            contributors,
        } => {
            lines.push(title.clone());
            let each = contributors.iter();
            lines.extend(each.flat_map(|own| [own.name.clone(), own.short.clone()]));
        }
        DivisionKind::Bibliography { title, entries } => {
            lines.push(title.clone());
            entry_lines(entries, lines);
        }
        DivisionKind::Chapter(chapter) => {
            let own = chapter.bibliography.iter();
            own.for_each(|own| entry_lines(&own.entries, lines));
        }
        DivisionKind::Index { title, groups } => {
            lines.push(title.clone());
            for group in groups {
                lines.extend(group.letter.clone());
                index_lines(&group.entries, lines);
            }
        }
        DivisionKind::Part(_)
        | DivisionKind::HalfTitle
        | DivisionKind::TitlePage
        | DivisionKind::Imprint(_)
        | DivisionKind::Annex(_) => {}
    }
}

fn entry_lines(entries: &[BibliographyEntry], lines: &mut Vec<String>) {
    for entry in entries {
        lines.extend(entry.label.clone());
        lines.push(cited_text(&entry.text));
    }
}

/// The words of an entry of the bibliography.
fn cited_text(content: &Content<Resolved>) -> String {
    let mut text = String::new();
    walk_content(content, &mut |visited| {
        let Visited::Inline(Inline::Reference(reference)) = visited else {
            return;
        };
        for (part, _) in &reference.parts {
            if let ReferenceTarget::Cited(piece) = part {
                text.push_str(&piece.text);
            }
        }
    });
    text
}

fn index_lines(entries: &[IndexEntry], lines: &mut Vec<String>) {
    for entry in entries {
        lines.push(entry.words.clone());
        lines.extend(entry.see.iter().chain(&entry.see_also).cloned());
        index_lines(&entry.entries, lines);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_is_too_rare_is_named() {
        let expected = count(["see figure 3", "figure 4"]);
        assert_eq!(lacking(&expected, &count(["4 figure 3, see figure"])), []);
        let found = lacking(&expected, &count(["see figure 3, 4"]));
        assert_eq!(found, [("figure".to_owned(), 2, 1)]);
    }

    #[test]
    fn lines_are_looked_for_in_their_order() {
        let line = |text: &str| Line {
            text: text.to_owned(),
            span: None,
        };
        let lines = [line("One and two"), line("Three")];
        assert_eq!(missing_line(&lines, "One and\u{1}two 5 Three 7"), None);
        assert_eq!(
            missing_line(&lines, "Three 7 One and two 5"),
            Some(&lines[1])
        );
        assert_eq!(missing_line(&lines, ""), Some(&lines[0]));
    }
}
