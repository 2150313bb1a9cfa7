//! Tables: cells, rows and pipe tables as CommonMark's extension has them, and what a division
//! `::: {.table}` adds: caption, alignment on the decimal point, headers, source, joined cells.

use pulldown_cmark::Alignment;

use crate::diagnostic::{Diagnostic, codes};
use crate::document::{
    Attributes, BlockKind, Cell, CellSpan, Column, ColumnAlignment, Content, Inline, NumberedBlock,
    Parsed, Quantity, Row, Table, plain_text, quantity, reaches,
};
use crate::source::Span;

use super::context::Context;
use super::events::Builder;
use super::frames::{Frame, FrameKind};
use super::inlines;
use super::punctuation;
use super::raw::Raw;

impl Builder<'_, '_> {
    /// Adds a cell to its row.
    pub(super) fn cell(&mut self, pieces: Vec<Raw>, span: Span) {
        let content = inlines::content(pieces, span.range().end, &mut self.context);
        if let Some(Frame {
            kind: FrameKind::Row { cells, .. },
            ..
        }) = self.stack.last_mut()
        {
            cells.push(Cell {
                content,
                joined: CellSpan::Own,
                span,
            });
        }
    }

    /// Adds a row to its table.
    pub(super) fn row(&mut self, in_head: bool, cells: Vec<Cell<Parsed>>, span: Span) {
        self.check_row(&cells, span);
        if let Some(Frame {
            kind: FrameKind::Table { head, rows, .. },
            ..
        }) = self.stack.last_mut()
        {
            let row = Row { cells, span };
            match in_head {
                true => head.push(row),
                false => rows.push(row),
            }
        }
    }

    /// A row's cells past the last column reach no table: the parser drops them.
    fn check_row(&mut self, cells: &[Cell<Parsed>], span: Span) {
        let missing = cells
            .iter()
            .rev()
            .take_while(|cell| self.is_missing(cell, span))
            .count();
        if missing > 0 {
            let message = format!(
                "this row has {} of the table's {} cells",
                cells.len() - missing,
                cells.len()
            );
            let finding = Diagnostic::new(codes::TABLE_MISSING_CELLS, span, message);
            let help = "add the others, also where they are empty: | |";
            self.context.found.push(finding.help(help));
            return;
        }
        let end = span.range().end;
        let last = cells.last().map_or(end, |cell| cell.span.range().end);
        let rest = self.context.slice(last..end);
        let dropped = rest.trim_matches(|char: char| char == '|' || char.is_whitespace());
        if !dropped.is_empty() {
            self.context.found.push(
                Diagnostic::new(
                    codes::TABLE_CELLS,
                    self.context.span(last..end),
                    "this row has more cells than the table has columns",
                )
                .help("add the column to the table's head, or write a bar in a text as \\|"),
            );
        }
    }

    /// Whether the parser has added a cell after the last bar of its row.
    fn is_missing(&self, cell: &Cell<Parsed>, row: Span) -> bool {
        let cell = cell.span.range();
        cell.is_empty() && !self.context.slice(cell.end..row.range().end).contains('|')
    }

    /// Reports a paragraph whose lines were meant as a table.
    pub(super) fn report_no_table(&mut self, paragraph: Span) {
        let lines: Vec<&str> = self
            .context
            .slice(paragraph.range())
            .lines()
            .map(|line| line.trim_matches(|char: char| char.is_whitespace() || char == '>'))
            .collect();
        let rule = lines
            .windows(2)
            .find(|pair| matches!(pair, [head, rule] if head.contains('|') && is_rule(rule)));
        let message = match rule {
            Some([head, rule]) => format!(
                "this is no table: its head has {} and the line below it {}",
                cells(head),
                cells(rule)
            ),
            Some(_) | None => {
                let all = lines.len() > 1
                    && lines
                        .iter()
                        .all(|line| line.len() > 1 && line.starts_with('|') && line.ends_with('|'));
                if !all {
                    return;
                }
                "this is no table: there is no line of hyphens below its head".to_owned()
            }
        };
        let finding = Diagnostic::new(codes::TABLE_HEAD, paragraph, message);
        let help = "below the head stands a line with hyphens for each of its cells: |---|---|; a bar in a text is written \\|";
        self.context.found.push(finding.help(help));
    }

