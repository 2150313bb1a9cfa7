//! Colours without a profile are those of the output intent: four inks where it has four.

use crate::diagnostic::codes;

use super::super::report::{Report, Told};
use super::super::walk::colours::Family;
use super::Page;

pub fn check(page: &Page<'_, '_>, report: &mut Report) {
    let components = page.survey.intent_components();
    if !page.survey.is_x() || components.is_none_or(|own| own == 4) {
        return;
    }
    for (space, for_, at) in &page.seen.spaces {
        if space.chain().iter().any(|own| own.family == Family::Cmyk) {
            let message = format!(
                "DeviceCMYK is used for {}, and the output intent has no four inks",
                for_.words()
            );
            let told = Told::new(message).on(page.sheet.number).at(*at);
            report.tell(codes::PRINT_COLOUR_INTENT, told);
        }
    }
}
