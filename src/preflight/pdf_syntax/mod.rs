//! The words of PDF (PDF 32000-1, 7.2 and 7.3): objects, and the lexer that reads them. Whoever judges a
//! finished file reads it with these and with nothing of what writes files.

mod lexer;

use std::collections::BTreeMap;

pub use lexer::Lexer;

/// An object, or an operator of a content stream.
#[derive(Clone, Debug, PartialEq)]
pub enum Object {
    /// `null`.
    Nothing,
    /// `true` or `false`.
    Boolean(bool),
    /// A number.
    Number(f64),
    /// A name without its stroke.
    Name(Vec<u8>),
    /// A string, its escapes undone.
    String(Vec<u8>),
    /// An array.
    Array(Vec<Object>),
    /// A dictionary.
    Dictionary(Dictionary),
    /// A dictionary and where its bytes stand in the file.
    Stream(Dictionary, usize),
    /// A reference to an object of the file.
    Reference(u32),
    /// Anything else: `obj`, `Tf`, `endstream`.
    Operator(Vec<u8>),
}

/// A dictionary.
pub type Dictionary = BTreeMap<Vec<u8>, Object>;

impl Object {
    /// A number.
    pub fn number(&self) -> Option<f64> {
        match self {
            Object::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// A whole number that is not below zero.
    pub fn whole(&self) -> Option<usize> {
        let number = self.number()?;
        // 2^53: beyond it a number of the file is not what was written.
        let is_whole = (0.0..=9_007_199_254_740_992.0).contains(&number) && number.fract() == 0.0;
        is_whole.then_some(number as usize)
    }

    /// A name.
    pub fn name(&self) -> Option<&[u8]> {
        match self {
            Object::Name(name) => Some(name),
            _ => None,
        }
    }

    /// A string.
    pub fn string(&self) -> Option<&[u8]> {
        match self {
            Object::String(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// A boolean.
    pub fn boolean(&self) -> Option<bool> {
        match self {
            Object::Boolean(own) => Some(*own),
            _ => None,
        }
    }

    /// An array.
    pub fn array(&self) -> Option<&[Object]> {
        match self {
            Object::Array(items) => Some(items),
            _ => None,
        }
    }

    /// A dictionary, or that of a stream.
    pub fn dictionary(&self) -> Option<&Dictionary> {
        match self {
            Object::Dictionary(own) | Object::Stream(own, _) => Some(own),
            _ => None,
        }
    }
}

/// The text of a text string: UTF-16 with its mark, UTF-8 with its mark, or plain ASCII.
pub fn text_string(bytes: &[u8]) -> Option<String> {
    match bytes {
        [0xFE, 0xFF, units @ ..] => utf16(units),
        [0xEF, 0xBB, 0xBF, text @ ..] => str::from_utf8(text).ok().map(str::to_owned),
        text if text.is_ascii() => str::from_utf8(text).ok().map(str::to_owned),
        _ => None,
    }
}

/// The text of big-endian UTF-16.
pub fn utf16(bytes: &[u8]) -> Option<String> {
    if !bytes.len().is_multiple_of(2) {
        return None;
    }
    let units = bytes.chunks_exact(2).map(|unit| match unit {
        [high, low] => u16::from_be_bytes([*high, *low]),
        _ => 0,
    });
    let units: Vec<u16> = units.collect();
    String::from_utf16(&units).ok()
}
