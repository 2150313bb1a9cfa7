//! Introductions that no registry has: the words before a bracket whose initials are the letters in it.
//! A. Schwartz and M. Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical
//! text" (2003), reads letters inside words as well; here each letter begins a word, so that chance
//! finds nothing.

use super::fold::fold;
use super::introductions::is_small_word;
use super::words::Words;

/// The fewest letters that are compared.
const FEWEST: usize = 3;
/// The words of a name, small ones included.
const MOST: usize = 24;

/// The first of the words that a short form stands for, where the bracket opens before the word `open`.
pub fn expansion_before(words: &Words<'_>, short: &str, open: usize) -> Option<usize> {
    let letters: Vec<char> = short.chars().filter(|char| char.is_uppercase()).collect();
    if letters.len() < FEWEST {
        return None;
    }
    let mut letters = letters.iter().rev().peekable();
    for at in (open.saturating_sub(MOST)..open).rev() {
        let word = words.words.get(at)?;
        if at + 1 < open && ends(words.before(at + 1)) {
            return None;
        }
        let initial = word.core.chars().next()?.to_uppercase().next()?;
        match letters.peek() {
            Some(letter) if **letter == initial && !is_small(word.core) => {
                letters.next();
            }
            Some(_) if is_small(word.core) => {}
            Some(_) | None => return None,
        }
        if letters.peek().is_none() {
            return Some(at);
        }
    }
    None
}

fn is_small(word: &str) -> bool {
    let word = fold(word);
    is_small_word(&word) || word == "the"
}

/// Whether no name goes on over this.
fn ends(between: &str) -> bool {
    between.contains(['.', '?', '!', ';', ':', '(', ')', '[', ']'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resolve::acronyms::words::{Voice, Wording};
    use crate::source::{FileId, Sources, Span};

    #[test]
    fn initials_of_whole_words_make_an_expansion_and_chance_does_not() {
        let found = |text: &str, short: &str| {
            let mut wording = Wording::default();
            wording.push(text, Span::new(FileId(0), 0, 0), Voice::Own);
            let sources = Sources::default();
            let words = wording.words(&sources);
            let open = words.words.len();
            let first = expansion_before(&words, short, open)?;
            Some(words.print(first, open - 1).to_owned())
        };
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(
            found(
                "at the International Fund for Agricultural Development",
                "IFAD"
            ),
            some("International Fund for Agricultural Development")
        );
        assert_eq!(
            found("a High-level Dialogue", "HLD"),
            some("High-level Dialogue")
        );
        assert_eq!(found("the Office of Moves", "IOM"), None);
        assert_eq!(found("In Oslo. Moves", "IOM"), None);
        assert_eq!(found("Council of Kettles", "CK"), None);
    }
}
