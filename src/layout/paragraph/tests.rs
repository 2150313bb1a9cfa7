//! Set lines: straight edges, hanging points, scaled text, and the same paragraph in fewer and more
//! lines. A prose of the fixture is set on its own, without pages.

use crate::document::{Inline, Reference, ReferenceTarget, Text, TextId};
use crate::source::FileId;
use crate::theme::{Faces, Family, Posture, Weight};

use super::super::folio_use::FolioUse;
use super::super::paged::{After, Run};
use super::super::placed::PlacedWord;
use super::super::shape::{Languages, Lexicon};
use super::*;

const PROSE: &str = "The representative of the organization said that inter-agency co-operation had \
    grown, and that States would need help with data: numbers alone, however, do not protect \
    migrants. \u{201c}Every administration keeps registers,\u{201d} he explained; \u{201c}few of them \
    can be compared.\u{201d} The Working Group, he added, had therefore recommended common \
    definitions, training for statisticians, and an evaluation after three years. Participants from \
    forty-seven countries took the floor in the discussion that followed.";

/// C. Dickens, *A Tale of Two Cities*, 1859: many short words.
const SHORT_WORDS: &str = "It was the best of times, it was the worst of times, it was the age of \
    wisdom, it was the age of foolishness, it was the epoch of belief, it was the epoch of \
    incredulity, it was the season of Light, it was the season of Darkness, it was the spring of \
    hope, it was the winter of despair, we had everything before us, we had nothing before us, we \
    were all going direct to Heaven, we were all going direct the other way.";

/// Sets texts of one language.
pub(super) struct Bench {
    pub lexicon: Lexicon,
    pub theme: TypeTheme,
    pub overfull: Vec<Overfull>,
    pub folios: Vec<Option<String>>,
}

impl Bench {
    pub fn new(theme: TypeTheme) -> Bench {
        let mut languages = Languages::default();
        for tag in ["en-GB", "fr", "de"] {
            languages.id(tag);
        }
        Bench {
            lexicon: Lexicon::new(languages),
            theme,
            overfull: Vec::new(),
            folios: Vec::new(),
        }
    }

    /// How a paragraph in English is set.
    pub fn style(&self, alignment: Alignment) -> ParagraphStyle {
        ParagraphStyle {
            text: self.theme.body,
            language: LanguageId(0),
            alignment,
            indent: self.theme.indent,
            opening_words: 0,
            hyphenate: alignment == Alignment::Justified,
            narrow: false,
            ink: Ink::Black,
        }
    }

    /// Lends a setter; what it makes of the words comes back with them.
    pub fn with<T>(
        &mut self,
        work: impl FnOnce(&mut Setter<'_, '_>) -> T,
    ) -> (T, super::super::words::Words) {
        let mut words = WordTable::new(&self.lexicon);
        let made = work(&mut Setter {
            type_: &self.theme,
            words: &mut words,
            kept: &mut KeptLines::default(),
            structure: &mut Structure::new(),
            folios: &self.folios,
            note_anchors: &[],
            images: &crate::manuscript::Images::default(),
            drawings: &Drawings::default(),
            diagnostics: &mut Vec::new(),
            overfull: &mut self.overfull,
            folio_use: &mut FolioUse::default(),
        });
        (made, words.into_words())
    }

    fn set(&mut self, text: &str, alignment: Alignment, measure: Length) -> Vec<TestLine> {
        let style = self.style(alignment);
        let content = content(vec![inline(text)]);
        let (lines, words) =
            self.with(|setter| setter.set(&content, style, Structure::ROOT, column(measure)));
        lines
            .iter()
            .map(|line| TestLine::of(line, &words))
            .collect()
    }
}

pub(super) fn content(inlines: Vec<Inline<Resolved>>) -> Content<Resolved> {
    Content {
        id: TextId(0),
        inlines,
    }
}

pub(super) fn inline(text: &str) -> Inline<Resolved> {
    Inline::Text(Text {
        text: text.to_owned(),
        span: Span::new(FileId(0), 0, text.len()),
    })
}

pub(super) fn column(measure: Length) -> Column {
    Column {
        left: Length::ZERO,
        measure,
    }
}

/// What a set line shows.
#[derive(Debug)]
pub(super) struct TestLine {
    pub text: String,
    /// Where its ink begins and ends, by the advances of its glyphs.
    pub left: Length,
    pub right: Length,
    pub scale: i64,
}

