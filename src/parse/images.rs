//! Images: in come an image as CommonMark has it and the attributes that adjoin it,
//! `{width=80% .decorative}`; out comes the image with its width and its claim to need no words.

use crate::diagnostic::{Diagnostic, codes};
use crate::document::{Attributes, Image, Parsed};
use crate::source::Span;

use super::attributes::Accepted;

const IMAGE: Accepted = Accepted {
    what: "an image",
    // One that it has is reported below, with what to write.
    id: true,
    classes: &["decorative"],
    keys: &["width"],
};

/// Applies the attributes and reports an image that says neither what it shows nor that it shows
/// nothing.
pub(super) fn finish(
    mut image: Image<Parsed>,
    attributes: Option<&Attributes>,
    found: &mut Vec<Diagnostic>,
) -> Image<Parsed> {
    if let Some(attributes) = attributes {
        IMAGE.check(attributes, found);
        if let Some(id) = &attributes.id {
            let message = format!("an image cannot have an id, but has #{id}");
            let finding = Diagnostic::new(codes::ATTRIBUTES_ID, attributes.span, message);
            found.push(finding.help(format!(
                "write ::: {{#{id} .figure}} before the image, the caption after a blank line below it, and ::: last"
            )));
        }
        image.decorative = attributes.has_class("decorative");
        image.span = image.span.to(attributes.span);
        if let Some(value) = attributes.get("width") {
            image.width = width(value);
            if image.width.is_none() {
                found.push(bad_width(attributes.span, value));
            }
        }
    }
    if image.alternative.trim().is_empty() && !image.decorative {
        found.push(no_alternative(image.span));
    }
    if image.decorative && !image.alternative.is_empty() {
        found.push(contradiction(image.span));
    }
    image
}

/// `80%` or `62.5%` in hundredths of a per cent; `None` for anything else and for nothing or more
/// than the measure.
fn width(value: &str) -> Option<u32> {
    let number = value.strip_suffix('%')?;
    let (whole, part) = number.split_once('.').unwrap_or((number, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(part) || whole.len() > 3 || part.len() > 2 {
        return None;
    }
    let tens = if part.len() == 1 { 10 } else { 1 };
    let width = whole.parse::<u32>().ok()? * 100 + part.parse::<u32>().ok()? * tens;
    (1..=10_000).contains(&width).then_some(width)
}

fn bad_width(span: Span, value: &str) -> Diagnostic {
    Diagnostic::new(
        codes::ATTRIBUTES_VALUE,
        span,
        format!("`{value}` is not a width"),
    )
    .help("write a share of the measure, as width=80%; at most 100%, with two decimals at most")
}

fn no_alternative(span: Span) -> Diagnostic {
    Diagnostic::new(
        codes::IMAGE_NO_ALTERNATIVE,
        span,
        "this image has no alternative text",
    )
    .help("say between the brackets what it shows, or add {.decorative} if it shows nothing that matters")
}

fn contradiction(span: Span) -> Diagnostic {
    Diagnostic::new(
        codes::IMAGE_DECORATIVE_TEXT,
        span,
        "this image is marked as decorative, but has an alternative text",
    )
    .help("delete the text or the class .decorative")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_shares_of_the_measure() {
        for (value, expected) in [
            ("80%", Some(8000)),
            ("100%", Some(10_000)),
            ("62.5%", Some(6250)),
            ("33.33%", Some(3333)),
            ("0%", None),
            ("101%", None),
            ("80", None),
            ("-1%", None),
            ("1.234%", None),
            (".5%", None),
            ("999999999999%", None),
        ] {
            assert_eq!(width(value), expected, "{value}");
        }
    }
}
