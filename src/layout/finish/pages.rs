//! The pages of a division: its strips at their places, notes at the foot, anchors where they fell.

use crate::diagnostic::{Diagnostic, codes};
use crate::document::{AnchorId, LabelTerms};
use crate::length::Length;
use crate::source::Span;
use crate::theme::{Alignment, Ink, Posture, TextStyle};

use super::super::divisions::LoweredDivision;
use super::super::flow::{FlowItem, Strip};
use super::super::lower::{Lowering, strip_of_line};
use super::super::paged::{
    Artifact, Fill, Frame, Mark, Owner, Page, PageFit, PagedDivision, Place, SectionKind,
};
use super::super::paginate::{PageFault, PagePlan};
use super::super::paragraph::{Column, Overfull, ParagraphStyle};
use super::super::structure::Structure;
use super::bleed::{is_filled_by_picture, is_headed_by_picture, to_the_trim};
use super::fit::{Fits, first_span};
use super::heads::furniture;
use super::labels::NumberedPage;
use super::running::Sections;

/// A division with its pages.
pub struct FinishedDivision {
    /// What its pages share.
    pub division: PagedDivision,
    /// Its pages.
    pub pages: Vec<Page>,
    /// The places of its anchors; pages are counted through the book.
    pub places: Vec<(AnchorId, Place)>,
    /// Findings.
    pub diagnostics: Vec<Diagnostic>,
}

/// Finishes a division. `pages` are its pages in the book, blank ones included; `first` is the index
/// of the first of them.
pub fn finish_division(
    lowered: LoweredDivision<'_, '_>,
    plans: &[PagePlan],
    pages: &[NumberedPage],
    first: usize,
) -> FinishedDivision {
    let (items, notes, lowering) = lowered.into_parts();
    let mut items: Vec<Option<FlowItem>> = items.into_iter().map(Some).collect();
    let mut notes: Vec<Vec<Option<Strip>>> = notes
        .into_iter()
        .map(|note| note.into_iter().map(Some).collect())
        .collect();
    let mut division = Division {
        sections: Sections::of(lowering.division),
        lowering,
        places: Vec::new(),
        fits: Fits::of(plans),
    };
    let mut finished = Vec::with_capacity(pages.len());
    for (at, page) in pages.iter().enumerate() {
        let index = u32::try_from(first + at).unwrap_or(u32::MAX);
        let plan = page.plan.and_then(|plan| plans.get(plan));
        finished.push(match plan {
            Some(plan) => division.page(page, plan, index, &mut items, &mut notes),
            None => blank(page),
        });
    }
    let Division {
        mut lowering,
        places,
        ..
    } = division;
    let overfull = lowering.overfull.iter().map(Overfull::diagnostic);
    lowering.diagnostics.extend(overfull);
    FinishedDivision {
        division: PagedDivision {
            words: lowering.words.into_words(),
            structure: lowering.structure.into_nodes(),
            language: lowering.division.language.clone(),
            is_draft: lowering.division.is_draft,
            kind: SectionKind::of(lowering.division),
        },
        pages: finished,
        places,
        diagnostics: lowering.diagnostics,
    }
}

fn blank(page: &NumberedPage) -> Page {
    Page {
        division: page.division,
        label: page.label.clone(),
        recto: page.recto,
        blank: true,
        frames: Vec::new(),
        start: None,
        fit: PageFit::default(),
    }
}

/// A division while its pages are finished.
struct Division<'a, 'w> {
    lowering: Lowering<'a, 'w>,
    places: Vec<(AnchorId, Place)>,
    sections: Sections,
    fits: Fits,
}

