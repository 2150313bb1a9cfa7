//! Looks for objects from the first byte to the last, and for what stands at the file's beginning and
//! end.

use std::collections::BTreeMap;

use crate::preflight::pdf_syntax::{Dictionary, Lexer, Object};

use super::PressFile;

/// Where the header may begin, and where the end is told, counted from the last byte.
const HEAD: usize = 1024;
const TAIL: usize = 1024;

/// The version that the header tells.
pub fn header(data: &[u8]) -> Option<(u8, u8)> {
    let head = data.get(..data.len().min(HEAD))?;
    let at = find(head, b"%PDF-")? + 5;
    match data.get(at..at + 3)? {
        [major, b'.', minor] if major.is_ascii_digit() && minor.is_ascii_digit() => {
            Some((major - b'0', minor - b'0'))
        }
        _ => None,
    }
}

/// Whether there is a cross-reference where the end of the file says.
pub fn has_reference(data: &[u8]) -> bool {
    let tail = data.len().saturating_sub(TAIL);
    let last = data.get(tail..).unwrap_or_default();
    let word = b"startxref";
    let at = last.windows(word.len()).rposition(|own| own == word);
    let offset = at.and_then(|at| {
        let mut lexer = Lexer::new(data, tail + at + word.len());
        lexer.object()?.whole()
    });
    let Some(offset) = offset else {
        return false;
    };
    let own = data.get(offset..).unwrap_or_default();
    let own = own.trim_ascii_start();
    if own.starts_with(b"xref") {
        return true;
    }
    let mut lexer = Lexer::new(data, offset);
    let is_object = lexer.object().and_then(|own| own.whole()).is_some()
        && lexer.object().and_then(|own| own.whole()).is_some()
        && lexer.word(b"obj").is_some();
    let own = lexer.object();
    let own = own.as_ref().and_then(Object::dictionary);
    is_object
        && own
            .is_some_and(|own| own.get(b"Type".as_slice()).and_then(Object::name) == Some(b"XRef"))
}

/// The first place of some bytes.
fn find(data: &[u8], word: &[u8]) -> Option<usize> {
    let first = *word.first()?;
    let mut at = 0;
    loop {
        let rest = data.get(at..)?;
        at += rest.iter().position(|byte| *byte == first)?;
        if data.get(at..)?.starts_with(word) {
            return Some(at);
        }
        at += 1;
    }
}

impl PressFile<'_> {
    /// Reads all objects and the trailer.
    pub(super) fn scan(&mut self) {
        let data = self.data;
        let mut at = 0;
        // An object that is not closed is read again from its inside; that must not go on for ever.
        let mut work = data.len().saturating_mul(8);
        let mut trailers: Vec<Dictionary> = Vec::new();
        let mut containers = Vec::new();
        let mut is_unended = false;
        while let Some((word, place)) = next_word(data, at) {
            at = place + word.len();
            let mut lexer = Lexer::new(data, at);
            if word == b"trailer" {
                if let Some(Object::Dictionary(own)) = lexer.object() {
                    trailers.push(own);
                    at = lexer.place();
                }
                continue;
            }
            let Some(id) = number_before(data, place) else {
                continue;
            };
            let Some(object) = lexer.object() else {
                let Some(left) = work.checked_sub(lexer.place().saturating_sub(at)) else {
                    break;
                };
                work = left;
                continue;
            };
            at = lexer.place();
            let Object::Dictionary(dictionary) = object else {
                self.objects.insert(id, object);
                continue;
            };
            if lexer.word(b"stream").is_none() {
                self.objects.insert(id, Object::Dictionary(dictionary));
                continue;
            }
            lexer.skip_line_end();
            let start = lexer.place();
            let end = match end_of_stream(data, &dictionary, start, is_unended) {
                Some(end) => end,
                None => {
                    is_unended = true;
                    data.len()
                }
            };
            at = match is_unended {
                true => start,
                false => end,
            };
            self.ends.insert(start, end);
            match dictionary.get(b"Type".as_slice()).and_then(Object::name) {
                Some(b"XRef") => {
                    self.has_object_streams = true;
                    trailers.push(dictionary.clone());
                }
                Some(b"ObjStm") => {
                    self.has_object_streams = true;
                    containers.push(id);
                }
                _ => {}
            }
            self.objects.insert(id, Object::Stream(dictionary, start));
        }
        for id in containers {
            self.unpack(id);
        }
        let encrypts = |own: &Dictionary| own.contains_key(b"Encrypt".as_slice());
        self.is_encrypted = trailers.iter().any(encrypts);
        self.choose_trailer(trailers);
    }

    /// The last trailer whose catalog is there. Without one, a catalog is looked for.
    fn choose_trailer(&mut self, trailers: Vec<Dictionary>) {
        let leads = |own: &Dictionary| {
            let root = self.entry(own, b"Root").and_then(Object::dictionary);
            root.is_some_and(|root| root.contains_key(b"Pages".as_slice()))
        };
        let chosen = trailers.into_iter().rev().find(leads);
        self.trailer = chosen.unwrap_or_else(|| {
            let is_catalog = |own: &Object| {
                let own = own.dictionary();
                own.and_then(|own| own.get(b"Type".as_slice())?.name()) == Some(b"Catalog")
            };
            let found = self.objects.iter().find(|(_, own)| is_catalog(own));
            let root = found.map(|(id, _)| (b"Root".to_vec(), Object::Reference(*id)));
            root.into_iter().collect()
        });
    }

    /// Reads the objects of a stream of objects (7.5.7). Those that also stand outside are newer.
    fn unpack(&mut self, container: u32) {
        let found = self.unpacked(container).unwrap_or_default();
        for (id, object) in found {
            self.objects.entry(id).or_insert(object);
        }
    }

    fn unpacked(&self, container: u32) -> Option<BTreeMap<u32, Object>> {
        let stream = self.objects.get(&container)?;
        let own = stream.dictionary()?;
        let decoded = self.stream(stream)?;
        let data = &decoded.data;
        let count = self.entry(own, b"N")?.whole()?;
        let first = self.entry(own, b"First")?.whole()?;
        let mut head = Lexer::new(data, 0);
        let mut found = BTreeMap::new();
        let mut work = data.len().saturating_mul(4);
        for _ in 0..count {
            let id = head.object().and_then(|own| own.whole());
            let offset = head.object().and_then(|own| own.whole());
            let Some((id, offset)) = id.zip(offset) else {
                break;
            };
            let Some((id, offset)) = u32::try_from(id).ok().zip(first.checked_add(offset)) else {
                break;
            };
            let mut lexer = Lexer::new(data, offset);
            let object = lexer.object();
            let Some(left) = work.checked_sub(lexer.place().saturating_sub(offset)) else {
                break;
            };
            work = left;
            if let Some(object) = object {
                found.insert(id, object);
            }
        }
        Some(found)
    }
}

