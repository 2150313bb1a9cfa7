//! A checked command -> what does it. What is small is done here.

use std::fmt;
use std::io::{self, Write};
use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::CommandFactory;
use clap_complete::Shell;

use crate::manuscript::SettingsFile;
use crate::pipeline::BuildError;

use super::arguments::Arguments;
use super::build::build;
use super::check::check;
use super::outputs::{self, Output, OutputError};
use super::settings::{Command, NewSettings, UsageError};
use super::timings::Timings;
use super::watch::watch;
use super::{Status, approve, explain, new, preflight};

/// Why a run ended before its end.
#[derive(Debug)]
pub enum Failure {
    /// The program was called wrongly.
    Usage(UsageError),
    /// A manuscript could not be read, or an edition not be made.
    Build(BuildError),
    /// An output could not be written.
    Output(OutputError),
    /// A file that is to be judged could not be read.
    Unread(PathBuf, io::Error),
    /// Changes of a folder could not be seen.
    Unwatched(PathBuf, String),
    /// Standard output could not be written.
    Stream(io::Error),
}

impl Failure {
    /// The status that the program ends with.
    pub fn status(&self) -> Status {
        match self {
            Failure::Usage(_) | Failure::Build(BuildError::NoSuchText(_)) => Status::Usage,
            Failure::Build(BuildError::Edition { .. } | BuildError::Data(_)) => Status::Errors,
            Failure::Build(BuildError::Read(_))
            | Failure::Output(_)
            | Failure::Unread(..)
            | Failure::Unwatched(..)
            | Failure::Stream(_) => Status::Disk,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Usage(error) => write!(formatter, "{}\nhelp: {}", error.message, error.help),
            Failure::Build(error @ BuildError::NoSuchText(own)) => {
                write!(formatter, "{error}\nhelp: {}", own.help)
            }
            Failure::Build(error) => write!(formatter, "{error}"),
            Failure::Output(error) => write!(formatter, "{error}"),
            Failure::Unread(path, error) => {
                write!(formatter, "cannot read `{}`: {error}", path.display())
            }
            Failure::Unwatched(path, error) => {
                write!(formatter, "cannot watch `{}`: {error}", path.display())
            }
            Failure::Stream(error) => write!(formatter, "cannot write to standard output: {error}"),
        }
    }
}

/// Does what was asked.
///
/// # Errors
/// What kept it from being done; a mistake in a manuscript is a [`Status`] and no error.
pub fn run(command: &Command) -> Result<Status, Failure> {
    match command {
        Command::Build(settings) if settings.timings => {
            timed(|| on_threads(settings.threads, || build(settings)))
        }
        Command::Build(settings) => on_threads(settings.threads, || build(settings)),
        Command::Watch(settings) => on_threads(settings.threads, || watch(settings)),
        Command::Check(settings) => check(settings),
        Command::Approve(settings) => approve::approve(settings),
        Command::Preflight(settings) => preflight::preflight(settings),
        Command::New(settings) => make_new(settings),
        Command::Explain(code) => {
            let text = code.map_or_else(explain::list, explain::page);
            print(text.as_bytes()).map(|()| Status::Fine)
        }
        Command::Schema(file) => schema(*file),
        Command::Completions(shell) => complete(*shell),
    }
}

/// Says on standard error where the time of some work went.
fn timed(work: impl FnOnce() -> Result<Status, Failure>) -> Result<Status, Failure> {
    let timings = Timings::begin().map_err(|error| Failure::Stream(io::Error::other(error)))?;
    let status = work();
    // Who cannot read standard error cannot be told so.
    drop(anstream::stderr().write_all(timings.table().as_bytes()));
    status
}

/// Works on so many threads, or on those of the machine.
fn on_threads(
    threads: Option<NonZeroUsize>,
    work: impl FnOnce() -> Result<Status, Failure> + Send,
) -> Result<Status, Failure> {
    let Some(threads) = threads else {
        return work();
    };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads.get());
    let pool = pool.build().map_err(|error| {
        Failure::Usage(UsageError {
            message: format!("{threads} threads cannot be started: {error}"),
            help: "ask for fewer threads, or leave --threads out".to_owned(),
        })
    })?;
    pool.install(work)
}

/// Writes a manuscript, and names its files and what to do with it.
fn make_new(settings: &NewSettings) -> Result<Status, Failure> {
    let folder = &settings.folder;
    // `.` has its name from where it leads to.
    let whole = folder.canonicalize();
    let whole = whole.as_deref().unwrap_or(folder);
    let name = whole.file_name().unwrap_or_default().to_string_lossy();
    let files = new::files(
        settings.title.as_deref(),
        &settings.language,
        &new::slug(&name),
    );
    let outputs: Vec<Output<'_>> = files
        .iter()
        .map(|file| Output {
            name: file.path,
            bytes: file.text.as_bytes(),
        })
        .collect();
    outputs::make_folder(folder, &outputs).map_err(Failure::Output)?;
    let mut told = String::new();
    for file in &files {
        told.push_str(&format!("{}\n", folder.join(file.path).display()));
    }
    // As it is typed into a shell.
    let shown = folder.display().to_string();
    let shown = match shown.contains(char::is_whitespace) {
        true => format!("\"{shown}\""),
        false => shown,
    };
    told.push_str(&format!("next: recto build {shown}\n"));
    print(told.as_bytes())?;
    Ok(Status::Fine)
}

fn schema(file: SettingsFile) -> Result<Status, Failure> {
    let text = serde_json::to_string_pretty(&file.schema());
    let text = text.map_err(|error| Failure::Stream(error.into()))?;
    print(format!("{text}\n").as_bytes())?;
    Ok(Status::Fine)
}

fn complete(shell: Shell) -> Result<Status, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "recto", &mut script);
    print(&script)?;
    Ok(Status::Fine)
}

/// Writes to standard output. A reader that has seen enough is no failure.
pub fn print(bytes: &[u8]) -> Result<(), Failure> {
    let mut stream = anstream::stdout();
    match stream.write_all(bytes).and_then(|()| stream.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Failure::Stream(error)),
        _ => Ok(()),
    }
}
