//! What a node of the layout's structure is in PDF: a standard structure type (PDF 32000-1, 14.8.4), by
//! its role and by what stands around it.

use crate::layout::{Node, NodeId, NodeRole};

/// The roles of a division that hang on what stands before them.
#[derive(Debug)]
pub struct Roles {
    /// The level of each heading: none leaves out a level (PDF/UA-1, 7.4.2).
    levels: Vec<u8>,
    /// The level of the last heading.
    pub last_level: u8,
}

impl Roles {
    /// Of a division that follows a heading of the level `before`.
    pub fn of(structure: &[Node], before: u8) -> Roles {
        let mut last_level = before;
        let levels = structure.iter().map(|node| match node.role {
            NodeRole::Heading(level) => {
                last_level = level.min(last_level + 1).clamp(1, 6);
                last_level
            }
            _ => 0,
        });
        Roles {
            levels: levels.collect(),
            last_level,
        }
    }

    /// The structure type of a node. A link that leads nowhere is a span.
    pub fn name(&self, structure: &[Node], id: NodeId, is_link: bool) -> &'static str {
        let Some(node) = structure.get(id.0 as usize) else {
            return "Span";
        };
        match node.role {
            NodeRole::Division => "Sect",
            NodeRole::Heading(_) => match self.levels.get(id.0 as usize) {
                Some(1) => "H1",
                Some(2) => "H2",
                Some(3) => "H3",
                Some(4) => "H4",
                Some(5) => "H5",
                _ => "H6",
            },
            NodeRole::Paragraph => "P",
            NodeRole::Span => "Span",
            NodeRole::Quotation => "BlockQuote",
            NodeRole::Code => "Code",
            NodeRole::List { .. } => "L",
            NodeRole::ListItem => "LI",
            NodeRole::Label => match parent(structure, node) {
                NodeRole::ListItem
                | NodeRole::Note
                | NodeRole::Caption
                | NodeRole::ContentsItem => "Lbl",
                NodeRole::Division | NodeRole::Aside | NodeRole::Quotation => "P",
                _ => "Span",
            },
            NodeRole::ListBody => "LBody",
            NodeRole::Table => "Table",
            NodeRole::TableHead => "THead",
            NodeRole::TableBody => "TBody",
            NodeRole::TableRow => "TR",
            NodeRole::TableHeader { .. } => "TH",
            NodeRole::TableCell { .. } => "TD",
            NodeRole::Caption => "Caption",
            // One without an alternative is decoration, and holds its caption alone.
            NodeRole::Figure => match node.alternative.as_deref() {
                None | Some("") => "Div",
                Some(_) => "Figure",
            },
            NodeRole::Aside => "Aside",
            NodeRole::Note => "Note",
            NodeRole::NoteReference => "Reference",
            NodeRole::Link => match is_link {
                true => "Link",
                false => "Span",
            },
            NodeRole::Contents => "TOC",
            NodeRole::ContentsItem => "TOCI",
        }
    }

    /// How a list is numbered.
    pub fn numbering(&self, structure: &[Node], id: NodeId, ordered: bool) -> &'static str {
        let is_label = |node: &Node| {
            let item = structure.get(node.parent.0 as usize);
            node.role == NodeRole::Label && item.is_some_and(|item| item.parent == id)
        };
        // What is below a node comes after it.
        let mut below = structure.iter().skip(id.0 as usize);
        match ordered {
            true => "Decimal",
            false if below.any(is_label) => "Disc",
            false => "None",
        }
    }

    /// Whether a node stands in a line of text.
    pub fn is_inline(&self, structure: &[Node], id: NodeId) -> bool {
        let node = structure.get(id.0 as usize);
        node.is_some_and(|node| {
            matches!(
                parent(structure, node),
                NodeRole::Paragraph
                    | NodeRole::Span
                    | NodeRole::Heading(_)
                    | NodeRole::Link
                    | NodeRole::Caption
                    | NodeRole::TableCell { .. }
                    | NodeRole::TableHeader { .. }
            )
        })
    }
}

fn parent(structure: &[Node], node: &Node) -> NodeRole {
    let parent = structure.get(node.parent.0 as usize);
    parent.map_or(NodeRole::Division, |parent| parent.role)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Stream;

    #[test]
    fn no_heading_leaves_out_a_level() {
        let heading = |level| Node {
            role: NodeRole::Heading(level),
            parent: NodeId(0),
            stream: Stream::Running,
            language: None,
            alternative: None,
            expansion: None,
            anchor: None,
        };
        let structure = [2, 4, 4, 2, 6, 1].map(heading);
        let roles = Roles::of(&structure, 0);
        assert_eq!(roles.levels, [1, 2, 3, 2, 3, 1]);
        assert_eq!(Roles::of(&structure, 1).levels, [2, 3, 4, 2, 3, 1]);
    }
}
