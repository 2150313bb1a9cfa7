//! Citations: in the first pass each is noted down at its place in the order of print, and becomes a
//! note where the style cites in notes; between the passes all are formatted together; in the second
//! each gets the words that it prints, and the bibliography its entries.

use std::collections::BTreeMap;

use crate::bibliography::{
    Citation, CitedWork, Formatted, Formatter, LeadsTo, Piece, Wanted, WorkEntry,
};
use crate::diagnostic::{Diagnostic, codes};
use crate::document::{
    AnchorId, Block, BlockKind, CitedText, Content, DivisionId, Inline, Label, Note, NoteLabel,
    Parsed, Reference, ReferenceForm, ReferenceRequest, ReferenceTarget, Resolved,
};
use crate::manuscript::{BibliographyScope, Generated};
use crate::source::{FileId, Span};

mod findings;

use super::chapter::ChapterDraft;
use super::draft::{CitationId, DraftKind, DraftReference, Unreferenced};
use super::drafting::Drafting;
use super::names::slug;
use super::references::{Part, Referencing};
use super::{BibliographyEntry, TextIds};

/// The citations of the first pass.
#[derive(Default)]
pub struct Citing {
    /// The style, unpacked when the first work is cited.
    formatter: Option<Formatter>,
    is_unpacked: bool,
    cited: Vec<Cited>,
    /// The last place that was given in the order of print.
    place: u32,
}

/// A citation that was noted down.
struct Cited {
    /// Its division, and its place in the order of print; a note's is that of its mark.
    place: (DivisionId, u32),
    citation: Citation,
    span: Span,
    /// The character that follows it in the note that holds it.
    before: Option<char>,
}

/// What the style made of them.
#[derive(Debug, Default)]
pub struct Works {
    /// The words of each citation; `CitationId` counts them.
    citations: Vec<Part>,
    /// The entries of each page that is a bibliography, and of each chapter that ends with one.
    entries: BTreeMap<DivisionId, Vec<DraftEntry>>,
}

/// Where each work is listed: at the end of a chapter, or else on the page of the book.
#[derive(Default)]
struct Anchors<'k> {
    book: BTreeMap<&'k str, AnchorId>,
    sections: BTreeMap<usize, BTreeMap<&'k str, AnchorId>>,
}

impl<'k> Anchors<'k> {
    fn of(&self, section: usize) -> &BTreeMap<&'k str, AnchorId> {
        self.sections.get(&section).unwrap_or(&self.book)
    }
}

/// The pieces of a citation without the full stop at its end: the text that holds it goes on with a
/// sign of its own.
fn without_point(pieces: &[Piece]) -> Vec<Piece> {
    let mut pieces = pieces.to_vec();
    if let Some(last) = pieces.last_mut()
        && let Some(rest) = last.text.strip_suffix('.')
    {
        last.text = rest.to_owned();
    }
    pieces.retain(|piece| !piece.text.is_empty());
    pieces
}

/// An entry that has no identity yet.
#[derive(Debug)]
struct DraftEntry {
    anchor: AnchorId,
    label: Option<String>,
    reference: Reference,
}

impl Citing {
    /// The next place in the order of print.
    pub fn next_place(&mut self) -> u32 {
        self.place += 1;
        self.place
    }
}

impl ChapterDraft<'_, '_> {
    /// A reference of the first pass: to a place of the book, or a citation.
    pub fn refer(&mut self, request: ReferenceRequest) -> Inline<Unreferenced> {
        let library = &self.book.manuscript.library;
        let cites = !library.is_empty()
            && request
                .items
                .iter()
                .any(|own| library.has(own.label.as_str()));
        if !cites {
            return Inline::Reference(DraftReference::Place(request));
        }
        if !self.notes.is_in_note() && self.book.cites_in_notes() {
            return self.citation_note(request);
        }
        let current = self.notes.current();
        let place = match current {
            Some((_, place)) => place,
            None => self.book.citing.next_place(),
        };
        let works = request
            .items
            .iter()
            .filter(|own| library.has(own.label.as_str()));
        let works = works.map(|item| CitedWork {
            key: item.label.as_str().to_owned(),
            prefix: item.prefix.as_ref().map(|words| self.book.set(words)),
            place: item.locator.as_ref().map(|words| self.book.set(words)),
            suppress_author: item.suppress_author,
        });
        let division = self.book.current();
        let citation = Citation {
            works: works.collect(),
            section: division.0 as usize,
            note: current.map(|(note, _)| note),
        };
        let id = CitationId(self.book.citing.cited.len());
        self.book.citing.cited.push(Cited {
            place: (division, place),
            citation,
            span: request.span,
            before: current
                .filter(|_| !self.notes.is_made_of(request.span))
                .and_then(|_| self.book.character_after(request.span)),
        });
        Inline::Reference(DraftReference::Citation(id, request))
    }

