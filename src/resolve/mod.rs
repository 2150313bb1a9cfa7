//! [`Book`] -> [`ResolvedBook`]: notes get their numbers, references their
//! targets, headings and figures their numbers, generated pages their entries. After this room
//! nothing is a name any more: every label has become a handle.

mod annexes;
mod chapter;
mod collation;
mod colophon;
mod contents;
mod contributors;
mod draft;
mod drafting;
mod labels;
mod links;
mod lists;
mod matrix;
mod metadata;
mod names;
mod notes;
mod number_words;
mod numbers;
mod questions;
mod references;
mod registries;
mod registry;
mod registry_spans;
mod suggestions;
#[cfg(test)]
pub(crate) mod tests;

use std::collections::BTreeSet;

use crate::diagnostic::Diagnostic;
use crate::document::{
    AnchorId, Block, BlockKind, Content, DivisionId, Label, Matter, Note, NoteId, QuotationMarks,
    Resolved, Role, Terms, TextId, Visited, fold_blocks, fold_content, walk,
};
use crate::manuscript::{Acronym, Generated, Images, Manuscript};
use crate::parse::{Book, set_punctuation};
use crate::source::{FileId, Span};

use annexes::{Clerk, Gathered, NewPlaces};
use contents::page_title;
use contributors::contributor_lines;
use draft::{Draft, DraftDivision, DraftKind, Unreferenced};
use drafting::draft;
use references::Referencing;
use suggestions::Suggestions;

pub use crate::manuscript::Date;
pub use annexes::{Annex, AnnexKind, Listed};

/// Looks everything up. A book always comes back, also where there are errors, so that what comes
/// after can be checked as well. `epoch` is the day of `SOURCE_DATE_EPOCH`: it dates a book whose
/// manuscript has no date.
pub fn resolve(
    book: Book,
    manuscript: &Manuscript,
    images: Images,
    epoch: Option<Date>,
) -> (ResolvedBook, Vec<Diagnostic>) {
    let Draft {
        divisions,
        mut anchors,
        labels,
        contributors,
        contributor_chapters,
        mut names,
        mut diagnostics,
    } = draft(book, manuscript, &images);
    let gathered = Gathered {
        contributors: contributor_lines(manuscript, &contributor_chapters),
        ..Gathered::of(&divisions, manuscript)
    };
    questions::check(&divisions, manuscript, &mut diagnostics);
    let mut text_ids = TextIds::default();
    let mut suggestions = Suggestions::default();
    let mut resolved = Vec::with_capacity(divisions.len());
    for (division, id) in divisions.into_iter().zip((0..).map(DivisionId)) {
        let referencing = Referencing {
            manuscript,
            labels: &labels,
            division: id,
            terms: Terms::of(&division.language),
            quotation_marks: QuotationMarks::of(&division.language),
            text_ids: &mut text_ids,
            suggestions: &mut suggestions,
            diagnostics: &mut diagnostics,
        };
        let places = NewPlaces {
            anchors: &mut anchors,
            names: &mut names,
            division: id,
        };
        resolved.push(finish_division(
            division,
            manuscript,
            &gathered,
            places,
            referencing,
        ));
    }
    let cover = manuscript.config.editions.epub.cover.as_deref();
    let book = ResolvedBook {
        metadata: metadata::metadata(manuscript, &contributors, epoch),
        divisions: resolved,
        anchors,
        cover: cover.and_then(|path| images.find(path)),
        images,
        text_count: text_ids.count(),
    };
    (book, diagnostics)
}

