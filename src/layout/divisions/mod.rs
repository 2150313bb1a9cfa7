//! Divisions -> units of the galley: the opening of a chapter and its blocks, and the pages that the
//! tool makes. A unit that depends on folios is lowered again when they change.

mod acronyms;
mod bibliography;
mod chapter;
mod contents;
mod contributors;
mod display;
mod floats;
mod index;
mod spaces;
mod title_pages;

use crate::document::{Block, BlockKind, NoteId, Resolved, Stream, TextRole};
use crate::length::Length;
use crate::resolve::{BibliographyEntry, Division, DivisionKind};

use super::flow::{FlowItem, Strip};
use super::folio_use::{FolioUse, Folios};
use super::lower::{Lowering, Neighbours, Place, Shared};
use super::notes;
use super::paginate::PagePlan;
use super::structure::Structure;

/// One unit of a division: what is lowered at a time.
#[derive(Clone, Copy, Debug)]
enum Part<'a> {
    /// The opening of a chapter, or a whole generated page.
    Opening,
    /// A block of the text, or one that the tool makes.
    Block(TextBlock<'a>),
    /// The works that a chapter cites.
    Works(&'a [BibliographyEntry]),
    /// A note.
    Note(NoteId),
}

/// A block of the text itself, or of what the tool adds to it.
#[derive(Clone, Copy, Debug)]
struct TextBlock<'a> {
    block: &'a Block<Resolved>,
    neighbours: Neighbours<'a>,
    /// Whether a chapter begins with it: nothing but epigraphs stands before.
    opens: bool,
    /// The stream of its text.
    stream: Stream,
}

/// A part and what it became.
struct Unit<'a> {
    part: Part<'a>,
    items: Vec<FlowItem>,
    /// Where its nodes begin in the structure.
    structure: usize,
    folio_use: FolioUse,
}

/// A division as units of its galley.
pub struct LoweredDivision<'a, 'w> {
    lowering: Lowering<'a, 'w>,
    units: Vec<Unit<'a>>,
    notes: Vec<Unit<'a>>,
}

impl<'a, 'w> LoweredDivision<'a, 'w> {
    /// Lowers all of a division.
    pub fn new(mut lowering: Lowering<'a, 'w>) -> LoweredDivision<'a, 'w> {
        let division = lowering.division;
        let mut units = vec![lower_unit(&mut lowering, Part::Opening)];
        let (own, generated) = (text_blocks(division), division.generated_blocks());
        let is_chapter = matches!(division.kind, DivisionKind::Chapter(_));
        let first = own.iter().position(|block| !is_epigraph(block));
        // What stands elsewhere parts no text: a paragraph after it follows the block before it.
        let mut previous = None;
        for (at, block) in own.iter().enumerate() {
            let part = Part::Block(TextBlock {
                block,
                neighbours: Neighbours {
                    previous,
                    ..Neighbours::of(own, at)
                },
                opens: is_chapter && first == Some(at),
                stream: Stream::Running,
            });
            let unit = lower_unit(&mut lowering, part);
            if !floats::stand_elsewhere(&unit.items) {
                previous = Some(block);
            }
            units.push(unit);
        }
        for (at, block) in generated.iter().enumerate() {
            let mut neighbours = Neighbours::of(generated, at);
            neighbours.previous = neighbours.previous.or(own.last());
            let part = Part::Block(TextBlock {
                block,
                neighbours,
                opens: false,
                stream: Stream::Generated,
            });
            units.push(lower_unit(&mut lowering, part));
        }
        if let DivisionKind::Chapter(chapter) = &division.kind
            && let Some(own) = &chapter.bibliography
        {
            units.push(lower_unit(&mut lowering, Part::Works(&own.entries)));
        }
        let ids = (0..).map(NoteId).take(division.notes.len());
        let notes = ids
            .map(|id| lower_unit(&mut lowering, Part::Note(id)))
            .collect();
        LoweredDivision {
            lowering,
            units,
            notes,
        }
    }

