//! How large a book is: [`ResolvedBook`] and [`PagedBook`] -> [`Extent`], the figures of the report.
//! Words are counted as they were written; what the tool makes (numbers, contents, heads) is not.

use serde::Serialize;

use crate::document::{Block, BlockKind, Content, Inline, Matter, NoteId, Resolved, Stream, Table};
use crate::layout::PagedBook;
use crate::resolve::{Division, DivisionKind, ResolvedBook};

/// The figures of a book.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Extent {
    /// Pages of the print edition.
    pub pages: Pages,
    /// Words of the manuscript by stream.
    pub words: Words,
    /// Notes.
    pub notes: usize,
    /// Chapters, parts and generated pages.
    pub divisions: usize,
    /// Divisions that hold a text.
    pub chapters: usize,
    /// Headings below the chapters' titles.
    pub headings: usize,
    /// Figures, numbered or not.
    pub figures: usize,
    /// Tables.
    pub tables: usize,
    /// Boxes.
    pub boxes: usize,
    /// Recommendations.
    pub recommendations: usize,
    /// Image files.
    pub images: usize,
}

/// Pages by kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Pages {
    /// All pages, the blank ones too.
    pub total: usize,
    /// Those with nothing on them.
    pub blank: usize,
    /// Those of the front matter, with roman folios.
    pub roman: usize,
    /// The others.
    pub arabic: usize,
}

/// Words by stream of the manuscript.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Words {
    /// All of them.
    pub total: usize,
    /// Titles, headings, paragraphs, lists, quotations, boxes, recommendations.
    pub running: usize,
    /// Notes, but for those of tables.
    pub notes: usize,
    /// Table cells.
    pub cells: usize,
    /// Captions, and the notes and sources of tables.
    pub floats: usize,
}

impl Extent {
    /// Counts a book.
    pub fn of(book: &ResolvedBook, pages: &PagedBook) -> Extent {
        let mut extent = Extent {
            pages: count_pages(book, pages),
            images: book.images.files.len(),
            ..Extent::default()
        };
        for division in &book.divisions {
            extent.count_division(division);
        }
        let words = &mut extent.words;
        words.total = words.running + words.notes + words.cells + words.floats;
        extent
    }

    fn count_division(&mut self, division: &Division) {
        self.divisions += 1;
        self.notes += division.notes.len();
        match &division.kind {
            DivisionKind::Chapter(chapter) => {
                self.chapters += 1;
                self.count_content(&chapter.title, Stream::Running);
                self.count_blocks(&chapter.blocks, Stream::Running);
            }
            DivisionKind::Part(title) => self.count_content(title, Stream::Running),
            DivisionKind::Imprint(blocks) => self.count_blocks(blocks, Stream::Running),
            DivisionKind::Annex(annex) => self.count_blocks(&annex.own, Stream::Running),
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
            let stream = match under_tables.contains(&id) {
                true => Stream::Floats,
                false => Stream::Notes,
            };
            self.count_blocks(&note.blocks, stream);
        }
    }

    fn count_blocks(&mut self, blocks: &[Block<Resolved>], stream: Stream) {
        for block in blocks {
            self.count_block(&block.kind, stream);
        }
    }

    fn count_block(&mut self, block: &BlockKind<Resolved>, stream: Stream) {
        match block {
            BlockKind::Heading(heading) => {
                self.headings += 1;
                self.count_content(&heading.content, stream);
            }
            BlockKind::Paragraph(content) => self.count_content(content, stream),
            BlockKind::List(list) => {
                for item in &list.items {
                    self.count_blocks(&item.blocks, stream);
                }
            }
            BlockKind::Definitions(definitions) => {
                for definition in definitions {
                    self.count_content(&definition.term, stream);
                    for blocks in &definition.definitions {
                        self.count_blocks(blocks, stream);
                    }
                }
            }
            BlockKind::Quotation(quotation) => self.count_blocks(&quotation.blocks, stream),
            BlockKind::Code(code) => self.add(stream, words_of(&code.text)),
            BlockKind::Rule => {}
            BlockKind::Table(table) => self.count_table(table),
            BlockKind::Figure(figure) => {
                self.figures += 1;
                if let Some(caption) = &figure.caption {
                    self.count_content(caption, Stream::Floats);
                }
            }
            BlockKind::Box(boxed) => {
                self.boxes += 1;
                if let Some(title) = &boxed.title {
                    self.count_content(title, stream);
                }
                self.count_blocks(&boxed.blocks, stream);
            }
            BlockKind::Recommendation(recommendation) => {
                self.recommendations += 1;
                self.count_blocks(&recommendation.blocks, stream);
            }
            BlockKind::Signatures(signatures) => {
                for signature in signatures {
                    self.count_content(&signature.office, stream);
                    for organization in &signature.organizations {
                        self.count_content(organization, stream);
                    }
                }
            }
        }
    }

    fn count_table(&mut self, table: &Table<Resolved>) {
        self.tables += 1;
        if let Some(caption) = &table.caption {
            self.count_content(caption, Stream::Floats);
        }
        if let Some(source) = &table.source {
            self.add(Stream::Floats, words_of(source));
        }
        for row in table.head.iter().chain(&table.rows) {
            for cell in &row.cells {
                self.count_content(&cell.content, Stream::Cells);
            }
        }
    }

