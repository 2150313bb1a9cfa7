//! The whole build on one screen: the folder of a manuscript and a [`Request`] -> an [`Outcome`]. It
//! reads through `manuscript`, writes nothing, and prints nothing.

mod edition;
mod failure;
mod step;

use std::collections::BTreeSet;
use std::path::Path;

use rayon::prelude::*;

use crate::diagnostic::{self, Diagnostic, Severity, codes};
use crate::extent::Extent;
use crate::layout::{self, PageMap, PagedBook};
use crate::manuscript::{self, Date};
use crate::offprint::{Offprint, Part, images_on, offprint};
use crate::parse::Book;
use crate::preflight::conservation::{Expectation, Proof, Proved};
use crate::print::PrintSettings;
use crate::recommendations::{self, DataFile};
use crate::resolve::{self, ResolvedBook};
use crate::source::{FileId, Sources, Span};
use crate::theme::Theme;
use crate::{approval, epub, parse, pdf, preflight};

pub use edition::Edition;
pub use failure::BuildError;
pub use step::{Progress, Step};

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
    let only = find_part(request, &book, &manuscript.sources, &diagnostics)?;
    diagnostics.extend(approval::check(&manuscript, &book, request.release, only));

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
        colours: (manuscript.print.spots.iter())
            .map(|spot| (spot.name.clone(), spot.srgb))
            .collect(),
    };
    let (pages, found) = layout::lay_out(&book, &theme);
    diagnostics.extend(found);
    if pages.pages.is_empty() && !is_stopped(&diagnostics, false) {
        diagnostics.push(no_pages(&manuscript.sources));
    }
    diagnostics.extend(preflight::print(&pages, &manuscript.print));
    preflight::give_pages(&mut diagnostics, &pages);
    drop_echoes(&mut diagnostics);
    diagnostic::sort(&mut diagnostics);

    let Made {
        book,
        pages,
        page_map,
        part,
    } = Made::of(book, pages, only);
    let is_unstopped = !is_stopped(&diagnostics, request.release);
    let editions = match request.goal {
        Goal::Editions if is_unstopped => {
            progress.begins(Step::Write);
            make_editions(request, &manuscript.print, &book, &pages, &page_map)?
        }
        Goal::Editions | Goal::Findings | Goal::Layout => Vec::new(),
    };
    let (editions, conservation) = match request.release && !editions.is_empty() {
        true => {
            progress.begins(Step::Prove);
            prove(&book, editions, &mut diagnostics)
        }
        false => (editions, Vec::new()),
    };
    // One contribution alone has no data of its own.
    let data = match editions.is_empty() || part.is_some() {
        true => Vec::new(),
        false => recommendations::files(&book, &page_map).map_err(BuildError::Data)?,
    };
    let layout = (request.goal == Goal::Layout).then(|| layout::dump(&pages));
    Ok(Outcome {
        book: BookReport::of(&book, &pages, part),
        setting: preflight::setting(&pages, &manuscript.sources),
        sources: manuscript.sources,
        diagnostics,
        editions,
        conservation,
        data,
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

/// Makes the editions side by side from one layout.
fn make_editions(
    request: &Request,
    print: &PrintSettings,
    book: &ResolvedBook,
    pages: &PagedBook,
    page_map: &PageMap,
) -> Result<Vec<Finished>, BuildError> {
    let make = |edition: Edition| {
        let bytes = match edition {
            Edition::Print => pdf::write(pages, pdf::Edition::Print, print).map_err(Box::from),
            Edition::Screen => pdf::write(pages, pdf::Edition::Screen, print).map_err(Box::from),
            Edition::Epub => epub::write(book, page_map).map_err(Box::from),
        };
        Ok(Finished {
            edition,
            file_name: format!("{}{}", book.metadata.slug, edition.suffix()),
            bytes: bytes.map_err(|error| BuildError::Edition { edition, error })?,
        })
    };
    // Collected before the first failure is looked for: which one is reported hangs on no thread.
    let made: Vec<Result<Finished, BuildError>> = (request.editions.par_iter())
        .map(|edition| make(*edition))
        .collect();
    made.into_iter().collect()
}

/// Reads the finished editions again, side by side, and holds them against the book. None of them
/// is left where one has a fault.
fn prove(
    book: &ResolvedBook,
    editions: Vec<Finished>,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Vec<Finished>, Vec<(Edition, Proved)>) {
    let expectation = Expectation::of(book);
    let proofs: Vec<Proof> = editions
        .par_iter()
        .map(|own| expectation.prove(own.edition.name(), own.edition.format(), &own.bytes))
        .collect();
    let mut proved = Vec::new();
    for (own, proof) in editions.iter().zip(proofs) {
        proved.push((own.edition, proof.proved));
        diagnostics.extend(proof.found);
    }
    diagnostic::sort(diagnostics);
    match is_stopped(diagnostics, true) {
        true => (Vec::new(), Vec::new()),
        false => (editions, proved),
    }
}

/// What is asked of a build.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The editions to make.
    pub editions: Vec<Edition>,
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
    /// How much of each edition was proved to be the book's, in a release.
    pub conservation: Vec<(Edition, Proved)>,
    /// The files beside the editions.
    pub data: Vec<DataFile>,
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
    /// Which part of the book it is, where it is not the whole.
    pub part: Option<Part>,
}

impl BookReport {
    fn of(book: &ResolvedBook, pages: &PagedBook, part: Option<Part>) -> BookReport {
        let mut extent = Extent::of(book, pages);
        if part.is_some() {
            extent.images = images_on(pages);
        }
        BookReport {
            slug: book.metadata.slug.clone(),
            title: book.metadata.title.clone(),
            language: book.metadata.language.clone(),
            extent,
            part,
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

/// Whether a diagnostic keeps editions from being made.
pub fn is_stopped(diagnostics: &[Diagnostic], release: bool) -> bool {
    let least = if release {
        Severity::Warning
    } else {
        Severity::Error
    };
    diagnostics.iter().any(|found| found.severity >= least)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Matter, Role};
    use crate::resolve::tests::notation::Sample;

    #[test]
    fn one_edition_with_a_fault_stops_all() {
        let text = "# Title\nA paragraph of some words.";
        let sample = Sample::new().text(Matter::Body, Role::Chapter, "a.md", text);
        let (book, found) =
            resolve::resolve(sample.book, &sample.manuscript, Sample::images(), None);
        assert_eq!(found, []);
        let (pages, _) = layout::lay_out(&book, &Theme::default());
        let request = Request {
            editions: Edition::ALL.to_vec(),
            epoch: None,
            release: true,
            only: None,
            goal: Goal::Editions,
        };
        let print = PrintSettings::default();
        let map = PageMap::of(&pages);
        let make = || make_editions(&request, &print, &book, &pages, &map).expect("editions");

        let mut diagnostics = Vec::new();
        let (editions, proved) = prove(&book, make(), &mut diagnostics);
        assert_eq!(diagnostics, []);
        assert_eq!((editions.len(), proved.len()), (3, 3));

        let mut damaged = make();
        damaged[1].bytes.truncate(1_000);
        let (editions, proved) = prove(&book, damaged, &mut diagnostics);
        assert_eq!((editions.len(), proved.len()), (0, 0));
        let codes: Vec<&str> = diagnostics.iter().map(|own| own.code.name).collect();
        assert_eq!(codes, ["conservation/unreadable"]);
        assert!(diagnostics[0].message.contains("the screen edition"));
    }
}
