//! There is exactly one output intent for print, and it names the printing condition: which press,
//! paper and inks the colours are meant for. Without it cyan is any cyan.

use crate::diagnostic::codes;

use super::super::report::{Report, Told};
use super::super::survey::Survey;

pub fn check(survey: &Survey<'_>, report: &mut Report) {
    if !survey.is_x() {
        return;
    }
    let mut tell = |message: String| report.tell(codes::PRINT_OUTPUT_INTENT, Told::new(message));
    let [intent] = survey.intents.as_slice() else {
        let count = survey.intents.len();
        tell(match count {
            0 => "there is no output intent GTS_PDFX".to_owned(),
            _ => format!("there are {count} output intents GTS_PDFX instead of one"),
        });
        return;
    };
    let has = |key: &[u8]| {
        let own = survey.file.entry(intent.own, key);
        own.and_then(|own| own.string())
            .is_some_and(|own| !own.is_empty())
    };
    if !has(b"OutputConditionIdentifier") {
        tell(
            "the output intent names no printing condition (OutputConditionIdentifier)".to_owned(),
        );
    }
    // What no registry knows is told in words.
    if !has(b"RegistryName") && !has(b"Info") {
        tell("the output intent has neither a registry (RegistryName) nor words (Info)".to_owned());
    }
}
