//! Where a line may break inside a word: after the hyphens and dashes that it has (Unicode's line
//! breaking, UAX 14, by icu_segmenter), at the author's soft hyphens, and where hyphenation allows
//! (F. M. Liang's patterns, 1983, by hypher).

use std::cell::OnceCell;

use hypher::Lang;
use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};

use super::{LanguageId, Languages};

/// A place to break, as a byte of the word without soft hyphens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct BreakPlace {
    pub offset: u32,
    pub hyphen: bool,
}

/// Letters before and after a hyphen.
const LEFT: usize = 2;
const RIGHT: usize = 3;

/// Words shorter than this are not hyphenated.
const SHORTEST: usize = 5;

/// Words longer than this are no words of a language, and hyphenation takes time by their square.
const LONGEST: usize = 60;

/// The places of a word in order. `raw` may have soft hyphens, `clean` has none.
pub(super) fn places(
    raw: &str,
    clean: &str,
    hyphenate: bool,
    languages: &Languages,
    language: LanguageId,
) -> Vec<BreakPlace> {
    let mut places = soft_hyphens(raw);
    let has_own = !places.is_empty();
    places.extend(opportunities(clean));
    if hyphenate && !has_own && places.is_empty() {
        places.extend(syllables(clean, languages, language));
    }
    places.sort_unstable();
    places.dedup_by_key(|place| place.offset);
    places.retain(|place| place.offset > 0 && (place.offset as usize) < clean.len());
    places
}

/// The author's soft hyphens.
fn soft_hyphens(raw: &str) -> Vec<BreakPlace> {
    let mut removed = 0;
    let mut places = Vec::new();
    for (at, character) in raw.match_indices('\u{ad}') {
        places.push(BreakPlace {
            offset: narrow(at - removed),
            hyphen: true,
        });
        removed += character.len();
    }
    places
}

/// Unicode's opportunities inside the word.
fn opportunities(word: &str) -> Vec<BreakPlace> {
    thread_local! {
        static SEGMENTER: OnceCell<LineSegmenterBorrowed<'static>> = const { OnceCell::new() };
    }
    // Letters alone offer none, and most words are letters alone.
    if word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return Vec::new();
    }
    SEGMENTER.with(|segmenter| {
        let segmenter =
            segmenter.get_or_init(|| LineSegmenter::new_auto(LineBreakOptions::default()));
        let inside = segmenter
            .segment_str(word)
            .filter(|at| *at > 0 && *at < word.len());
        inside
            .filter(|at| is_worth_breaking(word, *at))
            .map(|at| BreakPlace {
                offset: narrow(at),
                hyphen: false,
            })
            .collect()
    })
}

/// Whether both parts have more than one letter, so that no line begins or ends with a crumb, and the
/// second does not begin with a dash or an ellipsis.
fn is_worth_breaking(word: &str, at: usize) -> bool {
    let letters = |part: &str| part.chars().filter(|c| c.is_alphanumeric()).take(2).count();
    let (before, after) = word.split_at_checked(at).unwrap_or((word, ""));
    let begins_well = !after.starts_with(['\u{2013}', '\u{2014}', '\u{2026}']);
    letters(before) > 1 && letters(after) > 1 && begins_well
}

/// The syllables of the word's letters: those that the book gives it, or else those of the patterns, in
/// the languages that hypher knows.
fn syllables(word: &str, languages: &Languages, language: LanguageId) -> Vec<BreakPlace> {
    let Some(start) = word.find(char::is_alphabetic) else {
        return Vec::new();
    };
    let core = &word[start..];
    let end = core
        .find(|c: char| !c.is_alphabetic())
        .unwrap_or(core.len());
    let (core, rest) = core.split_at(end);
    let is_plain = !rest.contains(char::is_alphanumeric);
    if let Some(own) = languages.exception(language, core).filter(|_| is_plain) {
        let letters = core.char_indices().enumerate();
        let cut = letters.filter(|(count, _)| own.contains(count));
        return cut
            .map(|(_, (at, _))| BreakPlace {
                offset: narrow(start + at),
                hyphen: true,
            })
            .collect();
    }
    let Some(patterns) = patterns(languages.tag(language)) else {
        return Vec::new();
    };
    let length = core.chars().count();
    // An acronym is read letter by letter: it has no syllables.
    let is_acronym = core.chars().filter(|c| c.is_uppercase()).count() > 1;
    if !(SHORTEST..=LONGEST).contains(&length) || !is_plain || is_acronym {
        return Vec::new();
    }
    let mut at = start;
    let mut places = Vec::new();
    for syllable in hypher::hyphenate_bounded(core, patterns, LEFT, RIGHT) {
        at += syllable.len();
        places.push(BreakPlace {
            offset: narrow(at),
            hyphen: true,
        });
    }
    places.pop();
    places
}

/// The patterns of a language tag.
fn patterns(language: &str) -> Option<Lang> {
    let primary = language.split(['-', '_']).next()?.as_bytes();
    let code: [u8; 2] = primary.try_into().ok()?;
    Lang::from_iso(code.map(|byte| byte.to_ascii_lowercase()))
}

fn narrow(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}
