//! PDF/X-1a has inks alone: no colours that are told by a profile or by their look (ICCBased, CalGray,
//! CalRGB, Lab), for nobody may convert anything after the file is handed over.

use crate::diagnostic::codes;
use crate::printer::Standard;

use super::super::report::{Report, Told};
use super::super::walk::colours::Family;
use super::Page;

pub fn check(page: &Page<'_, '_>, report: &mut Report) {
    if page.survey.standard != Standard::X1a {
        return;
    }
    for (space, for_, at) in &page.seen.spaces {
        let chain = space.chain();
        let found = chain
            .iter()
            .find(|own| matches!(own.family, Family::Icc | Family::Calibrated));
        if let Some(found) = found {
            let kind = match found.family {
                Family::Icc => "a colour space with a profile",
                _ => "a calibrated colour space",
            };
            let told = Told::new(format!("{kind} is used for {}", for_.words()))
                .on(page.sheet.number)
                .at(*at)
                .help("convert colours to the printing condition before the export");
            report.tell(codes::PRINT_COLOUR_INDEPENDENT, told);
        }
    }
}
