//! The folios of an entry of the index: places with their folios in -> the pages in their order, each
//! once, and three or more that follow each other as a range.

use crate::document::AnchorId;

use super::roman::from_roman;

/// The fewest pages in a row that become a range.
const SHORTEST_RANGE: usize = 3;

/// A page or a range of pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FolioRun {
    /// The page, or the first one.
    pub first: FolioPlace,
    /// The last page of a range.
    pub last: Option<FolioPlace>,
}

/// A page, and the first place on it that is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FolioPlace {
    /// "xii", "34".
    pub folio: String,
    /// The place.
    pub anchor: AnchorId,
}

/// The runs of an entry's places. `folios` are those of all anchors; a place that no page shows has none.
pub fn folio_runs(places: &[AnchorId], folios: &[Option<String>]) -> Vec<FolioRun> {
    let mut pages: Vec<(Order, FolioPlace)> = Vec::new();
    for &anchor in places {
        if let Some(Some(folio)) = folios.get(anchor.0 as usize) {
            let folio = folio.clone();
            pages.push((Order::of(&folio), FolioPlace { folio, anchor }));
        }
    }
    pages.sort_by_key(|(order, _)| *order);
    pages.dedup_by(|(_, next), (_, first)| next.folio == first.folio);
    let follows = |(a, _): &(Order, FolioPlace), (b, _): &(Order, FolioPlace)| a.is_before(*b);
    let mut runs = Vec::new();
    for run in pages.chunk_by(follows) {
        match run {
            [(_, first), .., (_, last)] if run.len() >= SHORTEST_RANGE => runs.push(FolioRun {
                first: first.clone(),
                last: Some(last.clone()),
            }),
            _ => runs.extend(run.iter().map(|(_, page)| FolioRun {
                first: page.clone(),
                last: None,
            })),
        }
    }
    runs
}

/// Where a page stands in the book: roman folios before arabic ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Order {
    Roman(u32),
    Arabic(u32),
    Other,
}

impl Order {
    fn of(folio: &str) -> Order {
        let arabic = folio.parse().map(Order::Arabic);
        let roman = || from_roman(folio).map_or(Order::Other, Order::Roman);
        arabic.unwrap_or_else(|_| roman())
    }

    /// Whether the other page is the next one.
    fn is_before(self, next: Order) -> bool {
        match (self, next) {
            (Order::Roman(own), Order::Roman(next)) | (Order::Arabic(own), Order::Arabic(next)) => {
                own.checked_add(1) == Some(next)
            }
            (Order::Roman(_) | Order::Arabic(_) | Order::Other, _) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runs(folios: &[&str]) -> String {
        let known: Vec<Option<String>> = folios
            .iter()
            .map(|folio| Some((*folio).to_owned()).filter(|folio| !folio.is_empty()))
            .collect();
        let places: Vec<AnchorId> = (0..).map(AnchorId).take(folios.len()).collect();
        let run = |run: &FolioRun| match &run.last {
            Some(last) => format!("{}-{}", run.first.folio, last.folio),
            None => run.first.folio.clone(),
        };
        let runs = folio_runs(&places, &known);
        runs.iter().map(run).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn three_pages_in_a_row_are_a_range_and_a_page_is_there_once() {
        for (folios, expected) in [
            (vec!["3", "3", "4"], "3 4"),
            (vec!["12", "13", "13", "14", "20", "15"], "12-15 20"),
            (vec!["iv", "v", "vi", "1"], "iv-vi 1"),
            // Notes come after the text of their chapter, and stand before its end.
            (vec!["9", "11", "10", "2"], "2 9-11"),
            (vec!["2", "x", "1", "xi"], "x xi 1 2"),
            (vec!["", "7", ""], "7"),
            (vec![], ""),
        ] {
            assert_eq!(runs(&folios), expected);
        }
    }

    #[test]
    fn a_page_leads_to_its_first_place() {
        let folios = vec![Some("5".to_owned()), Some("5".to_owned())];
        let runs = folio_runs(&[AnchorId(1), AnchorId(0)], &folios);
        assert_eq!(runs[0].first.anchor, AnchorId(1));
    }
}
