//! The annexes: what the first pass knows of a book -> the pages that the tool makes from it. Each
//! kind of annex has its file; here is what they share.

use crate::accessibility::Verified;
use crate::document::{
    AnchorId, Block, BlockKind, Content, DivisionId, Heading, Inline, Label, NumberedBlock,
    Reference, ReferenceTarget, Resolved, Terms, Text,
};
use crate::manuscript::{Collation, Generated, Manuscript};
use crate::source::Span;

use super::collation::{self, GatheredRecommendation};
use super::contents::{DraftLine, contents_lines};
use super::draft::{DraftDivision, DraftKind};
use super::lists::{self, Lists};
use super::matrix::{self, Answers};
use super::names::Names;
use super::references::Referencing;
use super::theme_table::{self, ThemeRow};
use super::{Anchor, ChapterBibliography, ContributorLine, IndexGroup, colophon};

/// What a list lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the things")]
pub enum Listed {
    Figures,
    Tables,
    Boxes,
}

/// Pages of blocks that the tool makes.
#[derive(Clone, Debug)]
pub struct Annex {
    /// What it is.
    pub kind: AnnexKind,
    /// Its title.
    pub title: String,
    /// The manuscript's own words, which stand first.
    pub own: Vec<Block<Resolved>>,
    /// What the tool adds: all of it is generated text.
    pub generated: Vec<Block<Resolved>>,
}

/// The kinds of annexes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnnexKind {
    /// The recommendations of the book, collated.
    Recommendations,
    /// Which contribution answers which question.
    Matrix,
    /// Which contributor recommends something on which theme.
    Themes,
    /// How the book was made.
    Colophon,
}

/// What the generated pages list: gathered before the divisions are finished, for a list may stand
/// before what it lists.
#[derive(Debug, Default)]
pub struct Gathered {
    /// The lines of the table of contents.
    pub contents: Vec<DraftLine>,
    /// The lines of the lists of figures, tables and boxes.
    pub lists: Lists,
    /// The recommendations in the order of the book.
    pub recommendations: Vec<GatheredRecommendation>,
    /// The contributors and where their chapters are.
    pub contributors: Vec<ContributorLine>,
    /// The entries of the index.
    pub index: Vec<IndexGroup>,
    /// The contributions and their answers.
    pub answers: Vec<Answers>,
    /// The contributors and the themes of their recommendations.
    pub theme_rows: Vec<ThemeRow>,
    /// What was verified for the accessibility statement.
    pub accessibility: Verified,
}

impl Gathered {
    /// Gathers what the pages of the book ask for.
    pub fn of(divisions: &[DraftDivision], manuscript: &Manuscript) -> Gathered {
        let asked = |wanted: &[Generated]| {
            divisions.iter().any(|division| match &division.kind {
                DraftKind::Generated { page, .. } => wanted.contains(page),
                DraftKind::Chapter(_) | DraftKind::Part(_) => false,
            })
        };
        let language = &manuscript.config.book.language;
        let mut gathered = Gathered {
            contents: contents_lines(divisions),
            ..Gathered::default()
        };
        if asked(&[Generated::Figures, Generated::Tables, Generated::Boxes]) {
            gathered.lists = Lists::of(divisions, language);
        }
        if asked(&[Generated::Recommendations]) {
            gathered.recommendations = collation::gather(divisions);
        }
        if asked(&[Generated::Matrix]) {
            gathered.answers = matrix::gather(divisions);
        }
        gathered
    }
}

/// What the tool writes into an annex.
pub fn blocks(
    kind: AnnexKind,
    by: Collation,
    gathered: &Gathered,
    manuscript: &Manuscript,
    clerk: &mut Clerk<'_, '_>,
) -> Vec<Block<Resolved>> {
    match kind {
        AnnexKind::Recommendations => {
            collation::blocks(&gathered.recommendations, by, manuscript, clerk)
        }
        AnnexKind::Matrix => matrix::blocks(&gathered.answers, manuscript, clerk),
        AnnexKind::Themes => theme_table::blocks(&gathered.theme_rows, manuscript, clerk),
        AnnexKind::Colophon => {
            let mut blocks = colophon::blocks(manuscript, clerk);
            let contents = &manuscript.config.contents;
            if contents.states_accessibility(Generated::Colophon) {
                let words = gathered.accessibility.statement(clerk.language);
                let text = clerk.text(words);
                blocks.push(clerk.paragraph(vec![text]));
            }
            blocks
        }
    }
}

