//! The index: entries under their letters; each page number is that of the page list and leads to the
//! place itself.

use crate::layout::{FolioPlace, FolioRun, folio_runs};
use crate::resolve::{IndexEntry, IndexGroup};

use crate::epub::scribe::{Look, Scribe};

use super::generated::generated_title;
use super::{Section, close_section, open_section};

/// Writes the index.
pub fn index(scribe: &mut Scribe<'_>, title: &str, groups: &[IndexGroup]) {
    open_section(
        scribe,
        &Section {
            epub_type: "index",
            role: Some("doc-index"),
            class: "index generated",
            label: None,
        },
    );
    generated_title(scribe, title);
    for group in groups {
        scribe
            .xml
            .tag("section")
            .with("epub:type", "index-group")
            .open();
        scribe.xml.line();
        if let Some(letter) = &group.letter {
            scribe.xml.open("h2");
            scribe.set(Look::LABEL, |scribe| scribe.text(letter));
            scribe.xml.close();
            scribe.xml.line();
        }
        entries(scribe, &group.entries);
        scribe.xml.close();
        scribe.xml.line();
    }
    close_section(scribe);
}

/// Writes entries and those under them. The resolver makes three levels at most.
fn entries(scribe: &mut Scribe<'_>, list: &[IndexEntry]) {
    if list.is_empty() {
        return;
    }
    scribe
        .xml
        .tag("ul")
        .with("epub:type", "index-entry-list")
        .open();
    scribe.xml.line();
    for entry in list {
        scribe.xml.tag("li").with("epub:type", "index-entry").open();
        scribe
            .xml
            .tag("span")
            .with("epub:type", "index-term")
            .open();
        scribe.text(&entry.words);
        scribe.xml.close();
        let runs = folio_runs(&entry.places, &scribe.edition.pages.anchors);
        for run in &runs {
            scribe.text(", ");
            self::run(scribe, run);
        }
        cross_references(scribe, entry, runs.is_empty());
        entries(scribe, &entry.entries);
        scribe.xml.close();
        scribe.xml.line();
    }
    scribe.xml.close();
    scribe.xml.line();
}

fn run(scribe: &mut Scribe<'_>, run: &FolioRun) {
    let Some(last) = &run.last else {
        return page(scribe, &run.first);
    };
    scribe
        .xml
        .tag("span")
        .with("epub:type", "index-locator-range")
        .open();
    page(scribe, &run.first);
    scribe.text("–");
    page(scribe, last);
    scribe.xml.close();
}

fn page(scribe: &mut Scribe<'_>, place: &FolioPlace) {
    let href = scribe.edition.places.seen_from(scribe.id, place.anchor);
    scribe
        .xml
        .tag("a")
        .with("epub:type", "index-locator")
        .with("href", &href.unwrap_or_default())
        .open();
    scribe.text(&place.folio);
    scribe.xml.close();
}

fn cross_references(scribe: &mut Scribe<'_>, entry: &IndexEntry, after_words: bool) {
    let terms = scribe.terms();
    let mut separator = if after_words { ", " } else { "; " };
    for (word, others, epub_type) in [
        (terms.see, &entry.see, "index-xref-preferred"),
        (terms.see_also, &entry.see_also, "index-xref-related"),
    ] {
        if others.is_empty() {
            continue;
        }
        scribe.text(separator);
        scribe.xml.tag("span").with("epub:type", epub_type).open();
        scribe.xml.open("i");
        scribe.set(Look::ITALIC, |scribe| scribe.text(word));
        scribe.xml.close();
        scribe.text(&format!(" {}", others.join("; ")));
        scribe.xml.close();
        separator = "; ";
    }
}
