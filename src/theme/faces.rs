//! The faces: twelve files of three families, embedded in the program so that a manuscript builds
//! alike everywhere. A [`FaceId`] is an index into [`Faces`].

use std::sync::OnceLock;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use skrifa::raw::TableProvider;
use skrifa::{FontRef, MetadataProvider};

/// A face of the book, by its place in [`Faces::all`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(pub u8);

/// The families of the house's theme.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Family {
    /// Literata.
    Text,
    /// Source Sans 3.
    Sans,
    /// Source Code Pro.
    Mono,
}

/// Regular or bold.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Deserialize,
    Serialize,
    JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Weight {
    /// 400.
    #[default]
    Regular,
    /// 700.
    Bold,
}

/// Roman or italic.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Deserialize,
    Serialize,
    JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Posture {
    /// Upright.
    #[default]
    Roman,
    /// Italic.
    Italic,
}

/// One face: its file and the measures that layout and the editions need, in font units.
#[derive(Clone, Debug)]
pub struct Face {
    /// Its family.
    pub family: Family,
    /// Its weight.
    pub weight: Weight,
    /// Its posture.
    pub posture: Posture,
    /// The family's name, as in CSS and SVG.
    pub family_name: &'static str,
    /// The name of the file in `fonts/`.
    pub file_name: &'static str,
    /// The file.
    pub data: &'static [u8],
    /// The PostScript name.
    pub postscript_name: String,
    /// Units to the em.
    pub units_per_em: u16,
    /// The typographic ascender above the baseline.
    pub ascent: i32,
    /// The typographic descender, negative below the baseline.
    pub descent: i32,
    /// The height of a flat capital.
    pub cap_height: i32,
    /// The height of a flat small letter.
    pub x_height: i32,
    /// The slant in degrees, negative to the right.
    pub italic_angle: f64,
    /// Left, bottom, right, top of all glyphs.
    pub bounding_box: [i32; 4],
    /// The advance of the space.
    pub space_advance: i32,
    /// The advance of the hyphen.
    pub hyphen_advance: i32,
}

/// The faces of the program.
#[derive(Debug)]
pub struct Faces {
    faces: Vec<Face>,
}

/// Family, weight, posture, family name, file name, file.
type FaceFile = (
    Family,
    Weight,
    Posture,
    &'static str,
    &'static str,
    &'static [u8],
);

macro_rules! face {
    ($family:ident, $weight:ident, $posture:ident, $name:literal, $file:literal) => {
        (
            Family::$family,
            Weight::$weight,
            Posture::$posture,
            $name,
            $file,
            include_bytes!(concat!("../../fonts/", $file)) as &'static [u8],
        )
    };
}

/// In the order of [`Faces::id`].
const FILES: [FaceFile; 12] = [
    face!(Text, Regular, Roman, "Literata", "Literata_400Regular.ttf"),
    face!(
        Text,
        Regular,
        Italic,
        "Literata",
        "Literata_400Regular_Italic.ttf"
    ),
    face!(Text, Bold, Roman, "Literata", "Literata_700Bold.ttf"),
    face!(
        Text,
        Bold,
        Italic,
        "Literata",
        "Literata_700Bold_Italic.ttf"
    ),
    face!(
        Sans,
        Regular,
        Roman,
        "Source Sans 3",
        "SourceSans3_400Regular.ttf"
    ),
    face!(
        Sans,
        Regular,
        Italic,
        "Source Sans 3",
        "SourceSans3_400Regular_Italic.ttf"
    ),
    face!(
        Sans,
        Bold,
        Roman,
        "Source Sans 3",
        "SourceSans3_700Bold.ttf"
    ),
    face!(
        Sans,
        Bold,
        Italic,
        "Source Sans 3",
        "SourceSans3_700Bold_Italic.ttf"
    ),
    face!(
        Mono,
        Regular,
        Roman,
        "Source Code Pro",
        "SourceCodePro_400Regular.ttf"
    ),
    face!(
        Mono,
        Regular,
        Italic,
        "Source Code Pro",
        "SourceCodePro_400Regular_Italic.ttf"
    ),
    face!(
        Mono,
        Bold,
        Roman,
        "Source Code Pro",
        "SourceCodePro_700Bold.ttf"
    ),
    face!(
        Mono,
        Bold,
        Italic,
        "Source Code Pro",
        "SourceCodePro_700Bold_Italic.ttf"
    ),
];

