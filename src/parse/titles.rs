//! Titles of texts and boxes, which are written as values: in comes a value and where it stands,
//! out comes its text, with emphasis and the other inlines read as in a paragraph.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::document::{BlockKind, Content, Parsed};
use crate::source::Span;

use super::context::Context;
use super::events::Builder;
use super::prepare::Prepared;
use super::punctuation;
use super::raw::{self, Raw};

/// Reads the title `value`, which is written somewhere in `place`. A value with other escapes than
/// those of quotation marks, or that would be more than one paragraph, is taken as plain text.
pub(super) fn read(value: &str, place: Span, context: &mut Context<'_>) -> Content<Parsed> {
    let within = context.slice(place.range());
    let written = written(within, value).filter(|_| !value.trim().is_empty());
    let Some(written) = written else {
        return plain(value, place, context);
    };
    let start = place.range().start + written.start;
    let end = place.range().start + written.end;
    let Some(source) = context.source.get(..end) else {
        return plain(value, place, context);
    };
    let prepared = Prepared::new(source, context.file, start, &BTreeSet::new());
    let mut own = Context::new(context.file, source, context.language.clone());
    own.inline_notes = context.inline_notes;
    own.is_value = true;
    let mut builder = Builder::new(own, &prepared, false);
    let mut blocks = builder.read();
    match blocks.pop().map(|block| block.kind) {
        Some(BlockKind::Paragraph(content)) if blocks.is_empty() => {
            context.inline_notes = builder.context.inline_notes;
            context.found.append(&mut builder.context.found);
            context.notes.append(&mut builder.context.notes);
            content
        }
        _ => plain(value, Span::new(place.file, start, end), context),
    }
}

/// Where `value` is written in `within`: as it stands, or between quotation marks with a backslash
/// before those that are its own.
fn written(within: &str, value: &str) -> Option<Range<usize>> {
    if let Some(at) = within.find(value) {
        return Some(at..at + value.len());
    }
    let marks = within.match_indices(['"', '\'']);
    let mut starts = marks.map(|(at, mark)| at + mark.len());
    starts.find_map(|start| {
        let length = length_of_escaped(within.get(start..)?, value)?;
        Some(start..start + length)
    })
}

/// The length of `value` at the head of `text`, where each backslash stands before a quotation mark
/// and stands for nothing else.
fn length_of_escaped(text: &str, value: &str) -> Option<usize> {
    let mut rest = text;
    for wanted in value.chars() {
        let is_mark = matches!(wanted, '"' | '\'');
        let next = rest.strip_prefix('\\').filter(|_| is_mark);
        rest = next.unwrap_or(rest).strip_prefix(wanted)?;
        if wanted == '\\' {
            return None;
        }
    }
    Some(text.len() - rest.len())
}

fn plain(value: &str, span: Span, context: &Context<'_>) -> Content<Parsed> {
    let mut text = vec![Raw::Piece(raw::Piece {
        text: value.to_owned(),
        span,
        fixed: false,
    })];
    punctuation::set(&mut text, &context.language);
    Content {
        id: (),
        inlines: raw::finish(text),
    }
}
