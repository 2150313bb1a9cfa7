//! The registries beside `book.toml`: contributors, acronyms, questionnaire, themes.

use serde::Deserialize;

/// One `[[contributor]]` of `contributors.toml`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contributor {
    /// The id that chapters name.
    pub id: String,
    /// The full name.
    pub name: String,
    /// The acronym or short name.
    pub short: String,
    /// What kind of contributor it is.
    pub kind: ContributorKind,
    /// The members of a collective.
    #[serde(default)]
    pub members: Vec<String>,
    /// The groups it belongs to.
    #[serde(default)]
    pub groups: Vec<String>,
    /// What it is sorted by in the list of contributors; the name where there is none.
    pub order: Option<String>,
}

/// Kinds of contributors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ContributorKind {
    /// An organization.
    Agency,
    /// Several organizations that answer as one.
    Collective,
    /// An individual mandate holder.
    MandateHolder,
    /// Civil society.
    CivilSociety,
    /// Credited, not counted.
    Adviser,
}

/// One `[[group]]` of `contributors.toml`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// The id that contributors name.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The group that its members all belong to.
    pub subset_of: Option<String>,
    /// The members that are declared exceptions to that.
    #[serde(default)]
    pub except: Vec<String>,
}

/// One `[[acronym]]` of `acronyms.toml`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Acronym {
    /// `GFMD`.
    pub short: String,
    /// What it stands for.
    pub long: String,
    /// How the plural is written; `short` and an "s" where there is none.
    pub plural: Option<String>,
    /// What the plural stands for.
    pub long_plural: Option<String>,
}

/// One `[[question]]` of `questionnaire.toml`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// `a`.
    pub letter: String,
    /// What is asked.
    pub title: String,
    /// Whether every contribution answers it.
    #[serde(default = "yes")]
    pub required: bool,
}

fn yes() -> bool {
    true
}

/// One `[[theme]]` of `themes.toml`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    /// The id that recommendations name.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// One `[[addressee]]` of `themes.toml`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Addressee {
    /// The id that recommendations name.
    pub id: String,
    /// Its name.
    pub name: String,
}
