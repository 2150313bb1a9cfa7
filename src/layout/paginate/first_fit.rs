//! Pages filled one after another, each with all that it has room for: the guess from which folios
//! are known, within a page or two, before pages are chosen. In: what pages are filled from. Out:
//! plans that say what stands on a page, and not where.

use crate::document::NoteId;
use crate::length::Length;

use super::fill::{Stock, next_top};
use super::{NotePart, PagePlan};

/// The pages of a division as they come, in the time that it takes to read its rows.
pub(super) fn first_fit(stock: &Stock<'_>) -> Vec<PagePlan> {
    let (frame, track) = (stock.frame, stock.track);
    let mut pages = Vec::new();
    let mut page = Page::default();
    let mut floats = 0;
    for segment in &track.segments {
        let Some(way) = track.ways.get(segment.start) else {
            continue;
        };
        for at in way.rows.clone() {
            let Some(row) = track.rows.get(at) else {
                continue;
            };
            while floats < row.floats {
                if let Some(float) = track.floats.get(floats) {
                    let height = float.strip.height + frame.float_gap;
                    if page.is_begun && page.height + height > frame.height {
                        pages.push(std::mem::take(&mut page).plan);
                    }
                    page.height += height;
                    page.is_begun = true;
                    page.plan.floats_above.push((float.item, Length::ZERO));
                }
                floats += 1;
            }
            let called = track.notes_before(track.next_after(at));
            let notes = row.notes..called.max(row.notes);
            let below = |page: &Page| {
                let y = next_top(page.y, row, !page.is_begun, frame.grid) + row.strip.height;
                let gap = match notes.is_empty() || page.has_notes() {
                    true => Length::ZERO,
                    false => frame.note_gap,
                };
                (y, gap + stock.notes.height_of(notes.clone()))
            };
            let (mut y, mut foot) = below(&page);
            if page.is_begun && page.height + (y - page.y) + foot > frame.height {
                pages.push(std::mem::take(&mut page).plan);
                (y, foot) = below(&page);
            }
            page.height += y - page.y + foot;
            page.y = y;
            page.is_begun = true;
            page.plan.strips.push((row.item, Length::ZERO));
            page.plan.notes.extend(notes.map(|note| NotePart {
                note: NoteId(u32::try_from(note).unwrap_or(u32::MAX)),
                lines: 0..usize::MAX,
            }));
        }
    }
    for float in track.floats.iter().skip(floats) {
        page.is_begun = true;
        page.plan.floats_above.push((float.item, Length::ZERO));
    }
    if page.is_begun {
        pages.push(page.plan);
    }
    pages
}

/// A page while it is filled.
#[derive(Default)]
struct Page {
    plan: PagePlan,
    /// Where its text ends.
    y: Length,
    /// The height of all that is on it.
    height: Length,
    is_begun: bool,
}

impl Page {
    fn has_notes(&self) -> bool {
        !self.plan.notes.is_empty()
    }
}
