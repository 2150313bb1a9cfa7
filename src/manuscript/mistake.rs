//! What serde says of a wrong setting, in plain words: an error goes in, a [`Diagnostic`] comes out.
//! serde's messages are the only place where it lists the keys and words that it knows, so they are
//! taken apart here and nowhere else.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Diagnostic, codes, nearest};
use crate::source::Span;

use super::settings::Step;

/// What serde says of a mistake, taken apart.
#[derive(Debug)]
pub struct Mistake {
    /// What kind it is.
    pub kind: MistakeKind,
    /// serde's own words.
    pub message: String,
    /// Where it is.
    pub at: Range<usize>,
}

/// Kinds of mistakes.
#[derive(Debug, PartialEq, Eq)]
pub enum MistakeKind {
    /// A key that nothing reads.
    UnknownKey,
    /// A key that is needed and not there.
    Missing(String),
    /// A value of the wrong kind or out of range.
    Value,
}

impl Mistake {
    /// Takes an error apart.
    pub fn of(error: &toml::de::Error) -> Mistake {
        let message = error.message().to_owned();
        let kind = if message.starts_with("unknown field") {
            MistakeKind::UnknownKey
        } else if message.starts_with("missing field") {
            MistakeKind::Missing(backticked(&message).next().unwrap_or_default().to_owned())
        } else {
            MistakeKind::Value
        };
        Mistake {
            kind,
            at: error.span().unwrap_or(0..0),
            message,
        }
    }

    /// The finding about the key or value at `path`, which stands at `at`.
    pub fn diagnostic(&self, path: &[Step], at: Span) -> Diagnostic {
        let name = path.iter().rev().find_map(|step| match step {
            Step::Key(key) => Some(key.as_str()),
            Step::Index(_) => None,
        });
        let name = name.unwrap_or("this file");
        match &self.kind {
            MistakeKind::UnknownKey => {
                let place = table_name(path.split_last().map_or(&[][..], |(_, parent)| parent));
                let message = format!("`{name}` is not a key of {place}");
                let diagnostic = Diagnostic::new(codes::CONFIG_UNKNOWN_KEY, at, message);
                match nearest(name, self.known()) {
                    Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
                    None => diagnostic.help(format!("it knows {}", list_words(&self.known()))),
                }
            }
            MistakeKind::Missing(key) => {
                let message = format!("{} has no `{key}`, which it needs", table_name(path));
                Diagnostic::new(codes::CONFIG_VALUE, at, message)
            }
            MistakeKind::Value => self.value_diagnostic(name, at),
        }
    }

    /// The finding about a value that does not fit its key.
    fn value_diagnostic(&self, name: &str, at: Span) -> Diagnostic {
        let finding = |message| Diagnostic::new(codes::CONFIG_VALUE, at, message);
        if let Some(rest) = self.message.strip_prefix("unknown variant `") {
            let (word, _) = rest.rsplit_once("`, expected ").unwrap_or((rest, ""));
            let known = self.known();
            let choice = finding(format!(
                "`{name}` cannot be `{word}`: it is one of {}",
                list_words(&known)
            ));
            return match nearest(word, known) {
                Some(near) => choice.help(format!("did you mean `{near}`?")),
                None => choice,
            };
        }
        match self.message.strip_prefix("invalid type: ") {
            Some(rest) => {
                let (found, expected) = rest.rsplit_once(", expected ").unwrap_or((rest, ""));
                let (found, expected) = (plain_type(found), plain_type(expected));
                finding(format!("`{name}` takes {expected}, and this is {found}"))
            }
            None => finding(format!("`{name}`: {}", self.message)),
        }
    }

    /// The words that would have been right: serde lists them last.
    fn known(&self) -> Vec<&str> {
        let list = self
            .message
            .rsplit_once(", expected ")
            .map(|(_, list)| list);
        backticked(list.unwrap_or_default()).collect()
    }

    /// What takes the place of a stand-in that had the wrong kind; `None`: nothing does.
    pub fn stand_in(&self) -> Option<DeValue<'static>> {
        let expects = |what: &str| self.message.contains(&format!("expected {what}"));
        if self.message.starts_with("unknown variant") {
            let first = self.known().first().map(|word| (*word).to_owned());
            first.map(|word| DeValue::String(word.into()))
        } else if expects("struct") {
            Some(DeValue::Table(DeTable::new()))
        } else {
            None
        }
    }
}

/// The words of a message that stand between backticks.
fn backticked(message: &str) -> impl Iterator<Item = &str> {
    message.split('`').skip(1).step_by(2)
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

/// serde's word for a type in the words of TOML.
fn plain_type(serde: &str) -> String {
    let (kind, rest) = serde.split_once(' ').unwrap_or((serde, ""));
    match kind {
        "struct" | "map" => "a table".to_owned(),
        "sequence" | "tuple" => "a list".to_owned(),
        "integer" => format!("the number {}", rest.trim_matches('`')),
        "floating" => format!(
            "the number {}",
            rest.trim_start_matches("point ").trim_matches('`')
        ),
        "boolean" => format!("`{}`", rest.trim_matches('`')),
        "string" if !rest.is_empty() => format!("the text {rest}"),
        _ => match serde {
            "a string" => "text in quotes".to_owned(),
            "a sequence" => "a list".to_owned(),
            "i64" | "u64" | "usize" | "u8" | "u16" | "u32" => "a whole number".to_owned(),
            _ => serde.to_owned(),
        },
    }
}
