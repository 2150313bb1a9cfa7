//! The inlines that CommonMark does not know: spans `[text]{.smallcaps}`, inline notes `^[text]`,
//! references, and attributes after images and links. In come the pieces of one run of siblings,
//! as pulldown-cmark parted them; out come the same with brackets matched. What a bracket means is
//! read from the source by offset, never from the text of events.

use crate::diagnostic::{Diagnostic, codes};
use crate::document::{
    Attributes, Block, BlockKind, Content, Image, Label, Note, NoteLabel, Parsed,
};
use crate::source::Span;
use std::collections::VecDeque;

use super::attributes;
use super::context::{Context, DEEPEST};
use super::raw::{self, Raw};
use super::{
    images, index_marks, links, marks, math, punctuation, references, registry_spans, scripts,
    spans, stray,
};

/// Reads the marks in one run of siblings that lies `outer` styles deep and ends before the byte
/// `limit`.
pub(super) fn resolve(
    siblings: Vec<Raw>,
    outer: usize,
    limit: usize,
    context: &mut Context<'_>,
) -> Vec<Raw> {
    let pieces = math::keep(marks::part(siblings), context);
    let mut run = Run {
        waiting: pieces.into(),
        read: Vec::new(),
        open: Vec::new(),
        outer,
        limit,
        context,
    };
    run.all();
    let read = run.read;
    scripts::set(read, outer, context)
}

/// The text of a paragraph, heading or cell from its pieces.
pub(super) fn content(
    pieces: Vec<Raw>,
    limit: usize,
    context: &mut Context<'_>,
) -> Content<Parsed> {
    context.too_deep = false;
    let resolved = resolve(pieces, 0, limit, context);
    finish(resolved, context)
}

/// Sets the punctuation of a whole text and makes it the document's.
fn finish(mut inlines: Vec<Raw>, context: &mut Context<'_>) -> Content<Parsed> {
    raw::trim(&mut inlines);
    stray::report(&inlines, context);
    math::report_across(&inlines, context);
    punctuation::set(&mut inlines, &context.language);
    Content {
        id: (),
        inlines: raw::finish(inlines),
    }
}

/// A note whose text stands in the paragraph; its label is its number among these, after `^`, so
/// that it is unlike an author's.
pub(super) fn inline_note(pieces: Vec<Raw>, span: Span, context: &mut Context<'_>) -> Raw {
    let content = finish(pieces, context);
    context.inline_notes += 1;
    let label = Label(format!("^{}", context.inline_notes));
    if content.inlines.is_empty() {
        context.found.push(empty_note(span));
    }
    let blocks = match content.inlines.is_empty() {
        true => Vec::new(),
        false => vec![Block {
            span: Span::new(span.file, span.range().start + 2, span.range().end - 1),
            kind: BlockKind::Paragraph(content),
        }],
    };
    context.notes.push(Note {
        label: label.clone(),
        anchor: None,
        number: (),
        blocks,
        span,
    });
    Raw::NoteMark(NoteLabel { label, span })
}

/// The finding that a note says nothing.
pub(super) fn empty_note(span: Span) -> Diagnostic {
    Diagnostic::new(codes::NOTE_EMPTY, span, "this note has no text")
        .help("write the note's text, or delete the note and its mark")
}

/// One run of siblings while its brackets are matched.
struct Run<'r, 'a> {
    /// What is still to be read.
    waiting: VecDeque<Raw>,
    /// What was read.
    read: Vec<Raw>,
    /// The brackets that are open.
    open: Vec<Open>,
    /// How many styles the run lies in.
    outer: usize,
    /// The byte after the run.
    limit: usize,
    context: &'r mut Context<'a>,
}

/// An open bracket.
#[derive(Clone, Copy)]
struct Open {
    /// Its place in `read`.
    at: usize,
    /// The depth of the deepest read since.
    depth: usize,
    /// Whether a note's mark was read since.
    marked: bool,
}

impl Run<'_, '_> {
    fn all(&mut self) {
        while let Some(next) = self.waiting.pop_front() {
            if next.is_mark("[") {
                let at = self.read.len();
                self.open.push(Open {
                    at,
                    depth: 0,
                    marked: false,
                });
                self.read.push(next);
            } else if next.is_mark("]") {
                self.close(next);
            } else {
                match next {
                    Raw::Image(image) => self.image(image),
                    Raw::Link { .. } => self.link(next),
                    Raw::Reference(request) => {
                        let mut request = request;
                        if let Some(attributes) = self.attributes(request.span) {
                            let found = &mut self.context.found;
                            references::apply(&mut request, &attributes, found);
                        }
                        self.push(Raw::Reference(request));
                    }
                    Raw::Piece(_)
                    | Raw::Styled { .. }
                    | Raw::Registry { .. }
                    | Raw::Indexed { .. }
                    | Raw::NoteMark(_)
                    | Raw::LineBreak(_) => self.push(next),
                }
            }
        }
    }

