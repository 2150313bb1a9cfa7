//! One notation for what several readers of Markdown make of a text: tags and text, as `<p>a
//! <em>b</em></p>`. Here the parsed book is written in it; `commonmark` writes events of
//! pulldown-cmark and `pandoc` the tree of Pandoc. Quotation marks, dashes and ellipses are compared as
//! they are typed.

use recto::document::{
    Block, BlockKind, BoxBlock, Cell, CellSpan, ColumnAlignment, Content, Definition, Heading,
    Image, Inline, Label, List, ListItem, NameForm, Note, NumberedBlock, Parsed, Quotation,
    Recommendation, ReferenceForm, ReferenceRequest, RegistryRequest, Row, Signature, Style,
    Styled, Table, TextRole,
};
use recto::manuscript;
use recto::parse::{self, Book, ParsedDivisionKind};

use crate::harness::Workshop;

/// A text, parsed as the only one of a book.
pub fn parsed(text: &str) -> Book {
    let settings = "[book]\nslug = \"b\"\ntitle = \"B\"\nlanguage = \"en-GB\"\n\
                    [[contents.body]]\nfile = \"a.md\"\n";
    let workshop = Workshop::empty();
    workshop.write("manuscript/book.toml", settings);
    workshop.write("manuscript/a.md", text);
    let folder = workshop.path("manuscript");
    let (manuscript, _) = manuscript::read(&folder).expect("a manuscript");
    parse::parse(&manuscript).0
}

/// The blocks of a book. A note stands at its mark, or at the end where it has none.
pub fn of_book(book: &Book) -> String {
    let mut text = String::new();
    for division in &book.divisions {
        let ParsedDivisionKind::Chapter(chapter) = &division.kind else {
            continue;
        };
        let mut tree = Tree {
            text: String::new(),
            notes: chapter.notes.iter().map(|note| (note, false)).collect(),
        };
        tree.blocks(&chapter.blocks);
        let rest = tree.notes.iter().filter(|(_, set)| !set);
        let rest: Vec<&Note<Parsed>> = rest.map(|(note, _)| *note).collect();
        for note in rest {
            tree.note(note);
        }
        text.push_str(&tree.text);
    }
    folded(&text)
}

/// The title of the first text.
pub fn title(book: &Book) -> String {
    let chapters = book.divisions.iter().filter_map(|own| match &own.kind {
        ParsedDivisionKind::Chapter(chapter) => Some(chapter),
        ParsedDivisionKind::Part(_) | ParsedDivisionKind::Generated { .. } => None,
    });
    let mut tree = Tree::default();
    for chapter in chapters.take(1) {
        tree.inlines(&chapter.front.title.inlines);
    }
    folded(&tree.text)
}

/// Typographic punctuation written as it is typed.
pub fn folded(text: &str) -> String {
    text.replace(['“', '”'], "\"")
        .replace(['‘', '’'], "'")
        .replace('—', "---")
        .replace('–', "--")
        .replace('…', "...")
        .replace("«\u{A0}", "\"")
        .replace("«\u{202F}", "\"")
        .replace("\u{A0}»", "\"")
        .replace("\u{202F}»", "\"")
}

/// Attributes: ` #id .class key=value`.
pub fn attributes(id: &str, classes: &[&str], pairs: &[(&str, &str)]) -> String {
    let mut text = String::new();
    if !id.is_empty() {
        text += &format!(" #{id}");
    }
    for class in classes {
        text += &format!(" .{class}");
    }
    let mut pairs: Vec<&(&str, &str)> = pairs.iter().filter(|(_, own)| !own.is_empty()).collect();
    pairs.sort();
    for (key, value) in pairs {
        text += &format!(" {key}={value}");
    }
    text
}

/// A book while it is written.
#[derive(Default)]
struct Tree<'a> {
    text: String,
    /// The notes, and whether each was written.
    notes: Vec<(&'a Note<Parsed>, bool)>,
}

