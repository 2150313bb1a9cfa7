//! Images have no more pixels than are of use: more make the file slow, and no print better.

use crate::diagnostic::codes;

use super::super::report::{Report, Told};
use super::Page;

pub fn check(page: &Page<'_, '_>, report: &mut Report) {
    let Some(most) = page.survey.profile.and_then(|own| own.images.most_ppi) else {
        return;
    };
    for placed in page.seen.images.iter().filter(|own| own.picture.bits > 1) {
        let own = placed.resolution();
        if own > f64::from(most) + 0.5 {
            let told = Told::new(format!(
                "an image has {own:.0} pixels to the inch, of which {most} are of use"
            ));
            report.tell(
                codes::PRINT_IMAGE_EXCESS,
                told.on(page.sheet.number)
                    .at(Some((placed.bounds.left, placed.bounds.bottom)))
                    .image(&placed.name),
            );
        }
    }
}
