//! [`PagedBook`] -> the bytes of a PDF.
//!
//! printpdf builds the skeleton (fonts, resources, page tree); the contents of the pages are
//! written by this room's own encoder, in parallel; what a finished book needs besides is set on
//! the objects. The same book gives the same bytes: identities are hashes, dates are the
//! manuscript's.

mod assemble;
mod clusters;
mod colour;
mod content;
mod destinations;
mod drawings;
mod fonts;
mod images;
mod intent;
mod labels;
mod links;
mod marked;
mod marks;
mod metadata;
mod outline;
mod pages;
mod pixels;
mod raster;
mod resources;
mod save;
mod serial;
mod shading;
mod show;
mod slug;
mod syntax;
mod tags;
mod to_unicode;
mod used;
mod watermark;
mod words;

use std::collections::BTreeMap;
use std::fmt;

use lopdf::{Dictionary, dictionary, text_string};
use rayon::prelude::*;
use tracing::field::Empty;
use tracing::info_span;

use crate::document::ImageId;
use crate::layout::{DrawnText, PagedBook};
use crate::press::Sheets;
use crate::print::PrintSettings;

use assemble::Skeleton;
use colour::Palette;
use content::{Painted, Shared};
use drawings::Form;
use fonts::Fonts;
pub use images::name as image_name;

use images::EncodedImage;
use metadata::Identity;
use pages::Boxes;
use resources::Common;
use used::UsedGlyphs;
use words::EncodedWords;

/// What the file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Edition {
    /// The press: trim with bleed, black alone for text, nothing that can be clicked.
    Print,
    /// The screen: the trimmed page, with links, bookmarks and destinations.
    Screen,
}

/// Why no file could be made.
#[derive(Debug)]
pub enum PdfError {
    /// The book has no pages.
    NoPages,
    /// A face could not be reduced to its used glyphs.
    Font {
        /// The face.
        face: String,
        /// What the subsetter says.
        error: subsetter::Error,
    },
    /// An image cannot stand in a PDF.
    Image {
        /// Its path in the manuscript.
        path: String,
        /// Why not.
        why: String,
    },
    /// The profile of the printing condition does not say how a colour becomes ink.
    Intent,
    /// The document is not built as expected.
    Document(lopdf::Error),
    /// The bytes could not be written or deflated.
    Save(std::io::Error),
}

/// Writes an edition of the book on its sheets.
///
/// # Errors
/// [`PdfError`]; for a book with pages and readable images none is expected.
pub fn write(
    book: &PagedBook,
    edition: Edition,
    sheets: &Sheets,
    print: &PrintSettings,
) -> Result<Vec<u8>, PdfError> {
    let palette = &Palette::new(edition, print);
    let slugs = slug::lines(book, sheets);
    let stage = info_span!("fonts").entered();
    let mut used = UsedGlyphs::of(book);
    slugs.iter().for_each(|line| used.line(line));
    let fonts = Fonts::subset(used)?;
    drop(stage);
    let stage = info_span!("images").entered();
    let images = images::encode(book, palette)?;
    let forms = drawings::encode(book, palette, &fonts);
    let word = drawings::encode_watermark(book, palette, &fonts);
    drop(stage);
    let stage = info_span!("contents", bytes = Empty).entered();
    let words = EncodedWords::new(book);
    let shared = Shared {
        book,
        palette,
        sheets,
        fonts: &fonts,
        words: &words,
    };
    let (contents, painted): (Vec<Vec<u8>>, Vec<Painted<'_>>) =
        contents(&shared, &slugs)?.into_iter().unzip();
    stage.record("bytes", contents.iter().map(Vec::len).sum::<usize>() as u64);
    drop(stage);
    let stage = info_span!("objects").entered();

    let boxes = Boxes::of(book, sheets, true);
    let mut skeleton = assemble::skeleton(&fonts, boxes, contents)?;
    let blends =
        images.values().any(|image| image.mask.is_some()) || forms.values().any(Form::blends);
    add_objects(&mut skeleton, palette, images, forms, word)?;
    let Skeleton {
        mut document,
        pages,
        ..
    } = skeleton;
    pages::finish(&mut document, &pages, book, (palette, sheets), blends)?;

    let mut catalog = catalog(book, document.catalog()?)?;
    if edition == Edition::Print {
        catalog.set(
            "OutputIntents",
            intent::output_intents(&mut document, print),
        );
    } else {
        let links = links::annotate(&mut document, &pages, book, boxes)?;
        let content = tags::Content {
            pages: &pages,
            painted: &painted,
            links: &links,
        };
        tags::add(&mut document, &mut catalog, book, &content)?;
        catalog.set("OutputIntents", intent::screen_intents(&mut document));
        if let Some(names) = destinations::name_tree(&mut document, &pages, book, boxes) {
            catalog.set("Names", dictionary! { "Dests" => names });
        }
        if let Some(outline) = outline::outline(&mut document, book) {
            catalog.set("Outlines", outline);
            catalog.set("PageMode", "UseOutlines");
        }
    }
    drop(stage);
    let _stage = info_span!("save").entered();
    save::deflate_streams(&mut document)?;
    close(document, catalog, book, palette)
}

/// The deflated content streams of all pages, in order, with the marks around them.
fn contents<'a>(
    shared: &Shared<'a>,
    slugs: &[DrawnText],
) -> Result<Vec<(Vec<u8>, Painted<'a>)>, PdfError> {
    let rectos = pages::rectos(shared.book, shared.sheets);
    let pages = rectos.into_par_iter().enumerate();
    pages
        .map(|(at, is_recto)| {
            let page = shared.book.pages.get(at);
            let (mut content, painted) =
                page.map_or_else(Default::default, |page| content::page(shared, page));
            marks::paint(&mut content, shared, is_recto, slugs.get(at));
            Ok((save::deflate(&content)?, painted))
        })
        .collect()
}

