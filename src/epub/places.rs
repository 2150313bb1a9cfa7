//! Where everything is: the file of each division and the address of each anchor.

use crate::document::{AnchorId, DivisionId};
use crate::resolve::ResolvedBook;

/// The folder of the publication's files inside the archive; epub-builder's container names it.
pub const ROOT: &str = "OEBPS";

/// The addresses of a book.
pub struct Places<'a> {
    book: &'a ResolvedBook,
}

impl<'a> Places<'a> {
    /// The addresses of `book`.
    pub fn of(book: &'a ResolvedBook) -> Places<'a> {
        Places { book }
    }

    /// The file of a division, relative to the publication's folder.
    pub fn file(&self, division: DivisionId) -> Option<String> {
        let name = &self.book.divisions.get(division.0 as usize)?.name;
        Some(format!("text/{name}.xhtml"))
    }

    /// The id of an anchor's element.
    pub fn id(&self, anchor: AnchorId) -> Option<&'a str> {
        let anchor = self.book.anchors.get(anchor.0 as usize)?;
        Some(anchor.name.as_str())
    }

    /// Whether an anchor stands in a text of a part.
    pub fn is_in_part(&self, anchor: AnchorId) -> bool {
        let place = self.book.anchors.get(anchor.0 as usize);
        let division = place.and_then(|place| self.book.divisions.get(place.division.0 as usize));
        division.is_some_and(|division| division.in_part)
    }

    /// The address of an anchor, seen from the publication's folder.
    pub fn in_publication(&self, anchor: AnchorId) -> Option<String> {
        let place = self.book.anchors.get(anchor.0 as usize)?;
        Some(format!("{}#{}", self.file(place.division)?, place.name))
    }

    /// The address of an anchor, seen from the file of `division`.
    pub fn seen_from(&self, division: DivisionId, anchor: AnchorId) -> Option<String> {
        let place = self.book.anchors.get(anchor.0 as usize)?;
        let target = self.book.divisions.get(place.division.0 as usize)?;
        Some(if place.division == division {
            format!("#{}", place.name)
        } else {
            format!("{}.xhtml#{}", target.name, place.name)
        })
    }
}
