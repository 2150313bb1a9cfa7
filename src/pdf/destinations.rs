//! Named destinations: every anchor that stands on a page, by its name, in a sorted name tree.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat, dictionary};

use crate::document::AnchorId;
use crate::layout::PagedBook;

use super::pages::{Boxes, number};

/// Entries of one node of the name tree.
const NODE: usize = 64;

/// The destination of an anchor as links and bookmarks name it; `None` where it stands nowhere.
pub fn destination(book: &PagedBook, anchor: AnchorId) -> Option<Object> {
    let at = anchor.0 as usize;
    let place = book.places.get(at)?.as_ref()?;
    book.pages.get(place.page as usize)?;
    let name = book.anchors.get(at)?.name.as_str();
    Some(Object::String(
        name.as_bytes().to_vec(),
        StringFormat::Literal,
    ))
}

/// The name tree of all destinations; `None` where the book has none.
pub fn name_tree(
    document: &mut Document,
    pages: &[ObjectId],
    book: &PagedBook,
    boxes: Boxes,
) -> Option<ObjectId> {
    let mut named: BTreeMap<&[u8], Object> = BTreeMap::new();
    for (anchor, place) in book.anchors.iter().zip(&book.places) {
        let Some(place) = place else { continue };
        let Some(page) = pages.get(place.page as usize) else {
            continue;
        };
        let view = vec![
            Object::Reference(*page),
            "XYZ".into(),
            number(boxes.x(place.x)),
            number(boxes.y(place.y)),
            Object::Null,
        ];
        named.insert(anchor.name.as_str().as_bytes(), Object::Array(view));
    }
    let entries: Vec<_> = named.into_iter().collect();
    if entries.len() <= NODE {
        let names = names(&entries);
        return (!entries.is_empty())
            .then(|| document.add_object(dictionary! { "Names" => names }));
    }
    let mut level: Vec<Branch> = Vec::new();
    for leaf in entries.chunks(NODE) {
        let (Some((first, _)), Some((last, _))) = (leaf.first(), leaf.last()) else {
            continue;
        };
        let (first, last) = (string(first), string(last));
        let node = dictionary! {
            "Limits" => vec![first.clone(), last.clone()], "Names" => names(leaf),
        };
        level.push(Branch {
            id: document.add_object(node),
            first,
            last,
        });
    }
    while level.len() > NODE {
        let above: Vec<Branch> = level
            .chunks(NODE)
            .filter_map(|b| join(document, b))
            .collect();
        level = above;
    }
    let root = dictionary! { "Kids" => kids(&level) };
    Some(document.add_object(root))
}

/// A node of the tree with its least and greatest name.
struct Branch {
    id: ObjectId,
    first: Object,
    last: Object,
}

fn join(document: &mut Document, branches: &[Branch]) -> Option<Branch> {
    let (first, last) = (
        branches.first()?.first.clone(),
        branches.last()?.last.clone(),
    );
    let node: Dictionary = dictionary! {
        "Limits" => vec![first.clone(), last.clone()], "Kids" => kids(branches),
    };
    Some(Branch {
        id: document.add_object(node),
        first,
        last,
    })
}

fn kids(branches: &[Branch]) -> Vec<Object> {
    branches
        .iter()
        .map(|branch| Object::Reference(branch.id))
        .collect()
}

fn names(entries: &[(&[u8], Object)]) -> Vec<Object> {
    let pairs = entries
        .iter()
        .flat_map(|(name, view)| [string(name), view.clone()]);
    pairs.collect()
}

fn string(name: &[u8]) -> Object {
    Object::String(name.to_vec(), StringFormat::Literal)
}
