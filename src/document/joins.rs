//! Joined cells: rows with the marks of their cells -> the area that each cell covers.

use super::{CellSpan, Row, Stage};

/// How many columns and rows a cell covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reach {
    /// To the right, its own included.
    pub columns: usize,
    /// Downwards, its own included.
    pub rows: usize,
}

/// For every cell of the rows the area that it covers, or `None` where another covers it. Areas are
/// rectangles that do not overlap. A joined cell that no neighbour reaches, or that holds text of its
/// own, stands for itself.
pub fn reaches<S: Stage>(rows: &[Row<S>]) -> Vec<Vec<Option<Reach>>> {
    let joined = |row: usize, column: usize| {
        let cell = rows.get(row)?.cells.get(column)?;
        let joins = cell.content.inlines.is_empty() && cell.joined != CellSpan::Own;
        joins.then_some(cell.joined)
    };
    let width = |row: &Row<S>| row.cells.len();
    let mut covered: Vec<Vec<bool>> = rows.iter().map(|row| vec![false; width(row)]).collect();
    let mut reaches = Vec::with_capacity(rows.len());
    for (at, row) in rows.iter().enumerate() {
        let mut line = Vec::with_capacity(width(row));
        for column in 0..width(row) {
            let is_covered = |row: usize, column: usize, covered: &[Vec<bool>]| {
                covered.get(row).and_then(|line| line.get(column)) == Some(&true)
            };
            if is_covered(at, column, &covered) {
                line.push(None);
                continue;
            }
            let columns = 1
                + (column + 1..width(row))
                    .take_while(|next| {
                        joined(at, *next) == Some(CellSpan::Left)
                            && !is_covered(at, *next, &covered)
                    })
                    .count();
            let area = column..column + columns;
            let below = (at + 1..rows.len()).take_while(|below| {
                joined(*below, column) == Some(CellSpan::Above)
                    && area.clone().all(|next| {
                        joined(*below, next).is_some() && !is_covered(*below, next, &covered)
                    })
            });
            let rows = 1 + below.count();
            for line in covered.iter_mut().skip(at).take(rows) {
                line.iter_mut()
                    .skip(column)
                    .take(columns)
                    .for_each(|cell| *cell = true);
            }
            line.push(Some(Reach { columns, rows }));
        }
        reaches.push(line);
    }
    reaches
}

#[cfg(test)]
mod tests {
    use super::super::{Cell, Content, Inline, Parsed, Text};
    use super::*;
    use crate::source::{FileId, Span};

    fn cell(text: &str) -> Cell<Parsed> {
        let span = Span::new(FileId(0), 0, 0);
        let text = Text {
            text: text.to_owned(),
            span,
        };
        Cell {
            content: Content {
                id: (),
                inlines: (!text.text.is_empty())
                    .then_some(Inline::Text(text))
                    .into_iter()
                    .collect(),
            },
            joined: CellSpan::Own,
            span,
        }
    }

    fn row(cells: impl IntoIterator<Item = Cell<Parsed>>) -> Row<Parsed> {
        Row {
            cells: cells.into_iter().collect(),
            span: Span::new(FileId(0), 0, 0),
        }
    }

    /// The cells that remain, as `columns x rows`, and `-` for those that are covered.
    fn shape(rows: &[Row<Parsed>]) -> String {
        let line = |line: Vec<Option<Reach>>| {
            let cells = line.iter().map(|reach| match reach {
                Some(reach) => format!("{}x{}", reach.columns, reach.rows),
                None => "-".to_owned(),
            });
            cells.collect::<Vec<_>>().join(" ")
        };
        reaches(rows)
            .into_iter()
            .map(line)
            .collect::<Vec<_>>()
            .join(" / ")
    }

    #[test]
    fn joined_cells_become_areas_that_do_not_overlap() {
        use CellSpan::{Above, Left, Own};
        for (what, joins, expected) in [
            ("a row", vec![vec![Own, Left, Own]], "2x1 - 1x1"),
            (
                "a column",
                vec![vec![Own, Own], vec![Above, Own]],
                "1x2 1x1 / - 1x1",
            ),
            (
                "a square",
                vec![vec![Own, Left], vec![Above, Above]],
                "2x2 - / - -",
            ),
            (
                "a square, left",
                vec![vec![Own, Left], vec![Above, Left]],
                "2x2 - / - -",
            ),
            ("nobody on the left", vec![vec![Left, Own]], "1x1 1x1"),
            (
                "half a row below",
                vec![vec![Own, Left], vec![Above, Own]],
                "2x1 - / 1x1 1x1",
            ),
        ] {
            let rows: Vec<_> = joins
                .into_iter()
                .map(|line| {
                    row(line.into_iter().map(|joined| Cell {
                        joined,
                        ..cell(if joined == Own { "x" } else { "" })
                    }))
                })
                .collect();
            assert_eq!(shape(&rows), expected, "{what}");
        }
    }

    #[test]
    fn a_joined_cell_with_text_keeps_it() {
        let rows = [row([
            cell("a"),
            Cell {
                joined: CellSpan::Left,
                ..cell("b")
            },
        ])];
        assert_eq!(shape(&rows), "1x1 1x1");
    }
}
