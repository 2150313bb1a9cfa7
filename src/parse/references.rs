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

/// One `@key, locator` that starts at the byte `at`.
fn item(part: &str, file: FileId, at: usize) -> Result<ReferenceItem, String> {
    let indent = part.len() - part.trim_start().len();
    let Some(text) = part.trim().strip_prefix('@') else {
        return Err("each target is a key after `@`, and targets are parted by `;`".to_owned());
    };
    let key = key(text);
    if key.is_empty() {
        return Err("there is no key after `@`".to_owned());
    }
    let rest = text[key.len()..].trim_start();
    let locator = match rest.strip_prefix(',') {
        Some(locator) => locator.split_whitespace().collect::<Vec<_>>().join(" "),
        None if rest.is_empty() => String::new(),
        None => {
            return Err(format!(
                "a comma parts the key `{key}` from what follows it"
            ));
        }
    };
    let start = at + indent;
    Ok(ReferenceItem {
        label: Label(key.to_owned()),
        locator: Some(locator).filter(|locator| !locator.is_empty()),
        span: Span::new(file, start, start + 1 + key.len()),
    })
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
    fn faults_are_named() {
        for text in ["[@]", "[@a;]", "[@a; b]", "[@a @b]", "[see @a]"] {
            assert!(read(text, FileId(0), 0, text.len()).is_err(), "{text}");
        }
    }
}
