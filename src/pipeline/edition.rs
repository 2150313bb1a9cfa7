//! The editions that a book can have: their names, and what their files are called.

use crate::preflight::conservation::Format;

/// The editions that a book can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Edition {
    /// The PDF for the press.
    Print,
    /// The PDF for the screen.
    Screen,
    /// The EPUB.
    Epub,
}

impl Edition {
    /// All editions.
    pub const ALL: [Edition; 3] = [Edition::Print, Edition::Screen, Edition::Epub];

    /// Its name on the command line and in the report.
    pub fn name(self) -> &'static str {
        match self {
            Edition::Print => "print",
            Edition::Screen => "screen",
            Edition::Epub => "epub",
        }
    }

    /// What follows the slug in its file's name.
    pub fn suffix(self) -> &'static str {
        match self {
            Edition::Print => "-print.pdf",
            Edition::Screen => "-screen.pdf",
            Edition::Epub => ".epub",
        }
    }

    /// The format of its file.
    pub fn format(self) -> Format {
        match self {
            Edition::Print | Edition::Screen => Format::Pdf,
            Edition::Epub => Format::Epub,
        }
    }
}