impl Division<'_, '_> {
    fn page(
        &mut self,
        page: &NumberedPage,
        plan: &PagePlan,
        index: u32,
        items: &mut [Option<FlowItem>],
        notes: &mut [Vec<Option<Strip>>],
    ) -> Page {
        let theme = self.lowering.shared.theme;
        let left = if page.recto {
            theme.page.inside
        } else {
            theme.page.outside
        };
        let top = theme.page.head;
        let number = page.plan.unwrap_or(0);
        let strips = plan.strips.iter();
        let strips = strips.filter_map(|(item, _)| match items.get(*item) {
            Some(Some(FlowItem::Strip(strip))) => Some(strip),
            _ => None,
        });
        let section = self.sections.reach(strips);
        let mut frames = match is_filled_by_picture(plan, items) {
            true => Vec::new(),
            false => furniture(
                &mut self.lowering,
                number,
                &page.label,
                page.recto,
                left,
                (!is_headed_by_picture(plan)).then_some(section),
            ),
        };
        let mut start = None;
        self.report(plan, items, &page.label);
        let fit = self.fits.page(plan, number, items);
        let repeat = |at: Option<(usize, Length)>, lowering: &Lowering| {
            let (at, y) = at?;
            Some((lowering.repeats.get(at).cloned()?, y))
        };
        let place_repeat = |strip: Option<(Strip, Length)>, frames: &mut Vec<Frame>| {
            frames.extend(strip.map(|(strip, y)| Frame {
                x: left,
                y: top + y,
                marks: strip.marks,
                turned: false,
            }));
        };
        for (item, y) in &plan.floats_above {
            self.float(items, *item, (index, left, top + *y), &mut frames);
        }
        place_repeat(repeat(plan.head, &self.lowering), &mut frames);
        let mut parted = PartedRow::default();
        for (item, y) in &plan.strips {
            let Some(Some(FlowItem::Strip(strip))) = items.get_mut(*item).map(Option::take) else {
                continue;
            };
            start = start.or(strip.start);
            if strip.cells.is_empty() {
                parted.close(left, top, &mut frames);
            }
            let strip = parted.take_in(strip, *y);
            self.place(strip, index, left, top + *y, &mut frames);
        }
        parted.close(left, top, &mut frames);
        place_repeat(repeat(plan.foot, &self.lowering), &mut frames);
        for (item, y) in &plan.floats_below {
            self.float(items, *item, (index, left, top + *y), &mut frames);
        }
        self.notes(plan, index, left, top, notes, &mut frames);
        Page {
            division: page.division,
            label: page.label.clone(),
            recto: page.recto,
            blank: frames.iter().all(|frame| frame.marks.is_empty()),
            frames,
            start,
            fit,
        }
    }

    /// The notes of a page, below their rule.
    fn notes(
        &mut self,
        plan: &PagePlan,
        index: u32,
        left: Length,
        top: Length,
        notes: &mut [Vec<Option<Strip>>],
        frames: &mut Vec<Frame>,
    ) {
        let Some(first) = plan.notes.first() else {
            return;
        };
        let theme = self.lowering.shared.theme;
        let type_ = &theme.type_;
        let mut y = top + plan.notes_top;
        let rule = Fill {
            x: Length::ZERO,
            y: -theme.parts.notes.rule_gap,
            width: type_.note_rule,
            height: type_.note_rule_weight,
            ink: Ink::Black,
            artifact: Artifact::Decoration,
        };
        frames.push(Frame {
            x: left,
            y,
            marks: vec![Mark::Fill(rule)],
            turned: false,
        });
        if first.lines.start > 0 {
            let strip = continued(&mut self.lowering);
            frames.push(Frame {
                x: left,
                y,
                marks: strip.marks,
                turned: false,
            });
            y += strip.height;
        }
        for part in &plan.notes {
            for line in part.lines.clone() {
                let strip = notes
                    .get_mut(part.note.0 as usize)
                    .and_then(|note| note.get_mut(line)?.take());
                if let Some(strip) = strip {
                    let height = strip.height;
                    self.place(strip, index, left, y, frames);
                    y += height;
                }
            }
        }
    }

    /// Puts a float on a page.
    fn float(
        &mut self,
        items: &mut [Option<FlowItem>],
        item: usize,
        (page, x, y): (u32, Length, Length),
        frames: &mut Vec<Frame>,
    ) {
        if let Some(Some(FlowItem::Float(strip))) = items.get_mut(item).map(Option::take) {
            self.place(strip, page, x, y, frames);
        }
    }

