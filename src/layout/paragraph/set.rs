//! Breaks -> set lines: runs of words at their places.

use crate::document::{FigureReach, ImageId};
use crate::length::Length;
use crate::theme::{Alignment, FaceId, Faces};

use super::super::break_lines::{
    Breaks, Item, Line, LineVariants, Setting, break_lines, break_lines_variants,
};
use super::super::flow::StripAnchor;
use super::super::paged::{After, Mark, Owner, PlacedImage, Run};
use super::super::words::WordId;
use super::builder::{LetterSpace, LineBuilder};
use super::itemize::{Itemized, itemize, parameters, thin_space};
use super::spread::Spread;
use super::{
    Column, Overfull, PieceKind, Pieces, RunStyle, SetLine, Setter, Variants, Wide, no_break,
};

/// The units of the size in which letter space is told.
pub(super) const LETTERS: i64 = 1_000_000;

/// An overfull line is reported when it sticks out by more than this.
const OVERFULL: Length = Length(6_554);

impl Setter<'_, '_> {
    /// Breaks the pieces into lines and sets them in a column.
    pub fn lines(&mut self, mut pieces: Pieces, column: Column) -> Vec<SetLine> {
        no_break::bind(&mut pieces, self.words);
        let itemized = itemize(&pieces, self.words, self.type_);
        let parameters = parameters(&pieces, self.type_, column.measure);
        let breaks = break_lines(&itemized.items, column.measure, &parameters);
        self.report_overfull(&pieces, &itemized, &breaks);
        self.set_lines(&pieces, &itemized, &breaks, column)
    }

    /// Breaks the pieces into lines and sets them in a column, also in one line fewer and one more.
    pub fn variants(&mut self, mut pieces: Pieces, column: Column) -> Variants {
        no_break::bind(&mut pieces, self.words);
        let itemized = itemize(&pieces, self.words, self.type_);
        let parameters = parameters(&pieces, self.type_, column.measure);
        let LineVariants {
            best,
            shorter,
            longer,
        } = match pieces.text.filter(|_| pieces.shows_folios()) {
            Some(text) => self
                .kept
                .variants(text, &itemized.items, column.measure, &parameters),
            None => break_lines_variants(&itemized.items, column.measure, &parameters),
        };
        self.report_overfull(&pieces, &itemized, &best);
        let mut set = |breaks: Breaks| {
            // The best of another pass may have more demerits than a variant of this one.
            let extra = (breaks.demerits - best.demerits).max(0);
            (self.set_lines(&pieces, &itemized, &breaks, column), extra)
        };
        Variants {
            shorter: shorter.map(&mut set),
            longer: longer.map(&mut set),
            best: self.set_lines(&pieces, &itemized, &best, column),
        }
    }

    fn set_lines(
        &mut self,
        pieces: &Pieces,
        itemized: &Itemized,
        breaks: &Breaks,
        column: Column,
    ) -> Vec<SetLine> {
        let lines = breaks.lines.iter();
        let mut set: Vec<SetLine> = lines
            .map(|line| self.set_line(pieces, itemized, line, column))
            .collect();
        // Places after the last word are on its line.
        if let Some(last) = set.last_mut() {
            let (x, y) = (column.left + last.width, -pieces.paragraph.text.size);
            let waiting = pieces.waiting.iter();
            let anchors = waiting.map(|&anchor| StripAnchor { anchor, x, y });
            last.anchors.extend(anchors);
        }
        set
    }