    fn push(&mut self, inline: Raw) {
        self.remember(inline.depth(), links::holds_mark(&inline));
        self.read.push(inline);
    }

    fn push_all(&mut self, inlines: Vec<Raw>) {
        for inline in inlines {
            self.push(inline);
        }
    }

    /// Remembers of what stands inside the innermost open bracket its depth, and whether a note's mark
    /// is among it.
    fn remember(&mut self, depth: usize, marked: bool) {
        if let Some(open) = self.open.last_mut() {
            open.depth = open.depth.max(depth);
            open.marked |= marked;
        }
    }

    /// A closing bracket: the end of an inline note, a note's mark, a reference, a span, or text.
    fn close(&mut self, bracket: Raw) {
        let Some(open) = self.open.pop() else {
            self.read.push(bracket);
            return;
        };
        let Open { at, depth, marked } = open;
        let opening = self.read[at].span();
        let whole = opening.to(bracket.span());
        let inside = opening.range().end..bracket.span().range().start;
        if self.is_note(at, opening) {
            let pieces = self.take_from(at);
            let Some(caret) = self.read.pop() else { return };
            let pieces = scripts::set(pieces, 0, self.context);
            let note = inline_note(pieces, caret.span().to(whole), self.context);
            self.push(note);
        } else if references::is_reference(self.context.slice(inside.clone())) {
            self.reference(at, bracket, whole);
        } else if let Some(label) = mark_label(self.context.slice(inside)) {
            let label = Label(label.to_owned());
            self.take_from(at);
            self.push(Raw::NoteMark(NoteLabel { label, span: whole }));
        } else if !self.marked_link(open, whole) {
            match self.attributes(whole) {
                Some(attributes) => self.span(open, whole, &attributes),
                None => {
                    self.remember(depth, marked);
                    self.read.push(bracket);
                }
            }
        }
    }

    /// Makes a link of what follows the bracket at `read[at]`, where a note's mark is among it and an
    /// address follows; `false`, and nothing is changed, where not.
    fn marked_link(&mut self, Open { at, depth, marked }: Open, whole: Span) -> bool {
        if !marked || self.outer + depth + 1 > DEEPEST {
            return false;
        }
        let source = self.context.source;
        let Some(found) = links::destination(source, whole.range().end, self.limit) else {
            return false;
        };
        let links::Destination { url, title, end } = found;
        if !self.skip_to(end) {
            return false;
        }
        let inlines = self.take_from(at);
        let inlines = scripts::set(inlines, self.outer + 1, self.context);
        let span = self.context.span(whole.range().start..end);
        if !title.is_empty() {
            self.context.found.push(links::lost_title(title, span));
        }
        self.link(Raw::Link {
            url: url.to_owned(),
            depth: raw::depth(&inlines) + 1,
            inlines,
            span,
        });
        true
    }

    /// Whether a caret that is not escaped adjoins the bracket at `read[at]`.
    fn is_note(&self, at: usize, opening: Span) -> bool {
        at.checked_sub(1)
            .and_then(|before| self.read.get(before))
            .is_some_and(|before| before.is_mark("^") && before.span().end == opening.start)
    }

    /// Takes what follows the bracket at `read[at]`, and drops the bracket.
    fn take_from(&mut self, at: usize) -> Vec<Raw> {
        let taken = self.read.split_off((at + 1).min(self.read.len()));
        self.read.pop();
        taken
    }

    fn reference(&mut self, at: usize, bracket: Raw, whole: Span) {
        let range = whole.range();
        let context = &mut *self.context;
        match references::read(context.source, context.file, range.start, range.end) {
            Ok(request) => {
                self.take_from(at);
                self.waiting.push_front(Raw::Reference(request));
            }
            Err(message) => {
                context.found.push(malformed_reference(whole, &message));
                self.read.push(bracket);
            }
        }
    }

