//! BibTeX and BibLaTeX: the text of a file goes in; works and findings come out. biblatex follows
//! `@string` and `crossref` without end where they go in a circle, so the file is first read here,
//! by the same grammar, and is handed on only when that cannot happen.

use std::collections::BTreeMap;

use hayagriva::io::{BibLaTeXError, from_biblatex_str};

use crate::diagnostic::{Diagnostic, codes};
use crate::source::FileId;

use super::guard::guarded;
use super::scan::{Chunk, Field, RawEntry, Scan, scan};
use super::{Reading, Work, span_in};

/// How many bytes the `@string`s of a file may become.
const LONGEST: usize = 16 * 1024 * 1024;

/// How many entries an entry may draw on, itself included and each as often as it is drawn on.
const MOST_PARENTS: usize = 1_000;

/// What an entry looks like.
const ENTRY_FORM: &str = "an entry is written @book{key, title = {The Kettle}, year = 2001}, with a \
                          comma after the key and after each field, and every brace closed";

/// What to do where the inside of a value cannot be read.
const VALUE_FORM: &str =
    "in a value every brace, `$` and command has its end; a dollar sign is \\$";

/// What to do with a field that says something else than its name promises.
const FIELD_FORM: &str = "correct the field, or say it in `note`";

/// What to do where strings become endless.
const STRING_FORM: &str = "define each @string once, above those that use it";

/// What is wrong with a file, and how to mend it.
struct Fault {
    message: String,
    help: &'static str,
}

/// Reads a file.
pub(super) fn read(file: FileId, text: &str) -> Reading {
    let mut reading = Reading::default();
    let Scan {
        entries,
        strings,
        fault,
    } = scan(text);
    reading.is_cut = fault.is_some();
    let mut report = |start: usize, end: usize, entry: bool, Fault { message, help }: Fault| {
        let code = match entry {
            true => codes::BIBLIOGRAPHY_ENTRY,
            false => codes::BIBLIOGRAPHY_SYNTAX,
        };
        let span = span_in(file, text, start, end);
        reading
            .diagnostics
            .push(Diagnostic::new(code, span, message).help(help));
    };
    if let Some((at, expected)) = fault {
        let message = format!("the bibliography cannot be read: here {expected} is expected");
        let help = ENTRY_FORM;
        report(at, at + 1, false, Fault { message, help });
    } else if let Some((at, fault)) = endless_string(&strings, &entries) {
        report(at, at + 1, false, fault);
    } else if let Some((at, fault)) = endless_parents(&entries) {
        report(at, at + 1, true, fault);
    } else {
        match guarded(|| from_biblatex_str(text)) {
            Some(Ok(library)) => {
                let places: BTreeMap<&str, usize> =
                    entries.iter().map(|own| (own.key, own.at)).collect();
                for entry in library {
                    let at = places.get(entry.key()).copied().unwrap_or(0);
                    let span = span_in(file, text, at, at + entry.key().len());
                    reading.works.push(Work { entry, span });
                }
                return reading;
            }
            Some(Err(errors)) => {
                for error in errors {
                    let (span, entry, words, help) = match &error {
                        BibLaTeXError::Parse(own) => {
                            (&own.span, false, own.kind.to_string(), VALUE_FORM)
                        }
                        BibLaTeXError::Type(own) => {
                            (&own.span, true, own.kind.to_string(), FIELD_FORM)
                        }
                    };
                    let message = format!("the bibliography cannot be read: {words}");
                    report(span.start, span.end, entry, Fault { message, help });
                }
            }
            None => {
                let message = "the bibliography cannot be read".to_owned();
                let help = "half of its entries at a time, in files of their own, find the one \
                            that is to blame";
                report(0, 0, false, Fault { message, help });
            }
        }
    }
    for own in entries {
        let span = span_in(file, text, own.at, own.at + own.key.len());
        reading.add_unread(own.key, span);
    }
    reading
}

