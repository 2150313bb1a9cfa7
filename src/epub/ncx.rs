//! The navigation of EPUB 2, for old readers: the same contents and page list as in the navigation
//! document.

use std::collections::BTreeMap;

use super::outline::{Branch, Entry};
use super::package::Contents;
use super::xml::Xml;

/// Its file in the publication's folder.
pub const FILE: &str = "toc.ncx";

/// Writes the NCX.
pub fn write(contents: &Contents<'_>) -> String {
    let metadata = &contents.edition.book.metadata;
    let pages = contents.pages();
    let mut ncx = Ncx {
        order: play_order(contents, &pages),
        points: 0,
        xml: Xml::new(),
    };
    let xml = &mut ncx.xml;
    xml.tag("ncx")
        .with("xmlns", "http://www.daisy.org/z3986/2005/ncx/")
        .with("version", "2005-1")
        .with("xml:lang", &metadata.language)
        .open();
    xml.line();
    xml.open("head");
    xml.line();
    let highest = pages
        .iter()
        .filter_map(|(label, _)| label.parse::<u32>().ok());
    for (name, value) in [
        ("dtb:uid", metadata.identifier.clone()),
        ("dtb:depth", depth(contents.outline).max(1).to_string()),
        ("dtb:totalPageCount", pages.len().to_string()),
        ("dtb:maxPageNumber", highest.max().unwrap_or(0).to_string()),
    ] {
        xml.tag("meta")
            .with("name", name)
            .with("content", &value)
            .empty();
        xml.line();
    }
    xml.close();
    xml.line();
    xml.open("docTitle");
    xml.tag("text").text(&metadata.title);
    xml.close();
    xml.line();
    xml.open("navMap");
    xml.line();
    ncx.points(contents.outline);
    ncx.xml.close();
    ncx.xml.line();
    if !pages.is_empty() {
        ncx.page_list(contents.edition.terms().pages.page_list, &pages);
    }
    ncx.xml.finish()
}

/// How many levels the branches have.
fn depth(branches: &[Branch<Entry>]) -> usize {
    let deepest = branches.iter().map(|branch| 1 + depth(&branch.children));
    deepest.max().unwrap_or(0)
}

/// The place of each address among all those that the NCX names, in the order of the text.
fn play_order(contents: &Contents<'_>, pages: &[(&str, String)]) -> BTreeMap<String, usize> {
    let mut places = BTreeMap::new();
    for document in contents.documents {
        for id in &document.record.ids {
            let next = places.len();
            places.insert(format!("{}#{id}", document.path), next);
        }
    }
    let mut named: Vec<&str> = pages.iter().map(|(_, href)| href.as_str()).collect();
    addresses(contents.outline, &mut named);
    named.sort_by_key(|href| places.get(*href).copied().unwrap_or(usize::MAX));
    let mut order = BTreeMap::new();
    for href in named {
        let next = order.len() + 1;
        order.entry(href.to_owned()).or_insert(next);
    }
    order
}

fn addresses<'a>(branches: &'a [Branch<Entry>], into: &mut Vec<&'a str>) {
    for branch in branches {
        into.push(&branch.own.href);
        addresses(&branch.children, into);
    }
}

struct Ncx {
    order: BTreeMap<String, usize>,
    points: usize,
    xml: Xml,
}

impl Ncx {
    fn points(&mut self, branches: &[Branch<Entry>]) {
        for branch in branches {
            self.points += 1;
            let id = format!("point-{}", self.points);
            self.open("navPoint", &id, None, &branch.own.href);
            self.target(&branch.own.label, &branch.own.href);
            self.points(&branch.children);
            self.xml.close();
            self.xml.line();
        }
    }

    fn page_list(&mut self, title: &str, pages: &[(&str, String)]) {
        self.xml.open("pageList");
        self.xml.line();
        self.xml.open("navLabel");
        self.xml.tag("text").text(title);
        self.xml.close();
        self.xml.line();
        for (at, (label, href)) in pages.iter().enumerate() {
            let is_number = label.parse::<u32>().is_ok();
            let id = format!("target-{}", at + 1);
            let kind = if is_number {
                ("normal", Some(*label))
            } else {
                ("front", None)
            };
            self.open("pageTarget", &id, Some(kind), href);
            self.target(label, href);
            self.xml.close();
            self.xml.line();
        }
        self.xml.close();
        self.xml.line();
    }

    fn open(
        &mut self,
        name: &'static str,
        id: &str,
        kind: Option<(&str, Option<&str>)>,
        href: &str,
    ) {
        let order = self.order.get(href).copied().unwrap_or(0).to_string();
        self.xml
            .tag(name)
            .with("id", id)
            .with_some("type", kind.map(|(kind, _)| kind))
            .with_some("value", kind.and_then(|(_, value)| value))
            .with("playOrder", &order)
            .open();
    }

    fn target(&mut self, label: &str, href: &str) {
        self.xml.open("navLabel");
        self.xml.tag("text").text(label);
        self.xml.close();
        self.xml.tag("content").with("src", href).empty();
    }
}
