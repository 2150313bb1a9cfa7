//! Spaces at which no line breaks, by language: a number and its unit, an abbreviation and its number, an
//! initial or a title and the name, a day and its month. In: the pieces of a paragraph. Out: the same
//! pieces, some of their spaces fixed. The text is unchanged: authors write a plain space.
//!
//! The rules are those of *New Hart's Rules* (Oxford, 2014), the *Lexique des règles typographiques en
//! usage à l'Imprimerie nationale* (2002), DIN 5008 and the *Ortografía de la lengua española* (2010).

use crate::theme::{Faces, Family};

use super::super::shape::WordTable;
use super::{PieceKind, Pieces};

/// What a space becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bond {
    Fixed,
    Thin,
}

/// Fixes the spaces of a paragraph that no line may break at. A narrow column needs all its spaces.
pub(super) fn bind(pieces: &mut Pieces, words: &WordTable) {
    if pieces.paragraph.narrow {
        return;
    }
    for at in 1..pieces.pieces.len().saturating_sub(1) {
        let [before, space, after] = [at - 1, at, at + 1].map(|at| pieces.pieces[at]);
        let (PieceKind::Word(before_id), PieceKind::Space, PieceKind::Word(after_id)) =
            (before.kind, space.kind, after.kind)
        else {
            continue;
        };
        if before.is_mark() || after.is_mark() {
            continue;
        }
        let (Some(before), Some(after)) = (words.get(before_id), words.get(after_id)) else {
            continue;
        };
        // Most pairs: none of the rules is for them.
        if before.is_plain && after.is_plain {
            continue;
        }
        if Faces::get().face(before.face).family == Family::Mono {
            continue;
        }
        let style = pieces.styles.get(usize::from(space.style));
        let language = style.map_or("", |style| words.languages().tag(style.shape.language));
        match bond(&before.text, &after.text, Rules::of(language)) {
            Some(Bond::Fixed) => pieces.pieces[at].kind = PieceKind::FixedSpace,
            Some(Bond::Thin) => pieces.pieces[at].kind = PieceKind::ThinSpace,
            None => {}
        }
    }
}

/// What a language adds to the rules of all.
struct Rules {
    /// Points that need a space before them, and the inner sides of guillemets.
    spaced_points: bool,
    months: &'static [&'static str],
    titles: &'static [&'static str],
    /// Words after a number that count or measure.
    units: &'static [&'static str],
}

impl Rules {
    fn of(language: &str) -> &'static Rules {
        let primary = language.split(['-', '_']).next().unwrap_or("");
        let own = [
            ("en", &ENGLISH),
            ("fr", &FRENCH),
            ("de", &GERMAN),
            ("es", &SPANISH),
        ];
        let mut own = own.into_iter();
        own.find(|(tag, _)| primary.eq_ignore_ascii_case(tag))
            .map_or(&OTHER, |(_, rules)| rules)
    }
}

static OTHER: Rules = Rules {
    spaced_points: false,
    months: &[],
    titles: &[],
    units: &[],
};

static ENGLISH: Rules = Rules {
    spaced_points: false,
    months: &[
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Jan",
        "Feb",
        "Mar",
        "Apr",
        "Jun",
        "Jul",
        "Aug",
        "Sep",
        "Sept",
        "Oct",
        "Nov",
        "Dec",
    ],
    titles: &[
        "Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Messrs", "Rev.", "Hon.", "Sir", "St", "St.",
    ],
    units: &["a.m", "p.m", "million", "billion", "trillion"],
};

