//! There is no PostScript inside: it is a program that only some presses run.

use crate::diagnostic::codes;

use super::super::report::{Report, Told};
use super::super::survey::Survey;

pub fn check(survey: &Survey<'_>, report: &mut Report) {
    let file = survey.file;
    for (id, own) in survey.dictionaries().into_iter().filter(|_| survey.is_x()) {
        let has_kind = |key: &[u8]| file.name(own, key) == Some(b"PS");
        let is_object =
            file.name(own, b"Type") == Some(b"XObject") || own.contains_key(b"Length".as_slice());
        if is_object
            && (has_kind(b"Subtype") || has_kind(b"Subtype2") || own.contains_key(b"PS".as_slice()))
        {
            let told = Told::new("an object is PostScript");
            report.tell(codes::PRINT_POSTSCRIPT, survey.owned(told, id));
        }
    }
}
