//! Typed styles and page geometry: every measure, face, size and space that layout uses. The
//! defaults are the house's theme (170 x 240 mm, one grid of 14 pt); `book.toml` reaches them all.

mod bleed;
mod blocks;
mod contrast;
mod faces;
mod marks;
mod page;
mod pages;
mod parts;
mod running_head;
mod styles;

pub use bleed::Edges;
pub use blocks::CodeTheme;
pub use contrast::{Pair, Shown, pairs};
pub use faces::{Face, FaceId, Faces, Family, Posture, Weight};
pub use marks::MarksTheme;
pub use page::PageTheme;
pub use pages::{ContentsTheme, IndexTheme, OpeningTheme};
pub use parts::PartsTheme;
pub use running_head::RunningText;
pub use styles::{Alignment, Caps, Figures, Ink, SpaceAround, TextStyle, TypeTheme};

/// All that layout needs to know of looks.
#[derive(Clone, Debug, Default)]
pub struct Theme {
    /// Trim, margins, bleed.
    pub page: PageTheme,
    /// Faces, sizes, leading, spaces.
    pub type_: TypeTheme,
    /// The parts of a book: openings, lists, contents, index.
    pub parts: PartsTheme,
    /// Words that the book divides itself.
    pub hyphenation: Vec<HyphenException>,
    /// The book's own colours by their names, as sRGB.
    pub colours: Vec<(String, [u8; 3])>,
}

impl Theme {
    /// The ink of a name; where there is none, another.
    pub fn ink(&self, name: Option<&str>, otherwise: Ink) -> Ink {
        let mut colours = self.colours.iter();
        let named = name.and_then(|name| colours.find(|(own, _)| own == name));
        named.map_or(otherwise, |(_, [red, green, blue])| {
            Ink::Rgb(*red, *green, *blue)
        })
    }
}

/// A word that the book divides itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HyphenException {
    /// The language in which it is so divided: a tag of BCP 47.
    pub language: String,
    /// The word, with `-` where it may be divided.
    pub word: String,
}
