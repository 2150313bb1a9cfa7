//! Blocks -> the galley of a division. This file is the context that every kind of block is lowered
//! in; each kind has its file in `blocks`.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::document::{AnchorId, Block, BlockKind, Content, NoteId, Resolved, Stream};
use crate::length::Length;
use crate::resolve::{Division, ResolvedBook};
use crate::theme::{Alignment, Faces, Ink, TextStyle, Theme};

use super::blocks;
use super::drawing::Drawings;
use super::flow::{FORBIDDEN, FlowItem, Strip, StripAnchor, VariantMark};
use super::folio_use::FolioUse;
use super::paged::{Mark, NodeId, NodeRole};
use super::paginate::cost_of_variant;
use super::paragraph::{Column, KeptLines, Overfull, ParagraphStyle, SetLine, Setter, Variants};
use super::shape::{LanguageId, WordTable};
use super::structure::Structure;

/// What all divisions share while they are laid out.
#[derive(Clone)]
pub struct Shared<'a> {
    /// The book.
    pub book: &'a ResolvedBook,
    /// The styles.
    pub theme: &'a Theme,
    /// The drawings.
    pub drawings: &'a Drawings,
    /// The folio of each anchor as known by now; `AnchorId` counts them.
    pub folios: Arc<Vec<Option<String>>>,
}

/// A division while its blocks are lowered.
pub struct Lowering<'a, 'w> {
    /// What all divisions share.
    pub shared: Shared<'a>,
    /// The division.
    pub division: &'a Division,
    /// Its words.
    pub words: WordTable<'w>,
    /// The lines of its paragraphs that show folios, until these are known.
    pub kept: KeptLines,
    /// Its structure tree.
    pub structure: Structure,
    /// Its language.
    pub language: LanguageId,
    /// The galley, while a block is lowered.
    pub items: Vec<FlowItem>,
    /// Strips that are repeated where a page divides a table or box.
    pub repeats: Vec<Strip>,
    /// Findings.
    pub diagnostics: Vec<Diagnostic>,
    /// Lines that are wider than their measure.
    pub overfull: Vec<Overfull>,
    /// What that which was lowered since it was last cleared takes from the folios.
    pub folio_use: FolioUse,
    /// The anchors of the notes.
    pub note_anchors: Vec<AnchorId>,
    /// The anchors of their marks.
    pub mark_anchors: Vec<Option<AnchorId>>,
    /// The notes that stand under tables and not at the foot of a page.
    pub table_notes: BTreeSet<NoteId>,
    /// The digits of the largest number of the others.
    pub note_digits: usize,
}

/// The blocks on both sides of one: they decide indents, what must not be parted, and what is run in.
#[derive(Clone, Copy, Debug, Default)]
pub struct Neighbours<'b> {
    /// The block before.
    pub previous: Option<&'b Block<Resolved>>,
    /// The block after.
    pub next: Option<&'b Block<Resolved>>,
}

impl<'b> Neighbours<'b> {
    /// Those of the block at a place among its siblings.
    pub fn of(blocks: &'b [Block<Resolved>], at: usize) -> Neighbours<'b> {
        Neighbours {
            previous: at.checked_sub(1).and_then(|before| blocks.get(before)),
            next: blocks.get(at + 1),
        }
    }

    /// Whether a heading stands before the block.
    pub fn follows_heading(&self) -> bool {
        self.previous
            .is_some_and(|block| matches!(block.kind, BlockKind::Heading(_)))
    }
}

/// Where a block is lowered: its column, the text style around it, its parent in the structure.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// The column.
    pub column: Column,
    /// The style of its running text.
    pub text: TextStyle,
    /// The parent of its nodes.
    pub parent: NodeId,
    /// The stream of its text.
    pub stream: Stream,
    /// Whether its lines stand on the page's grid.
    pub on_grid: bool,
    /// How its paragraphs are set.
    pub alignment: Alignment,
    /// Words of its paragraph that are set in small capitals.
    pub opening_words: usize,
    /// Whether its paragraphs may be set in several numbers of lines, for the page breaker to choose.
    pub varies: bool,
    /// How many lists lie around it.
    pub lists: ListLevels,
}

/// How deep a place lies in lists: the kinds have labels of their own at each level.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ListLevels {
    /// In lists with bullets.
    pub bulleted: usize,
    /// In lists with numbers.
    pub numbered: usize,
}

