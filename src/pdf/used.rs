//! The glyphs that the pages show, by face, and the texts of each. A glyph that shows several texts, such
//! as a small capital of `r` and of `R`, has a code for each: some readers take no notice of
//! `/ActualText`. Glyphs that show a text only together, and hyphens that are no text, get `/ActualText`
//! where they are shown (see `words`).

use std::collections::BTreeMap;

use skrifa::{FontRef, MetadataProvider};

use crate::document::DivisionId;
use crate::layout::{After, Drawing, DrawingMark, DrawnText, Mark, PagedBook, Run, WordView};
use crate::theme::{FaceId, Faces};

use super::clusters::clusters;

/// The glyphs of one face with the texts that each stands for, one at least, in the order in which they
/// are met.
pub type GlyphTexts = BTreeMap<u16, Vec<String>>;

/// The glyphs that a book shows, by face.
#[derive(Debug, Default)]
pub struct UsedGlyphs {
    faces: BTreeMap<FaceId, FaceUse>,
}

#[derive(Debug, Default)]
struct FaceUse {
    /// The glyphs by their numbers: each glyph of each word is looked up here.
    glyphs: Vec<GlyphUse>,
    /// Whether a space follows a word of this face.
    space: bool,
}

#[derive(Clone, Debug, Default)]
struct GlyphUse {
    is_shown: bool,
    /// Its texts where it was a cluster by itself.
    texts: Vec<String>,
    /// A character of the first cluster in which it was.
    share: Option<char>,
}

/// How a stored word is used: as it is, and with its last glyph as a hyphen that is no text.
#[derive(Clone, Copy, Debug, Default)]
struct WordUse {
    plain: bool,
    hyphenated: bool,
}

impl WordUse {
    /// What of it is not in the other.
    fn but(self, other: WordUse) -> WordUse {
        WordUse {
            plain: self.plain && !other.plain,
            hyphenated: self.hyphenated && !other.hyphenated,
        }
    }

    fn and(self, other: WordUse) -> WordUse {
        WordUse {
            plain: self.plain || other.plain,
            hyphenated: self.hyphenated || other.hyphenated,
        }
    }
}

/// A word that is not hyphenated.
const PLAIN: WordUse = WordUse {
    plain: true,
    hyphenated: false,
};

impl UsedGlyphs {
    /// The glyphs of all pages and of the drawings on them. Words are visited in the order of
    /// their ids, so that the same book gives the same texts.
    pub fn of(book: &PagedBook) -> UsedGlyphs {
        let mut used = UsedGlyphs::default();
        let mut own: Vec<Vec<WordUse>> = (book.divisions.iter())
            .map(|division| vec![WordUse::default(); division.words.len()])
            .collect();
        for page in &book.pages {
            let mut none = Vec::new();
            let division = own.get_mut(page.division.0 as usize).unwrap_or(&mut none);
            for run in page
                .frames
                .iter()
                .flat_map(|frame| &frame.marks)
                .filter_map(run)
            {
                used.mark_words(book, page.division, run, division);
            }
        }
        // Most words of a division are words of others too, and say nothing new there.
        let mut known: Vec<WordUse> = Vec::new();
        for (division, usages) in book.divisions.iter().zip(&own) {
            for ((number, word), usage) in division.words.numbered().zip(usages) {
                if known.len() <= number {
                    known.resize(number + 1, WordUse::default());
                }
                if let Some(known) = known.get_mut(number) {
                    used.word(word, usage.but(*known));
                    *known = known.and(*usage);
                }
            }
        }
        for drawing in super::drawings::placed(book).values() {
            used.drawing(drawing);
        }
        used
    }

    /// Faces with their glyphs; every glyph has a text that a reader can be given.
    pub fn finish(self) -> BTreeMap<FaceId, GlyphTexts> {
        let finished = self
            .faces
            .into_iter()
            .map(|(id, face)| (id, face.finish(id)));
        finished.collect()
    }

    fn mark_words(
        &mut self,
        book: &PagedBook,
        division: DivisionId,
        run: &Run,
        own: &mut [WordUse],
    ) {
        for placed in &run.words {
            if let Some(usage) = own.get_mut(placed.word.0 as usize) {
                usage.hyphenated |= placed.after == After::SoftHyphen;
                usage.plain |= placed.after != After::SoftHyphen;
            }
            if placed.after == After::Space {
                let words = book.divisions.get(division.0 as usize).map(|d| &d.words);
                let face = words.and_then(|words| words.view(placed.word).shown_face());
                let face = face.unwrap_or(run.face);
                self.faces.entry(face).or_default().space = true;
            }
        }
    }

