//! Everything was judged. A page that holds more than is read, or forms in forms without an end, is
//! judged as far as it was read.

use crate::diagnostic::codes;

use super::super::report::{Report, Told};
use super::Page;

pub fn check(page: &Page<'_, '_>, report: &mut Report) {
    if page.seen.is_cut {
        let told = Told::new("the page holds more than is judged");
        report.tell(codes::PRINT_INCOMPLETE, told.on(page.sheet.number));
    }
}
