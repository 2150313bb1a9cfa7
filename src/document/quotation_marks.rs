//! Quotation marks by language: for the punctuation of texts, and round titles that references
//! print. A language tag goes in; English marks stand in for languages without a row here.

use super::primary_language;

/// The quotation marks of a language, each pair an opening and a closing one with the spaces that
/// belong to them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuotationMarks {
    /// The usual ones.
    pub double: (&'static str, &'static str),
    /// Those of a quotation in a quotation.
    pub single: (&'static str, &'static str),
}

const fn marks(
    double: (&'static str, &'static str),
    single: (&'static str, &'static str),
) -> QuotationMarks {
    QuotationMarks { double, single }
}

const ENGLISH: QuotationMarks = marks(("“", "”"), ("‘", "’"));
/// French sets a narrow no-break space inside (Lexique des règles typographiques en usage à
/// l'Imprimerie nationale).
const FRENCH: QuotationMarks = marks(("«\u{202F}", "\u{202F}»"), ("‘", "’"));
const SPANISH: QuotationMarks = marks(("«", "»"), ("‘", "’"));
const RUSSIAN: QuotationMarks = marks(("«", "»"), ("„", "“"));
const GERMAN: QuotationMarks = marks(("„", "“"), ("‚", "‘"));
const POLISH: QuotationMarks = marks(("„", "”"), ("‚", "’"));

impl QuotationMarks {
    /// Those of a language, given by its BCP 47 tag.
    pub fn of(language: &str) -> &'static QuotationMarks {
        match primary_language(language).as_str() {
            "fr" => &FRENCH,
            "ar" | "el" | "es" | "it" | "pt" => &SPANISH,
            "ru" | "uk" => &RUSSIAN,
            "bg" | "cs" | "de" | "sk" => &GERMAN,
            "hu" | "pl" | "ro" => &POLISH,
            _ => &ENGLISH,
        }
    }
}
