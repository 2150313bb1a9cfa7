//! lopdf's share of a PDF: the objects of a finished file, made again key by key and put into a document,
//! whose pages are then listed and which is freed. That is what `src/pdf` has lopdf do; the objects are
//! exactly those of the file, without its object streams and table of references, which lopdf never sees.
//! The data of streams are left out: they are moved into their objects and never copied.
//!
//! lopdf writes the file only where it is PDF/X-1a (`src/pdf/save.rs`; everything else is written by
//! `src/pdf/serial.rs`). [`save`] measures that over the objects of the print edition.

use lopdf::xref::XrefType;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

/// The objects of a file.
pub struct Objects {
    objects: Vec<(ObjectId, Object)>,
    trailer: Dictionary,
}

impl Objects {
    /// Those of a finished file.
    pub fn of(pdf: &[u8]) -> Objects {
        let read = Document::load_mem(pdf).expect("lopdf reads our files");
        let is_ours = |object: &Object| match object {
            Object::Stream(own) => !own.dict.has_type(b"ObjStm") && !own.dict.has_type(b"XRef"),
            _ => true,
        };
        let objects = read.objects.into_iter();
        Objects {
            objects: objects.filter(|(_, own)| is_ours(own)).collect(),
            trailer: read.trailer,
        }
    }

    /// A document of them, without the data of streams.
    pub fn build(&self) -> Document {
        let document = self.document(again);
        assert!(!document.get_pages().is_empty(), "the file has pages");
        document
    }

    /// A document with all that the file has.
    pub fn whole(&self) -> Document {
        self.document(Object::clone)
    }

    fn document(&self, made: impl Fn(&Object) -> Object) -> Document {
        let mut document = Document::with_version("1.6");
        for (id, object) in &self.objects {
            document.set_object(*id, made(object));
            document.max_id = document.max_id.max(id.0);
        }
        document.trailer = dictionary(&self.trailer);
        document
    }
}

/// Has lopdf write a document with a table of references.
pub fn save(document: &mut Document) -> Vec<u8> {
    document.reference_table.cross_reference_type = XrefType::CrossReferenceTable;
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("memory takes bytes");
    bytes
}

/// An object, made again; a stream without its data.
fn again(object: &Object) -> Object {
    match object {
        Object::Array(items) => Object::Array(items.iter().map(again).collect()),
        Object::Dictionary(own) => Object::Dictionary(dictionary(own)),
        Object::Stream(own) => Object::Stream(Stream::new(dictionary(&own.dict), Vec::new())),
        Object::Null
        | Object::Boolean(_)
        | Object::Integer(_)
        | Object::Real(_)
        | Object::Name(_)
        | Object::String(..)
        | Object::Reference(_) => object.clone(),
    }
}

fn dictionary(own: &Dictionary) -> Dictionary {
    let mut made = Dictionary::new();
    for (key, value) in own {
        made.set(key.clone(), again(value));
    }
    made
}
