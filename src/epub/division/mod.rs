//! One division -> one XHTML file: chapters, part pages, the imprint; the pages that
//! the tool makes and the cover are in [`generated`].

mod generated;
mod index;

use crate::document::{Block, Content, DivisionId, Matter, Resolved, Role, Terms, plain_text};
use crate::resolve::{Annex, Division, DivisionKind, ResolvedChapter};

use super::page_breaks::DivisionBreaks;
use super::scribe::{Document, Look, Scribe};
use super::xml::Xml;
use super::{Edition, blocks, inlines, notes};

pub use generated::cover;

/// The id of the title in each file. No anchor starts with `_`.
const TITLE_ID: &str = "_title";

/// Writes the file of a division.
pub fn render(
    edition: &Edition<'_>,
    id: DivisionId,
    division: &Division,
    breaks: DivisionBreaks,
) -> Document {
    let mut scribe = Scribe::new(edition, id, division, breaks);
    let title = title_of(edition, division);
    open_page(
        &mut scribe,
        (&division.language, &title, "../style/book.css"),
        matter_type(division.matter),
    );
    match &division.kind {
        DivisionKind::Chapter(chapter) => self::chapter(&mut scribe, chapter),
        DivisionKind::Part(content) => part(&mut scribe, content),
        DivisionKind::HalfTitle => generated::half_title(&mut scribe),
        DivisionKind::TitlePage => generated::title_page(&mut scribe),
        DivisionKind::Imprint(blocks) => imprint(&mut scribe, blocks),
        DivisionKind::Contents { title, entries } => {
            generated::contents(&mut scribe, title, entries)
        }
        DivisionKind::Acronyms { title, acronyms } => {
            generated::acronyms(&mut scribe, title, acronyms)
        }
        DivisionKind::Contributors {
            title,
            contributors,
        } => generated::contributors(&mut scribe, title, contributors),
        DivisionKind::List { of, title, entries } => {
            generated::list(&mut scribe, *of, title, entries)
        }
        DivisionKind::Annex(annex) => generated::annex(&mut scribe, annex),
        DivisionKind::Bibliography { title, entries } => {
            generated::bibliography(&mut scribe, title, entries)
        }
        DivisionKind::Index { title, groups } => index::index(&mut scribe, title, groups),
    }
    Document {
        path: edition.places.file(id).unwrap_or_default(),
        title,
        xhtml: scribe.xml.finish(),
        record: scribe.record,
    }
}

/// What a division is called: in `<title>`, and in navigation where it is listed.
pub fn title_of(edition: &Edition<'_>, division: &Division) -> String {
    let metadata = &edition.book.metadata;
    let terms = Terms::of(&division.language);
    let title = match &division.kind {
        DivisionKind::Chapter(chapter) => plain_text(&chapter.title.inlines),
        DivisionKind::Part(content) => plain_text(&content.inlines),
        DivisionKind::HalfTitle => metadata.short_title.clone(),
        DivisionKind::TitlePage => metadata.title.clone(),
        DivisionKind::Imprint(_) => terms.pages.imprint.to_owned(),
        DivisionKind::Contents { title, .. }
        | DivisionKind::Acronyms { title, .. }
        | DivisionKind::Contributors { title, .. }
        | DivisionKind::List { title, .. }
        | DivisionKind::Annex(Annex { title, .. })
        | DivisionKind::Bibliography { title, .. }
        | DivisionKind::Index { title, .. } => title.clone(),
    };
    if title.trim().is_empty() {
        terms.pages.untitled.to_owned()
    } else {
        title
    }
}

/// The terms of EPUB's and DPUB-ARIA's vocabularies for a role.
pub fn terms(role: Role) -> (&'static str, &'static str) {
    match role {
        Role::Abstract => ("abstract", "doc-abstract"),
        Role::Acknowledgements => ("acknowledgments", "doc-acknowledgments"),
        Role::Afterword => ("afterword", "doc-afterword"),
        Role::Appendix => ("appendix", "doc-appendix"),
        Role::Bibliography => ("bibliography", "doc-bibliography"),
        Role::Chapter | Role::Contribution => ("chapter", "doc-chapter"),
        Role::Colophon => ("colophon", "doc-colophon"),
        Role::Conclusion => ("conclusion", "doc-conclusion"),
        Role::Dedication => ("dedication", "doc-dedication"),
        Role::Foreword => ("foreword", "doc-foreword"),
        Role::Glossary => ("glossary", "doc-glossary"),
        Role::Introduction => ("introduction", "doc-introduction"),
        Role::Preface => ("preface", "doc-preface"),
    }
}

fn matter_type(matter: Matter) -> &'static str {
    match matter {
        Matter::Front => "frontmatter",
        Matter::Body => "bodymatter",
        Matter::Back => "backmatter",
    }
}

