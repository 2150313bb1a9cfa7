//! The files of a build: what each is made of, how they are made side by side, and how those of a release
//! are read again.

use rayon::prelude::*;
use tracing::field::Empty;
use tracing::{Span, info_span};

use crate::diagnostic::{self, Diagnostic};
use crate::layout::{PageMap, PagedBook};
use crate::preflight::Origins;
use crate::preflight::conservation::{Expectation, Proof, Proved};
use crate::preflight::press::{self, Finding};
use crate::press::{Prepared, Sheets};
use crate::print::PrintSettings;
use crate::printer::Profile;
use crate::resolve::ResolvedBook;
use crate::source::{self, Sources};
use crate::{epub, pdf, preflight};

use super::print::PrintFile;
use super::{BuildError, Edition, Finished, is_stopped};

/// One file to make.
pub struct Task<'a> {
    edition: Edition,
    /// The printer who asked for it.
    printer: Option<&'static Profile>,
    pages: &'a PagedBook,
    sheets: Sheets,
    print: PrintSettings,
}

/// The files of a build, in the order of the editions; the printer's is the last.
pub fn tasks<'a>(
    editions: &[Edition],
    files: &'a [(PrintFile<'_>, Prepared)],
    pages: &'a PagedBook,
    settings: &PrintSettings,
) -> Vec<Task<'a>> {
    let print = |(file, prepared): &'a (PrintFile<'_>, Prepared)| Task {
        edition: Edition::Print,
        printer: file.printer(),
        pages: file.pages(pages),
        sheets: prepared.sheets.clone(),
        print: file.settings(settings),
    };
    let (own, printers): (Vec<_>, Vec<_>) =
        files.iter().partition(|(file, _)| file.printer().is_none());
    let editions = editions.iter().filter_map(|edition| match edition {
        Edition::Print => own.first().copied().map(print),
        Edition::Screen | Edition::Epub => Some(Task {
            edition: *edition,
            printer: None,
            pages,
            sheets: Sheets::trimmed(),
            print: settings.clone(),
        }),
    });
    editions.chain(printers.into_iter().map(print)).collect()
}

/// Makes the editions side by side.
pub fn make_editions(
    tasks: &[Task<'_>],
    book: &ResolvedBook,
    page_map: &PageMap,
) -> Result<Vec<Finished>, BuildError> {
    let around = Span::current();
    let make = |task: &Task<'_>| {
        let edition = task.edition;
        let stage = match edition {
            Edition::Print => info_span!(parent: &around, "print", bytes = Empty),
            Edition::Screen => info_span!(parent: &around, "screen", bytes = Empty),
            Edition::Epub => info_span!(parent: &around, "epub", bytes = Empty),
        }
        .entered();
        let write = |own| pdf::write(task.pages, own, &task.sheets, &task.print).map_err(Box::from);
        let bytes = match edition {
            Edition::Print => write(pdf::Edition::Print),
            Edition::Screen => write(pdf::Edition::Screen),
            Edition::Epub => epub::write(book, page_map).map_err(Box::from),
        };
        let bytes = bytes.map_err(|error| BuildError::Edition { edition, error })?;
        stage.record("bytes", bytes.len() as u64);
        Ok(Finished {
            edition,
            printer: task.printer,
            file_name: edition.file_name(&book.metadata.slug, task.printer),
            bytes,
        })
    };
    // Collected before the first failure is looked for: which one is reported hangs on no thread.
    let made: Vec<Result<Finished, BuildError>> = tasks.par_iter().map(make).collect();
    made.into_iter().collect()
}

