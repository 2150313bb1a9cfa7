//! No place of an image has more ink than the paper takes. Of images of more than 16 million pixels some
//! are looked at, evenly; images in formats that are not decoded here (JPEG 2000, JBIG2, fax) are not.

use crate::diagnostic::codes;

use super::super::report::{Report, Told};
use super::Page;

pub fn check(page: &Page<'_, '_>, report: &mut Report) {
    let Some(most) = page.survey.profile.and_then(|own| own.ink.most_percent) else {
        return;
    };
    for placed in &page.seen.images {
        let Ok(Some(peak)) = page.ink_of(placed) else {
            continue;
        };
        let percent = peak.total * 100.0;
        // A step of 8 bits in each of four inks is 1.6 %.
        if percent > f64::from(most) + 2.0 {
            let at = placed.matrix.point(peak.x, peak.y);
            let told = Told::new(format!(
                "an image has {percent:.0} % ink in one place, and {most} % is the most"
            ));
            report.tell(
                codes::PRINT_IMAGE_INK,
                told.on(page.sheet.number)
                    .at(Some(at))
                    .image(&placed.name)
                    .help("convert the image with a profile of that limit"),
            );
        }
    }
}
