//! Names of places and files: made from titles, file names and the labels of authors, unique in the
//! book, the same on every build.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::Label;

/// The names that were given.
#[derive(Debug, Default)]
pub struct Names {
    taken: BTreeSet<String>,
    /// Names that authors chose: they keep them, whatever is made automatically before.
    reserved: BTreeSet<String>,
    /// The number to try next after a name that is taken, so that the thousandth chapter with the
    /// same headings costs no more than the second.
    next: BTreeMap<String, u32>,
}

impl Names {
    /// Keeps a name for the author's label.
    pub fn reserve(&mut self, label: &Label) {
        self.reserved.insert(xml_name(label.as_str()));
    }

    /// The name for an author's label: the label, unless it has characters that names cannot have or
    /// is there twice.
    pub fn of_label(&mut self, label: &Label) -> String {
        let name = xml_name(label.as_str());
        if self.taken.insert(name.clone()) {
            return name;
        }
        self.automatic(&name)
    }

    /// A name that nothing else has: `base`, `base-2`, `base-3`...
    pub fn automatic(&mut self, base: &str) -> String {
        let free = |names: &Names, name: &str| {
            !names.taken.contains(name) && !names.reserved.contains(name)
        };
        let mut name = base.to_owned();
        while !free(self, &name) {
            let next = self.next.entry(base.to_owned()).or_insert(2);
            name = format!("{base}-{next}");
            *next += 1;
        }
        self.taken.insert(name.clone());
        name
    }
}

/// A label as an XML name: a letter first, then ASCII letters, digits, `-`, `_` and `.`.
fn xml_name(label: &str) -> String {
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let name: String = label
        .chars()
        .map(|c| if allowed(c) { c } else { '-' })
        .collect();
    if name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        name
    } else {
        format!("x-{name}")
    }
}

/// The longest name that is made of a title: enough to recognize it.
const LONGEST_SLUG: usize = 60;

/// Words as a name of `a-z0-9-`; empty where no letter or digit of them has a Latin form.
pub fn slug(words: &str) -> String {
    let mut slug = String::new();
    for c in words.chars() {
        let start = slug.len();
        latin(c, &mut slug);
        if slug.len() == start && !slug.is_empty() && !slug.ends_with('-') && !joins(c) {
            slug.push('-');
        }
        if slug.len() >= LONGEST_SLUG {
            break;
        }
    }
    slug.trim_end_matches('-').to_owned()
}

/// Words as they are sorted: their small Latin letters and digits with one space between them, and
/// letters of other scripts as they are.
pub fn letters(words: &str) -> String {
    let mut letters = String::new();
    for c in words.chars() {
        let start = letters.len();
        latin(c, &mut letters);
        if letters.len() > start || joins(c) {
            continue;
        }
        if c.is_alphanumeric() {
            letters.extend(c.to_lowercase());
        } else if !letters.is_empty() && !letters.ends_with(' ') {
            letters.push(' ');
        }
    }
    letters.trim_end().to_owned()
}

/// The name of a division's file: a slug that starts with a letter.
pub fn division_name(words: &str) -> String {
    let slug = slug(words);
    if slug.starts_with(|c: char| c.is_ascii_lowercase()) {
        slug
    } else {
        format!("text-{slug}").trim_end_matches('-').to_owned()
    }
}

/// Whether a character that a name leaves out is part of its word: "organization's".
fn joins(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{ad}')
}

/// Adds the small Latin letters and digits that a character is written with.
fn latin(c: char, slug: &mut String) {
    for c in c.to_lowercase() {
        let letters = match c {
            'a'..='z' | '0'..='9' => {
                slug.push(c);
                continue;
            }
            'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' => "a",
            'æ' => "ae",
            'ç' | 'ć' | 'č' => "c",
            'ď' | 'đ' | 'ð' => "d",
            'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' | 'ě' => "e",
            'ğ' => "g",
            'ì' | 'í' | 'î' | 'ï' | 'ī' | 'į' | 'ı' => "i",
            'ł' | 'ľ' | 'ļ' => "l",
            'ñ' | 'ń' | 'ň' | 'ņ' => "n",
            'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ő' | 'ō' => "o",
            'œ' => "oe",
            'ř' | 'ŕ' => "r",
            'ś' | 'š' | 'ş' | 'ș' => "s",
            'ß' => "ss",
            'ť' | 'ţ' | 'ț' => "t",
            'þ' => "th",
            'ù' | 'ú' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' | 'ų' => "u",
            'ý' | 'ÿ' => "y",
            'ź' | 'ž' | 'ż' => "z",
            _ => "",
        };
        slug.push_str(letters);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_made_of_latin_letters_and_digits() {
        for (words, expected) in [
            ("Good practices", "good-practices"),
            (
                "  The organization’s view – 2013! ",
                "the-organizations-view-2013",
            ),
            ("Évaluation à mi-parcours", "evaluation-a-mi-parcours"),
            ("Straße & Œuvre", "strasse-oeuvre"),
            ("移徙", ""),
        ] {
            assert_eq!(slug(words), expected);
        }
        assert!(slug(&"long ".repeat(100)).len() <= LONGEST_SLUG);
        assert_eq!(division_name("01_intro"), "text-01-intro");
        assert_eq!(division_name("移徙"), "text");
    }

    #[test]
    fn names_are_unique_and_authors_keep_theirs() {
        let mut names = Names::default();
        names.reserve(&Label("intro".into()));
        assert_eq!(names.automatic("intro"), "intro-2");
        assert_eq!(names.of_label(&Label("intro".into())), "intro");
        assert_eq!(names.of_label(&Label("intro".into())), "intro-3");
        assert_eq!(names.of_label(&Label("1:é".into())), "x-1--");
        assert_eq!(names.automatic("a"), "a");
        assert_eq!(names.automatic("a"), "a-2");
        assert_eq!(names.automatic("a-2"), "a-2-2");
        assert_eq!(names.automatic("a"), "a-3");
    }
}
