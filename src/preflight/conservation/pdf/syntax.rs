//! The words of PDF (PDF 32000-1, 7.2 and 7.3): bytes -> objects and operators, one after another.
//! What is not well-formed ends the reading; nothing is guessed.

use std::collections::BTreeMap;

/// How deep arrays and dictionaries may lie in each other.
const DEEPEST: usize = 64;

/// An object, or an operator of a content stream.
#[derive(Clone, Debug, PartialEq)]
pub enum Object {
    /// `null`, `true`, `false`: nothing that texts hang on.
    Nothing,
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

/// Reads objects from bytes.
#[derive(Clone, Copy, Debug)]
pub struct Lexer<'a> {
    data: &'a [u8],
    at: usize,
}

impl<'a> Lexer<'a> {
    /// Starts at a byte.
    pub fn new(data: &'a [u8], at: usize) -> Lexer<'a> {
        Lexer { data, at }
    }

    /// The byte that comes next.
    pub fn place(&self) -> usize {
        self.at
    }

    /// The next object or operator; `None` at the end, and where there is none.
    pub fn object(&mut self) -> Option<Object> {
        self.nested(0)
    }

    /// Whether nothing but white space is left.
    pub fn ends(&mut self) -> bool {
        self.skip_white_space();
        self.peek().is_none()
    }

    /// An operator with these bytes.
    pub fn word(&mut self, word: &[u8]) -> Option<()> {
        let found = self.object()?;
        (found == Object::Operator(word.to_vec())).then_some(())
    }

    /// After the word `stream`: goes to the first byte of its data.
    pub fn skip_line_end(&mut self) {
        if self.peek() == Some(b'\r') {
            self.at += 1;
        }
        if self.peek() == Some(b'\n') {
            self.at += 1;
        }
    }

    fn nested(&mut self, depth: usize) -> Option<Object> {
        if depth > DEEPEST {
            return None;
        }
        self.skip_white_space();
        match self.peek()? {
            b'/' => {
                self.at += 1;
                Some(Object::Name(self.regular().to_vec()))
            }
            b'(' => self.literal(),
            b'<' if self.data.get(self.at + 1) == Some(&b'<') => {
                self.at += 2;
                self.entries(depth)
            }
            b'<' => self.hexadecimal(),
            b'[' => {
                self.at += 1;
                self.items(depth)
            }
            b']' | b')' | b'{' | b'}' | b'>' => None,
            b'0'..=b'9' | b'+' | b'-' | b'.' => self.numeric(),
            _ => Some(match self.regular() {
                b"null" | b"true" | b"false" => Object::Nothing,
                word => Object::Operator(word.to_vec()),
            }),
        }
    }

    fn peek(&self) -> Option<u8> {
        self.data.get(self.at).copied()
    }

    fn skip_white_space(&mut self) {
        while let Some(byte) = self.peek() {
            match byte {
                b'%' => {
                    while self
                        .peek()
                        .is_some_and(|byte| byte != b'\n' && byte != b'\r')
                    {
                        self.at += 1;
                    }
                }
                byte if is_white_space(byte) => self.at += 1,
                _ => return,
            }
        }
    }

    fn regular(&mut self) -> &'a [u8] {
        let rest = self.data.get(self.at..).unwrap_or_default();
        let ends = |byte: &u8| is_white_space(*byte) || b"()<>[]{}/%".contains(byte);
        let length = rest.iter().position(ends).unwrap_or(rest.len());
        self.at += length;
        rest.get(..length).unwrap_or_default()
    }

    /// A number, or a reference that begins with one.
    fn numeric(&mut self) -> Option<Object> {
        let number: f64 = str::from_utf8(self.regular()).ok()?.parse().ok()?;
        if let Some(id) = Object::Number(number).whole() {
            let mut ahead = *self;
            if ahead.generation().is_some() {
                *self = ahead;
                return u32::try_from(id).ok().map(Object::Reference);
            }
        }
        Some(Object::Number(number))
    }

    /// The rest of a reference: a whole number and `R`.
    fn generation(&mut self) -> Option<()> {
        self.skip_white_space();
        let digits = self.regular();
        if digits.is_empty() || digits.len() > 5 || !digits.iter().all(u8::is_ascii_digit) {
            return None;
        }
        self.skip_white_space();
        (self.regular() == b"R").then_some(())
    }

    fn items(&mut self, depth: usize) -> Option<Object> {
        let mut items = Vec::new();
        loop {
            self.skip_white_space();
            if self.peek()? == b']' {
                self.at += 1;
                return Some(Object::Array(items));
            }
            items.push(self.nested(depth + 1)?);
        }
    }

