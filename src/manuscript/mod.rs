//! Disk -> [`Manuscript`]: the only room that reads the disk. It reads `book.toml`, the registries
//! beside it, every text that the book names and, once the texts are parsed, every image that they
//! name. No path leaves the manuscript's folder, nothing is fetched, and every file has a limit.

mod checks;
pub mod config;
mod date;
mod folder;
mod images;
mod isbn;
mod mistake;
mod read;
mod registry;
mod registry_checks;
mod settings;
mod spans;

use std::path::PathBuf;

use crate::source::{FileId, Sources};

pub use checks::text_styles;
pub use config::{
    AcronymExpansion, BookConfig, Collation, ContentsEntry, Generated, NoteNumbering,
};
pub use date::Date;
pub use folder::Limits;
pub use images::{DECODED_LIMIT, ImageFile, ImageFormat, Images, read_images};
pub use isbn::isbn_digits;
pub use read::{ReadError, read};
pub use registry::{Acronym, Addressee, Contributor, ContributorKind, Group, Question, Theme};

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
    /// `acronyms.toml`, in the file's order.
    pub acronyms: Vec<Acronym>,
    /// `questionnaire.toml`.
    pub questions: Vec<Question>,
    /// `themes.toml`.
    pub themes: Vec<Theme>,
    /// The addressees of `themes.toml`.
    pub addressees: Vec<Addressee>,
    /// The texts that the contents name, by the path written there.
    pub texts: Vec<(String, FileId)>,
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
