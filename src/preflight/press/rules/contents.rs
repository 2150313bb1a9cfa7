//! Contents are sound: operators are known, what they name is there, and states that are saved are
//! restored. What is not sound is shown by one program and left out by the next.

use crate::diagnostic::codes;

use super::super::report::{Report, Told};
use super::Page;

pub fn check(page: &Page<'_, '_>, report: &mut Report) {
    for (what, at) in &page.seen.faults {
        let told = Told::new(*what).on(page.sheet.number).at(*at);
        report.tell(codes::PRINT_CONTENTS, told);
    }
}
