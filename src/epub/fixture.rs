//! A small book with one of everything, built by hand, for the tests of this room.

use crate::document::*;
use crate::layout::{PageMap, PageMapEntry, TextPosition};
use crate::manuscript::{Acronym, ImageFile, ImageFormat, Images};
use crate::resolve::{
    Anchor, Byline, ContentsLine, Credit, Date, Division, DivisionKind, Metadata, ResolvedBook,
    ResolvedChapter, TextIds,
};
use crate::source::{FileId, Span};

type Inlines = Vec<Inline<Resolved>>;
type Blocks = Vec<Block<Resolved>>;

const SPAN: Span = Span {
    file: FileId(0),
    start: 0,
    end: 0,
};

/// A character that XML forbids, the markup characters, and quotation marks.
pub const AWKWARD: &str = "R&D <b>\"x\"</b> \u{1}'q' ]]>";

pub fn text(text: &str) -> Inline<Resolved> {
    Inline::Text(Text {
        text: text.to_owned(),
        span: SPAN,
    })
}

pub fn styled(style: Style, inlines: Inlines) -> Inline<Resolved> {
    Inline::Styled(Styled {
        style,
        inlines,
        span: SPAN,
    })
}

pub fn cell(content: &str) -> Cell<Resolved> {
    let inlines = match content {
        "" => Vec::new(),
        content => vec![text(content)],
    };
    Cell {
        content: Content {
            id: TextId(u32::MAX),
            inlines,
        },
        joined: CellSpan::Own,
        span: SPAN,
    }
}

pub fn row(cells: impl IntoIterator<Item = Cell<Resolved>>) -> Row<Resolved> {
    Row {
        cells: cells.into_iter().collect(),
        span: SPAN,
    }
}

fn block(kind: BlockKind<Resolved>) -> Block<Resolved> {
    Block { span: SPAN, kind }
}

/// Hands out identities while the book is written.
#[derive(Default)]
struct Hand {
    ids: TextIds,
    anchors: Vec<Anchor>,
    divisions: Vec<Division>,
}

impl Hand {
    /// The anchor with this name, in the division being written or, named before it is, in `at`.
    fn anchor_in(&mut self, name: &str, at: usize) -> AnchorId {
        let found = self.anchors.iter().position(|own| own.name.0 == name);
        let index = found.unwrap_or_else(|| {
            self.anchors.push(Anchor {
                name: Label(name.to_owned()),
                division: DivisionId(at as u32),
            });
            self.anchors.len() - 1
        });
        AnchorId(index as u32)
    }

    fn anchor(&mut self, name: &str) -> AnchorId {
        self.anchor_in(name, self.divisions.len())
    }

    fn content(&mut self, inlines: Inlines) -> Content<Resolved> {
        Content {
            id: self.ids.next_id(),
            inlines,
        }
    }

    fn words(&mut self, words: &str) -> Content<Resolved> {
        self.content(vec![text(words)])
    }

    fn paragraph(&mut self, inlines: Inlines) -> Block<Resolved> {
        block(BlockKind::Paragraph(self.content(inlines)))
    }

    fn plain(&mut self, words: &str) -> Block<Resolved> {
        self.paragraph(vec![text(words)])
    }

    fn numbered(&mut self, name: &str, number: Option<&str>) -> NumberedBlock<Resolved> {
        NumberedBlock {
            anchor: self.anchor(name),
            number: number.map(str::to_owned),
        }
    }

    fn heading(
        &mut self,
        level: u8,
        name: &str,
        number: Option<&str>,
        words: &str,
    ) -> Block<Resolved> {
        let numbered = self.numbered(name, number);
        block(BlockKind::Heading(Heading {
            level,
            content: self.words(words),
            numbered,
            question: None,
        }))
    }

    fn mark(&mut self, note: u32, number: &str) -> Inline<Resolved> {
        let name = format!("mark-{}-{note}", self.divisions.len());
        Inline::NoteMark(NoteMark {
            note: NoteId(note),
            anchor: self.anchor(&name),
            number: number.to_owned(),
            span: SPAN,
        })
    }

