//! Ink that is meant as it is has no profile: CMYK with the very profile of the output intent says the
//! same as CMYK without one, and a program that converts it from itself to itself spoils black text and
//! overprint.

use crate::diagnostic::codes;
use crate::printer::Standard;

use super::super::report::{Report, Told};
use super::super::walk::colours::Family;
use super::Page;

pub fn check(page: &Page<'_, '_>, report: &mut Report) {
    if !matches!(page.survey.standard, Standard::X3 | Standard::X4) {
        return;
    }
    for (space, for_, at) in &page.seen.spaces {
        let chain = space.chain();
        let is_double = chain
            .iter()
            .any(|own| own.family == Family::Icc && own.components == 4 && own.is_intent);
        if is_double {
            let message = format!(
                "CMYK with the profile of the output intent is used for {}",
                for_.words()
            );
            let told = Told::new(message)
                .on(page.sheet.number)
                .at(*at)
                .help("leave the profile out, so that it is DeviceCMYK");
            report.tell(codes::PRINT_CMYK_PROFILE, told);
        }
    }
}
