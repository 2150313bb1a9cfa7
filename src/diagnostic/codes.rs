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
    CONFIG_DUPLICATE = Error "config/duplicate", "two entries of a registry have the same id",
        "Chapters and texts name contributors, groups, acronyms, questions and themes by their id, so each id stands for one of them. Rename one entry, or delete it if it is there twice.";
    CONFIG_SYNTAX = Error "config/syntax", "a settings file cannot be read as TOML",
        "The file breaks the rules of TOML, so nothing in it can be used. The message names the place; a missing quotation mark or bracket on the line before is the usual cause.";
    CONFIG_UNKNOWN_KEY = Error "config/unknown-key", "a settings file has a key that nothing reads",
        "A key that is not known would be ignored in silence, and the setting you meant would not take effect. Correct its spelling or delete it.";
    CONFIG_VALUE = Error "config/value", "a setting has a value of the wrong kind or out of range",
        "The message says what the key takes. Lengths are written with their unit in quotes, as in \"170mm\".";
    CONTENTS_EMPTY = Error "contents/empty", "the contents of a book make no page",
        "The contents say in which order texts and generated pages follow each other. Name a text with its role: [[contents.body]], file = \"body/first.md\", role = \"chapter\".";
    CONTRIBUTOR_MISSING = Warning "contributor/missing", "a contribution does not say whose it is",
        "A contribution carries its contributor's name at its head, in the running heads, in the contents and in its recommendations' numbers. Name the contributor's id in the text's front matter.";
    CONTRIBUTOR_UNKNOWN = Error "contributor/unknown", "a text names a contributor that the registry lacks",
        "Contributors are written down once, in contributors.toml, so that their names are the same everywhere. Correct the id in the text's front matter, or add the contributor to the registry.";
    DIVISION_CONTENT = Error "division/content", "a fenced division does not hold what its class asks for",
        "A figure's division holds one image and its caption, a table's one table and its caption, a block of signatures one definition list; boxes, recommendations, epigraphs and verses hold at least a paragraph. What was found is kept as ordinary text. A missing blank line between image or table and caption is the usual cause.";
    DIVISION_UNCLOSED = Error "division/unclosed", "a fenced division is not closed",
        "A division ends with a line of three colons in the same list item, quotation or note in which it began. Without it, everything up to the end of that container would belong to the division.";
    DIVISION_UNKNOWN = Error "division/unknown", "a fenced division of a kind that does not exist",
        "The first class of a division says what it is: .box, .figure, .table, .recommendation, .nothing-to-report, .signatures, .epigraph or .verse. The blocks of another are kept as ordinary ones.";
    DIVISION_UNOPENED = Error "division/unopened", "a fence closes nothing",
        "A line of three colons closes the division that was opened last in the same list item, quotation or note. Here none is open: the opening line is missing or indented differently, or the division was closed before.";
    EPUB_NO_COVER = Warning "epub/no-cover", "the EPUB has no cover image",
        "Reading systems show the cover in the reader's library, and shops refuse an e-book without one. Add `cover = \"images/cover.png\"` under `[editions.epub]`; about 1,600 by 2,560 pixels is usual.";
    FILE_ENCODING = Error "file/encoding", "a text file is not UTF-8",
        "Recto reads UTF-8. Save the file in that encoding; most editors offer it under \"Save with encoding\".";
    FILE_MISSING = Error "file/missing", "a file that the book names is not there",
        "The path is relative to the manuscript's folder and its letters' case counts. Correct the name in book.toml or in the text, or add the file.";
    FILE_OUTSIDE = Error "file/outside", "a path leads outside the manuscript's folder",
        "A manuscript is complete in its folder, so that it builds alike everywhere and a foreign manuscript cannot read your disk. Copy the file into the folder.";
    FILE_PATH = Error "file/path", "a path is not written as the tool reads paths",
        "Paths are relative to the manuscript's folder, with `/` between folders, on every system: \"front/foreword.md\".";
    FILE_TOO_LARGE = Error "file/too-large", "a file is larger than the tool reads",
        "The limits keep a build from exhausting the machine's memory. Split the text, or scale the image down to the size at which it is printed.";
    FILE_TWICE = Error "file/twice", "a text stands in the contents twice",
        "Each text is one chapter with one number, one page range and one place for links. Delete one of the two entries; what two chapters share goes into a text of its own.";
    FILE_UNREADABLE = Error "file/unreadable", "a file cannot be read",
        "The operating system refused to read the file; the message says why. Check the permissions.";
    FONT_MISSING_GLYPH = Error "font/missing-glyph", "no face of the book has a character",
        "A character that no face has would print as an empty box. The faces of the house cover Latin, Greek and Cyrillic with their signs. Write the word in one of these scripts, or spell the sign out.";
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
    ID_DUPLICATE = Error "id/duplicate", "two places of the book have the same id",
        "An id that you write belongs to the whole book, so that a reference to it leads to one place. Rename one of the two, and the references that mean it.";
    IMAGE_DECORATIVE_TEXT = Error "image/decorative-text", "an image is marked as decorative and has an alternative text",
        "Readers who cannot see are told nothing about a decorative image, so its text would reach nobody. Delete the text or the class.";
    IMAGE_FORMAT = Error "image/format", "an image is not a PNG, JPEG or SVG file",
        "The first bytes of the file decide, not its name. Save the image as PNG (screenshots, line art in pixels), JPEG (photographs) or SVG (drawings, charts).";
    IMAGE_NO_ALTERNATIVE = Error "image/no-alternative", "an image has no alternative text",
        "Readers who cannot see the image hear its alternative text in its place. Say in a sentence or two what it shows, ![like this](image.png). An image that only decorates is marked ![](image.png){.decorative}.";
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
    IMAGE_TOO_LARGE = Error "image/too-large", "an image has more pixels than the tool reads",
        "An image is unpacked in memory before it is written, four bytes a pixel. A hundred megapixels are more than a full page at 1,000 dpi needs: scale the image down to the size at which it is printed.";
    IMAGE_UNREADABLE = Error "image/unreadable", "an image is broken",
        "The file starts like an image of its format, but its header cannot be read: it was cut off, or another program damaged it. Export it again.";
    LAYOUT_FOLIOS = Warning "layout/folios", "page references do not settle",
        "Setting a page number can move text to another page, which changes the number again. After five rounds the pages were kept as they stood, and a reference may be off by one. Reword the paragraph with the reference.";
    LAYOUT_LATE_NOTE = Warning "layout/late-note", "a note begins after the page of its mark",
        "The notes called on the page are higher than the room that their lines leave. Shorten the notes, or move some of them to another sentence.";
    LAYOUT_OVERFULL = Warning "layout/overfull", "a line is wider than its measure",
        "No set of breaks keeps the line inside the text block, mostly because a long word or address cannot be divided. The line is printed and sticks out into the margin. Reword the sentence, or put soft hyphens (U+00AD) where the word may break.";
    LAYOUT_PAGE_OVERFULL = Warning "layout/page-overfull", "something is higher than the page",
        "A row of a table or a figure that no page can divide is higher than the text block, so it runs into the margin. Shorten the row or scale the figure down.";
    LINK_TITLE = Warning "link/title", "a link or image has a title that appears in no edition",
        "Markdown allows a title after an address, [text](https://... \"title\"), which browsers show to those who point at the link. No printed page can show it, so nothing of the book's text may stand there.";
    NOTE_DANGLING = Error "note/dangling", "a mark has no note",
        "The mark would print a number that leads nowhere. Write the note in the same text as `[^label]: ...`, or delete the mark; a label is known in its own text only.";
    NOTE_DUPLICATE = Error "note/duplicate", "two notes of a text have the same label",
        "A mark [^label] leads to one note. With two of the same label it is not clear which is meant, and one would have no mark. Give one of them another label.";
    NOTE_EMPTY = Error "note/empty", "a note has no text",
        "Its mark would lead the reader to an empty place. Write the note, or delete it and its mark.";
    NOTE_MARKED_TWICE = Error "note/marked-twice", "a note has two marks",
        "Notes are numbered in the order of their marks and stand on the page of their mark, so each has one. Write a second note, or refer to the first one in words: `see note [@label]{.number}`.";
    NOTE_NESTED = Error "note/nested", "a note has a mark for another note in it",
        "Notes to notes cannot be placed on a page or reached in an e-book. Put the inner note's text into the outer note, or its mark into the running text.";
    NOTE_ORPHAN = Error "note/orphan", "a note has no mark",
        "Nothing in the text leads to the note, so no reader would find it. Put its mark where it belongs, or delete the note.";
    PARSE_TOO_DEEP = Error "parse/too-deep", "something lies in too many levels of something else",
        "Quotations, lists, divisions and styles may lie 64 levels deep in each other, more than any page could show. What lies deeper is set as part of the level above, and no text is lost. It is usually a sign of marks that were never closed.";
    REF_LOCATOR = Error "ref/locator", "a cross-reference has a locator",
        "What follows the key, as in `[@key, p. 12]`, is a place in a cited work. A place in this book has an id of its own: refer to that.";
    REF_NO_NUMBER = Warning "ref/no-number", "a reference prints the number of something that has none",
        "Chapters outside the count (forewords, introductions) and their sections have no number, so the title is printed instead. Write `[@id]{.title}` or `[@id]{.page}` to say what you mean.";
    REF_NO_TITLE = Warning "ref/no-title", "a reference prints the title of something that has none",
        "Notes, recommendations, and figures, tables and boxes without a caption have no title, so kind and number are printed instead. Write `[@id]` to say so, or give the figure a caption.";
    REF_UNKNOWN = Error "ref/unknown", "a reference leads to an id that is not in the book",
        "A reference prints the number, title or page of its target, and there is none. Correct the id, or give the target that you mean an id: `{#sec-x}` after a heading, `#fig-x` in the braces of a figure.";
    REFERENCE_SYNTAX = Error "reference/syntax", "a reference cannot be read",
        "A reference is written [@key], or with a place and further targets [@key, p. 12; @other]. A comma parts the key from what follows it, a semicolon parts the targets. What cannot be read is kept as text.";
    SYNTAX_UNSUPPORTED = Warning "syntax/unsupported", "HTML or a formula, which Recto does not read",
        "The marks would have a meaning in a browser or in TeX, but not on every page of every edition. They are kept as text, as they stand. Write what you mean in the manuscript's own syntax, or put a backslash before the mark to say that it is text.";
    TABLE_CELLS = Error "table/cells", "a row of a table has more cells than the table has columns",
        "The head of a table says how many columns it has. Cells past the last column would be lost. Add the column to the head, or write a bar that belongs to a text as \\|.";
    TABLE_JOIN = Error "table/join", "a cell is joined to a neighbour that is not there",
        "In a table's division a cell < belongs to the cell on its left and a cell ^ to the one above it. In the first column there is none on the left, and in the first row of the head or the body there is none above.";
    THEME_UNKNOWN = Error "theme/unknown", "a recommendation names a theme that the registry lacks",
        "Themes are written down once, in themes.toml, and recommendations name them by their id, so that each is called the same everywhere and can be counted. Correct the id in the braces of the recommendation, or add the theme to the registry.";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_in_alphabetical_order_and_there_once() {
        for pair in ALL.windows(2) {
            assert!(
                pair[0].name < pair[1].name,
                "{} before {}",
                pair[0].name,
                pair[1].name
            );
        }
    }
}
