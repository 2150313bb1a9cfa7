//! A resolved book -> its four streams as plain text: what every edition must hold, whole, once and in
//! order. What the tool writes itself is no part of them: numbers, labels, references, bylines, title
//! pages, contents, lists. Alternative texts are no text, and the text inside drawings is compared
//! with the drawings.

use crate::document::{
    Block, BlockKind, Content, Figure, Inline, Note, NoteId, Resolved, Row, Stream, Table,
};
use crate::resolve::{DivisionKind, ResolvedBook};
use crate::source::Span;

/// The text of each stream: words with one space between them. The end of a block is a space too.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StreamTexts {
    /// Titles of parts and chapters, headings, paragraphs, lists, boxes with their titles, code.
    pub running: String,
    /// The notes, division by division, but for those under tables.
    pub notes: String,
    /// The cells of the tables.
    pub cells: String,
    /// The captions of tables and figures, and the tables' notes and sources.
    pub floats: String,
}

/// The four streams of a book. The notes under a table go with the table, wherever it is set, so they
/// are part of the floats.
pub fn streams(book: &ResolvedBook) -> StreamTexts {
    let mut texts = StreamTexts::default();
    read(book, &mut texts);
    StreamTexts {
        running: single_spaced(&texts.running),
        notes: single_spaced(&texts.notes),
        cells: single_spaced(&texts.cells),
        floats: single_spaced(&texts.floats),
    }
}

/// The four streams of a book with the places in the manuscript where they are written.
pub fn placed_streams(book: &ResolvedBook) -> PlacedStreams {
    let mut texts = PlacedStreams::default();
    read(book, &mut texts);
    texts
}

fn read(book: &ResolvedBook, texts: &mut impl Sink) {
    for division in &book.divisions {
        let mut texts = Reader {
            texts: &mut *texts,
            notes: &division.notes,
        };
        texts.texts.at(division.span);
        match &division.kind {
            DivisionKind::Chapter(chapter) => {
                texts.content(&chapter.title, Stream::Running);
                texts.blocks(&chapter.blocks, Stream::Running);
            }
            DivisionKind::Part(title) => texts.content(title, Stream::Running),
            DivisionKind::Imprint(blocks) => texts.blocks(blocks, Stream::Running),
            DivisionKind::Annex(annex) => texts.blocks(&annex.own, Stream::Running),
            DivisionKind::HalfTitle
            | DivisionKind::TitlePage
            | DivisionKind::Contents { .. }
            | DivisionKind::Acronyms { .. }
            | DivisionKind::Contributors { .. }
            | DivisionKind::List { .. }
            | DivisionKind::Bibliography { .. }
            | DivisionKind::Index { .. } => {}
        }
        let under_tables = division.table_notes();
        for (note, id) in division.notes.iter().zip((0..).map(NoteId)) {
            if !under_tables.contains(&id) {
                texts.blocks(&note.blocks, Stream::Notes);
            }
        }
    }
}

/// Words with one space between them.
pub fn single_spaced(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    }
    words
}

impl StreamTexts {
    /// The text of a stream; what the tool generates has none here.
    pub fn get(&self, stream: Stream) -> &str {
        match stream {
            Stream::Running => &self.running,
            Stream::Notes => &self.notes,
            Stream::Cells => &self.cells,
            Stream::Floats => &self.floats,
            Stream::Generated => "",
        }
    }

    fn of(&mut self, stream: Stream) -> Option<&mut String> {
        match stream {
            Stream::Running => Some(&mut self.running),
            Stream::Notes => Some(&mut self.notes),
            Stream::Cells => Some(&mut self.cells),
            Stream::Floats => Some(&mut self.floats),
            Stream::Generated => None,
        }
    }
}

/// Who takes the texts while a book is read.
trait Sink {
    /// A piece of text.
    fn push(&mut self, text: &str, stream: Stream);

    /// Where the pieces that follow are written.
    fn at(&mut self, _span: Option<Span>) {}

    /// Whether the pieces that follow are of a table or figure that may stand elsewhere.
    fn floats(&mut self, _floats: bool) {}

    /// Whether the pieces that follow are code.
    fn code(&mut self, _code: bool) {}
}

