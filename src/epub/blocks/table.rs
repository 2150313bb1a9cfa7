//! Tables: joined cells become spans, head cells and row headers name what they head, and figures
//! that stand on the decimal point are pushed in by what their neighbours have after it.

use crate::document::{Cell, CellSpan, ColumnAlignment, Resolved, Row, Table, plain_text};

use crate::epub::inlines;
use crate::epub::notes;
use crate::epub::scribe::{Look, Scribe};

/// Writes a table in a container that scrolls when the screen is narrower, with its notes and its
/// source under it.
pub fn write(scribe: &mut Scribe<'_>, table: &Table<Resolved>) {
    let id = scribe.claim(table.numbered.anchor);
    let labels = &scribe.terms().labels;
    let number = table.numbered.number.as_deref();
    let captioned = number.is_some() || table.caption.is_some();
    let name = captioned
        .then(|| super::naming_id(scribe, table.numbered.anchor))
        .flatten();
    scribe
        .xml
        .tag("div")
        .with("class", "table")
        .with_some("id", id)
        .open();
    scribe.xml.line();
    scribe.set(Look::SANS, |scribe| {
        // Who reads with the keyboard scrolls a region that can be focused and has a name.
        scribe
            .xml
            .tag("div")
            .with("class", "table-scroll")
            .with("role", "region")
            .with_some("aria-labelledby", name.as_deref())
            .with_some("aria-label", name.is_none().then_some(labels.table))
            .with("tabindex", "0")
            .open();
        scribe.xml.open("table");
        scribe.xml.line();
        if captioned {
            caption(scribe, table, number, name.as_deref());
        }
        rows(scribe, table);
        scribe.xml.close();
        scribe.xml.close();
        scribe.xml.line();
        notes::under_table(scribe, table);
        if let Some(source) = &table.source {
            scribe.block("p", "source", |scribe| {
                scribe.generated("span", "", &format!("{} ", labels.source));
                scribe.text(source);
            });
        }
    });
    scribe.xml.close();
}

fn caption(
    scribe: &mut Scribe<'_>,
    table: &Table<Resolved>,
    number: Option<&str>,
    id: Option<&str>,
) {
    scribe.xml.tag("caption").with_some("id", id).open();
    if number.is_some() {
        let word = scribe.terms().labels.table;
        super::label(scribe, &super::kind_and_number(word, number));
    }
    if let Some(caption) = &table.caption {
        inlines::content(scribe, caption);
    }
    scribe.xml.close();
    scribe.xml.line();
}

fn rows(scribe: &mut Scribe<'_>, table: &Table<Resolved>) {
    let decimals = Decimals::of(table);
    for (part, rows) in [("thead", &table.head), ("tbody", &table.rows)] {
        if rows.is_empty() {
            continue;
        }
        scribe.xml.open(part);
        scribe.xml.line();
        let spans = spans(rows);
        for (row, spans) in rows.iter().zip(spans) {
            scribe.xml.open("tr");
            for (column, (cell, span)) in row.cells.iter().zip(spans).enumerate() {
                if let Some(span) = span {
                    let head = part == "thead";
                    write_cell(scribe, table, &decimals, (head, column), cell, span);
                }
            }
            scribe.xml.close();
            scribe.xml.line();
        }
        scribe.xml.close();
        scribe.xml.line();
    }
}

/// How many columns and rows a cell covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Reach {
    columns: usize,
    rows: usize,
}

