//! The editions that a book can have: their names, and what their files are called.

use crate::preflight::conservation::Format;
use crate::printer::Profile;

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

    /// The name of a file of it: the edition itself, or one for a printer.
    pub fn named(self, printer: Option<&Profile>) -> String {
        match printer {
            Some(printer) => format!("{}-{}", self.name(), printer.name),
            None => self.name().to_owned(),
        }
    }

    /// What such a file is called on the disk.
    pub fn file_name(self, slug: &str, printer: Option<&Profile>) -> String {
        match printer {
            Some(_) => format!("{slug}-{}.pdf", self.named(printer)),
            None => format!("{slug}{}", self.suffix()),
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
