//! What the tool writes within a line: references, citations, the answers of the registries, and the
//! places of index marks. A resolved inline goes in, XHTML comes out.

use std::collections::VecDeque;

use crate::document::{
    AnchorId, Around, CitedText, IndexMark, Reference, ReferenceTarget, RegistrySpan, Resolved,
};
use crate::source::Span;

use super::inlines::{Run, inlines, piece, web_address};
use super::scribe::Scribe;

/// Writes a reference or a citation: what is printed leads to its places.
pub(super) fn reference(scribe: &mut Scribe<'_>, reference: &Reference) {
    let edition = scribe.edition;
    scribe
        .xml
        .tag("span")
        .with("class", "reference generated")
        .open();
    for (target, anchor) in &reference.parts {
        match target {
            ReferenceTarget::Cited(piece) => cited(scribe, piece, *anchor, reference.span),
            ReferenceTarget::Text(text) => reference_part(scribe, text, *anchor),
            ReferenceTarget::Page(page) => {
                let label = edition.pages.anchors.get(page.0 as usize);
                let label = label.and_then(Option::as_deref).unwrap_or("");
                reference_part(scribe, label, anchor.or(Some(*page)));
            }
            ReferenceTarget::Pages(pages) => {
                for (text, anchor) in edition.pages.folio_list(pages) {
                    reference_part(scribe, &text, anchor);
                }
            }
        }
    }
    scribe.xml.close();
}

/// Writes the author's text, as an abbreviation where it is one, and around it what the registries
/// answer.
pub(super) fn registry(scribe: &mut Scribe<'_>, own: &RegistrySpan<Resolved>, run: &mut Run) {
    let (before, after) = own.registry.around();
    generated(scribe, before);
    match &own.registry.expansion {
        Some(long) => {
            scribe.xml.tag("abbr").with("title", long).open();
            inlines(scribe, &own.inlines, run);
            scribe.xml.close();
        }
        None => inlines(scribe, &own.inlines, run),
    }
    generated(scribe, after);
}

/// Writes text that the tool makes within a line.
fn generated(scribe: &mut Scribe<'_>, text: &str) {
    if text.is_empty() {
        return;
    }
    scribe.xml.tag("span").with("class", "generated").open();
    piece(scribe, text);
    scribe.xml.close();
}

fn reference_part(scribe: &mut Scribe<'_>, text: &str, leads_to: Option<AnchorId>) {
    let href = leads_to
        .filter(|_| !scribe.in_link && !text.is_empty())
        .and_then(|anchor| scribe.edition.places.seen_from(scribe.id, anchor));
    match href {
        Some(href) => {
            scribe.xml.tag("a").with("href", &href).open();
            scribe.text(text);
            scribe.xml.close();
        }
        None => scribe.text(text),
    }
}

/// Writes a piece of a citation, which leads to its work, or of the bibliography, which may lead to
/// the web.
fn cited(scribe: &mut Scribe<'_>, piece: &CitedText, anchor: Option<AnchorId>, span: Span) {
    let mut run = Run {
        at: 0,
        breaks: VecDeque::new(),
    };
    let inline = piece.inline(span);
    let place = anchor.and_then(|anchor| scribe.edition.places.seen_from(scribe.id, anchor));
    let is_work = place.is_some();
    let address = piece.url.as_deref().and_then(web_address);
    let Some(href) = place.or(address).filter(|_| !scribe.in_link) else {
        return inlines(scribe, &[inline], &mut run);
    };
    scribe
        .xml
        .tag("a")
        .with_some("epub:type", is_work.then_some("biblioref"))
        .with_some("role", is_work.then_some("doc-biblioref"))
        .with("href", &href)
        .open();
    let before = scribe.link_of_pieces.take();
    scribe.in_link = true;
    inlines(scribe, &[inline], &mut run);
    scribe.in_link = false;
    scribe.link_of_pieces = before;
    scribe.xml.close();
}

/// Writes the place of an index mark: the words that it marks follow it.
pub(super) fn index_mark(scribe: &mut Scribe<'_>, mark: &IndexMark, run: &mut Run) {
    // They stand on the page that starts with them.
    while let Some((offset, page)) = run.breaks.pop_front() {
        if offset > run.at {
            run.breaks.push_front((offset, page));
            break;
        }
        scribe.page_breaks(vec![page]);
    }
    if let Some(id) = scribe.claim(mark.anchor) {
        scribe.xml.tag("span").with("id", id).text("");
    }
}
