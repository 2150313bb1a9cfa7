//! Inlines -> plain text: for bookmarks, running heads, references by title, and names made from
//! titles.

use super::{Around, Inline, Stage};

/// The text of inlines: without note marks, references and images; a forced line end is a space.
/// Spaces stand once, and none at either end; a space that must not break stays what it is. What the
/// registries answer is part of it, once they have.
pub fn plain_text<S: Stage>(inlines: &[Inline<S>]) -> String {
    plain_text_with(inlines, &|registry: &S::Registry| {
        let (before, after) = registry.around();
        (before.to_owned(), after.to_owned())
    })
}

/// [`plain_text`] where `around` says what the tool writes before and after a text.
pub fn plain_text_with<S: Stage>(
    inlines: &[Inline<S>],
    around: &dyn Fn(&S::Registry) -> (String, String),
) -> String {
    let mut text = String::new();
    collect(inlines, around, &mut text);
    let words = text.split([' ', '\t', '\n', '\r']);
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

fn collect<S: Stage>(
    inlines: &[Inline<S>],
    around: &dyn Fn(&S::Registry) -> (String, String),
    text: &mut String,
) {
    for inline in inlines {
        match inline {
            Inline::Text(own) => text.push_str(&own.text),
            Inline::Styled(styled) => collect(&styled.inlines, around, text),
            Inline::Link(link) => collect(&link.inlines, around, text),
            Inline::Registry(own) => {
                let (before, after) = around(&own.registry);
                text.push_str(&before);
                collect(&own.inlines, around, text);
                text.push_str(&after);
            }
            Inline::LineBreak(_) => text.push(' '),
            Inline::NoteMark(_)
            | Inline::Reference(_)
            | Inline::IndexMark(_)
            | Inline::Image(_) => {}
        }
    }
}
