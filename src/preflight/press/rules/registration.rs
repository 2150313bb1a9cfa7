//! Nothing on the page is in the colour of registration, which prints on every plate: it is for marks
//! outside the trim.

use crate::diagnostic::codes;

use super::super::report::{Report, Told};
use super::Page;

pub fn check(page: &Page<'_, '_>, report: &mut Report) {
    let Some(trim) = page.sheet.boxes.page() else {
        return;
    };
    for mark in page
        .seen
        .marks
        .iter()
        .filter(|own| own.inks.is_registration())
    {
        if trim.meets(mark.bounds) {
            let told = Told::new(format!(
                "{} is in all inks (registration)",
                mark.kind.words()
            ))
            .on(page.sheet.number)
            .at(mark.at())
            .help("set it in black alone");
            report.tell(codes::PRINT_REGISTRATION, told);
        }
    }
}
