//! Inlines -> pieces: words and spaces, each in its style, owned by its node of the structure.

use crate::diagnostic::{Diagnostic, codes};
use crate::document::{Content, Image, Inline, Link, NoteMark, Resolved, Stream, Style, Styled};
use crate::length::Length;
use crate::manuscript::ImageFormat;
use crate::source::Span;
use crate::theme::{Caps, Family, Ink, Posture, TextStyle, Weight};

use super::super::paged::{LinkTarget, NodeId, NodeRole};
use super::super::shape::Raised;
use super::context::Context;
use super::{Piece, PieceKind, PieceTag, Pieces, RunStyle, Setter};

/// What parts the marks of two notes.
const MARK_SEPARATOR: &str = ",";

impl Setter<'_, '_> {
    /// Adds a content's inlines to the pieces.
    pub fn push_content(
        &mut self,
        pieces: &mut Pieces,
        content: &Content<Resolved>,
        owner: NodeId,
    ) {
        let context = self.context(pieces, pieces.paragraph.text, owner);
        self.push_inlines(pieces, &content.inlines, &context);
    }

    /// Adds a content that stands before the paragraph's own, in a style of its own: a run-in heading.
    pub fn push_lead(
        &mut self,
        pieces: &mut Pieces,
        content: &Content<Resolved>,
        style: TextStyle,
        owner: NodeId,
    ) {
        let context = self.context(pieces, style, owner);
        let offset = pieces.offset;
        self.push_inlines(pieces, &content.inlines, &context);
        pieces.offset = offset;
    }

    /// Adds text that the tool makes, in a style of its own.
    pub fn push_text(
        &mut self,
        pieces: &mut Pieces,
        text: &str,
        style: TextStyle,
        owner: NodeId,
        link: Option<LinkTarget>,
    ) {
        let context = Context {
            link,
            ..self.context(pieces, style, owner)
        };
        // It has no place in the manuscript's text.
        let offset = pieces.offset;
        self.push_string(pieces, text, &context, None);
        pieces.offset = offset;
    }

    /// Adds a space of a set width.
    pub fn push_quad(&mut self, pieces: &mut Pieces, width: Length, owner: NodeId) {
        let context = self.context(pieces, pieces.paragraph.text, owner);
        let style = pieces.style(context.run_style());
        pieces.push(PieceKind::Quad(width), style, None);
    }

    fn context(&self, pieces: &Pieces, text: TextStyle, owner: NodeId) -> Context {
        let paragraph = &pieces.paragraph;
        Context {
            text,
            language: paragraph.language,
            hyphenate: paragraph.hyphenate,
            raised: Raised::No,
            rise: Length::ZERO,
            ink: paragraph.ink,
            owner,
            link: None,
            struck: false,
            span: None,
        }
    }

    pub(super) fn push_inlines(
        &mut self,
        pieces: &mut Pieces,
        inlines: &[Inline<Resolved>],
        context: &Context,
    ) {
        for inline in inlines {
            match inline {
                Inline::Text(text) => {
                    let context = Context {
                        span: Some(text.span),
                        ..context.clone()
                    };
                    self.push_string(pieces, &text.text, &context, None);
                }
                Inline::Styled(styled) => self.push_styled(pieces, styled, context),
                Inline::Link(link) => self.push_link(pieces, link, context),
                Inline::NoteMark(mark) => self.push_note_mark(pieces, mark, context),
                Inline::Reference(reference) => self.push_reference(pieces, reference, context),
                Inline::Registry(own) => self.push_registry(pieces, own, context),
                Inline::IndexMark(mark) => pieces.waiting.push(mark.anchor),
                Inline::Image(image) => self.push_image(pieces, image, context),
                Inline::LineBreak(_) => {
                    let style = pieces.style(context.run_style());
                    pieces.push(PieceKind::LineEnd, style, None);
                    pieces.offset += 1;
                }
            }
        }
    }

