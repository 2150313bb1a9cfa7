//! `[editions.print]` of book.toml: the paper, the number of pages, the margin at the spine, and the
//! marks around the pages. `press` makes the sheets of the print PDF by it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::length::Length;
use crate::theme::MarksTheme;

/// `[editions.print]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct PrintConfig {
    /// The paper, by the name that a printer's profile gives it: the report then has the width of the spine.
    pub paper: Option<String>,
    /// The thickness of a leaf, for a paper that no profile has.
    #[schemars(extend("x-minimum" = "0.02mm", "x-maximum" = "1mm"))]
    pub leaf: Option<Length>,
    /// The number of pages is a multiple of this: blank pages stand at the end. Without it: as many as there are.
    #[schemars(range(min = 1, max = 64))]
    pub pages_multiple: Option<u32>,
    /// Whether the last page is blank.
    pub last_page_blank: bool,
    /// The least margin at the spine by the number of pages. The last entry that the book reaches counts.
    pub gutter: Vec<GutterStep>,
    /// `[editions.print.marks]`.
    pub marks: MarksTheme,
}

/// One `[[editions.print.gutter]]`: a book of so many pages opens less widely.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GutterStep {
    /// From this number of pages on.
    #[schemars(range(min = 1, max = 100_000))]
    pub from_pages: u32,
    /// The least margin at the spine.
    #[schemars(extend("x-minimum" = "0", "x-maximum" = "500mm"))]
    pub inside: Length,
}

impl PrintConfig {
    /// The least margin at the spine of a book of so many pages.
    pub fn gutter_for(&self, pages: usize) -> Length {
        let reached = |step: &&GutterStep| pages >= step.from_pages as usize;
        let reached = self.gutter.iter().filter(reached);
        let last = reached.max_by_key(|step| step.from_pages);
        last.map_or(Length::ZERO, |step| step.inside)
    }
}
