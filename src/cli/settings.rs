//! [`Arguments`] and the environment -> [`Command`]: settings that have been checked once, so that
//! nothing behind this file asks whether they make sense.

use std::ffi::OsStr;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap_complete::Shell;

use crate::diagnostic::{Code, codes, nearest};
use crate::manuscript::{Date, SettingsFile};
use crate::pipeline::Edition;
use crate::printer::Profile;

use super::approve::{self, ApproveSettings};
use super::arguments::{
    Arguments, BuildArguments, CommandArguments, Dump, EditionArgument, Format, SchemaArgument,
};
use super::concern::Concern;
use super::new;
use super::preflight::{self, PreflightSettings};

/// What to do, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Make editions.
    Build(BuildSettings),
    /// Make the editions of one manuscript whenever it changes.
    Watch(BuildSettings),
    /// Report mistakes.
    Check(CheckSettings),
    /// Approve texts.
    Approve(ApproveSettings),
    /// Judge finished files.
    Preflight(PreflightSettings),
    /// Write a manuscript.
    New(NewSettings),
    /// Print the page of a code, or of none the list of all.
    Explain(Option<&'static Code>),
    /// Print the schema of a settings file.
    Schema(SettingsFile),
    /// Print a shell's completions.
    Completions(Shell),
}

/// The settings of `build`, and of `watch`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuildSettings {
    /// The manuscripts, at least one, each an existing folder.
    pub manuscripts: Vec<PathBuf>,
    /// The editions in their own order: at least one, unless a printer's file is made.
    pub editions: Vec<Edition>,
    /// The printer for whom a print file is made.
    pub printer: Option<&'static Profile>,
    /// The one text that is made.
    pub only: Option<String>,
    /// Where they are written.
    pub out: PathBuf,
    /// Whether warnings stop the build.
    pub release: bool,
    /// How many threads; `None` leaves it to the machine.
    pub threads: Option<NonZeroUsize>,
    /// How findings are shown.
    pub format: Format,
    /// Whether progress and summary are left out.
    pub quiet: bool,
    /// Whether it is said where the time went.
    pub timings: bool,
    /// What is printed instead of writing editions.
    pub dump: Option<Dump>,
    /// The day of `SOURCE_DATE_EPOCH`.
    pub epoch: Option<Date>,
}

/// The settings of `check`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckSettings {
    /// The manuscript, an existing folder.
    pub manuscript: PathBuf,
    /// What is told, where not all of it is.
    pub only: Option<Concern>,
    /// How findings are shown.
    pub format: Format,
    /// The day of `SOURCE_DATE_EPOCH`.
    pub epoch: Option<Date>,
}

/// The settings of `new`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSettings {
    /// The folder: missing, or empty.
    pub folder: PathBuf,
    /// The title, if one was given.
    pub title: Option<String>,
    /// The language, a tag of BCP 47.
    pub language: String,
}

/// What is wrong with the way the program was called, and what to do instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsageError {
    /// What is wrong.
    pub message: String,
    /// What to do instead.
    pub help: String,
}

/// Checks the arguments; `epoch` is the value of `SOURCE_DATE_EPOCH`.
///
/// # Errors
/// The first thing that makes no sense.
pub fn check(arguments: Arguments, epoch: Option<&OsStr>) -> Result<Command, UsageError> {
    let epoch = || epoch.map(day_of_epoch).transpose();
    Ok(match arguments.command {
        None => Command::Build(check_build(Vec::new(), arguments.build, epoch()?)?),
        Some(CommandArguments::Build { folders, build }) => {
            Command::Build(check_build(folders, build, epoch()?)?)
        }
        Some(CommandArguments::Watch(mut own)) => {
            let folder = own.folder.take().into_iter().collect();
            Command::Watch(check_build(folder, own.into(), epoch()?)?)
        }
        Some(CommandArguments::Check(check)) => Command::Check(CheckSettings {
            manuscript: check_manuscript(check.folder.unwrap_or_else(default_manuscript))?,
            only: match (check.layout, check.accessibility) {
                (true, _) => Some(Concern::Layout),
                (false, true) => Some(Concern::Accessibility),
                (false, false) => None,
            },
            format: check.format,
            epoch: epoch()?,
        }),
        Some(CommandArguments::Approve(own)) => Command::Approve(approve::check(own, epoch()?)?),
        Some(CommandArguments::Preflight {
            files,
            profile,
            format,
        }) => Command::Preflight(preflight::check(files, profile.as_deref(), format)?),
        Some(CommandArguments::New {
            folder,
            title,
            language,
        }) => Command::New(new::check(folder, title, language)?),
        Some(CommandArguments::Explain { code, list: _ }) => {
            Command::Explain(code.as_deref().map(check_code).transpose()?)
        }
        Some(CommandArguments::Schema { file }) => Command::Schema(match file {
            SchemaArgument::Book => SettingsFile::Book,
            SchemaArgument::Contributors => SettingsFile::Contributors,
            SchemaArgument::Questionnaire => SettingsFile::Questionnaire,
            SchemaArgument::Acronyms => SettingsFile::Acronyms,
            SchemaArgument::Themes => SettingsFile::Themes,
            SchemaArgument::Approvals => SettingsFile::Approvals,
            SchemaArgument::FrontMatter => SettingsFile::FrontMatter,
        }),
        Some(CommandArguments::Completions { shell }) => Command::Completions(shell),
    })
}

