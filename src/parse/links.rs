//! Links whose text has a note's mark, `[text[^1]](address)`, which CommonMark takes for brackets and no
//! link: in, what stands in the brackets and the source after them; out, whether a mark is among it, and
//! the address and its title.

use crate::diagnostic::{Diagnostic, codes};
use crate::source::Span;

use super::raw::Raw;

/// Whether an inline is a note's mark or has one in it. A link is none of either: no link lies in
/// another.
pub(super) fn holds_mark(inline: &Raw) -> bool {
    match inline {
        Raw::NoteMark(_) => true,
        Raw::Styled { inlines, .. }
        | Raw::Registry { inlines, .. }
        | Raw::Indexed { inlines, .. } => inlines.iter().any(holds_mark),
        Raw::Piece(_)
        | Raw::Link { .. }
        | Raw::Reference(_)
        | Raw::Image(_)
        | Raw::LineBreak(_) => false,
    }
}

/// The finding that the title of a link is lost.
pub(super) fn lost_title(title: &str, span: Span) -> Diagnostic {
    let message = format!("the title of this link, \"{title}\", appears in no edition");
    Diagnostic::new(codes::LINK_TITLE, span, message).help("delete it, or say it in the text")
}

/// What stands in parentheses after the text of a link.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Destination<'s> {
    /// The address: neither white space nor parentheses are in it.
    pub url: &'s str,
    /// The title after it, without its marks; empty where there is none.
    pub title: &'s str,
    /// The byte after the parentheses.
    pub end: usize,
}

/// Reads the parentheses at the byte `open`, which end before `limit`.
pub(super) fn destination(source: &str, open: usize, limit: usize) -> Option<Destination<'_>> {
    let inside = source.get(open..limit)?.strip_prefix('(')?;
    let length = inside.find(|char: char| char.is_whitespace() || matches!(char, '(' | ')'))?;
    let (url, rest) = inside.split_at(length);
    let after = rest.trim_start();
    let (title, after) = match after.len() < rest.len() && !after.starts_with(')') {
        true => title(after)?,
        false => ("", after),
    };
    let end = limit - after.trim_start().strip_prefix(')')?.len();
    (!url.is_empty()).then_some(Destination { url, title, end })
}

/// A title in quotation marks or parentheses, and what follows it.
fn title(text: &str) -> Option<(&str, &str)> {
    let close = match text.chars().next()? {
        '(' => ')',
        mark @ ('"' | '\'') => mark,
        _ => return None,
    };
    let inside = text.get(1..)?;
    let mut escaped = false;
    for (at, char) in inside.char_indices() {
        if char == close && !escaped {
            return Some((inside.get(..at)?, inside.get(at + 1..)?));
        }
        escaped = char == '\\' && !escaped;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_to_its_parenthesis() {
        let read = |text: &'static str| {
            destination(text, 1, text.len()).map(|own| (own.url, own.title, &text[own.end..]))
        };
        let url = "https://a.b/c";
        assert_eq!(read("](https://a.b/c) d"), Some((url, "", " d")));
        assert_eq!(read("](https://a.b/c )d"), Some((url, "", "d")));
        assert_eq!(read("](https://a.b/c 'd e') f"), Some((url, "d e", " f")));
        assert_eq!(
            read(r#"](https://a.b/c "d \" e" )f"#),
            Some((url, r#"d \" e"#, "f"))
        );
        assert_eq!(read("](https://a.b/c\n(d))(e)"), Some((url, "d", "(e)")));
        for text in [
            "]()",
            "](a b)",
            "](a",
            "] (a)",
            "](a(b))",
            "](a \"b)",
            "](a 'b' c)",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
