//! White does not overprint: over other inks it would print nothing, and vanish.

use crate::diagnostic::codes;

use super::super::report::{Report, Told};
use super::super::walk::Kind;
use super::Page;

pub fn check(page: &Page<'_, '_>, report: &mut Report) {
    for mark in page.seen.marks.iter().filter(|own| own.is_overprint) {
        let is_white = mark.inks.total() == Some(0.0);
        if is_white && !matches!(mark.kind, Kind::Image | Kind::Shading) {
            let told = Told::new(format!("{} is white and overprints", mark.kind.words()))
                .on(page.sheet.number)
                .at(mark.at())
                .help("let it knock out what is below");
            report.tell(codes::PRINT_WHITE_OVERPRINT, told);
        }
    }
}