    fn note(&mut self, note: u32, number: &str, inlines: Inlines) -> Note<Resolved> {
        let name = format!("note-{}-{note}", self.divisions.len());
        let anchor = self.anchor(&name);
        Note {
            label: Label(name),
            anchor,
            number: Some(number.to_owned()),
            blocks: vec![self.paragraph(inlines)],
            span: SPAN,
        }
    }

    fn cells(&mut self, words: &[&str]) -> Row<Resolved> {
        row(words.iter().map(|words| {
            let joined = match *words {
                "<" => CellSpan::Left,
                "^" => CellSpan::Above,
                _ => CellSpan::Own,
            };
            let words = if joined == CellSpan::Own { words } else { "" };
            let mut cell = cell(words);
            cell.content.id = self.ids.next_id();
            cell.joined = joined;
            cell
        }))
    }

    fn division(
        &mut self,
        matter: Matter,
        name: &str,
        kind: DivisionKind,
        notes: Vec<Note<Resolved>>,
    ) {
        let anchor = self.anchor(name);
        self.divisions.push(Division {
            matter,
            anchor,
            name: name.to_owned(),
            kind,
            notes,
            language: "en-GB".to_owned(),
            span: None,
        });
    }
}

fn image(source: u32, alternative: &str, width: Option<u32>) -> Image<Resolved> {
    Image {
        source: ImageId(source),
        alternative: alternative.to_owned(),
        decorative: alternative.is_empty(),
        width,
        span: SPAN,
    }
}

fn reference(parts: &[(&str, AnchorId)]) -> Inline<Resolved> {
    let parts = parts.iter().map(|(words, anchor)| match *words {
        "PAGE" => (ReferenceTarget::Page(*anchor), Some(*anchor)),
        words => (
            ReferenceTarget::Text(words.to_owned()),
            (words.trim() != "and" && words != " on page ").then_some(*anchor),
        ),
    });
    Inline::Reference(Reference {
        parts: parts.collect(),
        span: SPAN,
    })
}

/// Where the divisions of the book stand.
pub const FOREWORD: usize = 4;
pub const CONTRIBUTION: usize = 6;
pub const CHAPTER: usize = 7;

/// The book.
pub fn book() -> ResolvedBook {
    let mut hand = Hand::default();
    front(&mut hand);
    contribution(&mut hand);
    chapter(&mut hand);
    let acronyms = [
        ("GFMD", "Global Forum on Migration and Development"),
        ("UN", "United Nations"),
    ];
    let acronyms = acronyms.map(|(short, long)| Acronym {
        short: short.to_owned(),
        long: long.to_owned(),
    });
    hand.division(
        Matter::Back,
        "acronyms",
        DivisionKind::Acronyms {
            title: "Acronyms".to_owned(),
            acronyms: acronyms.into(),
        },
        Vec::new(),
    );
    ResolvedBook {
        metadata: metadata(),
        divisions: hand.divisions,
        anchors: hand.anchors,
        images: images(),
        cover: Some(ImageId(2)),
        text_count: hand.ids.count(),
    }
}

