//! Drawings: the SVG images of the book, translated once into paths and glyphs of the book's faces.
//! What PDF cannot show as drawn is reported, never dropped in silence. Nothing is fetched: a
//! drawing is complete in its file.
//!
//! Coordinates are points from the top left corner, y downwards. A user unit of an SVG is 1/96
//! inch, 0.75 pt.

mod faces;
mod paint;
mod scan;
mod text;
mod translate;
mod watermark;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::document::ImageId;
use crate::length::Length;
use crate::manuscript::{ImageFormat, Images};
use crate::theme::{FaceId, Ink};

use super::words::{Glyph, WordView};

pub use watermark::watermark;

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
    /// What is drawn, from the bottom up.
    pub marks: Vec<DrawingMark>,
}

/// Something that is drawn.
#[derive(Clone, Debug)]
pub enum DrawingMark {
    /// A path, filled or stroked.
    Path(DrawnPath),
    /// Text in one style.
    Text(DrawnText),
    /// Marks that are clipped or blended as one.
    Group(DrawnGroup),
}

/// A path. Its coordinates are points, before `matrix`.
#[derive(Clone, Debug)]
pub struct DrawnPath {
    /// Its outline.
    pub segments: Vec<Segment>,
    /// Set where the drawing skews the path, so that its stroke is skewed too.
    pub matrix: Option<Matrix>,
    /// How it is filled.
    pub fill: Option<DrawnFill>,
    /// How it is stroked.
    pub stroke: Option<DrawnStroke>,
    /// Whether the stroke lies under the fill.
    pub stroke_first: bool,
}

/// `a b c d e f` as in PDF and SVG: x' = ax + cy + e, y' = bx + dy + f.
pub type Matrix = [f32; 6];

/// A piece of an outline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Segment {
    /// A new subpath.
    Move([f32; 2]),
    /// A straight line.
    Line([f32; 2]),
    /// A cubic curve: two control points and the end.
    Curve([f32; 6]),
    /// Back to the subpath's start.
    Close,
}

/// What a path is painted with.
#[derive(Clone, Debug)]
pub enum Paint {
    /// One ink.
    Ink(Ink),
    /// A gradient.
    Gradient(Gradient),
}

/// A gradient that ends in its outer colours on both sides.
#[derive(Clone, Debug)]
pub struct Gradient {
    /// Along a line or from circle to circle.
    pub geometry: GradientGeometry,
    /// From the gradient's coordinates to those of the drawing.
    pub matrix: Matrix,
    /// Offsets in thousandths, rising, with their inks.
    pub stops: Vec<(u16, Ink)>,
}

/// The geometry of a gradient, as PDF's shadings take it.
#[derive(Clone, Copy, Debug)]
pub enum GradientGeometry {
    /// x1, y1, x2, y2.
    Linear([f32; 4]),
    /// Focus, its radius, centre, radius.
    Radial([f32; 6]),
}

/// How a path is filled.
#[derive(Clone, Debug)]
pub struct DrawnFill {
    /// The paint.
    pub paint: Paint,
    /// In thousandths.
    pub opacity: u16,
    /// By the even-odd rule instead of the nonzero one.
    pub even_odd: bool,
}

/// How a path is stroked. Lengths are points.
#[derive(Clone, Debug)]
pub struct DrawnStroke {
    /// The paint.
    pub paint: Paint,
    /// In thousandths.
    pub opacity: u16,
    /// The width.
    pub width: f32,
    /// 0 butt, 1 round, 2 square, as in PDF.
    pub cap: u8,
    /// 0 mitre, 1 round, 2 bevel, as in PDF.
    pub join: u8,
    /// The limit of the mitre.
    pub miter_limit: f32,
    /// Dashes and gaps; empty for a solid line.
    pub dashes: Vec<f32>,
    /// Where in the dashes it starts.
    pub dash_offset: f32,
}

/// Text of one face and style, as glyphs of the book's faces.
#[derive(Clone, Debug)]
pub struct DrawnText {
    /// The face.
    pub face: FaceId,
    /// The size in points.
    pub size: f32,
    /// From text space (y upwards, points) to the drawing.
    pub matrix: Matrix,
    /// The glyphs in font units, from left to right.
    pub glyphs: Vec<Glyph>,
    /// What they say.
    pub text: String,
    /// The ink.
    pub ink: Ink,
    /// In thousandths.
    pub opacity: u16,
}

/// Marks that are clipped or blended as one.
#[derive(Clone, Debug)]
pub struct DrawnGroup {
    /// In thousandths.
    pub opacity: u16,
    /// Outlines inside all of which the marks are seen.
    pub clips: Vec<Clip>,
    /// The marks.
    pub marks: Vec<DrawingMark>,
}

/// An outline that clips.
#[derive(Clone, Debug)]
pub struct Clip {
    /// The outline, in the drawing's coordinates.
    pub segments: Vec<Segment>,
    /// By the even-odd rule instead of the nonzero one.
    pub even_odd: bool,
}

impl DrawnText {
    /// The text as a shaped word.
    pub fn word(&self) -> WordView<'_> {
        WordView {
            face: self.face,
            glyphs: &self.glyphs,
            text: &self.text,
            width: self.glyphs.iter().map(|glyph| glyph.advance).sum(),
        }
    }
}

impl Drawings {
    /// Translates every SVG among the images, in parallel.
    pub fn read(images: &Images) -> (Drawings, Vec<Diagnostic>) {
        let files: Vec<_> = images
            .iter()
            .filter(|(_, file)| file.format == ImageFormat::Svg)
            .collect();
        let read: Vec<_> = files
            .into_par_iter()
            .map(|(id, file)| (id, translate::read(file)))
            .collect();
        let mut drawings = Drawings::default();
        let mut diagnostics = Vec::new();
        for (id, (drawing, found)) in read {
            diagnostics.extend(found);
            if let Some(drawing) = drawing {
                drawings.drawings.insert(id, drawing);
            }
        }
        (drawings, diagnostics)
    }

    /// The drawing of an image that is an SVG.
    pub fn get(&self, image: ImageId) -> Option<&Drawing> {
        self.drawings.get(&image)
    }
}

#[cfg(test)]
mod tests;
