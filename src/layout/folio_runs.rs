//! The folios of an entry of the index: places with their folios in -> the pages in their order, each
//! once, and three or more that follow each other as a range.

use crate::document::AnchorId;
use crate::resolve::IndexPlace;

use super::roman::from_roman;

/// The fewest pages in a row that become a range.
const SHORTEST_RANGE: u32 = 3;

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
pub fn folio_runs(places: &[IndexPlace], folios: &[Option<String>]) -> Vec<FolioRun> {
    let mut stretches: Vec<Stretch> = Vec::new();
    for place in places {
        let Some(first) = page_of(place.from, folios) else {
            continue;
        };
        let last = place.to.and_then(|to| page_of(to, folios));
        let last = last.filter(|last| first.0.is_before_or_at(last.0));
        stretches.push(Stretch {
            last: last.unwrap_or_else(|| first.clone()),
            first,
        });
    }
    stretches.sort_by_key(|own| (own.first.0, std::cmp::Reverse(own.last.0)));
    stretches.dedup_by(|next, own| own.takes(next));
    let follows = |a: &Stretch, b: &Stretch| a.last.0.is_before(b.first.0);
    let mut runs = Vec::new();
    for run in stretches.chunk_by(follows) {
        match run {
            [first, .., last] if first.first.0.pages_to(last.last.0) >= SHORTEST_RANGE => {
                runs.push(FolioRun::from((&first.first.1, &last.last.1)));
            }
            _ => runs.extend(run.iter().map(|own| (&own.first.1, &own.last.1).into())),
        }
    }
    runs
}

/// The page of a place, with where it stands in the book.
fn page_of(anchor: AnchorId, folios: &[Option<String>]) -> Option<(Order, FolioPlace)> {
    let folio = folios.get(anchor.0 as usize)?.clone()?;
    Some((Order::of(&folio), FolioPlace { folio, anchor }))
}

/// The pages of a place or passage: one page has the same first and last.
struct Stretch {
    first: (Order, FolioPlace),
    last: (Order, FolioPlace),
}

impl Stretch {
    /// Takes in another that does not begin before it, where the two share pages.
    fn takes(&mut self, next: &Stretch) -> bool {
        if self.first.1.folio == next.first.1.folio || next.first.0.is_before_or_at(self.last.0) {
            if self.last.0 < next.last.0 {
                self.last = next.last.clone();
            }
            return true;
        }
        false
    }
}

impl From<(&FolioPlace, &FolioPlace)> for FolioRun {
    fn from((first, last): (&FolioPlace, &FolioPlace)) -> FolioRun {
        FolioRun {
            first: first.clone(),
            last: (first.folio != last.folio).then(|| last.clone()),
        }
    }
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

    /// Whether the other page is the same or comes later, and both are counted alike.
    fn is_before_or_at(self, other: Order) -> bool {
        self.pages_to(other) > 0
    }

    /// How many pages there are from this one to the other, both counted; 0 where it comes before, or
    /// is counted otherwise.
    fn pages_to(self, other: Order) -> u32 {
        match (self, other) {
            (Order::Roman(own), Order::Roman(other))
            | (Order::Arabic(own), Order::Arabic(other)) => {
                other.checked_sub(own).map_or(0, |between| between + 1)
            }
            (Order::Roman(_) | Order::Arabic(_) | Order::Other, _) => 0,
        }
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
        let places: Vec<IndexPlace> = (0..)
            .map(|at| AnchorId(at).into())
            .take(folios.len())
            .collect();
        shown(&places, &known)
    }

    fn shown(places: &[IndexPlace], known: &[Option<String>]) -> String {
        let run = |run: &FolioRun| match &run.last {
            Some(last) => format!("{}-{}", run.first.folio, last.folio),
            None => run.first.folio.clone(),
        };
        let runs = folio_runs(places, known);
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
        let runs = folio_runs(&[AnchorId(1).into(), AnchorId(0).into()], &folios);
        assert_eq!(runs[0].first.anchor, AnchorId(1));
    }

    #[test]
    fn passages_are_ranges_and_take_in_what_stands_inside() {
        let known: Vec<Option<String>> = ["12", "13", "20", "24", "22", "25", "30", "30", "x", "3"]
            .iter()
            .map(|folio| Some((*folio).to_owned()))
            .collect();
        let passage = |from: u32, to: u32| IndexPlace {
            from: AnchorId(from),
            to: Some(AnchorId(to)),
        };
        let place = |at: u32| IndexPlace::from(AnchorId(at));
        // Two pages are a range where they are marked as a passage, and one is no range.
        assert_eq!(shown(&[passage(0, 1)], &known), "12-13");
        assert_eq!(shown(&[passage(6, 7)], &known), "30");
        assert_eq!(shown(&[place(4), passage(2, 3), place(2)], &known), "20-24");
        assert_eq!(
            shown(&[passage(2, 4), passage(4, 3), place(5)], &known),
            "20-25"
        );
        // An end that comes first, or is counted otherwise, is none.
        assert_eq!(shown(&[passage(3, 2)], &known), "24");
        assert_eq!(shown(&[passage(8, 9)], &known), "x");
    }
}
