//! Blocks -> XHTML, one kind a function or a file.

mod boxes;
mod figure;
mod list;
mod table;

use crate::document::{
    AnchorId, AnnexTerms, Block, BlockKind, CodeBlock, Content, Heading, Quotation, Resolved,
    Signature, TextRole,
};

use super::inlines;
use super::scribe::{Look, Scribe};

/// Writes blocks in order.
pub fn write(scribe: &mut Scribe<'_>, blocks: &[Block<Resolved>]) {
    for block in blocks {
        match &block.kind {
            BlockKind::Heading(heading) => self::heading(scribe, heading),
            BlockKind::Paragraph(content) => paragraph(scribe, content),
            BlockKind::List(list) => list::write(scribe, list),
            BlockKind::Definitions(definitions) => list::definitions(scribe, definitions),
            BlockKind::Quotation(quotation) => self::quotation(scribe, quotation),
            BlockKind::Code(code) => self::code(scribe, code),
            BlockKind::Rule => scribe.xml.tag("hr").empty(),
            BlockKind::Table(table) => table::write(scribe, table),
            BlockKind::Figure(figure) => figure::write(scribe, figure),
            BlockKind::Box(own) => boxes::write(scribe, own),
            BlockKind::Recommendation(own) => boxes::recommendation(scribe, own),
            BlockKind::Signatures(signatures) => self::signatures(scribe, signatures),
        }
        scribe.xml.line();
    }
}

fn paragraph(scribe: &mut Scribe<'_>, content: &Content<Resolved>) {
    scribe.xml.open("p");
    inlines::content(scribe, content);
    scribe.xml.close();
}

/// A heading. A page that starts with it is marked before it, so that its name stays its own. A
/// level that the author skipped is not skipped here: who listens would look for what is missing.
fn heading(scribe: &mut Scribe<'_>, heading: &Heading<Resolved>) {
    let level = heading
        .level
        .clamp(2, scribe.heading_level.saturating_add(1).max(2));
    scribe.heading_level = level;
    let (name, look) = match level {
        0..=2 => ("h2", Look::LABEL),
        3 => ("h3", Look::LABEL),
        4 => ("h4", Look::ITALIC),
        5 => ("h5", Look::ITALIC),
        _ => ("h6", Look::ITALIC),
    };
    let before = scribe.breaks.take_before(heading.content.id);
    scribe.page_breaks(before);
    let id = scribe.claim(heading.numbered.anchor);
    scribe.xml.tag(name).with_some("id", id).open();
    scribe.set(look, |scribe| {
        // The number of a question, "5(c)", ends in its letter: on the page the letter is enough.
        match (&heading.question, &heading.numbered.number) {
            (Some(letter), _) => {
                scribe.generated("span", "question", &format!("({letter}) "));
            }
            (None, Some(number)) => scribe.generated("span", "number", &format!("{number} ")),
            (None, None) => {}
        }
        inlines::content(scribe, &heading.content);
    });
    scribe.xml.close();
}

fn quotation(scribe: &mut Scribe<'_>, quotation: &Quotation<Resolved>) {
    let (name, class, look) = match quotation.role {
        TextRole::Quotation => ("blockquote", "quotation", Look::TEXT),
        TextRole::Epigraph => ("blockquote", "epigraph", Look::ITALIC),
        TextRole::Verse => ("blockquote", "verse", Look::TEXT),
        TextRole::NothingToReport => ("div", "nothing-to-report", Look::ITALIC),
    };
    let epigraph = quotation.role == TextRole::Epigraph;
    scribe
        .xml
        .tag(name)
        .with("class", class)
        .with_some("epub:type", epigraph.then_some("epigraph"))
        .with_some("role", epigraph.then_some("doc-epigraph"))
        .open();
    scribe.xml.line();
    scribe.set(look, |scribe| {
        match quotation.source() {
            Some((source, blocks)) => {
                write(scribe, blocks);
                scribe.set(Look::TEXT, |scribe| {
                    scribe.block("p", "attribution", |scribe| {
                        inlines::content(scribe, source)
                    });
                });
            }
            None => write(scribe, &quotation.blocks),
        }
        if quotation.blocks.is_empty() {
            let sentence = AnnexTerms::of(&scribe.division.language).nothing_to_report;
            scribe.generated("p", "", sentence);
        }
    });
    scribe.xml.close();
}

fn code(scribe: &mut Scribe<'_>, code: &CodeBlock) {
    scribe.xml.open("pre");
    scribe.xml.open("code");
    scribe.set(Look::CODE, |scribe| scribe.text(&code.text));
    scribe.xml.close();
    scribe.xml.close();
}

fn signatures(scribe: &mut Scribe<'_>, signatures: &[Signature<Resolved>]) {
    scribe.xml.tag("ul").with("class", "signatures").open();
    scribe.xml.line();
    for signature in signatures {
        scribe.block("li", "signature", |scribe| {
            scribe.block("p", "office", |scribe| {
                inlines::content(scribe, &signature.office);
            });
            for organization in &signature.organizations {
                scribe.block("p", "organization", |scribe| {
                    scribe.set(Look::ITALIC, |scribe| {
                        inlines::content(scribe, organization);
                    });
                });
            }
        });
    }
    scribe.xml.close();
}

/// Writes "Figure 3 " and claims an id for it, so that it can name the block.
fn label(scribe: &mut Scribe<'_>, text: &str) {
    scribe.set(Look::LABEL, |scribe| {
        scribe.generated("span", "label", &format!("{text} "));
    });
}

/// A kind and a number: "Table 3", or the kind alone.
fn kind_and_number(kind: &str, number: Option<&str>) -> String {
    match number {
        Some(number) => format!("{kind} {number}"),
        None => kind.to_owned(),
    }
}

/// The id of the part of a block that names it.
fn naming_id(scribe: &mut Scribe<'_>, anchor: AnchorId) -> Option<String> {
    scribe.part_id(anchor, "name")
}
