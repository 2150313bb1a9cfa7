//! Plans of pages -> finished pages: every page gets its number, its running head and its folio, and
//! every anchor its place. Before this no page knows its number.

mod bleed;
mod fit;
mod heads;
mod labels;
mod outline;
mod pages;
mod running;

pub use labels::{Numbering, begins_on_recto, number_pages};
pub use outline::outline;
pub use pages::{FinishedDivision, finish_division};
pub use running::once_each;
