//! What the files of pictures say of their pixels: how they lie, in which colours they are, whether
//! something shines through.

use image::DynamicImage;

/// What a PNG or JPEG file says of its pixels besides their number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PixelFacts {
    /// How they lie.
    pub orientation: Orientation,
    /// The ICC profile of their colours, where there is one.
    pub profile: Option<Vec<u8>>,
    /// Whether something shines through any of them.
    pub is_transparent: bool,
}

impl PixelFacts {
    /// Whether they are amounts of ink by a profile of their own.
    pub fn are_inks(&self) -> bool {
        // The colour space stands in bytes 16 to 19 (ICC.1, 7.2.6).
        let profile = self.profile.as_deref();
        profile.and_then(|profile| profile.get(16..20)) == Some(b"CMYK")
    }
}

/// How the rows of a picture lie, as a camera notes it (EXIF): they are mirrored, then turned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Orientation {
    /// Left and right are exchanged first.
    pub mirrored: bool,
    /// Quarter turns clockwise, 0 to 3.
    pub turns: u8,
}

impl Orientation {
    /// From the number of EXIF, 1 to 8.
    pub fn of_exif(number: u8) -> Orientation {
        let (mirrored, turns) = match number {
            2 => (true, 0),
            3 => (false, 2),
            4 => (true, 2),
            5 => (true, 3),
            6 => (false, 1),
            7 => (true, 1),
            8 => (false, 3),
            _ => (false, 0),
        };
        Orientation { mirrored, turns }
    }

    /// Whether columns are looked at as rows.
    pub fn exchanges_sides(self) -> bool {
        self.turns % 2 == 1
    }
}

/// Whether something shines through a picture.
pub fn is_transparent(decoded: &DynamicImage) -> bool {
    let channels = usize::from(decoded.color().channel_count()).max(1);
    decoded.color().has_alpha()
        && match decoded.color().bytes_per_pixel() as usize / channels {
            1 => decoded
                .as_bytes()
                .chunks_exact(channels)
                .any(|pixel| pixel.last() != Some(&255)),
            _ => decoded
                .to_rgba16()
                .pixels()
                .any(|pixel| pixel.0[3] != u16::MAX),
        }
}
