//! Small books for tests, one block a line:
//!
//! ```text
//! contributor: iom        (also id, short, lang: the text's front matter)
//! # Title
//! ## Heading {#id}        (and {#id letter=c})
//! figure #id: Caption     (also table, box, recommendation; the id and the rest may be missing)
//! > figure: Caption       (in a quotation, one line)
//! [^label]: Note
//! A paragraph with a mark[^label] and a reference [@id; @other]{.title}.
//! ```
//!
//! `nothing:` is an empty answer; `recommendation to=states: ...` is addressed to somebody. A table has one cell, which is what follows ` | ` in its line; before a recommendation's ` | `
//! stand its themes.

use std::path::PathBuf;

use crate::bibliography::{DEFAULT_STYLE, Library, Style};
use crate::document::{
    Block, BlockKind, BoxBlock, Cell, CellSpan, Column, Content, Figure, FigureReach, Heading,
    Image, Inline, Label, Matter, Note, NoteLabel, NumberedBlock, Parsed, Quotation,
    Recommendation, ReferenceForm, ReferenceItem, ReferenceRequest, Role, Row, Table, Text,
    TextRole,
};
use crate::manuscript::config::BookConfig;
use crate::manuscript::{Collation, Contributor, ContributorKind, Generated, Images, Manuscript};
use crate::parse::{Book, Chapter, ChapterFront, ParsedDivision, ParsedDivisionKind};
use crate::source::{Sources, Span};

/// A book that is being written.
pub(crate) struct Sample {
    /// Its manuscript.
    pub manuscript: Manuscript,
    /// Its texts.
    pub book: Book,
}

impl Sample {
    /// A book without texts, to which IOM and WHO may contribute.
    pub fn new() -> Sample {
        let contributor = |id: &str, short: &str, name: &str| Contributor {
            id: id.into(),
            name: name.into(),
            short: short.into(),
            kind: ContributorKind::Agency,
            ..Contributor::default()
        };
        let mut config = BookConfig::empty();
        config.book.title = "Sample".into();
        Sample {
            manuscript: Manuscript {
                root: PathBuf::new(),
                sources: Sources::default(),
                config,
                contributors: vec![
                    contributor("iom", "IOM", "International Organization for Migration"),
                    contributor("who", "WHO", "World Health Organization"),
                ],
                groups: Vec::new(),
                credits: Default::default(),
                signatories: Vec::new(),
                acronyms: Vec::new(),
                questions: Vec::new(),
                themes: Vec::new(),
                addressees: Vec::new(),
                approvals: Vec::new(),
                library: Library::default(),
                citation_style: Style::named(DEFAULT_STYLE),
                print: crate::print::PrintSettings::default(),
                texts: Vec::new(),
            },
            book: Book {
                divisions: Vec::new(),
            },
        }
    }

    /// Adds a numbered chapter.
    pub fn chapter(self, path: &str, text: &str) -> Sample {
        self.text(Matter::Body, Role::Chapter, path, text)
    }

    /// Adds a text.
    pub fn text(mut self, matter: Matter, role: Role, path: &str, text: &str) -> Sample {
        let chapter = self.parse(role, path, text);
        self.add(matter, ParsedDivisionKind::Chapter(chapter));
        self
    }

    /// Adds a part page.
    pub fn part(mut self, title: &str) -> Sample {
        self.add(Matter::Body, ParsedDivisionKind::Part(title.into()));
        self
    }

    /// Adds a page that the tool makes, with a text where it has one.
    pub fn page(mut self, page: Generated, text: Option<&str>) -> Sample {
        let text = text.map(|text| self.parse(Role::Colophon, "front/imprint.md", text));
        self.add(
            Matter::Front,
            ParsedDivisionKind::Generated {
                page,
                title: None,
                by: Default::default(),
                text,
            },
        );
        self
    }

