//! The widths of a table's columns: each wants its longest cell on one line and can do with its
//! longest word; what the measure leaves is shared out in between.

use crate::length::Length;

/// What a column's cells ask for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Demand {
    /// The width of its longest word.
    pub least: Length,
    /// The width of its longest cell on one line.
    pub most: Length,
}

/// The widths of the columns, which together with the gaps between them fill `room`.
pub fn widths(demands: &[Demand], room: Length, gap: Length) -> Vec<Length> {
    let count = i64::try_from(demands.len()).unwrap_or(0);
    if count == 0 {
        return Vec::new();
    }
    let room = (room - gap * (count - 1)).max(Length(count));
    let least: Length = demands.iter().map(|demand| demand.least).sum();
    let most: Length = demands.iter().map(|demand| demand.most).sum();
    let shares: Vec<(Length, Length)> = if most <= room {
        // All fit: the slack goes to the columns by their width.
        demands
            .iter()
            .map(|demand| (demand.most, demand.most))
            .collect()
    } else if least <= room {
        demands
            .iter()
            .map(|demand| (demand.least, demand.most - demand.least))
            .collect()
    } else {
        // Not even the words fit: all shrink alike, and the lines that stick out are reported.
        demands
            .iter()
            .map(|demand| (Length::ZERO, demand.least.max(Length(1))))
            .collect()
    };
    let fixed: Length = shares.iter().map(|(fixed, _)| *fixed).sum();
    let weights: i64 = shares.iter().map(|(_, weight)| weight.0).sum();
    let slack = room - fixed;
    let mut given = Length::ZERO;
    let mut passed = 0;
    shares
        .iter()
        .map(|(fixed, weight)| {
            // Cumulative shares, so that rounding leaves no rest.
            passed += weight.0;
            let until_here = if weights == 0 {
                slack
            } else {
                slack.scale(passed, weights)
            };
            let extra = until_here - given;
            given = until_here;
            *fixed + extra
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn demand(least: i64, most: i64) -> Demand {
        Demand {
            least: Length::pt(least),
            most: Length::pt(most),
        }
    }

    #[test]
    fn the_widths_and_gaps_fill_the_measure_in_every_case() {
        let gap = Length::pt(10);
        for demands in [
            vec![demand(10, 20), demand(30, 40)],
            vec![demand(50, 400), demand(60, 90), demand(20, 20)],
            vec![demand(300, 400), demand(300, 300)],
            vec![demand(0, 0)],
        ] {
            let widths = widths(&demands, Length::pt(340), gap);
            let gaps = gap * (i64::try_from(demands.len()).unwrap() - 1);
            assert_eq!(
                widths.iter().copied().sum::<Length>() + gaps,
                Length::pt(340),
                "{demands:?}"
            );
        }
    }

    #[test]
    fn a_column_gets_its_longest_word_where_all_words_fit() {
        let demands = [demand(50, 400), demand(60, 90), demand(20, 20)];
        for (width, demand) in widths(&demands, Length::pt(340), Length::pt(10))
            .iter()
            .zip(demands)
        {
            assert!(
                *width >= demand.least && *width <= demand.most,
                "{width:?} {demand:?}"
            );
        }
    }
}
