//! What is wrong with a setting, in the words of the person who wrote it: a [`Mistake`] and the schema
//! of the place go in, a [`Diagnostic`] comes out.

use serde_json::Value;
use toml::de::DeValue;

use crate::diagnostic::{Diagnostic, codes, nearest};
use crate::source::Span;

use super::fit::{is_length, kind};
use super::settings::Step;

/// The most letters of an author's own text that a message repeats.
const MAX_QUOTED: usize = 60;

/// What is wrong.
#[derive(Debug)]
pub(super) enum Mistake<'v> {
    /// A key that nothing reads.
    UnknownKey,
    /// This key is needed and not there.
    Missing(&'v str),
    /// A value of another kind.
    Kind(&'v DeValue<'v>),
    /// A list with so many elements.
    Count(usize),
    /// A word that is none of those that are known.
    Word(&'v str),
    /// A text that is no length; why.
    Length(String),
    /// A number or a length, as it is written, that is too small or too large.
    Range(String),
}

/// What a mistake is about.
#[derive(Debug)]
pub(super) struct Subject<'a> {
    /// The schema of the file.
    pub whole: &'a Value,
    /// The schema of the value; of a key that is unknown, its table's; of one that is missing, its own.
    pub schema: &'a Value,
    /// The path of the value or key; of one that is missing, its table's.
    pub path: &'a [Step],
    /// Where it stands.
    pub at: Span,
}

impl Mistake<'_> {
    /// The finding.
    pub(super) fn diagnostic(&self, subject: &Subject<'_>) -> Diagnostic {
        let name = subject.name();
        let finding = |message| Diagnostic::new(codes::CONFIG_VALUE, subject.at, message);
        let schema = subject.schema;
        match self {
            Mistake::UnknownKey => unknown_key(subject),
            Mistake::Missing(key) => {
                let table = table_name(subject.path);
                finding(format!("{table} has no `{key}`, which it needs")).help(
                    match kind(schema) {
                        "object" => format!("add a table `[{key}]` with its keys below it"),
                        _ => format!("add a line such as {}", example_of(key, schema)),
                    },
                )
            }
            Mistake::Kind(found) => finding(format!(
                "`{name}` {} {}, and this is {}",
                match subject.path.last() {
                    Some(Step::Index(_)) => "holds",
                    _ => "takes",
                },
                what(schema),
                describe(found)
            ))
            .help(other_kind(subject, found)),
            Mistake::Count(count) => finding(format!(
                "`{name}` takes {}, and this list has {}",
                what(schema),
                number_word(*count as u64)
            ))
            .help(format!("write {}", example_of(name, schema))),
            Mistake::Word(word) => {
                let known = words(schema);
                let message = format!(
                    "`{name}` cannot be `{}`: it is one of {}",
                    quoted(word),
                    list_words(&known)
                );
                match meant(word, schema) {
                    Some(meant) => finding(message).help(format!("did you mean `{meant}`?")),
                    None => finding(message).help("write one of these words"),
                }
            }
            Mistake::Length(why) => finding(format!("`{name}`: {why}")).help(
                "a length is a number and its unit, in quotes: \"10.5pt\", \"170mm\", \"6in\"",
            ),
            Mistake::Range(found) => {
                let what = match is_length(schema) {
                    true => "length",
                    false => "whole number",
                };
                let default = match schema.get("default") {
                    Some(default) => format!("; the default is `{default}`"),
                    None => String::new(),
                };
                finding(format!(
                    "`{name}` cannot be {}: it goes {}",
                    quoted(found),
                    range_of(schema)
                ))
                .help(format!("write a {what} in this range{default}"))
            }
        }
    }
}

impl Subject<'_> {
    /// The key, or the key of the list.
    fn name(&self) -> &str {
        let key = self.path.iter().rev().find_map(|step| match step {
            Step::Key(key) => Some(key.as_str()),
            Step::Index(_) => None,
        });
        key.unwrap_or("this file")
    }
}