    /// Adds a pipe table. As in Pandoc, a head without a word is none.
    pub(super) fn table(
        &mut self,
        alignments: &[Alignment],
        mut head: Vec<Row<Parsed>>,
        rows: Vec<Row<Parsed>>,
        span: Span,
    ) {
        head.retain(|row| {
            row.cells
                .iter()
                .any(|cell| !cell.content.inlines.is_empty())
        });
        let columns = alignments.iter().enumerate().map(|(at, alignment)| Column {
            alignment: match alignment {
                Alignment::None if self.holds_numbers(&rows, at) => ColumnAlignment::Decimal,
                Alignment::None | Alignment::Left => ColumnAlignment::Left,
                Alignment::Center => ColumnAlignment::Centre,
                Alignment::Right => ColumnAlignment::Right,
            },
        });
        let columns = columns.collect();
        let table = Table {
            numbered: NumberedBlock::labelled(None),
            caption: None,
            source: None,
            columns,
            head,
            rows,
            row_headers: false,
            notes: (),
        };
        self.push_block(span, BlockKind::Table(table));
    }

    /// Whether a column's cells are numbers, so that it is set on their decimal marks without being
    /// told to. The first column names its rows and never is.
    fn holds_numbers(&self, rows: &[Row<Parsed>], column: usize) -> bool {
        let cells = || rows.iter().filter_map(|row| row.cells.get(column));
        let read = |cell: &Cell<Parsed>| {
            let text = plain_text(&cell.content.inlines);
            if matches!(text.as_str(), "<" | "^") {
                return Some(Quantity::Nothing);
            }
            let marks = |inline: &Inline<Parsed>| matches!(inline, Inline::NoteMark(_));
            if text.is_empty() && !cell.content.inlines.iter().all(marks) {
                return None;
            }
            quantity(&text, &self.context.language)
        };
        let is_number = |cell| matches!(read(cell), Some(Quantity::Number { .. }));
        column > 0 && cells().all(|cell| read(cell).is_some()) && cells().any(is_number)
    }
}

/// Whether a line is that below a table's head.
fn is_rule(line: &str) -> bool {
    line.contains('-')
        && line.contains('|')
        && line.trim_matches(['|', '-', ':', ' ', '\t']).is_empty()
}

/// How many cells a line of a table has, in words.
fn cells(line: &str) -> String {
    let inside = line.strip_prefix('|').unwrap_or(line);
    let inside = inside.strip_suffix('|').unwrap_or(inside);
    match inside.replace("\\|", "").matches('|').count() + 1 {
        1 => "one cell".to_owned(),
        count => format!("{count} cells"),
    }
}

/// Gives a table what its division says.
pub(super) fn dress(
    mut table: Table<Parsed>,
    attributes: &Attributes,
    caption: Option<Content<Parsed>>,
    context: &mut Context<'_>,
) -> Table<Parsed> {
    table.numbered = NumberedBlock::labelled(attributes.id.clone());
    table.caption = caption;
    table.source = attributes
        .get("source")
        .map(|source| punctuation::set_punctuation(source, &context.language));
    if let Some(letters) = attributes.get("align") {
        align(&mut table.columns, letters, attributes.span, context);
    }
    if let Some(count) = attributes.get("head") {
        set_head(&mut table, count, attributes.span, context);
    }
    if let Some(words) = attributes.get("headers") {
        set_headers(&mut table, words, attributes.span, context);
    }
    join_rows(&mut table.head, context);
    join_rows(&mut table.rows, context);
    table
}

