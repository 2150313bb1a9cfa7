//! Links whose text has a note's mark, `[text[^1]](address)`, which CommonMark takes for brackets and no
//! link: in, what stands in the brackets and the source after them; out, whether a mark is among it, and
//! the address.

use super::raw::Raw;

/// Whether an inline is a note's mark or has one in it. A link is none of either: no link lies in
/// another.
pub(super) fn holds_mark(inline: &Raw) -> bool {
    match inline {
        Raw::NoteMark(_) => true,
        Raw::Styled { inlines, .. } | Raw::Registry { inlines, .. } => {
            inlines.iter().any(holds_mark)
        }
        Raw::Piece(_)
        | Raw::Link { .. }
        | Raw::Reference(_)
        | Raw::Image(_)
        | Raw::LineBreak(_) => false,
    }
}

/// The address in parentheses at the byte `open`, and the byte after them. It has neither white space
/// nor parentheses in it and ends before `limit`.
pub(super) fn destination(source: &str, open: usize, limit: usize) -> Option<(&str, usize)> {
    let rest = source.get(open..limit)?.strip_prefix('(')?;
    let end = rest.find(|char: char| char.is_whitespace() || matches!(char, '(' | ')'))?;
    let address = rest.get(..end)?;
    let closes = rest.get(end..)?.starts_with(')');
    (closes && !address.is_empty()).then_some((address, open + end + 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_to_its_parenthesis() {
        let read = |text: &'static str| destination(text, 1, text.len());
        assert_eq!(read("](https://a.b/c) d"), Some(("https://a.b/c", 16)));
        for text in ["]()", "](a b)", "](a", "] (a)", "](a(b))"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
