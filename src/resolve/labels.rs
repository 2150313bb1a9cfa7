//! What labels lead to. Labels that authors give belong to the book; those of notes, and those made
//! from headings, belong to their chapter.

use std::collections::BTreeMap;

use crate::document::{AnchorId, DivisionId, Label};
use crate::source::Span;

/// What a reference leads to.
#[derive(Clone, Debug)]
pub struct Target {
    /// What it is.
    pub kind: TargetKind,
    /// Where it is.
    pub anchor: AnchorId,
    /// Its number.
    pub number: Option<String>,
    /// Its title or caption as plain text; `None` where it has none.
    pub title: Option<String>,
    /// The number of the table under which a note stands.
    pub table: Option<String>,
    /// Where it is written.
    pub span: Span,
}

/// The kinds of things that can be referred to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the kinds")]
pub enum TargetKind {
    Chapter,
    Section,
    Figure,
    Table,
    Box,
    Recommendation,
    Note,
}

/// The labels of a book.
#[derive(Debug, Default)]
pub struct Labels {
    book: BTreeMap<Label, Target>,
    local: BTreeMap<(DivisionId, Label), Target>,
}

impl Labels {
    /// Adds a label that an author gave. Where it is taken, the target that has it comes back.
    pub fn add(&mut self, label: Label, target: Target) -> Result<(), &Target> {
        match self.book.entry(label) {
            std::collections::btree_map::Entry::Vacant(place) => {
                place.insert(target);
                Ok(())
            }
            std::collections::btree_map::Entry::Occupied(first) => Err(first.into_mut()),
        }
    }

    /// Adds a label that belongs to a division; the first of its name keeps it.
    pub fn add_local(&mut self, division: DivisionId, label: Label, target: Target) {
        self.local.entry((division, label)).or_insert(target);
    }

    /// What a label leads to in the text of a division.
    pub fn find(&self, division: DivisionId, label: &Label) -> Option<&Target> {
        self.book
            .get(label)
            .or_else(|| self.local.get(&(division, label.clone())))
    }

    /// What a label leads to in the first text that knows it.
    pub fn elsewhere(&self, label: &Label) -> Option<&Target> {
        let mut all = self.local.iter();
        all.find(|((_, own), _)| own == label)
            .map(|(_, target)| target)
    }

    /// All labels that the text of a division can use.
    pub fn known(&self, division: DivisionId) -> impl Iterator<Item = (&Label, &Target)> {
        let from = (division, Label(String::new()));
        let local = self
            .local
            .range(from..)
            .take_while(move |((own, _), _)| *own == division)
            .map(|((_, label), target)| (label, target));
        self.book.iter().chain(local)
    }
}