fn unknown_key(subject: &Subject<'_>) -> Diagnostic {
    let name = subject.name();
    let table = subject.path.split_last().map_or(&[][..], |(_, own)| own);
    let message = format!("`{}` is not a key of {}", quoted(name), table_name(table));
    let diagnostic = Diagnostic::new(codes::CONFIG_UNKNOWN_KEY, subject.at, message);
    let known = keys(subject.schema);
    if let Some(near) = nearest(name, known.iter().copied()) {
        return diagnostic.help(format!("did you mean `{near}`?"));
    }
    match place_of(name, subject.whole, &mut Vec::new()) {
        Some(place) => diagnostic.help(format!("it is a key of {place}: write it there")),
        None => diagnostic.help(format!("it knows {}", list_words(&known))),
    }
}

/// A table of the file that has a key of this name.
fn place_of(name: &str, schema: &Value, path: &mut Vec<Step>) -> Option<String> {
    let properties = schema.get("properties").and_then(Value::as_object)?;
    if properties.contains_key(name) {
        return Some(table_name(path));
    }
    properties.iter().find_map(|(key, property)| {
        path.push(Step::from(key.as_str()));
        let found = match property.get("items") {
            Some(items) => {
                path.push(Step::Index(0));
                let found = place_of(name, items, path);
                path.pop();
                found
            }
            None => place_of(name, property, path),
        };
        path.pop();
        found
    })
}

fn keys(schema: &Value) -> Vec<&str> {
    let properties = schema.get("properties").and_then(Value::as_object);
    let keys = properties.into_iter().flat_map(|own| own.keys());
    keys.map(String::as_str).collect()
}

fn words(schema: &Value) -> Vec<&str> {
    let words = schema.get("enum").and_then(Value::as_array);
    words
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect()
}

/// The word that was meant by one that is none.
fn meant<'s>(word: &str, schema: &'s Value) -> Option<&'s str> {
    let word = word.trim().to_lowercase().replace([' ', '_'], "-");
    let also = schema.get("x-also").and_then(|own| own.get(&word));
    also.and_then(Value::as_str)
        .or_else(|| nearest(&word, words(schema)))
}

/// What a key takes: "a list of two lengths".
fn what(schema: &Value) -> String {
    let plural = |items: Option<&Value>| match items {
        Some(items) if is_length(items) => "lengths",
        Some(items) => match kind(items) {
            "integer" => "whole numbers",
            "object" => "tables",
            "array" => "lists",
            _ => "texts",
        },
        None => "values",
    };
    match kind(schema) {
        "object" => "a table".to_owned(),
        "array" => match schema.get("minItems").and_then(Value::as_u64) {
            Some(count) => format!(
                "a list of {} {}",
                number_word(count),
                plural(schema.get("items"))
            ),
            None => format!("a list of {}", plural(schema.get("items"))),
        },
        "integer" => "a whole number".to_owned(),
        "number" => "a number".to_owned(),
        "boolean" => "`true` or `false`".to_owned(),
        _ if is_length(schema) => "a length in quotes".to_owned(),
        _ => "text in quotes".to_owned(),
    }
}

/// What a value is.
fn describe(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => format!("the text \"{}\"", quoted(text)),
        DeValue::Integer(number) => format!("the number {number}"),
        DeValue::Float(number) => format!("the number {number}"),
        DeValue::Boolean(is_so) => format!("`{is_so}`"),
        DeValue::Datetime(_) => "a date without quotes".to_owned(),
        DeValue::Array(_) => "a list".to_owned(),
        DeValue::Table(_) => "a table".to_owned(),
    }
}

