//! Checked settings -> builds -> what is shown and written. Everything is built before anything is
//! written, so that two manuscripts that would overwrite each other are refused in time.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use clap::CommandFactory;
use clap_complete::Shell;

use crate::manuscript::SettingsFile;
use crate::pipeline::{self, BuildError, Outcome, Request};

use super::arguments::{Arguments, Format};
use super::human::{self, Tally};
use super::json::{self, Finding};
use super::outputs::{self, Output, OutputError};
use super::progress::Bar;
use super::settings::{BuildSettings, CheckSettings, Command, UsageError};
use super::summary::summary;
use super::{Status, report};

/// Why a run ended before its end.
#[derive(Debug)]
pub enum Failure {
    /// The program was called wrongly.
    Usage(UsageError),
    /// A manuscript could not be read, or an edition not be made.
    Build(BuildError),
    /// An output could not be written.
    Output(OutputError),
    /// Standard output could not be written.
    Stream(io::Error),
}

impl Failure {
    /// The status that the program ends with.
    pub fn status(&self) -> Status {
        match self {
            Failure::Usage(_) => Status::Usage,
            Failure::Build(BuildError::Edition { .. }) => Status::Errors,
            Failure::Build(BuildError::Read(_)) | Failure::Output(_) | Failure::Stream(_) => {
                Status::Disk
            }
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Usage(error) => write!(formatter, "{}\nhelp: {}", error.message, error.help),
            Failure::Build(error) => write!(formatter, "{error}"),
            Failure::Output(error) => write!(formatter, "{error}"),
            Failure::Stream(error) => write!(formatter, "cannot write to standard output: {error}"),
        }
    }
}

/// A manuscript that went through the pipeline.
struct Built {
    /// Its folder as it was typed.
    root: String,
    outcome: Outcome,
    /// Whether its diagnostics keep it from being written.
    is_stopped: bool,
    time: Duration,
}

/// Does what was asked.
///
/// # Errors
/// What kept it from being done; a mistake in a manuscript is a [`Status`] and no error.
pub fn run(command: &Command) -> Result<Status, Failure> {
    match command {
        Command::Build(settings) => match settings.threads {
            None => build(settings),
            Some(threads) => rayon::ThreadPoolBuilder::new()
                .num_threads(threads.get())
                .build()
                .map_err(|error| {
                    Failure::Usage(UsageError {
                        message: format!("{threads} threads cannot be started: {error}"),
                        help: "ask for fewer threads, or leave --threads out".to_owned(),
                    })
                })?
                .install(|| build(settings)),
        },
        Command::Check(settings) => check(settings),
        Command::Schema(file) => schema(*file),
        Command::Completions(shell) => complete(*shell),
    }
}

fn build(settings: &BuildSettings) -> Result<Status, Failure> {
    let request = Request {
        editions: settings.editions.clone(),
        epoch: settings.epoch,
        release: settings.release,
        check_only: false,
    };
    let manuscripts = settings.manuscripts.iter();
    let built = manuscripts
        .map(|root| build_one(root, &request, settings.quiet))
        .collect::<Result<Vec<Built>, Failure>>()?;
    refuse_equal_names(&built)?;
    show(&built, settings.format)?;
    for built in built.iter().filter(|built| !built.is_stopped) {
        write(built, settings)?;
    }
    Ok(Status::of(built.iter().any(|built| built.is_stopped)))
}

fn check(settings: &CheckSettings) -> Result<Status, Failure> {
    let request = Request {
        editions: Vec::new(),
        epoch: settings.epoch,
        release: false,
        check_only: true,
    };
    let built = build_one(&settings.manuscript, &request, false)?;
    let is_stopped = built.is_stopped;
    show(&[built], settings.format)?;
    Ok(Status::of(is_stopped))
}

fn build_one(root: &Path, request: &Request, quiet: bool) -> Result<Built, Failure> {
    let begun = Instant::now();
    let name = root.display().to_string();
    let progress = Bar::new(name.clone(), quiet);
    let outcome = pipeline::build(root, request, &progress).map_err(Failure::Build)?;
    Ok(Built {
        is_stopped: pipeline::is_stopped(&outcome.diagnostics, request.release),
        root: name,
        outcome,
        time: begun.elapsed(),
    })
}

/// Two manuscripts with one slug would overwrite each other's editions. Case does not tell files
/// apart on every disk.
fn refuse_equal_names(built: &[Built]) -> Result<(), Failure> {
    let mut slugs: BTreeMap<String, &str> = BTreeMap::new();
    for built in built.iter().filter(|built| !built.is_stopped) {
        let slug = &built.outcome.book.slug;
        if let Some(other) = slugs.insert(slug.to_ascii_lowercase(), &built.root) {
            return Err(Failure::Usage(UsageError {
                message: format!("`{other}` and `{}` have one slug, `{slug}`", built.root),
                help: "give each book a slug of its own in book.toml, or an --out of its own"
                    .to_owned(),
            }));
        }
    }
    Ok(())
}

/// Shows what was found: as an array on standard output, or for people on standard error.
fn show(built: &[Built], format: Format) -> Result<(), Failure> {
    match format {
        Format::Json => show_json(built),
        Format::Human => {
            show_human(built);
            Ok(())
        }
    }
}

fn show_json(built: &[Built]) -> Result<(), Failure> {
    let findings: Vec<Finding<'_>> = built
        .iter()
        .flat_map(|built| {
            let diagnostics = built.outcome.diagnostics.iter();
            diagnostics.map(|found| Finding::of(found, &built.outcome.sources, &built.root))
        })
        .collect();
    let array = json::array(&findings).map_err(|error| Failure::Stream(error.into()))?;
    print(array.as_bytes())
}

fn show_human(built: &[Built]) {
    let mut stream = io::BufWriter::new(anstream::stderr());
    let found = built.iter().flat_map(|built| &built.outcome.diagnostics);
    let tally = Tally::of(found);
    // Who cannot read standard error cannot be told so.
    let mut tell = |text: &str| drop(stream.write_all(text.as_bytes()));
    for built in built {
        for found in &built.outcome.diagnostics {
            tell(&human::show(found, &built.outcome.sources, &built.root));
        }
        if built.is_stopped && Tally::of(&built.outcome.diagnostics).errors == 0 {
            let root = &built.root;
            tell(&format!(
                "{root}: not built, for --release lets no warning pass\n"
            ));
        }
    }
    if let Some(line) = tally.line() {
        tell(&format!("{line}\n"));
    }
    drop(stream.flush());
}

fn write(built: &Built, settings: &BuildSettings) -> Result<(), Failure> {
    let book = &built.outcome.book;
    let editions = &built.outcome.editions;
    let found = Tally::of(&built.outcome.diagnostics);
    let report =
        report::write(book, found, editions).map_err(|error| Failure::Stream(error.into()))?;
    let report_name = format!("{}{}", book.slug, report::SUFFIX);
    let outputs: Vec<Output<'_>> = editions
        .iter()
        .map(|finished| Output {
            name: &finished.file_name,
            bytes: &finished.bytes,
        })
        .chain([Output {
            name: &report_name,
            bytes: &report,
        }])
        .collect();
    outputs::write_all(&settings.out, &outputs).map_err(Failure::Output)?;
    if settings.quiet || settings.format == Format::Json {
        return Ok(());
    }
    print(summary(book, editions, &report_name, &settings.out, built.time).as_bytes())
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
fn print(bytes: &[u8]) -> Result<(), Failure> {
    let mut stream = anstream::stdout();
    match stream.write_all(bytes).and_then(|()| stream.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Failure::Stream(error)),
        _ => Ok(()),
    }
}
