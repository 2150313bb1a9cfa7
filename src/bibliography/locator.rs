//! What follows a key, `p. 12, for more` -> the kind of place, the place, and the words after it. The
//! kinds are CSL's; the words that name them are those of Pandoc's manual in English, and the French
//! ones of CSL's locale.

use hayagriva::citationberg::taxonomy::Locator;

/// What follows a key, taken apart.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The place in the work, where one is named.
    pub locator: Option<(Locator, String)>,
    /// The words after it.
    pub suffix: String,
}

/// The words that name a kind of place.
const KINDS: &[(Locator, &[&str])] = &[
    (Locator::Page, &["p.", "pp.", "page", "pages"]),
    (
        Locator::Chapter,
        &[
            "ch.",
            "chs.",
            "chap.",
            "chaps.",
            "chapter",
            "chapters",
            "chapitre",
            "chapitres",
        ],
    ),
    (
        Locator::Section,
        &["sec.", "secs.", "section", "sections", "§", "§§", "sect."],
    ),
    (
        Locator::Paragraph,
        &[
            "para.",
            "paras.",
            "paragraph",
            "paragraphs",
            "¶",
            "¶¶",
            "paragr.",
        ],
    ),
    (Locator::Part, &["pt.", "pts.", "part", "parts", "partie"]),
    (Locator::Volume, &["vol.", "vols.", "volume", "volumes"]),
    (Locator::Issue, &["no.", "nos.", "number", "numbers", "n°"]),
    (Locator::Figure, &["fig.", "figs.", "figure", "figures"]),
    (Locator::Table, &["tbl.", "table", "tables", "tableau"]),
    (Locator::Note, &["n.", "nn.", "note", "notes"]),
    (Locator::Line, &["l.", "ll.", "line", "lines"]),
    (Locator::Column, &["col.", "cols.", "column", "columns"]),
    (Locator::Book, &["bk.", "bks.", "book", "books"]),
    (Locator::Folio, &["fol.", "fols.", "folio", "folios"]),
    (Locator::Verse, &["v.", "vv.", "verse", "verses"]),
    (
        Locator::ArticleLocator,
        &["art.", "arts.", "article", "articles"],
    ),
    (Locator::Appendix, &["app.", "apps.", "appendix", "annex"]),
    (Locator::SubVerbo, &["s.v.", "s.vv."]),
];

/// Takes apart what follows a key. Where no place is named, all of it are words.
pub(super) fn place(text: &str) -> Place {
    let (kind, rest) = kind(text);
    let value = values(rest);
    match (kind, value.len()) {
        (_, 0) => Place {
            locator: None,
            suffix: after_comma(text),
        },
        (kind, end) => Place {
            locator: Some((kind.unwrap_or(Locator::Page), dashed(value))),
            suffix: rest.get(end..).unwrap_or("").to_owned(),
        },
    }
}

/// Words that followed a comma follow it still.
fn after_comma(text: &str) -> String {
    match text.is_empty() {
        true => String::new(),
        false => format!(", {text}"),
    }
}

/// The kind that the text names at its start, and what follows.
fn kind(text: &str) -> (Option<Locator>, &str) {
    let word = text.split([' ', '\u{a0}']).next().unwrap_or("");
    for (kind, names) in KINDS {
        for name in *names {
            if word.eq_ignore_ascii_case(name) {
                let rest = text.get(word.len()..).unwrap_or("");
                return (Some(*kind), rest.trim_start());
            }
            // `§12` and `p.12`, without a space.
            if !name.chars().all(char::is_alphabetic)
                && let Some(rest) = text.strip_prefix(name)
                && rest.starts_with(|c: char| c.is_ascii_digit())
            {
                return (Some(*kind), rest);
            }
        }
    }
    (None, text)
}

/// The numbers at the start of a text: `12`, `12-14`, `iv`, `3 and 5` no more than `3`; several are
/// parted by commas.
fn values(text: &str) -> &str {
    let mut end = 0;
    loop {
        let rest = text.get(end..).unwrap_or("");
        let from = match end {
            0 => 0,
            _ if rest.starts_with(", ") => 2,
            _ => break,
        };
        let word = rest.get(from..).unwrap_or("");
        let word = word.split([' ', ',', ';', '\u{a0}']).next().unwrap_or("");
        let is_number = word.starts_with(|c: char| c.is_ascii_digit()) || is_roman(word);
        if !is_number {
            break;
        }
        end += from + word.len();
    }
    text.get(..end).unwrap_or("")
}

/// Whether a word is a roman number or a range of two.
fn is_roman(word: &str) -> bool {
    !word.is_empty()
        && word.split(['-', '\u{2013}']).all(|number| {
            let small = number.to_ascii_lowercase();
            !small.is_empty() && small.chars().all(|c| "ivxlcdm".contains(c))
        })
}

/// A range has a dash between its numbers.
fn dashed(value: &str) -> String {
    value.replace("--", "-").replace('-', "\u{2013}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_told_from_words() {
        for (text, kind, value, suffix) in [
            ("p. 12", Some(Locator::Page), "12", ""),
            ("pp. 12-14, 16", Some(Locator::Page), "12\u{2013}14, 16", ""),
            ("p.12", Some(Locator::Page), "12", ""),
            ("33 and after", Some(Locator::Page), "33", " and after"),
            ("ch. 3, for more", Some(Locator::Chapter), "3", ", for more"),
            ("§12", Some(Locator::Section), "12", ""),
            ("pp. iv-x", Some(Locator::Page), "iv\u{2013}x", ""),
            ("for more", None, "", ", for more"),
            ("page", None, "", ", page"),
            ("n. d.", None, "", ", n. d."),
        ] {
            let locator = kind.map(|kind| (kind, value.to_owned()));
            let suffix = suffix.to_owned();
            assert_eq!(place(text), Place { locator, suffix }, "{text}");
        }
    }
}
