//! The rows of a table: their cells set in the columns' widths, joined ones over their whole area.

use crate::document::{Cell, CellSpan, ColumnAlignment, Reach, Resolved, Row, Table, reaches};
use crate::length::Length;
use crate::theme::{Alignment, Ink, TextStyle, Weight};

use super::super::super::lower::{Lowering, Place, baseline_in_line};
use super::super::super::paged::{Artifact, Fill, Mark, NodeId, NodeRole};
use super::super::super::paragraph::{Column, ParagraphStyle, SetLine};
use super::cells::{CellText, Figure, unbroken};
use super::columns::{Demand, RowText, widths};
use super::points::Point;
use super::strips::{PADDING, RowKind, SetCell, SetRow, SetRows};

/// Between two columns.
const GAP: Length = Length::centipoints(1_000);

/// Where the columns of a table stand.
pub struct Sheet {
    lefts: Vec<Length>,
    widths: Vec<Length>,
    alignments: Vec<ColumnAlignment>,
    /// Where the decimal mark stands in each column that is set on it.
    points: Vec<Option<Point>>,
    /// Whether words are hyphenated.
    hyphenate: bool,
    /// Whether every word has room in its column.
    pub fits: bool,
}

impl Sheet {
    /// The columns that fit: words are hyphenated only where they must be.
    pub fn fitting(lowering: &mut Lowering, table: &Table<Resolved>, place: Place) -> Sheet {
        let sheet = Sheet::measure(lowering, table, place, false);
        if sheet.fits {
            return sheet;
        }
        Sheet::measure(lowering, table, place, true)
    }

    /// Measures the cells of a table and shares out the columns.
    fn measure(
        lowering: &mut Lowering,
        table: &Table<Resolved>,
        place: Place,
        hyphenate: bool,
    ) -> Sheet {
        let column = place.column;
        let count = table.columns.len();
        let alignments = table.columns.iter().map(|column| column.alignment);
        let mut sheet = Sheet {
            lefts: Vec::new(),
            widths: Vec::new(),
            alignments: alignments.collect(),
            points: vec![None; count],
            hyphenate,
            fits: true,
        };
        let mut demands = vec![Demand::default(); count];
        let mut heads = vec![Length::ZERO; count];
        let mut joined: Vec<(usize, usize, Demand)> = Vec::new();
        let mut texts: Vec<RowText> = Vec::new();
        for (rows, kind) in [(&table.head, RowKind::Head), (&table.rows, RowKind::Body)] {
            for (row, reaches) in rows.iter().zip(reaches(rows)) {
                let mut line: RowText = vec![None; count];
                for (at, (cell, reach)) in row.cells.iter().zip(reaches).enumerate().take(count) {
                    let Some(reach) = reach else { continue };
                    let style = sheet.style(lowering, at, kind, reach, place);
                    let text = CellText::measure(lowering, cell, style, place.parent, hyphenate);
                    let own = Demand {
                        least: text.least(),
                        most: text.most(),
                    };
                    if reach.columns > 1 {
                        joined.push((at, reach.columns, own));
                        continue;
                    }
                    if kind == RowKind::Head {
                        heads[at] = heads[at].max(own.most);
                    } else if sheet.alignments[at] == ColumnAlignment::Decimal {
                        sheet.measure_figure(lowering, cell, at, style, place);
                    }
                    demands[at].least = demands[at].least.max(own.least);
                    demands[at].most = demands[at].most.max(own.most);
                    if reach.rows == 1 {
                        line[at] = Some(text);
                    }
                }
                texts.push(line);
            }
        }
        for (demand, point) in demands.iter_mut().zip(&sheet.points) {
            let width = point.map_or(Length::ZERO, |point| point.width());
            demand.least = demand.least.max(width);
            demand.most = demand.most.max(width);
        }
        for (at, columns, own) in joined {
            raise(&mut demands, at, columns, own);
        }
        let gaps = GAP * i64::try_from(count.saturating_sub(1)).unwrap_or(0);
        let least: Length = demands.iter().map(|demand| demand.least).sum();
        sheet.fits = least + gaps <= column.measure;
        sheet.widths = widths(&demands, &texts, column.measure, GAP);
        let mut left = column.left;
        for ((width, point), head) in sheet.widths.iter().zip(&mut sheet.points).zip(heads) {
            sheet.lefts.push(left);
            left += *width + GAP;
            if let Some(point) = point {
                point.centre_under(head.min(*width));
            }
        }
        sheet
    }

