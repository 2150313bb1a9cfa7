//! What a passage says of acronyms: its words -> the short forms in it, each as a use or an introduction,
//! and the introductions of forms that no registry knows.

use std::borrow::Cow;

use crate::source::Span;

use super::brackets::Brackets;
use super::capitals::{is_code, is_in_capitals, is_numbered};
use super::fold::{fold, folded_words, is_article};
use super::forms::{Entry, Forms, Number};
use super::initials::expansion_before;
use super::quoted::quoted;
use super::words::{CAPITALS, Voice, Words};

/// A short form in a passage.
#[derive(Debug)]
pub struct Sighting {
    /// Its acronym.
    pub entry: usize,
    /// Its first word.
    pub from: usize,
    /// Its place.
    pub span: Span,
    /// What it is.
    pub what: What,
    /// Whether it is judged as a use: the title of a work, a quotation or a code is not.
    pub judged: bool,
    /// How it is written.
    pub number: Number,
    /// A plural is meant, and a possessive is written.
    pub possessive_plural: bool,
}

/// What a short form is where it stands.
#[derive(Debug, PartialEq, Eq)]
pub enum What {
    /// A use.
    Use,
    /// An introduction: the long form stands beside it.
    Introduction {
        /// Whether it is the long form and the short one in brackets, or the other way round.
        formal: bool,
    },
    /// An introduction with other words than the registry's.
    OtherWords {
        /// The words.
        words: String,
        /// Their place.
        span: Span,
    },
}

/// A word of capitals that no registry knows.
#[derive(Debug)]
pub struct Unknown {
    /// The word, in the singular.
    pub short: String,
    /// Its place.
    pub span: Span,
    /// The words that it is introduced with, and their place.
    pub words: Option<(String, Span)>,
}

/// What a passage says.
#[derive(Debug, Default)]
pub struct Seen {
    /// Short forms in their order.
    pub sightings: Vec<Sighting>,
    /// Long forms that stand without a short form: the acronym, and the place.
    pub longs: Vec<(usize, Span)>,
    /// Words of capitals.
    pub unknown: Vec<Unknown>,
}

/// A long form in a passage: its acronym, its first and its last word.
pub type Long = (usize, usize, usize);

/// Reads a passage.
pub fn read(words: &Words<'_>, forms: &Forms) -> Seen {
    let folded = folded(words);
    let (longs, named) = longs(&folded, forms, words.words.len());
    let reader = Reader {
        words,
        forms,
        brackets: Brackets::of(words),
        quoted: quoted(words),
        set_apart: set_apart(words),
        folded: &folded,
        longs: &longs,
        named: &named,
    };
    reader.read()
}

/// The folded words of a passage without articles, each with its place among the words.
fn folded<'t>(words: &Words<'t>) -> Vec<(usize, Cow<'t, str>)> {
    let each = words.words.iter().enumerate();
    each.map(|(at, word)| (at, fold(word.core)))
        .filter(|(_, word)| !is_article(word))
        .collect()
}

/// The long forms of a passage by their first words, the longest at each; and for each word whether it
/// is part of a long form or of another name that the registries write out.
fn longs(folded: &[(usize, Cow<'_, str>)], forms: &Forms, count: usize) -> (Vec<Long>, Vec<bool>) {
    let mut longs = Vec::new();
    let mut named = vec![false; count];
    for (at, (first, _)) in folded.iter().enumerate() {
        if let Some((entries, last)) = forms.long_at(folded, at)
            && let Some((last, _)) = folded.get(last)
        {
            longs.extend(entries.iter().map(|entry| (*entry, *first, *last)));
            if last > first {
                named.get_mut(*first..=*last).unwrap_or_default().fill(true);
            }
        }
    }
    (longs, named)
}

/// For each word how many words are set apart together with it.
fn set_apart(words: &Words<'_>) -> Vec<usize> {
    let mut counts: Vec<usize> = Vec::with_capacity(words.words.len());
    for run in words.words.chunk_by(|a, b| a.voice == b.voice) {
        let count = match run.first().map(|word| word.voice) {
            Some(Voice::SetApart(_)) => run.len(),
            Some(Voice::Unjudged) => usize::MAX,
            Some(Voice::Own) | None => 0,
        };
        counts.extend(std::iter::repeat_n(count, run.len()));
    }
    counts
}

/// A passage while it is read.
pub struct Reader<'p> {
    /// Its words.
    pub words: &'p Words<'p>,
    forms: &'p Forms,
    /// Its brackets.
    pub brackets: Brackets,
    quoted: Vec<usize>,
    set_apart: Vec<usize>,
    /// Its words without articles, folded, each with its place among the words.
    pub folded: &'p [(usize, Cow<'p, str>)],
    /// Its long forms, sorted by their first words.
    pub longs: &'p [Long],
    named: &'p [bool],
}