    fn push_styled(&mut self, pieces: &mut Pieces, styled: &Styled<Resolved>, context: &Context) {
        let mut inner = context.clone();
        match &styled.style {
            Style::Emphasis => {
                inner.text.posture = match context.text.posture {
                    Posture::Roman => Posture::Italic,
                    Posture::Italic => Posture::Roman,
                };
            }
            Style::Strong => inner.text.weight = Weight::Bold,
            Style::Strikethrough => inner.struck = true,
            Style::Superscript | Style::Subscript => inner.raise(styled),
            Style::Code => {
                inner.text.family = Family::Mono;
                inner.text.size = context.text.size.scale(self.type_.inline_code, 1_000);
                inner.hyphenate = false;
            }
            Style::SmallCaps => inner.text.caps = Caps::Small,
            Style::Language(tag) => {
                if let Some(language) = self.words.languages().find(tag) {
                    inner.language = language;
                }
                inner.owner = self.child(NodeRole::Span, context.owner);
                self.structure
                    .edit(inner.owner, |node| node.language = Some(tag.clone()));
            }
        }
        self.push_inlines(pieces, &styled.inlines, &inner);
    }

    fn push_link(&mut self, pieces: &mut Pieces, link: &Link<Resolved>, context: &Context) {
        let inner = Context {
            owner: self.child(NodeRole::Link, context.owner),
            link: Some(LinkTarget::Url(link.url.clone())),
            ink: Ink::Link,
            ..context.clone()
        };
        self.push_inlines(pieces, &link.inlines, &inner);
    }

    fn push_note_mark(&mut self, pieces: &mut Pieces, mark: &NoteMark, context: &Context) {
        let owner = self
            .structure
            .push(NodeRole::NoteReference, context.owner, Stream::Generated);
        self.structure.anchor(owner, mark.anchor);
        let mut inner = Context {
            owner,
            text: TextStyle {
                posture: Posture::Roman,
                caps: Caps::AsWritten,
                ..context.text
            },
            link: self
                .note_anchors
                .get(mark.note.0 as usize)
                .copied()
                .map(LinkTarget::Anchor),
            span: Some(mark.span),
            ..context.clone()
        };
        let after_mark = pieces.pieces.last().is_some_and(Piece::is_mark);
        if after_mark {
            self.push_mark_separator(pieces, &inner);
        }
        inner.raise_mark(&mark.number);
        let tag = PieceTag::Note {
            note: mark.note,
            anchor: mark.anchor,
        };
        let offset = pieces.offset;
        self.push_string(pieces, &mark.number, &inner, Some(tag));
        pieces.offset = offset;
    }

    /// Between the marks of two notes, which would read as one number.
    fn push_mark_separator(&mut self, pieces: &mut Pieces, mark: &Context) {
        let mut context = Context {
            link: None,
            ..mark.clone()
        };
        context.raise_mark(MARK_SEPARATOR);
        let offset = pieces.offset;
        self.push_string(pieces, MARK_SEPARATOR, &context, None);
        pieces.offset = offset;
    }

    /// An image in a line stands on the baseline, as high as the text.
    fn push_image(&mut self, pieces: &mut Pieces, image: &Image<Resolved>, context: &Context) {
        let Some((width, height)) = self.proportions(image) else {
            return;
        };
        let owner = self.child(NodeRole::Figure, context.owner);
        let alternative = image.alternative.clone();
        self.structure
            .edit(owner, |node| node.alternative = Some(alternative));
        let box_height = context.text.size;
        let box_width = box_height.scale(width, height.max(1));
        let style = pieces.style(RunStyle {
            owner,
            ..context.run_style()
        });
        let kind = PieceKind::Image {
            image: image.source,
            width: box_width,
            height: box_height,
        };
        pieces.push(kind, style, None);
    }

    /// Width and height of an image in any one unit.
    pub fn proportions(&self, image: &Image<Resolved>) -> Option<(i64, i64)> {
        if let Some(drawing) = self.drawings.get(image.source) {
            return Some((drawing.width.0, drawing.height.0));
        }
        let file = self.images.get(image.source)?;
        match file.format {
            ImageFormat::Svg => None,
            ImageFormat::Png | ImageFormat::Jpeg => {
                Some((i64::from(file.width), i64::from(file.height)))
            }
        }
    }

    /// A node for a part of a text; it belongs to the text's stream.
    pub(super) fn child(&mut self, role: NodeRole, parent: NodeId) -> NodeId {
        let stream = self.structure.stream(parent);
        self.structure.push(role, parent, stream)
    }

