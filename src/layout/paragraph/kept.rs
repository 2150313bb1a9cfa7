//! The lines of paragraphs that show folios. These are set again when pages are known, and where a folio has
//! kept its number of figures, all items are as wide as they were: so are the lines. In: the items of a
//! paragraph. Out: its breaks, found now or the last time.
//!
//! Items are known again by their number and a hash of 64 bits: kept whole, they took 4 MB of a book of 1,100
//! pages.

use std::hash::BuildHasher;

use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::document::TextId;
use crate::length::Length;

use super::super::break_lines::{Item, LineParameters, LineVariants, break_lines_variants};

/// The breaks of paragraphs by their texts, each with all that they hang on.
#[derive(Debug, Default)]
pub struct KeptLines(FxHashMap<TextId, Kept>);

#[derive(Debug)]
struct Kept {
    /// How many items there were, and their hash.
    items: (usize, u64),
    measure: Length,
    parameters: LineParameters,
    lines: LineVariants,
}

impl KeptLines {
    /// What [`break_lines_variants`] finds.
    pub(super) fn variants(
        &mut self,
        text: TextId,
        items: &[Item],
        measure: Length,
        parameters: &LineParameters,
    ) -> LineVariants {
        let hashed = (items.len(), FxBuildHasher.hash_one(items));
        let known = self.0.get(&text).filter(|own| {
            own.items == hashed && own.measure == measure && own.parameters == *parameters
        });
        if let Some(known) = known {
            return known.lines.clone();
        }
        let lines = break_lines_variants(items, measure, parameters);
        let kept = Kept {
            items: hashed,
            measure,
            parameters: *parameters,
            lines: lines.clone(),
        };
        self.0.insert(text, kept);
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words of `width` with spaces between them.
    fn items(width: Length) -> Vec<Item> {
        let glue = |stretch, order| Item::Glue {
            width: Length::pt(3),
            stretch,
            order,
            shrink: Length::pt(1),
        };
        let words = (0..60).flat_map(|_| [Item::Box(width), glue(Length::pt(2), 0)]);
        let mut items: Vec<Item> = words.collect();
        items.extend([Item::Penalty(10_000), glue(Length::pt(1), 2)]);
        items
    }

    #[test]
    fn lines_are_kept_for_the_same_items_on_the_same_measure_alone() {
        let mut kept = KeptLines::default();
        let parameters = LineParameters::default();
        let strict = LineParameters {
            line_penalty: 500,
            ..parameters
        };
        let wide = Length::pt(300);
        for (items, measure, parameters) in [
            (items(Length::pt(20)), wide, parameters),
            (items(Length::pt(20)), wide, parameters),
            (items(Length::pt(31)), wide, parameters),
            (items(Length::pt(31)), Length::pt(200), parameters),
            (items(Length::pt(31)), Length::pt(200), strict),
        ] {
            let own = kept.variants(TextId(0), &items, measure, &parameters);
            assert_eq!(own, break_lines_variants(&items, measure, &parameters));
        }
        let own = kept.0.get(&TextId(0)).expect("lines that are kept");
        assert_eq!(own.parameters, strict);
        assert_eq!(kept.0.len(), 1);
    }
}
