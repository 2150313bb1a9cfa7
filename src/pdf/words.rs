//! Words as they are written into a content stream. A word is encoded once for its face: the bytes
//! between the brackets of a TJ array do not depend on the size.

use std::sync::OnceLock;

use crate::layout::{PagedBook, WordView};
use crate::theme::{Face, FaceId, Faces};

use super::clusters::{Cluster, clusters};
use super::fonts::{Font, Fonts, hundredths};
use super::syntax::{decimal, glyph};
use super::used::is_readable;

/// Hundredths of a thousandth of the em: the unit of the widths that `/W` states.
pub type EmUnits = i64;

/// An encoded word. A book shows each again and again, from all over the memory: so what most of them need is
/// here, and nothing else has to be looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EncodedWord {
    /// Its face; `None` where it has no glyphs.
    pub face: Option<FaceId>,
    /// What to write first: strings and adjustments inside the brackets of a TJ array. Most words are nothing
    /// else.
    pub shown: Box<[u8]>,
    /// What to write then, in order.
    pub more: Vec<Piece>,
    /// How far the pieces move the pen, tracking apart.
    pub advance: EmUnits,
    /// How many glyphs there are: each is followed by the tracking.
    pub glyphs: i64,
}

/// A further part of an encoded word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Strings and adjustments inside the brackets of a TJ array.
    Show(Vec<u8>),
    /// Text rise for what follows.
    Rise(EmUnits),
    /// What follows reads as this text, up to `EndActualText`.
    ActualText(String),
    /// The end of that.
    EndActualText,
}

/// The words of a book by their numbers, each encoded when it is first met. Divisions share most of
/// their words: since a shared word is encoded once, the contents of a book of 40 chapters and 1,100 pages
/// take three quarters of the time.
#[derive(Debug)]
pub struct EncodedWords {
    words: Vec<OnceLock<EncodedWord>>,
}

impl EncodedWords {
    /// Room for every word.
    pub fn new(book: &PagedBook) -> EncodedWords {
        let words = book.divisions.iter().flat_map(|own| own.words.numbered());
        let count = words.map(|(number, _)| number + 1).max().unwrap_or(0);
        EncodedWords {
            words: (0..count).map(|_| OnceLock::new()).collect(),
        }
    }

    /// The word with this number, which is looked at when it is encoded; `None` for a number of no word.
    pub fn get<'w>(
        &self,
        number: usize,
        word: impl FnOnce() -> WordView<'w>,
        fonts: &Fonts,
    ) -> Option<&EncodedWord> {
        let place = self.words.get(number)?;
        Some(place.get_or_init(|| encode(word(), false, fonts)))
    }
}

/// Encodes a word; with `soft_hyphen` its last glyph reads as U+00AD.
pub fn encode(word: WordView<'_>, soft_hyphen: bool, fonts: &Fonts) -> EncodedWord {
    let empty = EncodedWord {
        face: word.shown_face(),
        ..EncodedWord::default()
    };
    let Some(font) = fonts.get(word.face) else {
        return empty;
    };
    let mut encoder = WordEncoder {
        font,
        face: Faces::get().face(word.face),
        word: empty,
        show: Vec::new(),
        target: 0,
        rise: 0,
    };
    let clusters = clusters(word, soft_hyphen);
    let hyphen = soft_hyphen
        .then(|| clusters.len() - 1)
        .filter(|_| !clusters.is_empty());
    // Neighbours that need it share one span of actual text.
    let reads = |at: usize, cluster: &Cluster<'_>| Some(at) != hyphen && is_read(font, cluster);
    let mut at = 0;
    while let Some(cluster) = clusters.get(at) {
        if reads(at, cluster) {
            encoder.glyphs(cluster);
            at += 1;
            continue;
        }
        let is_hyphen = Some(at) == hyphen;
        let alike = |(offset, cluster): &(usize, &Cluster<'_>)| {
            !reads(at + offset, cluster) && (Some(at + offset) == hyphen) == is_hyphen
        };
        let span: Vec<&Cluster<'_>> = clusters[at..]
            .iter()
            .enumerate()
            .take_while(alike)
            .map(|(_, c)| c)
            .collect();
        let text = match is_hyphen {
            true => "\u{AD}".to_owned(),
            false => span.iter().map(|cluster| cluster.text).collect(),
        };
        encoder.piece(Piece::ActualText(text));
        span.iter().for_each(|cluster| encoder.glyphs(cluster));
        encoder.raise(0);
        encoder.piece(Piece::EndActualText);
        at += span.len();
    }
    encoder.finish()
}

/// Whether the ToUnicode map gives a cluster its text.
fn is_read(font: &Font, cluster: &Cluster<'_>) -> bool {
    if let [glyph] = cluster.glyphs {
        return is_readable(cluster.text) && font.code(glyph.id, cluster.text).is_some();
    }
    let mut rest = cluster.text;
    for glyph in cluster.glyphs {
        let Some(tail) = rest.strip_prefix(font.text(font.glyph(glyph.id))) else {
            return false;
        };
        rest = tail;
    }
    rest.is_empty() && is_readable(cluster.text)
}

