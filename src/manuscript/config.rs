//! The types of `book.toml`: what the program reads, and the one source of the schema and of the
//! tables in `docs/configuration.md`. A doc comment is the meaning that authors read; `schemars` says
//! the range, the unit and an example. `settings` reports what does not fit, with its span.

mod acronyms;
mod epub;
mod index;
mod print;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::document::{Matter, Role};
use crate::theme::{HyphenException, PageTheme, PartsTheme, TypeTheme};

pub use acronyms::{AcronymExpansion, AcronymScope, AcronymsConfig};
pub use epub::{Conformance, EpubConfig};
pub use index::IndexConfig;
pub use print::{ColourConfig, GutterStep, IntentConfig, PrintConfig};

/// All of `book.toml`.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
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
    /// `[theme]`: what the parts of the book look like.
    #[serde(default)]
    pub theme: PartsTheme,
    /// `[typography]`.
    #[serde(default)]
    pub typography: TypographyConfig,
    /// `[acronyms]`.
    #[serde(default)]
    pub acronyms: AcronymsConfig,
    /// `[index]`.
    #[serde(default)]
    pub index: IndexConfig,
    /// `[bibliography]`.
    #[serde(default)]
    pub bibliography: BibliographyConfig,
    /// `[[colour]]`: the inks besides those of the press.
    #[serde(default)]
    pub colour: Vec<ColourConfig>,
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
            theme: PartsTheme::default(),
            typography: TypographyConfig::default(),
            acronyms: AcronymsConfig::default(),
            index: IndexConfig::default(),
            bibliography: BibliographyConfig::default(),
            colour: Vec::new(),
            editions: EditionsConfig::default(),
        }
    }
}

/// `[book]`.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BookMetadata {
    /// The stem of the editions' file names: ASCII letters, digits, `-`, `_`.
    #[schemars(regex(pattern = r"^[A-Za-z0-9_-]+$"), example = &"tea")]
    pub slug: String,
    /// The title.
    #[schemars(regex(pattern = r"\S"), example = &"Tea")]
    pub title: String,
    /// The subtitle.
    pub subtitle: Option<String>,
    /// The book's title in running heads and on the half-title. Without it: the title.
    pub short_title: Option<String>,
    /// The language: a tag of BCP 47, as `en-GB`.
    #[schemars(regex(pattern = LANGUAGE), example = &"en-GB")]
    pub language: String,
    /// The day of the book, `YYYY-MM-DD`. Without it: the day of `SOURCE_DATE_EPOCH`, or none. No other date reaches an edition.
    #[schemars(regex(pattern = r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"), example = &"2026-11-01")]
    pub date: Option<String>,
    /// The publisher, on the title page and in the metadata.
    pub publisher: Option<String>,
    /// What the book is about, for the metadata.
    pub description: Option<String>,
    /// Rights and licence, for the metadata.
    pub rights: Option<String>,
    /// Subjects, for the metadata.
    #[serde(default)]
    pub subjects: Vec<String>,
    /// People and bodies who made the book, apart from contributors.
    #[serde(default)]
    pub creators: Vec<Creator>,
    /// A URN or URI that names the book: `urn:uuid:...`. Without it: derived from the ISBN or the title.
    pub identifier: Option<String>,
    /// The ISBNs of the editions. The check digit is checked.
    #[serde(default)]
    pub isbn: Option<IsbnSet>,
}

/// Who made the book.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Creator {
    /// The name as it is printed.
    #[schemars(example = &"Ada Leaf")]
    pub name: String,
    /// The name as it is sorted.
    pub file_as: Option<String>,
    /// A MARC relator code, such as `aut`, `edt` or `ctb`.
    #[serde(default = "author")]
    pub role: String,
}

fn author() -> String {
    "aut".to_owned()
}

/// The form of a tag of BCP 47; the grammar itself is checked when the file is read.
pub(super) const LANGUAGE: &str = r"^([A-Za-z]{2,3}|[Xx]-[A-Za-z0-9]{1,8})(-[A-Za-z0-9]{1,8})*$";

/// Thirteen digits, with hyphens or spaces between groups.
const ISBN: &str = r"^([- ]*[0-9]){13}[- ]*$";

/// `isbn = { print = "...", epub = "..." }`.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IsbnSet {
    /// Of the print edition.
    #[schemars(regex(pattern = ISBN))]
    pub print: Option<String>,
    /// Of the screen PDF.
    #[schemars(regex(pattern = ISBN))]
    pub screen: Option<String>,
    /// Of the EPUB.
    #[schemars(regex(pattern = ISBN))]
    pub epub: Option<String>,
}

/// `[contents]`: three lists.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Contents {
    /// The entries before the text, with roman folios.
    pub front: Vec<ContentsEntry>,
    /// The text, with arabic folios.
    pub body: Vec<ContentsEntry>,
    /// The entries after the text, with arabic folios.
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

    /// Whether the book has this page, which the program makes.
    pub fn has(&self, page: Generated) -> bool {
        self.entries().any(|own| own.generate == Some(page))
    }

    /// Whether a page of this kind ends with the accessibility statement.
    pub fn states_accessibility(&self, page: Generated) -> bool {
        let mut own = self.entries().filter(|own| own.generate == Some(page));
        own.any(|own| own.accessibility)
    }

    fn entries(&self) -> impl Iterator<Item = &ContentsEntry> {
        self.front.iter().chain(&self.body).chain(&self.back)
    }
}

