//! The second pass: every reference gets its target and the words that it prints, and every run of
//! text its identity. After it, a tree is [`Resolved`].

use crate::bibliography::Library;
use crate::diagnostic::{Diagnostic, codes, nearest};
use crate::document::{
    AnchorId, AnnexTerms, Content, DivisionId, Fold, ImageId, IndexMark, Inline, Label, NoteId,
    NoteMark, Numbered, NumberedBlock, QuotationMarks, Reference, ReferenceForm, ReferenceItem,
    ReferenceRequest, ReferenceTarget, RegistryAnswer, Resolved, Style, Styled, Terms, TextId,
};
use crate::manuscript::Manuscript;
use crate::source::Span;

use super::TextIds;
use super::citations::Works;
use super::draft::{DraftReference, Unreferenced};
use super::labels::{Labels, Target, TargetKind};
use super::links::{self, Places};
use super::provenance::Merges;
use super::reference_words::Item;
use super::suggestions::Suggestions;

/// What is printed for one target: texts, and where each of them leads.
pub type Part = Vec<(ReferenceTarget, Option<AnchorId>)>;

/// The second pass.
pub struct Referencing<'a> {
    /// The texts.
    pub manuscript: &'a Manuscript,
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
    /// The words of annexes in its language.
    pub annex_terms: &'static AnnexTerms,
    /// Which recommendations merge which.
    pub merges: &'a Merges,
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

    fn provenance(&mut self, own: &NumberedBlock<Resolved>, span: Span) -> Vec<Content<Resolved>> {
        let words = (self.terms, self.annex_terms);
        let line = self.merges.merged_by(own.anchor, words, span);
        line.into_iter().map(|line| self.content(line)).collect()
    }

    fn table_notes(&mut self, notes: Vec<NoteId>) -> Vec<NoteId> {
        notes
    }

    fn addressee(&mut self, addressee: String, _span: Span) -> String {
        addressee
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
    /// A run of text with an identity of its own.
    pub fn content(&mut self, inline: Inline<Resolved>) -> Content<Resolved> {
        Content {
            id: self.text_ids.next_id(),
            inlines: vec![inline],
        }
    }

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
}

impl Referencing<'_> {
    /// Reports what is wrong with one key.
    fn check(&mut self, item: &ReferenceItem, target: Option<&Target>, of: &ReferenceRequest) {
        let Some(target) = target else {
            let may_cite = of.form == ReferenceForm::KindAndNumber;
            return self.report_unknown(item, may_cite);
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

    /// Reports a key that neither the book nor the bibliography has. Where the bibliography could not
    /// be read, a key that may be a work's says nothing new.
    pub fn report_unknown(&mut self, item: &ReferenceItem, may_cite: bool) {
        if may_cite && self.library.is_cut() {
            return;
        }
        let message = match self.library.is_empty() {
            true => format!("nothing in the book has the id `{}`", item.label),
            false => format!("neither the book nor its bibliography has `{}`", item.label),
        };
        let finding = Diagnostic::new(codes::REF_UNKNOWN, item.span, message);
        let ids = self.labels.known(self.division);
        let known = ids
            .map(|(label, _)| label.as_str())
            .chain(self.library.keys().map(|(key, _)| key));
        let compares = self.suggestions.allow();
        let elsewhere = compares
            .then(|| self.labels.elsewhere(&item.label))
            .flatten();
        if let Some(target) = elsewhere {
            let help = self.help_elsewhere(&item.label, target);
            let finding = finding.help(help).related(target.span, "it is here");
            return self.diagnostics.push(finding);
        }
        let near = compares
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
            None => finding.help(self.help_nowhere(&item.label)),
        });
    }

    /// How to refer to what another text alone knows by this name.
    fn help_elsewhere(&self, label: &Label, target: &Target) -> String {
        match target.kind {
            TargetKind::Note => "the label of a note belongs to its text".to_owned(),
            TargetKind::Chapter
            | TargetKind::Section
            | TargetKind::Figure
            | TargetKind::Table
            | TargetKind::Box
            | TargetKind::Recommendation => format!(
                "this name belongs to another text: write `{{#{label}}}` after the heading, and all \
                 texts can use it"
            ),
        }
    }

    /// Where the id of a target stands that is nowhere.
    fn help_nowhere(&self, label: &Label) -> String {
        let place = format!(
            "no text gives this id: write `{{#{label}}}` after the heading, or `#{label}` in the \
             braces of the figure, table or box that you mean"
        );
        match self.library.is_empty() {
            true => place,
            false => format!("{place}; a work's key stands in a file of `[bibliography]`"),
        }
    }
}
