//! The registries beside `book.toml`: contributors, acronyms, questionnaire, themes. As in `config`, a
//! doc comment is the meaning that authors read.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::document::in_language;

/// `contributors.toml`.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ContributorsFile {
    /// Who contributed.
    pub contributor: Vec<Contributor>,
    /// The groups of contributors.
    pub group: Vec<Group>,
    /// Who edited the book.
    pub editor: Vec<Credited>,
    /// Who coordinated it.
    pub coordinator: Vec<Credited>,
    /// Who asked for the book.
    pub mandate: Option<Mandate>,
    /// Who signs the forewords.
    pub signatory: Vec<Signatory>,
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
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
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
    /// Whether each text introduces the short name where that is an acronym: `false` for one that every reader knows. Without it: `true`.
    pub introduce: Option<bool>,
    /// The full name in other languages, by their tags: `{ fr = "..." }`. A text prints the one of its
    /// language.
    #[serde(default)]
    pub names: BTreeMap<String, String>,
    /// The short name in other languages.
    #[serde(default)]
    pub shorts: BTreeMap<String, String>,
    /// What it is sorted by in other languages.
    #[serde(default)]
    pub orders: BTreeMap<String, String>,
    /// What it belongs to, as it is printed in the list of contributors.
    pub affiliation: Option<String>,
    /// A MARC relator code, for the metadata. Without it: `csl` (consultant) of an adviser, `ctb`
    /// (contributor) of all others.
    #[schemars(regex(pattern = RELATOR))]
    pub role: Option<String>,
    /// The ORCID iD of a person, `0000-0002-1825-0097`. The check digit is checked.
    pub orcid: Option<String>,
    /// The ROR id of an organization, `https://ror.org/02mhbdp94` or its last part. The check digits
    /// are checked.
    pub ror: Option<String>,
    /// The ISNI, `0000 0001 2281 955X`. The check digit is checked.
    pub isni: Option<String>,
    /// The address of its site.
    #[schemars(regex(pattern = "^https?://"), example = &"https://example.org")]
    pub homepage: Option<String>,
}

/// Three small letters.
const RELATOR: &str = "^[a-z]{3}$";

impl Contributor {
    /// The full name in a language.
    pub fn name_in(&self, language: &str) -> &str {
        in_language(&self.names, language).unwrap_or(&self.name)
    }

    /// The short name in a language.
    pub fn short_in(&self, language: &str) -> &str {
        in_language(&self.shorts, language).unwrap_or(&self.short)
    }

    /// What it is sorted by in a language. A name of that language comes before the key of another.
    pub fn order_in(&self, language: &str) -> &str {
        let own = in_language(&self.orders, language);
        own.or_else(|| in_language(&self.names, language))
            .or(self.order.as_deref())
            .unwrap_or(&self.name)
    }

    /// The MARC relator code.
    pub fn relator(&self) -> &str {
        let by_kind = match self.kind {
            ContributorKind::Agency
            | ContributorKind::Collective
            | ContributorKind::MandateHolder
            | ContributorKind::CivilSociety => "ctb",
            ContributorKind::Adviser => "csl",
        };
        self.role.as_deref().unwrap_or(by_kind)
    }
}

/// Kinds of contributors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ContributorKind {
    /// An organization.
    #[default]
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
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
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
    /// Ids of groups or contributors: its members are those of all of them. Contributors do not name
    /// such a group.
    #[serde(default)]
    pub all: Vec<String>,
    /// Ids of groups or contributors: its members are those that belong to every one of them.
    #[serde(default)]
    pub both: Vec<String>,
    /// Ids of groups or contributors whose members are left out of `all` or `both`.
    #[serde(default)]
    pub without: Vec<String>,
}

impl Group {
    /// Whether its members are those of others.
    pub fn is_made(&self) -> bool {
        !(self.all.is_empty() && self.both.is_empty() && self.without.is_empty())
    }
}

/// One `[[editor]]` or `[[coordinator]]` of `contributors.toml`: `contributor` or `name`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Credited {
    /// The id of a contributor.
    pub contributor: Option<String>,
    /// The name of somebody who is none.
    pub name: Option<String>,
    /// The name as it is sorted.
    pub file_as: Option<String>,
    /// The ORCID iD of a person who is no contributor.
    pub orcid: Option<String>,
}

/// `[mandate]` of `contributors.toml`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Mandate {
    /// Who asked for the book: a name as it stands in a sentence, with its article.
    pub by: String,
    /// By which decision, and of what day.
    pub decision: Option<String>,
    /// In what words, without quotation marks.
    pub words: Option<String>,
    /// Where the decision can be read.
    pub source: Option<String>,
}

/// One `[[signatory]]` of `contributors.toml`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Signatory {
    /// The id that a block of signatures names.
    pub id: String,
    /// The office, as `Executive Director`.
    pub office: String,
    /// The office in other languages, by their tags.
    #[serde(default)]
    pub offices: BTreeMap<String, String>,
    /// The id of the contributor whose office it is.
    pub contributor: Option<String>,
    /// The name of an organization that is no contributor.
    pub organization: Option<String>,
}

impl Signatory {
    /// The office in a language.
    pub fn office_in(&self, language: &str) -> &str {
        in_language(&self.offices, language).unwrap_or(&self.office)
    }
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
    /// Whether each text introduces it: `false` for one that every reader knows. Without it: `true`.
    pub introduce: Option<bool>,
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
