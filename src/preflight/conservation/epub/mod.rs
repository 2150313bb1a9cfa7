//! A finished EPUB -> its texts: the documents of the spine in their order, what each element holds
//! given to the stream that its kind of element belongs to. Nothing of the writer's code takes part.

mod archive;
mod documents;
mod drawing;
mod xml;

use super::Unreadable;
use super::texts::EditionTexts;

pub use archive::{Files, unpack};
pub use drawing::drawing;

use xml::{attribute, events};

/// Where the container says which file is the package (EPUB 3.3, 4.2.6.3.1).
const CONTAINER: &str = "META-INF/container.xml";

/// Reads the texts of an EPUB.
///
/// # Errors
/// The archive, the package or a document is damaged.
pub fn read(bytes: &[u8]) -> Result<EditionTexts, Unreadable> {
    read_files(&unpack(bytes)?)
}

/// Reads the texts of the files of an EPUB.
///
/// # Errors
/// The package or a document is damaged.
pub fn read_files(files: &Files) -> Result<EditionTexts, Unreadable> {
    read_documents(files, &spine(files)?)
}

/// Reads these content documents, in this order.
///
/// # Errors
/// One of them is not there or is no XML.
pub fn read_documents(files: &Files, paths: &[String]) -> Result<EditionTexts, Unreadable> {
    let mut texts = EditionTexts::default();
    for path in paths {
        texts.begin_sheet(path.clone());
        documents::read(files, path, &mut texts).map_err(|error| error.on(path))?;
    }
    Ok(texts)
}

/// The paths of the spine's files.
fn spine(files: &Files) -> Result<Vec<String>, Unreadable> {
    let broken = || Unreadable::new("its package is broken");
    let mut package = None;
    for event in events(files.text(CONTAINER)?) {
        if let Some(tag) = event?.tag()
            && tag.local_name().as_ref() == "rootfile"
        {
            package = package.or(attribute(tag, "full-path")?);
        }
    }
    let package = package.ok_or_else(broken)?;
    let mut manifest = std::collections::BTreeMap::new();
    let mut spine = Vec::new();
    for event in events(files.text(&package)?) {
        let event = event?;
        let Some(tag) = event.tag() else {
            continue;
        };
        let wanted = |name| attribute(tag, name)?.ok_or_else(broken);
        match tag.local_name().as_ref() {
            "item" => {
                manifest.insert(wanted("id")?, archive::resolved(&package, &wanted("href")?));
            }
            "itemref" => {
                let path = manifest.get(&wanted("idref")?).ok_or_else(broken)?;
                spine.push(path.clone());
            }
            _ => {}
        }
    }
    match spine.is_empty() {
        true => Err(broken()),
        false => Ok(spine),
    }
}
