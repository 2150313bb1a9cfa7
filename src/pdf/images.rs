//! Raster images: each one an image XObject, once in the file however often it is placed. A JPEG
//! goes in as it is, except one in RGB that is printed; everything else is deflated, its transparency as
//! a soft mask. In print a picture is in the inks of the press, and in black alone where it is grey.

use std::collections::BTreeMap;

use lopdf::{Object, Stream};
use rayon::prelude::*;

use crate::colour::Inks;
use crate::diagnostic::Diagnostic;
use crate::document::ImageId;
use crate::layout::{Mark, PagedBook};
use crate::manuscript::{ImageFile, ImageFormat, Orientation, jpeg_header};

use super::colour::Palette;
use super::pixels::Pixels;
use super::raster::Raster;
use super::{Edition, PdfError};

/// Pixels beyond which a picture is encoded alone: decoded it has a hundred megabytes and more.
const LARGE: u64 = 16_000_000;

/// An image as it stands in the file.
#[derive(Debug)]
pub struct EncodedImage {
    /// The image XObject, its mask apart.
    pub stream: Stream,
    /// The soft mask.
    pub mask: Option<Stream>,
}

/// The name of an image's resource.
pub fn name(id: ImageId) -> String {
    format!("I{}", id.0)
}

/// Whether an image of the book has pixels.
pub fn is_raster(book: &PagedBook, id: ImageId) -> bool {
    let file = book.images.get(id);
    file.is_some_and(|file| matches!(file.format, ImageFormat::Png | ImageFormat::Jpeg))
}

/// The ids of the images and drawings that stand on pages, in order.
pub fn placed(book: &PagedBook) -> BTreeMap<ImageId, &ImageFile> {
    let marks = book
        .pages
        .iter()
        .flat_map(|page| &page.frames)
        .flat_map(|frame| &frame.marks);
    let placed = marks.filter_map(|mark| match mark {
        Mark::Image(placed) => Some((placed.image, book.images.get(placed.image)?)),
        Mark::Text(_) | Mark::Fill(_) => None,
    });
    placed.collect()
}

/// Encodes the raster images that stand on pages: small ones side by side, large ones one after the
/// other, each with its rows in parallel.
pub fn encode(
    book: &PagedBook,
    palette: &Palette<'_>,
) -> Result<BTreeMap<ImageId, EncodedImage>, PdfError> {
    let placed = placed(book).into_iter();
    let rasters = placed.filter(|(_, file)| file.format != ImageFormat::Svg);
    let (large, small): (Vec<_>, Vec<_>) =
        rasters.partition(|(_, file)| u64::from(file.width) * u64::from(file.height) > LARGE);
    let encoded = |(id, file): (ImageId, &ImageFile)| Ok((id, encode_one(file, palette)?));
    let mut images: BTreeMap<ImageId, EncodedImage> = small
        .into_par_iter()
        .map(encoded)
        .collect::<Result<_, PdfError>>()?;
    for image in large {
        let (id, image) = encoded(image)?;
        images.insert(id, image);
    }
    Ok(images)
}

/// Turns and mirrors the unit square, in which a picture lies, so that the picture stands upright.
pub fn lay(out: &mut Vec<u8>, orientation: Orientation) {
    // x' = ax + cy + e and y' = bx + dy + f.
    let [mut a, mut b, c, d, mut e, mut f] = match orientation.turns % 4 {
        0 => [1, 0, 0, 1, 0, 0],
        1 => [0, -1, 1, 0, 0, 1],
        2 => [-1, 0, 0, -1, 1, 1],
        _ => [0, 1, -1, 0, 1, 0],
    };
    if orientation.mirrored {
        (e, f) = (e + a, f + b);
        (a, b) = (-a, -b);
    }
    if orientation != Orientation::default() {
        out.extend_from_slice(format!("{a} {b} {c} {d} {e} {f} cm ").as_bytes());
    }
}

fn encode_one(file: &ImageFile, palette: &Palette<'_>) -> Result<EncodedImage, PdfError> {
    match file.format {
        ImageFormat::Jpeg => jpeg_image(file, palette),
        ImageFormat::Png | ImageFormat::Svg => decoded_image(file, palette),
    }
}

/// A JPEG goes in as it is, unless its colours are not those of the press.
fn jpeg_image(file: &ImageFile, palette: &Palette<'_>) -> Result<EncodedImage, PdfError> {
    let unfit = |own: Diagnostic| unfit(file, &own);
    let header = jpeg_header(&file.data);
    let header = header.map_err(|why| unfit(why.diagnostic(&file.path, file.span)))?;
    let space = match (header.components, palette.edition) {
        (1, _) => "DeviceGray",
        (3, Edition::Screen) => "DeviceRGB",
        (4, Edition::Screen) => "DeviceCMYK",
        (4, Edition::Print) if palette.print.intent.profile.inks == Inks::Process => "DeviceCMYK",
        _ => return decoded_image(file, palette),
    };
    let raster = Raster {
        width: u32::from(header.width),
        height: u32::from(header.height),
        space,
        components: usize::from(header.components),
    };
    let mut entries = raster.entries();
    entries.set("Filter", "DCTDecode");
    if header.components == 4 && header.adobe {
        let inverted = [1, 0, 1, 0, 1, 0, 1, 0].map(Object::Integer).to_vec();
        entries.set("Decode", inverted);
    }
    Ok(EncodedImage {
        stream: Stream::new(entries, file.data.clone()),
        mask: None,
    })
}

/// A picture in greys where it has no other colours, so that it prints in black alone; else in RGB or in
/// the inks of the press. What shines through is a soft mask, or the white of the paper.
fn decoded_image(file: &ImageFile, palette: &Palette<'_>) -> Result<EncodedImage, PdfError> {
    let pixels = Pixels::of(file.decode().map_err(|why| unfit(file, &why))?);
    let raster = |space, components| Raster {
        width: pixels.width(),
        height: pixels.height(),
        space,
        components,
    };
    let flat = !palette.has_transparency();
    let stream = match palette.edition {
        _ if pixels.are_grey() => {
            raster("DeviceGray", 1).deflated(|row| pixels.greys(row, flat))?
        }
        Edition::Screen => raster("DeviceRGB", 3).deflated(|row| pixels.colours(row, flat))?,
        Edition::Print => {
            let separator = palette.separator(file.pixels.profile.as_deref())?;
            let count = palette.print.intent.profile.inks.count();
            raster(palette.blending_space(), count)
                .deflated(|row| pixels.inks(row, flat, &separator))?
        }
    };
    let mask = match !flat && pixels.shine() {
        true => Some(raster("DeviceGray", 1).deflated(|row| pixels.alpha(row))?),
        false => None,
    };
    Ok(EncodedImage { stream, mask })
}

/// A file that was not whole was left out when it was read: this is not expected.
fn unfit(file: &ImageFile, why: &Diagnostic) -> PdfError {
    PdfError::Image {
        path: file.path.clone(),
        why: why.message.clone(),
    }
}
