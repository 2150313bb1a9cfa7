//! There are no form fields, neither those of PDF nor those of XFA: what is filled in later is not known
//! when it is printed.

use crate::diagnostic::codes;

use super::super::report::{Report, Told};
use super::super::survey::Survey;

pub fn check(survey: &Survey<'_>, report: &mut Report) {
    if survey.is_x()
        && survey
            .file
            .dictionary(survey.catalog, b"AcroForm")
            .is_some()
    {
        report.tell(
            codes::PRINT_FORM_FIELD,
            Told::new("the file has form fields").help("flatten them before the export"),
        );
    }
}
