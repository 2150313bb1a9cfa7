//! There are no bookmarks where the printer wants none.

use crate::diagnostic::codes;

use super::super::report::{Report, Told};
use super::super::survey::Survey;

pub fn check(survey: &Survey<'_>, report: &mut Report) {
    let forbids = survey.profile.and_then(|own| own.file.bookmarks) == Some(false);
    let outline = survey.file.dictionary(survey.catalog, b"Outlines");
    let has = outline.is_some_and(|own| survey.file.entry(own, b"First").is_some());
    if forbids && has {
        report.tell(
            codes::PRINT_BOOKMARK,
            Told::new("the file has bookmarks").help("export it without them"),
        );
    }
}
