//! Breaks -> set lines: runs of words at their places.

use crate::document::AnchorId;
use crate::length::Length;
use crate::theme::{Alignment, FaceId, Faces, Ink};

use super::super::break_lines::{Item, Line, Setting, break_lines};
use super::super::flow::StripAnchor;
use super::super::paged::{
    After, Artifact, Fill, Mark, Owner, PlacedImage, PlacedWord, Run, TextPosition,
};
use super::super::words::WordId;
use super::itemize::{Itemized, glue, itemize, parameters, thin_space};
use super::{
    Column, Overfull, Piece, PieceKind, PieceTag, Pieces, RunStyle, SetLine, Setter, Variants, Wide,
};

/// An overfull line is reported when it sticks out by more than this.
const OVERFULL: Length = Length(6_554);

/// Where a line through struck text stands, and how thick it is, in thousandths of the size.
const STRIKE_RISE: i64 = 260;
const STRIKE_WEIGHT: i64 = 55;

impl Setter<'_, '_> {
    /// Breaks the pieces into lines and sets them in a column.
    pub fn lines(&mut self, pieces: Pieces, column: Column) -> Vec<SetLine> {
        let itemized = itemize(&pieces, self.words, self.type_);
        let breaks = break_lines(&itemized.items, column.measure, &parameters(&pieces));
        let mut set = Vec::with_capacity(breaks.lines.len());
        for line in &breaks.lines {
            self.report_overfull(&pieces, &itemized, line);
            set.push(self.set_line(&pieces, &itemized, line, column));
        }
        // Places after the last word are on its line.
        if let Some(last) = set.last_mut() {
            let (x, y) = (column.left + last.width, -pieces.paragraph.text.size);
            let waiting = pieces.waiting.iter();
            let anchors = waiting.map(|&anchor| StripAnchor { anchor, x, y });
            last.anchors.extend(anchors);
        }
        set
    }

    /// Breaks the pieces into lines and sets them in a column, also in one line fewer and one more.
    pub fn variants(&mut self, pieces: Pieces, column: Column) -> Variants {
        Variants {
            best: self.lines(pieces, column),
            shorter: None,
            longer: None,
        }
    }

    fn report_overfull(&mut self, pieces: &Pieces, itemized: &Itemized, line: &Line) {
        let Some(excess) = line.setting.overfull().filter(|excess| *excess > OVERFULL) else {
            return;
        };
        let origins = itemized.origins.get(line.start..line.end).unwrap_or(&[]);
        let spans = origins.iter().filter_map(|origin| {
            let piece = pieces.pieces.get(origin.piece)?;
            pieces.styles.get(usize::from(piece.style))?.span
        });
        let span = spans.reduce(|first, next| first.to(next));
        self.overfull.push(Overfull {
            wide: Wide::Line,
            lines: 1,
            excess,
            span,
        });
    }

    fn set_line(
        &mut self,
        pieces: &Pieces,
        itemized: &Itemized,
        line: &Line,
        column: Column,
    ) -> SetLine {
        let extent = Extent::of(pieces, itemized, line, self);
        let mut builder = LineBuilder::new(column.left);
        if extent.is_first {
            builder.x += pieces.paragraph.indent;
        }
        for at in extent.first..extent.last {
            let Some(piece) = pieces.pieces.get(at) else {
                break;
            };
            let Some(style) = pieces.styles.get(usize::from(piece.style)) else {
                continue;
            };
            builder.start_at(pieces, piece);
            if at > extent.first || extent.cut_start.is_none() {
                builder.places(pieces.places_at(at), style);
            }
            match piece.kind {
                PieceKind::Word(id) => {
                    let (word, after) = self.part(&extent, at, id, style);
                    let advance = self.advance(word, style);
                    let face = self
                        .words
                        .get(word)
                        .map_or(style.shape.face, |word| word.face);
                    builder.place_word(
                        style,
                        piece.style,
                        face,
                        PlacedWord {
                            word,
                            dx: Length::ZERO,
                            after,
                        },
                    );
                    builder.tag(piece.tag);
                    builder.strike(style, advance);
                    builder.x += advance;
                }
                PieceKind::Space | PieceKind::FixedSpace => {
                    let is_justified = pieces.paragraph.alignment == Alignment::Justified;
                    let space = glue(pieces, at, style, self.words, self.type_, is_justified);
                    let advance = set_glue(space, line.setting);
                    builder.strike(style, advance);
                    builder.space(advance);
                }
                PieceKind::ThinSpace => builder.space(thin_space(style)),
                PieceKind::Quad(width) => builder.space(width),
                PieceKind::LineEnd => {}
                PieceKind::Image {
                    image,
                    width,
                    height,
                } => {
                    builder.close_run();
                    builder.out.marks.push(Mark::Image(PlacedImage {
                        image,
                        x: builder.x,
                        y: -height,
                        width,
                        height,
                        owner: Owner::Node(style.owner),
                    }));
                    builder.x += width;
                }
            }
        }
        builder.finish(&extent, pieces.paragraph.alignment, column)
    }

