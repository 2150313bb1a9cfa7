//! Language tags: whether one is well formed by the grammar of BCP 47 (RFC 5646, section 2.1), and which
//! of several words are those of a language.

use std::collections::BTreeMap;

/// Whether `tag` is well formed: `en`, `en-GB`, `zh-Hant`, `sl-rozaj-biske`. Whether its parts are
/// registered is not looked up.
pub fn is_language_tag(tag: &str) -> bool {
    let parts: Vec<&str> = tag.split('-').collect();
    let well_sized = parts.iter().all(|part| (1..=8).contains(&part.len()));
    if !well_sized || !tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
        return false;
    }
    let mut rest = parts.as_slice();
    if private_use(rest) {
        return true;
    }
    // The grammar has room for languages of four to eight letters, of which none is registered:
    // `english` is a name and no tag.
    if take(&mut rest, |part| {
        (2..=3).contains(&part.len()) && letters(part)
    })
    .is_none()
    {
        return false;
    }
    for _ in 0..3 {
        take(&mut rest, |part| part.len() == 3 && letters(part));
    }
    take(&mut rest, |part| part.len() == 4 && letters(part));
    take(&mut rest, |part| {
        (part.len() == 2 && letters(part)) || (part.len() == 3 && digits(part))
    });
    while take(&mut rest, is_variant).is_some() {}
    while !private_use(rest) && take(&mut rest, |part| part.len() == 1).is_some() {
        if take(&mut rest, |part| part.len() >= 2).is_none() {
            return false;
        }
        while take(&mut rest, |part| part.len() >= 2).is_some() {}
    }
    rest.is_empty() || private_use(rest)
}

/// The names of languages that authors write where a tag belongs.
const NAMES: &[(&str, &str)] = &[
    ("arabic", "ar"),
    ("chinese", "zh"),
    ("deutsch", "de"),
    ("dutch", "nl"),
    ("english", "en"),
    ("español", "es"),
    ("français", "fr"),
    ("french", "fr"),
    ("german", "de"),
    ("italian", "it"),
    ("italiano", "it"),
    ("latin", "la"),
    ("polish", "pl"),
    ("portuguese", "pt"),
    ("português", "pt"),
    ("russian", "ru"),
    ("spanish", "es"),
    ("العربية", "ar"),
    ("русский", "ru"),
];

/// The tag that was meant by a text that is none: a language's name, or a tag with `_` for `-`.
pub fn meant_language(text: &str) -> Option<String> {
    let text = text.trim();
    let tag = text.replace('_', "-");
    // A single letter opens a private tag, which nobody means by chance.
    if is_language_tag(&tag) && tag.find('-') != Some(1) {
        return Some(tag);
    }
    let first = text.split([' ', '_', '-']).next()?.to_lowercase();
    let named = NAMES.iter().find(|(name, _)| *name == first);
    named.map(|(_, tag)| (*tag).to_owned())
}

/// The language alone, in small letters: `en` of `en-GB`.
pub fn primary_language(tag: &str) -> String {
    tag.split('-').next().unwrap_or(tag).to_ascii_lowercase()
}

/// Of words by the tags of their languages, those of a language: of its tag, or else of the language
/// whatever its region.
pub fn in_language<'a>(words: &'a BTreeMap<String, String>, language: &str) -> Option<&'a str> {
    let same = |own: &&String| own.eq_ignore_ascii_case(language);
    let alike = |own: &&String| primary_language(own) == primary_language(language);
    let tag = (words.keys().find(same)).or_else(|| words.keys().find(alike))?;
    words.get(tag).map(String::as_str)
}

/// Removes and returns the first part if it is what is wanted.
fn take<'a>(rest: &mut &[&'a str], wanted: impl Fn(&str) -> bool) -> Option<&'a str> {
    let (first, after) = rest.split_first()?;
    if !wanted(first) {
        return None;
    }
    *rest = after;
    Some(first)
}

fn private_use(parts: &[&str]) -> bool {
    matches!(parts, ["x" | "X", _, ..])
}

fn is_variant(part: &str) -> bool {
    (5..=8).contains(&part.len())
        || (part.len() == 4 && part.starts_with(|c: char| c.is_ascii_digit()))
}

fn letters(part: &str) -> bool {
    part.bytes().all(|b| b.is_ascii_alphabetic())
}

fn digits(part: &str) -> bool {
    part.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_follow_the_grammar() {
        for right in [
            "en",
            "en-GB",
            "zh-Hant",
            "zh-cmn-Hans-CN",
            "es-419",
            "sl-rozaj-biske",
            "de-1996",
            "en-u-ca-gregory",
            "x-house",
            "en-x-house",
        ] {
            assert!(is_language_tag(right), "{right}");
        }
        for wrong in [
            "",
            "e",
            "en_GB",
            "en-",
            "-en",
            "english language",
            "en-GB-",
            "en-a",
            "x",
            "en-x",
            "en-GB-US",
            "français",
            "abcdefghi",
            "english",
            "engl",
        ] {
            assert!(!is_language_tag(wrong), "{wrong}");
        }
    }

    #[test]
    fn a_name_and_an_underscore_lead_to_the_tag() {
        for (text, tag) in [
            ("English", Some("en")),
            ("english language", Some("en")),
            ("en_GB", Some("en-GB")),
            (" fr ", Some("fr")),
            ("Français", Some("fr")),
            ("klingon", None),
            ("", None),
        ] {
            assert_eq!(meant_language(text).as_deref(), tag, "{text}");
        }
    }

    #[test]
    fn the_language_is_the_first_part() {
        assert_eq!(primary_language("FR-ca"), "fr");
    }
}
