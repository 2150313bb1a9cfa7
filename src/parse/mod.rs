//! [`Manuscript`] -> [`Book`] and diagnostics. Parsing always returns a tree: what cannot be read
//! as meant is kept as text and reported. Nothing here looks anything up: labels stay names.

mod attributes;
mod blocks;
mod context;
mod control;
mod definitions;
mod divisions;
pub mod dump;
mod events;
mod fences;
mod foreign;
mod frames;
mod front_matter;
mod headings;
mod images;
mod index_marks;
mod inlines;
mod links;
mod marks;
mod math;
mod notes;
mod prepare;
mod punctuation;
mod raw;
mod references;
mod registry_spans;
mod scripts;
mod signatures;
mod spans;
mod stack;
mod stray;
mod tables;
mod text;
mod texts;
mod titles;

#[cfg(test)]
mod tests;

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::document::{Block, Content, Label, Matter, Note, Parsed, Role};
use crate::manuscript::{Collation, ContentsEntry, Generated, Manuscript, Status};
use crate::source::{FileId, Span};

pub use punctuation::set_punctuation;
pub use texts::{NoSuchText, named};

use text::Commission;

/// Parses every text of the manuscript, in parallel, in the order of the contents. A text that
/// could not be read is left out: the reader has reported it.
pub fn parse(manuscript: &Manuscript) -> (Book, Vec<Diagnostic>) {
    let plans: Vec<(Matter, bool, Plan<'_>)> = plans(manuscript).collect();
    let read: Vec<(ParsedDivision, Vec<Diagnostic>)> = plans
        .into_par_iter()
        .map(|(matter, in_part, plan)| {
            let (kind, found) = plan.carry_out(&manuscript.config.book.language);
            let division = ParsedDivision {
                matter,
                in_part,
                kind,
            };
            (division, found)
        })
        .collect();
    let mut divisions = Vec::with_capacity(read.len());
    let mut diagnostics = Vec::new();
    for (division, mut found) in read {
        divisions.push(division);
        diagnostics.append(&mut found);
    }
    (Book { divisions }, diagnostics)
}

/// The book as its authors wrote it: every text parsed, in the order of the contents.
#[derive(Clone, Debug)]
pub struct Book {
    /// Chapters, parts and generated pages.
    pub divisions: Vec<ParsedDivision>,
}

/// One entry of the contents, parsed.
#[derive(Clone, Debug)]
pub struct ParsedDivision {
    /// Front, body or back.
    pub matter: Matter,
    /// Whether it is a text of a part, which has a page before it.
    pub in_part: bool,
    /// What it is.
    pub kind: ParsedDivisionKind,
}

/// What an entry of the contents is.
#[derive(Clone, Debug)]
pub enum ParsedDivisionKind {
    /// A text.
    Chapter(Chapter),
    /// A part page: its title.
    Part(String),
    /// A page that the tool makes.
    Generated {
        /// Which.
        page: Generated,
        /// A title of the publisher's own.
        title: Option<String>,
        /// How it collates what it holds.
        by: Collation,
        /// The text that goes into it: the imprint's, or the words before an annex.
        text: Option<Chapter>,
    },
}

/// A parsed text.
#[derive(Clone, Debug)]
pub struct Chapter {
    /// The file.
    pub file: FileId,
    /// What it is in the book.
    pub role: Role,
    /// Its front matter.
    pub front: ChapterFront,
    /// Its blocks.
    pub blocks: Vec<Block<Parsed>>,
    /// Its notes, in the order in which they are defined.
    pub notes: Vec<Note<Parsed>>,
}

/// The YAML at the head of a text.
#[derive(Clone, Debug)]
pub struct ChapterFront {
    /// The title, with typographic quotation marks.
    pub title: Content<Parsed>,
    /// For the running heads.
    pub short_title: Option<String>,
    /// The id of the contributor in `contributors.toml`, and where it stands.
    pub contributor: Option<(String, Span)>,
    /// How far it has come, and where it says so.
    pub status: Option<(Status, Span)>,
    /// The language, where it is not the book's.
    pub language: Option<String>,
    /// The label that references use.
    pub id: Option<Label>,
    /// The front matter, or the file's first byte.
    pub span: Span,
}

impl ChapterFront {
    /// Whether the text is still being written.
    pub fn is_draft(&self) -> bool {
        matches!(self.status, Some((Status::Draft, _)))
    }
}

/// What is to be read for one division.
enum Plan<'a> {
    Part(&'a str),
    Text(Commission<'a>),
    Generated {
        page: Generated,
        title: Option<&'a str>,
        by: Collation,
        text: Option<Commission<'a>>,
    },
}

/// The divisions that the contents name, in order.
fn plans(manuscript: &Manuscript) -> impl Iterator<Item = (Matter, bool, Plan<'_>)> {
    let contents = &manuscript.config.contents;
    let matters = [
        (Matter::Front, &contents.front),
        (Matter::Body, &contents.body),
        (Matter::Back, &contents.back),
    ];
    matters.into_iter().flat_map(move |(matter, entries)| {
        entries.iter().flat_map(move |entry| {
            let plans = plans_of(entry, matter, manuscript).into_iter();
            plans.map(move |plan| {
                let in_part = entry.part.is_some() && !matches!(plan, Plan::Part(_));
                (matter, in_part, plan)
            })
        })
    })
}

/// What one entry of the contents asks for: its part page, then its page or its texts.
fn plans_of<'a>(
    entry: &'a ContentsEntry,
    matter: Matter,
    manuscript: &'a Manuscript,
) -> Vec<Plan<'a>> {
    let role = entry.role.unwrap_or(match matter {
        Matter::Front => Role::Preface,
        Matter::Body | Matter::Back => Role::Chapter,
    });
    let commission = |path: &'a String, titled: bool| {
        let file = manuscript.text(path)?;
        Some(Commission {
            file,
            path,
            source: &manuscript.sources.get(file)?.text,
            role,
            language: &manuscript.config.book.language,
            titled,
        })
    };
    let mut plans: Vec<Plan<'a>> = entry.part.iter().map(|title| Plan::Part(title)).collect();
    let mut single = entry.file.as_ref();
    if let Some(page) = entry.generate {
        plans.push(Plan::Generated {
            page,
            title: entry.title.as_deref(),
            by: entry.by.unwrap_or_default(),
            text: single.take().and_then(|path| commission(path, false)),
        });
    }
    let texts = single.into_iter().chain(&entry.files);
    plans.extend(texts.filter_map(|path| commission(path, true).map(Plan::Text)));
    plans
}

impl Plan<'_> {
    fn carry_out(self, language: &str) -> (ParsedDivisionKind, Vec<Diagnostic>) {
        match self {
            Plan::Part(title) => {
                let title = set_punctuation(title, language);
                (ParsedDivisionKind::Part(title), Vec::new())
            }
            Plan::Text(commission) => {
                let (chapter, found) = text::read(commission);
                (ParsedDivisionKind::Chapter(chapter), found)
            }
            Plan::Generated {
                page,
                title,
                by,
                text,
            } => {
                let title = title.map(|title| set_punctuation(title, language));
                let (text, found) = text.map(text::read).unzip();
                let kind = ParsedDivisionKind::Generated {
                    page,
                    title,
                    by,
                    text,
                };
                (kind, found.unwrap_or_default())
            }
        }
    }
}