/// How to mend a value of another kind.
fn other_kind(subject: &Subject<'_>, found: &DeValue<'_>) -> String {
    let (name, schema) = (subject.name(), subject.schema);
    let number = match found {
        DeValue::Integer(number) => Some(number.to_string()),
        DeValue::Float(number) => Some(number.to_string()),
        _ => None,
    };
    match (kind(schema), found, number) {
        ("string", _, Some(number)) if is_length(schema) => {
            let unit = match schema.get("default").and_then(Value::as_str) {
                Some(default) if default.ends_with("mm") => "mm",
                _ => "pt",
            };
            format!("write its unit: \"{number}{unit}\"")
        }
        ("string", DeValue::Datetime(date), _) => {
            format!("write it in quotes, as in `{name} = \"{date}\"`")
        }
        ("string", _, Some(number))
            if schema.get("examples").is_none() && schema.get("enum").is_none() =>
        {
            format!("write it in quotes: \"{number}\"")
        }
        ("array", DeValue::String(text), _) if !text.contains(['"', '\\']) => {
            format!("write a list in square brackets: [\"{}\"]", quoted(text))
        }
        ("integer", DeValue::String(text), _) if text.trim().parse::<i64>().is_ok() => {
            format!("write it without quotes: {}", text.trim())
        }
        ("object", ..) => {
            format!("write its keys as lines below {}", table_name(subject.path))
        }
        _ => format!("write {}", example_of(name, schema)),
    }
}

/// A right value of a key: its example, its default, or what shows its form.
fn example_of(key: &str, schema: &Value) -> String {
    let example = schema.get("examples").and_then(|own| own.get(0));
    let value = match example.or(schema.get("default")) {
        Some(value) => value.to_string(),
        None => match (words(schema).first(), kind(schema)) {
            (Some(word), _) => format!("\"{word}\""),
            (None, "object") => return format!("a table `[{key}]`"),
            (None, "array") => "[\"...\"]".to_owned(),
            (None, "integer") => "0".to_owned(),
            (None, _) => "\"...\"".to_owned(),
        },
    };
    format!("`{key} = {}`", value.replace("\",\"", "\", \""))
}

/// "from 4pt to 72pt", with the unit of a number.
fn range_of(schema: &Value) -> String {
    let (least, most) = match is_length(schema) {
        true => ("x-minimum", "x-maximum"),
        false => ("minimum", "maximum"),
    };
    let bound = |key: &str| match schema.get(key) {
        Some(Value::String(text)) => Some(text.clone()),
        Some(number) => Some(number.to_string()),
        None => None,
    };
    let unit = schema.get("x-unit").and_then(Value::as_str);
    let unit = unit.map(|unit| format!(" {unit}")).unwrap_or_default();
    match (bound(least), bound(most)) {
        (Some(least), Some(most)) => format!("from {least} to {most}{unit}"),
        (Some(least), None) => format!("from {least} up{unit}"),
        (None, Some(most)) => format!("up to {most}{unit}"),
        (None, None) => format!("up to {}{unit}", i64::MAX),
    }
}

/// A table as people call it: `[editions.epub]`.
fn table_name(path: &[Step]) -> String {
    let keys: Vec<&str> = path
        .iter()
        .filter_map(|step| match step {
            Step::Key(key) => Some(key.as_str()),
            Step::Index(_) => None,
        })
        .collect();
    match (keys.is_empty(), path.last()) {
        (true, _) => "the file".to_owned(),
        (false, Some(Step::Index(_))) => format!("`[[{}]]`", keys.join(".")),
        (false, _) => format!("`[{}]`", keys.join(".")),
    }
}

/// `a`, `b` and `c`.
fn list_words(words: &[&str]) -> String {
    match words {
        [] => "no keys".to_owned(),
        [one] => format!("`{one}`"),
        [most @ .., last] => format!("`{}` and `{last}`", most.join("`, `")),
    }
}

/// Small numbers as words.
fn number_word(number: u64) -> String {
    let words = ["none", "one", "two", "three", "four"];
    let word = usize::try_from(number).ok().and_then(|at| words.get(at));
    word.map_or(number.to_string(), |word| (*word).to_owned())
}

/// An author's own text, shortened where it would drown the message.
fn quoted(text: &str) -> String {
    match text.char_indices().nth(MAX_QUOTED) {
        Some((end, _)) => format!("{}...", text.get(..end).unwrap_or(text)),
        None => text.to_owned(),
    }
}
