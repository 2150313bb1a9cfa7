//! The texts of an edition as they were read: stream by stream, with the page or document at which
//! each piece was seen.

use crate::document::Stream;

/// The end of a line that shows no space: a word may go on after it, or end. It is no character of
/// any book.
pub const BREAK: char = '\u{1}';

/// What was read from a finished edition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EditionTexts {
    streams: [PlacedText; 5],
    /// The text of each drawing, as often as it stands in the edition.
    pub drawings: Vec<DrawnText>,
    /// What repeats or decorates: running heads, folios, repeated heads of tables.
    pub artifacts: String,
    /// The pages' labels, or the paths of the documents.
    sheets: Vec<String>,
}

/// The text of a drawing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrawnText {
    /// The text.
    pub text: String,
    /// The page or document, among the sheets.
    pub sheet: usize,
}

/// A text and the sheets that it stands on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlacedText {
    /// The text, with its breaks.
    pub text: String,
    /// Where the text of each sheet begins.
    starts: Vec<(usize, usize)>,
}

impl EditionTexts {
    /// The text of a stream, with its breaks.
    pub fn stream(&self, stream: Stream) -> &str {
        &self.placed(stream).text
    }

    /// The text of all drawings.
    pub fn drawn(&self) -> String {
        self.drawings.iter().map(|own| own.text.as_str()).collect()
    }

    /// The sheet on which a character of a stream was seen: the one at this byte of its text.
    pub fn sheet_at(&self, stream: Stream, byte: usize) -> Option<&str> {
        let starts = &self.placed(stream).starts;
        let after = starts.partition_point(|(start, _)| *start <= byte);
        let (_, sheet) = starts.get(after.checked_sub(1)?)?;
        self.sheet(*sheet)
    }

    /// A page's label, or the path of a document.
    pub fn sheet(&self, sheet: usize) -> Option<&str> {
        self.sheets.get(sheet).map(String::as_str)
    }

    /// Begins a page or a document.
    pub(super) fn begin_sheet(&mut self, name: String) {
        let sheet = self.sheets.len();
        self.sheets.push(name);
        for own in &mut self.streams {
            own.starts.push((own.text.len(), sheet));
        }
    }

    /// Adds the text of a drawing on the sheet that was begun last.
    pub(super) fn push_drawing(&mut self, text: String) {
        let sheet = self.sheets.len().saturating_sub(1);
        self.drawings.push(DrawnText { text, sheet });
    }

    /// Adds the texts of one page, which has begun.
    pub(super) fn append(&mut self, page: EditionTexts) {
        for (own, other) in self.streams.iter_mut().zip(page.streams) {
            own.text.push(BREAK);
            own.text.push_str(&other.text);
        }
        self.artifacts.push(BREAK);
        self.artifacts.push_str(&page.artifacts);
        for drawing in page.drawings {
            self.push_drawing(drawing.text);
        }
    }

    /// The text of a stream, to be added to.
    pub(super) fn stream_mut(&mut self, stream: Stream) -> &mut String {
        let [running, notes, cells, floats, generated] = &mut self.streams;
        let own = match stream {
            Stream::Running => running,
            Stream::Notes => notes,
            Stream::Cells => cells,
            Stream::Floats => floats,
            Stream::Generated => generated,
        };
        &mut own.text
    }

    fn placed(&self, stream: Stream) -> &PlacedText {
        let [running, notes, cells, floats, generated] = &self.streams;
        match stream {
            Stream::Running => running,
            Stream::Notes => notes,
            Stream::Cells => cells,
            Stream::Floats => floats,
            Stream::Generated => generated,
        }
    }
}
