//! Numbers as authors write them: a text and a number -> whether the text says the number, in digits
//! or in the words of English or French, up to 999.

use crate::document::primary_language;

const ENGLISH: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const ENGLISH_TENS: [&str; 8] = [
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];
const FRENCH: [&str; 20] = [
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze",
    "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
];
const FRENCH_TENS: [&str; 5] = ["vingt", "trente", "quarante", "cinquante", "soixante"];

/// The highest number that has words here, and one more.
const END: usize = 1_000;

/// Whether a text says a number: `16`, `Sixteen`, `seize`.
pub fn says(text: &str, number: usize) -> bool {
    let text = words(text);
    text == [number.to_string()]
        || (number < END && (text == words(&english(number)) || text == words(&french(number))))
}

/// A number in the words of a language, or of English where it has none here.
pub fn in_words(number: usize, language: &str) -> Option<String> {
    (number < END).then(|| match primary_language(language).as_str() {
        "fr" => french(number),
        _ => english(number),
    })
}

/// The words of a number without what writers differ in: capitals, hyphens, "and", "et", the ends of
/// "vingts", "cents" and "une", and "a hundred".
fn words(text: &str) -> Vec<String> {
    let text = text.to_lowercase();
    let parts =
        text.split(|c: char| c.is_whitespace() || matches!(c, '-' | '\u{2010}' | '\u{2011}'));
    let parts = parts.filter(|part| !matches!(*part, "" | "and" | "et"));
    let plain = parts.map(|part| match part {
        "a" => "one",
        "une" => "un",
        "vingts" => "vingt",
        "cents" => "cent",
        other => other,
    });
    plain.map(str::to_owned).collect()
}

fn english(number: usize) -> String {
    let (hundreds, rest) = (number / 100, number % 100);
    let below = match (ENGLISH.get(rest), rest / 10, rest % 10) {
        (Some(word), _, _) => (*word).to_owned(),
        (None, tens, 0) => word(&ENGLISH_TENS, tens - 2).to_owned(),
        (None, tens, units) => {
            format!(
                "{}-{}",
                word(&ENGLISH_TENS, tens - 2),
                word(&ENGLISH, units)
            )
        }
    };
    match (hundreds, rest) {
        (0, _) => below,
        (hundreds, 0) => format!("{} hundred", word(&ENGLISH, hundreds)),
        (hundreds, _) => format!("{} hundred and {below}", word(&ENGLISH, hundreds)),
    }
}

fn french(number: usize) -> String {
    let (hundreds, rest) = (number / 100, number % 100);
    let below = french_below_hundred(rest);
    match (hundreds, rest) {
        (0, _) => below,
        (1, 0) => "cent".to_owned(),
        (1, _) => format!("cent {below}"),
        (hundreds, 0) => format!("{} cents", word(&FRENCH, hundreds)),
        (hundreds, _) => format!("{} cent {below}", word(&FRENCH, hundreds)),
    }
}

/// Seventy and ninety are sixty and eighty, and ten or more.
fn french_below_hundred(number: usize) -> String {
    match number {
        0..=19 => word(&FRENCH, number).to_owned(),
        80 => "quatre-vingts".to_owned(),
        81..=99 => format!("quatre-vingt-{}", word(&FRENCH, number - 80)),
        70..=79 => format!(
            "soixante{}{}",
            joint(number - 70),
            word(&FRENCH, number - 60)
        ),
        _ => {
            let tens = word(&FRENCH_TENS, number / 10 - 2);
            match number % 10 {
                0 => tens.to_owned(),
                units => format!("{tens}{}{}", joint(units), word(&FRENCH, units)),
            }
        }
    }
}

/// What stands between tens and units: "vingt et un", "vingt-deux".
fn joint(units: usize) -> &'static str {
    if units == 1 { " et " } else { "-" }
}

fn word(words: &[&'static str], at: usize) -> &'static str {
    words.get(at).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_digits_and_words() {
        for (text, number) in [
            ("16", 16),
            ("Sixteen", 16),
            ("seize", 16),
            ("zero", 0),
            ("twenty-eight", 28),
            ("twenty eight", 28),
            ("vingt-huit", 28),
            ("vingt et un", 21),
            ("Vingt-et-une", 21),
            ("soixante et onze", 71),
            ("soixante-dix-sept", 77),
            ("quatre-vingts", 80),
            ("quatre-vingt-onze", 91),
            ("quatre-vingt-dix-neuf", 99),
            ("a hundred", 100),
            ("one hundred and five", 105),
            ("cent", 100),
            ("cent un", 101),
            ("deux cents", 200),
            ("deux cent trois", 203),
            ("1000", 1000),
        ] {
            assert!(says(text, number), "{text}");
            assert!(!says(text, number + 1), "{text}");
        }
        for text in ["", "16 members", "sixten", "dix six", "and"] {
            assert!(!says(text, 16), "{text}");
        }
    }

    #[test]
    fn each_number_is_told_from_all_others() {
        let mut seen = std::collections::BTreeMap::new();
        for number in 0..END {
            for language in ["en", "fr"] {
                let words = in_words(number, language).unwrap();
                assert!(says(&words, number), "{words}");
                assert_eq!(*seen.entry(words).or_insert(number), number);
            }
        }
        assert_eq!(in_words(END, "en"), None);
    }
}
