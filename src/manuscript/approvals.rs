//! The approvals beside `book.toml`: the types of `approvals.toml`, and what they cannot say. As in
//! `config`, a doc comment is the meaning that authors read.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::diagnostic::{Diagnostic, codes};

use super::Date;
use super::registry_checks::check_ids;
use super::settings::{Settings, Step};

/// The name of the file.
pub const APPROVALS_FILE: &str = "approvals.toml";

/// `approvals.toml`.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ApprovalsFile {
    /// The approvals, in the order of the book.
    pub approval: Vec<Approval>,
}

/// One `[[approval]]` of `approvals.toml`. `recto approve` writes them.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Approval {
    /// What the text is called: its id, or the stem of its file's name.
    pub id: String,
    /// The text's file, as the contents name it.
    #[schemars(regex(pattern = r"\S"))]
    pub file: String,
    /// The SHA-256 of the text that was approved, without its `status`.
    #[schemars(regex(pattern = "^[0-9a-f]{64}$"))]
    pub sha256: String,
    /// Who approved it: name and office.
    #[schemars(regex(pattern = r"\S"))]
    pub by: String,
    /// The day of the approval.
    #[schemars(regex(pattern = r"^\d{4}-\d{2}-\d{2}$"))]
    pub date: String,
    /// A mark for each paragraph of that text, with spaces between them: by them a build knows which
    /// paragraphs were changed.
    #[serde(default)]
    #[schemars(inner(regex(pattern = "^[0-9a-f]{8}( [0-9a-f]{8})*$")))]
    pub paragraphs: Vec<String>,
}

impl Approval {
    /// The marks of the paragraphs in their order.
    pub fn marks(&self) -> impl Iterator<Item = &str> {
        self.paragraphs.iter().flat_map(|own| own.split(' '))
    }
}

/// Reports texts that are approved twice, and days that no calendar has.
pub fn check_approvals(settings: &mut Settings<'_>, approvals: &[Approval]) {
    check_ids(
        settings,
        "approval",
        "file",
        approvals.iter().map(|own| &own.file),
    );
    for (at, approval) in approvals.iter().enumerate() {
        let place = settings.value(&[Step::from("approval"), at.into(), "date".into()]);
        if let Some(span) = place.filter(|_| Date::parse(&approval.date).is_none()) {
            let message = format!("there is no day `{}`", approval.date);
            let diagnostic = Diagnostic::new(codes::CONFIG_VALUE, span, message);
            settings.report(diagnostic.help("write year, month and day, as 2026-11-01"));
        }
    }
}
