//! Nothing is encrypted. A press has no password, and reads nothing of an encrypted file.

use crate::diagnostic::codes;

use super::super::report::{Report, Told};
use super::super::survey::Survey;

pub fn check(survey: &Survey<'_>, report: &mut Report) {
    if survey.is_encrypted() {
        report.tell(
            codes::PRINT_ENCRYPTED,
            Told::new("the file is encrypted").help("export it without a password or permissions"),
        );
    }
}
