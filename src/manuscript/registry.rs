//! The registries beside `book.toml`: contributors, acronyms, questionnaire, themes. As in `config`, a
//! doc comment is the meaning that authors read.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// `contributors.toml`.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ContributorsFile {
    /// Who contributed.
    pub contributor: Vec<Contributor>,
    /// The groups of contributors.
    pub group: Vec<Group>,
}

/// `acronyms.toml`.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct AcronymsFile {
    /// The acronyms of the book.
    pub acronym: Vec<Acronym>,
}

/// `questionnaire.toml`.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct QuestionnaireFile {
    /// The questions that contributions answer.
    pub question: Vec<Question>,
}

/// `themes.toml`.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ThemesFile {
    /// The themes of recommendations.
    pub theme: Vec<Theme>,
    /// To whom recommendations are addressed.
    pub addressee: Vec<Addressee>,
}

/// One `[[contributor]]` of `contributors.toml`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Contributor {
    /// The id that the front matter of texts names.
    #[schemars(regex(pattern = r"\S"))]
    pub id: String,
    /// The full name, printed below the title of the text.
    pub name: String,
    /// The acronym or short name, printed above the title and in the numbers of recommendations.
    pub short: String,
    /// What kind of contributor it is.
    pub kind: ContributorKind,
    /// The members of a collective.
    #[serde(default)]
    pub members: Vec<String>,
    /// Ids of the groups that it belongs to.
    #[serde(default)]
    pub groups: Vec<String>,
    /// What it is sorted by in the list of contributors; the name where there is none.
    pub order: Option<String>,
}

/// Kinds of contributors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
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
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// The id that contributors name.
    #[schemars(regex(pattern = r"\S"))]
    pub id: String,
    /// Its name.
    pub name: String,
    /// The id of the group that its members all belong to.
    pub subset_of: Option<String>,
    /// Ids of the contributors that are exceptions to that.
    #[serde(default)]
    pub except: Vec<String>,
}

/// One `[[acronym]]` of `acronyms.toml`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Acronym {
    /// The acronym, as `GFMD`.
    #[schemars(regex(pattern = r"\S"))]
    pub short: String,
    /// What it stands for.
    pub long: String,
    /// How the plural is written; `short` and an "s" where there is none.
    pub plural: Option<String>,
    /// What the plural stands for.
    pub long_plural: Option<String>,
}

/// One `[[question]]` of `questionnaire.toml`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// The letter of the question, as `a`.
    #[schemars(regex(pattern = r"\S"))]
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
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    /// The id that recommendations name.
    #[schemars(regex(pattern = r"\S"))]
    pub id: String,
    /// Its name.
    pub name: String,
}

/// One `[[addressee]]` of `themes.toml`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Addressee {
    /// The id that recommendations name.
    pub id: String,
    /// Its name.
    pub name: String,
}