fn front(hand: &mut Hand) {
    hand.division(
        Matter::Front,
        "half-title",
        DivisionKind::HalfTitle,
        Vec::new(),
    );
    hand.division(Matter::Front, "title", DivisionKind::TitlePage, Vec::new());
    let imprint = vec![
        hand.plain("Published by the Example Press."),
        hand.paragraph(vec![
            text("Licence: "),
            Inline::Link(Link {
                url: "https://creativecommons.org/licenses/by/4.0/".to_owned(),
                inlines: vec![text("CC BY 4.0")],
                span: SPAN,
            }),
        ]),
    ];
    hand.division(
        Matter::Front,
        "imprint",
        DivisionKind::Imprint(imprint),
        Vec::new(),
    );
    let lines = [
        (1, None, "Foreword", None, "foreword", FOREWORD),
        (0, None, "Contributions", None, "part-contributions", 5),
        (
            1,
            None,
            "Working in cities",
            Some("IOM"),
            "iom",
            CONTRIBUTION,
        ),
        (2, None, "Good practices", None, "iom-good", CONTRIBUTION),
        (1, Some("2"), "Words & numbers", None, "numbers", CHAPTER),
        (1, None, "Acronyms", None, "acronyms", 8),
    ];
    let entries = lines.map(|(level, number, title, byline, anchor, at)| ContentsLine {
        level,
        number: number.map(str::to_owned),
        title: hand.words(title),
        byline: byline.map(str::to_owned),
        anchor: hand.anchor_in(anchor, at),
    });
    hand.division(
        Matter::Front,
        "contents",
        DivisionKind::Contents {
            title: "Contents".to_owned(),
            entries: entries.into(),
        },
        Vec::new(),
    );
    let foreword = ResolvedChapter {
        role: Role::Foreword,
        number: None,
        title: hand.words("Foreword"),
        running_title: "Foreword".to_owned(),
        contributor: None,
        blocks: vec![
            block(BlockKind::Quotation(Quotation {
                role: TextRole::Epigraph,
                blocks: vec![hand.plain("No one leaves home alone.")],
            })),
            hand.plain(
                "Migration has become an overarching theme of our time. The office affirms that \
                 a fairer, more efficient order needs first principles and official figures.",
            ),
            hand.plain("This compendium collects what many offices have learnt since 2018."),
            block(BlockKind::Signatures(vec![Signature {
                office: hand.words("Amina Okafor, Director"),
                organizations: vec![hand.words("Global Migration Group")],
            }])),
        ],
    };
    hand.division(
        Matter::Front,
        "foreword",
        DivisionKind::Chapter(foreword),
        Vec::new(),
    );
    let part = hand.words("Contributions");
    hand.division(
        Matter::Body,
        "part-contributions",
        DivisionKind::Part(part),
        Vec::new(),
    );
}

fn contribution(hand: &mut Hand) {
    let opening = vec![
        text("The Organization works in 150 countries"),
        hand.mark(0, "1"),
        text(" and "),
        styled(
            Style::Emphasis,
            vec![
                text("every office "),
                styled(Style::Strong, vec![text("reports")]),
            ],
        ),
        text(" to "),
        styled(Style::Language("fr".to_owned()), vec![text("le Conseil")]),
        text("; see "),
        reference(&[
            ("table 1", hand.anchor("tbl-money")),
            (" and ", hand.anchor("tbl-money")),
            ("figure 1", hand.anchor("fig-flows")),
            (" on page ", hand.anchor("fig-flows")),
            ("PAGE", hand.anchor("fig-flows")),
        ]),
        text(" or "),
        reference(&[("chapter 2", hand.anchor_in("numbers", CHAPTER))]),
        text("."),
    ];
    let second = vec![
        text("Formulae such as CO"),
        styled(Style::Subscript, vec![text("2")]),
        text(" and 1"),
        styled(Style::Superscript, vec![text("st")]),
        text(", "),
        styled(Style::Strikethrough, vec![text("old text")]),
        text(", "),
        styled(Style::SmallCaps, vec![text("Small Capitals")]),
        text(", "),
        styled(Style::Code, vec![text("if x < 3 { y }")]),
        text(" and "),
        Inline::Link(Link {
            url: "https://www.iom.int/a b?x=1&y=2".to_owned(),
            inlines: vec![text("a link"), hand.mark(1, "2")],
            span: SPAN,
        }),
        text(".  Awkward: "),
        text(AWKWARD),
        Inline::LineBreak(SPAN),
        text("after the break "),
        Inline::Image(image(1, "blue dot", Some(400))),
    ];
    let mut blocks = vec![hand.paragraph(opening), hand.paragraph(second)];
    blocks.push(question(hand));
    blocks.push(hand.plain("The practices below were reported by the offices."));
    blocks.push(good_practice(hand));
    blocks.extend(recommendations(hand));
    blocks.push(table(hand));
    blocks.push(figure(hand));
    blocks.push(block(BlockKind::Figure(Figure {
        numbered: hand.numbered("lone-1", None),
        image: image(1, "", Some(1000)),
        caption: None,
    })));
    blocks.push(block(BlockKind::Quotation(Quotation {
        role: TextRole::NothingToReport,
        blocks: vec![hand.plain("Nothing to report.")],
    })));
    let notes = vec![
        hand.note(
            0,
            "1",
            vec![
                text("Figures of 2024, with "),
                styled(Style::Emphasis, vec![text("affiliates")]),
                text("."),
            ],
        ),
        hand.note(1, "2", vec![text("Seen on 1 May; & so on.")]),
        hand.note(2, "a", vec![text("Estimate.")]),
    ];
    let title = hand.content(vec![
        text("Working in cities "),
        styled(Style::Emphasis, vec![text("today")]),
    ]);
    let chapter = ResolvedChapter {
        role: Role::Contribution,
        number: Some("1".to_owned()),
        title,
        running_title: "IOM".to_owned(),
        contributor: Some(Byline {
            short: "IOM".to_owned(),
            name: "International Organization for Migration".to_owned(),
        }),
        blocks,
    };
    hand.division(Matter::Body, "iom", DivisionKind::Chapter(chapter), notes);
}

