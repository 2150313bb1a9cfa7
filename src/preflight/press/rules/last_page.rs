//! The last page is blank where the printer puts a code on it.

use crate::diagnostic::codes;

use super::super::report::{Report, Told};
use super::super::survey::Survey;
use super::Digest;

pub fn check(survey: &Survey<'_>, pages: &[Digest], report: &mut Report) {
    let is_asked = survey.profile.is_some_and(|own| own.pages.last_is_blank);
    if let Some(last) = pages.last().filter(|own| is_asked && !own.is_blank) {
        report.tell(
            codes::PRINT_LAST_PAGE,
            Told::new("the last page is not blank").on(last.number),
        );
    }
}
