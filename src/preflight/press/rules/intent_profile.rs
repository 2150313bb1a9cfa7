//! The profile of the output intent is embedded and can be read: an ICC profile of class `prtr`, whole,
//! with as many components as the file says, of a version that the file's PDF knows. PDF/X-1a and PDF/X-3 may
//! name a registered condition instead.

use crate::diagnostic::codes;
use crate::printer::Standard;

use super::super::report::{Report, Told};
use super::super::survey::Survey;

pub fn check(survey: &Survey<'_>, report: &mut Report) {
    let [intent] = survey.intents.as_slice() else {
        return;
    };
    if !survey.is_x() {
        return;
    }
    let mut tell = |message: &str| {
        report.tell(codes::PRINT_INTENT_PROFILE, Told::new(message.to_owned()));
    };
    let profile = match &intent.profile {
        None => {
            let is_registered = survey.file.entry(intent.own, b"RegistryName").is_some();
            if survey.standard == Standard::X4 || !is_registered {
                tell("the output intent has no profile (DestOutputProfile)");
            }
            return;
        }
        Some(Err(why)) => {
            tell(&format!(
                "the profile of the output intent cannot be read: {why}"
            ));
            return;
        }
        Some(Ok(profile)) => profile,
    };
    if profile.class != *b"prtr" {
        tell("the profile of the output intent is not one of an output device (prtr)");
    }
    // ISO 32000-1, table 66: version 4 came with PDF 1.5, and these are older.
    if matches!(survey.standard, Standard::X1a | Standard::X3) && profile.major > 2 {
        tell(
            "the profile of the output intent is newer than version 2 of ICC, which is what PDF 1.4 knows",
        );
    }
    if intent.components != Some(profile.components) {
        tell("the output intent says another number of components than its profile has");
    }
    if survey.standard == Standard::X1a && !matches!(profile.components, 1 | 4) {
        tell("the profile of the output intent is neither of four inks nor of black alone");
    }
}
