//! The navigation document of EPUB 3: contents, page list, landmarks. It is not in the reading
//! order; where the book has a page of contents, that page is.

use crate::document::{Matter, Role, Terms};
use crate::resolve::{AnnexKind, Division, DivisionKind, Listed};

use super::division;
use super::outline::{Branch, Entry};
use super::package::Contents;
use super::xml::Xml;

/// Its file in the publication's folder.
pub const FILE: &str = "nav.xhtml";

/// Writes the navigation document.
pub fn write(contents: &Contents<'_>) -> String {
    let metadata = &contents.edition.book.metadata;
    let terms = contents.edition.terms();
    let mut xml = Xml::html();
    division::html_head(
        &mut xml,
        (&metadata.language, &metadata.title, "style/book.css"),
    );
    xml.open("body");
    xml.line();
    section(
        &mut xml,
        "toc",
        Some("doc-toc"),
        contents_title(contents),
        |xml| {
            branches(xml, contents.outline);
        },
    );
    let pages = contents.pages();
    if !pages.is_empty() {
        section(
            &mut xml,
            "page-list",
            Some("doc-pagelist"),
            terms.pages.page_list,
            |xml| {
                xml.open("ol");
                xml.line();
                for (label, href) in pages {
                    line(xml, label, &href, None);
                }
                xml.close();
            },
        );
    }
    let landmarks = landmarks(contents);
    if !landmarks.is_empty() {
        section(&mut xml, "landmarks", None, terms.pages.landmarks, |xml| {
            xml.open("ol");
            xml.line();
            for landmark in &landmarks {
                line(
                    xml,
                    &landmark.label,
                    &landmark.href,
                    Some(landmark.epub_type),
                );
            }
            xml.close();
        });
    }
    xml.finish()
}

/// The title of the book's page of contents, or the word for it.
fn contents_title<'a>(contents: &Contents<'a>) -> &'a str {
    let divisions = &contents.edition.book.divisions;
    let title = divisions.iter().find_map(|division| match &division.kind {
        DivisionKind::Contents { title, .. } => Some(title.as_str()),
        _ => None,
    });
    title.unwrap_or(contents.edition.terms().pages.contents)
}

fn section(
    xml: &mut Xml,
    epub_type: &str,
    role: Option<&str>,
    title: &str,
    write: impl FnOnce(&mut Xml),
) {
    let title_id = format!("_{epub_type}-title");
    xml.tag("nav")
        .with("epub:type", epub_type)
        .with_some("role", role)
        .with("class", "generated")
        .with("id", epub_type)
        .with("aria-labelledby", &title_id)
        .open();
    xml.line();
    // The first heading is the document's, the others stand under it.
    let heading = if epub_type == "toc" { "h1" } else { "h2" };
    xml.tag(heading).with("id", &title_id).text(title);
    xml.line();
    write(xml);
    xml.close();
    xml.line();
}

fn branches(xml: &mut Xml, entries: &[Branch<Entry>]) {
    xml.open("ol");
    xml.line();
    for entry in entries {
        xml.open("li");
        xml.tag("a")
            .with("href", &entry.own.href)
            .text(&entry.own.label);
        if !entry.children.is_empty() {
            xml.line();
            branches(xml, &entry.children);
        }
        xml.close();
        xml.line();
    }
    xml.close();
    xml.line();
}

fn line(xml: &mut Xml, label: &str, href: &str, epub_type: Option<&str>) {
    xml.open("li");
    xml.tag("a")
        .with_some("epub:type", epub_type)
        .with("href", href)
        .text(label);
    xml.close();
    xml.line();
}

/// A place that reading programs offer by its kind.
struct Landmark {
    epub_type: &'static str,
    label: String,
    href: String,
}

/// The cover, the contents, the start of the text, and the parts that a reader looks things up in. A
/// landmark is a place in the reading order (EPUBCheck's RSC-011), so a book without a page of contents
/// has none for them; reading systems find this document by themselves.
fn landmarks(contents: &Contents<'_>) -> Vec<Landmark> {
    let terms = contents.edition.terms();
    let mut landmarks = Vec::new();
    if let Some(cover) = contents.cover {
        landmarks.push(Landmark {
            epub_type: "cover",
            label: terms.pages.cover.to_owned(),
            href: cover.path.clone(),
        });
    }
    let edition = contents.edition;
    let mut seen_body = false;
    for division in &edition.book.divisions {
        let starts_body = division.matter == Matter::Body && !seen_body;
        seen_body |= starts_body;
        let own = landmark_type(division, terms);
        let href = edition.places.in_publication(division.anchor);
        let Some(href) = href else { continue };
        if starts_body {
            landmarks.push(Landmark {
                epub_type: "bodymatter",
                label: terms.pages.start_of_text.to_owned(),
                href: href.clone(),
            });
        }
        let Some((epub_type, label)) = own else {
            continue;
        };
        landmarks.push(Landmark {
            epub_type,
            label: label.map_or_else(|| division::title_of(edition, division), str::to_owned),
            href,
        });
    }
    landmarks
}

/// The kind of landmark that a division is, and its name where its title is not one.
fn landmark_type(
    division: &Division,
    terms: &Terms,
) -> Option<(&'static str, Option<&'static str>)> {
    match &division.kind {
        DivisionKind::TitlePage => Some(("titlepage", Some(terms.pages.title_page))),
        DivisionKind::Contents { .. } => Some(("toc", None)),
        DivisionKind::Acronyms { .. } => Some(("glossary", None)),
        DivisionKind::List { of, .. } => match of {
            Listed::Figures => Some(("loi", None)),
            Listed::Tables => Some(("lot", None)),
            Listed::Boxes => None,
        },
        DivisionKind::Annex(annex) => match annex.kind {
            AnnexKind::Recommendations | AnnexKind::Matrix | AnnexKind::Themes => {
                Some(("appendix", None))
            }
            AnnexKind::Colophon => Some(("colophon", None)),
        },
        DivisionKind::Bibliography { .. } => Some(("bibliography", None)),
        DivisionKind::Index { .. } => Some(("index", None)),
        DivisionKind::Imprint(_) => Some(("copyright-page", Some(terms.pages.imprint))),
        DivisionKind::Chapter(chapter) => match chapter.role {
            Role::Chapter | Role::Contribution => None,
            Role::Abstract
            | Role::Acknowledgements
            | Role::Afterword
            | Role::Appendix
            | Role::Bibliography
            | Role::Colophon
            | Role::Conclusion
            | Role::Dedication
            | Role::Foreword
            | Role::Glossary
            | Role::Introduction
            | Role::Preface => Some((division::terms(chapter.role).0, None)),
        },
        DivisionKind::Contributors { .. } => Some(("contributors", None)),
        DivisionKind::Part(_) | DivisionKind::HalfTitle => None,
    }
}
