//! The metadata are an XMP packet that is not coded by a filter and is well-formed, so that programs
//! find it without knowing PDF.

use crate::diagnostic::codes;
use crate::printer::Standard;

use super::super::report::{Report, Told};
use super::super::survey::{Metadata, Survey};

pub fn check(survey: &Survey<'_>, report: &mut Report) {
    if survey.standard != Standard::X4 {
        return;
    }
    let message = match survey.metadata {
        Metadata::Read(_) => return,
        Metadata::Missing => "the file has no XMP metadata",
        Metadata::Coded => "the XMP metadata are compressed",
        Metadata::Broken => "the XMP metadata are not well-formed",
    };
    report.tell(codes::PRINT_METADATA, Told::new(message));
}
