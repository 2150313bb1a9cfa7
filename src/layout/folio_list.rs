//! The pages of several anchors -> the parts of a reference: "pages ii, 3, 5 and 7–9". Each page stands
//! once, roman folios before arabic ones; three or more in a row are a range.

use crate::document::{AnchorId, PageList};

use super::roman::from_roman;

/// A text, and where it leads.
pub type FolioPart = (String, Option<AnchorId>);

/// The parts, for the folios as they are known. An anchor without a folio is left out.
pub fn folio_list<'f>(
    pages: &PageList,
    folio: impl Fn(AnchorId) -> Option<&'f str>,
) -> Vec<FolioPart> {
    let known = pages.anchors.iter();
    let known = known.filter_map(|anchor| Some((folio(*anchor)?, *anchor)));
    let mut places: Vec<Place<'f>> = known
        .map(|(folio, anchor)| Place::of(folio, anchor))
        .collect();
    places.sort_by_key(|place| place.order);
    let mut seen = std::collections::BTreeSet::new();
    places.retain(|place| seen.insert(place.folio));
    let Some(first) = places.first() else {
        return Vec::new();
    };
    let noun = pages.noun.of(places.len());
    let mut parts = vec![(format!("{noun}\u{a0}"), Some(first.anchor))];
    let runs: Vec<&[Place<'f>]> = places.chunk_by(Place::is_before).flat_map(ranges).collect();
    for (at, run) in runs.iter().enumerate() {
        match at {
            0 => {}
            _ if at + 1 == runs.len() => parts.push((pages.and.to_owned(), None)),
            _ => parts.push((", ".to_owned(), None)),
        }
        if let [first, .., last] = run {
            parts.push(first.part());
            parts.push(("–".to_owned(), None));
            parts.push(last.part());
        } else {
            parts.extend(run.iter().map(Place::part));
        }
    }
    parts
}

/// The most parts that a list can have, whatever its folios.
pub fn most_parts(pages: &PageList) -> usize {
    // The noun, each folio, and what stands between them.
    pages.anchors.len() * 2
}

/// A page of the list.
#[derive(Clone, Copy, Debug)]
struct Place<'f> {
    folio: &'f str,
    /// Roman, arabic or neither, and the number.
    order: (u8, u32),
    anchor: AnchorId,
}

impl<'f> Place<'f> {
    fn of(folio: &'f str, anchor: AnchorId) -> Place<'f> {
        let order = match (from_roman(folio), folio.parse()) {
            (Some(number), _) => (0, number),
            (None, Ok(number)) => (1, number),
            (None, Err(_)) => (2, 0),
        };
        Place {
            folio,
            order,
            anchor,
        }
    }

    fn is_before(&self, next: &Place<'f>) -> bool {
        let (kind, number) = self.order;
        kind < 2 && next.order == (kind, number.saturating_add(1))
    }

    fn part(&self) -> FolioPart {
        (self.folio.to_owned(), Some(self.anchor))
    }
}

/// A run of three pages or more as it is, a shorter one page by page.
fn ranges<'r, 'f>(run: &'r [Place<'f>]) -> impl Iterator<Item = &'r [Place<'f>]> {
    run.chunks(if run.len() < 3 { 1 } else { run.len() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Terms;

    fn check(folios: &[&str], language: &str, expected: &str) {
        let terms = Terms::of(language);
        let pages = PageList {
            anchors: (0..).map(AnchorId).take(folios.len()).collect(),
            noun: terms.nouns.page,
            and: terms.and,
        };
        let parts = folio_list(&pages, |anchor| folios.get(anchor.0 as usize).copied());
        assert!(parts.len() <= most_parts(&pages), "{folios:?}");
        for (text, anchor) in &parts {
            let own = anchor.and_then(|anchor| folios.get(anchor.0 as usize));
            let is_folio = text.chars().all(char::is_alphanumeric);
            assert!(!is_folio || own == Some(&text.as_str()), "{text}");
        }
        let text: String = parts.into_iter().map(|(text, _)| text).collect();
        assert_eq!(text.replace('\u{a0}', "~"), expected);
    }

    #[test]
    fn pages_stand_once_in_order_and_in_ranges() {
        check(&["3"], "en", "page~3");
        check(&["3", "3"], "en", "page~3");
        check(&["5", "3"], "en", "pages~3 and 5");
        check(&["7", "8"], "en", "pages~7 and 8");
        check(&["3", "5", "7", "8", "9"], "en", "pages~3, 5 and 7–9");
        check(&["9", "8", "7", "5"], "fr", "pages~5 et 7–9");
        check(&["1", "xii", "2"], "en", "pages~xii, 1 and 2");
        check(&["i", "ii", "iii", "1"], "en", "pages~i–iii and 1");
        check(&["000", "000"], "en", "page~000");
        check(&[], "en", "");
    }
}
