//! No more blank pages follow each other than the printer takes for meant.

use crate::diagnostic::codes;

use super::super::report::{Report, Told};
use super::super::survey::Survey;
use super::Digest;

pub fn check(survey: &Survey<'_>, pages: &[Digest], report: &mut Report) {
    let Some(most) = survey.profile.and_then(|own| own.pages.consecutive_blanks) else {
        return;
    };
    for run in pages.chunk_by(|a, b| a.is_blank == b.is_blank) {
        let count = run.len();
        if run.iter().all(|own| own.is_blank) && count > most as usize {
            for page in run {
                let message =
                    format!("{count} blank pages follow each other, and {most} is the most");
                let key = format!("from {}", run.first().map_or(0, |own| own.number));
                let told = Told::new(message).on(page.number).worst(key, 0.0);
                report.tell(codes::PRINT_BLANK_PAGES, told);
            }
        }
    }
}
