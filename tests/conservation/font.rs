//! A font's ToUnicode map -> the text of its codes. Codes are two bytes, as in every composite font
//! with the encoding Identity-H.

use std::collections::BTreeMap;

/// The text of each code.
#[derive(Clone, Debug, Default)]
pub struct CodeTexts(BTreeMap<u16, String>);

impl CodeTexts {
    /// Reads the `bfchar` and `bfrange` sections of a CMap (PDF 32000-1, 9.10.3).
    pub fn read(cmap: &str) -> CodeTexts {
        let mut texts = CodeTexts::default();
        let mut operands: Vec<&str> = Vec::new();
        for token in cmap.split_whitespace() {
            match token {
                "beginbfchar" | "beginbfrange" => operands.clear(),
                "endbfchar" => operands.chunks_exact(2).for_each(|pair| {
                    texts.0.insert(code(pair[0]), text(pair[1]));
                }),
                "endbfrange" => operands.chunks_exact(3).for_each(|own| texts.range(own)),
                _ => operands.push(token),
            }
        }
        texts
    }

    /// The text that a shown string reads as; an unknown code reads as U+FFFD, which no book holds.
    pub fn of(&self, shown: &[u8]) -> String {
        let codes = shown.chunks(2);
        codes
            .map(|code| match code {
                [high, low] => self.0.get(&u16::from_be_bytes([*high, *low])),
                _ => None,
            })
            .map(|text| text.map_or("\u{fffd}", String::as_str))
            .collect()
    }

    fn range(&mut self, own: &[&str]) {
        assert!(
            !own[2].starts_with('['),
            "a range with a list of texts: {own:?}"
        );
        let first = text(own[2]);
        let last = first.chars().last().expect("a range starts with a text");
        let before = &first[..first.len() - last.len_utf8()];
        for (at, code) in (code(own[0])..=code(own[1])).enumerate() {
            let last = char::from_u32(last as u32 + at as u32).expect("a range of characters");
            self.0.insert(code, format!("{before}{last}"));
        }
    }
}

fn code(token: &str) -> u16 {
    u16::from_str_radix(token.trim_matches(['<', '>']), 16).expect("a code of two bytes")
}

fn text(token: &str) -> String {
    let digits = token.trim_matches(['<', '>']).as_bytes();
    let units: Vec<u16> = digits
        .chunks(4)
        .map(|unit| {
            let unit = str::from_utf8(unit).expect("digits");
            u16::from_str_radix(unit, 16).expect("a unit of UTF-16")
        })
        .collect();
    String::from_utf16(&units).expect("UTF-16")
}

#[test]
fn a_map_of_characters_and_ranges_is_read() {
    let texts = CodeTexts::read(
        "2 beginbfchar\n<0001> <00660069>\n<0002> <D83DDE00>\nendbfchar\n\
         1 beginbfrange\n<0010> <0012> <0061>\nendbfrange\n",
    );
    let read = texts.of(&[0, 1, 0, 2, 0, 0x10, 0, 0x12, 0, 9]);
    assert_eq!(read, "fi\u{1f600}ac\u{fffd}");
}