impl Faces {
    /// The licence of all of them; its texts lie in `fonts/`.
    pub const LICENCE: &str = "SIL Open Font License 1.1";

    /// The faces, read once.
    pub fn get() -> &'static Faces {
        static FACES: OnceLock<Faces> = OnceLock::new();
        FACES.get_or_init(|| Faces {
            faces: FILES.iter().map(read_face).collect(),
        })
    }

    /// The face of a family in a weight and a posture.
    pub fn id(family: Family, weight: Weight, posture: Posture) -> FaceId {
        let family = match family {
            Family::Text => 0,
            Family::Sans => 4,
            Family::Mono => 8,
        };
        FaceId(family + 2 * u8::from(weight == Weight::Bold) + u8::from(posture == Posture::Italic))
    }

    /// The face with this id. An id that no face has (none is made) gives the first.
    pub fn face(&self, id: FaceId) -> &Face {
        self.faces.get(usize::from(id.0)).unwrap_or(&self.faces[0])
    }

    /// All faces in the order of their ids.
    pub fn all(&self) -> impl Iterator<Item = (FaceId, &Face)> {
        (0..).map(FaceId).zip(&self.faces)
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.faces.len()
    }
}

/// Reads the measures of an embedded face; a test reads all twelve, so no default is ever used.
fn read_face(&(family, weight, posture, family_name, file_name, data): &FaceFile) -> Face {
    let mut face = Face {
        family,
        weight,
        posture,
        family_name,
        file_name,
        data,
        postscript_name: file_name.trim_end_matches(".ttf").to_owned(),
        units_per_em: 1000,
        ascent: 800,
        descent: -200,
        cap_height: 700,
        x_height: 500,
        italic_angle: 0.0,
        bounding_box: [0, -200, 1000, 800],
        space_advance: 250,
        hyphen_advance: 300,
    };
    let Ok(font) = FontRef::new(data) else {
        return face;
    };
    if let Ok(head) = font.head() {
        face.units_per_em = head.units_per_em();
        face.bounding_box = [head.x_min(), head.y_min(), head.x_max(), head.y_max()].map(i32::from);
    }
    if let Ok(os2) = font.os2() {
        face.ascent = i32::from(os2.s_typo_ascender());
        face.descent = i32::from(os2.s_typo_descender());
        face.cap_height = os2.s_cap_height().map_or(face.cap_height, i32::from);
        face.x_height = os2.sx_height().map_or(face.x_height, i32::from);
    }
    if let Ok(post) = font.post() {
        face.italic_angle = post.italic_angle().to_f64();
    }
    let name = font
        .localized_strings(skrifa::string::StringId::POSTSCRIPT_NAME)
        .english_or_first();
    if let Some(name) = name {
        face.postscript_name = name.chars().collect();
    }
    let advance = |character: char| {
        let glyph = font.charmap().map(character)?;
        font.hmtx().ok()?.advance(glyph).map(i32::from)
    };
    face.space_advance = advance(' ').unwrap_or(face.space_advance);
    face.hyphen_advance = advance('-').unwrap_or(face.hyphen_advance);
    face
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_twelve_faces_are_read_and_found_by_their_properties() {
        let faces = Faces::get();
        assert_eq!(faces.count(), 12);
        for (id, face) in faces.all() {
            assert_eq!(Faces::id(face.family, face.weight, face.posture), id);
            assert!(
                face.units_per_em >= 1000 && face.space_advance > 100,
                "{}",
                face.file_name
            );
            assert!(
                face.cap_height > face.x_height && face.x_height > 0,
                "{}",
                face.file_name
            );
            assert!(
                !face.postscript_name.contains('_'),
                "{}",
                face.postscript_name
            );
        }
    }
}
