//! Lines of a paragraph by total fit: the breaks that make the whole paragraph best, not one line
//! after another.
//!
//! The algorithm is that of D. E. Knuth and M. F. Plass, "Breaking Paragraphs into Lines", Software:
//! Practice and Experience 11 (1981), in the integer form of TeX (D. E. Knuth, *TeX: The Program*,
//! 1986, parts 38 and 39). In: items of a paragraph. Out: the breaks, with how each line is set.
//! LuaTeX's answers to 1,500 paragraphs are its oracle.

mod active;
mod item;
mod path;

use crate::length::Length;

use active::Search;
pub use item::{Item, Totals};

/// What makes a break good or bad; the names and units are TeX's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineParameters {
    /// The badness that every line may have when no word is hyphenated; `None` skips that pass.
    pub pretolerance: Option<i32>,
    /// The badness that every line may have when words are hyphenated.
    pub tolerance: i32,
    /// Added to the badness of each line before it is squared.
    pub line_penalty: i64,
    /// For neighbouring lines of very different looseness.
    pub adjacent_demerits: i64,
    /// For two hyphenated lines in a row.
    pub double_hyphen_demerits: i64,
    /// For a hyphen at the end of the last line but one.
    pub final_hyphen_demerits: i64,
    /// Lines wanted more (or, negative, fewer) than the best number.
    pub looseness: i32,
    /// Stretch that every line is given when nothing else helps.
    pub emergency_stretch: Length,
    /// Stretch that every line is given always: how far ragged lines may fall short. It makes lines
    /// acceptable and widens no glue.
    pub ragged_stretch: Length,
}

impl Default for LineParameters {
    /// TeX's parameters for good work in a measure of 60 to 75 characters.
    fn default() -> LineParameters {
        LineParameters {
            pretolerance: Some(60),
            tolerance: 400,
            line_penalty: 10,
            adjacent_demerits: 10_000,
            double_hyphen_demerits: 30_000,
            final_hyphen_demerits: 15_000,
            looseness: 0,
            emergency_stretch: Length::pt(24),
            ragged_stretch: Length::ZERO,
        }
    }
}

/// The breaks of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breaks {
    /// The lines in order.
    pub lines: Vec<Line>,
    /// The sum of the lines' demerits.
    pub demerits: i64,
    /// How many lines more than the best number there are.
    pub looseness: i32,
}

/// One line: the items that it shows and how its glue is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// The first item, after what a break swallows.
    pub start: usize,
    /// The item of the break: glue, kern and penalty vanish there, a discretionary shows what it
    /// has before the break. Equal to the number of items at the paragraph's end.
    pub end: usize,
    /// The discretionary that the line before broke at, which shows what it has after the break.
    pub after: Option<usize>,
    /// How its glue is set.
    pub setting: Setting,
}

/// How the glue of a line is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// At its natural width.
    Natural,
    /// Each glue gains its stretch of this order times `excess / total`.
    Stretch {
        /// The order of infinity, 0 for finite.
        order: u8,
        /// What the line lacks.
        excess: i64,
        /// The stretch of that order in the line.
        total: i64,
    },
    /// Each glue loses its shrink times `excess / total`; never more than all of it.
    Shrink {
        /// What the line has too much; more than `total` in an overfull line.
        excess: i64,
        /// The shrink in the line.
        total: i64,
    },
}

impl Setting {
    /// What a glue with this stretch and shrink gains, rounded toward zero.
    pub fn gain(self, stretch: Length, stretch_order: u8, shrink: Length) -> Length {
        match self {
            Setting::Natural => Length::ZERO,
            Setting::Stretch {
                order,
                excess,
                total,
            } if order == stretch_order => stretch.scale(excess, total),
            Setting::Stretch { .. } => Length::ZERO,
            Setting::Shrink { excess, total } => -shrink.scale(excess.min(total), total),
        }
    }

    /// By how much the line is wider than its measure although all its glue has shrunk.
    pub fn overfull(self) -> Option<Length> {
        match self {
            Setting::Shrink { excess, total } if excess > total => Some(Length(excess - total)),
            _ => None,
        }
    }
}

/// Breaks a paragraph into lines of width `measure`.
///
/// The items should end with glue of infinite stretch, so that the last line may be short; the
/// break after the last item is forced. There is always an answer: where no line fits, lines are
/// overfull and say so in their setting.
pub fn break_lines(items: &[Item], measure: Length, parameters: &LineParameters) -> Breaks {
    let background = parameters.ragged_stretch;
    let mut passes = Vec::with_capacity(3);
    if let Some(pretolerance) = parameters.pretolerance {
        passes.push(Pass {
            threshold: pretolerance,
            hyphenate: false,
            background,
        });
    }
    passes.push(Pass {
        threshold: parameters.tolerance,
        hyphenate: true,
        background,
    });
    if parameters.emergency_stretch > Length::ZERO {
        let background = background + parameters.emergency_stretch;
        // An ugly line is better than one that sticks out.
        passes.push(Pass {
            threshold: INFINITELY_BAD - 1,
            hyphenate: true,
            background,
        });
    }
    let last = passes.len() - 1;
    for (at, pass) in passes.into_iter().enumerate() {
        if let Some(breaks) = Search::run(items, measure, parameters, pass, at == last) {
            return breaks;
        }
    }
    // The last pass always answers; this line is for the type alone.
    Breaks {
        lines: Vec::new(),
        demerits: 0,
        looseness: 0,
    }
}

/// One pass over the paragraph.
#[derive(Clone, Copy, Debug)]
struct Pass {
    /// The badness that a line may have.
    threshold: i32,
    /// Whether automatic discretionaries are breaks.
    hyphenate: bool,
    /// Stretch added to every line.
    background: Length,
}

/// TeX's badness: about 100 times the cube of `excess / total`, at most 10,000 (*TeX: The Program*,
/// section 108).
pub fn badness(excess: i64, total: i64) -> i32 {
    if excess == 0 {
        return 0;
    }
    if total <= 0 {
        return INFINITELY_BAD;
    }
    let ratio = if excess <= 7_230_584 {
        excess * 297 / total
    } else if total >= 1_663_497 {
        excess / (total / 297)
    } else {
        excess
    };
    if ratio > 1_290 {
        return INFINITELY_BAD;
    }
    i32::try_from((ratio * ratio * ratio + 131_072) / 262_144).unwrap_or(INFINITELY_BAD)
}

/// The badness of a line that cannot be stretched enough.
const INFINITELY_BAD: i32 = 10_000;

#[cfg(test)]
mod tests;
