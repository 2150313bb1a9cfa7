//! The notes of one text: each mark finds its note, notes are numbered in the order of their marks,
//! those of a table get letters of their own, and what does not fit is reported. A note is never lost:
//! one without a mark goes to the end.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, codes, nearest};
use crate::document::{
    AnchorId, Inline, Label, Note, NoteId, NoteLabel, NoteMark, Parsed, Style, Styled, Text,
    Visited, fold_blocks, walk,
};
use crate::manuscript::NoteNumbering;
use crate::source::Span;

use super::chapter::ChapterDraft;
use super::citations::note_label;
use super::draft::Unreferenced;
use super::labels::{Target, TargetKind};
use super::numbers::letter;

/// The notes of a text during the first pass.
#[derive(Debug, Default)]
pub struct ChapterNotes {
    /// The definitions as they were written; `None` for one that has been taken up.
    definitions: Vec<Option<Note<Parsed>>>,
    /// The definition of each label; the first of its name.
    by_label: BTreeMap<Label, usize>,
    /// Labels that are marked inside notes.
    nested: BTreeSet<Label>,
    /// What has been numbered, in order.
    numbered: Vec<NumberedNote>,
    /// The place among the numbered notes of each definition that has one.
    marked: BTreeMap<usize, usize>,
    /// How many have a number and not a letter.
    counted: u32,
    /// The table that is read, with its notes so far.
    table: Option<LetteredTable>,
    /// Whether the text that is read is a note's own.
    in_note: bool,
    /// Which of the numbered notes that is.
    reading: usize,
    /// How many notes were made of citations.
    citations: usize,
    /// The places of the citations that became notes.
    made_of: BTreeSet<Span>,
}

/// A table while its caption and cells are read.
#[derive(Debug)]
struct LetteredTable {
    /// The table's number.
    number: Option<String>,
    /// The notes that it calls, in the order of their marks.
    notes: Vec<NoteId>,
}

/// A note that has its number.
#[derive(Clone, Debug)]
struct NumberedNote {
    definition: usize,
    anchor: AnchorId,
    number: String,
    /// Its mark; the definition where it has none.
    span: Span,
    /// The place of its mark in the order of print.
    place: u32,
}

impl ChapterNotes {
    /// Whether the text that is read is a note's own.
    pub fn is_in_note(&self) -> bool {
        self.in_note
    }

    /// The note that is read: which of the numbered ones, and the place of its mark.
    pub fn current(&self) -> Option<(usize, u32)> {
        let note = self.numbered.get(self.reading).filter(|_| self.in_note)?;
        Some((self.reading, note.place))
    }

    /// The label for the next note that is made of a citation, which stands at `span`.
    pub fn citation_label(&mut self, span: Span) -> Label {
        self.citations += 1;
        self.made_of.insert(span);
        note_label(self.citations)
    }

    /// Whether a note is made of the citation at `span`, and is not an author's that holds it.
    pub fn is_made_of(&self, span: Span) -> bool {
        self.made_of.contains(&span)
    }

    /// Adds a note that the author did not write.
    pub fn define(&mut self, note: Note<Parsed>) {
        self.by_label
            .insert(note.label.clone(), self.definitions.len());
        self.definitions.push(Some(note));
    }
}

impl ChapterNotes {
    /// What is read from here on is a table's own, which has this number.
    pub fn begin_table(&mut self, number: Option<String>) {
        self.table = Some(LetteredTable {
            number,
            notes: Vec::new(),
        });
    }

    /// The table is read: the notes that stand under it.
    pub fn end_table(&mut self) -> Vec<NoteId> {
        self.table.take().map_or(Vec::new(), |table| table.notes)
    }
}

