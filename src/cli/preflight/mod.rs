//! `recto preflight`: finished files and a printer's profile -> what was judged and what was found. A file
//! of ours is known by the report beside it, and its findings lead to the manuscript.

mod json;
mod origin;
mod text;

use std::path::PathBuf;

use crate::diagnostic::{Severity, nearest};
use crate::manuscript::read_finished;
use crate::preflight::press::{self, Judgement};
use crate::printer::Profile;

use super::Status;
use super::arguments::Format;
use super::run::{Failure, print};
use super::sarif;
use super::settings::UsageError;
use origin::Origin;

/// The settings of `preflight`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreflightSettings {
    /// The files, at least one.
    pub files: Vec<PathBuf>,
    /// What the printer asks.
    pub profile: Option<&'static Profile>,
    /// How findings are shown.
    pub format: Format,
}

/// A file that was judged.
pub struct JudgedFile {
    /// Its path as it was typed.
    pub path: String,
    /// Its size in bytes.
    pub size: usize,
    /// What was found.
    pub judgement: Judgement,
    /// Where it comes from; nothing is known of others' files.
    pub origin: Origin,
}

/// Checks the arguments.
///
/// # Errors
/// There is no such profile.
pub fn check(
    files: Vec<PathBuf>,
    profile: Option<&str>,
    format: Format,
) -> Result<PreflightSettings, UsageError> {
    Ok(PreflightSettings {
        files,
        profile: profile.map(profile_named).transpose()?,
        format,
    })
}

fn profile_named(name: &str) -> Result<&'static Profile, UsageError> {
    Profile::named(name).ok_or_else(|| {
        let names = || Profile::all().iter().map(|own| own.name.as_str());
        let all: Vec<&str> = names().collect();
        let all = all.join(", ");
        UsageError {
            message: format!("there is no profile `{name}`"),
            help: match nearest(name, names()) {
                Some(near) => format!("did you mean `{near}`? There are {all}"),
                None => format!("there are {all}"),
            },
        }
    })
}

/// Judges the files.
///
/// # Errors
/// One of them cannot be read from the disk, or standard output cannot be written.
pub fn preflight(settings: &PreflightSettings) -> Result<Status, Failure> {
    let judged = settings.files.iter().map(|path| {
        let bytes = read_finished(path, press::LARGEST_FILE)
            .map_err(|error| Failure::Unread(path.clone(), error))?;
        Ok(JudgedFile {
            path: path.display().to_string(),
            size: bytes.len(),
            judgement: press::judge(&bytes, settings.profile),
            origin: Origin::of(path, &bytes),
        })
    });
    let judged = judged.collect::<Result<Vec<JudgedFile>, Failure>>()?;
    let mut findings = judged.iter().flat_map(|own| &own.judgement.findings);
    let status = Status::of(findings.any(|own| own.severity >= Severity::Warning));
    let text = match settings.format {
        Format::Human => Ok(text::report(&judged, settings.profile)),
        Format::Json => json::array(&judged),
        Format::Sarif => sarif::press_log(&judged, status),
    };
    let text = text.map_err(|error| Failure::Stream(error.into()))?;
    print(text.as_bytes()).map(|()| status)
}
