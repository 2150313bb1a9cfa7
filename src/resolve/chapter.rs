//! The first pass through one text: numbers and places of its headings, figures, tables, boxes and
//! recommendations. Its notes are in `notes`.

use std::collections::BTreeSet;

use crate::document::{
    AnchorId, Block, BlockKind, Content, Fold, Heading, ImageId, IndexMark, IndexRequest, Inline,
    Label, Note, NoteId, NoteLabel, Numbered, NumberedBlock, Parsed, ReferenceRequest,
    RegistryAnswer, RegistryRequest, fold_block,
};
use crate::source::Span;

use super::Byline;
use super::draft::Unreferenced;
use super::drafting::Drafting;
use super::index::MarkedPlace;
use super::labels::{Target, TargetKind};
use super::names::slug;
use super::notes::ChapterNotes;
use super::numbers::SectionCounts;

/// One text during the first pass.
pub struct ChapterDraft<'d, 'a> {
    /// The book that it is part of.
    pub book: &'d mut Drafting<'a>,
    /// The division's name.
    pub name: String,
    /// Its notes.
    pub notes: ChapterNotes,
    /// Its language.
    pub language: String,
    /// The acronyms whose expansion is written.
    pub introduced: BTreeSet<Span>,
    sections: SectionCounts,
    chapter_number: Option<String>,
    /// The contributor.
    contributor: Option<Byline>,
    /// Whether the next heading stands in the text itself and not in a box or list: only such ones
    /// are counted.
    at_top: bool,
}

impl<'d, 'a> ChapterDraft<'d, 'a> {
    /// For the text of the division called `name`.
    pub fn new(
        book: &'d mut Drafting<'a>,
        name: &str,
        sections: SectionCounts,
        contributor: Option<Byline>,
        notes: Vec<Note<Parsed>>,
    ) -> ChapterDraft<'d, 'a> {
        let mut draft = ChapterDraft {
            language: book.manuscript.config.book.language.clone(),
            introduced: BTreeSet::new(),
            book,
            name: name.to_owned(),
            notes: ChapterNotes::default(),
            chapter_number: sections.chapter().map(str::to_owned),
            sections,
            contributor,
            at_top: false,
        };
        draft.define_notes(notes);
        draft
    }

    /// The blocks of the text itself.
    pub fn blocks(&mut self, blocks: Vec<Block<Parsed>>) -> Vec<Block<Unreferenced>> {
        let each = |block: Block<Parsed>| {
            self.at_top = matches!(block.kind, BlockKind::Heading(_));
            fold_block(block, self)
        };
        blocks.into_iter().map(each).collect()
    }

    /// A place with the author's label, which becomes known, or with an automatic name.
    fn place(&mut self, label: Option<&Label>, kind: &str) -> AnchorId {
        match label {
            Some(label) => self.book.labelled_place(label),
            None => {
                let base = format!("{}--{kind}", self.name);
                self.book.place(&base)
            }
        }
    }

    fn heading(&mut self, heading: &Heading<Parsed>, span: Span) -> Numbering {
        let at_top = std::mem::take(&mut self.at_top);
        let question = heading.question.as_deref();
        let number = at_top
            .then(|| self.sections.heading(heading.level, question))
            .flatten();
        let title = self
            .book
            .plain_title(&heading.content.inlines, &self.language);
        let made = Some(slug(&title)).filter(|slug| !slug.is_empty());
        let made = made.unwrap_or_else(|| "section".to_owned());
        let label = heading.numbered.anchor.as_ref();
        let anchor = self.place(label, &made);
        let target = Target {
            kind: TargetKind::Section,
            anchor,
            number,
            title: Some(title).filter(|title| !title.is_empty()),
            table: None,
            span,
        };
        if label.is_none() {
            let division = self.book.current();
            self.book
                .draft
                .labels
                .add_local(division, Label(made), target.clone());
        }
        Numbering {
            label: label.cloned(),
            target,
        }
    }

