//! The identifiers of contributors: ORCID iD, ISNI and ROR id, each as an author writes it -> its form
//! without ornament, with its check digits checked, and the address that it stands for.

/// The kinds of identifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum IdentifierKind {
    /// Of a person.
    Orcid,
    /// Of an organization.
    Ror,
    /// Of a public identity, of whichever sort.
    Isni,
}

/// An identifier that is in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identifier {
    /// Which it is.
    pub kind: IdentifierKind,
    /// As it is printed: `0000-0002-1825-0097`, `02mhbdp94`, `0000 0001 2281 955X`.
    pub text: String,
}

impl IdentifierKind {
    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            IdentifierKind::Orcid => "ORCID",
            IdentifierKind::Ror => "ROR",
            IdentifierKind::Isni => "ISNI",
        }
    }
}

impl Identifier {
    /// Reads what an author writes: with or without the address, hyphens and spaces.
    ///
    /// # Errors
    /// A sentence that says what is wrong.
    pub fn read(kind: IdentifierKind, written: &str) -> Result<Identifier, String> {
        let name = kind.name();
        let (prefixes, length): (&[&str], usize) = match kind {
            IdentifierKind::Orcid => (&["orcid.org/"], 16),
            IdentifierKind::Ror => (&["ror.org/"], 9),
            IdentifierKind::Isni => (&["isni.org/isni/", "isni.org/"], 16),
        };
        let mut bare = written.trim();
        for prefix in ["https://", "http://", "www."].iter().chain(prefixes) {
            bare = bare.strip_prefix(prefix).unwrap_or(bare);
        }
        let characters: Vec<char> = bare
            .chars()
            .filter(|c| !matches!(c, '-' | ' '))
            .map(|c| match kind {
                IdentifierKind::Ror => c.to_ascii_lowercase(),
                IdentifierKind::Orcid | IdentifierKind::Isni => c.to_ascii_uppercase(),
            })
            .collect();
        if characters.len() != length {
            let has = characters.len();
            return Err(
                format!("an {name} has {length} characters, and `{written}` has {has}")
                    .replace("an ROR", "a ROR"),
            );
        }
        let text: String = characters.iter().collect();
        match kind {
            IdentifierKind::Orcid => check_sixteen(name, written, &characters)?,
            IdentifierKind::Isni => check_sixteen(name, written, &characters)?,
            IdentifierKind::Ror => check_ror(written, &text)?,
        }
        let groups = |between: &str| {
            let groups: Vec<String> = characters
                .chunks(4)
                .map(|own| own.iter().collect())
                .collect();
            groups.join(between)
        };
        let text = match kind {
            IdentifierKind::Orcid => groups("-"),
            IdentifierKind::Isni => groups(" "),
            IdentifierKind::Ror => text,
        };
        Ok(Identifier { kind, text })
    }

    /// Its address on the web.
    pub fn url(&self) -> String {
        match self.kind {
            IdentifierKind::Orcid => format!("https://orcid.org/{}", self.text),
            IdentifierKind::Ror => format!("https://ror.org/{}", self.text),
            IdentifierKind::Isni => format!("https://isni.org/isni/{}", self.text.replace(' ', "")),
        }
    }
}

/// Fifteen digits and a check character by ISO 7064, MOD 11-2.
fn check_sixteen(name: &str, written: &str, characters: &[char]) -> Result<(), String> {
    let Some((check, digits)) = characters.split_last() else {
        return Ok(());
    };
    let mut total = 0;
    for c in digits {
        let Some(digit) = c.to_digit(10) else {
            return Err(format!("an {name} has digits, and `{written}` has `{c}`"));
        };
        total = (total + digit) * 2 % 11;
    }
    let expected = match (12 - total % 11) % 11 {
        10 => 'X',
        digit => char::from_digit(digit, 10).unwrap_or('0'),
    };
    match *check == expected {
        true => Ok(()),
        false => Err(format!(
            "the check digit of `{written}` does not fit: after these fifteen digits it is {expected}"
        )),
    }
}

