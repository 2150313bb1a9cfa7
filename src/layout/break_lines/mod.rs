//! Lines of a paragraph by total fit: the breaks that make the whole paragraph best, not one line
//! after another.
//!
//! The algorithm is that of D. E. Knuth and M. F. Plass, "Breaking Paragraphs into Lines", Software:
//! Practice and Experience 11 (1981), in the integer form of TeX (D. E. Knuth, *TeX: The Program*,
//! 1986, parts 38 and 39). In: items of a paragraph. Out: the breaks, with how each line is set.
//! LuaTeX's answers to 1,500 paragraphs are its oracle.

mod active;
mod choose;
mod hopeless;
mod item;
mod judge;
mod path;
mod setting;
mod variants;

use crate::length::Length;

use active::Search;
pub use item::{Item, Totals};
use setting::INFINITELY_BAD;
pub use setting::{Setting, badness};
pub use variants::{LineVariants, break_lines_variants};

/// What makes a break good or bad; the names and units are TeX's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineParameters {
    /// The badness that every line may have when no word is hyphenated; `None` skips that pass.
    pub pretolerance: Option<i32>,
    /// The badness that every line may have when words are hyphenated, tried before the tolerance;
    /// `None` skips that pass.
    pub good: Option<i32>,
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
    /// For a third hyphenated line in a row, where there is no other way; 0 lets such lines be.
    pub ladder_demerits: i64,
    /// For a line that is looser than `good`, where no pass keeps all lines within that.
    pub loose_demerits: i64,
    /// A last line that is shorter is a runt.
    pub runt: Length,
    /// For a runt.
    pub runt_demerits: i64,
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
            pretolerance: Some(100),
            good: Some(100),
            tolerance: 400,
            line_penalty: 10,
            adjacent_demerits: 10_000,
            double_hyphen_demerits: 30_000,
            final_hyphen_demerits: 15_000,
            ladder_demerits: 1_000_000,
            loose_demerits: 200_000,
            runt: Length::ZERO,
            runt_demerits: 100_000,
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
    /// How its glue and its text are set.
    pub setting: Setting,
    /// How bad that is; stretch that every line is given does not count.
    pub badness: i32,
    /// How far it stands out to the left.
    pub left: Length,
    /// How far it stands out to the right.
    pub right: Length,
}

/// Breaks a paragraph into lines of width `measure`.
///
/// The items should end with glue of infinite stretch, so that the last line may be short; the
/// break after the last item is forced. There is always an answer: where no line fits, lines are
/// overfull and say so in their setting.
pub fn break_lines(items: &[Item], measure: Length, parameters: &LineParameters) -> Breaks {
    let by_lines = parameters.looseness != 0;
    for pass in passes(parameters).into_iter().flatten() {
        let search = Search::run(items, measure, parameters, pass, by_lines);
        if let Some(breaks) = pass.answer(&search) {
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
    /// Whether there is no other after it, so that it must give an answer.
    is_last: bool,
}

impl Pass {
    /// The best breaks that the pass found, if they are good enough for it.
    fn answer(self, search: &Search<'_>) -> Option<Breaks> {
        // A word may be hyphenated where that gives the last line company.
        let is_good = self.hyphenate || self.is_last || !search.ends_in_a_runt();
        search.best().filter(|_| is_good)
    }
}

/// The passes in order: without hyphens, with them, with looser lines, and with emergency stretch.
///
/// Emergency stretch hides how loose lines are: it makes a line that cannot but be ugly a reason for
/// others to be so too. Where `good` asks for it, a pass that lets lines be as loose as they must and
/// counts all of it comes before.
fn passes(parameters: &LineParameters) -> [Option<Pass>; 5] {
    let background = parameters.ragged_stretch;
    let emergency = parameters.emergency_stretch > Length::ZERO;
    let first = parameters.pretolerance.map(|threshold| Pass {
        threshold,
        hyphenate: false,
        background,
        is_last: false,
    });
    let second = Pass {
        threshold: parameters.tolerance,
        hyphenate: true,
        background,
        is_last: !emergency,
    };
    let good = parameters.good.map(|threshold| Pass {
        threshold,
        is_last: false,
        ..second
    });
    // An ugly line is better than one that sticks out.
    let any = Pass {
        threshold: INFINITELY_BAD - 1,
        is_last: false,
        ..second
    };
    let third = Pass {
        background: background + parameters.emergency_stretch,
        is_last: true,
        ..any
    };
    let counted = emergency && good.is_some() && parameters.loose_demerits > 0;
    [
        first,
        good,
        Some(second),
        counted.then_some(any),
        emergency.then_some(third),
    ]
}

#[cfg(test)]
mod tests;
