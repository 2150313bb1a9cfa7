//! JPEG files: bytes -> what the frame header and Adobe's marker say, which is all that the PDF needs of
//! a file whose data goes into it untouched; and the pixels, of a file that is whole.

use image::{DynamicImage, GrayImage, RgbImage};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use crate::diagnostic::{Diagnostic, codes};
use crate::source::Span;

use super::decode::MEND;

/// What a JPEG's headers say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JpegHeader {
    /// Pixels across.
    pub width: u16,
    /// Pixels down.
    pub height: u16,
    /// 1 grey, 3 RGB, 4 CMYK.
    pub components: u8,
    /// Whether Adobe's marker is there: its CMYK is stored inverted.
    pub adobe: bool,
}

/// Why a JPEG cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// It is damaged, or cut off.
    Broken,
    /// No PDF can hold it; what kind it is.
    Kind(&'static str),
}

impl Unfit {
    /// The finding about a file, at the place where it is named.
    pub fn diagnostic(self, path: &str, span: Option<Span>) -> Diagnostic {
        match self {
            Unfit::Broken => {
                let message = format!("`{path}` is broken: its pixels are damaged or cut off");
                Diagnostic::new(codes::IMAGE_UNREADABLE, span, message).help(MEND)
            }
            Unfit::Kind(kind) => {
                let message = format!("`{path}` is a JPEG {kind}, which no PDF can hold");
                Diagnostic::new(codes::IMAGE_FORMAT, span, message)
                    .help("save it as an ordinary JPEG, baseline or progressive, in 8 bits")
            }
        }
    }
}

/// Reads the headers (ITU-T T.81, annex B).
///
/// # Errors
/// Says why no PDF can hold the file.
pub fn header(data: &[u8]) -> Result<JpegHeader, Unfit> {
    let broken = Unfit::Broken;
    let mut rest = data.strip_prefix(&[0xFF, 0xD8]).ok_or(broken)?;
    let mut adobe = false;
    loop {
        let [0xFF, marker, tail @ ..] = rest else {
            return Err(broken);
        };
        if *marker == 0xFF {
            // Fill bytes may stand before a marker.
            rest = &rest[1..];
            continue;
        }
        if matches!(marker, 0x01 | 0xD0..=0xD7) {
            rest = tail;
            continue;
        }
        let [high, low, ..] = tail else {
            return Err(broken);
        };
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        let segment = tail.get(2..length).ok_or(broken)?;
        match marker {
            // Baseline, extended and progressive frames with Huffman coding.
            0xC0..=0xC2 => return frame(segment, adobe).ok_or(broken)?,
            // DHT, JPG and DAC share the range with the other frames, but are none.
            0xC4 | 0xC8 | 0xCC => {}
            0xC3 | 0xC5..=0xC7 => return Err(Unfit::Kind("lossless or hierarchical")),
            0xC9..=0xCB | 0xCD..=0xCF => return Err(Unfit::Kind("with arithmetic coding")),
            0xD9 | 0xDA => return Err(broken),
            0xEE => adobe |= segment.starts_with(b"Adobe"),
            _ => {}
        }
        rest = tail.get(length..).ok_or(broken)?;
    }
}

fn frame(segment: &[u8], adobe: bool) -> Option<Result<JpegHeader, Unfit>> {
    let [precision, h1, h2, w1, w2, components, ..] = segment else {
        return None;
    };
    if *precision != 8 {
        return Some(Err(Unfit::Kind("of more than 8 bits to the component")));
    }
    if !matches!(components, 1 | 3 | 4) {
        return Some(Err(Unfit::Kind("that is not grey, RGB or CMYK")));
    }
    Some(Ok(JpegHeader {
        width: u16::from_be_bytes([*w1, *w2]),
        height: u16::from_be_bytes([*h1, *h2]),
        components: *components,
        adobe,
    }))
}

