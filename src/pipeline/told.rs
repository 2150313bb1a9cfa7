//! Pages -> what is told of them beside the editions: figures, faults of the setting, and where each page
//! and image comes from.

use crate::extent::Extent;
use crate::layout::PagedBook;
use crate::offprint::{Part, images_on};
use crate::preflight::Origins;
use crate::resolve::ResolvedBook;
use crate::source::Sources;
use crate::{pdf, preflight};

/// What is told of the pages, beside the editions.
pub struct Told {
    /// What the report says of the book.
    pub book: BookReport,
    /// How its pages are set.
    pub setting: preflight::Setting,
    /// Where its pages and images come from.
    pub origins: Origins,
}

impl Told {
    /// Of the pages that the editions are made of.
    pub fn of(
        book: &ResolvedBook,
        pages: &PagedBook,
        part: Option<Part>,
        sources: &Sources,
    ) -> Told {
        Told {
            book: BookReport::of(book, pages, part),
            setting: preflight::setting(pages, sources),
            origins: preflight::origins(pages, sources, pdf::image_name),
        }
    }
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