impl Reader<'_> {
    fn read(&self) -> Seen {
        let mut seen = Seen::default();
        let mut at = 0;
        while at < self.words.words.len() {
            match self.forms.short_at(self.words, at) {
                Some((entry, number, last)) => {
                    seen.sightings
                        .extend(self.sighting(entry, number, at, last));
                    at = last + 1;
                }
                None => {
                    seen.unknown.extend(self.unknown(at));
                    at += 1;
                }
            }
        }
        let long = |(entry, from, to): &Long| Some((*entry, self.words.span(*from, *to)?));
        seen.longs = self.longs.iter().filter_map(long).collect();
        seen
    }

    fn sighting(&self, entry: usize, number: Number, from: usize, to: usize) -> Option<Sighting> {
        let span = self.words.span(from, to)?;
        let what = self.what(entry, from, to);
        let length = to - from + 1;
        let is_alone = |counts: &[usize]| counts.get(from).is_none_or(|count| *count <= length);
        let is_own = is_alone(&self.set_apart) && is_alone(&self.quoted);
        let is_part = self.named.get(from).is_some_and(|is_part| *is_part);
        let is_text = !is_part && !is_code(self.words, from, to) && !self.is_cited(from, to);
        let possessive = self.words.words.get(to).is_some_and(|word| word.possessive);
        Some(Sighting {
            entry,
            from,
            span,
            what,
            judged: is_own && is_text,
            number,
            possessive_plural: possessive && number == Number::Singular && self.is_counted(from),
        })
    }

    fn what(&self, entry: usize, from: usize, to: usize) -> What {
        if let Some(formal) = self.introduced(entry, from, to) {
            return What::Introduction { formal };
        }
        let Some(Entry { short, longs, .. }) = self.forms.entries.get(entry) else {
            return What::Use;
        };
        if self.is_shortened_after(longs, to) {
            return What::Introduction { formal: false };
        }
        let opened = self.brackets.opened_before(from);
        let Some(open) = opened.filter(|open| from - open <= 1) else {
            return What::Use;
        };
        if self.is_shortened(longs, open) {
            return What::Introduction { formal: false };
        }
        let Some(first) = expansion_before(self.words, short, open) else {
            return What::Use;
        };
        let print = self.words.print(first, open - 1);
        match (
            longs.contains(&folded_words(print)),
            self.words.span(first, open - 1),
        ) {
            (false, Some(span)) => What::OtherWords {
                words: print.to_owned(),
                span,
            },
            (true, _) | (false, None) => What::Introduction { formal: false },
        }
    }

    /// Whether it is the author of a work: `(OT, 2012)`.
    fn is_cited(&self, from: usize, to: usize) -> bool {
        let is_open = self.brackets.opened_before(from).is_some();
        let next = self.words.words.get(to + 1).map(|word| word.core);
        let is_year = next
            .is_some_and(|next| next.len() == 4 && next.bytes().all(|byte| byte.is_ascii_digit()));
        let between = self.words.before(to + 1);
        is_open
            && is_year
            && between
                .chars()
                .all(|char| char == ',' || char.is_whitespace())
    }

    /// Whether the word before says that there are several.
    fn is_counted(&self, from: usize) -> bool {
        const SEVERAL: &[&str] = &[
            "all", "eight", "few", "five", "four", "many", "most", "nine", "numerous", "several",
            "seven", "six", "ten", "these", "those", "three", "two", "various",
        ];
        let is_next = !self
            .words
            .before(from)
            .contains(|char: char| !char.is_whitespace());
        is_next
            && from
                .checked_sub(1)
                .is_some_and(|at| self.is_word(at, SEVERAL))
    }

    fn unknown(&self, at: usize) -> Option<Unknown> {
        let word = self.words.words.get(at)?;
        let short = word.core.strip_suffix('s').unwrap_or(word.core);
        let is_short = short.chars().all(char::is_uppercase) && short.chars().count() >= CAPITALS;
        if !is_short || self.forms.known.contains(short) {
            return None;
        }
        let is_alone = |counts: &[usize]| counts.get(at).is_none_or(|count| *count <= 1);
        let words = self
            .brackets
            .opened_before(at)
            .filter(|open| at - open <= 1);
        let words = words.and_then(|open| {
            let first = expansion_before(self.words, short, open)?;
            let print = self.words.print(first, open - 1).to_owned();
            Some((print, self.words.span(first, open - 1)?))
        });
        let is_text = !is_code(self.words, at, at)
            && !is_numbered(self.words, at)
            && !is_in_capitals(self.words, at);
        let is_own = is_alone(&self.set_apart) && is_alone(&self.quoted);
        let is_told = words.is_some() || (is_text && is_own);
        let span = is_told.then(|| self.words.span(at, at)).flatten()?;
        Some(Unknown {
            short: short.to_owned(),
            span,
            words,
        })
    }
}
