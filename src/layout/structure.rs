//! The structure tree of a division while it grows: what a screen reader will be told, and the
//! stream that each piece of text belongs to.

use crate::document::{AnchorId, Stream};

use super::paged::{Node, NodeId, NodeRole};

/// A growing tree. Its root is node 0.
#[derive(Debug)]
pub struct Structure {
    nodes: Vec<Node>,
    /// Where the next node goes: the tree's end, or, while a block is set a second time, the place
    /// of its nodes of the first time.
    next: usize,
}

impl Structure {
    /// A tree of a division, with its root.
    pub fn new() -> Structure {
        let mut structure = Structure {
            nodes: Vec::new(),
            next: 0,
        };
        structure.push(NodeRole::Division, NodeId(0), Stream::Generated);
        structure
    }

    /// The root.
    pub const ROOT: NodeId = NodeId(0);

    /// Adds a node after its elder siblings.
    pub fn push(&mut self, role: NodeRole, parent: NodeId, stream: Stream) -> NodeId {
        let node = Node {
            role,
            parent,
            stream,
            language: None,
            alternative: None,
            expansion: None,
            anchor: None,
        };
        let id = NodeId(u32::try_from(self.next).unwrap_or(u32::MAX));
        match self.nodes.get_mut(self.next) {
            Some(place) => *place = node,
            None => self.nodes.push(node),
        }
        self.next += 1;
        id
    }

    /// Changes a node.
    pub fn edit(&mut self, id: NodeId, change: impl FnOnce(&mut Node)) {
        if let Some(node) = self.nodes.get_mut(id.0 as usize) {
            change(node);
        }
    }

    /// Says which anchor a node is.
    pub fn anchor(&mut self, id: NodeId, anchor: AnchorId) {
        self.edit(id, |node| node.anchor = Some(anchor));
    }

    /// The stream of a node.
    pub fn stream(&self, id: NodeId) -> Stream {
        self.nodes
            .get(id.0 as usize)
            .map_or(Stream::Generated, |node| node.stream)
    }

    /// Where the next node goes.
    pub fn position(&self) -> usize {
        self.next
    }

    /// Goes back to a position, to set the block that began there again. The block makes the same
    /// nodes as before, for its content has not changed. The last one may make others: an index has
    /// more or fewer folios when they are known.
    pub fn rewind(&mut self, position: usize) -> usize {
        std::mem::replace(&mut self.next, position.min(self.nodes.len()))
    }

    /// Ends the tree where the next node would go: what stood there before is gone.
    pub fn end_here(&mut self) {
        self.nodes.truncate(self.next);
    }

    /// The finished nodes.
    pub fn into_nodes(self) -> Vec<Node> {
        self.nodes
    }
}