/// Gives a division's references their targets and its generated pages their entries.
fn finish_division(
    division: DraftDivision,
    manuscript: &Manuscript,
    gathered: &Gathered,
    places: NewPlaces<'_>,
    mut referencing: Referencing<'_>,
) -> Division {
    let kind = match division.kind {
        DraftKind::Part(title) => DivisionKind::Part(fold_content(title, &mut referencing)),
        DraftKind::Chapter(chapter) => DivisionKind::Chapter(ResolvedChapter {
            role: chapter.role,
            number: chapter.number,
            title: fold_content(chapter.title, &mut referencing),
            running_title: chapter.running_title,
            contributor: chapter.contributor,
            blocks: fold_blocks(chapter.blocks, &mut referencing),
        }),
        DraftKind::Generated {
            page,
            title,
            by,
            blocks,
        } => {
            let made = page_title(page, title.as_deref(), &division.language);
            let list = |of: Listed, referencing: &mut Referencing<'_>| {
                lists::list(of, made.clone(), division.span, gathered, referencing)
            };
            let annex = |kind: AnnexKind, own, referencing: &mut Referencing<'_>| {
                let own = fold_blocks(own, referencing);
                let mut clerk = Clerk {
                    language: &division.language,
                    entry: division.span,
                    span: division.span.unwrap_or(Span::new(FileId(0), 0, 0)),
                    places,
                    referencing,
                };
                let generated = annexes::blocks(kind, by, gathered, manuscript, &mut clerk);
                DivisionKind::Annex(Annex {
                    kind,
                    title: made.clone(),
                    own,
                    generated,
                })
            };
            match page {
                Generated::HalfTitle => DivisionKind::HalfTitle,
                Generated::Title => DivisionKind::TitlePage,
                Generated::Imprint => DivisionKind::Imprint(fold_blocks(blocks, &mut referencing)),
                Generated::Contents => DivisionKind::Contents {
                    title: made,
                    entries: gathered
                        .contents
                        .iter()
                        .map(|line| line.clone().finish(referencing.text_ids))
                        .collect(),
                },
                Generated::Acronyms => DivisionKind::Acronyms {
                    title: made,
                    acronyms: sorted_acronyms(manuscript),
                },
                Generated::Contributors => DivisionKind::Contributors {
                    title: made,
                    contributors: gathered.contributors.clone(),
                },
                Generated::Figures => list(Listed::Figures, &mut referencing),
                Generated::Tables => list(Listed::Tables, &mut referencing),
                Generated::Boxes => list(Listed::Boxes, &mut referencing),
                Generated::Recommendations => {
                    annex(AnnexKind::Recommendations, blocks, &mut referencing)
                }
                Generated::Matrix => annex(AnnexKind::Matrix, blocks, &mut referencing),
                Generated::Colophon => annex(AnnexKind::Colophon, blocks, &mut referencing),
            }
        }
    };
    let finish_note = |note: Note<Unreferenced>| Note {
        label: note.label,
        anchor: note.anchor,
        number: note.number,
        blocks: fold_blocks(note.blocks, &mut referencing),
        span: note.span,
    };
    Division {
        matter: division.matter,
        in_part: division.in_part,
        anchor: division.anchor,
        name: division.name,
        kind,
        notes: division.notes.into_iter().map(finish_note).collect(),
        language: division.language,
        span: division.span,
    }
}

/// The acronyms in the order of their letters, capitals or not, with the book's punctuation.
fn sorted_acronyms(manuscript: &Manuscript) -> Vec<Acronym> {
    let language = &manuscript.config.book.language;
    let set = |own: &Acronym| Acronym {
        long: set_punctuation(&own.long, language),
        ..own.clone()
    };
    let mut acronyms: Vec<Acronym> = manuscript.acronyms.iter().map(set).collect();
    acronyms.sort_by_cached_key(|acronym| (acronym.short.to_lowercase(), acronym.short.clone()));
    acronyms
}

/// The book with everything looked up.
#[derive(Clone, Debug)]
pub struct ResolvedBook {
    /// What the book is.
    pub metadata: Metadata,
    /// Its divisions in order; `DivisionId` counts them.
    pub divisions: Vec<Division>,
    /// Every place that can be linked to; `AnchorId` counts them.
    pub anchors: Vec<Anchor>,
    /// The images; `ImageId` counts them.
    pub images: Images,
    /// The cover image of the EPUB, among `images`.
    pub cover: Option<crate::document::ImageId>,
    /// How many `TextId`s were given.
    pub text_count: u32,
}

/// What the editions say of the book.
#[derive(Clone, Debug)]
pub struct Metadata {
    /// The stem of the file names.
    pub slug: String,
    /// The title, with typographic quotation marks.
    pub title: String,
    /// The subtitle.
    pub subtitle: Option<String>,
    /// For running heads.
    pub short_title: String,
    /// A BCP 47 tag.
    pub language: String,
    /// `YYYY-MM-DD`, and midnight UTC of that day: from the manuscript, or `SOURCE_DATE_EPOCH`.
    pub date: Option<Date>,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// What it is about.
    pub description: Option<String>,
    /// Rights.
    pub rights: Option<String>,
    /// Subjects.
    pub subjects: Vec<String>,
    /// Creators of the book, then the contributors who have a chapter, in the chapters' order.
    pub creators: Vec<Credit>,
    /// The unique identifier of the EPUB: its ISBN as `urn:isbn:`, the manuscript's identifier, or
    /// one made from slug, title and language (so that it is the same on every build).
    pub identifier: String,
    /// ISBN of the print edition.
    pub isbn_print: Option<String>,
    /// ISBN of the screen edition.
    pub isbn_screen: Option<String>,
    /// ISBN of the EPUB.
    pub isbn_epub: Option<String>,
}

/// Who made the book, for metadata.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credit {
    /// The name as printed.
    pub name: String,
    /// The name as sorted.
    pub file_as: String,
    /// A MARC relator code: `aut`, `edt`, `ctb`.
    pub role: String,
}

