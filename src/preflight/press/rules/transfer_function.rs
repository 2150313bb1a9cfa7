//! No transfer functions: they change tints on the press on top of its own curves.

use crate::diagnostic::codes;

use super::super::report::{Report, Told};
use super::super::survey::Survey;
use super::Page;

pub fn check(page: &Page<'_, '_>, report: &mut Report) {
    let survey: &Survey<'_> = page.survey;
    let file = survey.file;
    for (own, at) in page.seen.states.iter().filter(|_| survey.is_x()) {
        let has = file.entry(own, b"TR").is_some()
            || file
                .entry(own, b"TR2")
                .is_some_and(|own| own.name() != Some(b"Default"));
        if has {
            let told = Told::new("a graphics state has a transfer function (TR, TR2)");
            report.tell(
                codes::PRINT_TRANSFER_FUNCTION,
                told.on(page.sheet.number).at(*at),
            );
        }
    }
}
