//! The file says whether it is trapped, yes or no, so that nobody traps it twice or not at all; its two
//! places for that say the same.

use crate::diagnostic::codes;
use crate::printer::Standard;

use super::super::report::{Report, Told};
use super::super::survey::Survey;

pub fn check(survey: &Survey<'_>, report: &mut Report) {
    if !survey.is_x() {
        return;
    }
    let info = survey
        .info
        .and_then(|own| survey.file.name(own, b"Trapped"));
    let info = info.map(|own| String::from_utf8_lossy(own).into_owned());
    let xmp = survey
        .xmp()
        .and_then(|own| own.trapped.as_deref())
        .map(str::trim);
    let is_answer = |own: &str| matches!(own, "True" | "False");
    let message = match (info.as_deref(), xmp) {
        (Some(info), _) if !is_answer(info) => "Trapped is neither True nor False",
        (_, Some(xmp)) if !is_answer(xmp) => "pdf:Trapped is neither True nor False",
        (Some(info), Some(xmp)) if info != xmp => "Trapped and pdf:Trapped are two answers",
        (None, _) => "the document information does not say whether the file is trapped",
        (_, None) if survey.standard == Standard::X4 && survey.xmp().is_some() => {
            "the metadata do not say whether the file is trapped"
        }
        _ => return,
    };
    report.tell(codes::PRINT_TRAPPED, Told::new(message));
}
