//! Deflating streams and writing the file.

use std::io::{self, Read};

use flate2::Compression;
use flate2::bufread::ZlibEncoder;
use lopdf::xref::XrefType;
use lopdf::{Document, Object, SaveOptions};
use rayon::prelude::*;

use crate::print::PrintStandard;

use super::colour::Palette;
use super::{Edition, PdfError};

/// The effort put into deflating: beyond it a book gets slower, but hardly smaller.
const LEVEL: u32 = 6;

/// `data`, deflated.
pub fn deflate(data: &[u8]) -> Result<Vec<u8>, PdfError> {
    let mut deflated = Vec::with_capacity(data.len() / 2);
    ZlibEncoder::new(data, Compression::new(LEVEL)).read_to_end(&mut deflated)?;
    Ok(deflated)
}

/// Deflates every stream that is not yet coded and may be.
pub fn deflate_streams(document: &mut Document) -> Result<(), PdfError> {
    let streams: Vec<&mut lopdf::Stream> = document
        .objects
        .values_mut()
        .filter_map(|object| match object {
            Object::Stream(stream) => Some(stream),
            _ => None,
        })
        .filter(|stream| stream.allows_compression && !stream.dict.has(b"Filter"))
        .collect();
    streams.into_par_iter().try_for_each(|stream| {
        let deflated = deflate(&stream.content)?;
        stream.dict.set("Filter", "FlateDecode");
        stream.set_content(deflated);
        Ok(())
    })
}

/// The file: PDF/X-4 is built on PDF 1.6, PDF/UA on 1.7; both have object streams. PDF/X-1a is built on
/// older ones, which have none, and a table of references instead of a stream of them.
pub fn save(mut document: Document, palette: &Palette<'_>) -> Result<Vec<u8>, PdfError> {
    let (version, has_object_streams) = match (palette.edition, palette.print.standard) {
        (Edition::Screen, _) => ("1.7", true),
        (Edition::Print, PrintStandard::X4) => ("1.6", true),
        (Edition::Print, PrintStandard::X1a) => ("1.4", false),
        (Edition::Print, PrintStandard::X1a2001) => ("1.3", false),
    };
    document.version = version.to_owned();
    if !has_object_streams {
        document.reference_table.cross_reference_type = XrefType::CrossReferenceTable;
        let mut bytes = Vec::new();
        document.save_to(&mut bytes)?;
        return Ok(bytes);
    }
    let options = SaveOptions::builder()
        .use_object_streams(true)
        .use_xref_streams(true)
        .compression_level(LEVEL)
        .build();
    let mut bytes = Vec::new();
    document.save_with_options(&mut bytes, options)?;
    Ok(bytes)
}

impl From<io::Error> for PdfError {
    fn from(error: io::Error) -> PdfError {
        PdfError::Save(error)
    }
}