/// Adds images and drawings to the resources that all pages share.
fn add_objects(
    skeleton: &mut Skeleton,
    palette: &Palette<'_>,
    images: BTreeMap<ImageId, EncodedImage>,
    forms: BTreeMap<ImageId, Form<'_>>,
    word: Option<Form<'_>>,
) -> Result<(), PdfError> {
    let common = Common::add(skeleton, palette)?;
    let document = &mut skeleton.document;
    let mut named = Vec::new();
    for (id, mut image) in images {
        if let Some(mask) = image.mask {
            let mask = document.add_object(mask);
            image.stream.dict.set("SMask", mask);
        }
        named.push((images::name(id), document.add_object(image.stream)));
    }
    if let Some(form) = word {
        named.push((watermark::NAME.to_owned(), form.add(document, &common)));
    }
    for (id, form) in forms {
        named.push((drawings::name(id), form.add(document, &common)));
    }
    let objects = document.get_dictionary_mut(skeleton.objects)?;
    for (name, id) in named {
        objects.set(name, id);
    }
    Ok(())
}

/// A catalog of our own; printpdf's gives it only the page tree.
fn catalog(book: &PagedBook, skeleton: &Dictionary) -> Result<Dictionary, PdfError> {
    Ok(dictionary! {
        "Type" => "Catalog",
        "Pages" => skeleton.get(b"Pages")?.clone(),
        "Lang" => text_string(&book.metadata.language),
        "PageLabels" => labels::page_labels(&book.pages),
        "ViewerPreferences" => dictionary! { "DisplayDocTitle" => true },
    })
}

/// Sets catalog, metadata and identity in place of printpdf's, and writes the file.
fn close(
    mut document: lopdf::Document,
    mut catalog: Dictionary,
    book: &PagedBook,
    palette: &Palette<'_>,
) -> Result<Vec<u8>, PdfError> {
    for key in [b"Root".as_slice(), b"Info"] {
        let replaced = document.trailer.get(key)?.as_reference()?;
        document.objects.remove(&replaced);
    }
    let packed = save::pack(&mut document, palette);
    let digest = save::digest(&document, &packed);
    let identity = Identity::of(&digest, &catalog, &book.metadata, palette.edition);
    if intent::has_xmp(palette) {
        let xmp = metadata::xmp(&book.metadata, &identity, palette);
        catalog.set("Metadata", document.add_object(xmp));
    }
    let (root, info) = (
        document.add_object(catalog),
        document.add_object(metadata::info(&book.metadata, palette)),
    );
    document.trailer.set("Root", root);
    document.trailer.set("Info", info);
    document.trailer.set("ID", identity.trailer());
    document.trailer.remove(b"Prev");
    save::save(document, packed, palette)
}

impl fmt::Display for PdfError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PdfError::NoPages => write!(formatter, "the book has no pages"),
            PdfError::Font { face, error } => {
                write!(formatter, "the face {face} cannot be embedded: {error}")
            }
            PdfError::Image { path, why } => {
                write!(formatter, "`{path}` cannot stand in a PDF: {why}")
            }
            PdfError::Intent => write!(
                formatter,
                "the profile of the printing condition does not say how a colour becomes ink"
            ),
            PdfError::Document(error) => write!(formatter, "the PDF cannot be built: {error}"),
            PdfError::Save(error) => write!(formatter, "the PDF cannot be written: {error}"),
        }
    }
}

impl std::error::Error for PdfError {}

impl From<lopdf::Error> for PdfError {
    fn from(error: lopdf::Error) -> PdfError {
        PdfError::Document(error)
    }
}

#[cfg(test)]
pub mod fixture;
#[cfg(test)]
mod tests;
