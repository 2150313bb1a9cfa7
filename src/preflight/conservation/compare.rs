//! What the manuscript holds and what an edition was read to hold -> the first place where they
//! differ, and how. The work is linear for texts that agree.

use super::texts::BREAK;

/// A text as it is compared: words with one space between them, each character with its byte in the
/// text that it comes from. Where only a line's end stands between two pieces, a [`BREAK`] remains; a soft
/// hyphen at a line's end is gone together with the break.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Normal {
    /// The characters.
    pub characters: Vec<char>,
    bytes: Vec<usize>,
    /// The characters that lines begin with.
    pub lines: Vec<usize>,
    /// The bytes of code, in order: its lines may break anywhere.
    pub code: Vec<std::ops::Range<usize>>,
}

/// Bytes of text that no two places have alike by chance.
const LIKELY: usize = 16;

/// A place where two texts part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parting {
    /// The character of the manuscript's text.
    pub expected: usize,
    /// The character of the edition's.
    pub read: usize,
}

impl Normal {
    /// The text of an edition.
    pub fn read(text: &str) -> Normal {
        Normal::of(text.char_indices())
    }

    /// A text without the author's soft hyphens, which say where a word may break: that of the
    /// manuscript, and that of an EPUB, whose lines the reader's device breaks.
    pub fn unbroken(characters: impl Iterator<Item = (usize, char)>) -> Normal {
        Normal::of(characters.filter(|(_, own)| *own != '\u{ad}'))
    }

    fn of(text: impl Iterator<Item = (usize, char)>) -> Normal {
        let mut normal = Normal::default();
        let mut between = None;
        let mut is_line = false;
        for (byte, own) in text {
            if own == BREAK {
                between = between.or(Some(BREAK));
                is_line = true;
            } else if own.is_whitespace() {
                between = Some(' ');
            } else {
                let hyphen = between == Some(BREAK) && normal.characters.last() == Some(&'\u{ad}');
                if hyphen {
                    normal.characters.pop();
                    normal.bytes.pop();
                }
                let between = between
                    .take()
                    .filter(|_| !hyphen && !normal.characters.is_empty());
                if let Some(between) = between {
                    normal.push(between, byte);
                }
                if std::mem::take(&mut is_line) {
                    normal.lines.push(normal.characters.len());
                }
                normal.push(own, byte);
            }
        }
        normal
    }

    /// Adds a character.
    pub fn push(&mut self, own: char, byte: usize) {
        self.characters.push(own);
        self.bytes.push(byte);
    }

    /// The byte of a character in the text that it comes from; past the end that of the last.
    pub fn byte(&self, at: usize) -> usize {
        let byte = self.bytes.get(at).or(self.bytes.last());
        byte.copied().unwrap_or(0)
    }

    /// How many characters it has.
    pub fn len(&self) -> usize {
        self.characters.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.characters.is_empty()
    }

    /// Its words.
    pub fn words(&self) -> usize {
        let spaces = self.characters.iter().filter(|own| **own == ' ').count();
        spaces + usize::from(!self.characters.is_empty())
    }

    /// Whether a character is one of code.
    fn is_code(&self, at: usize) -> bool {
        let byte = self.byte(at);
        let next = self.code.partition_point(|own| own.end <= byte);
        self.code.get(next).is_some_and(|own| own.contains(&byte))
    }

    /// A character.
    pub fn get(&self, at: usize) -> Option<char> {
        self.characters.get(at).copied()
    }
}

/// The first place where what was read is not what the manuscript holds. A break reads as the space
/// that the manuscript has there, or, beside a character that is neither letter nor digit ("well-",
/// "https:"), as nothing.
pub fn parting(expected: &Normal, read: &Normal) -> Option<Parting> {
    let mut at = 0;
    for (place, own) in read.characters.iter().enumerate() {
        match step(expected, at, read, place, *own) {
            Some(next) => at = next,
            None => {
                return Some(Parting {
                    expected: at,
                    read: place,
                });
            }
        }
    }
    (at < expected.len()).then_some(Parting {
        expected: at,
        read: read.len(),
    })
}

/// The character of the manuscript's text after one of the edition's.
pub fn step(expected: &Normal, at: usize, read: &Normal, place: usize, own: char) -> Option<usize> {
    match expected.get(at) {
        Some(wanted) if wanted == own || (own == BREAK && wanted == ' ') => Some(at + 1),
        // A turned line of code ends with a break, or with a space that is no part of it.
        _ => {
            let is_turned =
                || read.lines.binary_search(&(place + 1)).is_ok() && expected.is_code(at);
            let goes_on = match own {
                BREAK => may_join(read, place) || is_turned(),
                ' ' => is_turned(),
                _ => false,
            };
            goes_on.then_some(at)
        }
    }
}

/// Whether a word may go on after a break without a hyphen.
pub fn may_join(read: &Normal, place: usize) -> bool {
    let is_mark = |at: Option<usize>| {
        at.and_then(|at| read.get(at))
            .is_some_and(|own| !own.is_alphanumeric())
    };
    is_mark(place.checked_sub(1)) || is_mark(place.checked_add(1))
}

/// The last places up to which the texts differ, after the one where they part.
fn meeting(expected: &Normal, read: &Normal, from: Parting) -> Parting {
    let (mut at, mut place) = (expected.len(), read.len());
    while place > from.read {
        let own = read.get(place - 1);
        let wanted = expected
            .get(at.wrapping_sub(1))
            .filter(|_| at > from.expected);
        match (own, wanted) {
            (Some(own), Some(wanted)) if own == wanted || (own == BREAK && wanted == ' ') => {
                at -= 1;
                place -= 1;
            }
            (Some(BREAK), _) if may_join(read, place - 1) => place -= 1,
            _ => break,
        }
    }
    Parting {
        expected: at,
        read: place,
    }
}

