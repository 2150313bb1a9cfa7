//! A line while it is set: its runs, its strokes, its anchors, with the pen moving to the right.

use crate::document::AnchorId;
use crate::length::Length;
use crate::theme::{Alignment, FaceId, Ink};

use super::super::flow::StripAnchor;
use super::super::paged::{After, Artifact, Fill, Mark, Owner, Run, TextPosition};
use super::super::placed::PlacedWord;
use super::super::words::WordId;
use super::set::{Extent, LETTERS};
use super::{Column, Piece, PieceTag, Pieces, RunStyle, SetLine};

/// Where a line through struck text stands, and how thick it is, in thousandths of the size.
const STRIKE_RISE: i64 = 260;
const STRIKE_WEIGHT: i64 = 55;

/// A line while it is set.
pub(super) struct LineBuilder {
    /// What stands on it so far.
    pub out: SetLine,
    /// Where the pen is.
    pub x: Length,
    /// The scale of its text.
    scale: i64,
    looseness: i32,
    /// What stands between letters more than their style asks for, in units of `LETTERS`.
    letters: i64,
    run: Option<(u16, Run)>,
    /// How many words are still to come.
    words: usize,
}

impl LineBuilder {
    /// A line of about so many words. Most lines are one run, and lists that grow keep room to spare.
    pub fn new(x: Length, scale: i64, looseness: i32, letters: i64, words: usize) -> LineBuilder {
        LineBuilder {
            out: SetLine {
                marks: Vec::with_capacity(1),
                ..SetLine::default()
            },
            words,
            x,
            scale,
            looseness,
            letters,
            run: None,
        }
    }

    /// Remembers the first text of the line.
    pub fn start_at(&mut self, pieces: &Pieces, piece: &Piece) {
        if let (None, Some(text)) = (self.out.start, pieces.text) {
            self.out.start = Some(TextPosition {
                text,
                offset: piece.offset,
            });
        }
    }

    pub fn place_word(
        &mut self,
        (style, index): (&RunStyle, u16),
        face: FaceId,
        word: WordId,
        after: After,
    ) {
        let goes_on = self
            .run
            .as_ref()
            .is_some_and(|(own, run)| *own == index && run.face == face);
        if !goes_on {
            self.close_run();
            let run = Run {
                x: self.x,
                baseline: -style.rise,
                face,
                size: style.size,
                tracking: style.tracking + style.size.scale(self.letters, LETTERS),
                scale: self.scale,
                looseness: self.looseness,
                ink: style.ink,
                owner: Owner::Node(style.owner),
                words: Vec::with_capacity(self.words),
                link: style.link.clone(),
                span: style.span,
            };
            self.run = Some((index, run));
        }
        if let Some((_, run)) = &mut self.run {
            run.words.push(PlacedWord::new(word, self.x - run.x, after));
            self.words = self.words.saturating_sub(1);
        }
    }

    /// A space after what stands on the line so far.
    pub fn space(&mut self, width: Length) {
        self.x += width;
        let last_run = match &mut self.run {
            Some((_, run)) => Some(run),
            None => self.out.marks.iter_mut().rev().find_map(|mark| match mark {
                Mark::Text(run) => Some(run),
                Mark::Fill(_) | Mark::Image(_) => None,
            }),
        };
        if let Some(word) = last_run.and_then(|run| run.words.last_mut()) {
            word.after = After::Space;
        }
    }

    /// Remembers the places that are marked where the pen is.
    pub fn places(&mut self, places: &[(usize, AnchorId)], style: &RunStyle) {
        let (x, y) = (self.x, -style.rise - style.size);
        let anchors = places.iter();
        let anchors = anchors.map(|&(_, anchor)| StripAnchor { anchor, x, y });
        self.out.anchors.extend(anchors);
    }

    pub fn tag(&mut self, tag: Option<PieceTag>) {
        if let Some(PieceTag::Note { note, anchor }) = tag {
            self.out.notes.push(note);
            let y = self.run.as_ref().map_or(Length::ZERO, |(_, run)| -run.size);
            self.out.anchors.push(StripAnchor {
                anchor,
                x: self.x,
                y,
            });
        }
    }

    pub fn strike(&mut self, style: &RunStyle, width: Length) {
        if style.struck {
            self.out.marks.push(Mark::Fill(Fill {
                x: self.x,
                y: -style.rise - style.size.scale(STRIKE_RISE, 1_000),
                width,
                height: style.size.scale(STRIKE_WEIGHT, 1_000),
                ink: Ink::Black,
                artifact: Artifact::Decoration,
            }));
        }
    }

    pub fn close_run(&mut self) {
        if let Some((_, run)) = self.run.take() {
            self.out.marks.push(Mark::Text(run));
        }
    }

    pub fn finish(mut self, extent: &Extent, alignment: Alignment, column: Column) -> SetLine {
        // At a hyphen that the word has, too.
        self.out.hyphenated = extent.cut_end.is_some();
        self.out.width = self.x - column.left;
        // A line that does not cut a word took a space with it, or ends the paragraph.
        if extent.cut_end.is_none() {
            let end = self.x;
            self.space(Length::ZERO);
            self.x = end;
        }
        self.close_run();
        let room = column.measure - self.out.width;
        let shift = match alignment {
            Alignment::Justified | Alignment::Ragged => Length::ZERO,
            Alignment::Centred => room / 2,
            Alignment::FlushRight => room,
        };
        if shift != Length::ZERO {
            self.out
                .marks
                .iter_mut()
                .for_each(|mark| mark.shift(shift, Length::ZERO));
            self.out
                .anchors
                .iter_mut()
                .for_each(|anchor| anchor.x += shift);
        }
        self.out
    }
}

/// How much further apart the letters of a line stand. It is told in shares of their size, and most words
/// of a line have that of the word before: dividing once is enough.
pub(super) struct LetterSpace {
    letters: i64,
    size: Length,
    own: Length,
}

impl LetterSpace {
    pub fn new(letters: i64) -> LetterSpace {
        LetterSpace {
            letters,
            size: Length::ZERO,
            own: Length::ZERO,
        }
    }

    pub fn of(&mut self, size: Length) -> Length {
        if size != self.size {
            self.size = size;
            self.own = size.scale(self.letters, LETTERS);
        }
        self.own
    }
}
