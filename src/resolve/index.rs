//! The index: the marks of a book -> its entries, sorted and grouped by their letters, with what is
//! wrong with them. Which pages the entries show is known when there are pages.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, codes, nearest};
use crate::document::{AnchorId, CrossReference, IndexRequest, RangeEnd};
use crate::manuscript::Generated;
use crate::source::Span;

mod contributors;
#[cfg(test)]
mod tests;

use super::alphabet::Alphabet;
use super::draft::{DraftDivision, DraftKind};
use super::suggestions::Suggestions;

pub use contributors::ContributorEntry;

/// A mark and its place.
#[derive(Clone, Debug)]
pub struct MarkedPlace {
    /// What the mark asks for.
    pub request: IndexRequest,
    /// Where it stands.
    pub anchor: AnchorId,
}

/// Entries that begin with one letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexGroup {
    /// The letter; `None` for entries that begin with figures and signs.
    pub letter: Option<String>,
    /// The entries in their order.
    pub entries: Vec<IndexEntry>,
}

/// An entry of the index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IndexEntry {
    /// Its words.
    pub words: String,
    /// The places and passages that it leads to, in the order of the book: the pages follow from them.
    pub places: Vec<IndexPlace>,
    /// The entries to look at instead, in their order.
    pub see: Vec<String>,
    /// The entries to look at besides, in their order.
    pub see_also: Vec<String>,
    /// The entries under it.
    pub entries: Vec<IndexEntry>,
}

/// A place, or a passage from one place to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct IndexPlace {
    /// The place, or where the passage begins.
    pub from: AnchorId,
    /// Where the passage ends.
    pub to: Option<AnchorId>,
}

impl From<AnchorId> for IndexPlace {
    fn from(from: AnchorId) -> IndexPlace {
        IndexPlace { from, to: None }
    }
}

