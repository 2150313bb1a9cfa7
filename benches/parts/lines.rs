//! The lines of all paragraphs. Their items are made beforehand, as `src/layout/paragraph/itemize.rs` makes
//! them, of the widths of the words; nothing stands out over the edges, and every paragraph has the whole
//! measure, of lists too.

use recto::layout::Glyph;
use recto::layout::break_lines::{Item, LineParameters, break_lines_variants};
use recto::length::Length;
use recto::theme::{Face, TypeTheme};

use super::words;

/// The distinct words of the book with what is known of each.
pub struct Words<'t> {
    /// In order.
    pub words: Vec<&'t str>,
    /// Their glyphs.
    pub glyphs: Vec<Vec<Glyph>>,
    /// Where each may be divided.
    pub places: Vec<Vec<usize>>,
}

/// How the paragraphs are set.
pub struct Column<'v> {
    /// The face.
    pub face: &'v Face,
    /// Word spaces and what letters may gain or lose.
    pub type_: &'v TypeTheme,
    /// The width of the text block.
    pub measure: Length,
}

/// The penalty of a hyphen in `src/layout/paragraph/itemize.rs`.
const HYPHEN_PENALTY: i32 = 1000;

impl Column<'_> {
    /// Breaks paragraphs into lines, also into one fewer and one more. The lines of the best breaks are
    /// counted.
    pub fn break_all(&self, paragraphs: &[Vec<Item>]) -> usize {
        let parameters = LineParameters {
            runt: self.type_.last_line.min(self.measure / 4),
            ..LineParameters::default()
        };
        let lines = paragraphs.iter().map(|items| {
            let found = break_lines_variants(items, self.measure, &parameters);
            std::hint::black_box(&found).best.lines.len()
        });
        lines.sum()
    }

    /// The items of a paragraph.
    pub fn items(&self, text: &str, size: Length, all: &Words<'_>) -> Vec<Item> {
        let mut items = vec![Item::Box(self.type_.indent)];
        let mut last = 0;
        for word in words::of(text) {
            let Ok(at) = all.words.binary_search(&word) else {
                continue;
            };
            if items.len() > 1 {
                items.push(self.space(size));
            }
            last = items.len();
            self.push_word(&mut items, size, &all.glyphs[at], &all.places[at]);
        }
        // A paragraph's last word is not divided.
        let is_hyphen = |item: &Item| matches!(item, Item::Discretionary { .. });
        let whole = items.split_off(last);
        items.extend(whole.into_iter().filter(|item| !is_hyphen(item)));
        items.push(Item::Penalty(10_000));
        items.push(Item::Glue {
            width: Length::ZERO,
            stretch: Length::pt(1),
            order: 2,
            shrink: Length::ZERO,
        });
        items
    }

    fn push_word(&self, items: &mut Vec<Item>, size: Length, glyphs: &[Glyph], places: &[usize]) {
        let units = self.face.units_per_em;
        let scale = |advance: i32| size.font_units(i64::from(advance), units);
        let mut rest = glyphs;
        for place in places {
            let end = rest.partition_point(|glyph| (glyph.cluster as usize) < *place);
            let (part, after) = rest.split_at(end);
            items.push(self.letters(part, size));
            items.push(Item::Discretionary {
                before: scale(self.face.hyphen_advance),
                after: Length::ZERO,
                replaced: Length::ZERO,
                hang: Length::ZERO,
                penalty: HYPHEN_PENALTY,
                automatic: true,
            });
            rest = after;
        }
        items.push(self.letters(rest, size));
    }

    fn letters(&self, glyphs: &[Glyph], size: Length) -> Item {
        let advance: i32 = glyphs.iter().map(|glyph| glyph.advance).sum();
        let width = size.font_units(i64::from(advance), self.face.units_per_em);
        let count = i64::try_from(glyphs.len()).unwrap_or(0);
        let flex = width.0 * self.type_.expansion + size.0 * count * self.type_.letter_space;
        Item::Text {
            width,
            flex: Length(flex / 1_000),
            left: Length::ZERO,
            right: Length::ZERO,
        }
    }

    fn space(&self, size: Length) -> Item {
        let advance = i64::from(self.face.space_advance);
        let space = size.font_units(advance, self.face.units_per_em);
        let [width, stretch, shrink] = self.type_.word_space.map(|part| space.scale(part, 1_000));
        Item::Glue {
            width,
            stretch,
            order: 0,
            shrink,
        }
    }
}
