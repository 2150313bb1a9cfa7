//! The word behind the pages of a draft, from the foot of the page on the left to its head on the
//! right. The screen edition alone has it, as an artifact: it is no part of the text.

use crate::layout::{Page, PagedBook, PagedDivision};

use super::Edition;
use super::pages::Boxes;
use super::syntax::real;

/// The name of its resource.
pub const NAME: &str = "W";

/// What it covers of the page's diagonal, in per cent.
const SHARE: f64 = 60.0;

/// Whether it lies behind a page.
pub fn lies_behind(
    book: &PagedBook,
    edition: Edition,
    page: &Page,
    division: &PagedDivision,
) -> bool {
    let has_word = book.watermark.is_some() && edition == Edition::Screen;
    has_word && division.is_draft && !page.blank
}

/// Paints it.
pub fn paint(out: &mut Vec<u8>, book: &PagedBook, boxes: &Boxes) {
    let Some(drawing) = &book.watermark else {
        return;
    };
    let [width, height] = [boxes.width, boxes.height].map(|side| side.to_points());
    let diagonal = (width * width + height * height).sqrt();
    let [own_width, own_height] = [drawing.width, drawing.height].map(|side| side.to_points());
    let scale = diagonal * SHARE / 100.0 / own_width;
    let (cos, sin) = (scale * width / diagonal, scale * height / diagonal);
    let [left, foot] = [boxes.around.left, boxes.around.foot].map(|side| side.to_points());
    // The middle of the word lies on the middle of the page.
    let x = left + width / 2.0 - (cos * own_width - sin * own_height) / 2.0;
    let y = foot + height / 2.0 - (sin * own_width + cos * own_height) / 2.0;
    out.extend_from_slice(b"/Artifact <</Type /Pagination /Subtype /Watermark>> BDC\nq ");
    for (value, decimals) in [(cos, 6), (sin, 6), (-sin, 6), (cos, 6), (x, 3), (y, 3)] {
        real(out, value as f32, decimals);
        out.push(b' ');
    }
    out.extend_from_slice(format!("cm /{NAME} Do Q\nEMC\n").as_bytes());
}
