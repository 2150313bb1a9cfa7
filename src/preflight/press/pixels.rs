//! The samples of an image -> the place with the most ink.

use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use crate::preflight::pdf_syntax::Object;

use super::file::{ImageFilter, PressFile};
use super::walk::Picture;
use super::walk::colours::Space;

/// The most pixels of which each is looked at; of more, some are.
const MOST_PIXELS: usize = 1 << 24;

/// The same for colours that are not four inks of 8 bits.
const MOST_SLOW_PIXELS: usize = 1 << 20;

/// The longest side of a JPEG.
const LONGEST_SIDE: usize = 1 << 16;

/// The place of an image with the most ink.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Peak {
    /// All inks together, 1 for all of one.
    pub total: f64,
    /// Where, in the unit square.
    pub x: f64,
    /// Where, in the unit square.
    pub y: f64,
}

/// The place with the most ink; `None` where inks are not known, or a format is not decoded here.
///
/// # Errors
/// What is wrong with the image, as a sentence fragment that begins with "it".
pub fn peak(file: &PressFile<'_>, picture: &Picture<'_>) -> Result<Option<Peak>, &'static str> {
    if picture.width == 0 || picture.height == 0 {
        return Err("it has no pixels");
    }
    let decoded = match picture.stream {
        Some(stream) => file.stream(stream),
        None => file.decode(&picture.own, &picture.inline),
    };
    let decoded = decoded.ok_or("its data cannot be decoded")?;
    let space = picture.space.as_deref();
    match decoded.rest {
        Some(ImageFilter::Dct) => {
            let is_ink = space.is_none_or(|own| own.components == 4);
            match is_ink {
                true => jpeg(file, picture, &decoded.data),
                false => Ok(None),
            }
        }
        Some(_) => Ok(None),
        None => samples(file, picture, &decoded.data),
    }
}

/// The range of each component (8.9.5.2), where it is not the usual one.
fn ranges(file: &PressFile<'_>, picture: &Picture<'_>) -> Vec<f64> {
    let own = &picture.own;
    let items = file.entry(own, b"Decode").or_else(|| file.entry(own, b"D"));
    let items = items.and_then(Object::array).unwrap_or_default();
    file.numbers(items.get(..items.len().min(128)).unwrap_or_default())
}

fn jpeg(
    file: &PressFile<'_>,
    picture: &Picture<'_>,
    data: &[u8],
) -> Result<Option<Peak>, &'static str> {
    let broken = "its JPEG is broken";
    let options = |space| {
        DecoderOptions::default()
            .set_max_width(LONGEST_SIDE)
            .set_max_height(LONGEST_SIDE)
            .jpeg_set_out_colorspace(space)
    };
    let mut head = JpegDecoder::new_with_options(ZCursor::new(data), options(ColorSpace::CMYK));
    head.decode_headers().map_err(|_| broken)?;
    let space = head.input_colorspace().ok_or(broken)?;
    if !matches!(space, ColorSpace::CMYK | ColorSpace::YCCK) {
        return Ok(None);
    }
    let (width, height) = head.dimensions().ok_or(broken)?;
    let size = width.saturating_mul(height).saturating_mul(4);
    if file.spend(size).is_none() {
        return Ok(None);
    }
    let mut whole = JpegDecoder::new_with_options(ZCursor::new(data), options(space));
    let mut pixels = whole.decode().map_err(|_| broken)?;
    if space == ColorSpace::YCCK {
        pixels.chunks_exact_mut(4).for_each(to_inks);
    }
    Ok(of_inks(&pixels, (width, height), &ranges(file, picture)))
}

/// From YCCK, as ITU-T T.872 has it: the black is as it is.
fn to_inks(pixel: &mut [u8]) {
    if let [y, cb, cr, _] = pixel {
        let (luma, blue, red) = (
            f64::from(*y),
            f64::from(*cb) - 128.0,
            f64::from(*cr) - 128.0,
        );
        let ink = |light: f64| (255.0 - light).clamp(0.0, 255.0) as u8;
        *y = ink(luma + 1.402 * red);
        *cb = ink(luma - 0.344_136 * blue - 0.714_136 * red);
        *cr = ink(luma + 1.772 * blue);
    }
}

/// Four inks of 8 bits.
fn of_inks(pixels: &[u8], (width, height): (usize, usize), ranges: &[f64]) -> Option<Peak> {
    // From a byte to an ink.
    let tables: Vec<Vec<u16>> = (0..4)
        .map(|ink| {
            let least = ranges.get(ink * 2).copied().unwrap_or(0.0);
            let most = ranges.get(ink * 2 + 1).copied().unwrap_or(1.0);
            let own = |byte: u16| {
                let own = least + f64::from(byte) / 255.0 * (most - least);
                (own.clamp(0.0, 1.0) * 255.0).round() as u16
            };
            (0..256).map(own).collect()
        })
        .collect();
    let count = width.saturating_mul(height).min(pixels.len() / 4);
    let step = count.div_ceil(MOST_PIXELS).max(1);
    let mut worst: Option<(u16, usize)> = None;
    for (at, pixel) in pixels.chunks_exact(4).enumerate().step_by(step) {
        let inks = pixel.iter().zip(&tables);
        let inks = inks.map(|(byte, table)| table.get(usize::from(*byte)).copied().unwrap_or(0));
        let total: u16 = inks.sum();
        if worst.is_none_or(|(own, _)| total > own) {
            worst = Some((total, at));
        }
    }
    let (total, at) = worst?;
    Some(peak_at(f64::from(total) / 255.0, at, (width, height)))
}