/// For every cell of the rows the area that it covers, or `None` where another covers it. A joined
/// cell that no neighbour reaches, or that holds text of its own, stands for itself.
fn spans(rows: &[Row<Resolved>]) -> Vec<Vec<Option<Reach>>> {
    let joined = |row: usize, column: usize| {
        let cell = rows.get(row)?.cells.get(column)?;
        let joins = cell.content.inlines.is_empty() && cell.joined != CellSpan::Own;
        joins.then_some(cell.joined)
    };
    let width = |row: &Row<Resolved>| row.cells.len();
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

fn write_cell(
    scribe: &mut Scribe<'_>,
    table: &Table<Resolved>,
    decimals: &Decimals,
    (head, column): (bool, usize),
    cell: &Cell<Resolved>,
    reach: Reach,
) {
    let alignment = table.columns.get(column).map(|column| column.alignment);
    let alignment = alignment.unwrap_or_default();
    let class = match alignment {
        ColumnAlignment::Left => None,
        ColumnAlignment::Centre => Some("centre"),
        ColumnAlignment::Right => Some("right"),
        ColumnAlignment::Decimal => Some("decimal"),
    };
    // An empty cell heads nothing.
    let names = !cell.content.inlines.is_empty();
    let (name, scope) = if head && names {
        ("th", Some("col"))
    } else if !head && names && table.row_headers && column == 0 {
        ("th", Some("row"))
    } else {
        ("td", None)
    };
    let number = |count: usize| (count > 1).then(|| count.to_string());
    let (columns, rows) = (number(reach.columns), number(reach.rows));
    let indent = (!head && alignment == ColumnAlignment::Decimal && reach.columns == 1)
        .then(|| decimals.indent(column, cell))
        .flatten();
    scribe
        .xml
        .tag(name)
        .with_some("scope", scope)
        .with_some("colspan", columns.as_deref())
        .with_some("rowspan", rows.as_deref())
        .with_some("class", class)
        .with_some("style", indent.as_deref())
        .open();
    let look = if scope == Some("col") {
        Look::LABEL
    } else {
        Look::SANS
    };
    scribe.set(look, |scribe| inlines::content(scribe, &cell.content));
    scribe.xml.close();
}

/// What the columns on the decimal point have at most after the units.
struct Decimals {
    longest: Vec<usize>,
}

impl Decimals {
    fn of(table: &Table<Resolved>) -> Decimals {
        let mut longest = vec![0; table.columns.len()];
        for row in &table.rows {
            for (longest, cell) in longest.iter_mut().zip(&row.cells) {
                *longest = (*longest).max(after_units(cell));
            }
        }
        Decimals { longest }
    }

    /// The style that leaves room for what the cell lacks, beside the padding of every cell.
    fn indent(&self, column: usize, cell: &Cell<Resolved>) -> Option<String> {
        let longest = self.longest.get(column)?;
        let lacks = longest.checked_sub(after_units(cell))?;
        (lacks > 0).then(|| {
            format!(
                "padding-right:calc(0.6em + {}.{}ch)",
                lacks / 2,
                lacks % 2 * 5
            )
        })
    }
}

/// The width of what stands after the units: from the decimal point on, or after the last digit
/// where there is no point. It is counted in halves of a tabular figure (half of CSS's `ch`): a
/// figure is two, the point one, which is their proportion in Source Sans 3.
fn after_units(cell: &Cell<Resolved>) -> usize {
    let text = plain_text(&cell.content.inlines);
    let from = text.rfind('.').or_else(|| {
        let (at, digit) = text
            .char_indices()
            .rev()
            .find(|(_, c)| c.is_ascii_digit())?;
        Some(at + digit.len_utf8())
    });
    let after = from.and_then(|from| text.get(from..)).unwrap_or("");
    after.chars().map(|c| if c == '.' { 1 } else { 2 }).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::epub::fixture::{cell, row};

    /// The cells that remain, as `columns x rows`, and `-` for those that are covered.
    fn shape(rows: &[Row<Resolved>]) -> String {
        let line = |line: Vec<Option<Reach>>| {
            let cells = line.iter().map(|reach| match reach {
                Some(reach) => format!("{}x{}", reach.columns, reach.rows),
                None => "-".to_owned(),
            });
            cells.collect::<Vec<_>>().join(" ")
        };
        spans(rows)
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

    #[test]
    fn what_stands_after_the_units_is_counted_from_the_point() {
        for (text, expected) in [
            ("12.5", 3),
            ("12", 0),
            ("1,200.25", 5),
            ("12%", 2),
            ("n/a", 0),
        ] {
            assert_eq!(after_units(&cell(text)), expected, "{text}");
        }
    }
}
