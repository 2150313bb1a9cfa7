//! A font of a PDF -> its face, the texts of its codes, and their widths.

use std::collections::BTreeMap;
use std::rc::Rc;

use lopdf::{Document, Object, ObjectId};

use recto::preflight::conservation::pdf::CodeTexts;

use super::content::coordinate;

/// What is read of a font.
#[derive(Debug)]
pub struct Font {
    /// The name of the face.
    pub face: Rc<str>,
    /// The text of each code.
    pub texts: CodeTexts,
    /// The width of each code in thousandths of the em.
    pub widths: BTreeMap<u16, f64>,
}

impl Font {
    /// Reads a composite font.
    pub fn read(document: &Document, id: ObjectId) -> Font {
        let font = document.get_dictionary(id).expect("a font");
        let map = font.get_deref(b"ToUnicode", document);
        let map = map.and_then(Object::as_stream).expect("a ToUnicode map");
        let cmap = map.get_plain_content().expect("a map that can be inflated");
        let name = font.get(b"BaseFont").and_then(Object::as_name);
        let name = String::from_utf8_lossy(name.expect("a font's name"));
        // A subset has six letters and a plus sign before its name.
        let face = name.split_once('+').map_or(&*name, |(_, face)| face);
        let descendants = font.get_deref(b"DescendantFonts", document);
        let descendants = descendants.and_then(Object::as_array);
        let descendant = &descendants.expect("a composite font")[0];
        let descendant = match descendant.as_reference() {
            Ok(id) => document.get_dictionary(id),
            Err(_) => descendant.as_dict(),
        };
        let descendant = descendant.expect("a descendant font");
        let widths = descendant.get_deref(b"W", document);
        Font {
            face: face.into(),
            texts: CodeTexts::read(&cmap),
            widths: read_widths(widths.and_then(Object::as_array).expect("widths")),
        }
    }
}

/// The widths of a composite font (PDF 32000-1, 9.7.4.3): `first [width ...]` or
/// `first last width`.
fn read_widths(own: &[Object]) -> BTreeMap<u16, f64> {
    let code = |object: &Object| {
        let code = object.as_i64().expect("a code");
        u16::try_from(code).expect("a code of two bytes")
    };
    let mut widths = BTreeMap::new();
    let mut at = 0;
    while at + 1 < own.len() {
        let first = code(&own[at]);
        match own[at + 1].as_array() {
            Ok(list) => {
                let list = list.iter().map(coordinate);
                widths.extend((first..).zip(list));
                at += 2;
            }
            Err(_) => {
                let width = coordinate(&own[at + 2]);
                widths.extend((first..=code(&own[at + 1])).map(|code| (code, width)));
                at += 3;
            }
        }
    }
    widths
}
