//! No annotation lies inside the bleed: links, notes, fields and stamps do not print, or print what
//! nobody expects. Printer's marks and trap networks may.

use crate::diagnostic::codes;
use crate::preflight::pdf_syntax::Object;

use super::super::geometry::Rect;
use super::super::report::{Report, Told};
use super::Page;

pub fn check(page: &Page<'_, '_>, report: &mut Report) {
    let forbids = page.survey.profile.and_then(|own| own.file.annotations) == Some(false);
    if !page.survey.is_x() && !forbids {
        return;
    }
    let file = page.survey.file;
    let printed = page.sheet.boxes.printed();
    for own in file.items(page.sheet.own, b"Annots") {
        let Some(own) = file.resolve(own).and_then(Object::dictionary) else {
            continue;
        };
        let kind = file.name(own, b"Subtype").unwrap_or(b"of no kind");
        if !forbids && matches!(kind, b"PrinterMark" | b"TrapNet") {
            continue;
        }
        let corners: Option<[f64; 4]> = file.numbers(file.items(own, b"Rect")).try_into().ok();
        let place = corners.and_then(|own| Rect::of(own.map(|side| side * page.sheet.unit)));
        let is_inside = match (printed, place) {
            (Some(printed), Some(place)) => printed.meets(place),
            _ => true,
        };
        if is_inside || forbids {
            let kind = String::from_utf8_lossy(kind);
            let message = format!("an annotation ({kind}) lies inside the bleed");
            report.tell(
                codes::PRINT_ANNOTATION,
                Told::new(message)
                    .on(page.sheet.number)
                    .at(place.map(|own| (own.left, own.bottom)))
                    .help("export the file without links and comments"),
            );
        }
    }
}
