//! The pages whose text the tool makes: cover, half-title, title page, contents, acronyms,
//! contributors, lists, annexes, bibliography.

use crate::document::AnchorId;
use crate::manuscript::Acronym;
use crate::resolve::{
    Annex, AnnexKind, BibliographyEntry, ChapterBibliography, ContentsLine, ContributorDetail,
    ContributorLine, Listed,
};

use crate::epub::scribe::{Document, Look, Record, Scribe};
use crate::epub::xml::Xml;
use crate::epub::{Edition, blocks, inlines, outline};

use super::{Section, TITLE_ID, close_section, html_head, open_section};

/// The cover's page: the image alone.
pub fn cover(edition: &Edition<'_>) -> Option<Document> {
    let metadata = &edition.book.metadata;
    let terms = edition.terms();
    let image = edition.book.cover?;
    let name = edition.media.name(image)?;
    let mut xml = Xml::html();
    html_head(
        &mut xml,
        (&metadata.language, &metadata.title, "style/book.css"),
    );
    xml.tag("body")
        .with("epub:type", "cover")
        .with("class", "cover")
        .open();
    xml.tag("img")
        .with("role", "doc-cover")
        .with("src", name)
        .with(
            "alt",
            &format!("{}{}{}", terms.pages.cover, terms.colon, metadata.title),
        )
        .empty();
    let mut record = Record::default();
    record.images.insert(image);
    record.describes_images = true;
    Some(Document {
        path: "cover.xhtml".to_owned(),
        title: terms.pages.cover.to_owned(),
        xhtml: xml.finish(),
        record,
    })
}

/// Writes the half-title: the short title alone.
pub fn half_title(scribe: &mut Scribe<'_>) {
    let name = scribe.terms().pages.half_title;
    open_section(
        scribe,
        &Section {
            epub_type: "halftitlepage",
            role: None,
            class: "half-title",
            label: Some(name),
        },
    );
    let short = &scribe.edition.book.metadata.short_title;
    scribe.generated("p", "", short);
    scribe.xml.line();
    close_section(scribe);
}

/// Writes the title page.
pub fn title_page(scribe: &mut Scribe<'_>) {
    let metadata = &scribe.edition.book.metadata;
    open_section(
        scribe,
        &Section {
            epub_type: "titlepage",
            role: None,
            class: "title-page",
            label: None,
        },
    );
    generated_title(scribe, &metadata.title);
    if let Some(subtitle) = &metadata.subtitle {
        scribe.set(Look::ITALIC, |scribe| {
            scribe.generated("p", "subtitle", subtitle);
        });
        scribe.xml.line();
    }
    if let Some(publisher) = &metadata.publisher {
        scribe.generated("p", "publisher", publisher);
        scribe.xml.line();
    }
    close_section(scribe);
}

/// Writes the page of contents.
pub fn contents(scribe: &mut Scribe<'_>, title: &str, entries: &[ContentsLine]) {
    open_section(
        scribe,
        &Section {
            epub_type: "toc",
            role: Some("doc-toc"),
            class: "contents generated",
            label: None,
        },
    );
    generated_title(scribe, title);
    let lines = contents_levels(scribe.edition, entries);
    contents_lines(scribe, &outline::nest(lines));
    close_section(scribe);
}

/// The lines with the level that they hang at: a part holds its own texts alone, so that what
/// follows it is not listed under it.
fn contents_levels<'a>(
    edition: &Edition<'_>,
    entries: &'a [ContentsLine],
) -> Vec<(u8, &'a ContentsLine)> {
    let levels = entries.iter().map(|line| {
        let held = line.level == 0 || edition.places.is_in_part(line.anchor);
        (line.level - u8::from(!held), line)
    });
    levels.collect()
}

