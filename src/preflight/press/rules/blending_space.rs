//! What is transparent is blended in the colours of the output intent: blended in others it changes
//! when it is converted, and black text with it.

use crate::diagnostic::codes;
use crate::printer::Standard;

use super::super::report::{Report, Told};
use super::super::walk::Use;
use super::super::walk::colours::Family;
use super::Page;

pub fn check(page: &Page<'_, '_>, report: &mut Report) {
    let components = page.survey.intent_components();
    let Some(components) = components.filter(|_| page.survey.standard == Standard::X4) else {
        return;
    };
    for (space, for_, at) in &page.seen.spaces {
        let is_gray = space.family == Family::Gray;
        if *for_ == Use::Blend && space.components != components && !is_gray {
            let message = format!(
                "a transparency group blends {} components, and the output intent has {components}",
                space.components
            );
            let told = Told::new(message)
                .on(page.sheet.number)
                .at(*at)
                .help("set the blending space of the document to the printing condition");
            report.tell(codes::PRINT_BLENDING_SPACE, told);
        }
    }
}
