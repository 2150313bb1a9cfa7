//! The page: trim, bleed and margins.

use serde::Deserialize;

use crate::length::Length;

/// `[page]` of book.toml. Inside is the side of the spine.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PageTheme {
    /// Width and height of the finished page.
    pub trim: [Length; 2],
    /// What is printed beyond the trim, on every side.
    pub bleed: Length,
    /// The margin at the spine.
    pub inside: Length,
    /// The margin at the fore edge.
    pub outside: Length,
    /// From the top of the trim to the top of the text block.
    pub head: Length,
    /// The lines of the text block.
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
            bleed: Length::centimillimetres(300),
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
