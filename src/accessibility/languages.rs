//! Phrases of another language that nothing says to be so: a screen reader pronounces them as if they
//! were of the text's own (WCAG 2.2, 3.1.2 Language of Parts). Two kinds of evidence count: words in a
//! script that the language is not written in, and an emphasised phrase with letters that it does not
//! have. Proper names are left alone, as the criterion leaves them.

use crate::diagnostic::{Diagnostic, codes};
use crate::document::{Content, Inline, RegistrySpan, Stage, Style, Styled, Text};
use crate::source::Span;

use super::letters::{Alphabet, LATIN_ENDS, Script};

/// Looks at a run of inlines in this language.
pub fn run<S: Stage>(content: &Content<S>, language: &str, found: &mut Vec<Diagnostic>) {
    inlines(&content.inlines, language, found);
}

fn inlines<S: Stage>(inlines: &[Inline<S>], language: &str, found: &mut Vec<Diagnostic>) {
    for inline in inlines {
        match inline {
            Inline::Text(text) => found.extend(of_script(text, language)),
            Inline::Styled(styled) => self::styled(styled, language, found),
            Inline::Link(link) => self::inlines(&link.inlines, language, found),
            Inline::Registry(RegistrySpan { inlines, .. }) => {
                self::inlines(inlines, language, found)
            }
            Inline::NoteMark(_)
            | Inline::Reference(_)
            | Inline::IndexMark(_)
            | Inline::Image(_)
            | Inline::LineBreak(_) => {}
        }
    }
}

fn styled<S: Stage>(styled: &Styled<S>, language: &str, found: &mut Vec<Diagnostic>) {
    match &styled.style {
        Style::Language(own) => inlines(&styled.inlines, own, found),
        // Code is of no language.
        Style::Code => {}
        Style::Emphasis => {
            let before = found.len();
            inlines(&styled.inlines, language, found);
            if found.len() == before {
                found.extend(of_letters(styled, language));
            }
        }
        Style::Strong
        | Style::Strikethrough
        | Style::Superscript
        | Style::Subscript
        | Style::SmallCaps => inlines(&styled.inlines, language, found),
    }
}

/// A text with a word in a script that its language is not written in.
fn of_script(text: &Text, language: &str) -> Option<Diagnostic> {
    // Latin letters are at home in all texts. Told by its bytes, which are those of ASCII and, beginning with
    // E2, of quotation marks and dashes, a text of them takes a tenth of the time.
    let is_latin = |byte: u8| (byte < LATIN_ENDS) | (byte == 0xE2);
    if (text.text.bytes()).fold(true, |all, byte| all & is_latin(byte)) {
        return None;
    }
    let own = Script::of_language(language)?;
    let is_foreign = |c: char| Script::of(c).is_some_and(|script| !script.is_written_with(own));
    let mut first = None;
    let mut letters = 0;
    for (at, c) in text.text.char_indices() {
        letters = if is_foreign(c) { letters + 1 } else { 0 };
        // A single letter is a symbol.
        if letters == 2 {
            first = Some(at);
            break;
        }
    }
    let first = first?;
    let script = text
        .text
        .get(first..)?
        .chars()
        .next()
        .and_then(Script::of)?;
    let phrase: String = phrase(&text.text, first, &is_foreign);
    let message = format!(
        "`{phrase}` is written in {} letters, and nothing says of which language it is",
        script.name()
    );
    Some(finding(place(text, &phrase), message, script.tag()))
}

/// The foreign words around a byte of a text.
fn phrase(text: &str, at: usize, is_foreign: &dyn Fn(char) -> bool) -> String {
    let (before, after) = text.split_at(at);
    let belongs = |c: char| is_foreign(c) || !c.is_alphanumeric();
    let begin = before
        .char_indices()
        .rev()
        .take_while(|(_, c)| belongs(*c))
        .last();
    let begin = begin.map_or(at, |(at, _)| at);
    let length = after
        .char_indices()
        .find(|(_, c)| !belongs(*c))
        .map_or(after.len(), |(at, _)| at);
    let whole = text.get(begin..at + length).unwrap_or_default();
    whole
        .trim_matches(|c: char| !c.is_alphanumeric())
        .to_owned()
}

/// An emphasised phrase with letters that the language does not have.
fn of_letters<S: Stage>(styled: &Styled<S>, language: &str) -> Option<Diagnostic> {
    let alphabet = Alphabet::of(language)?;
    let mut phrase = String::new();
    own_text(&styled.inlines, &mut phrase);
    let words: Vec<&str> = phrase
        .split(|c: char| !c.is_alphanumeric() && !"'’-".contains(c))
        .filter(|word| !word.is_empty())
        .collect();
    // One word may be at home in both languages, as "café" is.
    if words.len() < 2 || words.iter().any(|word| alphabet.is_own_word(word)) {
        return None;
    }
    let foreign = phrase.chars().find(|c| alphabet.lacks(*c))?;
    // A proper name has capitals, but for its small words.
    let is_name = |word: &&str| word.starts_with(char::is_uppercase) || word.chars().count() <= 3;
    if words.iter().all(is_name) {
        return None;
    }
    let message = format!(
        "`{phrase}` has a letter `{foreign}`, which this language does not have, and nothing says of which \
         language it is"
    );
    Some(finding(styled.span, message, "..."))
}

/// The text of inlines whose language nothing says.
fn own_text<S: Stage>(inlines: &[Inline<S>], text: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(own) => text.push_str(&own.text),
            Inline::Styled(own) => match own.style {
                Style::Language(_) | Style::Code => {}
                Style::Emphasis
                | Style::Strong
                | Style::Strikethrough
                | Style::Superscript
                | Style::Subscript
                | Style::SmallCaps => own_text(&own.inlines, text),
            },
            Inline::Link(own) => own_text(&own.inlines, text),
            Inline::Registry(own) => own_text(&own.inlines, text),
            Inline::LineBreak(_) => text.push(' '),
            Inline::NoteMark(_)
            | Inline::Reference(_)
            | Inline::IndexMark(_)
            | Inline::Image(_) => {}
        }
    }
}

fn finding(span: Span, message: String, tag: &str) -> Diagnostic {
    Diagnostic::new(codes::ACCESSIBILITY_LANGUAGE, span, message).help(format!(
        "write [the phrase]{{lang={tag}}} with the tag of its language"
    ))
}

/// Where a phrase of a text is written; the whole text where that is not known exactly.
fn place(text: &Text, phrase: &str) -> Span {
    let range = text.span.range();
    match text.text.find(phrase) {
        Some(at) if range.len() == text.text.len() => Span::new(
            text.span.file,
            range.start + at,
            range.start + at + phrase.len(),
        ),
        _ => text.span,
    }
}