fn contents_lines(scribe: &mut Scribe<'_>, branches: &[outline::Branch<&ContentsLine>]) {
    if branches.is_empty() {
        return;
    }
    scribe.xml.open("ol");
    scribe.xml.line();
    for branch in branches {
        let line = branch.own;
        let class = match line.level {
            0 => "part-line",
            1 => "chapter-line",
            _ => "section-line",
        };
        scribe.xml.tag("li").with("class", class).open();
        let href = scribe
            .edition
            .places
            .seen_from(scribe.id, line.anchor)
            .unwrap_or_default();
        scribe.xml.tag("a").with("href", &href).open();
        scribe.in_link = true;
        if let Some(number) = &line.number {
            scribe.generated("span", "number", &format!("{number} "));
        }
        inlines::content(scribe, &line.title);
        if let Some(byline) = &line.byline {
            scribe.set(Look::ITALIC, |scribe| {
                scribe.generated("span", "byline", &format!(" {byline}"));
            });
        }
        scribe.in_link = false;
        scribe.xml.close();
        contents_lines(scribe, &branch.children);
        scribe.xml.close();
        scribe.xml.line();
    }
    scribe.xml.close();
}

/// Writes the list of acronyms.
pub fn acronyms(scribe: &mut Scribe<'_>, title: &str, acronyms: &[Acronym]) {
    open_section(
        scribe,
        &Section {
            epub_type: "glossary",
            role: Some("doc-glossary"),
            class: "acronyms generated",
            label: None,
        },
    );
    generated_title(scribe, title);
    if !acronyms.is_empty() {
        scribe.xml.open("dl");
        scribe.xml.line();
        for acronym in acronyms {
            scribe.xml.tag("dt").with("epub:type", "glossterm").open();
            scribe.set(Look::LABEL, |scribe| scribe.text(&acronym.short));
            scribe.xml.close();
            scribe.xml.tag("dd").with("epub:type", "glossdef").open();
            scribe.text(&acronym.long);
            scribe.xml.close();
            scribe.xml.line();
        }
        scribe.xml.close();
        scribe.xml.line();
    }
    close_section(scribe);
}

/// Writes the list of contributors: each name leads to the contributor's chapter, and the pages of
/// the print edition to each of several.
pub fn contributors(scribe: &mut Scribe<'_>, title: &str, contributors: &[ContributorLine]) {
    open_section(
        scribe,
        &Section {
            epub_type: "contributors",
            role: Some("doc-credits"),
            class: "contributors generated",
            label: None,
        },
    );
    generated_title(scribe, title);
    if !contributors.is_empty() {
        scribe.xml.open("ul");
        scribe.xml.line();
        for contributor in contributors {
            scribe.xml.open("li");
            linked(scribe, &contributor.name, contributor.chapters.first());
            if !contributor.short.is_empty() {
                scribe.text(" ");
                scribe.set(Look::ITALIC, |scribe| {
                    scribe.generated("span", "byline", &contributor.short);
                });
            }
            if let [_, _, ..] = contributor.chapters[..] {
                for (at, chapter) in contributor.chapters.iter().enumerate() {
                    scribe.text(if at == 0 { " " } else { ", " });
                    let pages = &scribe.edition.pages.anchors;
                    let label = pages.get(chapter.0 as usize).and_then(Option::as_deref);
                    linked(scribe, label.unwrap_or_default(), Some(chapter));
                }
            }
            contributor_details(scribe, &contributor.details);
            scribe.xml.close();
            scribe.xml.line();
        }
        scribe.xml.close();
        scribe.xml.line();
    }
    close_section(scribe);
}

/// Writes what is said of a contributor, on a line of its own.
fn contributor_details(scribe: &mut Scribe<'_>, details: &[ContributorDetail]) {
    if details.is_empty() {
        return;
    }
    scribe.block("p", "details", |scribe| {
        for (at, detail) in details.iter().enumerate() {
            if at > 0 {
                scribe.text(" \u{b7} ");
            }
            match &detail.url {
                Some(url) => {
                    scribe.xml.tag("a").with("href", url).open();
                    scribe.text(&detail.text);
                    scribe.xml.close();
                }
                None => scribe.text(&detail.text),
            }
        }
    });
}

