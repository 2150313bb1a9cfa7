//! [`ResolvedBook`] and [`Theme`] -> [`PagedBook`].
//!
//! Each division is lowered to a galley of strips (`divisions`, `blocks`, `paragraph`,
//! `shape`, [`break_lines`]), its pages are chosen (`paginate`), and when all divisions have
//! theirs, `finish` numbers the pages, sets heads and folios, and knows where every anchor fell.
//! Divisions know nothing of each other and are laid out in parallel; only numbering is serial.

mod blocks;
pub mod break_lines;
mod divisions;
mod drawing;
mod dump;
mod finish;
mod flow;
mod folio_list;
mod folio_runs;
mod folio_use;
mod galleys;
mod lower;
mod notes;
mod page_map;
mod paged;
mod paginate;
mod paragraph;
mod placed;
pub mod roman;
mod shape;
mod structure;
mod unsettled;
mod words;

use std::sync::Arc;

use rayon::prelude::*;
use tracing::info_span;

use crate::diagnostic::Diagnostic;
use crate::document::{AnchorId, DivisionId, Terms};
use crate::resolve::ResolvedBook;
use crate::theme::Theme;

use divisions::{LoweredDivision, strips_on};
use drawing::watermark;
use finish::{FinishedDivision, Numbering, finish_division, number_pages};
use folio_use::FolioUse;
use galleys::{languages, pages, set_lines};
use lower::Shared;
use paginate::{PagePlan, choose_breaks, guess_breaks};
use unsettled::unsettled;

pub use drawing::{
    Clip, Drawing, DrawingMark, Drawings, DrawnFill, DrawnGroup, DrawnPath, DrawnStroke, DrawnText,
    Gradient, GradientGeometry, Matrix, Paint, Segment,
};
pub use dump::dump;
pub use folio_runs::{FolioPlace, FolioRun, folio_runs};
pub use galleys::{Galleys, with_galleys};
pub use page_map::{PageMap, PageMapEntry};
pub use paged::{
    After, Artifact, Delayed, FigureReach, Fill, Frame, Geometry, LinkTarget, Mark, Node, NodeId,
    NodeRole, OutlineEntry, Owner, Page, PageFit, PagedBook, PagedDivision, Place, PlacedImage,
    Run, SectionKind, TextPosition,
};
pub use placed::PlacedWord;
pub use shape::StandingType;
pub use words::{Glyph, Hang, ShapedWord, WordBreak, WordId, WordView, Words};

/// Page references are set again this often before they are taken as they are.
const ROUNDS: usize = 5;

/// Lays a book out.
pub fn lay_out(book: &ResolvedBook, theme: &Theme) -> (PagedBook, Vec<Diagnostic>) {
    lay_out_with(book, theme, &StandingType::default())
}

/// [`lay_out`], with words that earlier books have left and that are left to later ones. The pages are the
/// same.
pub fn lay_out_with(
    book: &ResolvedBook,
    theme: &Theme,
    standing: &StandingType,
) -> (PagedBook, Vec<Diagnostic>) {
    let (drawings, mut diagnostics) = Drawings::read(&book.images);
    let lexicon = standing.lend(languages(book, theme));
    let shared = Shared::of(book, theme, &drawings);
    let stage = info_span!("set lines").entered();
    let mut lowered = set_lines(&shared, &lexicon);
    drop(stage);
    let (plans, numbering) = settle(&mut lowered, &shared, &mut diagnostics);
    let _stage = info_span!("finish pages").entered();
    let finished = finish(lowered, &plans, &numbering);
    (
        assemble(book, theme, drawings, finished, &mut diagnostics),
        diagnostics,
    )
}

/// Chooses pages and sets page references until they agree.
///
/// Choosing takes most of the time that a division takes, and lines that move make it choose again. So
/// references are first set with guessed folios: in a book of 300 pages with 180 references the pages of
/// all 12 chapters, which were chosen twice, are chosen once.
fn settle<'a>(
    lowered: &mut [LoweredDivision<'a, '_>],
    shared: &Shared<'a>,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Vec<Vec<PagePlan>>, Numbering) {
    let is_guessed = lowered.iter().any(LoweredDivision::shows_folios);
    if is_guessed {
        let _stage = info_span!("guess folios").entered();
        let guess: Vec<Vec<PagePlan>> = (lowered.par_iter())
            .map(|division| pages(division, shared.theme, guess_breaks))
            .collect();
        let (_, folios) = numbered(lowered, &guess, shared.book);
        let known = Shared {
            folios,
            ..shared.clone()
        };
        lowered.par_iter_mut().for_each(|division| {
            division.lower_again(known.clone(), FolioUse::differs_in_room);
        });
    }
    let stage = info_span!("choose pages").entered();
    let mut plans: Vec<Vec<PagePlan>> = (lowered.par_iter())
        .map(|division| pages(division, shared.theme, choose_breaks))
        .collect();
    drop(stage);
    let _stage = info_span!("settle folios").entered();
    let mut assumed = shared.folios.clone();
    for round in 0.. {
        let (numbering, folios) = numbered(lowered, &plans, shared.book);
        if folios == assumed || !is_guessed {
            return (plans, numbering);
        }
        if round == ROUNDS {
            diagnostics.push(unsettled(shared.book, &assumed, &folios, ROUNDS));
            return (plans, numbering);
        }
        assumed = folios.clone();
        let known = Shared {
            folios,
            ..shared.clone()
        };
        // A division whose folios move no line keeps its pages.
        let divisions = lowered.par_iter_mut().zip(&mut plans);
        divisions.for_each(|(division, plans)| {
            if division.lower_again(known.clone(), FolioUse::differs) {
                *plans = pages(division, shared.theme, choose_breaks);
            }
        });
    }
    (Vec::new(), Numbering::default())
}

