//! PDF/X-1a and PDF/X-3 are PDF 1.4, which has neither streams of objects nor a cross-reference that is a
//! stream: an old press finds nothing in such a file.

use crate::diagnostic::codes;

use super::super::report::{Report, Told};
use super::super::survey::Survey;

pub fn check(survey: &Survey<'_>, report: &mut Report) {
    if survey.is_old_x() && survey.file.has_object_streams {
        report.tell(
            codes::PRINT_OBJECT_STREAMS,
            Told::new("the file has streams of objects, or a cross-reference that is a stream"),
        );
    }
}
