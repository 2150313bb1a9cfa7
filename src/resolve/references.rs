//! The second pass: every reference gets its target and the words that it prints, and every run of
//! text its identity. After it, a tree is [`Resolved`].

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, codes, nearest};
use crate::document::{
    AnchorId, DivisionId, Fold, ImageId, Inline, Label, NoteId, NoteMark, Noun, NounTerms,
    Numbered, NumberedBlock, PageList, QuotationMarks, Reference, ReferenceForm, ReferenceItem,
    ReferenceRequest, ReferenceTarget, RegistryAnswer, Resolved, Style, Styled, Terms, TextId,
};
use crate::manuscript::Manuscript;
use crate::source::Span;

use super::TextIds;
use super::draft::Unreferenced;
use super::labels::{Labels, Target, TargetKind};
use super::links::{self, Places};
use super::suggestions::Suggestions;

/// A space at which no line may break: between "section" and its number.
const NO_BREAK_SPACE: char = '\u{a0}';

/// What is printed for one target: texts, and where each of them leads.
type Part = Vec<(ReferenceTarget, Option<AnchorId>)>;

/// The second pass.
pub struct Referencing<'a> {
    /// The texts.
    pub manuscript: &'a Manuscript,
    /// What labels lead to.
    pub labels: &'a Labels,
    /// The division that is read.
    pub division: DivisionId,
    /// The words of its language.
    pub terms: &'static Terms,
    /// The quotation marks of its language.
    pub quotation_marks: &'static QuotationMarks,
    /// The identities given so far.
    pub text_ids: &'a mut TextIds,
    /// How many names are still compared with others.
    pub suggestions: &'a mut Suggestions,
    /// What was found.
    pub diagnostics: &'a mut Vec<Diagnostic>,
}

impl Fold<Unreferenced, Resolved> for Referencing<'_> {
    fn text_id(&mut self, (): ()) -> TextId {
        self.text_ids.next_id()
    }

    fn note_mark(&mut self, mark: NoteMark) -> Inline<Resolved> {
        Inline::NoteMark(mark)
    }

    fn reference(&mut self, request: ReferenceRequest) -> Inline<Resolved> {
        let labels = self.labels;
        let items: Vec<Item<'_>> = request
            .items
            .iter()
            .map(|item| Item {
                label: &item.label,
                target: labels.find(self.division, &item.label),
            })
            .collect();
        for (written, item) in request.items.iter().zip(&items) {
            self.check(written, item.target, &request);
        }
        let items = self.once_each(items, &request);
        let parts = match request.form {
            ReferenceForm::KindAndNumber => self.kinds_and_numbers(&items),
            ReferenceForm::Title => self.join(items.iter().map(|item| self.title(item))),
            ReferenceForm::Number => {
                let groups = items.chunk_by(Item::is_like);
                self.join(groups.flat_map(|group| self.numbers(group)))
            }
            ReferenceForm::Page => self.pages(&items),
        };
        let all_known = items.iter().all(|item| item.target.is_some());
        let reference = Inline::Reference(Reference {
            parts,
            span: request.span,
        });
        if all_known {
            return reference;
        }
        Inline::Styled(Styled {
            style: Style::Strong,
            inlines: vec![reference],
            span: request.span,
        })
    }

    fn link(&mut self, url: &str, span: Span) {
        let places = Places {
            manuscript: self.manuscript,
            labels: self.labels,
            division: self.division,
        };
        let found = links::check(url, span, &places, self.suggestions);
        self.diagnostics.extend(found);
    }

    fn registry(
        &mut self,
        answer: RegistryAnswer,
        _text: &[Inline<Unreferenced>],
        _span: Span,
    ) -> RegistryAnswer {
        answer
    }

    fn image_source(&mut self, source: ImageId) -> ImageId {
        source
    }

    fn theme(&mut self, theme: String, _span: Span) -> String {
        theme
    }

    fn table_notes(&mut self, notes: Vec<NoteId>) -> Vec<NoteId> {
        notes
    }

    fn addressee(&mut self, addressee: String, _span: Span) -> String {
        addressee
    }

    fn number(
        &mut self,
        block: Numbered<'_, Unreferenced>,
        _span: Span,
    ) -> NumberedBlock<Resolved> {
        let numbered = match block {
            Numbered::Heading(own) => &own.numbered,
            Numbered::Table(own) => &own.numbered,
            Numbered::Figure(own) => &own.numbered,
            Numbered::Box(own) => &own.numbered,
            Numbered::Recommendation(own) => &own.numbered,
        };
        NumberedBlock {
            anchor: numbered.anchor,
            number: numbered.number.clone(),
        }
    }
}

