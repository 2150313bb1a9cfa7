//! Tables: joined cells become spans, head cells and row headers name what they head, and figures
//! that stand on the decimal point are pushed in by what their neighbours have after it.

use crate::document::{
    Cell, ColumnAlignment, Quantity, Reach, Resolved, Table, plain_text, quantity, reaches,
};

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
    let decimals = Decimals::of(table, &scribe.division.language);
    for (part, rows) in [("thead", &table.head), ("tbody", &table.rows)] {
        if rows.is_empty() {
            continue;
        }
        scribe.xml.open(part);
        scribe.xml.line();
        let spans = reaches(rows);
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
        _ if head && reach.columns > 1 => Some("centre"),
        ColumnAlignment::Left => None,
        ColumnAlignment::Centre => Some("centre"),
        ColumnAlignment::Right => Some("right"),
        // What lies over several columns of figures stands in their middle.
        ColumnAlignment::Decimal if reach.columns > 1 => Some("centre"),
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
    let look = if head && names {
        Look::LABEL
    } else {
        Look::SANS
    };
    scribe.set(look, |scribe| inlines::content(scribe, &cell.content));
    scribe.xml.close();
}

/// What the columns on the decimal point have at most after the units.
struct Decimals<'a> {
    language: &'a str,
    longest: Vec<usize>,
}

impl<'a> Decimals<'a> {
    fn of(table: &Table<Resolved>, language: &'a str) -> Decimals<'a> {
        let mut longest = vec![0; table.columns.len()];
        for row in &table.rows {
            for (longest, cell) in longest.iter_mut().zip(&row.cells) {
                *longest = (*longest).max(after_units(cell, language));
            }
        }
        Decimals { language, longest }
    }

    /// The style that leaves room for what the cell lacks, beside the padding of every cell.
    fn indent(&self, column: usize, cell: &Cell<Resolved>) -> Option<String> {
        let longest = self.longest.get(column)?;
        let lacks = longest.checked_sub(after_units(cell, self.language))?;
        (lacks > 0).then(|| {
            format!(
                "padding-right:calc(0.6em + {}.{}ch)",
                lacks / 2,
                lacks % 2 * 5
            )
        })
    }
}

/// The width of what stands after the units: from the decimal mark on, or after the last digit where
/// there is no mark. It is counted in halves of a tabular figure (half of CSS's `ch`): a figure is
/// two, the mark one, which is their proportion in Source Sans 3.
fn after_units(cell: &Cell<Resolved>, language: &str) -> usize {
    let text = plain_text(&cell.content.inlines);
    let after = match quantity(&text, language) {
        Some(Quantity::Number { point, .. }) => text.get(point..).unwrap_or(""),
        Some(Quantity::Nothing) | None => "",
    };
    let halves = |c| match c {
        '.' | ',' | ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' => 1,
        _ => 2,
    };
    after.chars().map(halves).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::epub::fixture::cell;

    #[test]
    fn what_stands_after_the_units_is_counted_from_the_point() {
        for (text, expected) in [
            ("12.5", 3),
            ("12", 0),
            ("1,200.25", 5),
            ("12%", 2),
            ("n/a", 0),
        ] {
            assert_eq!(after_units(&cell(text), "en-GB"), expected, "{text}");
        }
    }
}