    /// Takes a cell of a column on the decimal mark into account.
    fn measure_figure(
        &mut self,
        lowering: &mut Lowering,
        cell: &Cell<Resolved>,
        at: usize,
        style: ParagraphStyle,
        place: Place,
    ) {
        let lines = unbroken(lowering, cell, style, place.parent);
        if let [line] = lines.as_slice()
            && let Some(figure) = Figure::of(lowering, line, Length::ZERO)
            && let Some(point) = self.points.get_mut(at)
        {
            point.get_or_insert_default().take_in(figure);
        }
    }

    /// Whether a row has a cell that is joined to the one above.
    pub fn joins_above(&self, row: &Row<Resolved>) -> bool {
        row.cells.iter().any(|cell| cell.joined == CellSpan::Above)
    }

    /// Sets the rows of a head or body below their node of the structure.
    pub fn set(
        &self,
        lowering: &mut Lowering,
        table: &Table<Resolved>,
        kind: RowKind,
        parent: NodeId,
        place: Place,
    ) -> SetRows {
        let rows = match kind {
            RowKind::Head => &table.head,
            RowKind::Body => &table.rows,
        };
        let text = cell_text(place, kind);
        let mut set = SetRows {
            rows: Vec::with_capacity(rows.len()),
            leading: text.leading,
            baseline: PADDING + baseline_in_line(&text),
            kind,
            rules: Vec::new(),
            areas: Vec::new(),
        };
        let rule = lowering.shared.theme.type_.table_head_rule;
        for (row_at, (row, reaches)) in rows.iter().zip(reaches(rows)).enumerate() {
            let nodes = nodes(lowering, parent, table, &reaches, kind);
            let mut cells = Vec::with_capacity(row.cells.len());
            for (at, (cell, reach)) in row.cells.iter().zip(reaches).enumerate() {
                let (Some(reach), Some(left)) = (reach, self.lefts.get(at)) else {
                    continue;
                };
                let Some(node) = nodes.get(at).copied().flatten() else {
                    continue;
                };
                let column = Column {
                    left: *left,
                    measure: self.width(at, reach.columns),
                };
                let style = self.style(lowering, at, kind, reach, place);
                // Numbers of the body stand on their marks.
                let figures = kind == RowKind::Body && reach.columns == 1;
                let point = self.points.get(at).copied().flatten().filter(|_| figures);
                let lines = set_cell(lowering, cell, point, node, style, column);
                let bottom = row_at + reach.rows;
                if kind == RowKind::Head && reach.columns > 1 && bottom < rows.len() {
                    set.rules.push((bottom - 1, under(column, rule)));
                }
                if reach.rows > 1 {
                    set.areas.push((row_at..bottom, lines.len()));
                }
                cells.push(SetCell {
                    lines,
                    rows: reach.rows,
                });
            }
            let own = cells.iter().filter(|cell| cell.rows == 1);
            let lines = own.map(|cell| cell.lines.len()).max().unwrap_or(1).max(1);
            set.rows.push(SetRow { cells, lines });
        }
        set.make_room();
        set
    }

    /// How a cell's text is set. What is joined over several columns of figures stands in their
    /// middle, and so does what heads several columns.
    fn style(
        &self,
        lowering: &Lowering,
        at: usize,
        kind: RowKind,
        reach: Reach,
        place: Place,
    ) -> ParagraphStyle {
        let alignment = self.alignments.get(at).copied().unwrap_or_default();
        let joined = reach.columns > 1;
        ParagraphStyle {
            text: cell_text(place, kind),
            alignment: match alignment {
                _ if joined && kind == RowKind::Head => Alignment::Centred,
                ColumnAlignment::Left => Alignment::Ragged,
                ColumnAlignment::Centre => Alignment::Centred,
                ColumnAlignment::Decimal if joined => Alignment::Centred,
                ColumnAlignment::Right | ColumnAlignment::Decimal => Alignment::FlushRight,
            },
            hyphenate: self.hyphenate,
            narrow: true,
            ..lowering.style(place)
        }
    }

