//! The width of the spine: a paper and the number of pages -> a length, with who says so.

use crate::length::Length;
use crate::printer::Profile;

use super::Order;

/// How wide the spine is on a paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpineWidth {
    /// Whose paper it is; none where the book gives the thickness of a leaf.
    pub printer: Option<&'static Profile>,
    /// The paper's name, or the thickness of a leaf.
    pub paper: String,
    /// The width.
    pub width: Length,
    /// Whether it may have text.
    pub has_text: bool,
}

/// The width of the spine of a book of so many pages; `None` where the book names no paper, or one that
/// the printer does not have.
pub fn width(order: &Order<'_>, pages: usize) -> Option<SpineWidth> {
    let pages = u32::try_from(pages).unwrap_or(u32::MAX);
    if let Some(leaf) = order.print.leaf {
        let leaves = i64::from(pages.div_ceil(2));
        return Some(SpineWidth {
            printer: None,
            paper: format!("leaf of {}", leaf.to_text()),
            width: leaf * leaves,
            has_text: true,
        });
    }
    let paper = order.print.paper.as_deref()?;
    let asked = match order.profile {
        Some(profile) => std::slice::from_ref(profile),
        None => Profile::all(),
    };
    asked.iter().find_map(|profile| {
        let spine = profile.spine.as_ref()?;
        Some(SpineWidth {
            printer: Some(profile),
            paper: paper.to_owned(),
            width: spine.width(paper, pages)?,
            has_text: spine.has_text(pages),
        })
    })
}
