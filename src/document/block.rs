//! Blocks: what stands between two paragraph ends.

use crate::source::Span;

use super::{Content, Image, Inline, Label, Stage};

/// A block with its place in the source.
#[derive(Clone, Debug, PartialEq)]
pub struct Block<S: Stage> {
    /// The whole block.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind<S>,
}

/// What a block is. A new variant is answered by every stage: none of them has a `_` arm.
#[derive(Clone, Debug, PartialEq)]
pub enum BlockKind<S: Stage> {
    /// A heading of level 2 or deeper (level 1 is the chapter's title), or of a question.
    Heading(Heading<S>),
    /// A paragraph.
    Paragraph(Content<S>),
    /// A list with bullets, numbers or boxes to tick.
    List(List<S>),
    /// Terms, each with its definitions.
    Definitions(Vec<Definition<S>>),
    /// Text of another voice: quotation, epigraph, verse, "nothing to report".
    Quotation(Quotation<S>),
    /// Code.
    Code(CodeBlock),
    /// A thematic break.
    Rule,
    /// A table.
    Table(Table<S>),
    /// A figure.
    Figure(Figure<S>),
    /// A box: good practice, tool, challenge, case.
    Box(BoxBlock<S>),
    /// A recommendation.
    Recommendation(Recommendation<S>),
    /// Who signs: offices and organizations.
    Signatures(Vec<Signature<S>>),
}

impl<S: Stage> BlockKind<S> {
    /// Place and number of a block that can be referred to.
    pub fn numbered(&self) -> Option<&NumberedBlock<S>> {
        match self {
            BlockKind::Heading(own) => Some(&own.numbered),
            BlockKind::Table(own) => Some(&own.numbered),
            BlockKind::Figure(own) => Some(&own.numbered),
            BlockKind::Box(own) => Some(&own.numbered),
            BlockKind::Recommendation(own) => Some(&own.numbered),
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

/// The part of a figure, table, box or recommendation that numbers and references need.
#[derive(Clone, Debug, PartialEq)]
pub struct NumberedBlock<S: Stage> {
    /// The place that references lead to.
    pub anchor: S::Anchor,
    /// The number as printed, where it has one: "3", "IOM 2".
    pub number: S::Number,
}

/// A heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Heading<S: Stage> {
    /// 2 to 6.
    pub level: u8,
    /// Its text.
    pub content: Content<S>,
    /// Anchor and number ("3.2").
    pub numbered: NumberedBlock<S>,
    /// The letter of the question that it answers.
    pub question: Option<String>,
    /// Its short title, for running heads.
    pub short_title: Option<String>,
}

/// A list.
#[derive(Clone, Debug, PartialEq)]
pub struct List<S: Stage> {
    /// The first number of an ordered list.
    pub start: Option<u64>,
    /// Whether its items stand close, without space between.
    pub tight: bool,
    /// The items.
    pub items: Vec<ListItem<S>>,
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct ListItem<S: Stage> {
    /// `[ ]` or `[x]`.
    pub task: Option<bool>,
    /// Its blocks.
    pub blocks: Vec<Block<S>>,
    /// The whole item.
    pub span: Span,
}

/// A term and what it means.
#[derive(Clone, Debug, PartialEq)]
pub struct Definition<S: Stage> {
    /// The term.
    pub term: Content<S>,
    /// Its definitions.
    pub definitions: Vec<Vec<Block<S>>>,
}

/// Text of another voice.
#[derive(Clone, Debug, PartialEq)]
pub struct Quotation<S: Stage> {
    /// Which.
    pub role: TextRole,
    /// Its blocks.
    pub blocks: Vec<Block<S>>,
}

impl<S: Stage> Quotation<S> {
    /// The paragraph that says whose words they are, and the blocks before it: the last paragraph of
    /// several, which in a quotation begins with a dash.
    pub fn source(&self) -> Option<(&Content<S>, &[Block<S>])> {
        let (last, before) = self.blocks.split_last()?;
        let BlockKind::Paragraph(source) = &last.kind else {
            return None;
        };
        let begins_with_dash = match source.inlines.first() {
            Some(Inline::Text(text)) => text.text.starts_with(['\u{2013}', '\u{2014}', '\u{2015}']),
            Some(
                Inline::Styled(_)
                | Inline::Link(_)
                | Inline::NoteMark(_)
                | Inline::Reference(_)
                | Inline::Registry(_)
                | Inline::IndexMark(_)
                | Inline::Image(_)
                | Inline::LineBreak(_),
            )
            | None => false,
        };
        let is_source = match self.role {
            TextRole::Quotation => begins_with_dash,
            TextRole::Epigraph => true,
            TextRole::Verse | TextRole::NothingToReport => false,
        };
        (is_source && !before.is_empty()).then_some((source, before))
    }
}

/// The kinds of text that are set apart but have no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextRole {
    /// `> quotation`.
    Quotation,
    /// `::: {.epigraph}`.
    Epigraph,
    /// `::: {.verse}`: line ends count.
    Verse,
    /// `::: {.nothing-to-report}`: an explicit empty answer.
    NothingToReport,
}

/// A block of code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeBlock {
    /// The language that the fence names.
    pub language: Option<String>,
    /// The code, lines ended by `\n`.
    pub text: String,
}

/// A table.
#[derive(Clone, Debug, PartialEq)]
pub struct Table<S: Stage> {
    /// Anchor and number.
    pub numbered: NumberedBlock<S>,
    /// The caption.
    pub caption: Option<Content<S>>,
    /// `source="..."`.
    pub source: Option<String>,
    /// The columns.
    pub columns: Vec<Column>,
    /// The head's rows; a pipe table has one.
    pub head: Vec<Row<S>>,
    /// The rows.
    pub rows: Vec<Row<S>>,
    /// Whether the first column's cells are headers of their rows.
    pub row_headers: bool,
    /// The notes that stand under it, in the order of their marks.
    pub notes: S::TableNotes,
}

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// How its cells are set.
    pub alignment: ColumnAlignment,
}