impl Sink for StreamTexts {
    fn push(&mut self, text: &str, stream: Stream) {
        if let Some(own) = self.of(stream) {
            own.push_str(text);
        }
    }
}

/// The streams as they are read, spaces as they come, with the place of each piece.
#[derive(Clone, Debug, Default)]
pub struct PlacedStreams {
    texts: StreamTexts,
    pieces: [Vec<Piece>; 4],
    span: Option<Span>,
    floats: bool,
    code: bool,
}

/// A piece of a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its first byte in the stream's text.
    pub start: usize,
    /// Its bytes.
    pub length: usize,
    /// Where it is written.
    pub span: Option<Span>,
    /// Whether it belongs to a table or figure with a number, which the pages may show elsewhere among
    /// those that stand where they are written.
    pub floats: bool,
    /// Whether it is a block of code, whose lines are turned anywhere, without a hyphen.
    pub code: bool,
}

impl PlacedStreams {
    /// The text of a stream.
    pub fn text(&self, stream: Stream) -> &str {
        self.texts.get(stream)
    }

    /// The pieces of a stream in order, without gaps between them.
    pub fn pieces(&self, stream: Stream) -> &[Piece] {
        let [running, notes, cells, floats] = &self.pieces;
        match stream {
            Stream::Running => running,
            Stream::Notes => notes,
            Stream::Cells => cells,
            Stream::Floats => floats,
            Stream::Generated => &[],
        }
    }

    /// Where the character at this byte of a stream is written: to the character where the piece is
    /// printed as it is written, otherwise the whole piece. Past the end it is the last piece.
    pub fn span_at(&self, stream: Stream, byte: usize) -> Option<Span> {
        let pieces = self.pieces(stream);
        let after = pieces.partition_point(|piece| piece.start <= byte);
        let piece = pieces.get(after.checked_sub(1)?)?;
        let span = piece.span?;
        let range = span.range();
        let inside = byte.saturating_sub(piece.start);
        match range.len() == piece.length && inside < piece.length {
            true => Some(Span::new(span.file, range.start + inside, range.end)),
            false => Some(span),
        }
    }
}

impl Sink for PlacedStreams {
    fn push(&mut self, text: &str, stream: Stream) {
        let Some(own) = self.texts.of(stream) else {
            return;
        };
        let start = own.len();
        own.push_str(text);
        let [running, notes, cells, floats] = &mut self.pieces;
        let pieces = match stream {
            Stream::Running => running,
            Stream::Notes => notes,
            Stream::Cells => cells,
            Stream::Floats => floats,
            Stream::Generated => return,
        };
        // The space that ends a block is nowhere in the manuscript: it lengthens no piece.
        if text != " " || pieces.is_empty() {
            pieces.push(Piece {
                start,
                length: text.len(),
                span: self.span,
                floats: self.floats,
                code: self.code,
            });
        }
    }

    fn at(&mut self, span: Option<Span>) {
        self.span = span;
    }

    fn floats(&mut self, floats: bool) {
        self.floats = floats;
    }

    fn code(&mut self, code: bool) {
        self.code = code;
    }
}

/// A division while its texts are read.
struct Reader<'a, S> {
    texts: &'a mut S,
    notes: &'a [Note<Resolved>],
}

