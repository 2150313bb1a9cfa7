//! What reading systems and shops ask of the pictures of an EPUB: a cover that is large enough, no picture
//! that is too large for a reader's memory, colours of light. Images go in, findings come out.

use crate::diagnostic::{Diagnostic, codes};
use crate::manuscript::{ImageFile, ImageFormat};
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
        || (file.format == ImageFormat::Jpeg && components(&file.data) == Some(4))
}

/// The components of a JPEG, which its frame header names (ITU-T T.81, B.2.2).
fn components(jpeg: &[u8]) -> Option<u8> {
    let mut at = 2;
    loop {
        let [mark, kind, high, low] = *jpeg.get(at..at + 4)?.first_chunk()?;
        if mark != 0xFF {
            return None;
        }
        // Frames are SOF0 to SOF15, among which DHT, JPG and DAC have their numbers.
        if matches!(kind, 0xC0..=0xCF) && !matches!(kind, 0xC4 | 0xC8 | 0xCC) {
            return jpeg.get(at + 9).copied();
        }
        at += 2 + usize::from(u16::from_be_bytes([high, low]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_components_of_a_jpeg_are_read_from_its_frame() {
        let frame = |count: u8| {
            let mut jpeg = vec![0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2];
            jpeg.extend([0xFF, 0xC4, 0, 3, 9]);
            jpeg.extend([0xFF, 0xC2, 0, 17, 8, 0, 9, 0, 9, count, 0]);
            jpeg
        };
        assert_eq!(components(&frame(4)), Some(4));
        assert_eq!(components(&frame(3)), Some(3));
        assert_eq!(components(b"\xff\xd8\xff"), None);
        assert_eq!(components(b""), None);
    }
}
