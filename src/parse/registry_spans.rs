//! Spans for which the registries answer: `[IOM]{.ac}`, `[16]{count=gmg}`, `[]{members=gmg}`. In come
//! the attributes of a span or link and whether it has text; out comes the request, set around what
//! the author wrote.

use crate::diagnostic::{Diagnostic, codes};
use crate::document::{Attributes, NameForm, RegistryRequest, Style, is_language_tag};
use crate::source::Span;

use super::attributes::unknown;
use super::context::Context;
use super::raw::{self, Raw};
use super::spans::styled;

/// The values of `form=`.
const FORMS: &[&str] = &["full", "short"];

/// The request of a span; `None` where it asks nothing, or nothing that can be answered. `text` is the
/// source of what it holds.
pub(super) fn read(
    attributes: &Attributes,
    text: &str,
    context: &mut Context<'_>,
) -> Option<RegistryRequest> {
    let form = form(attributes, context);
    let (group, members) = (attributes.get("count"), attributes.get("members"));
    let acronym = attributes.has_class("ac").then_some(".ac");
    let asked = [
        acronym,
        group.and(Some("count=")),
        members.and(Some("members=")),
    ];
    let asked: Vec<&str> = asked.into_iter().flatten().collect();
    if let [first, second, ..] = asked[..] {
        let message = format!("{first} and {second} cannot stand on one span");
        let conflict = Diagnostic::new(codes::ATTRIBUTES_CONFLICT, attributes.span, message);
        let help = format!("keep one of them; {first} is read and {second} is not");
        context.found.push(conflict.help(help));
    }
    let has_text = !text.trim_start().is_empty();
    match (acronym, group, members) {
        (None, None, None) => None,
        (None, None, Some(_)) if has_text => {
            let message = "the names of the members are written by the program, and this span has \
                           a text of its own";
            let help = "write the span without text, []{members=...}, and the text beside it";
            report_text(attributes.span, message, help, context);
            None
        }
        (None, None, Some(group)) => Some(RegistryRequest::Members {
            group: group.to_owned(),
            form,
            language: attributes
                .get("lang")
                .filter(|tag| is_language_tag(tag))
                .map(str::to_owned),
        }),
        _ if !has_text => {
            let what = asked.first().copied().unwrap_or_default();
            let message = format!("a span with {what} needs a text");
            let help = "write the acronym or the number between the brackets";
            report_text(attributes.span, &message, help, context);
            None
        }
        (Some(_), _, _) => Some(RegistryRequest::Acronym),
        (None, Some(group), _) => Some(RegistryRequest::Count {
            group: group.to_owned(),
        }),
    }
}

/// Sets a request around inlines, and the styles where they belong: small capitals are those of an
/// acronym or number and not of what the program writes beside it; a language is that of all.
pub(super) fn wrapped(
    inlines: Vec<Raw>,
    request: RegistryRequest,
    styles: Vec<Style>,
    span: Span,
) -> Vec<Raw> {
    let (outer, inner): (Vec<Style>, Vec<Style>) = match &request {
        RegistryRequest::Members { .. } | RegistryRequest::Signatory { .. } => (styles, Vec::new()),
        RegistryRequest::Acronym | RegistryRequest::Count { .. } => styles
            .into_iter()
            .partition(|style| matches!(style, Style::Language(_))),
    };
    let inlines = match inner.is_empty() {
        true => inlines,
        false => styled(inlines, inner, span),
    };
    let own = Raw::Registry {
        request,
        depth: raw::depth(&inlines) + 1,
        inlines,
        span,
    };
    styled(vec![own], outer, span)
}

/// `form=`, which says how members are named.
fn form(attributes: &Attributes, context: &mut Context<'_>) -> NameForm {
    let Some(form) = attributes.get("form") else {
        return NameForm::Full;
    };
    if attributes.get("members").is_none() {
        let message = "form= says how members are named, and this span names none";
        let alone = Diagnostic::new(codes::ATTRIBUTES_CONFLICT, attributes.span, message)
            .help("write it beside members=, or delete it");
        context.found.push(alone);
    }
    match form {
        "short" => NameForm::Short,
        "full" => NameForm::Full,
        _ => {
            let message = format!("`{form}` is not a form of names");
            let word = (form, FORMS, "form=");
            let finding = unknown(codes::ATTRIBUTES_VALUE, attributes.span, message, word);
            context.found.push(finding);
            NameForm::Full
        }
    }
}

fn report_text(span: Span, message: &str, help: &str, context: &mut Context<'_>) {
    let finding = Diagnostic::new(codes::SPAN_TEXT, span, message);
    context.found.push(finding.help(help));
}
