//! Page labels: the folios that a viewer shows, as ranges of one style.

use lopdf::{Dictionary, Object, dictionary, text_string};

use crate::layout::Page;

/// A label, understood.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Folio {
    /// Arabic figures.
    Decimal(u32),
    /// Small roman figures.
    Roman(u32),
    /// Anything else, as it stands.
    Other(String),
}

/// The number tree for the catalog.
pub fn page_labels(pages: &[Page]) -> Dictionary {
    let mut ranges = Vec::new();
    let mut before: Option<Folio> = None;
    for (index, page) in (0_i64..).zip(pages) {
        let folio = understand(&page.label);
        if !before.is_some_and(|before| follows(&before, &folio)) {
            ranges.extend([Object::Integer(index), Object::Dictionary(range(&folio))]);
        }
        before = Some(folio);
    }
    dictionary! { "Nums" => ranges }
}

fn follows(before: &Folio, next: &Folio) -> bool {
    match (before, next) {
        (Folio::Decimal(a), Folio::Decimal(b)) | (Folio::Roman(a), Folio::Roman(b)) => a + 1 == *b,
        _ => false,
    }
}

fn range(first: &Folio) -> Dictionary {
    match first {
        Folio::Decimal(start) => dictionary! { "S" => "D", "St" => *start },
        Folio::Roman(start) => dictionary! { "S" => "r", "St" => *start },
        Folio::Other(label) => dictionary! { "P" => text_string(label) },
    }
}

fn understand(label: &str) -> Folio {
    let decimal = label
        .parse()
        .ok()
        .filter(|n: &u32| *n > 0 && n.to_string() == label);
    if let Some(number) = decimal.filter(|n| *n < 1_000_000) {
        return Folio::Decimal(number);
    }
    match from_roman(label) {
        Some(number) => Folio::Roman(number),
        None => Folio::Other(label.to_owned()),
    }
}

const ROMAN: [(u32, &str); 13] = [
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
];

/// The number of a small roman numeral, written as it must be.
fn from_roman(numeral: &str) -> Option<u32> {
    let mut rest = numeral;
    let mut number = 0;
    for (value, letters) in ROMAN {
        let most = if letters.len() == 1 { 3 } else { 1 };
        for _ in 0..most {
            if let Some(tail) = rest.strip_prefix(letters) {
                rest = tail;
                number += value;
            }
        }
    }
    (rest.is_empty() && number > 0 && to_roman(number) == numeral).then_some(number)
}

fn to_roman(mut number: u32) -> String {
    let mut numeral = String::new();
    for (value, letters) in ROMAN {
        while number >= value {
            numeral.push_str(letters);
            number -= value;
        }
    }
    numeral
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_small_roman_numeral_is_understood_and_nothing_else() {
        for number in 1..=600 {
            assert_eq!(understand(&to_roman(number)), Folio::Roman(number));
        }
        for other in ["iiii", "vx", "XII", "cover", "012", "0", "A-1", ""] {
            assert_eq!(understand(other), Folio::Other(other.to_owned()), "{other}");
        }
        assert_eq!(understand("34"), Folio::Decimal(34));
    }
}
