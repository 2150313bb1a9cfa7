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
    LAYOUT_OVERFULL = Warning "layout/overfull", "a line is wider than its measure",
        "No set of breaks keeps the line inside the text block, mostly because a long word or address cannot be divided. The line is printed and sticks out into the margin. Reword the sentence, or put soft hyphens (U+00AD) where the word may break.";
}
