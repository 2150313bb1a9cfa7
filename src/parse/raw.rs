//! Inlines while they are read: pieces of text that still know whether punctuation may be set in
//! them, in trees whose depth is known. [`finish`] makes the document's inlines of them.

use crate::document::{
    Image, IndexRequest, Inline, Link, NoteLabel, Parsed, ReferenceRequest, RegistryRequest,
    RegistrySpan, Style, Styled, Text, plain_text,
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
    /// An index mark and the words that it marks; `depth` counts as a style's does.
    Indexed {
        request: IndexRequest,
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
            | Raw::Indexed { span, .. }
            | Raw::LineBreak(span) => *span,
            Raw::NoteMark(mark) => mark.span,
            Raw::Reference(request) => request.span,
            Raw::Image(image) => image.span,
        }
    }

    /// How many styles and links lie in each other.
    pub(super) fn depth(&self) -> usize {
        match self {
            Raw::Styled { depth, .. }
            | Raw::Link { depth, .. }
            | Raw::Registry { depth, .. }
            | Raw::Indexed { depth, .. } => *depth,
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
        Raw::Styled { inlines, .. } | Raw::Link { inlines, .. } | Raw::Indexed { inlines, .. } => {
            inlines.iter().all(is_blank)
        }
        Raw::LineBreak(_) => true,
        Raw::NoteMark(_) | Raw::Reference(_) | Raw::Registry { .. } | Raw::Image(_) => false,
    }
}

/// Drops white space at both ends. A no-break space, which an author writes on purpose, is kept; an
/// index mark that marks no words does not count.
pub(super) fn trim(inlines: &mut Vec<Raw>) {
    for inline in inlines.iter_mut().rev() {
        match inline {
            Raw::Piece(piece) => {
                let kept = piece.text.trim_end_matches(is_space).len();
                shorten(piece, kept);
                if !piece.text.is_empty() {
                    break;
                }
            }
            Raw::Indexed { inlines, .. } if inlines.is_empty() => {}
            _ => break,
        }
    }
    for inline in inlines.iter_mut() {
        match inline {
            Raw::Piece(piece) => {
                let dropped = piece.text.len() - piece.text.trim_start_matches(is_space).len();
                drop_front(piece, dropped);
                if !piece.text.is_empty() {
                    break;
                }
            }
            Raw::Indexed { inlines, .. } if inlines.is_empty() => {}
            _ => break,
        }
    }
    let is_empty = |inline: &Raw| matches!(inline, Raw::Piece(piece) if piece.text.is_empty());
    while inlines.last().is_some_and(is_empty) {
        inlines.pop();
    }
    let empty = inlines.iter().take_while(|inline| is_empty(inline)).count();
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
            | Raw::Registry { inlines, .. }
            | Raw::Indexed { inlines, .. } => push_plain(inlines, text),
            Raw::Image(image) => text.push_str(&image.alternative),
            Raw::LineBreak(_) => text.push(' '),
            Raw::NoteMark(_) | Raw::Reference(_) => {}
        }
    }
}

/// The document's inlines: neighbouring pieces become one text.
pub(super) fn finish(inlines: Vec<Raw>) -> Vec<Inline<Parsed>> {
    let mut finished = Finished::default();
    for inline in inlines {
        match inline {
            Raw::Piece(piece) => {
                let Piece { text, span, .. } = piece;
                let text = control::replaced(text);
                finished.push_text(Text { text, span });
            }
            Raw::Indexed {
                request, inlines, ..
            } => finished.push_indexed(request, finish(inlines)),
            Raw::Styled {
                style,
                inlines,
                span,
                ..
            } => finished.push(Inline::Styled(Styled {
                style,
                inlines: finish(inlines),
                span,
            })),
            Raw::Link {
                url, inlines, span, ..
            } => finished.push(Inline::Link(Link {
                url,
                inlines: finish(inlines),
                span,
            })),
            Raw::NoteMark(mark) => finished.push(Inline::NoteMark(mark)),
            Raw::Reference(request) => finished.push(Inline::Reference(request)),
            Raw::Registry {
                request,
                inlines,
                span,
                ..
            } => finished.push(Inline::Registry(RegistrySpan {
                registry: request,
                inlines: finish(inlines),
                span,
            })),
            Raw::Image(image) => finished.push(Inline::Image(image)),
            Raw::LineBreak(span) => finished.push(Inline::LineBreak(span)),
        }
    }
    finished.inlines
}

/// The part of a word before an index mark is looked for so far back. A longer word is parted.
const LONGEST_WORD: usize = 100;

/// Inlines while they are finished.
#[derive(Default)]
struct Finished {
    inlines: Vec<Inline<Parsed>>,
    /// How many of them, at the end, are index marks.
    marks: usize,
}

impl Finished {
    fn push(&mut self, inline: Inline<Parsed>) {
        self.marks = match &inline {
            Inline::IndexMark(_) => self.marks + 1,
            Inline::Text(_)
            | Inline::Styled(_)
            | Inline::Link(_)
            | Inline::NoteMark(_)
            | Inline::Reference(_)
            | Inline::Registry(_)
            | Inline::Image(_)
            | Inline::LineBreak(_) => 0,
        };
        self.inlines.push(inline);
    }

    /// Adds an index mark and the words that it marks, which name its entry where nothing else does.
    fn push_indexed(&mut self, mut request: IndexRequest, marked: Vec<Inline<Parsed>>) {
        if request.entry.is_empty() && request.contributor.is_none() {
            request.entry = plain_text(&marked);
        }
        self.push(Inline::IndexMark(request));
        for inline in marked {
            match inline {
                Inline::Text(text) => self.push_text(text),
                Inline::Styled(_)
                | Inline::Link(_)
                | Inline::NoteMark(_)
                | Inline::Reference(_)
                | Inline::Registry(_)
                | Inline::IndexMark(_)
                | Inline::Image(_)
                | Inline::LineBreak(_) => self.push(inline),
            }
        }
    }

    /// Adds text to the text before it. Index marks between two parts of a word go before the word,
    /// so that it is set, hyphenated and read as one; of spaces on both sides of them one stays.
    fn push_text(&mut self, mut next: Text) {
        if next.text.is_empty() {
            return;
        }
        let before = (self.inlines.len() - self.marks).checked_sub(1);
        let Some((at, Inline::Text(text))) =
            before.and_then(|at| Some((at, self.inlines.get_mut(at)?)))
        else {
            self.push(Inline::Text(next));
            return;
        };
        if self.marks == 0 {
            text.text.push_str(&next.text);
            text.span = text.span.to(next.span);
            return;
        }
        if text.text.ends_with(char::is_whitespace) {
            next.text = next.text.trim_start().to_owned();
        } else if !next.text.starts_with(char::is_whitespace)
            && let Some(word) = last_word(&text.text)
        {
            next.text.insert_str(0, &text.text.split_off(word));
            if text.text.is_empty() {
                self.inlines.remove(at);
            }
        }
        if !next.text.is_empty() {
            self.push(Inline::Text(next));
        }
    }
}

/// Where the last word of a text begins, unless it is very long.
fn last_word(text: &str) -> Option<usize> {
    let mut start = text.len();
    for (at, char) in text.char_indices().rev().take(LONGEST_WORD) {
        if char.is_whitespace() {
            return Some(start);
        }
        start = at;
    }
    (start == 0).then_some(0)
}