static FRENCH: Rules = Rules {
    spaced_points: true,
    months: &[
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    titles: &["MM.", "Mme", "Mmes", "Mlle", "Mlles", "Me", "Mgr"],
    units: &["million", "millions", "milliard", "milliards"],
};

static GERMAN: Rules = Rules {
    spaced_points: false,
    months: &[
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
        "Jänner",
    ],
    titles: &["Herr", "Herrn", "Frau", "Hr.", "Fr."],
    units: &["Uhr", "Mio", "Mrd", "Millionen", "Milliarden"],
};

static SPANISH: Rules = Rules {
    spaced_points: false,
    // A day is followed by "de".
    months: &["de"],
    titles: &["Sr.", "Sra.", "Sres.", "Dra.", "Ud."],
    units: &["millones", "mil"],
};

/// Titles of every language.
const TITLES: [&str; 5] = ["Dr", "Dr.", "Prof", "Prof.", "Mag."];

/// Units of measure, and signs that follow a number.
const UNITS: [&str; 47] = [
    "%", "‰", "°", "°C", "°F", "K", "mm", "cm", "dm", "m", "km", "mm²", "cm²", "m²", "km²", "m³",
    "ha", "ml", "cl", "l", "hl", "L", "mg", "g", "kg", "t", "s", "min", "h", "Hz", "kHz", "MHz",
    "GHz", "W", "kW", "MW", "GW", "kWh", "MWh", "V", "A", "J", "€", "£", "$", "GB", "MB",
];

/// What stands before a number and would be nothing without it.
const COUNTED: [&str; 67] = [
    "No.", "Nos.", "no.", "nos.", "Nr.", "Nrn.", "N°", "n°", "nº", "N.º", "núm.", "№", "p.", "pp.",
    "pág.", "págs.", "S.", "art.", "arts.", "Art.", "Arts.", "§", "§§", "Abs.", "para.", "paras.",
    "Para.", "Paras.", "sec.", "Sec.", "sect.", "Sect.", "ch.", "Ch.", "chap.", "chaps.", "Chap.",
    "cap.", "Kap.", "fig.", "figs.", "Fig.", "Figs.", "Abb.", "tab.", "Tab.", "vol.", "vols.",
    "Vol.", "Vols.", "Bd.", "n.", "nn.", "Anm.", "col.", "cols.", "fol.", "c.", "ca.", "v.", "€",
    "£", "$", "US$", "±", "≈", "×",
];

/// What two words are to each other.
fn bond(before: &str, after: &str, rules: &Rules) -> Option<Bond> {
    let (last, first) = (before.chars().next_back()?, after.chars().next()?);
    // No line begins with a dash or an ellipsis.
    if matches!(first, '\u{2013}' | '\u{2014}' | '\u{2026}') || after.starts_with("...") {
        return Some(Bond::Fixed);
    }
    if rules.spaced_points && (matches!(first, ';' | ':' | '!' | '?' | '»') || last == '«') {
        return Some(Bond::Thin);
    }
    // All other bonds need a figure on the left, or a figure or capital on the right.
    let is_plain = !first.is_ascii_digit() && !first.is_uppercase();
    if is_plain && !before.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let before = before.trim_start_matches(OPENING);
    let word = after.trim_end_matches(CLOSING);
    let is_bound = (is_number(before)
        && (follows_number(word, rules) || is_thousands(before, word)))
        || (is_day(before) && rules.months.contains(&word))
        || (is_counted(first, word) && COUNTED.contains(&before))
        || (is_day(word) && rules.months.contains(&before) && before != "de")
        || (first.is_uppercase() && (is_initial(before) || is_title(before, rules)));
    is_bound.then_some(Bond::Fixed)
}

const OPENING: [char; 7] = [
    '(', '[', '\u{201c}', '\u{2018}', '\u{201e}', '«', '\u{2039}',
];
const CLOSING: [char; 12] = [
    '.', ',', ';', ':', '!', '?', ')', ']', '\u{201d}', '\u{2019}', '»', '\u{203a}',
];

/// Figures, with the marks that part them.
fn is_number(text: &str) -> bool {
    let figure = |character: char| character.is_ascii_digit();
    let part = |character: char| {
        figure(character)
            || matches!(
                character,
                '.' | ',' | '\'' | '\u{2019}' | '-' | '\u{2013}' | '/'
            )
    };
    text.ends_with(figure)
        && text
            .chars()
            .all(|character| part(character) || matches!(character, '−' | '+'))
}

fn follows_number(word: &str, rules: &Rules) -> bool {
    UNITS.contains(&word) || rules.units.contains(&word)
}

/// Whether both are groups of one number: `12 000`.
fn is_thousands(before: &str, word: &str) -> bool {
    let figures = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let group = word.split([',', '.']).next().unwrap_or("");
    figures(before)
        && before.len() <= 3
        && !before.starts_with('0')
        && group.len() == 3
        && figures(group)
}

/// A day of a month: `1` to `31`, `1st`, `1er`, and in German `12.`.
fn is_day(text: &str) -> bool {
    let figures = text.find(|character: char| !character.is_ascii_digit());
    let (number, ending) = text.split_at(figures.unwrap_or(text.len()));
    let is_day = number
        .parse::<u8>()
        .is_ok_and(|day| (1..=31).contains(&day));
    is_day && matches!(ending, "" | "." | "st" | "nd" | "rd" | "th" | "er" | "º")
}

/// Whether a word is what an abbreviation counts: a number, a Roman one, or a list of them.
fn is_counted(first: char, word: &str) -> bool {
    let roman = |character: char| matches!(character, 'I' | 'V' | 'X' | 'L' | 'C' | 'D' | 'M');
    first.is_ascii_digit() || (!word.is_empty() && word.chars().all(roman))
}

/// Initials: `A.`, `J.-P.`, `R.R.`.
fn is_initial(text: &str) -> bool {
    let mut parts = text.split_inclusive('.').peekable();
    parts.peek().is_some()
        && parts.all(|part| {
            let letter = part.trim_start_matches('-').strip_suffix('.');
            letter.is_some_and(|letter| {
                let mut letters = letter.chars();
                letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
            })
        })
}

fn is_title(text: &str, rules: &Rules) -> bool {
    TITLES.contains(&text) || rules.titles.contains(&text)
}

#[cfg(test)]
mod tests;
