//! A paragraph in other numbers of lines than the best, for pages that want a line fewer or more. In:
//! the items. Out: the best breaks, and where they can be good too, those of one line fewer and one
//! line more, from one search that tells breaks apart by their line (M. F. Plass, *Optimal Pagination
//! Techniques for Automatic Typesetting Systems*, 1981).

use crate::length::Length;

use super::active::{FORCED, Search};
use super::{Breaks, Item, LineParameters, Totals, passes};

/// A paragraph of more lines has no variants.
const MOST_LINES: i64 = 60;

/// The breaks of a paragraph in several numbers of lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineVariants {
    /// The best.
    pub best: Breaks,
    /// One line fewer.
    pub shorter: Option<Breaks>,
    /// One line more.
    pub longer: Option<Breaks>,
}

/// Breaks a paragraph as [`super::break_lines`] does, and also into one line fewer and one line more.
///
/// Variants keep every line within the tolerance, have no overfull line and no runt. A paragraph of one
/// line has none, and neither has one whose author ended a line.
pub fn break_lines_variants(
    items: &[Item],
    measure: Length,
    parameters: &LineParameters,
) -> LineVariants {
    // Where lines are told apart, work grows with the square of their number; and a paragraph of many
    // lines leaves pages all the choice that they need.
    let mut all = Totals::default();
    items.iter().for_each(|item| all.add(*item));
    if all.width > measure.0.saturating_mul(MOST_LINES) {
        return alone(super::break_lines(items, measure, parameters));
    }
    let mut found = None;
    for pass in passes(parameters).into_iter().flatten() {
        let search = Search::run(items, measure, parameters, pass, pass.hyphenate);
        let Some(best) = pass.answer(&search) else {
            continue;
        };
        let is_emergency = pass.is_last && parameters.emergency_stretch > Length::ZERO;
        if is_emergency {
            return alone(best);
        }
        if parameters.good.is_some_and(|good| pass.threshold > good) {
            // Loose as it is, it does not serve to make pages level.
            return alone(best);
        }
        if pass.hyphenate {
            found = Some((best, search));
            break;
        }
        if !may_vary(items, measure, parameters, best.lines.len()) {
            return alone(best);
        }
        // The tolerance of the next pass is that of the variants.
        let mut hyphenating = passes(parameters).into_iter().flatten();
        let Some(next) = hyphenating.find(|pass| pass.hyphenate) else {
            return alone(best);
        };
        found = Some((best, Search::run(items, measure, parameters, next, true)));
        break;
    }
    let Some((best, search)) = found else {
        return alone(super::break_lines(items, measure, parameters));
    };
    let count = i32::try_from(best.lines.len()).unwrap_or(i32::MAX);
    if count < 2 || items.iter().any(is_forced) {
        return alone(best);
    }
    LineVariants {
        shorter: search.of_lines(count - 1),
        longer: search.of_lines(count.saturating_add(1)),
        best,
    }
}

fn alone(best: Breaks) -> LineVariants {
    LineVariants {
        best,
        shorter: None,
        longer: None,
    }
}

fn is_forced(item: &Item) -> bool {
    matches!(item, Item::Penalty(penalty) if *penalty <= FORCED)
}

/// Whether the paragraph's whole width lets it be set in another number of lines at all. It may say yes
/// in vain, but never no where a variant exists.
fn may_vary(items: &[Item], measure: Length, parameters: &LineParameters, count: usize) -> bool {
    let Ok(count) = i64::try_from(count) else {
        return false;
    };
    if count < 2 {
        return false;
    }
    let mut all = Totals::default();
    let mut swallowed = 0;
    for item in items {
        all.add(*item);
        if let Item::Glue { width, .. } = item {
            swallowed = width.0.max(swallowed);
        }
    }
    // The spaces at breaks, the hyphens there, and what stands out.
    let slack = count * (swallowed + measure.0 / 64);
    let narrowest = all.width - all.shrink - all.flex;
    let ratio = stretch_ratio(parameters.good.unwrap_or(parameters.tolerance));
    let widest =
        all.width + all.flex + (all.stretch[0] + parameters.ragged_stretch.0 * count) * ratio / 100;
    narrowest - slack <= (count - 1) * measure.0
        || widest + slack >= count * measure.0 + parameters.runt.0
}