impl ContentsEntry {
    /// The texts that it names, in order.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.file.iter().chain(&self.files).map(String::as_str)
    }
}

/// One `[[contents.front]]`, `[[contents.body]]` or `[[contents.back]]`.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ContentsEntry {
    /// The title of a part page; may stand with `files`.
    pub part: Option<String>,
    /// The path of a text. With `generate = "imprint"`: the text of the imprint.
    pub file: Option<String>,
    /// The paths of several texts.
    pub files: Vec<String>,
    /// What the texts of the entry are. Without it: `preface` in front, else `chapter`.
    pub role: Option<Role>,
    /// A page that the program makes; `file` holds the text of an imprint, and what stands before the program's own words in an annex.
    pub generate: Option<Generated>,
    /// How `generate = "recommendations"` collates them. Without it: `contributor`.
    pub by: Option<Collation>,
    /// The title of a generated page. Without it: by language.
    pub title: Option<String>,
    /// Whether an imprint or a colophon ends with the accessibility statement: what was verified of this very book.
    pub accessibility: bool,
}

/// The pages that the tool makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Generated {
    /// The short title alone.
    HalfTitle,
    /// Title, subtitle, publisher.
    Title,
    /// Rights, identifiers, what the book is.
    #[schemars(extend("x-also" = ["copyright"]))]
    Imprint,
    /// The table of contents.
    #[schemars(extend("x-also" = ["toc", "table-of-contents"]))]
    Contents,
    /// The list of acronyms.
    #[schemars(extend("x-also" = ["abbreviations"]))]
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
    /// Which contributor recommends something on which theme.
    Themes,
    /// How the book was made.
    Colophon,
    /// The works that the texts cite.
    #[schemars(extend("x-also" = ["references", "works-cited"]))]
    Bibliography,
    /// The index of what the texts mark.
    Index,
}

impl Generated {
    /// Whether a text of the manuscript may go into it: `file` beside `generate`.
    pub fn takes_text(self) -> bool {
        match self {
            Generated::Imprint
            | Generated::Recommendations
            | Generated::Matrix
            | Generated::Themes
            | Generated::Colophon => true,
            Generated::HalfTitle
            | Generated::Title
            | Generated::Contents
            | Generated::Acronyms
            | Generated::Contributors
            | Generated::Figures
            | Generated::Tables
            | Generated::Boxes
            | Generated::Bibliography
            | Generated::Index => false,
        }
    }
}

/// How recommendations are collated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Collation {
    /// Under whoever makes them.
    #[default]
    Contributor,
    /// Under each of their themes.
    Theme,
}

/// `[notes]`.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct NotesConfig {
    /// Where the count of notes starts again.
    pub numbering: NoteNumbering,
}

/// Where the count of notes starts again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum NoteNumbering {
    /// In each chapter.
    #[default]
    Chapter,
    /// Nowhere: through the book.
    Book,
}

/// `[typography]`.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct TypographyConfig {
    /// Words that are divided otherwise than the patterns of their language have it.
    pub hyphenation: Vec<HyphenationConfig>,
}

impl TypographyConfig {
    /// Each word with its language; `book` is the language of the book.
    pub fn exceptions(&self, book: &str) -> Vec<HyphenException> {
        let lists = self.hyphenation.iter();
        let words = lists.flat_map(|list| list.words.iter().map(move |word| (list, word)));
        words
            .map(|(list, word)| HyphenException {
                language: list.language.clone().unwrap_or_else(|| book.to_owned()),
                word: word.clone(),
            })
            .collect()
    }
}

/// One `[[typography.hyphenation]]`.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HyphenationConfig {
    /// Their language, whatever its region. Without it: that of the book.
    #[schemars(regex(pattern = LANGUAGE), example = &"en-GB")]
    pub language: Option<String>,
    /// The words, with `-` where a line may divide them. A word without `-` is never divided.
    pub words: Vec<String>,
}

/// `[bibliography]`.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct BibliographyConfig {
    /// The paths of the files that hold the works which texts may cite: Hayagriva's YAML, or BibTeX where the name ends in `.bib`.
    pub files: Vec<String>,
    /// The citation style: a name, or the path of a `.csl` file. Without it: `chicago-author-date`.
    pub style: Option<String>,
    /// Whether the bibliography also has the works that no text cites.
    pub uncited: bool,
    /// Where the works are listed.
    pub per: BibliographyScope,
}

/// Where the works that are cited are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum BibliographyScope {
    /// On the page of the book that `generate = "bibliography"` makes.
    #[default]
    Book,
    /// At the end of each chapter that cites works; that page has those of the whole book besides.
    Chapter,
}

/// `[editions]`.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct EditionsConfig {
    /// `[editions.print]`.
    pub print: PrintConfig,
    /// `[editions.epub]`.
    pub epub: EpubConfig,
}
