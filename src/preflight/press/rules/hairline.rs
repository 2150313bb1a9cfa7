//! Lines are thick enough to print: a line of weight 0 is as thin as each press can make it, and one that
//! is thinner than the printer asks breaks. Thin filled rectangles are lines too.

use crate::diagnostic::codes;

use super::super::report::{Report, Told};
use super::super::walk::Kind;
use super::Page;

/// A difference that comes from rounding, in points.
const ROUNDING: f64 = 0.01;

pub fn check(page: &Page<'_, '_>, report: &mut Report) {
    let least = page.survey.profile.and_then(|own| own.lines.least_weight);
    let least = least.map(|own| own.to_points());
    for mark in page.seen.marks.iter().filter(|own| own.is_visible()) {
        let (own, what) = match mark.kind {
            Kind::Line(weight) => (weight, "a line"),
            Kind::Area(thickness) => (thickness, "a filled rectangle"),
            _ => continue,
        };
        let message = match least {
            Some(least) if own < least - ROUNDING => {
                format!("{what} is {own:.2} pt thick, and needs {least:.2} pt")
            }
            None if own <= 0.0 => format!("{what} has no thickness"),
            _ => continue,
        };
        let told = Told::new(message)
            .on(page.sheet.number)
            .at(mark.at())
            .worst(what, -own);
        report.tell(codes::PRINT_HAIRLINE, told);
    }
}
