//! Each page has its boxes, one inside the other: the trim in the bleed, the bleed in the medium. A page
//! of PDF/X has a trim box or an art box, not both. An imposition places pages by these boxes.

use crate::diagnostic::codes;

use super::super::report::{Report, Told};
use super::Page;

pub fn check(page: &Page<'_, '_>, report: &mut Report) {
    let boxes = &page.sheet.boxes;
    let mut tell = |message: &str| {
        report.tell(
            codes::PRINT_PAGE_BOXES,
            Told::new(message.to_owned()).on(page.sheet.number),
        );
    };
    let Some(media) = boxes.media else {
        tell("the page has no MediaBox");
        return;
    };
    if media.width() < 1.0 || media.height() < 1.0 {
        tell("the MediaBox is empty");
        return;
    }
    if page.survey.is_x() {
        match (boxes.trim, boxes.art) {
            (None, None) => tell("the page has neither a TrimBox nor an ArtBox"),
            (Some(_), Some(_)) => tell("the page has a TrimBox and an ArtBox"),
            _ => {}
        }
    }
    let inner = [(boxes.trim, "TrimBox"), (boxes.art, "ArtBox")];
    for (own, name) in inner {
        let Some(own) = own else {
            continue;
        };
        if own.width() < 1.0 || own.height() < 1.0 {
            tell(&format!("the {name} is empty"));
        } else if boxes.bleed.is_some_and(|bleed| !bleed.holds(own)) {
            tell(&format!("the {name} is not inside the BleedBox"));
        } else if !media.holds(own) {
            tell(&format!("the {name} is not inside the MediaBox"));
        }
    }
    if boxes.bleed.is_some_and(|bleed| !media.holds(bleed)) {
        tell("the BleedBox is not inside the MediaBox");
    }
}
