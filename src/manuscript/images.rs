//! The images that the texts name: PNG, JPEG and SVG files, read once each and measured.

use crate::document::ImageId;
use crate::source::Span;

/// An image as it lies on the disk.
#[derive(Clone, Debug)]
pub struct ImageFile {
    /// The path, relative to the manuscript.
    pub path: String,
    /// What it is, from its first bytes.
    pub format: ImageFormat,
    /// The file.
    pub data: Vec<u8>,
    /// Pixels across; 0 for an SVG.
    pub width: u32,
    /// Pixels down; 0 for an SVG.
    pub height: u32,
    /// Where it is named first.
    pub span: Option<Span>,
}

/// The formats that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ImageFormat {
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
    /// SVG.
    Svg,
}

/// The images of a book; [`ImageId`] counts them.
#[derive(Clone, Debug, Default)]
pub struct Images {
    /// The files, in the order in which the texts name them first.
    pub files: Vec<ImageFile>,
}

impl Images {
    /// The image with this id.
    pub fn get(&self, id: ImageId) -> Option<&ImageFile> {
        self.files.get(id.0 as usize)
    }

    /// The image read from this path.
    pub fn find(&self, path: &str) -> Option<ImageId> {
        let at = self.files.iter().position(|file| file.path == path)?;
        u32::try_from(at).ok().map(ImageId)
    }

    /// All images with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (ImageId, &ImageFile)> {
        (0..).map(ImageId).zip(&self.files)
    }
}