/// The next `obj` or `trailer`, and where it stands.
fn next_word(data: &[u8], from: usize) -> Option<(&'static [u8], usize)> {
    let mut at = from;
    loop {
        let rest = data.get(at..)?;
        at += rest.iter().position(|byte| matches!(byte, b'o' | b't'))?;
        let own = data.get(at..)?;
        // `endobj` has no number before it.
        for word in [&b"obj"[..], b"trailer"] {
            if own.starts_with(word) {
                return Some((word, at));
            }
        }
        at += 1;
    }
}

/// The number of the object whose `obj` stands at `place`.
fn number_before(data: &[u8], place: usize) -> Option<u32> {
    let before = data.get(place.saturating_sub(32)..place)?;
    let before = before.trim_ascii_end();
    let (before, generation) = last_digits(before)?;
    if generation.len() > 5 || !before.last()?.is_ascii_whitespace() {
        return None;
    }
    let (_, id) = last_digits(before.trim_ascii_end())?;
    str::from_utf8(id).ok()?.parse().ok()
}

fn last_digits(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let is_digit = |byte: &u8| byte.is_ascii_digit();
    let start = text
        .iter()
        .rposition(|byte| !is_digit(byte))
        .map_or(0, |at| at + 1);
    let (before, digits) = text.split_at_checked(start)?;
    (!digits.is_empty()).then_some((before, digits))
}

/// Where the data of a stream ends: where its length says, or else before the next `endstream`.
fn end_of_stream(
    data: &[u8],
    dictionary: &Dictionary,
    start: usize,
    is_unended: bool,
) -> Option<usize> {
    let length = dictionary.get(b"Length".as_slice()).and_then(Object::whole);
    let end = length.and_then(|length| start.checked_add(length));
    let is_told = end.and_then(|end| {
        let after = data.get(end..data.len().min(end.saturating_add(16)))?;
        after
            .trim_ascii_start()
            .starts_with(b"endstream")
            .then_some(end)
    });
    if is_told.is_some() {
        return is_told;
    }
    if is_unended {
        return None;
    }
    let length = find(data.get(start..)?, b"endstream")?;
    let own = data.get(start..start + length)?;
    // The line end before the word is no part of the data.
    let own = own.strip_suffix(b"\n").unwrap_or(own);
    let own = own.strip_suffix(b"\r").unwrap_or(own);
    Some(start + own.len())
}
