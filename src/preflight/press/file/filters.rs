//! Filters (PDF 32000-1, 7.4): the coded bytes of a stream -> its data. What is decoded by an image
//! format of its own stays as it is, and is named.

use std::io::Read;

use flate2::bufread::ZlibDecoder;

use crate::preflight::pdf_syntax::{Dictionary, Object};

use super::{LARGEST_STREAM, PressFile, lzw};

/// The most filters of one stream.
const MOST_FILTERS: usize = 8;

/// A filter that is an image format of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImageFilter {
    /// JPEG.
    Dct,
    /// JPEG 2000.
    Jpx,
    /// Fax.
    Ccitt,
    /// JBIG2.
    Jbig2,
}

/// The data of a stream.
#[derive(Debug)]
pub struct Decoded {
    /// The bytes.
    pub data: Vec<u8>,
    /// What they are still coded by.
    pub rest: Option<ImageFilter>,
}

/// The filters of a stream, by their whole names.
pub fn names<'f>(file: &'f PressFile<'_>, own: &'f Dictionary) -> Vec<&'f [u8]> {
    let key: &[u8] = if own.contains_key(b"Filter".as_slice()) {
        b"Filter"
    } else {
        b"F"
    };
    let names = match file.entry(own, key) {
        Some(Object::Name(name)) => vec![name.as_slice()],
        Some(Object::Array(names)) => {
            let names = names.iter().filter_map(|own| file.resolve(own)?.name());
            names.collect()
        }
        _ => Vec::new(),
    };
    names.into_iter().map(whole_name).collect()
}

/// Inline images have short names.
fn whole_name(name: &[u8]) -> &[u8] {
    match name {
        b"AHx" => b"ASCIIHexDecode",
        b"A85" => b"ASCII85Decode",
        b"LZW" => b"LZWDecode",
        b"Fl" => b"FlateDecode",
        b"RL" => b"RunLengthDecode",
        b"CCF" => b"CCITTFaxDecode",
        b"DCT" => b"DCTDecode",
        _ => name,
    }
}

/// Decodes; `None` where a filter is not known, or the file may not hold so much.
pub fn decode(file: &PressFile<'_>, own: &Dictionary, coded: &[u8]) -> Option<Decoded> {
    let names = names(file, own);
    if names.len() > MOST_FILTERS {
        return None;
    }
    let mut data = coded.to_vec();
    file.spend(data.len())?;
    for (place, name) in names.iter().enumerate() {
        let parameters = parameters(file, own, place);
        data = match *name {
            b"FlateDecode" => predicted(file, parameters, inflated(&data)?)?,
            b"LZWDecode" => {
                let early = parameters.and_then(|own| file.number(own, b"EarlyChange"));
                let early = usize::from(early != Some(0.0));
                predicted(file, parameters, lzw::decode(&data, early, LARGEST_STREAM)?)?
            }
            b"ASCIIHexDecode" => hexadecimal(&data),
            b"ASCII85Decode" => base85(&data),
            b"RunLengthDecode" => runs(&data)?,
            b"Crypt" => data,
            other => {
                let rest = match other {
                    b"DCTDecode" => ImageFilter::Dct,
                    b"JPXDecode" => ImageFilter::Jpx,
                    b"CCITTFaxDecode" => ImageFilter::Ccitt,
                    b"JBIG2Decode" => ImageFilter::Jbig2,
                    _ => return None,
                };
                return Some(Decoded {
                    data,
                    rest: Some(rest),
                });
            }
        };
        file.spend(data.len())?;
    }
    Some(Decoded { data, rest: None })
}

fn parameters<'f>(
    file: &'f PressFile<'_>,
    own: &'f Dictionary,
    place: usize,
) -> Option<&'f Dictionary> {
    let found = file
        .entry(own, b"DecodeParms")
        .or_else(|| file.entry(own, b"DP"))?;
    match found {
        Object::Array(items) => file.resolve(items.get(place)?)?.dictionary(),
        own if place == 0 => own.dictionary(),
        _ => None,
    }
}

/// What can be inflated before damage begins.
fn inflated(coded: &[u8]) -> Option<Vec<u8>> {
    let mut data = Vec::new();
    let limit = LARGEST_STREAM as u64 + 1;
    let whole = ZlibDecoder::new(coded).take(limit).read_to_end(&mut data);
    let is_empty = whole.is_err() && data.is_empty();
    (data.len() <= LARGEST_STREAM && !is_empty).then_some(data)
}

/// Takes a prediction back (7.4.4.4).
fn predicted(
    file: &PressFile<'_>,
    parameters: Option<&Dictionary>,
    data: Vec<u8>,
) -> Option<Vec<u8>> {
    let whole = |key: &[u8], other: usize| {
        let own = parameters.and_then(|own| file.entry(own, key)?.whole());
        own.unwrap_or(other)
    };
    let predictor = whole(b"Predictor", 1);
    let (colours, bits) = (whole(b"Colors", 1), whole(b"BitsPerComponent", 8));
    let bits_of_row = colours
        .checked_mul(bits)?
        .checked_mul(whole(b"Columns", 1))?;
    let row = bits_of_row.div_ceil(8);
    let pixel = (colours.checked_mul(bits)?).div_ceil(8).max(1);
    if row == 0 || row > LARGEST_STREAM {
        return None;
    }
    match predictor {
        10..=15 => Some(png(&data, row, pixel)),
        2 if bits == 8 => {
            let mut data = data;
            for row in data.chunks_mut(row) {
                for at in pixel..row.len() {
                    let before = row.get(at - pixel).copied().unwrap_or(0);
                    if let Some(own) = row.get_mut(at) {
                        *own = own.wrapping_add(before);
                    }
                }
            }
            Some(data)
        }
        _ => Some(data),
    }
}

