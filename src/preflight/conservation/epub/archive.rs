//! The archive of an EPUB: bytes -> the files that hold text, by their paths.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::super::Unreadable;

/// What all files that hold text may hold together.
const LARGEST: u64 = 1 << 30;

/// What holds text: documents, the package, drawings.
const ENDINGS: [&str; 4] = [".xhtml", ".opf", ".xml", ".svg"];

/// The files by their paths.
#[derive(Clone, Debug, Default)]
pub struct Files(pub BTreeMap<String, Vec<u8>>);

impl Files {
    /// A file's text.
    ///
    /// # Errors
    /// It is not there, or not in UTF-8.
    pub fn text(&self, path: &str) -> Result<&str, Unreadable> {
        let data = self.0.get(path);
        let data = data.ok_or_else(|| Unreadable::new(format!("it has no file {path}")))?;
        str::from_utf8(data).map_err(|_| Unreadable::new(format!("{path} is not in UTF-8")))
    }
}

/// Unpacks an EPUB.
///
/// # Errors
/// The archive is damaged, or holds more than can be read.
pub fn unpack(bytes: &[u8]) -> Result<Files, Unreadable> {
    let broken =
        |error: &dyn std::fmt::Display| Unreadable::new(format!("its archive is broken: {error}"));
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    let mut files = Files::default();
    let mut room = LARGEST;
    for at in 0..archive.len() {
        let file = archive.by_index(at).map_err(|error| broken(&error))?;
        let name = file.name().map_err(|error| broken(&error))?.into_owned();
        if !ENDINGS.iter().any(|ending| name.ends_with(ending)) {
            continue;
        }
        let mut data = Vec::new();
        let mut limited = file.take(room + 1);
        limited
            .read_to_end(&mut data)
            .map_err(|error| broken(&error))?;
        room = room
            .checked_sub(data.len() as u64)
            .ok_or_else(|| Unreadable::new("it holds more than can be read"))?;
        if files.0.insert(name.clone(), data).is_some() {
            return Err(Unreadable::new(format!("it has the file {name} twice")));
        }
    }
    Ok(files)
}

/// The path that a file's link leads to.
pub fn resolved(from: &str, link: &str) -> String {
    let mut path: Vec<&str> = from.split('/').collect();
    path.pop();
    for step in link.split('/') {
        match step {
            ".." => {
                path.pop();
            }
            step => path.push(step),
        }
    }
    path.join("/")
}
