//! The editor's desk: passages come in the order of the book; out come findings about uses before an
//! introduction, second introductions, other long forms, and entries that nothing uses.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic, codes};
use crate::manuscript::{AcronymScope, Manuscript};
use crate::source::Span;

use super::forms::{Entry, Forms, Number};
use super::passages::{Passage, Place};
use super::sightings::{Sighting, What};
use super::unregistered::Unregistered;

/// What is known so far.
pub struct Desk<'a> {
    forms: &'a Forms,
    manuscript: &'a Manuscript,
    spans: Vec<Option<Span>>,
    names: Vec<Option<Span>>,
    used: BTreeSet<usize>,
    /// Whose text is read: its head has the name and the short name.
    by: Option<usize>,
    scope: Scope,
    unregistered: Unregistered,
    diagnostics: Vec<Diagnostic>,
}

/// What a reader of a text, or of the book, has met.
#[derive(Default)]
struct Scope {
    introduced: BTreeMap<usize, (Span, Place)>,
    in_notes: BTreeSet<usize>,
    /// Long forms, where each was met first.
    longs: BTreeMap<usize, Span>,
    /// Uses without an introduction, the first of each.
    missing: BTreeMap<usize, Missing>,
}

/// A use without an introduction.
struct Missing {
    span: Span,
    in_note: bool,
    /// The long form before it.
    long: Option<Span>,
}

