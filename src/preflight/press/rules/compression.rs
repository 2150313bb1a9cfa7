//! Data are compressed in ways that the standard has: PDF/X-1a and PDF/X-3 have neither LZW nor JBIG2, nor
//! JPEG 2000, which is younger than they are.

use crate::diagnostic::codes;

use super::super::file::filter_names;
use super::super::report::{Report, Told};
use super::super::survey::Survey;

pub fn check(survey: &Survey<'_>, report: &mut Report) {
    for (id, own) in survey
        .dictionaries()
        .into_iter()
        .filter(|_| survey.is_old_x())
    {
        if !own.contains_key(b"Length".as_slice()) {
            continue;
        }
        for name in filter_names(survey.file, own) {
            if matches!(name, b"LZWDecode" | b"JBIG2Decode" | b"JPXDecode") {
                let name = String::from_utf8_lossy(name);
                let told = Told::new(format!("a stream is compressed by {name}"));
                report.tell(codes::PRINT_COMPRESSION, survey.owned(told, id));
            }
        }
    }
}