    /// A note that holds nothing but a citation, and its mark.
    fn citation_note(&mut self, mut request: ReferenceRequest) -> Inline<Unreferenced> {
        let span = request.span;
        // The words before the first key begin a sentence.
        let first = request.items.first_mut();
        if let Some(words) = first.and_then(|item| item.prefix.as_mut()) {
            let mut letters = words.chars();
            let capital = letters.next().map(char::to_uppercase);
            *words = capital.into_iter().flatten().chain(letters).collect();
        }
        let content = Content {
            id: (),
            inlines: vec![Inline::<Parsed>::Reference(request)],
        };
        let label = self.notes.citation_label(span);
        self.notes.define(Note {
            label: label.clone(),
            anchor: None,
            number: (),
            blocks: vec![Block {
                span,
                kind: BlockKind::Paragraph(content),
            }],
            span,
        });
        self.mark(&NoteLabel { label, span })
    }
}

impl Drafting<'_> {
    fn cites_in_notes(&mut self) -> bool {
        self.formatter().is_some_and(Formatter::cites_in_notes)
    }

    fn formatter(&mut self) -> Option<&Formatter> {
        if !self.citing.is_unpacked {
            self.citing.is_unpacked = true;
            let style = self.manuscript.citation_style.as_ref();
            let language = &self.manuscript.config.book.language;
            self.citing.formatter = style.and_then(|style| Formatter::new(style, language));
        }
        self.citing.formatter.as_ref()
    }

    /// The character of a text that follows a place in it.
    fn character_after(&self, span: Span) -> Option<char> {
        let file = self.manuscript.sources.get(span.file)?;
        file.text.get(span.end as usize..)?.chars().next()
    }

    /// Formats what was cited, and gives the entries of the bibliography their places.
    pub fn format_citations(&mut self) -> Works {
        let manuscript = self.manuscript;
        let per_section = manuscript.config.bibliography.per == BibliographyScope::Chapter;
        let wanted = Wanted {
            uncited: manuscript.config.bibliography.uncited,
            per_section,
        };
        let pages = self.bibliography_pages();
        let mut works = Works {
            citations: vec![Part::new(); self.citing.cited.len()],
            entries: BTreeMap::new(),
        };
        self.report_uncited();
        let mut order: Vec<usize> = (0..self.citing.cited.len()).collect();
        order.sort_by_key(|at| self.citing.cited.get(*at).map(|own| own.place));
        let in_order = order.iter().filter_map(|at| self.citing.cited.get(*at));
        let citations: Vec<Citation> = in_order.map(|own| own.citation.clone()).collect();
        let formatted = match citations.is_empty() && !wanted.uncited {
            true => Some(Formatted::default()),
            false => self.formatted(&citations, wanted),
        };
        self.report_pages(&pages, formatted.as_ref());
        let formatted = formatted.unwrap_or_default();
        let mut anchors = Anchors::default();
        for page in pages {
            let entries = self.entries(&formatted.entries, page, &mut anchors.book);
            works.entries.insert(page, entries);
        }
        for (section, own) in &formatted.sections {
            let division = DivisionId(u32::try_from(*section).unwrap_or(u32::MAX));
            let places = anchors.sections.entry(*section).or_default();
            let entries = self.entries(own, division, places);
            works.entries.insert(division, entries);
        }
        let ends_with_point = self
            .citing
            .formatter
            .as_ref()
            .is_some_and(Formatter::ends_with_point);
        for (at, pieces) in order.iter().zip(&formatted.citations) {
            let Some(cited) = self.citing.cited.get(*at) else {
                continue;
            };
            let pieces = match cited.before {
                Some('.') => without_point(pieces),
                Some(',' | ';' | ':') if ends_with_point => without_point(pieces),
                _ => pieces.clone(),
            };
            let parts = self.parts(&pieces, anchors.of(cited.citation.section));
            if let Some(place) = works.citations.get_mut(*at) {
                *place = parts;
            }
        }
        works
    }

    /// Entries with their places in a division; `anchors` learns the first place of each work.
    fn entries<'k>(
        &mut self,
        formatted: &'k [WorkEntry],
        division: DivisionId,
        anchors: &mut BTreeMap<&'k str, AnchorId>,
    ) -> Vec<DraftEntry> {
        let mut entries = Vec::with_capacity(formatted.len());
        for entry in formatted {
            let name = format!("work-{}", slug(&entry.key));
            let anchor = self.place_in(division, name.trim_end_matches('-'));
            anchors.entry(&entry.key).or_insert(anchor);
            let span = self.manuscript.library.span(&entry.key);
            let reference = Reference {
                parts: self.parts(&entry.pieces, &BTreeMap::new()),
                span: span.unwrap_or(Span::new(FileId(0), 0, 0)),
            };
            entries.push(DraftEntry {
                anchor,
                label: entry.label.clone(),
                reference,
            });
        }
        entries
    }

    /// Pieces as parts of a reference, with the book's punctuation.
    fn parts(&self, pieces: &[Piece], anchors: &BTreeMap<&str, AnchorId>) -> Part {
        let each = pieces.iter().map(|piece| {
            let (text, anchor, url) = match &piece.leads_to {
                LeadsTo::Nothing => (self.set(&piece.text), None, None),
                LeadsTo::Work(key) => {
                    let anchor = anchors.get(key.as_str()).copied();
                    (self.set(&piece.text), anchor, None)
                }
                LeadsTo::Address(url) => (piece.text.clone(), None, Some(url.clone())),
            };
            let styles = piece.styles.clone();
            (
                ReferenceTarget::Cited(CitedText { text, styles, url }),
                anchor,
            )
        });
        each.collect()
    }

    /// What the style makes of the citations; `None`, and why has been said, where it makes nothing.
    fn formatted(&mut self, citations: &[Citation], wanted: Wanted) -> Option<Formatted> {
        let library = &self.manuscript.library;
        let formatted = self.formatter()?.format(library, citations, wanted);
        if formatted.is_some() {
            return formatted;
        }
        let first = self.citing.cited.first().map(|own| own.span);
        let message = "the citation style fails on the works of this book";
        let failed = Diagnostic::new(codes::BIBLIOGRAPHY_STYLE, first, message)
            .help("try it with fewer works, or take another style");
        self.draft.diagnostics.push(failed);
        None
    }

    /// The divisions that are bibliographies.
    fn bibliography_pages(&self) -> Vec<DivisionId> {
        let divisions = (0..).map(DivisionId).zip(&self.draft.divisions);
        let pages = divisions.filter(|(_, division)| {
            matches!(
                division.kind,
                DraftKind::Generated {
                    page: Generated::Bibliography,
                    ..
                }
            )
        });
        pages.map(|(id, _)| id).collect()
    }
}