fn question(hand: &mut Hand) -> Block<Resolved> {
    let numbered = hand.numbered("iom-good", None);
    block(BlockKind::Heading(Heading {
        level: 2,
        content: hand.words("Good practices"),
        numbered,
        question: Some("c".to_owned()),
    }))
}

fn good_practice(hand: &mut Hand) -> Block<Resolved> {
    let item = |hand: &mut Hand, task, words: &str| ListItem {
        task,
        blocks: vec![hand.plain(words)],
        span: SPAN,
    };
    let bullets = List {
        start: None,
        tight: true,
        items: vec![item(hand, None, "ask first"), item(hand, None, "then act")],
    };
    let tasks = List {
        start: None,
        tight: true,
        items: vec![
            item(hand, Some(true), "agreed"),
            item(hand, Some(false), "in print"),
        ],
    };
    block(BlockKind::Box(BoxBlock {
        numbered: hand.numbered("box-city", Some("2")),
        kind: Some("good-practice".to_owned()),
        title: Some(hand.words("A one-stop shop in Lisbon")),
        blocks: vec![
            hand.plain(
                "Fourteen services share one counter, so that nobody is sent from door to door.",
            ),
            block(BlockKind::List(bullets)),
            block(BlockKind::List(tasks)),
        ],
    }))
}

fn recommendations(hand: &mut Hand) -> [Block<Resolved>; 2] {
    [("rec-iom-1", "IOM 1"), ("rec-iom-2", "IOM 2")].map(|(name, number)| {
        block(BlockKind::Recommendation(Recommendation {
            numbered: hand.numbered(name, Some(number)),
            themes: vec!["health".to_owned(), "climate-change".to_owned()],
            addressees: vec!["states".to_owned()],
            blocks: vec![hand.plain("States should collect data on internal migration and publish it every year, in a form that others can use.")],
        }))
    })
}

fn table(hand: &mut Hand) -> Block<Resolved> {
    let alignments = [
        ColumnAlignment::Left,
        ColumnAlignment::Decimal,
        ColumnAlignment::Right,
        ColumnAlignment::Centre,
    ];
    let head = vec![hand.cells(&["Region", "Money, in US$ million", "People", "Kind"])];
    let mut rows = vec![
        hand.cells(&["Africa", "1,204.5", "1,300", "both"]),
        hand.cells(&["Asia", "87", "900", "^"]),
        hand.cells(&["Europe", "3.25", "not counted", "<"]),
    ];
    let mark = hand.mark(2, "a");
    rows[1].cells[1].content.inlines.push(mark);
    block(BlockKind::Table(Table {
        numbered: hand.numbered("tbl-money", Some("1")),
        caption: Some(hand.words("What was spent, and on whom")),
        source: Some("IOM, 2024.".to_owned()),
        columns: alignments.map(|alignment| Column { alignment }).into(),
        head,
        rows,
        row_headers: true,
    }))
}

