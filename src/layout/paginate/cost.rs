//! What a page costs. The unit is a hundredth of a page that ends a line short with nothing opposite;
//! the best pages of a division are those with the least sum.

use crate::length::Length;

/// A page shorter than this many lines, white space among them counted, looks lost.
pub(super) const FEWEST_LINES: i64 = 5;

/// How many lines a page may lack before it is no longer considered, where there is a choice.
pub(super) const SHORTEST: i64 = 6;

/// White space that a page adds so that it ends level with another.
pub(super) const FLEX: i64 = 120;
/// A note that goes on on the next page.
pub(super) const SPLIT_NOTE: i64 = 600;
/// A float at the foot: the head is its better place.
pub(super) const AT_FOOT: i64 = 30;
/// A float that is called and does not stand yet, for each page.
pub(super) const DELAYED: i64 = 1_500;
/// A page of floats alone, with room left.
pub(super) const FLOATS_ALONE: i64 = 600;
/// A few lines of text under or above other things.
pub(super) const FEW_LINES: i64 = 20_000;
/// A page on which almost nothing stands.
pub(super) const LOST_PAGE: i64 = 40_000;
/// What the pages of a division are only taken with where there are no others.
pub(super) const LATE_NOTES: i64 = 500_000;
pub(super) const PARTED: i64 = 700_000;
pub(super) const OVERFULL: i64 = 1_000_000;

/// A line by which a page lies deeper or higher than the others.
const LINE: i64 = 100;
/// Facing pages that do not end level, and each line between them.
const UNEVEN: i64 = 6_000;
const UNEVEN_LINE: i64 = 200;
/// Facing pages with about half a line between their ends.
const UNEVEN_HALF: i64 = 2_000;
/// A division's first or last page has nothing opposite that shows the difference, but its own head
/// and the other pages do.
const ALONE: i64 = 3;

/// A paragraph in another number of lines than the best: a little, and one more for so many demerits
/// of its lines.
const VARIANT: i64 = 10;
const DEMERITS: i64 = 2_000;

/// What it costs to take a paragraph in lines that have so many demerits more than the best.
pub fn of_variant(demerits: i64) -> i32 {
    i32::try_from(VARIANT + demerits.max(0) / DEMERITS).unwrap_or(i32::MAX)
}

/// Where a page stands in its spread.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Side {
    /// A left-hand page.
    Verso,
    /// A right-hand page, and how far the verso that faces it ends below the text block's foot, where
    /// that page belongs to the same division.
    Recto(Option<Length>),
}

impl Side {
    /// The side of the page after one that ends so far below the foot.
    pub fn after(self, level: Length) -> Side {
        match self {
            Side::Verso => Side::Recto(Some(level)),
            Side::Recto(_) => Side::Verso,
        }
    }
}

/// What it costs that a page ends so far below the foot of the text block, on its side of the spread.
/// The last page of a division ends where its text ends.
pub(super) fn of_level(side: Side, level: Length, is_end: bool, grid: Length) -> i64 {
    let facing = match side {
        Side::Recto(facing) => facing,
        Side::Verso => None,
    };
    if is_end {
        // A verso that runs long or short for the sake of a last page has no partner.
        let is_longer = level > Length::ZERO && facing != Some(level);
        let partner = facing.map_or(0, |facing| squares(facing, grid) * (ALONE - 1));
        return partner + i64::from(is_longer) * squares(level, grid) * ALONE;
    }
    let own = squares(level, grid);
    match (side, facing) {
        (Side::Recto(None), _) => own * ALONE,
        (_, Some(facing)) => own + of_difference((level - facing).abs(), grid),
        (_, None) => own,
    }
}

/// Up to a third of a line nobody sees. Half a line, where a page ends among things that stand off the
/// grid, is seen less than a whole one.
fn of_difference(difference: Length, grid: Length) -> i64 {
    if difference > grid / 3 && difference <= grid / 2 {
        UNEVEN_HALF
    } else if difference > grid / 2 {
        UNEVEN + UNEVEN_LINE * quarters(difference, grid) / 4
    } else {
        squares(difference, grid)
    }
}

/// What it costs that white space of this height is left on a page above its notes. Where a line of
/// text would go there, the text ends as much higher than that of the facing page.
pub(super) fn of_slack(slack: Length, grid: Length) -> i64 {
    let lacks_a_line = slack >= grid - grid / 16;
    squares(slack, grid) + UNEVEN * i64::from(lacks_a_line)
}

/// What the galley asks for a page that ends at a penalty.
pub(super) fn of_penalty(penalty: i32) -> i64 {
    i64::from(penalty)
}

/// How many lines a page can lack that costs no more than this, and is not the last; `None` where no
/// page costs so little. What is lacking above notes costs more than what is lacking at the foot.
pub(super) fn shortest_within(cost: i64) -> Option<i64> {
    let fits = |lines: &i64| LINE * lines * lines <= cost;
    let most = (0..SHORTEST).rev().find(fits)?;
    Some(most + 1)
}

/// A hundred for a line, and more than twice as much for two.
fn squares(height: Length, grid: Length) -> i64 {
    let quarters = quarters(height.abs(), grid);
    LINE * quarters * quarters / 16
}

fn quarters(height: Length, grid: Length) -> i64 {
    height.0 * 4 / grid.0.max(1)
}
