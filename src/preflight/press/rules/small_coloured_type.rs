//! Small type is of one ink: white type, and type of several inks, fills up or gets edges of colour where
//! inks do not meet exactly.

use crate::diagnostic::codes;

use super::super::report::{Report, Told};
use super::super::walk::Kind;
use super::Page;

/// From this size on type may be white or of several inks: what a printer's public guidelines ask of
/// type that is left out of other inks (Peak Print, printing guidelines).
const LEAST: f64 = 6.0;

pub fn check(page: &Page<'_, '_>, report: &mut Report) {
    if page.survey.profile.is_none() && !page.survey.is_x() {
        return;
    }
    for mark in &page.seen.marks {
        let Kind::Text(size) = mark.kind else {
            continue;
        };
        // Black with other inks has a rule of its own.
        let is_other = mark.inks.is_registration() || super::is_rich_black(&mark.inks);
        if size >= LEAST - 0.01 || is_other {
            continue;
        }
        let words = match mark.inks.plates() {
            Some(0) => "white text",
            Some(2..) => "text of several inks",
            _ => continue,
        };
        let told = Told::new(format!(
            "{words} is set in {size:.1} pt, and needs {LEAST:.0} pt"
        ))
        .on(page.sheet.number)
        .at(mark.at())
        .worst(words, -size);
        report.tell(codes::PRINT_SMALL_COLOURED_TYPE, told);
    }
}
