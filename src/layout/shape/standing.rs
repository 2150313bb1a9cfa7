//! Type that is kept standing for the next book, as a printer keeps the formes of a book for its reprint:
//! the shaped words of one build are lent to the next, where both are in the same languages. In: the
//! languages of a book. Out: a [`Lexicon`].

use std::sync::{Arc, Mutex, PoisonError};

use super::{Languages, Lexicon};

/// What the kept words may take, in bytes. A book of a thousand pages takes a few megabytes.
const ROOM: usize = 64 * 1024 * 1024;

/// The shaped words of earlier builds. Several builds may use it at once. It changes how long a build
/// takes and nothing else: a word is shaped by its letters, its style and the languages of its book.
#[derive(Debug, Default)]
pub struct StandingType {
    /// The one that was lent last comes first.
    lexicons: Mutex<Vec<Arc<Lexicon>>>,
}

impl StandingType {
    /// The words of an earlier book in exactly these languages, with the same words that the book divides
    /// itself; none yet where there was no such book. Whether there is room is asked here, so that one book
    /// always finds room for itself.
    pub fn lend(&self, languages: Languages) -> Arc<Lexicon> {
        // A poisoned lock still holds whole lexicons: each is moved in one step.
        let mut kept = self.lexicons.lock().unwrap_or_else(PoisonError::into_inner);
        let mut size = 0;
        kept.retain(|own| {
            size += own.size();
            size <= ROOM
        });
        let found = kept.iter().position(|own| *own.languages() == languages);
        let lexicon = match found {
            Some(at) => kept.remove(at),
            None => Arc::new(Lexicon::new(languages)),
        };
        kept.insert(0, lexicon.clone());
        lexicon
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::Ordering;

    use super::*;
    use crate::theme::HyphenException;

    fn languages(tags: &[&str]) -> Languages {
        let mut languages = Languages::default();
        for tag in tags {
            languages.id(tag);
        }
        languages
    }

    #[test]
    fn words_are_lent_to_a_book_in_the_same_languages_and_to_no_other() {
        let standing = StandingType::default();
        let first = standing.lend(languages(&["en-GB", "fr"]));
        let other = |own: &Arc<Lexicon>| !Arc::ptr_eq(own, &first);
        assert!(other(&standing.lend(languages(&["fr", "en-GB"]))));
        assert!(other(&standing.lend(languages(&["en-GB"]))));
        let mut divided = languages(&["en-GB", "fr"]);
        divided.except(&HyphenException {
            language: "en-GB".to_owned(),
            word: "re-cord".to_owned(),
        });
        assert!(other(&standing.lend(divided)));
        assert!(!other(&standing.lend(languages(&["en-GB", "fr"]))));
    }

    #[test]
    fn what_has_no_room_goes_and_the_last_that_was_lent_stays_longest() {
        let standing = StandingType::default();
        let fill = |tag, size| {
            let lexicon = standing.lend(languages(&[tag]));
            lexicon.size.store(size, Ordering::Relaxed);
            lexicon
        };
        let (old, new) = (fill("de", ROOM / 2), fill("en", ROOM / 2 + 1));
        assert!(Arc::ptr_eq(&new, &standing.lend(languages(&["en"]))));
        assert!(!Arc::ptr_eq(&old, &standing.lend(languages(&["de"]))));
        // One that is too large by itself is not lent again.
        let large = fill("fr", ROOM + 1);
        assert!(!Arc::ptr_eq(&large, &standing.lend(languages(&["fr"]))));
    }
}
