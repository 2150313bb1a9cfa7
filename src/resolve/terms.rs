//! The words that the tool writes itself, by language: what references are called, titles of
//! generated pages, quotation marks. English stands in for languages that have no table here.

use crate::manuscript::primary_language;

use super::labels::TargetKind;

/// The words of one language.
#[derive(Clone, Copy, Debug)]
pub struct Terms {
    chapter: Noun,
    section: Noun,
    figure: Noun,
    table: Noun,
    boxed: Noun,
    recommendation: Noun,
    note: Noun,
    /// "page", "pages".
    pub page: Noun,
    /// Between the last two of a list, with its spaces.
    pub and: &'static str,
    /// Round a title: the opening and the closing mark, with their spaces.
    pub quotation_marks: [&'static str; 2],
    /// The title of the table of contents.
    pub contents: &'static str,
    /// The title of the list of acronyms.
    pub acronyms: &'static str,
}

/// One of them, and several.
#[derive(Clone, Copy, Debug)]
pub struct Noun {
    one: &'static str,
    several: &'static str,
}

impl Noun {
    /// The form for a number of things.
    pub fn of(self, count: usize) -> &'static str {
        if count == 1 { self.one } else { self.several }
    }
}

const fn noun(one: &'static str, several: &'static str) -> Noun {
    Noun { one, several }
}

const ENGLISH: Terms = Terms {
    chapter: noun("chapter", "chapters"),
    section: noun("section", "sections"),
    figure: noun("figure", "figures"),
    table: noun("table", "tables"),
    boxed: noun("box", "boxes"),
    recommendation: noun("recommendation", "recommendations"),
    note: noun("note", "notes"),
    page: noun("page", "pages"),
    and: " and ",
    quotation_marks: ["\u{201c}", "\u{201d}"],
    contents: "Contents",
    acronyms: "Acronyms",
};

const FRENCH: Terms = Terms {
    chapter: noun("chapitre", "chapitres"),
    section: noun("section", "sections"),
    figure: noun("figure", "figures"),
    table: noun("tableau", "tableaux"),
    boxed: noun("encadré", "encadrés"),
    recommendation: noun("recommandation", "recommandations"),
    note: noun("note", "notes"),
    page: noun("page", "pages"),
    and: " et ",
    quotation_marks: ["«\u{a0}", "\u{a0}»"],
    contents: "Table des matières",
    acronyms: "Sigles et acronymes",
};

impl Terms {
    /// The words of a language, given by its BCP 47 tag.
    pub fn of(language: &str) -> Terms {
        let english_with = |open, close| Terms {
            quotation_marks: [open, close],
            ..ENGLISH
        };
        match primary_language(language).as_str() {
            "fr" => FRENCH,
            "es" | "it" | "pt" | "ru" | "uk" | "el" | "ar" => english_with("«", "»"),
            "de" | "cs" | "sk" | "bg" => english_with("„", "“"),
            "pl" | "hu" | "ro" => english_with("„", "”"),
            _ => ENGLISH,
        }
    }

    /// What a kind of target is called.
    pub fn noun(&self, kind: TargetKind) -> Noun {
        match kind {
            TargetKind::Chapter => self.chapter,
            TargetKind::Section => self.section,
            TargetKind::Figure => self.figure,
            TargetKind::Table => self.table,
            TargetKind::Box => self.boxed,
            TargetKind::Recommendation => self.recommendation,
            TargetKind::Note => self.note,
        }
    }
}
