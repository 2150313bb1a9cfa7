//! The styles of spans and links, `[text]{.smallcaps lang=fr}`: attributes go in, styles and styled
//! inlines come out, with what is wrong with them.

use crate::diagnostic::{Diagnostic, codes};
use crate::document::{Attributes, Style, is_language_tag, meant_language};
use crate::source::Span;

use super::attributes::Accepted;
use super::context::Context;
use super::index_marks::INDEXED_SPAN;
use super::raw::{self, Raw};

const SPAN: Accepted = Accepted {
    what: "a span",
    id: false,
    classes: &["ac", "index", "smallcaps"],
    keys: &["count", "form", "lang", "members"],
};

/// The styles that attributes ask for, the outermost first.
pub(super) fn styles(attributes: &Attributes, context: &mut Context<'_>) -> Vec<Style> {
    let accepted = match attributes.has_class("index") {
        true => INDEXED_SPAN,
        false => SPAN,
    };
    accepted.check(attributes, &mut context.found);
    let mut styles = Vec::new();
    if attributes.has_class("smallcaps") {
        styles.push(Style::SmallCaps);
    }
    if let Some(tag) = attributes.get("lang") {
        if is_language_tag(tag) {
            styles.push(Style::Language(tag.to_owned()));
        } else {
            context.found.push(bad_language(attributes.span, tag));
        }
    }
    styles
}

/// The finding that a language tag is none.
pub(super) fn bad_language(span: Span, tag: &str) -> Diagnostic {
    Diagnostic::new(
        codes::ATTRIBUTES_VALUE,
        span,
        format!("`{tag}` is not a language tag"),
    )
    .help(match meant_language(tag) {
        Some(meant) => format!("did you mean {meant}?"),
        None => "write a tag of BCP 47, as fr, en-GB or zh-Hant".to_owned(),
    })
}

/// Wraps inlines in styles, the last innermost.
pub(super) fn styled(inlines: Vec<Raw>, styles: Vec<Style>, span: Span) -> Vec<Raw> {
    let inner = raw::depth(&inlines) + 1;
    let mut wrapped = inlines;
    for (depth, style) in (inner..).zip(styles.into_iter().rev()) {
        wrapped = vec![Raw::Styled {
            style,
            inlines: wrapped,
            span,
            depth,
        }];
    }
    wrapped
}