/// One key of a reference, looked up.
#[derive(Clone, Copy)]
struct Item<'a> {
    label: &'a Label,
    target: Option<&'a Target>,
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
    fn is_like(&self, other: &Item<'_>) -> bool {
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
    fn once_each<'i>(&mut self, items: Vec<Item<'i>>, request: &ReferenceRequest) -> Vec<Item<'i>> {
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
    fn kinds_and_numbers(&self, items: &[Item<'_>]) -> Part {
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
    fn numbers(&self, items: &[Item<'_>]) -> Vec<Part> {
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
    fn title(&self, item: &Item<'_>) -> Part {
        match item.target.map(|target| (target, &target.title)) {
            None => unknown_key(item),
            Some((target, Some(title))) => link(title.clone(), target),
            Some((_, None)) => self.kinds_and_numbers(&[*item]),
        }
    }

    /// "page 12", "pages 12, 14 and 16–18": which pages they are is known later.
    fn pages(&self, items: &[Item<'_>]) -> Part {
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
    fn join(&self, parts: impl Iterator<Item = Part>) -> Part {
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

    /// Reports what is wrong with one key.
    fn check(&mut self, item: &ReferenceItem, target: Option<&Target>, of: &ReferenceRequest) {
        let Some(target) = target else {
            return self.report_unknown(item);
        };
        let label = &item.label;
        if item.locator.is_some() {
            let message = format!("`{label}` is a place in this book, and takes no locator");
            let locator = Diagnostic::new(codes::REF_LOCATOR, item.span, message);
            self.diagnostics
                .push(locator.related(target.span, "the place"));
        }
        let wants_number = match of.form {
            ReferenceForm::KindAndNumber | ReferenceForm::Number => true,
            ReferenceForm::Title | ReferenceForm::Page => false,
        };
        if wants_number && target.number.is_none() {
            let message = format!("`{label}` has no number, so that its title is printed");
            let finding = Diagnostic::new(codes::REF_NO_NUMBER, item.span, message)
                .help(format!("write `[@{label}]{{.title}}` to say so"));
            self.diagnostics
                .push(finding.related(target.span, "the place"));
        }
        if of.form == ReferenceForm::Title && target.title.is_none() {
            let message = format!("`{label}` has no title, so that its number is printed");
            let finding = Diagnostic::new(codes::REF_NO_TITLE, item.span, message)
                .help(format!("write `[@{label}]` to say so"));
            self.diagnostics
                .push(finding.related(target.span, "the place"));
        }
    }

    fn report_unknown(&mut self, item: &ReferenceItem) {
        let message = format!("nothing in the book has the id `{}`", item.label);
        let finding = Diagnostic::new(codes::REF_UNKNOWN, item.span, message);
        let known = self.labels.known(self.division);
        let near = self
            .suggestions
            .allow()
            .then(|| nearest(item.label.as_str(), known.map(|(label, _)| label.as_str())))
            .flatten();
        let target = near.and_then(|near| {
            let target = self.labels.find(self.division, &Label(near.to_owned()))?;
            Some((near, target.span))
        });
        self.diagnostics.push(match target {
            Some((near, span)) => finding
                .help(format!("did you mean `[@{near}]`?"))
                .related(span, format!("`{near}` is here")),
            None => finding,
        });
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
