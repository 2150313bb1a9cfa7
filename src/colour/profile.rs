//! Bytes of a file -> an [`OutputProfile`], or what makes it unfit for an output intent.

use std::fmt;
use std::sync::{Arc, OnceLock};

use moxcms::{ColorProfile, DataColorSpace, ProfileClass, ProfileText};

use super::separator::{Separator, black_point};

/// FOGRA39, 300 % total ink; `icc/README.md` says where it is from.
const STANDARD: &[u8] = include_bytes!("../../icc/FOGRA39L_300.icc");

/// The same as a stream of a PDF has it. To deflate it takes as many instructions as five pages of text do.
const STANDARD_DEFLATED: &[u8] = include_bytes!("../../icc/FOGRA39L_300.icc.zlib");

/// The profile of a printing condition: what an output intent holds.
#[derive(Clone)]
pub struct OutputProfile {
    /// The file.
    pub bytes: Arc<[u8]>,
    /// The file deflated (RFC 1950), where that was done before.
    pub deflated: Option<&'static [u8]>,
    /// With which inks it prints.
    pub inks: Inks,
    /// What it says of itself.
    pub description: String,
    /// The version of ICC that it follows.
    pub version: [u8; 2],
    /// The luminance of its darkest black, in millionths of its paper's. A book without pictures never
    /// asks for it, and the engine takes a tenth of a second to answer.
    black: Arc<OnceLock<u32>>,
}

impl PartialEq for OutputProfile {
    /// All else is read from the bytes.
    fn eq(&self, other: &OutputProfile) -> bool {
        self.bytes == other.bytes
    }
}

impl Eq for OutputProfile {}

/// The inks of a press.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inks {
    /// Black alone.
    Black,
    /// Cyan, magenta, yellow and black.
    Process,
}

impl Inks {
    /// How many there are.
    pub fn count(self) -> usize {
        match self {
            Inks::Black => 1,
            Inks::Process => 4,
        }
    }
}

/// Why a profile cannot be an output intent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProfileFault {
    /// It is not an ICC profile, or a damaged one.
    Unreadable,
    /// It is of a screen, a camera or a conversion.
    NotOfAPress,
    /// Its colours are not those of inks: RGB, or more than four of them.
    Colours,
    /// It does not say how a colour is separated.
    NoSeparation,
}

impl OutputProfile {
    /// The profile of a book that names none.
    pub fn standard() -> OutputProfile {
        static READ: OnceLock<OutputProfile> = OnceLock::new();
        let read = READ.get_or_init(|| {
            let read = OutputProfile::described(STANDARD.to_vec());
            let read = read.unwrap_or_else(|_| OutputProfile {
                bytes: STANDARD.into(),
                deflated: None,
                inks: Inks::Process,
                description: String::new(),
                version: [2, 2],
                black: Arc::default(),
            });
            OutputProfile {
                deflated: Some(STANDARD_DEFLATED),
                ..read
            }
        });
        read.clone()
    }

    /// Reads a profile.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(bytes: Vec<u8>) -> Result<OutputProfile, ProfileFault> {
        let read = OutputProfile::described(bytes)?;
        Separator::new(&read, None)?;
        Ok(read)
    }

    /// A profile that is of a press; whether it can separate a colour is not tried.
    fn described(bytes: Vec<u8>) -> Result<OutputProfile, ProfileFault> {
        let profile = parse(&bytes)?;
        if profile.profile_class != ProfileClass::OutputDevice {
            return Err(ProfileFault::NotOfAPress);
        }
        let inks = match profile.color_space {
            DataColorSpace::Gray => Inks::Black,
            DataColorSpace::Cmyk => Inks::Process,
            _ => return Err(ProfileFault::Colours),
        };
        // The version stands in the ninth byte and the upper half of the tenth (ICC.1, 7.2.4).
        let version = match bytes.get(8..10) {
            Some([major, minor]) => [*major, minor >> 4],
            _ => return Err(ProfileFault::Unreadable),
        };
        let mut read = OutputProfile {
            deflated: None,
            inks,
            description: description(&profile).unwrap_or_default(),
            version,
            black: Arc::default(),
            bytes: bytes.into(),
        };
        read.description.retain(|c| !c.is_control());
        Ok(read)
    }

    /// The profile as the colour engine has it.
    pub(super) fn parsed(&self) -> Result<ColorProfile, ProfileFault> {
        parse(&self.bytes)
    }

    /// The luminance of its darkest black, its paper being 1.
    pub(super) fn black(&self) -> f64 {
        let black = || self.parsed().map_or(0, |profile| black_point(&profile));
        f64::from(*self.black.get_or_init(black)) / 1e6
    }
}

/// Reads a profile of any kind.
pub(super) fn parse(bytes: &[u8]) -> Result<ColorProfile, ProfileFault> {
    ColorProfile::new_from_slice(bytes).map_err(|_| ProfileFault::Unreadable)
}

fn description(profile: &ColorProfile) -> Option<String> {
    match profile.description.as_ref()? {
        ProfileText::PlainString(text) => Some(text.clone()),
        ProfileText::Localizable(texts) => texts.first().map(|text| text.value.clone()),
        ProfileText::Description(text) => Some(text.ascii_string.clone()),
    }
}

impl fmt::Debug for OutputProfile {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "OutputProfile({:?}, {:?}, {} bytes)",
            self.description,
            self.inks,
            self.bytes.len()
        )
    }
}

impl fmt::Display for ProfileFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            ProfileFault::Unreadable => "it is not an ICC profile, or a damaged one",
            ProfileFault::NotOfAPress => "it is not of a press (class `prtr`)",
            ProfileFault::Colours => "its colours are not CMYK or grey",
            ProfileFault::NoSeparation => "it does not say how a colour becomes ink",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_standard_profile_is_deflated_as_it_is() {
        let mut inflated = Vec::new();
        let mut decoder = flate2::read::ZlibDecoder::new(STANDARD_DEFLATED);
        std::io::Read::read_to_end(&mut decoder, &mut inflated).expect("a stream of zlib");
        assert!(
            inflated == STANDARD,
            "icc/README.md says how it is deflated"
        );
    }

    #[test]
    fn the_standard_profile_is_of_a_press_with_four_inks() {
        let profile = OutputProfile::standard();
        assert_eq!(profile.inks, Inks::Process);
        assert_eq!(profile.version, [2, 2]);
        assert!(!profile.description.is_empty());
        // Its black has an L* of about 11 to 16.
        assert!(
            (0.01..0.03).contains(&profile.black()),
            "{}",
            profile.black()
        );
    }

    #[test]
    fn what_is_no_profile_of_a_press_is_refused() {
        let fault = |bytes: &[u8]| OutputProfile::read(bytes.to_vec()).unwrap_err();
        assert_eq!(fault(b""), ProfileFault::Unreadable);
        assert_eq!(fault(&STANDARD[..400]), ProfileFault::Unreadable);
        let screen = ColorProfile::new_srgb().encode().unwrap();
        assert_eq!(fault(&screen), ProfileFault::NotOfAPress);
        let mut printer = screen;
        printer[12..16].copy_from_slice(b"prtr");
        assert_eq!(fault(&printer), ProfileFault::Colours);
    }
}
