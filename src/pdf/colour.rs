//! Ink to colour operators: in print K alone for text, tints and greys, the inks of the intent for every
//! other colour, a plate of its own for a spot colour; on the screen grey and RGB.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::colour::{Inks, Separator};
use crate::print::{PrintSettings, SpotColour};
use crate::theme::Ink;

use super::syntax::decimal;
use super::{Edition, PdfError};

/// A colour as the file has it, its components in thousandths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// DeviceGray: 0 is black.
    Grey(u16),
    /// DeviceRGB.
    Rgb([u16; 3]),
    /// DeviceCMYK.
    Cmyk([u16; 4]),
    /// The whole of a spot colour; [`PrintSettings::spots`] counts them.
    Spot(usize),
}

impl Colour {
    /// The components in thousandths.
    pub fn components(&self) -> &[u16] {
        match self {
            Colour::Grey(grey) => std::slice::from_ref(grey),
            Colour::Rgb(rgb) => rgb,
            Colour::Cmyk(cmyk) => cmyk,
            Colour::Spot(_) => &[1000],
        }
    }

    /// Appends the operators that fill with it.
    pub fn fill(&self, out: &mut Vec<u8>) {
        self.operators(out, ["g", "rg", "k", "cs", "scn"]);
    }

    /// Appends the operators that stroke with it.
    pub fn stroke(&self, out: &mut Vec<u8>) {
        self.operators(out, ["G", "RG", "K", "CS", "SCN"]);
    }

    fn operators(&self, out: &mut Vec<u8>, names: [&str; 5]) {
        let [grey, rgb, cmyk, space, colour] = names;
        if let Colour::Spot(at) = self {
            out.extend_from_slice(format!("/{} {space} ", spot_name(*at)).as_bytes());
        }
        for component in self.components() {
            decimal(out, i64::from(*component), 3);
            out.push(b' ');
        }
        let operator = match self {
            Colour::Grey(_) => grey,
            Colour::Rgb(_) => rgb,
            Colour::Cmyk(_) => cmyk,
            Colour::Spot(_) => colour,
        };
        out.extend_from_slice(operator.as_bytes());
        out.push(b'\n');
    }
}

/// The name of a spot colour's resource.
pub fn spot_name(at: usize) -> String {
    format!("S{at}")
}

/// What the inks of a book are in one edition.
#[derive(Debug)]
pub struct Palette<'a> {
    /// The edition.
    pub edition: Edition,
    /// How it is printed.
    pub print: &'a PrintSettings,
    /// For sRGB; made when a colour needs it.
    separator: OnceLock<Option<Arc<Separator>>>,
    /// For pictures with profiles of their own, by the profile.
    separators: Mutex<BTreeMap<Vec<u8>, Arc<Separator>>>,
}

impl<'a> Palette<'a> {
    /// The palette of an edition.
    pub fn new(edition: Edition, print: &'a PrintSettings) -> Palette<'a> {
        Palette {
            edition,
            print,
            separator: OnceLock::new(),
            separators: Mutex::default(),
        }
    }

    /// What an ink is.
    pub fn colour(&self, ink: Ink) -> Colour {
        match (self.edition, ink) {
            (Edition::Print, Ink::Rgb(r, g, b)) => match self.spot([r, g, b]) {
                Some(at) => Colour::Spot(at),
                None => self.process(ink),
            },
            _ => self.process(ink),
        }
    }

    /// What an ink is without spot colours: in gradients, whose colours are of one space.
    pub fn process(&self, ink: Ink) -> Colour {
        match (self.edition, ink) {
            (Edition::Print, Ink::Black | Ink::Link) => self.black(1000),
            (Edition::Print, Ink::Tint(percent)) => self.black(u16::from(percent.min(100)) * 10),
            (Edition::Print, Ink::Rgb(r, g, b)) => match self.spot([r, g, b]) {
                Some(at) => self.alternate(at),
                None => self.separated([r, g, b]),
            },
            (Edition::Screen, Ink::Black) => Colour::Grey(0),
            (Edition::Screen, Ink::Tint(percent)) => {
                Colour::Grey(1000 - u16::from(percent.min(100)) * 10)
            }
            (Edition::Screen, Ink::Link) => Colour::Rgb(ink.on_screen().map(thousandths)),
            (Edition::Screen, Ink::Rgb(r, g, b)) => Colour::Rgb([r, g, b].map(thousandths)),
        }
    }

    /// The spot colours of the edition.
    pub fn spots(&self) -> &'a [SpotColour] {
        match self.edition {
            Edition::Print => &self.print.spots,
            Edition::Screen => &[],
        }
    }

    /// What comes nearest to a spot colour in the inks of the press.
    pub fn alternate(&self, at: usize) -> Colour {
        let Some(spot) = self.print.spots.get(at) else {
            return self.black(1000);
        };
        match self.print.intent.profile.inks {
            Inks::Process => {
                Colour::Cmyk(spot.cmyk.map(|percent| u16::from(percent.min(100)) * 10))
            }
            Inks::Black => self.separated(spot.srgb),
        }
    }

