//! Inlines while they are read: pieces of text that still know whether punctuation may be set in
//! them, in trees whose depth is known. [`finish`] makes the document's inlines of them.

use crate::document::{
    Image, Inline, Link, NoteLabel, Parsed, ReferenceRequest, RegistryRequest, RegistrySpan, Style,
    Styled, Text,
};
use crate::source::Span;

use super::control;

/// One inline while it is read.
#[derive(Clone, Debug)]
pub(super) enum Raw {
    /// A piece of text.
    Piece(Piece),
    /// Inlines in another style; `depth` counts the styles and links down to the deepest.
    Styled {
        style: Style,
        inlines: Vec<Raw>,
        span: Span,
        depth: usize,
    },
    /// A link.
    Link {
        url: String,
        inlines: Vec<Raw>,
        span: Span,
        depth: usize,
    },
    /// A note's mark.
    NoteMark(NoteLabel),
    /// A cross-reference.
    Reference(ReferenceRequest),
    /// Text for which the registries answer.
    Registry {
        request: RegistryRequest,
        inlines: Vec<Raw>,
        span: Span,
        depth: usize,
    },
    /// An image.
    Image(Image<Parsed>),
    /// A line end that the author forces.
    LineBreak(Span),
}

/// A piece of text, often only a part of a word.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// The text.
    pub text: String,
    /// Its source.
    pub span: Span,
    /// Whether it is kept as it stands: it was escaped, stands for an entity, or is code.
    pub fixed: bool,
}

impl Raw {
    /// Text that is not touched any more.
    pub(super) fn fixed(text: impl Into<String>, span: Span) -> Raw {
        Raw::Piece(Piece {
            text: text.into(),
            span,
            fixed: true,
        })
    }

    /// Its place in the source.
    pub(super) fn span(&self) -> Span {
        match self {
            Raw::Piece(Piece { span, .. })
            | Raw::Styled { span, .. }
            | Raw::Link { span, .. }
            | Raw::Registry { span, .. }
            | Raw::LineBreak(span) => *span,
            Raw::NoteMark(mark) => mark.span,
            Raw::Reference(request) => request.span,
            Raw::Image(image) => image.span,
        }
    }

    /// How many styles and links lie in each other.
    pub(super) fn depth(&self) -> usize {
        match self {
            Raw::Styled { depth, .. } | Raw::Link { depth, .. } | Raw::Registry { depth, .. } => {
                *depth
            }
            Raw::Piece(_)
            | Raw::NoteMark(_)
            | Raw::Reference(_)
            | Raw::Image(_)
            | Raw::LineBreak(_) => 0,
        }
    }

    /// The piece, where it may hold marks of the syntax.
    pub(super) fn open_piece(&self) -> Option<&Piece> {
        match self {
            Raw::Piece(piece) if !piece.fixed => Some(piece),
            _ => None,
        }
    }

    /// Whether it is the mark `mark`, not escaped.
    pub(super) fn is_mark(&self, mark: &str) -> bool {
        self.open_piece().is_some_and(|piece| piece.text == mark)
    }
}

/// The depth of the deepest.
pub(super) fn depth(inlines: &[Raw]) -> usize {
    inlines.iter().map(Raw::depth).max().unwrap_or(0)
}

/// Whether nothing of it can be seen.
pub(super) fn is_blank(inline: &Raw) -> bool {
    match inline {
        Raw::Piece(piece) => piece.text.trim().is_empty(),
        Raw::Styled { inlines, .. } | Raw::Link { inlines, .. } => inlines.iter().all(is_blank),
        Raw::LineBreak(_) => true,
        Raw::NoteMark(_) | Raw::Reference(_) | Raw::Registry { .. } | Raw::Image(_) => false,
    }
}

