//! Pages of other files are in the file themselves, and not named by a reference (Ref).

use crate::diagnostic::codes;

use super::super::report::{Report, Told};
use super::super::survey::Survey;

pub fn check(survey: &Survey<'_>, report: &mut Report) {
    let file = survey.file;
    for (id, own) in survey.dictionaries().into_iter().filter(|_| survey.is_x()) {
        let is_form = file.name(own, b"Subtype") == Some(b"Form");
        if is_form && file.dictionary(own, b"Ref").is_some() {
            let told = Told::new("a form stands for a page of another file (Ref)");
            report.tell(codes::PRINT_REFERENCE_XOBJECT, survey.owned(told, id));
        }
    }
}
