//! The number of pages fills whole sections, which are folded from sheets.

use crate::diagnostic::codes;

use super::super::report::{Report, Told};
use super::super::survey::Survey;
use super::Digest;

pub fn check(survey: &Survey<'_>, pages: &[Digest], report: &mut Report) {
    let multiple = survey.profile.and_then(|own| own.pages.multiple);
    let Some(multiple) = multiple.filter(|own| *own > 0) else {
        return;
    };
    let count = pages.len();
    let over = count % multiple as usize;
    if over > 0 {
        let missing = multiple as usize - over;
        let message = format!(
            "the book has {count} pages, which is no multiple of {multiple}: {missing} are missing"
        );
        report.tell(
            codes::PRINT_PAGE_MULTIPLE,
            Told::new(message).help("add blank pages at the end, or ask the printer to"),
        );
    }
}
