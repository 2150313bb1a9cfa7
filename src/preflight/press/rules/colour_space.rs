//! Colour spaces are whole: a profile can be read and has the components that the space says, a table
//! has a space, a spot colour has a name, a space that stands for it and a way to get there.

use crate::diagnostic::codes;

use super::super::report::{Report, Told};
use super::Page;

pub fn check(page: &Page<'_, '_>, report: &mut Report) {
    for (space, for_, at) in &page.seen.spaces {
        if let Some(fault) = space.chain().iter().find_map(|own| own.fault) {
            let told = Told::new(format!("the colour space of {} {fault}", for_.words()))
                .on(page.sheet.number)
                .at(*at);
            report.tell(codes::PRINT_COLOUR_SPACE, told);
        }
    }
}
