//! `[editions.print]` and `[[colour]]` of `book.toml`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::print::PrintStandard;

/// `[editions.print]`.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct PrintConfig {
    /// The standard that the file follows.
    pub standard: PrintStandard,
    /// The printing condition that the colours are meant for. Without it: FOGRA39, offset on coated paper.
    pub intent: Option<IntentConfig>,
}

/// `[editions.print.intent]`.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
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
