//! Ink to colour operators: in print K alone for text and tints and CMYK for drawings, on the
//! screen grey and RGB.

use crate::theme::Ink;

use super::Edition;
use super::syntax::decimal;

/// The dark blue of links on the screen.
const LINK: [u8; 3] = [0x1F, 0x4E, 0x79];

/// A device colour, its components in thousandths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// DeviceGray: 0 is black.
    Grey(u16),
    /// DeviceRGB.
    Rgb([u16; 3]),
    /// DeviceCMYK.
    Cmyk([u16; 4]),
}

impl Colour {
    /// What an ink is in an edition.
    pub fn of(ink: Ink, edition: Edition) -> Colour {
        match (edition, ink) {
            (Edition::Print, Ink::Black | Ink::Link) => black(1000),
            (Edition::Print, Ink::Tint(percent)) => black(u16::from(percent.min(100)) * 10),
            (Edition::Print, Ink::Rgb(r, g, b)) => separate([r, g, b]),
            (Edition::Screen, Ink::Black) => Colour::Grey(0),
            (Edition::Screen, Ink::Tint(percent)) => {
                Colour::Grey(1000 - u16::from(percent.min(100)) * 10)
            }
            (Edition::Screen, Ink::Link) => Colour::Rgb(LINK.map(thousandths)),
            (Edition::Screen, Ink::Rgb(r, g, b)) => Colour::Rgb([r, g, b].map(thousandths)),
        }
    }

    /// The components in thousandths.
    pub fn components(&self) -> &[u16] {
        match self {
            Colour::Grey(grey) => std::slice::from_ref(grey),
            Colour::Rgb(rgb) => rgb,
            Colour::Cmyk(cmyk) => cmyk,
        }
    }

    /// Appends the operator that fills with it.
    pub fn fill(&self, out: &mut Vec<u8>) {
        self.operator(out, [b"g", b"rg", b"k"]);
    }

    /// Appends the operator that strokes with it.
    pub fn stroke(&self, out: &mut Vec<u8>) {
        self.operator(out, [b"G", b"RG", b"K"]);
    }

    fn operator(&self, out: &mut Vec<u8>, names: [&[u8]; 3]) {
        for component in self.components() {
            decimal(out, i64::from(*component), 3);
            out.push(b' ');
        }
        out.extend_from_slice(match self {
            Colour::Grey(_) => names[0],
            Colour::Rgb(_) => names[1],
            Colour::Cmyk(_) => names[2],
        });
        out.push(b'\n');
    }
}

/// The device colour space in which the drawings and gradients of an edition are written.
pub fn blending_space(edition: Edition) -> &'static str {
    match edition {
        Edition::Print => "DeviceCMYK",
        Edition::Screen => "DeviceRGB",
    }
}

/// K alone.
fn black(thousandths: u16) -> Colour {
    Colour::Cmyk([0, 0, 0, thousandths])
}

fn thousandths(byte: u8) -> u16 {
    ((u32::from(byte) * 1000 + 127) / 255) as u16
}

/// sRGB to CMYK with the most black possible: a grey prints in K alone.
fn separate(rgb: [u8; 3]) -> Colour {
    let brightest = rgb.into_iter().max().unwrap_or(0);
    let ink = |component: u8| match u32::from(brightest) {
        0 => 0,
        brightest => ((brightest - u32::from(component)) * 1000 + brightest / 2) / brightest,
    } as u16;
    let [cyan, magenta, yellow] = rgb.map(ink);
    Colour::Cmyk([cyan, magenta, yellow, 1000 - thousandths(brightest)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn print_sets_text_tints_and_greys_in_black_alone() {
        for (ink, k) in [
            (Ink::Black, 1000),
            (Ink::Link, 1000),
            (Ink::Tint(7), 70),
            (Ink::Rgb(0, 0, 0), 1000),
            (Ink::Rgb(255, 255, 255), 0),
            (Ink::Rgb(51, 51, 51), 800),
        ] {
            assert_eq!(Colour::of(ink, Edition::Print), Colour::Cmyk([0, 0, 0, k]));
        }
    }

    #[test]
    fn a_colour_is_separated_and_kept_on_the_screen() {
        let ink = Ink::Rgb(255, 0, 51);
        assert_eq!(
            Colour::of(ink, Edition::Print),
            Colour::Cmyk([0, 1000, 800, 0])
        );
        let mut out = Vec::new();
        Colour::of(ink, Edition::Screen).fill(&mut out);
        assert_eq!(out, b"1 0 .2 rg\n");
    }
}