    /// The part of a word that stands on the line, and what follows it in the text.
    fn part(
        &mut self,
        extent: &Extent,
        at: usize,
        id: WordId,
        style: &RunStyle,
    ) -> (WordId, After) {
        let (text_end, is_cut) = match extent.cut_end.filter(|_| at + 1 == extent.last) {
            Some(cut) => (cut.offset, true),
            None => (
                self.words.get(id).map_or(0, |word| narrow(word.text.len())),
                false,
            ),
        };
        let start = extent.cut_start.filter(|_| at == extent.first).unwrap_or(0);
        if start == 0 && !is_cut {
            return (id, After::Nothing);
        }
        let hyphen = is_cut && extent.cut_end.is_some_and(|cut| cut.hyphen);
        let after = if hyphen {
            After::SoftHyphen
        } else {
            After::Nothing
        };
        (
            self.words.piece(style.shape, id, start, text_end, hyphen),
            after,
        )
    }

    /// How far a word moves the pen.
    fn advance(&self, id: WordId, style: &RunStyle) -> Length {
        let Some(word) = self.words.get(id) else {
            return Length::ZERO;
        };
        let units_per_em = Faces::get().face(word.face).units_per_em;
        let glyphs = i64::try_from(word.glyphs.len()).unwrap_or(0);
        style.size.font_units(i64::from(word.width), units_per_em) + style.tracking * glyphs
    }
}

/// The pieces of a line, and where its first and last word are cut.
#[derive(Debug)]
struct Extent {
    first: usize,
    /// The piece after the last.
    last: usize,
    /// The byte at which the first word's part begins.
    cut_start: Option<u32>,
    /// Where the last word's part ends.
    cut_end: Option<Cut>,
    is_first: bool,
}

#[derive(Clone, Copy, Debug)]
struct Cut {
    offset: u32,
    hyphen: bool,
}

impl Extent {
    fn of(pieces: &Pieces, itemized: &Itemized, line: &Line, setter: &Setter) -> Extent {
        let cut_at = |item: usize| {
            let origin = itemized.origins.get(item)?;
            let piece = pieces.pieces.get(origin.piece)?;
            let PieceKind::Word(id) = piece.kind else {
                return None;
            };
            let place = setter.words.get(id)?.breaks.get(origin.word_break?)?;
            Some((
                origin.piece,
                Cut {
                    offset: place.offset,
                    hyphen: place.hyphen,
                },
            ))
        };
        let start = line.after.and_then(cut_at);
        let end = cut_at(line.end);
        let piece_of = |item: usize| itemized.origins.get(item).map(|origin| origin.piece);
        Extent {
            first: start
                .map(|(piece, _)| piece)
                .or_else(|| piece_of(line.start))
                .unwrap_or(pieces.pieces.len()),
            last: match end {
                Some((piece, _)) => piece + 1,
                None => piece_of(line.end).unwrap_or(pieces.pieces.len()),
            },
            cut_start: start.map(|(_, cut)| cut.offset),
            cut_end: end.map(|(_, cut)| cut),
            is_first: line.start == 0 && line.after.is_none(),
        }
    }
}

/// A line while it is set.
struct LineBuilder {
    out: SetLine,
    x: Length,
    run: Option<(u16, Run)>,
}

impl LineBuilder {
    fn new(x: Length) -> LineBuilder {
        LineBuilder {
            out: SetLine::default(),
            x,
            run: None,
        }
    }

    /// Remembers the first text of the line.
    fn start_at(&mut self, pieces: &Pieces, piece: &Piece) {
        if let (None, Some(text)) = (self.out.start, pieces.text) {
            self.out.start = Some(TextPosition {
                text,
                offset: piece.offset,
            });
        }
    }

    fn place_word(&mut self, style: &RunStyle, index: u16, face: FaceId, word: PlacedWord) {
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
                tracking: style.tracking,
                ink: style.ink,
                owner: Owner::Node(style.owner),
                words: Vec::new(),
                link: style.link.clone(),
                span: style.span,
            };
            self.run = Some((index, run));
        }
        if let Some((_, run)) = &mut self.run {
            run.words.push(PlacedWord {
                dx: self.x - run.x,
                ..word
            });
        }
    }

    /// A space after what stands on the line so far.
    fn space(&mut self, width: Length) {
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
    fn places(&mut self, places: &[(usize, AnchorId)], style: &RunStyle) {
        let (x, y) = (self.x, -style.rise - style.size);
        let anchors = places.iter();
        let anchors = anchors.map(|&(_, anchor)| StripAnchor { anchor, x, y });
        self.out.anchors.extend(anchors);
    }

    fn tag(&mut self, tag: Option<PieceTag>) {
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

    fn strike(&mut self, style: &RunStyle, width: Length) {
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

    fn close_run(&mut self) {
        if let Some((_, run)) = self.run.take() {
            self.out.marks.push(Mark::Text(run));
        }
    }

    fn finish(mut self, extent: &Extent, alignment: Alignment, column: Column) -> SetLine {
        self.out.hyphenated = extent.cut_end.is_some_and(|cut| cut.hyphen);
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

fn set_glue(glue: Item, setting: Setting) -> Length {
    match glue {
        Item::Glue {
            width,
            stretch,
            order,
            shrink,
        } => width + setting.gain(stretch, order, shrink),
        Item::Box(_) | Item::Kern { .. } | Item::Penalty(_) | Item::Discretionary { .. } => {
            Length::ZERO
        }
    }
}

fn narrow(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