/// How the cells of a column are set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ColumnAlignment {
    /// Flush left, ragged right.
    #[default]
    Left,
    /// Centred.
    Centre,
    /// Flush right.
    Right,
    /// On the decimal point.
    Decimal,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Row<S: Stage> {
    /// One cell for each column, joined ones included.
    pub cells: Vec<Cell<S>>,
    /// The row in the source.
    pub span: Span,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell<S: Stage> {
    /// Its text.
    pub content: Content<S>,
    /// Whether it is joined to a neighbour.
    pub joined: CellSpan,
    /// The cell in the source.
    pub span: Span,
}

/// Whether a cell stands for itself or belongs to a neighbour's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CellSpan {
    /// It stands for itself.
    #[default]
    Own,
    /// `<`: the cell on its left reaches over it.
    Left,
    /// `^`: the cell above reaches over it.
    Above,
}

/// A figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure<S: Stage> {
    /// Anchor and number; a lone image has no number.
    pub numbered: NumberedBlock<S>,
    /// The image.
    pub image: Image<S>,
    /// How far the image reaches on a printed page.
    pub reach: FigureReach,
    /// The caption.
    pub caption: Option<Content<S>>,
}

/// How far the image of a figure reaches on a printed page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FigureReach {
    /// Within the text block.
    #[default]
    Block,
    /// `.bleed`: over the sides of the page, into the bleed.
    Sides,
    /// `.full-page`: over the edges of a page of its own, into the bleed.
    Page,
}

/// A box.
#[derive(Clone, Debug, PartialEq)]
pub struct BoxBlock<S: Stage> {
    /// Anchor and number.
    pub numbered: NumberedBlock<S>,
    /// `kind="good-practice"`; plain boxes have none.
    pub kind: Option<String>,
    /// `title="..."`, with typographic quotation marks.
    pub title: Option<Content<S>>,
    /// Its blocks.
    pub blocks: Vec<Block<S>>,
}

/// A recommendation.
#[derive(Clone, Debug, PartialEq)]
pub struct Recommendation<S: Stage> {
    /// Anchor and number: "IOM 3".
    pub numbered: NumberedBlock<S>,
    /// The themes it belongs to: ids as parsed, names as resolved.
    pub themes: Vec<String>,
    /// To whom it is addressed: ids as parsed, names as resolved.
    pub addressees: Vec<String>,
    /// `from="..."`: the ids of the recommendations that it merges.
    pub from: Vec<Label>,
    /// The lines that say what it merges, and what merges it: generated, and none before it is resolved.
    pub provenance: Vec<Content<S>>,
    /// Its text.
    pub blocks: Vec<Block<S>>,
}

/// One signature: an office and its organization.
#[derive(Clone, Debug, PartialEq)]
pub struct Signature<S: Stage> {
    /// The office, or a person's name.
    pub office: Content<S>,
    /// The organization.
    pub organizations: Vec<Content<S>>,
}

impl<S: Stage> NumberedBlock<S>
where
    S: Stage<Anchor = Option<Label>, Number = ()>,
{
    /// What the parser knows: a label, or none.
    pub fn labelled(label: Option<Label>) -> NumberedBlock<S> {
        NumberedBlock {
            anchor: label,
            number: (),
        }
    }
}
