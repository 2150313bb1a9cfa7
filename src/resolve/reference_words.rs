//! What a reference prints: kinds, numbers and titles of its targets, joined and in ranges, and where
//! each leads. Looked-up keys go in, the parts of the resolved reference come out.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, codes};
use crate::document::{
    AnchorId, Label, Noun, NounTerms, PageList, ReferenceRequest, ReferenceTarget,
};

use super::labels::{Target, TargetKind};
use super::references::{Part, Referencing};

/// A space at which no line may break: between "section" and its number.
const NO_BREAK_SPACE: char = '\u{a0}';

/// One key of a reference, looked up.
#[derive(Clone, Copy)]
pub(super) struct Item<'a> {
    pub label: &'a Label,
    pub target: Option<&'a Target>,
}

impl<'a> Item<'a> {
    /// Its target and number, where it has both.
    fn numbered(&self) -> Option<(&'a Target, &'a str)> {
        let target = self.target?;
        Some((target, target.number.as_deref()?))
    }
}

impl Item<'_> {
    /// Whether both have numbers of one kind.
    pub(super) fn is_like(&self, other: &Item<'_>) -> bool {
        let kind = |item: &Item<'_>| {
            let (target, _) = item.numbered()?;
            Some((target.kind, target.table.clone()))
        };
        kind(self).is_some() && kind(self) == kind(other)
    }

    /// Whether the other's number is the next one: 3.2 after 3.1, IOM 2 after IOM 1.
    fn is_followed_by(&self, next: &Item<'_>) -> bool {
        let (Some((_, own)), Some((_, next))) = (self.numbered(), next.numbered()) else {
            return false;
        };
        let ((before, number), (next_before, next_number)) = (counted(own), counted(next));
        before == next_before && number.is_some_and(|number| number.checked_add(1) == next_number)
    }
}

/// What stands before the last figures of a number, and these.
fn counted(number: &str) -> (&str, Option<u32>) {
    let before = number.trim_end_matches(|c: char| c.is_ascii_digit());
    let figures = number.get(before.len()..).unwrap_or_default();
    (before, figures.parse().ok())
}

/// Puts a word before the first text of a part, into its link.
fn name_first(part: &mut Part, noun: &str) {
    if let Some((ReferenceTarget::Text(text), _)) = part.first_mut() {
        *text = format!("{noun}{NO_BREAK_SPACE}{text}");
    }
}

