//! No transparency where it is not allowed: in PDF/X-1a and PDF/X-3, and where the printer wants it
//! flattened. A press flattens it in a way that nobody has seen.

use crate::diagnostic::codes;

use super::super::report::{Report, Told};
use super::Page;

pub fn check(page: &Page<'_, '_>, report: &mut Report) {
    let forbids = page.survey.profile.and_then(|own| own.file.transparency) == Some(false);
    if !page.survey.is_old_x() && !forbids {
        return;
    }
    for (what, at) in &page.seen.transparency {
        let told = Told::new(format!("there is {what}"))
            .on(page.sheet.number)
            .at(*at)
            .help("flatten transparency in the export");
        report.tell(codes::PRINT_TRANSPARENCY, told);
    }
}
