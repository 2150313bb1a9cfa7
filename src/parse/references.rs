//! Cross-references and citations: `[@sec-x]`, `[@key, p. 12; @other]`. In comes the source of the
//! brackets, out comes the request that the resolver answers, or what is wrong with it.

use crate::diagnostic::Diagnostic;
use crate::document::{Attributes, Label, ReferenceForm, ReferenceItem, ReferenceRequest};
use crate::source::{FileId, Span};

use super::attributes::Accepted;

const REFERENCE: Accepted = Accepted {
    what: "a reference",
    id: false,
    classes: &["title", "page", "number"],
    keys: &[],
};

/// Reads the reference from its `[` at `start` to after its `]` at `end`.
pub(super) fn read(
    source: &str,
    file: FileId,
    start: usize,
    end: usize,
) -> Result<ReferenceRequest, String> {
    let inside = source.get(start + 1..end.saturating_sub(1)).unwrap_or("");
    let mut items = Vec::new();
    let mut at = start + 1;
    for part in inside.split(';') {
        items.push(item(part, file, at)?);
        at += part.len() + 1;
    }
    Ok(ReferenceRequest {
        items,
        form: ReferenceForm::KindAndNumber,
        span: Span::new(file, start, end),
    })
}

/// Whether text in brackets is a reference: a key after `@`, which begins it or follows white space,
/// as in Pandoc. In `name@example.org` the mark is text, and so it is in brackets round others.
pub(super) fn is_reference(inside: &str) -> bool {
    match inside.len() {
        // Brackets nest, and looking through each of them to its end takes time by their square.
        0..=LONGEST => key_mark(inside).is_some_and(|at| !inside[..at].contains(['[', ']'])),
        _ => inside.starts_with('@'),
    }
}

/// The longest reference, in bytes, that may begin with words.
const LONGEST: usize = 2_000;

/// The place of the first `@` that a key follows.
fn key_mark(text: &str) -> Option<usize> {
    text.match_indices('@').map(|(at, _)| at).find(|at| {
        let before = text[..*at].strip_suffix('-').unwrap_or(&text[..*at]);
        let begins = before.is_empty() || before.ends_with([' ', '\t', '\n', '\r', ';']);
        begins && (*at == 0 || !key(&text[at + 1..]).is_empty())
    })
}

/// One `prefix -@key, locator` that starts at the byte `at`.
fn item(part: &str, file: FileId, at: usize) -> Result<ReferenceItem, String> {
    let nameless = "each target is a key after `@`, and targets are parted by `;`";
    let mark = key_mark(part).ok_or(nameless)?;
    let key = key(&part[mark + 1..]);
    if key.is_empty() {
        return Err("there is no key after `@`".to_owned());
    }
    let end = mark + 1 + key.len();
    let before = &part[..mark];
    let prefix = before.strip_suffix('-').unwrap_or(before);
    let rest = part[end..].trim_start();
    let locator = match rest.strip_prefix(',') {
        Some(locator) => locator,
        None if rest.is_empty() => "",
        None => {
            return Err(format!(
                "a comma parts the key `{key}` from what follows it"
            ));
        }
    };
    Ok(ReferenceItem {
        prefix: words(prefix)?,
        suppress_author: prefix.len() < before.len(),
        label: Label(key.to_owned()),
        locator: words(locator)?,
        span: Span::new(file, at + prefix.len(), at + end),
    })
}

/// The words before or after a key, with single spaces; they are plain text.
fn words(text: &str) -> Result<Option<String>, String> {
    if let Some(mark) = text.chars().find(|char| "[]*`^\\@".contains(*char)) {
        return Err(format!(
            "the words around a key are plain text, and here they have `{mark}`"
        ));
    }
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    Ok(Some(words).filter(|words| !words.is_empty()))
}

/// The key at the start of `text`: letters, digits, `_`, and single marks inside, as in Pandoc.
pub(super) fn key(text: &str) -> &str {
    let end = text
        .find(|char: char| !(char.is_alphanumeric() || "_:.#$%&-+?<>~/".contains(char)))
        .unwrap_or(text.len());
    text[..end].trim_end_matches(|char: char| !char.is_alphanumeric() && char != '_')
}

/// Applies `{.title}`, `{.page}` or `{.number}`.
pub(super) fn apply(
    request: &mut ReferenceRequest,
    attributes: &Attributes,
    found: &mut Vec<Diagnostic>,
) {
    REFERENCE.check(attributes, found);
    for class in &attributes.classes {
        request.form = match class.as_str() {
            "title" => ReferenceForm::Title,
            "page" => ReferenceForm::Page,
            "number" => ReferenceForm::Number,
            _ => request.form,
        };
    }
    request.span = request.span.to(attributes.span);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_locators_are_read() {
        let text = "[@sec-x.y, p. 12;\n @b_c.]";
        let request = read(text, FileId(0), 0, text.len());
        assert_eq!(
            request.unwrap_err(),
            "a comma parts the key `b_c` from what follows it"
        );
        let text = "[@sec-x.y, p.\n 12;\n @b_c]";
        let request = read(text, FileId(0), 0, text.len()).unwrap();
        let read: Vec<_> = request
            .items
            .iter()
            .map(|item| {
                (
                    item.label.as_str(),
                    item.locator.as_deref(),
                    &text[item.span.range()],
                )
            })
            .collect();
        assert_eq!(
            read,
            [
                ("sec-x.y", Some("p. 12"), "@sec-x.y"),
                ("b_c", None, "@b_c")
            ]
        );
    }

    #[test]
    fn words_stand_before_and_after_a_key_and_the_author_is_left_out() {
        let text = "[see  also -@a, ch. 3, for\nmore; cf. @b]";
        let request = read(text, FileId(0), 0, text.len()).unwrap();
        let read: Vec<_> = request
            .items
            .iter()
            .map(|item| {
                (
                    item.prefix.as_deref(),
                    item.suppress_author,
                    &text[item.span.range()],
                    item.locator.as_deref(),
                )
            })
            .collect();
        assert_eq!(
            read,
            [
                (Some("see also"), true, "-@a", Some("ch. 3, for more")),
                (Some("cf."), false, "@b", None)
            ]
        );
    }

    #[test]
    fn an_address_is_no_reference() {
        for text in ["mail a@b.org", "a @ b", "nothing", "a-@b"] {
            assert!(!is_reference(text), "{text}");
        }
        for text in ["@a", "-@a", "see @a", "a; b @c", "@"] {
            assert!(is_reference(text), "{text}");
        }
    }

    #[test]
    fn faults_are_named() {
        for text in [
            "[@]",
            "[@a;]",
            "[@a; b]",
            "[@a @b]",
            "[see *e.g.* @a]",
            "[@a, x @b]",
            "[@a, [1]]",
        ] {
            assert!(read(text, FileId(0), 0, text.len()).is_err(), "{text}");
        }
    }
}
