//! The whole build on one screen: the folder of a manuscript and a [`Request`] -> an [`Outcome`]. It
//! reads through `manuscript`, writes nothing, and prints nothing.

mod edition;
mod failure;
mod making;
mod print;
mod step;
mod told;

use std::collections::BTreeSet;
use std::path::Path;

use tracing::field::Empty;
use tracing::info_span;

use crate::diagnostic::{self, Diagnostic, Severity, codes};
use crate::layout::{self, PageMap, PagedBook, StandingType};
use crate::manuscript::{self, Date, Manuscript};
use crate::offprint::{Offprint, Part, offprint};
use crate::parse::Book;
use crate::preflight::Origins;
use crate::preflight::conservation::Proved;
use crate::press::{self, Order, Prepared, PressReport};
use crate::printer::Profile;
use crate::recommendations::{self, DataFile};
use crate::resolve::{self, ResolvedBook};
use crate::source::{FileId, Sources, Span};
use crate::theme::Theme;
use crate::{approval, parse, preflight};

pub use edition::Edition;
pub use failure::BuildError;
use making::{judge, make_editions, prove, tasks};
use print::{PrintFile, orders};

pub use step::{Progress, Step};
pub use told::BookReport;
use told::Told;

/// Builds the manuscript in the folder `root`. Mistakes in it are diagnostics of the outcome, and
/// where they stop the editions the outcome has none. Words that earlier builds left in `standing` are
/// not shaped again; the outcome is the same without them.
///
/// # Errors
/// The folder cannot be read, or an edition cannot be made of pages that are in order.
pub fn build(
    root: &Path,
    request: &Request,
    standing: &StandingType,
    progress: &dyn Progress,
) -> Result<Outcome, BuildError> {
    progress.begins(Step::Read);
    let stage = info_span!("read", bytes = Empty).entered();
    let (manuscript, mut diagnostics) = manuscript::read(root).map_err(BuildError::Read)?;
    stage.record("bytes", manuscript.sources.bytes());
    drop(stage);

    progress.begins(Step::Parse);
    let (book, found) = info_span!("parse").in_scope(|| parse::parse(&manuscript));
    diagnostics.extend(found);
    let only = find_part(request, &book, &manuscript.sources, &diagnostics)?;
    diagnostics.extend(approval::check(&manuscript, &book, request.release, only));

    progress.begins(Step::ReadImages);
    let (images, found) =
        info_span!("read images").in_scope(|| manuscript::read_images(&manuscript, &book));
    diagnostics.extend(found);

    progress.begins(Step::Resolve);
    let (book, found) = info_span!("resolve")
        .in_scope(|| resolve::resolve(book, &manuscript, images, request.epoch));
    diagnostics.extend(found);

    progress.begins(Step::LayOut);
    let theme = theme(&manuscript);
    let (pages, found) =
        info_span!("lay out").in_scope(|| layout::lay_out_with(&book, &theme, standing));
    diagnostics.extend(found);
    let stage = info_span!("preflight").entered();
    diagnostics.extend(press::unbled(&pages, theme.page.bleed));
    let order = Order {
        theme: &theme,
        print: &manuscript.config.editions.print,
        profile: None,
        places: manuscript.print_places(),
    };
    let files: Vec<PrintFile<'_>> = orders(request, order)
        .into_iter()
        .map(|own| {
            let is_part = only.is_some();
            PrintFile::lay_out(own, &book, &pages, is_part, standing, &mut diagnostics)
        })
        .collect();
    if pages.pages.is_empty() && !is_stopped(&diagnostics, false) {
        diagnostics.push(no_pages(&manuscript.sources));
    }
    diagnostics.extend(preflight::print(&pages, &manuscript.print));
    diagnostics.extend(preflight::pictures(&book));
    preflight::give_pages(&mut diagnostics, &pages);
    drop_echoes(&mut diagnostics);

    let Made {
        book,
        pages,
        page_map,
        part,
    } = Made::of(book, pages, only);
    let files: Vec<(PrintFile<'_>, Prepared)> = files
        .into_iter()
        .map(|file| {
            let prepared = file.prepare(&pages, part.is_some());
            diagnostics.extend(prepared.findings.iter().cloned());
            let settings = file.settings(&manuscript.print);
            if settings != manuscript.print {
                let found = preflight::print(file.pages(&pages), &settings).into_iter();
                let found = found.filter(|own| !diagnostics.contains(own));
                let found: Vec<Diagnostic> = found.collect();
                diagnostics.extend(found);
            }
            (file, prepared)
        })
        .collect();
    diagnostic::sort(&mut diagnostics);
    drop(stage);
    let is_unstopped = !is_stopped(&diagnostics, request.release);
    let make = || match request.goal {
        Goal::Editions if is_unstopped => {
            progress.begins(Step::Write);
            let tasks = tasks(&request.editions, &files, &pages, &manuscript.print);
            let span = info_span!("write");
            span.in_scope(|| make_editions(&tasks, &book, &page_map))
        }
        Goal::Editions | Goal::Findings | Goal::Layout => Ok(Vec::new()),
    };
    let sources = &manuscript.sources;
    let tell = || info_span!("report").in_scope(|| Told::of(&book, &pages, part, sources));
    // What is told of the pages fills the gaps that the editions leave.
    let (editions, told) = rayon::join(make, tell);
    let editions = editions?;
    let (editions, conservation) = match request.release && !editions.is_empty() {
        true => {
            progress.begins(Step::Prove);
            info_span!("prove").in_scope(|| prove(&book, editions, &mut diagnostics))
        }
        false => (editions, Vec::new()),
    };
    let editions = judge(
        editions,
        &files,
        &pages,
        &manuscript.sources,
        request.release,
        &mut diagnostics,
    );

    // One contribution alone has no data of its own, nor has a printer's file.
    let has_data = told.book.part.is_none() && editions.iter().any(|own| own.printer.is_none());
    let data = match !has_data {
        true => Vec::new(),
        false => recommendations::files(&book, &page_map).map_err(BuildError::Data)?,
    };
    let layout = (request.goal == Goal::Layout).then(|| layout::dump(&pages));
    let outcome = Outcome {
        book: told.book,
        setting: told.setting,
        origins: match editions.is_empty() {
            true => Origins::default(),
            false => told.origins,
        },
        sources: manuscript.sources,
        diagnostics,
        press: match editions.is_empty() {
            true => Vec::new(),
            false => files.into_iter().map(|(_, own)| own.report).collect(),
        },
        editions,
        conservation,
        data,
        layout,
    };
    // The pages of a large book are many.
    rayon::join(|| drop(book), || drop((pages, page_map)));
    Ok(outcome)
}

/// The looks of a book, as the settings of its manuscript have them.
pub fn theme(manuscript: &Manuscript) -> Theme {
    let config = &manuscript.config;
    let spots = manuscript.print.spots.iter();
    Theme {
        page: config.page.clone(),
        type_: config.type_.clone(),
        parts: config.theme.clone(),
        hyphenation: config.typography.exceptions(&config.book.language),
        colours: spots.map(|spot| (spot.name.clone(), spot.srgb)).collect(),
    }
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
    let span = head_of_settings(sources);
    Diagnostic::new(codes::CONTENTS_EMPTY, span, "the book has no pages")
        .help("name a text under `[[contents.body]]`: `file = \"body/first.md\"`")
}

/// Where findings stand that are about the book as a whole.
fn head_of_settings(sources: &Sources) -> Option<Span> {
    let settings = sources.find("book.toml")?;
    Some(Span::new(settings, 0, 0))
}

/// The text that is asked for alone. In a manuscript with errors it may be missing because of them, and
/// they are told instead.
fn find_part(
    request: &Request,
    book: &Book,
    sources: &Sources,
    diagnostics: &[Diagnostic],
) -> Result<Option<FileId>, BuildError> {
    let Some(name) = &request.only else {
        return Ok(None);
    };
    match parse::named(book.chapters(), name, sources) {
        Ok(text) => Ok(Some(text.file)),
        Err(_) if is_stopped(diagnostics, false) => Ok(None),
        Err(error) => Err(BuildError::NoSuchText(error)),
    }
}

/// What the editions are made of: the book, or one text of it.
struct Made {
    book: ResolvedBook,
    pages: PagedBook,
    page_map: PageMap,
    part: Option<Part>,
}

impl Made {
    fn of(book: ResolvedBook, pages: PagedBook, only: Option<FileId>) -> Made {
        let whole = match only {
            Some(file) => offprint(book, pages, file).map_err(|whole| *whole),
            None => Err((book, pages)),
        };
        match whole {
            Ok(Offprint {
                book,
                pages,
                page_map,
                part,
            }) => Made {
                book,
                pages,
                page_map,
                part: Some(part),
            },
            Err((book, pages)) => Made {
                page_map: PageMap::of(&pages),
                book,
                pages,
                part: None,
            },
        }
    }
}

/// What is asked of a build.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The editions to make.
    pub editions: Vec<Edition>,
    /// The printer for whom a print file is made besides.
    pub printer: Option<&'static Profile>,
    /// The day that takes the place of a date that the manuscript does not give.
    pub epoch: Option<Date>,
    /// Whether warnings stop the editions too, and the finished editions are proved.
    pub release: bool,
    /// The one text that is made, by its id, its file or its contributor; without it, the book.
    pub only: Option<String>,
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

/// What a build found and made.
#[derive(Debug)]
pub struct Outcome {
    /// The texts that the diagnostics point into.
    pub sources: Sources,
    /// Everything that was found, sorted.
    pub diagnostics: Vec<Diagnostic>,
    /// How its pages are set, and what a typesetter would mend.
    pub setting: preflight::Setting,
    /// What the book is.
    pub book: BookReport,
    /// The editions that were asked for, in that order; none where a diagnostic stops them.
    pub editions: Vec<Finished>,
    /// What is told of the print files.
    pub press: Vec<PressReport>,
    /// How much of each edition was proved to be the book's, in a release.
    pub conservation: Vec<(String, Proved)>,
    /// The files beside the editions.
    pub data: Vec<DataFile>,
    /// Where the pages and images of the editions come from.
    pub origins: Origins,
    /// The layout as text, where it was asked for.
    pub layout: Option<String>,
}

/// An edition in memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finished {
    /// Which it is.
    pub edition: Edition,
    /// The printer for whom it is made, where it is not the edition itself.
    pub printer: Option<&'static Profile>,
    /// Its file's name, without a folder.
    pub file_name: String,
    /// The file.
    pub bytes: Vec<u8>,
}

impl Finished {
    /// Its name in the report: "print", or "print-kdp".
    pub fn name(&self) -> String {
        self.edition.named(self.printer)
    }
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
