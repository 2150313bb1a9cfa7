//! The texts of a division as passages: paragraphs, titles, cells, each with its place in the book. In
//! come blocks; out comes each passage in the order of the book, read.

use crate::document::{
    Block, BlockKind, Content, Definition, Inline, NoteId, Row, Style, Styled, TextRole,
    primary_language,
};
use crate::source::Sources;

use super::super::draft::Unreferenced;
use super::forms::Forms;
use super::sightings::{Seen, read};
use super::words::{NOWHERE, Voice, Wording};

/// Where a passage stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the running text.
    Running,
    /// In a box or recommendation, which is also read alone.
    Aside,
    /// A title, heading, caption, cell or signature.
    Display,
    /// In the words of others.
    Quoted,
}

/// A passage.
#[derive(Debug)]
pub struct Passage {
    /// Where it stands.
    pub place: Place,
    /// The marks of notes in it, each with the number of words before it.
    pub marks: Vec<(usize, NoteId)>,
    /// What it says.
    pub seen: Seen,
}

/// Gathers passages.
pub struct Gatherer<'a> {
    /// The files that the texts come from.
    pub sources: &'a Sources,
    /// The language in which acronyms are judged.
    pub language: &'a str,
    /// What the registries know.
    pub forms: &'a Forms,
}

impl Gatherer<'_> {
    /// The passage of these words. The words themselves are not kept.
    fn passage(&self, place: Place, wording: &Wording) -> Passage {
        if self.forms.is_empty() && !wording.has_capitals() {
            return Passage {
                place,
                seen: Seen::default(),
                marks: wording.marks_of_no_words(),
            };
        }
        let words = wording.words(self.sources);
        Passage {
            place,
            seen: read(&words, self.forms),
            marks: words.marks,
        }
    }

    /// The passages of blocks.
    pub fn blocks(&self, blocks: &[Block<Unreferenced>]) -> Vec<Passage> {
        let mut passages = Vec::new();
        self.gather(blocks, Place::Running, &mut passages);
        passages
    }

    /// One run of text.
    pub fn content(&self, content: &Content<Unreferenced>, place: Place) -> Passage {
        let mut words = Wording::default();
        self.push(&content.inlines, Voice::Own, &mut words);
        self.passage(place, &words)
    }

    /// Text that is displayed and has no place of its own in the source.
    pub fn display(&self, text: &str) -> Passage {
        let mut words = Wording::default();
        words.push(text, NOWHERE, Voice::Own);
        self.passage(Place::Display, &words)
    }

    fn gather(&self, blocks: &[Block<Unreferenced>], place: Place, to: &mut Vec<Passage>) {
        for block in blocks {
            self.block(block, place, to);
        }
    }

    fn block(&self, block: &Block<Unreferenced>, place: Place, to: &mut Vec<Passage>) {
        // The words of others stay theirs, whatever stands in them.
        let within = |own: Place| match place {
            Place::Quoted => Place::Quoted,
            Place::Running | Place::Aside | Place::Display => own,
        };
        let display = within(Place::Display);
        match &block.kind {
            BlockKind::Heading(own) => to.push(self.content(&own.content, display)),
            BlockKind::Paragraph(content) => to.push(self.content(content, place)),
            BlockKind::List(list) => {
                for item in &list.items {
                    self.gather(&item.blocks, place, to);
                }
            }
            BlockKind::Definitions(all) => {
                for own in all {
                    self.definition(own, place, to);
                }
            }
            BlockKind::Quotation(own) => {
                let place = match own.role {
                    TextRole::Quotation | TextRole::Epigraph | TextRole::Verse => Place::Quoted,
                    TextRole::NothingToReport => place,
                };
                self.gather(&own.blocks, place, to);
            }
            BlockKind::Code(_) | BlockKind::Rule => {}
            BlockKind::Table(table) => {
                to.extend(table.caption.iter().map(|own| self.content(own, display)));
                self.rows(&table.head, display, to);
                self.rows(&table.rows, display, to);
            }
            BlockKind::Figure(own) => {
                to.extend(own.caption.iter().map(|own| self.content(own, display)));
            }
            BlockKind::Box(own) => {
                to.extend(own.title.iter().map(|own| self.content(own, display)));
                self.gather(&own.blocks, within(Place::Aside), to);
            }
            BlockKind::Recommendation(own) => self.gather(&own.blocks, within(Place::Aside), to),
            BlockKind::Signatures(all) => {
                for own in all {
                    to.push(self.content(&own.office, display));
                    let organizations = own.organizations.iter();
                    to.extend(organizations.map(|own| self.content(own, display)));
                }
            }
        }
    }

    fn rows(&self, rows: &[Row<Unreferenced>], place: Place, to: &mut Vec<Passage>) {
        let cells = rows.iter().flat_map(|row| &row.cells);
        to.extend(cells.map(|cell| self.content(&cell.content, place)));
    }

    /// A term and the first paragraph of its definition are one passage: a list of acronyms
    /// introduces them.
    fn definition(&self, own: &Definition<Unreferenced>, place: Place, to: &mut Vec<Passage>) {
        let mut words = Wording::default();
        self.push(&own.term.inlines, Voice::Own, &mut words);
        let mut definitions = own.definitions.iter();
        let mut rest: &[Block<Unreferenced>] = definitions.next().map_or(&[], Vec::as_slice);
        if let Some((first, others)) = rest.split_first()
            && let BlockKind::Paragraph(content) = &first.kind
        {
            words.push(": ", first.span, Voice::Unjudged);
            self.push(&content.inlines, Voice::Own, &mut words);
            rest = others;
        }
        to.push(self.passage(place, &words));
        self.gather(rest, place, to);
        for blocks in definitions {
            self.gather(blocks, place, to);
        }
    }

    fn push(&self, inlines: &[Inline<Unreferenced>], voice: Voice, to: &mut Wording) {
        for inline in inlines {
            match inline {
                Inline::Text(own) => to.push(&own.text, own.span, voice),
                Inline::Styled(own) => self.styled(own, voice, to),
                Inline::Link(own) => self.push(&own.inlines, voice, to),
                Inline::NoteMark(own) => to.push_mark(own.note),
                Inline::Registry(own) => {
                    let answer = &own.registry;
                    // An expansion is read as if the author had written it. Names of members are not.
                    let voice_before = match answer.expansion {
                        Some(_) => voice,
                        None => Voice::Unjudged,
                    };
                    to.push(&answer.before, own.span, voice_before);
                    self.push(&own.inlines, voice, to);
                    to.push(&answer.after, own.span, voice_before);
                }
                Inline::IndexMark(_) => {}
                Inline::LineBreak(span) => to.push(" ", *span, voice),
                Inline::Reference(_) => {
                    to.push_object(crate::source::Span::new(crate::source::FileId(0), 0, 0))
                }
                Inline::Image(own) => to.push_object(own.span),
            }
        }
    }

    fn styled(&self, own: &Styled<Unreferenced>, voice: Voice, to: &mut Wording) {
        let inner = match &own.style {
            Style::Code => return to.push_object(own.span),
            Style::Language(tag) if primary_language(tag) != primary_language(self.language) => {
                Voice::Unjudged
            }
            Style::Emphasis => match voice {
                Voice::Own => Voice::SetApart(own.span.start),
                Voice::SetApart(_) | Voice::Unjudged => voice,
            },
            Style::Strong
            | Style::Strikethrough
            | Style::Superscript
            | Style::Subscript
            | Style::SmallCaps
            | Style::Language(_) => voice,
        };
        self.push(&own.inlines, inner, to);
    }
}
