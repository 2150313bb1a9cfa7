//! Bytes -> objects and operators, one after another. What is not well-formed ends the reading;
//! nothing is guessed.

use super::{Dictionary, Object};

/// How deep arrays and dictionaries may lie in each other.
const DEEPEST: usize = 64;

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
                Some(Object::Name(name(self.regular())))
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
                b"null" => Object::Nothing,
                word @ (b"true" | b"false") => Object::Boolean(word == b"true"),
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
        let digits = self.regular();
        // Rust reads `1e5` and `+inf` as numbers too.
        if digits.iter().any(u8::is_ascii_alphabetic) {
            return None;
        }
        let number: f64 = str::from_utf8(digits).ok()?.parse().ok()?;
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

/// A name, with `#` and two digits as the byte that they stand for.
fn name(written: &[u8]) -> Vec<u8> {
    let mut name = Vec::with_capacity(written.len());
    let mut rest = written;
    while let [first, after @ ..] = rest {
        let digit = |at: usize| char::from(*after.get(at)?).to_digit(16);
        let code = (*first == b'#').then(|| digit(0).zip(digit(1))).flatten();
        match code.zip(after.get(2..)) {
            Some(((high, low), after)) => {
                name.push((high * 16 + low) as u8);
                rest = after;
            }
            None => {
                name.push(*first);
                rest = after;
            }
        }
    }
    name
}

fn is_white_space(byte: u8) -> bool {
    matches!(byte, 0 | 9 | 10 | 12 | 13 | 32)
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
    fn names_numbers_and_booleans_are_what_they_stand_for() {
        assert_eq!(all(b"/A#20B#2"), [Object::Name(b"A B#2".to_vec())]);
        assert_eq!(all(b"true"), [Object::Boolean(true)]);
        assert_eq!(all(b"+inf"), []);
        assert_eq!(all(b"1e5"), []);
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
