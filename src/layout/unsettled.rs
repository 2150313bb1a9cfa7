//! Page references that do not settle: a book, the folios that its references print and those that its
//! targets have in the end -> a finding at the first reference whose target moved.

use crate::diagnostic::{Diagnostic, codes};
use crate::document::{AnchorId, Inline, Reference, ReferenceTarget, Visited};
use crate::resolve::ResolvedBook;
use crate::source::Span;

use super::folio_use::{Folios, folio};

/// The finding that references still change after so many rounds. `printed` is what they print,
/// `reached` is where their targets stand.
pub fn unsettled(
    book: &ResolvedBook,
    printed: &Folios,
    reached: &Folios,
    rounds: usize,
) -> Diagnostic {
    let message = format!("page references did not settle in {rounds} rounds");
    let help = "reword the paragraph by a few words, or the text before its target, so that another \
                line ends the page";
    let Some((span, anchor)) = first_moved(book, printed, reached) else {
        return Diagnostic::new(codes::LAYOUT_FOLIOS, None, message)
            .help("reword a paragraph of the list whose folios are wrong by a few words");
    };
    let told = match (folio(printed, anchor), folio(reached, anchor)) {
        (Some(printed), Some(reached)) => {
            format!(": this one says page {printed}, and its target stands on page {reached}")
        }
        (Some(_), None) | (None, _) => String::new(),
    };
    let finding = Diagnostic::new(codes::LAYOUT_FOLIOS, span, message + &told).help(help);
    match target(book, anchor) {
        Some(target) => finding.related(target, "the target"),
        None => finding,
    }
}

/// The first reference of the manuscript that prints another folio than its target has, and that
/// target.
fn first_moved(
    book: &ResolvedBook,
    printed: &Folios,
    reached: &Folios,
) -> Option<(Span, AnchorId)> {
    let mut first = None;
    for division in &book.divisions {
        division.visit_own(&mut |visited| {
            if let Visited::Inline(Inline::Reference(reference)) = visited {
                let moved = || {
                    let mut anchors = pages(reference);
                    anchors.find(|own| folio(printed, *own) != folio(reached, *own))
                };
                first = first.or_else(|| Some((reference.span, moved()?)));
            }
        });
    }
    first
}

/// The anchors whose folios a reference prints.
fn pages(reference: &Reference) -> impl Iterator<Item = AnchorId> {
    let parts = reference.parts.iter();
    parts.flat_map(|(part, _)| match part {
        ReferenceTarget::Page(own) => vec![*own],
        ReferenceTarget::Pages(list) => list.anchors.clone(),
        ReferenceTarget::Text(_) | ReferenceTarget::Cited(_) => Vec::new(),
    })
}

/// Where the place of an anchor is written.
fn target(book: &ResolvedBook, anchor: AnchorId) -> Option<Span> {
    book.divisions.iter().find_map(|division| {
        if division.anchor == anchor {
            return division.span;
        }
        let mut place = None;
        division.visit_own(&mut |visited| {
            if let Visited::Block(block) = visited
                && let Some(numbered) = block.kind.numbered()
                && numbered.anchor == anchor
            {
                place = Some(block.span);
            }
        });
        let note = division.notes.iter().find(|note| note.anchor == anchor);
        place.or(note.map(|note| note.span))
    })
}
