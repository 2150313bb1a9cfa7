//! Characters that no page and no EPUB can show: control characters and what Unicode calls
//! noncharacters. They come out of word processors and broken copies. Each place is reported, and
//! U+FFFD stands in the tree.

use crate::diagnostic::{Diagnostic, codes};
use crate::source::{FileId, Span};

/// Findings of a file; a file that is no text at all would have millions.
const MOST: usize = 50;

/// Reports the characters in the source of a text.
pub(super) fn find(source: &str, file: FileId) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut at = 0;
    while let Some(rest) = source.get(at..)
        && let Some(found) = first_of_control(rest.as_bytes())
        && let Some(char) = rest.get(found..).and_then(|rest| rest.chars().next())
        && findings.len() < MOST
    {
        let start = at + found;
        at = start + char.len_utf8();
        findings.extend(finding(char, Span::new(file, start, at)));
    }
    findings
}

/// Whether a byte may be the first of one of the characters. A book has millions of others, and to tell
/// bytes takes a fifth of the instructions that it takes to tell characters.
fn may_begin_control(byte: u8) -> bool {
    // Without a branch, so that many bytes are told at once.
    let is_low = (byte < b' ') & (byte != b'\t') & (byte != b'\n') & (byte != b'\r');
    // U+0080 to U+009F begin with C2, U+FFFE and U+FFFF with EF.
    is_low | (byte == 0x7F) | (byte == 0xC2) | (byte == 0xEF)
}

/// The first byte that may be the first of one of the characters.
fn first_of_control(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    for chunk in bytes.chunks(TOLD_AT_ONCE) {
        let any = chunk
            .iter()
            .fold(false, |any, byte| any | may_begin_control(*byte));
        if any {
            return Some(at + chunk.iter().position(|byte| may_begin_control(*byte))?);
        }
        at += chunk.len();
    }
    None
}

/// So many bytes are told without a look at what was found.
const TOLD_AT_ONCE: usize = 64;

/// Reports a character at a place, where it is one of them.
pub(super) fn finding(char: char, span: Span) -> Option<Diagnostic> {
    is_control(char).then(|| {
        let message = format!("the control character U+{:04X}", u32::from(char));
        Diagnostic::new(codes::TEXT_CONTROL_CHARACTER, span, message).help(match char {
            '\u{B}' => {
                "word processors write it for a line break: put a backslash at the line's end"
            }
            '\u{C}' => "word processors write it for a page break: delete it",
            _ => "delete it; editors show such characters when asked to show what is invisible",
        })
    })
}

/// The text with U+FFFD for each of the characters.
pub(super) fn replaced(text: String) -> String {
    match first_of_control(text.as_bytes()).is_some() && text.contains(is_control) {
        true => text.replace(is_control, "\u{FFFD}"),
        false => text,
    }
}

/// What XML 1.0 cannot hold, and the controls of ISO 6429, which no page shows. Tabs and line ends
/// are white space. A mark of the byte order has no width where it is no head of a file.
fn is_control(char: char) -> bool {
    match char {
        '\t' | '\n' | '\r' => false,
        '\u{FFFE}' | '\u{FFFF}' => true,
        other => other.is_control(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{codes, shown};
    use super::{TOLD_AT_ONCE, first_of_control, is_control, may_begin_control};

    #[test]
    fn every_one_of_them_begins_with_a_byte_that_may_begin_one() {
        let mut bytes = [0; 4];
        for char in (char::MIN..=char::MAX).filter(|char| is_control(*char)) {
            let first = char.encode_utf8(&mut bytes).bytes().next();
            assert!(first.is_some_and(may_begin_control), "{char:?}");
        }
    }

    #[test]
    fn a_byte_is_found_wherever_it_stands_among_many() {
        for length in 0..3 * TOLD_AT_ONCE {
            assert_eq!(first_of_control(&vec![b'a'; length]), None);
            for at in 0..length {
                let mut bytes = vec![b'a'; length];
                bytes[at] = 0x7F;
                bytes[length - 1] = 0xC2;
                assert_eq!(first_of_control(&bytes), Some(at));
            }
        }
    }

    #[test]
    fn control_characters_are_found_where_they_stand() {
        let shown = shown("---\ntitle: T\n---\na\u{B}b `c\u{0}`\n\n    d\u{1}\n\n&#12;e\n");
        for place in ["4:2", "4:7", "6:6", "8:1"] {
            let line = format!("a.md:{place}: error[text/control-character]");
            assert!(shown.contains(&line), "{place} in {shown}");
        }
        assert_eq!(shown.matches('\u{FFFD}').count(), 3, "{shown}");
        let quiet = "---\ntitle: T\n---\na b\r\n\u{FEFF}c\u{AD}&amp;&nbsp;\n";
        assert_eq!(codes(quiet), [""; 0]);
    }
}
