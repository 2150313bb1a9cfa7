//! Black text is black alone: with other inks below it, its edges are coloured wherever the sheet moves.

use crate::diagnostic::codes;

use super::super::report::{Report, Told};
use super::super::walk::Kind;
use super::Page;

pub fn check(page: &Page<'_, '_>, report: &mut Report) {
    if page.survey.profile.is_none() && !page.survey.is_x() {
        return;
    }
    for mark in &page.seen.marks {
        if !matches!(mark.kind, Kind::Text(_)) || mark.inks.is_registration() {
            continue;
        }
        if super::is_rich_black(&mark.inks) {
            let total = mark.inks.total().unwrap_or(0.0);
            let told = Told::new("black text has other inks below its black")
                .on(page.sheet.number)
                .at(mark.at())
                .worst("rich black", total)
                .help("set it in black alone: 0 0 0 1 in CMYK, or gray");
            report.tell(codes::PRINT_RICH_BLACK_TEXT, told);
        }
    }
}
