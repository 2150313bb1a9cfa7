//! The file: bytes -> its objects, by way of the cross-reference (PDF 32000-1, 7.5), and the data of
//! its streams. The work is bounded by the size of the file, whatever its numbers say.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::sync::atomic::{AtomicUsize, Ordering};

use flate2::bufread::ZlibDecoder;

use super::super::Unreadable;
use super::syntax::{Dictionary, Lexer, Object};

/// What one stream may hold.
const LARGEST_STREAM: usize = 1 << 26;

/// What all streams that are read may hold.
const LARGEST_FILE: usize = 1 << 30;

/// Where the end of the file is told, counted from its last byte.
const TAIL: usize = 1024;

/// Sections of a cross-reference that lead to each other.
const MOST_SECTIONS: usize = 64;

/// A file whose objects are read, and whose streams are inflated when they are asked for.
#[derive(Debug)]
pub struct PdfFile<'a> {
    data: &'a [u8],
    objects: BTreeMap<u32, Object>,
    trailer: Dictionary,
    /// How many bytes may still be inflated.
    room: AtomicUsize,
}

/// Where an object stands.
#[derive(Clone, Copy, Debug)]
enum Place {
    Nowhere,
    Offset(usize),
    In(u32),
}

impl<'a> PdfFile<'a> {
    /// Reads all objects.
    ///
    /// # Errors
    /// The cross-reference, an object that it names, or a stream of objects is broken.
    pub fn open(data: &'a [u8]) -> Result<PdfFile<'a>, Unreadable> {
        let mut file = PdfFile {
            data,
            objects: BTreeMap::new(),
            trailer: Dictionary::new(),
            room: AtomicUsize::new(LARGEST_FILE),
        };
        let places = file.places()?;
        // No two objects begin at one byte, and none may reach into the next.
        let mut work = data.len().saturating_mul(4);
        let mut containers = BTreeSet::new();
        for (id, place) in &places {
            match place {
                Place::Nowhere => {}
                Place::In(container) => {
                    containers.insert(*container);
                }
                Place::Offset(offset) => {
                    let broken = || Unreadable::new(format!("its object {id} is broken"));
                    let (own, object, end) = indirect(data, *offset).ok_or_else(broken)?;
                    work = work.checked_sub(end - offset).ok_or_else(broken)?;
                    if own != *id {
                        return Err(broken());
                    }
                    file.objects.insert(own, object);
                }
            }
        }
        for container in containers {
            file.unpack(container, &places)?;
        }
        Ok(file)
    }

    /// The catalog.
    pub fn catalog(&self) -> Option<&Dictionary> {
        self.entry(&self.trailer, b"Root")?.dictionary()
    }

    /// All objects in the order of their numbers.
    pub fn objects(&self) -> impl Iterator<Item = (u32, &Object)> {
        self.objects.iter().map(|(id, object)| (*id, object))
    }

    /// An object, or what it refers to.
    pub fn resolve<'o>(&'o self, object: &'o Object) -> Option<&'o Object> {
        match object {
            // A reference that leads to a reference is written by nobody.
            Object::Reference(id) => self.objects.get(id),
            _ => Some(object),
        }
    }

    /// What a dictionary has under a key.
    pub fn entry<'o>(&'o self, dictionary: &'o Dictionary, key: &[u8]) -> Option<&'o Object> {
        self.resolve(dictionary.get(key)?)
    }

    /// The data of a stream, inflated.
    ///
    /// # Errors
    /// It does not end, is coded otherwise, or holds more than the file may.
    pub fn stream(&self, object: &Object) -> Result<Vec<u8>, Unreadable> {
        let Object::Stream(dictionary, start) = object else {
            return Err(Unreadable::new("it has no stream where one must be"));
        };
        let broken = || Unreadable::new(format!("its stream at byte {start} is broken"));
        let length = self.entry(dictionary, b"Length").and_then(Object::whole);
        let end = length.and_then(|length| start.checked_add(length));
        let coded = end.and_then(|end| self.data.get(*start..end));
        let coded = coded.ok_or_else(broken)?;
        if Lexer::new(self.data, start + coded.len())
            .word(b"endstream")
            .is_none()
        {
            return Err(broken());
        }
        let data = match dictionary.get(b"Filter".as_slice()) {
            None => coded.to_vec(),
            Some(Object::Name(name)) if name == b"FlateDecode" => {
                inflated(coded).ok_or_else(broken)?
            }
            Some(_) => return Err(broken()),
        };
        self.spend(data.len())?;
        Ok(data)
    }

    /// Takes some of the room that is left for reading.
    ///
    /// # Errors
    /// There is not so much.
    pub fn spend(&self, bytes: usize) -> Result<(), Unreadable> {
        let took = |room: usize| room.checked_sub(bytes);
        let left = self
            .room
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, took);
        left.map(|_| ())
            .map_err(|_| Unreadable::new("it holds more than can be read"))
    }

    /// Where each object stands; the newest section has the last word.
    fn places(&mut self) -> Result<BTreeMap<u32, Place>, Unreadable> {
        let broken = || Unreadable::new("its cross-reference is broken");
        let tail = self.data.len().saturating_sub(TAIL);
        let last = self.data.get(tail..).unwrap_or_default();
        let word = b"startxref";
        let at = last.windows(word.len()).rposition(|own| own == word);
        let at = at.ok_or_else(|| Unreadable::new("it ends before its end"))?;
        let mut lexer = Lexer::new(self.data, tail + at + word.len());
        let mut next = lexer.object().and_then(|own| own.whole());
        let mut places = BTreeMap::new();
        for section in 0.. {
            let Some(offset) = next else {
                break;
            };
            if section == MOST_SECTIONS {
                return Err(broken());
            }
            let (found, trailer) = self.section(offset).ok_or_else(broken)?;
            for (id, place) in found {
                places.entry(id).or_insert(place);
            }
            next = trailer.get(b"Prev".as_slice()).and_then(Object::whole);
            if section == 0 {
                self.trailer = trailer;
            }
        }
        match places.is_empty() {
            true => Err(broken()),
            false => Ok(places),
        }
    }