impl Referencing<'_> {
    /// A citation with its words; reports what stands among its keys and is no work.
    pub fn citation(&mut self, id: CitationId, request: ReferenceRequest) -> Inline<Resolved> {
        let library = self.library;
        for item in &request.items {
            let label = &item.label;
            if library.has(label.as_str()) {
                continue;
            }
            let Some(target) = self.labels.find(self.division, label) else {
                self.report_unknown(item, true);
                continue;
            };
            let message = format!("`{label}` is a place in this book, among works that are cited");
            let mixed = Diagnostic::new(codes::CITATION_MIXED, item.span, message)
                .help("refer to places and cite works in brackets of their own")
                .related(target.span, "the place");
            self.diagnostics.push(mixed);
        }
        match request.form {
            ReferenceForm::KindAndNumber => {}
            ReferenceForm::Title | ReferenceForm::Page | ReferenceForm::Number => {
                let message = "a work that is cited has no title, page or number in this book";
                let form = Diagnostic::new(codes::CITATION_FORM, request.span, message)
                    .help("delete what stands in braces; the citation style says what is printed");
                self.diagnostics.push(form);
            }
        }
        let parts = self.works.citations.get(id.0).cloned();
        Inline::Reference(Reference {
            parts: parts.unwrap_or_default(),
            span: request.span,
        })
    }
}

impl Works {
    /// The entries of a page, each with its identity.
    pub fn entries(&self, page: DivisionId, text_ids: &mut TextIds) -> Vec<BibliographyEntry> {
        let entries = self.entries.get(&page).into_iter().flatten();
        entries
            .map(|entry| BibliographyEntry {
                anchor: entry.anchor,
                label: entry.label.clone(),
                text: Content {
                    id: text_ids.next_id(),
                    inlines: vec![Inline::Reference(entry.reference.clone())],
                },
            })
            .collect()
    }
}

/// The label of the note that a citation becomes; no author can write it.
pub fn note_label(count: usize) -> Label {
    Label(format!("@{count}"))
}
