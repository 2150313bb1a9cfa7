//! The package document: what the publication is, what files it holds, in which order they are
//! read.

use crate::manuscript::isbn_digits;
use crate::resolve::{Credit, Date};

use super::fonts::{self, EmbeddedFace};
use super::media::Media;
use super::outline::{Branch, Entry};
use super::scribe::Document;
use super::xml::Xml;
use super::{Edition, accessibility, inlines, nav, ncx};

/// Its file in the publication's folder; epub-builder's container names it.
pub const FILE: &str = "content.opf";
/// The style sheet's file in the publication's folder.
pub const STYLE: &str = "style/book.css";

/// All that the publication holds.
pub struct Contents<'a> {
    /// The book and where everything is.
    pub edition: &'a Edition<'a>,
    /// The cover's page.
    pub cover: Option<&'a Document>,
    /// The documents in reading order.
    pub documents: &'a [Document],
    /// The style sheet.
    pub style: &'a str,
    /// The outline.
    pub outline: &'a [Branch<Entry>],
    /// The faces.
    pub faces: &'a [EmbeddedFace],
    /// The images.
    pub images: &'a [Media<'a>],
}

impl Contents<'_> {
    /// The print edition's pages in the order of the text: label and address.
    pub fn pages(&self) -> Vec<(&str, String)> {
        let pages = self.documents.iter().flat_map(|document| {
            let pages = document.record.pages.iter();
            pages.map(|page| {
                let href = format!("{}#{}", document.path, page.id);
                (page.label.as_str(), href)
            })
        });
        pages.collect()
    }
}

/// Writes the package document.
pub fn write(contents: &Contents<'_>) -> String {
    let metadata = &contents.edition.book.metadata;
    let mut xml = Xml::new();
    xml.tag("package")
        .with("xmlns", "http://www.idpf.org/2007/opf")
        .with("version", "3.0")
        .with("unique-identifier", "book-id")
        .with("xml:lang", &metadata.language)
        .with("dir", inlines::direction(&metadata.language))
        .open();
    xml.line();
    self::metadata(&mut xml, contents);
    manifest(&mut xml, contents);
    spine(&mut xml, contents);
    xml.finish()
}

fn metadata(xml: &mut Xml, contents: &Contents<'_>) {
    let metadata = &contents.edition.book.metadata;
    xml.tag("metadata")
        .with("xmlns:dc", "http://purl.org/dc/elements/1.1/")
        .open();
    xml.line();
    xml.tag("dc:identifier")
        .with("id", "book-id")
        .text(&metadata.identifier);
    xml.line();
    title(xml, ("title", "main", "1"), &metadata.title);
    if let Some(subtitle) = &metadata.subtitle {
        title(xml, ("subtitle", "subtitle", "2"), subtitle);
    }
    element(xml, "dc:language", &metadata.language);
    for (at, credit) in metadata.creators.iter().enumerate() {
        self::credit(xml, at + 1, credit);
    }
    let optional = |xml: &mut Xml, name, value: &Option<String>| {
        if let Some(value) = value.as_deref().filter(|value| !value.trim().is_empty()) {
            element(xml, name, value);
        }
    };
    optional(xml, "dc:publisher", &metadata.publisher);
    let date = metadata.date.map(day);
    optional(xml, "dc:date", &date);
    optional(xml, "dc:description", &metadata.description);
    for subject in &metadata.subjects {
        element(xml, "dc:subject", subject);
    }
    optional(xml, "dc:rights", &metadata.rights);
    let modified = metadata.date.unwrap_or(Date::OF_THE_UNDATED);
    meta(
        xml,
        "dcterms:modified",
        &format!("{}T00:00:00Z", day(modified)),
    );
    page_source(xml, contents);
    for (property, value) in accessibility::of(contents).properties {
        meta(xml, property, &value);
    }
    if let Some((claim, certifier)) = &metadata.conformance {
        xml.tag("meta")
            .with("property", "dcterms:conformsTo")
            .with("id", "conformance")
            .text(claim.statement());
        xml.line();
        if let Some(certifier) = certifier {
            refine(xml, "conformance", "a11y:certifiedBy", certifier);
        }
    }
    if let Some(cover) = contents.images.iter().position(|image| image.is_cover) {
        // EPUB 2's way, which old readers and shops still look for.
        xml.tag("meta")
            .with("name", "cover")
            .with("content", &image_id(cover))
            .empty();
        xml.line();
    }
    xml.close();
    xml.line();
}

fn element(xml: &mut Xml, name: &'static str, value: &str) {
    xml.tag(name).text(value);
    xml.line();
}

fn meta(xml: &mut Xml, property: &str, value: &str) {
    xml.tag("meta").with("property", property).text(value);
    xml.line();
}

