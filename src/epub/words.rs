//! The words that the EPUB writes itself: names of kinds, titles of generated parts, labels for
//! those who listen.

/// Before a chapter's number.
pub const CHAPTER: &str = "Chapter";
/// Before a figure's number.
pub const FIGURE: &str = "Figure";
/// Before a table's number.
pub const TABLE: &str = "Table";
/// Before a table's source.
pub const SOURCE: &str = "Source: ";
/// A recommendation that has no number.
pub const RECOMMENDATION: &str = "Recommendation";
/// The notes at a chapter's end, for those who listen.
pub const NOTES: &str = "Notes";
/// The cover, in navigation and for those who listen.
pub const COVER: &str = "Cover";
/// The title page, likewise.
pub const TITLE_PAGE: &str = "Title page";
/// The half-title, likewise.
pub const HALF_TITLE: &str = "Half-title";
/// The imprint, likewise.
pub const IMPRINT: &str = "Imprint";
/// The contents, where the book has no page of contents to take the title from.
pub const CONTENTS: &str = "Contents";
/// The start of the text, among the landmarks.
pub const START_OF_TEXT: &str = "Start of the text";
/// The title of the landmarks.
pub const LANDMARKS: &str = "Landmarks";
/// The title of the page list.
pub const PAGES: &str = "Pages of the print edition";
/// What the page list is of, where that has no ISBN.
pub const PRINT_EDITION: &str = "print edition";
/// A heading or chapter whose title has no text, in navigation.
pub const UNTITLED: &str = "Untitled";
/// A task that is done, for those who listen.
pub const DONE: &str = "Done";
/// A task that is open, for those who listen.
pub const OPEN: &str = "Open";

/// The name of a kind of box.
pub fn box_kind(kind: Option<&str>) -> &'static str {
    match kind {
        Some("good-practice") => "Good practice",
        Some("tool") => "Tool",
        Some("challenge") => "Challenge",
        Some("case") => "Case",
        _ => "Box",
    }
}