    /// The division.
    pub fn division(&self) -> &'a Division {
        self.lowering.division
    }

    /// Lowers again what `differs` by its folios, now that they are known better; says whether the page
    /// breaker sees any difference.
    pub fn lower_again(
        &mut self,
        shared: Shared<'a>,
        differs: impl Fn(&FolioUse, &Folios) -> bool,
    ) -> bool {
        let folios = shared.folios.clone();
        self.lowering.shared = shared;
        let mut is_changed = false;
        let last = (self.units.len() + self.notes.len()).saturating_sub(1);
        for (at, unit) in self.units.iter_mut().chain(&mut self.notes).enumerate() {
            if differs(&unit.folio_use, &folios) {
                let end = self.lowering.structure.rewind(unit.structure);
                let again = lower_unit(&mut self.lowering, unit.part);
                is_changed |= !breaks_like(&unit.items, &again.items);
                *unit = again;
                if at == last {
                    self.lowering.structure.end_here();
                } else {
                    self.lowering.structure.rewind(end);
                }
            }
        }
        is_changed
    }

    /// Whether anything of it takes folios.
    pub fn shows_folios(&self) -> bool {
        let mut units = self.units.iter().chain(&self.notes);
        units.any(|unit| !unit.folio_use.is_nothing())
    }

    /// The items of the galley in order.
    pub fn items(&self) -> Vec<&FlowItem> {
        let mut items = Vec::with_capacity(self.count_items());
        for unit in &self.units {
            items.extend(&unit.items);
        }
        items
    }

    /// A list that grows to so many items is copied again and again.
    fn count_items(&self) -> usize {
        self.units.iter().map(|unit| unit.items.len()).sum()
    }

    /// The strips of a page's notes.
    pub fn notes_of<'s>(&'s self, plan: &'s PagePlan) -> impl Iterator<Item = &'s Strip> {
        plan.notes.iter().flat_map(|part| {
            let unit = self.notes.get(part.note.0 as usize);
            let strips = unit.into_iter().flat_map(|unit| strips(&unit.items));
            strips.take(part.lines.end).skip(part.lines.start)
        })
    }

    /// The strips that pages repeat.
    pub fn repeats(&self) -> &[Strip] {
        &self.lowering.repeats
    }

    /// The lines of each note.
    pub fn notes(&self) -> Vec<Vec<&Strip>> {
        self.notes
            .iter()
            .map(|unit| strips(&unit.items).collect())
            .collect()
    }

    /// The items, repeats and notes, when nothing is lowered again, and the context.
    pub fn into_parts(self) -> (Vec<FlowItem>, Vec<Vec<Strip>>, Lowering<'a, 'w>) {
        let mut items = Vec::with_capacity(self.count_items());
        for unit in self.units {
            items.extend(unit.items);
        }
        let notes = self.notes.into_iter().map(|unit| {
            let strip = |item| match item {
                FlowItem::Strip(strip) => Some(strip),
                FlowItem::Space(_)
                | FlowItem::Flex(_)
                | FlowItem::Penalty(_)
                | FlowItem::Variant(_)
                | FlowItem::Float(_) => None,
            };
            unit.items.into_iter().filter_map(strip).collect()
        });
        (items, notes.collect(), self.lowering)
    }
}

/// Whether the page breaker sees no difference between the two.
fn breaks_like(own: &[FlowItem], other: &[FlowItem]) -> bool {
    own.len() == other.len()
        && own
            .iter()
            .zip(other)
            .all(|(own, other)| own.breaks_like(other))
}

fn strips(items: &[FlowItem]) -> impl Iterator<Item = &Strip> {
    items.iter().filter_map(FlowItem::strip)
}

/// The strips that stand on a page beside its notes, among the items of its division.
pub fn strips_on<'s>(
    plan: &'s PagePlan,
    items: &'s [&'s FlowItem],
) -> impl Iterator<Item = &'s Strip> {
    let placed = plan.strips.iter().chain(&plan.floats_above);
    let placed = placed.chain(&plan.floats_below);
    placed.filter_map(|(item, _)| strip_of(items.get(*item)?))
}

