//! Whether a long form and a short one stand together as an introduction: in brackets, the one or the other
//! first, or joined by commas and small words. In come the places of both in a passage; out comes the
//! answer.

use std::borrow::Cow;

use super::sightings::Reader;

/// How many words a bracket may stand behind the long form.
const NEAR: usize = 8;
/// How many connecting words may stand between the two forms.
const CONNECTED: usize = 4;
/// How far back an enumeration begins whose members leave out the first words of their names.
const ENUMERATION: usize = 80;

impl Reader<'_> {
    /// Whether the long form stands beside the short one, and whether in the usual form.
    pub fn introduced(&self, entry: usize, from: usize, to: usize) -> Option<bool> {
        let mut found = None;
        // Long forms are sorted by their first words; those that matter begin near.
        let near = |word: usize| self.longs.partition_point(|long| long.1 < word);
        let begin = near(from.saturating_sub(ENUMERATION));
        let longs = self
            .longs
            .get(begin..near(to + 2 + NEAR))
            .unwrap_or_default();
        for (_, first, last) in longs.iter().filter(|long| long.0 == entry) {
            let formal = if *last < from {
                self.long_then_short(*last, from)
            } else if *first > to {
                self.short_then_long(to, *first)
            } else {
                None
            };
            found = found.max(formal);
        }
        found
    }

    /// `Office for Tea (OT)`, `Office for Tea of the town (OT)`, `Office for Tea, or OT`.
    fn long_then_short(&self, last: usize, from: usize) -> Option<bool> {
        match self.brackets.opened_before(from) {
            Some(open) if open > last => {
                let formal = open == last + 1 && from - open <= 1 && self.is_small(open, from);
                let is_near = open - last <= NEAR && !self.has_stop(last + 1, open);
                (formal || is_near).then_some(formal)
            }
            Some(_) | None => self.is_joined(last + 1, from).then_some(false),
        }
    }

    /// `OT (Office for Tea)`, `OT, the Office for Tea`.
    fn short_then_long(&self, to: usize, first: usize) -> Option<bool> {
        match self.brackets.opened_before(first) {
            Some(open) if open > to => {
                let formal = open == to + 1 && self.is_small(open, first);
                (formal || (open == to + 1 && first - open <= CONNECTED)).then_some(formal)
            }
            Some(_) | None => {
                let joined = self.is_joined(to + 1, first);
                let is_apart = (to + 1..=first).any(|at| {
                    let between = self.words.before(at);
                    between.contains(|char: char| !char.is_whitespace())
                });
                let says_so = (to + 1..first).any(|at| self.is_word(at, &["stands", "for", "is"]));
                (joined && (is_apart || says_so)).then_some(false)
            }
        }
    }

    /// Whether nothing stands in `from..to` but an article.
    fn is_small(&self, from: usize, to: usize) -> bool {
        (from..to).all(|at| self.is_word(at, &["the", "a", "an"]))
    }

    /// Whether the words `from..to` connect what stands before and after them.
    fn is_joined(&self, from: usize, to: usize) -> bool {
        const CONNECTING: &[&str] = &[
            "a",
            "abbreviated",
            "abbreviation",
            "acronym",
            "an",
            "as",
            "by",
            "called",
            "for",
            "formerly",
            "hereafter",
            "hereinafter",
            "in",
            "initials",
            "is",
            "its",
            "known",
            "now",
            "or",
            "short",
            "stands",
            "the",
            "then",
        ];
        to - from <= CONNECTED
            && (from..to).all(|at| self.is_word(at, CONNECTING))
            && !self.has_stop(from, to)
    }

    pub fn is_word(&self, at: usize, among: &[&str]) -> bool {
        let word = self
            .words
            .words
            .get(at)
            .map(|word| word.core.to_lowercase());
        word.is_some_and(|word| among.contains(&word.as_str()))
    }

    /// Whether a sentence ends between the words `from - 1` and `to`.
    fn has_stop(&self, from: usize, to: usize) -> bool {
        (from..=to).any(|at| {
            let between = self.words.before(at);
            let stops = |char| matches!(char, '.' | '?' | '!' | ';');
            between.contains(stops) && between.contains(char::is_whitespace)
        })
    }

    /// Whether a part of a long form stands right before the bracket: `Food and Agriculture
    /// Organization (FAO)`, whose name goes on "of the United Nations". In an enumeration one word will do:
    /// `Economic Commissions for Africa (ECA), for Europe (ECE)`.
    pub fn is_shortened(&self, longs: &[Vec<String>], open: usize) -> bool {
        let end = self.folded.partition_point(|(at, _)| *at < open);
        let text = self.folded.get(..end).unwrap_or_default();
        longs.iter().any(|long| {
            if is_scattered(long, text) {
                return true;
            }
            let parts = (1..=long.len()).map(|end| long.get(..end).unwrap_or_default());
            parts.into_iter().any(|part| {
                let same = part.iter().rev().zip(text.iter().rev());
                let same = same.take_while(|(long, (_, word))| *long == word).count();
                let words = part.iter().rev().take(same);
                let telling = words.filter(|word| !is_small_word(word)).count();
                let is_end = part.len() == long.len();
                let reach = text.iter().rev().take(ENUMERATION);
                let mut reach = reach.skip(same).map(|(_, word)| word);
                let mut is_member = || {
                    long.first()
                        .is_some_and(|first| reach.any(|own| own == first))
                };
                telling >= 2 || (telling == 1 && is_end && is_member())
            })
        })
    }

    /// Whether a part of a long form begins the bracket that opens behind the word `to`: `FAO (Food and
    /// Agriculture Organization)`.
    pub fn is_shortened_after(&self, longs: &[Vec<String>], to: usize) -> bool {
        if self.brackets.opened_before(to + 1) != Some(to + 1) {
            return false;
        }
        let begin = self.folded.partition_point(|(at, _)| *at <= to);
        let text = self.folded.get(begin..).unwrap_or_default();
        let telling = |part: &[String]| {
            let same = part
                .iter()
                .zip(text)
                .take_while(|(long, (_, word))| *long == word);
            same.filter(|(long, _)| !is_small_word(long)).count()
        };
        longs.iter().any(|long| {
            let mut parts = (0..long.len()).map(|from| long.get(from..).unwrap_or_default());
            parts.any(|part| telling(part) >= 2)
        })
    }
}

/// Whether all words of a long form stand at the end of a text in their order, with a few others between:
/// `Special Representative of the United Nations Secretary-General`.
fn is_scattered(long: &[String], text: &[(usize, Cow<'_, str>)]) -> bool {
    let mut wanted = long.iter().rev().peekable();
    for (_, word) in text.iter().rev().take(long.len() + NEAR) {
        wanted.next_if(|own| *own == word);
    }
    wanted.peek().is_none()
}

/// Whether a word of a name says nothing by itself.
pub fn is_small_word(word: &str) -> bool {
    const SMALL: &[&str] = &[
        "and", "at", "by", "de", "for", "from", "in", "of", "on", "or", "to", "with",
    ];
    SMALL.contains(&word)
}