fn figure(hand: &mut Hand) -> Block<Resolved> {
    block(BlockKind::Figure(Figure {
        numbered: hand.numbered("fig-flows", Some("1")),
        image: image(
            0,
            "Two circles of unequal size, joined by an arrow.",
            Some(8000),
        ),
        caption: Some(hand.words("Flows between two regions. Source: IOM.")),
    }))
}

fn chapter(hand: &mut Hand) {
    let nested = List {
        start: Some(1),
        tight: true,
        items: vec![ListItem {
            task: None,
            blocks: vec![hand.plain("inner")],
            span: SPAN,
        }],
    };
    let list = List {
        start: Some(3),
        tight: false,
        items: vec![
            ListItem {
                task: None,
                blocks: vec![hand.plain("outer, first"), block(BlockKind::List(nested))],
                span: SPAN,
            },
            ListItem {
                task: None,
                blocks: vec![hand.plain("outer, second")],
                span: SPAN,
            },
        ],
    };
    let verse = hand.content(vec![
        text("Not like the brazen giant of Greek fame,"),
        Inline::LineBreak(SPAN),
        text("With conquering limbs astride from land to land;"),
    ]);
    let blocks = vec![
        hand.heading(2, "numbers-one", Some("2.1"), "Numbers of 2024"),
        hand.plain("Old-style figures 0123456789 stand in the text. AVATAR, Tofu, office, fjord, waffle."),
        hand.heading(3, "numbers-two", Some("2.1.1"), "A third level"),
        hand.plain("Text under it."),
        hand.heading(4, "numbers-three", None, "A fourth level"),
        block(BlockKind::List(list)),
        block(BlockKind::Quotation(Quotation {
            role: TextRole::Quotation,
            blocks: vec![hand.plain("A quotation of one paragraph, which is set a little smaller than the text and stands in from both sides.")],
        })),
        block(BlockKind::Quotation(Quotation {
            role: TextRole::Verse,
            blocks: vec![block(BlockKind::Paragraph(verse))],
        })),
        block(BlockKind::Code(CodeBlock {
            language: Some("rust".to_owned()),
            text: "fn main() {\n    let a = 1 < 2 && true;\n}\n".to_owned(),
        })),
        block(BlockKind::Rule),
        block(BlockKind::Definitions(vec![Definition {
            term: hand.words("Remittance"),
            definitions: vec![vec![hand.plain("Money sent home.")]],
        }])),
        block(BlockKind::Table(Table {
            numbered: hand.numbered("tbl-plain", None),
            caption: None,
            source: None,
            columns: vec![Column { alignment: ColumnAlignment::Left }; 2],
            head: Vec::new(),
            rows: vec![hand.cells(&["a", "b"])],
            row_headers: false,
        })),
        block(BlockKind::Figure(Figure {
            numbered: hand.numbered("lone-2", None),
            image: image(1, "A dot.", None),
            caption: None,
        })),
    ];
    let chapter = ResolvedChapter {
        role: Role::Chapter,
        number: Some("2".to_owned()),
        title: hand.words("Words & numbers"),
        running_title: "Words".to_owned(),
        contributor: None,
        blocks,
    };
    hand.division(
        Matter::Body,
        "numbers",
        DivisionKind::Chapter(chapter),
        Vec::new(),
    );
}

