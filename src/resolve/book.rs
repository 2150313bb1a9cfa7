//! What the resolver makes: the book with everything looked up, its divisions, and what its generated
//! pages list. Every stage after this one reads it, and none changes it.

use std::collections::BTreeSet;

use crate::accessibility::Verified;
use crate::document::{
    AnchorId, Block, BlockKind, Content, DivisionId, ImageId, Label, Matter, Note, NoteId,
    Resolved, Role, TextId, Visited, walk, walk_content,
};
use crate::manuscript::{Acronym, Conformance, Date, Images};
use crate::source::Span;

use super::annexes::{Annex, Listed};
use super::index::IndexGroup;
use super::provenance::RecommendationRecord;

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
    pub cover: Option<ImageId>,
    /// The recommendations in the order of the book, as data.
    pub recommendations: Vec<RecommendationRecord>,
    /// What was verified of its accessibility; nothing of one text alone.
    pub accessibility: Option<Verified>,
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
    /// Creators of the book, its editors and coordinators, then the contributors who have a chapter, in
    /// the chapters' order, then the advisers.
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
    /// What the publisher claims that the EPUB conforms to, and who certifies it.
    pub conformance: Option<(Conformance, Option<String>)>,
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
    /// The addresses of the identifiers: `https://ror.org/...`.
    pub identifiers: Vec<String>,
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
    /// Whether its text is still being written.
    pub is_draft: bool,
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
        walk(self.own_blocks(), &mut visit);
        notes
    }

    /// The blocks that the manuscript wrote; what the tool makes has none.
    pub fn own_blocks(&self) -> &[Block<Resolved>] {
        match &self.kind {
            DivisionKind::Chapter(chapter) => &chapter.blocks,
            DivisionKind::Imprint(blocks) => blocks,
            DivisionKind::Annex(annex) => &annex.own,
            DivisionKind::Part(_)
            | DivisionKind::HalfTitle
            | DivisionKind::TitlePage
            | DivisionKind::Contents { .. }
            | DivisionKind::Acronyms { .. }
            | DivisionKind::Contributors { .. }
            | DivisionKind::List { .. }
            | DivisionKind::Bibliography { .. }
            | DivisionKind::Index { .. } => &[],
        }
    }

    /// Visits what the manuscript wrote: the title, the blocks, the notes.
    pub fn visit_own<'b>(&'b self, visit: &mut impl FnMut(Visited<'b, Resolved>)) {
        if let DivisionKind::Chapter(chapter) = &self.kind {
            walk_content(&chapter.title, visit);
        }
        walk(self.own_blocks(), visit);
        for note in &self.notes {
            walk(&note.blocks, visit);
        }
    }

    /// The blocks that the tool makes after them.
    pub fn generated_blocks(&self) -> &[Block<Resolved>] {
        match &self.kind {
            DivisionKind::Annex(annex) => &annex.generated,
            DivisionKind::Chapter(chapter) => match &chapter.bibliography {
                Some(own) => std::slice::from_ref(&own.heading),
                None => &[],
            },
            DivisionKind::Part(_)
            | DivisionKind::HalfTitle
            | DivisionKind::TitlePage
            | DivisionKind::Imprint(_)
            | DivisionKind::Contents { .. }
            | DivisionKind::Acronyms { .. }
            | DivisionKind::Contributors { .. }
            | DivisionKind::List { .. }
            | DivisionKind::Bibliography { .. }
            | DivisionKind::Index { .. } => &[],
        }
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
    /// The works that the texts cite, in the order of the citation style.
    Bibliography {
        /// Its title.
        title: String,
        /// The works.
        entries: Vec<BibliographyEntry>,
    },
    /// The index.
    Index {
        /// Its title.
        title: String,
        /// Its entries by their letters.
        groups: Vec<IndexGroup>,
    },
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
    /// For running heads.
    pub running_title: RunningTitle,
    /// Whose contribution it is.
    pub contributor: Option<Byline>,
    /// Its blocks.
    pub blocks: Vec<Block<Resolved>>,
    /// The works that it cites, where each chapter lists its own.
    pub bibliography: Option<Box<ChapterBibliography>>,
}

/// The works that a chapter cites, at its end. All of it is generated text.
#[derive(Clone, Debug)]
pub struct ChapterBibliography {
    /// Its heading, of level 2.
    pub heading: Block<Resolved>,
    /// The works.
    pub entries: Vec<BibliographyEntry>,
}

/// What running heads call a chapter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunningTitle {
    /// The short title, or the title where there is none.
    pub text: String,
    /// Whether it is a short title.
    pub is_short: bool,
}

/// The contributor of a chapter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Byline {
    /// The id in the registry.
    pub id: String,
    /// The acronym or short name, in the language of the text.
    pub short: String,
    /// The full name, in the language of the text.
    pub name: String,
}

/// A work in the bibliography.
#[derive(Clone, Debug)]
pub struct BibliographyEntry {
    /// Its place, to which citations lead.
    pub anchor: AnchorId,
    /// What stands before it in a column of its own: `[1]`.
    pub label: Option<String>,
    /// Its text: a reference, for the citation style wrote it.
    pub text: Content<Resolved>,
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
    /// The acronym or short name; empty where it is the full name.
    pub short: String,
    /// Where the contributor's chapters begin, in the order of the book.
    pub chapters: Vec<AnchorId>,
    /// What stands below the name: affiliation, homepage, identifiers.
    pub details: Vec<ContributorDetail>,
}

/// What the list of contributors says of one of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContributorDetail {
    /// As it is printed.
    pub text: String,
    /// Where it leads on the web.
    pub url: Option<String>,
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
