//! Formulas are not set: `$x$` is reported and its source is kept as text. In come the pieces of a
//! run of siblings; where a formula stands, out comes its source in one piece. One that begins or ends
//! inside emphasis is reported alone. A dollar sign opens
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

/// Reports the formulas over the borders of styles, as in `$a *b$ c*`: of those [`keep`], which sees
/// siblings alone, knows nothing. The inlines are those of a whole text, in which everything else was
/// read; the text is kept.
pub(super) fn report_across(inlines: &[Raw], context: &mut Context<'_>) {
    let mut marks = Vec::new();
    let mut styles = 0;
    gather(inlines, &mut styles, 0, &mut marks);
    let mut open: Option<(Span, usize)> = None;
    for (span, style) in marks {
        match open.take() {
            Some((opening, outer)) if outer != style && closes(span, false, context) => {
                let whole = opening.to(span);
                if !context.is_reported(&whole.range()) {
                    context.found.push(across(whole));
                }
            }
            earlier => {
                let opens = opens(span, context);
                open = opens.then_some((span, style)).or(earlier);
            }
        }
    }
}

/// The dollar signs in the order of the text, each with the number of the style that it stands in.
fn gather(inlines: &[Raw], styles: &mut usize, style: usize, marks: &mut Vec<(Span, usize)>) {
    for inline in inlines {
        match inline {
            Raw::Piece(piece) if !piece.fixed => {
                let start = piece.span.range().start;
                let found = piece.text.match_indices('$');
                marks.extend(found.map(|(at, mark)| {
                    let at = start + at;
                    (Span::new(piece.span.file, at, at + mark.len()), style)
                }));
            }
            Raw::Styled { inlines, .. }
            | Raw::Link { inlines, .. }
            | Raw::Registry { inlines, .. }
            | Raw::Indexed { inlines, .. } => {
                *styles += 1;
                gather(inlines, styles, *styles, marks);
            }
            Raw::Piece(_)
            | Raw::NoteMark(_)
            | Raw::Reference(_)
            | Raw::Image(_)
            | Raw::LineBreak(_) => {}
        }
    }
}

/// The finding of a formula whose marks of emphasis were read.
fn across(span: Span) -> Diagnostic {
    let message =
        "this looks like a formula, which is not supported, and emphasis begins or ends in it";
    Diagnostic::new(codes::SYNTAX_UNSUPPORTED, span, message)
        .help("put a backslash before each $ and * that is text")
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
