//! Progress on a terminal: the steps of a build, or the manuscripts of a call -> one bar on standard error,
//! which is gone when all is done. Where standard error is no terminal, or indicatif finds it dumb, nothing is shown.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::pipeline::{Progress, Step};

/// A bar that counts the steps of one build.
#[derive(Debug)]
pub struct Bar {
    bar: ProgressBar,
}

impl Bar {
    /// A bar that is headed by the manuscript's name, or none where `quiet`.
    pub fn new(manuscript: String, quiet: bool) -> Bar {
        let bar = bar(
            Step::ALL.len(),
            "{spinner} {prefix} [{bar:12}] {msg}",
            quiet,
        );
        bar.set_prefix(manuscript);
        Bar { bar }
    }
}

impl Progress for Bar {
    fn begins(&self, step: Step) {
        let done = Step::ALL.iter().filter(|other| **other < step).count();
        self.bar.set_position(done as u64);
        self.bar.set_message(words(step));
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

/// Nothing is shown of the steps.
#[derive(Debug)]
pub struct Silence;

impl Progress for Silence {
    fn begins(&self, _: Step) {}
}

/// A bar that counts the manuscripts of one call.
#[derive(Debug)]
pub struct ManyBar {
    bar: ProgressBar,
}

impl ManyBar {
    /// A bar for so many manuscripts, or none where `quiet`.
    pub fn new(manuscripts: usize, quiet: bool) -> ManyBar {
        let template = "{spinner} [{bar:32}] {pos} of {len} manuscripts, {eta}";
        let bar = bar(manuscripts, template, quiet);
        ManyBar { bar }
    }

    /// One more is done; what is said of it stands above the bar.
    pub fn done(&self, say: impl FnOnce()) {
        self.bar.suspend(say);
        self.bar.inc(1);
    }

    /// Takes the bar away.
    pub fn clear(&self) {
        self.bar.finish_and_clear();
    }
}

/// A bar of so many steps, or none where `quiet`.
fn bar(steps: usize, template: &str, quiet: bool) -> ProgressBar {
    if quiet {
        return ProgressBar::hidden();
    }
    // Draws to standard error, and only when that is a terminal.
    let bar = ProgressBar::new(steps as u64);
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style.progress_chars("=> "));
    }
    bar.enable_steady_tick(Duration::from_millis(100));
    bar
}

fn words(step: Step) -> &'static str {
    match step {
        Step::Read => "reading the manuscript",
        Step::Parse => "parsing the texts",
        Step::ReadImages => "reading the images",
        Step::Resolve => "resolving notes and references",
        Step::LayOut => "laying out pages",
        Step::Write => "writing the editions",
        Step::Prove => "proving the editions",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_counts_the_steps_that_are_done() {
        let progress = Bar::new("manuscript".to_owned(), true);
        for (done, step) in Step::ALL.into_iter().enumerate() {
            progress.begins(step);
            assert_eq!(progress.bar.position(), done as u64);
            assert_eq!(progress.bar.message(), words(step));
        }
    }

    #[test]
    fn the_bar_of_many_counts_those_that_are_done() {
        let progress = ManyBar::new(3, true);
        for done in 1..=3 {
            let mut is_said = false;
            progress.done(|| is_said = true);
            assert!(is_said);
            assert_eq!(progress.bar.position(), done);
        }
    }
}
