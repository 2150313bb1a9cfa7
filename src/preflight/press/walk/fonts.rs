//! Fonts -> whether they are embedded, how wide their glyphs are, and which codes show no glyph.

use std::collections::BTreeMap;

use crate::preflight::pdf_syntax::{Dictionary, Object};

use super::super::file::PressFile;
use super::super::geometry::Matrix;

/// The most widths of a font that are read.
const MOST_WIDTHS: usize = 70_000;

/// A font.
#[derive(Debug)]
pub struct Font<'f> {
    /// Its name without the letters of a subset.
    pub name: String,
    /// Whether its glyphs are in the file.
    pub is_embedded: bool,
    /// Bytes of a code.
    pub bytes: usize,
    /// The glyphs of a font whose glyphs are contents of their own.
    pub glyphs: Option<GlyphProgrammes<'f>>,
    widths: BTreeMap<u32, f64>,
    width: f64,
    /// The glyph of each character; `None` where they are the same.
    map: Option<Vec<u8>>,
    /// Whether a code is the number of a character.
    is_identity: bool,
    /// The codes that are said to show nothing.
    empty: Vec<u32>,
}

/// The glyphs of a Type 3 font.
#[derive(Debug)]
pub struct GlyphProgrammes<'f> {
    /// The programme of each code.
    pub by_code: BTreeMap<u32, &'f Object>,
    /// Their resources.
    pub resources: Option<&'f Dictionary>,
    /// From glyphs to text.
    pub matrix: Matrix,
}

