//! Paragraphs: inlines -> pieces (words and spaces in their styles) -> items for the line breaker ->
//! lines set on the measure. In: a content and how it is set. Out: [`SetLine`]s.

mod builder;
mod context;
mod generated;
mod itemize;
mod kept;
mod no_break;
mod overfull;
mod pieces;
mod protrusion;
mod set;
mod spread;
#[cfg(test)]
mod tests;

use crate::diagnostic::Diagnostic;
use crate::document::{AnchorId, Content, ImageId, NoteId, Resolved, TextId};
use crate::length::Length;
use crate::source::Span;
use crate::theme::{Alignment, Ink, TextStyle, TypeTheme};

use super::drawing::Drawings;
use super::flow::StripAnchor;
use super::folio_use::{FolioUse, Folios};
use super::paged::{LinkTarget, Mark, NodeId, TextPosition};
use super::shape::{LanguageId, ShapeStyle, WordTable};
use super::structure::Structure;
use super::words::WordId;

pub use kept::KeptLines;
pub use overfull::{Overfull, Wide};

/// What setting a paragraph needs of its division.
pub struct Setter<'a, 'w> {
    /// The styles.
    pub type_: &'a TypeTheme,
    /// The words.
    pub words: &'a mut WordTable<'w>,
    /// The lines of paragraphs that show folios.
    pub kept: &'a mut KeptLines,
    /// The structure tree.
    pub structure: &'a mut Structure,
    /// The folio of each anchor as known by now; `AnchorId` counts them.
    pub folios: &'a Folios,
    /// The anchors of the division's notes; `NoteId` counts them.
    pub note_anchors: &'a [AnchorId],
    /// The images, for their proportions.
    pub images: &'a crate::manuscript::Images,
    /// The drawings, for theirs.
    pub drawings: &'a Drawings,
    /// Findings.
    pub diagnostics: &'a mut Vec<Diagnostic>,
    /// Lines that are wider than their measure.
    pub overfull: &'a mut Vec<Overfull>,
    /// What a text takes from the folios.
    pub folio_use: &'a mut FolioUse,
}

/// How a paragraph is set.
#[derive(Clone, Copy, Debug)]
pub struct ParagraphStyle {
    /// Its text.
    pub text: TextStyle,
    /// Its language.
    pub language: LanguageId,
    /// Justified or ragged.
    pub alignment: Alignment,
    /// The indent of the first line.
    pub indent: Length,
    /// Words at its start that are set in small capitals.
    pub opening_words: usize,
    /// Whether words may be hyphenated.
    pub hyphenate: bool,
    /// Whether its column is narrow, as in a table, or its lines are the author's, as in code: then every
    /// space may end a line, and nothing stands out.
    pub narrow: bool,
    /// Its ink.
    pub ink: Ink,
}

/// Where a paragraph stands.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its left edge in the text block.
    pub left: Length,
    /// Its width.
    pub measure: Length,
}

impl Column {
    /// The column without `left` and `right` at its sides.
    pub fn inset(self, left: Length, right: Length) -> Column {
        Column {
            left: self.left + left,
            measure: (self.measure - left - right).max(Length::pt(1)),
        }
    }
}

/// A line that is set: marks relative to the text block's left edge and the line's baseline.
#[derive(Clone, Debug, Default)]
pub struct SetLine {
    /// What is on it; baselines and tops are relative to the line's own baseline.
    pub marks: Vec<Mark>,
    /// The notes called on it.
    pub notes: Vec<NoteId>,
    /// The anchors on it.
    pub anchors: Vec<StripAnchor>,
    /// Its first text.
    pub start: Option<TextPosition>,
    /// Whether it ends with a hyphen.
    pub hyphenated: bool,
    /// Its natural extent from the column's left edge.
    pub width: Length,
}

/// A paragraph set in as many lines as look best and, where that can be done well, in one line fewer
/// and one line more. A paragraph of one line has no variants.
#[derive(Clone, Debug, Default)]
pub struct Variants {
    /// The best lines.
    pub best: Vec<SetLine>,
    /// One line fewer, with the demerits that it has more than the best.
    pub shorter: Option<(Vec<SetLine>, i64)>,
    /// One line more, with the demerits that it has more than the best.
    pub longer: Option<(Vec<SetLine>, i64)>,
}

impl Variants {
    /// The first line of each.
    pub fn first_lines(&mut self) -> impl Iterator<Item = &mut SetLine> {
        let others = [&mut self.shorter, &mut self.longer];
        let others = others.into_iter().flatten().map(|(lines, _)| lines);
        let all = std::iter::once(&mut self.best).chain(others);
        all.filter_map(|lines| lines.first_mut())
    }
}

