//! The keys of a text's front matter, for its schema and the documentation. `parse` reads the YAML
//! itself, because each value needs its place; a test there holds both lists together.

use schemars::JsonSchema;
use serde::Serialize;

/// The YAML at the head of a text. None of the keys is required if the text has one level-1 heading as
/// its title.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct FrontMatterKeys {
    /// The title of the text.
    pub title: Option<String>,
    /// The title in running heads. Without it: the title. In a contribution the contributor's short
    /// name stands there.
    pub short_title: Option<String>,
    /// The id of a contributor in `contributors.toml`.
    pub contributor: Option<String>,
    /// How far the text has come. A text that says so is published when it is no draft any more, and
    /// unchanged since its approval.
    pub status: Option<Status>,
    /// The language of the text, a tag of BCP 47. Without it: the book's.
    #[schemars(regex(pattern = super::config::LANGUAGE))]
    pub lang: Option<String>,
    /// The label by which references lead to the text.
    #[schemars(regex(pattern = r"^[A-Za-z0-9_.:\u0080-\uFFFF-]+$"))]
    pub id: Option<String>,
}

/// How far a text has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// It is being written, and no release has it.
    Draft,
    /// Its contributor has cleared it.
    Cleared,
    /// It is approved: `recto approve` has written by whom.
    Approved,
}

impl Status {
    /// All of them, as a text comes through them.
    pub const ALL: [Status; 3] = [Status::Draft, Status::Cleared, Status::Approved];

    /// The word in the front matter.
    pub fn word(self) -> &'static str {
        match self {
            Status::Draft => "draft",
            Status::Cleared => "cleared",
            Status::Approved => "approved",
        }
    }
}
