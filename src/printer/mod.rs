//! What printers ask of a file, as data: the files of `profiles/` -> a [`Profile`] each. Each table
//! says where its numbers come from; a number that a printer does not give is absent, and nothing is
//! built or judged by it.

mod spine;

use std::sync::LazyLock;

use serde::Deserialize;

use crate::length::Length;

pub use spine::{Paper, Spine};

/// The profiles of `profiles/`, in alphabetical order of their names.
const FILES: [&str; 4] = [
    include_str!("../../profiles/ingramspark.toml"),
    include_str!("../../profiles/kdp.toml"),
    include_str!("../../profiles/lulu.toml"),
    include_str!("../../profiles/sheetfed.toml"),
];

/// The profile of the default book.
pub const DEFAULT: &str = "sheetfed";

/// What one printer asks.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// What it is called on the command line.
    pub name: String,
    /// What it is called in text.
    pub title: String,
    /// What the file must be.
    pub file: Format,
    /// The sizes of pages that are printed; absent where any is, or the guide does not say.
    pub trim: Option<Trim>,
    /// What is printed beyond the trim, by edge.
    pub bleed: Bleed,
    /// What text keeps from the trim.
    pub safety: Safety,
    /// What text keeps from the bind, by the number of pages; the first row that fits counts.
    #[serde(default)]
    pub gutter: Vec<Gutter>,
    /// How many pages, and which of them are blank.
    pub pages: Pages,
    /// The resolution of images.
    pub images: Images,
    /// Which inks, and how much of them.
    #[serde(default)]
    pub ink: Ink,
    /// How fine lines and letters may be.
    #[serde(default)]
    pub lines: Lines,
    /// How wide the spine is.
    pub spine: Option<Spine>,
    /// What was read.
    pub source: Vec<Source>,
}

/// A guide that was read.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// What tables name it by.
    pub id: String,
    /// What it is.
    pub title: String,
    /// When it was read.
    pub year: u16,
}

/// A kind of PDF.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub enum Standard {
    /// PDF/X-1a (ISO 15930-1 and 15930-4): inks alone, no transparency.
    #[serde(rename = "x-1a")]
    X1a,
    /// PDF/X-3 (ISO 15930-3 and 15930-6): colours with an ICC profile too.
    #[serde(rename = "x-3")]
    X3,
    /// PDF/X-4 (ISO 15930-7): transparency and layers too.
    #[serde(rename = "x-4")]
    X4,
    /// Any PDF.
    #[serde(rename = "plain")]
    Plain,
}

/// What the file must be. What is absent may be either.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Format {
    /// What is taken, the best first.
    pub standards: Vec<Standard>,
    /// Whether transparency is allowed.
    pub transparency: Option<bool>,
    /// Whether there may be printer's marks.
    pub marks: Option<bool>,
    /// Whether there may be annotations, such as links.
    pub annotations: Option<bool>,
    /// Whether there may be bookmarks.
    pub bookmarks: Option<bool>,
    /// The id of a source.
    pub source: String,
}

/// The sizes of pages, each as width and height: within limits, or some sizes alone.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trim {
    /// The least width and height.
    pub least: Option<[Length; 2]>,
    /// The most.
    pub most: Option<[Length; 2]>,
    /// The sizes, where there are no limits.
    #[serde(default)]
    pub sizes: Vec<[Length; 2]>,
    /// The id of a source.
    pub source: String,
}

/// The bleed beyond each edge of the trim.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bleed {
    /// At the head.
    pub top: Length,
    /// At the foot.
    pub bottom: Length,
    /// At the fore-edge.
    pub outside: Length,
    /// At the bind.
    pub inside: Length,
    /// The id of a source.
    pub source: String,
}

/// What text keeps from the trim.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Safety {
    /// In a book without bleed.
    pub without_bleed: Length,
    /// In a book with bleed.
    pub with_bleed: Length,
    /// A strip at the bind that has no ink at all.
    pub no_ink_inside: Option<Length>,
    /// The id of a source.
    pub source: String,
}

