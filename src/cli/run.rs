//! Checked settings -> builds -> what is shown and written. Everything is built before anything is
//! written, so that two manuscripts that would overwrite each other are refused in time.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use clap::CommandFactory;
use clap_complete::Shell;
use tracing::field::Empty;
use tracing::info_span;

use crate::diagnostic;
use crate::manuscript::SettingsFile;
use crate::pipeline::{self, BuildError, Goal, Outcome, Request};

use super::arguments::{Arguments, Dump, Format};
use super::concern::Concern;
use super::human::{self, Tally};
use super::json::{self, Finding};
use super::outputs::{self, Output, OutputError};
use super::progress::Bar;
use super::sarif::{self, Judged};
use super::settings::{BuildSettings, CheckSettings, Command, NewSettings, UsageError};
use super::summary::{Files, faults, summary};
use super::timings::Timings;
use super::{Status, approve, explain, new, preflight, report};

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

fn build(settings: &BuildSettings) -> Result<Status, Failure> {
    if !settings.timings {
        return build_all(settings);
    }
    let timings = Timings::begin().map_err(|error| Failure::Stream(io::Error::other(error)))?;
    let status = build_all(settings);
    // Who cannot read standard error cannot be told so.
    drop(anstream::stderr().write_all(timings.table().as_bytes()));
    status
}

fn build_all(settings: &BuildSettings) -> Result<Status, Failure> {
    let request = Request {
        editions: settings.editions.clone(),
        printer: settings.printer,
        epoch: settings.epoch,
        release: settings.release,
        only: settings.only.clone(),
        goal: match settings.dump {
            None => Goal::Editions,
            Some(Dump::Layout) => Goal::Layout,
        },
    };
    let manuscripts = settings.manuscripts.iter();
    let built = manuscripts
        .map(|root| build_one(root, &request, settings.quiet))
        .collect::<Result<Vec<Built>, Failure>>()?;
    refuse_equal_names(&built)?;
    if settings.format == Format::Human {
        show_human(&built);
    }
    if settings.dump.is_some() {
        let layouts = built
            .iter()
            .filter_map(|built| built.outcome.layout.as_ref());
        for layout in layouts {
            print(layout.as_bytes())?;
        }
        return Ok(Status::of(built.iter().any(|built| built.is_stopped)));
    }
    let mut unstopped = built.iter().filter(|built| !built.is_stopped);
    let written = unstopped.try_for_each(|built| write(built, settings));
    let status = match &written {
        Ok(()) => Status::of(built.iter().any(|built| built.is_stopped)),
        Err(failure) => failure.status(),
    };
    // Programs are told last, for they are told how it ended.
    show_programs(&built, settings.format, status, written.as_ref().err())?;
    written.map(|()| status)
}