/// Writes what refines the element with the id `of`.
fn refine(xml: &mut Xml, of: &str, property: &str, value: &str) {
    let scheme = (property == "role").then_some("marc:relators");
    xml.tag("meta")
        .with("refines", &format!("#{of}"))
        .with("property", property)
        .with_some("scheme", scheme)
        .text(value);
    xml.line();
}

fn title(xml: &mut Xml, (id, kind, place): (&str, &str, &str), text: &str) {
    xml.tag("dc:title").with("id", id).text(text);
    xml.line();
    refine(xml, id, "title-type", kind);
    refine(xml, id, "display-seq", place);
}

/// Writes a name: as creator if it made the text or edited it, else as contributor.
fn credit(xml: &mut Xml, place: usize, credit: &Credit) {
    let made_it = ["aut", "com", "edt"].contains(&credit.role.as_str());
    let (name, id) = if made_it {
        ("dc:creator", format!("creator-{place}"))
    } else {
        ("dc:contributor", format!("contributor-{place}"))
    };
    xml.tag(name).with("id", &id).text(&credit.name);
    xml.line();
    if credit.role.len() == 3 && credit.role.chars().all(|c| c.is_ascii_lowercase()) {
        refine(xml, &id, "role", &credit.role);
    }
    refine(xml, &id, "file-as", &credit.file_as);
    refine(xml, &id, "display-seq", &place.to_string());
    for identifier in &credit.identifiers {
        refine(xml, &id, "dcterms:identifier", identifier);
    }
}

/// Says which print edition the page list is of: by its ISBN, or else by a name that no other
/// edition has, as the DAISY Consortium advises for sources without an identifier.
fn page_source(xml: &mut Xml, contents: &Contents<'_>) {
    if contents.pages().is_empty() {
        return;
    }
    let metadata = &contents.edition.book.metadata;
    let source = match &metadata.isbn_print {
        Some(isbn) => {
            let source = format!("urn:isbn:{}", isbn_digits(isbn));
            xml.tag("dc:source")
                .with("id", "print-edition")
                .text(&source);
            xml.line();
            refine(xml, "print-edition", "source-of", "pagination");
            source
        }
        None => {
            let year = metadata.date.map(|date| date.year.to_string());
            let parts = [
                Some(metadata.title.as_str()),
                Some(contents.edition.terms().pages.print_edition),
                metadata.publisher.as_deref(),
                year.as_deref(),
            ];
            let parts: Vec<&str> = parts.into_iter().flatten().collect();
            parts.join(", ")
        }
    };
    meta(xml, "pageBreakSource", &source);
}

fn day(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)
}

fn image_id(at: usize) -> String {
    format!("image-{}", at + 1)
}

fn document_id(at: usize) -> String {
    format!("text-{}", at + 1)
}

fn manifest(xml: &mut Xml, contents: &Contents<'_>) {
    const XHTML: &str = "application/xhtml+xml";
    xml.open("manifest");
    xml.line();
    item(xml, "nav", nav::FILE, XHTML, Some("nav"));
    item(xml, "ncx", ncx::FILE, "application/x-dtbncx+xml", None);
    item(xml, "style", STYLE, "text/css", None);
    if let Some(cover) = contents.cover {
        item(xml, "cover", &cover.path, XHTML, None);
    }
    for (at, document) in contents.documents.iter().enumerate() {
        item(xml, &document_id(at), &document.path, XHTML, None);
    }
    for (at, image) in contents.images.iter().enumerate() {
        let properties = image.is_cover.then_some("cover-image");
        item(xml, &image_id(at), image.name, image.media_type, properties);
    }
    for (at, face) in contents.faces.iter().enumerate() {
        item(
            xml,
            &format!("font-{}", at + 1),
            &face.name,
            "font/ttf",
            None,
        );
    }
    for (at, licence) in fonts::licences(contents.faces).iter().enumerate() {
        let id = format!("licence-{}", at + 1);
        item(xml, &id, licence.name, "text/plain", None);
    }
    xml.close();
    xml.line();
}

fn item(xml: &mut Xml, id: &str, href: &str, media_type: &str, properties: Option<&str>) {
    xml.tag("item")
        .with("id", id)
        .with("href", href)
        .with("media-type", media_type)
        .with_some("properties", properties)
        .empty();
    xml.line();
}

/// The reading order. A publication without any document, which EPUB does not know, opens at its
/// navigation.
fn spine(xml: &mut Xml, contents: &Contents<'_>) {
    let language = &contents.edition.book.metadata.language;
    xml.tag("spine")
        .with("toc", "ncx")
        .with("page-progression-direction", inlines::direction(language))
        .open();
    xml.line();
    let mut refer = |id: &str| {
        xml.tag("itemref").with("idref", id).empty();
        xml.line();
    };
    if contents.cover.is_some() {
        refer("cover");
    }
    for at in 0..contents.documents.len() {
        refer(&document_id(at));
    }
    if contents.cover.is_none() && contents.documents.is_empty() {
        refer("nav");
    }
    xml.close();
    xml.line();
}