/// The first `@string` that is defined by a later one or twice, or the strings' becoming too long.
fn endless_string(strings: &[Field<'_>], entries: &[RawEntry<'_>]) -> Option<(usize, Fault)> {
    let help = STRING_FORM;
    let mut lengths: BTreeMap<&str, usize> = BTreeMap::new();
    let all: Vec<&str> = strings.iter().map(|string| string.name).collect();
    for string in strings {
        let mut length = 0usize;
        for chunk in &string.value {
            length = length.saturating_add(match chunk {
                Chunk::Text(text) => text.len(),
                Chunk::Name(name) => match lengths.get(name) {
                    Some(length) => *length,
                    None if all.contains(name) => {
                        let message = format!("the string `{name}` is used before it is defined");
                        return Some((string.at, Fault { message, help }));
                    }
                    None => name.len(),
                },
            });
        }
        if length > LONGEST {
            let message = "this string is too long".to_owned();
            let help = "let it join fewer strings";
            return Some((string.at, Fault { message, help }));
        }
        if lengths.insert(string.name, length).is_some() {
            let message = format!("the string `{}` is defined twice", string.name);
            return Some((string.at, Fault { message, help }));
        }
    }
    let mut whole = 0usize;
    for entry in entries {
        for chunk in entry.fields.iter().flat_map(|field| &field.value) {
            let length = match chunk {
                Chunk::Text(_) => 0,
                Chunk::Name(name) => lengths.get(name).copied().unwrap_or(0),
            };
            whole = whole.saturating_add(length);
        }
        if whole > LONGEST {
            let message = "the strings of this file become too long".to_owned();
            let help = "write them out where they are used, or shorten them";
            return Some((entry.at, Fault { message, help }));
        }
    }
    None
}

/// The first entry that draws on itself by way of `crossref` or `xdata`, or on too many others.
fn endless_parents(entries: &[RawEntry<'_>]) -> Option<(usize, Fault)> {
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    for (at, entry) in entries.iter().enumerate() {
        names.entry(entry.key.to_owned()).or_insert(at);
        for name in entry.keys_of("ids") {
            names.entry(name).or_insert(at);
        }
    }
    let mut parents: Vec<Vec<usize>> = Vec::with_capacity(entries.len());
    for entry in entries {
        let mut own = Vec::new();
        for field in ["crossref", "xdata"] {
            let Some(value) = entry.field(field) else {
                continue;
            };
            let plain = |text: &str| !text.contains(['{', '}', '\\', '"', '$', '~']);
            if !matches!(value.value.as_slice(), [Chunk::Text(text)] if plain(text)) {
                let message = format!("`{field}` takes the keys of other entries, in braces");
                let help = "write it as in crossref = {kettles}, with nothing but keys and commas";
                return Some((value.at, Fault { message, help }));
            }
            let keys = entry.keys_of(field);
            own.extend(keys.iter().filter_map(|key| names.get(key).copied()));
        }
        parents.push(own);
    }
    let mut costs = vec![Cost::Unknown; entries.len()];
    for (at, entry) in entries.iter().enumerate() {
        if cost(at, &parents, &mut costs, 0) > MOST_PARENTS {
            let message = format!(
                "the entry `{}` draws on itself, or on too many others",
                entry.key
            );
            let help = "follow its `crossref` and `xdata`, and take out the one that leads back";
            return Some((entry.at, Fault { message, help }));
        }
    }
    None
}

/// What is known of the entries that an entry draws on.
#[derive(Clone, Copy)]
enum Cost {
    Unknown,
    /// It is being counted: meeting it again is a circle.
    Open,
    Known(usize),
}

/// How many entries an entry draws on, itself included; more than is allowed for a circle, and for a
/// line of parents that is too long.
fn cost(at: usize, parents: &[Vec<usize>], costs: &mut [Cost], depth: usize) -> usize {
    let too_many = MOST_PARENTS + 1;
    match costs.get(at) {
        Some(Cost::Known(cost)) => return *cost,
        Some(Cost::Unknown) if depth <= 16 => {}
        Some(Cost::Open | Cost::Unknown) | None => return too_many,
    }
    set(costs, at, Cost::Open);
    let mut sum = 1usize;
    for parent in parents.get(at).into_iter().flatten() {
        sum = sum.saturating_add(cost(*parent, parents, costs, depth + 1));
    }
    let sum = sum.min(too_many);
    set(costs, at, Cost::Known(sum));
    sum
}

fn set(costs: &mut [Cost], at: usize, cost: Cost) {
    if let Some(place) = costs.get_mut(at) {
        *place = cost;
    }
}
