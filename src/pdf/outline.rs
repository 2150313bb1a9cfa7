//! The bookmarks: a nested outline whose two outermost levels are open.

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary, text_string};

use crate::layout::{OutlineEntry, PagedBook};

use super::destinations::destination;

/// Entries of this level are shown; those they hold are shown when a reader opens them.
const SHOWN_LEVEL: u8 = 1;

/// An entry with its place in the tree.
struct Item<'a> {
    entry: &'a OutlineEntry,
    parent: Option<usize>,
    children: Vec<usize>,
}

/// Adds the outline; `None` for a book without bookmarks.
pub fn outline(document: &mut Document, book: &PagedBook) -> Option<ObjectId> {
    let (items, top) = nest(&book.outline);
    let (first, last) = (*top.first()?, *top.last()?);
    let root = document.new_object_id();
    let ids: Vec<ObjectId> = items.iter().map(|_| document.new_object_id()).collect();
    let place = |siblings: &[usize], at: usize, item: usize, document: &mut Document| {
        let mut node = node(book, &items[item], root, &ids);
        if let Some(before) = at.checked_sub(1).and_then(|before| siblings.get(before)) {
            node.set("Prev", ids[*before]);
        }
        if let Some(after) = siblings.get(at + 1) {
            node.set("Next", ids[*after]);
        }
        document.set_object(ids[item], node);
    };
    let families = items.iter().map(|item| item.children.as_slice());
    for siblings in families.chain([top.as_slice()]) {
        for (at, item) in siblings.iter().enumerate() {
            place(siblings, at, *item, document);
        }
    }
    let open = items.iter().filter(|item| is_open(item));
    let shown = top.len() + open.map(|item| item.children.len()).sum::<usize>();
    document.set_object(root, dictionary! {
        "Type" => "Outlines", "First" => ids[first], "Last" => ids[last], "Count" => shown as i64,
    });
    Some(root)
}

/// Finds each entry's parent: the nearest entry before it of an outer level.
fn nest(entries: &[OutlineEntry]) -> (Vec<Item<'_>>, Vec<usize>) {
    let mut items: Vec<Item<'_>> = Vec::with_capacity(entries.len());
    let mut top = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for (at, entry) in entries.iter().enumerate() {
        while open
            .last()
            .is_some_and(|last| items[*last].entry.level >= entry.level)
        {
            open.pop();
        }
        let parent = open.last().copied();
        match parent {
            Some(parent) => items[parent].children.push(at),
            None => top.push(at),
        }
        items.push(Item {
            entry,
            parent,
            children: Vec::new(),
        });
        open.push(at);
    }
    (items, top)
}

/// Whether the entries below this one are shown from the start. One that is not outermost is
/// closed, whatever its own level, so that openness never hangs on a closed parent.
fn is_open(item: &Item<'_>) -> bool {
    item.entry.level < SHOWN_LEVEL && item.parent.is_none()
}

fn node(book: &PagedBook, item: &Item<'_>, root: ObjectId, ids: &[ObjectId]) -> Dictionary {
    let mut node = dictionary! {
        "Title" => text_string(&item.entry.title),
        "Parent" => item.parent.map_or(root, |parent| ids[parent]),
    };
    if let Some(destination) = destination(book, item.entry.anchor) {
        node.set("Dest", destination);
    }
    if let (Some(first), Some(last)) = (item.children.first(), item.children.last()) {
        let count = item.children.len() as i64;
        node.set("First", ids[*first]);
        node.set("Last", ids[*last]);
        node.set(
            "Count",
            Object::Integer(if is_open(item) { count } else { -count }),
        );
    }
    node
}
