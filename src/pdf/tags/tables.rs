//! The headers of the cells of tables: the structure of a division -> for each cell the header cells of
//! its columns and of its row.

use std::collections::BTreeMap;

use crate::layout::{Node, NodeId, NodeRole};

/// The headers of every cell that has some.
pub fn headers(structure: &[Node]) -> BTreeMap<NodeId, Vec<NodeId>> {
    let nodes = || (0..).map(NodeId).zip(structure);
    let is_table = |(_, node): &(NodeId, &Node)| node.role == NodeRole::Table;
    let tables: Vec<NodeId> = nodes().filter(is_table).map(|(at, _)| at).collect();
    if tables.is_empty() {
        // Most divisions have none: their nodes need not be sorted.
        return BTreeMap::new();
    }
    let mut children: BTreeMap<NodeId, Vec<NodeId>> = BTreeMap::new();
    for (at, node) in nodes().filter(|(at, node)| node.parent != *at) {
        children.entry(node.parent).or_default().push(at);
    }
    let of = |id: &NodeId| children.get(id).map_or(&[][..], Vec::as_slice);
    let role = |id: &NodeId| structure.get(id.0 as usize).map(|own| own.role);
    let mut found = BTreeMap::new();
    for table in &tables {
        let mut grid = Grid::default();
        let rows = of(table).iter().flat_map(of);
        for row in rows.filter(|id| role(id) == Some(NodeRole::TableRow)) {
            let cells = of(row).iter().filter_map(|id| Some((*id, role(id)?)));
            grid.row(cells, &mut found);
        }
    }
    found
}

/// What the rows above leave for the next one.
#[derive(Default)]
struct Grid {
    /// How many more rows each column is taken for.
    taken: Vec<u16>,
    /// The headers of each column.
    columns: Vec<Vec<NodeId>>,
    /// The header of the row, and how many more rows it reaches over.
    row: Option<(NodeId, u16)>,
}

impl Grid {
    fn row(
        &mut self,
        cells: impl Iterator<Item = (NodeId, NodeRole)>,
        found: &mut BTreeMap<NodeId, Vec<NodeId>>,
    ) {
        let mut column = 0;
        let mut next: Vec<u16> = Vec::new();
        for (id, role) in cells {
            while self.taken.get(column).is_some_and(|rows| *rows > 0) {
                column += 1;
            }
            let (columns, rows) = match role {
                NodeRole::TableHeader { columns, rows, .. }
                | NodeRole::TableCell { columns, rows } => (usize::from(columns.max(1)), rows),
                _ => continue,
            };
            let end = column + columns;
            if self.columns.len() < end {
                self.columns.resize(end, Vec::new());
            }
            let own = self.columns.iter_mut().take(end).skip(column);
            match role {
                NodeRole::TableHeader { row: false, .. } => own.for_each(|own| own.push(id)),
                NodeRole::TableHeader { row: true, .. } => self.row = Some((id, rows)),
                _ => {
                    let mut headers: Vec<NodeId> =
                        own.flat_map(|own| own.iter().copied()).collect();
                    headers.extend(self.row.map(|(header, _)| header));
                    headers.sort_unstable();
                    headers.dedup();
                    if !headers.is_empty() {
                        found.insert(id, headers);
                    }
                }
            }
            next.resize(next.len().max(end), 0);
            next.iter_mut()
                .take(end)
                .skip(column)
                .for_each(|own| *own = rows.max(1));
            column = end;
        }
        self.taken.resize(self.taken.len().max(next.len()), 0);
        next.resize(self.taken.len(), 0);
        for (taken, new) in self.taken.iter_mut().zip(next) {
            *taken = (*taken).max(new).saturating_sub(1);
        }
        let row = self.row.take();
        self.row = row.and_then(|(header, rows)| (rows > 1).then_some((header, rows - 1)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Stream;

    fn node(role: NodeRole, parent: u32) -> Node {
        Node {
            role,
            parent: NodeId(parent),
            stream: Stream::Cells,
            language: None,
            alternative: None,
            expansion: None,
            anchor: None,
        }
    }

    #[test]
    fn a_cell_has_the_headers_of_its_columns_and_of_its_row() {
        let column = |columns| NodeRole::TableHeader {
            row: false,
            columns,
            rows: 1,
        };
        let of_row = |rows| NodeRole::TableHeader {
            row: true,
            columns: 1,
            rows,
        };
        let cell = NodeRole::TableCell {
            columns: 1,
            rows: 1,
        };
        let structure = [
            node(NodeRole::Division, 0),
            node(NodeRole::Table, 0),
            node(NodeRole::TableHead, 1),
            node(NodeRole::TableRow, 2),
            node(column(1), 3), // 4
            node(column(2), 3), // 5
            node(NodeRole::TableBody, 1),
            node(NodeRole::TableRow, 6),
            node(of_row(2), 7), // 8
            node(cell, 7),      // 9
            node(cell, 7),      // 10
            node(NodeRole::TableRow, 6),
            node(cell, 11), // 12
            node(cell, 11), // 13
            node(NodeRole::TableRow, 6),
            node(cell, 14), // 15
        ];
        let found = headers(&structure);
        let of = |id| found.get(&NodeId(id)).cloned().unwrap_or_default();
        for (cell, expected) in [
            (9, [5, 8].as_slice()),
            (10, &[5, 8]),
            (12, &[5, 8]),
            (13, &[5, 8]),
            (15, &[4]),
        ] {
            let expected: Vec<NodeId> = expected.iter().copied().map(NodeId).collect();
            assert_eq!(of(cell), expected, "{cell}");
        }
    }
}
