//! Words -> glyphs, by harfrust: kerning, ligatures, small capitals, figures. In: a word and its
//! style. Out: a [`ShapedWord`] in font units with its places to break. Nothing else in the house
//! names harfrust.

mod breaks;
mod hang;
mod shaper;
mod standing;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use rustc_hash::FxHashMap;

use crate::theme::{Caps, FaceId, Figures, HyphenException};

use super::words::{ShapedWord, WordId, Words};

#[cfg(test)]
use shaper::Shaper;

pub use hang::hang_of_hyphen;
pub use standing::StandingType;

/// What decides how a word is shaped, apart from its letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ShapeStyle {
    /// The face.
    pub face: FaceId,
    /// Small capitals.
    pub caps: Caps,
    /// Figures.
    pub figures: Figures,
    /// Superior and inferior forms of the face.
    pub raised: Raised,
    /// The language, for hyphenation and local forms.
    pub language: LanguageId,
    /// Whether words may be hyphenated.
    pub hyphenate: bool,
    /// Whether space is added between the letters, which then are not joined.
    pub spaced: bool,
}

/// Superior and inferior forms.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Raised {
    /// On the line.
    #[default]
    No,
    /// The face's superiors.
    Superior,
    /// The face's inferiors.
    Inferior,
}

/// A language of the book: an index into [`Languages`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LanguageId(pub u16);

/// The languages that the book names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Languages {
    tags: Vec<String>,
    /// For each language the words that the book divides itself, in small letters, with the numbers of
    /// letters before their breaks. A language is known here without script and region.
    exceptions: FxHashMap<String, FxHashMap<String, Vec<usize>>>,
}

impl Languages {
    /// The id of a language tag; a tag that comes first gets the next id.
    pub fn id(&mut self, tag: &str) -> LanguageId {
        let at = self
            .tags
            .iter()
            .position(|own| own == tag)
            .unwrap_or_else(|| {
                self.tags.push(tag.to_owned());
                self.tags.len() - 1
            });
        LanguageId(u16::try_from(at).unwrap_or(u16::MAX))
    }

    /// The id of a tag that is known.
    pub fn find(&self, tag: &str) -> Option<LanguageId> {
        let at = self.tags.iter().position(|own| own == tag)?;
        u16::try_from(at).ok().map(LanguageId)
    }

    /// Divides a word as the book does.
    pub fn except(&mut self, exception: &HyphenException) {
        let mut letters = String::new();
        let mut breaks = Vec::new();
        let mut count = 0;
        for character in exception.word.chars() {
            if character == '-' {
                breaks.push(count);
            } else {
                letters.extend(character.to_lowercase());
                count += 1;
            }
        }
        let language = primary(&exception.language);
        let own = self.exceptions.entry(language).or_default();
        own.insert(letters, breaks);
    }

    /// The numbers of letters before the breaks that the book gives a word; none where it gives the word
    /// none, which is then never divided, and `None` where it does not name it.
    pub fn exception(&self, language: LanguageId, word: &str) -> Option<&[usize]> {
        if self.exceptions.is_empty() {
            return None;
        }
        let own = self.exceptions.get(&primary(self.tag(language)))?;
        own.get(&word.to_lowercase()).map(Vec::as_slice)
    }

    /// The tag; the empty tag for an unknown id.
    pub fn tag(&self, id: LanguageId) -> &str {
        self.tags.get(usize::from(id.0)).map_or("", String::as_str)
    }
}

/// The language of a tag, without script and region.
fn primary(tag: &str) -> String {
    let language = tag.split(['-', '_']).next().unwrap_or("");
    language.to_ascii_lowercase()
}

/// The words that all divisions share while they are laid out, so that each is shaped once for the
/// book, and for the books that come after it ([`StandingType`]). A division asks here only for words that it
/// has not seen itself: no lock is taken for the others. Which thread shapes a word first cannot be seen in
/// the result.
#[derive(Debug)]
pub struct Lexicon {
    shards: Vec<RwLock<Shard>>,
    languages: Languages,
    /// About how many bytes the words take.
    size: AtomicUsize,
}

/// By style first, so that a word is looked for without a key of its own.
type Shard = FxHashMap<ShapeStyle, FxHashMap<Box<str>, Arc<ShapedWord>>>;

/// Enough that two threads rarely want the same lock.
const SHARDS: usize = 64;

impl Lexicon {
    /// An empty lexicon for a book in these languages.
    pub fn new(languages: Languages) -> Lexicon {
        let shards = (0..SHARDS).map(|_| RwLock::default()).collect();
        Lexicon {
            shards,
            languages,
            size: AtomicUsize::new(0),
        }
    }