/// How two texts differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The edition lacks text.
    Lost,
    /// The edition has text of the manuscript more often than the manuscript.
    Doubled,
    /// The edition has the text in another order.
    Moved,
    /// The edition has other text.
    Changed,
}

/// A difference of two texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Difference {
    /// How they differ.
    pub fault: Fault,
    /// Where they part.
    pub from: Parting,
    /// How many characters are lost, doubled, out of order or other; blanks are not counted.
    pub characters: usize,
}

/// Says how texts differ that part somewhere: what lies between that place and the last one up to
/// which they differ is counted character by character.
pub fn judge(expected: &Normal, read: &Normal, from: Parting) -> Difference {
    let to = meeting(expected, read, from);
    let wanted = visible(expected, from.expected, to.expected);
    let found = visible(read, from.read, to.read);
    let mut counts = std::collections::BTreeMap::<char, i64>::new();
    for own in wanted.chars() {
        *counts.entry(own).or_default() += 1;
    }
    for own in found.chars() {
        *counts.entry(own).or_default() -= 1;
    }
    let sum = |sign: i64| {
        counts
            .values()
            .map(|count| (count * sign).max(0))
            .sum::<i64>()
    };
    let count = |sum: i64| usize::try_from(sum).unwrap_or(0);
    let (missing, surplus) = (sum(1), sum(-1));
    let (fault, characters) = match (missing, surplus) {
        (0, 0) if wanted == found => (Fault::Changed, 0),
        (0, 0) => (Fault::Moved, wanted.chars().count()),
        (missing, 0) => (Fault::Lost, count(missing)),
        (0, surplus) => {
            let before = visible(expected, 0, from.expected);
            let after = visible(expected, from.expected, expected.len());
            let is_own = before.ends_with(&found)
                || after.starts_with(&found)
                || (found.len() >= LIKELY && (before + &after).contains(&found));
            let is_own = is_own && wanted.is_empty();
            let fault = if is_own {
                Fault::Doubled
            } else {
                Fault::Changed
            };
            (fault, count(surplus))
        }
        (missing, surplus) => (Fault::Changed, count(missing + surplus)),
    };
    Difference {
        fault,
        from,
        characters,
    }
}

/// The characters of a part that are no blanks and no breaks.
fn visible(text: &Normal, from: usize, to: usize) -> String {
    let part = text.characters.get(from..to).unwrap_or_default();
    part.iter()
        .filter(|own| **own != ' ' && **own != BREAK)
        .collect()
}

/// The difference of two plain texts, for people.
pub fn difference(expected: &str, read: &str) -> Option<String> {
    let expected = Normal::unbroken(expected.char_indices());
    let read = Normal::read(read);
    let from = parting(&expected, &read)?;
    let around = |text: &Normal, at: usize| {
        let part = |from: usize, to: usize| -> String {
            text.characters
                .get(from..to.min(text.len()))
                .unwrap_or_default()
                .iter()
                .collect()
        };
        let around = format!(
            "{}⟦here⟧{}",
            part(at.saturating_sub(60), at),
            part(at, at + 60)
        );
        around.replace(BREAK, "|")
    };
    Some(format!(
        "{:?} at character {} of {}\n  the book:    {}\n  the edition: {}",
        judge(&expected, &read, from).fault,
        from.expected,
        expected.len(),
        around(&expected, from.expected),
        around(&read, from.read)
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breaks_and_soft_hyphens_read_as_the_book_has_them() {
        for (expected, read) in [
            ("a book of pages", "a  book\u{1} of\u{1}pages "),
            ("hyphenation", "hyphen\u{ad}\u{1}ation"),
            ("hyphen\u{ad}ation", "hyphenation"),
            ("a well-known book", "a well-\u{1}known book"),
            ("one\u{a0}two", "one\u{202f}two"),
            ("https://example.org", "https://example\u{1}.org"),
        ] {
            assert_eq!(difference(expected, read), None, "{read}");
        }
    }

    #[test]
    fn whatever_is_lost_doubled_or_moved_is_found_and_named() {
        for (expected, read, fault, characters) in [
            ("a book of pages", "a book pages", Fault::Lost, 2),
            ("a book of pages", "a book of of pages", Fault::Doubled, 2),
            ("a book of pages", "a of book pages", Fault::Moved, 6),
            ("a book of pages", "a book of", Fault::Lost, 5),
            ("a book", "a book of pages", Fault::Changed, 7),
            ("a book of pages", "a book of leaves", Fault::Changed, 5),
            ("", "a", Fault::Changed, 1),
            ("a", "", Fault::Lost, 1),
            ("two words", "twowords", Fault::Changed, 0),
            ("one word", "one wo rd", Fault::Changed, 0),
            ("hyphenation", "hyphen\u{1}ation", Fault::Changed, 0),
            ("hyphenation", "hyphen\u{ad}ation", Fault::Changed, 1),
            ("well-known", "well\u{ad}\u{1}known", Fault::Lost, 1),
            ("wellknown", "well-\u{1}known", Fault::Changed, 1),
        ] {
            let (expected, read) = (
                Normal::unbroken(expected.char_indices()),
                Normal::read(read),
            );
            let from = parting(&expected, &read).expect("a difference");
            let found = judge(&expected, &read, from);
            assert_eq!(
                (found.fault, found.characters),
                (fault, characters),
                "{read:?}"
            );
        }
    }
}