/// The hundredths of its stretch that a line of this badness has gained: more, for lines that end in
/// small steps.
fn stretch_ratio(tolerance: i32) -> i64 {
    // Badness is 100 times the cube of the ratio.
    (100..)
        .step_by(10)
        .find(|ratio| ratio * ratio * ratio / 10_000 > i64::from(tolerance))
        .unwrap_or(1_000)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{read_answers, words};
    use super::super::{Setting, break_lines};
    use super::*;

    #[test]
    fn the_best_is_what_the_breaker_finds_alone() {
        for paragraph in read_answers() {
            let parameters = LineParameters {
                looseness: 0,
                ..paragraph.parameters
            };
            let found = break_lines_variants(&paragraph.items, paragraph.measure, &parameters);
            let alone = break_lines(&paragraph.items, paragraph.measure, &parameters);
            assert_eq!(found.best.demerits, alone.demerits);
            assert_eq!(found.best.lines.len(), alone.lines.len());
        }
    }

    /// The breaker's own looseness, which LuaTeX confirms, finds the same lines.
    #[test]
    fn variants_are_what_looseness_finds() {
        let mut variants = 0;
        for paragraph in read_answers().into_iter().step_by(3) {
            let parameters = LineParameters {
                looseness: 0,
                pretolerance: None,
                emergency_stretch: Length::pt(1),
                ..paragraph.parameters
            };
            let (items, measure) = (&paragraph.items, paragraph.measure);
            let found = break_lines_variants(items, measure, &parameters);
            for (looseness, variant) in [(-1, &found.shorter), (1, &found.longer)] {
                let asked = LineParameters {
                    looseness,
                    ..parameters
                };
                let asked = break_lines(items, measure, &asked);
                let Some(variant) = variant else {
                    continue;
                };
                variants += 1;
                assert_eq!(asked.looseness, looseness);
                assert_eq!(variant.demerits, asked.demerits);
                assert!(variant.lines.iter().all(is_sane));
            }
        }
        assert!(variants > 100, "{variants}");
    }

    fn is_sane(line: &super::super::Line) -> bool {
        line.setting.overfull().is_none()
            && match line.setting {
                Setting::Stretch {
                    order: 0,
                    excess,
                    total,
                } => excess < total * 5,
                Setting::Natural | Setting::Stretch { .. } | Setting::Shrink { .. } => true,
            }
    }

    #[test]
    fn the_bound_never_hides_a_variant() {
        for paragraph in read_answers() {
            let parameters = LineParameters {
                looseness: 0,
                pretolerance: None,
                ..paragraph.parameters
            };
            let (items, measure) = (&paragraph.items, paragraph.measure);
            let found = break_lines_variants(items, measure, &parameters);
            if found.shorter.is_some() || found.longer.is_some() {
                let count = found.best.lines.len();
                assert!(may_vary(items, measure, &parameters, count));
            }
        }
    }

    #[test]
    fn a_very_long_paragraph_has_no_variants() {
        let widths: Vec<i64> = (0..4_000).map(|word| 14 + (word * 5) % 23).collect();
        let parameters = LineParameters::default();
        let has_variants = |count: usize| {
            let items = words(widths.get(..count).unwrap_or_default());
            let found = break_lines_variants(&items, Length::pt(200), &parameters);
            found.shorter.is_some() || found.longer.is_some()
        };
        assert!((20..200).any(has_variants));
        assert!(!(2_000..2_010).any(has_variants));
    }

    #[test]
    fn one_line_has_no_variant_and_a_runt_is_none() {
        let parameters = LineParameters {
            runt: Length::pt(40),
            ..LineParameters::default()
        };
        let short = break_lines_variants(&words(&[30, 30]), Length::pt(200), &parameters);
        assert_eq!((short.shorter, short.longer), (None, None));
        for last in 1..60 {
            let mut widths: Vec<i64> = (0..40).map(|word| 14 + (word * 5) % 23).collect();
            widths.push(last);
            let items = words(&widths);
            let found = break_lines_variants(&items, Length::pt(200), &parameters);
            for variant in [found.shorter, found.longer].into_iter().flatten() {
                let start = variant.lines[variant.lines.len() - 1].start;
                let mut line = Totals::default();
                items[start..].iter().for_each(|item| line.add(*item));
                assert!(line.width >= Length::pt(40).0);
            }
        }
    }
}
