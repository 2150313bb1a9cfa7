//! The widths of a table's columns: none is narrower than its longest word, and what the measure
//! leaves goes where it makes the table low. What is left then is shared out, for balance.

use crate::length::Length;

use super::cells::CellText;

/// What a column's cells ask for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Demand {
    /// The width of its longest word.
    pub least: Length,
    /// The width of its longest cell on one line.
    pub most: Length,
}

/// The texts of a row, by column; `None` for a cell that belongs to several rows or columns.
pub type RowText = Vec<Option<CellText>>;

/// How many stretches are looked at in all, so that long tables take no longer than their length.
const WORK: usize = 400_000;

/// The steps that every table may take.
const FEWEST_STEPS: usize = 4;

/// Of the next steps the cheapest so many are tried.
const TRIED: usize = 6;

/// One line in so many is given for narrow columns that are not broken.
const DEARER: usize = 40;

/// The widths of the columns, which together with the gaps between them fill `room`.
pub fn widths(demands: &[Demand], rows: &[RowText], room: Length, gap: Length) -> Vec<Length> {
    let count = i64::try_from(demands.len()).unwrap_or(0);
    if count == 0 {
        return Vec::new();
    }
    let room = (room - gap * (count - 1)).max(Length(count));
    let least: Length = demands.iter().map(|demand| demand.least).sum();
    let most: Length = demands.iter().map(|demand| demand.most).sum();
    if most <= room {
        // All fit: the slack goes to the columns by their width.
        let whole = |demand: &Demand| Share {
            fixed: demand.most,
            weight: demand.most,
        };
        let shares: Vec<Share> = demands.iter().map(whole).collect();
        return share_out(&shares, room);
    }
    if least > room {
        // Not even the words fit: all shrink alike, and the lines that stick out are reported.
        let part = |demand: &Demand| Share {
            fixed: Length::ZERO,
            weight: demand.least,
        };
        let shares: Vec<Share> = demands.iter().map(part).collect();
        return share_out(&shares, room);
    }
    let fair = share_out(&satisfy_narrow_columns(demands, room), room);
    let low = lowest(demands, rows, room);
    let whole = lowest(&with_whole_columns(demands, room), rows, room);
    // Narrow columns stay unbroken where that costs next to nothing.
    let limit = height(rows, &low).min(height(rows, &fair));
    let limit = limit + limit / DEARER;
    let candidates = [whole, fair, low];
    let chosen = candidates
        .into_iter()
        .find(|widths| height(rows, widths) <= limit);
    balance(&chosen.unwrap_or_default(), demands, room)
}

/// The demands, those of columns raised that want no more than an equal part.
fn with_whole_columns(demands: &[Demand], room: Length) -> Vec<Demand> {
    let shares = satisfy_narrow_columns(demands, room);
    let whole = |(demand, share): (&Demand, Share)| Demand {
        least: demand.least.max(share.fixed),
        ..*demand
    };
    demands.iter().zip(shares).map(whole).collect()
}

/// The lines of all rows.
fn height(rows: &[RowText], widths: &[Length]) -> usize {
    rows.iter().map(|row| row_height(row, widths)).sum()
}

/// The lines of a row: those of its highest cell.
fn row_height(row: &RowText, widths: &[Length]) -> usize {
    let cells = row.iter().zip(widths);
    let lines = cells.filter_map(|(cell, width)| Some(cell.as_ref()?.lines_in(*width)));
    lines.max().unwrap_or(1)
}

/// Widens the columns from their longest words on, each time for a row that becomes a line lower:
/// of the cheapest rows that for which the table loses most lines for the width that it takes.
fn lowest(demands: &[Demand], rows: &[RowText], room: Length) -> Vec<Length> {
    let mut widths: Vec<Length> = demands.iter().map(|demand| demand.least).collect();
    let stretches = rows.iter().flatten().flatten().map(CellText::stretches);
    let steps = (WORK / stretches.sum::<usize>().max(1)).clamp(FEWEST_STEPS, 400);
    for _ in 0..steps {
        let spare = room - widths.iter().copied().sum();
        let mut next: Vec<(Length, Vec<Length>)> = Vec::new();
        for row in rows {
            let lines = row_height(row, &widths);
            if lines < 2 {
                continue;
            }
            let wider = widened(row, &widths, lines - 1);
            let cost = wider.iter().copied().sum::<Length>() - widths.iter().copied().sum();
            if cost <= spare {
                next.push((cost, wider));
            }
        }
        next.sort();
        next.dedup();
        next.truncate(TRIED);
        let now = height(rows, &widths);
        let gains = next.into_iter().map(|(cost, wider)| {
            let lines = now.saturating_sub(height(rows, &wider));
            (
                cost.max(Length(1)),
                i64::try_from(lines).unwrap_or(0),
                wider,
            )
        });
        let better = gains.filter(|(_, gain, _)| *gain > 0).reduce(|best, own| {
            let is_better =
                i128::from(own.1) * i128::from(best.0.0) > i128::from(best.1) * i128::from(own.0.0);
            if is_better { own } else { best }
        });
        let Some((_, _, wider)) = better else { break };
        widths = wider;
    }
    widths
}

