//! epub-builder's part: it takes the names of the documents, the style sheet, the metadata and the
//! contents, and drafts the publication as an archive of its own. `docs/decisions/epub-builder.md` says
//! what of it ships.

use std::collections::BTreeMap;
use std::io;

use epub_builder::{EpubBuilder, EpubContent, EpubVersion, ReferenceType, TocElement, ZipLibrary};

use crate::document::Matter;
use crate::resolve::{AnnexKind, Division, DivisionKind, Listed, ResolvedBook};

use super::EpubError;
use super::inlines;
use super::outline::{Branch, Entry};
use super::package::STYLE;
use super::scribe::Document;

/// The draft: an archive with the documents in reading order, the container and epub-builder's own
/// package document and navigation. The documents in it are empty: their text ships deflated by our own
/// code, and to deflate it here as well took a twentieth of the time that an EPUB takes.
///
/// # Errors
/// What epub-builder reports.
pub fn draft(
    book: &ResolvedBook,
    cover: Option<&Document>,
    documents: &[Document],
    style: &str,
    outline: &[Branch<Entry>],
) -> Result<Vec<u8>, EpubError> {
    let mut builder = EpubBuilder::new(ZipLibrary::new()?)?;
    let metadata = &book.metadata;
    builder.epub_version(EpubVersion::V33);
    builder.metadata("title", &metadata.title)?;
    builder.metadata("lang", &metadata.language)?;
    builder.metadata("direction", inlines::direction(&metadata.language))?;
    for credit in &metadata.creators {
        builder.add_author(&credit.name);
    }
    for subject in &metadata.subjects {
        builder.metadata("subject", subject)?;
    }
    for (key, value) in [
        ("description", &metadata.description),
        ("license", &metadata.rights),
    ] {
        if let Some(value) = value {
            builder.metadata(key, value)?;
        }
    }
    builder.add_resource(STYLE, style.as_bytes(), "text/css")?;

    if let Some(cover) = cover {
        let page = EpubContent::new(&cover.path, io::empty());
        builder.add_content(page.title(&cover.title).reftype(ReferenceType::Cover))?;
    }
    let mut lines = BTreeMap::new();
    lines_by_file(outline, 1, &mut lines);
    let mut seen_body = false;
    for (document, division) in documents.iter().zip(&book.divisions) {
        let starts_body = division.matter == Matter::Body && !seen_body;
        seen_body |= starts_body;
        let mut page = EpubContent::new(&document.path, io::empty());
        if let Some(((level, own), sections)) = lines
            .get(document.path.as_str())
            .and_then(|lines| lines.split_first())
        {
            page = page.title(&own.label).level(*level);
            for (_, section) in sections {
                page = page.child(TocElement::new(&section.href, &section.label));
            }
        }
        if let Some(kind) = reference_type(division, starts_body) {
            page = page.reftype(kind);
        }
        builder.add_content(page)?;
    }
    let mut archive = Vec::new();
    builder.generate(&mut archive)?;
    Ok(archive)
}

/// The outline's lines with their levels, by the file that they lead to.
fn lines_by_file<'a>(
    branches: &'a [Branch<Entry>],
    level: i32,
    into: &mut BTreeMap<&'a str, Vec<(i32, &'a Entry)>>,
) {
    for branch in branches {
        let href = branch.own.href.as_str();
        let file = href.split_once('#').map_or(href, |(file, _)| file);
        into.entry(file).or_default().push((level, &branch.own));
        lines_by_file(&branch.children, level + 1, into);
    }
}

/// What epub-builder's guide calls the division.
fn reference_type(division: &Division, starts_body: bool) -> Option<ReferenceType> {
    match &division.kind {
        DivisionKind::TitlePage => Some(ReferenceType::TitlePage),
        DivisionKind::Imprint(_) => Some(ReferenceType::Copyright),
        DivisionKind::Contents { .. } => Some(ReferenceType::Toc),
        DivisionKind::Acronyms { .. } => Some(ReferenceType::Glossary),
        DivisionKind::List { of, .. } => match of {
            Listed::Figures => Some(ReferenceType::Loi),
            Listed::Tables => Some(ReferenceType::Lot),
            Listed::Boxes => None,
        },
        DivisionKind::Annex(annex) => match annex.kind {
            AnnexKind::Colophon => Some(ReferenceType::Colophon),
            AnnexKind::Recommendations | AnnexKind::Matrix | AnnexKind::Themes => None,
        },
        DivisionKind::Bibliography { .. } => Some(ReferenceType::Bibliography),
        DivisionKind::Index { .. } => Some(ReferenceType::Index),
        DivisionKind::Chapter(_) | DivisionKind::Part(_) if starts_body => {
            Some(ReferenceType::Text)
        }
        DivisionKind::Chapter(_)
        | DivisionKind::Part(_)
        | DivisionKind::HalfTitle
        | DivisionKind::Contributors { .. } => None,
    }
}
