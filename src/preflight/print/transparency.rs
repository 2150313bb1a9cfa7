//! PDF/X-1a has no transparency. A picture that lies on paper is merged with the white of the paper;
//! one that lies on something else, and a drawing with transparent parts, would be printed otherwise than
//! they are meant.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, codes};
use crate::layout::{Drawing, DrawingMark, Frame, Mark, PagedBook, PlacedImage};
use crate::length::Length;
use crate::print::PrintSettings;
use crate::theme::Ink;

use super::{Sight, sights};

/// Nothing shines through.
const OPAQUE: u16 = 1000;

/// Reports each picture once.
pub fn judge(book: &PagedBook, settings: &PrintSettings) -> Vec<Diagnostic> {
    let standard = settings.standard.name();
    let mut seen = BTreeSet::new();
    let found = sights(book).filter_map(|sight| {
        let id = sight.placed.image;
        let file = book.images.get(id)?;
        let (message, help) = match book.drawings.get(id) {
            Some(drawing) if shines(drawing) => (
                format!("`{}` has transparent parts, and {standard} has none", file.path),
                "use the colours that show, without `opacity`; or print as PDF/X-4: \
                 `standard = \"x-4\"`",
            ),
            None if file.pixels.is_transparent && !lies_on_paper(&sight) => (
                format!(
                    "`{}` is transparent and does not lie on paper, and {standard} has no transparency",
                    file.path
                ),
                "save it with the ground that shows through it; or print as PDF/X-4: \
                 `standard = \"x-4\"`",
            ),
            Some(_) | None => return None,
        };
        if !seen.insert(id) {
            return None;
        }
        let span = sight.placed.span.or(file.span);
        let found = Diagnostic::new(codes::PRINT_TRANSPARENCY, span, message);
        Some(found.help(help).on_page(&sight.page.label))
    });
    found.collect()
}

/// Whether anything shines through a mark of a drawing.
fn shines(drawing: &Drawing) -> bool {
    // Groups are nested 64 deep at most; a list of what is left needs no recursion.
    let mut left: Vec<&DrawingMark> = drawing.marks.iter().collect();
    while let Some(mark) = left.pop() {
        let opacities = match mark {
            DrawingMark::Path(path) => [
                path.fill.as_ref().map(|fill| fill.opacity),
                path.stroke.as_ref().map(|stroke| stroke.opacity),
            ],
            DrawingMark::Text(text) => [Some(text.opacity), None],
            DrawingMark::Group(group) => {
                left.extend(&group.marks);
                [Some(group.opacity), None]
            }
        };
        if opacities.into_iter().flatten().any(|own| own < OPAQUE) {
            return true;
        }
    }
    false
}

/// Whether nothing was printed where a picture is printed after it.
fn lies_on_paper(sight: &Sight<'_>) -> bool {
    let own = area(sight.frame, sight.placed);
    for frame in &sight.page.frames {
        for mark in &frame.marks {
            let below = match mark {
                Mark::Image(placed) if std::ptr::eq(placed, sight.placed) => return true,
                Mark::Image(placed) => area(frame, placed),
                Mark::Fill(fill) if fill.ink == Ink::Tint(0) => continue,
                Mark::Fill(fill) => Area::of(frame, [fill.x, fill.y, fill.width, fill.height]),
                Mark::Text(_) => continue,
            };
            // The places in a frame that is turned are its own.
            let comparable = frame.turned == sight.frame.turned
                && (!frame.turned || std::ptr::eq(frame, sight.frame));
            if comparable && below.meets(&own) {
                return false;
            }
        }
    }
    true
}

/// Left, top, right, bottom.
struct Area([Length; 4]);

fn area(frame: &Frame, placed: &PlacedImage) -> Area {
    Area::of(frame, [placed.x, placed.y, placed.width, placed.height])
}

impl Area {
    fn of(frame: &Frame, [x, y, width, height]: [Length; 4]) -> Area {
        let (left, top) = match frame.turned {
            true => (x, y),
            false => (frame.x + x, frame.y + y),
        };
        Area([left, top, left + width, top + height])
    }

    fn meets(&self, other: &Area) -> bool {
        let [left, top, right, bottom] = self.0;
        let [own_left, own_top, own_right, own_bottom] = other.0;
        left < own_right && own_left < right && top < own_bottom && own_top < bottom
    }
}
