//! Images are in the file themselves. OPI names a better one somewhere else, which the press does not
//! have.

use crate::diagnostic::codes;

use super::super::report::{Report, Told};
use super::super::survey::Survey;

pub fn check(survey: &Survey<'_>, report: &mut Report) {
    for (id, own) in survey.dictionaries().into_iter().filter(|_| survey.is_x()) {
        if own.contains_key(b"Subtype".as_slice()) && survey.file.dictionary(own, b"OPI").is_some()
        {
            let told = Told::new("an image or a form names its better version elsewhere (OPI)");
            report.tell(codes::PRINT_OPI, survey.owned(told, id));
        }
    }
}
