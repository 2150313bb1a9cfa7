//! The faces that the book uses, cut down to its characters. skera keeps the tables of layout
//! (kerning, ligatures, small capitals, figures), which a subsetter for PDF would drop. A face that
//! cannot be cut down is embedded whole.

use std::collections::BTreeSet;

use rayon::prelude::*;
use skera::{DEFAULT_DROP_TABLES, DEFAULT_LAYOUT_FEATURES, Plan, SubsetFlags, subset_font};
use skrifa::raw::collections::IntSet;
use skrifa::raw::types::{NameId, Tag};
use skrifa::{FontRef, GlyphId};

use crate::theme::{Face, FaceId, Faces, Family};

use super::scribe::Document;

/// A face in the publication.
pub struct EmbeddedFace {
    /// What it is.
    pub face: &'static Face,
    /// Its name in the publication's folder.
    pub name: String,
    /// The file.
    pub data: Vec<u8>,
}

/// A licence that travels with the faces.
pub struct Licence {
    /// Its name in the publication's folder.
    pub name: &'static str,
    /// Its text.
    pub text: &'static str,
}

/// Layout features that the style sheet asks for beside those that are always on.
const FEATURES: [&[u8; 4]; 7] = [
    b"smcp", b"c2sc", b"onum", b"lnum", b"pnum", b"tnum", b"sups",
];

/// Characters that a reader's program may set by itself: list numbers, bullets, hyphens.
const ALWAYS: &str = " -.()0123456789\u{00A0}\u{00AD}\u{2010}\u{2022}\u{25E6}\u{25AA}\u{FFFD}";

/// The faces that the documents use, in the order of their ids.
pub fn embed(documents: &[Document]) -> Vec<EmbeddedFace> {
    let mut used: BTreeSet<FaceId> = BTreeSet::new();
    let mut text: BTreeSet<char> = ALWAYS.chars().collect();
    let mut code = text.clone();
    for document in documents {
        used.extend(&document.record.faces);
        text.extend(&document.record.characters);
        code.extend(&document.record.code);
    }
    let used: Vec<FaceId> = used.into_iter().collect();
    used.par_iter()
        .map(|id| {
            let face = Faces::get().face(*id);
            let characters = match face.family {
                Family::Mono => &code,
                Family::Text | Family::Sans => &text,
            };
            EmbeddedFace {
                face,
                name: format!("fonts/{}", face.file_name),
                data: subset(face.data, characters).unwrap_or_else(|| face.data.to_vec()),
            }
        })
        .collect()
}

/// The licences of the families among the faces.
pub fn licences(faces: &[EmbeddedFace]) -> Vec<Licence> {
    let licence = |family| match family {
        Family::Text => Licence {
            name: "fonts/OFL-Literata.txt",
            text: include_str!("../../fonts/OFL-Literata.txt"),
        },
        Family::Sans => Licence {
            name: "fonts/OFL-SourceSans3.txt",
            text: include_str!("../../fonts/OFL-SourceSans3.txt"),
        },
        Family::Mono => Licence {
            name: "fonts/OFL-SourceCodePro.txt",
            text: include_str!("../../fonts/OFL-SourceCodePro.txt"),
        },
    };
    let families: BTreeSet<Family> = faces.iter().map(|face| face.face.family).collect();
    families.into_iter().map(licence).collect()
}

/// The face with the glyphs that the characters and the features can reach; `None` where the font
/// cannot be read or written.
fn subset(data: &[u8], characters: &BTreeSet<char>) -> Option<Vec<u8>> {
    let font = FontRef::new(data).ok()?;
    let characters: IntSet<u32> = characters.iter().map(|c| u32::from(*c)).collect();
    let wanted = FEATURES.iter().map(|tag| Tag::new(tag));
    let features: IntSet<Tag> = DEFAULT_LAYOUT_FEATURES
        .iter()
        .copied()
        .chain(wanted)
        .collect();
    let dropped: IntSet<Tag> = DEFAULT_DROP_TABLES.iter().copied().collect();
    let plan = Plan::new(
        &IntSet::<GlyphId>::empty(),
        &characters,
        &font,
        SubsetFlags::SUBSET_FLAGS_DEFAULT,
        &dropped,
        &IntSet::all(),
        &features,
        // The whole name table: copyright and licence are in it.
        &IntSet::<NameId>::all(),
        &IntSet::all(),
    );
    subset_font(&font, &plan).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::{Posture, Weight};
    use skrifa::raw::TableProvider;
    use skrifa::{MetadataProvider, string::StringId};

    fn feature_tags(font: &FontRef<'_>) -> BTreeSet<String> {
        let gsub = font.gsub().and_then(|gsub| gsub.feature_list());
        let gpos = font.gpos().and_then(|gpos| gpos.feature_list());
        let lists = [gsub, gpos].into_iter().flatten();
        lists
            .flat_map(|list| {
                list.feature_records()
                    .iter()
                    .map(|r| r.feature_tag().to_string())
            })
            .collect()
    }

    #[test]
    fn a_subset_is_small_and_keeps_characters_features_and_licence() {
        let face = Faces::get().face(Faces::id(Family::Text, Weight::Regular, Posture::Roman));
        let characters: BTreeSet<char> = "Affairs of 1234".chars().collect();
        let data = subset(face.data, &characters).expect("Literata can be cut down");
        assert!(data.len() * 4 < face.data.len(), "{} bytes", data.len());
        let font = FontRef::new(&data).expect("the subset can be read");
        for character in &characters {
            assert!(font.charmap().map(*character).is_some(), "{character:?}");
        }
        assert!(font.charmap().map('Z').is_none());
        let tags = feature_tags(&font);
        for tag in ["kern", "liga", "onum", "smcp", "sups", "tnum"] {
            assert!(tags.contains(tag), "{tag} is missing among {tags:?}");
        }
        let licence = font.localized_strings(StringId::LICENSE_URL);
        assert!(licence.english_or_first().is_some());
        assert_eq!(subset(face.data, &characters), Some(data));
    }
}