    /// Styles what follows the bracket at `read[at]` as its attributes say.
    fn span(&mut self, Open { at, depth, marked }: Open, whole: Span, attributes: &Attributes) {
        let styles = spans::styles(attributes, self.context);
        let text = self
            .context
            .slice(whole.range().start + 1..whole.range().end - 1);
        let request = registry_spans::read(attributes, text, self.context);
        let index = index_marks::read(attributes, whole, self.context);
        let span = whole.to(attributes.span);
        let levels = styles.len() + usize::from(request.is_some()) + usize::from(index.is_some());
        let too_deep = self.outer + depth + levels > DEEPEST;
        if too_deep {
            self.context.report_too_deep_inlines(span);
        }
        if levels == 0 || too_deep {
            self.read[at] = Raw::fixed("", self.read[at].span());
            self.remember(depth, marked);
            return;
        }
        let inlines = self.take_from(at);
        let inlines = scripts::set(inlines, self.outer + levels, self.context);
        let styled = match request {
            Some(request) => registry_spans::wrapped(inlines, request, styles, span),
            None => spans::styled(inlines, styles, span),
        };
        self.push_all(index_marks::marked(styled, index));
    }

    fn image(&mut self, image: Image<Parsed>) {
        let attributes = self.attributes(image.span);
        let image = images::finish(image, attributes.as_ref(), &mut self.context.found);
        self.push(Raw::Image(image));
    }

    fn link(&mut self, link: Raw) {
        let Some(attributes) = self.attributes(link.span()) else {
            self.push(link);
            return;
        };
        let styles = spans::styles(&attributes, self.context);
        let text = self.context.slice(link.span().range());
        let request = registry_spans::read(&attributes, text, self.context);
        let index = index_marks::read(&attributes, link.span(), self.context);
        let span = link.span().to(attributes.span);
        let levels = styles.len() + usize::from(request.is_some()) + usize::from(index.is_some());
        if self.outer + link.depth() + levels > DEEPEST {
            self.context.report_too_deep_inlines(span);
            self.push(link);
            return;
        }
        let styled = match request {
            Some(request) => registry_spans::wrapped(vec![link], request, styles, span),
            None => spans::styled(vec![link], styles, span),
        };
        self.push_all(index_marks::marked(styled, index));
    }

    /// Reads the attributes that adjoin the end of `before`, and drops the pieces they stand in.
    fn attributes(&mut self, before: Span) -> Option<Attributes> {
        let open = before.range().end;
        if open >= self.limit || self.context.byte(open) != Some(b'{') {
            return None;
        }
        // Where the next sibling starts elsewhere, the brace is not in this run.
        let next = self.waiting.front()?.open_piece()?;
        if next.span.range().start != open {
            return None;
        }
        let (source, file) = (self.context.source, self.context.file);
        match attributes::read(source, file, open, self.limit) {
            Ok(attributes) if self.skip_to(attributes.span.range().end) => Some(attributes),
            Ok(attributes) => {
                let message =
                    "a mark of emphasis or code begins in them and ends outside".to_owned();
                let span = attributes.span;
                let malformed = attributes::Malformed { span, message };
                self.context.found.push(malformed.diagnostic());
                None
            }
            Err(malformed) => {
                self.context.found.push(malformed.diagnostic());
                None
            }
        }
    }

    /// Drops what is waiting up to the byte `end`; `false`, and nothing is dropped, where `end`
    /// falls inside something that cannot be parted.
    fn skip_to(&mut self, end: usize) -> bool {
        let whole = self
            .waiting
            .iter()
            .take_while(|next| next.span().range().end <= end)
            .count();
        let reached = match self.waiting.get(whole) {
            None => true,
            Some(next) => next.span().range().start >= end || next.open_piece().is_some(),
        };
        if !reached {
            return false;
        }
        self.waiting.drain(..whole);
        if let Some(Raw::Piece(piece)) = self.waiting.front_mut() {
            let dropped = end.saturating_sub(piece.span.range().start);
            if dropped > 0 && piece.text.is_char_boundary(dropped) {
                raw::drop_front(piece, dropped);
            }
        }
        true
    }
}

/// The label of `^label`, the inside of a note's mark.
fn mark_label(inside: &str) -> Option<&str> {
    let label = inside.strip_prefix('^')?;
    let good = !label.is_empty() && !label.contains(|char: char| char.is_whitespace());
    good.then_some(label)
}

/// The finding that a reference cannot be read.
pub(super) fn malformed_reference(span: Span, message: &str) -> Diagnostic {
    Diagnostic::new(
        codes::REFERENCE_SYNTAX,
        span,
        format!("this reference cannot be read: {message}"),
    )
    .help("a reference is written [@key] or [@key, p. 12; @other]")
}
