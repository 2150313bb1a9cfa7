//! Any PDF, sound or damaged: bytes -> its objects and the data of its streams. Objects are found by
//! looking for them from the first byte to the last, so that a broken cross-reference hides nothing;
//! of two with one number the later counts. The work is bounded by the size of the file, whatever its
//! numbers say.

mod filters;
mod lzw;
mod scan;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use crate::preflight::pdf_syntax::{Dictionary, Object};

pub use filters::{Decoded, ImageFilter, names as filter_names};

/// The largest file that is judged.
pub const LARGEST_FILE: usize = 1 << 29;

/// What one stream may hold.
const LARGEST_STREAM: usize = 1 << 27;

/// What all streams that are read may hold: this, and so many times the file.
const ROOM: usize = 1 << 26;
const ROOM_BY_SIZE: usize = 100;
const MOST_ROOM: usize = 1 << 31;

/// The largest stream that is kept once it is decoded: contents that are used again are smaller.
const KEPT: usize = 1 << 22;

/// References that lead to each other.
const MOST_STEPS: usize = 8;

/// A file whose objects are read, and whose streams are decoded when they are asked for.
#[derive(Debug)]
pub struct PressFile<'a> {
    data: &'a [u8],
    /// The version in the header, such as (1, 6).
    pub header: Option<(u8, u8)>,
    objects: BTreeMap<u32, Object>,
    /// Where the data of each stream ends, by where it begins.
    ends: BTreeMap<usize, usize>,
    /// The trailer: of several the last one that leads to a catalog.
    pub trailer: Dictionary,
    /// Whether it has a stream of objects, or a cross-reference that is a stream.
    pub has_object_streams: bool,
    /// Whether a trailer says that it is encrypted.
    pub is_encrypted: bool,
    /// Whether its cross-reference is where its end says.
    pub has_reference: bool,
    room: AtomicUsize,
    decoded: Mutex<BTreeMap<usize, Arc<Decoded>>>,
}

/// Why a file cannot be judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoPdf {
    /// It is encrypted, its catalog too.
    Encrypted,
    /// As a sentence fragment that begins with "it".
    Broken(&'static str),
}

