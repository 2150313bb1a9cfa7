//! The width of a spine: the number of pages and a paper -> a length.

use serde::Deserialize;

use crate::length::Length;

/// How wide the spine is.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spine {
    /// What the cover adds to the pages.
    #[serde(default)]
    pub cover: Length,
    /// The fewest pages whose spine may have text.
    pub text_from_pages: Option<u32>,
    /// The papers.
    pub paper: Vec<Paper>,
    /// The id of a source.
    pub source: String,
}

/// A paper; one of its two measures is given.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paper {
    /// What it is called.
    pub name: String,
    /// The thickness of a page, which is half that of a leaf.
    pub page: Option<Length>,
    /// So many pages are an inch thick.
    pub pages_per_inch: Option<u32>,
}

impl Spine {
    /// The width of the spine of a book of so many pages on this paper; `None` for a paper that is
    /// not among the papers.
    pub fn width(&self, paper: &str, pages: u32) -> Option<Length> {
        let paper = self.paper.iter().find(|own| own.name == paper)?;
        let block = match (paper.page, paper.pages_per_inch) {
            (Some(page), _) => page * i64::from(pages),
            (None, Some(ppi)) => Length::pt(72).scale(i64::from(pages), i64::from(ppi)),
            (None, None) => return None,
        };
        Some(block + self.cover)
    }

    /// Whether a spine of so many pages may have text.
    pub fn has_text(&self, pages: u32) -> bool {
        self.text_from_pages.is_none_or(|least| pages >= least)
    }
}