/// Decodes the pixels: greys, or else RGB.
///
/// # Errors
/// The data is damaged or cut off: what other programs then show is grey from there on.
pub fn decode(data: &[u8], header: JpegHeader) -> Result<DynamicImage, Unfit> {
    let space = match header.components {
        1 => ColorSpace::Luma,
        _ => ColorSpace::RGB,
    };
    let options = DecoderOptions::default()
        .set_max_width(usize::from(u16::MAX))
        .set_max_height(usize::from(u16::MAX))
        .jpeg_set_out_colorspace(space);
    // What stands between headers and does not belong there takes nothing from the picture; every
    // fault of its data does.
    let lenient = options.set_strict_mode(false);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(data), lenient);
    decoder.decode_headers().map_err(|_| Unfit::Broken)?;
    decoder.set_options(options.set_strict_mode(true));
    let samples = decoder.decode().map_err(|_| Unfit::Broken)?;
    let (width, height) = (u32::from(header.width), u32::from(header.height));
    let decoded = match space {
        ColorSpace::Luma => GrayImage::from_raw(width, height, samples).map(DynamicImage::from),
        _ => RgbImage::from_raw(width, height, samples).map(DynamicImage::from),
    };
    decoded.ok_or(Unfit::Broken)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn jpeg(frame_marker: u8, components: u8, adobe: bool) -> Vec<u8> {
        let mut data = vec![0xFF, 0xD8];
        if adobe {
            data.extend([0xFF, 0xEE, 0, 14]);
            data.extend(b"Adobe\0\x64\0\0\0\0\x02");
        }
        data.extend([0xFF, frame_marker, 0, 8, 8, 0, 3, 0, 5, components]);
        data
    }

    #[test]
    fn headers_give_size_components_and_adobes_marker() {
        let found = header(&jpeg(0xC2, 4, true));
        let expected = JpegHeader {
            width: 5,
            height: 3,
            components: 4,
            adobe: true,
        };
        assert_eq!(found, Ok(expected));
        assert_eq!(header(&jpeg(0xC0, 1, false)).map(|h| h.adobe), Ok(false));
        // Other segments stand before the frame, with tables among them.
        for components in [3, 4] {
            let mut data = vec![0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2];
            data.extend([0xFF, 0xC4, 0, 3, 9]);
            data.extend(&jpeg(0xC2, components, false)[2..]);
            assert_eq!(header(&data).map(|h| h.components), Ok(components));
        }
        assert!(header(b"\xff\xd8\xff").is_err() && header(b"").is_err());
    }

    #[test]
    fn what_a_pdf_cannot_hold_is_refused() {
        assert!(header(&jpeg(0xC3, 3, false)).is_err());
        assert!(header(&jpeg(0xC0, 2, false)).is_err());
        let whole = jpeg(0xC0, 3, true);
        for end in 0..whole.len() - 1 {
            assert!(header(&whole[..end]).is_err(), "{end} bytes");
        }
    }

    #[test]
    fn a_jpeg_that_breaks_off_has_no_pixels() {
        let noise = |x: u32, y: u32| (x * 37 + y * 101 + x * y * 7) as u8;
        let picture = image::RgbImage::from_fn(48, 40, |x, y| {
            image::Rgb([noise(x, y), noise(y, x), (x * 5) as u8])
        });
        let mut file = std::io::Cursor::new(Vec::new());
        let written = picture.write_to(&mut file, image::ImageFormat::Jpeg);
        assert!(written.is_ok());
        let whole = file.into_inner();
        let decoded = |data: &[u8]| header(data).and_then(|header| decode(data, header));
        let size = decoded(&whole).map(|own| (own.width(), own.height(), own.color()));
        assert_eq!(size, Ok((48, 40, image::ColorType::Rgb8)));
        for end in (0..whole.len() - 64).step_by(7) {
            let found = decoded(&whole[..end]).map(|own| own.width());
            assert_eq!(found, Err(Unfit::Broken), "{end} of {} bytes", whole.len());
        }
    }
}
