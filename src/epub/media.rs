//! The images of the publication: their names in the archive, and which of them are used.

use std::collections::BTreeSet;

use crate::document::ImageId;
use crate::manuscript::{ImageFile, ImageFormat, Images};

use super::Edition;
use super::scribe::Document;

/// The name of every image in the publication's folder.
pub struct MediaNames {
    names: Vec<String>,
}

/// An image that the publication holds.
pub struct Media<'a> {
    /// Its name in the publication's folder.
    pub name: &'a str,
    /// Its media type.
    pub media_type: &'static str,
    /// The file.
    pub file: &'a ImageFile,
    /// Whether it is the cover.
    pub is_cover: bool,
}

impl MediaNames {
    /// Names made of `a-z0-9-` that differ even where the case of letters does not count.
    pub fn of(images: &Images) -> MediaNames {
        let mut taken = BTreeSet::new();
        let mut name = |file: &ImageFile| {
            let stem = plain_stem(&file.path);
            let suffix = match file.format {
                ImageFormat::Png => "png",
                ImageFormat::Jpeg => "jpg",
                ImageFormat::Svg => "svg",
            };
            let mut name = format!("images/{stem}.{suffix}");
            let mut count = 1;
            while !taken.insert(name.clone()) {
                count += 1;
                name = format!("images/{stem}-{count}.{suffix}");
            }
            name
        };
        MediaNames {
            names: images.files.iter().map(&mut name).collect(),
        }
    }

    /// The name of an image.
    pub fn name(&self, image: ImageId) -> Option<&str> {
        self.names.get(image.0 as usize).map(String::as_str)
    }
}

/// The file's name without its folder and its last suffix, in `a-z0-9-`.
fn plain_stem(path: &str) -> String {
    let file = path.rsplit('/').next().unwrap_or(path);
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let plain: String = stem
        .chars()
        .map(|c| c.to_ascii_lowercase())
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .collect();
    let plain = plain.trim_matches('-');
    if plain.is_empty() {
        "image".to_owned()
    } else {
        plain.to_owned()
    }
}

/// The images that the documents show, and the cover, in the order of their ids.
pub fn used<'a>(edition: &'a Edition<'a>, documents: &[Document]) -> Vec<Media<'a>> {
    let mut used: BTreeSet<ImageId> = documents
        .iter()
        .flat_map(|document| document.record.images.iter().copied())
        .collect();
    used.extend(edition.book.cover);
    let media = used.into_iter().filter_map(|id| {
        let file = edition.book.images.get(id)?;
        Some(Media {
            name: edition.media.name(id)?,
            media_type: match file.format {
                ImageFormat::Png => "image/png",
                ImageFormat::Jpeg => "image/jpeg",
                ImageFormat::Svg => "image/svg+xml",
            },
            file,
            is_cover: edition.book.cover == Some(id),
        })
    });
    media.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_plain_and_never_clash() {
        let file = |path: &str| ImageFile {
            path: path.to_owned(),
            format: ImageFormat::Png,
            data: Vec::new(),
            pixels: crate::manuscript::PixelFacts::default(),
            width: 1,
            height: 1,
            decoded: None,
            span: None,
        };
        let paths = ["images/a b.png", "images/A_b.png", "other/a-b.png", "é.png"];
        let images = Images {
            files: paths.map(file).into(),
        };
        assert_eq!(
            MediaNames::of(&images).names,
            [
                "images/a-b.png",
                "images/a-b-2.png",
                "images/a-b-3.png",
                "images/image.png"
            ]
        );
    }
}
