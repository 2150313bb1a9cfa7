//! A cell that is set on one line -> what it asks of its column: the stretches that no line divides,
//! and, where it is a number, what stands before and after its decimal mark.

use crate::document::{Cell, Quantity, Resolved, quantity};
use crate::length::Length;
use crate::theme::{Alignment, Faces};

use super::super::super::lower::{Lowering, UNBOUNDED};
use super::super::super::paged::{After, Mark, NodeId, Run};
use super::super::super::paragraph::{Column, ParagraphStyle, SetLine};
use super::super::super::placed::PlacedWord;

/// A hair more than the sum of the words, so that rounding breaks no line.
const HAIR: Length = Length::centipoints(10);

/// The text of a cell, as wide as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CellText {
    /// The lines that the author has forced; each a row of stretches that no line divides.
    lines: Vec<Vec<Stretch>>,
}

/// A stretch that no line divides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Its width at the end of a line.
    pub width: Length,
    /// Between it and the next on the same line; below nothing where it ends with a hyphen that is
    /// then not there.
    pub space: Length,
}

impl CellText {
    /// A text of these lines.
    #[cfg(test)]
    pub fn new(lines: Vec<Vec<Stretch>>) -> CellText {
        CellText { lines }
    }

    /// Measures a cell; `tight` divides words where hyphenation may.
    pub fn measure(
        lowering: &mut Lowering,
        cell: &Cell<Resolved>,
        style: ParagraphStyle,
        owner: NodeId,
        tight: bool,
    ) -> CellText {
        let lines = unbroken(lowering, cell, style, owner);
        let count = lines.len();
        let stretches = lines.iter().enumerate();
        CellText {
            lines: stretches
                .map(|(at, line)| stretches_of(lowering, line, tight, at + 1 == count))
                .collect(),
        }
    }

    /// The width of its longest stretch.
    pub fn least(&self) -> Length {
        let all = self.lines.iter().flatten();
        all.map(|stretch| stretch.width + HAIR)
            .fold(Length::ZERO, Length::max)
    }

    /// The width of its longest line, where no other is made.
    pub fn most(&self) -> Length {
        let whole = |line: &Vec<Stretch>| {
            let spaces = line.iter().rev().skip(1).map(|own| own.space);
            line.iter().map(|own| own.width).sum::<Length>() + spaces.sum() + HAIR
        };
        self.lines.iter().map(whole).fold(Length::ZERO, Length::max)
    }

    /// How many lines it takes in a width.
    pub fn lines_in(&self, width: Length) -> usize {
        let mut count = 0;
        for line in &self.lines {
            let mut x: Option<Length> = None;
            for stretch in line {
                let end = x.map(|x| x + stretch.width);
                let start = match end {
                    Some(end) if end + HAIR <= width => end,
                    Some(_) | None => {
                        count += 1;
                        stretch.width
                    }
                };
                x = Some(start + stretch.space);
            }
            count += usize::from(line.is_empty());
        }
        count.max(1)
    }

    /// The narrowest width in which it takes no more lines than these, to [`GRAIN`].
    pub fn width_for(&self, lines: usize) -> Length {
        let (mut low, mut high) = (self.least(), self.most());
        if self.lines_in(low) <= lines {
            return low;
        }
        while high - low > GRAIN {
            let middle = low + (high - low) / 2;
            if self.lines_in(middle) <= lines {
                high = middle;
            } else {
                low = middle;
            }
        }
        high
    }

    /// How many stretches it has.
    pub fn stretches(&self) -> usize {
        self.lines.iter().map(Vec::len).sum()
    }
}

/// A cell on as few lines as the author has forced. Its nodes are made again when it is set.
pub fn unbroken(
    lowering: &mut Lowering,
    cell: &Cell<Resolved>,
    style: ParagraphStyle,
    owner: NodeId,
) -> Vec<SetLine> {
    let position = lowering.structure.position();
    let style = ParagraphStyle {
        alignment: Alignment::Ragged,
        ..style
    };
    let column = Column {
        left: Length::ZERO,
        measure: UNBOUNDED,
    };
    let lines = lowering.set(&cell.content, style, owner, column);
    lowering.structure.rewind(position);
    lines
}

/// Widths of columns are sought to an eighth of a point.
const GRAIN: Length = Length(crate::length::SCALE / 8);

/// The words of a line with their places and runs.
fn words(line: &SetLine) -> impl Iterator<Item = (&Run, &PlacedWord)> {
    line.marks.iter().flat_map(|mark| {
        let (run, words) = match mark {
            Mark::Text(run) => (Some(run), run.words.as_slice()),
            Mark::Fill(_) | Mark::Image(_) => (None, &[][..]),
        };
        words.iter().filter_map(move |word| Some((run?, word)))
    })
}

