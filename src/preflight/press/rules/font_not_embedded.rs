//! Every font that shows text is in the file, in forms and patterns too. A press that lacks it takes
//! another one.

use crate::diagnostic::codes;

use super::super::report::{Report, Told};
use super::Page;

pub fn check(page: &Page<'_, '_>, report: &mut Report) {
    for (font, at) in page.seen.fonts.iter().filter(|(own, _)| !own.is_embedded) {
        report.tell(
            codes::PRINT_FONT_NOT_EMBEDDED,
            Told::new(format!("{} is not embedded", font.name))
                .on(page.sheet.number)
                .at(*at)
                .help("embed all fonts in the export"),
        );
    }
}