    fn word(&mut self, word: WordView<'_>, usage: WordUse) {
        for (wanted, hyphenated) in [(usage.plain, false), (usage.hyphenated, true)] {
            if !wanted || word.glyphs.is_empty() {
                continue;
            }
            let face = self.faces.entry(word.face).or_default();
            for cluster in clusters(word, hyphenated) {
                let mut characters = cluster.text.chars();
                let alone = cluster.glyphs.len() == 1 && is_readable(cluster.text);
                for glyph in cluster.glyphs {
                    let own = face.glyph(glyph.id);
                    if alone && !own.texts.iter().any(|own| own == cluster.text) {
                        own.texts.push(cluster.text.to_owned());
                    }
                    own.share = own.share.or(characters.next());
                }
            }
        }
    }

    /// The glyphs of a line that stands outside the page.
    pub fn line(&mut self, line: &DrawnText) {
        self.word(line.word(), PLAIN);
    }

    fn drawing(&mut self, drawing: &Drawing) {
        let mut waiting: Vec<&[DrawingMark]> = vec![&drawing.marks];
        while let Some(marks) = waiting.pop() {
            for mark in marks {
                match mark {
                    DrawingMark::Path(_) => {}
                    DrawingMark::Text(text) => self.word(text.word(), PLAIN),
                    DrawingMark::Group(group) => waiting.push(&group.marks),
                }
            }
        }
    }
}

/// Whether a reader can be given this text: it says something, and no character of it is
/// forbidden in a ToUnicode map (U+0000, U+FFFD, private use).
pub fn is_readable(text: &str) -> bool {
    let forbidden = |c: char| matches!(c, '\0' | '\u{FFFD}' | '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}');
    !text.is_empty() && !text.contains(forbidden)
}

impl FaceUse {
    /// The place of a glyph that is shown.
    fn glyph(&mut self, id: u16) -> &mut GlyphUse {
        let at = usize::from(id);
        if self.glyphs.len() <= at {
            self.glyphs.resize(at + 1, GlyphUse::default());
        }
        let own = &mut self.glyphs[at];
        own.is_shown = true;
        own
    }

    fn finish(mut self, id: FaceId) -> GlyphTexts {
        let nominal = nominal_characters(id);
        if self.space
            && let Some(space) = space_glyph(id)
        {
            let texts = &mut self.glyph(space).texts;
            if !texts.iter().any(|own| own == " ") {
                texts.insert(0, " ".to_owned());
            }
        }
        let texts_of = |glyph: u16, mut own: GlyphUse| {
            let other = || nominal.get(&glyph).copied().or(own.share);
            // A glyph without any text stands in a span that gives the text; it itself says nothing.
            let other = || other().filter(|c| is_readable(c.encode_utf8(&mut [0; 4])));
            if own.texts.is_empty() {
                own.texts.push(other().unwrap_or('\u{200B}').to_string());
            }
            own.texts
        };
        let glyphs = self.glyphs.into_iter().enumerate().skip(1);
        let shown = glyphs.filter(|(_, own)| own.is_shown);
        shown
            .filter_map(|(glyph, own)| {
                let glyph = u16::try_from(glyph).ok()?;
                Some((glyph, texts_of(glyph, own)))
            })
            .collect()
    }
}

/// The glyph of the space in a face.
pub fn space_glyph(id: FaceId) -> Option<u16> {
    let font = FontRef::new(Faces::get().face(id).data).ok()?;
    u16::try_from(font.charmap().map(' ')?.to_u32()).ok()
}

/// The character that each glyph of a face shows without features: the lowest code point.
fn nominal_characters(id: FaceId) -> BTreeMap<u16, char> {
    let mut characters = BTreeMap::new();
    if let Ok(font) = FontRef::new(Faces::get().face(id).data) {
        for (code_point, glyph) in font.charmap().mappings() {
            let character = char::from_u32(code_point).filter(|c| !c.is_control());
            if let (Some(c), Ok(glyph)) = (character, u16::try_from(glyph.to_u32())) {
                let lowest = characters.entry(glyph).or_insert(c);
                *lowest = c.min(*lowest);
            }
        }
    }
    characters
}

fn run(mark: &Mark) -> Option<&Run> {
    match mark {
        Mark::Text(run) => Some(run),
        Mark::Fill(_) | Mark::Image(_) => None,
    }
}
