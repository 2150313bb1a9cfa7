//! The register of diagnostic codes: `area/name`, never reused. Each has its severity, one line
//! that says what it is, and a paragraph on why it matters and how to mend it.

use super::Severity;

/// A kind of finding.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// `area/name`.
    pub name: &'static str,
    /// The severity that it has unless a setting says otherwise.
    pub severity: Severity,
    /// What it is, in a line.
    pub summary: &'static str,
    /// Why it matters and how to mend it.
    pub explanation: &'static str,
}

/// Declares the codes and lists them all in [`ALL`], in one place, so that none is forgotten.
macro_rules! codes {
    ($($constant:ident = $severity:ident $name:literal, $summary:literal, $explanation:literal;)*) => {
        $(#[doc = $summary] pub const $constant: &Code = &Code {
            name: $name, severity: Severity::$severity, summary: $summary, explanation: $explanation,
        };)*
        /// Every code of the tool, in alphabetical order of their names.
        pub const ALL: &[&Code] = &[$($constant),*];
    };
}

codes! {
    CONFIG_SYNTAX = Error "config/syntax", "a settings file cannot be read as TOML",
        "The file breaks the rules of TOML, so nothing in it can be used. The message names the place; a missing quotation mark or bracket on the line before is the usual cause.";
    CONFIG_UNKNOWN_KEY = Error "config/unknown-key", "a settings file has a key that nothing reads",
        "A key that is not known would be ignored in silence, and the setting you meant would not take effect. Correct its spelling or delete it.";
    CONFIG_VALUE = Error "config/value", "a setting has a value of the wrong kind or out of range",
        "The message says what the key takes. Lengths are written with their unit in quotes, as in \"170mm\".";
    FILE_ENCODING = Error "file/encoding", "a text file is not UTF-8",
        "Recto reads UTF-8. Save the file in that encoding; most editors offer it under \"Save with encoding\".";
    FILE_MISSING = Error "file/missing", "a file that the book names is not there",
        "The path is relative to the manuscript's folder and its letters' case counts. Correct the name in book.toml or in the text, or add the file.";
    FILE_OUTSIDE = Error "file/outside", "a path leads outside the manuscript's folder",
        "A manuscript is complete in its folder, so that it builds alike everywhere and a foreign manuscript cannot read your disk. Copy the file into the folder.";
    FILE_TOO_LARGE = Error "file/too-large", "a file is larger than the tool reads",
        "The limits keep a build from exhausting the machine's memory. Split the text, or scale the image down to the size at which it is printed.";
    FILE_UNREADABLE = Error "file/unreadable", "a file cannot be read",
        "The operating system refused to read the file; the message says why. Check the permissions.";
    IMAGE_SVG_CHARACTER = Error "image/svg-character", "a drawing has a character that no face of the book has",
        "The text of a drawing is set in the book's own faces, so that it can be searched and looks alike everywhere. A character that none of them has would be printed as an empty box. Use another character, or convert that piece of text to paths in the drawing program.";
    IMAGE_SVG_FONT = Note "image/svg-font", "a drawing asks for a font that the book does not have",
        "Drawings are set in the book's own faces: Literata, Source Sans 3 and Source Code Pro. Text in any other family is set in Source Sans 3 and may run wider or narrower than it was drawn. Name one of the three as font-family, or check the drawing in the finished book.";
    IMAGE_SVG_SYNTAX = Error "image/svg-syntax", "a drawing cannot be read as SVG",
        "The file is not well-formed XML, or not a drawing with a size. The message says what the reader met. Exporting the drawing again as plain SVG usually mends it.";
    IMAGE_SVG_TOO_COMPLEX = Error "image/svg-too-complex", "a drawing is too large or too deep to be drawn",
        "The limits keep a drawing from exhausting the machine's memory: 100,000 elements and 64 levels of groups, counting what is used again as often as it is used. Maps and scatter plots reach them; simplify them, or use a PNG of 300 ppi.";
    IMAGE_SVG_UNSUPPORTED = Warning "image/svg-unsupported", "a drawing uses something that is not drawn as meant",
        "Drawings become paths and text of the printed page. Pictures inside drawings, filters, masks, patterns, blending, scripts and animation are not translated. The message names what was met; the help says what to do instead.";
}
