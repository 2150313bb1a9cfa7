//! Words of capitals that are no acronyms: parts of codes and document symbols, numerals, codes of
//! currencies and standards, text in capitals. Words of a passage go in; the answer comes out.

use super::words::Words;

/// How many bytes of a code are looked at on either side.
const REACH: usize = 48;

/// Whether words are part of a code, an address or the symbol of a document: `E/CN.4/2003/85`,
/// `A/RES/61/208`, `iom.int`.
pub fn is_code(words: &Words<'_>, from: usize, to: usize) -> bool {
    let (Some(first), Some(last)) = (words.words.get(from), words.words.get(to)) else {
        return false;
    };
    let mut begin = first.start.saturating_sub(REACH);
    while !words.text.is_char_boundary(begin) {
        begin += 1;
    }
    let mut end = (last.end + REACH).min(words.text.len());
    while !words.text.is_char_boundary(end) {
        end -= 1;
    }
    let before = words.text.get(begin..first.start).unwrap_or_default();
    let own = words.text.get(first.start..last.end).unwrap_or_default();
    let after = words.text.get(last.end..end).unwrap_or_default();
    let before = before.rsplit(is_border).next().unwrap_or_default();
    let after = after.split(is_border).next().unwrap_or_default();
    let whole = format!("{before}{own}{after}");
    // The full stop of a sentence belongs to no code.
    let whole = whole.trim_end_matches(['.', ':', '?', '!']);
    let parts = || whole.split('/');
    let is_symbol = parts().count() > 1
        && (whole.contains(|char: char| char.is_ascii_digit())
            || parts().any(|part| part.chars().count() == 1));
    let is_dotted = whole.contains('.') && !own.contains('.');
    is_symbol || is_dotted || whole.contains(['@', '_', '=', '\\', '#']) || whole.contains("://")
}

fn is_border(char: char) -> bool {
    char.is_whitespace()
        || matches!(
            char,
            '(' | ')'
                | '['
                | ']'
                | '<'
                | '>'
                | ','
                | ';'
                | '\u{201c}'
                | '\u{201d}'
                | '\u{ab}'
                | '\u{bb}'
                | '\u{2013}'
                | '\u{2014}'
                | '\u{2026}'
        )
}

/// Whether a word stands beside a number, as codes of currencies and standards do (`USD 5`, `ISO
/// 3166`), or is a Roman numeral, or has no plain letters.
pub fn is_numbered(words: &Words<'_>, at: usize) -> bool {
    let is_number = |at: usize| {
        let first = words
            .words
            .get(at)
            .and_then(|word| word.core.chars().next());
        first.is_some_and(|char| char.is_numeric())
    };
    let joins = |at: usize| {
        let between = words.before(at);
        between
            .chars()
            .all(|char| char.is_whitespace() || char == '-' || char == '\u{2013}')
    };
    let after = is_number(at + 1) && joins(at + 1);
    let before = at
        .checked_sub(1)
        .is_some_and(|before| is_number(before) && joins(at));
    after || before || words.words.get(at).is_some_and(|word| is_roman(word.core))
}

/// Whether a word is one of at least three in capitals on end: a whole phrase is set so.
pub fn is_in_capitals(words: &Words<'_>, at: usize) -> bool {
    let is_capital = |at: usize| {
        words.words.get(at).is_some_and(|word| {
            word.core.chars().all(char::is_uppercase) && word.core.chars().count() > 1
        })
    };
    let joins = |at: usize| words.before(at).chars().all(char::is_whitespace);
    let after = (at + 1..at + 3).take_while(|next| is_capital(*next) && joins(*next));
    let before = (at.saturating_sub(2)..at).rev();
    let before = before.take_while(|own| is_capital(*own) && joins(own + 1));
    after.count() + before.count() >= 2
}

/// Whether a word is written as a Roman numeral in capitals is.
fn is_roman(word: &str) -> bool {
    const VALUES: [(&str, usize); 13] = [
        ("M", 3),
        ("CM", 1),
        ("D", 1),
        ("CD", 1),
        ("C", 3),
        ("XC", 1),
        ("L", 1),
        ("XL", 1),
        ("X", 3),
        ("IX", 1),
        ("V", 1),
        ("IV", 1),
        ("I", 3),
    ];
    let mut rest = word;
    for (letters, most) in VALUES {
        for _ in 0..most {
            rest = rest.strip_prefix(letters).unwrap_or(rest);
        }
    }
    rest.is_empty() && !word.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resolve::acronyms::words::{Voice, Wording};
    use crate::source::{FileId, Sources, Span};

    fn wording(text: &str) -> Wording {
        let mut wording = Wording::default();
        wording.push(text, Span::new(FileId(0), 0, 0), Voice::Own);
        wording
    }

    #[test]
    fn codes_and_symbols_are_told_from_acronyms() {
        for code in [
            "A/RES/61/208",
            "E/RES.4",
            "see wmo.RES.int",
            "a@RES",
            "http://RES",
            "A/RES",
        ] {
            let (wording, sources) = (wording(code), Sources::default());
            let words = wording.words(&sources);
            let at = words.words.iter().position(|word| word.core == "RES");
            let at = at.expect("the word");
            assert!(is_code(&words, at, at), "{code}");
        }
        for text in [
            "RES/IOM",
            "(RES)",
            "RES.",
            "RES: 4",
            "the RES-led 2013 one",
            "RES, 3.5",
        ] {
            let (wording, sources) = (wording(text), Sources::default());
            let words = wording.words(&sources);
            let at = words.words.iter().position(|word| word.core == "RES");
            let at = at.expect("the word");
            assert!(!is_code(&words, at, at), "{text}");
        }
    }

    #[test]
    fn numerals_and_numbered_codes_are_no_acronyms() {
        let is = |what: fn(&Words<'_>, usize) -> bool, text: &str, at: usize| {
            what(&wording(text).words(&Sources::default()), at)
        };
        assert!(is(is_numbered, "XIV", 0) && is(is_numbered, "MCMXC", 0));
        assert!(is(is_numbered, "USD 5", 0) && is(is_numbered, "5 CHF", 1));
        assert!(!is(is_numbered, "MPR", 0) && !is(is_numbered, "MPR, 5", 0));
        assert!(is(is_in_capitals, "READ THIS NOW", 2));
        assert!(!is(is_in_capitals, "the MPR IOM x", 1));
    }
}
