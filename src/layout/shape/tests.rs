//! What shaping is trusted with: kerning, ligatures, small capitals, and honest widths at breaks.

use crate::theme::{Family, Posture, Weight};

use super::*;

pub(super) fn style() -> ShapeStyle {
    ShapeStyle {
        face: crate::theme::Faces::id(Family::Text, Weight::Regular, Posture::Roman),
        caps: Caps::AsWritten,
        figures: Figures::OldStyle,
        raised: Raised::No,
        language: LanguageId(0),
        hyphenate: true,
        spaced: false,
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

/// The faces that set text: all of the serif and the sans.
fn text_faces() -> impl Iterator<Item = FaceId> {
    let faces = crate::theme::Faces::get().all();
    faces
        .filter(|(_, face)| face.family != Family::Mono)
        .map(|(id, _)| id)
}

fn ids(word: &ShapedWord) -> Vec<u16> {
    word.glyphs.iter().map(|glyph| glyph.id).collect()
}

#[test]
fn small_capitals_are_drawn_as_such_in_every_face_and_are_neither_letters_nor_capitals() {
    for face in text_faces() {
        let own = |caps, text| {
            let style = ShapeStyle {
                face,
                caps,
                hyphenate: false,
                ..style()
            };
            ids(&shape(style, text))
        };
        let name = &crate::theme::Faces::get().face(face).file_name;
        let small = own(Caps::Small, "magenta");
        assert_eq!(small.len(), 7, "{name}");
        let (letters, capitals) = (
            own(Caps::AsWritten, "magenta"),
            own(Caps::AsWritten, "MAGENTA"),
        );
        if name.starts_with("SourceSans3") && name.ends_with("Italic.ttf") {
            // Slanted small capitals of the sans do not exist: text stays as it is written.
            assert_eq!(small, letters, "{name}");
            continue;
        }
        let mut plain = letters.iter().chain(&capitals);
        assert!(plain.all(|id| !small.contains(id)), "{name}");
        assert_eq!(own(Caps::Small, "MAGENTA"), capitals, "{name}");
        assert_eq!(own(Caps::AllSmall, "MAGENTA"), small, "{name}");
    }
}

#[test]
fn figures_are_old_style_in_text_and_lining_and_of_one_width_in_tables() {
    for face in text_faces() {
        let own = |figures, text: &str| {
            let style = ShapeStyle {
                face,
                figures,
                hyphenate: false,
                ..style()
            };
            shape(style, text)
        };
        let name = &crate::theme::Faces::get().face(face).file_name;
        let all = "0123456789";
        let [old, lining, tabular] =
            [Figures::OldStyle, Figures::Lining, Figures::Tabular].map(|own_| ids(&own(own_, all)));
        assert!(
            old.iter().zip(&lining).all(|(old, lining)| old != lining),
            "{name}"
        );
        assert!(
            old.iter()
                .zip(&tabular)
                .all(|(old, tabular)| old != tabular),
            "{name}"
        );
        let widths = all
            .chars()
            .map(|one| own(Figures::Tabular, &one.to_string()).width);
        let widths: std::collections::BTreeSet<i32> = widths.collect();
        // The faces round to whole units, by one of which a slanted figure may differ.
        let spread = widths.last().unwrap() - widths.first().unwrap();
        assert!(spread <= 1, "{name}: {widths:?}");
    }
    let theme = crate::theme::TypeTheme::default();
    for text in [theme.body, theme.note, theme.quotation] {
        assert_eq!(text.figures, Figures::OldStyle);
    }
    for text in [theme.table, theme.table_note] {
        assert_eq!(text.figures, Figures::Tabular);
    }
}

#[test]
fn letterspaced_letters_are_not_joined() {
    let spaced = ShapeStyle {
        spaced: true,
        ..style()
    };
    assert_eq!(shape(spaced, "office").glyphs.len(), 6);
    assert!(shape(style(), "office").glyphs.len() < 6);
}

#[test]
fn a_book_divides_its_own_words_its_way() {
    let mut languages = Languages::default();
    let [english, french] = ["en-GB", "fr"].map(|tag| languages.id(tag));
    for (language, word) in [
        ("en", "or-ganization"),
        ("en", "people"),
        ("fr", "organi-sation"),
    ] {
        languages.except(&crate::theme::HyphenException {
            language: language.to_owned(),
            word: word.to_owned(),
        });
    }
    let mut shaper = Shaper::default();
    let mut breaks = |language, text| {
        let style = ShapeStyle {
            language,
            ..style()
        };
        offsets(&shaper.shape_word(style, text, &languages))
    };
    assert_eq!(breaks(english, "\u{201c}Organization,"), [(5, true)]);
    assert_eq!(breaks(english, "people"), []);
    assert_eq!(breaks(french, "organisation"), [(6, true)]);
    assert!(breaks(french, "organization").len() > 1);
    assert!(breaks(english, "organizations").len() > 1);
}

#[test]
fn a_dash_ends_a_line_and_begins_none() {
    assert_eq!(offsets(&shape(style(), "tea\u{2014}leaf")), [(6, false)]);
    assert_eq!(offsets(&shape(style(), "2006\u{2013}2013")), [(7, false)]);
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
fn the_parts_of_a_word_that_is_broken_anywhere_are_as_wide_as_its_breaks_say() {
    let mut languages = Languages::default();
    languages.id("en-GB");
    let mut shaper = Shaper::default();
    let mut changed = 0;
    for face in text_faces() {
        let style = ShapeStyle { face, ..style() };
        for text in [
            "organization",
            "affiliated",
            "Tokyo",
            "baffling",
            "waterway",
            "AVOWAL",
            "L\u{2019}\u{c1}vila",
            "\u{201c}Two-Yearly,\u{201d}",
            "1917\u{2013}74.",
        ] {
            let letters = text.char_indices().map(|(at, own)| (at > 0, own));
            let divided = letters.fold(String::new(), |mut all, (is_inside, own)| {
                all.extend(is_inside.then_some('\u{ad}'));
                all.push(own);
                all
            });
            let word = shaper.shape_word(style, &divided, &languages);
            assert_eq!(word.breaks.len(), text.chars().count() - 1, "{text}");
            for place in &word.breaks {
                let at = place.offset as usize;
                let first = shaper.shape_piece(style, &text[..at], place.hyphen, &languages);
                let second = shaper.shape_piece(style, &text[at..], false, &languages);
                let before = place.position + place.before;
                let after = word.width - place.position + place.after;
                assert_eq!(first.width, before, "{text} at {at} in {face:?}");
                assert_eq!(second.width, after, "{text} at {at} in {face:?}");
                changed += usize::from(place.after != 0);
            }
        }
    }
    assert!(changed > 20, "kerning crosses a break {changed} times");
}

#[test]
fn a_face_without_the_character_gives_way_to_one_that_has_it() {
    let tick = shape(style(), "\u{2611}");
    assert_ne!(tick.face, style().face);
    assert!(tick.glyphs.iter().all(|glyph| glyph.id != 0));
}

#[test]
fn a_thread_that_goes_from_book_to_book_takes_each_in_its_own_language() {
    let mut shaper = Shaper::default();
    let mut shape_in = |tag| {
        let mut languages = Languages::default();
        languages.id(tag);
        let word = shaper.shape_word(style(), "\u{15f}i", &languages);
        let alone = Shaper::default().shape_word(style(), "\u{15f}i", &languages);
        assert_eq!(word, alone, "{tag}");
        ids(&word)
    };
    let english = shape_in("en-GB");
    // Romanian has a comma below the letter where others have a cedilla.
    assert_ne!(english, shape_in("ro"));
    assert_eq!(english, shape_in("en-GB"));
}
