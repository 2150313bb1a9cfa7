//! The items of a paragraph, as TeX has them, and sums over them.

use crate::length::Length;

/// One item of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Item {
    /// Something of a fixed width that no line breaks in.
    Box(Length),
    /// Letters that no line breaks in.
    Text {
        /// The natural width.
        width: Length,
        /// What it may gain or lose by expansion of the face.
        flex: Length,
        /// How far it stands out to the left when a line begins with it.
        left: Length,
        /// How far it stands out to the right when a line ends with it.
        right: Length,
    },
    /// White space. A line may break at it when a box, a discretionary or a kern of the face stands
    /// before it.
    Glue {
        /// The natural width.
        width: Length,
        /// What it may gain.
        stretch: Length,
        /// The order of infinity of the stretch: 0 finite, 1 to 4 ever more infinite.
        order: u8,
        /// What it may lose.
        shrink: Length,
    },
    /// A fixed space.
    Kern {
        /// Its width.
        width: Length,
        /// Whether a line may break at it when glue follows, and whether it vanishes after a break.
        explicit: bool,
    },
    /// A place to break: 10,000 forbids it, -10,000 forces it.
    Penalty(i32),
    /// A place to break that shows something else when a line breaks there.
    Discretionary {
        /// The width of what ends the line: the hyphen, mostly.
        before: Length,
        /// The width of what begins the next line.
        after: Length,
        /// The width of what stands there when no line breaks.
        replaced: Length,
        /// How far what ends the line stands out to the right.
        hang: Length,
        /// The penalty of the break.
        penalty: i32,
        /// Whether hyphenation put it there, so that the first pass leaves it alone.
        automatic: bool,
    },
}

impl Item {
    /// Whether a line may break at glue that follows.
    pub(super) fn precedes_break(self) -> bool {
        match self {
            Item::Box(_) | Item::Text { .. } | Item::Discretionary { .. } => true,
            Item::Kern { explicit, .. } => !explicit,
            Item::Glue { .. } | Item::Penalty(_) => false,
        }
    }

    /// How far it stands out to the left at the start of a line.
    pub(super) fn hang_left(self) -> Length {
        match self {
            Item::Text { left, .. } => left,
            Item::Box(_)
            | Item::Glue { .. }
            | Item::Kern { .. }
            | Item::Penalty(_)
            | Item::Discretionary { .. } => Length::ZERO,
        }
    }

    /// Whether it vanishes at the start of a line.
    pub(super) fn is_discarded(self) -> bool {
        match self {
            Item::Glue { .. } | Item::Penalty(_) => true,
            Item::Kern { explicit, .. } => explicit,
            Item::Box(_) | Item::Text { .. } | Item::Discretionary { .. } => false,
        }
    }
}

/// How far a line that breaks at the item `at` stands out to the right.
pub(super) fn hang_right(items: &[Item], at: usize) -> Length {
    if let Some(Item::Discretionary { hang, .. }) = items.get(at) {
        return *hang;
    }
    let shown = items.iter().take(at).rev();
    let last = shown
        .copied()
        .find(|item| !matches!(item, Item::Penalty(_)));
    match last {
        Some(Item::Text { right, .. }) => right,
        Some(
            Item::Box(_)
            | Item::Glue { .. }
            | Item::Kern { .. }
            | Item::Penalty(_)
            | Item::Discretionary { .. },
        )
        | None => Length::ZERO,
    }
}

/// Width, stretch and shrink from the paragraph's start to some place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Natural width.
    pub width: i64,
    /// Stretch by order of infinity.
    pub stretch: [i64; 5],
    /// Shrink.
    pub shrink: i64,
    /// What the text may gain or lose by expansion.
    pub flex: i64,
}

impl Totals {
    /// Adds an item where no line breaks.
    pub fn add(&mut self, item: Item) {
        match item {
            Item::Box(width) | Item::Kern { width, .. } => self.width += width.0,
            Item::Text { width, flex, .. } => {
                self.width += width.0;
                self.flex += flex.0;
            }
            Item::Glue {
                width,
                stretch,
                order,
                shrink,
            } => {
                self.width += width.0;
                self.stretch[usize::from(order.min(4))] += stretch.0;
                self.shrink += shrink.0;
            }
            Item::Discretionary { replaced, .. } => self.width += replaced.0,
            Item::Penalty(_) => {}
        }
    }

    /// What lies between an earlier place and this one.
    pub fn since(self, start: Totals) -> Totals {
        let mut stretch = self.stretch;
        for (own, before) in stretch.iter_mut().zip(start.stretch) {
            *own -= before;
        }
        Totals {
            width: self.width - start.width,
            stretch,
            shrink: self.shrink - start.shrink,
            flex: self.flex - start.flex,
        }
    }

    /// The highest order of infinity with any stretch, and that stretch.
    pub fn highest_stretch(self) -> (u8, i64) {
        for order in (1..5_u8).rev() {
            if self.stretch[usize::from(order)] != 0 {
                return (order, self.stretch[usize::from(order)]);
            }
        }
        (0, self.stretch[0])
    }
}
