//! A decoded picture, row by row: greys, colours or inks in eight bits, and what shines through.

use std::sync::Arc;

use image::DynamicImage;
use rayon::prelude::*;

use crate::colour::Separator;

/// The pixels of a picture.
#[derive(Debug)]
pub struct Pixels {
    decoded: Arc<DynamicImage>,
    channels: usize,
    /// Whether the last channel is how much covers what lies below.
    has_alpha: bool,
}

impl Pixels {
    /// The pixels of a file.
    pub fn of(decoded: Arc<DynamicImage>) -> Pixels {
        let decoded = match *decoded {
            // Kinds that neither format has; should one come, it is made a kind that is known.
            DynamicImage::ImageRgb32F(_) | DynamicImage::ImageRgba32F(_) => {
                Arc::new(DynamicImage::ImageRgba8(decoded.to_rgba8()))
            }
            _ => decoded,
        };
        Pixels {
            channels: usize::from(decoded.color().channel_count()).max(1),
            has_alpha: decoded.color().has_alpha(),
            decoded,
        }
    }

    /// Pixels across.
    pub fn width(&self) -> u32 {
        self.decoded.width()
    }

    /// Pixels down.
    pub fn height(&self) -> u32 {
        self.decoded.height()
    }

    /// Whether every pixel is grey, so that it prints in black alone.
    pub fn are_grey(&self) -> bool {
        let is_grey = |pixel: &[u8]| match pixel {
            [red, green, blue, ..] => red == green && green == blue,
            _ => true,
        };
        !self.decoded.color().has_color()
            || (0..self.height())
                .into_par_iter()
                .all(|row| self.row(row).chunks_exact(self.channels).all(is_grey))
    }

    /// Whether anything shines through.
    pub fn shine(&self) -> bool {
        self.has_alpha
            && (0..self.height())
                .into_par_iter()
                .any(|row| self.alpha(row).iter().any(|cover| *cover < 255))
    }

    /// How much of each pixel of a row covers what lies below.
    pub fn alpha(&self, row: u32) -> Vec<u8> {
        let row = self.row(row);
        let pixels = row.chunks_exact(self.channels);
        pixels.filter_map(|pixel| pixel.last().copied()).collect()
    }

    /// A row of one sample a pixel, for a picture that is grey; on white paper where `flat`.
    pub fn greys(&self, row: u32, flat: bool) -> Vec<u8> {
        let row = self.row(row);
        let pixels = row.chunks_exact(self.channels);
        pixels
            .filter_map(|pixel| Some(self.on_paper(*pixel.first()?, pixel, flat)))
            .collect()
    }

    /// A row in RGB; on white paper where `flat`.
    pub fn colours(&self, row: u32, flat: bool) -> Vec<u8> {
        let row = self.row(row);
        let mut colours = Vec::with_capacity(row.len());
        for pixel in row.chunks_exact(self.channels) {
            match pixel {
                [red, green, blue, ..] => {
                    colours.extend([red, green, blue].map(|own| self.on_paper(*own, pixel, flat)))
                }
                [grey, ..] => colours.extend([self.on_paper(*grey, pixel, flat); 3]),
                [] => {}
            }
        }
        colours
    }

    /// A row in the inks of the press.
    pub fn inks(&self, row: u32, flat: bool, separator: &Separator) -> Vec<u8> {
        let colours = self.colours(row, flat);
        let mut inks = Vec::with_capacity(colours.len() / 3 * 4);
        separator.separate_all(&colours, &mut inks);
        inks
    }

    /// A sample as it looks on white paper.
    fn on_paper(&self, own: u8, pixel: &[u8], flat: bool) -> u8 {
        let cover = match pixel.last() {
            Some(cover) if flat && self.has_alpha => u32::from(*cover),
            _ => return own,
        };
        ((u32::from(own) * cover + 255 * (255 - cover) + 127) / 255) as u8
    }

    /// A row with all its channels, in eight bits.
    fn row(&self, row: u32) -> Vec<u8> {
        let samples = self.width() as usize * self.channels;
        let start = row as usize * samples;
        let deep = match &*self.decoded {
            DynamicImage::ImageLuma16(own) => own.as_raw(),
            DynamicImage::ImageLumaA16(own) => own.as_raw(),
            DynamicImage::ImageRgb16(own) => own.as_raw(),
            DynamicImage::ImageRgba16(own) => own.as_raw(),
            shallow => {
                let bytes = shallow.as_bytes().get(start..start + samples);
                return bytes.unwrap_or_default().to_vec();
            }
        };
        let deep = deep.get(start..start + samples).unwrap_or_default();
        // 257 steps of sixteen bits are one of eight.
        let shallow = deep
            .iter()
            .map(|sample| ((u32::from(*sample) + 128) / 257) as u8);
        shallow.collect()
    }
}
