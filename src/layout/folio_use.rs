//! What a text takes from the folios of the book, while these are found: the folios that it shows, and
//! the room that it keeps for each. A folio has room for as many of the widest figure as it has figures,
//! so that "page 127" breaks its paragraph as "page 140" would: when pages are known better, only a
//! folio of another length can move a line.

use crate::document::{AnchorId, Inline, Matter, Visited};
use crate::resolve::{Division, ResolvedBook};

/// The folio of each anchor as known by now; `AnchorId` counts them.
pub type Folios = [Option<String>];

/// The folios that a unit of a division takes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FolioUse {
    /// Whether its text hangs on folios in more ways than that it shows them: it is lowered again
    /// whenever pages are known better.
    pub any: bool,
    /// The folios that it shows.
    shown: Vec<(AnchorId, String)>,
}

impl FolioUse {
    /// The folio to show for an anchor.
    pub fn show(&mut self, anchor: AnchorId, folios: &Folios) -> String {
        let folio = folio(folios, anchor).unwrap_or(UNKNOWN_FOLIO);
        self.shown.push((anchor, folio.to_owned()));
        folio.to_owned()
    }

    /// Whether it takes none.
    pub fn is_nothing(&self) -> bool {
        !self.any && self.shown.is_empty()
    }

    /// Whether it would show another folio.
    pub fn differs(&self, folios: &Folios) -> bool {
        self.any || self.changes(folios).any(|(own, other)| own != other)
    }

    /// Whether it would keep other room for a folio.
    pub fn differs_in_room(&self, folios: &Folios) -> bool {
        let is_other = |own: &str, other: &str| match (is_figures(own), is_figures(other)) {
            (true, true) => own.len() != other.len(),
            (_, _) => own != other,
        };
        self.any
            || self
                .changes(folios)
                .any(|(own, other)| is_other(own, other))
    }

    fn changes<'f>(&'f self, folios: &'f Folios) -> impl Iterator<Item = (&'f str, &'f str)> {
        let shown = self.shown.iter();
        shown.filter_map(|(anchor, own)| Some((own.as_str(), folio(folios, *anchor)?)))
    }
}

/// Whether a folio is written in figures.
pub fn is_figures(folio: &str) -> bool {
    !folio.is_empty() && folio.bytes().all(|byte| byte.is_ascii_digit())
}

/// The folio of an anchor, once it is known.
pub fn folio(folios: &Folios, AnchorId(anchor): AnchorId) -> Option<&str> {
    folios.get(anchor as usize)?.as_deref()
}

/// What stands for the folios of all anchors until pages are known: noughts, as many as the page in the
/// middle of the anchor's division will have figures. In a book of 300 pages no paragraph is set again for
/// another number of figures; with as many for all as most folios of the book have, nine of 166 were.
pub fn first_folios(book: &ResolvedBook) -> Vec<Option<String>> {
    let mut pages = 0;
    let middles = book.divisions.iter().map(|division| match division.matter {
        Matter::Front => 0,
        Matter::Body | Matter::Back => {
            let own = text_length(division) / CHARACTERS_OF_A_PAGE;
            let middle = pages + own / 2 + 1;
            // The last page is begun, and the next may be blank.
            pages += own + 1;
            middle
        }
    });
    let middles: Vec<usize> = middles.collect();
    let anchors = book.anchors.iter();
    let folio = anchors.map(|anchor| {
        let middle = middles.get(anchor.division.0 as usize);
        let figures = middle.copied().unwrap_or(0).max(1).ilog10() as usize + 1;
        Some(UNKNOWN_FOLIO.repeat(figures))
    });
    folio.collect()
}

/// What stands for a folio that no page has.
pub const UNKNOWN_FOLIO: &str = "0";

/// About so many characters stand on a page.
const CHARACTERS_OF_A_PAGE: usize = 2_400;

/// The bytes of a division's text.
fn text_length(division: &Division) -> usize {
    let mut length = 0;
    division.visit_own(&mut |visited| {
        if let Visited::Inline(Inline::Text(text)) = visited {
            length += text.text.len();
        }
    });
    length
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folio_of_the_same_length_needs_no_other_room() {
        let folios = |own: &str| vec![Some(own.to_owned()), None];
        let mut used = FolioUse::default();
        assert_eq!(used.show(AnchorId(0), &folios("127")), "127");
        assert_eq!(used.show(AnchorId(1), &folios("127")), UNKNOWN_FOLIO);
        for (other, differs, in_room) in [
            ("127", false, false),
            ("140", true, false),
            ("99", true, true),
            ("1000", true, true),
            ("xii", true, true),
        ] {
            let other = folios(other);
            let found = (used.differs(&other), used.differs_in_room(&other));
            assert_eq!(found, (differs, in_room), "{other:?}");
        }
        // A folio in letters has no room beside its own.
        let mut roman = FolioUse::default();
        roman.show(AnchorId(0), &folios("xii"));
        assert!(roman.differs_in_room(&folios("xvi")));
        assert!(!roman.differs_in_room(&folios("xii")));
    }

    #[test]
    fn what_hangs_on_folios_otherwise_always_differs() {
        let used = FolioUse {
            any: true,
            ..FolioUse::default()
        };
        assert!(used.differs(&[]) && used.differs_in_room(&[]));
        assert!(!FolioUse::default().differs(&[]));
    }
}
