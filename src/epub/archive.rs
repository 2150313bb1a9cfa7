//! The finishing step: takes from the draft what epub-builder does well, puts our own package
//! document and navigation in the place of its, adds images and faces, and writes the archive that
//! ships. The same publication is the same bytes: fixed order, fixed time, fixed permissions.

use std::borrow::Cow;
use std::io::{Cursor, Read, Write};

use rayon::prelude::*;
use tracing::{Span, info_span};
use zip::write::{PreparedZipFile, SimpleFileOptions};
use zip::{CompressionMethod, DateTime, System, ZipArchive, ZipWriter};

use super::EpubError;
use super::package::{self, Contents, STYLE};
use super::places::ROOT;
use super::{fonts, nav, ncx};

/// The file that must come first, stored, in every EPUB.
const MIMETYPE: (&str, &[u8]) = ("mimetype", b"application/epub+zip");

/// What the draft's folder `META-INF` holds and we keep: where the package document is, and Apple's
/// option without which its reader does not show embedded faces.
const META_INF: [&str; 2] = [
    "META-INF/container.xml",
    "META-INF/com.apple.ibooks.display-options.xml",
];

/// Writes the archive that ships. The texts are deflated while epub-builder makes its `draft`, of which
/// the container alone is kept.
///
/// # Errors
/// What the archive's crate and the draft report.
pub fn finish(
    draft: impl FnOnce() -> Result<Vec<u8>, EpubError> + Send,
    contents: &Contents<'_>,
) -> Result<Vec<u8>, EpubError> {
    let texts = texts(contents);
    let around = Span::current();
    let (container, packed) = rayon::join(
        || info_span!(parent: &around, "draft").in_scope(|| container(&draft()?)),
        || info_span!(parent: &around, "deflate").in_scope(|| pack(&texts)),
    );
    let container: Vec<(&str, Cow<'_, [u8]>)> = container?;
    let mut whole = pack(&container)?;
    whole.extend(packed?);

    // Room for all at once: an archive that grows is there twice, and images may be most of it.
    let images = contents.images.iter().map(|image| image.file.data.len());
    let texts = texts.iter().map(|(_, data)| data.len());
    let room = Vec::with_capacity(images.chain(texts).sum());
    let mut archive = ZipWriter::new(Cursor::new(room));
    archive.start_file(MIMETYPE.0, stored())?;
    archive.write_all(MIMETYPE.1)?;
    archive.add_prepared_files(whole)?;
    // Images are compressed already: deflating them again costs time and saves nothing.
    for image in contents.images {
        archive.start_file(format!("{ROOT}/{}", image.name), stored())?;
        archive.write_all(&image.file.data)?;
    }
    Ok(archive.finish()?.into_inner())
}

/// A file of a publication and what it takes in the archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its path.
    pub file: String,
    /// Its size as it is packed.
    pub bytes: u64,
}

/// The largest files of a publication, largest first; none of what is no archive.
pub fn largest(epub: &[u8], count: usize) -> Vec<Item> {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(epub)) else {
        return Vec::new();
    };
    let mut items: Vec<Item> = (0..archive.len())
        .filter_map(|at| {
            let file = archive.by_index_raw(at).ok()?;
            Some(Item {
                file: file.name().ok()?.into_owned(),
                bytes: file.compressed_size(),
            })
        })
        .collect();
    items.sort_by(|a, b| b.bytes.cmp(&a.bytes).then_with(|| a.file.cmp(&b.file)));
    items.truncate(count);
    items
}

/// A file by its name.
type Text<'t, N> = (N, Cow<'t, [u8]>);

/// Deflates files, side by side.
fn pack<N: AsRef<str> + Sync>(texts: &[Text<'_, N>]) -> Result<Vec<PreparedZipFile>, EpubError> {
    let texts = texts.par_iter();
    let packed = texts.map(|(name, data)| PreparedZipFile::from_data(name, deflated(), data));
    Ok(packed.collect::<Result<_, _>>()?)
}

/// Every file after the container that is deflated, in the order of the archive.
fn texts<'t>(contents: &'t Contents<'_>) -> Vec<Text<'t, String>> {
    // After the container, where a reader that streams the archive looks for them.
    let own = [
        (package::FILE, package::write(contents)),
        (nav::FILE, nav::write(contents)),
        (ncx::FILE, ncx::write(contents)),
    ];
    let own = own.map(|(name, text)| (name, Cow::from(text.into_bytes())));
    let mut texts = Vec::from(own.map(|(name, text)| (format!("{ROOT}/{name}"), text)));
    texts.push((format!("{ROOT}/{STYLE}"), contents.style.as_bytes().into()));
    for document in contents.cover.into_iter().chain(contents.documents) {
        let data = document.xhtml.as_bytes();
        texts.push((format!("{ROOT}/{}", document.path), data.into()));
    }
    for face in contents.faces {
        texts.push((format!("{ROOT}/{}", face.name), face.data.as_slice().into()));
    }
    for licence in fonts::licences(contents.faces) {
        let text: Vec<u8> = licence.text.into();
        texts.push((format!("{ROOT}/{}", licence.name), text.into()));
    }
    texts
}

/// What is kept of the draft.
fn container(draft: &[u8]) -> Result<Vec<Text<'static, &'static str>>, EpubError> {
    let mut archive = ZipArchive::new(Cursor::new(draft))?;
    let mut kept = Vec::new();
    for name in META_INF {
        let mut data = Vec::new();
        archive.by_name(name)?.read_to_end(&mut data)?;
        kept.push((name, data.into()));
    }
    Ok(kept)
}

fn stored() -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        // 1980-01-01, the first day that a ZIP archive can name.
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644)
        .system(System::Unix)
}

fn deflated() -> SimpleFileOptions {
    stored().compression_method(CompressionMethod::Deflated)
}
