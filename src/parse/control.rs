//! Characters that no page and no EPUB can show: control characters and what Unicode calls
//! noncharacters. They come out of word processors and broken copies. Each place is reported, and
//! U+FFFD stands in the tree.

use crate::diagnostic::{Diagnostic, codes};
use crate::source::{FileId, Span};

/// Findings of a file; a file that is no text at all would have millions.
const MOST: usize = 50;

/// Reports the characters in the source of a text.
pub(super) fn find(source: &str, file: FileId) -> Vec<Diagnostic> {
    let places = source.char_indices().filter_map(|(at, char)| {
        let span = Span::new(file, at, at + char.len_utf8());
        finding(char, span)
    });
    places.take(MOST).collect()
}

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
    match text.contains(is_control) {
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