/// A chapter, a part page or a generated page. It starts on a fresh page and is laid out without
/// knowing the others; in the EPUB it is a file.
#[derive(Clone, Debug)]
pub struct Division {
    /// Front, body or back.
    pub matter: Matter,
    /// Whether it is a text of a part, whose page stands before it.
    pub in_part: bool,
    /// Its place for links.
    pub anchor: AnchorId,
    /// A name that is unique in the book and made of `a-z0-9-`: the EPUB's file name.
    pub name: String,
    /// What it holds.
    pub kind: DivisionKind,
    /// Its notes, numbered, in the order of their marks; `NoteId` counts them.
    pub notes: Vec<Note<Resolved>>,
    /// Its language, a BCP 47 tag.
    pub language: String,
    /// Where it is written: the text's front matter, or the entry in book.toml.
    pub span: Option<Span>,
}

impl Division {
    /// The notes that stand under the tables that call them; all others stand at the foot of a page.
    pub fn table_notes(&self) -> BTreeSet<NoteId> {
        let mut notes = BTreeSet::new();
        let mut visit = |visited: Visited<'_, Resolved>| {
            if let Visited::Block(block) = visited
                && let BlockKind::Table(table) = &block.kind
            {
                notes.extend(&table.notes);
            }
        };
        match &self.kind {
            DivisionKind::Chapter(chapter) => walk(&chapter.blocks, &mut visit),
            DivisionKind::Imprint(blocks) => walk(blocks, &mut visit),
            DivisionKind::Annex(annex) => walk(&annex.own, &mut visit),
            DivisionKind::Part(_)
            | DivisionKind::HalfTitle
            | DivisionKind::TitlePage
            | DivisionKind::Contents { .. }
            | DivisionKind::Acronyms { .. }
            | DivisionKind::Contributors { .. }
            | DivisionKind::List { .. } => {}
        }
        notes
    }
}

/// What a division holds.
#[derive(Clone, Debug)]
pub enum DivisionKind {
    /// A text.
    Chapter(ResolvedChapter),
    /// A part page.
    Part(Content<Resolved>),
    /// The short title alone.
    HalfTitle,
    /// The title page; its texts are in the metadata.
    TitlePage,
    /// The imprint's text.
    Imprint(Vec<Block<Resolved>>),
    /// The table of contents.
    Contents {
        /// Its title.
        title: String,
        /// What it lists.
        entries: Vec<ContentsLine>,
    },
    /// The list of acronyms, sorted.
    Acronyms {
        /// Its title.
        title: String,
        /// The acronyms.
        acronyms: Vec<Acronym>,
    },
    /// The list of contributors, sorted.
    Contributors {
        /// Its title.
        title: String,
        /// The contributors.
        contributors: Vec<ContributorLine>,
    },
    /// A list of figures, tables or boxes.
    List {
        /// Of what.
        of: Listed,
        /// Its title.
        title: String,
        /// Those that have a number, in the order of the book.
        entries: Vec<ContentsLine>,
    },
    /// Pages of blocks that the tool makes, after words of the manuscript where there are some.
    Annex(Annex),
}

/// A text of the book.
#[derive(Clone, Debug)]
pub struct ResolvedChapter {
    /// What it is.
    pub role: Role,
    /// "4", for the roles that are counted.
    pub number: Option<String>,
    /// Its title.
    pub title: Content<Resolved>,
    /// For running heads: the contributor's short name, the short title, or the title.
    pub running_title: String,
    /// Whose contribution it is.
    pub contributor: Option<Byline>,
    /// Its blocks.
    pub blocks: Vec<Block<Resolved>>,
}

/// The contributor of a chapter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Byline {
    /// The acronym or short name.
    pub short: String,
    /// The full name.
    pub name: String,
}

/// One line of the table of contents.
#[derive(Clone, Debug)]
pub struct ContentsLine {
    /// 0: a part. 1: a chapter or generated page. 2: a section.
    pub level: u8,
    /// "4" or "4.2", printed before the title.
    pub number: Option<String>,
    /// The title, without notes and references.
    pub title: Content<Resolved>,
    /// The contributor's short name.
    pub byline: Option<String>,
    /// Where it leads.
    pub anchor: AnchorId,
}

/// One line of the list of contributors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContributorLine {
    /// The full name.
    pub name: String,
    /// The acronym or short name.
    pub short: String,
    /// Where the contributor's chapters begin, in the order of the book.
    pub chapters: Vec<AnchorId>,
}

/// A place that can be linked to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// The name: unique in the book, an XML name (letter first; letters, digits, `-`, `_`, `.`). It
    /// is the id in the EPUB and the named destination in the PDF.
    pub name: Label,
    /// The division it stands in.
    pub division: DivisionId,
}

/// Counts the identities of texts: `TextId(0)`, `TextId(1)`...
#[derive(Debug, Default)]
pub struct TextIds(u32);

impl TextIds {
    /// The next identity.
    pub fn next_id(&mut self) -> TextId {
        let id = TextId(self.0);
        self.0 += 1;
        id
    }

    /// How many were given.
    pub fn count(&self) -> u32 {
        self.0
    }
}