impl<'a> PressFile<'a> {
    /// Reads all objects.
    ///
    /// # Errors
    /// It is no PDF, is larger than what is judged, or has no catalog.
    pub fn open(data: &'a [u8]) -> Result<PressFile<'a>, NoPdf> {
        if data.len() > LARGEST_FILE {
            return Err(NoPdf::Broken("it is larger than 512 MiB"));
        }
        let mut file = PressFile {
            data,
            header: scan::header(data),
            objects: BTreeMap::new(),
            ends: BTreeMap::new(),
            trailer: Dictionary::new(),
            has_object_streams: false,
            is_encrypted: false,
            has_reference: scan::has_reference(data),
            room: AtomicUsize::new(
                ROOM.saturating_add(data.len().saturating_mul(ROOM_BY_SIZE))
                    .min(MOST_ROOM),
            ),
            decoded: Mutex::new(BTreeMap::new()),
        };
        if file.header.is_none() {
            return Err(NoPdf::Broken("it does not begin as a PDF"));
        }
        file.scan();
        match file.catalog() {
            Some(_) => Ok(file),
            None if file.is_encrypted => Err(NoPdf::Encrypted),
            None => Err(NoPdf::Broken("it has no catalog")),
        }
    }

    /// The catalog.
    pub fn catalog(&self) -> Option<&Dictionary> {
        self.entry(&self.trailer, b"Root")?.dictionary()
    }

    /// The size of the file in bytes.
    pub fn size(&self) -> usize {
        self.data.len()
    }

    /// An object by its number.
    pub fn object(&self, id: u32) -> Option<&Object> {
        self.objects.get(&id)
    }

    /// An object, or what it refers to.
    pub fn resolve<'o>(&'o self, object: &'o Object) -> Option<&'o Object> {
        let mut own = object;
        for _ in 0..MOST_STEPS {
            match own {
                Object::Reference(id) => own = self.objects.get(id)?,
                _ => return Some(own),
            }
        }
        None
    }

    /// What a dictionary has under a key; `null` is as good as nothing.
    pub fn entry<'o>(&'o self, dictionary: &'o Dictionary, key: &[u8]) -> Option<&'o Object> {
        match self.resolve(dictionary.get(key)?)? {
            Object::Nothing => None,
            own => Some(own),
        }
    }

    /// A dictionary, or that of a stream, under a key.
    pub fn dictionary<'o>(
        &'o self,
        dictionary: &'o Dictionary,
        key: &[u8],
    ) -> Option<&'o Dictionary> {
        self.entry(dictionary, key)?.dictionary()
    }

    /// A name under a key.
    pub fn name<'o>(&'o self, dictionary: &'o Dictionary, key: &[u8]) -> Option<&'o [u8]> {
        self.entry(dictionary, key)?.name()
    }

    /// A number under a key.
    pub fn number(&self, dictionary: &Dictionary, key: &[u8]) -> Option<f64> {
        self.entry(dictionary, key)?.number()
    }

    /// The items of an array under a key, none where there is none.
    pub fn items<'o>(&'o self, dictionary: &'o Dictionary, key: &[u8]) -> &'o [Object] {
        let own = self.entry(dictionary, key).and_then(Object::array);
        own.unwrap_or_default()
    }

    /// Numbers of an array; what is none counts as zero.
    pub fn numbers(&self, items: &[Object]) -> Vec<f64> {
        let number = |item: &Object| self.resolve(item).and_then(Object::number);
        items
            .iter()
            .map(|item| number(item).unwrap_or(0.0))
            .collect()
    }

    /// The data of a stream, decoded; up to the filter of an image where it has one. `None` where it
    /// is damaged, coded in a way that is not known, or larger than the file may hold.
    pub fn stream(&self, object: &Object) -> Option<Arc<Decoded>> {
        let Object::Stream(dictionary, start) = object else {
            return None;
        };
        let cached = |this: &Self| {
            let cache = this.decoded.lock().unwrap_or_else(PoisonError::into_inner);
            cache.get(start).map(Arc::clone)
        };
        if let Some(own) = cached(self) {
            return Some(own);
        }
        let end = self.ends.get(start)?;
        let coded = self.data.get(*start..*end)?;
        let decoded = Arc::new(filters::decode(self, dictionary, coded)?);
        if decoded.data.len() <= KEPT {
            let mut cache = self.decoded.lock().unwrap_or_else(PoisonError::into_inner);
            cache.insert(*start, Arc::clone(&decoded));
        }
        Some(decoded)
    }

    /// The data of an image that stands in contents, decoded as those of a stream.
    pub fn decode(&self, own: &Dictionary, coded: &[u8]) -> Option<Arc<Decoded>> {
        filters::decode(self, own, coded).map(Arc::new)
    }

    /// Takes some of the room that is left for reading; `None` where there is not so much.
    pub fn spend(&self, bytes: usize) -> Option<()> {
        if bytes > LARGEST_STREAM {
            return None;
        }
        let took = |room: usize| room.checked_sub(bytes);
        let left = self
            .room
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, took);
        left.ok().map(|_| ())
    }

    /// Every object that the trailer leads to, with its number: first that of the trailer itself,
    /// which has none.
    pub fn reachable(&self) -> Vec<(Option<u32>, &Object)> {
        let mut seen = std::collections::BTreeSet::new();
        let mut found = Vec::new();
        let mut waiting: Vec<u32> = Vec::new();
        self.trailer
            .values()
            .for_each(|own| references(own, &mut waiting));
        while let Some(id) = waiting.pop() {
            if !seen.insert(id) {
                continue;
            }
            if let Some(own) = self.objects.get(&id) {
                found.push((Some(id), own));
                references(own, &mut waiting);
            }
        }
        found.sort_by_key(|(id, _)| *id);
        found
    }
}

/// The objects that an object names. Nesting is limited by the lexer.
pub fn references(object: &Object, into: &mut Vec<u32>) {
    match object {
        Object::Reference(id) => into.push(*id),
        Object::Array(items) => items.iter().for_each(|item| references(item, into)),
        Object::Dictionary(own) | Object::Stream(own, _) => {
            own.values().for_each(|item| references(item, into));
        }
        _ => {}
    }
}
