//! The elements of a division: its nodes with their pieces -> structure elements with their attributes.
//! A link that is no node of its own becomes an element around what it covers.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Object, ObjectId, dictionary, text_string};

use crate::document::DivisionId;
use crate::layout::{LinkTarget, Node, NodeId, NodeRole, PagedDivision, SectionKind};

use super::super::links::node_of_link;
use super::order::{Piece, Pieces};
use super::roles::Roles;
use super::{Tree, name_of};

/// A division while its elements are written.
pub struct Section<'s> {
    /// Which it is.
    pub id: DivisionId,
    /// Its nodes.
    pub division: &'s PagedDivision,
    /// What each node holds.
    pub pieces: Pieces,
    /// What each node is.
    pub roles: Roles,
    /// The headers of the cells of tables.
    pub headers: BTreeMap<NodeId, Vec<NodeId>>,
    /// The links of each node.
    pub links: BTreeMap<NodeId, Vec<usize>>,
    /// The box of each figure's image.
    pub boxes: BTreeMap<NodeId, Object>,
}

/// Something that an element holds.
enum Kid {
    Element(ObjectId),
    Sequence { page: usize, number: usize },
    Link(usize),
}

/// An element around what a link covers.
struct Around<'l> {
    target: &'l LinkTarget,
    element: ObjectId,
    kids: Vec<Kid>,
}

impl<'a> Tree<'_, 'a> {
    /// Writes the element of a node and all that it holds; `None` where it holds nothing. Nodes are
    /// nested as deep as the manuscript may be.
    pub fn element(
        &mut self,
        section: &mut Section<'_>,
        node: NodeId,
        parent: ObjectId,
        in_link: bool,
    ) -> Option<ObjectId> {
        let own = section.division.structure.get(node.0 as usize)?;
        let id = self.document.new_object_id();
        let links = section.links.get(&node).cloned().unwrap_or_default();
        let is_link = own.role == NodeRole::Link && !links.is_empty();
        let mut kids: Vec<Kid> = Vec::new();
        let mut around: Vec<Around<'a>> = Vec::new();
        for piece in section.pieces.take(node) {
            match piece {
                Piece::Node(child) => {
                    let child = self.element(section, child, id, in_link || is_link);
                    kids.extend(child.map(Kid::Element));
                }
                Piece::Sequence { page, number } => {
                    let target = match is_link || in_link {
                        true => None,
                        false => self.target(section, page, number),
                    };
                    let Some(target) = target else {
                        self.own(page, number, id);
                        kids.push(Kid::Sequence { page, number });
                        continue;
                    };
                    let known = around.iter().position(|own| own.target == target);
                    let at = known.unwrap_or(around.len());
                    if known.is_none() {
                        let element = self.document.new_object_id();
                        kids.push(Kid::Element(element));
                        around.push(Around {
                            target,
                            element,
                            kids: Vec::new(),
                        });
                    }
                    if let Some(link) = around.get_mut(at) {
                        link.kids.push(Kid::Sequence { page, number });
                        let element = link.element;
                        self.own(page, number, element);
                    }
                }
            }
        }
        for mut link in around {
            let added = self.content.links;
            let to_it = links.iter().filter(|at| {
                let added = added.get(**at);
                added.is_some_and(|added| added.target == link.target)
            });
            link.kids.extend(to_it.map(|at| Kid::Link(*at)));
            let element = dictionary! { "Type" => "StructElem", "S" => "Link", "P" => id };
            self.write(link.element, element, &link.kids);
        }
        if is_link {
            kids.extend(links.iter().map(|at| Kid::Link(*at)));
        }
        let is_cell = matches!(
            own.role,
            NodeRole::TableHeader { .. } | NodeRole::TableCell { .. }
        );
        if kids.is_empty() && !is_cell {
            return None;
        }
        let mut element = describe(section, node, own, parent, is_link);
        if let Some(name) = name(section.id, node, own) {
            element.set("ID", name_of(&name));
            self.names.insert(name, id);
        }
        self.write(id, element, &kids);
        Some(id)
    }

    /// Where a sequence leads, if a link was made of it.
    fn target(&self, section: &Section<'_>, page: usize, number: usize) -> Option<&'a LinkTarget> {
        let sequence = self.content.painted.get(page)?.sequences.get(number)?;
        let target = sequence.link?;
        let node = node_of_link(&section.division.structure, sequence.node);
        let links = section.links.get(&node.unwrap_or(sequence.node))?;
        let mut links = links.iter().filter_map(|at| self.content.links.get(*at));
        links
            .find(|link| link.target == target)
            .map(|own| own.target)
    }

    /// Notes whose a sequence is, for the tree of parents.
    fn own(&mut self, page: usize, number: usize, element: ObjectId) {
        let page = self.owners.get_mut(page);
        if let Some(own) = page.and_then(|page| page.get_mut(number)) {
            *own = Some(element);
        }
    }

    /// Writes an element with what it holds.
    fn write(&mut self, id: ObjectId, mut element: Dictionary, kids: &[Kid]) {
        let content = self.content;
        let page_of = |kid: &Kid| match kid {
            Kid::Sequence { page, .. } => Some(*page),
            Kid::Link(at) => content.links.get(*at).map(|link| link.page),
            Kid::Element(_) => None,
        };
        let own_page = kids.iter().find_map(page_of);
        if let Some(page) = own_page.and_then(|page| content.pages.get(page)) {
            element.set("Pg", *page);
        }
        let mut objects: Vec<Object> = Vec::with_capacity(kids.len());
        for kid in kids {
            let page = page_of(kid).and_then(|page| content.pages.get(page));
            match (kid, page) {
                (Kid::Element(element), _) => objects.push(Object::Reference(*element)),
                (Kid::Sequence { number, .. }, _) if page_of(kid) == own_page => {
                    objects.push(Object::Integer(*number as i64));
                }
                (Kid::Sequence { number, .. }, Some(page)) => objects.push(
                    dictionary! { "Type" => "MCR", "Pg" => *page, "MCID" => *number as i64 }.into(),
                ),
                (Kid::Link(at), Some(page)) => {
                    let Some(link) = content.links.get(*at) else {
                        continue;
                    };
                    let reference =
                        dictionary! { "Type" => "OBJR", "Pg" => *page, "Obj" => link.id };
                    objects.push(reference.into());
                    if let Some(owner) = self.link_owners.get_mut(*at) {
                        *owner = Some(id);
                    }
                }
                (Kid::Sequence { .. } | Kid::Link(_), None) => {}
            }
        }
        match <[Object; 1]>::try_from(objects) {
            Ok([only]) => element.set("K", only),
            Err(objects) => element.set("K", objects),
        }
        self.document.set_object(id, element);
    }
}

