//! Colour spaces (PDF 32000-1, 8.6) and colours: which inks a colour prints with, and how much of each.

use std::rc::Rc;

use super::super::survey::IccProfile;

/// The families of colour spaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Family {
    /// DeviceGray: black ink.
    Gray,
    /// DeviceRGB.
    Rgb,
    /// DeviceCMYK.
    Cmyk,
    /// CalGray, CalRGB and Lab.
    Calibrated,
    /// With an ICC profile.
    Icc,
    /// One colorant.
    Separation,
    /// Several colorants.
    DeviceN,
    /// A table of colours of another space.
    Indexed,
    /// A pattern.
    Pattern,
    /// None of these.
    Unknown,
}

/// A colour space.
#[derive(Clone, Debug)]
pub struct Space {
    /// Its family.
    pub family: Family,
    /// How many numbers make a colour.
    pub components: usize,
    /// The names of its colorants.
    pub colorants: Vec<Vec<u8>>,
    /// The space that stands for it, or that its table or pattern is of.
    pub base: Option<Rc<Space>>,
    /// The profile.
    pub icc: Option<Result<IccProfile, &'static str>>,
    /// Whether the profile is that of the output intent.
    pub is_intent: bool,
    /// The colours of a table.
    pub table: Vec<u8>,
    /// What the tint transform is, to compare it with others.
    pub tint: u64,
    /// What is wrong with it, as a sentence fragment.
    pub fault: Option<&'static str>,
}

impl Space {
    /// A space of a family without anything else.
    pub fn device(family: Family) -> Space {
        Space {
            family,
            components: match family {
                Family::Rgb => 3,
                Family::Cmyk => 4,
                Family::Pattern | Family::Unknown => 0,
                _ => 1,
            },
            colorants: Vec::new(),
            base: None,
            icc: None,
            is_intent: false,
            table: Vec::new(),
            tint: 0,
            fault: None,
        }
    }

    /// A space with a fault.
    pub fn broken(fault: &'static str) -> Space {
        Space {
            fault: Some(fault),
            ..Space::device(Family::Unknown)
        }
    }

    /// The spaces of which it consists, itself first.
    pub fn chain(&self) -> Vec<&Space> {
        let mut chain = vec![self];
        let mut own = self;
        while let Some(base) = &own.base {
            chain.push(base);
            own = base;
        }
        chain
    }

    /// The space that its colours are of, tables looked through.
    pub fn painted(&self) -> &Space {
        match (self.family, &self.base) {
            (Family::Indexed | Family::Pattern, Some(base)) => base.painted(),
            _ => self,
        }
    }

    /// The colour that a space begins with (8.6.5.1 and the sections after it).
    pub fn first_colour(&self) -> Vec<f64> {
        match self.family {
            Family::Cmyk => vec![0.0, 0.0, 0.0, 1.0],
            Family::Separation | Family::DeviceN => vec![1.0; self.components],
            _ => vec![0.0; self.components],
        }
    }

    /// The inks of a colour.
    pub fn inks(&self, colour: &[f64]) -> Inks {
        let part = |at: usize| colour.get(at).copied().unwrap_or(0.0).clamp(0.0, 1.0);
        match self.family {
            Family::Gray => Inks::process([0.0, 0.0, 0.0, 1.0 - part(0)]),
            Family::Cmyk => Inks::process([part(0), part(1), part(2), part(3)]),
            Family::Rgb => Inks::light([part(0), part(1), part(2)]),
            Family::Icc => match self.components {
                1 => Inks::process([0.0, 0.0, 0.0, 1.0 - part(0)]),
                3 => Inks::light([part(0), part(1), part(2)]),
                4 => Inks::process([part(0), part(1), part(2), part(3)]),
                _ => Inks::default(),
            },
            Family::Separation | Family::DeviceN => {
                let mut own = Inks::process([0.0; 4]);
                for (at, name) in self.colorants.iter().enumerate() {
                    own.add(name, part(at));
                }
                own
            }
            Family::Indexed => {
                let Some(base) = &self.base else {
                    return Inks::default();
                };
                let index = colour.first().copied().unwrap_or(0.0).max(0.0) as usize;
                let at = index.saturating_mul(base.components);
                let bytes = self.table.get(at..at.saturating_add(base.components));
                let bytes = bytes.unwrap_or_default().iter();
                let colour: Vec<f64> = bytes.map(|byte| f64::from(*byte) / 255.0).collect();
                base.inks(&colour)
            }
            Family::Calibrated | Family::Pattern | Family::Unknown => Inks::default(),
        }
    }
}

/// How much of each ink a colour prints, 1 for all of it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Inks {
    /// Cyan, magenta, yellow and black, where they are known.
    pub process: Option<[f64; 4]>,
    /// Spot colours, all together.
    pub spots: f64,
    /// How many spot colours print.
    pub spot_count: usize,
    /// The tint of all plates together, for marks of registration.
    pub registration: f64,
    /// Red, green and blue, where it is a colour of light.
    pub light: Option<[f64; 3]>,
}

/// From here on an ink counts as printed.
const VISIBLE: f64 = 0.001;

impl Inks {
    fn process(own: [f64; 4]) -> Inks {
        Inks {
            process: Some(own),
            ..Inks::default()
        }
    }

    fn light(own: [f64; 3]) -> Inks {
        Inks {
            light: Some(own),
            ..Inks::default()
        }
    }

    fn add(&mut self, name: &[u8], tint: f64) {
        let names: [&[u8]; 4] = [b"Cyan", b"Magenta", b"Yellow", b"Black"];
        let place = names.iter().position(|own| *own == name);
        match (place, name) {
            (Some(place), _) => {
                let ink = self.process.as_mut().and_then(|own| own.get_mut(place));
                if let Some(ink) = ink {
                    *ink = tint;
                }
            }
            (None, b"None") => {}
            (None, b"All") => self.registration = tint,
            (None, _) => {
                self.spots += tint;
                self.spot_count += usize::from(tint > VISIBLE);
            }
        }
    }

    /// All inks together; `None` where they are not known.
    pub fn total(&self) -> Option<f64> {
        let process: f64 = self.process?.iter().sum();
        Some(process + self.spots + self.registration * 4.0)
    }

    /// How many inks print; `None` where they are not known.
    pub fn plates(&self) -> Option<usize> {
        let process = self.process?;
        let printed = process.iter().filter(|own| **own > VISIBLE).count();
        Some(printed + self.spot_count)
    }

    /// Whether it is known to leave the paper white.
    pub fn is_white(&self) -> bool {
        self.total().is_some_and(|total| total <= VISIBLE)
            || self
                .light
                .is_some_and(|own| own.iter().all(|part| *part >= 1.0 - VISIBLE))
    }

    /// Whether it is all inks at their fullest: the colour of registration.
    pub fn is_registration(&self) -> bool {
        let is_full = |own: [f64; 4]| own.iter().all(|ink| *ink >= 1.0 - VISIBLE);
        self.registration > VISIBLE || self.process.is_some_and(is_full)
    }
}
