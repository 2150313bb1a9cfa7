//! The words that a division has met, by their texts and styles. A book of forty chapters meets two hundred
//! thousand, so that they are kept together: one list of all letters, and sixteen bytes for each word.

use hashbrown::HashTable;

use crate::layout::words::WordId;

use super::ShapeStyle;

/// Words by their texts and styles.
#[derive(Debug, Default)]
pub(super) struct SeenWords {
    /// The styles, a few for a division.
    styles: Vec<ShapeStyle>,
    /// The texts, one after the other.
    texts: String,
    words: HashTable<Seen>,
}

#[derive(Clone, Copy, Debug)]
struct Seen {
    /// Where its text begins among the texts, and how long it is.
    start: u32,
    length: u32,
    /// Its style, by its place among the styles.
    style: u32,
    id: WordId,
}

impl Seen {
    fn text(self, texts: &str) -> &str {
        let start = self.start as usize;
        let end = start + self.length as usize;
        texts.get(start..end).unwrap_or_default()
    }
}

/// A word that is looked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sought<'a> {
    text: &'a str,
    /// The hash of the text.
    pub hash: u64,
    style: u32,
}

impl SeenWords {
    /// What a word is looked for by.
    pub fn sought<'a>(&mut self, style: ShapeStyle, text: &'a str) -> Sought<'a> {
        let known = self.styles.iter().position(|own| *own == style);
        let at = known.unwrap_or_else(|| {
            self.styles.push(style);
            self.styles.len() - 1
        });
        Sought {
            text,
            hash: hash_of(text),
            style: u32::try_from(at).unwrap_or(u32::MAX),
        }
    }

    /// The word, if it was met.
    pub fn get(&self, sought: Sought) -> Option<WordId> {
        let is_it = |own: &Seen| own.style == sought.style && own.text(&self.texts) == sought.text;
        let hash = of_style(sought.hash, sought.style);
        self.words.find(hash, is_it).map(|own| own.id)
    }

    /// Keeps a word that was not met before. Where the texts fill four gigabytes it is not kept.
    pub fn insert(&mut self, sought: Sought, id: WordId) {
        let (Ok(start), Ok(length)) = (
            u32::try_from(self.texts.len()),
            u32::try_from(sought.text.len()),
        ) else {
            return;
        };
        self.texts.push_str(sought.text);
        let seen = Seen {
            start,
            length,
            style: sought.style,
            id,
        };
        let texts = self.texts.as_str();
        let again = |own: &Seen| of_style(hash_of(own.text(texts)), own.style);
        self.words
            .insert_unique(of_style(sought.hash, sought.style), seen, again);
    }
}

/// The hash of a text.
pub(super) fn hash_of(text: &str) -> u64 {
    use std::hash::BuildHasher;
    rustc_hash::FxBuildHasher.hash_one(text)
}

/// The hash of a text in a style.
fn of_style(hash: u64, style: u32) -> u64 {
    // Styles that are neighbours differ in all bits of the product.
    hash ^ u64::from(style).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

#[cfg(test)]
mod tests {
    use super::super::tests::style;
    use super::*;
    use crate::theme::Caps;

    #[test]
    fn a_word_is_found_by_its_text_and_its_style_alone() {
        let mut seen = SeenWords::default();
        let small = ShapeStyle {
            caps: Caps::Small,
            ..style()
        };
        let text = |at: u32| format!("w{at}");
        // Enough that the table grows several times.
        for at in 0..3_000_u32 {
            let own = if at % 3 == 0 { small } else { style() };
            let text = text(at);
            let sought = seen.sought(own, &text);
            assert_eq!(seen.get(sought), None);
            seen.insert(sought, WordId(at));
        }
        for at in 0..3_000_u32 {
            let text = text(at);
            let is_small = at % 3 == 0;
            let found = [style(), small].map(|own| {
                let sought = seen.sought(own, &text);
                seen.get(sought)
            });
            let expected = [!is_small, is_small].map(|own| own.then_some(WordId(at)));
            assert_eq!(found, expected);
        }
        assert_eq!(seen.styles.len(), 2);
        // Another style whose word has the same hash.
        let sought = seen.sought(style(), "w1");
        let hash = of_style(of_style(sought.hash, sought.style), 9);
        let other = Sought {
            hash,
            style: 9,
            ..sought
        };
        assert_eq!(
            of_style(other.hash, other.style),
            of_style(sought.hash, sought.style)
        );
        assert_eq!((seen.get(sought), seen.get(other)), (Some(WordId(1)), None));
        assert_eq!(size_of::<Seen>(), 16);
    }

    #[test]
    fn texts_that_stand_side_by_side_are_not_one_another() {
        let mut seen = SeenWords::default();
        for (at, text) in ["tea", "", "cup", "teacup"].into_iter().enumerate() {
            let sought = seen.sought(style(), text);
            assert_eq!(seen.get(sought), None, "{text}");
            seen.insert(sought, WordId(at as u32));
        }
        let sought = seen.sought(style(), "acu");
        assert_eq!(seen.get(sought), None);
    }
}