fn stretches_of(lowering: &Lowering, line: &SetLine, tight: bool, ends_cell: bool) -> Vec<Stretch> {
    let words: Vec<_> = words(line).collect();
    let mut stretches: Vec<Stretch> = Vec::new();
    let mut start = Length::ZERO;
    for (at, (run, placed)) in words.iter().enumerate() {
        let x = run.x + placed.dx();
        let is_last = at + 1 == words.len();
        if tight && let Some(word) = lowering.words.get(placed.word) {
            let units = Faces::get().face(word.face).units_per_em;
            let scale = |own: i32| run.size.font_units(i64::from(own), units);
            // The last word of a paragraph is not hyphenated.
            let allowed = |hyphen: bool| !(hyphen && is_last && ends_cell);
            for place in word.breaks.iter().filter(|place| allowed(place.hyphen)) {
                let (end, hyphen) = (x + scale(place.position), scale(place.before));
                stretches.push(Stretch {
                    width: end - start + hyphen,
                    space: -hyphen,
                });
                start = end;
            }
        }
        if is_last {
            break;
        }
        if placed.after == After::Space {
            let end = x + advance(lowering, run, placed);
            let next = words
                .get(at + 1)
                .map_or(end, |(run, word)| run.x + word.dx());
            stretches.push(Stretch {
                width: end - start,
                space: next - end,
            });
            start = next;
        }
    }
    stretches.push(Stretch {
        width: line.width - start,
        space: Length::ZERO,
    });
    stretches
}

/// How far a placed word moves the pen.
fn advance(lowering: &Lowering, run: &Run, placed: &PlacedWord) -> Length {
    let length = lowering.words.get(placed.word).map(|word| word.text.len());
    x_in(lowering, run, placed, length.unwrap_or(0))
}

/// How far from a placed word's left edge the byte of its text stands.
fn x_in(lowering: &Lowering, run: &Run, placed: &PlacedWord, byte: usize) -> Length {
    let Some(word) = lowering.words.get(placed.word) else {
        return Length::ZERO;
    };
    let before = word.glyphs.iter();
    let before = before.filter(|glyph| (glyph.cluster as usize) < byte);
    let (count, units) = before.fold((0, 0), |(count, units), glyph| {
        (count + 1, units + i64::from(glyph.advance))
    });
    let face = Faces::get().face(word.face);
    run.size.font_units(units, face.units_per_em) + run.tracking * count
}

/// Where a number stands on its line, from the line's start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// A dash or another word for nothing.
    Nothing,
    /// A number.
    Number {
        /// Before the decimal mark.
        before: Length,
        /// From the decimal mark to the end of the number and its unit.
        after: Length,
        /// From the decimal mark to the end of the line: brackets and the marks of notes hang.
        whole: Length,
    },
}

impl Figure {
    /// Reads a line that starts at `left`. Raised text, such as the mark of a note, is no part of the
    /// number.
    pub fn of(lowering: &Lowering, line: &SetLine, left: Length) -> Option<Figure> {
        let mut text = String::new();
        let mut places: Vec<(usize, &Run, &PlacedWord)> = Vec::new();
        for (run, placed) in words(line) {
            if run.baseline != Length::ZERO {
                break;
            }
            let word = lowering.words.get(placed.word)?;
            places.push((text.len(), run, placed));
            text.push_str(&word.text);
            if placed.after == After::Space {
                text.push(' ');
            }
        }
        let x = |byte: usize| {
            let place = places.iter().rev().find(|(from, ..)| *from <= byte);
            place.map_or(Length::ZERO, |(from, run, placed)| {
                run.x + placed.dx() - left + x_in(lowering, run, placed, byte - from)
            })
        };
        Some(match quantity(&text, &lowering.division.language)? {
            Quantity::Nothing => Figure::Nothing,
            Quantity::Number { point, end } => Figure::Number {
                before: x(point),
                after: x(end) - x(point),
                whole: line.width - x(point),
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(lines: &[&[i64]]) -> CellText {
        let stretch = |width: &i64| Stretch {
            width: Length::pt(*width),
            space: Length::pt(2),
        };
        let lines = lines.iter().map(|line| line.iter().map(stretch).collect());
        CellText::new(lines.collect())
    }

    #[test]
    fn a_cell_takes_the_fewest_lines_that_hold_its_words() {
        let cell = text(&[&[10, 10, 10, 30]]);
        for (width, lines) in [
            (70, 1),
            (66, 2),
            (37, 2),
            (35, 2),
            (33, 3),
            (23, 3),
            (10, 4),
        ] {
            assert_eq!(cell.lines_in(Length::pt(width)), lines, "{width}");
        }
        assert_eq!(text(&[&[10], &[10]]).lines_in(Length::pt(50)), 2);
        assert_eq!(text(&[]).lines_in(Length::pt(50)), 1);
    }

    #[test]
    fn the_width_for_some_lines_is_the_narrowest() {
        let cell = text(&[&[10, 10, 10, 30]]);
        for lines in 1..=4 {
            let width = cell.width_for(lines);
            assert!(cell.lines_in(width) <= lines, "{lines}");
            assert!(
                width == cell.least() || cell.lines_in(width - GRAIN) > lines,
                "{lines}"
            );
        }
    }
}