/// The widths at which a row takes no more than these lines.
fn widened(row: &RowText, widths: &[Length], lines: usize) -> Vec<Length> {
    let wanted = row.iter().map(|cell| match cell {
        Some(cell) => cell.width_for(lines),
        None => Length::ZERO,
    });
    let wanted = wanted.chain(std::iter::repeat(Length::ZERO));
    let cells = widths.iter().zip(wanted);
    cells.map(|(own, wanted)| (*own).max(wanted)).collect()
}

/// Shares out what the widths leave of the room by what each column lacks. No row gets higher by it.
fn balance(widths: &[Length], demands: &[Demand], room: Length) -> Vec<Length> {
    let share = |(width, demand): (&Length, &Demand)| Share {
        fixed: *width,
        weight: (demand.most - *width).max(Length::ZERO),
    };
    let shares: Vec<Share> = widths.iter().zip(demands).map(share).collect();
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
    use super::super::cells::Stretch;
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
            let widths = widths(&demands, &[], Length::pt(340), gap);
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
        let shares = satisfy_narrow_columns(&demands, Length::pt(330));
        let widths = share_out(&shares, Length::pt(330));
        assert_eq!(widths, [Length::pt(85), Length::pt(245)]);
    }

    #[test]
    fn a_column_gets_its_longest_word_where_all_words_fit() {
        let demands = [demand(50, 400), demand(60, 90), demand(20, 20)];
        for (width, demand) in widths(&demands, &[], Length::pt(340), Length::pt(10))
            .iter()
            .zip(demands)
        {
            assert!(
                *width >= demand.least && *width <= demand.most,
                "{width:?} {demand:?}"
            );
        }
    }

    /// A cell of words of these widths, two points between them.
    fn cell(words: &[i64]) -> Option<CellText> {
        let stretches = words.iter().map(|width| Stretch {
            width: Length::pt(*width),
            space: Length::pt(2),
        });
        Some(CellText::new(vec![stretches.collect()]))
    }

    fn demands(rows: &[RowText]) -> Vec<Demand> {
        let count = rows.first().map_or(0, Vec::len);
        let column = |at: usize| {
            let cells = || rows.iter().filter_map(move |row| row.get(at)?.as_ref());
            Demand {
                least: cells().map(CellText::least).fold(Length::ZERO, Length::max),
                most: cells().map(CellText::most).fold(Length::ZERO, Length::max),
            }
        };
        (0..count).map(column).collect()
    }

    #[test]
    fn a_table_of_two_columns_is_as_low_as_any_widths_make_it() {
        // Words of 5 to 40 points, by a generator of Lehmer's.
        let mut seed = 7_u64;
        let mut next = |most: u64| {
            seed = seed * 48_271 % 2_147_483_647;
            i64::try_from(seed % most).unwrap()
        };
        let (room, gap) = (Length::pt(210), Length::pt(10));
        for case in 0..60 {
            let mut words =
                |count: u64| -> Vec<i64> { (0..=next(count)).map(|_| 5 + next(36)).collect() };
            let rows: Vec<RowText> = (0..4)
                .map(|_| vec![cell(&words(9)), cell(&words(20))])
                .collect();
            let demands = demands(&rows);
            let own = widths(&demands, &rows, room, gap);
            assert_eq!(own.iter().copied().sum::<Length>() + gap, room);
            let [first, second] = demands[..] else {
                panic!()
            };
            let best = (0..=200 * 4)
                .map(|quarters| Length::centipoints(quarters * 25))
                .filter(|width| *width >= first.least && room - gap - *width >= second.least)
                .map(|width| height(&rows, &[width, room - gap - width]))
                .min();
            let best = best.unwrap();
            assert!(height(&rows, &own) <= best + 1, "{case}");
        }
    }

    #[test]
    fn the_column_gets_the_width_that_makes_the_table_lower() {
        let rows = [vec![cell(&[30; 8]), cell(&[60, 60])]];
        let demands = demands(&rows);
        let widths = widths(&demands, &rows, Length::pt(210), Length::pt(10));
        assert_eq!(height(&rows, &widths), 2, "{widths:?}");
        assert_eq!(height(&rows, &[Length::pt(100); 2]), 3);
    }

    #[test]
    fn a_narrow_column_is_whole_where_the_others_lose_no_line() {
        let stub = cell(&[20, 8]);
        let rows = [
            vec![stub.clone(), cell(&[20; 30]), cell(&[20; 30])],
            vec![stub, cell(&[20; 20]), cell(&[20; 30])],
        ];
        let widths = widths(&demands(&rows), &rows, Length::pt(340), Length::pt(10));
        assert!(widths[0] >= Length::pt(30), "{widths:?}");
    }
}