impl TestLine {
    pub fn of(line: &SetLine, words: &super::super::words::Words) -> TestLine {
        let runs: Vec<&Run> = (line.marks.iter())
            .filter_map(|mark| match mark {
                Mark::Text(run) => Some(run),
                Mark::Fill(_) | Mark::Image(_) => None,
            })
            .collect();
        let mut text = String::new();
        for placed in runs.iter().flat_map(|run| &run.words) {
            text.push_str(words.view(placed.word).text);
            if placed.after == After::Space {
                text.push(' ');
            }
        }
        let (first, last) = (runs[0], runs[runs.len() - 1]);
        let end = |placed: &PlacedWord| {
            let word = words.view(placed.word);
            let face = Faces::get().face(word.face);
            let width = last
                .size
                .font_units(i64::from(word.width), face.units_per_em);
            let between = i64::try_from(word.glyphs.len()).unwrap_or(1) - 1;
            last.x + placed.dx() + Run::scaled(last.scale, width + last.tracking * between)
        };
        TestLine {
            text: text.trim_end().to_owned(),
            left: first.x + first.words[0].dx(),
            right: end(&last.words[last.words.len() - 1]),
            scale: first.scale,
        }
    }
}

fn near(a: Length, b: Length) -> bool {
    (a.0 - b.0).abs() <= Length::centipoints(2).0
}

fn without(expansion: i64, protrusion: bool) -> TypeTheme {
    TypeTheme {
        expansion,
        protrusion,
        ..TypeTheme::default()
    }
}

#[test]
fn both_edges_are_straight_with_and_without_expansion() {
    for expansion in [0, 20] {
        for measure in (200..345).step_by(7).map(Length::pt) {
            let mut bench = Bench::new(without(expansion, false));
            let lines = bench.set(PROSE, Alignment::Justified, measure);
            for line in &lines[..lines.len() - 1] {
                assert!(near(line.right, measure), "{line:?} on {measure:?}");
            }
            assert!(lines[1..].iter().all(|line| line.left == Length::ZERO));
            assert_eq!(lines[0].left, bench.theme.indent);
            assert!(bench.overfull.is_empty());
            let scaled = lines.iter().filter(|line| line.scale != Run::NATURAL);
            assert_eq!(scaled.count() > 0, expansion > 0);
            let limit = expansion * 10;
            assert!(
                lines
                    .iter()
                    .all(|line| (line.scale - Run::NATURAL).abs() <= limit)
            );
        }
    }
}

#[test]
fn points_hyphens_and_quotation_marks_stand_out_by_their_share() {
    let face = Faces::id(Family::Text, Weight::Regular, Posture::Roman);
    let mut seen = [0; 3];
    for measure in (200..345).map(Length::pt) {
        let mut bench = Bench::new(without(20, true));
        let size = bench.theme.body.size;
        let width = |text: &str, words: &mut Bench| {
            let style = words.style(Alignment::Ragged).text;
            let (units, _) = words.with(|setter| {
                let shape = ShapeStyle {
                    face,
                    caps: style.caps,
                    figures: style.figures,
                    raised: super::super::shape::Raised::No,
                    language: LanguageId(0),
                    hyphenate: false,
                    spaced: false,
                };
                let id = setter.words.word(shape, text);
                setter.words.get(id).unwrap().width
            });
            size.font_units(i64::from(units), Faces::get().face(face).units_per_em)
        };
        let lines = bench.set(PROSE, Alignment::Justified, measure);
        for (at, line) in lines.iter().enumerate().take(lines.len() - 1) {
            let (last, share) = match line.text.chars().next_back() {
                Some('-') => ("-", 500),
                Some(',') => (",", 500),
                Some('.') => (".", 700),
                _ => continue,
            };
            // Kerning with the letter before it is part of that letter's width.
            let hang = width(last, &mut bench).scale(share, 1_000);
            assert!(near(line.right, measure + hang), "{line:?} on {measure:?}");
            seen[usize::from(last == ",") + 2 * usize::from(last == ".")] += 1;
            assert!(at == 0 || line.left <= Length::ZERO);
        }
    }
    assert!(seen.iter().all(|count| *count > 3), "{seen:?}");
}

#[test]
fn ragged_lines_stand_out_at_the_left_alone_and_keep_their_widths() {
    let mut bench = Bench::new(without(20, true));
    let mut quotes = 0;
    for measure in (100..200).map(Length::pt) {
        for line in bench.set(PROSE, Alignment::Ragged, measure).iter().skip(1) {
            assert_eq!(line.scale, Run::NATURAL);
            assert!(line.right <= measure);
            if line.text.starts_with('\u{201c}') {
                quotes += 1;
                assert!(line.left < Length::ZERO, "{line:?}");
            }
        }
    }
    assert!(quotes > 3, "{quotes}");
}

