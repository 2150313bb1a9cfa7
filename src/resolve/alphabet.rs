//! The order of words in a language (UTS 10, with the tailorings of CLDR), and the letters under
//! which an index groups them.

use std::cmp::Ordering;

use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::{CollatorBorrowed, CollatorPreferences};
use icu_segmenter::options::LineBreakOptions;

use crate::document::primary_language;

use super::names::slug;

/// The alphabet of a language, as far as an index needs it.
pub struct Alphabet {
    /// The order of words; `None` where there is none for any language.
    order: Option<CollatorBorrowed<'static>>,
    /// The order of letters, whatever their accents and cases.
    letters: Option<CollatorBorrowed<'static>>,
    /// The letters that head groups, in their order.
    heads: Vec<String>,
}

/// The capitals of the scripts that the book's faces have.
const CAPITALS: [&str; 3] = [
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ",
    "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ",
];

impl Alphabet {
    /// The alphabet for an index of these words. Letters that the language counts as letters of their
    /// own, such as Å in Swedish, head a group where a word begins with them.
    pub fn of<'w>(language: &str, words: impl Iterator<Item = &'w str>) -> Alphabet {
        let mut alphabet = Alphabet {
            order: collator(language, Strength::Tertiary),
            letters: collator(language, Strength::Primary),
            heads: CAPITALS
                .iter()
                .flat_map(|script| script.chars())
                .map(String::from)
                .collect(),
        };
        alphabet.sort_heads();
        let mut own: Vec<String> = Vec::new();
        for word in words {
            let first = key(word).chars().next().filter(|c| c.is_alphabetic());
            let Some(first) = first else { continue };
            let head: String = first.to_uppercase().collect();
            if !own.contains(&head) && alphabet.is_a_letter_of_its_own(&head) {
                own.push(head);
            }
        }
        alphabet.heads.append(&mut own);
        alphabet.sort_heads();
        alphabet
    }

    /// Which of two words stands first. Marks before their first letter or figure do not count.
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        let order = match &self.order {
            Some(order) => order.compare(key(a), key(b)),
            None => key(a).to_lowercase().cmp(&key(b).to_lowercase()),
        };
        order.then_with(|| a.cmp(b))
    }

    /// The letter under which a word stands; `None` for one that begins with a figure or a sign.
    pub fn letter(&self, word: &str) -> Option<String> {
        let word = key(word);
        word.chars().next().filter(|c| c.is_alphabetic())?;
        self.head(word).cloned()
    }

    /// The last head that does not stand after a word.
    fn head(&self, word: &str) -> Option<&String> {
        let after = self
            .heads
            .partition_point(|head| self.by_letters(head, word) != Ordering::Greater);
        self.heads.get(after.checked_sub(1)?)
    }

    fn by_letters(&self, a: &str, b: &str) -> Ordering {
        match &self.letters {
            Some(letters) => letters.compare(a, b),
            None => a.cmp(&b.to_uppercase()),
        }
    }

    fn sort_heads(&mut self) {
        let mut heads = std::mem::take(&mut self.heads);
        heads.sort_by(|a, b| self.by_letters(a, b).then_with(|| a.cmp(b)));
        self.heads = heads;
    }

    /// Whether the language counts a capital as a letter, and not as one of the heads with an accent or
    /// as two letters in one.
    fn is_a_letter_of_its_own(&self, capital: &str) -> bool {
        let latin = slug(capital);
        let plain = match latin.as_str() {
            "" => self.head(capital).cloned(),
            _ => Some(latin),
        };
        plain.is_none_or(|plain| self.by_letters(&plain, capital) != Ordering::Equal)
    }
}

/// A word without the marks before its first letter or figure.
fn key(word: &str) -> &str {
    let key = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    if key.is_empty() { word } else { key }
}

/// The order of a language, or that of all languages where the tag is of none that is known.
fn collator(language: &str, strength: Strength) -> Option<CollatorBorrowed<'static>> {
    let mut options = CollatorOptions::default();
    options.strength = Some(strength);
    let own = preferences(language).or_else(|| preferences(&primary_language(language)));
    CollatorBorrowed::try_new(own.unwrap_or_default(), options)
        .or_else(|_| CollatorBorrowed::try_new(CollatorPreferences::default(), options))
        .ok()
}

/// A language tag as the collator takes it. The tag's type has no name here; that it is the one of a
/// text's language in the line breaker says which it is.
fn preferences(language: &str) -> Option<CollatorPreferences> {
    let tag = language.parse().ok()?;
    let mut line_breaks = LineBreakOptions::default();
    line_breaks.content_locale = Some(&tag);
    line_breaks.content_locale.map(CollatorPreferences::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(language: &str, words: &[&str]) -> String {
        let alphabet = Alphabet::of(language, words.iter().copied());
        let mut sorted = words.to_vec();
        sorted.sort_by(|a, b| alphabet.compare(a, b));
        let word = |word: &&str| {
            let letter = alphabet.letter(word);
            format!("{}:{word}", letter.unwrap_or_default())
        };
        sorted.iter().map(word).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_stand_in_the_order_and_under_the_letters_of_their_language() {
        for (language, words, expected) in [
            (
                "en-GB",
                vec![
                    "zinc",
                    "Étude",
                    "apple",
                    "Ångström",
                    "eta",
                    "Ærø",
                    "afar",
                    "1951",
                ],
                ":1951 A:Ærø A:afar A:Ångström A:apple E:eta E:Étude Z:zinc",
            ),
            (
                "sv",
                vec!["ö", "zon", "ång", "ana", "ärta"],
                "A:ana Z:zon Å:ång Ä:ärta Ö:ö",
            ),
            (
                "da",
                vec!["Ærø", "zon", "afar", "Øre"],
                "A:afar Z:zon Æ:Ærø Ø:Øre",
            ),
            ("es", vec!["ñu", "nube", "oso"], "N:nube Ñ:ñu O:oso"),
            ("el", vec!["βήτα", "άλφα", "beta"], "Α:άλφα Β:βήτα B:beta"),
            ("xx-unknown", vec!["b", "a"], "A:a B:b"),
            (
                "en",
                vec!["“Quoted”", "quo", "ROI", "roi"],
                "Q:quo Q:“Quoted” R:roi R:ROI",
            ),
            // Word by word, not letter by letter.
            ("en", vec!["Newark", "New York"], "N:New York N:Newark"),
        ] {
            assert_eq!(sorted(language, &words), expected, "{language}");
        }
    }
}
