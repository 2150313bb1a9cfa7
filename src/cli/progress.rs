//! Progress on a terminal: the steps of a build -> one bar on standard error, which is gone when the
//! build ends. Where standard error is no terminal, or indicatif finds it dumb, nothing is shown.

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
        if quiet {
            return Bar {
                bar: ProgressBar::hidden(),
            };
        }
        // Draws to standard error, and only when that is a terminal.
        let bar = ProgressBar::new(Step::ALL.len() as u64).with_prefix(manuscript);
        let style = ProgressStyle::with_template("{spinner} {prefix} [{bar:12}] {msg}");
        if let Ok(style) = style {
            bar.set_style(style.progress_chars("=> "));
        }
        bar.enable_steady_tick(Duration::from_millis(100));
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
}
