//! Text keeps from the bind, where a thick book does not open flat, and nothing at all is printed in the
//! strip that takes the glue. Odd pages are right-hand pages, whose bind is at the left.

use crate::diagnostic::codes;

use super::super::geometry::TOLERANCE;
use super::super::report::{Report, Told};
use super::super::walk::Kind;
use super::Page;

pub fn check(page: &Page<'_, '_>, report: &mut Report) {
    let (Some(profile), Some(trim)) = (page.survey.profile, page.sheet.boxes.page()) else {
        return;
    };
    let count = u32::try_from(page.survey.sheets.len()).unwrap_or(u32::MAX);
    let gutter = profile.gutter_for(count).map_or(0.0, |own| own.to_points());
    let strip = profile
        .safety
        .no_ink_inside
        .map_or(0.0, |own| own.to_points());
    for mark in page
        .seen
        .marks
        .iter()
        .filter(|own| own.is_placed && own.is_visible())
    {
        if !trim.meets(mark.bounds) {
            continue;
        }
        let (asked, what) = match mark.kind {
            Kind::Text(_) => (gutter.max(strip), "text"),
            // What bleeds at the spine is cut there, unless no ink may stand there.
            _ if strip <= 0.0 => continue,
            own => (strip, own.words()),
        };
        let free = match page.sheet.is_recto() {
            true => mark.bounds.left - trim.left,
            false => trim.right - mark.bounds.right,
        };
        if free < asked - TOLERANCE {
            let told = Told::new(format!(
                "{what} stands {free:.1} pt from the bind, and needs {asked:.1} pt"
            ));
            report.tell(
                codes::PRINT_GUTTER,
                told.on(page.sheet.number)
                    .at(mark.at())
                    .worst(what, asked - free),
            );
        }
    }
}
