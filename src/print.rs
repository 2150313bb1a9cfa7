//! How a book is printed: what `[editions.print]` and `[[colour]]` of `book.toml` ask for, with the
//! profile that they name. `manuscript` makes it, `preflight` holds the pages against it, and `pdf`
//! writes the print edition by it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::colour::OutputProfile;
use crate::source::Span;

/// What a print edition is made by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PrintSettings {
    /// The standard that the file follows.
    pub standard: PrintStandard,
    /// The printing condition that its colours are meant for.
    pub intent: OutputIntent,
    /// The inks besides those of the press.
    pub spots: Vec<SpotColour>,
}

/// The standard of a print edition.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
pub enum PrintStandard {
    /// With transparency, on PDF 1.6: PDF/X-4 (ISO 15930-7).
    #[default]
    #[serde(rename = "x-4")]
    X4,
    /// Without transparency, on PDF 1.4: PDF/X-1a:2003 (ISO 15930-4).
    #[serde(rename = "x-1a")]
    X1a,
    /// Without transparency, on PDF 1.3: PDF/X-1a:2001 (ISO 15930-1).
    #[serde(rename = "x-1a-2001")]
    X1a2001,
}

impl PrintStandard {
    /// Whether what lies under something may shine through.
    pub fn has_transparency(self) -> bool {
        match self {
            PrintStandard::X4 => true,
            PrintStandard::X1a | PrintStandard::X1a2001 => false,
        }
    }

    /// Whether its file may hold a profile: PDF 1.4 and older know version 2 of ICC.
    pub fn takes(self, profile: &OutputProfile) -> bool {
        self.has_transparency() || profile.version[0] <= 2
    }

    /// Its name with the year that tells it from others.
    pub fn full_name(self) -> &'static str {
        match self {
            PrintStandard::X4 => "PDF/X-4",
            PrintStandard::X1a => "PDF/X-1a:2003",
            PrintStandard::X1a2001 => "PDF/X-1a:2001",
        }
    }

    /// Its name without the year, as people say it.
    pub fn name(self) -> &'static str {
        match self {
            PrintStandard::X4 => "PDF/X-4",
            PrintStandard::X1a | PrintStandard::X1a2001 => "PDF/X-1a",
        }
    }
}

/// A printing condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputIntent {
    /// Its profile.
    pub profile: OutputProfile,
    /// The name of its characterization data, as `FOGRA39`.
    pub condition: String,
    /// What it is, in words.
    pub description: String,
    /// Where the name is registered.
    pub registry: String,
    /// Where `book.toml` names the profile.
    pub span: Option<Span>,
}

/// The registry of the ICC, where the names of printing conditions are.
pub const REGISTRY: &str = "http://www.color.org";

impl Default for OutputIntent {
    fn default() -> OutputIntent {
        OutputIntent {
            profile: OutputProfile::standard(),
            condition: "FOGRA39".to_owned(),
            description:
                "Offset printing, ISO 12647-2:2004/Amd 1, OFCOM, paper type 1 or 2, 115 g/m2"
                    .to_owned(),
            registry: REGISTRY.to_owned(),
            span: None,
        }
    }
}

/// An ink besides those of the press.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpotColour {
    /// The name of its plate.
    pub name: String,
    /// What it is on the screen, and what drawings have for it.
    pub srgb: [u8; 3],
    /// What comes nearest to it in the inks of the press, in per cent.
    pub cmyk: [u8; 4],
}