    fn titled(
        &mut self,
        kind: TargetKind,
        name: &str,
        number: Option<String>,
        label: Option<&Label>,
        title: Option<&Content<Parsed>>,
        span: Span,
    ) -> Numbering {
        let anchor = self.place(label, name);
        let title = title.map(|title| self.book.plain_title(&title.inlines, &self.language));
        let target = Target {
            kind,
            anchor,
            number,
            title: title.filter(|title| !title.is_empty()),
            table: None,
            span,
        };
        Numbering {
            label: label.cloned(),
            target,
        }
    }
}

/// Whether a table or figure has a number: one without label and caption is part of the text.
fn is_counted(label: Option<&Label>, caption: Option<&Content<Parsed>>) -> bool {
    label.is_some() || caption.is_some()
}

/// What a block got: its target, and the label that leads there.
struct Numbering {
    label: Option<Label>,
    target: Target,
}

impl Fold<Parsed, Unreferenced> for ChapterDraft<'_, '_> {
    fn text_id(&mut self, (): ()) {}

    fn note_mark(&mut self, mark: NoteLabel) -> Inline<Unreferenced> {
        self.mark(&mark)
    }

    fn reference(&mut self, reference: ReferenceRequest) -> Inline<Unreferenced> {
        self.refer(reference)
    }

    fn provenance(
        &mut self,
        _own: &NumberedBlock<Unreferenced>,
        _span: Span,
    ) -> Vec<Content<Unreferenced>> {
        Vec::new()
    }

    fn index_mark(&mut self, request: IndexRequest) -> IndexMark {
        let anchor = self.book.place(&format!("{}--index", self.name));
        let span = request.span;
        self.book.draft.index.push(MarkedPlace { request, anchor });
        IndexMark { anchor, span }
    }

    fn registry(
        &mut self,
        request: RegistryRequest,
        text: &[Inline<Parsed>],
        span: Span,
    ) -> RegistryAnswer {
        self.answer(&request, text, span)
    }

    /// An image that could not be read, which has been reported, gets an id that no image has.
    fn image_source(&mut self, source: String) -> ImageId {
        let none = ImageId(u32::MAX);
        self.book.images.get(&source).copied().unwrap_or(none)
    }

    fn theme(&mut self, theme: String, span: Span) -> String {
        self.book.theme_name(&theme, span)
    }

    fn table_notes(&mut self, (): ()) -> Vec<NoteId> {
        self.notes.end_table()
    }

    fn addressee(&mut self, addressee: String, span: Span) -> String {
        self.book.addressee_name(&addressee, span)
    }

    fn number(&mut self, block: Numbered<'_, Parsed>, span: Span) -> NumberedBlock<Unreferenced> {
        let numbering = match block {
            Numbered::Heading(heading) => self.heading(heading, span),
            Numbered::Table(own) => {
                let (label, caption) = (own.numbered.anchor.as_ref(), own.caption.as_ref());
                let number = is_counted(label, caption).then(|| self.book.counts.table());
                self.notes.begin_table(number.clone());
                self.titled(TargetKind::Table, "table", number, label, caption, span)
            }
            Numbered::Figure(own) => {
                let (label, caption) = (own.numbered.anchor.as_ref(), own.caption.as_ref());
                let number = is_counted(label, caption).then(|| self.book.counts.figure());
                self.titled(TargetKind::Figure, "figure", number, label, caption, span)
            }
            Numbered::Box(own) => {
                let number = Some(self.book.counts.boxed());
                let label = own.numbered.anchor.as_ref();
                self.titled(
                    TargetKind::Box,
                    "box",
                    number,
                    label,
                    own.title.as_ref(),
                    span,
                )
            }
            Numbered::Recommendation(own) => {
                let (byline, chapter) = (self.contributor.as_ref(), self.chapter_number.as_deref());
                let number = Some(self.book.counts.recommendation(byline, chapter));
                let label = own.numbered.anchor.as_ref();
                let kind = TargetKind::Recommendation;
                let numbering = self.titled(kind, "recommendation", number, label, None, span);
                let byline = self.contributor.clone();
                let record = self.book.record(own, &numbering.target, byline);
                self.book.draft.recommendations.push(record);
                numbering
            }
        };
        let Numbering { label, target } = numbering;
        let numbered = NumberedBlock {
            anchor: target.anchor,
            number: target.number.clone(),
        };
        if let Some(label) = label {
            self.book.add_label(label, target);
        }
        numbered
    }
}
