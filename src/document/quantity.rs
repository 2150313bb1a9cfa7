//! Numbers in the cells of tables: a cell's text -> where its whole units end and where the number
//! ends, so that a column can stand on its decimal mark.

use super::primary_language;

/// What a cell of a column of numbers holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// No number: the cell is empty, or has a dash or a word such as "n/a".
    Nothing,
    /// A number, with its sign, currency or unit.
    Number {
        /// The byte after the whole units: that of the decimal mark, where there is one.
        point: usize,
        /// The byte after the number and its unit; brackets and marks after it hang.
        end: usize,
    },
}

/// What stands for "nothing" in a column of numbers.
const NOTHING: &[&str] = &[
    "", "-", "–", "—", "−", ".", "..", "...", "…", "n/a", "N/A", "n.a.",
];

/// The languages that write a comma before decimals.
const COMMA: &[&str] = &[
    "af", "be", "bg", "bs", "ca", "cs", "da", "de", "el", "es", "et", "eu", "fi", "fr", "gl", "hr",
    "hu", "id", "is", "it", "ka", "kk", "lt", "lv", "mk", "nb", "nl", "nn", "no", "pl", "pt", "ro",
    "ru", "sk", "sl", "sq", "sr", "sv", "tr", "uk", "vi",
];

/// What may part the thousands beside point and comma.
const GROUP_SPACES: &[char] = &[' ', '\u{a0}', '\u{202f}', '\u{2009}', '\'', '’'];

/// The letters of a unit that may follow a number.
const LONGEST_UNIT: usize = 4;

/// Reads the text of a cell; `None` for what is no number.
pub fn quantity(text: &str, language: &str) -> Option<Quantity> {
    let trimmed = text.trim();
    if NOTHING.contains(&trimmed) {
        return Some(Quantity::Nothing);
    }
    let opening = |c: char| "([+-−–±~≈<>≤≥$€£¥".contains(c) || c.is_whitespace();
    let from = text.len() - text.trim_start_matches(opening).len();
    let length = digits(text.get(from..)?);
    let number = text.get(from..from + length)?;
    if !number.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let point = from + whole_units(number, language)?;
    let rest = text.get(from + length..)?;
    let hanging = |c: char| ")]*†‡§".contains(c) || c.is_whitespace();
    let unit = rest.trim_end_matches(hanging);
    is_unit(unit).then_some(Quantity::Number {
        point,
        end: from + length + unit.len(),
    })
}

/// The bytes of the digits at a text's start, with the marks between them.
fn digits(text: &str) -> usize {
    let mut end = 0;
    let mut after_mark = false;
    for (at, c) in text.char_indices() {
        match c {
            '0'..='9' => {
                end = at + 1;
                after_mark = false;
            }
            '.' | ',' if !after_mark => after_mark = true,
            c if GROUP_SPACES.contains(&c)
                && !after_mark
                && is_group(&text[at + c.len_utf8()..]) =>
            {
                after_mark = true;
            }
            _ => break,
        }
    }
    end
}

/// Whether three digits and no fourth follow.
fn is_group(text: &str) -> bool {
    text.chars().take_while(char::is_ascii_digit).count() == 3
}

/// The bytes of a number before its decimal mark.
fn whole_units(number: &str, language: &str) -> Option<usize> {
    let marks: Vec<(usize, char)> = number
        .char_indices()
        .filter(|(_, c)| matches!(c, '.' | ','))
        .collect();
    let Some(&(last, mark)) = marks.last() else {
        return Some(number.len());
    };
    let groups = |at: usize| is_group(number.get(at + 1..).unwrap_or(""));
    let earlier = marks.get(..marks.len() - 1).unwrap_or(&[]);
    if !earlier.iter().all(|(at, _)| groups(*at)) {
        // A date or the number of a section.
        return None;
    }
    let repeated = earlier.iter().any(|(_, own)| *own == mark);
    if repeated && !groups(last) {
        return None;
    }
    let first = number.get(..last).unwrap_or("");
    let may_part =
        groups(last) && !first.is_empty() && first != "0" && mark != decimal_mark(language);
    let parts = repeated || (earlier.is_empty() && may_part);
    Some(if parts { number.len() } else { last })
}

/// The mark that a language writes before decimals.
fn decimal_mark(language: &str) -> char {
    let region = language.rsplit('-').next().unwrap_or("");
    let own = match primary_language(language).as_str() {
        "es" => !matches!(
            region,
            "MX" | "US" | "GT" | "HN" | "PA" | "PR" | "DO" | "NI" | "SV"
        ),
        "de" | "it" => !matches!(region, "CH" | "LI"),
        other => COMMA.contains(&other),
    };
    if own { ',' } else { '.' }
}

/// Whether what follows a number is its unit: "%", "kg", "km²". "May" is none.
fn is_unit(text: &str) -> bool {
    let unit = text.trim_start();
    let letters = unit.chars().filter(|c| c.is_alphabetic()).count();
    let mut chars = unit.chars();
    let is_name = letters >= 3
        && chars.next().is_some_and(char::is_uppercase)
        && chars.next().is_some_and(char::is_lowercase);
    letters <= LONGEST_UNIT
        && !is_name
        && unit
            .chars()
            .all(|c| c.is_alphabetic() || "%‰°²³/·µ′″".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The number with a bar at its decimal mark and one at its end.
    fn read(text: &str, language: &str) -> String {
        match quantity(text, language) {
            None => "text".to_owned(),
            Some(Quantity::Nothing) => "nothing".to_owned(),
            Some(Quantity::Number { point, end }) => {
                format!("{}|{}|{}", &text[..point], &text[point..end], &text[end..])
            }
        }
    }

    #[test]
    fn numbers_are_read_with_signs_units_and_what_hangs() {
        for (text, expected) in [
            ("12", "12||"),
            ("12.5", "12|.5|"),
            (".5", "|.5|"),
            ("-3.25", "-3|.25|"),
            ("+0.1 %", "+0|.1 %|"),
            ("(1,200.25)", "(1,200|.25|)"),
            ("1,200", "1,200||"),
            ("1,200,300", "1,200,300||"),
            ("1 200,5", "1 200|,5|"),
            ("12 kg*", "12| kg|*"),
            ("$5", "$5||"),
            ("≈ 40%", "≈ 40|%|"),
            ("–", "nothing"),
            ("", "nothing"),
            ("n/a", "nothing"),
        ] {
            assert_eq!(read(text, "en-GB"), expected, "{text}");
        }
    }

    #[test]
    fn dates_ranges_and_words_are_no_numbers() {
        for text in [
            "tea",
            "2–4",
            "12.10.2013",
            "3.1.2",
            "12 May",
            "No. 97",
            "July 2007",
            "1/2",
            "12 or 13",
            "1,2,3",
        ] {
            assert_eq!(read(text, "en-GB"), "text", "{text}");
        }
    }

    #[test]
    fn the_language_decides_where_a_mark_could_be_either() {
        for (text, language, expected) in [
            ("1.200", "en", "1|.200|"),
            ("1.200", "de-DE", "1.200||"),
            ("1.200", "de-CH", "1|.200|"),
            ("1,200", "fr", "1|,200|"),
            ("1,200", "es-MX", "1,200||"),
            ("0,500", "en", "0|,500|"),
            ("12.5", "de", "12|.5|"),
        ] {
            assert_eq!(read(text, language), expected, "{text} {language}");
        }
    }
}
