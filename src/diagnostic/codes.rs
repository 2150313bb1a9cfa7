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
    ATTRIBUTES_ID = Error "attributes/id", "something has an id that no reference can lead to",
        "References lead to headings, boxes, figures, tables and recommendations. An id anywhere else would be lost, and the references to it would lead nowhere. Move it to the nearest of these.";
    ATTRIBUTES_SYNTAX = Error "attributes/syntax", "attributes in braces cannot be read",
        "Attributes are written {#id .class key=value key=\"two words\"}, with spaces between them and nothing else in the braces. What cannot be read is kept as text, so that the fault shows. A brace that is meant as text after a bracket is written with a backslash: \\{.";
    ATTRIBUTES_UNKNOWN_CLASS = Error "attributes/unknown-class", "a class that nothing reads",
        "A class that is not known would be ignored in silence, and what you meant by it would not happen. Correct its spelling or delete it; the text itself is kept.";
    ATTRIBUTES_UNKNOWN_KEY = Error "attributes/unknown-key", "a key in braces that nothing reads",
        "A key that is not known would be ignored in silence, and what you meant by it would not happen. Correct its spelling or delete it.";
    ATTRIBUTES_VALUE = Error "attributes/value", "a value in braces or in the front matter is of the wrong kind",
        "The message says what the key takes: a share of the measure for width=, letters for align=, a tag of BCP 47 for lang=.";
    CONFIG_SYNTAX = Error "config/syntax", "a settings file cannot be read as TOML",
        "The file breaks the rules of TOML, so nothing in it can be used. The message names the place; a missing quotation mark or bracket on the line before is the usual cause.";
    CONFIG_UNKNOWN_KEY = Error "config/unknown-key", "a settings file has a key that nothing reads",
        "A key that is not known would be ignored in silence, and the setting you meant would not take effect. Correct its spelling or delete it.";
    CONFIG_VALUE = Error "config/value", "a setting has a value of the wrong kind or out of range",
        "The message says what the key takes. Lengths are written with their unit in quotes, as in \"170mm\".";
    DIVISION_CONTENT = Error "division/content", "a fenced division does not hold what its class asks for",
        "A figure's division holds one image and its caption, a table's one table and its caption, a block of signatures one definition list; boxes, recommendations, epigraphs and verses hold at least a paragraph. What was found is kept as ordinary text. A missing blank line between image or table and caption is the usual cause.";
    DIVISION_UNCLOSED = Error "division/unclosed", "a fenced division is not closed",
        "A division ends with a line of three colons in the same list item, quotation or note in which it began. Without it, everything up to the end of that container would belong to the division.";
    DIVISION_UNKNOWN = Error "division/unknown", "a fenced division of a kind that does not exist",
        "The first class of a division says what it is: .box, .figure, .table, .recommendation, .nothing-to-report, .signatures, .epigraph or .verse. The blocks of another are kept as ordinary ones.";
    DIVISION_UNOPENED = Error "division/unopened", "a fence closes nothing",
        "A line of three colons closes the division that was opened last in the same list item, quotation or note. Here none is open: the opening line is missing or indented differently, or the division was closed before.";
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
    FRONT_MATTER_NO_TITLE = Error "front-matter/no-title", "a text has no title",
        "The title heads the text, stands in the table of contents and in the running heads. It is written in the front matter, as title: ..., or as the only level-1 heading of the text.";
    FRONT_MATTER_SYNTAX = Error "front-matter/syntax", "the front matter of a text cannot be read as YAML",
        "The front matter stands between two lines --- at the very start of the file, one key: value on each line. A value that holds a colon or begins with a bracket or quotation mark stands in quotation marks.";
    FRONT_MATTER_UNKNOWN_KEY = Error "front-matter/unknown-key", "the front matter has a key that nothing reads",
        "A key that is not known would be ignored in silence. The keys are title, short_title, contributor, status, lang and id.";
    FRONT_MATTER_VALUE = Error "front-matter/value", "a value of the front matter is out of range",
        "The status of a text is draft, cleared or approved; an id is made of letters, digits, hyphens and underscores.";
    HEADING_LEVEL_ONE = Error "heading/level-one", "a text has a level-1 heading besides its title",
        "Each text of the book is a chapter, and its title is its level-1 heading. It belongs into the front matter; the sections of the text begin with two hashes. The heading is set as one of level 2.";
    IMAGE_DECORATIVE_TEXT = Error "image/decorative-text", "an image is marked as decorative and has an alternative text",
        "Readers who cannot see are told nothing about a decorative image, so its text would reach nobody. Delete the text or the class.";
    IMAGE_NO_ALTERNATIVE = Error "image/no-alternative", "an image has no alternative text",
        "Readers who cannot see the image hear its alternative text in its place. Say in a sentence or two what it shows, ![like this](image.png). An image that only decorates is marked ![](image.png){.decorative}.";
    LINK_TITLE = Warning "link/title", "a link or image has a title that appears in no edition",
        "Markdown allows a title after an address, [text](https://... \"title\"), which browsers show to those who point at the link. No printed page can show it, so nothing of the book's text may stand there.";
    NOTE_DUPLICATE = Error "note/duplicate", "two notes of a text have the same label",
        "A mark [^label] leads to one note. With two of the same label it is not clear which is meant, and one would have no mark. Give one of them another label.";
    NOTE_EMPTY = Error "note/empty", "a note has no text",
        "Its mark would lead the reader to an empty place. Write the note, or delete it and its mark.";
    PARSE_TOO_DEEP = Error "parse/too-deep", "something lies in too many levels of something else",
        "Quotations, lists, divisions and styles may lie 64 levels deep in each other, more than any page could show. What lies deeper is set as part of the level above, and no text is lost. It is usually a sign of marks that were never closed.";
    REFERENCE_SYNTAX = Error "reference/syntax", "a reference cannot be read",
        "A reference is written [@key], or with a place and further targets [@key, p. 12; @other]. A comma parts the key from what follows it, a semicolon parts the targets. What cannot be read is kept as text.";
    SYNTAX_UNSUPPORTED = Warning "syntax/unsupported", "HTML or a formula, which Recto does not read",
        "The marks would have a meaning in a browser or in TeX, but not on every page of every edition. They are kept as text, as they stand. Write what you mean in the manuscript's own syntax, or put a backslash before the mark to say that it is text.";
    TABLE_CELLS = Error "table/cells", "a row of a table has more cells than the table has columns",
        "The head of a table says how many columns it has. Cells past the last column would be lost. Add the column to the head, or write a bar that belongs to a text as \\|.";
    TABLE_JOIN = Error "table/join", "a cell is joined to a neighbour that is not there",
        "In a table's division a cell < belongs to the cell on its left and a cell ^ to the one above it. In the first column there is none on the left, and in the first row of the head or the body there is none above.";
}
