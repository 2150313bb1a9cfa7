//! Names and identities. A [`Label`] is what an author wrote; the other types are the resolver's
//! handles, each an index into a table of the resolved book.

use std::fmt;

/// The name of something that can be referred to: `sec-x`, `fig-y`, a note's label.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Label(pub String);

impl Label {
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Label {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// A division of the resolved book (a chapter, a generated page), in book order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DivisionId(pub u32);

impl DivisionId {
    /// No division: where the places stand that are not in the part of a book that is made.
    pub const ELSEWHERE: DivisionId = DivisionId(u32::MAX);
}

/// A place that can be linked to: an index into `ResolvedBook::anchors`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AnchorId(pub u32);

/// A note of a division: an index into `Division::notes`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NoteId(pub u32);

/// An image: an index into `Images`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ImageId(pub u32);

/// One run of inlines, counted through the book in document order. A [`TextId`] and an offset in
/// characters name a place in the text that page breaks and page lists agree on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextId(pub u32);
