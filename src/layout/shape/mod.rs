//! Words -> glyphs, by harfrust: kerning, ligatures, small capitals, figures. In: a word and its
//! style. Out: a [`ShapedWord`] in font units with its places to break. Nothing else in the house
//! names harfrust.

mod breaks;
mod hang;
mod seen;
mod shaper;
mod standing;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use hashbrown::HashTable;
use rustc_hash::FxHashMap;

use crate::theme::{Caps, FaceId, Figures, HyphenException};

use super::words::{ShapedWord, WordId, Words};

use seen::{SeenWords, hash_of};
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

/// By the hashes of the texts.
type Shard = HashTable<Known>;

/// A word that is shaped.
#[derive(Debug)]
struct Known {
    style: ShapeStyle,
    /// The text that was shaped, where it is not the word's own: it has soft hyphens.
    text: Option<Box<str>>,
    word: Arc<ShapedWord>,
}

impl Known {
    fn text(&self) -> &str {
        self.text.as_deref().unwrap_or(&self.word.text)
    }
}

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

    /// A word in a style, shaped at its first use. The hash is that of its text.
    fn get_or_shape(&self, style: ShapeStyle, text: &str, hash: u64) -> Arc<ShapedWord> {
        let shard = &self.shards[shard_of(hash)];
        let is_it = |own: &Known| own.style == style && own.text() == text;
        // A poisoned lock still holds whole words: they are inserted in one step.
        let known = shard.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = known.find(hash, is_it) {
            return found.word.clone();
        }
        drop(known);
        let word = shaper::with(|shaper| shaper.shape_word(style, text, &self.languages));
        let word = Arc::new(word);
        let mut shard = shard.write().unwrap_or_else(PoisonError::into_inner);
        // Another thread may have been first.
        if let Some(found) = shard.find(hash, is_it) {
            return found.word.clone();
        }
        let known = Known {
            style,
            text: (*word.text != *text).then(|| text.into()),
            word: word.clone(),
        };
        self.size.fetch_add(size_of_word(&known), Ordering::Relaxed);
        shard.insert_unique(hash, known, |own| hash_of(own.text()));
        word
    }
}

/// About how many bytes a word takes here.
fn size_of_word(known: &Known) -> usize {
    let word = &*known.word;
    size_of::<(Known, ShapedWord)>()
        + known.text.as_deref().map_or(0, str::len)
        + word.text.len()
        + size_of_val(&*word.glyphs)
        + size_of_val(&*word.breaks)
}

/// The shard of a text, by bits of its hash that the tables do not use: they go by the lowest and the
/// highest.
fn shard_of(hash: u64) -> usize {
    usize::try_from(hash >> 32).unwrap_or(0) % SHARDS
}

/// The words of one division while it is laid out.
pub struct WordTable<'a> {
    lexicon: &'a Lexicon,
    words: Words,
    seen: SeenWords,
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
            seen: SeenWords::default(),
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
        let sought = self.seen.sought(style, text);
        if let Some(id) = self.seen.get(sought) {
            return id;
        }
        let word = self.lexicon.get_or_shape(style, text, sought.hash);
        let id = self.words.push(word);
        self.seen.insert(sought, id);
        id
    }

    /// The width of a number, and the width of as many of the widest figure, in font units.
    pub fn widths_of_number(&mut self, style: ShapeStyle, figures: &str) -> [i32; 2] {
        let lexicon = self.lexicon;
        let width = |text: &str| lexicon.get_or_shape(style, text, hash_of(text)).width;
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
