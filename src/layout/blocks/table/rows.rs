//! The rows of a table: their cells set in the columns' widths.

use crate::document::{Cell, CellSpan, ColumnAlignment, Resolved, Row, Table};
use crate::length::Length;
use crate::theme::{Alignment, TextStyle, Weight};

use super::super::super::flow::Strip;
use super::super::super::lower::{Lowering, Place, UNBOUNDED, add_line, baseline_in_line};
use super::super::super::paged::{After, Mark, NodeId, NodeRole};
use super::super::super::paragraph::{Column, ParagraphStyle, SetLine};
use super::columns::{Demand, widths};

/// Between two columns.
const GAP: Length = Length::centipoints(1_000);

/// Above and below the text of a row.
const PADDING: Length = Length::centipoints(220);

/// Where the columns of a table stand.
pub struct Sheet {
    lefts: Vec<Length>,
    widths: Vec<Length>,
    alignments: Vec<ColumnAlignment>,
    /// The width of the widest fraction in each decimal column.
    fractions: Vec<Length>,
}

/// Whether a row belongs to the head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// The head.
    Head,
    /// The body.
    Body,
}

/// The structure nodes of a row's cells.
pub struct RowNodes {
    cells: Vec<NodeId>,
}

impl RowNodes {
    /// Nodes for a row and its cells.
    pub fn new(
        lowering: &mut Lowering,
        parent: NodeId,
        table: &Table<Resolved>,
        row: &Row<Resolved>,
        kind: RowKind,
    ) -> RowNodes {
        let stream = lowering.structure.stream(parent);
        let node = lowering.structure.push(NodeRole::TableRow, parent, stream);
        let mut cells = Vec::with_capacity(row.cells.len());
        for (at, _) in row.cells.iter().enumerate() {
            let role = match kind {
                RowKind::Head => NodeRole::TableHeader { row: false },
                RowKind::Body if at == 0 && table.row_headers => {
                    NodeRole::TableHeader { row: true }
                }
                RowKind::Body => {
                    let columns = u16::try_from(reach(row, at)).unwrap_or(1);
                    NodeRole::TableCell { columns, rows: 1 }
                }
            };
            cells.push(lowering.structure.push(role, node, stream));
        }
        RowNodes { cells }
    }
}

impl Sheet {
    /// Measures the cells of a table and shares out the columns.
    pub fn measure(lowering: &mut Lowering, table: &Table<Resolved>, place: Place) -> Sheet {
        let count = table.columns.len();
        let mut demands = vec![Demand::default(); count];
        let mut fractions = vec![Length::ZERO; count];
        let alignments: Vec<_> = table
            .columns
            .iter()
            .map(|column| column.alignment)
            .collect();
        let rows = table
            .head
            .iter()
            .map(|row| (row, true))
            .chain(table.rows.iter().map(|row| (row, false)));
        for (row, is_head) in rows {
            for (at, cell) in row.cells.iter().enumerate().take(count) {
                if cell.joined != CellSpan::Own || reach(row, at) > 1 {
                    continue;
                }
                let demand = demand(lowering, cell, is_head, place);
                demands[at].least = demands[at].least.max(demand.least);
                demands[at].most = demands[at].most.max(demand.most);
                if alignments[at] == ColumnAlignment::Decimal && !is_head {
                    fractions[at] = fractions[at].max(fraction_width(lowering, cell, place));
                }
            }
        }
        let widths = widths(&demands, place.column.measure, GAP);
        let mut left = place.column.left;
        let mut lefts = Vec::with_capacity(widths.len());
        for width in &widths {
            lefts.push(left);
            left += *width + GAP;
        }
        Sheet {
            lefts,
            widths,
            alignments,
            fractions,
        }
    }

    /// Whether a row has a cell that is joined to the one above.
    pub fn joins_above(&self, row: &Row<Resolved>) -> bool {
        row.cells.iter().any(|cell| cell.joined == CellSpan::Above)
    }

    /// A row as a strip.
    pub fn row(
        &self,
        lowering: &mut Lowering,
        row: &Row<Resolved>,
        nodes: &RowNodes,
        is_head: bool,
        place: Place,
    ) -> Strip {
        let text = cell_text(place, is_head);
        let mut strip = Strip::default();
        let mut deepest = 1;
        for (at, cell) in row.cells.iter().enumerate() {
            let (Some(left), Some(node)) = (self.lefts.get(at), nodes.cells.get(at)) else {
                continue;
            };
            if cell.joined != CellSpan::Own {
                continue;
            }
            let column = Column {
                left: *left,
                measure: self.width(at, reach(row, at)),
            };
            let lines = self.cell(lowering, cell, at, *node, is_head, column, place);
            deepest = deepest.max(lines.len());
            for (index, line) in (0..).zip(lines) {
                let baseline = PADDING + baseline_in_line(&text) + text.leading * index;
                add_line(&mut strip, line, baseline);
            }
        }
        strip.height = text.leading * i64::try_from(deepest).unwrap_or(1) + PADDING * 2;
        strip
    }

