//! The style sheet: the faces that are embedded, then the rules of `book.css`.

use std::fmt::Write;

use crate::theme::{Family, Posture, Weight};

use super::fonts::EmbeddedFace;

/// The rules: the theme of the page in relative units, without colours of text or ground, which
/// are the reader's.
const RULES: &str = include_str!("book.css");

/// The style sheet. The families have names of their own, so that a face that the reader has
/// installed never takes the place of the one that was cut for the book.
pub fn sheet(faces: &[EmbeddedFace]) -> String {
    let mut sheet = String::new();
    for face in faces {
        let family = match face.face.family {
            Family::Text => "Book Text",
            Family::Sans => "Book Sans",
            Family::Mono => "Book Code",
        };
        let weight = match face.face.weight {
            Weight::Regular => "normal",
            Weight::Bold => "bold",
        };
        let posture = match face.face.posture {
            Posture::Roman => "normal",
            Posture::Italic => "italic",
        };
        // Writing to a string cannot fail.
        let _ = writeln!(
            sheet,
            "@font-face {{ font-family: \"{family}\"; font-weight: {weight}; \
             font-style: {posture}; src: url(../{}); }}",
            face.name
        );
    }
    sheet.push_str(RULES);
    sheet
}
