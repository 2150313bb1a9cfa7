//! The four ordered streams of a book: running text, notes, table cells, and floats with their
//! captions and what stands under them. Each must reach every edition whole, once and in order; what the tool makes itself
//! (contents, folios, numbers) is generated and compared with the resolver's own list.

/// The stream that a piece of text belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stream {
    /// Titles, headings, paragraphs, lists, quotations, boxes, recommendations.
    Running,
    /// The text of the notes, but for those under tables.
    Notes,
    /// The cells of the tables.
    Cells,
    /// Captions of figures and tables, the notes and source under a table, and the text inside
    /// drawings.
    Floats,
    /// What the tool writes itself: numbers, labels, references, contents, running heads.
    Generated,
}

impl Stream {
    /// The four streams that come from the manuscript.
    pub const OF_THE_MANUSCRIPT: [Stream; 4] = [
        Stream::Running,
        Stream::Notes,
        Stream::Cells,
        Stream::Floats,
    ];

    /// Its name in marked content and in reports.
    pub fn name(self) -> &'static str {
        match self {
            Stream::Running => "Running",
            Stream::Notes => "Notes",
            Stream::Cells => "Cells",
            Stream::Floats => "Floats",
            Stream::Generated => "Generated",
        }
    }
}