    fn entries(&mut self, depth: usize) -> Option<Object> {
        let mut entries = Dictionary::new();
        loop {
            self.skip_white_space();
            if self.peek()? == b'>' {
                self.at += 1;
                let is_closed = self.peek() == Some(b'>');
                self.at += 1;
                return is_closed.then_some(Object::Dictionary(entries));
            }
            let Some(Object::Name(key)) = self.nested(depth + 1) else {
                return None;
            };
            entries.insert(key, self.nested(depth + 1)?);
        }
    }

    fn hexadecimal(&mut self) -> Option<Object> {
        self.at += 1;
        let mut digits = Vec::new();
        loop {
            let byte = self.peek()?;
            self.at += 1;
            match byte {
                b'>' => break,
                byte if is_white_space(byte) => {}
                byte => digits.push(char::from(byte).to_digit(16)? as u8),
            }
        }
        let bytes = digits.chunks(2);
        let value = |pair: &[u8]| match pair {
            [high, low] => high << 4 | low,
            [high] => high << 4,
            _ => 0,
        };
        Some(Object::String(bytes.map(value).collect()))
    }

    fn literal(&mut self) -> Option<Object> {
        self.at += 1;
        let mut bytes = Vec::new();
        let mut open = 1_usize;
        loop {
            let byte = self.peek()?;
            self.at += 1;
            match byte {
                b'\\' => bytes.extend(self.escape()?),
                b'(' => {
                    open += 1;
                    bytes.push(byte);
                }
                b')' => {
                    open -= 1;
                    if open == 0 {
                        return Some(Object::String(bytes));
                    }
                    bytes.push(byte);
                }
                b'\r' => {
                    if self.peek() == Some(b'\n') {
                        self.at += 1;
                    }
                    bytes.push(b'\n');
                }
                byte => bytes.push(byte),
            }
        }
    }

    /// What follows a backslash: nothing, where it only ends a line.
    fn escape(&mut self) -> Option<Option<u8>> {
        let byte = self.peek()?;
        self.at += 1;
        Some(match byte {
            b'n' => Some(b'\n'),
            b'r' => Some(b'\r'),
            b't' => Some(b'\t'),
            b'b' => Some(8),
            b'f' => Some(12),
            b'\n' => None,
            b'\r' => {
                if self.peek() == Some(b'\n') {
                    self.at += 1;
                }
                None
            }
            b'0'..=b'7' => {
                let mut value = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(digit @ b'0'..=b'7') = self.peek() else {
                        break;
                    };
                    self.at += 1;
                    value = value * 8 + u32::from(digit - b'0');
                }
                // A high-order overflow is ignored (7.3.4.2).
                Some((value & 0xFF) as u8)
            }
            byte => Some(byte),
        })
    }
}

fn is_white_space(byte: u8) -> bool {
    matches!(byte, 0 | 9 | 10 | 12 | 13 | 32)
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

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &[u8]) -> Vec<Object> {
        let mut lexer = Lexer::new(text, 0);
        std::iter::from_fn(|| lexer.object()).collect()
    }

    #[test]
    fn objects_and_operators_are_told_apart() {
        let string = |bytes: &[u8]| Object::String(bytes.to_vec());
        assert_eq!(
            all(b"[(a\\(\\101\\)b)-5.5<4142 4>] TJ % end\n7 0 R 7 0 obj"),
            [
                Object::Array(vec![string(b"a(A)b"), Object::Number(-5.5), string(b"AB@")]),
                Object::Operator(b"TJ".to_vec()),
                Object::Reference(7),
                Object::Number(7.0),
                Object::Number(0.0),
                Object::Operator(b"obj".to_vec()),
            ]
        );
        let found = all(b"<</A/B/C[null 1]>>");
        let own = found
            .first()
            .and_then(Object::dictionary)
            .expect("a dictionary");
        assert_eq!(own.get(b"A".as_slice()), Some(&Object::Name(b"B".to_vec())));
    }

    #[test]
    fn what_is_not_closed_is_no_object() {
        for broken in [
            &b"(a"[..],
            b"<41",
            b"[1 2",
            b"<</A 1",
            b"<</A>>",
            b"<</A 1>",
            b">",
            b")",
        ] {
            assert_eq!(all(broken), [], "{broken:?}");
        }
        assert_eq!(all(&b"[".repeat(100_000)), []);
    }
}
