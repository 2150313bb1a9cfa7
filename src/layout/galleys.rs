//! [`ResolvedBook`] -> the galleys of its divisions, each with its lines and without pages.

use std::sync::Arc;

use rayon::prelude::*;

use crate::document::{Inline, Resolved, Style, Visited, walk, walk_content};
use crate::resolve::{Division, DivisionKind, ResolvedBook};
use crate::theme::Theme;

use super::divisions::LoweredDivision;
use super::drawing::Drawings;
use super::finish;
use super::flow::FlowItem;
use super::folio_use::{FolioUse, first_folios};
use super::lower::{Lowering, Shared};
use super::notes;
use super::paginate::{GalleyView, PageFrame, PagePlan, choose_breaks};
use super::paragraph::KeptLines;
use super::shape::{self, Languages, Lexicon, StandingType, WordTable};
use super::structure::Structure;

/// The galleys of a book: its lines are set, with folios as they are before pages are known.
pub struct Galleys<'a, 'w> {
    lowered: Vec<LoweredDivision<'a, 'w>>,
    theme: &'a Theme,
}

impl Galleys<'_, '_> {
    /// Chooses the pages of every division, as layout does, and counts them.
    pub fn choose_pages(&self) -> usize {
        let divisions = self.lowered.iter();
        let plans = divisions.map(|own| pages(own, self.theme, choose_breaks).len());
        plans.sum()
    }
}

/// Lends the galleys of a book: layout in halves, for those who measure it.
pub fn with_galleys<T>(
    book: &ResolvedBook,
    theme: &Theme,
    work: impl FnOnce(&Galleys<'_, '_>) -> T,
) -> T {
    let (drawings, _) = Drawings::read(&book.images);
    let lexicon = StandingType::default().lend(languages(book, theme));
    let lowered = set_lines(&Shared::of(book, theme, &drawings), &lexicon);
    work(&Galleys { lowered, theme })
}

impl<'a> Shared<'a> {
    /// What the divisions of a book share before pages are known.
    pub fn of(book: &'a ResolvedBook, theme: &'a Theme, drawings: &'a Drawings) -> Shared<'a> {
        Shared {
            book,
            theme,
            drawings,
            folios: Arc::new(first_folios(book)),
        }
    }
}

/// Sets the lines of all divisions.
pub fn set_lines<'a, 'w>(
    shared: &Shared<'a>,
    lexicon: &'w Lexicon,
) -> Vec<LoweredDivision<'a, 'w>> {
    let divisions = shared.book.divisions.par_iter();
    let lowered =
        divisions.map(|division| LoweredDivision::new(context(division, shared.clone(), lexicon)));
    lowered.collect()
}

/// How the pages of a division are found.
pub type Breaks = fn(GalleyView<'_>, &PageFrame) -> Vec<PagePlan>;

/// Finds the pages of a division.
pub fn pages(division: &LoweredDivision<'_, '_>, theme: &Theme, breaks: Breaks) -> Vec<PagePlan> {
    let grid = theme.type_.body.leading;
    let frame = PageFrame {
        height: grid * theme.page.lines,
        grid,
        note_gap: grid.share(theme.parts.notes.above),
        continued: theme.type_.note.leading,
        float_gap: theme.type_.float_gap,
        begins_recto: finish::begins_on_recto(division.division()),
    };
    let items = division.items();
    let notes = division.notes();
    let galley = GalleyView {
        items: &items,
        repeats: division.repeats(),
        notes: &notes,
    };
    breaks(galley, &frame)
}

/// The context in which a division is lowered.
fn context<'a, 'w>(
    division: &'a Division,
    shared: Shared<'a>,
    lexicon: &'w Lexicon,
) -> Lowering<'a, 'w> {
    let words = WordTable::new(lexicon);
    let language = words
        .languages()
        .find(&division.language)
        .unwrap_or(shape::LanguageId(0));
    let table_notes = division.table_notes();
    let mut mark_anchors = vec![None; division.notes.len()];
    let mut visit = |visited: Visited<'_, Resolved>| {
        if let Visited::Inline(Inline::NoteMark(mark)) = visited
            && let Some(slot) = mark_anchors.get_mut(mark.note.0 as usize)
        {
            *slot = Some(mark.anchor);
        }
    };
    if let DivisionKind::Chapter(chapter) = &division.kind {
        walk_content(&chapter.title, &mut visit);
    }
    walk(division.own_blocks(), &mut visit);
    Lowering {
        shared,
        division,
        words,
        kept: KeptLines::default(),
        structure: Structure::new(),
        language,
        items: Vec::<FlowItem>::new(),
        repeats: Vec::new(),
        diagnostics: Vec::new(),
        overfull: Vec::new(),
        folio_use: FolioUse::default(),
        note_anchors: division.notes.iter().map(|note| note.anchor).collect(),
        mark_anchors,
        note_digits: notes::digits(division, &table_notes),
        table_notes,
    }
}

/// The languages that the book names, in the order of their first mention, with the words that it divides
/// itself.
pub fn languages(book: &ResolvedBook, theme: &Theme) -> Languages {
    let mut languages = Languages::default();
    languages.id(&book.metadata.language);
    for division in &book.divisions {
        languages.id(&division.language);
        let mut note_language = |visited: Visited<'_, _>| {
            if let Visited::Inline(Inline::Styled(styled)) = visited
                && let Style::Language(tag) = &styled.style
            {
                languages.id(tag);
            }
        };
        division.visit_own(&mut note_language);
        walk(division.generated_blocks(), &mut note_language);
        if let DivisionKind::List { entries, .. } = &division.kind {
            for entry in entries {
                walk_content(&entry.title, &mut note_language);
            }
        }
    }
    for own in &theme.hyphenation {
        languages.except(own);
    }
    languages
}
