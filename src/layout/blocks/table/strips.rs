//! Rows that are set -> strips: the heights of rows and of the cells that reach over several.

use std::ops::Range;

use crate::length::Length;

use super::super::super::flow::Strip;
use super::super::super::lower::add_line;
use super::super::super::paged::{Fill, Mark};
use super::super::super::paragraph::SetLine;

/// Above and below the text of a row.
pub const PADDING: Length = Length::centipoints(220);

/// Whether a row belongs to the head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// The head.
    Head,
    /// The body.
    Body,
}

/// The rows of a head or body, set.
pub struct SetRows {
    /// The rows.
    pub rows: Vec<SetRow>,
    /// From line to line.
    pub leading: Length,
    /// The first baseline below the top of a row.
    pub baseline: Length,
    /// Which they are.
    pub kind: RowKind,
    /// Under cells of the head that are joined over several columns: the row, and the rule.
    pub rules: Vec<(usize, Fill)>,
    /// The areas over several rows: the rows, and the lines of the text.
    pub areas: Vec<(Range<usize>, usize)>,
}

/// A row, set.
pub struct SetRow {
    /// Its cells, without those that another covers.
    pub cells: Vec<SetCell>,
    /// Its height in lines.
    pub lines: usize,
}

/// A cell, set.
pub struct SetCell {
    /// Its lines.
    pub lines: Vec<SetLine>,
    /// How many rows it covers.
    pub rows: usize,
}

impl SetRows {
    /// Gives the last row of each area the lines that its joined cell lacks.
    pub fn make_room(&mut self) {
        for (rows, lines) in self.areas.clone() {
            while self.height(rows.clone()) < self.text_height(lines) {
                let Some(row) = self.rows.get_mut(rows.end - 1) else {
                    break;
                };
                row.lines += 1;
            }
        }
    }

    /// The height of some rows.
    pub fn height(&self, rows: Range<usize>) -> Length {
        let rows = self.rows.get(rows).unwrap_or(&[]);
        rows.iter().map(|row| self.text_height(row.lines)).sum()
    }

    /// Whether a page may begin with a row that cells from above reach into: those areas are high, and
    /// all of their text stands above the row.
    pub fn may_part(&self, at: usize, block: Length) -> bool {
        self.areas.iter().all(|(rows, lines)| {
            let parts = rows.start < at && at < rows.end;
            let is_high = self.height(rows.clone()) * 3 > block;
            let is_done = self.text_height(*lines) <= self.height(rows.start..at);
            !parts || (is_high && is_done)
        })
    }

    /// The height of lines with the space of a row around them.
    fn text_height(&self, lines: usize) -> Length {
        self.leading * i64::try_from(lines).unwrap_or(1) + PADDING * 2
    }

    /// A row as a strip. The cells of a head stand on its foot.
    pub fn strip(&mut self, at: usize) -> Strip {
        let mut strip = Strip::default();
        let cells = self
            .rows
            .get_mut(at)
            .map(|row| std::mem::take(&mut row.cells));
        for cell in cells.unwrap_or_default() {
            let room = self.height(at..at + cell.rows) - self.text_height(cell.lines.len());
            let top = match self.kind {
                RowKind::Head => room.max(Length::ZERO),
                RowKind::Body => Length::ZERO,
            };
            for (index, line) in (0..).zip(cell.lines) {
                add_line(&mut strip, line, top + self.baseline + self.leading * index);
            }
        }
        strip.height = self.height(at..at + 1);
        for (row, rule) in &self.rules {
            if *row == at {
                let y = strip.height - rule.height;
                strip.marks.push(Mark::Fill(Fill { y, ..*rule }));
            }
        }
        strip
    }

    /// A row as a strip for each of its lines, so that a page may part it. `None` for one with joined
    /// cells.
    pub fn lines(&mut self, at: usize) -> Option<Vec<Strip>> {
        let first_cell = at * self.rows.iter().map(|row| row.cells.len()).max()?;
        let row = self.rows.get_mut(at)?;
        if row.cells.iter().any(|cell| cell.rows > 1) {
            return None;
        }
        let mut strips: Vec<Strip> = (0..row.lines).map(|_| Strip::default()).collect();
        let last = row.lines - 1;
        for (cell, set) in std::mem::take(&mut row.cells).into_iter().enumerate() {
            for (index, (line, strip)) in set.lines.into_iter().zip(&mut strips).enumerate() {
                let top = if index == 0 { Length::ZERO } else { -PADDING };
                add_line(strip, line, self.baseline + top);
                strip.cells.resize(strip.marks.len(), first_cell + cell);
            }
        }
        for (index, strip) in strips.iter_mut().enumerate() {
            let edges = i64::from(index == 0) + i64::from(index == last);
            strip.height = self.leading + PADDING * edges;
        }
        Some(strips)
    }
}