impl<'a, 'w> Lowering<'a, 'w> {
    /// The place of a division's running text.
    pub fn body_place(&self) -> Place {
        Place {
            column: Column {
                left: Length::ZERO,
                measure: self.shared.theme.page.measure(),
            },
            text: self.shared.theme.type_.body,
            parent: Structure::ROOT,
            stream: Stream::Running,
            on_grid: true,
            alignment: Alignment::Justified,
            opening_words: 0,
            varies: false,
            lists: ListLevels::default(),
        }
    }

    /// What setting a paragraph needs.
    pub fn setter(&mut self) -> Setter<'_, 'w> {
        Setter {
            type_: &self.shared.theme.type_,
            words: &mut self.words,
            kept: &mut self.kept,
            structure: &mut self.structure,
            folios: &self.shared.folios,
            note_anchors: &self.note_anchors,
            images: &self.shared.book.images,
            drawings: self.shared.drawings,
            diagnostics: &mut self.diagnostics,
            overfull: &mut self.overfull,
            folio_use: &mut self.folio_use,
        }
    }

    /// Lowers blocks one after another.
    pub fn blocks(&mut self, blocks: &[Block<Resolved>], place: Place) {
        for (at, block) in blocks.iter().enumerate() {
            self.block(block, Neighbours::of(blocks, at), place);
        }
    }

    /// Lowers a block among its neighbours.
    pub fn block(&mut self, block: &Block<Resolved>, neighbours: Neighbours<'_>, place: Place) {
        blocks::lower(self, block, neighbours, place);
    }

    /// A node for a block.
    pub fn node(&mut self, role: NodeRole, place: Place) -> NodeId {
        self.structure.push(role, place.parent, place.stream)
    }

    /// A paragraph style of this place.
    pub fn style(&self, place: Place) -> ParagraphStyle {
        ParagraphStyle {
            text: place.text,
            language: self.language,
            alignment: place.alignment,
            indent: Length::ZERO,
            opening_words: place.opening_words,
            hyphenate: place.alignment == Alignment::Justified,
            narrow: false,
            ink: Ink::Black,
        }
    }

    /// Sets a content in a place, as lines of its text style.
    pub fn set(
        &mut self,
        content: &Content<Resolved>,
        style: ParagraphStyle,
        owner: NodeId,
        column: Column,
    ) -> Vec<SetLine> {
        self.setter().set(content, style, owner, column)
    }

    /// Sets text that the tool makes, in a node of its own below `parent`.
    pub fn set_generated(
        &mut self,
        text: &str,
        style: ParagraphStyle,
        role: NodeRole,
        parent: NodeId,
        column: Column,
    ) -> Vec<SetLine> {
        let owner = self.structure.push(role, parent, Stream::Generated);
        self.setter().set_text(text, style, owner, column)
    }

    /// How wide a text is on one line.
    pub fn width_of(&mut self, text: &str, style: ParagraphStyle) -> Length {
        let column = Column {
            left: Length::ZERO,
            measure: UNBOUNDED,
        };
        let lines = self.setter().set_text(text, style, Structure::ROOT, column);
        lines
            .iter()
            .map(|line| line.width)
            .fold(Length::ZERO, Length::max)
    }

    /// Puts a paragraph into the galley, in each of its numbers of lines.
    pub fn push_variants(&mut self, variants: Variants, text: &TextStyle, on_grid: bool) {
        let others = [variants.shorter, variants.longer];
        let mut others = others.into_iter().flatten().peekable();
        if others.peek().is_none() {
            self.push_paragraph(variants.best, text, on_grid);
            return;
        }
        self.items.push(FlowItem::Variant(VariantMark::First));
        self.push_paragraph(variants.best, text, on_grid);
        for (lines, demerits) in others {
            let cost = cost_of_variant(demerits);
            self.items.push(FlowItem::Variant(VariantMark::Other(cost)));
            self.push_paragraph(lines, text, on_grid);
        }
        self.items.push(FlowItem::Variant(VariantMark::End));
    }

    /// Puts lines into the galley, so that no page begins or ends with a single one of them.
    pub fn push_paragraph(&mut self, lines: Vec<SetLine>, text: &TextStyle, on_grid: bool) {
        let count = lines.len();
        let mut hyphenated = false;
        for (at, line) in lines.into_iter().enumerate() {
            if at > 0 {
                let parts_one = at < 2 || count - at < 2;
                let penalty = match (parts_one, hyphenated) {
                    (true, _) => Some(FORBIDDEN),
                    (false, true) => Some(HYPHEN_AT_FOOT),
                    (false, false) => None,
                };
                self.items.extend(penalty.map(FlowItem::Penalty));
            }
            hyphenated = line.hyphenated;
            self.items
                .push(FlowItem::Strip(strip_of_line(line, text, on_grid)));
        }
    }