impl Tree<'_> {
    fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn blocks(&mut self, blocks: &[Block<Parsed>]) {
        for block in blocks {
            self.block(&block.kind);
        }
    }

    fn block(&mut self, kind: &BlockKind<Parsed>) {
        match kind {
            BlockKind::Heading(heading) => self.heading(heading),
            BlockKind::Paragraph(content) => self.content("p", content),
            BlockKind::List(list) => self.list(list),
            BlockKind::Definitions(entries) => self.definitions(entries),
            BlockKind::Quotation(Quotation { role, blocks }) => {
                let class = match role {
                    TextRole::Quotation => {
                        self.push("<quote>");
                        self.blocks(blocks);
                        self.push("</quote>");
                        return;
                    }
                    TextRole::Epigraph => "epigraph",
                    TextRole::Verse => "verse",
                    TextRole::NothingToReport => "nothing-to-report",
                };
                self.division(&attributes("", &[class], &[]), |tree| tree.blocks(blocks));
            }
            BlockKind::Code(code) => {
                let language = code.language.as_deref().unwrap_or("");
                self.push(&format!("<pre {language}>{}</pre>", code.text));
            }
            BlockKind::Rule => self.push("<hr>"),
            BlockKind::Table(table) => self.table(table),
            BlockKind::Figure(figure) => {
                if figure.caption.is_none() && figure.numbered.anchor.is_none() {
                    self.push("<p>");
                    self.image(&figure.image);
                    self.push("</p>");
                    return;
                }
                let own = attributes(id(&figure.numbered), &["figure"], &[]);
                self.division(&own, |tree| {
                    tree.push("<p>");
                    tree.image(&figure.image);
                    tree.push("</p>");
                    if let Some(caption) = &figure.caption {
                        tree.content("p", caption);
                    }
                });
            }
            BlockKind::Box(own) => self.box_block(own),
            BlockKind::Recommendation(own) => self.recommendation(own),
            BlockKind::Signatures(entries) => match signatories(entries) {
                Some(ids) => {
                    let own = attributes("", &["signatures"], &[("signatory", &ids)]);
                    self.division(&own, |_| {});
                }
                None => self.division(" .signatures", |tree| tree.signatures(entries)),
            },
        }
    }

    fn division(&mut self, attributes: &str, inside: impl FnOnce(&mut Self)) {
        self.push(&format!("<div{attributes}>"));
        inside(self);
        self.push("</div>");
    }

    fn heading(&mut self, heading: &Heading<Parsed>) {
        let letter = heading.question.as_deref().unwrap_or("");
        let classes: &[&str] = match heading.question {
            Some(_) => &["question"],
            None => &[],
        };
        let own = attributes(id(&heading.numbered), classes, &[("letter", letter)]);
        self.push(&format!("<h{}{own}>", heading.level));
        self.inlines(&heading.content.inlines);
        self.push(&format!("</h{}>", heading.level));
    }

    fn list(&mut self, list: &List<Parsed>) {
        let tightness = if list.tight { "tight" } else { "loose" };
        self.push(&format!("<list {tightness}>"));
        if let Some(start) = list.start {
            self.push(&format!("<start {start}>"));
        }
        for ListItem { task, blocks, .. } in &list.items {
            self.push("<li>");
            match task {
                Some(true) => self.push("<done>"),
                Some(false) => self.push("<to do>"),
                None => {}
            }
            self.blocks(blocks);
            self.push("</li>");
        }
        self.push("</list>");
    }

    fn definitions(&mut self, entries: &[Definition<Parsed>]) {
        self.push("<dl>");
        for entry in entries {
            self.content("dt", &entry.term);
            for blocks in &entry.definitions {
                self.push("<dd>");
                self.blocks(blocks);
                self.push("</dd>");
            }
        }
        self.push("</dl>");
    }

    fn signatures(&mut self, entries: &[Signature<Parsed>]) {
        self.push("<dl>");
        for Signature {
            office,
            organizations,
        } in entries
        {
            self.content("dt", office);
            self.push("<dd>");
            for organization in organizations {
                self.content("p", organization);
            }
            self.push("</dd>");
        }
        self.push("</dl>");
    }

    fn box_block(&mut self, own: &BoxBlock<Parsed>) {
        let mut title = Tree::default();
        if let Some(content) = &own.title {
            title.inlines(&content.inlines);
        }
        let kind = own.kind.as_deref().unwrap_or("");
        let pairs = [("kind", kind), ("title", title.text.as_str())];
        let own_attributes = attributes(id(&own.numbered), &["box"], &pairs);
        self.division(&own_attributes, |tree| tree.blocks(&own.blocks));
    }

    fn recommendation(&mut self, own: &Recommendation<Parsed>) {
        let (themes, to) = (own.themes.join(" "), own.addressees.join(" "));
        let from: Vec<&str> = own.from.iter().map(|label| label.as_str()).collect();
        let from = from.join(" ");
        let pairs = [
            ("from", from.as_str()),
            ("themes", themes.as_str()),
            ("to", to.as_str()),
        ];
        let own_attributes = attributes(id(&own.numbered), &["recommendation"], &pairs);
        self.division(&own_attributes, |tree| tree.blocks(&own.blocks));
    }

    fn table(&mut self, table: &Table<Parsed>) {
        let is_division = table.caption.is_some() || table.numbered.anchor.is_some();
        if !is_division {
            self.bare_table(table);
            return;
        }
        let source = table.source.as_deref().unwrap_or("");
        let own = attributes(id(&table.numbered), &["table"], &[("source", source)]);
        self.division(&own, |tree| {
            tree.bare_table(table);
            if let Some(caption) = &table.caption {
                tree.content("p", caption);
            }
        });
    }

    fn bare_table(&mut self, table: &Table<Parsed>) {
        self.push("<table");
        for column in &table.columns {
            self.push(match column.alignment {
                ColumnAlignment::Left => " l",
                ColumnAlignment::Right => " r",
                ColumnAlignment::Centre => " c",
                ColumnAlignment::Decimal => " d",
            });
        }
        self.push(">");
        for (tag, rows) in [("head", &table.head), ("rows", &table.rows)] {
            self.push(&format!("<{tag}>"));
            rows.iter().for_each(|row| self.row(row));
            self.push(&format!("</{tag}>"));
        }
        self.push("</table>");
    }

    fn row(&mut self, row: &Row<Parsed>) {
        self.push("<row>");
        for Cell {
            content, joined, ..
        } in &row.cells
        {
            match joined {
                CellSpan::Own => self.content("cell", content),
                CellSpan::Left | CellSpan::Above => self.push("<joined>"),
            }
        }
        self.push("</row>");
    }

    fn content(&mut self, tag: &str, content: &Content<Parsed>) {
        self.push(&format!("<{tag}>"));
        self.inlines(&content.inlines);
        self.push(&format!("</{tag}>"));
    }

    fn inlines(&mut self, inlines: &[Inline<Parsed>]) {
        for inline in inlines {
            match inline {
                Inline::Text(own) => self.push(&own.text),
                Inline::Styled(styled) => self.styled(styled),
                Inline::Link(link) => self.around(&format!("a {}", link.url), &link.inlines),
                Inline::NoteMark(mark) => self.mark(&mark.label),
                Inline::Reference(request) => self.reference(request),
                Inline::Registry(own) => {
                    let tag = registry(&own.registry, "");
                    self.around(&tag, &own.inlines);
                }
                Inline::IndexMark(_) => {}
                Inline::Image(image) => self.image(image),
                Inline::LineBreak(_) => self.push("<br>"),
            }
        }
    }

    /// A language and a question to the registries may stand on one span.
    fn styled(&mut self, styled: &Styled<Parsed>) {
        match (&styled.style, styled.inlines.as_slice()) {
            (Style::Language(tag), [Inline::Registry(own)]) if own.span == styled.span => {
                self.around(&registry(&own.registry, tag), &own.inlines);
            }
            (style, inlines) => self.around(&self::style(style), inlines),
        }
    }

    fn around(&mut self, tag: &str, inlines: &[Inline<Parsed>]) {
        let name = tag.split(' ').next().unwrap_or(tag);
        self.push(&format!("<{tag}>"));
        self.inlines(inlines);
        self.push(&format!("</{name}>"));
    }

    /// The note of a mark.
    fn mark(&mut self, label: &Label) {
        let mut notes = self.notes.iter_mut();
        match notes.find(|(note, set)| note.label == *label && !set) {
            Some((note, set)) => {
                *set = true;
                let note = *note;
                self.note(note);
            }
            None => self.push("<mark>"),
        }
    }

    fn note(&mut self, note: &Note<Parsed>) {
        self.push("<note>");
        self.blocks(&note.blocks);
        self.push("</note>");
    }

    fn reference(&mut self, request: &ReferenceRequest) {
        let class = match request.form {
            ReferenceForm::KindAndNumber => None,
            ReferenceForm::Number => Some("number"),
            ReferenceForm::Title => Some("title"),
            ReferenceForm::Page => Some("page"),
        };
        let keys = request.items.iter().map(|item| {
            let prefix = item.prefix.as_deref().unwrap_or_default();
            let sign = if item.suppress_author { "-@" } else { "@" };
            match &item.locator {
                Some(locator) => format!("{prefix}{sign}{}, {locator}", item.label),
                None => format!("{prefix}{sign}{}", item.label),
            }
        });
        let keys = keys.collect::<Vec<_>>().join("; ");
        match class {
            Some(class) => {
                let keys = keys.replace("; ", ">; <cite ");
                self.push(&format!("<span .{class}><cite {keys}></span>"));
            }
            None => self.push(&format!("<cite {keys}>")),
        }
    }

    fn image(&mut self, image: &Image<Parsed>) {
        let classes: &[&str] = if image.decorative {
            &["decorative"]
        } else {
            &[]
        };
        let width = image.width.map_or(String::new(), |width| {
            let width = format!("{}.{:02}", width / 100, width % 100);
            format!("{}%", width.trim_end_matches('0').trim_end_matches('.'))
        });
        let own = attributes("", classes, &[("width", &width)]);
        self.push(&format!(
            "<img {} {}{own}>",
            image.source, image.alternative
        ));
    }
}

