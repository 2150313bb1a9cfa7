//! ISBNs: thirteen digits, hyphens between groups as the publisher writes them, and a check digit.

/// Whether `text` is an ISBN of thirteen digits with the right check digit. Hyphens and spaces
/// between digits do not count.
///
/// # Errors
/// A sentence that says what is wrong.
pub fn check_isbn(text: &str) -> Result<(), String> {
    let digits: Vec<u32> = text
        .chars()
        .filter(|c| !matches!(c, '-' | ' '))
        .map(|c| c.to_digit(10).ok_or(c))
        .collect::<Result<_, char>>()
        .map_err(|c| format!("an ISBN has digits and hyphens only, and `{text}` has `{c}`"))?;
    let [body @ .., check] = digits.as_slice() else {
        return Err("an ISBN has thirteen digits, and this is empty".to_owned());
    };
    if body.len() != 12 {
        return Err(format!(
            "an ISBN has thirteen digits, and `{text}` has {}",
            digits.len()
        ));
    }
    if !matches!(body, [9, 7, 8 | 9, ..]) {
        return Err(format!("an ISBN starts with 978 or 979, unlike `{text}`"));
    }
    // ISO 2108, annex A: weights 1 and 3 in turn, the sum a multiple of ten.
    let sum: u32 = body
        .iter()
        .zip([1, 3].iter().cycle())
        .map(|(a, b)| a * b)
        .sum();
    let expected = (10 - sum % 10) % 10;
    if *check != expected {
        return Err(format!(
            "the check digit of `{text}` does not fit: after these twelve digits it is {expected}"
        ));
    }
    Ok(())
}

/// The digits alone, as `urn:isbn:` takes them.
pub fn isbn_digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_digit_a_missing_one_and_a_letter_are_refused() {
        for right in ["978-0-306-40615-7", "9780306406157", "979-8-88645-174-0"] {
            assert_eq!(check_isbn(right), Ok(()), "{right}");
        }
        for (wrong, why) in [
            ("978-0-306-40615-8", "it is 7"),
            ("978-0-306-40615", "has 12"),
            ("0-306-40615-2", "has 10"),
            ("977-0-306-40615-7", "starts with 978"),
            ("978-0-306-4061X-7", "has `X`"),
            ("", "empty"),
        ] {
            let message = check_isbn(wrong).unwrap_err();
            assert!(message.contains(why), "{wrong}: {message}");
        }
    }
}
