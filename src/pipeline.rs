//! The whole build on one screen: the folder of a manuscript and a [`Request`] -> an [`Outcome`]. It
//! reads through `manuscript`, writes nothing, and prints nothing.

use std::fmt;

use crate::diagnostic::{Diagnostic, Severity};
use crate::extent::Extent;
use crate::resolve::Date;
use crate::source::Sources;

/// What is asked of a build.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The editions to make.
    pub editions: Vec<Edition>,
    /// The day that takes the place of a date that the manuscript does not give.
    pub epoch: Option<Date>,
    /// Whether warnings stop the editions too.
    pub release: bool,
    /// Whether the build ends with the layout and makes no edition.
    pub check_only: bool,
}

/// The editions that a book can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Edition {
    /// The PDF for the press.
    Print,
    /// The PDF for the screen.
    Screen,
    /// The EPUB.
    Epub,
}

impl Edition {
    /// All editions.
    pub const ALL: [Edition; 3] = [Edition::Print, Edition::Screen, Edition::Epub];

    /// Its name on the command line and in the report.
    pub fn name(self) -> &'static str {
        match self {
            Edition::Print => "print",
            Edition::Screen => "screen",
            Edition::Epub => "epub",
        }
    }

    /// What follows the slug in its file's name.
    pub fn suffix(self) -> &'static str {
        match self {
            Edition::Print => "-print.pdf",
            Edition::Screen => "-screen.pdf",
            Edition::Epub => ".epub",
        }
    }
}

/// What a build found and made.
#[derive(Debug)]
pub struct Outcome {
    /// The texts that the diagnostics point into.
    pub sources: Sources,
    /// Everything that was found, sorted.
    pub diagnostics: Vec<Diagnostic>,
    /// What the book is.
    pub book: BookReport,
    /// The editions that were asked for, in that order; none where a diagnostic stops them.
    pub editions: Vec<Finished>,
}

/// What the report says of the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookReport {
    /// The stem of the file names.
    pub slug: String,
    /// The title.
    pub title: String,
    /// The language, a BCP 47 tag.
    pub language: String,
    /// Its figures.
    pub extent: Extent,
}

/// An edition in memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finished {
    /// Which it is.
    pub edition: Edition,
    /// Its file's name, without a folder.
    pub file_name: String,
    /// The file.
    pub bytes: Vec<u8>,
}

/// The steps of a build, as progress shows them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Settings, registries and texts are read.
    Read,
    /// Texts become trees.
    Parse,
    /// Images are read.
    ReadImages,
    /// Labels become numbers and targets.
    Resolve,
    /// Words become lines and pages.
    LayOut,
    /// Pages become files.
    Write,
}

impl Step {
    /// All steps in order.
    pub const ALL: [Step; 6] = [
        Step::Read,
        Step::Parse,
        Step::ReadImages,
        Step::Resolve,
        Step::LayOut,
        Step::Write,
    ];
}

/// Who is told how far the build is.
pub trait Progress {
    /// A step begins, and the one before it has ended.
    fn begins(&self, step: Step);
}

/// Whether a diagnostic keeps editions from being made.
pub fn is_stopped(diagnostics: &[Diagnostic], release: bool) -> bool {
    let least = if release {
        Severity::Warning
    } else {
        Severity::Error
    };
    diagnostics.iter().any(|found| found.severity >= least)
}

/// An edition that could not be made although nothing in the manuscript forbids it.
#[derive(Debug)]
pub struct BuildError {
    /// Which it is.
    pub edition: Edition,
    /// Why.
    pub source: Box<dyn std::error::Error + Send + Sync>,
}

impl fmt::Display for BuildError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "the {} edition cannot be made: {}",
            self.edition.name(),
            self.source
        )
    }
}

impl std::error::Error for BuildError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&*self.source)
    }
}