fn id(numbered: &NumberedBlock<Parsed>) -> &str {
    numbered.anchor.as_ref().map_or("", |label| label.as_str())
}

fn style(style: &Style) -> String {
    match style {
        Style::Emphasis => "em".to_owned(),
        Style::Strong => "strong".to_owned(),
        Style::Strikethrough => "del".to_owned(),
        Style::Superscript => "sup".to_owned(),
        Style::Subscript => "sub".to_owned(),
        Style::Code => "code".to_owned(),
        Style::SmallCaps => "smallcaps".to_owned(),
        Style::Language(tag) => format!("span lang={tag}"),
    }
}

/// The ids of signatories whose offices the registry knows; `None` of a block with a text.
fn signatories(entries: &[Signature<Parsed>]) -> Option<String> {
    let id = |entry: &Signature<Parsed>| match entry.office.inlines.first() {
        Some(Inline::Registry(own)) => match &own.registry {
            RegistryRequest::Signatory { id, .. } => Some(id.clone()),
            _ => None,
        },
        _ => None,
    };
    let ids: Option<Vec<String>> = entries.iter().map(id).collect();
    ids.map(|ids| ids.join(" "))
}

/// A span of the registries, with the attributes that ask for it, in a language.
fn registry(request: &RegistryRequest, language: &str) -> String {
    let own = match request {
        RegistryRequest::Acronym => attributes("", &["ac"], &[("lang", language)]),
        RegistryRequest::Count { group } => {
            attributes("", &[], &[("count", group), ("lang", language)])
        }
        // A division writes it.
        RegistryRequest::Signatory { .. } => String::new(),
        RegistryRequest::Members { group, form, .. } => {
            let form = match form {
                NameForm::Full => "",
                NameForm::Short => "short",
            };
            let pairs = [
                ("members", group.as_str()),
                ("form", form),
                ("lang", language),
            ];
            attributes("", &[], &pairs)
        }
    };
    format!("span{own}")
}