fn png(coded: &[u8], width: usize, pixel: usize) -> Vec<u8> {
    let mut data: Vec<u8> = Vec::with_capacity(coded.len());
    let mut above = vec![0_u8; width];
    for row in coded.chunks(width + 1) {
        let Some((kind, row)) = row.split_first() else {
            break;
        };
        let mut own = row.to_vec();
        own.resize(width, 0);
        for at in 0..width {
            let byte = |from: &[u8], back: usize| {
                let at = at.checked_sub(back);
                at.and_then(|at| from.get(at)).copied().unwrap_or(0)
            };
            let (left, up, corner) = (byte(&own, pixel), byte(&above, 0), byte(&above, pixel));
            let added = match kind {
                1 => left,
                2 => up,
                3 => ((u16::from(left) + u16::from(up)) / 2) as u8,
                4 => paeth(left, up, corner),
                _ => 0,
            };
            if let Some(own) = own.get_mut(at) {
                *own = own.wrapping_add(added);
            }
        }
        data.extend_from_slice(own.get(..row.len().min(width)).unwrap_or_default());
        above = own;
    }
    data
}

/// The predictor of Alan W. Paeth (PNG, 9.4).
fn paeth(left: u8, up: u8, corner: u8) -> u8 {
    let [a, b, c] = [left, up, corner].map(i32::from);
    let guess = a + b - c;
    let [from_a, from_b, from_c] = [a, b, c].map(|own| (guess - own).abs());
    if from_a <= from_b && from_a <= from_c {
        left
    } else if from_b <= from_c {
        up
    } else {
        corner
    }
}

fn hexadecimal(coded: &[u8]) -> Vec<u8> {
    let digits = coded.iter().take_while(|byte| **byte != b'>');
    let digits = digits.filter_map(|byte| char::from(*byte).to_digit(16));
    let digits: Vec<u8> = digits.map(|digit| digit as u8).collect();
    let pair = |pair: &[u8]| match pair {
        [high, low] => high << 4 | low,
        [high] => high << 4,
        _ => 0,
    };
    digits.chunks(2).map(pair).collect()
}

fn base85(coded: &[u8]) -> Vec<u8> {
    let mut data = Vec::new();
    let mut group: Vec<u32> = Vec::with_capacity(5);
    for byte in coded {
        match byte {
            b'~' => break,
            b'z' if group.is_empty() => data.extend([0; 4]),
            b'!'..=b'u' => group.push(u32::from(byte - b'!')),
            _ => {}
        }
        if group.len() == 5 {
            data.extend(value_of(&group));
            group.clear();
        }
    }
    let left = group.len();
    if left > 1 {
        group.resize(5, 84);
        data.extend(value_of(&group).into_iter().take(left - 1));
    }
    data
}

fn value_of(group: &[u32]) -> [u8; 4] {
    let value = group.iter().fold(0_u32, |sum, digit| {
        sum.wrapping_mul(85).wrapping_add(*digit)
    });
    value.to_be_bytes()
}

fn runs(coded: &[u8]) -> Option<Vec<u8>> {
    let mut data = Vec::new();
    let mut at = 0;
    while let Some(length) = coded.get(at) {
        let count = usize::from(*length);
        at += 1;
        match count {
            0..=127 => {
                let own = coded.get(at..coded.len().min(at + count + 1));
                data.extend_from_slice(own.unwrap_or_default());
                at += count + 1;
            }
            128 => break,
            _ => {
                let own = coded.get(at).copied().unwrap_or(0);
                data.resize(data.len() + 257 - count, own);
                at += 1;
            }
        }
        if data.len() > LARGEST_STREAM {
            return None;
        }
    }
    Some(data)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_filters_and_runs_are_decoded() {
        assert_eq!(hexadecimal(b"41 4>"), b"A@");
        assert_eq!(base85(b"87cURDZ~>"), b"Hello");
        assert_eq!(base85(b"z~>"), [0; 4]);
        assert_eq!(
            runs(&[1, 7, 8, 254, 9, 128]).as_deref(),
            Some(&[7, 8, 9, 9, 9][..])
        );
    }

    #[test]
    fn predictions_of_png_are_taken_back() {
        // A row as it is, then each byte less the one above, the left one, and Paeth's choice.
        let coded = [0, 1, 2, 2, 1, 1, 1, 5, 1, 4, 1, 0];
        assert_eq!(png(&coded, 2, 1), [1, 2, 2, 3, 5, 6, 6, 6]);
    }
}
