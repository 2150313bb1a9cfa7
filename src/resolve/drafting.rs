//! The first pass: a parsed book -> a [`Draft`]. It goes through the divisions in order; what stands
//! inside a text is numbered in `chapter` and `notes`.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, codes};
use crate::document::{
    AnchorId, Content, DivisionId, ImageId, IndexMark, Inline, Label, Matter, Parsed, Visited,
    fold_content, last_text, walk,
};
use crate::manuscript::{Generated, Images, Manuscript};
use crate::parse::{
    Book, Chapter, ChapterFront, ParsedDivision, ParsedDivisionKind, set_punctuation,
};
use crate::source::{FileId, Span};

use super::chapter::ChapterDraft;
use super::citations::{Citing, Works};
use super::draft::{
    Draft, DraftChapter, DraftDivision, DraftKind, Unreferenced, generated_content,
};
use super::labels::{Labels, Target, TargetKind};
use super::names::{Names, division_name};
use super::numbers::{BookCounts, SectionCounts};
use super::registry::Registry;
use super::suggestions::Suggestions;
use super::{Anchor, RunningTitle};

/// Numbers and names everything in the book.
pub fn draft<'a>(book: Book, manuscript: &'a Manuscript, images: &Images) -> Draft<'a> {
    let mut drafting = Drafting {
        manuscript,
        images: images
            .iter()
            .map(|(id, file)| (file.path.clone(), id))
            .collect(),
        division_names: Names::default(),
        counts: BookCounts::default(),
        parts: 0,
        suggestions: Suggestions::default(),
        registry: Registry::of(manuscript),
        expanded: BTreeSet::new(),
        citing: Citing::default(),
        draft: Draft {
            divisions: Vec::new(),
            anchors: Vec::new(),
            labels: Labels::default(),
            names: reserved_names(&book),
            works: Works::default(),
            index: Vec::new(),
            contributors: Vec::new(),
            contributor_chapters: BTreeMap::new(),
            recommendations: Vec::new(),
            diagnostics: Vec::new(),
        },
    };
    let mut part_spans = manuscript
        .entry_spans("part", |entry| entry.part.is_some())
        .into_iter();
    let mut page_spans = manuscript
        .entry_spans("generate", |entry| entry.generate.is_some())
        .into_iter();
    for division in book.divisions {
        let span = match &division.kind {
            ParsedDivisionKind::Chapter(chapter) => Some(chapter.front.span),
            ParsedDivisionKind::Part(_) => part_spans.next().flatten(),
            ParsedDivisionKind::Generated { .. } => page_spans.next().flatten(),
        };
        let division = drafting.division(division, span);
        drafting.draft.divisions.push(division);
    }
    drafting.draft.works = drafting.format_citations();
    drafting.draft
}

/// The names that authors chose, kept for them.
fn reserved_names(book: &Book) -> Names {
    let mut names = Names::default();
    for division in &book.divisions {
        let chapter = match &division.kind {
            ParsedDivisionKind::Chapter(chapter) => chapter,
            ParsedDivisionKind::Generated {
                text: Some(text), ..
            } => text,
            ParsedDivisionKind::Part(_) | ParsedDivisionKind::Generated { text: None, .. } => {
                continue;
            }
        };
        chapter
            .front
            .id
            .iter()
            .for_each(|label| names.reserve(label));
        let mut reserve = |visited: Visited<'_, Parsed>| {
            if let Visited::Block(block) = visited {
                let label = block.kind.numbered().and_then(|own| own.anchor.as_ref());
                label.into_iter().for_each(|label| names.reserve(label));
            }
        };
        walk(&chapter.blocks, &mut reserve);
        for note in &chapter.notes {
            walk(&note.blocks, &mut reserve);
        }
    }
    names
}

/// The first pass and what it has counted and named so far.
pub struct Drafting<'a> {
    /// Settings and registries.
    pub manuscript: &'a Manuscript,
    /// The images by their paths.
    pub images: BTreeMap<String, ImageId>,
    division_names: Names,
    /// The counts that run through the book.
    pub counts: BookCounts,
    parts: u32,
    /// How many names are still compared with others.
    pub suggestions: Suggestions,
    /// What the registries know of acronyms and groups.
    pub registry: Registry<'a>,
    /// The acronyms whose first use is behind, in the text or in the book.
    pub expanded: BTreeSet<String>,
    /// The citations so far.
    pub citing: Citing,
    /// What has been made.
    pub draft: Draft<'a>,
}

