//! Raster images: each one an image XObject, once in the file however often it is placed. A JPEG
//! goes in as it is; a PNG is deflated, its transparency as a soft mask.

use std::collections::BTreeMap;
use std::io::Cursor;

use image::{DynamicImage, ImageFormat as Format, ImageReader, Limits};
use lopdf::{Dictionary, Object, Stream, dictionary};
use rayon::prelude::*;

use crate::document::ImageId;
use crate::layout::{Mark, PagedBook};
use crate::manuscript::{DECODED_LIMIT, ImageFile, ImageFormat};

use super::PdfError;
use super::jpeg;
use super::save::deflate;

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

/// Encodes the raster images that stand on pages, in parallel.
pub fn encode(book: &PagedBook) -> Result<BTreeMap<ImageId, EncodedImage>, PdfError> {
    let placed: Vec<_> = placed(book).into_iter().collect();
    let rasters = placed.into_par_iter().filter_map(|(id, file)| {
        let encoded = match file.format {
            ImageFormat::Jpeg => jpeg_image(file),
            ImageFormat::Png => png_image(file),
            ImageFormat::Svg => return None,
        };
        Some(encoded.map(|encoded| (id, encoded)))
    });
    rasters.collect()
}

fn jpeg_image(file: &ImageFile) -> Result<EncodedImage, PdfError> {
    let header = jpeg::header(&file.data).map_err(|why| unfit(file, why))?;
    let space = match header.components {
        1 => "DeviceGray",
        3 => "DeviceRGB",
        _ => "DeviceCMYK",
    };
    let mut entries = image(u32::from(header.width), u32::from(header.height), space);
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

fn png_image(file: &ImageFile) -> Result<EncodedImage, PdfError> {
    let mut limits = Limits::default();
    limits.max_alloc = Some(DECODED_LIMIT);
    let mut reader = ImageReader::with_format(Cursor::new(&file.data), Format::Png);
    reader.limits(limits);
    let decoded = reader.decode().map_err(|error| unfit(file, error))?;
    let (width, height) = (decoded.width(), decoded.height());
    let transparency = alpha(&decoded);
    let (space, samples, components) = samples(decoded);
    let mask = match transparency {
        Some(alpha) => Some(raster(width, height, "DeviceGray", &alpha, 1)?),
        None => None,
    };
    Ok(EncodedImage {
        stream: raster(width, height, space, &samples, components)?,
        mask,
    })
}

/// The colour samples: grey where every pixel is grey, so that it prints in black alone.
fn samples(decoded: DynamicImage) -> (&'static str, Vec<u8>, usize) {
    if !decoded.color().has_color() {
        return ("DeviceGray", decoded.into_luma8().into_raw(), 1);
    }
    let rgb = decoded.into_rgb8().into_raw();
    let is_grey = rgb
        .chunks_exact(3)
        .all(|pixel| pixel[0] == pixel[1] && pixel[1] == pixel[2]);
    if is_grey {
        let grey = rgb.chunks_exact(3).map(|pixel| pixel[0]).collect();
        return ("DeviceGray", grey, 1);
    }
    ("DeviceRGB", rgb, 3)
}

/// The transparency, where there is any.
fn alpha(decoded: &DynamicImage) -> Option<Vec<u8>> {
    if !decoded.color().has_alpha() {
        return None;
    }
    let alpha: Vec<u8> = decoded
        .to_rgba8()
        .pixels()
        .map(|pixel| pixel.0[3])
        .collect();
    alpha.iter().any(|value| *value < 255).then_some(alpha)
}

fn raster(
    width: u32,
    height: u32,
    space: &str,
    samples: &[u8],
    components: usize,
) -> Result<Stream, PdfError> {
    let columns = width as usize * components;
    let mut entries = image(width, height, space);
    entries.set("Filter", "FlateDecode");
    entries.set(
        "DecodeParms",
        dictionary! {
            "Predictor" => 15, "Colors" => components as i64, "Columns" => width,
        },
    );
    let predicted = predict(samples, columns.max(1), components);
    Ok(Stream::new(entries, deflate(&predicted)?))
}

/// The rows as PNG's filters give them: each less its left or upper neighbour, whichever leaves
/// less to deflate (PNG specification, 12.8).
fn predict(samples: &[u8], columns: usize, components: usize) -> Vec<u8> {
    let mut predicted = Vec::with_capacity(samples.len() + samples.len() / columns + 1);
    let mut above: &[u8] = &[];
    for row in samples.chunks(columns) {
        let left = |at: usize| at.checked_sub(components).map_or(0, |left| row[left]);
        let up = |at: usize| above.get(at).copied().unwrap_or(0);
        let by = |neighbour: &dyn Fn(usize) -> u8| -> Vec<u8> {
            let values = row.iter().enumerate();
            values
                .map(|(at, value)| value.wrapping_sub(neighbour(at)))
                .collect()
        };
        let candidates = [(0, row.to_vec()), (1, by(&left)), (2, by(&up))];
        let weight = |row: &[u8]| -> u64 {
            row.iter()
                .map(|value| u64::from(value.cast_signed().unsigned_abs()))
                .sum()
        };
        let best = candidates.into_iter().min_by_key(|(_, row)| weight(row));
        if let Some((filter, row)) = best {
            predicted.push(filter);
            predicted.extend(row);
        }
        above = row;
    }
    predicted
}

fn image(width: u32, height: u32, space: &str) -> Dictionary {
    dictionary! {
        "Type" => "XObject",
        "Subtype" => "Image",
        "Width" => width,
        "Height" => height,
        "BitsPerComponent" => 8,
        "ColorSpace" => space,
    }
}

fn unfit(file: &ImageFile, why: impl ToString) -> PdfError {
    PdfError::Image {
        path: file.path.clone(),
        why: why.to_string(),
    }
}