#[test]
fn variants_are_the_same_words_in_one_line_fewer_and_one_more() {
    let mut found = [0, 0];
    for measure in (180..345).map(Length::pt) {
        let mut bench = Bench::new(TypeTheme::default());
        let style = bench.style(Alignment::Justified);
        let content = content(vec![inline(SHORT_WORDS)]);
        let ((variants, alone), words) = bench.with(|setter| {
            let pieces = setter.gather(&content, style, Structure::ROOT);
            let variants = setter.variants(pieces, column(measure));
            let alone = setter.set(&content, style, Structure::ROOT, column(measure));
            (variants, alone)
        });
        let count = alone.len();
        assert_eq!(variants.best.len(), count);
        let extras = [(variants.shorter, -1), (variants.longer, 1)];
        for (at, (variant, more)) in extras.into_iter().enumerate() {
            let Some((lines, extra)) = variant else {
                continue;
            };
            found[at] += 1;
            assert!(extra >= 0);
            assert_eq!(lines.len() as i64, count as i64 + more);
            let lines: Vec<TestLine> = lines.iter().map(|l| TestLine::of(l, &words)).collect();
            let mut text = String::new();
            for line in &lines {
                text.push_str(line.text.strip_suffix('-').unwrap_or(&line.text));
            }
            let bare = |text: &str| text.replace([' ', '-'], "");
            assert_eq!(bare(&text), bare(SHORT_WORDS));
        }
    }
    assert!(found[0] > 1 && found[1] > 9, "{found:?}");
}

#[test]
fn a_line_of_one_word_that_is_too_wide_is_reported_where_it_is_written() {
    let mut bench = Bench::new(TypeTheme::default());
    let text = "a MMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMM b";
    bench.set(text, Alignment::Justified, Length::pt(200));
    let [overfull] = bench.overfull[..] else {
        panic!("one line is too wide: {:?}", bench.overfull);
    };
    assert!(overfull.excess > Length::pt(50));
    assert_eq!(overfull.span.map(|span| span.start), Some(0));
}

#[test]
fn the_last_word_is_not_parted_though_its_point_is_in_another_style() {
    let mut bench = Bench::new(TypeTheme::default());
    for measure in (100..345).map(Length::pt) {
        let style = bench.style(Alignment::Justified);
        let emphasis = Inline::Styled(crate::document::Styled {
            style: crate::document::Style::Emphasis,
            inlines: vec![inline("internationalization")],
            span: Span::new(FileId(0), 0, 1),
        });
        let start = &PROSE[..260];
        let start = &start[..start.rfind(' ').unwrap() + 1];
        let content = content(vec![inline(start), emphasis, inline(".")]);
        let (lines, words) =
            bench.with(|setter| setter.set(&content, style, Structure::ROOT, column(measure)));
        let last = TestLine::of(&lines[lines.len() - 1], &words);
        assert!(last.text.contains("internationalization."), "{last:?}");
    }
}

/// Wherever a reference stands in a paragraph: its lines are those of any other folio with as many figures,
/// and they end as straight.
#[test]
fn another_folio_of_the_same_length_moves_no_line() {
    let mut bench = Bench::new(TypeTheme::default());
    let measure = Length::pt(250);
    let style = bench.style(Alignment::Justified);
    let spaces = PROSE.match_indices(' ').map(|(at, _)| at);
    let mut lines_of = |at: usize, folio: &str| {
        bench.folios = vec![Some(folio.to_owned())];
        let (before, after) = PROSE.split_at(at + 1);
        let span = Span::new(FileId(0), 0, 0);
        let reference = Inline::Reference(Reference {
            parts: vec![(ReferenceTarget::Page(AnchorId(0)), None)],
            span,
        });
        let content = content(vec![
            inline(before),
            reference,
            inline(&format!(" {after}")),
        ]);
        let (lines, words) =
            bench.with(|setter| setter.set(&content, style, Structure::ROOT, column(measure)));
        let lines: Vec<TestLine> = (lines.iter())
            .map(|line| TestLine::of(line, &words))
            .collect();
        lines
    };
    let mut lengths = Vec::new();
    for at in spaces {
        let first = lines_of(at, "111");
        let texts = |lines: &[TestLine], folio: &str| -> Vec<String> {
            let lines = lines.iter();
            lines.map(|line| line.text.replace(folio, "###")).collect()
        };
        for folio in ["144", "400", "777"] {
            let other = lines_of(at, folio);
            assert_eq!(
                texts(&first, "111"),
                texts(&other, folio),
                "{folio} at {at}"
            );
            let ends = first.iter().zip(&other).take(first.len() - 1);
            for (own, other) in ends {
                // What stands out is the same, and what rounding leaves is less than anybody sees.
                let apart = (own.right - other.right).abs();
                assert!(apart < Length::centipoints(2), "{folio} at {at}: {apart:?}");
            }
        }
        lengths.push(first.len());
    }
    assert!(lengths.len() > 60);
}