impl<'a> Drafting<'a> {
    /// The division that is being made.
    pub fn current(&self) -> DivisionId {
        DivisionId(u32::try_from(self.draft.divisions.len()).unwrap_or(u32::MAX))
    }

    /// A new place with an automatic name.
    pub fn place(&mut self, base: &str) -> AnchorId {
        let name = self.draft.names.automatic(base);
        self.add_anchor(name)
    }

    /// A new place with the name that an author gave it.
    pub fn labelled_place(&mut self, label: &Label) -> AnchorId {
        let name = self.draft.names.of_label(label);
        self.add_anchor(name)
    }

    /// A new place in a division that has been made.
    pub fn place_in(&mut self, division: DivisionId, base: &str) -> AnchorId {
        let name = self.draft.names.automatic(base);
        self.add_anchor_in(division, name)
    }

    fn add_anchor(&mut self, name: String) -> AnchorId {
        self.add_anchor_in(self.current(), name)
    }

    fn add_anchor_in(&mut self, division: DivisionId, name: String) -> AnchorId {
        let id = AnchorId(u32::try_from(self.draft.anchors.len()).unwrap_or(u32::MAX));
        self.draft.anchors.push(Anchor {
            name: Label(name),
            division,
        });
        id
    }

    /// Makes a label known in the book, or reports that it is there already.
    pub fn add_label(&mut self, label: Label, target: Target) {
        let span = target.span;
        if let Some(work) = self.manuscript.library.span(label.as_str()) {
            let message = format!("the id `{label}` is also the key of a work");
            let diagnostic = Diagnostic::new(codes::ID_DUPLICATE, span, message)
                .help("ids and keys share one name space: rename one of the two")
                .related(work, "the work");
            self.draft.diagnostics.push(diagnostic);
        }
        let message = format!("the id `{label}` is there twice");
        if let Err(first) = self.draft.labels.add(label, target) {
            let diagnostic = Diagnostic::new(codes::ID_DUPLICATE, span, message)
                .help("an id belongs to the whole book: rename one of the two")
                .related(first.span, "the first one");
            self.draft.diagnostics.push(diagnostic);
        }
    }

    fn division(&mut self, division: ParsedDivision, span: Option<Span>) -> DraftDivision {
        let ParsedDivision {
            matter,
            in_part,
            kind,
        } = division;
        let draft = match kind {
            ParsedDivisionKind::Chapter(chapter) => self.chapter(matter, chapter),
            ParsedDivisionKind::Part(title) => self.part(matter, title, span),
            ParsedDivisionKind::Generated {
                page,
                title,
                by,
                text,
            } => {
                let kind = DraftKind::Generated {
                    page,
                    title,
                    by,
                    blocks: Vec::new(),
                };
                self.generated(matter, page, kind, text, span)
            }
        };
        DraftDivision { in_part, ..draft }
    }

    fn part(&mut self, matter: Matter, title: String, span: Option<Span>) -> DraftDivision {
        self.parts += 1;
        let name = self
            .division_names
            .automatic(&format!("part-{}", self.parts));
        let anchor = self.place(&name);
        let title = generated_content(title, span);
        self.simple(matter, name, anchor, span, DraftKind::Part(title))
    }

    fn generated(
        &mut self,
        matter: Matter,
        page: Generated,
        mut kind: DraftKind,
        text: Option<Chapter>,
        span: Option<Span>,
    ) -> DraftDivision {
        let name = self.division_names.automatic(match page {
            Generated::HalfTitle => "half-title",
            Generated::Title => "title-page",
            Generated::Imprint => "imprint",
            Generated::Contents => "contents",
            Generated::Acronyms => "acronyms",
            Generated::Contributors => "contributors",
            Generated::Figures => "list-of-figures",
            Generated::Tables => "list-of-tables",
            Generated::Boxes => "list-of-boxes",
            Generated::Recommendations => "recommendations",
            Generated::Matrix => "matrix",
            Generated::Themes => "themes",
            Generated::Colophon => "colophon",
            Generated::Bibliography => "bibliography",
            Generated::Index => "index",
        });
        let anchor = self.place(&name);
        let Some(text) = text else {
            return self.simple(matter, name, anchor, span, kind);
        };
        let language = self.language_of(&text.front);
        let is_draft = text.front.is_draft();
        let counts = SectionCounts::default();
        let mut chapter = ChapterDraft::new(self, &name, counts, None, text.notes);
        chapter.language = language.clone();
        let own = chapter.blocks(text.blocks);
        let notes = chapter.finish();
        if let DraftKind::Generated { blocks, .. } = &mut kind {
            *blocks = own;
        }
        DraftDivision {
            language,
            notes,
            is_draft,
            ..self.simple(matter, name, anchor, span, kind)
        }
    }