fn check(settings: &CheckSettings) -> Result<Status, Failure> {
    let request = Request {
        editions: Vec::new(),
        printer: None,
        epoch: settings.epoch,
        release: false,
        only: None,
        goal: Goal::Findings,
    };
    let mut built = build_one(&settings.manuscript, &request, false)?;
    let status = Status::of(built.is_stopped);
    let hidden = settings.only.map(|concern| (concern, built.keep(concern)));
    if settings.format == Format::Human {
        show_human(std::slice::from_ref(&built));
        let figures = &built.outcome.setting.figures;
        let line = match hidden {
            None => faults(figures, &built.root),
            Some((concern, hidden)) => hidden.line().map(|line| {
                format!(
                    "not shown: {line} that do not concern {}\n",
                    concern.words()
                )
            }),
        };
        // Who cannot read standard error cannot be told so.
        drop(anstream::stderr().write_all(line.unwrap_or_default().as_bytes()));
    }
    show_programs(&[built], settings.format, status, None)?;
    Ok(status)
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

/// Shows what was found to programs, on standard output.
fn show_programs(
    built: &[Built],
    format: Format,
    status: Status,
    failure: Option<&Failure>,
) -> Result<(), Failure> {
    let text = match format {
        Format::Human => return Ok(()),
        Format::Json => {
            let findings: Vec<Finding<'_>> = built.iter().flat_map(Built::findings).collect();
            json::array(&findings)
        }
        Format::Sarif => {
            let judged: Vec<Judged<'_>> = built.iter().map(Built::judged).collect();
            let failure = failure.map(Failure::to_string);
            sarif::log(&judged, status, failure.as_deref())
        }
    };
    print(
        text.map_err(|error| Failure::Stream(error.into()))?
            .as_bytes(),
    )
}

impl Built {
    /// Keeps what concerns the pages, and adds how they are set, or what concerns accessibility. What is
    /// left out is counted.
    fn keep(&mut self, concern: Concern) -> Tally {
        let found = &mut self.outcome.diagnostics;
        let (kept, others): (Vec<_>, Vec<_>) =
            std::mem::take(found)
                .into_iter()
                .partition(|own| match concern {
                    Concern::Layout => own.code.is_of_layout(),
                    Concern::Accessibility => own.code.criterion().is_some(),
                });
        found.extend(kept);
        if concern == Concern::Layout {
            found.append(&mut self.outcome.setting.faults);
        }
        diagnostic::sort(found);
        Tally::of(&others)
    }

    fn findings(&self) -> impl Iterator<Item = Finding<'_>> {
        let diagnostics = self.outcome.diagnostics.iter();
        diagnostics.map(|found| Finding::of(found, &self.outcome.sources, &self.root))
    }

    fn judged(&self) -> Judged<'_> {
        Judged {
            root: &self.root,
            sources: &self.outcome.sources,
            diagnostics: &self.outcome.diagnostics,
        }
    }
}

/// Shows what was found to people, on standard error.
fn show_human(built: &[Built]) {
    let mut stream = io::BufWriter::new(anstream::stderr());
    let found = built.iter().flat_map(|built| &built.outcome.diagnostics);
    let tally = Tally::of(found.clone());
    let explained = human::explained(found);
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
    if let Some(line) = explained {
        tell(&line);
    }
    if let Some(line) = tally.line() {
        tell(&format!("{line}\n"));
    }
    drop(stream.flush());
}

fn write(built: &Built, settings: &BuildSettings) -> Result<(), Failure> {
    let book = &built.outcome.book;
    let (editions, data) = (&built.outcome.editions, &built.outcome.data);
    let report = info_span!("report").in_scope(|| report::write(&built.outcome));
    let report = report.map_err(|error| Failure::Stream(error.into()))?;
    // A printer's file alone leaves the report of the editions as it is.
    let of_printer = match settings.editions.is_empty() {
        true => editions.first().map(|own| format!("-{}", own.name())),
        false => None,
    };
    let of_printer = of_printer.unwrap_or_default();
    let report_name = format!("{}{of_printer}{}", book.slug, report::SUFFIX);
    let outputs: Vec<Output<'_>> = editions
        .iter()
        .map(|finished| Output {
            name: &finished.file_name,
            bytes: &finished.bytes,
        })
        .chain(data.iter().map(|own| Output {
            name: &own.file_name,
            bytes: &own.bytes,
        }))
        .chain([Output {
            name: &report_name,
            bytes: &report,
        }])
        .collect();
    let stage = info_span!("save files", bytes = Empty).entered();
    let bytes: usize = outputs.iter().map(|own| own.bytes.len()).sum();
    stage.record("bytes", bytes as u64);
    outputs::write_all(&settings.out, &outputs).map_err(Failure::Output)?;
    if settings.quiet || settings.format != Format::Human {
        return Ok(());
    }
    let files = Files {
        editions,
        press: &built.outcome.press,
        report: &report_name,
    };
    let mut text = summary(book, &files, &settings.out, built.time);
    text.extend(faults(&built.outcome.setting.figures, &built.root));
    print(text.as_bytes())
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
