//! Images can be decoded, and have as many pixels as they say.

use crate::diagnostic::codes;

use super::super::report::{Report, Told};
use super::Page;

pub fn check(page: &Page<'_, '_>, report: &mut Report) {
    for placed in &page.seen.images {
        if let Err(why) = page.ink_of(placed) {
            let told = Told::new(format!("an image is damaged: {why}"))
                .on(page.sheet.number)
                .at(Some((placed.bounds.left, placed.bounds.bottom)))
                .image(&placed.name);
            report.tell(codes::PRINT_IMAGE_DAMAGED, told);
        }
    }
}