    /// The width of some columns from one on.
    fn width(&self, at: usize, columns: usize) -> Length {
        let own = self.widths.iter().skip(at).take(columns);
        own.copied().sum::<Length>() + GAP * (i64::try_from(columns).unwrap_or(1) - 1)
    }
}

/// The nodes of a row's cells; those that another covers have none.
fn nodes(
    lowering: &mut Lowering,
    parent: NodeId,
    table: &Table<Resolved>,
    reaches: &[Option<Reach>],
    kind: RowKind,
) -> Vec<Option<NodeId>> {
    let stream = lowering.structure.stream(parent);
    let node = lowering.structure.push(NodeRole::TableRow, parent, stream);
    let cells = reaches.iter().enumerate().map(|(at, reach)| {
        let role = match (kind, (*reach)?) {
            (RowKind::Head, reach) => NodeRole::TableHeader {
                row: false,
                columns: cells_of(reach.columns),
                rows: cells_of(reach.rows),
            },
            (RowKind::Body, reach) if at == 0 && table.row_headers => NodeRole::TableHeader {
                row: true,
                columns: cells_of(reach.columns),
                rows: cells_of(reach.rows),
            },
            (RowKind::Body, reach) => NodeRole::TableCell {
                columns: cells_of(reach.columns),
                rows: cells_of(reach.rows),
            },
        };
        Some(lowering.structure.push(role, node, stream))
    });
    cells.collect()
}

/// How many columns or rows a cell reaches over.
fn cells_of(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(1)
}

/// A rule under a joined cell, over its columns alone.
fn under(column: Column, weight: Length) -> Fill {
    Fill {
        x: column.left,
        y: Length::ZERO,
        width: column.measure,
        height: weight,
        ink: Ink::Black,
        artifact: Artifact::Decoration,
    }
}

/// Makes room for a cell over several columns: each gets an equal part of what they lack.
fn raise(demands: &mut [Demand], at: usize, columns: usize, own: Demand) {
    let count = i64::try_from(columns).unwrap_or(1).max(1);
    let covered = || demands.iter().skip(at).take(columns);
    let gaps = GAP * (count - 1);
    let least = own.least - gaps - covered().map(|demand| demand.least).sum::<Length>();
    let most = own.most - gaps - covered().map(|demand| demand.most).sum::<Length>();
    for demand in demands.iter_mut().skip(at).take(columns) {
        demand.least += (least.max(Length::ZERO) + Length(count - 1)) / count;
        demand.most += (most.max(Length::ZERO) + Length(count - 1)) / count;
        demand.most = demand.most.max(demand.least);
    }
}

/// The lines of a cell at their place.
fn set_cell(
    lowering: &mut Lowering,
    cell: &Cell<Resolved>,
    point: Option<Point>,
    node: NodeId,
    style: ParagraphStyle,
    column: Column,
) -> Vec<SetLine> {
    let found = lowering.overfull.len();
    let position = lowering.structure.position();
    let alignment = match point {
        Some(_) => Alignment::Ragged,
        None => style.alignment,
    };
    let first = ParagraphStyle { alignment, ..style };
    let mut lines = lowering.set(&cell.content, first, node, column);
    match (point, lines.as_mut_slice()) {
        (None, _) => {}
        (Some(point), [line]) => {
            let figure = Figure::of(lowering, line, column.left);
            shift(line, point.shift(figure, line.width, column.measure));
        }
        (Some(_), _) => {
            // No number: its lines stand flush right.
            lowering.overfull.truncate(found);
            lowering.structure.rewind(position);
            lines = lowering.set(&cell.content, style, node, column);
        }
    }
    for overfull in lowering.overfull.iter_mut().skip(found) {
        overfull.span = Some(cell.span);
    }
    lines
}

fn shift(line: &mut SetLine, x: Length) {
    line.marks
        .iter_mut()
        .for_each(|mark: &mut Mark| mark.shift(x, Length::ZERO));
    line.anchors.iter_mut().for_each(|anchor| anchor.x += x);
}

fn cell_text(place: Place, kind: RowKind) -> TextStyle {
    let weight = match kind {
        RowKind::Head => Weight::Bold,
        RowKind::Body => place.text.weight,
    };
    TextStyle {
        weight,
        ..place.text
    }
}