    fn count_content(&mut self, content: &Content<Resolved>, stream: Stream) {
        let mut text = String::new();
        collect(&content.inlines, &mut text);
        self.add(stream, words_of(&text));
    }

    fn add(&mut self, stream: Stream, words: usize) {
        match stream {
            Stream::Running => self.words.running += words,
            Stream::Notes => self.words.notes += words,
            Stream::Cells => self.words.cells += words,
            Stream::Floats => self.words.floats += words,
            Stream::Generated => {}
        }
    }
}

/// The text of inlines as words are counted in it: styles and note marks do not part a word, line
/// breaks, references and images do.
fn collect(inlines: &[Inline<Resolved>], text: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(own) => text.push_str(&own.text),
            Inline::Styled(styled) => collect(&styled.inlines, text),
            Inline::Link(link) => collect(&link.inlines, text),
            Inline::Registry(own) if own.inlines.is_empty() => text.push(' '),
            Inline::Registry(own) => collect(&own.inlines, text),
            Inline::NoteMark(_) | Inline::IndexMark(_) => {}
            Inline::Reference(_) | Inline::Image(_) | Inline::LineBreak(_) => text.push(' '),
        }
    }
}

/// Words between white space: a dash or an ellipsis that stands alone is none.
fn words_of(text: &str) -> usize {
    let mut words = 0;
    let mut is_counted = false;
    for char in text.chars() {
        if char.is_whitespace() {
            is_counted = false;
        } else if !is_counted && char.is_alphanumeric() {
            is_counted = true;
            words += 1;
        }
    }
    words
}

fn count_pages(book: &ResolvedBook, pages: &PagedBook) -> Pages {
    let total = pages.pages.len();
    let roman = pages
        .pages
        .iter()
        .filter(|page| {
            let division = book.divisions.get(page.division.0 as usize);
            division.is_some_and(|division| division.matter == Matter::Front)
        })
        .count();
    Pages {
        total,
        blank: pages.pages.iter().filter(|page| page.blank).count(),
        roman,
        arabic: total - roman,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{
        AnchorId, Cell, CellSpan, Label, Note, NoteId, NoteMark, NumberedBlock, Row, Style, Styled,
        Text, TextId,
    };
    use crate::source::{FileId, Span};

    const SPAN: Span = Span {
        file: FileId(0),
        start: 0,
        end: 0,
    };

    fn text(text: &str) -> Inline<Resolved> {
        Inline::Text(Text {
            text: text.to_owned(),
            span: SPAN,
        })
    }

    fn content(inlines: Vec<Inline<Resolved>>) -> Content<Resolved> {
        Content {
            id: TextId(0),
            inlines,
        }
    }

    fn block(kind: BlockKind<Resolved>) -> Block<Resolved> {
        Block { span: SPAN, kind }
    }

    fn division(kind: DivisionKind, notes: Vec<Note<Resolved>>) -> Division {
        Division {
            matter: Matter::Body,
            in_part: false,
            anchor: AnchorId(0),
            name: "a".to_owned(),
            kind,
            notes,
            language: "en".to_owned(),
            span: None,
            is_draft: false,
        }
    }

    #[test]
    fn a_word_is_not_parted_by_a_style_or_a_note_mark() {
        let mark = Inline::NoteMark(NoteMark {
            note: NoteId(0),
            anchor: AnchorId(1),
            number: "1".to_owned(),
            span: SPAN,
        });
        let styled = Inline::Styled(Styled {
            style: Style::Emphasis,
            inlines: vec![text("believ")],
            span: SPAN,
        });
        let paragraph = content(vec![text("un"), styled, text("able – so"), mark, text(".")]);
        let note = Note {
            label: Label("n".to_owned()),
            anchor: AnchorId(2),
            number: Some("1".to_owned()),
            blocks: vec![block(BlockKind::Paragraph(content(vec![text("ibid. 12")])))],
            span: SPAN,
        };
        let mut extent = Extent::default();
        extent.count_division(&division(DivisionKind::Part(paragraph), vec![note]));
        assert_eq!(extent.words.running, 2);
        assert_eq!(extent.words.notes, 2);
        assert_eq!((extent.notes, extent.divisions, extent.chapters), (1, 1, 0));
    }

    #[test]
    fn a_table_counts_its_cells_apart_from_its_caption() {
        let cell = |own: &str| Cell {
            content: content(vec![text(own)]),
            joined: CellSpan::Own,
            span: SPAN,
        };
        let table = Table {
            numbered: NumberedBlock {
                anchor: AnchorId(0),
                number: Some("1".to_owned()),
            },
            caption: Some(content(vec![text("Members by year")])),
            source: Some("GMG".to_owned()),
            columns: Vec::new(),
            head: Vec::new(),
            rows: vec![Row {
                cells: vec![cell("2006"), cell("ten members")],
                span: SPAN,
            }],
            row_headers: false,
            notes: Vec::new(),
        };
        let mut extent = Extent::default();
        extent.count_block(&BlockKind::Table(table), Stream::Running);
        assert_eq!(extent.words.cells, 3);
        assert_eq!(extent.words.floats, 4);
        assert_eq!((extent.words.running, extent.tables), (0, 1));
    }
}
