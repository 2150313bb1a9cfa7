//! The book has as many pages as the printer can bind.

use crate::diagnostic::codes;

use super::super::report::{Report, Told};
use super::super::survey::Survey;
use super::Digest;

pub fn check(survey: &Survey<'_>, pages: &[Digest], report: &mut Report) {
    let Some(profile) = survey.profile else {
        return;
    };
    let count = pages.len();
    let title = &profile.title;
    let message = match (profile.pages.least, profile.pages.most) {
        (Some(least), _) if count < least as usize => {
            format!("the book has {count} pages, and {title} binds {least} at least")
        }
        (_, Some(most)) if count > most as usize => {
            format!("the book has {count} pages, and {title} binds {most} at most")
        }
        _ => return,
    };
    report.tell(codes::PRINT_PAGE_COUNT, Told::new(message));
}
