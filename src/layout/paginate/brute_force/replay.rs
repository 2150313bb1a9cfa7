//! Plans read back: what stands on the pages is the chapter, and nothing overlaps.

use std::collections::BTreeMap;

use super::super::*;
use super::chapters::Chapter;

/// Every strip, float and note line stands once, in order, and nothing overlaps.
pub(super) fn check(chapter: &Chapter, track: &Track<'_>, plans: &[PagePlan], frame: &PageFrame) {
    let stood: Vec<usize> = plans
        .iter()
        .flat_map(|plan| plan.strips.iter().map(|(item, _)| *item))
        .collect();
    let mut segments: Vec<usize> = Vec::new();
    for item in &stood {
        let row = track.rows.iter().find(|row| row.item == *item).unwrap();
        if track.ways[row.way].rows.start
            == track.rows.iter().position(|own| own.item == *item).unwrap()
        {
            segments.push(row.segment);
        }
    }
    assert_eq!(
        segments,
        (0..track.segments.len()).collect::<Vec<_>>(),
        "{chapter:?}"
    );
    assert!(stood.is_sorted(), "{chapter:?}");
    let floats: Vec<usize> = plans
        .iter()
        .flat_map(|plan| {
            plan.floats_above
                .iter()
                .chain(&plan.floats_below)
                .map(|(item, _)| *item)
        })
        .collect();
    assert_eq!(
        floats,
        track.floats.iter().map(|own| own.item).collect::<Vec<_>>(),
        "{chapter:?}"
    );
    let mut lines = BTreeMap::new();
    for plan in plans {
        for part in &plan.notes {
            let set = lines.entry(part.note.0).or_insert(0);
            assert_eq!(*set, part.lines.start, "{chapter:?}");
            *set = part.lines.end;
        }
        let height = |item: &usize| match &chapter.items[*item] {
            FlowItem::Strip(strip) | FlowItem::Float(strip) => strip.height,
            _ => Length::ZERO,
        };
        let all = plan
            .floats_above
            .iter()
            .chain(&plan.strips)
            .chain(&plan.floats_below);
        let rise = |item: &usize| match &chapter.items[*item] {
            FlowItem::Strip(strip) | FlowItem::Float(strip) => strip.rise,
            _ => Length::ZERO,
        };
        if let (true, Some((item, top))) = (plan.floats_above.is_empty(), plan.strips.first()) {
            assert!(
                *top <= Length::ZERO && *top >= -rise(item),
                "{plan:?} of {chapter:?}"
            );
        }
        let mut y = None;
        for (item, top) in all {
            // What stands at the head of a page alone may rise over it.
            let least = y.unwrap_or_else(|| -rise(item));
            assert!(*top >= least, "{plan:?} of {chapter:?}");
            y = Some(*top + height(item));
        }
        let y = y.unwrap_or_default();
        if plan.fault != Some(PageFault::Overfull) {
            assert!(y <= frame.height + frame.grid, "{plan:?} of {chapter:?}");
            assert!(
                plan.notes.is_empty() || plan.notes_top >= y,
                "{plan:?} of {chapter:?}"
            );
        }
    }
    let expected: BTreeMap<u32, usize> = chapter
        .notes
        .iter()
        .zip(0..)
        .map(|(own, id)| (id, own.len()))
        .collect();
    assert_eq!(lines, expected, "{chapter:?}");
}
