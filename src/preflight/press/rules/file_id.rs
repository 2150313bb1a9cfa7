//! The trailer has an identifier of two strings, by which a printer tells two states of a file apart.

use crate::diagnostic::codes;
use crate::preflight::pdf_syntax::Object;

use super::super::report::{Report, Told};
use super::super::survey::Survey;

pub fn check(survey: &Survey<'_>, report: &mut Report) {
    if !survey.is_x() {
        return;
    }
    let own = survey.file.items(&survey.file.trailer, b"ID");
    let strings = own.iter().filter_map(|own| survey.file.resolve(own));
    let strings = strings.filter_map(Object::string);
    if own.len() != 2 || strings.filter(|own| !own.is_empty()).count() != 2 {
        report.tell(
            codes::PRINT_FILE_ID,
            Told::new("the trailer has no ID of two strings"),
        );
    }
}
