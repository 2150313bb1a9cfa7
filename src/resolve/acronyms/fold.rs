//! Words as they are compared: without regard to capitals, to the plural of English, to possessives and
//! articles. A word or a long form goes in; the folded words come out.

use std::borrow::Cow;

use super::words::is_apostrophe;

/// The words of a long form, folded, without articles.
pub fn folded_words(long: &str) -> Vec<String> {
    let plain: String = long.chars().filter(|char| *char != '\u{ad}').collect();
    let mut words = Vec::new();
    let mut rest = plain.as_str();
    while let Some(start) = rest.find(char::is_alphanumeric) {
        let from = rest.get(start..).unwrap_or_default();
        let end = from.find(|char: char| !char.is_alphanumeric());
        let (word, after) = from.split_at(end.unwrap_or(from.len()));
        // `Children's` is `Children` and a possessive ending, as it is in a text.
        let possessive = after.strip_prefix(is_apostrophe);
        let possessive = possessive.and_then(|after| after.strip_prefix('s'));
        rest = match possessive.filter(|after| !after.starts_with(char::is_alphanumeric)) {
            Some(after) => after,
            None => after,
        };
        words.push(fold(word).into_owned());
    }
    words.retain(|word| !is_article(word));
    words
}

/// A word without regard to capitals and to the plural of English. Most words of a text are themselves.
pub fn fold(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return singular(word);
    }
    let small = word.to_lowercase();
    match singular(&small) {
        Cow::Borrowed(own) if own.len() == small.len() => Cow::Owned(small),
        own => Cow::Owned(own.into_owned()),
    }
}

/// A word in small letters without the plural of English.
fn singular(word: &str) -> Cow<'_, str> {
    if !word.ends_with('s') {
        return Cow::Borrowed(word);
    }
    let stem = |ending: &str| word.strip_suffix(ending).filter(|stem| stem.len() > 2);
    if let Some(stem) = stem("ies") {
        return Cow::Owned(format!("{stem}y"));
    }
    for ending in ["sses", "xes", "ches", "shes"] {
        if stem(ending).is_some() {
            return Cow::Borrowed(word.strip_suffix("es").unwrap_or(word));
        }
    }
    let plain = stem("s").filter(|stem| !stem.ends_with('s'));
    Cow::Borrowed(plain.unwrap_or(word))
}

/// Whether a folded word is an article.
pub fn is_article(word: &str) -> bool {
    matches!(word, "a" | "an" | "the")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_forms_are_compared_without_capitals_plurals_and_articles() {
        let same = |a, b| assert_eq!(folded_words(a), folded_words(b));
        same(
            "Non-governmental Organization",
            "the non-governmental organizations",
        );
        same(
            "United Nations Children's Fund",
            "united nations children’s funds",
        );
        same(
            "Office of the High Commissioner",
            "an office of High Commissioners",
        );
        same("country authority", "Countries' authorities");
        assert_ne!(
            folded_words("Labour Office"),
            folded_words("Labour Organization")
        );
        assert_eq!(fold("process"), fold("processes"));
    }
}
