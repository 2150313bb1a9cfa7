//! `recto approve`: its arguments -> checked settings -> the new `approvals.toml`, and what is said of
//! it.

use std::io::Write;
use std::path::PathBuf;

use crate::approval::{self, Choice, Decision, NotApproved};
use crate::manuscript::{APPROVALS_FILE, Date};
use crate::pipeline::BuildError;

use super::Status;
use super::arguments::ApproveArguments;
use super::human;
use super::outputs::{self, Output};
use super::run::{Failure, print};
use super::settings::{UsageError, check_manuscript, default_manuscript};

/// The settings of `approve`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApproveSettings {
    /// The manuscript, an existing folder.
    pub manuscript: PathBuf,
    /// Which texts.
    pub choice: Choice,
    /// Who approves them.
    pub by: String,
    /// On which day.
    pub date: Date,
}

/// Checks the arguments. No clock gives the day, for the same approval is the same on any day.
///
/// # Errors
/// The first thing that makes no sense.
pub fn check(
    arguments: ApproveArguments,
    epoch: Option<Date>,
) -> Result<ApproveSettings, UsageError> {
    let usage = |message: String, help: &str| UsageError {
        message,
        help: help.to_owned(),
    };
    let ApproveArguments {
        id,
        folder,
        by,
        date,
        all,
    } = arguments;
    let (choice, folder) = match (all, id, folder) {
        (false, Some(id), folder) => (Choice::One(id), folder),
        (true, folder, None) => (Choice::Cleared, folder.map(PathBuf::from)),
        (true, _, Some(_)) => {
            return Err(usage(
                "`--all` approves more than the one text that is named".to_owned(),
                "leave one of the two out",
            ));
        }
        (false, None, _) => {
            return Err(usage(
                "no text is named".to_owned(),
                "name one by its id, or write --all",
            ));
        }
    };
    if by.trim().is_empty() || by.contains(char::is_control) {
        return Err(usage(
            "`--by` is empty, or has characters that cannot be printed".to_owned(),
            "say who approves it: --by \"Name, office\"",
        ));
    }
    let date = match date.as_deref() {
        Some(text) => Date::parse(text).ok_or_else(|| {
            usage(
                format!("there is no day `{text}`"),
                "write year, month and day, as 2026-11-01",
            )
        })?,
        None => epoch.ok_or_else(|| {
            usage(
                "an approval needs its day".to_owned(),
                "write --date YYYY-MM-DD, or set SOURCE_DATE_EPOCH",
            )
        })?,
    };
    Ok(ApproveSettings {
        manuscript: check_manuscript(folder.unwrap_or_else(default_manuscript))?,
        choice,
        by: by.trim().to_owned(),
        date,
    })
}

/// Writes the approvals, and says of which texts.
///
/// # Errors
/// What kept them from being written; a mistake in the manuscript is a [`Status`] and no error.
pub fn approve(settings: &ApproveSettings) -> Result<Status, Failure> {
    let root = settings.manuscript.as_path();
    let signature = (settings.by.as_str(), settings.date);
    let decision = approval::decide(root, &settings.choice, signature);
    let Decision {
        sources,
        diagnostics,
        approved,
    } = decision.map_err(|error| Failure::Build(BuildError::Read(error)))?;
    if !diagnostics.is_empty() {
        let name = root.display().to_string();
        let shown = diagnostics
            .iter()
            .map(|own| human::show(own, &sources, &name));
        let text = shown.collect::<String>() + &format!("{name}: nothing is approved\n");
        // Who cannot read standard error still has the exit code.
        drop(anstream::stderr().write_all(text.as_bytes()));
        return Ok(Status::Errors);
    }
    let approved = approved.map_err(|error| Failure::Usage(refusal(error)))?;
    if approved.names.is_empty() {
        print(b"nothing to approve: every text that is cleared has its approval\n")?;
        return Ok(Status::Fine);
    }
    let output = Output {
        name: APPROVALS_FILE,
        bytes: approved.file.as_bytes(),
    };
    outputs::write_all(root, &[output]).map_err(Failure::Output)?;
    let path = root.join(APPROVALS_FILE);
    let told = format!("{}: {}\n", path.display(), approved.names.join(", "));
    print(told.as_bytes())?;
    Ok(Status::Fine)
}

fn refusal(error: NotApproved) -> UsageError {
    match error {
        NotApproved::NoSuchText(own) => UsageError {
            message: own.message,
            help: own.help,
        },
        NotApproved::Draft(name) => UsageError {
            message: format!("`{name}` is a draft"),
            help: "write `status: cleared` in its front matter when its contributor has cleared it"
                .to_owned(),
        },
    }
}
