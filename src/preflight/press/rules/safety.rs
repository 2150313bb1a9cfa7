//! Text keeps from the edges of the trim, where a cut that is a little off would reach it. Its lower
//! edge is the line that it stands on, its upper edge less than half its size above.

use crate::diagnostic::codes;

use super::super::geometry::TOLERANCE;
use super::super::report::{Report, Told};
use super::super::walk::Kind;
use super::Page;

pub fn check(page: &Page<'_, '_>, report: &mut Report) {
    let (Some(profile), Some(trim)) = (page.survey.profile, page.sheet.boxes.page()) else {
        return;
    };
    let has_bleed = page.sheet.boxes.bleed.is_some_and(|own| {
        own.width() > trim.width() + TOLERANCE || own.height() > trim.height() + TOLERANCE
    });
    let asked = profile.safety_for(has_bleed).to_points();
    let is_recto = page.sheet.is_recto();
    for mark in page
        .seen
        .marks
        .iter()
        .filter(|own| own.is_placed && own.is_visible())
    {
        if !matches!(mark.kind, Kind::Text(_)) || !trim.meets(mark.bounds) {
            continue;
        }
        let outside = match is_recto {
            true => trim.right - mark.bounds.right,
            false => mark.bounds.left - trim.left,
        };
        let free = [
            (trim.top - mark.bounds.top, "head"),
            (mark.bounds.bottom - trim.bottom, "foot"),
            (outside, "fore-edge"),
        ];
        for (free, name) in free {
            if free < asked - TOLERANCE {
                let told = Told::new(format!(
                    "text stands {free:.1} pt from the trim at the {name}, and needs {asked:.1} pt"
                ));
                report.tell(
                    codes::PRINT_SAFETY,
                    told.on(page.sheet.number)
                        .at(mark.at())
                        .worst(name, asked - free),
                );
            }
        }
    }
}
