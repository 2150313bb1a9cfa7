//! Deflating streams and writing the file.

use std::io::{self, Read};

use flate2::Compression;
use flate2::bufread::ZlibEncoder;
use lopdf::{Document, Object, SaveOptions};
use rayon::prelude::*;

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

/// The file: PDF/X-4 is built on PDF 1.6, PDF/UA on 1.7; both have object streams.
pub fn save(mut document: Document, edition: Edition) -> Result<Vec<u8>, PdfError> {
    document.version = match edition {
        Edition::Print => "1.6",
        Edition::Screen => "1.7",
    }
    .to_owned();
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
