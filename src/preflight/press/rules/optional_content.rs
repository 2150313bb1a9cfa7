//! Layers show what they are meant to: PDF/X-1a and PDF/X-3 have none, and in PDF/X-4 there is a default
//! setting that does not change by itself (AS).

use crate::diagnostic::codes;

use super::super::report::{Report, Told};
use super::super::survey::Survey;

pub fn check(survey: &Survey<'_>, report: &mut Report) {
    let file = survey.file;
    let layers = file.dictionary(survey.catalog, b"OCProperties");
    let Some(layers) = layers.filter(|_| survey.is_x()) else {
        return;
    };
    let mut tell = |message: &str| {
        report.tell(
            codes::PRINT_OPTIONAL_CONTENT,
            Told::new(message.to_owned()).help("export the file without layers"),
        );
    };
    if survey.is_old_x() {
        tell("the file has layers");
        return;
    }
    let default = file.dictionary(layers, b"D");
    if default.is_none() {
        tell("the layers have no default setting (D)");
    }
    let others = file.items(layers, b"Configs").iter();
    let others = others.filter_map(|own| file.resolve(own)?.dictionary());
    let mut all = default.into_iter().chain(others);
    if all.any(|own| file.entry(own, b"AS").is_some()) {
        tell("a setting of the layers changes by itself (AS)");
    }
}