/// The works that the chapter at hand cites, where it lists them.
pub fn chapter_bibliography(clerk: &mut Clerk<'_, '_>) -> Option<Box<ChapterBibliography>> {
    let referencing = &mut *clerk.referencing;
    let works = referencing.works;
    let entries = works.entries(referencing.division, referencing.text_ids);
    if entries.is_empty() {
        return None;
    }
    let title = Terms::of(clerk.language).pages.works_cited;
    let heading = clerk.heading(vec![clerk.text(title)]);
    Some(Box::new(ChapterBibliography { heading, entries }))
}

/// Places that are made after the first pass.
#[derive(Debug)]
pub struct NewPlaces<'a> {
    /// The places of the book.
    pub anchors: &'a mut Vec<Anchor>,
    /// Their names.
    pub names: &'a mut Names,
    /// The division in which they stand.
    pub division: DivisionId,
}

impl NewPlaces<'_> {
    fn place(&mut self, base: &str) -> AnchorId {
        let id = AnchorId(u32::try_from(self.anchors.len()).unwrap_or(u32::MAX));
        self.anchors.push(Anchor {
            name: Label(self.names.automatic(base)),
            division: self.division,
        });
        id
    }
}

/// Who writes the blocks of one annex.
pub struct Clerk<'c, 'a> {
    /// The annex's language.
    pub language: &'c str,
    /// Where it is asked for, if that is known.
    pub entry: Option<Span>,
    /// The span of what is written.
    pub span: Span,
    /// Where its places are made.
    pub places: NewPlaces<'c>,
    /// What its texts and references need.
    pub referencing: &'c mut Referencing<'a>,
}

impl Clerk<'_, '_> {
    /// A place with an automatic name.
    pub fn place(&mut self, base: &str) -> NumberedBlock<Resolved> {
        NumberedBlock {
            anchor: self.places.place(base),
            number: None,
        }
    }

    /// A run of text.
    pub fn content(&mut self, inlines: Vec<Inline<Resolved>>) -> Content<Resolved> {
        Content {
            id: self.referencing.text_ids.next_id(),
            inlines,
        }
    }

    /// Plain text.
    pub fn text(&self, text: impl Into<String>) -> Inline<Resolved> {
        Inline::Text(Text {
            text: text.into(),
            span: self.span,
        })
    }

    /// Text that leads somewhere.
    pub fn link(&self, text: impl Into<String>, anchor: AnchorId) -> Inline<Resolved> {
        Inline::Reference(Reference {
            parts: vec![(ReferenceTarget::Text(text.into()), Some(anchor))],
            span: self.span,
        })
    }

    /// A paragraph.
    pub fn paragraph(&mut self, inlines: Vec<Inline<Resolved>>) -> Block<Resolved> {
        let content = self.content(inlines);
        self.block(BlockKind::Paragraph(content))
    }

    /// A heading of level 2.
    pub fn heading(&mut self, inlines: Vec<Inline<Resolved>>) -> Block<Resolved> {
        let numbered = self.place("annex--heading");
        let content = self.content(inlines);
        self.block(BlockKind::Heading(Heading {
            level: 2,
            content,
            numbered,
            question: None,
            short_title: None,
        }))
    }

    /// A block.
    pub fn block(&self, kind: BlockKind<Resolved>) -> Block<Resolved> {
        Block {
            span: self.span,
            kind,
        }
    }

    /// Reports that there is nothing to list.
    pub fn report_nothing(&mut self, what: &str) {
        lists::report_nothing(what, self.entry, self.referencing.diagnostics);
    }
}
