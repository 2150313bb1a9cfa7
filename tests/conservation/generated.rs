//! What the tool writes itself: the resolver's list -> what an edition lacks of it.
//!
//! Every word of the list must be among the generated words of an edition at least as often as it
//! is in the list: the editions also show what the list does not have, such as labels ("Figure"),
//! folios and pages. The lines of the contents, the acronyms and the contributors must be there in their order, each
//! whole, with nothing between their words but folios, which the list does not know.

use std::collections::BTreeMap;

use recto::document::plain_text;
use recto::resolve::{DivisionKind, ResolvedBook};

use super::texts::{BREAK, normalized};

/// How often each word occurs in the texts. Punctuation is no part of a word: a label may stand
/// before a number and a full stop after it.
pub fn count<'t>(texts: impl IntoIterator<Item = &'t str>) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for text in texts {
        for word in words(text) {
            *counts.entry(word).or_default() += 1;
        }
    }
    counts
}

/// The letters and digits of a text, as words.
pub fn words(text: &str) -> impl Iterator<Item = String> {
    let normal = normalized(text).replace('\u{ad}', "");
    let words: Vec<String> = normal
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    words.into_iter()
}

/// The words that occur less often than they should, each with how often it should and does.
pub fn lacking(
    expected: &BTreeMap<String, usize>,
    found: &BTreeMap<String, usize>,
) -> Vec<(String, usize, usize)> {
    let each = expected.iter().map(|(word, wanted)| {
        let have = found.get(word).copied().unwrap_or(0);
        (word.clone(), *wanted, have)
    });
    each.filter(|(_, wanted, have)| have < wanted).collect()
}

/// The first line of the contents or of the acronyms that the generated text does not hold after the
/// lines before it.
pub fn missing_line(book: &ResolvedBook, generated: &str) -> Option<String> {
    let normal = normalized(generated).replace(BREAK, " ");
    let text: Vec<String> = words(&normal).collect();
    let mut at = 0;
    for line in lines(book) {
        let wanted: Vec<String> = words(&line).collect();
        let windows = text.get(at..).unwrap_or(&[]).windows(wanted.len());
        let Some(place) = windows.enumerate().find(|(_, own)| *own == wanted) else {
            return Some(line);
        };
        at += place.0 + wanted.len();
    }
    None
}

fn lines(book: &ResolvedBook) -> Vec<String> {
    let mut lines = Vec::new();
    for division in &book.divisions {
        match &division.kind {
            DivisionKind::Contents { title, entries }
            | DivisionKind::List { title, entries, .. } => {
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
            DivisionKind::Chapter(_)
            | DivisionKind::Part(_)
            | DivisionKind::HalfTitle
            | DivisionKind::TitlePage
            | DivisionKind::Imprint(_)
            | DivisionKind::Annex(_) => {}
        }
    }
    lines.retain(|line| words(line).next().is_some());
    lines
}

#[test]
fn a_word_that_is_too_rare_is_named() {
    let expected = count(["see figure 3", "figure 4"]);
    assert_eq!(lacking(&expected, &count(["4 figure 3, see figure"])), []);
    let found = lacking(&expected, &count(["see figure 3, 4"]));
    assert_eq!(found, [("figure".to_owned(), 2, 1)]);
}
