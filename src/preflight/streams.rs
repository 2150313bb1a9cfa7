//! A resolved book -> its four streams as plain text: what every edition must hold, whole, once and in
//! order. What the tool writes itself is no part of them: numbers, labels, references, bylines, title
//! pages, contents, lists. Alternative texts are no text, and the text inside drawings is compared
//! with the drawings.

use crate::document::{
    Block, BlockKind, Content, Figure, Inline, Note, NoteId, Resolved, Row, Stream, Table,
};
use crate::resolve::{DivisionKind, ResolvedBook};

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
    for division in &book.divisions {
        let mut texts = Reader {
            texts: &mut texts,
            notes: &division.notes,
        };
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
            | DivisionKind::List { .. } => {}
        }
        let under_tables = division.table_notes();
        for (note, id) in division.notes.iter().zip((0..).map(NoteId)) {
            if !under_tables.contains(&id) {
                texts.blocks(&note.blocks, Stream::Notes);
            }
        }
    }
    StreamTexts {
        running: single_spaced(&texts.running),
        notes: single_spaced(&texts.notes),
        cells: single_spaced(&texts.cells),
        floats: single_spaced(&texts.floats),
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

    fn push(&mut self, text: &str, stream: Stream) {
        match stream {
            Stream::Running => self.running.push_str(text),
            Stream::Notes => self.notes.push_str(text),
            Stream::Cells => self.cells.push_str(text),
            Stream::Floats => self.floats.push_str(text),
            Stream::Generated => {}
        }
    }
}

/// A division while its texts are read.
struct Reader<'a> {
    texts: &'a mut StreamTexts,
    notes: &'a [Note<Resolved>],
}

impl Reader<'_> {
    fn blocks(&mut self, blocks: &[Block<Resolved>], stream: Stream) {
        for block in blocks {
            self.block(block, stream);
        }
    }

    fn block(&mut self, block: &Block<Resolved>, stream: Stream) {
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
                self.texts.push(&code.text, stream);
                self.texts.push(" ", stream);
            }
            BlockKind::Rule => {}
            BlockKind::Table(table) => self.table(table),
            BlockKind::Figure(figure) => self.figure(figure),
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

    fn table(&mut self, table: &Table<Resolved>) {
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
                Inline::Text(text) => self.texts.push(&text.text, stream),
                Inline::Styled(styled) => self.inlines(&styled.inlines, stream),
                Inline::Link(link) => self.inlines(&link.inlines, stream),
                Inline::Registry(own) => self.inlines(&own.inlines, stream),
                Inline::LineBreak(_) => self.texts.push(" ", stream),
                Inline::NoteMark(_) | Inline::Reference(_) | Inline::Image(_) => {}
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
