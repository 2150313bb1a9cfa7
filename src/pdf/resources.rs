//! What pages and drawings share besides fonts and images: the plates of spot colours, and whether black
//! leaves alone what lies under it.

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::assemble::Skeleton;
use super::colour::{Colour, Palette, spot_name};
use super::{Edition, PdfError};

/// The state in which what is painted leaves alone what lies under it.
pub const OVERPRINT: &str = "GO";

/// The state in which it takes away what lies under it, as every page begins.
pub const KNOCK_OUT: &str = "GN";

/// Resources that a drawing shares with the pages.
#[derive(Clone, Copy, Debug)]
pub struct Common {
    /// The fonts.
    pub fonts: ObjectId,
    /// The colour spaces, where there are spot colours.
    pub spaces: Option<ObjectId>,
}

impl Common {
    /// Adds them to the resources of the pages.
    pub fn add(skeleton: &mut Skeleton, palette: &Palette<'_>) -> Result<Common, PdfError> {
        let document = &mut skeleton.document;
        let spaces = spot_spaces(document, palette);
        let resources = document.get_dictionary_mut(skeleton.resources)?;
        if let Some(spaces) = spaces {
            resources.set("ColorSpace", spaces);
        }
        if palette.edition == Edition::Print {
            let mut states = Dictionary::new();
            for (name, state) in overprint_states() {
                states.set(name, state);
            }
            resources.set("ExtGState", states);
        }
        Ok(Common {
            fonts: skeleton.fonts,
            spaces,
        })
    }
}

/// The two states. With mode 1 an ink of which a colour has nothing stays as it is (PDF 32000-1, 8.6.7).
pub fn overprint_states() -> [(String, Object); 2] {
    let state = |overprints: bool| {
        Object::Dictionary(dictionary! {
            "Type" => "ExtGState",
            "OP" => overprints,
            "op" => overprints,
            "OPM" => i64::from(overprints),
        })
    };
    [
        (OVERPRINT.to_owned(), state(true)),
        (KNOCK_OUT.to_owned(), state(false)),
    ]
}

/// A plate for each spot colour: its tint runs from the paper to what comes nearest to it.
fn spot_spaces(document: &mut Document, palette: &Palette<'_>) -> Option<ObjectId> {
    let spots = palette.spots();
    if spots.is_empty() {
        return None;
    }
    let mut spaces = Dictionary::new();
    for (at, spot) in spots.iter().enumerate() {
        let alternate = palette.alternate(at);
        let paper: Vec<Object> = match alternate {
            Colour::Grey(_) => vec![1.into()],
            _ => vec![0.into(); alternate.components().len()],
        };
        let full = alternate.components().iter();
        let full: Vec<Object> = full
            .map(|share| Object::Real(f32::from(*share) / 1000.0))
            .collect();
        let tint = dictionary! {
            "FunctionType" => 2,
            "Domain" => vec![0.into(), 1.into()],
            "C0" => paper,
            "C1" => full,
            "N" => 1,
        };
        let tint = document.add_object(tint);
        let space = document.add_object(Object::Array(vec![
            Object::Name(b"Separation".to_vec()),
            Object::Name(spot.name.clone().into_bytes()),
            Object::Name(palette.blending_space().as_bytes().to_vec()),
            tint.into(),
        ]));
        spaces.set(spot_name(at), space);
    }
    Some(document.add_object(spaces))
}
