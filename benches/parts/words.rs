//! The distinct words of the book: shaped, and divided into syllables.

use std::collections::BTreeSet;

use harfrust::{
    Buffer, Direction, Feature, Font, Language, Script, ShapeOptions, ShapePlan, ShaperFont, Tag,
};
use hypher::Lang;
use recto::layout::Glyph;
use recto::theme::Face;

/// The words of a text: what stands between white space, with the points at it.
pub fn of(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace()
}

/// The distinct words of all texts, in order. A build has some more: one in italics is another.
pub fn distinct(runs: &[String]) -> Vec<&str> {
    let words: BTreeSet<&str> = runs.iter().flat_map(|run| of(run)).collect();
    words.into_iter().collect()
}

/// Has harfrust shape words with one plan: letters of a Latin script, with the figures of running text.
/// Reading the face and making the plan are part of it.
pub fn shape(words: &[&str], face: &Face, language: &str) -> Vec<Vec<Glyph>> {
    let font = Font::new(face.data.to_vec(), 0).expect("a face of the program");
    let shaper = ShaperFont::new(&font);
    let features = [b"onum", b"pnum"].map(|tag| Feature::new(Tag::new(tag), 1, ..));
    let (direction, script) = (Direction::LeftToRight, Some(Script::LATIN));
    let language = Language::new(language);
    let plan = ShapePlan::new(&font, direction, script, language.as_ref(), &features);
    let mut buffer = Buffer::new();
    let shaped = words.iter().map(|word| {
        buffer.reset();
        buffer.push_str(word);
        buffer.set_direction(direction);
        buffer.set_script(script);
        let options = ShapeOptions::new().plan(Some(&plan)).features(&features);
        harfrust::shape(&shaper, &mut buffer, options).expect("the buffer is of the plan's script");
        let infos = buffer.glyph_infos().iter();
        let glyphs = infos.zip(buffer.glyph_positions());
        let glyph = glyphs.map(|(info, position)| Glyph {
            id: u16::try_from(info.glyph_id).unwrap_or(0),
            advance: position.x_advance,
            x_offset: position.x_offset,
            y_offset: position.y_offset,
            cluster: info.cluster,
        });
        glyph.collect()
    });
    shaped.collect()
}

/// The letters of a word that patterns may divide.
pub struct Letters<'t> {
    /// Where they begin in the word.
    start: usize,
    /// Empty where `src/layout/shape/breaks.rs` divides nothing.
    text: &'t str,
}

/// The letters of words.
pub fn letters<'t>(words: &[&'t str]) -> Vec<Letters<'t>> {
    words.iter().map(|word| letters_of(word)).collect()
}

fn letters_of(word: &str) -> Letters<'_> {
    let start = word.find(char::is_alphabetic).unwrap_or(word.len());
    let (_, core) = word.split_at(start);
    let end = core.find(|c: char| !c.is_alphabetic());
    let (core, rest) = core.split_at(end.unwrap_or(core.len()));
    let is_word = (5..=60).contains(&core.chars().count());
    let is_acronym = core.chars().filter(|c| c.is_uppercase()).count() > 1;
    let is_divided = is_word && !is_acronym && !rest.contains(char::is_alphanumeric);
    let text = if is_divided { core } else { "" };
    Letters { start, text }
}

/// Has hypher divide words: the bytes before which each may be parted.
pub fn hyphenate(letters: &[Letters<'_>], patterns: Lang) -> Vec<Vec<usize>> {
    let divided = letters.iter().map(|own| {
        if own.text.is_empty() {
            return Vec::new();
        }
        let mut at = own.start;
        let syllables = hypher::hyphenate_bounded(own.text, patterns, 2, 3);
        let ends = syllables.map(|syllable| {
            at += syllable.len();
            at
        });
        let mut places: Vec<usize> = ends.collect();
        places.pop();
        places
    });
    divided.collect()
}