/// Judges the files for printers by what these ask, and in a release the print edition too. None of the
/// editions is left where a file has a fault that stops them.
pub fn judge(
    editions: Vec<Finished>,
    files: &[(PrintFile<'_>, Prepared)],
    pages: &PagedBook,
    sources: &Sources,
    release: bool,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Finished> {
    let is_judged =
        |own: &&Finished| own.printer.is_some() || (release && own.edition == Edition::Print);
    let judged: Vec<&Finished> = editions.iter().filter(is_judged).collect();
    let found: Vec<Vec<Diagnostic>> = judged
        .par_iter()
        .map(|own| {
            let of_printer = |(file, _): &&(PrintFile<'_>, Prepared)| {
                file.printer().map(|own| &own.name) == own.printer.map(|own| &own.name)
            };
            let file = files.iter().find(of_printer);
            let pages = file.map_or(pages, |(file, _)| file.pages(pages));
            let origins = preflight::origins(pages, sources, pdf::image_name);
            let judgement = press::judge(&own.bytes, own.printer);
            // What was said of the sheets before they were made is not said again.
            let is_told = |finding: &Finding| {
                let mut told = file.iter().flat_map(|(_, own)| &own.findings);
                told.any(|own| own.code == finding.code)
            };
            (judgement.findings.into_iter())
                .filter(|finding| !is_told(finding))
                .map(|finding| told(&own.file_name, finding, &origins, sources))
                .collect()
        })
        .collect();
    diagnostics.extend(found.into_iter().flatten());
    diagnostic::sort(diagnostics);
    match is_stopped(diagnostics, release) {
        true => Vec::new(),
        false => editions,
    }
}

/// A finding about a finished file, at the place in the manuscript where it comes from.
fn told(name: &str, finding: Finding, origins: &Origins, sources: &Sources) -> Diagnostic {
    let sheet = finding.spot.map(|own| own.sheet);
    let sheet = sheet.or(finding.sheets.first().copied());
    let origin = sheet.and_then(|sheet| origins.sheets.get(sheet.checked_sub(1)?));
    let span = origin.and_then(|own| {
        let id = sources.find(own.file.as_deref()?)?;
        let line = sources.get(id)?.line(own.line?);
        Some(source::Span::new(id, line.start, line.end))
    });
    let pages = match finding.sheets.is_empty() {
        true => String::new(),
        false => format!(" (pages {} of the file)", press::page_list(&finding.sheets)),
    };
    let message = format!("{name}: {}{pages}", finding.message);
    let told = Diagnostic::new(finding.code, span, message);
    let told = told.help(finding.help.unwrap_or_else(|| {
        format!(
            "`recto explain {}` says what it is about",
            finding.code.name
        )
    }));
    match origin {
        Some(own) => told.on_page(&own.folio),
        None => told,
    }
}

/// Reads the finished editions again, side by side, and holds them against the book. None of them
/// is left where one has a fault.
pub fn prove(
    book: &ResolvedBook,
    editions: Vec<Finished>,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Vec<Finished>, Vec<(String, Proved)>) {
    let expectation = Expectation::of(book);
    let proofs: Vec<Proof> = editions
        .par_iter()
        .map(|own| expectation.prove(&own.name(), own.edition.format(), &own.bytes))
        .collect();
    let mut proved = Vec::new();
    for (own, proof) in editions.iter().zip(proofs) {
        proved.push((own.name(), proof.proved));
        diagnostics.extend(proof.found);
    }
    diagnostic::sort(diagnostics);
    match is_stopped(diagnostics, true) {
        true => (Vec::new(), Vec::new()),
        false => (editions, proved),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Matter, Role};
    use crate::layout::{self, StandingType};
    use crate::manuscript::{PrintConfig, PrintPlaces};
    use crate::press::Order;
    use crate::resolve;
    use crate::resolve::tests::notation::Sample;
    use crate::theme::Theme;

    #[test]
    fn one_edition_with_a_fault_stops_all() {
        let text = "# Title\nA paragraph of some words.";
        let sample = Sample::new().text(Matter::Body, Role::Chapter, "a.md", text);
        let (book, found) =
            resolve::resolve(sample.book, &sample.manuscript, Sample::images(), None);
        assert_eq!(found, []);
        let (pages, _) = layout::lay_out(&book, &Theme::default());
        let theme = Theme::default();
        let order = Order {
            theme: &theme,
            print: &PrintConfig::default(),
            profile: None,
            places: PrintPlaces::default(),
        };
        let file = PrintFile::lay_out(
            order,
            &book,
            &pages,
            false,
            &StandingType::default(),
            &mut Vec::new(),
        );
        let prepared = file.prepare(&pages, false);
        let files = [(file, prepared)];
        let make = || {
            let tasks = tasks(&Edition::ALL, &files, &pages, &PrintSettings::default());
            make_editions(&tasks, &book, &PageMap::of(&pages)).expect("editions")
        };

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
