//! The page: trim, bleed and margins.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::length::Length;

use super::bleed::Edges;

/// `[page]` of book.toml. Inside is the side of the spine.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct PageTheme {
    /// Width and height of the finished page.
    #[schemars(extend("x-minimum" = "50mm", "x-maximum" = "1000mm"))]
    pub trim: [Length; 2],
    /// What the print PDF has beyond the trim: on every side, or `{ head, foot, inside, outside }`.
    pub bleed: Edges,
    /// The margin at the spine.
    #[schemars(extend("x-minimum" = "0", "x-maximum" = "500mm"))]
    pub inside: Length,
    /// The margin at the fore edge.
    #[schemars(extend("x-minimum" = "0", "x-maximum" = "500mm"))]
    pub outside: Length,
    /// From the top of the page to the top of the text block.
    #[schemars(extend("x-minimum" = "0", "x-maximum" = "500mm"))]
    pub head: Length,
    /// Lines of the text block.
    #[schemars(range(min = 5, max = 200))]
    pub lines: i64,
}

impl Default for PageTheme {
    /// 170 x 240 mm, a text block of 120 mm by 36 lines.
    fn default() -> PageTheme {
        PageTheme {
            trim: [
                Length::centimillimetres(17_000),
                Length::centimillimetres(24_000),
            ],
            bleed: Edges::all(Length::centimillimetres(300)),
            inside: Length::centimillimetres(2_200),
            outside: Length::centimillimetres(2_800),
            head: Length::centimillimetres(2_600),
            lines: 36,
        }
    }
}

impl PageTheme {
    /// The width of the text block.
    pub fn measure(&self) -> Length {
        self.trim[0] - self.inside - self.outside
    }
}
