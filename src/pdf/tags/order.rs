//! The reading order: the nodes of a division and the sequences on its pages -> what each node holds, in
//! the order in which it is read.
//!
//! A node that holds text itself has its pieces in the order of the page: a link stands between the words
//! around it. All others have them in the order in which they are written: a figure at the head of the
//! next page is read where the text has it, and the cells of a row one after the other.

use crate::layout::{Node, NodeId, NodeRole};

use super::super::content::Painted;

/// Something that a node holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece {
    /// A node below it.
    Node(NodeId),
    /// A sequence of marked content, by its page and its number there.
    Sequence {
        /// The page, from 0.
        page: usize,
        /// The number.
        number: usize,
    },
}

/// The pieces of every node of a division.
#[derive(Debug)]
pub struct Pieces(Vec<Vec<Piece>>);

impl Pieces {
    /// Gathers them from the pages of the division.
    pub fn of(structure: &[Node], pages: &[usize], painted: &[Painted<'_>]) -> Pieces {
        let mut pieces = Pieces(vec![Vec::new(); structure.len()]);
        let mut attached = vec![false; structure.len()];
        let pages = pages
            .iter()
            .filter_map(|page| Some((*page, painted.get(*page)?)));
        for (page, painted) in pages {
            for (number, sequence) in painted.sequences.iter().enumerate() {
                pieces.push(sequence.node, Piece::Sequence { page, number });
                pieces.attach(sequence.node, structure, &mut attached);
            }
        }
        // A table has all its cells, also those without text.
        for (at, node) in (0..).zip(structure) {
            let is_cell = matches!(
                node.role,
                NodeRole::TableHeader { .. } | NodeRole::TableCell { .. }
            );
            if is_cell {
                pieces.attach(NodeId(at), structure, &mut attached);
            }
        }
        for (at, node) in structure.iter().enumerate() {
            if let Some(own) = pieces.0.get_mut(at) {
                arrange(own, node, structure);
            }
        }
        pieces.hoist(structure);
        pieces
    }

    /// The pieces of a node, which nobody asks for again.
    pub fn take(&mut self, node: NodeId) -> Vec<Piece> {
        let own = self.0.get_mut(node.0 as usize);
        own.map(std::mem::take).unwrap_or_default()
    }

    fn push(&mut self, node: NodeId, piece: Piece) {
        if let Some(own) = self.0.get_mut(node.0 as usize) {
            own.push(piece);
        }
    }

    /// Makes a node a piece of its parent, and that of its own, where they are not yet.
    fn attach(&mut self, node: NodeId, structure: &[Node], attached: &mut [bool]) {
        let mut at = node;
        while let Some(own) = structure.get(at.0 as usize)
            && own.parent != at
            && let Some(is_attached) = attached.get_mut(at.0 as usize)
            && !std::mem::replace(is_attached, true)
        {
            self.push(own.parent, Piece::Node(at));
            at = own.parent;
        }
    }

    /// A table holds its caption, its head and its body; what else is written in it follows it.
    fn hoist(&mut self, structure: &[Node]) {
        for (at, node) in (0..).map(NodeId).zip(structure) {
            if node.role != NodeRole::Table {
                continue;
            }
            let is_own = |piece: &Piece| match piece {
                Piece::Node(child) => {
                    let role = structure.get(child.0 as usize).map(|own| own.role);
                    matches!(
                        role,
                        Some(NodeRole::Caption | NodeRole::TableHead | NodeRole::TableBody)
                    )
                }
                Piece::Sequence { .. } => false,
            };
            let (own, others): (Vec<Piece>, Vec<Piece>) =
                self.take(at).into_iter().partition(is_own);
            for piece in own {
                self.push(at, piece);
            }
            let Some(around) = self.0.get_mut(node.parent.0 as usize) else {
                continue;
            };
            let place = around.iter().position(|own| *own == Piece::Node(at));
            let place = place.map_or(around.len(), |place| place + 1);
            around.splice(place..place, others);
        }
    }
}

/// Puts the pieces of a node in order.
fn arrange(pieces: &mut [Piece], node: &Node, structure: &[Node]) {
    let is_sequence = |piece: &Piece| matches!(piece, Piece::Sequence { .. });
    if pieces.iter().any(is_sequence) && node.role != NodeRole::Figure {
        return;
    }
    pieces.sort_by_key(|piece| match piece {
        Piece::Sequence { .. } => (0, NodeId(0)),
        Piece::Node(id) => {
            let role = structure.get(id.0 as usize).map(|own| own.role);
            // What stands before an item is read before it.
            let is_label = role == Some(NodeRole::Label);
            (if is_label { 1 } else { 2 }, *id)
        }
    });
}