    /// Adds the recommendations, collated, behind the text.
    pub fn collated(mut self, by: Collation) -> Sample {
        self.add(
            Matter::Back,
            ParsedDivisionKind::Generated {
                page: Generated::Recommendations,
                title: None,
                by,
                text: None,
            },
        );
        self
    }

    /// The images of a book that has none.
    pub fn images() -> Images {
        Images::default()
    }

    fn add(&mut self, matter: Matter, kind: ParsedDivisionKind) {
        let is_part = |kind: &ParsedDivisionKind| matches!(kind, ParsedDivisionKind::Part(_));
        let parts = self
            .book
            .divisions
            .iter()
            .filter(|own| own.matter == matter);
        let in_part = !is_part(&kind) && parts.map(|own| &own.kind).any(is_part);
        self.book.divisions.push(ParsedDivision {
            matter,
            in_part,
            kind,
        });
    }

    fn parse(&mut self, role: Role, path: &str, text: &str) -> Chapter {
        let file = self.manuscript.sources.add(path.into(), text.into());
        let mut chapter = Chapter {
            file,
            role,
            front: ChapterFront {
                title: Content {
                    id: (),
                    inlines: Vec::new(),
                },
                short_title: None,
                contributor: None,
                status: None,
                language: None,
                id: None,
                span: Span::new(file, 0, 1),
            },
            blocks: Vec::new(),
            notes: Vec::new(),
        };
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let span = Span::new(file, at, at + line.trim_end().len());
            read_line(line.trim_end(), span, &mut chapter);
            at += line.len();
        }
        chapter
    }
}

fn read_line(line: &str, span: Span, chapter: &mut Chapter) {
    let front = &mut chapter.front;
    if line.is_empty() {
    } else if let Some(title) = line.strip_prefix("# ") {
        front.title = content(title, span);
    } else if let Some(id) = line.strip_prefix("contributor: ") {
        front.contributor = Some((id.into(), span));
    } else if let Some(id) = line.strip_prefix("id: ") {
        front.id = Some(Label(id.into()));
    } else if let Some(short) = line.strip_prefix("short: ") {
        front.short_title = Some(short.into());
    } else if let Some(language) = line.strip_prefix("lang: ") {
        front.language = Some(language.into());
    } else if let Some((label, text)) = line.strip_prefix("[^").and_then(|l| l.split_once("]:")) {
        let text = text.trim();
        let paragraph = BlockKind::Paragraph(content(text, span));
        let blocks = (!text.is_empty()).then_some(Block {
            span,
            kind: paragraph,
        });
        chapter.notes.push(Note {
            label: Label(label.into()),
            anchor: None,
            number: (),
            blocks: blocks.into_iter().collect(),
            span,
        });
    } else {
        chapter.blocks.push(block(line, span));
    }
}

