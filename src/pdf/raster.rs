//! Rows of samples -> a deflated image XObject. Bands of rows are made, predicted and deflated side by side,
//! each as a part of the stream that needs nothing of the others, so that a large picture is never there
//! twice. Where a band ends hangs on no thread.

use std::io::Write;

use flate2::Compression;
use flate2::write::DeflateEncoder;
use lopdf::{Dictionary, Stream, dictionary};
use rayon::prelude::*;

use super::PdfError;

/// The effort put into deflating: on photographs level 6 takes four times as long and leaves 4 % less.
const EFFORT: u32 = 4;

/// Rows of a band: more would have less to do side by side, fewer would leave more bytes.
const BAND: u32 = 64;

/// What a raster is.
#[derive(Clone, Copy, Debug)]
pub struct Raster {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// The device colour space.
    pub space: &'static str,
    /// Samples of a pixel.
    pub components: usize,
}

impl Raster {
    /// The dictionary of the image, without a filter.
    pub fn entries(&self) -> Dictionary {
        dictionary! {
            "Type" => "XObject",
            "Subtype" => "Image",
            "Width" => self.width,
            "Height" => self.height,
            "BitsPerComponent" => 8,
            "ColorSpace" => self.space,
        }
    }

    /// The image whose rows `row` gives, each `width * components` samples.
    pub fn deflated(&self, row: impl Fn(u32) -> Vec<u8> + Sync) -> Result<Stream, PdfError> {
        let bands = self.height.div_ceil(BAND).max(1);
        let bands = (0..bands).into_par_iter().map(|band| self.band(band, &row));
        let bands: Vec<Band> = bands.collect::<Result<_, PdfError>>()?;
        let mut entries = self.entries();
        entries.set("Filter", "FlateDecode");
        entries.set(
            "DecodeParms",
            dictionary! {
                "Predictor" => 15, "Colors" => self.components as i64, "Columns" => self.width,
            },
        );
        Ok(Stream::new(entries, joined(&bands)))
    }

    /// The rows of a band, predicted and deflated by themselves.
    fn band(&self, band: u32, row: impl Fn(u32) -> Vec<u8>) -> Result<Band, PdfError> {
        let start = band.saturating_mul(BAND);
        let end = start.saturating_add(BAND).min(self.height);
        let mut above = start.checked_sub(1).map_or(Vec::new(), &row);
        let mut predicted = Vec::new();
        for at in start..end {
            let own = row(at);
            predicted.extend(predict(&own, &above, self.components));
            above = own;
        }
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::new(EFFORT));
        encoder.write_all(&predicted)?;
        let deflated = match end == self.height {
            true => encoder.finish()?,
            // What is written so far ends with a whole byte, and more may follow it.
            false => {
                encoder.flush()?;
                std::mem::take(encoder.get_mut())
            }
        };
        Ok(Band {
            deflated,
            checksum: Checksum::of(&predicted),
        })
    }
}

/// A part of a deflated stream.
struct Band {
    deflated: Vec<u8>,
    checksum: Checksum,
}

/// The parts as one stream (RFC 1950): its head, the parts, and the checksum of what was deflated.
fn joined(bands: &[Band]) -> Vec<u8> {
    let size: usize = bands.iter().map(|band| band.deflated.len()).sum();
    let mut stream = Vec::with_capacity(size + 6);
    stream.extend([0x78, 0x5e]);
    let mut checksum = Checksum::of(&[]);
    for band in bands {
        stream.extend_from_slice(&band.deflated);
        checksum = checksum.followed_by(band.checksum);
    }
    stream.extend(((checksum.weighted << 16) | checksum.plain).to_be_bytes());
    stream
}

/// Adler's checksum (RFC 1950, 8.2) of a part, which can be made of those of its parts.
#[derive(Clone, Copy)]
struct Checksum {
    plain: u32,
    weighted: u32,
    length: u64,
}

impl Checksum {
    /// The largest prime below 65,536.
    const BASE: u64 = 65_521;

