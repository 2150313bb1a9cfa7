//! A finished PDF -> its texts. It is read from the contents of the pages in the order of the page
//! tree, by marked content, fonts' ToUnicode maps and actual text alone. Nothing of the writer's code
//! takes part, nor the crates that it writes with.

mod content;
mod file;
mod font;
mod pages;

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::Unreadable;
use super::texts::EditionTexts;
use crate::preflight::pdf_syntax as syntax;

use file::PdfFile;
pub use font::CodeTexts;
use syntax::Object;

/// The fonts of a file by the numbers of their objects.
type Fonts = BTreeMap<u32, CodeTexts>;

/// Reads the texts of a PDF, pages side by side.
///
/// # Errors
/// The file is damaged, or has text that is not marked as anybody's.
pub fn read(bytes: &[u8]) -> Result<EditionTexts, Unreadable> {
    let file = PdfFile::open(bytes)?;
    let fonts = fonts(&file)?;
    let pages = pages::pages(&file)?;
    let labels = pages::labels(&file, pages.len());
    let read: Vec<Result<EditionTexts, Unreadable>> = pages
        .par_iter()
        .map(|page| content::page(&file, &fonts, page))
        .collect();
    let mut texts = EditionTexts::default();
    for (page, label) in read.into_iter().zip(labels) {
        texts.begin_sheet(label.clone());
        texts.append(page.map_err(|error| error.on(&format!("page {label}")))?);
    }
    Ok(texts)
}

/// The texts of all fonts, each read once.
fn fonts(file: &PdfFile<'_>) -> Result<Fonts, Unreadable> {
    let maps = file.objects();
    let maps: Vec<(u32, &Object)> = maps
        .filter_map(|(id, object)| Some((id, map_of(file, object)?)))
        .collect();
    let read = |(id, map): (u32, &Object)| Ok((id, CodeTexts::read(&file.stream(map)?)));
    maps.into_par_iter().map(read).collect()
}

/// The ToUnicode map of an object, where it is a font that has one.
fn map_of<'f>(file: &'f PdfFile<'_>, object: &'f Object) -> Option<&'f Object> {
    let own = object.dictionary()?;
    let is_font = own.get(b"Type".as_slice())?.name()? == b"Font";
    file.entry(own, b"ToUnicode").filter(|_| is_font)
}
