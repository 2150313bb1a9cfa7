//! How a line is set on its measure: what its glue and its text gain or lose, and how bad that is.

use crate::length::Length;

use super::Totals;

/// How the glue of a line is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// At its natural width.
    Natural,
    /// Each glue gains its stretch of this order times `excess / total`. At order 0 so does the text,
    /// up to all that it may gain; the glue has the rest.
    Stretch {
        /// The order of infinity, 0 for finite.
        order: u8,
        /// What the line lacks.
        excess: i64,
        /// The stretch of that order in the line, that of the text included.
        total: i64,
    },
    /// Each glue loses its shrink times `excess / total`, and so does the text; never more than all
    /// of it.
    Shrink {
        /// What the line has too much; more than `total` in an overfull line.
        excess: i64,
        /// The shrink in the line, that of the text included.
        total: i64,
    },
}

impl Setting {
    /// The setting of a line with this excess: more than 0 where it is too short.
    pub(super) fn of(line: Totals, excess: i64) -> Setting {
        match excess {
            0 => Setting::Natural,
            1.. => match line.highest_stretch() {
                (0, stretch) if stretch + line.flex == 0 => Setting::Natural,
                (0, stretch) => Setting::Stretch {
                    order: 0,
                    excess,
                    total: stretch + line.flex,
                },
                (order, total) => Setting::Stretch {
                    order,
                    excess,
                    total,
                },
            },
            _ => Setting::Shrink {
                excess: -excess,
                total: line.shrink + line.flex,
            },
        }
    }

    /// The share of its expansion that the text takes, of `limit`; negative where it is condensed.
    pub fn expansion(self, limit: i64) -> i64 {
        match self {
            Setting::Stretch {
                order: 0,
                excess,
                total,
            } => Length(limit).scale(excess.min(total), total).0,
            Setting::Natural | Setting::Stretch { .. } => 0,
            Setting::Shrink { excess, total } => -Length(limit).scale(excess.min(total), total).0,
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

/// The badness of a line with this excess, where every line may gain `background` more; more than
/// [`INFINITELY_BAD`] where it cannot shrink enough.
pub(super) fn badness_of(line: Totals, excess: i64, background: i64) -> i32 {
    if excess <= 0 {
        let shrink = line.shrink + line.flex;
        return match -excess > shrink {
            true => INFINITELY_BAD + 1,
            false => badness(-excess, shrink),
        };
    }
    let (order, stretch) = line.highest_stretch();
    if order > 0 {
        return 0;
    }
    let stretch = stretch + background;
    // Text expands as far as it may, and the spaces alone gain what is still lacking.
    match excess > stretch + line.flex {
        true => badness(excess - line.flex, stretch),
        false => badness(excess, stretch + line.flex),
    }
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
pub(super) const INFINITELY_BAD: i32 = 10_000;