    /// Cuts a text into words and spaces.
    pub(super) fn push_string(
        &mut self,
        pieces: &mut Pieces,
        text: &str,
        context: &Context,
        tag: Option<PieceTag>,
    ) {
        let own = context.run_style();
        // All pieces of a string have one style, but for an opening in small capitals.
        let mut style = None;
        let mut tag = tag;
        // A word and its space take about six characters.
        pieces.pieces.reserve(text.len() / 3);
        let mut rest = text;
        while let Some((word, space, after)) = up_to_space(rest) {
            if !word.is_empty() {
                self.push_word(pieces, word, (&own, &mut style), tag.take());
            }
            let style = *style.get_or_insert_with(|| pieces.style(own.clone()));
            pieces.push(space, style, None);
            pieces.offset += 1;
            rest = after;
        }
        if !rest.is_empty() {
            self.push_word(pieces, rest, (&own, &mut style), tag);
        }
    }

    fn report_missing(&mut self, word: &str, span: Option<Span>) {
        let message = format!("no face of the book has every character of `{word}`");
        let help =
            "the faces cover Latin, Greek and Cyrillic: write the word in one of these scripts";
        self.diagnostics
            .push(Diagnostic::new(codes::FONT_MISSING_GLYPH, span, message).help(help));
    }

    fn push_word(
        &mut self,
        pieces: &mut Pieces,
        word: &str,
        (own, style): (&RunStyle, &mut Option<u16>),
        tag: Option<PieceTag>,
    ) {
        let mut shape = own.shape;
        let is_mark = matches!(tag, Some(PieceTag::Note { .. }));
        let is_opening = pieces.opening_words > 0 && !is_mark;
        if is_opening {
            shape.caps = Caps::Small;
            let before = pieces.pieces.last().map(|piece| piece.kind);
            if !matches!(before, Some(PieceKind::Word(_))) {
                pieces.opening_words -= 1;
            }
        }
        let id = self.words.word(shape, word);
        if (self.words.get(id)).is_some_and(|word| word.lacks_a_glyph) {
            self.report_missing(word, own.span);
        }
        let style = match is_opening {
            true => {
                *style = None;
                pieces.style(RunStyle {
                    shape,
                    ..own.clone()
                })
            }
            false => *style.get_or_insert_with(|| pieces.style(own.clone())),
        };
        pieces.push(PieceKind::Word(id), style, tag);
        let characters = match word.is_ascii() {
            true => word.len(),
            false => word.chars().count(),
        };
        pieces.offset += u32::try_from(characters).unwrap_or(u32::MAX);
    }
}

/// A text up to its first space, the space, and what follows.
fn up_to_space(text: &str) -> Option<(&str, PieceKind, &str)> {
    // Most characters are told by their bytes: U+00A0 begins with C2, U+2009 and U+202F with E2.
    let may_begin = |byte: u8| matches!(byte, b' ' | b'\n' | b'\t' | b'\r' | 0xC2 | 0xE2);
    let mut at = 0;
    loop {
        at += text.get(at..)?.bytes().position(may_begin)?;
        let (word, rest) = text.split_at_checked(at)?;
        let character = rest.chars().next()?;
        let after = rest.get(character.len_utf8()..)?;
        if let Some(space) = space_kind(character) {
            return Some((word, space, after));
        }
        at = text.len() - after.len();
    }
}

/// The kind of space that a character is.
fn space_kind(character: char) -> Option<PieceKind> {
    match character {
        ' ' | '\n' | '\t' | '\r' => Some(PieceKind::Space),
        '\u{a0}' => Some(PieceKind::FixedSpace),
        '\u{202f}' | '\u{2009}' => Some(PieceKind::ThinSpace),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_at_spaces_and_at_nothing_that_begins_like_one() {
        // What begins with the bytes of U+00A0, U+2009 and U+202F and is no space stays in its word.
        let mut rest =
            "tea\u{2014}leaf \u{a3}5\u{a0}of\n\u{ab}\u{e9}t\u{e9}\u{202f}\u{bb}\u{2009}\u{2008}x";
        let mut words = Vec::new();
        while let Some((word, space, after)) = up_to_space(rest) {
            words.push((word, format!("{space:?}")));
            rest = after;
        }
        let expected = [
            ("tea\u{2014}leaf", "Space"),
            ("\u{a3}5", "FixedSpace"),
            ("of", "Space"),
            ("\u{ab}\u{e9}t\u{e9}", "ThinSpace"),
            ("\u{bb}", "ThinSpace"),
        ];
        assert_eq!(
            words,
            expected.map(|(word, space)| (word, space.to_owned()))
        );
        assert_eq!(rest, "\u{2008}x");
    }
}
