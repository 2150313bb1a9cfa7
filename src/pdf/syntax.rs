//! The spelling of content streams: numbers, glyph strings and text strings. Numbers come in as
//! integers with a fixed count of decimals, so that the same length is written alike everywhere.

use crate::length::{Length, SCALE};

/// Decimals of a coordinate: half a unit is 0.0005 pt, far below what a press resolves.
const COORDINATE_DECIMALS: u32 = 3;

/// Appends `value / 10^decimals`, without needless zeros.
pub fn decimal(out: &mut Vec<u8>, value: i64, decimals: u32) {
    let magnitude = value.unsigned_abs();
    if value < 0 {
        out.push(b'-');
    }
    // Most numbers of a book move the pen by whole units.
    if decimals == 0 {
        digits(out, magnitude, 1);
        return;
    }
    let scale = 10_u64.pow(decimals);
    let (whole, fraction) = (magnitude / scale, magnitude % scale);
    if whole > 0 || fraction == 0 {
        digits(out, whole, 1);
    }
    if fraction > 0 {
        let (mut rest, mut width) = (fraction, decimals);
        while rest.is_multiple_of(10) {
            rest /= 10;
            width -= 1;
        }
        out.push(b'.');
        digits(out, rest, width as usize);
    }
}

/// Appends a whole number, with zeros before it up to `width`. A book has millions of numbers: they are
/// not formatted as text first.
fn digits(out: &mut Vec<u8>, mut number: u64, width: usize) {
    let start = out.len();
    while number > 0 || out.len() - start < width {
        out.push(b'0' + (number % 10) as u8);
        number /= 10;
    }
    if let Some(written) = out.get_mut(start..) {
        written.reverse();
    }
}

/// Appends a length in points, with the decimals of a coordinate.
pub fn coordinate(out: &mut Vec<u8>, length: Length) {
    let scaled = length.scale(10_i64.pow(COORDINATE_DECIMALS), SCALE);
    decimal(out, scaled.0, COORDINATE_DECIMALS);
}

/// Appends a length in points with five decimals: for values that are multiplied along a line.
pub fn fine(out: &mut Vec<u8>, length: Length) {
    decimal(out, length.scale(100_000, SCALE).0, 5);
}

/// Appends a number of a drawing. Its floats end here: rounded to a fixed count of decimals.
pub fn real(out: &mut Vec<u8>, value: f32, decimals: u32) {
    let scaled = (f64::from(value) * 10_i64.pow(decimals) as f64).round();
    // The cast saturates; a value that is not a number becomes 0.
    decimal(out, scaled as i64, decimals);
}

/// Appends coordinates, each followed by a space.
pub fn coordinates(out: &mut Vec<u8>, lengths: &[Length]) {
    for length in lengths {
        coordinate(out, *length);
        out.push(b' ');
    }
}

/// Appends a glyph's two bytes inside a literal string.
pub fn glyph(out: &mut Vec<u8>, id: u16) {
    for byte in id.to_be_bytes() {
        match byte {
            b'(' | b')' | b'\\' => out.extend_from_slice(&[b'\\', byte]),
            // A bare carriage return would be read as a line feed.
            b'\r' => out.extend_from_slice(b"\\r"),
            _ => out.push(byte),
        }
    }
}

/// Appends text as a hexadecimal string in UTF-16 with its byte order mark.
pub fn text_string(out: &mut Vec<u8>, text: &str) {
    out.extend_from_slice(b"<FEFF");
    for unit in text.encode_utf16() {
        out.extend_from_slice(format!("{unit:04X}").as_bytes());
    }
    out.push(b'>');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_exact() {
        let written = |value, decimals| {
            let mut out = Vec::new();
            decimal(&mut out, value, decimals);
            String::from_utf8(out).unwrap()
        };
        assert_eq!(written(0, 3), "0");
        assert_eq!(written(1_500, 3), "1.5");
        assert_eq!(written(-5, 3), "-.005");
        assert_eq!(written(12_000, 3), "12");
        assert_eq!(written(-12_010, 3), "-12.01");
        assert_eq!(written(7, 0), "7");
        assert_eq!(written(1_000_007, 0), "1000007");
        assert_eq!(written(30_250, 5), ".3025");
        assert_eq!(written(i64::MIN, 3), "-9223372036854775.808");
    }

    #[test]
    fn delimiters_in_glyph_bytes_are_escaped() {
        let mut out = Vec::new();
        glyph(&mut out, u16::from_be_bytes([b'(', b'\\']));
        glyph(&mut out, u16::from_be_bytes([b'\r', b')']));
        assert_eq!(out, b"\\(\\\\\\r\\)");
    }
}
