//! No other files are inside: what a press does not print is lost, or printed by mistake.

use crate::diagnostic::codes;

use super::super::report::{Report, Told};
use super::super::survey::Survey;

pub fn check(survey: &Survey<'_>, report: &mut Report) {
    if !survey.is_x() {
        return;
    }
    let file = survey.file;
    let names = file.dictionary(survey.catalog, b"Names");
    let is_named = names.is_some_and(|own| file.entry(own, b"EmbeddedFiles").is_some());
    let is_held = survey
        .dictionaries()
        .iter()
        .any(|(_, own)| file.dictionary(own, b"EF").is_some());
    if is_named || is_held {
        report.tell(
            codes::PRINT_EMBEDDED_FILE,
            Told::new("the file has other files inside").help("export it without attachments"),
        );
    }
}
