//! [`ResolvedBook`] and the page map -> the bytes of an EPUB 3.3 with an EPUB 2 NCX.
//!
//! Each division becomes an XHTML file (`division`), all of them in parallel. epub-builder takes
//! the files and drafts the publication (`draft`); what ships is finished here from our own
//! model: package document (`package`), navigation (`nav`, `ncx`), images, faces, and the
//! archive itself (`archive`).

mod accessibility;
mod archive;
mod blocks;
mod division;
mod draft;
#[cfg(test)]
mod fixture;
mod fonts;
mod inlines;
mod media;
mod nav;
mod ncx;
mod notes;
mod outline;
mod package;
mod page_breaks;
mod places;
mod references;
mod scribe;
mod style;
#[cfg(test)]
mod tests;
mod xml;

use std::fmt;

use rayon::prelude::*;
use tracing::info_span;

use crate::document::{DivisionId, Terms};
use crate::layout::PageMap;
use crate::resolve::ResolvedBook;

pub use archive::{Item, largest};
use places::Places;
use scribe::Document;

/// What the crates that pack the archive may report. No manuscript causes one.
#[derive(Debug)]
pub enum EpubError {
    /// epub-builder could not draft the publication.
    Draft(epub_builder::Error),
    /// The archive could not be read or written.
    Archive(zip::result::ZipError),
    /// Bytes could not be moved.
    Bytes(std::io::Error),
}

impl fmt::Display for EpubError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            EpubError::Draft(error) => write!(formatter, "the EPUB cannot be drafted: {error}"),
            EpubError::Archive(error) => {
                write!(formatter, "the EPUB's archive cannot be written: {error}")
            }
            EpubError::Bytes(error) => write!(formatter, "the EPUB cannot be written: {error}"),
        }
    }
}

impl std::error::Error for EpubError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            EpubError::Draft(error) => Some(error),
            EpubError::Archive(error) => Some(error),
            EpubError::Bytes(error) => Some(error),
        }
    }
}

impl From<epub_builder::Error> for EpubError {
    fn from(error: epub_builder::Error) -> EpubError {
        EpubError::Draft(error)
    }
}

impl From<zip::result::ZipError> for EpubError {
    fn from(error: zip::result::ZipError) -> EpubError {
        EpubError::Archive(error)
    }
}

impl From<std::io::Error> for EpubError {
    fn from(error: std::io::Error) -> EpubError {
        EpubError::Bytes(error)
    }
}

/// What every document of the publication may look up.
struct Edition<'a> {
    book: &'a ResolvedBook,
    pages: &'a PageMap,
    places: Places<'a>,
    media: media::MediaNames,
}

impl<'a> Edition<'a> {
    fn of(book: &'a ResolvedBook, pages: &'a PageMap) -> Edition<'a> {
        Edition {
            book,
            pages,
            places: Places::of(book),
            media: media::MediaNames::of(&book.images),
        }
    }

    /// The words of the book's language.
    fn terms(&self) -> &'static Terms {
        Terms::of(&self.book.metadata.language)
    }
}

/// The content documents alone, as [`write`] packs them: their paths in the publication's folder and
/// their XHTML, in the order of the divisions.
pub fn content_documents(book: &ResolvedBook, pages: &PageMap) -> Vec<(String, String)> {
    let documents = render(&Edition::of(book, pages));
    let own = |document: Document| (document.path, document.xhtml);
    documents.into_iter().map(own).collect()
}

/// Writes the EPUB. The page map is that of the print edition; an empty one gives no page list.
///
/// # Errors
/// Only what the archive's crates report; a mistake of the manuscript is a diagnostic elsewhere.
pub fn write(book: &ResolvedBook, pages: &PageMap) -> Result<Vec<u8>, EpubError> {
    let edition = Edition::of(book, pages);
    let documents = info_span!("documents").in_scope(|| render(&edition));
    let cover = division::cover(&edition);
    let outline = outline::of(book, &edition.places);
    let faces = info_span!("fonts").in_scope(|| fonts::embed(&documents));
    let style = style::sheet(&faces);
    let images = media::used(&edition, &documents);

    let _stage = info_span!("archive").entered();
    let contents = package::Contents {
        edition: &edition,
        cover: cover.as_ref(),
        documents: &documents,
        style: &style,
        outline: &outline,
        faces: &faces,
        images: &images,
    };
    let draft = || draft::draft(book, cover.as_ref(), &documents, &style, &outline);
    archive::finish(draft, &contents)
}

/// Writes the file of each division, all of them in parallel.
fn render(edition: &Edition<'_>) -> Vec<Document> {
    let divisions = &edition.book.divisions;
    page_breaks::plan(edition.book, edition.pages)
        .into_par_iter()
        .zip(divisions)
        .zip(0..u32::try_from(divisions.len()).unwrap_or(u32::MAX))
        .map(|((breaks, content), at)| division::render(edition, DivisionId(at), content, breaks))
        .collect()
}
