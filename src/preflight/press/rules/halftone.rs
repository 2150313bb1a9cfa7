//! Screens are those of the press: no phase (HTP), no screen by name, no types but 1 and 5, and no
//! transfer function inside one.

use crate::diagnostic::codes;

use super::super::report::{Report, Told};
use super::Page;

pub fn check(page: &Page<'_, '_>, report: &mut Report) {
    let file = page.survey.file;
    for (own, at) in page.seen.states.iter().filter(|_| page.survey.is_x()) {
        let mut tell = |message: &str| {
            let told = Told::new(message.to_owned()).on(page.sheet.number).at(*at);
            report.tell(codes::PRINT_HALFTONE, told);
        };
        if file.entry(own, b"HTP").is_some() {
            tell("a graphics state has a halftone phase (HTP)");
        }
        let Some(screen) = file.dictionary(own, b"HT") else {
            continue;
        };
        if !matches!(file.number(screen, b"HalftoneType"), Some(1.0 | 5.0)) {
            tell("a halftone is of another type than 1 and 5");
        } else if file.entry(screen, b"HalftoneName").is_some() {
            tell("a halftone has a name (HalftoneName)");
        } else if file.entry(screen, b"TransferFunction").is_some() {
            tell("a halftone has a transfer function");
        }
    }
}
