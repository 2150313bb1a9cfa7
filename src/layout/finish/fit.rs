//! Plans of pages -> how what stands on each fits it: [`PageFit`], which the faults of pages are read
//! from.

use crate::source::Span;

use super::super::flow::{FlowItem, Strip};
use super::super::paged::{Delayed, Mark, PageFit};
use super::super::paginate::{PageFault, PagePlan};

/// What is known of all pages of a division together.
pub struct Fits {
    /// The first item of the text of each plan.
    first_items: Vec<Option<usize>>,
}

impl Fits {
    /// Of the plans of a division.
    pub fn of(plans: &[PagePlan]) -> Fits {
        let first_item = |plan: &PagePlan| plan.strips.first().map(|(item, _)| *item);
        Fits {
            first_items: plans.iter().map(first_item).collect(),
        }
    }

    /// How what a plan has fits its page; `number` is the plan's among those of the division.
    pub fn page(&self, plan: &PagePlan, number: usize, items: &[Option<FlowItem>]) -> PageFit {
        let floats = plan.floats_above.iter().chain(&plan.floats_below);
        let delayed = floats.filter_map(|(item, _)| {
            let pages = number.checked_sub(self.page_of(*item))?;
            let strip = match items.get(*item) {
                Some(Some(FlowItem::Float(strip))) => strip,
                _ => return None,
            };
            let span = first_span(strip);
            (pages > 0).then_some(Delayed { pages, span })
        });
        PageFit {
            level: plan.level,
            slack: plan.slack,
            is_parted: plan.fault == Some(PageFault::Parted),
            delayed: delayed.collect(),
        }
    }

    /// The plan that has the text before an item.
    fn page_of(&self, item: usize) -> usize {
        let begins_before = |first: &Option<usize>| first.is_some_and(|first| first < item);
        self.first_items
            .iter()
            .rposition(begins_before)
            .unwrap_or(0)
    }
}

/// Where the first thing on a strip is written.
pub fn first_span(strip: &Strip) -> Option<Span> {
    strip.marks.iter().find_map(|mark| match mark {
        Mark::Text(run) => run.span,
        Mark::Image(image) => image.span,
        Mark::Fill(_) => None,
    })
}
