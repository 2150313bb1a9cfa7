//! The file is whole: its end leads to its cross-reference, and the page tree counts the pages that it
//! has. A damaged file is repaired by each reader in a way of its own.

use crate::diagnostic::codes;

use super::super::report::{Report, Told};
use super::super::survey::Survey;

pub fn check(survey: &Survey<'_>, report: &mut Report) {
    let help = "export the file again, or copy it again where it came over a network";
    if !survey.file.has_reference {
        let told = Told::new("the end of the file does not lead to its cross-reference");
        report.tell(codes::PRINT_DAMAGED, told.help(help));
    }
    if !survey.has_sound_tree {
        let told = Told::new("the page tree is broken, or counts other pages than it has");
        report.tell(codes::PRINT_DAMAGED, told.help(help));
    }
    if survey.sheets.is_empty() {
        let told = Told::new("the file has no pages");
        report.tell(codes::PRINT_DAMAGED, told.help(help));
    }
}
