//! All pages have one size after trimming. A book block of two sizes cannot be cut.

use crate::diagnostic::codes;

use super::super::report::{Report, Told};
use super::super::survey::Survey;
use super::Digest;

/// How far two sizes may be apart, in points.
const ROUNDING: f64 = 0.5;

pub fn check(survey: &Survey<'_>, _: &[Digest], report: &mut Report) {
    let sizes = survey.sheets.iter().filter_map(|sheet| {
        let own = sheet.boxes.page()?;
        Some((sheet.number, own.width(), own.height()))
    });
    let sizes: Vec<(usize, f64, f64)> = sizes.collect();
    let Some((_, width, height)) = sizes.first().copied() else {
        return;
    };
    for (number, own_width, own_height) in sizes {
        if (own_width - width).abs() > ROUNDING || (own_height - height).abs() > ROUNDING {
            let message = format!(
                "the page is {own_width:.1} by {own_height:.1} pt, and the first one {width:.1} by \
                 {height:.1}"
            );
            report.tell(codes::PRINT_PAGE_SIZE, Told::new(message).on(number));
        }
    }
}
