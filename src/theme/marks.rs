//! The printer's marks around a page: which are drawn, where they begin and how long they are.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::length::Length;

/// `[editions.print.marks]`: the printer's marks around the pages of the print PDF. They stand outside
/// the bleed, so that the sheet is larger where there are some.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct MarksTheme {
    /// Lines at the corners that show where the page is trimmed.
    pub crop: bool,
    /// Shorter lines that show where the bleed ends.
    pub bleed: bool,
    /// A cross in a circle at the middle of each side, in every ink, by which the plates are aligned.
    pub registration: bool,
    /// Squares of each ink and of two inks together, above the page.
    pub colour_bars: bool,
    /// A line below the page with the title, the edition, the date of the book, and the number of the sheet.
    pub slug: bool,
    /// From the trim to the beginning of the marks; they begin no nearer than the bleed ends.
    #[schemars(extend("x-minimum" = "0", "x-maximum" = "25mm"))]
    pub offset: Length,
    /// The length of crop marks, and the side of the room around the bleed in which all marks stand.
    #[schemars(extend("x-minimum" = "3mm", "x-maximum" = "25mm"))]
    pub length: Length,
    /// The thickness of the lines.
    #[schemars(extend("x-minimum" = "0.05pt", "x-maximum" = "2pt"))]
    pub weight: Length,
}

impl Default for MarksTheme {
    fn default() -> MarksTheme {
        MarksTheme {
            crop: false,
            bleed: false,
            registration: false,
            colour_bars: false,
            slug: false,
            offset: Length::centimillimetres(300),
            length: Length::centimillimetres(500),
            weight: Length::centipoints(25),
        }
    }
}

impl MarksTheme {
    /// Whether there are any.
    pub fn are_drawn(&self) -> bool {
        self.crop || self.bleed || self.registration || self.colour_bars || self.slug
    }
}
