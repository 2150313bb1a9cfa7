//! The types of `book.toml`. serde reads them; `settings` reports what does not fit, with its span.

use serde::Deserialize;

use crate::document::{Matter, Role};
use crate::theme::{PageTheme, TypeTheme};

/// All of `book.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BookConfig {
    /// `[book]`: what the book is.
    pub book: BookMetadata,
    /// `[contents]`: what it holds, in order.
    #[serde(default)]
    pub contents: Contents,
    /// `[notes]`.
    #[serde(default)]
    pub notes: NotesConfig,
    /// `[page]`: trim, margins, bleed.
    #[serde(default)]
    pub page: PageTheme,
    /// `[type]`: faces, sizes, leading, spaces.
    #[serde(default, rename = "type")]
    pub type_: TypeTheme,
    /// `[acronyms]`.
    #[serde(default)]
    pub acronyms: AcronymsConfig,
    /// `[editions]`.
    #[serde(default)]
    pub editions: EditionsConfig,
}

impl BookConfig {
    /// The settings of a book that has none: without name, language or contents.
    pub fn empty() -> BookConfig {
        BookConfig {
            book: BookMetadata {
                slug: "book".to_owned(),
                title: String::new(),
                subtitle: None,
                short_title: None,
                language: "en".to_owned(),
                date: None,
                publisher: None,
                description: None,
                rights: None,
                subjects: Vec::new(),
                creators: Vec::new(),
                identifier: None,
                isbn: None,
            },
            contents: Contents::default(),
            notes: NotesConfig::default(),
            page: PageTheme::default(),
            type_: TypeTheme::default(),
            acronyms: AcronymsConfig::default(),
            editions: EditionsConfig::default(),
        }
    }
}

/// `[book]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BookMetadata {
    /// The stem of the editions' file names: ASCII letters, digits, `-` and `_`.
    pub slug: String,
    /// The title.
    pub title: String,
    /// The subtitle.
    pub subtitle: Option<String>,
    /// For the running heads; the title where there is none.
    pub short_title: Option<String>,
    /// A BCP 47 tag: `en-GB`.
    pub language: String,
    /// `YYYY-MM-DD`: the only date that reaches an edition, `SOURCE_DATE_EPOCH` apart.
    pub date: Option<String>,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// What it is about, in a paragraph.
    pub description: Option<String>,
    /// Rights and licence.
    pub rights: Option<String>,
    /// Subjects.
    #[serde(default)]
    pub subjects: Vec<String>,
    /// People and bodies who made the book, apart from the contributors of its chapters.
    #[serde(default)]
    pub creators: Vec<Creator>,
    /// A URN or URI that names the book: `urn:uuid:...`.
    pub identifier: Option<String>,
    /// Its ISBNs.
    #[serde(default)]
    pub isbn: Option<IsbnSet>,
}

/// Who made the book.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Creator {
    /// The name as printed.
    pub name: String,
    /// The name as sorted.
    pub file_as: Option<String>,
    /// A MARC relator code: `aut`, `edt`, `ctb`.
    #[serde(default = "author")]
    pub role: String,
}

fn author() -> String {
    "aut".to_owned()
}

/// `isbn = { print = "...", epub = "..." }`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IsbnSet {
    /// Of the print edition.
    pub print: Option<String>,
    /// Of the screen PDF.
    pub screen: Option<String>,
    /// Of the EPUB.
    pub epub: Option<String>,
}

/// `[contents]`: three lists.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Contents {
    /// Roman folios.
    pub front: Vec<ContentsEntry>,
    /// Arabic folios.
    pub body: Vec<ContentsEntry>,
    /// Arabic folios, after the text.
    pub back: Vec<ContentsEntry>,
}

impl Contents {
    /// The three lists in the order of the book, each with its key.
    pub fn lists(&self) -> [(Matter, &'static str, &[ContentsEntry]); 3] {
        [
            (Matter::Front, "front", &self.front),
            (Matter::Body, "body", &self.body),
            (Matter::Back, "back", &self.back),
        ]
    }
}

impl ContentsEntry {
    /// The texts that it names, in order.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.file.iter().chain(&self.files).map(String::as_str)
    }
}

/// One `[[contents.front]]`, `[[contents.body]]` or `[[contents.back]]`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ContentsEntry {
    /// A part page before the files.
    pub part: Option<String>,
    /// One text.
    pub file: Option<String>,
    /// Several texts.
    pub files: Vec<String>,
    /// What the texts are.
    pub role: Option<Role>,
    /// A page that the tool makes; `file` holds the text of an imprint, and what stands before the
    /// tool's own words in an annex.
    pub generate: Option<Generated>,
    /// How `generate = "recommendations"` collates them.
    pub by: Option<Collation>,
    /// The title of a generated page, where the default does not fit.
    pub title: Option<String>,
}

/// The pages that the tool makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Generated {
    /// The short title alone.
    HalfTitle,
    /// Title, subtitle, publisher.
    Title,
    /// Rights, identifiers, what the book is.
    Imprint,
    /// The table of contents.
    Contents,
    /// The list of acronyms.
    Acronyms,
    /// The list of contributors.
    Contributors,
    /// The list of figures.
    Figures,
    /// The list of tables.
    Tables,
    /// The list of boxes.
    Boxes,
    /// The recommendations of the book, collated.
    Recommendations,
    /// Which contribution answers which question.
    Matrix,
    /// How the book was made.
    Colophon,
}

impl Generated {
    /// Whether a text of the manuscript may go into it: `file` beside `generate`.
    pub fn takes_text(self) -> bool {
        match self {
            Generated::Imprint
            | Generated::Recommendations
            | Generated::Matrix
            | Generated::Colophon => true,
            Generated::HalfTitle
            | Generated::Title
            | Generated::Contents
            | Generated::Acronyms
            | Generated::Contributors
            | Generated::Figures
            | Generated::Tables
            | Generated::Boxes => false,
        }
    }
}

/// How recommendations are collated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Collation {
    /// Under whoever makes them.
    #[default]
    Contributor,
    /// Under each of their themes.
    Theme,
}

/// `[notes]`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct NotesConfig {
    /// Where the count starts again.
    pub numbering: NoteNumbering,
}

/// Where the count of notes starts again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoteNumbering {
    /// In each chapter.
    #[default]
    Chapter,
    /// Nowhere: through the book.
    Book,
}

/// `[acronyms]`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct AcronymsConfig {
    /// What the tool does about first uses.
    pub expand: AcronymExpansion,
}

/// What the tool does about an acronym's first use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AcronymExpansion {
    /// Nothing is written; the text is the authors'.
    #[default]
    Check,
    /// The first use in the running text of each chapter is written out.
    Auto,
}

/// `[editions]`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct EditionsConfig {
    /// `[editions.epub]`.
    pub epub: EpubConfig,
}

/// `[editions.epub]`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct EpubConfig {
    /// The cover image: absent, there is no cover and a warning.
    pub cover: Option<String>,
}