impl<'f> Font<'f> {
    /// Reads a font.
    pub fn of(file: &'f PressFile<'_>, own: &'f Dictionary) -> Font<'f> {
        let name = file
            .name(own, b"BaseFont")
            .unwrap_or(b"a font without a name");
        let name = String::from_utf8_lossy(name);
        let name = match name.split_once('+') {
            Some((subset, name)) if subset.len() == 6 => name.to_owned(),
            _ => name.into_owned(),
        };
        let mut font = Font {
            name,
            is_embedded: false,
            bytes: 1,
            glyphs: None,
            widths: BTreeMap::new(),
            width: 0.5,
            map: None,
            is_identity: false,
            empty: Vec::new(),
        };
        match file.name(own, b"Subtype") {
            Some(b"Type0") => font.composite(file, own),
            Some(b"Type3") => font.programmes(file, own),
            _ => font.simple(file, own),
        }
        font
    }

    /// How far a code moves the pen, in ems.
    pub fn advance(&self, code: u32) -> f64 {
        self.widths.get(&code).copied().unwrap_or(self.width)
    }

    /// Whether a code is known to show no glyph of the font.
    pub fn is_notdef(&self, code: u32) -> bool {
        if self.empty.contains(&code) {
            return true;
        }
        if !self.is_identity {
            return false;
        }
        match &self.map {
            None => code == 0,
            Some(map) => {
                let at = code as usize * 2;
                map.get(at..at + 2).is_none_or(|own| own == [0, 0])
            }
        }
    }

    fn simple(&mut self, file: &'f PressFile<'_>, own: &'f Dictionary) {
        let descriptor = file.dictionary(own, b"FontDescriptor");
        self.is_embedded = descriptor.is_some_and(|own| has_programme(file, own));
        let missing = descriptor.and_then(|own| file.number(own, b"MissingWidth"));
        self.width = missing.map_or(self.width, |own| own / 1000.0);
        self.listed(file, own, 0.001);
        for (code, name) in differences(file, own) {
            if name == b".notdef" {
                self.empty.push(code);
            }
        }
    }

    /// The widths of a simple font.
    fn listed(&mut self, file: &PressFile<'_>, own: &Dictionary, unit: f64) {
        let first = file.entry(own, b"FirstChar").and_then(Object::whole);
        let first = first.and_then(|own| u32::try_from(own).ok()).unwrap_or(0);
        let widths = file.items(own, b"Widths");
        let widths = file.numbers(widths.get(..widths.len().min(256)).unwrap_or_default());
        let codes = first..first.saturating_add(256);
        self.widths
            .extend(codes.zip(widths.into_iter().map(|own| own * unit)));
    }

    fn programmes(&mut self, file: &'f PressFile<'_>, own: &'f Dictionary) {
        self.is_embedded = true;
        let matrix = file.numbers(file.items(own, b"FontMatrix"));
        let matrix = Matrix::of(&matrix).unwrap_or(Matrix([0.001, 0.0, 0.0, 0.001, 0.0, 0.0]));
        self.listed(file, own, matrix.0[0].abs());
        let programmes = file.dictionary(own, b"CharProcs");
        let found = differences(file, own).into_iter();
        let found = found.filter_map(|(code, name)| Some((code, file.entry(programmes?, name)?)));
        self.glyphs = Some(GlyphProgrammes {
            by_code: found.collect(),
            resources: file.dictionary(own, b"Resources"),
            matrix,
        });
    }

    fn composite(&mut self, file: &'f PressFile<'_>, own: &'f Dictionary) {
        self.bytes = 2;
        let descendant = file.items(own, b"DescendantFonts").first();
        let Some(descendant) = descendant.and_then(|own| file.resolve(own)?.dictionary()) else {
            return;
        };
        let descriptor = file.dictionary(descendant, b"FontDescriptor");
        self.is_embedded = descriptor.is_some_and(|own| has_programme(file, own));
        let encoding = file.name(own, b"Encoding");
        self.is_identity = matches!(encoding, Some(b"Identity-H" | b"Identity-V"));
        self.map = match file.entry(descendant, b"CIDToGIDMap") {
            Some(own @ Object::Stream(..)) => file.stream(own).map(|own| own.data.clone()),
            _ => None,
        };
        self.width = file.number(descendant, b"DW").unwrap_or(1000.0) / 1000.0;
        self.ranges(file, file.items(descendant, b"W"));
    }

    /// The widths of characters (9.7.4.3).
    fn ranges(&mut self, file: &PressFile<'_>, items: &[Object]) {
        let whole = |at: usize| {
            let own = items.get(at).and_then(|own| file.resolve(own)?.whole());
            own.and_then(|own| u32::try_from(own).ok())
        };
        let mut at = 0;
        let mut left = MOST_WIDTHS;
        while let Some(first) = whole(at) {
            match items.get(at + 1).and_then(|own| file.resolve(own)) {
                Some(Object::Array(widths)) => {
                    let widths = widths.get(..widths.len().min(MOST_WIDTHS));
                    let widths = file.numbers(widths.unwrap_or_default());
                    let codes = first..=u32::MAX;
                    let widths = widths.into_iter().map(|own| own / 1000.0).take(left);
                    left -= widths.len();
                    self.widths.extend(codes.zip(widths));
                    at += 2;
                }
                Some(Object::Number(_)) => {
                    let last = whole(at + 1).unwrap_or(first);
                    let width = items
                        .get(at + 2)
                        .and_then(|own| file.resolve(own)?.number());
                    let width = width.unwrap_or(0.0) / 1000.0;
                    for code in (first..=last).take(left) {
                        self.widths.insert(code, width);
                        left -= 1;
                    }
                    at += 3;
                }
                _ => return,
            }
        }
    }
}

/// Whether a descriptor has a font programme that holds anything.
fn has_programme(file: &PressFile<'_>, descriptor: &Dictionary) -> bool {
    let keys: [&[u8]; 3] = [b"FontFile", b"FontFile2", b"FontFile3"];
    keys.iter().any(|key| {
        let programme = file.entry(descriptor, key);
        let data = programme.and_then(|own| file.stream(own));
        data.is_some_and(|own| own.data.len() > 4)
    })
}

/// The names that an encoding gives to codes.
fn differences<'f>(file: &'f PressFile<'_>, own: &'f Dictionary) -> Vec<(u32, &'f [u8])> {
    let encoding = file.dictionary(own, b"Encoding");
    let items = encoding.map(|own| file.items(own, b"Differences"));
    let mut code = 0_u32;
    let mut found = Vec::new();
    for item in items.unwrap_or_default().iter().take(1_024) {
        match file.resolve(item) {
            Some(Object::Number(own)) => code = own.clamp(0.0, 255.0) as u32,
            Some(Object::Name(name)) => {
                found.push((code, name.as_slice()));
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
    found
}