/// Writes `<html>` and `<head>`: language, title, style sheet.
pub fn html_head(xml: &mut Xml, (language, title, style): (&str, &str, &str)) {
    xml.tag("html")
        .with("xmlns", "http://www.w3.org/1999/xhtml")
        .with("xmlns:epub", "http://www.idpf.org/2007/ops")
        .with("xml:lang", language)
        .with("lang", language)
        .with("dir", inlines::direction(language))
        .open();
    xml.line();
    xml.open("head");
    xml.line();
    xml.tag("title").text(title);
    xml.line();
    xml.tag("link")
        .with("rel", "stylesheet")
        .with("type", "text/css")
        .with("href", style)
        .empty();
    xml.line();
    xml.close();
    xml.line();
}

fn open_page(scribe: &mut Scribe<'_>, head: (&str, &str, &str), body: &str) {
    html_head(&mut scribe.xml, head);
    scribe.xml.tag("body").with("epub:type", body).open();
    scribe.xml.line();
}

/// What a division's section is called and how it names itself.
struct Section<'s> {
    /// Empty where the vocabulary has no word for it.
    epub_type: &'s str,
    role: Option<&'s str>,
    class: &'s str,
    /// Its name for those who listen, where no title on the page gives it.
    label: Option<&'s str>,
}

/// Opens the division's section, with the pages that start there.
fn open_section(scribe: &mut Scribe<'_>, section: &Section<'_>) {
    let id = scribe.claim(scribe.division.anchor);
    let titled = section.label.is_none() && scribe.claim_id(TITLE_ID);
    scribe
        .xml
        .tag("section")
        .with_some(
            "epub:type",
            Some(section.epub_type).filter(|own| !own.is_empty()),
        )
        .with_some("role", section.role)
        .with("class", section.class)
        .with_some("id", id)
        .with_some("aria-labelledby", titled.then_some(TITLE_ID))
        .with_some("aria-label", section.label)
        .open();
    scribe.xml.line();
    let first = std::mem::take(&mut scribe.breaks.at_start);
    scribe.page_breaks(first);
}

/// Marks what is left of the pages, writes the notes, and closes the section.
fn close_section(scribe: &mut Scribe<'_>) {
    let rest = scribe.breaks.take_rest();
    scribe.page_breaks(rest);
    notes::at_the_end(scribe);
    scribe.xml.close();
    scribe.xml.line();
}

/// Writes the title of the manuscript's own words.
fn title(scribe: &mut Scribe<'_>, content: &Content<Resolved>) {
    scribe.xml.tag("h1").with("id", TITLE_ID).open();
    inlines::content(scribe, content);
    scribe.xml.close();
    scribe.xml.line();
}

fn chapter(scribe: &mut Scribe<'_>, chapter: &ResolvedChapter) {
    let (epub_type, role) = terms(chapter.role);
    open_section(
        scribe,
        &Section {
            epub_type,
            role: Some(role),
            class: "chapter",
            label: None,
        },
    );
    let first = scribe.breaks.take_before(chapter.title.id);
    scribe.page_breaks(first);
    scribe
        .xml
        .tag("header")
        .with("class", "chapter-head")
        .open();
    scribe.xml.line();
    if let Some(byline) = &chapter.contributor {
        scribe.generated("p", "chapter-label", &byline.short);
        scribe.xml.line();
    } else if let Some(number) = &chapter.number {
        let label = format!("{} {number}", scribe.terms().labels.chapter);
        scribe.generated("p", "chapter-label", &label);
        scribe.xml.line();
    }
    title(scribe, &chapter.title);
    if let Some(byline) = &chapter.contributor {
        scribe.set(Look::ITALIC, |scribe| {
            scribe.generated("p", "byline", &byline.name);
        });
        scribe.xml.line();
    }
    draft_line(scribe);
    scribe.xml.close();
    scribe.xml.line();
    blocks::write(scribe, &chapter.blocks);
    if let Some(own) = &chapter.bibliography {
        generated::chapter_bibliography(scribe, own);
    }
    close_section(scribe);
}

/// Says under the title that the text is a draft.
fn draft_line(scribe: &mut Scribe<'_>) {
    if scribe.division.is_draft {
        let word = scribe.terms().pages.draft;
        scribe.set(Look::LABEL, |scribe| {
            scribe.generated("p", "draft", word);
        });
        scribe.xml.line();
    }
}

fn part(scribe: &mut Scribe<'_>, content: &Content<Resolved>) {
    open_section(
        scribe,
        &Section {
            epub_type: "part",
            role: Some("doc-part"),
            class: "part",
            label: None,
        },
    );
    let first = scribe.breaks.take_before(content.id);
    scribe.page_breaks(first);
    title(scribe, content);
    close_section(scribe);
}

fn imprint(scribe: &mut Scribe<'_>, blocks: &[Block<Resolved>]) {
    let name = scribe.terms().pages.imprint;
    open_section(
        scribe,
        &Section {
            epub_type: "copyright-page",
            role: None,
            class: "imprint",
            label: Some(name),
        },
    );
    blocks::write(scribe, blocks);
    close_section(scribe);
}
