//! No red, green and blue where ink is meant: in PDF/X, DeviceRGB without a profile is no colour that
//! anybody knows, unless the output intent is of such colours; a printer who asks for CMYK wants no such
//! colours at all, with a profile or without.

use crate::diagnostic::codes;
use crate::printer::{Colour, Standard};

use super::super::report::{Report, Told};
use super::super::walk::Use;
use super::super::walk::colours::Family;
use super::Page;

pub fn check(page: &Page<'_, '_>, report: &mut Report) {
    let survey = page.survey;
    let asked = survey.profile.and_then(|own| own.ink.colour);
    let wants_ink = matches!(asked, Some(Colour::Cmyk));
    let is_light = survey.intent_components() == Some(3);
    for (space, for_, at) in &page.seen.spaces {
        // What a group blends in has a rule of its own.
        if *for_ == Use::Blend {
            continue;
        }
        // Old PDF/X has a rule of its own for colours with a profile.
        let has_device = space.chain().iter().any(|own| own.family == Family::Rgb);
        let has_profile = space.painted().family == Family::Icc && space.painted().components == 3;
        let is_wrong = match has_device {
            true => (survey.is_x() && !is_light) || wants_ink,
            false => has_profile && wants_ink && survey.standard != Standard::X1a,
        };
        if is_wrong {
            let kind = match has_device {
                true => "DeviceRGB",
                false => "RGB with a profile",
            };
            let told = Told::new(format!("{kind} is used for {}", for_.words()))
                .on(page.sheet.number)
                .at(*at)
                .help("convert colours to the printing condition before the export");
            report.tell(codes::PRINT_COLOUR_RGB, told);
        }
    }
}
