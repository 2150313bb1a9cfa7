//! Black text is black ink. Black of red, green and blue becomes four inks when it is converted.

use crate::diagnostic::codes;
use crate::printer::Colour;

use super::super::report::{Report, Told};
use super::super::walk::Kind;
use super::Page;

/// How dark counts as black.
const DARK: f64 = 0.1;

pub fn check(page: &Page<'_, '_>, report: &mut Report) {
    // Where such colours are not allowed at all another rule says so.
    let asked = page.survey.profile.map(|own| own.ink.colour);
    if asked.is_none() || asked == Some(Some(Colour::Cmyk)) || page.survey.is_x() {
        return;
    }
    for mark in &page.seen.marks {
        let is_black = mark
            .inks
            .light
            .is_some_and(|own| own.iter().all(|part| *part <= DARK));
        if matches!(mark.kind, Kind::Text(_)) && is_black {
            let told = Told::new("black text is of red, green and blue")
                .on(page.sheet.number)
                .at(mark.at())
                .help("set it in gray, or in black alone");
            report.tell(codes::PRINT_RGB_BLACK_TEXT, told);
        }
    }
}