/// Makes the index of a book in a language, with the entries of its contributors.
pub fn index(
    marks: &[MarkedPlace],
    contributors: &[ContributorEntry],
    language: &str,
    suggestions: &mut Suggestions,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<IndexGroup> {
    let mut root = Node::default();
    for mark in marks {
        if let Some(id) = &mark.request.contributor {
            match contributors.iter().find(|own| own.id == *id) {
                Some(own) => root
                    .entry([own.words.as_str()])
                    .add(mark, &own.words, diagnostics),
                None => diagnostics.push(contributors::unknown(
                    id,
                    mark.request.span,
                    contributors,
                    suggestions,
                )),
            }
            continue;
        }
        if mark.request.entry.is_empty() {
            diagnostics.push(
                Diagnostic::new(
                    codes::INDEX_NO_WORDS,
                    mark.request.span,
                    "this index mark has no words",
                )
                .help("write the entry's words: entry=\"...\""),
            );
            continue;
        }
        let levels: Vec<&str> = mark.request.levels().collect();
        root.entry(levels.iter().copied())
            .add(mark, &levels.join("; "), diagnostics);
    }
    root.report_open("", diagnostics);
    contributors::add(&mut root, contributors);
    let mut check = Check {
        known: BTreeMap::new(),
        suggestions,
        diagnostics,
    };
    check.learn(&root, "");
    check.node(&root, "");
    let alphabet = Alphabet::of(language, root.entries.keys().map(String::as_str));
    let mut groups: Vec<IndexGroup> = Vec::new();
    for entry in sorted(root.entries, &alphabet) {
        let letter = alphabet.letter(&entry.words);
        match groups.last_mut() {
            Some(group) if group.letter == letter => group.entries.push(entry),
            _ => groups.push(IndexGroup {
                letter,
                entries: vec![entry],
            }),
        }
    }
    groups
}

/// Reports places that are marked in a book without an index, and an index without marked places.
pub fn whether_it_is_printed(
    marks: &[MarkedPlace],
    contributors: &[ContributorEntry],
    divisions: &[DraftDivision],
) -> Option<Diagnostic> {
    let page = divisions.iter().find(|division| match &division.kind {
        DraftKind::Generated { page, .. } => *page == Generated::Index,
        DraftKind::Chapter(_) | DraftKind::Part(_) => false,
    });
    match (marks.first(), page) {
        (Some(first), None) => Some(
            Diagnostic::new(
                codes::INDEX_NOT_PRINTED,
                first.request.span,
                "places are marked for an index, and the book has none",
            )
            .help("add `generate = \"index\"` to a `[[contents.back]]` of book.toml"),
        ),
        (None, Some(page)) if contributors.iter().all(ContributorEntry::is_nowhere) => Some(
            Diagnostic::new(
                codes::INDEX_EMPTY,
                page.span,
                "the book has an index, and no place is marked for it",
            )
            .help("mark terms, as in `[tea]{.index}`, or delete the index"),
        ),
        (_, Some(_)) | (None, None) => None,
    }
}

/// Where a mark is written; the entries of contributors are written nowhere.
type Written = Option<Span>;

/// An entry while it is gathered; the root has no words.
#[derive(Debug, Default)]
struct Node {
    places: Vec<(IndexPlace, Written)>,
    /// The beginnings of passages that have no end so far.
    open: Vec<(AnchorId, Span)>,
    see: Vec<(String, Written)>,
    see_also: Vec<(String, Written)>,
    entries: BTreeMap<String, Node>,
}

impl Node {
    /// The entry below it with these words, those above it first.
    fn entry<'w>(&mut self, levels: impl IntoIterator<Item = &'w str>) -> &mut Node {
        let mut node = self;
        for words in levels {
            node = node.entries.entry(words.to_owned()).or_default();
        }
        node
    }

    /// Adds a mark of the entry, which is called `name`.
    fn add(&mut self, mark: &MarkedPlace, name: &str, diagnostics: &mut Vec<Diagnostic>) {
        let request = &mark.request;
        match &request.cross_reference {
            Some(CrossReference::See(other)) => {
                self.see.push((other.clone(), Some(request.span)));
                return;
            }
            Some(CrossReference::SeeAlso(other)) => {
                self.see_also.push((other.clone(), Some(request.span)));
            }
            None => {}
        }
        match request.range {
            None => self.places.push((mark.anchor.into(), Some(request.span))),
            Some(RangeEnd::Start) => {
                self.abandon(name, diagnostics);
                self.open.push((mark.anchor, request.span));
            }
            Some(RangeEnd::End) => self.close(mark, name, diagnostics),
        }
    }

    /// Ends the passage that began last. One that began in another text is not closed here: pages
    /// between two texts hang on the order of the contents.
    fn close(&mut self, mark: &MarkedPlace, name: &str, diagnostics: &mut Vec<Diagnostic>) {
        let span = mark.request.span;
        let own = |(_, begins): &(AnchorId, Span)| begins.file == span.file;
        match self.open.iter().rposition(own) {
            Some(at) => {
                let (from, begins) = self.open.remove(at);
                let to = Some(mark.anchor);
                self.places.push((IndexPlace { from, to }, Some(begins)));
            }
            None => {
                let message =
                    format!("a passage of the index entry `{name}` ends without beginning");
                let help = "mark where it begins, in the same text, with `range=\"start\"`";
                diagnostics.push(Diagnostic::new(codes::INDEX_RANGE, span, message).help(help));
            }
        }
    }

    /// Reports the passages that have no end, and takes their beginnings for places.
    fn abandon(&mut self, name: &str, diagnostics: &mut Vec<Diagnostic>) {
        for (from, span) in self.open.drain(..) {
            let message = format!("a passage of the index entry `{name}` begins and does not end");
            let help = "mark where it ends, in the same text, with `range=\"end\"`";
            diagnostics.push(Diagnostic::new(codes::INDEX_RANGE, span, message).help(help));
            self.places.push((from.into(), Some(span)));
        }
    }

    /// Does so here and below.
    fn report_open(&mut self, name: &str, diagnostics: &mut Vec<Diagnostic>) {
        self.abandon(name, diagnostics);
        for (words, entry) in &mut self.entries {
            entry.report_open(&below(name, words), diagnostics);
        }
    }

    /// Where it is written first.
    fn span(&self) -> Option<Span> {
        let own = self.places.iter().filter_map(|(_, span)| *span);
        let see = self.see.iter().filter_map(|(_, span)| *span);
        let below = self.entries.values().filter_map(Node::span);
        own.chain(see).chain(below).min()
    }
}

