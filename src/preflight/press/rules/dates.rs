//! The file says when it was made and changed, and its two places for these say the same.

use crate::diagnostic::codes;
use crate::printer::Standard;

use super::super::report::{Report, Told};
use super::super::survey::{Survey, moment};

pub fn check(survey: &Survey<'_>, report: &mut Report) {
    if !survey.is_x() {
        return;
    }
    let mut tell = |message: String| report.tell(codes::PRINT_DATES, Told::new(message));
    let dates = [
        (&b"CreationDate"[..], "CreationDate", "xmp:CreateDate"),
        (b"ModDate", "ModDate", "xmp:ModifyDate"),
    ];
    for (at, (key, info_name, xmp_name)) in dates.into_iter().enumerate() {
        let info = survey.told(key);
        let xmp = survey.xmp().and_then(|own| match at {
            0 => own.created.as_deref(),
            _ => own.modified.as_deref(),
        });
        let (told, said) = (
            info.as_deref().map(|own| moment::of_info(own.trim())),
            xmp.map(|own| moment::of_xmp(own.trim())),
        );
        let needs_info = survey.standard != Standard::X4;
        if told.is_none() && needs_info {
            tell(format!("the document information has no {info_name}"));
        }
        if said.is_none() && !needs_info && survey.xmp().is_some() {
            tell(format!("the metadata have no {xmp_name}"));
        }
        match (told, said) {
            (Some(None), _) => tell(format!("the {info_name} is no date")),
            (_, Some(None)) => tell(format!("the {xmp_name} is no date")),
            (Some(Some(told)), Some(Some(said))) if !told.agrees(said) => {
                tell(format!("{info_name} and {xmp_name} are two moments"));
            }
            _ => {}
        }
    }
}
