//! The parsed book as text that people can read and tests can compare: one line for each block and
//! inline, indented by its depth, with the lines and columns of its source.

use std::fmt::Write;

use crate::document::{
    Block, BlockKind, Cell, CellSpan, ColumnAlignment, Content, CrossReference, FigureReach, Image,
    IndexRequest, Inline, Label, List, NameForm, Note, Parsed, RangeEnd, ReferenceForm,
    ReferenceRequest, RegistryRequest, Row, SignatoryPart, Style, Table, TextRole,
};
use crate::source::{Sources, Span};

use super::{Book, Chapter, ParsedDivision, ParsedDivisionKind};

/// Writes the tree of the book; `sources` are those of its manuscript.
pub fn dump(book: &Book, sources: &Sources) -> String {
    let mut dump = Dump {
        sources,
        text: String::new(),
        depth: 0,
    };
    for division in &book.divisions {
        dump.division(division);
    }
    dump.text
}

struct Dump<'a> {
    sources: &'a Sources,
    text: String,
    depth: usize,
}

impl Dump<'_> {
    fn line(&mut self, span: Option<Span>, what: &str) {
        let indent = "  ".repeat(self.depth);
        let place = span.map_or(String::new(), |span| format!("  [{}]", self.place(span)));
        // Writing to a string cannot fail.
        let _ = writeln!(self.text, "{indent}{what}{place}");
    }

    /// `line:column-line:column`; the second line only where it differs.
    fn place(&self, span: Span) -> String {
        let start = self.sources.position(span);
        let end = self
            .sources
            .position(Span::new(span.file, span.range().end, span.range().end));
        let (line, column) = (end.line, end.column);
        if start.line == line {
            format!("{line}:{}-{column}", start.column)
        } else {
            format!("{}:{}-{line}:{column}", start.line, start.column)
        }
    }

    fn inside(&mut self, write: impl FnOnce(&mut Self)) {
        self.depth += 1;
        write(self);
        self.depth -= 1;
    }

    fn division(&mut self, division: &ParsedDivision) {
        let matter = format!("{:?}", division.matter).to_lowercase();
        match &division.kind {
            ParsedDivisionKind::Part(title) => self.line(None, &format!("{matter} part {title:?}")),
            ParsedDivisionKind::Chapter(chapter) => {
                self.line(None, &format!("{matter} {:?}", chapter.role));
                self.inside(|dump| dump.chapter(chapter));
            }
            ParsedDivisionKind::Generated {
                page,
                title,
                by: _,
                text,
            } => {
                let title = title.as_ref();
                let title = title.map_or(String::new(), |title| format!(" {title:?}"));
                self.line(None, &format!("{matter} generated {page:?}{title}"));
                if let Some(chapter) = text {
                    self.inside(|dump| dump.chapter(chapter));
                }
            }
        }
    }

    fn chapter(&mut self, chapter: &Chapter) {
        let front = &chapter.front;
        let mut what = "front".to_owned();
        what += &option("short_title", front.short_title.as_deref());
        let contributor = front.contributor.as_ref().map(|(id, _)| id.as_str());
        what += &option("contributor", contributor);
        what += &option("status", front.status.map(|(own, _)| own.word()));
        what += &option("lang", front.language.as_deref());
        what += &anchor(&front.id);
        self.line(Some(front.span), &what);
        self.inside(|dump| dump.content("title", &front.title));
        self.blocks(&chapter.blocks);
        for note in &chapter.notes {
            self.note(note);
        }
    }

    fn note(&mut self, note: &Note<Parsed>) {
        self.line(Some(note.span), &format!("note {}", note.label));
        self.inside(|dump| dump.blocks(&note.blocks));
    }

    fn blocks(&mut self, blocks: &[Block<Parsed>]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block<Parsed>) {
        let span = Some(block.span);
        match &block.kind {
            BlockKind::Heading(heading) => {
                let mut what = format!("heading {}", heading.level);
                what += &anchor(&heading.numbered.anchor);
                what += &option("question", heading.question.as_deref());
                what += &option("short", heading.short_title.as_deref());
                self.line(span, &what);
                self.inside(|dump| dump.inlines(&heading.content.inlines));
            }
            BlockKind::Paragraph(content) => {
                self.line(span, "paragraph");
                self.inside(|dump| dump.inlines(&content.inlines));
            }
            BlockKind::List(list) => self.list(list, block.span),
            BlockKind::Definitions(entries) => {
                self.line(span, "definitions");
                self.inside(|dump| {
                    for entry in entries {
                        dump.content("term", &entry.term);
                        for blocks in &entry.definitions {
                            dump.line(None, "means");
                            dump.inside(|dump| dump.blocks(blocks));
                        }
                    }
                });
            }
            BlockKind::Quotation(quotation) => {
                let what = match quotation.role {
                    TextRole::Quotation => "quotation",
                    TextRole::Epigraph => "epigraph",
                    TextRole::Verse => "verse",
                    TextRole::NothingToReport => "nothing-to-report",
                };
                self.line(span, what);
                self.inside(|dump| dump.blocks(&quotation.blocks));
            }
            BlockKind::Code(code) => {
                let what = format!("code{}", option("language", code.language.as_deref()));
                self.line(span, &what);
                self.inside(|dump| dump.line(None, &format!("{:?}", code.text)));
            }
            BlockKind::Rule => self.line(span, "rule"),
            BlockKind::Table(table) => self.table(table, block.span),
            BlockKind::Figure(figure) => {
                let reach = match figure.reach {
                    FigureReach::Block => "",
                    FigureReach::Sides => " bleed",
                    FigureReach::Page => " full-page",
                };
                let what = format!("figure{}{reach}", anchor(&figure.numbered.anchor));
                self.line(span, &what);
                self.inside(|dump| {
                    dump.image(&figure.image);
                    if let Some(caption) = &figure.caption {
                        dump.content("caption", caption);
                    }
                });
            }
            BlockKind::Box(own) => {
                let kind = option("kind", own.kind.as_deref());
                self.line(span, &format!("box{}{kind}", anchor(&own.numbered.anchor)));
                self.inside(|dump| {
                    if let Some(title) = &own.title {
                        dump.content("title", title);
                    }
                    dump.blocks(&own.blocks);
                });
            }
            BlockKind::Recommendation(own) => {
                let from = own.from.iter().map(|label| format!(" from {label}"));
                let what = format!(
                    "recommendation{} themes={:?} to={:?}{}",
                    anchor(&own.numbered.anchor),
                    own.themes,
                    own.addressees,
                    from.collect::<String>()
                );
                self.line(span, &what);
                self.inside(|dump| dump.blocks(&own.blocks));
            }
            BlockKind::Signatures(signatures) => {
                self.line(span, "signatures");
                self.inside(|dump| {
                    for signature in signatures {
                        dump.content("office", &signature.office);
                        for organization in &signature.organizations {
                            dump.content("organization", organization);
                        }
                    }
                });
            }
        }
    }

    fn list(&mut self, list: &List<Parsed>, span: Span) {
        let kind = list.start.map_or("bullets".to_owned(), |start| {
            format!("numbers from {start}")
        });
        let space = if list.tight { "tight" } else { "loose" };
        self.line(Some(span), &format!("list {space} {kind}"));
        self.inside(|dump| {
            for item in &list.items {
                let what = match item.task {
                    None => "item",
                    Some(false) => "item to do",
                    Some(true) => "item done",
                };
                dump.line(Some(item.span), what);
                dump.inside(|dump| dump.blocks(&item.blocks));
            }
        });
    }

    fn table(&mut self, table: &Table<Parsed>, span: Span) {
        let columns: String = table
            .columns
            .iter()
            .map(|column| match column.alignment {
                ColumnAlignment::Left => 'l',
                ColumnAlignment::Centre => 'c',
                ColumnAlignment::Right => 'r',
                ColumnAlignment::Decimal => 'd',
            })
            .collect();
        let mut what = format!("table{} columns={columns}", anchor(&table.numbered.anchor));
        what += &option("source", table.source.as_deref());
        if table.row_headers {
            what += " row headers";
        }
        self.line(Some(span), &what);
        self.inside(|dump| {
            dump.rows("head", &table.head);
            dump.rows("row", &table.rows);
            if let Some(caption) = &table.caption {
                dump.content("caption", caption);
            }
        });
    }

    fn rows(&mut self, what: &str, rows: &[Row<Parsed>]) {
        for row in rows {
            self.line(Some(row.span), what);
            self.inside(|dump| row.cells.iter().for_each(|cell| dump.cell(cell)));
        }
    }

    fn cell(&mut self, cell: &Cell<Parsed>) {
        let what = match cell.joined {
            CellSpan::Own => "cell",
            CellSpan::Left => "cell joined to the left",
            CellSpan::Above => "cell joined to the one above",
        };
        self.line(Some(cell.span), what);
        self.inside(|dump| dump.inlines(&cell.content.inlines));
    }

    fn content(&mut self, what: &str, content: &Content<Parsed>) {
        self.line(None, what);
        self.inside(|dump| dump.inlines(&content.inlines));
    }

    fn inlines(&mut self, inlines: &[Inline<Parsed>]) {
        for inline in inlines {
            self.inline(inline);
        }
    }

    fn inline(&mut self, inline: &Inline<Parsed>) {
        match inline {
            Inline::Text(text) => self.line(Some(text.span), &format!("{:?}", text.text)),
            Inline::Styled(styled) => {
                self.line(Some(styled.span), &style(&styled.style));
                self.inside(|dump| dump.inlines(&styled.inlines));
            }
            Inline::Link(link) => {
                self.line(Some(link.span), &format!("link {:?}", link.url));
                self.inside(|dump| dump.inlines(&link.inlines));
            }
            Inline::NoteMark(mark) => self.line(Some(mark.span), &format!("mark {}", mark.label)),
            Inline::Reference(request) => self.reference(request),
            Inline::Registry(own) => {
                self.line(Some(own.span), &registry_request(&own.registry));
                self.inside(|dump| dump.inlines(&own.inlines));
            }
            Inline::IndexMark(request) => self.index_mark(request),
            Inline::Image(image) => self.image(image),
            Inline::LineBreak(span) => self.line(Some(*span), "line break"),
        }
    }

    fn reference(&mut self, request: &ReferenceRequest) {
        let form = match request.form {
            ReferenceForm::KindAndNumber => "",
            ReferenceForm::Title => " title",
            ReferenceForm::Page => " page",
            ReferenceForm::Number => " number",
        };
        self.line(Some(request.span), &format!("reference{form}"));
        self.inside(|dump| {
            for item in &request.items {
                let locator = option("locator", item.locator.as_deref());
                let prefix = option("prefix", item.prefix.as_deref());
                let bare = if item.suppress_author { "-" } else { "" };
                let line = format!("{bare}@{}{prefix}{locator}", item.label);
                dump.line(Some(item.span), &line);
            }
        });
    }

    fn index_mark(&mut self, request: &IndexRequest) {
        let levels: Vec<&str> = request.levels().collect();
        let mut what = format!("index {:?}", levels.join("; "));
        what += &match &request.cross_reference {
            Some(CrossReference::See(other)) => option("see", Some(other)),
            Some(CrossReference::SeeAlso(other)) => option("also", Some(other)),
            None => String::new(),
        };
        what += &option("contributor", request.contributor.as_deref());
        what += match request.range {
            Some(RangeEnd::Start) => " start",
            Some(RangeEnd::End) => " end",
            None => "",
        };
        self.line(Some(request.span), &what);
    }

    fn image(&mut self, image: &Image<Parsed>) {
        let mut what = format!("image {:?} {:?}", image.source, image.alternative);
        if image.decorative {
            what += " decorative";
        }
        if let Some(width) = image.width {
            what += &format!(" width={}.{:02}%", width / 100, width % 100);
        }
        self.line(Some(image.span), &what);
    }
}