/// The names of the entries, and what is looked at while they are checked.
struct Check<'a> {
    /// Each entry with those above it, parted by `; `, and where it is written first.
    known: BTreeMap<String, Option<Span>>,
    suggestions: &'a mut Suggestions,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Check<'_> {
    fn learn(&mut self, node: &Node, above: &str) {
        for (words, entry) in &node.entries {
            let name = below(above, words);
            self.learn(entry, &name);
            self.known.insert(name, entry.span());
        }
    }

    fn node(&mut self, node: &Node, name: &str) {
        for (other, span) in node.see.iter().chain(&node.see_also) {
            self.cross_reference(name, other, *span);
        }
        if let (Some((_, see)), Some((_, place))) = (node.see.first(), node.places.first()) {
            let message =
                format!("the index entry `{name}` has pages, and sends readers elsewhere");
            let both = Diagnostic::new(codes::INDEX_SEE_WITH_PAGES, *see, message)
                .help("write `also=`, or mark the places with the entry that it leads to");
            self.diagnostics.push(match place {
                Some(place) => both.related(*place, "a page of it"),
                None => both,
            });
        }
        for (words, entry) in &node.entries {
            self.node(entry, &below(name, words));
        }
    }

    fn cross_reference(&mut self, name: &str, other: &str, span: Written) {
        if other == name {
            let message = format!("the index entry `{name}` leads to itself");
            let itself = Diagnostic::new(codes::INDEX_UNKNOWN_ENTRY, span, message);
            self.diagnostics
                .push(itself.help("name another entry, or delete the cross-reference"));
            return;
        }
        if self.known.contains_key(other) {
            return;
        }
        let message = format!("the index has no entry `{other}`");
        let unknown = Diagnostic::new(codes::INDEX_UNKNOWN_ENTRY, span, message);
        let names = self.known.keys().map(String::as_str);
        let names = names.filter(|own| *own != name);
        let near = self.suggestions.allow().then(|| nearest(other, names));
        let near = near.flatten();
        let place = near.and_then(|near| self.known.get(near).copied().flatten());
        let finding = match near {
            Some(near) => unknown.help(format!("did you mean `{near}`?")),
            None => unknown.help(
                "name an entry as it is printed, with the entries above it before a `;`, or mark \
                 a place for this one",
            ),
        };
        self.diagnostics.push(match place {
            Some(place) => finding.related(place, "it is marked here"),
            None => finding,
        });
    }
}

/// The name of an entry below another.
fn below(above: &str, words: &str) -> String {
    match above {
        "" => words.to_owned(),
        _ => format!("{above}; {words}"),
    }
}

/// The entries in the order of the alphabet.
fn sorted(nodes: BTreeMap<String, Node>, alphabet: &Alphabet) -> Vec<IndexEntry> {
    let mut entries: Vec<IndexEntry> = nodes
        .into_iter()
        .map(|(words, node)| IndexEntry {
            words,
            places: node.places.into_iter().map(|(place, _)| place).collect(),
            see: others(node.see, alphabet),
            see_also: others(node.see_also, alphabet),
            entries: sorted(node.entries, alphabet),
        })
        .collect();
    entries.sort_by(|a, b| alphabet.compare(&a.words, &b.words));
    entries
}

/// The entries that cross-references name, each once. Levels are parted as they are read: by commas.
fn others(named: Vec<(String, Written)>, alphabet: &Alphabet) -> Vec<String> {
    let mut others: Vec<String> = named
        .into_iter()
        .map(|(name, _)| name.replace("; ", ", "))
        .collect();
    others.sort_by(|a, b| alphabet.compare(a, b));
    others.dedup();
    others
}
