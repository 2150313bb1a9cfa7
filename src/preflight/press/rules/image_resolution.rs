//! Images have enough pixels at the size in which they are printed. Too few are seen as steps.

use crate::diagnostic::codes;

use super::super::report::{Report, Told};
use super::Page;

pub fn check(page: &Page<'_, '_>, report: &mut Report) {
    let Some(least) = page.survey.profile.and_then(|own| own.images.least_ppi) else {
        return;
    };
    for placed in page.seen.images.iter().filter(|own| own.picture.bits > 1) {
        let own = placed.resolution();
        if own < f64::from(least) - 0.5 {
            let told = Told::new(format!(
                "an image has {own:.0} pixels to the inch, and needs {least}"
            ));
            report.tell(
                codes::PRINT_IMAGE_RESOLUTION,
                told.on(page.sheet.number)
                    .at(Some((placed.bounds.left, placed.bounds.bottom)))
                    .image(&placed.name)
                    .help("print it smaller, or take a version with more pixels"),
            );
        }
    }
}
