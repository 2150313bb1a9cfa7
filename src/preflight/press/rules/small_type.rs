//! Type is large enough for the press.

use crate::diagnostic::codes;

use super::super::report::{Report, Told};
use super::super::walk::Kind;
use super::Page;

pub fn check(page: &Page<'_, '_>, report: &mut Report) {
    let Some(least) = page.survey.profile.and_then(|own| own.lines.least_type) else {
        return;
    };
    let least = least.to_points();
    for mark in page.seen.marks.iter().filter(|own| own.is_visible()) {
        let Kind::Text(size) = mark.kind else {
            continue;
        };
        if size < least - 0.01 {
            let told = Told::new(format!(
                "text is set in {size:.1} pt, and needs {least:.1} pt"
            ))
            .on(page.sheet.number)
            .at(mark.at())
            .worst("small", -size);
            report.tell(codes::PRINT_SMALL_TYPE, told);
        }
    }
}
