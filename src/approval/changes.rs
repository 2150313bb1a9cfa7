//! The marks of the paragraphs that were approved, and those of the text as it is -> which paragraphs
//! were changed, added, moved and removed.
//!
//! Paragraphs that occur once on both sides and keep their order are fixed points (the patience diff
//! of Bram Cohen); between two of them, paragraphs that agree from the front and from the back are
//! paired. What is left was changed. The work grows as n log n.

use std::collections::BTreeMap;

/// What was done to a text. A place counts its paragraphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// The paragraph is another.
    Changed(usize),
    /// The paragraph is new.
    Added(usize),
    /// The paragraph stood elsewhere.
    Moved(usize),
    /// So many paragraphs that stood before this one, or at the end, are gone.
    Removed {
        /// The paragraph before which they stood.
        before: usize,
        /// How many they were.
        count: usize,
    },
}

/// The changes in the order of the text.
pub fn changes(approved: &[&str], now: &[&str]) -> Vec<Change> {
    let mut gaps = Vec::new();
    let mut from = [0, 0];
    let ends = fixed_points(approved, now)
        .into_iter()
        .chain([[approved.len(), now.len()]]);
    for to in ends {
        gaps.push(narrowed(approved, now, from, to));
        from = to.map(|at| at + 1);
    }
    let mut left: BTreeMap<&str, usize> = BTreeMap::new();
    for [old, _] in &gaps {
        for mark in approved.get(old.clone()).unwrap_or_default() {
            *left.entry(mark).or_default() += 1;
        }
    }
    // First who moved, from wherever; then, gap by gap, who took whose place.
    let mut moved = Vec::new();
    for at in gaps.iter().flat_map(|[_, new]| new.clone()) {
        let count = now.get(at).and_then(|mark| left.get_mut(mark));
        if let Some(count) = count.filter(|count| **count > 0) {
            *count -= 1;
            moved.push(at);
        }
    }
    let mut found = Vec::new();
    for [old, new] in gaps {
        let mut gone = 0;
        for mark in approved.get(old).unwrap_or_default() {
            if let Some(count) = left.get_mut(mark).filter(|count| **count > 0) {
                *count -= 1;
                gone += 1;
            }
        }
        let end = new.end;
        for at in new {
            found.push(if moved.binary_search(&at).is_ok() {
                Change::Moved(at)
            } else if gone > 0 {
                gone -= 1;
                Change::Changed(at)
            } else {
                Change::Added(at)
            });
        }
        if gone > 0 {
            found.push(Change::Removed {
                before: end,
                count: gone,
            });
        }
    }
    found
}

/// Both sides of a gap without the paragraphs that agree from the front and from the back.
fn narrowed(
    approved: &[&str],
    now: &[&str],
    from: [usize; 2],
    to: [usize; 2],
) -> [std::ops::Range<usize>; 2] {
    let [old, new] = [approved.get(from[0]..to[0]), now.get(from[1]..to[1])];
    let (old, new) = (old.unwrap_or_default(), new.unwrap_or_default());
    let agree = |(a, b): &(&&str, &&str)| a == b;
    let front = old.iter().zip(new).take_while(agree).count();
    let rest = old
        .iter()
        .skip(front)
        .rev()
        .zip(new.iter().skip(front).rev());
    let back = rest.take_while(agree).count();
    [
        from[0] + front..to[0].saturating_sub(back).max(from[0] + front),
        from[1] + front..to[1].saturating_sub(back).max(from[1] + front),
    ]
}

/// The places, old and new, of paragraphs that occur once on both sides, as many as keep their order.
fn fixed_points(approved: &[&str], now: &[&str]) -> Vec<[usize; 2]> {
    let (old, new) = (once(approved), once(now));
    let mut pairs: Vec<[usize; 2]> = new
        .iter()
        .filter_map(|(mark, at)| Some([*old.get(mark)?, *at]))
        .collect();
    pairs.sort_unstable_by_key(|[_, new]| *new);
    // The longest rising subsequence of the old places: `tails` has the pair at which the best one of
    // each length ends.
    let mut tails: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::new();
    let old_of = |at: usize| pairs.get(at).map_or(0, |[old, _]| *old);
    for at in 0..pairs.len() {
        let length = tails.partition_point(|tail| old_of(*tail) < old_of(at));
        before.push(
            length
                .checked_sub(1)
                .and_then(|last| tails.get(last).copied()),
        );
        match tails.get_mut(length) {
            Some(tail) => *tail = at,
            None => tails.push(at),
        }
    }
    let mut points = Vec::with_capacity(tails.len());
    let mut next = tails.last().copied();
    while let Some(at) = next {
        points.extend(pairs.get(at));
        next = before.get(at).copied().flatten();
    }
    points.reverse();
    points
}

/// The marks that occur once, with their places.
fn once<'m>(marks: &[&'m str]) -> BTreeMap<&'m str, usize> {
    let mut places: BTreeMap<&str, Option<usize>> = BTreeMap::new();
    for (at, mark) in marks.iter().enumerate() {
        places
            .entry(mark)
            .and_modify(|place| *place = None)
            .or_insert(Some(at));
    }
    let once = places.into_iter();
    once.filter_map(|(mark, at)| Some((mark, at?))).collect()
}

#[cfg(test)]
mod tests {
    use super::Change::{Added, Changed, Moved, Removed};
    use super::*;

    fn of(approved: &str, now: &str) -> Vec<Change> {
        let marks = |text: &'static str| text.split_whitespace().collect::<Vec<_>>();
        let own = |text: &str| marks(Box::leak(text.to_owned().into_boxed_str()));
        changes(&own(approved), &own(now))
    }

    #[test]
    fn each_kind_of_change_is_known() {
        let removed = |before, count| Removed { before, count };
        for (approved, now, expected) in [
            ("a b c", "a b c", vec![]),
            ("a b c", "a x c", vec![Changed(1)]),
            ("a b c", "a b x c", vec![Added(2)]),
            ("a b c", "a c", vec![removed(1, 1)]),
            ("a b c", "a", vec![removed(1, 2)]),
            ("a b c", "", vec![removed(0, 3)]),
            ("", "a", vec![Added(0)]),
            ("a b c d", "b c d a", vec![Moved(3)]),
            ("a b c d", "a x y d", vec![Changed(1), Changed(2)]),
            ("a b c d", "a x d", vec![Changed(1), removed(2, 1)]),
            ("a b", "x a b y", vec![Added(0), Added(3)]),
            // Paragraphs that are there several times.
            ("a - b - c -", "b - c -", vec![removed(0, 2)]),
            ("a - b - c -", "a - x - c -", vec![Changed(2)]),
            ("- - -", "- - - -", vec![Added(3)]),
            ("- - -", "-", vec![removed(1, 2)]),
        ] {
            assert_eq!(of(approved, now), expected, "{approved} / {now}");
        }
    }

    #[test]
    fn a_long_text_turned_round_takes_no_long_time() {
        let names: Vec<String> = (0..100_000).map(|at| format!("{at:08x}")).collect();
        let approved: Vec<&str> = names.iter().map(String::as_str).collect();
        let now: Vec<&str> = approved.iter().rev().copied().collect();
        assert_eq!(changes(&approved, &now).len(), 99_999);
    }
}
