//! Acronyms in plain text: a draft's divisions and the registries -> what is wrong with the acronyms of
//! the book. One pass in the order of the book says which short form stands where, and whether a reader
//! has met its long form by then.
//!
//! `passages` gathers the texts, `words` finds their words, `forms` knows the registries, `sightings`
//! says what a passage holds, `introductions` what introduces; `desk` judges it, and `unregistered` what no registry knows.

mod brackets;
mod capitals;
mod desk;
mod fold;
mod forms;
mod initials;
mod introductions;
mod passages;
mod quoted;
mod sightings;
mod unregistered;
mod words;

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::document::primary_language;
use crate::manuscript::Manuscript;

use super::draft::{DraftDivision, DraftKind};

use desk::Desk;
use forms::Forms;
use passages::{Gatherer, Passage, Place};

/// What is wrong with the acronyms of a book.
pub fn check(divisions: &[DraftDivision], manuscript: &Manuscript) -> Vec<Diagnostic> {
    if !manuscript.config.acronyms.check {
        return Vec::new();
    }
    let forms = Forms::of(manuscript);
    let read = |division| ReadDivision::of(division, manuscript, &forms);
    let divisions: Vec<ReadDivision> = divisions.par_iter().map(read).collect();
    let mut desk = Desk::new(&forms, manuscript);
    for division in divisions {
        division.lay_on(&mut desk);
    }
    desk.finish()
}

/// The texts of a division, read. What a reader has met by then is judged in the order of the book; this
/// is what can be said of each division by itself.
struct ReadDivision<'a> {
    /// The contributor whose text it is.
    by: Option<&'a str>,
    /// Titles and running text.
    passages: Vec<Passage>,
    notes: Vec<Vec<Passage>>,
}

impl<'a> ReadDivision<'a> {
    fn of(division: &'a DraftDivision, manuscript: &Manuscript, forms: &Forms) -> ReadDivision<'a> {
        let language = &manuscript.config.book.language;
        let gatherer = Gatherer {
            sources: &manuscript.sources,
            language,
            forms,
        };
        // The registries have long forms in the language of the book alone.
        let is_judged = primary_language(&division.language) == primary_language(language);
        let (mut passages, mut running, by) = match &division.kind {
            DraftKind::Chapter(own) => (
                vec![
                    gatherer.content(&own.title, Place::Display),
                    gatherer.display(&own.running_title.text),
                ],
                gatherer.blocks(&own.blocks),
                own.contributor.as_ref().map(|byline| byline.short.as_str()),
            ),
            DraftKind::Part(title) => (
                vec![gatherer.content(title, Place::Display)],
                Vec::new(),
                None,
            ),
            DraftKind::Generated { blocks, .. } => (Vec::new(), gatherer.blocks(blocks), None),
        };
        let notes = division.notes.iter();
        let mut notes: Vec<Vec<Passage>> =
            notes.map(|note| gatherer.blocks(&note.blocks)).collect();
        if !is_judged {
            let all = running.iter_mut().chain(notes.iter_mut().flatten());
            all.for_each(|passage| passage.place = Place::Quoted);
        }
        passages.append(&mut running);
        ReadDivision {
            by,
            passages,
            notes,
        }
    }

    /// Lays the texts on the desk.
    fn lay_on(mut self, desk: &mut Desk<'_>) {
        desk.open(self.by);
        for passage in self.passages {
            desk.passage(passage, &mut self.notes);
        }
        // Notes whose marks nobody wrote have been reported.
        for passage in self.notes.iter().flatten() {
            desk.note_passage(passage);
        }
        desk.close();
    }
}
