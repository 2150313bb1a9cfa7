//! The structure tree: the divisions' nodes and the sequences of marked content that the pages show ->
//! structure elements, the tree of parents, and what the catalog says of them (PDF 32000-1, 14.7 and
//! 14.8; PDF/UA-1).
//!
//! `order` puts the pieces of each node in their reading order, `roles` says what a node is in PDF,
//! `tables` which headers a cell has, `elements` writes the elements of a division.

mod elements;
mod order;
mod roles;
mod tables;

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat, dictionary, text_string};

use crate::document::DivisionId;
use crate::layout::{NodeId, PagedBook, SectionKind};

use super::PdfError;
use super::content::Painted;
use super::links::Added;
use super::pages::rectangle;

use elements::Section;
use order::Pieces;
use roles::Roles;

/// What the tree names.
#[derive(Debug)]
pub struct Content<'a> {
    /// The pages.
    pub pages: &'a [ObjectId],
    /// What is on each of them.
    pub painted: &'a [Painted<'a>],
    /// The links.
    pub links: &'a [Added<'a>],
}

/// Adds the tree to a document, and to its catalog what names it.
pub fn add(
    document: &mut Document,
    catalog: &mut Dictionary,
    book: &PagedBook,
    content: &Content<'_>,
) -> Result<(), PdfError> {
    let owners = content.painted.iter();
    let mut tree = Tree {
        document,
        content,
        names: BTreeMap::new(),
        owners: owners
            .map(|page| vec![None; page.sequences.len()])
            .collect(),
        link_owners: vec![None; content.links.len()],
    };
    let root = tree.document.new_object_id();
    let whole = tree.document.new_object_id();
    let sections = tree.sections(book, whole);
    let parents = tree.parents(whole);
    let names = std::mem::take(&mut tree.names);
    let names = names.into_iter();
    let names: Vec<Object> = names
        .flat_map(|(name, id)| [name_of(&name), Object::Reference(id)])
        .collect();
    document.set_object(
        whole,
        dictionary! { "Type" => "StructElem", "S" => "Document", "P" => root, "K" => sections },
    );
    let mut structure = dictionary! {
        "Type" => "StructTreeRoot",
        "K" => whole,
        "ParentTree" => document.add_object(dictionary! { "Nums" => parents }),
        "ParentTreeNextKey" => (content.pages.len() + content.links.len()) as i64,
        "RoleMap" => dictionary! { "Aside" => "Div" },
    };
    if !names.is_empty() {
        let names = document.add_object(dictionary! { "Names" => names });
        structure.set("IDTree", names);
    }
    document.set_object(root, structure);
    catalog.set("StructTreeRoot", root);
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    for (number, id) in (0_i64..).zip(content.pages) {
        document
            .get_dictionary_mut(*id)?
            .set("StructParents", number);
    }
    Ok(())
}

/// A name of an element as an object.
fn name_of(name: &str) -> Object {
    Object::String(name.as_bytes().to_vec(), StringFormat::Literal)
}

/// The tree while it grows.
struct Tree<'t, 'a> {
    document: &'t mut Document,
    content: &'a Content<'a>,
    /// The elements that others name.
    names: BTreeMap<String, ObjectId>,
    /// The element of each sequence of each page.
    owners: Vec<Vec<Option<ObjectId>>>,
    /// The element of each link.
    link_owners: Vec<Option<ObjectId>>,
}

impl Tree<'_, '_> {
    /// The elements of the divisions: texts of a part are inside it.
    fn sections(&mut self, book: &PagedBook, whole: ObjectId) -> Vec<Object> {
        let mut sections: Vec<Object> = Vec::new();
        let mut part: Option<(ObjectId, Vec<Object>)> = None;
        let mut level = 0;
        let mut links: BTreeMap<DivisionId, BTreeMap<NodeId, Vec<usize>>> = BTreeMap::new();
        for (at, link) in self.content.links.iter().enumerate() {
            let own = links.entry(link.division).or_default();
            own.entry(link.node).or_default().push(at);
        }
        let mut pages = vec![Vec::new(); book.divisions.len()];
        for (at, page) in book.pages.iter().enumerate() {
            if let Some(own) = pages.get_mut(page.division.0 as usize) {
                own.push(at);
            }
        }
        for ((at, division), pages) in (0..).zip(&book.divisions).zip(&pages) {
            let id = DivisionId(at);
            if division.kind != SectionKind::InPart {
                sections.extend(self.close(part.take(), whole));
            }
            if division.kind == SectionKind::Part {
                part = Some((self.document.new_object_id(), Vec::new()));
            }
            let roles = Roles::of(&division.structure, level);
            level = roles.last_level;
            let mut section = Section {
                id,
                division,
                pieces: Pieces::of(&division.structure, pages, self.content.painted),
                roles,
                headers: tables::headers(&division.structure),
                links: links.remove(&id).unwrap_or_default(),
                boxes: self.boxes(pages),
            };
            let parent = part.as_ref().map_or(whole, |(part, _)| *part);
            let Some(element) = self.element(&mut section, NodeId(0), parent, false) else {
                continue;
            };
            if division.language != book.metadata.language
                && let Ok(element) = self.document.get_dictionary_mut(element)
            {
                element.set("Lang", text_string(&division.language));
            }
            match &mut part {
                Some((_, kids)) => kids.push(Object::Reference(element)),
                None => sections.push(Object::Reference(element)),
            }
        }
        sections.extend(self.close(part, whole));
        sections
    }

    /// Writes the element of a part, whose texts are all there.
    fn close(&mut self, part: Option<(ObjectId, Vec<Object>)>, whole: ObjectId) -> Option<Object> {
        let (id, kids) = part.filter(|(_, kids)| !kids.is_empty())?;
        let element = dictionary! {
            "Type" => "StructElem", "S" => "Part", "P" => whole, "K" => kids,
        };
        self.document.set_object(id, element);
        Some(Object::Reference(id))
    }

    /// The boxes of the images on pages.
    fn boxes(&self, pages: &[usize]) -> BTreeMap<NodeId, Object> {
        let painted = pages
            .iter()
            .filter_map(|page| self.content.painted.get(*page));
        let figures = painted.flat_map(|painted| &painted.figures);
        figures
            .map(|(node, corners)| (*node, rectangle(*corners)))
            .collect()
    }

    /// The tree of parents: the elements of each page's sequences, then that of each link.
    fn parents(&self, whole: ObjectId) -> Vec<Object> {
        let element = |own: &Option<ObjectId>| Object::Reference(own.unwrap_or(whole));
        let pages = self.owners.iter().map(|page| {
            let owners: Vec<Object> = page.iter().map(element).collect();
            Object::Array(owners)
        });
        let links = self.link_owners.iter().map(element);
        let numbered = (0_i64..).zip(pages.chain(links));
        numbered
            .flat_map(|(number, own)| [Object::Integer(number), own])
            .collect()
    }
}
