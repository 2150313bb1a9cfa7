//! A folder and a decision to approve -> the new text of `approvals.toml`, or what keeps it from being
//! made. It reads through `manuscript` and writes nothing.

use std::path::Path;

use crate::diagnostic::{self, Diagnostic, Severity};
use crate::manuscript::{self, Date, ReadError};
use crate::parse;
use crate::source::Sources;

use super::{Approved, Choice, NotApproved, approve};

/// What came of a decision.
#[derive(Debug)]
pub struct Decision {
    /// The texts that the findings point into.
    pub sources: Sources,
    /// What is wrong with the manuscript; nothing is approved then.
    pub diagnostics: Vec<Diagnostic>,
    /// What is approved; without findings alone.
    pub approved: Result<Approved, NotApproved>,
}

/// Approves texts of the manuscript in the folder `root`. What was approved has to be a text that can
/// be read: errors of reading and parsing are handed back, and nothing is approved.
///
/// # Errors
/// The folder cannot be read.
pub fn decide(
    root: &Path,
    choice: &Choice,
    signature: (&str, Date),
) -> Result<Decision, ReadError> {
    let (manuscript, mut diagnostics) = manuscript::read(root)?;
    let (book, found) = parse::parse(&manuscript);
    diagnostics.extend(found);
    diagnostics.retain(|own| own.severity == Severity::Error);
    diagnostic::sort(&mut diagnostics);
    let approved = match diagnostics.is_empty() {
        true => approve(&manuscript, &book, choice, signature),
        false => Ok(Approved::default()),
    };
    Ok(Decision {
        sources: manuscript.sources,
        diagnostics,
        approved,
    })
}
