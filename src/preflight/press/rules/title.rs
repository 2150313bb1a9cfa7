//! The file has a title, and its two places for one say the same.

use crate::diagnostic::codes;
use crate::printer::Standard;

use super::super::report::{Report, Told};
use super::super::survey::Survey;

pub fn check(survey: &Survey<'_>, report: &mut Report) {
    if !survey.is_x() {
        return;
    }
    let told = survey.told(b"Title").map(|own| own.trim().to_owned());
    let told = told.filter(|own| !own.is_empty());
    let xmp = survey.xmp();
    let title = xmp.and_then(|own| own.title.as_deref()).map(str::trim);
    let title = title.filter(|own| !own.is_empty());
    let is_missing = match survey.standard {
        Standard::X4 => title.is_none() && xmp.is_some(),
        _ => told.is_none(),
    };
    if is_missing {
        report.tell(codes::PRINT_TITLE, Told::new("the file has no title"));
    } else if let (Some(told), Some(title)) = (told, title)
        && told != title
    {
        report.tell(
            codes::PRINT_TITLE,
            Told::new("the title of the metadata is not that of the document information"),
        );
    }
}
