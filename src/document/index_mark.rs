//! Index marks: places in the text to which the index of the book leads. They print nothing.

use crate::source::Span;

use super::AnchorId;

/// An index mark as parsed: the entry that it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexRequest {
    /// The entries above its own, the outermost first.
    pub parents: Vec<String>,
    /// The words of the entry: `entry="..."`, or those that are printed.
    pub entry: String,
    /// The id of the contributor whose entry it is, which names itself.
    pub contributor: Option<String>,
    /// Where the entry sends the reader besides.
    pub cross_reference: Option<CrossReference>,
    /// The end of a passage, all of whose pages belong to the entry.
    pub range: Option<RangeEnd>,
    /// The brackets and their attributes.
    pub span: Span,
}

/// Where an entry of the index sends the reader: another entry, its levels parted by `;`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CrossReference {
    /// `see="..."`: there instead; the mark's place is no page of the entry.
    See(String),
    /// `also="..."`: there too.
    SeeAlso(String),
}

/// Which end of a passage a mark is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RangeEnd {
    /// `range="start"`.
    Start,
    /// `range="end"`.
    End,
}

impl IndexRequest {
    /// Its words and those of the entries above, the outermost first.
    pub fn levels(&self) -> impl Iterator<Item = &str> {
        self.parents
            .iter()
            .chain(std::iter::once(&self.entry))
            .map(String::as_str)
    }
}

/// An index mark as resolved: a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IndexMark {
    /// The place.
    pub anchor: AnchorId,
    /// The brackets and their attributes.
    pub span: Span,
}
