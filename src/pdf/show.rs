//! Showing text: encoded words into TJ arrays, between `BT` and `ET`.

use crate::length::Length;

use super::syntax::{coordinate, decimal, fine, glyph, text_string};
use super::words::{EncodedWord, Piece, open_string};

/// A TJ array that grows, and the operators that interrupt it.
#[derive(Debug)]
pub struct TextLine<'a> {
    out: &'a mut Vec<u8>,
    size: Length,
    /// Whether an array is open.
    is_open: bool,
}

impl<'a> TextLine<'a> {
    /// Writes to `out`, where a font of this size is set.
    pub fn new(out: &'a mut Vec<u8>, size: Length) -> TextLine<'a> {
        TextLine {
            out,
            size,
            is_open: false,
        }
    }

    /// Moves the pen to the left by `adjustment / 10^decimals` thousandths of the em.
    pub fn adjust(&mut self, adjustment: i64, decimals: u32) {
        if adjustment != 0 {
            let array = self.array();
            part_numbers(array);
            decimal(array, adjustment, decimals);
        }
    }

    /// The array, open.
    fn array(&mut self) -> &mut Vec<u8> {
        if !self.is_open {
            self.is_open = true;
            self.out.push(b'[');
        }
        self.out
    }

    /// Shows a glyph.
    pub fn glyph(&mut self, id: u16) {
        let array = self.array();
        open_string(array);
        glyph(array, id);
        array.push(b')');
    }

    /// Goes on with strings and adjustments.
    fn show(&mut self, bytes: &[u8]) {
        let Some((first, rest)) = bytes.split_first() else {
            return;
        };
        let array = self.array();
        if *first == b'(' {
            open_string(array);
            array.extend_from_slice(rest);
        } else {
            part_numbers(array);
            array.extend_from_slice(bytes);
        }
    }

    /// Shows a word.
    pub fn word(&mut self, word: &EncodedWord) {
        self.show(&word.shown);
        for piece in &word.more {
            match piece {
                Piece::Show(bytes) => self.show(bytes),
                Piece::Rise(rise) => {
                    self.flush();
                    coordinate(self.out, self.size.scale(*rise, 100_000));
                    self.out.extend_from_slice(b" Ts\n");
                }
                Piece::ActualText(text) => {
                    self.flush();
                    self.out.extend_from_slice(b"/Span <</ActualText ");
                    text_string(self.out, text);
                    self.out.extend_from_slice(b">> BDC\n");
                }
                Piece::EndActualText => {
                    self.flush();
                    self.out.extend_from_slice(b"EMC\n");
                }
            }
        }
    }

    /// Sets the font of what follows.
    pub fn font(&mut self, name: &str) {
        self.flush();
        self.out.extend_from_slice(format!("/{name} ").as_bytes());
        fine(self.out, self.size);
        self.out.extend_from_slice(b" Tf\n");
    }

    /// Ends the array.
    pub fn flush(&mut self) {
        if std::mem::take(&mut self.is_open) {
            self.out.extend_from_slice(b"] TJ\n");
        }
    }
}

/// Two numbers in a row need something between them.
fn part_numbers(array: &mut Vec<u8>) {
    if !matches!(array.last(), Some(b'[' | b')')) {
        array.push(b' ');
    }
}