impl Referencing<'_> {
    /// The items without those that lead where one before them leads; these are reported.
    pub(super) fn once_each<'i>(
        &mut self,
        items: Vec<Item<'i>>,
        request: &ReferenceRequest,
    ) -> Vec<Item<'i>> {
        let mut seen = BTreeMap::new();
        let mut once = Vec::with_capacity(items.len());
        for (item, written) in items.into_iter().zip(&request.items) {
            let Some(target) = item.target else {
                once.push(item);
                continue;
            };
            match seen.get(&target.anchor) {
                Some(first) => {
                    let message = format!("`{}` leads where another key leads", item.label);
                    let repeated = Diagnostic::new(codes::REF_REPEATED, written.span, message)
                        .help("correct it, or delete it: each place is printed once")
                        .related(*first, "the first key");
                    self.diagnostics.push(repeated);
                }
                None => {
                    seen.insert(target.anchor, written.span);
                    once.push(item);
                }
            }
        }
        once
    }

    /// "section 3.2", "sections 2 and 4", "sections 2 to 4", "section 2 and figure 1", "notes a and b
    /// to table 2".
    pub(super) fn kinds_and_numbers(&self, items: &[Item<'_>]) -> Part {
        self.join(items.chunk_by(Item::is_like).map(|group| {
            let mut part = self.kind_and_numbers(group);
            part.extend(group.first().and_then(|first| self.of_table(first)));
            part
        }))
    }

    /// " to table 2" after the letter of a note under a table that has a number.
    fn of_table(&self, item: &Item<'_>) -> Option<(ReferenceTarget, Option<AnchorId>)> {
        let target = item.target?;
        let table = unbroken(target.table.as_deref()?);
        Some(text(&format!("{}{table}", self.terms.to_table)))
    }

    fn kind_and_numbers(&self, group: &[Item<'_>]) -> Part {
        match group {
            [first, ..] if group.len() > 1 => {
                let mut numbers = self.numbers(group);
                let kind = first.target.map(|target| target.kind);
                if let (Some(kind), Some(part)) = (kind, numbers.first_mut()) {
                    let noun = noun(&self.terms.nouns, kind).of(group.len());
                    name_first(part, noun);
                }
                self.join(numbers.into_iter())
            }
            _ => self.join(group.iter().map(|item| self.kind_and_number(item, 1))),
        }
    }

    /// The numbers of things of one kind: three and more that follow each other are a range.
    pub(super) fn numbers(&self, items: &[Item<'_>]) -> Vec<Part> {
        let mut parts = Vec::new();
        for run in items.chunk_by(Item::is_followed_by) {
            match run {
                [first, _, .., last] => {
                    let mut range = self.number_alone(first);
                    range.push(text(self.terms.to));
                    range.extend(self.number_alone(last));
                    parts.push(range);
                }
                _ => parts.extend(run.iter().map(|item| self.number_alone(item))),
            }
        }
        parts
    }

    /// The kind, in the form for `count` things, and the number; the title of what has no number.
    fn kind_and_number(&self, item: &Item<'_>, count: usize) -> Part {
        match item.numbered() {
            Some((target, number)) => {
                let noun = noun(&self.terms.nouns, target.kind).of(count);
                let number = unbroken(number);
                link(format!("{noun}{NO_BREAK_SPACE}{number}"), target)
            }
            None => self.quoted_title(item),
        }
    }

    fn number_alone(&self, item: &Item<'_>) -> Part {
        match item.numbered() {
            Some((target, number)) => link(unbroken(number), target),
            None => self.quoted_title(item),
        }
    }

    /// The title of what has no number.
    fn quoted_title(&self, item: &Item<'_>) -> Part {
        let Some(target) = item.target else {
            return unknown_key(item);
        };
        let (open, close) = self.quotation_marks.double;
        let title = target.title.as_deref().unwrap_or(item.label.as_str());
        link(format!("{open}{title}{close}"), target)
    }

    /// The title, or kind and number of what has none.
    pub(super) fn title(&self, item: &Item<'_>) -> Part {
        match item.target.map(|target| (target, &target.title)) {
            None => unknown_key(item),
            Some((target, Some(title))) => link(title.clone(), target),
            Some((_, None)) => self.kinds_and_numbers(&[*item]),
        }
    }

    /// "page 12", "pages 12, 14 and 16–18": which pages they are is known later.
    pub(super) fn pages(&self, items: &[Item<'_>]) -> Part {
        let noun = self.terms.nouns.page;
        if let [
            Item {
                target: Some(target),
                ..
            },
        ] = items
        {
            let word = format!("{}{NO_BREAK_SPACE}", noun.of(1));
            let page = (ReferenceTarget::Page(target.anchor), Some(target.anchor));
            return link(word, target).into_iter().chain([page]).collect();
        }
        let anchors: Vec<AnchorId> = items
            .iter()
            .filter_map(|item| Some(item.target?.anchor))
            .collect();
        let list = (!anchors.is_empty()).then(|| {
            let and = self.terms.and;
            let pages = ReferenceTarget::Pages(PageList { anchors, noun, and });
            vec![(pages, None)]
        });
        let unknown = items.iter().filter(|item| item.target.is_none());
        self.join(list.into_iter().chain(unknown.map(unknown_key)))
    }

    /// "a, b and c".
    pub(super) fn join(&self, parts: impl Iterator<Item = Part>) -> Part {
        let parts: Vec<Part> = parts.collect();
        let last = parts.len().saturating_sub(1);
        let mut joined = Part::new();
        for (at, part) in parts.into_iter().enumerate() {
            match at {
                0 => {}
                _ if at == last => joined.push(text(self.terms.and)),
                _ => joined.push(text(", ")),
            }
            joined.extend(part);
        }
        joined
    }
}

/// What a kind of target is called.
fn noun(nouns: &NounTerms, kind: TargetKind) -> Noun {
    match kind {
        TargetKind::Chapter => nouns.chapter,
        TargetKind::Section => nouns.section,
        TargetKind::Figure => nouns.figure,
        TargetKind::Table => nouns.table,
        TargetKind::Box => nouns.boxed,
        TargetKind::Recommendation => nouns.recommendation,
        TargetKind::Note => nouns.note,
    }
}

/// Text that leads to a target.
fn link(text: String, target: &Target) -> Part {
    vec![(ReferenceTarget::Text(text), Some(target.anchor))]
}

/// Text that leads nowhere.
fn text(text: &str) -> (ReferenceTarget, Option<AnchorId>) {
    (ReferenceTarget::Text(text.to_owned()), None)
}

/// The key of what is not there.
fn unknown_key(item: &Item<'_>) -> Part {
    vec![text(&format!("[{}]", item.label))]
}

/// A number in which no line breaks: "IOM 1".
fn unbroken(number: &str) -> String {
    number.replace(' ', &NO_BREAK_SPACE.to_string())
}
