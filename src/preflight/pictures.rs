//! What reading systems and shops ask of the pictures of an EPUB: a cover that is large enough, no picture
//! that is too large for a reader's memory, colours of light. Images go in, findings come out.

use crate::diagnostic::{Diagnostic, codes};
use crate::manuscript::{ImageFile, ImageFormat, jpeg_header};
use crate::resolve::ResolvedBook;

/// The least sides of a cover: what Kindle's shop asks for, and Apple's accepts.
const COVER: [u32; 2] = [1_600, 2_560];

/// The most pixels of a picture: Apple's shop refuses those of more than 4 to 5.6 million. A picture that is as
/// large as a cover is taken.
const MOST_PIXELS: u64 = 4 * 1_024 * 1_024;

/// Judges the pictures of a book's EPUB. The cover, which stands by itself, may have more pixels.
pub fn pictures(book: &ResolvedBook) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (id, file) in book.images.iter() {
        if file.format == ImageFormat::Svg {
            continue;
        }
        let (width, height) = (file.width, file.height);
        let is_cover = book.cover == Some(id);
        if is_cover && (width < COVER[0] || height < COVER[1]) {
            let message = format!(
                "the cover has {width} × {height} pixels, and shops ask for {} × {}",
                COVER[0], COVER[1]
            );
            let help = "save it larger; an SVG has any size";
            found.push(Diagnostic::new(codes::EPUB_COVER_SIZE, file.span, message).help(help));
        }
        let pixels = u64::from(width) * u64::from(height);
        if !is_cover && pixels > MOST_PIXELS {
            let message = format!(
                "`{}` has {width} × {height} pixels, more than the 4 million that e-readers show safely",
                file.path
            );
            let help = "save it smaller, unless the print edition needs the pixels";
            found.push(Diagnostic::new(codes::EPUB_IMAGE_SIZE, file.span, message).help(help));
        }
        if is_of_inks(file) {
            let message = format!(
                "`{}` is in CMYK, which e-readers show in wrong colours or not at all",
                file.path
            );
            let help = "save it as RGB: the print edition makes its inks of it";
            found.push(Diagnostic::new(codes::EPUB_IMAGE_COLOUR, file.span, message).help(help));
        }
    }
    found
}

/// Whether a picture is in CMYK: by its profile, or a JPEG of four components.
fn is_of_inks(file: &ImageFile) -> bool {
    file.pixels.are_inks()
        || (file.format == ImageFormat::Jpeg
            && jpeg_header(&file.data).is_ok_and(|header| header.components == 4))
}