fn option(name: &str, value: Option<&str>) -> String {
    value.map_or(String::new(), |value| format!(" {name}={value:?}"))
}

fn anchor(label: &Option<Label>) -> String {
    label
        .as_ref()
        .map_or(String::new(), |label| format!(" #{label}"))
}

fn registry_request(request: &RegistryRequest) -> String {
    match request {
        RegistryRequest::Acronym => "acronym".to_owned(),
        RegistryRequest::Count { group } => format!("count of {group}"),
        RegistryRequest::Members {
            group,
            form,
            language,
        } => {
            let form = match form {
                NameForm::Full => "",
                NameForm::Short => " short",
            };
            let language = option("language", language.as_deref());
            format!("members of {group}{form}{language}")
        }
        RegistryRequest::Signatory { id, part } => match part {
            SignatoryPart::Office => format!("office of {id}"),
            SignatoryPart::Organization => format!("organization of {id}"),
        },
    }
}

fn style(style: &Style) -> String {
    match style {
        Style::Emphasis => "emphasis".to_owned(),
        Style::Strong => "strong".to_owned(),
        Style::Strikethrough => "strikethrough".to_owned(),
        Style::Superscript => "superscript".to_owned(),
        Style::Subscript => "subscript".to_owned(),
        Style::Code => "code".to_owned(),
        Style::SmallCaps => "small capitals".to_owned(),
        Style::Language(tag) => format!("language {tag}"),
    }
}
