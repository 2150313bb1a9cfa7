//! No text shows the glyph that stands for a missing one: an empty box, or nothing at all.

use crate::diagnostic::codes;

use super::super::report::{Report, Told};
use super::Page;

pub fn check(page: &Page<'_, '_>, report: &mut Report) {
    for (font, at) in &page.seen.notdefs {
        report.tell(
            codes::PRINT_MISSING_GLYPH,
            Told::new(format!(
                "{} shows a glyph that it does not have (.notdef)",
                font.name
            ))
            .on(page.sheet.number)
            .at(*at)
            .help("set the character in a font that has it"),
        );
    }
}