    /// The lines of a cell at their place.
    #[allow(
        clippy::too_many_arguments,
        reason = "a cell is where everything of a table meets"
    )]
    fn cell(
        &self,
        lowering: &mut Lowering,
        cell: &Cell<Resolved>,
        at: usize,
        node: NodeId,
        is_head: bool,
        column: Column,
        place: Place,
    ) -> Vec<SetLine> {
        let alignment = self.alignments.get(at).copied().unwrap_or_default();
        let style = ParagraphStyle {
            text: cell_text(place, is_head),
            alignment: match alignment {
                ColumnAlignment::Left => Alignment::Ragged,
                ColumnAlignment::Centre => Alignment::Centred,
                ColumnAlignment::Right | ColumnAlignment::Decimal => Alignment::FlushRight,
            },
            hyphenate: false,
            narrow: true,
            ..lowering.style(place)
        };
        let mut lines = lowering.set(&cell.content, style, node, column);
        if alignment == ColumnAlignment::Decimal && !is_head && lines.len() == 1 {
            // Flush right would align the last figures: the point moves left by what the fraction lacks.
            let widest = self.fractions.get(at).copied().unwrap_or_default();
            let lacks = widest - fraction_width(lowering, cell, place);
            lines.iter_mut().for_each(|line| shift(line, -lacks));
        }
        lines
    }

    /// The width of `reach` columns from one on.
    fn width(&self, at: usize, reach: usize) -> Length {
        let columns = self.widths.iter().skip(at).take(reach);
        columns.copied().sum::<Length>() + GAP * (i64::try_from(reach).unwrap_or(1) - 1)
    }
}

fn shift(line: &mut SetLine, x: Length) {
    line.marks
        .iter_mut()
        .for_each(|mark: &mut Mark| mark.shift(x, Length::ZERO));
    line.anchors.iter_mut().for_each(|anchor| anchor.x += x);
}

/// How many columns a cell reaches over.
fn reach(row: &Row<Resolved>, at: usize) -> usize {
    1 + row
        .cells
        .iter()
        .skip(at + 1)
        .take_while(|cell| cell.joined == CellSpan::Left)
        .count()
}

fn cell_text(place: Place, is_head: bool) -> TextStyle {
    let weight = if is_head {
        Weight::Bold
    } else {
        place.text.weight
    };
    TextStyle {
        weight,
        ..place.text
    }
}

/// What a cell asks of its column. Its nodes are made again when it is set.
fn demand(lowering: &mut Lowering, cell: &Cell<Resolved>, is_head: bool, place: Place) -> Demand {
    let style = ParagraphStyle {
        text: cell_text(place, is_head),
        alignment: Alignment::Ragged,
        hyphenate: false,
        narrow: true,
        ..lowering.style(place)
    };
    let position = lowering.structure.position();
    let column = Column {
        left: Length::ZERO,
        measure: UNBOUNDED,
    };
    let lines = lowering.set(&cell.content, style, place.parent, column);
    lowering.structure.rewind(position);
    let most = lines
        .iter()
        .map(|line| line.width)
        .fold(Length::ZERO, Length::max);
    let least = lines
        .iter()
        .map(widest_word)
        .fold(Length::ZERO, Length::max);
    // A hair more than the sum of the words, so that rounding breaks no line.
    Demand {
        least: least + Length::pt(1),
        most: most + Length::pt(1),
    }
}

/// The widest stretch of a line between two spaces, the space after it included.
fn widest_word(line: &SetLine) -> Length {
    let mut widest = Length::ZERO;
    let mut start = Length::ZERO;
    let mut after_space = false;
    for mark in &line.marks {
        let Mark::Text(run) = mark else { continue };
        for word in &run.words {
            let x = run.x + word.dx;
            if after_space {
                widest = widest.max(x - start);
                start = x;
            }
            after_space = word.after == After::Space;
        }
    }
    widest.max(line.width - start)
}

/// The width of what follows the decimal point in a cell's last word.
fn fraction_width(lowering: &mut Lowering, cell: &Cell<Resolved>, place: Place) -> Length {
    let text = crate::document::plain_text(&cell.content.inlines);
    let Some(at) = text.rfind(['.', ',']) else {
        return Length::ZERO;
    };
    let style = ParagraphStyle {
        hyphenate: false,
        narrow: true,
        ..lowering.style(place)
    };
    lowering.width_of(&text[at..], style)
}