    /// A division without notes, in the book's language.
    fn simple(
        &self,
        matter: Matter,
        name: String,
        anchor: AnchorId,
        span: Option<Span>,
        kind: DraftKind,
    ) -> DraftDivision {
        DraftDivision {
            matter,
            in_part: false,
            anchor,
            name,
            language: self.manuscript.config.book.language.clone(),
            span,
            is_draft: false,
            kind,
            notes: Vec::new(),
        }
    }

    fn chapter(&mut self, matter: Matter, chapter: Chapter) -> DraftDivision {
        let Chapter {
            file,
            role,
            front,
            blocks,
            notes,
        } = chapter;
        let words = match &front.id {
            Some(id) => id.as_str().to_owned(),
            None => self.file_stem(file),
        };
        let name = self.division_names.automatic(&division_name(&words));
        let is_numbered = matter == Matter::Body && role.is_numbered();
        let number = is_numbered.then(|| self.counts.chapter());
        let anchor = match &front.id {
            Some(label) => self.labelled_place(label),
            None => self.place(&name),
        };
        let language = self.language_of(&front);
        let plain_title = self.plain_title(&front.title.inlines, &language);
        if let Some(label) = &front.id {
            let target = Target {
                kind: TargetKind::Chapter,
                anchor,
                number: number.clone(),
                title: Some(plain_title.clone()).filter(|title| !title.is_empty()),
                table: None,
                span: front.span,
            };
            self.add_label(label.clone(), target);
        }
        let contributor = self.contributor(role, &front, anchor);
        let front_span = front.span;
        let is_short = front.short_title.is_some();
        let is_draft = front.is_draft();
        let running_title = RunningTitle {
            text: front.short_title.unwrap_or(plain_title),
            is_short,
        };
        let counts = SectionCounts::of_chapter(number.clone());
        let byline = contributor.clone();
        let mut draft = ChapterDraft::new(self, &name, counts, byline, notes);
        draft.language = language.clone();
        draft.introduce(&blocks);
        let title = fold_content(front.title, &mut draft);
        let mut blocks = draft.blocks(blocks);
        let notes = draft.finish();
        let config = &self.manuscript.config;
        let is_indexed = contributor.is_some()
            && config.index.contributors
            && config.contents.has(Generated::Index);
        let end = is_indexed
            .then(|| last_text(&mut blocks))
            .flatten()
            .map(|text| self.mark_end(text, &name, front_span));
        DraftDivision {
            matter,
            in_part: false,
            anchor,
            name,
            language,
            span: Some(front_span),
            is_draft,
            kind: DraftKind::Chapter(DraftChapter {
                role,
                number,
                title,
                running_title,
                contributor,
                blocks,
                end,
            }),
            notes,
        }
    }

    /// Puts a place behind the last words of a chapter.
    fn mark_end(&mut self, text: &mut Content<Unreferenced>, name: &str, span: Span) -> AnchorId {
        let anchor = self.place(&format!("{name}--end"));
        let mark = IndexMark { anchor, span };
        text.inlines.push(Inline::IndexMark(mark));
        anchor
    }

    /// What a registry says, with the book's punctuation.
    pub fn set(&self, text: &str) -> String {
        set_punctuation(text, &self.manuscript.config.book.language)
    }

    /// The language of a text.
    pub fn language_of(&self, front: &ChapterFront) -> String {
        let own = front.language.clone();
        own.unwrap_or_else(|| self.manuscript.config.book.language.clone())
    }

    /// The name of a file without folders and ending.
    fn file_stem(&self, file: FileId) -> String {
        let path = self
            .manuscript
            .sources
            .get(file)
            .map_or("", |file| file.path.as_str());
        let name = path.rsplit('/').next().unwrap_or(path);
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        stem.to_owned()
    }
}
