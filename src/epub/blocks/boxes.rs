//! Boxes and recommendations.

use crate::document::{AnnexTerms, BoxBlock, Recommendation, Resolved};

use crate::epub::inlines;
use crate::epub::scribe::{Look, Scribe};

/// Writes a box, named by its label and title.
pub fn write(scribe: &mut Scribe<'_>, own: &BoxBlock<Resolved>) {
    let id = scribe.claim(own.numbered.anchor);
    let name = super::naming_id(scribe, own.numbered.anchor);
    let kind = scribe.terms().labels.of_box(own.kind.as_deref());
    let number = own.numbered.number.as_deref();
    scribe
        .xml
        .tag("aside")
        .with("class", "box")
        .with_some("id", id)
        .with_some("aria-labelledby", name.as_deref())
        .open();
    scribe.xml.line();
    scribe.set(Look::SANS, |scribe| {
        scribe
            .xml
            .tag("p")
            .with("class", "box-head")
            .with_some("id", name.as_deref())
            .open();
        super::label(scribe, &super::kind_and_number(kind, number));
        if let Some(title) = &own.title {
            scribe.xml.tag("span").with("class", "box-title").open();
            scribe.set(Look::LABEL, |scribe| inlines::content(scribe, title));
            scribe.xml.close();
        }
        scribe.xml.close();
        scribe.xml.line();
        super::write(scribe, &own.blocks);
    });
    scribe.xml.close();
}

/// Writes a recommendation: its number, its text, its themes and addressees.
pub fn recommendation(scribe: &mut Scribe<'_>, own: &Recommendation<Resolved>) {
    let id = scribe.claim(own.numbered.anchor);
    let name = super::naming_id(scribe, own.numbered.anchor);
    let number = own.numbered.number.as_deref();
    scribe
        .xml
        .tag("div")
        .with("class", "recommendation")
        .with("role", "group")
        .with_some("id", id)
        .with_some("aria-labelledby", name.as_deref())
        .open();
    scribe.xml.line();
    scribe
        .xml
        .tag("p")
        .with("class", "recommendation-number generated")
        .with_some("id", name.as_deref())
        .open();
    scribe.set(Look::LABEL, |scribe| {
        scribe.text(number.unwrap_or(scribe.terms().labels.recommendation));
    });
    scribe.xml.close();
    scribe.xml.line();
    super::write(scribe, &own.blocks);
    for line in &own.provenance {
        scribe.block("p", "provenance", |scribe| inlines::content(scribe, line));
        scribe.xml.line();
    }
    let words = AnnexTerms::of(&scribe.division.language);
    if let Some(themes) = words.under_recommendation(&own.themes, &own.addressees) {
        scribe.set(Look::ITALIC, |scribe| {
            scribe.generated("p", "themes", &themes);
        });
        scribe.xml.line();
    }
    scribe.xml.close();
}
