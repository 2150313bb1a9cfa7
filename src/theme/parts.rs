//! `[theme]` of book.toml: what the parts of a book look like, a table for each part. Styles of text are
//! in `[type]`, the page in `[page]`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::blocks::{
    BoxesTheme, BreaksTheme, CodeTheme, FiguresTheme, HeadingsTheme, ListsTheme, NotesTheme,
    QuotationsTheme, RecommendationsTheme, SignaturesTheme,
};
use super::pages::{BackMatterTheme, ContentsTheme, IndexTheme, OpeningTheme, TitlePagesTheme};
use super::running_head::RunningHeadTheme;

/// `[theme]` of book.toml.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct PartsTheme {
    /// Running heads and folios.
    pub running_head: RunningHeadTheme,
    /// The opening of a chapter.
    pub opening: OpeningTheme,
    /// Half-title, title page, imprint and part pages.
    pub title_pages: TitlePagesTheme,
    /// The table of contents and the lists of figures, tables and boxes.
    pub contents: ContentsTheme,
    /// The lists at the end: acronyms, contributors, bibliography.
    pub back_matter: BackMatterTheme,
    /// The index.
    pub index: IndexTheme,
    /// Headings inside a chapter.
    pub headings: HeadingsTheme,
    /// Lists.
    pub lists: ListsTheme,
    /// Quotations, epigraphs and verse.
    pub quotations: QuotationsTheme,
    /// Blocks of code.
    pub code: CodeTheme,
    /// Thematic breaks.
    pub breaks: BreaksTheme,
    /// Figures and images that stand alone.
    pub figures: FiguresTheme,
    /// Boxes.
    pub boxes: BoxesTheme,
    /// Recommendations.
    pub recommendations: RecommendationsTheme,
    /// Blocks of signatures.
    pub signatures: SignaturesTheme,
    /// Notes at the foot of the page and under tables.
    pub notes: NotesTheme,
}