fn block(line: &str, span: Span) -> Block<Parsed> {
    if let Some(inner) = line.strip_prefix("> ") {
        let blocks = vec![block(inner, span)];
        let kind = BlockKind::Quotation(Quotation {
            role: TextRole::Quotation,
            blocks,
        });
        return Block { span, kind };
    }
    let hashes = line.bytes().take_while(|b| *b == b'#').count();
    if hashes >= 2 {
        let (text, attributes) = line.split_once(" {").unwrap_or((line, ""));
        let value = |key: &str| {
            let mut words = attributes.trim_end_matches('}').split(' ');
            words
                .find_map(|word| word.strip_prefix(key))
                .map(str::to_owned)
        };
        let kind = BlockKind::Heading(Heading {
            level: u8::try_from(hashes).unwrap(),
            content: content(text.trim_start_matches('#').trim_start(), span),
            numbered: NumberedBlock::labelled(value("#").map(Label)),
            question: value("letter="),
            short_title: None,
        });
        return Block { span, kind };
    }
    let (head, rest) = line.split_once(':').unwrap_or(("", line));
    let (head, addressees) = head.split_once(" to=").unwrap_or((head, ""));
    let (word, id) = head.split_once(" #").unwrap_or((head, ""));
    let numbered = NumberedBlock::labelled((!id.is_empty()).then(|| Label(id.into())));
    let (first, second) = rest.split_once(" | ").unwrap_or((rest, ""));
    let title = Some(first.trim()).filter(|title| !title.is_empty());
    let title = title.map(|title| content(title, span));
    let paragraph = |text: &str| Block {
        span,
        kind: BlockKind::Paragraph(content(text, span)),
    };
    let kind = match word {
        "figure" => BlockKind::Figure(Figure {
            numbered,
            image: image("none.png", span),
            reach: FigureReach::Block,
            caption: title,
        }),
        "table" => BlockKind::Table(Table {
            numbered,
            caption: title,
            source: Some("Source".into()),
            columns: vec![Column {
                alignment: Default::default(),
            }],
            head: Vec::new(),
            rows: vec![Row {
                cells: vec![Cell {
                    content: content(second, span),
                    joined: CellSpan::Own,
                    span,
                }],
                span,
            }],
            row_headers: true,
            notes: (),
        }),
        "box" => BlockKind::Box(BoxBlock {
            numbered,
            kind: None,
            title,
            blocks: vec![paragraph(second)],
        }),
        "recommendation" => {
            let (themes, text) = match rest.trim().split_once(" | ") {
                Some((themes, text)) => (themes.split(' ').map(str::to_owned).collect(), text),
                None => (Vec::new(), rest.trim()),
            };
            BlockKind::Recommendation(Recommendation {
                numbered,
                themes,
                addressees: addressees.split_whitespace().map(str::to_owned).collect(),
                from: Vec::new(),
                provenance: Vec::new(),
                blocks: vec![paragraph(text)],
            })
        }
        "nothing" => BlockKind::Quotation(Quotation {
            role: TextRole::NothingToReport,
            blocks: Vec::new(),
        }),
        _ => return paragraph(line),
    };
    Block { span, kind }
}

fn image(path: &str, span: Span) -> Image<Parsed> {
    Image {
        source: path.into(),
        alternative: "alternative".into(),
        decorative: false,
        width: None,
        span,
    }
}

/// Text with marks and references; their spans are that of the line.
fn content(text: &str, span: Span) -> Content<Parsed> {
    let mut inlines = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find("[^").into_iter().chain(rest.find("[@")).min() {
        push_text(&mut inlines, &rest[..at], span);
        let end = at + rest[at..].find(']').unwrap();
        let inner = &rest[at + 1..end];
        rest = &rest[end + 1..];
        match inner.strip_prefix('^') {
            Some(label) => inlines.push(Inline::NoteMark(NoteLabel {
                label: Label(label.into()),
                span,
            })),
            None => {
                let forms = [
                    ("{.title}", ReferenceForm::Title),
                    ("{.page}", ReferenceForm::Page),
                    ("{.number}", ReferenceForm::Number),
                ];
                let mut form = ReferenceForm::KindAndNumber;
                for (spelling, own) in forms {
                    if let Some(after) = rest.strip_prefix(spelling) {
                        (form, rest) = (own, after);
                    }
                }
                let items = inner.split("; ").map(|item| item_of(item, span)).collect();
                inlines.push(Inline::Reference(ReferenceRequest { items, form, span }));
            }
        }
    }
    push_text(&mut inlines, rest, span);
    Content { id: (), inlines }
}

fn push_text(inlines: &mut Vec<Inline<Parsed>>, text: &str, span: Span) {
    if !text.is_empty() {
        inlines.push(Inline::Text(Text {
            text: text.into(),
            span,
        }));
    }
}

fn item_of(item: &str, span: Span) -> ReferenceItem {
    let (label, locator) = item
        .split_once(", ")
        .map_or((item, None), |(a, b)| (a, Some(b)));
    ReferenceItem {
        label: Label(label.trim_start_matches('@').into()),
        prefix: None,
        suppress_author: false,
        locator: locator.map(str::to_owned),
        span,
    }
}
