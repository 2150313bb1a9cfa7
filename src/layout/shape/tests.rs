//! What shaping is trusted with: kerning, ligatures, small capitals, and honest widths at breaks.

use crate::theme::{Family, Posture, Weight};

use super::*;

fn style() -> ShapeStyle {
    ShapeStyle {
        face: crate::theme::Faces::id(Family::Text, Weight::Regular, Posture::Roman),
        caps: Caps::AsWritten,
        figures: Figures::OldStyle,
        raised: Raised::No,
        language: LanguageId(0),
        hyphenate: true,
    }
}

fn shape(style: ShapeStyle, text: &str) -> ShapedWord {
    let mut languages = Languages::default();
    languages.id("en-GB");
    Shaper::default().shape_word(style, text, &languages)
}

fn offsets(word: &ShapedWord) -> Vec<(u32, bool)> {
    word.breaks
        .iter()
        .map(|place| (place.offset, place.hyphen))
        .collect()
}

#[test]
fn a_pair_is_kerned_and_a_ligature_joins_its_letters() {
    let apart = shape(style(), "A").width + shape(style(), "V").width;
    assert!(shape(style(), "AV").width < apart);
    let office = shape(style(), "office");
    assert!(office.glyphs.len() < 6, "ffi is one glyph or two");
    assert!(office.glyphs.iter().all(|glyph| glyph.id != 0));
}

#[test]
fn small_capitals_and_superiors_are_glyphs_of_their_own() {
    let plain = shape(style(), "who");
    let small = shape(
        ShapeStyle {
            caps: Caps::Small,
            ..style()
        },
        "who",
    );
    assert_ne!(plain.glyphs[0].id, small.glyphs[0].id);
    let figure = shape(style(), "12");
    let superior = shape(
        ShapeStyle {
            raised: Raised::Superior,
            ..style()
        },
        "12",
    );
    assert_ne!(figure.glyphs[0].id, superior.glyphs[0].id);
    assert!(superior.width < figure.width);
}

#[test]
fn words_break_at_syllables_and_after_their_own_hyphens() {
    assert_eq!(
        offsets(&shape(style(), "organization,")),
        [(2, true), (4, true), (6, true), (8, true)]
    );
    assert_eq!(offsets(&shape(style(), "inter-agency")), [(6, false)]);
    assert_eq!(offsets(&shape(style(), "UNHCR")), []);
    assert_eq!(offsets(&shape(style(), "ex\u{ad}traordinary")), [(2, true)]);
    assert_eq!(shape(style(), "ex\u{ad}tra").text.as_ref(), "extra");
}

#[test]
fn the_parts_of_a_broken_word_are_as_wide_as_its_breaks_say() {
    let mut languages = Languages::default();
    languages.id("en-GB");
    let mut shaper = Shaper::default();
    for text in [
        "organization",
        "affiliated",
        "Tokyo",
        "baffling",
        "waterway",
        "inter-agency",
    ] {
        let word = shaper.shape_word(style(), text, &languages);
        for place in &word.breaks {
            let at = place.offset as usize;
            let first = shaper.shape_piece(style(), &text[..at], place.hyphen, &languages);
            let second = shaper.shape_piece(style(), &text[at..], false, &languages);
            assert_eq!(first.width, place.position + place.before, "{text} at {at}");
            assert_eq!(
                second.width,
                word.width - place.position + place.after,
                "{text} at {at}"
            );
        }
    }
}

#[test]
fn a_face_without_the_character_gives_way_to_one_that_has_it() {
    let tick = shape(style(), "\u{2611}");
    assert_ne!(tick.face, style().face);
    assert!(tick.glyphs.iter().all(|glyph| glyph.id != 0));
}
