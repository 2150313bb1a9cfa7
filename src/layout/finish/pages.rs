//! The pages of a division: its strips at their places, notes at the foot, anchors where they fell.

use crate::diagnostic::{Diagnostic, codes};
use crate::document::{AnchorId, LabelTerms};
use crate::length::Length;
use crate::source::Span;
use crate::theme::{Alignment, Ink, Posture, TextStyle};

use super::super::divisions::LoweredDivision;
use super::super::flow::{FlowItem, Strip};
use super::super::lower::{Lowering, strip_of_line};
use super::super::paged::{Artifact, Fill, Frame, Mark, Owner, Page, PagedDivision, Place};
use super::super::paginate::{PageFault, PagePlan};
use super::super::paragraph::{Column, Overfull, ParagraphStyle};
use super::super::structure::Structure;
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
    }
}

/// A division while its pages are finished.
struct Division<'a, 'w> {
    lowering: Lowering<'a, 'w>,
    places: Vec<(AnchorId, Place)>,
    sections: Sections,
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
        let mut frames = furniture(
            &mut self.lowering,
            number,
            &page.label,
            page.recto,
            left,
            section,
        );
        let mut start = None;
        let repeat = |at: Option<usize>, lowering: &Lowering| {
            at.and_then(|at| lowering.repeats.get(at).cloned())
        };
        if let Some(head) = repeat(plan.head, &self.lowering) {
            frames.push(Frame {
                x: left,
                y: top,
                marks: head.marks,
            });
        }
        self.report(plan, items);
        for (item, y) in &plan.strips {
            let Some(Some(FlowItem::Strip(strip))) = items.get_mut(*item).map(Option::take) else {
                continue;
            };
            start = start.or(strip.start);
            self.place(strip, index, left, top + *y, &mut frames);
        }
        if let Some((foot, y)) = plan.foot
            && let Some(foot) = repeat(Some(foot), &self.lowering)
        {
            frames.push(Frame {
                x: left,
                y: top + y,
                marks: foot.marks,
            });
        }
        self.notes(plan, index, left, top, notes, &mut frames);
        Page {
            division: page.division,
            label: page.label.clone(),
            recto: page.recto,
            blank: false,
            frames,
            start,
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
        });
        if first.lines.start > 0 {
            let strip = continued(&mut self.lowering);
            frames.push(Frame {
                x: left,
                y,
                marks: strip.marks,
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

    /// Puts a strip on a page.
    fn place(&mut self, strip: Strip, page: u32, x: Length, y: Length, frames: &mut Vec<Frame>) {
        for anchor in &strip.anchors {
            let place = Place {
                page,
                x: x + anchor.x,
                y: (y + anchor.y).max(Length::ZERO),
            };
            self.places.push((anchor.anchor, place));
        }
        if !strip.marks.is_empty() {
            frames.push(Frame {
                x,
                y,
                marks: strip.marks,
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
    fn report(&mut self, plan: &PagePlan, items: &[Option<FlowItem>]) {
        let Some(fault) = plan.fault else { return };
        let span = plan
            .strips
            .iter()
            .rev()
            .find_map(|(item, _)| match items.get(*item) {
                Some(Some(FlowItem::Strip(strip))) => {
                    strip.marks.iter().find_map(|mark| match mark {
                        Mark::Text(run) => run.span,
                        Mark::Fill(_) | Mark::Image(_) => None,
                    })
                }
                _ => None,
            })
            .or_else(|| self.first_note(plan));
        let diagnostic = match fault {
            PageFault::Overfull => Diagnostic::new(
                codes::LAYOUT_PAGE_OVERFULL,
                span,
                "what stands here is higher than the page",
            )
            .help("shorten the table's row, or give the figure a smaller `width=`"),
            // Long runs of headings and the like: the page is sound, only not as it should be.
            PageFault::Parted => return,
            PageFault::LateNotes => Diagnostic::new(
                codes::LAYOUT_LATE_NOTE,
                span,
                "a note begins after the page of its mark",
            )
            .help("shorten the notes called here, or spread them over more sentences"),
        };
        self.lowering.diagnostics.push(diagnostic);
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
