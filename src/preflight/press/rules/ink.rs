//! No colour has more ink than the paper takes: too much does not dry, and comes off on the next sheet.

use crate::diagnostic::codes;

use super::super::report::{Report, Told};
use super::Page;

pub fn check(page: &Page<'_, '_>, report: &mut Report) {
    let Some(most) = page.survey.profile.and_then(|own| own.ink.most_percent) else {
        return;
    };
    for mark in &page.seen.marks {
        // What is in all inks has a rule of its own.
        let total = mark.inks.total().filter(|_| !mark.inks.is_registration());
        let percent = total.unwrap_or(0.0) * 100.0;
        if percent > f64::from(most) + 0.5 {
            let told = Told::new(format!(
                "{} has {percent:.0} % ink, and {most} % is the most",
                mark.kind.words()
            ));
            report.tell(
                codes::PRINT_INK,
                told.on(page.sheet.number)
                    .at(mark.at())
                    .worst(mark.kind.words(), percent),
            );
        }
    }
}
