//! `[theme.running-head]` of book.toml: what the running heads say, and where they and the folios stand.
//! In: the settings. Out: the choices that `layout/finish` makes for each page.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::length::Length;

/// What a running head says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RunningText {
    /// The book's short title.
    Book,
    /// The title of the part; the book's where there is no part.
    Part,
    /// The short title of the chapter, or its title.
    Chapter,
    /// The last heading of level 2 that begins on the page or before it; the chapter's title where there is none.
    Section,
    /// In a contribution the contributor's short name; elsewhere as `chapter`.
    Contributor,
}

/// `[theme.running-head]`: running heads and folios.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct RunningHeadTheme {
    /// What stands over left-hand pages.
    pub verso: RunningText,
    /// What stands over right-hand pages.
    pub recto: RunningText,
    /// Lines from the running head down to the text block.
    #[schemars(range(min = 0, max = 20))]
    pub above: i64,
    /// Lines from the foot of the text block down to the folio of an opening.
    #[schemars(range(min = 0, max = 20))]
    pub folio_below: i64,
    /// What a running head leaves free for the folio, on both sides. One that needs more is shortened.
    #[schemars(extend("x-minimum" = "0", "x-maximum" = "50mm"))]
    pub folio_room: Length,
}

impl Default for RunningHeadTheme {
    fn default() -> RunningHeadTheme {
        RunningHeadTheme {
            verso: RunningText::Book,
            recto: RunningText::Contributor,
            above: 2,
            folio_below: 1,
            folio_room: Length::pt(36),
        }
    }
}
