//! Turning a tree of one stage into a tree of the next. A [`Fold`] says what the things become that
//! differ between the stages; everything else is carried over here, in the order of print.

use super::{
    Block, BlockKind, BoxBlock, Cell, Content, Definition, Figure, Heading, Image, Inline, Link,
    List, ListItem, NumberedBlock, Quotation, Recommendation, RegistrySpan, Row, Signature, Stage,
    Styled, Table,
};
use crate::source::Span;

/// What the parts of stage `A` become in stage `B`. The order of the calls is the order of print: a
/// block's number before its contents, a table's caption before its cells, a figure's after it.
pub trait Fold<A: Stage, B: Stage> {
    /// The identity of a run of inlines, asked before its inlines.
    fn text_id(&mut self, id: A::TextId) -> B::TextId;
    /// A note's mark.
    fn note_mark(&mut self, mark: A::NoteMark) -> Inline<B>;
    /// A reference.
    fn reference(&mut self, reference: A::Reference) -> Inline<B>;
    /// A link, which stays as it is: a stage may judge its address.
    fn link(&mut self, _url: &str, _span: Span) {}
    /// What a text asks of the registries, asked before its inlines.
    fn registry(&mut self, registry: A::Registry, text: &[Inline<A>], span: Span) -> B::Registry;
    /// A place to which the index leads.
    fn index_mark(&mut self, mark: A::IndexMark) -> B::IndexMark;
    /// The file of an image.
    fn image_source(&mut self, source: A::ImageSource) -> B::ImageSource;
    /// A theme of the recommendation at `span`.
    fn theme(&mut self, theme: String, span: Span) -> String;
    /// An addressee of the recommendation at `span`.
    fn addressee(&mut self, addressee: String, span: Span) -> String;
    /// Anchor and number of a block that can have them.
    fn number(&mut self, place: Numbered<'_, A>, span: Span) -> NumberedBlock<B>;
    /// What is said below a recommendation of those that it merges, asked after its text.
    fn provenance(&mut self, own: &NumberedBlock<B>, span: Span) -> Vec<Content<B>>;
    /// The notes under a table, asked after its cells.
    fn table_notes(&mut self, notes: A::TableNotes) -> B::TableNotes;
}

/// A block that can be referred to.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "the names are the blocks' own")]
pub enum Numbered<'a, S: Stage> {
    Heading(&'a Heading<S>),
    Table(&'a Table<S>),
    Figure(&'a Figure<S>),
    Box(&'a BoxBlock<S>),
    Recommendation(&'a Recommendation<S>),
}

impl<'a, S: Stage> Numbered<'a, S> {
    /// The block, if it can be referred to.
    pub fn of(kind: &'a BlockKind<S>) -> Option<Numbered<'a, S>> {
        match kind {
            BlockKind::Heading(own) => Some(Numbered::Heading(own)),
            BlockKind::Table(own) => Some(Numbered::Table(own)),
            BlockKind::Figure(own) => Some(Numbered::Figure(own)),
            BlockKind::Box(own) => Some(Numbered::Box(own)),
            BlockKind::Recommendation(own) => Some(Numbered::Recommendation(own)),
            BlockKind::Paragraph(_)
            | BlockKind::List(_)
            | BlockKind::Definitions(_)
            | BlockKind::Quotation(_)
            | BlockKind::Code(_)
            | BlockKind::Rule
            | BlockKind::Signatures(_) => None,
        }
    }
}

/// Turns blocks into blocks of the next stage.
pub fn fold_blocks<A: Stage, B: Stage>(
    blocks: Vec<Block<A>>,
    fold: &mut impl Fold<A, B>,
) -> Vec<Block<B>> {
    blocks
        .into_iter()
        .map(|block| fold_block(block, fold))
        .collect()
}

/// Turns one block into a block of the next stage.
pub fn fold_block<A: Stage, B: Stage>(block: Block<A>, fold: &mut impl Fold<A, B>) -> Block<B> {
    let span = block.span;
    let kind = match block.kind {
        BlockKind::Heading(heading) => {
            let numbered = fold.number(Numbered::Heading(&heading), span);
            BlockKind::Heading(Heading {
                level: heading.level,
                numbered,
                content: fold_content(heading.content, fold),
                question: heading.question,
                short_title: heading.short_title,
            })
        }
        BlockKind::Paragraph(content) => BlockKind::Paragraph(fold_content(content, fold)),
        BlockKind::List(list) => BlockKind::List(List {
            start: list.start,
            tight: list.tight,
            items: list
                .items
                .into_iter()
                .map(|item| ListItem {
                    task: item.task,
                    blocks: fold_blocks(item.blocks, fold),
                    span: item.span,
                })
                .collect(),
        }),
        BlockKind::Definitions(definitions) => BlockKind::Definitions(
            definitions
                .into_iter()
                .map(|definition| fold_definition(definition, fold))
                .collect(),
        ),
        BlockKind::Quotation(quotation) => BlockKind::Quotation(Quotation {
            role: quotation.role,
            blocks: fold_blocks(quotation.blocks, fold),
        }),
        BlockKind::Code(code) => BlockKind::Code(code),
        BlockKind::Rule => BlockKind::Rule,
        BlockKind::Table(table) => BlockKind::Table(fold_table(table, span, fold)),
        BlockKind::Figure(figure) => BlockKind::Figure(Figure {
            numbered: fold.number(Numbered::Figure(&figure), span),
            image: fold_image(figure.image, fold),
            reach: figure.reach,
            caption: figure.caption.map(|caption| fold_content(caption, fold)),
        }),
        BlockKind::Box(boxed) => BlockKind::Box(BoxBlock {
            numbered: fold.number(Numbered::Box(&boxed), span),
            kind: boxed.kind,
            title: boxed.title.map(|title| fold_content(title, fold)),
            blocks: fold_blocks(boxed.blocks, fold),
        }),
        BlockKind::Recommendation(own) => {
            let numbered = fold.number(Numbered::Recommendation(&own), span);
            BlockKind::Recommendation(Recommendation {
                themes: own
                    .themes
                    .into_iter()
                    .map(|theme| fold.theme(theme, span))
                    .collect(),
                addressees: own
                    .addressees
                    .into_iter()
                    .map(|addressee| fold.addressee(addressee, span))
                    .collect(),
                blocks: fold_blocks(own.blocks, fold),
                provenance: fold.provenance(&numbered, span),
                from: own.from,
                numbered,
            })
        }
        BlockKind::Signatures(signatures) => BlockKind::Signatures(
            signatures
                .into_iter()
                .map(|signature| Signature {
                    office: fold_content(signature.office, fold),
                    organizations: signature
                        .organizations
                        .into_iter()
                        .map(|organization| fold_content(organization, fold))
                        .collect(),
                })
                .collect(),
        ),
    };
    Block { span, kind }
}

/// Turns a run of inlines into one of the next stage.
pub fn fold_content<A: Stage, B: Stage>(
    content: Content<A>,
    fold: &mut impl Fold<A, B>,
) -> Content<B> {
    Content {
        id: fold.text_id(content.id),
        inlines: fold_inlines(content.inlines, fold),
    }
}

fn fold_inlines<A: Stage, B: Stage>(
    inlines: Vec<Inline<A>>,
    fold: &mut impl Fold<A, B>,
) -> Vec<Inline<B>> {
    let mut each = |inline| match inline {
        Inline::Text(text) => Inline::Text(text),
        Inline::Styled(styled) => Inline::Styled(Styled {
            style: styled.style,
            inlines: fold_inlines(styled.inlines, fold),
            span: styled.span,
        }),
        Inline::Link(link) => {
            fold.link(&link.url, link.span);
            Inline::Link(Link {
                url: link.url,
                inlines: fold_inlines(link.inlines, fold),
                span: link.span,
            })
        }
        Inline::NoteMark(mark) => fold.note_mark(mark),
        Inline::Reference(reference) => fold.reference(reference),
        Inline::Registry(own) => Inline::Registry(RegistrySpan {
            registry: fold.registry(own.registry, &own.inlines, own.span),
            inlines: fold_inlines(own.inlines, fold),
            span: own.span,
        }),
        Inline::IndexMark(mark) => Inline::IndexMark(fold.index_mark(mark)),
        Inline::Image(image) => Inline::Image(fold_image(image, fold)),
        Inline::LineBreak(span) => Inline::LineBreak(span),
    };
    let mut folded: Vec<Inline<B>> = Vec::with_capacity(inlines.len());
    for inline in inlines {
        let is_reference = matches!(inline, Inline::Reference(_));
        let next = each(inline);
        // A citation that became a note: its mark adjoins the word before it.
        if is_reference && matches!(next, Inline::NoteMark(_)) {
            trim_end(&mut folded);
        }
        folded.push(next);
    }
    folded
}

/// Takes the space at the end of inlines away; marks for the index, which print nothing, may stand in it.
fn trim_end<S: Stage>(inlines: &mut [Inline<S>]) {
    for inline in inlines.iter_mut().rev() {
        match inline {
            Inline::Text(text) => {
                text.text.truncate(text.text.trim_end().len());
                if !text.text.is_empty() {
                    return;
                }
            }
            Inline::IndexMark(_) => {}
            Inline::Styled(_)
            | Inline::Link(_)
            | Inline::NoteMark(_)
            | Inline::Reference(_)
            | Inline::Registry(_)
            | Inline::Image(_)
            | Inline::LineBreak(_) => return,
        }
    }
}

fn fold_image<A: Stage, B: Stage>(image: Image<A>, fold: &mut impl Fold<A, B>) -> Image<B> {
    Image {
        source: fold.image_source(image.source),
        alternative: image.alternative,
        decorative: image.decorative,
        width: image.width,
        span: image.span,
    }
}

fn fold_definition<A: Stage, B: Stage>(
    definition: Definition<A>,
    fold: &mut impl Fold<A, B>,
) -> Definition<B> {
    Definition {
        term: fold_content(definition.term, fold),
        definitions: definition
            .definitions
            .into_iter()
            .map(|blocks| fold_blocks(blocks, fold))
            .collect(),
    }
}

fn fold_table<A: Stage, B: Stage>(
    table: Table<A>,
    span: Span,
    fold: &mut impl Fold<A, B>,
) -> Table<B> {
    Table {
        numbered: fold.number(Numbered::Table(&table), span),
        caption: table.caption.map(|caption| fold_content(caption, fold)),
        source: table.source,
        columns: table.columns,
        head: fold_rows(table.head, fold),
        rows: fold_rows(table.rows, fold),
        row_headers: table.row_headers,
        notes: fold.table_notes(table.notes),
    }
}

fn fold_rows<A: Stage, B: Stage>(rows: Vec<Row<A>>, fold: &mut impl Fold<A, B>) -> Vec<Row<B>> {
    let mut fold_row = |row: Row<A>| Row {
        cells: row
            .cells
            .into_iter()
            .map(|cell| Cell {
                content: fold_content(cell.content, fold),
                joined: cell.joined,
                span: cell.span,
            })
            .collect(),
        span: row.span,
    };
    rows.into_iter().map(&mut fold_row).collect()
}
