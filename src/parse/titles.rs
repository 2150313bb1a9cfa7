//! Titles of texts and boxes, which are written as values: in comes a value and where it stands,
//! out comes its text, with emphasis and the other inlines read as in a paragraph.

use std::collections::BTreeSet;

use crate::document::{BlockKind, Content, Parsed};
use crate::source::Span;

use super::context::Context;
use super::events::Builder;
use super::prepare::Prepared;
use super::punctuation;
use super::raw::{self, Raw};

/// Reads the title `value`, which is written somewhere in `place`. A value that holds escapes, or
/// would be more than one paragraph, is taken as plain text.
pub(super) fn read(value: &str, place: Span, context: &mut Context<'_>) -> Content<Parsed> {
    let within = context.slice(place.range());
    let Some(at) = within.find(value).filter(|_| !value.trim().is_empty()) else {
        return plain(value, place, context);
    };
    let start = place.range().start + at;
    let end = start + value.len();
    let Some(source) = context.source.get(..end) else {
        return plain(value, place, context);
    };
    let prepared = Prepared::new(source, context.file, start, &BTreeSet::new());
    let mut own = Context::new(context.file, source, context.language.clone());
    own.inline_notes = context.inline_notes;
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
