//! Deflating streams and writing the file: objects are packed into object streams, side by side, and the
//! file is put together from these.

use std::cell::RefCell;
use std::io;

use flate2::{Compress, Compression, FlushCompress, Status};
use lopdf::xref::XrefType;
use lopdf::{Dictionary, Document, Object, Stream, dictionary};
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::print::PrintStandard;

use super::colour::Palette;
use super::{Edition, PdfError, serial};

/// The effort put into deflating: beyond it a book gets slower, but hardly smaller.
const LEVEL: u32 = 6;

/// So many objects share an object stream: a reader that looks for one reads no more than these.
const PACKED: usize = 100;

/// `data`, deflated.
pub fn deflate(data: &[u8]) -> Result<Vec<u8>, PdfError> {
    thread_local! {
        // A new one clears half a megabyte before it begins, this one the half of that.
        static DEFLATER: RefCell<Compress> =
            RefCell::new(Compress::new(Compression::new(LEVEL), true));
    }
    DEFLATER.with_borrow_mut(|deflater| {
        deflater.reset();
        let mut deflated = Vec::with_capacity(data.len() / 2 + SHORT);
        let mut rest = data;
        loop {
            let before = deflater.total_in();
            let status = deflater.compress_vec(rest, &mut deflated, FlushCompress::Finish);
            if status.map_err(io::Error::from)? == Status::StreamEnd {
                return Ok(deflated);
            }
            let read = usize::try_from(deflater.total_in() - before).unwrap_or(rest.len());
            rest = rest.get(read..).unwrap_or_default();
            deflated.reserve(deflated.len().max(SHORT));
        }
    })
}

/// Room for what a stream without bytes is deflated to.
const SHORT: usize = 64;

