//! Images in black and white alone have more pixels to the inch than photographs: their edges have no
//! grays that would hide the steps.

use crate::diagnostic::codes;

use super::super::report::{Report, Told};
use super::Page;

pub fn check(page: &Page<'_, '_>, report: &mut Report) {
    let Some(least) = page
        .survey
        .profile
        .and_then(|own| own.images.least_line_art_ppi)
    else {
        return;
    };
    for placed in page.seen.images.iter().filter(|own| own.picture.bits == 1) {
        let own = placed.resolution();
        if own < f64::from(least) - 0.5 {
            let told = Told::new(format!(
                "an image in black and white has {own:.0} pixels to the inch, and needs {least}"
            ));
            report.tell(
                codes::PRINT_LINE_ART_RESOLUTION,
                told.on(page.sheet.number)
                    .at(Some((placed.bounds.left, placed.bounds.bottom)))
                    .image(&placed.name),
            );
        }
    }
}
