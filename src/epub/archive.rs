//! The finishing step: takes from the draft what epub-builder does well, puts our own package
//! document and navigation in the place of its, adds images and faces, and writes the archive that
//! ships. The same publication is the same bytes: fixed order, fixed time, fixed permissions.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use rayon::prelude::*;
use zip::write::{PreparedZipFile, SimpleFileOptions};
use zip::{CompressionMethod, DateTime, System, ZipArchive, ZipWriter};

use super::EpubError;
use super::package::{self, Contents, STYLE};
use super::places::ROOT;
use super::scribe::Document;
use super::{fonts, nav, ncx};

/// The file that must come first, stored, in every EPUB.
const MIMETYPE: (&str, &[u8]) = ("mimetype", b"application/epub+zip");

/// What the draft's folder `META-INF` holds and we keep: where the package document is, and Apple's
/// option without which its reader does not show embedded faces.
const META_INF: [&str; 2] = [
    "META-INF/container.xml",
    "META-INF/com.apple.ibooks.display-options.xml",
];

/// Writes the archive that ships.
///
/// # Errors
/// What the archive's crate reports.
pub fn finish(draft: &[u8], contents: &Contents<'_>) -> Result<Vec<u8>, EpubError> {
    let texts = texts(draft, contents)?;
    let packed: Vec<PreparedZipFile> = texts
        .par_iter()
        .map(|(name, data)| PreparedZipFile::from_data(name, deflated(), data))
        .collect::<Result<_, _>>()?;

    // Room for all at once: an archive that grows is there twice, and images may be most of it.
    let images = contents.images.iter().map(|image| image.file.data.len());
    let texts = texts.iter().map(|(_, data)| data.len());
    let room = Vec::with_capacity(images.chain(texts).sum());
    let mut archive = ZipWriter::new(Cursor::new(room));
    archive.start_file(MIMETYPE.0, stored())?;
    archive.write_all(MIMETYPE.1)?;
    archive.add_prepared_files(packed)?;
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

/// Every file that is deflated, in the order of the archive.
fn texts(draft: &[u8], contents: &Contents<'_>) -> Result<Vec<(String, Vec<u8>)>, EpubError> {
    let mut drafted = read(draft)?;
    let mut texts = Vec::new();
    let mut keep = |name: String| {
        let data = drafted.remove(&name);
        texts.extend(data.map(|data| (name, data)));
    };
    META_INF.into_iter().for_each(|name| keep(name.to_owned()));
    keep(format!("{ROOT}/{STYLE}"));
    let documents = contents.cover.into_iter().chain(contents.documents);
    documents
        .map(|document: &Document| format!("{ROOT}/{}", document.path))
        .for_each(keep);

    let own = [
        (package::FILE, package::write(contents)),
        (nav::FILE, nav::write(contents)),
        (ncx::FILE, ncx::write(contents)),
    ];
    let own = own.map(|(name, text)| (format!("{ROOT}/{name}"), text.into_bytes()));
    // After the container, where a reader that streams the archive looks for them.
    texts.splice(META_INF.len()..META_INF.len(), own);
    for face in contents.faces {
        texts.push((format!("{ROOT}/{}", face.name), face.data.clone()));
    }
    for licence in fonts::licences(contents.faces) {
        texts.push((format!("{ROOT}/{}", licence.name), licence.text.into()));
    }
    Ok(texts)
}

/// The files of the draft by their names.
fn read(draft: &[u8]) -> Result<BTreeMap<String, Vec<u8>>, EpubError> {
    let mut archive = ZipArchive::new(Cursor::new(draft))?;
    let mut files = BTreeMap::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at)?;
        let mut data = Vec::new();
        file.read_to_end(&mut data)?;
        files.insert(file.name()?.into_owned(), data);
    }
    Ok(files)
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