struct WordEncoder<'a> {
    font: &'a Font,
    face: &'a Face,
    word: EncodedWord,
    /// The TJ array being built.
    show: Vec<u8>,
    /// Where the shaper wants the pen; `word.advance` is where the file puts it.
    target: EmUnits,
    rise: EmUnits,
}

impl WordEncoder<'_> {
    fn glyphs(&mut self, cluster: &Cluster<'_>) {
        for shaped in cluster.glyphs {
            self.raise(hundredths(self.face, shaped.y_offset));
            let place = self.target + hundredths(self.face, shaped.x_offset);
            self.adjust(place);
            let id = match cluster.glyphs.len() {
                1 => self.font.code(shaped.id, cluster.text),
                _ => None,
            };
            let id = id.unwrap_or_else(|| self.font.glyph(shaped.id));
            open_string(&mut self.show);
            glyph(&mut self.show, id);
            self.show.push(b')');
            self.word.advance += self.font.width(id);
            self.word.glyphs += 1;
            self.target += hundredths(self.face, shaped.advance);
        }
    }

    /// Moves the pen to a place, to the nearest thousandth; what is left over is carried.
    fn adjust(&mut self, place: EmUnits) {
        let adjustment = nearest(self.word.advance - place, 100);
        if adjustment != 0 {
            decimal(&mut self.show, adjustment, 0);
            self.word.advance -= adjustment * 100;
        }
    }

    fn raise(&mut self, rise: EmUnits) {
        if rise != self.rise {
            self.piece(Piece::Rise(rise));
            self.rise = rise;
        }
    }

    fn piece(&mut self, piece: Piece) {
        self.close_show();
        self.word.more.push(piece);
    }

    /// Ends the array being built.
    fn close_show(&mut self) {
        let show = std::mem::take(&mut self.show);
        if show.is_empty() {
            return;
        }
        if self.word.shown.is_empty() && self.word.more.is_empty() {
            self.word.shown = show.into();
        } else {
            self.word.more.push(Piece::Show(show));
        }
    }

    fn finish(mut self) -> EncodedWord {
        self.raise(0);
        self.close_show();
        self.word
    }
}

/// Continues the string at the end of a TJ array, or opens one.
pub fn open_string(show: &mut Vec<u8>) {
    // A string ends in a bare `)`: inside a string that byte is always escaped.
    let ends_string = show.last() == Some(&b')');
    if ends_string {
        show.pop();
    } else {
        show.push(b'(');
    }
}

/// `value / step`, rounded half away from zero.
pub fn nearest(value: i64, step: i64) -> i64 {
    let half = step / 2;
    if value < 0 {
        (value - half) / step
    } else {
        (value + half) / step
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::book;
    use super::super::used::UsedGlyphs;
    use super::*;
    use crate::layout::{Glyph, WordId};

    /// The first word of the fixture's title, its glyphs changed.
    fn encoded(change: impl Fn(usize, &mut Glyph), soft_hyphen: bool) -> EncodedWord {
        let book = book();
        let fonts = Fonts::subset(UsedGlyphs::of(&book)).unwrap();
        let mut word = book.divisions[0].words.view(WordId(3));
        assert_eq!(word.text, "Waffles");
        let mut glyphs = word.glyphs.to_vec();
        glyphs
            .iter_mut()
            .enumerate()
            .for_each(|(at, glyph)| change(at, glyph));
        word.glyphs = &glyphs;
        encode(word, soft_hyphen, &fonts)
    }

    #[test]
    fn a_word_is_one_piece_and_follows_the_shaper_to_the_thousandth() {
        let plain = encoded(|_, _| {}, false);
        assert!(!plain.shown.is_empty() && plain.more.is_empty());
        let wider = encoded(
            |at, glyph| glyph.advance += if at == 0 { 25 } else { 0 },
            false,
        );
        assert_eq!(wider.advance - plain.advance, 2_500);
        assert_eq!(wider.glyphs, plain.glyphs);
    }

    #[test]
    fn a_raised_glyph_is_raised_and_the_next_is_on_the_line_again() {
        let raised = encoded(
            |at, glyph| glyph.y_offset = if at == 1 { 300 } else { 0 },
            false,
        );
        let rises: Vec<&Piece> = raised
            .more
            .iter()
            .filter(|piece| matches!(piece, Piece::Rise(_)))
            .collect();
        assert_eq!(rises, [&Piece::Rise(30_000), &Piece::Rise(0)]);
        assert_eq!(raised.advance, encoded(|_, _| {}, false).advance);
    }

    #[test]
    fn glyphs_that_show_another_text_say_so_together() {
        let swapped = encoded(
            |at, glyph| glyph.id = if at < 2 { glyph.id + 1 } else { glyph.id },
            false,
        );
        let texts: Vec<&Piece> = swapped
            .more
            .iter()
            .filter(|piece| matches!(piece, Piece::ActualText(_)))
            .collect();
        assert_eq!(texts, [&Piece::ActualText("Wa".to_owned())]);
        let hyphenated = encoded(|_, _| {}, true);
        assert!(
            hyphenated
                .more
                .contains(&Piece::ActualText("\u{AD}".to_owned()))
        );
        assert_eq!(hyphenated.more.last(), Some(&Piece::EndActualText));
    }
}