impl ChapterDraft<'_, '_> {
    /// Takes the definitions of the text's notes. Of several with one label, which the parser has
    /// reported, marks mean the first.
    pub fn define_notes(&mut self, notes: Vec<Note<Parsed>>) {
        for (at, note) in notes.iter().enumerate() {
            walk(&note.blocks, &mut |visited: Visited<'_, Parsed>| {
                if let Visited::Inline(Inline::NoteMark(mark)) = visited {
                    self.notes.nested.insert(mark.label.clone());
                }
            });
            self.notes.by_label.entry(note.label.clone()).or_insert(at);
        }
        self.notes.definitions = notes.into_iter().map(Some).collect();
    }

    /// What a mark becomes: the note's number, or, where there is none to give, a raised question mark
    /// or the number again.
    pub fn mark(&mut self, mark: &NoteLabel) -> Inline<Unreferenced> {
        let definition = self.notes.by_label.get(&mark.label).copied();
        if self.notes.in_note {
            // The labels of inline notes are made by the parser.
            let message = match mark.label.as_str().starts_with('^') {
                true => "an inline note stands inside another note".to_owned(),
                false => format!("the note `{}` is marked inside another note", mark.label),
            };
            let nested = Diagnostic::new(codes::NOTE_NESTED, mark.span, message)
                .help("put its text into the outer note, or its mark into the running text");
            self.report(nested);
            return raised("?", mark.span);
        }
        let Some(definition) = definition else {
            self.report_dangling(mark);
            return raised("?", mark.span);
        };
        let marked = self.notes.marked.get(&definition);
        if let Some(first) = marked.and_then(|at| self.notes.numbered.get(*at)) {
            let (number, span) = (first.number.clone(), first.span);
            let message = format!("the note `{}` is marked twice", mark.label);
            let twice = Diagnostic::new(codes::NOTE_MARKED_TWICE, mark.span, message)
                .help("a note belongs to one place: write a second note, or refer to the first one")
                .related(span, "the first mark");
            self.report(twice);
            return raised(&number, mark.span);
        }
        let note = self.number_note(definition, mark.span);
        let base = format!("{}-mark-{}", self.name, note.0 + 1);
        let anchor = self.book.place(&base);
        let number = self.notes.numbered.last().map(|own| own.number.clone());
        Inline::NoteMark(NoteMark {
            note,
            anchor,
            number: number.unwrap_or_default(),
            span: mark.span,
        })
    }

    /// The notes of the text in the order of their marks, then those without a mark, which are
    /// reported.
    pub fn finish(mut self) -> Vec<Note<Unreferenced>> {
        self.notes.in_note = true;
        for definition in 0..self.notes.definitions.len() {
            if self.notes.marked.contains_key(&definition) {
                continue;
            }
            let Some(Some(note)) = self.notes.definitions.get(definition) else {
                continue;
            };
            let (label, span) = (note.label.clone(), note.span);
            let is_first = self.notes.by_label.get(&label) == Some(&definition);
            if is_first && !self.notes.nested.contains(&label) {
                let message = format!("nothing refers to the note `{label}`");
                let orphan = Diagnostic::new(codes::NOTE_ORPHAN, span, message).help(format!(
                    "put `[^{label}]` where it belongs, or delete the note"
                ));
                self.report(orphan);
            }
            self.number_note(definition, span);
        }
        // They stay where they are: what a note cites asks for the place of its mark.
        let numbered = self.notes.numbered.clone();
        let mut notes = Vec::with_capacity(numbered.len());
        for (at, own) in numbered.into_iter().enumerate() {
            self.notes.reading = at;
            let Some(note) = self
                .notes
                .definitions
                .get_mut(own.definition)
                .and_then(Option::take)
            else {
                continue;
            };
            notes.push(Note {
                label: note.label,
                anchor: own.anchor,
                number: Some(own.number),
                blocks: fold_blocks(note.blocks, &mut self),
                span: note.span,
            });
        }
        notes
    }

    /// Gives a note its number and place, and makes its label known in the chapter.
    fn number_note(&mut self, definition: usize, span: Span) -> NoteId {
        let at = self.notes.numbered.len();
        let note = NoteId(u32::try_from(at).unwrap_or(u32::MAX));
        let (number, table) = match &mut self.notes.table {
            Some(table) => {
                table.notes.push(note);
                (letter(table.notes.len() - 1), table.number.clone())
            }
            None => (self.next_number().to_string(), None),
        };
        let base = format!("{}-note-{}", self.name, note.0 + 1);
        let anchor = self.book.place(&base);
        if let Some(Some(own)) = self.notes.definitions.get(definition) {
            let target = Target {
                kind: TargetKind::Note,
                anchor,
                number: Some(number.clone()),
                title: None,
                table,
                span: own.span,
            };
            let division = self.book.current();
            self.book
                .draft
                .labels
                .add_local(division, own.label.clone(), target);
        }
        self.notes.marked.insert(definition, at);
        let place = self.book.citing.next_place();
        self.notes.numbered.push(NumberedNote {
            place,
            definition,
            anchor,
            number,
            span,
        });
        note
    }

    /// The number of the next note that no table calls.
    fn next_number(&mut self) -> u32 {
        match self.book.manuscript.config.notes.numbering {
            NoteNumbering::Chapter => {
                self.notes.counted += 1;
                self.notes.counted
            }
            NoteNumbering::Book => {
                self.book.counts.notes += 1;
                self.book.counts.notes
            }
        }
    }

    fn report_dangling(&mut self, mark: &NoteLabel) {
        let message = format!("there is no note `{}`", mark.label);
        let mut dangling = Diagnostic::new(codes::NOTE_DANGLING, mark.span, message);
        let labels = self.notes.by_label.keys().map(Label::as_str);
        let near = self
            .book
            .suggestions
            .allow()
            .then(|| nearest(mark.label.as_str(), labels));
        dangling = match near.flatten() {
            Some(near) => dangling.help(format!("did you mean `[^{near}]`?")),
            None => dangling.help(format!("write `[^{}]: ...` in the same text", mark.label)),
        };
        self.report(dangling);
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.book.draft.diagnostics.push(diagnostic);
    }
}

/// Text in the place of a mark that has no note.
fn raised(text: &str, span: Span) -> Inline<Unreferenced> {
    Inline::Styled(Styled {
        style: Style::Superscript,
        inlines: vec![Inline::Text(Text {
            text: text.to_owned(),
            span,
        })],
        span,
    })
}
