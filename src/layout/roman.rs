//! Small roman numerals, as folios of the front matter are written: a number -> its numeral, and back.

/// Values and letters, the highest first.
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

/// A number in small roman numerals; nothing for 0.
pub fn to_roman(mut number: u32) -> String {
    let mut numeral = String::new();
    for (value, letters) in ROMAN {
        while number >= value {
            numeral.push_str(letters);
            number -= value;
        }
    }
    numeral
}

/// The number of a small roman numeral, written as it must be.
pub fn from_roman(numeral: &str) -> Option<u32> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_are_written_and_read() {
        for (number, numeral) in [
            (1, "i"),
            (4, "iv"),
            (9, "ix"),
            (14, "xiv"),
            (40, "xl"),
            (99, "xcix"),
            (444, "cdxliv"),
            (1999, "mcmxcix"),
        ] {
            assert_eq!(to_roman(number), numeral);
            assert_eq!(from_roman(numeral), Some(number));
        }
        for wrong in ["", "iiii", "vx", "XII", "ic"] {
            assert_eq!(from_roman(wrong), None, "{wrong}");
        }
    }
}