impl<S: Sink> Reader<'_, S> {
    fn blocks(&mut self, blocks: &[Block<Resolved>], stream: Stream) {
        for block in blocks {
            self.block(block, stream);
        }
    }

    fn block(&mut self, block: &Block<Resolved>, stream: Stream) {
        self.texts.at(Some(block.span));
        match &block.kind {
            BlockKind::Heading(heading) => self.content(&heading.content, stream),
            BlockKind::Paragraph(content) => self.content(content, stream),
            BlockKind::List(list) => {
                for item in &list.items {
                    self.blocks(&item.blocks, stream);
                }
            }
            BlockKind::Definitions(definitions) => {
                for definition in definitions {
                    self.content(&definition.term, stream);
                    for blocks in &definition.definitions {
                        self.blocks(blocks, stream);
                    }
                }
            }
            BlockKind::Quotation(quotation) => self.blocks(&quotation.blocks, stream),
            BlockKind::Code(code) => {
                self.texts.code(true);
                self.texts.push(&code.text, stream);
                self.texts.code(false);
                self.texts.push(" ", stream);
            }
            BlockKind::Rule => {}
            BlockKind::Table(table) => {
                self.texts.floats(table.numbered.number.is_some());
                self.table(table, block.span);
                self.texts.floats(false);
            }
            BlockKind::Figure(figure) => {
                self.texts.floats(figure.numbered.number.is_some());
                self.figure(figure);
                self.texts.floats(false);
            }
            BlockKind::Box(boxed) => {
                if let Some(title) = &boxed.title {
                    self.content(title, stream);
                }
                self.blocks(&boxed.blocks, stream);
            }
            BlockKind::Recommendation(own) => self.blocks(&own.blocks, stream),
            BlockKind::Signatures(signatures) => {
                for signature in signatures {
                    self.content(&signature.office, stream);
                    for organization in &signature.organizations {
                        self.content(organization, stream);
                    }
                }
            }
        }
    }

    fn figure(&mut self, figure: &Figure<Resolved>) {
        if let Some(caption) = &figure.caption {
            self.content(caption, Stream::Floats);
        }
    }

    fn table(&mut self, table: &Table<Resolved>, span: Span) {
        if let Some(caption) = &table.caption {
            self.content(caption, Stream::Floats);
        }
        self.rows(&table.head);
        self.rows(&table.rows);
        for id in &table.notes {
            if let Some(note) = self.notes.get(id.0 as usize) {
                self.blocks(&note.blocks, Stream::Floats);
            }
        }
        if let Some(source) = &table.source {
            self.texts.at(Some(span));
            self.texts.push(source, Stream::Floats);
            self.texts.push(" ", Stream::Floats);
        }
    }

    fn rows(&mut self, rows: &[Row<Resolved>]) {
        for cell in rows.iter().flat_map(|row| &row.cells) {
            self.content(&cell.content, Stream::Cells);
        }
    }

    fn content(&mut self, content: &Content<Resolved>, stream: Stream) {
        self.inlines(&content.inlines, stream);
        self.texts.push(" ", stream);
    }

    fn inlines(&mut self, inlines: &[Inline<Resolved>], stream: Stream) {
        for inline in inlines {
            match inline {
                Inline::Text(text) => {
                    self.texts.at(Some(text.span));
                    self.texts.push(&text.text, stream);
                }
                Inline::Styled(styled) => self.inlines(&styled.inlines, stream),
                Inline::Link(link) => self.inlines(&link.inlines, stream),
                Inline::Registry(own) => self.inlines(&own.inlines, stream),
                Inline::LineBreak(_) => self.texts.push(" ", stream),
                Inline::NoteMark(_)
                | Inline::Reference(_)
                | Inline::IndexMark(_)
                | Inline::Image(_) => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Matter, Role};
    use crate::manuscript::Generated;
    use crate::resolve::resolve;
    use crate::resolve::tests::notation::Sample;

    #[test]
    fn each_text_is_in_one_stream_and_generated_text_in_none() {
        let sample = Sample::new()
            .page(Generated::Title, None)
            .page(Generated::Contents, None)
            .part("Part  title")
            .text(
                Matter::Body,
                Role::Contribution,
                "a.md",
                "contributor: iom\n# Title[^1]\n## Head\nSee [@b],\u{a0}again[^2].\n\
                 table: Table caption[^3] | cell\nfigure: Figure caption\n\
                 box: Box title | in box\nrecommendation #r: Do\n> Quoted\n\
                 [^3]: Three\n[^1]: One [@b]\n[^2]: Two",
            )
            .chapter("b.md", "id: b\n# Last");
        let (book, diagnostics) = resolve(sample.book, &sample.manuscript, Sample::images(), None);
        assert_eq!(diagnostics, []);
        let texts = streams(&book);
        assert_eq!(
            texts,
            StreamTexts {
                running: "Part title Title Head See , again. Box title in box Do Quoted Last"
                    .into(),
                notes: "One Two".into(),
                cells: "cell".into(),
                floats: "Table caption Three Source Figure caption".into(),
            }
        );
        for stream in Stream::OF_THE_MANUSCRIPT {
            assert!(!texts.get(stream).is_empty(), "{}", stream.name());
        }
    }
}
