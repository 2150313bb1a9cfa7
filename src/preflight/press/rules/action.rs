//! Nothing happens by itself: no JavaScript, no actions of the document, its pages or its bookmarks.

use crate::diagnostic::codes;

use super::super::report::{Report, Told};
use super::super::survey::Survey;

pub fn check(survey: &Survey<'_>, report: &mut Report) {
    if !survey.is_x() {
        return;
    }
    let file = survey.file;
    let names = file.dictionary(survey.catalog, b"Names");
    let has_scripts = names.is_some_and(|own| file.entry(own, b"JavaScript").is_some());
    let opens = file.dictionary(survey.catalog, b"OpenAction").is_some();
    if has_scripts || opens {
        report.tell(
            codes::PRINT_ACTION,
            Told::new("the document has an action (JavaScript, OpenAction)"),
        );
    }
    for (id, own) in survey.dictionaries() {
        let is_action = own.contains_key(b"AA".as_slice())
            || (own.contains_key(b"A".as_slice())
                && file.dictionary(own, b"A").is_some_and(|own| {
                    own.contains_key(b"S".as_slice())
                        && file.name(own, b"S") != Some(b"Transparency")
                })
                && (own.contains_key(b"Title".as_slice())
                    || own.contains_key(b"Subtype".as_slice())));
        if is_action {
            let told = Told::new("an object has an action (A, AA)");
            report.tell(codes::PRINT_ACTION, survey.owned(told, id));
        }
    }
}
