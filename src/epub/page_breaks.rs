//! Where the pages of the print edition start: the page map's entries, sorted by division and text.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::TextId;
use crate::layout::PageMap;
use crate::resolve::ResolvedBook;

/// The start of a page: what is printed on it, and the id of its element in the EPUB.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageBreak {
    /// "xii", "34".
    pub label: String,
    /// Unique in the book.
    pub id: String,
}

/// The pages that start in one division.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DivisionBreaks {
    /// Those that start where the division starts.
    pub at_start: Vec<PageBreak>,
    /// Those that start inside a text, with the characters before them, in order.
    in_text: BTreeMap<TextId, Vec<(u32, PageBreak)>>,
}

impl DivisionBreaks {
    /// Takes the breaks inside a text.
    pub fn take(&mut self, text: TextId) -> Vec<(u32, PageBreak)> {
        self.in_text.remove(&text).unwrap_or_default()
    }

    /// Takes the breaks before the first character of a text.
    pub fn take_before(&mut self, text: TextId) -> Vec<PageBreak> {
        let Some(breaks) = self.in_text.get_mut(&text) else {
            return Vec::new();
        };
        let inside = breaks.partition_point(|(offset, _)| *offset == 0);
        let before = breaks.drain(..inside).map(|(_, page)| page).collect();
        if breaks.is_empty() {
            self.in_text.remove(&text);
        }
        before
    }

    /// Takes all that are left: their texts are not in the division.
    pub fn take_rest(&mut self) -> Vec<PageBreak> {
        let rest = std::mem::take(&mut self.in_text);
        rest.into_values().flatten().map(|(_, page)| page).collect()
    }
}

/// The breaks of every division. A page without a label is not in the list; nobody could name it.
pub fn plan(book: &ResolvedBook, pages: &PageMap) -> Vec<DivisionBreaks> {
    let mut taken: BTreeSet<String> = book
        .anchors
        .iter()
        .map(|anchor| anchor.name.as_str().to_owned())
        .collect();
    let mut plan = vec![DivisionBreaks::default(); book.divisions.len()];
    let mut before: Option<(usize, Option<(TextId, u32)>)> = None;
    for entry in &pages.entries {
        let at = entry.division.0 as usize;
        let Some(division) = plan.get_mut(at) else {
            continue;
        };
        let start = match entry.start {
            Some(position) => Some((position.text, position.offset)),
            // No text of its own: it follows the page before, if that is of the same division.
            None => before
                .filter(|(own, _)| *own == at)
                .and_then(|(_, start)| start),
        };
        before = Some((at, start));
        if entry.label.is_empty() {
            continue;
        }
        let page = PageBreak {
            label: entry.label.clone(),
            id: unique_id(&entry.label, &mut taken),
        };
        match start {
            None => division.at_start.push(page),
            Some((text, offset)) => {
                let breaks = division.in_text.entry(text).or_default();
                let after = breaks.partition_point(|(own, _)| *own <= offset);
                breaks.insert(after, (offset, page));
            }
        }
    }
    plan
}

/// `page-` and the label, made an XML name that nothing else in the book has.
fn unique_id(label: &str, taken: &mut BTreeSet<String>) -> String {
    let plain: String = label
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .collect();
    let first = format!("page-{plain}");
    let id = std::iter::once(first.clone())
        .chain((2u32..).map(|count| format!("{first}-{count}")))
        .find(|id| !taken.contains(id))
        .unwrap_or(first);
    taken.insert(id.clone());
    id
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::DivisionId;
    use crate::epub::fixture;
    use crate::layout::{PageMapEntry, TextPosition};

    fn entry(label: &str, division: u32, start: Option<(u32, u32)>) -> PageMapEntry {
        PageMapEntry {
            label: label.to_owned(),
            division: DivisionId(division),
            start: start.map(|(text, offset)| TextPosition {
                text: TextId(text),
                offset,
            }),
        }
    }

    fn ids(breaks: Vec<PageBreak>) -> Vec<String> {
        breaks.into_iter().map(|page| page.id).collect()
    }

    #[test]
    fn pages_without_text_follow_the_page_before_or_open_the_division() {
        let book = fixture::book();
        let pages = PageMap {
            entries: vec![
                entry("i", 0, None),
                entry("ii", 0, None),
                entry("1", 1, Some((7, 4))),
                entry("2", 1, None),
                entry("3", 1, Some((9, 0))),
                entry("", 1, Some((9, 2))),
            ],
            anchors: Vec::new(),
        };
        let mut plan = plan(&book, &pages);
        assert_eq!(ids(plan[0].at_start.clone()), ["page-i", "page-ii"]);
        assert!(plan[1].at_start.is_empty());
        let inside: Vec<_> = plan[1].take(TextId(7));
        assert_eq!(inside.iter().map(|(at, _)| *at).collect::<Vec<_>>(), [4, 4]);
        assert_eq!(inside[1].1.id, "page-2");
        assert_eq!(ids(plan[1].take_before(TextId(9))), ["page-3"]);
        assert!(plan[1].take_rest().is_empty());
    }

    #[test]
    fn an_id_that_an_anchor_has_is_not_given_again() {
        let mut taken = BTreeSet::from(["page-3".to_owned()]);
        assert_eq!(unique_id("3", &mut taken), "page-3-2");
        assert_eq!(unique_id("3", &mut taken), "page-3-3");
        assert_eq!(unique_id("A é", &mut taken), "page-A--");
    }
}