/// What text keeps from the bind.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gutter {
    /// The most pages that it holds for; absent for any number.
    pub to_pages: Option<u32>,
    /// The least distance.
    pub least: Length,
    /// The id of a source.
    pub source: String,
}

/// How many pages, and which of them are blank.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pages {
    /// The fewest.
    pub least: Option<u32>,
    /// The most.
    pub most: Option<u32>,
    /// What their number is a multiple of.
    pub multiple: Option<u32>,
    /// The most blank pages that follow each other.
    pub consecutive_blanks: Option<u32>,
    /// Whether the last page must be blank.
    #[serde(default)]
    pub last_is_blank: bool,
    /// The id of a source.
    pub source: String,
}

/// The resolution of images at the size in which they are printed, in pixels to the inch.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Images {
    /// The least.
    pub least_ppi: Option<u32>,
    /// The most that is of use.
    pub most_ppi: Option<u32>,
    /// The least of images in black and white alone.
    pub least_line_art_ppi: Option<u32>,
    /// The id of a source.
    pub source: String,
}

/// What colours are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Colour {
    /// The four inks, and spot colours.
    Cmyk,
    /// sRGB is welcome.
    Srgb,
    /// Black alone.
    Mono,
}

/// Which inks, and how much of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ink {
    /// What colours are made of.
    pub colour: Option<Colour>,
    /// The most ink in one place, all inks together, in per cent.
    pub most_percent: Option<u32>,
    /// The same on the cover.
    pub most_percent_of_cover: Option<u32>,
    /// The id of a source.
    pub source: String,
}

/// How fine lines and letters may be.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lines {
    /// The least weight of a line.
    pub least_weight: Option<Length>,
    /// The least size of type.
    pub least_type: Option<Length>,
    /// The id of a source.
    pub source: String,
}

impl Profile {
    /// All profiles, in alphabetical order of their names.
    pub fn all() -> &'static [Profile] {
        static ALL: LazyLock<Vec<Profile>> = LazyLock::new(|| {
            // A test reads each of them; none is missing in a program that passed it.
            FILES.iter().filter_map(|own| parse(own).ok()).collect()
        });
        &ALL
    }

    /// The profile of that name.
    pub fn named(name: &str) -> Option<&'static Profile> {
        Profile::all().iter().find(|own| own.name == name)
    }

    /// What text keeps from the bind in a book of so many pages; `None` where the printer does not
    /// say.
    pub fn gutter_for(&self, pages: u32) -> Option<Length> {
        let fits = |row: &&Gutter| row.to_pages.is_none_or(|most| pages <= most);
        self.gutter.iter().find(fits).map(|row| row.least)
    }

    /// What text keeps from the other edges.
    pub fn safety_for(&self, has_bleed: bool) -> Length {
        match has_bleed {
            true => self.safety.with_bleed,
            false => self.safety.without_bleed,
        }
    }

    /// The names of its papers.
    pub fn papers(&self) -> impl Iterator<Item = &str> {
        let papers = self.spine.iter().flat_map(|own| &own.paper);
        papers.map(|own| own.name.as_str())
    }

    /// Whether the printer takes this kind of file.
    pub fn takes(&self, standard: Standard) -> bool {
        let standards = &self.file.standards;
        // Every PDF/X is a PDF.
        standards.contains(&Standard::Plain) || standards.contains(&standard)
    }
}

impl Standard {
    /// As it is called in text.
    pub fn name(self) -> &'static str {
        match self {
            Standard::X1a => "PDF/X-1a",
            Standard::X3 => "PDF/X-3",
            Standard::X4 => "PDF/X-4",
            Standard::Plain => "PDF",
        }
    }
}

/// Reads one profile.
fn parse(text: &str) -> Result<Profile, toml::de::Error> {
    toml::from_str(text)
}

#[cfg(test)]
mod tests;
