//! A font's ToUnicode map -> the text of its codes. Codes are two bytes, as in every composite font
//! with the encoding Identity-H.

use super::syntax::{Lexer, Object, utf16};

/// The text of each code.
#[derive(Clone, Debug, Default)]
pub struct CodeTexts(Vec<Option<Box<str>>>);

impl CodeTexts {
    /// Reads the `bfchar` and `bfrange` sections of a CMap (PDF 32000-1, 9.10.3). What is not
    /// well-formed has no text.
    pub fn read(cmap: &[u8]) -> CodeTexts {
        let mut texts = CodeTexts::default();
        let mut operands: Vec<Object> = Vec::new();
        let mut lexer = Lexer::new(cmap, 0);
        while let Some(object) = lexer.object() {
            let Object::Operator(word) = &object else {
                operands.push(object);
                continue;
            };
            match word.as_slice() {
                b"endbfchar" => operands.chunks_exact(2).for_each(|own| texts.single(own)),
                b"endbfrange" => operands.chunks_exact(3).for_each(|own| texts.range(own)),
                _ => {}
            }
            operands.clear();
        }
        texts
    }

    /// Adds what a shown string reads as; an unknown code reads as U+FFFD, which no book holds.
    pub fn read_into(&self, shown: &[u8], text: &mut String) {
        for code in shown.chunks(2) {
            let own = match code {
                [high, low] => self.get(u16::from_be_bytes([*high, *low])),
                _ => None,
            };
            text.push_str(own.unwrap_or("\u{fffd}"));
        }
    }

    /// What a shown string reads as.
    pub fn of(&self, shown: &[u8]) -> String {
        let mut text = String::new();
        self.read_into(shown, &mut text);
        text
    }

    fn get(&self, code: u16) -> Option<&str> {
        self.0.get(usize::from(code))?.as_deref()
    }

    fn set(&mut self, code: u16, text: String) {
        let place = usize::from(code);
        if self.0.len() <= place {
            self.0.resize(place + 1, None);
        }
        if let Some(own) = self.0.get_mut(place) {
            *own = Some(text.into());
        }
    }

    fn single(&mut self, own: &[Object]) {
        if let [first, text] = own
            && let (Some(first), Some(text)) = (code(first), text_of(text))
        {
            self.set(first, text);
        }
    }

    /// A range whose last character counts up. Lists of texts are not written by this program.
    fn range(&mut self, own: &[Object]) {
        let [first, last, text] = own else {
            return;
        };
        let (Some(first), Some(last), Some(text)) = (code(first), code(last), text_of(text)) else {
            return;
        };
        let mut before = text;
        let Some(start) = before.pop() else {
            return;
        };
        for (code, at) in (first..=last).zip(0_u32..) {
            if let Some(character) = char::from_u32(u32::from(start) + at) {
                self.set(code, format!("{before}{character}"));
            }
        }
    }
}

fn code(object: &Object) -> Option<u16> {
    match object {
        Object::String(bytes) => match bytes.as_slice() {
            [high, low] => Some(u16::from_be_bytes([*high, *low])),
            _ => None,
        },
        _ => None,
    }
}

fn text_of(object: &Object) -> Option<String> {
    match object {
        Object::String(bytes) => utf16(bytes),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_of_characters_and_ranges_is_read() {
        let texts = CodeTexts::read(
            b"2 beginbfchar\n<0001> <00660069>\n<0002> <D83DDE00>\nendbfchar\n\
              1 beginbfrange\n<0010> <0012> <0061>\nendbfrange\n",
        );
        let read = texts.of(&[0, 1, 0, 2, 0, 0x10, 0, 0x12, 0, 9]);
        assert_eq!(read, "fi\u{1f600}ac\u{fffd}");
    }

    #[test]
    fn what_is_not_well_formed_has_no_text() {
        let texts = CodeTexts::read(
            b"<0001> <D800> <0002> <66> endbfchar <0003> <0004> [<0061>] endbfrange",
        );
        assert_eq!(texts.of(&[0, 1, 0, 2, 0, 3]), "\u{fffd}\u{fffd}\u{fffd}");
    }
}
