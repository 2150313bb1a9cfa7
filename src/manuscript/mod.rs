//! Disk -> [`Manuscript`]: the only room that reads the disk. It reads `book.toml`, the registries
//! beside it, every text that the book names and, once the texts are parsed, every image that they
//! name. No path leaves the manuscript's folder, nothing is fetched, and every file has a limit.

mod approvals;
mod bibliography;
mod checks;
pub mod config;
mod contrast_checks;
mod date;
mod decode;
mod finished;
mod fit;
mod folder;
mod front_matter;
mod group_checks;
mod groups;
mod identifiers;
mod images;
mod isbn;
mod jpeg;
mod mistake;
mod pixels;
mod print;
mod print_checks;
mod read;
mod registry;
mod registry_checks;
mod schema;
mod settings;
mod slug;
mod spans;
mod syntax;
mod unchanged;

use std::path::PathBuf;

use crate::bibliography::{Library, Style};
use crate::print::PrintSettings;
use crate::source::{FileId, Sources};

pub use approvals::{APPROVALS_FILE, Approval};
pub use checks::text_styles;
pub use config::{
    AcronymExpansion, AcronymScope, BibliographyScope, BookConfig, Collation, Conformance,
    ContentsEntry, Generated, GutterStep, NoteNumbering, PrintConfig,
};
pub use contrast_checks::has_contrast;
pub use date::Date;
pub use finished::read_finished;
pub use folder::Limits;
pub use front_matter::{FrontMatterKeys, Status};
pub use groups::Membership;
pub use identifiers::{Identifier, IdentifierKind};
pub use images::{ImageFile, ImageFormat, Images, read_images};
pub use isbn::isbn_digits;
pub use jpeg::header as jpeg_header;
pub use pixels::{Orientation, PixelFacts};
pub use read::{ReadError, read};
pub use registry::{
    Acronym, Addressee, Contributor, ContributorKind, Credited, Group, Mandate, Question,
    Signatory, Theme,
};
pub use schema::SettingsFile;
pub use slug::read_slug;
pub use spans::PrintPlaces;
pub use unchanged::{FolderIdentity, holds};

/// A manuscript as it lies on the disk: settings, registries and the texts, not yet parsed.
#[derive(Clone, Debug)]
pub struct Manuscript {
    /// The folder.
    pub root: PathBuf,
    /// Every text file that was read; spans point into these.
    pub sources: Sources,
    /// `book.toml`.
    pub config: BookConfig,
    /// `contributors.toml`, in the file's order; empty where there is none.
    pub contributors: Vec<Contributor>,
    /// The groups of `contributors.toml`.
    pub groups: Vec<Group>,
    /// Who made the book as a whole, by `contributors.toml`.
    pub credits: BookCredits,
    /// The signatories of `contributors.toml`.
    pub signatories: Vec<Signatory>,
    /// `acronyms.toml`, in the file's order.
    pub acronyms: Vec<Acronym>,
    /// `questionnaire.toml`.
    pub questions: Vec<Question>,
    /// `themes.toml`.
    pub themes: Vec<Theme>,
    /// The addressees of `themes.toml`.
    pub addressees: Vec<Addressee>,
    /// `approvals.toml`, in the file's order.
    pub approvals: Vec<Approval>,
    /// The works that texts may cite.
    pub library: Library,
    /// The citation style; `None` where the one that the settings name cannot be read.
    pub citation_style: Option<Style>,
    /// How the print edition is made.
    pub print: PrintSettings,
    /// The texts that the contents name, by the path written there.
    pub texts: Vec<(String, FileId)>,
}

/// Who made the book as a whole.
#[derive(Clone, Debug, Default)]
pub struct BookCredits {
    /// Its editors.
    pub editors: Vec<Credited>,
    /// Its coordinators.
    pub coordinators: Vec<Credited>,
    /// Who asked for it.
    pub mandate: Option<Mandate>,
}

impl Manuscript {
    /// The text with this path, if it could be read.
    pub fn text(&self, path: &str) -> Option<FileId> {
        self.texts
            .iter()
            .find(|(own, _)| own == path)
            .map(|(_, id)| *id)
    }
}

#[cfg(test)]
mod tests;