/// What an element is and what is said of it.
fn describe(
    section: &Section<'_>,
    id: NodeId,
    node: &Node,
    parent: ObjectId,
    is_link: bool,
) -> Dictionary {
    let structure = &section.division.structure;
    let name = match section.division.kind {
        SectionKind::Index if id == NodeId(0) => "Index",
        _ => section.roles.name(structure, id, is_link),
    };
    let mut element = dictionary! { "Type" => "StructElem", "S" => name, "P" => parent };
    if let Some(language) = &node.language {
        element.set("Lang", text_string(language));
    }
    let alternative = node.alternative.as_deref().filter(|own| !own.is_empty());
    if let Some(alternative) = alternative {
        element.set("Alt", text_string(alternative));
    }
    if let Some(expansion) = &node.expansion {
        element.set("E", text_string(expansion));
    }
    if let Some(attributes) = attributes(section, id, node) {
        element.set("A", attributes);
    }
    element
}

fn attributes(section: &Section<'_>, id: NodeId, node: &Node) -> Option<Dictionary> {
    let structure = &section.division.structure;
    match node.role {
        NodeRole::List { ordered } => {
            let numbering = section.roles.numbering(structure, id, ordered);
            Some(dictionary! { "O" => "List", "ListNumbering" => numbering })
        }
        NodeRole::TableHeader { row, columns, rows } => {
            let mut own = of_cell(section, id, [columns, rows]);
            own.set("Scope", if row { "Row" } else { "Column" });
            Some(own)
        }
        NodeRole::TableCell { columns, rows } => {
            Some(of_cell(section, id, [columns, rows])).filter(|own| own.len() > 1)
        }
        NodeRole::Figure => {
            let placement = match section.roles.is_inline(structure, id) {
                true => "Inline",
                false => "Block",
            };
            let area = section.boxes.get(&id)?.clone();
            Some(dictionary! { "O" => "Layout", "Placement" => placement, "BBox" => area })
        }
        NodeRole::Code => Some(dictionary! { "O" => "Layout", "Placement" => "Block" }),
        _ => None,
    }
}

/// How far a cell reaches, and its headers.
fn of_cell(section: &Section<'_>, id: NodeId, [columns, rows]: [u16; 2]) -> Dictionary {
    let mut own = dictionary! { "O" => "Table" };
    if columns > 1 {
        own.set("ColSpan", i64::from(columns));
    }
    if rows > 1 {
        own.set("RowSpan", i64::from(rows));
    }
    let headers = section.headers.get(&id).into_iter().flatten();
    let headers = headers.map(|header| name_of(&numbered("th", section.id, *header)));
    let headers: Vec<Object> = headers.collect();
    if !headers.is_empty() {
        own.set("Headers", headers);
    }
    own
}

/// The name by which others name a note or header.
fn name(division: DivisionId, id: NodeId, node: &Node) -> Option<String> {
    match node.role {
        NodeRole::Note => Some(numbered("note", division, id)),
        NodeRole::TableHeader { .. } => Some(numbered("th", division, id)),
        _ => None,
    }
}

fn numbered(kind: &str, division: DivisionId, node: NodeId) -> String {
    format!("{kind}-{}-{}", division.0, node.0)
}
