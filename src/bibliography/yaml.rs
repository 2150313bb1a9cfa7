//! Hayagriva's YAML: a map from keys to works. The text of a file goes in; works and findings come
//! out. serde-saphyr reads the YAML, with limits to its depth and size; hayagriva's types say what a
//! work is. A mistake ends the reading of serde, so the work that has it is blanked and the file is
//! read again.

use std::collections::BTreeMap;
use std::fmt;

use hayagriva::{Entry, Library};
use serde::de::value::{MapAccessDeserializer, StringDeserializer};
use serde::de::{Deserialize, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::{Error, Location, Spanned};

use crate::diagnostic::{Diagnostic, codes, nearest};
use crate::source::{FileId, Span, offset_of};

use super::{Reading, Work, span_in};

/// Works that are reported: each costs a reading of the file.
const MAX_MISTAKES: usize = 50;

/// The keys that a work can have (docs/file-format.md of hayagriva 0.10).
const FIELDS: &[&str] = &[
    "abstract",
    "affiliated",
    "archive",
    "archive-location",
    "author",
    "call-number",
    "chapter",
    "date",
    "edition",
    "editor",
    "genre",
    "issue",
    "language",
    "location",
    "note",
    "organization",
    "page-range",
    "page-total",
    "parent",
    "publisher",
    "runtime",
    "serial-number",
    "time-range",
    "title",
    "type",
    "url",
    "volume",
    "volume-total",
];

/// Reads a file.
pub(super) fn read(file: FileId, text: &str) -> Reading {
    let mut reading = Reading::default();
    let outline = match serde_saphyr::from_str::<Outline>(text) {
        Ok(outline) => outline.0,
        Err(error) => {
            let span = place(file, text, &error).unwrap_or(Span::new(file, 0, 0));
            reading.diagnostics.push(malformed(span, &error));
            reading.is_cut = true;
            return reading;
        }
    };
    let keys: Vec<(String, Span)> = outline
        .iter()
        .map(|(key, _)| (key.value.clone(), span_of(file, text, key.referenced)))
        .collect();
    for (_, fields) in &outline {
        check_fields(fields, file, text, &mut reading.diagnostics);
    }
    let (entries, unread) = read_works(file, text, &keys, &mut reading.diagnostics);
    for (at, (key, span)) in keys.iter().enumerate() {
        if unread.contains(&at) {
            reading.add_unread(key, *span);
        }
    }
    let spans: BTreeMap<&str, Span> = keys
        .iter()
        .map(|(key, span)| (key.as_str(), *span))
        .collect();
    for entry in entries {
        let span = spans.get(entry.key()).copied();
        let span = span.unwrap_or(Span::new(file, 0, 0));
        reading.works.push(Work { entry, span });
    }
    reading.works.sort_by_key(|work| work.span.start);
    reading
}

/// The works, and the places among `keys` of those that could not be read.
fn read_works(
    file: FileId,
    text: &str,
    keys: &[(String, Span)],
    found: &mut Vec<Diagnostic>,
) -> (Vec<Entry>, Vec<usize>) {
    let mut left = text.to_owned();
    let mut unread = Vec::new();
    while unread.len() < MAX_MISTAKES {
        let error = match serde_saphyr::from_str::<Works>(&left) {
            Ok(works) => return (works.0, unread),
            Err(error) => error,
        };
        let span = place(file, text, &error).unwrap_or(Span::new(file, 0, 0));
        let at = keys
            .iter()
            .rposition(|(_, key)| key.start <= span.start)
            .unwrap_or(0);
        let Some((key, from)) = keys.get(at).filter(|_| !unread.contains(&at)) else {
            break;
        };
        let message = format!("the work `{key}` cannot be read: {}", words_of(&error));
        let help = "docs/configuration.md shows what a work of a bibliography can say";
        let finding = Diagnostic::new(codes::BIBLIOGRAPHY_ENTRY, span, message).help(help);
        found.push(finding.related(*from, "the work"));
        unread.push(at);
        let end = keys
            .get(at + 1)
            .map_or(text.len(), |(_, next)| next.start as usize);
        left = blanked(&left, from.start as usize, end);
    }
    // Nothing but keys is known of a file that cannot be mended in this way.
    (Vec::new(), (0..keys.len()).collect())
}

/// The text with spaces in the place of what stands between two bytes; lines stay lines.
fn blanked(text: &str, start: usize, end: usize) -> String {
    let (before, rest) = text.split_at(text.floor_char_boundary(start));
    let (inside, after) = rest.split_at(rest.floor_char_boundary(end.saturating_sub(start)));
    let blank: String = inside
        .bytes()
        .map(|byte| if byte == b'\n' { '\n' } else { ' ' })
        .collect();
    [before, &blank, after].concat()
}

/// Reports keys of works that nothing reads: what they say would be lost.
fn check_fields(shape: &Shape, file: FileId, text: &str, found: &mut Vec<Diagnostic>) {
    match shape {
        Shape::Map(fields) => {
            for (key, value) in fields {
                let name = key.value.as_str();
                if !FIELDS.contains(&name) {
                    let span = span_of(file, text, key.referenced);
                    let message = format!("a work has no key `{name}`");
                    let unknown = Diagnostic::new(codes::BIBLIOGRAPHY_UNKNOWN_KEY, span, message);
                    found.push(match nearest(name, FIELDS.iter().copied()) {
                        Some(near) => unknown.help(format!("did you mean `{near}`?")),
                        None => unknown.help("delete it, or say it in `note`"),
                    });
                }
                if name == "parent" {
                    check_fields(value, file, text, found);
                }
            }
        }
        Shape::List(items) => {
            for item in items {
                check_fields(item, file, text, found);
            }
        }
        Shape::Value => {}
    }
}

fn malformed(span: Span, error: &Error) -> Diagnostic {
    let message = format!("the bibliography cannot be read: {}", words_of(error));
    Diagnostic::new(codes::BIBLIOGRAPHY_SYNTAX, span, message).help(
        "each work is a key, a colon and, indented below it, lines `key: value`; a value that \
             holds a colon stands in quotation marks",
    )
}

fn words_of(error: &Error) -> String {
    let words = error.without_snippet().to_string();
    let first = words.lines().next().unwrap_or("");
    // The place is told apart, and the names of types say nothing to an author.
    let words = first.split(" at line ").next().unwrap_or(first);
    match words.starts_with("data did not match any variant") {
        true => "this is not what its key takes".to_owned(),
        false => words.to_owned(),
    }
}

fn place(file: FileId, text: &str, error: &Error) -> Option<Span> {
    error
        .location()
        .map(|location| span_of(file, text, location))
}

fn span_of(file: FileId, text: &str, location: Location) -> Span {
    let bytes = location.span();
    let number = |value: Option<u64>| value.and_then(|value| usize::try_from(value).ok());
    // Of broken syntax the line and the column alone are known.
    let start = number(bytes.byte_offset()).unwrap_or_else(|| {
        let [line, column] = [location.line(), location.column()].map(Some).map(number);
        offset_of(text, line.unwrap_or(1), column.unwrap_or(1))
    });
    let length = number(bytes.byte_len()).unwrap_or(0);
    span_in(file, text, start, start.saturating_add(length))
}

/// The keys of the file with the shape of what they hold.
struct Outline(Vec<(Spanned<String>, Shape)>);

/// The shape of a value: only its keys are of interest.
enum Shape {
    Map(Vec<(Spanned<String>, Shape)>),
    List(Vec<Shape>),
    Value,
}

impl<'de> Deserialize<'de> for Outline {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Outline, D::Error> {
        deserializer.deserialize_any(OutlineVisitor)
    }
}

struct OutlineVisitor;

impl<'de> Visitor<'de> for OutlineVisitor {
    type Value = Outline;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a map from keys to works")
    }

    fn visit_unit<E>(self) -> Result<Outline, E> {
        Ok(Outline(Vec::new()))
    }

    fn visit_none<E>(self) -> Result<Outline, E> {
        Ok(Outline(Vec::new()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Outline, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Outline(entries))
    }
}

impl<'de> Deserialize<'de> for Shape {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Shape, D::Error> {
        deserializer.deserialize_any(ShapeVisitor)
    }
}

struct ShapeVisitor;

impl<'de> Visitor<'de> for ShapeVisitor {
    type Value = Shape;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_bool<E>(self, _: bool) -> Result<Shape, E> {
        Ok(Shape::Value)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Shape, E> {
        Ok(Shape::Value)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Shape, E> {
        Ok(Shape::Value)
    }

    fn visit_i128<E>(self, _: i128) -> Result<Shape, E> {
        Ok(Shape::Value)
    }

    fn visit_u128<E>(self, _: u128) -> Result<Shape, E> {
        Ok(Shape::Value)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Shape, E> {
        Ok(Shape::Value)
    }

    fn visit_str<E>(self, _: &str) -> Result<Shape, E> {
        Ok(Shape::Value)
    }

    fn visit_bytes<E>(self, _: &[u8]) -> Result<Shape, E> {
        Ok(Shape::Value)
    }

    fn visit_unit<E>(self) -> Result<Shape, E> {
        Ok(Shape::Value)
    }

    fn visit_none<E>(self) -> Result<Shape, E> {
        Ok(Shape::Value)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Shape, D::Error> {
        Shape::deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Shape, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(Shape::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Shape, A::Error> {
        let mut fields = Vec::new();
        while let Some(field) = map.next_entry()? {
            fields.push(field);
        }
        Ok(Shape::Map(fields))
    }
}

/// The works of a file. hayagriva's own reading of a whole file compares each key with all others, so
/// that each work is handed to it as a file of its own.
struct Works(Vec<Entry>);

impl<'de> Deserialize<'de> for Works {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Works, D::Error> {
        deserializer.deserialize_any(WorksVisitor)
    }
}

struct WorksVisitor;

impl<'de> Visitor<'de> for WorksVisitor {
    type Value = Works;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a map from keys to works")
    }

    fn visit_unit<E>(self) -> Result<Works, E> {
        Ok(Works(Vec::new()))
    }

    fn visit_none<E>(self) -> Result<Works, E> {
        Ok(Works(Vec::new()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Works, A::Error> {
        let mut works = Vec::new();
        while let Some(key) = map.next_key::<String>()? {
            let single = Single {
                key: Some(key),
                map: &mut map,
            };
            works.extend(Library::deserialize(MapAccessDeserializer::new(single))?);
        }
        Ok(Works(works))
    }
}

/// A map that has one key of another.
struct Single<'m, A> {
    key: Option<String>,
    map: &'m mut A,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Single<'_, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, A::Error> {
        let key = self.key.take().map(StringDeserializer::new);
        key.map(|key| seed.deserialize(key)).transpose()
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        self.map.next_value_seed(seed)
    }
}