    /// Whether an ink leaves alone what lies under it: full black does, so that no white shows at the
    /// edges of letters where the plates are not quite in register.
    pub fn overprints(&self, ink: Ink) -> bool {
        self.edition == Edition::Print && self.colour(ink) == self.black(1000)
    }

    /// The device colour space in which the drawings, gradients and groups of the edition are.
    pub fn blending_space(&self) -> &'static str {
        match (self.edition, self.print.intent.profile.inks) {
            (Edition::Screen, _) => "DeviceRGB",
            (Edition::Print, Inks::Process) => "DeviceCMYK",
            (Edition::Print, Inks::Black) => "DeviceGray",
        }
    }

    /// Whether anything may shine through.
    pub fn has_transparency(&self) -> bool {
        self.edition == Edition::Screen || self.print.standard.has_transparency()
    }

    /// What makes inks of a picture's colours.
    ///
    /// # Errors
    /// The intent's profile does not say how, which was checked when it was read.
    pub fn separator(&self, profile: Option<&[u8]>) -> Result<Arc<Separator>, PdfError> {
        let Some(profile) = profile else {
            return self.standard().ok_or(PdfError::Intent);
        };
        let mut kept = self
            .separators
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(own) = kept.get(profile) {
            return Ok(Arc::clone(own));
        }
        let made = Separator::new(&self.print.intent.profile, Some(profile));
        let own = Arc::new(made.map_err(|_| PdfError::Intent)?);
        kept.insert(profile.to_vec(), Arc::clone(&own));
        Ok(own)
    }

    fn standard(&self) -> Option<Arc<Separator>> {
        let made = self.separator.get_or_init(|| {
            let made = Separator::new(&self.print.intent.profile, None);
            made.ok().map(Arc::new)
        });
        made.clone()
    }

    fn spot(&self, srgb: [u8; 3]) -> Option<usize> {
        self.print.spots.iter().position(|spot| spot.srgb == srgb)
    }

    /// K alone.
    fn black(&self, thousandths: u16) -> Colour {
        match self.print.intent.profile.inks {
            Inks::Process => Colour::Cmyk([0, 0, 0, thousandths]),
            Inks::Black => Colour::Grey(1000 - thousandths.min(1000)),
        }
    }

    /// sRGB in the inks of the press, a grey in K alone.
    fn separated(&self, srgb: [u8; 3]) -> Colour {
        let [red, green, blue] = srgb;
        if red == green && green == blue {
            return self.black(1000 - thousandths(red));
        }
        let inks = match self.standard() {
            Some(separator) => separator.separate(srgb),
            None => return self.black(1000 - thousandths(green)),
        };
        match self.print.intent.profile.inks {
            Inks::Process => Colour::Cmyk(inks.map(thousandths)),
            Inks::Black => Colour::Grey(thousandths(inks[0])),
        }
    }
}

fn thousandths(byte: u8) -> u16 {
    ((u32::from(byte) * 1000 + 127) / 255) as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn print_sets_text_tints_and_greys_in_black_alone() {
        let print = PrintSettings::default();
        let palette = Palette::new(Edition::Print, &print);
        for (ink, k) in [
            (Ink::Black, 1000),
            (Ink::Link, 1000),
            (Ink::Tint(7), 70),
            (Ink::Rgb(0, 0, 0), 1000),
            (Ink::Rgb(255, 255, 255), 0),
            (Ink::Rgb(51, 51, 51), 800),
        ] {
            assert_eq!(palette.colour(ink), Colour::Cmyk([0, 0, 0, k]));
            assert_eq!(palette.overprints(ink), k == 1000);
        }
    }

    #[test]
    fn a_colour_is_separated_and_kept_on_the_screen() {
        let print = PrintSettings::default();
        let ink = Ink::Rgb(255, 0, 51);
        let Colour::Cmyk([c, m, y, k]) = Palette::new(Edition::Print, &print).colour(ink) else {
            panic!("not in inks");
        };
        assert!(c < 100 && m > 850 && y > 500 && k < 100, "{c} {m} {y} {k}");
        let mut out = Vec::new();
        Palette::new(Edition::Screen, &print)
            .colour(ink)
            .fill(&mut out);
        assert_eq!(out, b"1 0 .2 rg\n");
    }

    #[test]
    fn a_spot_colour_has_a_plate_in_print_and_its_value_on_the_screen() {
        let print = PrintSettings {
            spots: vec![SpotColour {
                name: "Tea".to_owned(),
                srgb: [0, 51, 160],
                cmyk: [100, 75, 0, 5],
            }],
            ..PrintSettings::default()
        };
        let ink = Ink::Rgb(0, 51, 160);
        let palette = Palette::new(Edition::Print, &print);
        assert_eq!(palette.process(ink), Colour::Cmyk([1000, 750, 0, 50]));
        let mut out = Vec::new();
        palette.colour(ink).stroke(&mut out);
        assert_eq!(out, b"/S0 CS 1 SCN\n");
        let screen = Palette::new(Edition::Screen, &print);
        assert_eq!(screen.colour(ink), Colour::Rgb([0, 200, 627]));
    }
}
