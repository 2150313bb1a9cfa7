//! The first words of a chapter, which are set in small capitals: in, the text of its first paragraph
//! and how many are wanted; out, how many are taken, so that they end at a good place.

use crate::document::{Content, Inline, Resolved};
use crate::theme::OpeningTheme;

/// How many words of a paragraph are set in small capitals where `wanted` are asked for: up to so many
/// fewer or more as the theme allows. They stay in the text before the first change of style, and do not
/// end inside a name, beside an acronym or, where it can be helped, after a little word.
pub fn opening_words(content: &Content<Resolved>, wanted: usize, parts: &OpeningTheme) -> usize {
    if wanted == 0 {
        return 0;
    }
    let (text, goes_on) = plain_start(content);
    words_of(&text, goes_on, wanted, parts)
}

/// How many words of a text are taken, which may go on in another style.
fn words_of(text: &str, goes_on: bool, wanted: usize, parts: &OpeningTheme) -> usize {
    let mut words: Vec<&str> = text.split_whitespace().collect();
    // A word that goes on in another style is no word of this one.
    if goes_on && !text.ends_with(char::is_whitespace) {
        words.pop();
    }
    let least = wanted.saturating_sub(parts.fewer_words).max(1);
    let most = wanted.saturating_add(parts.more_words).min(words.len());
    let ends = least.min(most)..=most;
    let best = ends.filter(|end| *end > 0).min_by_key(|end| {
        let last = words.get(end - 1).copied().unwrap_or_default();
        let next = words.get(*end).copied().unwrap_or_default();
        (fault(last, next), end.abs_diff(wanted))
    });
    best.unwrap_or(0)
}

/// How bad an end between two words is.
fn fault(last: &str, next: &str) -> u8 {
    let ends_phrase = last.ends_with([',', ';', ':', '.', '!', '?']);
    if is_acronym(last) || is_acronym(next) {
        3
    } else if is_name(last) && is_name(next) && !ends_phrase {
        2
    } else if last.chars().count() <= 3 && !ends_phrase {
        1
    } else {
        0
    }
}

/// Two capitals or more, as in "UNHCR" or "UNs".
fn is_acronym(word: &str) -> bool {
    word.chars().filter(|c| c.is_uppercase()).count() > 1
}

fn is_name(word: &str) -> bool {
    word.chars()
        .find(|c| c.is_alphanumeric())
        .is_some_and(char::is_uppercase)
}

/// The text up to the first change of style, and whether there is more after it.
fn plain_start(content: &Content<Resolved>) -> (String, bool) {
    let mut text = String::new();
    for inline in &content.inlines {
        match inline {
            Inline::Text(own) => text.push_str(&own.text),
            // Acronyms look as the text around them, unless a part of them has a style.
            Inline::Registry(own) => {
                let mut is_plain = own.registry.before.is_empty() && own.registry.after.is_empty();
                let mut words = String::new();
                for inner in &own.inlines {
                    match inner {
                        Inline::Text(text) => words.push_str(&text.text),
                        Inline::Styled(_)
                        | Inline::Link(_)
                        | Inline::NoteMark(_)
                        | Inline::Reference(_)
                        | Inline::Registry(_)
                        | Inline::IndexMark(_)
                        | Inline::Image(_)
                        | Inline::LineBreak(_) => is_plain = false,
                    }
                }
                if !is_plain {
                    return (text, true);
                }
                text.push_str(&words);
            }
            Inline::IndexMark(_) => {}
            // The mark stands behind its word, which is not cut by it.
            Inline::NoteMark(_) => return (text + " ", true),
            Inline::LineBreak(_) => return (text + " ", true),
            Inline::Styled(_) | Inline::Link(_) | Inline::Reference(_) | Inline::Image(_) => {
                return (text, true);
            }
        }
    }
    (text, false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_words_end_at_a_good_place() {
        let parts = OpeningTheme::default();
        let taken = |text: &str, goes_on| {
            let count = words_of(text, goes_on, 4, &parts);
            let words: Vec<&str> = text.split_whitespace().take(count).collect();
            words.join(" ")
        };
        for (text, goes_on, expected) in [
            (
                "Before a family accepted for",
                false,
                "Before a family accepted",
            ),
            // Not inside a name.
            (
                "Migration reaches the United Nations through",
                false,
                "Migration reaches the United Nations",
            ),
            // Not after a little word.
            ("The words at the head of", false, "The words at the head"),
            // Not beside an acronym.
            ("The work of the UNHCR began", false, "The work of"),
            // At the end of a phrase.
            ("When it rains, tea is", false, "When it rains,"),
            ("Tea is older, too, than", false, "Tea is older, too,"),
            // Not into another style, and no part of a word.
            ("Water, says un", true, "Water, says"),
            ("", true, ""),
            ("Tea.", false, "Tea."),
        ] {
            assert_eq!(taken(text, goes_on), expected, "{text}");
        }
    }
}
