//! `recto check`: checked settings -> what is found in a manuscript, with nothing written.

use crate::layout::StandingType;
use crate::pipeline::{Goal, Request};

use super::Status;
use super::arguments::Format;
use super::built::Built;
use super::progress::Bar;
use super::run::Failure;
use super::settings::CheckSettings;
use super::summary::faults;
use super::tell::{show_programs, tell_people};

/// Tells what is found.
///
/// # Errors
/// The manuscript cannot be read, or standard output cannot be written.
pub fn check(settings: &CheckSettings) -> Result<Status, Failure> {
    let request = Request {
        editions: Vec::new(),
        printer: None,
        epoch: settings.epoch,
        release: false,
        only: None,
        goal: Goal::Findings,
    };
    let root = settings.manuscript.as_path();
    let progress = Bar::new(root.display().to_string(), false);
    let mut built = Built::make(root, &request, &StandingType::default(), &progress)?;
    drop(progress);
    let status = Status::of(built.is_stopped);
    let hidden = settings.only.map(|concern| (concern, built.keep(concern)));
    if settings.format == Format::Human {
        let told = built.told();
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
        tell_people(&told.text);
        tell_people(&told.end());
        tell_people(&line.unwrap_or_default());
    }
    show_programs(&[built.into_found()], settings.format, status, &[])?;
    Ok(status)
}
