//! `recto watch`: checked settings -> the editions of a manuscript, made again whenever it changes. What one
//! build leaves to the next is in memory: the faces, and the words as they were shaped.

mod changes;
mod noise;

use std::collections::BTreeSet;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::layout::StandingType;
use crate::manuscript::holds;
use crate::pipeline::{BuildError, Progress, Request};
use crate::source::Sources;

use super::Status;
use super::built::{Built, request};
use super::progress::{Bar, Silence};
use super::run::{Failure, print};
use super::settings::BuildSettings;
use super::summary::figures;
use super::tell::tell_people;

use changes::{Change, Changes, Seen};
use noise::is_noise;

/// Builds until the program is ended from outside. Whatever the manuscript's fault is, the next change is
/// waited for.
///
/// # Errors
/// The folder cannot be watched, standard output cannot be written, or the one text that is asked for is
/// not in the book when it is first built.
pub fn watch(settings: &BuildSettings) -> Result<Status, Failure> {
    let root = settings.manuscripts.first();
    let root = root.map_or(Path::new(""), |own| own.as_path());
    // Before the first build, so that no change after it is missed.
    let unwatched = |error| Failure::Unwatched(root.to_owned(), error);
    let mut changes = Changes::of(root).map_err(unwatched)?;
    let mut watch = Watch {
        root,
        settings,
        request: request(settings),
        standing: StandingType::default(),
        read: Sources::default(),
        written: BTreeSet::new(),
        ended: Instant::now(),
    };
    watch.begin()?;
    loop {
        match changes.wait() {
            Seen::Trouble(error) => tell_people(&format!("recto: {}\n", unwatched(error))),
            Seen::Changes(changes) => watch.answer(changes)?,
        }
    }
}

/// A manuscript that is watched.
struct Watch<'a> {
    root: &'a Path,
    settings: &'a BuildSettings,
    request: Request,
    standing: StandingType,
    /// The texts and settings as the last build read them; none where it did not come to its end.
    read: Sources,
    /// The names of all files that were written.
    written: BTreeSet<String>,
    /// When the last build ended.
    ended: Instant,
}

impl Watch<'_> {
    /// The first build, which tells all that `build` tells.
    fn begin(&mut self) -> Result<(), Failure> {
        let name = self.root.display().to_string();
        let bar = Bar::new(name.clone(), false);
        let built = self.build(&bar);
        drop(bar);
        let told = match built {
            // Nothing but another call can mend this.
            Err(failure @ Failure::Build(BuildError::NoSuchText(_))) => return Err(failure),
            built => self.tell(built),
        };
        let summary = told.map_or_else(|| format!("{name}: not built\n"), |(_, text)| text);
        print(format!("{summary}watching {name}: Ctrl-C ends it\n").as_bytes())
    }

    /// Builds again where one of the changes counts.
    fn answer(&mut self, changes: Vec<Change>) -> Result<(), Failure> {
        let counted: Vec<Change> = changes.into_iter().filter(|own| self.counts(own)).collect();
        let Some(first) = counted.first().map(|own| own.at) else {
            return Ok(());
        };
        let name = self.name(&counted);
        let built = self.build(&Silence);
        let told = self.tell(built);
        let after = format!("{} after {name} changed", duration(first.elapsed()));
        let line = match told {
            Some((figures, _)) => format!("{figures}; {after}\n"),
            None => {
                let root = self.root.display();
                format!("{root}: not built, {after}; the editions from before stay\n")
            }
        };
        print(line.as_bytes())
    }

    fn build(&self, progress: &dyn Progress) -> Result<Built, Failure> {
        Built::make(self.root, &self.request, &self.standing, progress)
    }

    /// Tells what was found and writes the editions, where there are any. The book's figures and the
    /// summary; `None` where nothing was written.
    fn tell(&mut self, built: Result<Built, Failure>) -> Option<(String, String)> {
        self.read = Sources::default();
        let written = built.and_then(|built| {
            let told = built.told();
            tell_people(&told.text);
            tell_people(&told.end());
            let mut summary = None;
            if !built.is_stopped {
                self.written.extend(built.names(self.settings));
                let text = built.write(self.settings)?;
                summary = Some((figures(&built.outcome.book), text));
            }
            self.read = built.outcome.sources;
            Ok(summary)
        });
        self.ended = Instant::now();
        written.unwrap_or_else(|failure| {
            tell_people(&format!("recto: {failure}\n"));
            None
        })
    }

    /// Whether a change may change the editions. A text counts where it is not what the last build read of
    /// it: editors write twice, and synchronizers touch what they leave as it is. Of all other files it is
    /// not known what was read, and they count.
    fn counts(&self, change: &Change) -> bool {
        let Some(path) = &change.path else {
            return true;
        };
        if let Some(text) = self.text(path) {
            return !holds(self.root, path, text);
        }
        // What came after the last build and is gone was never read.
        let is_gone = || self.root.join(path).symlink_metadata().is_err();
        let has_passed = change.is_new && change.at > self.ended && is_gone();
        !(is_noise(path) || self.is_output(path) || has_passed)
    }

    /// What the last build read at a path.
    fn text(&self, path: &str) -> Option<&str> {
        let file = self.read.get(self.read.find(path)?)?;
        Some(&file.text)
    }

    /// Whether a path lies in the output folder; or, where that is the manuscript's own, is a file that was
    /// written.
    fn is_output(&self, path: &str) -> bool {
        let (root, out) = (self.root.canonicalize(), self.settings.out.canonicalize());
        let (Ok(root), Ok(out)) = (root, out) else {
            return false;
        };
        match root == out {
            true => self.written.contains(path),
            false => out.starts_with(&root) && root.join(path).starts_with(out),
        }
    }

    /// What changed, for people: a text that the book has, rather than another file.
    fn name(&self, counted: &[Change]) -> String {
        let mut paths = counted.iter().filter_map(|own| own.path.as_deref());
        let known = paths.clone().find(|path| self.text(path).is_some());
        match known.or_else(|| paths.next()) {
            Some(path) => path.to_owned(),
            None => self.root.display().to_string(),
        }
    }
}

/// A time as a person reads it.
fn duration(time: Duration) -> String {
    match time.as_millis() {
        short @ 0..1_000 => format!("{short} ms"),
        long => format!("{}.{:02} s", long / 1_000, long % 1_000 / 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_times_are_milliseconds() {
        for (milliseconds, shown) in [(0, "0 ms"), (999, "999 ms"), (1_049, "1.04 s")] {
            assert_eq!(duration(Duration::from_millis(milliseconds)), shown);
        }
    }
}
