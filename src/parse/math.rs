//! Formulas are not set: `$x$` is reported and its source is kept as text. In come the pieces of a
//! run of siblings; where a formula stands, out comes its source in one piece. A dollar sign opens
//! and closes as in Pandoc, so that prices are not formulas.

use crate::diagnostic::{Diagnostic, codes};
use crate::source::Span;

use super::context::Context;
use super::raw::Raw;

/// Finds the formulas among siblings.
pub(super) fn keep(siblings: Vec<Raw>, context: &mut Context<'_>) -> Vec<Raw> {
    if !siblings.iter().any(|sibling| sibling.is_mark("$")) {
        return siblings;
    }
    let mut read: Vec<Raw> = Vec::with_capacity(siblings.len());
    let mut open: Option<Opening> = None;
    let mut siblings = siblings.into_iter().peekable();
    while let Some(next) = siblings.next() {
        if !next.is_mark("$") {
            read.push(next);
            continue;
        }
        let at = read.len();
        let mut span = next.span();
        read.push(next);
        let doubled =
            siblings.next_if(|after| after.is_mark("$") && after.span().start == span.end);
        let display = doubled.is_some();
        if let Some(second) = doubled {
            span = span.to(second.span());
            read.push(second);
        }
        match open.take() {
            Some(opening) if opening.display == display && closes(span, display, context) => {
                let whole = opening.span.to(span);
                context.found.push(unsupported(whole, "a formula"));
                let source = context.slice(whole.range());
                if !source.contains('\n') {
                    read.truncate(opening.at);
                    read.push(Raw::fixed(source, whole));
                }
            }
            earlier => {
                let opens = display || opens(span, context);
                open = if opens {
                    Some(Opening { at, span, display })
                } else {
                    earlier
                };
            }
        }
    }
    read
}

struct Opening {
    at: usize,
    span: Span,
    display: bool,
}

fn opens(span: Span, context: &Context<'_>) -> bool {
    context
        .byte(span.range().end)
        .is_some_and(|after| !after.is_ascii_whitespace())
}

fn closes(span: Span, display: bool, context: &Context<'_>) -> bool {
    let before = span.range().start.checked_sub(1);
    let before = before.and_then(|before| context.byte(before));
    let after = context.byte(span.range().end);
    display
        || (before.is_some_and(|before| !before.is_ascii_whitespace())
            && !after.is_some_and(|after| after.is_ascii_digit()))
}

/// The finding that something of Markdown is not read; `what` comes with its article.
pub(super) fn unsupported(span: Span, what: &str) -> Diagnostic {
    Diagnostic::new(
        codes::SYNTAX_UNSUPPORTED,
        span,
        format!("{what} is not supported; the text is kept as it stands"),
    )
    .help("write it in the manuscript's own syntax, or put a backslash before the mark to say that it is text")
}
