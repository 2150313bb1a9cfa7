//! Tables whose cells nobody can place without seeing them: the head is empty, or has nothing above a
//! column (WCAG 2.2, 1.3.1 Info and Relationships).

use crate::diagnostic::{Diagnostic, codes};
use crate::document::{
    Block, BlockKind, Cell, CellSpan, Inline, Stage, Table, Visited, plain_text, walk_content,
};

/// Looks at a table.
pub fn block<S: Stage>(block: &Block<S>, found: &mut Vec<Diagnostic>) {
    let BlockKind::Table(table) = &block.kind else {
        return;
    };
    let unheaded: Vec<usize> = (0..table.columns.len())
        .filter(|column| !is_headed(table, *column))
        .collect();
    if table.rows.is_empty() {
        return;
    }
    if unheaded.len() == table.columns.len() {
        // Headers of the rows place the cells of a list of two columns or more.
        if table.row_headers {
            return;
        }
        // An empty head is none.
        let first = table.head.first().or(table.rows.first());
        let span = first.map_or(block.span, |row| row.span);
        let message = "no column of this table has a header";
        found.push(
            Diagnostic::new(codes::ACCESSIBILITY_TABLE_HEADERS, span, message).help(
                "write what the columns hold into the first row; where the first column names the rows, add headers=\"row\"",
            ),
        );
        return;
    }
    for column in unheaded {
        // The corner above names of rows may be empty.
        if column == 0 {
            continue;
        }
        let cell = table.head.last().and_then(|row| row.cells.get(column));
        let span = cell.map_or(block.span, |cell| cell.span);
        let message = format!("column {} of this table has no header", column + 1);
        found.push(
            Diagnostic::new(codes::ACCESSIBILITY_TABLE_HEADERS, span, message)
                .help("write what the column holds into its first row"),
        );
    }
}

/// Whether a column has a header, its own or one that reaches over it.
fn is_headed<S: Stage>(table: &Table<S>, column: usize) -> bool {
    let mut rows = table.head.iter();
    rows.any(|row| {
        row.cells
            .get(column)
            .is_some_and(|cell| cell.joined != CellSpan::Own || says(cell))
    })
}

/// Whether a cell says something: in words, a number, or an image that has words.
fn says<S: Stage>(cell: &Cell<S>) -> bool {
    let mut says = !plain_text(&cell.content.inlines).is_empty();
    walk_content(&cell.content, &mut |visited| {
        says |= match visited {
            Visited::Inline(Inline::Image(image)) => !image.decorative,
            Visited::Inline(Inline::Reference(_) | Inline::Registry(_)) => true,
            Visited::Inline(_) | Visited::Block(_) => false,
        };
    });
    says
}
