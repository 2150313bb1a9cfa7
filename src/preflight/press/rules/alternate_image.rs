//! The image that is seen is the image that is printed: no other version of it is the one for print.

use crate::diagnostic::codes;
use crate::preflight::pdf_syntax::Object;

use super::super::report::{Report, Told};
use super::super::survey::Survey;

pub fn check(survey: &Survey<'_>, report: &mut Report) {
    let file = survey.file;
    for (id, own) in survey.dictionaries().into_iter().filter(|_| survey.is_x()) {
        let others = file.items(own, b"Alternates").iter();
        let mut others = others.filter_map(|own| file.resolve(own)?.dictionary());
        let is_printed = others.any(|own| {
            let printed = file.entry(own, b"DefaultForPrinting");
            printed.and_then(Object::boolean) == Some(true)
        });
        if is_printed {
            let told = Told::new("an image has another version that is printed instead of it");
            report.tell(codes::PRINT_ALTERNATE_IMAGE, survey.owned(told, id));
        }
    }
}