/// A paragraph while its text is gathered.
#[derive(Debug)]
pub struct Pieces {
    pieces: Vec<Piece>,
    styles: Vec<RunStyle>,
    text: Option<TextId>,
    paragraph: ParagraphStyle,
    /// Words still to be set in small capitals.
    opening_words: usize,
    /// Characters of the content so far.
    offset: u32,
    /// Places that are marked, each with the piece at whose start it is, in order.
    places: Vec<(usize, AnchorId)>,
    /// Places that wait for the word that they mark.
    waiting: Vec<AnchorId>,
}

impl Pieces {
    /// No pieces yet.
    pub fn new(paragraph: ParagraphStyle, text: Option<TextId>) -> Pieces {
        let opening_words = paragraph.opening_words;
        Pieces {
            pieces: Vec::new(),
            styles: Vec::new(),
            text,
            paragraph,
            opening_words,
            offset: 0,
            places: Vec::new(),
            waiting: Vec::new(),
        }
    }

    fn push(&mut self, kind: PieceKind, style: u16, tag: Option<PieceTag>) {
        match kind {
            PieceKind::Word(_) | PieceKind::Image { .. } => {
                let at = self.pieces.len();
                let waiting = self.waiting.drain(..);
                self.places.extend(waiting.map(|anchor| (at, anchor)));
            }
            PieceKind::Space
            | PieceKind::FixedSpace
            | PieceKind::ThinSpace
            | PieceKind::Quad(_)
            | PieceKind::LineEnd => {}
        }
        self.pieces.push(Piece {
            kind,
            style,
            offset: self.offset,
            tag,
        });
    }

    /// Whether some piece is a folio.
    fn shows_folios(&self) -> bool {
        let is_folio = |piece: &Piece| matches!(piece.tag, Some(PieceTag::Folio { .. }));
        self.pieces.iter().any(is_folio)
    }

    /// The places at the start of a piece.
    fn places_at(&self, piece: usize) -> &[(usize, AnchorId)] {
        let from = self.places.partition_point(|(at, _)| *at < piece);
        let after = self.places.partition_point(|(at, _)| *at <= piece);
        self.places.get(from..after).unwrap_or(&[])
    }

    /// The index of a run style; neighbours mostly share it.
    fn style(&mut self, style: RunStyle) -> u16 {
        if self.styles.last() != Some(&style) {
            self.styles.push(style);
        }
        u16::try_from(self.styles.len() - 1).unwrap_or(u16::MAX)
    }
}

/// One piece of a line.
#[derive(Clone, Copy, Debug)]
struct Piece {
    kind: PieceKind,
    /// Its style, among `Pieces::styles`.
    style: u16,
    /// Characters of the content before it.
    offset: u32,
    /// What it calls or is.
    tag: Option<PieceTag>,
}

/// What a piece is.
#[derive(Clone, Copy, Debug)]
enum PieceKind {
    Word(WordId),
    /// A space at which a line may break.
    Space,
    /// A space at which no line breaks.
    FixedSpace,
    /// A narrow space at which no line breaks.
    ThinSpace,
    /// A space of a set width at which no line breaks, such as between a label and its text.
    Quad(Length),
    /// A forced line end.
    LineEnd,
    Image {
        image: ImageId,
        width: Length,
        height: Length,
    },
}

/// What a piece calls or is.
#[derive(Clone, Copy, Debug)]
enum PieceTag {
    Note {
        note: NoteId,
        anchor: AnchorId,
    },
    /// A folio, which keeps room for other figures than its own.
    Folio {
        room: Length,
    },
}

impl Piece {
    /// Whether it is the mark of a note.
    fn is_mark(&self) -> bool {
        matches!(self.tag, Some(PieceTag::Note { .. }))
    }
}

/// The style of a run of pieces.
#[derive(Clone, Debug, PartialEq, Eq)]
struct RunStyle {
    shape: ShapeStyle,
    size: Length,
    /// Above the baseline.
    rise: Length,
    tracking: Length,
    ink: Ink,
    owner: NodeId,
    link: Option<LinkTarget>,
    struck: bool,
    span: Option<Span>,
}

impl Setter<'_, '_> {
    /// Sets a content as lines in a column; `owner` is its node of the structure.
    pub fn set(
        &mut self,
        content: &Content<Resolved>,
        style: ParagraphStyle,
        owner: NodeId,
        column: Column,
    ) -> Vec<SetLine> {
        let pieces = self.gather(content, style, owner);
        self.lines(pieces, column)
    }

    /// Gathers the pieces of a content.
    pub fn gather(
        &mut self,
        content: &Content<Resolved>,
        style: ParagraphStyle,
        owner: NodeId,
    ) -> Pieces {
        let mut pieces = Pieces::new(style, Some(content.id));
        self.push_content(&mut pieces, content, owner);
        pieces
    }

    /// Sets plain text that the tool makes.
    pub fn set_text(
        &mut self,
        text: &str,
        style: ParagraphStyle,
        owner: NodeId,
        column: Column,
    ) -> Vec<SetLine> {
        let mut pieces = Pieces::new(style, None);
        self.push_text(&mut pieces, text, style.text, owner, None);
        self.lines(pieces, column)
    }
}
