//! `[index]` of `book.toml`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// `[index]`.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct IndexConfig {
    /// Whether each contributor with a chapter has an entry by itself, with the pages of the chapter.
    pub contributors: bool,
}

impl Default for IndexConfig {
    fn default() -> IndexConfig {
        IndexConfig { contributors: true }
    }
}
