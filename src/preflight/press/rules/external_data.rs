//! All data are in the file: no stream has them in another one.

use crate::diagnostic::codes;

use super::super::report::{Report, Told};
use super::super::survey::Survey;

pub fn check(survey: &Survey<'_>, report: &mut Report) {
    for (id, own) in survey.dictionaries().into_iter().filter(|_| survey.is_x()) {
        let is_stream = own.contains_key(b"Length".as_slice());
        if is_stream && survey.file.entry(own, b"F").is_some() {
            let told = Told::new("a stream has its data in another file (F)");
            report.tell(codes::PRINT_EXTERNAL_DATA, survey.owned(told, id));
        }
    }
}
