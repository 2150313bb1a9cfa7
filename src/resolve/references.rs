//! The second pass: every reference gets its target and the words that it prints, and every run of
//! text its identity. After it, a tree is [`Resolved`].

use crate::bibliography::Library;
use crate::diagnostic::{Diagnostic, codes, nearest};
use crate::document::{
    AnchorId, DivisionId, Fold, ImageId, IndexMark, Inline, Label, NoteMark, Noun, NounTerms,
    Numbered, NumberedBlock, QuotationMarks, Reference, ReferenceForm, ReferenceItem,
    ReferenceRequest, ReferenceTarget, Resolved, Style, Styled, Terms, TextId,
};
use crate::source::Span;

use super::TextIds;
use super::citations::Works;
use super::draft::{DraftReference, Unreferenced};
use super::labels::{Labels, Target, TargetKind};
use super::suggestions::Suggestions;

/// A space at which no line may break: between "section" and its number.
const NO_BREAK_SPACE: char = '\u{a0}';

/// What is printed for one target: texts, and where each of them leads.
pub type Part = Vec<(ReferenceTarget, Option<AnchorId>)>;

/// The second pass.
pub struct Referencing<'a> {
    /// What labels lead to.
    pub labels: &'a Labels,
    /// The works that may be cited.
    pub library: &'a Library,
    /// What the citation style made of those that are.
    pub works: &'a Works,
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

    fn reference(&mut self, reference: DraftReference) -> Inline<Resolved> {
        match reference {
            DraftReference::Place(request) => self.places(request),
            DraftReference::Citation(id, request) => self.citation(id, request),
        }
    }

    fn index_mark(&mut self, mark: IndexMark) -> IndexMark {
        mark
    }

    fn image_source(&mut self, source: ImageId) -> ImageId {
        source
    }

    fn theme(&mut self, theme: String, _span: Span) -> String {
        theme
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

impl Referencing<'_> {
    /// A reference to places of the book.
    fn places(&mut self, request: ReferenceRequest) -> Inline<Resolved> {
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
        let parts = match request.form {
            ReferenceForm::KindAndNumber => self.kinds_and_numbers(&items),
            ReferenceForm::Title => self.join(items.iter().map(|item| self.title(item))),
            ReferenceForm::Number => self.join(items.iter().map(|item| self.number_alone(item))),
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

impl Referencing<'_> {
    /// "section 3.2", "sections 2 and 4", "section 2 and figure 1".
    fn kinds_and_numbers(&self, items: &[Item<'_>]) -> Part {
        let kind = |item: &Item<'_>| item.numbered().map(|(target, _)| target.kind);
        let same = |a: &Item<'_>, b: &Item<'_>| kind(a).is_some() && kind(a) == kind(b);
        self.join(items.chunk_by(same).map(|group| match group {
            [first, rest @ ..] if !rest.is_empty() => {
                let first = self.kind_and_number(first, group.len());
                let rest = rest.iter().map(|item| self.number_alone(item));
                self.join(std::iter::once(first).chain(rest))
            }
            _ => self.join(group.iter().map(|item| self.kind_and_number(item, 1))),
        }))
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
            return unknown(item);
        };
        let (open, close) = self.quotation_marks.double;
        let title = target.title.as_deref().unwrap_or(item.label.as_str());
        link(format!("{open}{title}{close}"), target)
    }

    /// The title, or kind and number of what has none.
    fn title(&self, item: &Item<'_>) -> Part {
        match item.target.map(|target| (target, &target.title)) {
            None => unknown(item),
            Some((target, Some(title))) => link(title.clone(), target),
            Some((_, None)) => self.kind_and_number(item, 1),
        }
    }

    /// "page 12", "pages 12 and 14".
    fn pages(&self, items: &[Item<'_>]) -> Part {
        let mut noun = Some(self.terms.nouns.page.of(items.len()));
        self.join(items.iter().map(|item| {
            let Some(target) = item.target else {
                return unknown(item);
            };
            let word = noun.take().map(|noun| format!("{noun}{NO_BREAK_SPACE}"));
            let word = word.map(|word| (ReferenceTarget::Text(word), Some(target.anchor)));
            let page = (ReferenceTarget::Page(target.anchor), Some(target.anchor));
            word.into_iter().chain([page]).collect()
        }))
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
        if item.prefix.is_some() || item.suppress_author {
            let message = format!("`{label}` is a place in this book, and takes nothing before it");
            let prefix = Diagnostic::new(codes::REF_LOCATOR, item.span, message)
                .help("write the words before the brackets");
            self.diagnostics
                .push(prefix.related(target.span, "the place"));
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

    /// Reports a key that neither the book nor the bibliography has.
    pub fn report_unknown(&mut self, item: &ReferenceItem) {
        let message = match self.library.is_empty() {
            true => format!("nothing in the book has the id `{}`", item.label),
            false => format!("neither the book nor its bibliography has `{}`", item.label),
        };
        let finding = Diagnostic::new(codes::REF_UNKNOWN, item.span, message);
        let ids = self.labels.known(self.division);
        let known = ids
            .map(|(label, _)| label.as_str())
            .chain(self.library.keys().map(|(key, _)| key));
        let near = self
            .suggestions
            .allow()
            .then(|| nearest(item.label.as_str(), known))
            .flatten();
        let target = near.and_then(|near| {
            let target = self.labels.find(self.division, &Label(near.to_owned()));
            let span = target.map(|target| target.span);
            Some((near, span.or_else(|| self.library.span(near))?))
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
fn unknown(item: &Item<'_>) -> Part {
    vec![text(&format!("[{}]", item.label))]
}

/// A number in which no line breaks: "IOM 1".
fn unbroken(number: &str) -> String {
    number.replace(' ', &NO_BREAK_SPACE.to_string())
}
