//! `[editions.print]` and `[[colour]]` of `book.toml`: the standard and the printing condition of the
//! print PDF, the paper, the number of pages, the margin at the spine, and the marks around the pages.
//! `press` makes the sheets of the print PDF by it, `print` says what its colours become.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::length::Length;
use crate::print::PrintStandard;
use crate::theme::MarksTheme;

/// `[editions.print]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct PrintConfig {
    /// The standard that the file follows.
    pub standard: PrintStandard,
    /// The printing condition that the colours are meant for. Without it: FOGRA39, offset on coated paper.
    pub intent: Option<IntentConfig>,
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

/// `[editions.print.intent]`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IntentConfig {
    /// The path of its ICC profile: one of a press, CMYK or grey.
    #[schemars(example = &"icc/PSOcoated_v3.icc")]
    pub profile: String,
    /// The name of its characterization data.
    #[schemars(regex(pattern = r"\S"), example = &"FOGRA51")]
    pub condition: String,
    /// What it is, in words. Without it: what the profile says of itself.
    pub description: Option<String>,
    /// Where the name is registered. Without it: the registry of the ICC.
    pub registry: Option<String>,
}

/// One `[[colour]]`: an ink besides those of the press.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ColourConfig {
    /// The name of its plate, as the printer knows the ink.
    #[schemars(regex(pattern = r"\S"), example = &"PANTONE 286 C")]
    pub name: String,
    /// What it is on the screen. What drawings fill or stroke with exactly this value is printed in the ink.
    #[schemars(regex(pattern = r"^#[0-9A-Fa-f]{6}$"), example = &"#0033A0")]
    pub srgb: String,
    /// What comes nearest to it in cyan, magenta, yellow and black.
    #[schemars(inner(range(min = 0, max = 100)), extend("x-unit" = "per cent"))]
    pub cmyk: [u8; 4],
}
