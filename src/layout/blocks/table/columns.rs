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
    let shares: Vec<Share> = if most <= room {
        // All fit: the slack goes to the columns by their width.
        let whole = |demand: &Demand| Share {
            fixed: demand.most,
            weight: demand.most,
        };
        demands.iter().map(whole).collect()
    } else if least <= room {
        satisfy_narrow_columns(demands, room)
    } else {
        // Not even the words fit: all shrink alike, and the lines that stick out are reported.
        let part = |demand: &Demand| Share {
            fixed: Length::ZERO,
            weight: demand.least,
        };
        demands.iter().map(part).collect()
    };
    share_out(&shares, room)
}

/// What a column has for certain, and its weight when the rest is shared out.
#[derive(Clone, Copy, Debug)]
struct Share {
    fixed: Length,
    weight: Length,
}

/// Columns that want no more than an equal part get what they want; the others share what is left
/// by what they lack.
fn satisfy_narrow_columns(demands: &[Demand], room: Length) -> Vec<Share> {
    let mut satisfied = vec![false; demands.len()];
    let mut left = room;
    let mut hungry = demands.len();
    loop {
        let part = left / i64::try_from(hungry).unwrap_or(1).max(1);
        let others: Length = open(demands, &satisfied).map(|demand| demand.least).sum();
        let next = demands.iter().zip(&satisfied).position(|(demand, done)| {
            !done && demand.most <= part && left - demand.most >= others - demand.least
        });
        let Some(at) = next else { break };
        satisfied[at] = true;
        left -= demands[at].most;
        hungry -= 1;
    }
    let share = |(demand, done): (&Demand, &bool)| {
        if *done {
            Share {
                fixed: demand.most,
                weight: Length::ZERO,
            }
        } else {
            Share {
                fixed: demand.least,
                weight: demand.most - demand.least,
            }
        }
    };
    demands.iter().zip(&satisfied).map(share).collect()
}

/// The columns that are not satisfied.
fn open<'d>(demands: &'d [Demand], satisfied: &'d [bool]) -> impl Iterator<Item = &'d Demand> {
    demands
        .iter()
        .zip(satisfied)
        .filter(|(_, done)| !**done)
        .map(|(demand, _)| demand)
}

/// Shares out what the fixed parts leave, by weight, without a rest.
fn share_out(shares: &[Share], room: Length) -> Vec<Length> {
    let fixed: Length = shares.iter().map(|share| share.fixed).sum();
    let weights: Length = shares.iter().map(|share| share.weight).sum();
    let slack = room - fixed;
    let mut given = Length::ZERO;
    let mut passed = Length::ZERO;
    let mut widths = Vec::with_capacity(shares.len());
    for share in shares {
        passed += share.weight;
        // Cumulative, so that rounding leaves nothing over.
        let so_far = if weights == Length::ZERO {
            slack
        } else {
            slack.scale(passed.0, weights.0)
        };
        widths.push(share.fixed + so_far - given);
        given = so_far;
    }
    widths
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
    fn a_narrow_column_is_not_broken_for_a_wide_one() {
        let demands = [demand(40, 85), demand(60, 600)];
        let widths = widths(&demands, Length::pt(340), Length::pt(10));
        assert_eq!(widths, [Length::pt(85), Length::pt(245)]);
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