fn metadata() -> Metadata {
    let credit = |name: &str, file_as: &str, role: &str| Credit {
        name: name.to_owned(),
        file_as: file_as.to_owned(),
        role: role.to_owned(),
    };
    Metadata {
        slug: "small".to_owned(),
        title: "A small compendium: “R&D” <today>".to_owned(),
        subtitle: Some("What many offices have learnt".to_owned()),
        short_title: "Small compendium".to_owned(),
        language: "en-GB".to_owned(),
        date: Some(Date {
            year: 2026,
            month: 11,
            day: 1,
        }),
        publisher: Some("Example Press".to_owned()),
        description: Some("A book with one of everything & more.".to_owned()),
        rights: Some("CC BY 4.0".to_owned()),
        subjects: vec!["Migration".to_owned(), "Cities".to_owned()],
        creators: vec![
            credit("Global Migration Group", "Global Migration Group", "edt"),
            credit(
                "International Organization for Migration",
                "International Organization for Migration",
                "ctb",
            ),
        ],
        identifier: "urn:isbn:9789290000006".to_owned(),
        isbn_print: Some("978-92-9000-001-3".to_owned()),
        isbn_screen: None,
        isbn_epub: Some("978-92-9000-000-6".to_owned()),
    }
}

fn images() -> Images {
    const FLOWS: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 300 120\">\
        <circle cx=\"60\" cy=\"60\" r=\"50\" fill=\"#888\"/>\
        <circle cx=\"240\" cy=\"60\" r=\"30\" fill=\"#888\"/>\
        <path d=\"M115 60H200\" stroke=\"#888\" stroke-width=\"4\"/>\
        <text x=\"60\" y=\"64\" font-size=\"12\" text-anchor=\"middle\">Africa</text></svg>";
    let file = |path: &str, format, data, (width, height)| ImageFile {
        path: path.to_owned(),
        format,
        data,
        width,
        height,
        span: None,
    };
    Images {
        files: vec![
            file("images/flows.svg", ImageFormat::Svg, FLOWS.into(), (0, 0)),
            file("images/dot.png", ImageFormat::Png, png(40, 40), (40, 40)),
            file(
                "images/Cover Art.png",
                ImageFormat::Png,
                png(1600, 2560),
                (1600, 2560),
            ),
        ],
    }
}

/// A grey picture.
fn png(width: u32, height: u32) -> Vec<u8> {
    let picture = image::GrayImage::from_pixel(width, height, image::Luma([120]));
    let mut data = std::io::Cursor::new(Vec::new());
    picture
        .write_to(&mut data, image::ImageFormat::Png)
        .expect("a grey picture can be written");
    data.into_inner()
}

/// The texts of a division's running paragraphs, in order.
pub fn paragraph_ids(book: &ResolvedBook, division: usize) -> Vec<TextId> {
    let DivisionKind::Chapter(chapter) = &book.divisions[division].kind else {
        return Vec::new();
    };
    let ids = chapter.blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Paragraph(content) => Some(content.id),
        _ => None,
    });
    ids.collect()
}

/// A print edition of the book: roman pages, pages inside a paragraph, one inside an emphasis, one
/// before a heading, one without text.
pub fn pages(book: &ResolvedBook) -> PageMap {
    let entry = |label: &str, division: usize, start: Option<(TextId, u32)>| PageMapEntry {
        label: label.to_owned(),
        division: DivisionId(division as u32),
        start: start.map(|(text, offset)| TextPosition { text, offset }),
    };
    let iom = paragraph_ids(book, CONTRIBUTION);
    let DivisionKind::Chapter(chapter) = &book.divisions[CHAPTER].kind else {
        panic!("the chapter stands where the fixture says");
    };
    let BlockKind::Heading(heading) = &chapter.blocks[2].kind else {
        panic!("its third block is a heading");
    };
    let anchors = book
        .anchors
        .iter()
        .map(|anchor| Some((anchor.division.0 * 7).to_string()));
    PageMap {
        entries: vec![
            entry("i", 0, None),
            entry("iii", 1, None),
            entry("iv", 2, None),
            entry("v", 3, None),
            entry("vii", FOREWORD, None),
            entry("1", 5, None),
            entry("3", CONTRIBUTION, None),
            entry("4", CONTRIBUTION, Some((iom[0], 50))),
            entry("5", CONTRIBUTION, Some((iom[1], 9))),
            entry("6", CONTRIBUTION, None),
            entry("7", CHAPTER, Some((chapter.title.id, 0))),
            entry("8", CHAPTER, Some((heading.content.id, 0))),
            entry("9", 8, None),
        ],
        anchors: anchors.collect(),
    }
}
