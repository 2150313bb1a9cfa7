//! `[acronyms]` of `book.toml`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// `[acronyms]`.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct AcronymsConfig {
    /// What the program does about the first use of an acronym.
    pub expand: AcronymExpansion,
    /// Whether acronyms in plain text are checked.
    pub check: bool,
    /// Where an acronym is introduced anew.
    pub scope: AcronymScope,
}

impl Default for AcronymsConfig {
    fn default() -> AcronymsConfig {
        AcronymsConfig {
            expand: AcronymExpansion::default(),
            check: true,
            scope: AcronymScope::default(),
        }
    }
}

/// Where an acronym is introduced anew.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AcronymScope {
    /// In each text, which may be read alone.
    #[default]
    Chapter,
    /// Nowhere: once in the book.
    Book,
}

/// What the tool does about an acronym's first use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AcronymExpansion {
    /// It writes no expansions; the text is the authors' own.
    #[default]
    Check,
    /// The first use in the running text of each chapter is written out.
    Auto,
}