/// The alphabet of Crockford's base 32, without i, l, o and u.
const BASE_32: &str = "0123456789abcdefghjkmnpqrstvwxyz";

/// A zero, six characters of base 32, and two check digits by ISO 7064, MOD 97-10.
fn check_ror(written: &str, text: &str) -> Result<(), String> {
    let wrong_form = || {
        format!(
            "a ROR id is a 0, six of the letters and digits without i, l, o and u, and two digits, \
             unlike `{written}`"
        )
    };
    let (body, check) = text.split_at_checked(7).ok_or_else(wrong_form)?;
    if !body.starts_with('0') {
        return Err(wrong_form());
    }
    let mut number: u64 = 0;
    for c in body.chars() {
        let value = BASE_32.find(c).ok_or_else(wrong_form)?;
        number = number * 32 + value as u64;
    }
    let check: u64 = match check.bytes().all(|b| b.is_ascii_digit()) {
        true => check.parse().map_err(|_| wrong_form())?,
        false => return Err(wrong_form()),
    };
    let expected = 98 - (number * 100) % 97;
    match check == expected {
        true => Ok(()),
        false => Err(format!(
            "the check digits of `{written}` do not fit: after `{body}` they are {expected:02}"
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_of_the_registries_own_examples_are_read_in_each_spelling() {
        // ORCID's and ISNI's documentation; ror.org's example of a record.
        for (kind, written, text) in [
            (
                IdentifierKind::Orcid,
                "0000-0002-1825-0097",
                "0000-0002-1825-0097",
            ),
            (
                IdentifierKind::Orcid,
                "https://orcid.org/0000-0001-5109-3700",
                "0000-0001-5109-3700",
            ),
            (
                IdentifierKind::Orcid,
                "0000-0002-1694-233x",
                "0000-0002-1694-233X",
            ),
            (
                IdentifierKind::Isni,
                "000000012281955X",
                "0000 0001 2281 955X",
            ),
            (
                IdentifierKind::Isni,
                "https://isni.org/isni/000000012281955X",
                "0000 0001 2281 955X",
            ),
            (
                IdentifierKind::Ror,
                "https://ror.org/02mhbdp94",
                "02mhbdp94",
            ),
            (IdentifierKind::Ror, "05dxps055", "05dxps055"),
        ] {
            let read = Identifier::read(kind, written).map(|own| own.text);
            assert_eq!(read, Ok(text.to_owned()));
        }
    }

    #[test]
    fn every_wrong_check_digit_is_refused() {
        let wrong = |kind, text: &str| {
            let last = text.len() - 1;
            let others = "0123456789".chars().filter(|c| !text.ends_with(*c));
            for c in others {
                let written = format!("{}{c}", &text[..last]);
                let why = Identifier::read(kind, &written).unwrap_err();
                assert!(why.contains("fit"), "{why}");
            }
        };
        wrong(IdentifierKind::Orcid, "0000-0002-1825-0097");
        wrong(IdentifierKind::Isni, "000000012281955X");
        wrong(IdentifierKind::Ror, "02mhbdp94");
        for (kind, written, why) in [
            (IdentifierKind::Orcid, "0000-0002-1825-009", "has 15"),
            (IdentifierKind::Orcid, "0000-0002-1825-OO97", "has `O`"),
            (IdentifierKind::Ror, "02mhbdp9", "a ROR has 9 characters"),
            (IdentifierKind::Ror, "12mhbdp94", "is a 0"),
            (IdentifierKind::Ror, "02mhbdpé4", "two digits"),
            (IdentifierKind::Ror, "02mhbup94", "without i, l, o and u"),
            (IdentifierKind::Ror, "02mhbdp9x", "two digits"),
            (IdentifierKind::Isni, "", "has 0"),
        ] {
            let message = Identifier::read(kind, written).unwrap_err();
            assert!(message.contains(why), "{message}");
        }
    }
}
