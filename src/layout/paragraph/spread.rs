//! What the spaces of a line gain or lose: all that its text leaves of the measure, to the last unit,
//! shared in proportion to their stretch or shrink. In: how the breaker sets the line, and what stands
//! on it. Out: the width of one space after another.

use crate::length::Length;

use super::super::break_lines::{Item, Setting, Totals};

/// The gain of a line's spaces, while they are set.
#[derive(Debug)]
pub(super) struct Spread {
    by: By,
    /// What all spaces together gain.
    gain: Length,
    /// Their stretch or shrink together.
    total: i64,
    /// The stretch or shrink of the spaces so far, and what they have gained.
    seen: i64,
    given: Length,
}

/// What the gain is in proportion to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum By {
    Stretch,
    Shrink,
    Nothing,
}

impl Spread {
    /// For a line in `room`, the measure with what stands out; `items` are what stands on it, its text
    /// already expanded.
    pub fn new(setting: Setting, room: Length, items: impl Iterator<Item = Item>) -> Spread {
        let mut line = Totals::default();
        items.for_each(|item| line.add(item));
        let left = room - Length(line.width);
        let (by, gain, total) = match setting {
            Setting::Natural => (By::Nothing, Length::ZERO, 0),
            Setting::Stretch { order: 0, .. } => (By::Stretch, left, line.stretch[0]),
            // The glue at the paragraph's end takes all.
            Setting::Stretch { .. } => (By::Nothing, Length::ZERO, 0),
            Setting::Shrink { .. } if setting.overfull().is_some() => {
                (By::Shrink, -Length(line.shrink), line.shrink)
            }
            Setting::Shrink { .. } => (By::Shrink, left, line.shrink),
        };
        Spread {
            by: if total > 0 { by } else { By::Nothing },
            gain,
            total,
            seen: 0,
            given: Length::ZERO,
        }
    }

    /// The width of the next space.
    pub fn next(&mut self, space: Item) -> Length {
        let Item::Glue {
            width,
            stretch,
            shrink,
            ..
        } = space
        else {
            return Length::ZERO;
        };
        self.seen += match self.by {
            By::Stretch => stretch.0,
            By::Shrink => shrink.0,
            By::Nothing => return width,
        };
        let due = self.gain.scale(self.seen, self.total);
        let own = due - self.given;
        self.given = due;
        width + own
    }
}