fn peak_at(total: f64, at: usize, (width, height): (usize, usize)) -> Peak {
    let (row, column) = (at / width.max(1), at % width.max(1));
    Peak {
        total,
        x: (column as f64 + 0.5) / width.max(1) as f64,
        // Images begin at their head.
        y: 1.0 - (row as f64 + 0.5) / height.max(1) as f64,
    }
}

/// Samples that are not coded any more.
fn samples(
    file: &PressFile<'_>,
    picture: &Picture<'_>,
    data: &[u8],
) -> Result<Option<Peak>, &'static str> {
    let components = match (&picture.space, picture.is_mask) {
        (_, true) => 1,
        (Some(space), false) => space.components,
        (None, false) => return Err("it has no colour space"),
    };
    let too_large = "it says more pixels than a file can have";
    let bits = picture.bits;
    if components == 0 || !matches!(bits, 1 | 2 | 4 | 8 | 16) {
        // What is wrong with the space is said of the space.
        return match components {
            0 => Ok(None),
            _ => Err("it has components of an odd number of bits"),
        };
    }
    let row = picture
        .width
        .checked_mul(components * bits)
        .ok_or(too_large)?;
    let row = row.div_ceil(8);
    let size = row.checked_mul(picture.height).ok_or(too_large)?;
    if data.len() < size {
        return Err("it has fewer pixels than it says");
    }
    let Some(space) = picture.space.as_deref().filter(|_| !picture.is_mask) else {
        return Ok(None);
    };
    // Black alone, and colours of light, have no sum of inks to judge.
    if space.inks(&space.first_colour()).total().is_none() || space.painted().components == 1 {
        return Ok(None);
    }
    let ranges = ranges(file, picture);
    let size = (picture.width, picture.height);
    if space.components == 4 && space.painted().colorants.is_empty() && bits == 8 {
        return Ok(of_inks(data, size, &ranges));
    }
    Ok(slowly(data, picture, space, &ranges, row))
}

/// Samples of any number of bits in any space.
fn slowly(
    data: &[u8],
    picture: &Picture<'_>,
    space: &Space,
    ranges: &[f64],
    row: usize,
) -> Option<Peak> {
    let (bits, components) = (picture.bits, space.components);
    let largest = ((1_u32 << bits) - 1) as f64;
    let count = picture.width * picture.height;
    let step = count.div_ceil(MOST_SLOW_PIXELS).max(1);
    let usual = match space.colorants.is_empty() && space.components == 1 {
        // A table is asked by its places.
        true => largest,
        false => 1.0,
    };
    let mut worst: Option<Peak> = None;
    let mut colour = vec![0.0; components];
    for at in (0..count).step_by(step) {
        let (y, x) = (at / picture.width, at % picture.width);
        for (component, own) in colour.iter_mut().enumerate() {
            let place = (x * components + component) * bits;
            let sample = sample(data, y * row, place, bits)?;
            let least = ranges.get(component * 2).copied().unwrap_or(0.0);
            let most = ranges.get(component * 2 + 1).copied().unwrap_or(usual);
            *own = least + f64::from(sample) / largest * (most - least);
        }
        let total = space.inks(&colour).total()?;
        if worst.is_none_or(|own| total > own.total) {
            worst = Some(peak_at(total, at, (picture.width, picture.height)));
        }
    }
    worst
}

fn sample(data: &[u8], start: usize, place: usize, bits: usize) -> Option<u32> {
    let byte = |at: usize| data.get(at).copied().map(u32::from);
    let at = start + place / 8;
    match bits {
        8 => byte(at),
        16 => Some(byte(at)? << 8 | byte(at + 1)?),
        _ => Some(byte(at)? >> (8 - bits - place % 8) & ((1 << bits) - 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_with_the_most_ink_is_found() {
        let pixels = [0, 0, 0, 255, 255, 255, 255, 255, 0, 0, 0, 0, 9, 9, 9, 9];
        let peak = of_inks(&pixels, (2, 2), &[]).expect("four inks");
        assert_eq!((peak.total, peak.x, peak.y), (4.0, 0.75, 0.75));
        let inverse = [1.0, 0.0].repeat(4);
        let peak = of_inks(&pixels, (2, 2), &inverse).expect("four inks");
        assert_eq!((peak.total, peak.x, peak.y), (4.0, 0.25, 0.25));
    }

    #[test]
    fn samples_of_few_bits_are_taken_out_of_their_bytes() {
        assert_eq!(sample(&[0b1011_0010], 0, 4, 2), Some(0));
        assert_eq!(sample(&[0b1011_0010], 0, 2, 2), Some(3));
        assert_eq!(sample(&[1, 2, 3], 1, 0, 16), Some(0x0203));
        assert_eq!(sample(&[1], 0, 8, 8), None);
    }
}