/// `align="l r d c"`: a letter for each column.
fn align(columns: &mut [Column], letters: &str, span: Span, context: &mut Context<'_>) {
    let letters: Vec<&str> = letters.split_whitespace().collect();
    if letters.len() != columns.len() {
        context.found.push(
            Diagnostic::new(
                codes::ATTRIBUTES_VALUE,
                span,
                format!(
                    "align= names {} columns, but the table has {}",
                    letters.len(),
                    columns.len()
                ),
            )
            .help("write one letter for each column: l (left), c (centre), r (right) or d (decimal point)"),
        );
    }
    for (column, letter) in columns.iter_mut().zip(letters) {
        column.alignment = match letter {
            "l" => ColumnAlignment::Left,
            "c" => ColumnAlignment::Centre,
            "r" => ColumnAlignment::Right,
            "d" => ColumnAlignment::Decimal,
            _ => {
                context.found.push(
                    Diagnostic::new(
                        codes::ATTRIBUTES_VALUE,
                        span,
                        format!("`{letter}` is not an alignment"),
                    )
                    .help("write l (left), c (centre), r (right) or d (decimal point)"),
                );
                column.alignment
            }
        };
    }
}

/// `head="2"`: how many rows the head has.
fn set_head(table: &mut Table<Parsed>, count: &str, span: Span, context: &mut Context<'_>) {
    let all = table.head.len() + table.rows.len();
    match count.parse::<usize>() {
        Ok(count) if count > 0 && count < all => {
            let rest = count.saturating_sub(table.head.len());
            table.head.extend(table.rows.drain(..rest));
        }
        _ => context.found.push(
            Diagnostic::new(
                codes::ATTRIBUTES_VALUE,
                span,
                format!("`{count}` is not a number of rows that this table's head can have"),
            )
            .help(
                "write how many of the first rows are the head, as in head=2; a row must be left",
            ),
        ),
    }
}

/// `headers="column row"`: which of the first row and the first column are headers.
fn set_headers(table: &mut Table<Parsed>, words: &str, span: Span, context: &mut Context<'_>) {
    let mut of_columns = false;
    for word in words.split_whitespace() {
        match word {
            "column" => of_columns = true,
            "row" => table.row_headers = true,
            _ => context.found.push(
                Diagnostic::new(
                    codes::ATTRIBUTES_VALUE,
                    span,
                    format!("`{word}` is not a kind of header"),
                )
                .help("write headers=\"column\", headers=\"row\" or headers=\"column row\""),
            ),
        }
    }
    if !of_columns {
        let mut rows = std::mem::take(&mut table.head);
        rows.append(&mut table.rows);
        table.rows = rows;
    }
}

/// Finds the cells `<` and `^` among the rows of the head, or of the body: no cell reaches from
/// one into the other.
fn join_rows(rows: &mut [Row<Parsed>], context: &mut Context<'_>) {
    for (row_at, row) in rows.iter_mut().enumerate() {
        for (cell_at, cell) in row.cells.iter_mut().enumerate() {
            let (joined, possible, wanting) = match context.slice(cell.span.range()).trim() {
                "<" => (CellSpan::Left, cell_at > 0, "on its left"),
                "^" => (CellSpan::Above, row_at > 0, "above it"),
                _ => continue,
            };
            if possible {
                cell.joined = joined;
                cell.content.inlines.clear();
                continue;
            }
            let message = format!("there is no cell {wanting} to join");
            context.found.push(unjoined(cell.span, message));
        }
    }
    report_crooked_joins(rows, context);
}

/// Reports joined cells that no rectangle round a cell on their left or above takes in.
fn report_crooked_joins(rows: &[Row<Parsed>], context: &mut Context<'_>) {
    for (row, reaches) in rows.iter().zip(reaches(rows)) {
        for (cell, reach) in row.cells.iter().zip(reaches) {
            let message = match (cell.joined, reach) {
                (CellSpan::Own, _) | (_, None) => continue,
                (CellSpan::Left, Some(_)) => "the cell on its left does not reach into this row",
                (CellSpan::Above, Some(_)) => "this cell and the one above are not of one width",
            };
            context.found.push(unjoined(cell.span, message.to_owned()));
        }
    }
}

fn unjoined(span: Span, message: String) -> Diagnostic {
    Diagnostic::new(codes::TABLE_JOIN, span, message).help(
        "a joined cell is a rectangle, each of its other cells is `<` or `^`; write \\< or \\^ for \
         the text",
    )
}