/// Drops white space at both ends. A no-break space, which an author writes on purpose, is kept.
pub(super) fn trim(inlines: &mut Vec<Raw>) {
    while let Some(Raw::Piece(piece)) = inlines.last_mut() {
        let kept = piece.text.trim_end_matches(is_space).len();
        shorten(piece, kept);
        if !piece.text.is_empty() {
            break;
        }
        inlines.pop();
    }
    let mut empty = 0;
    for inline in inlines.iter_mut() {
        let Raw::Piece(piece) = inline else { break };
        let dropped = piece.text.len() - piece.text.trim_start_matches(is_space).len();
        drop_front(piece, dropped);
        if !piece.text.is_empty() {
            break;
        }
        empty += 1;
    }
    inlines.drain(..empty);
}

fn is_space(char: char) -> bool {
    char.is_whitespace() && !matches!(char, '\u{A0}' | '\u{2007}' | '\u{202F}')
}

/// Keeps the first `length` bytes.
fn shorten(piece: &mut Piece, length: usize) {
    let dropped = piece.text.len() - length;
    piece.text.truncate(length);
    if !piece.fixed {
        piece.span = Span::new(
            piece.span.file,
            piece.span.range().start,
            piece.span.range().end - dropped,
        );
    }
}

/// Drops the first `length` bytes.
pub(super) fn drop_front(piece: &mut Piece, length: usize) {
    piece.text.drain(..length);
    if !piece.fixed {
        let range = piece.span.range();
        piece.span = Span::new(piece.span.file, range.start + length, range.end);
    }
}

/// Drops everything from the byte `offset` of the file on.
pub(super) fn truncate_at(inlines: &mut Vec<Raw>, offset: usize) {
    inlines.retain(|inline| inline.span().range().start < offset);
    if let Some(Raw::Piece(piece)) = inlines.last_mut()
        && !piece.fixed
        && piece.span.range().end > offset
    {
        let kept = offset - piece.span.range().start;
        shorten(piece, kept);
    }
}

/// The text alone, as for an image's alternative.
pub(super) fn plain(inlines: &[Raw]) -> String {
    let mut text = String::new();
    push_plain(inlines, &mut text);
    text
}

fn push_plain(inlines: &[Raw], text: &mut String) {
    for inline in inlines {
        match inline {
            Raw::Piece(piece) => text.push_str(&piece.text),
            Raw::Styled { inlines, .. }
            | Raw::Link { inlines, .. }
            | Raw::Registry { inlines, .. } => push_plain(inlines, text),
            Raw::Image(image) => text.push_str(&image.alternative),
            Raw::LineBreak(_) => text.push(' '),
            Raw::NoteMark(_) | Raw::Reference(_) => {}
        }
    }
}

/// The document's inlines: neighbouring pieces become one text.
pub(super) fn finish(inlines: Vec<Raw>) -> Vec<Inline<Parsed>> {
    let mut finished: Vec<Inline<Parsed>> = Vec::new();
    for inline in inlines {
        let next = match inline {
            Raw::Piece(piece) if piece.text.is_empty() => continue,
            Raw::Piece(piece) => {
                let text = control::replaced(piece.text);
                if let Some(Inline::Text(before)) = finished.last_mut() {
                    before.text.push_str(&text);
                    before.span = before.span.to(piece.span);
                    continue;
                }
                Inline::Text(Text {
                    text,
                    span: piece.span,
                })
            }
            Raw::Styled {
                style,
                inlines,
                span,
                ..
            } => Inline::Styled(Styled {
                style,
                inlines: finish(inlines),
                span,
            }),
            Raw::Link {
                url, inlines, span, ..
            } => Inline::Link(Link {
                url,
                inlines: finish(inlines),
                span,
            }),
            Raw::NoteMark(mark) => Inline::NoteMark(mark),
            Raw::Reference(request) => Inline::Reference(request),
            Raw::Registry {
                request,
                inlines,
                span,
                ..
            } => Inline::Registry(RegistrySpan {
                registry: request,
                inlines: finish(inlines),
                span,
            }),
            Raw::Image(image) => Inline::Image(image),
            Raw::LineBreak(span) => Inline::LineBreak(span),
        };
        finished.push(next);
    }
    finished
}
