//! Which words stand in quotation marks: the words of a passage -> for each how many words are quoted
//! together with it. A quotation that does not end in its passage is none.

use super::words::Words;

/// For each word the number of words in the outermost quotation round it; 0 outside.
pub fn quoted(words: &Words<'_>) -> Vec<usize> {
    let mut counts = vec![0; words.words.len()];
    let mut open: Option<(usize, char)> = None;
    for at in 0..=words.words.len() {
        let mut before = words.before(at).chars().peekable();
        while let Some(char) = before.next() {
            let ends_word = before.peek().is_some() || at == words.words.len();
            open = match open {
                None => closing(char).map(|_| (at, char)),
                Some((from, mark)) if closes(mark, char, ends_word) => {
                    let inside = counts.get_mut(from..at).unwrap_or_default();
                    inside.fill(at - from);
                    None
                }
                Some(open) => Some(open),
            };
        }
    }
    counts
}

/// The marks that end a quotation which begins with this one.
fn closing(mark: char) -> Option<&'static [char]> {
    match mark {
        '\u{201c}' => Some(&['\u{201d}']),
        '\u{201e}' => Some(&['\u{201c}', '\u{201d}']),
        '\u{ab}' => Some(&['\u{bb}']),
        '\u{2018}' => Some(&['\u{2019}']),
        '\u{201a}' => Some(&['\u{2018}', '\u{2019}']),
        _ => None,
    }
}

/// Whether a character ends the quotation; an apostrophe before a letter does not.
fn closes(mark: char, char: char, ends_word: bool) -> bool {
    let is_end = closing(mark).is_some_and(|marks| marks.contains(&char));
    is_end && (char != '\u{2019}' || ends_word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resolve::acronyms::words::{Voice, Wording};
    use crate::source::{FileId, Sources, Span};

    #[test]
    fn words_are_counted_in_the_quotation_that_holds_them() {
        let count = |text: &str| {
            let mut wording = Wording::default();
            wording.push(text, Span::new(FileId(0), 0, 0), Voice::Own);
            quoted(&wording.words(&Sources::default()))
        };
        assert_eq!(count("a “b c” d"), [0, 2, 2, 0]);
        assert_eq!(count("the ‘IOM’s own’ a"), [0, 2, 2, 0]);
        assert_eq!(count("a “b c"), [0, 0, 0]);
        assert_eq!(count("„a b“ (“c”)"), [2, 2, 1]);
    }
}