    /// The languages.
    pub fn languages(&self) -> &Languages {
        &self.languages
    }

    /// About how many bytes its words take.
    fn size(&self) -> usize {
        self.size.load(Ordering::Relaxed)
    }

    fn get_or_shape(&self, style: ShapeStyle, text: &str) -> Arc<ShapedWord> {
        let shard = &self.shards[shard_of(text)];
        // A poisoned lock still holds whole words: they are inserted in one step.
        let known = shard.read().unwrap_or_else(PoisonError::into_inner);
        let found = known.get(&style).and_then(|own| own.get(text)).cloned();
        drop(known);
        if let Some(word) = found {
            return word;
        }
        let word = shaper::with(|shaper| shaper.shape_word(style, text, &self.languages));
        let word = Arc::new(word);
        self.size.fetch_add(size_of_word(&word), Ordering::Relaxed);
        let mut shard = shard.write().unwrap_or_else(PoisonError::into_inner);
        let of_style = shard.entry(style).or_default();
        of_style.entry(text.into()).or_insert(word).clone()
    }
}

/// About how many bytes a word takes with its key: the text stands in both.
fn size_of_word(word: &ShapedWord) -> usize {
    size_of::<(Box<str>, ShapedWord)>()
        + 2 * word.text.len()
        + size_of_val(&*word.glyphs)
        + size_of_val(&*word.breaks)
}

fn shard_of(text: &str) -> usize {
    use std::hash::BuildHasher;
    let hash = rustc_hash::FxBuildHasher.hash_one(text);
    usize::try_from(hash >> 58).unwrap_or(0) % SHARDS
}

/// The words of one division while it is laid out.
pub struct WordTable<'a> {
    lexicon: &'a Lexicon,
    words: Words,
    seen: FxHashMap<ShapeStyle, FxHashMap<Box<str>, WordId>>,
    pieces: FxHashMap<(WordId, u32, u32, bool), WordId>,
    /// The width of the widest figure in a style, in font units.
    widest_figures: FxHashMap<ShapeStyle, i32>,
}

impl<'a> WordTable<'a> {
    /// An empty table.
    pub fn new(lexicon: &'a Lexicon) -> WordTable<'a> {
        WordTable {
            lexicon,
            words: Words::default(),
            seen: FxHashMap::default(),
            pieces: FxHashMap::default(),
            widest_figures: FxHashMap::default(),
        }
    }

    /// The languages of the book.
    pub fn languages(&self) -> &Languages {
        self.lexicon.languages()
    }

    /// The id of a word in a style, shaped at its first use.
    pub fn word(&mut self, style: ShapeStyle, text: &str) -> WordId {
        let of_style = self.seen.entry(style).or_default();
        if let Some(id) = of_style.get(text) {
            return *id;
        }
        let word = self.lexicon.get_or_shape(style, text);
        let id = self.words.push(word);
        of_style.insert(text.into(), id);
        id
    }

    /// The width of a number, and the width of as many of the widest figure, in font units.
    pub fn widths_of_number(&mut self, style: ShapeStyle, figures: &str) -> [i32; 2] {
        let lexicon = self.lexicon;
        let width = |text: &str| lexicon.get_or_shape(style, text).width;
        let widest = *(self.widest_figures.entry(style)).or_insert_with(|| {
            ('0'..='9')
                .map(|own| width(own.encode_utf8(&mut [0; 4])))
                .max()
                .unwrap_or(0)
        });
        let count = i32::try_from(figures.len()).unwrap_or(0);
        let own = width(figures);
        [own, (widest * count).max(own)]
    }

    /// The part of a word between two breaks, with a hyphen at its end if `hyphen`.
    pub fn piece(
        &mut self,
        style: ShapeStyle,
        whole: WordId,
        start: u32,
        end: u32,
        hyphen: bool,
    ) -> WordId {
        let key = (whole, start, end, hyphen);
        if let Some(id) = self.pieces.get(&key) {
            return *id;
        }
        let text = self
            .words
            .get(whole)
            .map(|word| word.text.clone())
            .unwrap_or_default();
        let part = text.get(start as usize..end as usize).unwrap_or("");
        let languages = self.lexicon.languages();
        let piece = shaper::with(|shaper| shaper.shape_piece(style, part, hyphen, languages));
        let id = self.words.push(Arc::new(piece));
        self.pieces.insert(key, id);
        id
    }

    /// A shaped word.
    pub fn get(&self, id: WordId) -> Option<&ShapedWord> {
        self.words.get(id).map(Arc::as_ref)
    }

    /// The words, when the division is done.
    pub fn into_words(self) -> Words {
        self.words
    }
}

#[cfg(test)]
mod tests;