    fn report_overfull(&mut self, pieces: &Pieces, itemized: &Itemized, breaks: &Breaks) {
        for line in &breaks.lines {
            let Some(excess) = line.setting.overfull().filter(|excess| *excess > OVERFULL) else {
                continue;
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
    }

    fn set_line(
        &mut self,
        pieces: &Pieces,
        itemized: &Itemized,
        line: &Line,
        column: Column,
    ) -> SetLine {
        let extent = Extent::of(pieces, itemized, line, self);
        let scale = Run::NATURAL + line.setting.expansion(self.expansion(pieces));
        let looseness = looseness(pieces, line);
        let letters = self.letter_space(pieces, line);
        let parts = self.parts((pieces, itemized), &extent, scale, letters);
        let indent = match extent.is_first {
            true => pieces.paragraph.indent,
            false => Length::ZERO,
        };
        // What would stand after the last letter is no part of the line.
        let trailing = Run::scaled(scale, self.trailing(pieces, &extent, letters));
        let room = column.measure - indent + line.left + line.right + trailing;
        let mut spread = Spread::new(line.setting, room, parts.iter().map(Part::item));
        let start = column.left + indent - line.left;
        let is_word = |part: &&Part| matches!(part, Part::Word { .. });
        let words = parts.iter().filter(is_word).count();
        let mut builder = LineBuilder::new(start, scale, looseness, letters, words);
        for (at, part) in (extent.first..).zip(&parts) {
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
            match *part {
                Part::Word {
                    word,
                    face,
                    after,
                    advance,
                } => {
                    builder.place_word((style, piece.style), face, word, after);
                    builder.tag(piece.tag);
                    builder.strike(style, advance);
                    builder.x += advance;
                }
                Part::Space(space) => {
                    let advance = spread.next(space);
                    builder.strike(style, advance);
                    builder.space(advance);
                }
                Part::FixedSpace(width) => builder.space(width),
                Part::Nothing => {}
                Part::Image {
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
                        reach: FigureReach::Block,
                        span: style.span,
                    }));
                    builder.x += width;
                }
            }
        }
        builder.finish(&extent, pieces.paragraph.alignment, column)
    }

    /// What text may gain or lose, in the units of a run's scale.
    fn expansion(&self, pieces: &Pieces) -> i64 {
        match pieces.paragraph.alignment {
            Alignment::Justified => self.type_.expansion * Run::NATURAL / 1_000,
            Alignment::Ragged | Alignment::Centred | Alignment::FlushRight => 0,
        }
    }

    /// The letter space after the last letter of a line.
    fn trailing(&self, pieces: &Pieces, extent: &Extent, letters: i64) -> Length {
        let last = extent
            .last
            .checked_sub(1)
            .and_then(|at| pieces.pieces.get(at));
        let style = last.and_then(|piece| pieces.styles.get(usize::from(piece.style)));
        style.map_or(Length::ZERO, |style| style.size.scale(letters, LETTERS))
    }

    /// How much further apart the letters of a line stand, in millionths of their size.
    fn letter_space(&self, pieces: &Pieces, line: &Line) -> i64 {
        match pieces.paragraph.alignment {
            Alignment::Justified => line.setting.expansion(self.type_.letter_space * 1_000),
            Alignment::Ragged | Alignment::Centred | Alignment::FlushRight => 0,
        }
    }

    /// What stands on a line, piece by piece.
    fn parts(
        &mut self,
        (pieces, itemized): (&Pieces, &Itemized),
        extent: &Extent,
        scale: i64,
        letters: i64,
    ) -> Vec<Part> {
        let own = pieces.pieces.get(extent.first..extent.last).unwrap_or(&[]);
        let mut letter_space = LetterSpace::new(letters);
        let parts = (extent.first..).zip(own).map(|(at, piece)| {
            let Some(style) = pieces.styles.get(usize::from(piece.style)) else {
                return Part::Nothing;
            };
            match piece.kind {
                PieceKind::Word(id) => {
                    let (word, after) = self.part(extent, at, id, style);
                    let face = self.words.get(word).map(|word| word.face);
                    Part::Word {
                        word,
                        face: face.unwrap_or(style.shape.face),
                        after,
                        advance: Run::scaled(
                            scale,
                            self.advance(word, style, letter_space.of(style.size)),
                        ),
                    }
                }
                PieceKind::Space | PieceKind::FixedSpace => {
                    let space = itemized.spaces.glue(pieces, at, self.words);
                    space.map_or(Part::Nothing, Part::Space)
                }
                PieceKind::ThinSpace => Part::FixedSpace(thin_space(style)),
                PieceKind::Quad(width) => Part::FixedSpace(width),
                PieceKind::LineEnd => Part::Nothing,
                PieceKind::Image {
                    image,
                    width,
                    height,
                } => Part::Image {
                    image,
                    width,
                    height,
                },
            }
        });
        parts.collect()
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
                self.words
                    .get(id)
                    .map_or(0, |word| u32::try_from(word.text.len()).unwrap_or(u32::MAX)),
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

    /// How far a word moves the pen whose letters stand so much further apart.
    fn advance(&self, id: WordId, style: &RunStyle, letter_space: Length) -> Length {
        let Some(word) = self.words.get(id) else {
            return Length::ZERO;
        };
        let units_per_em = Faces::get().face(word.face).units_per_em;
        let glyphs = i64::try_from(word.glyphs.len()).unwrap_or(0);
        style.size.font_units(i64::from(word.width), units_per_em)
            + (style.tracking + letter_space) * glyphs
    }
}

/// How loose a line is. What ragged lines lack shows at their ends and not in their spaces.
fn looseness(pieces: &Pieces, line: &Line) -> i32 {
    match (line.setting, pieces.paragraph.alignment) {
        (Setting::Stretch { .. }, Alignment::Justified) => line.badness,
        _ => 0,
    }
}

/// What stands on a line, measured.
#[derive(Clone, Copy, Debug)]
enum Part {
    Word {
        word: WordId,
        face: FaceId,
        after: After,
        advance: Length,
    },
    Space(Item),
    FixedSpace(Length),
    Image {
        image: ImageId,
        width: Length,
        height: Length,
    },
    Nothing,
}

impl Part {
    /// Its width, and what that may gain or lose.
    fn item(&self) -> Item {
        match *self {
            Part::Word { advance, .. } => Item::Box(advance),
            Part::Space(space) => space,
            Part::FixedSpace(width) | Part::Image { width, .. } => Item::Box(width),
            Part::Nothing => Item::Box(Length::ZERO),
        }
    }
}

/// The pieces of a line, and where its first and last word are cut.
#[derive(Debug)]
pub(super) struct Extent {
    first: usize,
    /// The piece after the last.
    last: usize,
    /// The byte at which the first word's part begins.
    cut_start: Option<u32>,
    /// Where the last word's part ends.
    pub cut_end: Option<Cut>,
    is_first: bool,
}

/// Where a word is cut.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cut {
    offset: u32,
    /// Whether a hyphen is shown that is no part of the text.
    pub hyphen: bool,
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
