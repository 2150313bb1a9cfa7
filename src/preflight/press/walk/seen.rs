//! What is seen on one page.

use std::rc::Rc;

use crate::preflight::pdf_syntax::{Dictionary, Object};

use super::super::geometry::{Matrix, Rect};
use super::colours::{Inks, Space};
use super::fonts::Font;

/// What is seen on one page, in the order of its contents.
#[derive(Debug, Default)]
pub struct Seen<'f> {
    /// What is painted.
    pub marks: Vec<Mark>,
    /// The colour spaces, each once for each use.
    pub spaces: Vec<(Rc<Space>, Use, At)>,
    /// The fonts that show text, each once.
    pub fonts: Vec<(Rc<Font<'f>>, At)>,
    /// Where a code shows no glyph.
    pub notdefs: Vec<(Rc<Font<'f>>, At)>,
    /// The images, as often as they are placed.
    pub images: Vec<Placed<'f>>,
    /// The graphics states, each once.
    pub states: Vec<(&'f Dictionary, At)>,
    /// The groups of transparency: what each is of, and its dictionary.
    pub groups: Vec<(&'static str, &'f Dictionary, At)>,
    /// What makes transparency, in words.
    pub transparency: Vec<(&'static str, At)>,
    /// The rendering intents that are named.
    pub rendering: Vec<(Vec<u8>, At)>,
    /// Where contents name a layer.
    pub layers: Vec<At>,
    /// What is wrong with the contents.
    pub faults: Vec<(&'static str, At)>,
    /// Whether not all of it was read.
    pub is_cut: bool,
}

/// A place on the page; `None` where it is not known.
pub type At = Option<(f64, f64)>;

/// What a colour space is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Use {
    /// To paint.
    Paint,
    /// For an image.
    Image,
    /// For a shading.
    Shading,
    /// To blend in.
    Blend,
}

impl Use {
    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Use::Paint => "painted colours",
            Use::Image => "an image",
            Use::Shading => "a shading",
            Use::Blend => "a transparency group",
        }
    }
}

/// Something that is painted.
#[derive(Clone, Debug)]
pub struct Mark {
    /// What it is.
    pub kind: Kind,
    /// Where it is, in points of the page, as far as it is not clipped away.
    pub bounds: Rect,
    /// Its inks.
    pub inks: Inks,
    /// Whether it is painted over what is there without removing other inks.
    pub is_overprint: bool,
    /// Whether the place is that of the page: what a pattern repeats stands elsewhere.
    pub is_placed: bool,
}

/// What is painted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// Letters of a size.
    Text(f64),
    /// A line of a weight.
    Line(f64),
    /// An area; the thickness of its thinnest rectangle.
    Area(f64),
    /// An image.
    Image,
    /// A shading, or a pattern.
    Shading,
}

impl Kind {
    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Kind::Text(_) => "text",
            Kind::Line(_) => "a line",
            Kind::Area(_) => "an area",
            Kind::Image => "an image",
            Kind::Shading => "a shading",
        }
    }
}

impl Mark {
    /// Where it is told to be.
    pub fn at(&self) -> At {
        Some((self.bounds.left, self.bounds.bottom))
    }

    /// Whether it prints anything.
    pub fn is_visible(&self) -> bool {
        !self.inks.is_white()
    }
}

/// An image.
#[derive(Debug)]
pub struct Picture<'f> {
    /// Its stream; `None` where it stands in the contents.
    pub stream: Option<&'f Object>,
    /// Its dictionary.
    pub own: Rc<Dictionary>,
    /// The bytes of an image that stands in the contents.
    pub inline: Vec<u8>,
    /// Pixels to the right.
    pub width: usize,
    /// Pixels upwards.
    pub height: usize,
    /// Bits of a component.
    pub bits: usize,
    /// Whether it is a stencil.
    pub is_mask: bool,
    /// Its colours; `None` for a stencil, or where the image's format tells them.
    pub space: Option<Rc<Space>>,
}

/// An image on the page.
#[derive(Debug)]
pub struct Placed<'f> {
    /// The image.
    pub picture: Rc<Picture<'f>>,
    /// Its name among the resources.
    pub name: String,
    /// From the unit square to points of the page.
    pub matrix: Matrix,
    /// Where it is.
    pub bounds: Rect,
}

impl Placed<'_> {
    /// Pixels to the inch at the size in which it is printed; the lower of the two directions.
    pub fn resolution(&self) -> f64 {
        let across = self.matrix.across().max(1e-6);
        let along = self.matrix.along().max(1e-6);
        let (width, height) = (self.picture.width as f64, self.picture.height as f64);
        (width / across).min(height / along) * 72.0
    }
}