/// Deflates every stream that is not yet coded and may be.
pub fn deflate_streams(document: &mut Document) -> Result<(), PdfError> {
    let streams: Vec<&mut Stream> = document
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

/// Whether files of a kind have object streams: PDF/X-4 is built on PDF 1.6, PDF/UA on 1.7. PDF/X-1a is
/// built on older ones, which have none, and a table of references instead of a stream of them.
fn version(palette: &Palette<'_>) -> (&'static str, bool) {
    match (palette.edition, palette.print.standard) {
        (Edition::Screen, _) => ("1.7", true),
        (Edition::Print, PrintStandard::X4) => ("1.6", true),
        (Edition::Print, PrintStandard::X1a) => ("1.4", false),
        (Edition::Print, PrintStandard::X1a2001) => ("1.3", false),
    }
}

/// Objects that stand one after another in an object stream (PDF 32000-1, 7.5.7).
#[derive(Debug)]
pub struct Packed {
    numbers: Vec<u32>,
    /// Their numbers and places, then the objects.
    content: Vec<u8>,
    /// Where the first object begins.
    first: usize,
}

impl Packed {
    fn of(own: Vec<(u32, Object)>) -> Packed {
        let mut objects = Vec::with_capacity(own.len() * 100);
        let mut content = Vec::with_capacity(own.len() * 110);
        let mut numbers = Vec::with_capacity(own.len());
        for (number, object) in own {
            content.extend_from_slice(format!("{number} {} ", objects.len()).as_bytes());
            serial::object(&mut objects, &object);
            objects.push(b' ');
            numbers.push(number);
        }
        let first = content.len();
        content.append(&mut objects);
        Packed {
            numbers,
            content,
            first,
        }
    }
}

/// Takes all objects but streams out of a document, in the order of their numbers, where the file has
/// object streams.
pub fn pack(document: &mut Document, palette: &Palette<'_>) -> Vec<Packed> {
    let (_, has_object_streams) = version(palette);
    if !has_object_streams {
        return Vec::new();
    }
    let is_stream = |object: &Object| matches!(object, Object::Stream(_));
    let objects = std::mem::take(&mut document.objects);
    let mut others = Vec::with_capacity(objects.len());
    for (id, object) in objects {
        if is_stream(&object) {
            document.objects.insert(id, object);
        } else {
            others.push((id.0, object));
        }
    }
    let chunks = others.into_par_iter().chunks(PACKED);
    chunks.map(Packed::of).collect()
}

/// The sum of everything that a file will hold so far.
pub fn digest(document: &Document, packed: &[Packed]) -> [u8; 32] {
    let packed = packed.par_iter().map(|own| Sha256::digest(&own.content));
    let objects: Vec<(&lopdf::ObjectId, &Object)> = document.objects.iter().collect();
    let objects = objects.into_par_iter().map(|(id, object)| {
        let mut written = id.0.to_be_bytes().to_vec();
        serial::object(&mut written, object);
        let mut hash = Sha256::new_with_prefix(written);
        if let Object::Stream(stream) = object {
            hash.update(&stream.content);
        }
        hash.finalize()
    });
    let sums: Vec<_> = packed.chain(objects).collect();
    let mut hash = Sha256::new();
    sums.iter().for_each(|own| hash.update(own));
    hash.finalize().into()
}

/// The file.
pub fn save(
    mut document: Document,
    mut packed: Vec<Packed>,
    palette: &Palette<'_>,
) -> Result<Vec<u8>, PdfError> {
    let (version, has_object_streams) = version(palette);
    document.version = version.to_owned();
    if !has_object_streams {
        document.reference_table.cross_reference_type = XrefType::CrossReferenceTable;
        let mut bytes = Vec::new();
        document.save_to(&mut bytes)?;
        return Ok(bytes);
    }
    packed.extend(pack(&mut document, palette));
    let deflated: Vec<Vec<u8>> = (packed.par_iter())
        .map(|own| deflate(&own.content))
        .collect::<Result<_, _>>()?;
    let streams = document.objects.values().map(|object| match object {
        Object::Stream(stream) => stream.content.len() + 200,
        _ => 0,
    });
    let room = streams.chain(deflated.iter().map(|own| own.len() + 100));
    let mut file = Whole {
        bytes: Vec::with_capacity(room.sum::<usize>() + 4_096),
        places: vec![None; document.max_id as usize + 1],
    };
    file.bytes
        .extend_from_slice(format!("%PDF-{version}\n%").as_bytes());
    file.bytes.extend_from_slice(&document.binary_mark);
    file.bytes.push(b'\n');
    for (id, object) in &document.objects {
        if let Object::Stream(stream) = object {
            file.stream(id.0, &stream.dict, &stream.content);
        }
    }
    for (own, content) in packed.iter().zip(&deflated) {
        document.max_id += 1;
        let dictionary = dictionary! {
            "Type" => "ObjStm",
            "N" => own.numbers.len() as i64,
            "First" => own.first as i64,
            "Filter" => "FlateDecode",
            "Length" => content.len() as i64,
        };
        file.stream(document.max_id, &dictionary, content);
        for (index, number) in own.numbers.iter().enumerate() {
            file.remember(*number, Place::Packed(document.max_id, index));
        }
    }
    file.end(document.max_id + 1, document.trailer)
}

/// Where an object is found.
#[derive(Clone, Copy, Debug)]
enum Place {
    /// At a byte of the file.
    Offset(usize),
    /// In an object stream, and its number there.
    Packed(u32, usize),
}

/// A file while it is written.
struct Whole {
    bytes: Vec<u8>,
    /// By the numbers of objects.
    places: Vec<Option<Place>>,
}

impl Whole {
    fn remember(&mut self, number: u32, place: Place) {
        let at = number as usize;
        if self.places.len() <= at {
            self.places.resize(at + 1, None);
        }
        self.places[at] = Some(place);
    }

    fn stream(&mut self, number: u32, dictionary: &Dictionary, content: &[u8]) {
        self.remember(number, Place::Offset(self.bytes.len()));
        self.bytes
            .extend_from_slice(format!("{number} 0 obj\n").as_bytes());
        serial::dictionary(&mut self.bytes, dictionary);
        self.bytes.extend_from_slice(b"stream\n");
        self.bytes.extend_from_slice(content);
        self.bytes.extend_from_slice(b"\nendstream\nendobj\n");
    }

    /// Ends the file with the stream of references (PDF 32000-1, 7.5.8), which is the object `number`.
    fn end(mut self, number: u32, mut trailer: Dictionary) -> Result<Vec<u8>, PdfError> {
        let start = self.bytes.len();
        self.remember(number, Place::Offset(start));
        // Each has its kind in a byte, then four and two bytes.
        let mut references = Vec::with_capacity(self.places.len() * 7);
        for (at, place) in self.places.iter().enumerate() {
            let (kind, first, second) = match *place {
                Some(Place::Offset(offset)) => (1, offset, 0),
                Some(Place::Packed(stream, index)) => (2, stream as usize, index),
                None if at == 0 => (0, 0, usize::from(u16::MAX)),
                None => (0, 0, 0),
            };
            let too_large = || io::Error::other("the file is larger than four gigabytes");
            let first = u32::try_from(first).map_err(|_| too_large())?;
            let second = u16::try_from(second).map_err(|_| too_large())?;
            references.push(kind);
            references.extend(first.to_be_bytes());
            references.extend(second.to_be_bytes());
        }
        let content = deflate(&references)?;
        trailer.set("Type", "XRef");
        trailer.set("Size", self.places.len() as i64);
        trailer.set("W", vec![1.into(), 4.into(), 2.into()]);
        trailer.set("Filter", "FlateDecode");
        trailer.set("Length", content.len() as i64);
        trailer.remove(b"Index");
        self.stream(number, &trailer, &content);
        self.bytes
            .extend_from_slice(format!("startxref\n{start}\n%%EOF\n").as_bytes());
        Ok(self.bytes)
    }
}

impl From<io::Error> for PdfError {
    fn from(error: io::Error) -> PdfError {
        PdfError::Save(error)
    }
}
