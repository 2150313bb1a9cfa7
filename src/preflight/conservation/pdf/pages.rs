//! The page tree -> the pages in their order, and the labels that a viewer shows for them.

use std::collections::BTreeSet;

use crate::layout::roman::to_roman;

use super::super::Unreadable;
use super::file::PdfFile;
use super::syntax::{Dictionary, Object, text_string};

/// How deep the page tree may be.
const DEEPEST: usize = 64;

/// A page.
#[derive(Clone, Copy, Debug)]
pub struct Page<'f> {
    /// Its dictionary.
    pub own: &'f Dictionary,
    /// Its resources, or those of the tree above it.
    pub resources: Option<&'f Dictionary>,
}

/// The pages in order.
///
/// # Errors
/// The tree is broken, or counts other pages than it has.
pub fn pages<'f>(file: &'f PdfFile<'_>) -> Result<Vec<Page<'f>>, Unreadable> {
    let broken = || Unreadable::new("its page tree is broken");
    let catalog = file.catalog().ok_or_else(broken)?;
    let root = catalog.get(b"Pages".as_slice()).ok_or_else(broken)?;
    let mut tree = Tree {
        file,
        seen: BTreeSet::new(),
        pages: Vec::new(),
    };
    tree.node(root, None, 0).ok_or_else(broken)?;
    let count = file.resolve(root).and_then(Object::dictionary);
    let count = count.and_then(|root| file.entry(root, b"Count")?.whole());
    match count == Some(tree.pages.len()) {
        true => Ok(tree.pages),
        false => Err(broken()),
    }
}

struct Tree<'f, 'a> {
    file: &'f PdfFile<'a>,
    seen: BTreeSet<u32>,
    pages: Vec<Page<'f>>,
}

impl<'f> Tree<'f, '_> {
    fn node(
        &mut self,
        object: &'f Object,
        resources: Option<&'f Dictionary>,
        depth: usize,
    ) -> Option<()> {
        let Object::Reference(id) = object else {
            return None;
        };
        // A page stands once in the tree.
        if depth > DEEPEST || !self.seen.insert(*id) {
            return None;
        }
        let own = self.file.resolve(object)?.dictionary()?;
        let inherited = self.file.entry(own, b"Resources");
        let resources = inherited.and_then(Object::dictionary).or(resources);
        match self.file.entry(own, b"Kids") {
            Some(kids) => {
                let mut kids = kids.array()?.iter();
                kids.try_for_each(|kid| self.node(kid, resources, depth + 1))
            }
            None => {
                self.pages.push(Page { own, resources });
                Some(())
            }
        }
    }
}

/// The label of each page (PDF 32000-1, 12.4.2): its number in the file where it has none.
pub fn labels(file: &PdfFile<'_>, count: usize) -> Vec<String> {
    let tree = file
        .catalog()
        .and_then(|own| file.entry(own, b"PageLabels")?.dictionary());
    let list = tree.and_then(|own| file.entry(own, b"Nums")?.array());
    let ranges = list.unwrap_or_default().chunks_exact(2);
    let mut ranges = ranges.filter_map(|range| match range {
        [first, style] => Some((first.whole()?, file.resolve(style)?.dictionary()?)),
        _ => None,
    });
    let mut next = ranges.next();
    let mut open: Option<(usize, &Dictionary)> = None;
    let mut labels = Vec::with_capacity(count);
    for page in 0..count {
        if next.is_some_and(|(first, _)| first == page) {
            open = next;
            next = ranges.next();
        }
        let label = open.map(|(first, own)| label(own, page - first));
        labels.push(label.unwrap_or_else(|| (page + 1).to_string()));
    }
    labels
}

/// The label of the page that stands so many pages after the first of its range.
fn label(own: &Dictionary, after: usize) -> String {
    let mut label = match own.get(b"P".as_slice()) {
        Some(Object::String(prefix)) => text_string(prefix).unwrap_or_default(),
        _ => String::new(),
    };
    let start = own.get(b"St".as_slice()).and_then(Object::whole);
    let number = start.unwrap_or(1).saturating_add(after);
    match own.get(b"S".as_slice()).and_then(Object::name) {
        Some(b"D") => label.push_str(&number.to_string()),
        Some(b"r") => {
            // Beyond this a numeral is no label but a row of letters.
            let number = u32::try_from(number).unwrap_or(0).min(9_999);
            label.push_str(&to_roman(number));
        }
        _ => {}
    }
    label
}