/// Numbers pages, and finds the folio of every anchor on them.
fn numbered(
    lowered: &[LoweredDivision<'_, '_>],
    plans: &[Vec<PagePlan>],
    book: &ResolvedBook,
) -> (Numbering, Arc<Vec<Option<String>>>) {
    let divisions = book.divisions.iter();
    let numbering = number_pages(divisions.zip(plans.iter().map(Vec::as_slice)));
    let folios = folios(lowered, plans, &numbering, book.anchors.len());
    (numbering, Arc::new(folios))
}

/// The folio of every anchor.
fn folios(
    lowered: &[LoweredDivision<'_, '_>],
    plans: &[Vec<PagePlan>],
    numbering: &Numbering,
    anchors: usize,
) -> Vec<Option<String>> {
    let mut folios = vec![None; anchors];
    // The pages of a division follow each other.
    let mut items = (None, Vec::new());
    for page in &numbering.pages {
        let at = page.division.0 as usize;
        let (Some(division), Some(plan)) = (
            lowered.get(at),
            page.plan.and_then(|plan| plans.get(at)?.get(plan)),
        ) else {
            continue;
        };
        if items.0 != Some(at) {
            items = (Some(at), division.items());
        }
        let strips = strips_on(plan, &items.1);
        let notes = division.notes_of(plan);
        for anchor in strips.chain(notes).flat_map(|strip| &strip.anchors) {
            if let Some(folio) = folios.get_mut(anchor.anchor.0 as usize) {
                *folio = Some(page.label.clone());
            }
        }
    }
    folios
}

/// Finishes the divisions, each with its own pages.
fn finish(
    lowered: Vec<LoweredDivision<'_, '_>>,
    plans: &[Vec<PagePlan>],
    numbering: &Numbering,
) -> Vec<FinishedDivision> {
    let mut rest = numbering.pages.as_slice();
    let mut first = 0;
    let mut tasks = Vec::with_capacity(lowered.len());
    for ((division, plans), id) in lowered.into_iter().zip(plans).zip((0..).map(DivisionId)) {
        let count = rest.iter().take_while(|page| page.division == id).count();
        let (own, after) = rest.split_at(count);
        tasks.push((division, plans, own, first));
        rest = after;
        first += count;
    }
    tasks
        .into_par_iter()
        .map(|(division, plans, own, first)| finish_division(division, plans, own, first))
        .collect()
}

fn assemble(
    book: &ResolvedBook,
    theme: &Theme,
    drawings: Drawings,
    finished: Vec<FinishedDivision>,
    diagnostics: &mut Vec<Diagnostic>,
) -> PagedBook {
    let mut places = vec![None; book.anchors.len()];
    let mut pages = Vec::new();
    let mut divisions = Vec::with_capacity(finished.len());
    for mut division in finished {
        for (AnchorId(anchor), place) in division.places {
            if let Some(slot) = places.get_mut(anchor as usize) {
                // The first place of an anchor counts.
                *slot = slot.or(Some(place));
            }
        }
        pages.append(&mut division.pages);
        divisions.push(division.division);
        diagnostics.append(&mut division.diagnostics);
    }
    Words::number(divisions.iter_mut().map(|own| &mut own.words));
    finish::once_each(diagnostics);
    let has_drafts = book.divisions.iter().any(|own| own.is_draft);
    let word = Terms::of(&book.metadata.language).pages.draft;
    PagedBook {
        geometry: Geometry {
            width: theme.page.trim[0],
            height: theme.page.trim[1],
            bleed: theme.page.bleed,
            grid: theme.type_.body.leading,
        },
        metadata: book.metadata.clone(),
        pages,
        divisions,
        places,
        anchors: book.anchors.clone(),
        outline: finish::outline(book),
        images: book.images.clone(),
        drawings,
        watermark: has_drafts.then(|| watermark(word)).flatten(),
    }
}
