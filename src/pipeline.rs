//! The whole build on one screen: the folder of a manuscript and a [`Request`] -> an [`Outcome`]. It
//! reads through `manuscript`, writes nothing, and prints nothing.

use std::collections::BTreeSet;
use std::fmt;
use std::path::Path;

use rayon::prelude::*;

use crate::diagnostic::{self, Diagnostic, Severity, codes};
use crate::extent::Extent;
use crate::layout::{self, PageMap, PagedBook};
use crate::manuscript::{self, Date, ReadError};
use crate::resolve::{self, ResolvedBook};
use crate::source::{FileId, Sources, Span};
use crate::theme::Theme;
use crate::{epub, parse, pdf};

/// Builds the manuscript in the folder `root`. Mistakes in it are diagnostics of the outcome, and
/// where they stop the editions the outcome has none.
///
/// # Errors
/// The folder cannot be read, or an edition cannot be made of pages that are in order.
pub fn build(
    root: &Path,
    request: &Request,
    progress: &dyn Progress,
) -> Result<Outcome, BuildError> {
    progress.begins(Step::Read);
    let (manuscript, mut diagnostics) = manuscript::read(root).map_err(BuildError::Read)?;

    progress.begins(Step::Parse);
    let (book, found) = parse::parse(&manuscript);
    diagnostics.extend(found);

    progress.begins(Step::ReadImages);
    let (images, found) = manuscript::read_images(&manuscript, &book);
    diagnostics.extend(found);

    progress.begins(Step::Resolve);
    let (book, found) = resolve::resolve(book, &manuscript, images, request.epoch);
    diagnostics.extend(found);

    progress.begins(Step::LayOut);
    let theme = Theme {
        page: manuscript.config.page.clone(),
        type_: manuscript.config.type_.clone(),
        parts: manuscript.config.theme.clone(),
        hyphenation: (manuscript.config.typography).exceptions(&manuscript.config.book.language),
    };
    let (pages, found) = layout::lay_out(&book, &theme);
    diagnostics.extend(found);
    if pages.pages.is_empty() && !is_stopped(&diagnostics, false) {
        diagnostics.push(no_pages(&manuscript.sources));
    }
    drop_echoes(&mut diagnostics);
    diagnostic::sort(&mut diagnostics);

    let is_stopped = is_stopped(&diagnostics, request.release);
    let editions = match request.goal {
        Goal::Editions if !is_stopped => {
            progress.begins(Step::Write);
            make_editions(&request.editions, &book, &pages)?
        }
        Goal::Editions | Goal::Findings | Goal::Layout => Vec::new(),
    };
    let layout = (request.goal == Goal::Layout).then(|| layout::dump(&pages));
    Ok(Outcome {
        book: BookReport::of(&book, &pages),
        sources: manuscript.sources,
        diagnostics,
        editions,
        layout,
    })
}

/// What a file has instead of characters that are not UTF-8, or are control characters, is reported
/// with these, once: that no face has U+FFFD says nothing more.
fn drop_echoes(diagnostics: &mut Vec<Diagnostic>) {
    let broken: BTreeSet<FileId> = diagnostics
        .iter()
        .filter(|own| [codes::FILE_ENCODING, codes::TEXT_CONTROL_CHARACTER].contains(&own.code))
        .filter_map(|own| Some(own.span?.file))
        .collect();
    diagnostics.retain(|own| {
        let in_broken = own.span.is_some_and(|span| broken.contains(&span.file));
        let is_echo = own.code == codes::FONT_MISSING_GLYPH && own.message.contains('\u{fffd}');
        !(in_broken && is_echo)
    });
}

/// The finding about a book whose contents make no page, at the head of its settings.
fn no_pages(sources: &Sources) -> Diagnostic {
    let settings = sources.find("book.toml");
    let span = settings.map(|file| Span::new(file, 0, 0));
    Diagnostic::new(codes::CONTENTS_EMPTY, span, "the book has no pages")
        .help("name a text under `[[contents.body]]`: `file = \"body/first.md\"`")
}

/// Makes the editions side by side from one layout.
fn make_editions(
    editions: &[Edition],
    book: &ResolvedBook,
    pages: &PagedBook,
) -> Result<Vec<Finished>, BuildError> {
    let page_map = PageMap::of(pages);
    let make = |edition: Edition| {
        let bytes = match edition {
            Edition::Print => pdf::write(pages, pdf::Edition::Print).map_err(Box::from),
            Edition::Screen => pdf::write(pages, pdf::Edition::Screen).map_err(Box::from),
            Edition::Epub => epub::write(book, &page_map).map_err(Box::from),
        };
        Ok(Finished {
            edition,
            file_name: format!("{}{}", book.metadata.slug, edition.suffix()),
            bytes: bytes.map_err(|error| BuildError::Edition { edition, error })?,
        })
    };
    // Collected before the first failure is looked for: which one is reported hangs on no thread.
    let made: Vec<Result<Finished, BuildError>> =
        editions.par_iter().map(|edition| make(*edition)).collect();
    made.into_iter().collect()
}

/// What is asked of a build.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The editions to make.
    pub editions: Vec<Edition>,
    /// The day that takes the place of a date that the manuscript does not give.
    pub epoch: Option<Date>,
    /// Whether warnings stop the editions too.
    pub release: bool,
    /// What it is for.
    pub goal: Goal,
}

/// What a build is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// The editions.
    Editions,
    /// What is found on the way to them.
    Findings,
    /// The layout as text.
    Layout,
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
    /// The layout as text, where it was asked for.
    pub layout: Option<String>,
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

impl BookReport {
    fn of(book: &ResolvedBook, pages: &PagedBook) -> BookReport {
        BookReport {
            slug: book.metadata.slug.clone(),
            title: book.metadata.title.clone(),
            language: book.metadata.language.clone(),
            extent: Extent::of(book, pages),
        }
    }
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

/// Why there is no outcome.
#[derive(Debug)]
pub enum BuildError {
    /// The manuscript's folder cannot be read.
    Read(ReadError),
    /// An edition cannot be made although nothing in the manuscript forbids it.
    Edition {
        /// Which it is.
        edition: Edition,
        /// Why.
        error: Box<dyn std::error::Error + Send + Sync>,
    },
}

impl fmt::Display for BuildError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BuildError::Read(error) => write!(formatter, "{error}"),
            BuildError::Edition { edition, error } => {
                let name = edition.name();
                write!(formatter, "the {name} edition cannot be made: {error}")
            }
        }
    }
}

impl std::error::Error for BuildError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            BuildError::Read(error) => Some(error),
            BuildError::Edition { error, .. } => Some(&**error),
        }
    }
}
