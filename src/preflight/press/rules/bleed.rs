//! A page that has a bleed has as much of it as the printer asks for at each edge. Odd pages are
//! right-hand pages, whose bind is at the left.

use crate::diagnostic::codes;

use super::super::geometry::TOLERANCE;
use super::super::report::{Report, Told};
use super::{Page, edges};

pub fn check(page: &Page<'_, '_>, report: &mut Report) {
    let boxes = &page.sheet.boxes;
    let (Some(profile), Some(trim), Some(bleed)) = (page.survey.profile, boxes.page(), boxes.bleed)
    else {
        return;
    };
    let has = [
        bleed.top - trim.top,
        trim.bottom - bleed.bottom,
        trim.left - bleed.left,
        bleed.right - trim.right,
    ];
    if has.iter().all(|own| *own <= TOLERANCE) {
        return;
    }
    let is_recto = page.sheet.is_recto();
    let [left, right] = edges(is_recto, profile.bleed.inside, profile.bleed.outside);
    let asked = [profile.bleed.top, profile.bleed.bottom, left, right];
    let names = ["head", "foot", "left", "right"];
    for ((has, asked), name) in has.into_iter().zip(asked).zip(names) {
        let asked = asked.to_points();
        if has < asked - TOLERANCE {
            let message = format!(
                "the bleed at the {name} is {has:.2} pt, and {} asks for {asked:.2} pt",
                profile.title
            );
            report.tell(codes::PRINT_BLEED, Told::new(message).on(page.sheet.number));
        }
    }
}
