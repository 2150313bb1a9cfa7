//! The numbers of pages: roman in the front matter, arabic from the first page of the text on.
//! Chapters begin on rectos; what lies between is blank.

use crate::document::{DivisionId, Matter};
use crate::resolve::{Division, DivisionKind};

use super::super::paginate::PagePlan;
use super::super::roman::to_roman;

/// A page in the book: whose it is, and its label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberedPage {
    /// The division.
    pub division: DivisionId,
    /// The page of the division, from 0; `None` for a blank one.
    pub plan: Option<usize>,
    /// "xii", "34".
    pub label: String,
    /// Whether it is a right-hand page.
    pub recto: bool,
}

/// All pages of the book in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Numbering {
    /// The pages, blank ones included.
    pub pages: Vec<NumberedPage>,
}

/// Numbers the pages of the divisions.
pub fn number_pages<'p>(
    divisions: impl IntoIterator<Item = (&'p Division, &'p [PagePlan])>,
) -> Numbering {
    let mut pages: Vec<NumberedPage> = Vec::new();
    let mut before_text = 0;
    let mut in_text = false;
    let label = |at: usize, before_text: usize, in_text: bool| {
        if in_text {
            (at - before_text + 1).to_string()
        } else {
            to_roman(u32::try_from(at + 1).unwrap_or(u32::MAX))
        }
    };
    for ((division, plans), id) in divisions.into_iter().zip((0..).map(DivisionId)) {
        let begins_text = !in_text && division.matter != Matter::Front;
        if (begins_text || begins_on_recto(division)) && pages.len() % 2 == 1 {
            let owner = pages.last().map_or(id, |page| page.division);
            let blank = label(pages.len(), before_text, in_text);
            pages.push(NumberedPage {
                division: owner,
                plan: None,
                label: blank,
                recto: false,
            });
        }
        if begins_text {
            in_text = true;
            before_text = pages.len();
        }
        for plan in 0..plans.len() {
            let at = pages.len();
            let label = label(at, before_text, in_text);
            pages.push(NumberedPage {
                division: id,
                plan: Some(plan),
                label,
                recto: at.is_multiple_of(2),
            });
        }
    }
    Numbering { pages }
}

/// The imprint stands on the verso of the title page; all else begins on a recto.
pub fn begins_on_recto(division: &Division) -> bool {
    match division.kind {
        DivisionKind::Imprint(_) => false,
        DivisionKind::Chapter(_)
        | DivisionKind::Part(_)
        | DivisionKind::HalfTitle
        | DivisionKind::TitlePage
        | DivisionKind::Contents { .. }
        | DivisionKind::Acronyms { .. }
        | DivisionKind::Contributors { .. }
        | DivisionKind::List { .. }
        | DivisionKind::Annex(_)
        | DivisionKind::Bibliography { .. }
        | DivisionKind::Index { .. } => true,
    }
}
