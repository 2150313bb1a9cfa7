//! A book that is printed in black has no other inks.

use crate::diagnostic::codes;
use crate::printer::Colour;

use super::super::report::{Report, Told};
use super::super::walk::colours::Family;
use super::Page;

pub fn check(page: &Page<'_, '_>, report: &mut Report) {
    if page.survey.profile.and_then(|own| own.ink.colour) != Some(Colour::Mono) {
        return;
    }
    for mark in &page.seen.marks {
        let coloured = mark
            .inks
            .process
            .is_some_and(|[c, m, y, _]| c + m + y > 0.0)
            || mark.inks.spot_count > 0
            || mark.inks.light.is_some_and(|[r, g, b]| r != g || g != b);
        if coloured {
            let told = Told::new(format!("{} is not in black alone", mark.kind.words()))
                .on(page.sheet.number)
                .at(mark.at());
            report.tell(codes::PRINT_COLOUR_MONO, told);
        }
    }
    for placed in &page.seen.images {
        let space = placed.picture.space.as_ref().map(|own| own.painted());
        let is_gray = space.is_none_or(|own| own.family == Family::Gray || own.components == 1);
        if !is_gray {
            let told = Told::new("an image is not in gray")
                .on(page.sheet.number)
                .at(Some((placed.bounds.left, placed.bounds.bottom)))
                .image(&placed.name);
            report.tell(codes::PRINT_COLOUR_MONO, told);
        }
    }
}
