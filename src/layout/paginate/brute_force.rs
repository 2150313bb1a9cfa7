//! Small random chapters, with headings, variants, notes and floats, against every division of them
//! into pages there is. Nothing of the search is used here: pages are put together row by row, and
//! what they cost is counted out again from what `cost.rs` says.

mod chapters;
mod reader;
mod replay;

use std::collections::BTreeMap;

use super::cost::Side;
use super::fill::{Origin, Pages};
use super::search::Start;
use super::*;

use chapters::Chapter;
use reader::Reader;

const LINE: Length = Length::pt(12);
const CHAPTERS: u64 = 10_000;

#[test]
fn no_division_into_pages_is_better_than_the_chosen_one() {
    let mut kinds = BTreeMap::new();
    for seed in 0..CHAPTERS {
        let chapter = Chapter::random(seed);
        let items: Vec<&FlowItem> = chapter.items.iter().collect();
        let notes: Vec<Vec<&Strip>> = chapter
            .notes
            .iter()
            .map(|own| own.iter().collect())
            .collect();
        let galley = GalleyView {
            items: &items,
            repeats: &[],
            notes: &notes,
        };
        let track = Track::of(&items);
        let frame = chapter.frame();
        let stock = Stock {
            track: &track,
            galley,
            notes: Notes::new(&notes, frame.continued),
            frame: &frame,
        };
        let found = search(&stock).end.map(|end| end.cost);
        let mut reader = Reader::new(&stock);
        let start = Start {
            origin: Origin::default(),
            side: Side::Recto(None),
        };
        let least = reader.least(start);
        for (origin, made) in &reader.pages {
            let walked = Pages::from(&stock, *origin).filled;
            let walked = walked
                .iter()
                .map(|own| (own.next, own.level, own.is_end, own.cost));
            let made = made
                .iter()
                .map(|own| (own.next, own.level, own.is_end, own.cost));
            assert_eq!(
                cheapest(walked),
                cheapest(made),
                "from {origin:?}: chapter {seed}: {chapter:?}"
            );
        }
        assert_eq!(found, least, "chapter {seed}: {chapter:?}");
        let plans = choose_breaks(galley, &frame);
        replay::check(&chapter, &track, &plans, &frame);
        *kinds.entry(chapter.kind(&plans)).or_insert(0) += 1;
    }
    // The chapters show what they are to show.
    for kind in ["several pages", "notes that go on", "floats", "variants"] {
        assert!(
            kinds
                .iter()
                .any(|(own, count)| own.contains(kind) && *count > 100),
            "{kinds:?}"
        );
    }
}

/// The least cost of each page that differs for what follows.
fn cheapest(
    pages: impl Iterator<Item = (Origin, Length, bool, i64)>,
) -> BTreeMap<(Origin, Length, bool), i64> {
    let mut cheapest = BTreeMap::new();
    for (next, level, is_end, cost) in pages {
        let best = cheapest.entry((next, level, is_end)).or_insert(cost);
        *best = cost.min(*best);
    }
    cheapest
}
