//! Printer's marks stay out of the bleed, where they would be seen after a cut that is a little off, and
//! are left out where the printer sets them. What stands outside the trim without touching it is a mark.

use crate::diagnostic::codes;

use super::super::report::{Report, Told};
use super::Page;

pub fn check(page: &Page<'_, '_>, report: &mut Report) {
    let (Some(trim), Some(printed)) = (page.sheet.boxes.page(), page.sheet.boxes.printed()) else {
        return;
    };
    let forbids = page.survey.profile.and_then(|own| own.file.marks) == Some(false);
    let near = trim.grown(0.5);
    for mark in page
        .seen
        .marks
        .iter()
        .filter(|own| own.is_placed && own.is_visible())
    {
        if near.meets(mark.bounds) {
            continue;
        }
        let is_seen = page
            .sheet
            .boxes
            .media
            .is_none_or(|own| own.meets(mark.bounds));
        let message = if printed.meets(mark.bounds) {
            "a printer's mark stands inside the bleed"
        } else if forbids && is_seen {
            "there are printer's marks, and the printer wants none"
        } else {
            continue;
        };
        let told = Told::new(message).on(page.sheet.number).at(mark.at());
        report.tell(
            codes::PRINT_MARKS,
            told.help("set the offset of the marks to the bleed, or export without them"),
        );
    }
}