    fn section(&self, offset: usize) -> Option<(Vec<(u32, Place)>, Dictionary)> {
        let mut lexer = Lexer::new(self.data, offset);
        let Object::Operator(_) = lexer.object()? else {
            return self.stream_section(offset);
        };
        let mut places = Vec::new();
        loop {
            let first = match lexer.object()? {
                Object::Operator(word) if word == b"trailer" => break,
                first => u32::try_from(first.whole()?).ok()?,
            };
            let count = u32::try_from(lexer.object()?.whole()?).ok()?;
            for id in first..first.checked_add(count)? {
                let offset = lexer.object()?.whole()?;
                lexer.object()?.whole()?;
                let is_used = lexer.object()? == Object::Operator(b"n".to_vec());
                let place = if is_used {
                    Place::Offset(offset)
                } else {
                    Place::Nowhere
                };
                places.push((id, place));
            }
        }
        Some((places, lexer.object()?.dictionary()?.clone()))
    }

    /// A section that is a stream (7.5.8).
    fn stream_section(&self, offset: usize) -> Option<(Vec<(u32, Place)>, Dictionary)> {
        let (_, object, _) = indirect(self.data, offset)?;
        let data = self.stream(&object).ok()?;
        let own = object.dictionary()?;
        if own.contains_key(b"DecodeParms".as_slice()) {
            return None;
        }
        let widths = own.get(b"W".as_slice())?.array()?;
        let widths: Vec<usize> = widths.iter().map(Object::whole).collect::<Option<_>>()?;
        let [kind, second, third] = widths.as_slice() else {
            return None;
        };
        let width = kind.checked_add(*second)?.checked_add(*third)?;
        if width == 0 || width > 24 {
            return None;
        }
        let mut rows = data.chunks_exact(width);
        let number = |bytes: &[u8]| {
            bytes
                .iter()
                .fold(0_usize, |sum, byte| sum << 8 | usize::from(*byte))
        };
        let whole = [Object::Number(0.0), own.get(b"Size".as_slice())?.clone()];
        let index = own.get(b"Index".as_slice()).and_then(Object::array);
        let mut places = Vec::new();
        for range in index.unwrap_or(&whole).chunks_exact(2) {
            let [first, count] = range else {
                return None;
            };
            let first = u32::try_from(first.whole()?).ok()?;
            for id in (first..).take(count.whole()?) {
                let (is, rest) = rows.next()?.split_at_checked(*kind)?;
                let (field, _) = rest.split_at_checked(*second)?;
                places.push((
                    id,
                    match (is.is_empty(), number(is)) {
                        (true, _) | (false, 1) => Place::Offset(number(field)),
                        (false, 2) => Place::In(u32::try_from(number(field)).ok()?),
                        (false, _) => Place::Nowhere,
                    },
                ));
            }
        }
        Some((places, own.clone()))
    }

    /// Reads the objects of a stream of objects (7.5.7).
    fn unpack(&mut self, container: u32, places: &BTreeMap<u32, Place>) -> Result<(), Unreadable> {
        let broken = || Unreadable::new(format!("its object {container} is broken"));
        let stream = self.objects.get(&container).ok_or_else(broken)?;
        let data = self.stream(stream)?;
        let own = stream.dictionary().ok_or_else(broken)?;
        let whole = |key: &[u8]| self.entry(own, key).and_then(Object::whole);
        let (count, first) = whole(b"N").zip(whole(b"First")).ok_or_else(broken)?;
        let mut head = Lexer::new(&data, 0);
        let mut found = Vec::new();
        let mut work = data.len().saturating_mul(4);
        for _ in 0..count {
            let mut next = || head.object()?.whole();
            let (id, offset) = next().zip(next()).ok_or_else(broken)?;
            let id = u32::try_from(id).map_err(|_| broken())?;
            let offset = first.checked_add(offset).ok_or_else(broken)?;
            let mut lexer = Lexer::new(&data, offset);
            let object = lexer.object().ok_or_else(broken)?;
            work = work
                .checked_sub(lexer.place() - offset)
                .ok_or_else(broken)?;
            if matches!(places.get(&id), Some(Place::In(own)) if *own == container) {
                found.push((id, object));
            }
        }
        self.objects.extend(found);
        Ok(())
    }
}

/// An object with its number, and where it ends. A stream ends before its data.
fn indirect(data: &[u8], offset: usize) -> Option<(u32, Object, usize)> {
    let mut lexer = Lexer::new(data, offset);
    let id = u32::try_from(lexer.object()?.whole()?).ok()?;
    lexer.object()?.whole()?;
    lexer.word(b"obj")?;
    let object = lexer.object()?;
    let end = lexer.place();
    let Object::Dictionary(dictionary) = object else {
        return Some((id, object, end));
    };
    if lexer.word(b"stream").is_none() {
        return Some((id, Object::Dictionary(dictionary), end));
    }
    lexer.skip_line_end();
    let start = lexer.place();
    Some((id, Object::Stream(dictionary, start), start))
}

fn inflated(coded: &[u8]) -> Option<Vec<u8>> {
    let mut data = Vec::new();
    let limit = LARGEST_STREAM as u64 + 1;
    ZlibDecoder::new(coded)
        .take(limit)
        .read_to_end(&mut data)
        .ok()?;
    (data.len() <= LARGEST_STREAM).then_some(data)
}
