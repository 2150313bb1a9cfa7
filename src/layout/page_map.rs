//! The page map: which page of the print edition starts at which place of the text. The EPUB's page
//! list comes from it.

use crate::document::{DivisionId, PageList};

use super::folio_list::{FolioPart, folio_list};
use super::paged::{PagedBook, Place, TextPosition};

/// The pages that are not blank, in order, and the page of every anchor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageMap {
    /// One entry a page.
    pub entries: Vec<PageMapEntry>,
    /// The label of the page on which each anchor stands; `AnchorId` counts them.
    pub anchors: Vec<Option<String>>,
}

/// A page of the print edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageMapEntry {
    /// "xii", "34".
    pub label: String,
    /// The division that it belongs to.
    pub division: DivisionId,
    /// Where in the division's text it starts; `None`: where the division starts, or, when the page
    /// is not the division's first, directly after the page before.
    pub start: Option<TextPosition>,
}

impl PageMap {
    /// The pages of several anchors, as a reference prints them.
    pub fn folio_list(&self, pages: &PageList) -> Vec<FolioPart> {
        folio_list(pages, |anchor| {
            let folio = self.anchors.get(anchor.0 as usize);
            folio.and_then(Option::as_deref)
        })
    }

    /// The map of finished pages.
    pub fn of(book: &PagedBook) -> PageMap {
        let pages = book.pages.iter().filter(|page| !page.blank);
        let entries = pages
            .map(|page| PageMapEntry {
                label: page.label.clone(),
                division: page.division,
                start: page.start,
            })
            .collect();
        let label = |place: &Option<Place>| {
            let page = book.pages.get(place.as_ref()?.page as usize)?;
            Some(page.label.clone())
        };
        PageMap {
            entries,
            anchors: book.places.iter().map(label).collect(),
        }
    }
}