/// Writes a text that leads to an anchor, if there is one.
fn linked(scribe: &mut Scribe<'_>, text: &str, anchor: Option<&AnchorId>) {
    let href = anchor.and_then(|anchor| scribe.edition.places.seen_from(scribe.id, *anchor));
    match href.filter(|_| !text.is_empty()) {
        Some(href) => {
            scribe.xml.tag("a").with("href", &href).open();
            scribe.text(text);
            scribe.xml.close();
        }
        None => scribe.text(text),
    }
}

/// Writes a list of figures, tables or boxes: a navigation of its own, as the contents are.
pub fn list(scribe: &mut Scribe<'_>, of: Listed, title: &str, entries: &[ContentsLine]) {
    // The vocabulary has lists of illustrations and of tables, and no list of boxes.
    let epub_type = match of {
        Listed::Figures => "loi",
        Listed::Tables => "lot",
        Listed::Boxes => "",
    };
    open_section(
        scribe,
        &Section {
            epub_type,
            role: None,
            class: "contents generated",
            label: None,
        },
    );
    generated_title(scribe, title);
    if !entries.is_empty() {
        scribe
            .xml
            .tag("nav")
            .with("aria-labelledby", TITLE_ID)
            .open();
        let lines = entries.iter().map(|line| (0, line)).collect();
        contents_lines(scribe, &outline::nest(lines));
        scribe.xml.close();
        scribe.xml.line();
    }
    close_section(scribe);
}

/// Writes an annex: the manuscript's words, then the tool's.
pub fn annex(scribe: &mut Scribe<'_>, annex: &Annex) {
    let (epub_type, role) = match annex.kind {
        AnnexKind::Recommendations | AnnexKind::Matrix | AnnexKind::Themes => {
            ("appendix", "doc-appendix")
        }
        AnnexKind::Colophon => ("colophon", "doc-colophon"),
    };
    open_section(
        scribe,
        &Section {
            epub_type,
            role: Some(role),
            class: "annex",
            label: None,
        },
    );
    generated_title(scribe, &annex.title);
    blocks::write(scribe, &annex.own);
    scribe.block("div", "generated", |scribe| {
        blocks::write(scribe, &annex.generated);
    });
    close_section(scribe);
}

/// Writes the bibliography: each work is the place to which its citations lead.
pub fn bibliography(scribe: &mut Scribe<'_>, title: &str, entries: &[BibliographyEntry]) {
    open_section(
        scribe,
        &Section {
            epub_type: "bibliography",
            role: Some("doc-bibliography"),
            class: "bibliography generated",
            label: None,
        },
    );
    generated_title(scribe, title);
    works(scribe, entries);
    close_section(scribe);
}

/// Writes the works that a chapter cites, under their heading.
pub fn chapter_bibliography(scribe: &mut Scribe<'_>, own: &ChapterBibliography) {
    scribe
        .xml
        .tag("section")
        .with("epub:type", "bibliography")
        .with("role", "doc-bibliography")
        .with("class", "bibliography generated")
        .open();
    scribe.xml.line();
    blocks::write(scribe, std::slice::from_ref(&own.heading));
    works(scribe, &own.entries);
    scribe.xml.close();
    scribe.xml.line();
}

/// Writes works as a list.
fn works(scribe: &mut Scribe<'_>, entries: &[BibliographyEntry]) {
    if !entries.is_empty() {
        scribe.xml.open("ul");
        scribe.xml.line();
        for entry in entries {
            let id = scribe.claim(entry.anchor);
            // DPUB-ARIA has withdrawn the role `doc-biblioentry`: an item of a list is enough.
            scribe
                .xml
                .tag("li")
                .with("epub:type", "biblioentry")
                .with_some("id", id)
                .open();
            if let Some(label) = &entry.label {
                scribe.generated("span", "label", &format!("{label} "));
            }
            inlines::content(scribe, &entry.text);
            scribe.xml.close();
            scribe.xml.line();
        }
        scribe.xml.close();
        scribe.xml.line();
    }
}

/// Writes a title that the tool makes.
pub(super) fn generated_title(scribe: &mut Scribe<'_>, text: &str) {
    scribe
        .xml
        .tag("h1")
        .with("id", TITLE_ID)
        .with("class", "generated")
        .open();
    scribe.text(text);
    scribe.xml.close();
    scribe.xml.line();
}
