//! Raised and lowered text, `x^2^` and `H~2~O`, as Pandoc reads it: no white space between the
//! marks. pulldown-cmark wants a space before the opening mark, so the marks are matched here, in
//! one run of siblings.

use crate::document::Style;

use super::context::{Context, DEEPEST};
use super::raw::{self, Raw};

/// Matches the marks in a run of siblings that lies `outer` styles deep.
pub(super) fn set(siblings: Vec<Raw>, outer: usize, context: &mut Context<'_>) -> Vec<Raw> {
    let mut read: Vec<Raw> = Vec::with_capacity(siblings.len());
    let mut open: Vec<(Script, usize)> = Vec::new();
    for next in siblings {
        let Some(script) = Script::of(&next) else {
            if !open.is_empty() && has_space(&next, context) {
                open.clear();
            }
            read.push(next);
            continue;
        };
        let Some(level) = open.iter().position(|(own, _)| *own == script) else {
            let after = context.slice(next.span().range().end..context.source.len());
            let opens =
                !after.starts_with(|char: char| char.is_whitespace() || char == script.mark());
            if opens && !after.is_empty() {
                open.push((script, read.len()));
            }
            read.push(next);
            continue;
        };
        let at = open[level].1;
        open.truncate(level);
        let depth = raw::depth(&read[at + 1..]) + 1;
        let span = read[at].span().to(next.span());
        if at + 1 == read.len() || outer + depth > DEEPEST {
            read.push(next);
            continue;
        }
        let inlines = read.split_off(at + 1);
        read.pop();
        read.push(Raw::Styled {
            style: script.style(),
            inlines,
            span,
            depth,
        });
    }
    read
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Raised,
    Lowered,
}

impl Script {
    fn of(inline: &Raw) -> Option<Script> {
        if inline.is_mark("^") {
            Some(Script::Raised)
        } else if inline.is_mark("~") {
            Some(Script::Lowered)
        } else {
            None
        }
    }

    fn mark(self) -> char {
        match self {
            Script::Raised => '^',
            Script::Lowered => '~',
        }
    }

    fn style(self) -> Style {
        match self {
            Script::Raised => Style::Superscript,
            Script::Lowered => Style::Subscript,
        }
    }
}

/// Whether white space stands in it. A note's text stands elsewhere.
fn has_space(inline: &Raw, context: &Context<'_>) -> bool {
    match inline {
        Raw::Piece(piece) => piece.text.contains(char::is_whitespace),
        Raw::NoteMark(_) => false,
        Raw::Indexed { inlines, .. } => inlines.iter().any(|own| has_space(own, context)),
        Raw::Styled { span, .. } | Raw::Link { span, .. } | Raw::Registry { span, .. } => {
            context.slice(span.range()).contains(char::is_whitespace)
        }
        Raw::Reference(_) | Raw::Image(_) | Raw::LineBreak(_) => true,
    }
}