    fn of(bytes: &[u8]) -> Checksum {
        // So many sums of 255 do not overflow 32 bits (RFC 1950, 9).
        const AT_ONCE: usize = 5552;
        let (mut plain, mut weighted) = (1_u32, 0_u32);
        for part in bytes.chunks(AT_ONCE) {
            for byte in part {
                plain += u32::from(*byte);
                weighted += plain;
            }
            plain %= Checksum::BASE as u32;
            weighted %= Checksum::BASE as u32;
        }
        Checksum {
            plain,
            weighted,
            length: bytes.len() as u64,
        }
    }

    /// The checksum of this part with the next one. Each byte of the next adds the first part's plain
    /// sum once more; both begin with 1.
    fn followed_by(self, next: Checksum) -> Checksum {
        let base = Checksum::BASE;
        let [plain, next_plain] = [self.plain, next.plain].map(u64::from);
        let before = (plain + base - 1) % base;
        let weighted = u64::from(self.weighted) + u64::from(next.weighted);
        Checksum {
            plain: ((plain + next_plain + base - 1) % base) as u32,
            weighted: ((weighted + next.length % base * before) % base) as u32,
            length: self.length + next.length,
        }
    }
}

/// A row as PNG's filters give it: less its left or upper neighbour, whichever leaves less to deflate
/// (PNG specification, 12.8).
fn predict(row: &[u8], above: &[u8], components: usize) -> Vec<u8> {
    let (first, rest) = row.split_at(components.min(row.len()));
    let less = |(own, neighbour): (&u8, &u8)| own.wrapping_sub(*neighbour);
    let left: Vec<u8> = (first.iter().copied())
        .chain(rest.iter().zip(row).map(less))
        .collect();
    let weight = |row: &[u8]| -> u64 {
        row.iter()
            .map(|value| u64::from(value.cast_signed().unsigned_abs()))
            .sum()
    };
    let mut best = (weight(row), 0, row.to_vec());
    let mut offer = |filter: u8, differences: Vec<u8>| {
        let own = weight(&differences);
        if own < best.0 {
            best = (own, filter, differences);
        }
    };
    offer(1, left);
    // The first row has none above it.
    if above.len() == row.len() {
        offer(2, row.iter().zip(above).map(less).collect());
    }
    let (_, filter, differences) = best;
    let mut predicted = Vec::with_capacity(differences.len() + 1);
    predicted.push(filter);
    predicted.extend(differences);
    predicted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_are_one_stream_that_any_reader_inflates() {
        for height in [1, 63, 64, 65, 128, 300] {
            let raster = Raster {
                width: 90,
                height,
                space: "DeviceRGB",
                components: 3,
            };
            let sample = |row: u32, at: u32| (row * 31 + at * at * 7 + row * at) as u8;
            let row = |row: u32| (0..270).map(|at| sample(row, at)).collect::<Vec<u8>>();
            let Ok(stream) = raster.deflated(row) else {
                panic!("not deflated");
            };
            // The reader checks the checksum.
            let mut predicted = Vec::new();
            let mut reader = flate2::read::ZlibDecoder::new(stream.content.as_slice());
            let read = std::io::Read::read_to_end(&mut reader, &mut predicted);
            assert_eq!(read.ok(), Some(271 * height as usize), "{height}");
            let plain: Vec<u8> = (0..height).flat_map(row).collect();
            assert!(stream.decompressed_content().is_ok_and(|own| own == plain));
        }
    }

    #[test]
    fn checksums_of_parts_make_that_of_the_whole() {
        let bytes: Vec<u8> = (0..200_000_u32).map(|at| (at * at / 7) as u8).collect();
        let whole = Checksum::of(&bytes);
        for cut in [0, 1, 65_521, 150_000, bytes.len()] {
            let (first, next) = bytes.split_at(cut);
            let made = Checksum::of(first).followed_by(Checksum::of(next));
            assert_eq!(
                (made.plain, made.weighted),
                (whole.plain, whole.weighted),
                "{cut}"
            );
        }
        // The example of Adler's checksum in everyone's books.
        let known = Checksum::of(b"Wikipedia");
        assert_eq!((known.weighted << 16) | known.plain, 0x11e6_0398);
    }
}
