//! A picture of too few pixels for the size at which it is printed looks soft, and its edges have steps.
//! Printers ask for 300 pixels to the inch and send back what has less than half of that.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, codes};
use crate::document::ImageId;
use crate::layout::PagedBook;
use crate::length::Length;

use super::{Sight, sights};

/// Fewer pixels to the inch are seen as such.
const FEWEST: i64 = 150;

/// What is right for a photograph, as a help says.
const RIGHT: i64 = 300;

/// Reports each picture once, where it is printed largest.
pub fn judge(book: &PagedBook) -> Vec<Diagnostic> {
    let mut coarsest: BTreeMap<ImageId, (i64, Sight<'_>)> = BTreeMap::new();
    for sight in sights(book) {
        let Some(file) = book.images.get(sight.placed.image) else {
            continue;
        };
        let across = per_inch(file.width, sight.placed.width);
        let down = per_inch(file.height, sight.placed.height);
        let Some(own) = across.into_iter().chain(down).min() else {
            continue;
        };
        let before = coarsest.get(&sight.placed.image);
        if own < FEWEST && before.is_none_or(|(before, _)| own < *before) {
            coarsest.insert(sight.placed.image, (own, sight));
        }
    }
    let found = coarsest.into_iter().filter_map(|(id, (own, sight))| {
        let file = book.images.get(id)?;
        let placed = sight.placed;
        let message = format!(
            "`{}` is printed {} wide, at {own} pixels to the inch",
            file.path,
            millimetres(placed.width)
        );
        let wanted = u64::from(file.width) * RIGHT as u64 / own.max(1) as u64;
        let help = format!(
            "take one of {wanted} pixels across (300 to the inch), or give it a smaller `width=`; a \
             drawing is best as SVG"
        );
        let found = Diagnostic::new(codes::PRINT_IMAGE_RESOLUTION, placed.span.or(file.span), message);
        Some(found.help(help).on_page(&sight.page.label))
    });
    found.collect()
}

/// Pixels to the inch, rounded down; none for a drawing, which has no pixels.
fn per_inch(pixels: u32, length: Length) -> Option<i64> {
    let inch = Length::pt(72);
    (pixels > 0 && length > Length::ZERO)
        .then(|| i64::from(pixels).saturating_mul(inch.0) / length.0)
}

/// "85 mm".
fn millimetres(length: Length) -> String {
    let whole = length.scale(254, Length::pt(720).0).0;
    format!("{} mm", whole.max(1))
}