    /// Puts a strip on a page.
    fn place(
        &mut self,
        mut strip: Strip,
        page: u32,
        x: Length,
        y: Length,
        frames: &mut Vec<Frame>,
    ) {
        to_the_trim(&mut strip, [x, y], self.lowering.shared.theme);
        for anchor in &strip.anchors {
            let place = Place {
                page,
                x: x + anchor.x,
                y: (y + anchor.y).max(Length::ZERO),
            };
            self.places.push((anchor.anchor, place));
        }
        if !strip.marks.is_empty() {
            let foot = if strip.turned {
                strip.height
            } else {
                Length::ZERO
            };
            frames.push(Frame {
                x,
                y: y + foot,
                marks: strip.marks,
                turned: strip.turned,
            });
        }
    }

    /// Where the first note of a page is written: a page may hold notes alone.
    fn first_note(&self, plan: &PagePlan) -> Option<Span> {
        let part = plan.notes.first()?;
        let note = self.lowering.division.notes.get(part.note.0 as usize)?;
        Some(note.span)
    }

    /// Reports what is wrong with a page, where its text was written.
    fn report(&mut self, plan: &PagePlan, items: &[Option<FlowItem>], folio: &str) {
        let Some(fault) = plan.fault else { return };
        let span = plan
            .strips
            .iter()
            .rev()
            .find_map(|(item, _)| match items.get(*item) {
                Some(Some(FlowItem::Strip(strip))) => first_span(strip),
                _ => None,
            })
            .or_else(|| self.first_note(plan));
        let diagnostic = match fault {
            PageFault::Overfull => Diagnostic::new(
                codes::LAYOUT_PAGE_OVERFULL,
                span,
                "what stands here is higher than the page",
            )
            .help("shorten the cells of the table, or give the figure a smaller `width=`"),
            // The page is sound, only not as it should be: its fit says so.
            PageFault::Parted => return,
            PageFault::LateNotes => Diagnostic::new(
                codes::LAYOUT_LATE_NOTE,
                span,
                "a note begins after the page of its mark",
            )
            .help("shorten the notes called here, or spread them over more sentences"),
        };
        self.lowering.diagnostics.push(diagnostic.on_page(folio));
    }
}

/// The lines of rows that pages may part, while a page is made. A row is read cell by cell, so its
/// lines are one frame.
#[derive(Default)]
struct PartedRow {
    marks: Vec<(usize, Mark)>,
}

impl PartedRow {
    /// Takes the marks of a line of such a row from its strip.
    fn take_in(&mut self, mut strip: Strip, y: Length) -> Strip {
        let cells = std::mem::take(&mut strip.cells);
        if cells.is_empty() {
            return strip;
        }
        // Rules that were added below the cells come last.
        let cells = cells.into_iter().chain(std::iter::repeat(usize::MAX));
        for (cell, mut mark) in cells.zip(std::mem::take(&mut strip.marks)) {
            mark.shift(Length::ZERO, y);
            self.marks.push((cell, mark));
        }
        strip
    }

    /// Puts the rows so far on the page.
    fn close(&mut self, x: Length, y: Length, frames: &mut Vec<Frame>) {
        let mut marks = std::mem::take(&mut self.marks);
        if marks.is_empty() {
            return;
        }
        marks.sort_by_key(|(cell, _)| *cell);
        frames.push(Frame {
            x,
            y,
            marks: marks.into_iter().map(|(_, mark)| mark).collect(),
            turned: false,
        });
    }
}

/// The line that says that a note goes on: it repeats no text of the manuscript.
pub fn continued(lowering: &mut Lowering) -> Strip {
    let note = lowering.shared.theme.type_.note;
    let text = TextStyle {
        posture: Posture::Italic,
        size: note
            .size
            .scale(lowering.shared.theme.parts.notes.continued_size, 1_000),
        ..note
    };
    let place = lowering.body_place();
    let style = ParagraphStyle {
        text,
        alignment: Alignment::Ragged,
        hyphenate: false,
        ..lowering.style(place)
    };
    let column = Column {
        left: Length::ZERO,
        measure: place.column.measure,
    };
    let words = LabelTerms::of(&lowering.division.language).continued;
    let line = lowering
        .setter()
        .set_text(words, style, Structure::ROOT, column)
        .into_iter()
        .next();
    let mut strip = strip_of_line(line.unwrap_or_default(), &note, false);
    for mark in &mut strip.marks {
        if let Mark::Text(run) = mark {
            run.owner = Owner::Artifact(Artifact::Repeated);
        }
    }
    strip
}
