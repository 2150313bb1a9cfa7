//! Inlines -> plain text: for bookmarks, running heads, references by title, and names made from
//! titles.

use super::{Inline, Stage};

/// The text of inlines: without note marks, references and images; a forced line end is a space.
/// Spaces stand once, and none at either end; a space that must not break stays what it is.
pub fn plain_text<S: Stage>(inlines: &[Inline<S>]) -> String {
    let mut text = String::new();
    collect(inlines, &mut text);
    let words = text.split([' ', '\t', '\n', '\r']);
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

fn collect<S: Stage>(inlines: &[Inline<S>], text: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(own) => text.push_str(&own.text),
            Inline::Styled(styled) => collect(&styled.inlines, text),
            Inline::Link(link) => collect(&link.inlines, text),
            Inline::LineBreak(_) => text.push(' '),
            Inline::NoteMark(_)
            | Inline::Reference(_)
            | Inline::IndexMark(_)
            | Inline::Image(_) => {}
        }
    }
}
