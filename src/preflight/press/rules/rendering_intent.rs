//! Rendering intents are those that PDF knows; by another name a press takes which it likes.

use crate::diagnostic::codes;

use super::super::report::{Report, Told};
use super::Page;

pub fn check(page: &Page<'_, '_>, report: &mut Report) {
    for (name, at) in page.seen.rendering.iter().filter(|_| page.survey.is_x()) {
        let name = String::from_utf8_lossy(name);
        let told = Told::new(format!("there is no rendering intent `{name}`"));
        report.tell(
            codes::PRINT_RENDERING_INTENT,
            told.on(page.sheet.number).at(*at),
        );
    }
}
