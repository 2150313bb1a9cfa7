//! A manuscript that went through the pipeline, and what becomes of it: its outcome -> the text of its
//! findings, the files that are written, and the summary of them.

use std::path::Path;
use std::time::{Duration, Instant};

use tracing::field::Empty;
use tracing::info_span;

use crate::diagnostic::{self, Code, Diagnostic, Severity};
use crate::layout::StandingType;
use crate::pipeline::{self, Goal, Outcome, Progress, Request};
use crate::source::Sources;

use super::arguments::Dump;
use super::concern::Concern;
use super::human::{self, Tally};
use super::json::Finding;
use super::outputs::{self, Output};
use super::report;
use super::run::Failure;
use super::sarif::Judged;
use super::settings::BuildSettings;
use super::summary::{Files, faults, summary};

/// A manuscript that went through the pipeline.
pub struct Built {
    /// Its folder as it was typed.
    pub root: String,
    /// What was found and made.
    pub outcome: Outcome,
    /// Whether its diagnostics keep it from being written.
    pub is_stopped: bool,
    /// How long it took.
    pub time: Duration,
}

/// What is asked of the build of each manuscript.
pub fn request(settings: &BuildSettings) -> Request {
    Request {
        editions: settings.editions.clone(),
        printer: settings.printer,
        epoch: settings.epoch,
        release: settings.release,
        only: settings.only.clone(),
        goal: match settings.dump {
            None => Goal::Editions,
            Some(Dump::Layout) => Goal::Layout,
        },
    }
}

impl Built {
    /// Sends a manuscript through the pipeline.
    ///
    /// # Errors
    /// It cannot be read, or an edition not be made.
    pub fn make(
        root: &Path,
        request: &Request,
        standing: &StandingType,
        progress: &dyn Progress,
    ) -> Result<Built, Failure> {
        let begun = Instant::now();
        let outcome = pipeline::build(root, request, standing, progress).map_err(Failure::Build)?;
        Ok(Built {
            root: root.display().to_string(),
            is_stopped: pipeline::is_stopped(&outcome.diagnostics, request.release),
            outcome,
            time: begun.elapsed(),
        })
    }

    /// Keeps what concerns the pages, and adds how they are set, or what concerns accessibility. What is
    /// left out is counted.
    pub fn keep(&mut self, concern: Concern) -> Tally {
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

    /// Its findings as people read them.
    pub fn told(&self) -> Told {
        let found = &self.outcome.diagnostics;
        let shown = found
            .iter()
            .map(|own| human::show(own, &self.outcome.sources, &self.root));
        let mut text: String = shown.collect();
        let tally = Tally::of(found);
        if self.is_stopped && tally.errors == 0 {
            let root = &self.root;
            text.push_str(&format!(
                "{root}: not built, for --release lets no warning pass\n"
            ));
        }
        Told {
            text,
            tally,
            worst: human::worst(found),
        }
    }

    /// Its findings, to be told to programs when all are known.
    pub fn into_found(self) -> Found {
        Found {
            root: self.root,
            sources: self.outcome.sources,
            diagnostics: self.outcome.diagnostics,
        }
    }

    /// Writes the editions and what stands beside them, and tells what they are: the summary for people.
    ///
    /// # Errors
    /// The disk refuses.
    pub fn write(&self, settings: &BuildSettings) -> Result<String, Failure> {
        let book = &self.outcome.book;
        let (editions, data) = (&self.outcome.editions, &self.outcome.data);
        let report = info_span!("report").in_scope(|| report::write(&self.outcome));
        let report = report.map_err(|error| Failure::Stream(error.into()))?;
        let report_name = self.report_name(settings);
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
        drop(stage);
        let files = Files {
            editions,
            press: &self.outcome.press,
            report: &report_name,
        };
        let mut text = summary(book, &files, &settings.out, self.time);
        text.extend(faults(&self.outcome.setting.figures, &self.root));
        Ok(text)
    }

    /// The names of the files that are written.
    pub fn names(&self, settings: &BuildSettings) -> Vec<String> {
        let editions = self.outcome.editions.iter().map(|own| &own.file_name);
        let data = self.outcome.data.iter().map(|own| &own.file_name);
        let report = [self.report_name(settings)];
        editions.chain(data).cloned().chain(report).collect()
    }

    /// A printer's file alone leaves the report of the editions as it is.
    fn report_name(&self, settings: &BuildSettings) -> String {
        let of_printer = match settings.editions.is_empty() {
            true => self.outcome.editions.first(),
            false => None,
        };
        let of_printer = of_printer.map(|own| format!("-{}", own.name()));
        let slug = &self.outcome.book.slug;
        format!("{slug}{}{}", of_printer.unwrap_or_default(), report::SUFFIX)
    }
}

/// The findings of one manuscript or of several, as people are told of them.
#[derive(Debug, Default)]
pub struct Told {
    /// All of them.
    pub text: String,
    /// How many there are.
    pub tally: Tally,
    /// The worst of them, the first of equal ones.
    pub worst: Option<(Severity, &'static Code)>,
}

impl Told {
    /// Counts the findings of another manuscript to these; their text is left.
    pub fn count(&mut self, other: &Told) {
        self.tally.add(other.tally);
        let severity = |own: &Option<(Severity, _)>| own.map(|(severity, _)| severity);
        if severity(&other.worst) > severity(&self.worst) {
            self.worst = other.worst;
        }
    }

    /// What the list ends with: where a code is explained, and how many findings there are.
    pub fn end(&self) -> String {
        let mut text = String::new();
        if let Some((_, code)) = self.worst {
            text.push_str(&human::explained(code));
        }
        if let Some(line) = self.tally.line() {
            text.push_str(&format!("{line}\n"));
        }
        text
    }
}

/// The findings of a manuscript and the texts that they point into.
#[derive(Debug)]
pub struct Found {
    root: String,
    sources: Sources,
    diagnostics: Vec<Diagnostic>,
}

impl Found {
    /// As JSON has them.
    pub fn findings(&self) -> impl Iterator<Item = Finding<'_>> {
        let diagnostics = self.diagnostics.iter();
        diagnostics.map(|found| Finding::of(found, &self.sources, &self.root))
    }

    /// As SARIF has them.
    pub fn judged(&self) -> Judged<'_> {
        Judged {
            root: &self.root,
            sources: &self.sources,
            diagnostics: &self.diagnostics,
        }
    }
}
