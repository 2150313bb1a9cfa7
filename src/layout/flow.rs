//! The galley: what a division is before pages exist. A galley is a list of strips (lines of text,
//! rows of tables, figures) with spaces and penalties between them, the notes that the strips call, and
//! the figures and tables that are called in it and stand elsewhere. `choose_breaks` reads heights and
//! penalties alone.

use crate::document::{AnchorId, NoteId};
use crate::length::Length;

use super::paged::{Mark, TextPosition};

/// A penalty that forbids a page to end here.
pub const FORBIDDEN: i32 = 10_000;

/// A part of the galley that no page divides: a line, a row, a figure.
#[derive(Clone, Debug, Default)]
pub struct Strip {
    /// Its height.
    pub height: Length,
    /// How far it rises over the head of the text block where it is the first thing on its page: a
    /// picture that reaches the sides of the page then reaches its head. The height counts it.
    pub rise: Length,
    /// What is on it, relative to the left edge of the text block and its own top.
    pub marks: Vec<Mark>,
    /// The notes whose marks stand on it, in order.
    pub notes: Vec<NoteId>,
    /// The anchors on it, relative as the marks are.
    pub anchors: Vec<StripAnchor>,
    /// The first running text on it.
    pub start: Option<TextPosition>,
    /// Whether its top stands on the page's grid.
    pub on_grid: bool,
    /// What is set above it when a page begins with it: an index into the galley's repeats.
    pub head: Option<usize>,
    /// What is set below it when a page ends with it: an index into the galley's repeats.
    pub foot: Option<usize>,
    /// Whether it is part of a figure or table that stands where it is written: those that were called
    /// before it stand before it.
    pub keeps_order: bool,
    /// Whether its marks are read from the right of the page: they are then relative to the strip's
    /// lower left corner, from which their lines run upwards.
    pub turned: bool,
    /// For a line of a row that pages may part, the cell of each mark; empty for all other strips.
    pub cells: Vec<usize>,
    /// Whether it is a line that ends with a hyphen: a note is not divided there.
    pub hyphenated: bool,
}

/// An anchor at its place on a strip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StripAnchor {
    /// The anchor.
    pub anchor: AnchorId,
    /// From the left edge of the text block.
    pub x: Length,
    /// From the strip's top.
    pub y: Length,
}

/// An item of the galley.
#[derive(Clone, Debug)]
pub enum FlowItem {
    /// A strip.
    Strip(Strip),
    /// White space; it vanishes at the top of a page, and of two that meet the larger one stands.
    Space(Length),
    /// White space that a page may add here, whole or not at all, so that facing pages end level.
    Flex(Length),
    /// What it costs to end the page here. Between two strips without a penalty it costs nothing.
    Penalty(i32),
    /// The border of a way to set a paragraph.
    Variant(VariantMark),
    /// A figure or table that is called here and stands at the top or foot of a page.
    Float(Strip),
}

/// A paragraph that can be set in several numbers of lines stands in the galley as all of them, one
/// after another; a page has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VariantMark {
    /// The first way begins, the best one.
    First,
    /// Another way begins, which costs so much more.
    Other(i32),
    /// The last way has ended.
    End,
}

impl FlowItem {
    /// The strip that stands where it is written.
    pub fn strip(&self) -> Option<&Strip> {
        match self {
            FlowItem::Strip(strip) => Some(strip),
            FlowItem::Space(_)
            | FlowItem::Flex(_)
            | FlowItem::Penalty(_)
            | FlowItem::Variant(_)
            | FlowItem::Float(_) => None,
        }
    }

    /// The same, to be changed.
    pub fn strip_mut(&mut self) -> Option<&mut Strip> {
        match self {
            FlowItem::Strip(strip) => Some(strip),
            FlowItem::Space(_)
            | FlowItem::Flex(_)
            | FlowItem::Penalty(_)
            | FlowItem::Variant(_)
            | FlowItem::Float(_) => None,
        }
    }

    /// Whether the page breaker sees no difference between the two.
    pub fn breaks_like(&self, other: &FlowItem) -> bool {
        match (self, other) {
            (FlowItem::Strip(own), FlowItem::Strip(other))
            | (FlowItem::Float(own), FlowItem::Float(other)) => own.breaks_like(other),
            (FlowItem::Space(own), FlowItem::Space(other))
            | (FlowItem::Flex(own), FlowItem::Flex(other)) => own == other,
            (FlowItem::Penalty(own), FlowItem::Penalty(other)) => own == other,
            (FlowItem::Variant(own), FlowItem::Variant(other)) => own == other,
            _ => false,
        }
    }

    /// The height that it has wherever it stands: what may grow does not count.
    pub fn height(&self) -> Length {
        match self {
            FlowItem::Strip(strip) => strip.height,
            FlowItem::Space(height) => *height,
            FlowItem::Flex(_)
            | FlowItem::Penalty(_)
            | FlowItem::Variant(_)
            | FlowItem::Float(_) => Length::ZERO,
        }
    }
}

impl Strip {
    /// Whether the page breaker sees no difference between the two: it looks at everything but what is
    /// on a strip.
    fn breaks_like(&self, other: &Strip) -> bool {
        let Strip {
            height,
            rise,
            marks: _,
            notes,
            anchors: _,
            start: _,
            on_grid,
            head,
            foot,
            keeps_order,
            turned: _,
            cells: _,
            hyphenated,
        } = self;
        (*height, *rise) == (other.height, other.rise)
            && *hyphenated == other.hyphenated
            && *notes == other.notes
            && *on_grid == other.on_grid
            && (*head, *foot) == (other.head, other.foot)
            && *keeps_order == other.keeps_order
    }

    /// Puts a strip below what is on this one.
    pub fn stack(&mut self, mut lower: Strip) {
        lower.shift(Length::ZERO, self.height);
        self.height += lower.height;
        self.marks.append(&mut lower.marks);
        self.notes.append(&mut lower.notes);
        self.anchors.append(&mut lower.anchors);
        self.start = self.start.or(lower.start);
    }

    /// Moves everything on the strip.
    pub fn shift(&mut self, x: Length, y: Length) {
        for mark in &mut self.marks {
            mark.shift(x, y);
        }
        for anchor in &mut self.anchors {
            anchor.x += x;
            anchor.y += y;
        }
    }
}

impl Mark {
    /// Moves the mark.
    pub fn shift(&mut self, x: Length, y: Length) {
        match self {
            Mark::Text(run) => {
                run.x += x;
                run.baseline += y;
            }
            Mark::Fill(fill) => {
                fill.x += x;
                fill.y += y;
            }
            Mark::Image(image) => {
                image.x += x;
                image.y += y;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_breaker_sees_heights_and_notes_and_not_what_is_on_a_strip() {
        let strip = |height| Strip {
            height: Length::pt(height),
            ..Strip::default()
        };
        let line = FlowItem::Strip(strip(12));
        let marked = FlowItem::Strip(Strip {
            start: Some(TextPosition {
                text: crate::document::TextId(1),
                offset: 3,
            }),
            turned: true,
            ..strip(12)
        });
        assert!(line.breaks_like(&marked));
        let called = FlowItem::Strip(Strip {
            notes: vec![NoteId(0)],
            ..strip(12)
        });
        for other in [
            FlowItem::Strip(strip(13)),
            called,
            FlowItem::Float(strip(12)),
            FlowItem::Space(Length::pt(12)),
        ] {
            assert!(!line.breaks_like(&other), "{other:?}");
        }
        assert!(!FlowItem::Penalty(1).breaks_like(&FlowItem::Penalty(2)));
    }
}
