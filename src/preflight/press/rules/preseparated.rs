//! A page is whole, and not one of its inks that was separated before.

use crate::diagnostic::codes;

use super::super::report::{Report, Told};
use super::Page;

pub fn check(page: &Page<'_, '_>, report: &mut Report) {
    let survey = page.survey;
    if survey.is_x()
        && survey
            .file
            .dictionary(page.sheet.own, b"SeparationInfo")
            .is_some()
    {
        let told = Told::new("the page is one ink of a page (SeparationInfo)");
        report.tell(codes::PRINT_PRESEPARATED, told.on(page.sheet.number));
    }
}
