//! The pixels of PNG and JPEG files: every file of the texts is decoded once to see that it is whole. A
//! file goes in; its pixels come out, or why it cannot be used. Pixels that the PDFs decode again are kept
//! with their file as far as there is room.

use std::io::Cursor;
use std::sync::Arc;

use image::{DynamicImage, ImageError, ImageReader};
use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, codes};

use super::images::{ImageFile, ImageFormat};
use super::jpeg;
use super::pixels::is_transparent;

/// Bytes that a decoded image may take: 16,000 by 16,000 pixels in grey.
const DECODED_LIMIT: u64 = 1 << 28;

/// Bytes of decoded images that are kept: two photographs of 24 megapixels, with room for smaller ones.
const KEPT: u64 = 1 << 28;

/// Bytes of decoded images that are there at one time, beside those that are kept.
const AT_ONCE: u64 = 1 << 29;

/// How a file that is broken is mended.
pub const MEND: &str = "export it again, or take it from another copy";

impl ImageFile {
    /// Its pixels, as they lie in the file.
    ///
    /// # Errors
    /// The file is not whole, or an SVG. None of a book's images is when it was read.
    pub fn decode(&self) -> Result<Arc<DynamicImage>, Box<Diagnostic>> {
        match &self.decoded {
            Some(decoded) => Ok(Arc::clone(decoded)),
            None => decode(self).map(Arc::new),
        }
    }
}

/// Decodes the files side by side, and takes out those that are not whole: a header that is in order
/// promises nothing.
pub fn check(files: Vec<ImageFile>) -> (Vec<ImageFile>, Vec<Diagnostic>) {
    let (mut whole, mut broken) = (Vec::with_capacity(files.len()), Vec::new());
    for batch in batches(files) {
        let checked: Vec<_> = batch.into_par_iter().map(check_one).collect();
        for file in checked {
            match file {
                Ok(file) => whole.push(file),
                Err(diagnostic) => broken.push(*diagnostic),
            }
        }
    }
    (whole, broken)
}

/// A file, and whether its pixels are kept.
type Planned = (ImageFile, bool);

/// Files in their order, as many together as are decoded at one time.
fn batches(files: Vec<ImageFile>) -> Vec<Vec<Planned>> {
    let (mut kept, mut together) = (0, 0);
    let mut batches: Vec<Vec<Planned>> = Vec::new();
    for file in files {
        // Of most files: some PNG files have more than four bytes to the pixel.
        let size = u64::from(file.width) * u64::from(file.height) * 4;
        let is_kept = is_decoded_again(&file) && kept + size <= KEPT;
        kept += if is_kept { size } else { 0 };
        together += size;
        match batches.last_mut() {
            Some(batch) if together <= AT_ONCE => batch.push((file, is_kept)),
            _ => {
                together = size;
                batches.push(vec![(file, is_kept)]);
            }
        }
    }
    batches
}

/// Whether a PDF needs its pixels: grey and CMYK JPEG files go in as they are.
fn is_decoded_again(file: &ImageFile) -> bool {
    match file.format {
        ImageFormat::Svg => false,
        ImageFormat::Png => true,
        ImageFormat::Jpeg => jpeg::header(&file.data).is_ok_and(|own| own.components == 3),
    }
}

fn check_one((mut file, is_kept): Planned) -> Result<ImageFile, Box<Diagnostic>> {
    if file.format == ImageFormat::Svg {
        return Ok(file);
    }
    let decoded = decode(&file)?;
    file.pixels.is_transparent = is_transparent(&decoded);
    file.decoded = is_kept.then(|| Arc::new(decoded));
    Ok(file)
}

fn decode(file: &ImageFile) -> Result<DynamicImage, Box<Diagnostic>> {
    match file.format {
        ImageFormat::Jpeg => {
            let unfit = |why: jpeg::Unfit| Box::new(why.diagnostic(&file.path, file.span));
            let header = jpeg::header(&file.data).map_err(unfit)?;
            let samples = match header.components {
                1 => 1,
                _ => 3,
            };
            if u64::from(header.width) * u64::from(header.height) * samples > DECODED_LIMIT {
                return Err(too_large(file));
            }
            jpeg::decode(&file.data, header).map_err(unfit)
        }
        ImageFormat::Png | ImageFormat::Svg => decode_png(file),
    }
}

fn decode_png(file: &ImageFile) -> Result<DynamicImage, Box<Diagnostic>> {
    let mut limits = image::Limits::default();
    limits.max_alloc = Some(DECODED_LIMIT);
    let mut reader = ImageReader::with_format(Cursor::new(&file.data), image::ImageFormat::Png);
    reader.limits(limits);
    reader.decode().map_err(|error| match error {
        ImageError::Limits(_) => too_large(file),
        error => {
            let message = format!("`{}` is broken: {error}", file.path);
            let found = Diagnostic::new(codes::IMAGE_UNREADABLE, file.span, message);
            Box::new(found.help(MEND))
        }
    })
}

fn too_large(file: &ImageFile) -> Box<Diagnostic> {
    let message = format!(
        "`{}` takes more than 256 MiB when it is unpacked",
        file.path
    );
    let found = Diagnostic::new(codes::IMAGE_TOO_LARGE, file.span, message);
    Box::new(found.help("scale it down, or save it with 8 bits a channel"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32) -> ImageFile {
        let mut data = Cursor::new(Vec::new());
        let pixels = image::GrayImage::new(width, 1);
        let written = pixels.write_to(&mut data, image::ImageFormat::Png);
        assert!(written.is_ok());
        ImageFile {
            path: "a.png".to_owned(),
            format: ImageFormat::Png,
            data: data.into_inner(),
            width,
            height: 1,
            pixels: Default::default(),
            decoded: None,
            span: None,
        }
    }

    #[test]
    fn pixels_are_kept_while_there_is_room_and_few_are_there_at_one_time() {
        let (megapixels_24, drawing) = (24_000_000, ImageFormat::Svg);
        let sizes = [
            megapixels_24,
            megapixels_24,
            megapixels_24,
            1_000,
            90_000_000,
            50_000_000,
        ];
        let mut files: Vec<ImageFile> = Vec::new();
        for size in sizes {
            files.push(ImageFile {
                width: size,
                ..png(1)
            });
        }
        files.push(ImageFile {
            format: drawing,
            width: 0,
            ..png(1)
        });
        let planned = batches(files);
        let kept: Vec<Vec<bool>> = planned
            .iter()
            .map(|batch| batch.iter().map(|(_, is_kept)| *is_kept).collect())
            .collect();
        assert_eq!(
            kept,
            [
                vec![true, true, false, true],
                vec![false],
                vec![false, false]
            ]
        );
    }

    #[test]
    fn a_file_that_was_checked_has_its_pixels_and_is_decoded_no_more() {
        let (mut whole, broken) = check(vec![png(3), png(5)]);
        assert_eq!((whole.len(), broken.len()), (2, 0));
        // What is left of the file cannot be decoded.
        whole[1].data.truncate(30);
        assert_eq!(whole[1].decode().map(|own| own.width()), Ok(5));
        whole[1].decoded = None;
        assert!(whole[1].decode().is_err());
    }
}
