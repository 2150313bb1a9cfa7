//! Pairs of words by language, and a paragraph on many measures.

use super::super::tests::{Bench, column, content, inline};
use super::super::{Alignment, LanguageId, Length, Structure, TypeTheme};
use super::*;

fn fixed(language: &str, pairs: &[&str]) {
    for pair in pairs {
        let (before, after) = pair.split_once(' ').unwrap();
        let found = bond(before, after, Rules::of(language));
        assert_eq!(found, Some(Bond::Fixed), "{pair:?} in {language:?}");
    }
}

fn free(language: &str, pairs: &[&str]) {
    for pair in pairs {
        let (before, after) = pair.split_once(' ').unwrap();
        assert_eq!(
            bond(before, after, Rules::of(language)),
            None,
            "{pair:?} in {language:?}"
        );
    }
}

#[test]
fn numbers_keep_their_units_and_abbreviations_their_numbers() {
    let pairs = [
        "5 %",
        "10 km,",
        "3.5 kg",
        "(12 °C)",
        "No. 5",
        "§ 4",
        "p. 12",
        "(pp. 12\u{2013}14)",
        "Art. 7",
        "vol. II",
        "€ 20",
        "200 €.",
        "12 000",
        "1 000,",
        "345 000.5",
    ];
    fixed("", &pairs);
    free(
        "",
        &[
            "5 kettles",
            "km 5",
            "2013 200",
            "12 0000",
            "No. none",
            "a %",
            "pot. 5",
        ],
    );
}

#[test]
fn initials_and_titles_keep_the_name() {
    fixed(
        "en-GB",
        &[
            "A. B.",
            "B. Smith",
            "(J.-P. Sartre",
            "R.R. Tolkien,",
            "Dr Smith",
            "Mr Ó",
        ],
    );
    fixed("de", &["Frau Müller", "Prof. Weiß"]);
    free("en-GB", &["Dr of", "Frau Müller", "etc. Smith", "A. and"]);
}

#[test]
fn days_keep_their_months() {
    fixed("en-GB", &["12 March", "(1st May", "March 12,", "31 Dec."]);
    fixed("fr", &["1er mai", "12 mars"]);
    fixed("de", &["12. März", "3. Mai,"]);
    fixed("es", &["12 de"]);
    free("en-GB", &["32 March", "march 12", "12 mars"]);
}

#[test]
fn no_line_begins_with_a_dash_and_french_points_have_a_thin_space() {
    fixed(
        "en-GB",
        &[
            "word \u{2013}",
            "word \u{2014}word",
            "word \u{2026}",
            "word ...",
        ],
    );
    for pair in ["vrai ?", "lait ;", "ainsi :", "oui !", "mot »", "« mot"] {
        let (before, after) = pair.split_once(' ').unwrap();
        assert_eq!(bond(before, after, &FRENCH), Some(Bond::Thin), "{pair:?}");
        assert_eq!(bond(before, after, &ENGLISH), None, "{pair:?}");
    }
}

#[test]
fn no_line_of_a_paragraph_breaks_there() {
    let text = "On 12 March Dr A. B. Smith read p. 12 of No. 5 \u{2013} all 12 000 copies, or 5 % of \
        them, weigh 10 km of paper \u{2014} and § 4 of Art. 7 says nothing \u{2026} of that to Mr Lee.";
    for measure in (120..345).map(Length::pt) {
        let mut bench = Bench::new(TypeTheme::default());
        let style = bench.style(Alignment::Justified);
        let content = content(vec![inline(text)]);
        let (lines, words) =
            bench.with(|setter| setter.set(&content, style, Structure::ROOT, column(measure)));
        for line in lines.iter().skip(1) {
            let line = super::super::tests::TestLine::of(line, &words);
            let bad = [
                "March", "A.", "B.", "Smith", "12", "5 ", "\u{2013}", "000", "%", "km", "\u{2014}",
                "4 ", "7 ", "\u{2026}", "Lee",
            ];
            // "12" and "5" may begin a line where they begin what is bound.
            let bad = bad.iter().filter(|bad| line.text.starts_with(**bad));
            let bad: Vec<&&str> = bad
                .filter(|_| {
                    !["12 000", "12 March", "5 %"]
                        .iter()
                        .any(|own| line.text.starts_with(own))
                })
                .collect();
            assert!(bad.is_empty(), "{line:?}");
        }
    }
}

#[test]
fn the_language_of_a_span_decides() {
    use crate::document::{Inline, Style, Styled};
    let span = |tag: &str| {
        Inline::Styled(Styled {
            style: Style::Language(tag.to_owned()),
            inlines: vec![inline("vrai ? knowledge Staubecken establishment")],
            span: crate::source::Span::new(crate::source::FileId(0), 0, 1),
        })
    };
    let mut bench = Bench::new(TypeTheme::default());
    let style = bench.style(Alignment::Justified);
    let set = |bench: &mut Bench, tag: &str| {
        let content = content(vec![span(tag)]);
        let ((kinds, breaks), _) = bench.with(|setter| {
            let mut pieces = setter.gather(&content, style, Structure::ROOT);
            bind(&mut pieces, setter.words);
            let kinds: Vec<PieceKind> = pieces.pieces.iter().map(|piece| piece.kind).collect();
            let words = kinds.iter().filter_map(|kind| match kind {
                PieceKind::Word(id) => setter.words.get(*id),
                _ => None,
            });
            let breaks: Vec<Vec<u32>> = words
                .map(|word| word.breaks.iter().map(|own| own.offset).collect())
                .collect();
            (kinds, breaks)
        });
        (matches!(kinds[1], PieceKind::ThinSpace), breaks)
    };
    let (thin, french) = set(&mut bench, "fr");
    assert!(thin);
    let (thin, german) = set(&mut bench, "de");
    assert!(!thin);
    assert_ne!(french, german);
    assert_eq!(style.language, LanguageId(0));
}
