//! Preferences of viewers do not change what is printed: the areas that they name are the medium or the
//! bleed.

use crate::diagnostic::codes;

use super::super::report::{Report, Told};
use super::super::survey::Survey;

pub fn check(survey: &Survey<'_>, report: &mut Report) {
    let own = survey.file.dictionary(survey.catalog, b"ViewerPreferences");
    let Some(own) = own.filter(|_| survey.is_x()) else {
        return;
    };
    for key in ["ViewArea", "ViewClip", "PrintArea", "PrintClip"] {
        let area = survey.file.name(own, key.as_bytes());
        if area.is_some_and(|area| !matches!(area, b"MediaBox" | b"BleedBox")) {
            report.tell(
                codes::PRINT_VIEWER_PREFERENCES,
                Told::new(format!("{key} is neither the MediaBox nor the BleedBox")),
            );
        }
    }
}
