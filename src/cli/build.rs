//! `recto build`: checked settings -> the editions of one or more manuscripts. Manuscripts are built side
//! by side. Each is written as soon as it is whole, and what is said of it waits for its turn: so what is
//! printed is the same for any number of threads, and no more editions are in memory than threads.

use std::path::Path;

use crate::layout::StandingType;
use crate::pipeline::{Progress, Request};

use super::Status;
use super::arguments::Format;
use super::built::{Built, Found, Told, request};
use super::in_order::in_order;
use super::progress::{Bar, ManyBar, Silence};
use super::run::{Failure, print};
use super::settings::BuildSettings;
use super::slugs::Slugs;
use super::tell::{show_programs, tell_people};

/// Builds and writes the manuscripts. A failure of one keeps no other from being built.
///
/// # Errors
/// Two manuscripts would overwrite each other; then nothing is written. Or standard output cannot be
/// written; then the editions are.
pub fn build(settings: &BuildSettings) -> Result<Status, Failure> {
    let manuscripts = settings.manuscripts.as_slice();
    let run = Run {
        settings,
        request: request(settings),
        slugs: Slugs::read(manuscripts)?,
        standing: StandingType::default(),
        // One manuscript has a bar of its own.
        bar: ManyBar::new(manuscripts.len(), settings.quiet || manuscripts.len() == 1),
    };
    let mut end = End::default();
    in_order(
        manuscripts.len(),
        |at| run.make(at),
        |made| run.tell(made, &mut end),
    );
    run.bar.clear();
    if manuscripts.len() > 1 && settings.format == Format::Human {
        tell_people(&end.told.end());
    }
    // Programs are told last, for they are told how it ended. Where nothing could be read, there is
    // nothing to tell.
    if !end.found.is_empty() {
        show_programs(&end.found, settings.format, end.status, &end.failures)?;
    }
    end.unwritten.map_or(Ok(end.status), Err)
}

/// What all manuscripts of a call share.
struct Run<'a> {
    settings: &'a BuildSettings,
    request: Request,
    slugs: Slugs<'a>,
    standing: StandingType,
    bar: ManyBar,
}

/// What is left of a manuscript when its editions are written.
struct Made {
    /// Its folder as it was typed.
    root: String,
    told: Told,
    /// What goes to standard output.
    result: String,
    /// For programs.
    found: Option<Found>,
    failure: Option<Failure>,
    is_stopped: bool,
}

/// What is known when all manuscripts are done.
#[derive(Default)]
struct End {
    status: Status,
    told: Told,
    found: Vec<Found>,
    failures: Vec<String>,
    /// Why standard output cannot be written.
    unwritten: Option<Failure>,
}

impl Run<'_> {
    /// Builds and writes the manuscript at a place. Its editions are dropped.
    fn make(&self, at: usize) -> Made {
        let root = self.settings.manuscripts.get(at);
        let root = root.map_or(Path::new(""), |own| own.as_path());
        let name = root.display().to_string();
        let is_alone = self.settings.manuscripts.len() == 1;
        let progress: Box<dyn Progress> = match is_alone {
            true => Box::new(Bar::new(name.clone(), self.settings.quiet)),
            false => Box::new(Silence),
        };
        let built = Built::make(root, &self.request, &self.standing, &*progress);
        drop(progress);
        let built = match built {
            Ok(built) => built,
            Err(failure) => {
                return Made {
                    root: name,
                    told: Told::default(),
                    result: String::new(),
                    found: None,
                    failure: Some(failure),
                    is_stopped: false,
                };
            }
        };
        let result = match &built.outcome.layout {
            Some(layout) => Ok(layout.clone()),
            None if self.settings.dump.is_some() || built.is_stopped => Ok(String::new()),
            None => self.write(at, &built),
        };
        let (result, failure) = match result {
            Ok(result) => (result, None),
            Err(failure) => (String::new(), Some(failure)),
        };
        let is_human = self.settings.format == Format::Human;
        Made {
            root: name,
            told: match is_human {
                true => built.told(),
                false => Told::default(),
            },
            result,
            failure,
            is_stopped: built.is_stopped,
            found: (!is_human).then(|| built.into_found()),
        }
    }

    fn write(&self, at: usize, built: &Built) -> Result<String, Failure> {
        self.slugs.claim(at, &built.outcome.book.slug)?;
        let summary = built.write(self.settings)?;
        let is_told = !self.settings.quiet && self.settings.format == Format::Human;
        Ok(if is_told { summary } else { String::new() })
    }

    /// Tells what there is to tell of a manuscript whose turn it is.
    fn tell(&self, made: Made, end: &mut End) {
        let is_alone = self.settings.manuscripts.len() == 1;
        let mut told = made.told.text.clone();
        if is_alone {
            told.push_str(&made.told.end());
        }
        end.told.count(&made.told);
        end.found.extend(made.found);
        end.status = end.status.max(Status::of(made.is_stopped));
        if let Some(failure) = made.failure {
            end.status = end.status.max(failure.status());
            let failure = match is_alone {
                true => failure.to_string(),
                false => format!("{}: {failure}", made.root),
            };
            told.push_str(&format!("recto: {failure}\n"));
            end.failures.push(failure);
        }
        self.bar.done(|| {
            tell_people(&told);
            if end.unwritten.is_none() {
                end.unwritten = print(made.result.as_bytes()).err();
            }
        });
    }
}