fn check_build(
    folders: Vec<PathBuf>,
    build: BuildArguments,
    epoch: Option<Date>,
) -> Result<BuildSettings, UsageError> {
    let folders = if folders.is_empty() {
        vec![default_manuscript()]
    } else {
        folders
    };
    let manuscripts = folders.into_iter().map(check_manuscript);
    let making = build.making;
    let printer = making.printer.as_deref().map(check_printer).transpose()?;
    Ok(BuildSettings {
        manuscripts: manuscripts.collect::<Result<_, _>>()?,
        editions: match printer.is_some() && making.editions.is_empty() {
            true => Vec::new(),
            false => check_editions(making.editions),
        },
        printer,
        only: making.only,
        out: check_out(making.out)?,
        release: build.release,
        threads: build
            .threads
            .and_then(|threads| NonZeroUsize::new(threads.into())),
        format: build.format,
        quiet: build.quiet,
        timings: build.timings,
        dump: build.dump,
        epoch,
    })
}

/// The folder that is taken where none is named.
pub fn default_manuscript() -> PathBuf {
    PathBuf::from("./manuscript")
}

/// Without a name all editions are meant; a name given twice counts once.
fn check_editions(mut named: Vec<EditionArgument>) -> Vec<Edition> {
    if named.is_empty() {
        return Edition::ALL.to_vec();
    }
    named.sort_unstable();
    named.dedup();
    let edition = |named| match named {
        EditionArgument::Print => Edition::Print,
        EditionArgument::Screen => Edition::Screen,
        EditionArgument::Epub => Edition::Epub,
    };
    named.into_iter().map(edition).collect()
}

fn check_printer(name: &str) -> Result<&'static Profile, UsageError> {
    Profile::named(name).ok_or_else(|| {
        let names: Vec<&str> = Profile::all().iter().map(|own| own.name.as_str()).collect();
        let known = names.join(", ");
        UsageError {
            message: format!("there is no printer `{name}`"),
            help: match nearest(name, names) {
                Some(near) => format!("did you mean `{near}`? Known are {known}"),
                None => format!("known are {known}"),
            },
        }
    })
}

/// The folder, if it is one.
pub fn check_manuscript(folder: PathBuf) -> Result<PathBuf, UsageError> {
    if folder.is_dir() {
        return Ok(folder);
    }
    let what = if folder.exists() {
        "is not a folder"
    } else {
        "does not exist"
    };
    Err(UsageError {
        message: format!("the manuscript `{}` {what}", folder.display()),
        help: "name the folder that holds book.toml, or run recto where ./manuscript is".to_owned(),
    })
}

fn check_out(folder: PathBuf) -> Result<PathBuf, UsageError> {
    if folder.exists() && !folder.is_dir() {
        return Err(UsageError {
            message: format!("`--out {}` is not a folder", folder.display()),
            help: "name a folder; it is made when it does not exist".to_owned(),
        });
    }
    Ok(folder)
}

fn check_code(name: &str) -> Result<&'static Code, UsageError> {
    let found = codes::ALL.iter().find(|code| code.name == name);
    found.copied().ok_or_else(|| {
        let names = codes::ALL.iter().map(|code| code.name);
        let help = match nearest(name, names) {
            Some(near) => format!("did you mean `{near}`? `recto explain --list` names all codes"),
            None => "`recto explain --list` names all codes".to_owned(),
        };
        UsageError {
            message: format!("there is no code `{name}`"),
            help,
        }
    })
}

/// The day, in UTC, of a time in seconds since 1970
/// (<https://reproducible-builds.org/specs/source-date-epoch/>).
fn day_of_epoch(value: &OsStr) -> Result<Date, UsageError> {
    let digits = value
        .to_str()
        .filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
    let seconds = digits.and_then(|digits| digits.parse::<u64>().ok());
    seconds
        .and_then(Date::from_unix_seconds)
        .ok_or_else(|| UsageError {
            message: format!(
                "SOURCE_DATE_EPOCH is `{}`, which is no time that can be used",
                value.to_string_lossy()
            ),
            help: "set it to the seconds since 1970-01-01 as a whole number, or unset it"
                .to_owned(),
        })
}

#[cfg(test)]
mod tests;