    /// Puts lines into the galley that no page parts.
    pub fn push_together(&mut self, lines: Vec<SetLine>, text: &TextStyle, on_grid: bool) {
        for (at, line) in lines.into_iter().enumerate() {
            if at > 0 {
                self.forbid_break();
            }
            self.items
                .push(FlowItem::Strip(strip_of_line(line, text, on_grid)));
        }
    }

    /// Forbids a page to end here.
    pub fn forbid_break(&mut self) {
        self.items.push(FlowItem::Penalty(FORBIDDEN));
    }

    /// White space.
    pub fn space(&mut self, height: Length) {
        if height > Length::ZERO {
            self.items.push(FlowItem::Space(height));
        }
    }

    /// The strips that were lowered since the galley had `from` items.
    pub fn strips_since(&mut self, from: usize) -> impl Iterator<Item = &mut Strip> {
        let items = self.items.iter_mut().skip(from);
        items.filter_map(FlowItem::strip_mut)
    }

    /// The first strip that was lowered since the galley had `from` items: one, or that of each variant.
    pub fn first_strips_since(&mut self, from: usize) -> Vec<&mut Strip> {
        let mut strips = Vec::new();
        let mut in_variants = false;
        let mut is_wanted = true;
        for item in self.items.iter_mut().skip(from) {
            match item {
                FlowItem::Strip(strip) => {
                    if is_wanted {
                        strips.push(strip);
                    }
                    if !in_variants {
                        break;
                    }
                    is_wanted = false;
                }
                FlowItem::Variant(VariantMark::First) => in_variants = true,
                FlowItem::Variant(VariantMark::Other(_)) => is_wanted = true,
                FlowItem::Variant(VariantMark::End) => break,
                FlowItem::Space(_)
                | FlowItem::Flex(_)
                | FlowItem::Penalty(_)
                | FlowItem::Float(_) => {}
            }
        }
        strips
    }

    /// Puts a label on the first line that was lowered since then, before what stands there.
    pub fn label_since(&mut self, from: usize, label: &SetLine, text: &TextStyle) {
        for strip in self.first_strips_since(from) {
            let marks = std::mem::take(&mut strip.marks);
            add_line(strip, label.clone(), baseline_in_line(text));
            strip.marks.extend(marks);
        }
    }

    /// Puts an anchor at the top of the first strip lowered since then.
    pub fn anchor_since(&mut self, from: usize, anchor: AnchorId, x: Length) {
        for strip in self.first_strips_since(from) {
            strip.anchors.insert(
                0,
                StripAnchor {
                    anchor,
                    x,
                    y: Length::ZERO,
                },
            );
        }
    }
}

/// A measure that no line reaches.
pub const UNBOUNDED: Length = Length::pt(100_000);

/// What it costs to end a page with a hyphen.
const HYPHEN_AT_FOOT: i32 = 9_500;

/// The baseline below the top of a line: capitals stand in the middle of the leading.
pub fn baseline_in_line(text: &TextStyle) -> Length {
    let face = Faces::get().face(text.face());
    let cap_height = text
        .size
        .font_units(i64::from(face.cap_height), face.units_per_em);
    (text.leading + cap_height) / 2
}

/// A line as a strip of its leading's height.
pub fn strip_of_line(line: SetLine, text: &TextStyle, on_grid: bool) -> Strip {
    let mut strip = Strip {
        height: text.leading,
        on_grid,
        hyphenated: line.hyphenated,
        ..Strip::default()
    };
    add_line(&mut strip, line, baseline_in_line(text));
    strip
}

/// Adds a set line to a strip, its baseline at `baseline` below the strip's top.
pub fn add_line(strip: &mut Strip, mut line: SetLine, baseline: Length) {
    line.marks
        .iter_mut()
        .for_each(|mark: &mut Mark| mark.shift(Length::ZERO, baseline));
    // Nearly all strips are one line.
    if strip.marks.is_empty() {
        strip.marks = line.marks;
    } else {
        strip.marks.append(&mut line.marks);
    }
    strip.notes.append(&mut line.notes);
    strip
        .anchors
        .extend(line.anchors.into_iter().map(|anchor| StripAnchor {
            y: anchor.y + baseline,
            ..anchor
        }));
    strip.start = strip.start.or(line.start);
}