/// The strip that a page can have of an item.
fn strip_of(item: &FlowItem) -> Option<&Strip> {
    match item {
        FlowItem::Strip(strip) | FlowItem::Float(strip) => Some(strip),
        FlowItem::Space(_) | FlowItem::Flex(_) | FlowItem::Penalty(_) | FlowItem::Variant(_) => {
            None
        }
    }
}

fn lower_unit<'a>(lowering: &mut Lowering<'a, '_>, part: Part<'a>) -> Unit<'a> {
    let structure = lowering.structure.position();
    lowering.folio_use = FolioUse::default();
    lowering.items.clear();
    match part {
        Part::Opening => opening(lowering),
        Part::Block(TextBlock {
            block,
            neighbours,
            opens,
            stream,
        }) => {
            let opening_words = match opens {
                true => lowering.shared.theme.type_.opening_words,
                false => 0,
            };
            let place = Place {
                opening_words,
                stream,
                varies: true,
                ..lowering.body_place()
            };
            lowering.block(block, neighbours, place);
            floats::take_out(lowering, block);
            spaces::stretch(lowering, block, neighbours);
        }
        Part::Works(entries) => bibliography::entries(lowering, entries),
        Part::Note(id) => notes::at_the_foot(lowering, id),
    }
    // A list of their own has no room to spare: there are as many as lines in the book.
    let items = lowering.items.drain(..).collect();
    Unit {
        part,
        items,
        structure,
        folio_use: std::mem::take(&mut lowering.folio_use),
    }
}

fn is_epigraph(block: &Block<Resolved>) -> bool {
    matches!(&block.kind, BlockKind::Quotation(own) if own.role == TextRole::Epigraph)
}

/// The blocks that are lowered one by one.
fn text_blocks(division: &Division) -> &[Block<Resolved>] {
    match &division.kind {
        DivisionKind::Chapter(chapter) => &chapter.blocks,
        DivisionKind::Annex(annex) => &annex.own,
        DivisionKind::Part(_)
        | DivisionKind::HalfTitle
        | DivisionKind::TitlePage
        | DivisionKind::Imprint(_)
        | DivisionKind::Contents { .. }
        | DivisionKind::Acronyms { .. }
        | DivisionKind::Contributors { .. }
        | DivisionKind::List { .. }
        | DivisionKind::Bibliography { .. }
        | DivisionKind::Index { .. } => &[],
    }
}

fn opening(lowering: &mut Lowering) {
    let division = lowering.division;
    match &division.kind {
        DivisionKind::Chapter(chapter) => chapter::opening(lowering, chapter),
        DivisionKind::Part(title) => title_pages::part(lowering, title),
        DivisionKind::HalfTitle => title_pages::half_title(lowering),
        DivisionKind::TitlePage => title_pages::title_page(lowering),
        DivisionKind::Imprint(blocks) => title_pages::imprint(lowering, blocks),
        DivisionKind::Contents { title, entries } => contents::lower(lowering, title, entries),
        DivisionKind::Acronyms { title, acronyms } => acronyms::lower(lowering, title, acronyms),
        DivisionKind::Contributors {
            title,
            contributors,
        } => contributors::lower(lowering, title, contributors),
        DivisionKind::List { title, entries, .. } => contents::lower(lowering, title, entries),
        DivisionKind::Annex(annex) => chapter::generated_opening(lowering, &annex.title),
        DivisionKind::Bibliography { title, entries } => {
            bibliography::lower(lowering, title, entries);
        }
        DivisionKind::Index { title, groups } => index::lower(lowering, title, groups),
    }
    lowering.anchor_since(0, division.anchor, Length::ZERO);
    lowering.structure.anchor(Structure::ROOT, division.anchor);
}