impl<'a> Desk<'a> {
    /// An empty desk.
    pub fn new(forms: &'a Forms, manuscript: &'a Manuscript) -> Desk<'a> {
        Desk {
            forms,
            manuscript,
            spans: manuscript.acronym_spans(),
            names: manuscript.contributor_spans(),
            used: BTreeSet::new(),
            by: None,
            scope: Scope::default(),
            unregistered: Unregistered::default(),
            diagnostics: Vec::new(),
        }
    }

    /// Opens a text, which may be of a contributor with this short name.
    pub fn open(&mut self, by: Option<&str>) {
        self.by = by.and_then(|short| self.forms.of_short(short));
        self.used.extend(self.by);
    }

    /// Judges a passage, and each note at its mark; notes that were read are taken away.
    pub fn passage(&mut self, passage: Passage, notes: &mut [Vec<Passage>]) {
        let seen = passage.seen;
        let mut marks = passage.marks.iter().peekable();
        let mut note_at_mark = |desk: &mut Desk<'_>, from: usize| {
            while let Some((_, note)) = marks.next_if(|(at, _)| *at <= from) {
                let note = notes.get_mut(note.0 as usize).map(std::mem::take);
                for passage in note.iter().flatten() {
                    desk.note_passage(passage);
                }
            }
        };
        if matches!(passage.place, Place::Running | Place::Aside) {
            for (entry, span) in seen.longs {
                self.scope.longs.entry(entry).or_insert(span);
            }
        }
        for sighting in &seen.sightings {
            // A mark between the long form and the bracket comes after the introduction.
            let until = match sighting.what {
                What::Use => sighting.from,
                What::Introduction { .. } | What::OtherWords { .. } => {
                    sighting.from.saturating_sub(1)
                }
            };
            note_at_mark(self, until);
            self.sighting(sighting, passage.place);
        }
        note_at_mark(self, usize::MAX);
        if matches!(passage.place, Place::Running | Place::Aside) {
            self.unregistered.add(seen.unknown);
        }
    }

    /// Judges a passage of a note.
    pub fn note_passage(&mut self, passage: &Passage) {
        for sighting in &passage.seen.sightings {
            self.used.insert(sighting.entry);
            if passage.place != Place::Running && passage.place != Place::Aside {
                continue;
            }
            self.check_form(sighting);
            match &sighting.what {
                What::Use => self.check_use(sighting, true),
                What::Introduction { .. } => {
                    self.scope.in_notes.insert(sighting.entry);
                }
                What::OtherWords { words, span } => {
                    self.report_other_words(sighting.entry, words, *span);
                    self.scope.in_notes.insert(sighting.entry);
                }
            }
        }
    }

    /// Closes a text.
    pub fn close(&mut self) {
        match self.manuscript.config.acronyms.scope {
            AcronymScope::Chapter => self.end_scope("text"),
            AcronymScope::Book => {}
        }
    }

    /// All findings.
    pub fn finish(mut self) -> Vec<Diagnostic> {
        self.end_scope("book");
        let unused = self.forms.entries.iter().enumerate();
        for (_, entry) in unused.filter(|(at, _)| !self.used.contains(at)) {
            let Some(at) = entry.at else {
                continue;
            };
            let message = format!("`{}` is nowhere in the book", entry.short);
            let span = self.spans.get(at).copied().flatten();
            let finding = Diagnostic::new(codes::ACRONYM_UNUSED, span, message);
            let help = "delete the entry, or write the acronym where its long form stands";
            self.diagnostics.push(finding.help(help));
        }
        self.diagnostics.extend(self.unregistered.finish());
        self.diagnostics
    }

    fn sighting(&mut self, sighting: &Sighting, place: Place) {
        let entry = sighting.entry;
        self.used.insert(entry);
        match place {
            Place::Display | Place::Quoted => return,
            Place::Running | Place::Aside => {}
        }
        self.check_form(sighting);
        let here = (sighting.span, place);
        match &sighting.what {
            What::Use => self.check_use(sighting, false),
            What::Introduction { formal } => {
                match self.scope.introduced.get(&entry) {
                    Some((first, before)) if *formal => {
                        // A box or recommendation is also read alone, and may introduce again.
                        if *before == Place::Running && place == Place::Running {
                            self.report_second(entry, sighting.span, *first);
                        }
                    }
                    Some(_) | None => {}
                }
                self.scope.introduced.entry(entry).or_insert(here);
            }
            What::OtherWords { words, span } => {
                self.report_other_words(entry, words, *span);
                self.scope.introduced.entry(entry).or_insert(here);
            }
        }
    }

    fn check_use(&mut self, sighting: &Sighting, in_note: bool) {
        let entry = sighting.entry;
        let scope = &mut self.scope;
        let is_known = scope.introduced.contains_key(&entry)
            || (in_note && scope.in_notes.contains(&entry))
            || self.by == Some(entry);
        let introduce = self
            .forms
            .entries
            .get(entry)
            .is_some_and(|own| own.introduce);
        if is_known || !introduce || !sighting.judged {
            return;
        }
        let long = scope.longs.get(&entry).copied();
        let long =
            long.filter(|long| (long.file, long.end) < (sighting.span.file, sighting.span.start));
        scope.missing.entry(entry).or_insert(Missing {
            span: sighting.span,
            in_note,
            long,
        });
    }

    /// Reports forms that are no plural of English.
    fn check_form(&mut self, sighting: &Sighting) {
        let Some(Entry { short, .. }) = self.forms.entries.get(sighting.entry) else {
            return;
        };
        if sighting.judged && sighting.number == Number::PluralOfOne {
            let message =
                format!("`{short}` is the short name of one contributor and has no plural");
            let finding = Diagnostic::new(codes::ACRONYM_PLURAL, sighting.span, message);
            let help = format!("write `{short}`, or `{short}'s` for what belongs to it");
            self.diagnostics.push(finding.help(help));
        }
        if sighting.judged && sighting.possessive_plural {
            let message = format!("several are meant, and `{short}'s` is what belongs to one");
            let finding = Diagnostic::new(codes::ACRONYM_POSSESSIVE, sighting.span, message);
            let help = format!("write `{short}s`, or `{short}s'` for what belongs to them");
            self.diagnostics.push(finding.help(help));
        }
    }

    fn report_second(&mut self, entry: usize, span: Span, first: Span) {
        let Some(Entry { short, .. }) = self.forms.entries.get(entry) else {
            return;
        };
        let message = format!("`{short}` is introduced a second time");
        let finding = Diagnostic::new(codes::ACRONYM_INTRODUCED_TWICE, span, message);
        let help = format!("write `{short}` alone: the reader knows it");
        let finding = finding.help(help).related(first, "the first introduction");
        self.diagnostics.push(finding);
    }

    fn report_other_words(&mut self, entry: usize, words: &str, span: Span) {
        let Some(own) = self.forms.entries.get(entry) else {
            return;
        };
        let (short, long) = (&own.short, &own.long);
        let message = format!("`{short}` is introduced as `{words}`, and stands for `{long}`");
        let finding = Diagnostic::new(codes::ACRONYM_CONFLICT, span, message);
        let finding = finding.help(format!("write `{long}`, or mend the registry"));
        let listed = own.at.map(|at| self.spans.get(at));
        let named = || {
            self.manuscript
                .contributors
                .iter()
                .position(|other| other.short == *short)
        };
        let place = listed.unwrap_or_else(|| self.names.get(named()?));
        self.diagnostics.push(match place.copied().flatten() {
            Some(place) => finding.related(place, "the registry has it here"),
            None => finding,
        });
    }

    /// Reports what was missing in a text or the book, and forgets what its reader knew.
    fn end_scope(&mut self, what: &str) {
        let scope = std::mem::take(&mut self.scope);
        for (at, missing) in scope.missing {
            let Some(own) = self.forms.entries.get(at) else {
                continue;
            };
            let (short, long) = (&own.short, &own.long);
            let later = scope.introduced.get(&at);
            let message = match later {
                Some(_) => format!("`{short}` is used before it is introduced"),
                None => format!("`{short}` is used, and this {what} does not introduce it"),
            };
            let code: &'static Code = codes::ACRONYM_NOT_INTRODUCED;
            let finding = Diagnostic::new(code, missing.span, message);
            let finding = match (missing.long, missing.in_note) {
                (Some(place), false) => finding
                    .help(format!("write `({short})` after the long form"))
                    .related(place, "the long form"),
                (Some(_) | None, _) => finding.help(format!("write `{long} ({short})` here")),
            };
            self.diagnostics.push(match later {
                Some((place, _)) => finding.related(*place, "the introduction"),
                None => finding,
            });
        }
    }
}
