//! The colophon: the theme of a book -> how it was made, in sentences.

use std::collections::BTreeSet;

use crate::document::{AnnexTerms, Block, Resolved, Terms};
use crate::length::{Length, SCALE};
use crate::manuscript::{Manuscript, text_styles};
use crate::theme::{Faces, Family};

use super::annexes::Clerk;

/// The paragraphs: the program, the faces with their licence, the page.
pub fn blocks(manuscript: &Manuscript, clerk: &mut Clerk<'_, '_>) -> Vec<Block<Resolved>> {
    let words = AnnexTerms::of(clerk.language);
    let and = Terms::of(clerk.language).and;
    let config = &manuscript.config;
    let styles = text_styles(&config.type_);
    let used: BTreeSet<Family> = styles.iter().map(|(_, style)| style.family).collect();
    let mut names: Vec<&str> = Vec::new();
    for (_, face) in Faces::get().all() {
        if used.contains(&face.family) && !names.contains(&face.family_name) {
            names.push(face.family_name);
        }
    }
    let names = match names.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, rest)) => format!("{}{and}{last}", rest.join(", ")),
        None => String::new(),
    };
    let [width, height] = config.page.trim.map(|side| millimetres(side, words.point));
    let sentences = [
        format!(
            "{}Recto\u{a0}{}.",
            words.made_with,
            env!("CARGO_PKG_VERSION")
        ),
        format!(
            "{}{names}{}{}.",
            words.set_in,
            words.licensed,
            Faces::LICENCE
        ),
        format!("{}{width}\u{a0}×\u{a0}{height}\u{a0}mm.", words.trim),
    ];
    let text = clerk.text(sentences.join(" "));
    vec![clerk.paragraph(vec![text])]
}

/// A length in millimetres, to a tenth.
fn millimetres(length: Length, point: char) -> String {
    // 72 pt are 25.4 mm.
    let unit = 72 * SCALE;
    let tenths = (length.0 * 254 + unit / 2) / unit;
    match tenths % 10 {
        0 => (tenths / 10).to_string(),
        part => format!("{}{point}{part}", tenths / 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_written_in_millimetres() {
        for (length, expected) in [
            (Length::centimillimetres(17_000), "170"),
            (Length::centimillimetres(14_850), "148.5"),
            (Length::pt(432), "152.4"),
        ] {
            assert_eq!(millimetres(length, '.'), expected);
        }
    }
}
