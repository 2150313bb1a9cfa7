//! The file says which standard it follows, in the place where that standard has it, and the printer
//! takes that standard.

use crate::diagnostic::codes;
use crate::printer::Standard;

use super::super::report::{Report, Told};
use super::super::survey::Survey;

pub fn check(survey: &Survey<'_>, report: &mut Report) {
    if !survey.is_x() {
        return;
    }
    let mut tell = |message: String| {
        report.tell(
            codes::PRINT_STANDARD,
            Told::new(message).help("export the file as PDF/X of the kind that the printer takes"),
        );
    };
    let Some(claim) = &survey.claim else {
        let name = survey.standard.name();
        tell(format!("the file does not say that it is {name}"));
        return;
    };
    let known: &[&str] = match survey.standard {
        Standard::X4 => &["PDF/X-4"],
        Standard::X3 => &["PDF/X-3:2002", "PDF/X-3:2003"],
        _ => &["PDF/X-1a:2001", "PDF/X-1a:2003"],
    };
    if !known.contains(&claim.as_str()) {
        tell(format!("there is no standard `{claim}`"));
    } else if survey.is_old_x() && survey.told(b"GTS_PDFXVersion").is_none() {
        tell(format!("the document information does not say `{claim}`"));
    }
    let Some(profile) = survey.profile else {
        return;
    };
    if !profile.takes(survey.standard) {
        let takes: Vec<&str> = profile
            .file
            .standards
            .iter()
            .map(|own| own.name())
            .collect();
        let (title, takes) = (&profile.title, takes.join(" or "));
        tell(format!("the file is {claim}, and {title} takes {takes}"));
    }
}
