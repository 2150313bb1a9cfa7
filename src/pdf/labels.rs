//! Page labels: the folios that a viewer shows, as ranges of one style.

use lopdf::{Dictionary, Object, dictionary, text_string};

use crate::layout::Page;
use crate::layout::roman::from_roman;

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::roman::to_roman;

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
