//! Settings files: TOML -> typed settings, with all mistakes of a file reported at once. serde stops
//! at the first mistake, so each one is reported and taken out of the table, and what is left is read
//! again. Required keys that are missing get a stand-in of the right kind, so that what depends on the
//! file can be checked too; the errors stop every edition.

use std::collections::BTreeSet;
use std::ops::Range;

use serde::de::{DeserializeOwned, IntoDeserializer};
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use crate::diagnostic::{Diagnostic, codes};
use crate::source::{FileId, Span};

use super::mistake::{Mistake, MistakeKind};

/// Mistakes of a file that are reported. Each costs a reading of the whole file.
const MAX_MISTAKES: usize = 100;

/// Readings after which a file is given up.
const MAX_READINGS: usize = 2 * MAX_MISTAKES;

/// Where stand-ins "are": no file is as long.
const STAND_INS: usize = usize::MAX / 2;

/// A settings file and where its keys stand.
#[derive(Debug)]
pub struct Settings<'a> {
    file: FileId,
    root: Spanned<DeTable<'a>>,
    well_formed: bool,
    diagnostics: Vec<Diagnostic>,
    /// What was taken out: where its table or list starts, and its key (none in a list).
    removed: BTreeSet<(usize, Option<String>)>,
}

/// A step on the way to a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Into a table.
    Key(String),
    /// Into a list.
    Index(usize),
}

impl From<&str> for Step {
    fn from(key: &str) -> Step {
        Step::Key(key.to_owned())
    }
}

impl From<usize> for Step {
    fn from(index: usize) -> Step {
        Step::Index(index)
    }
}

impl<'a> Settings<'a> {
    /// Reads the TOML of a file. What breaks its rules is reported and left out.
    pub fn parse(file: FileId, text: &'a str) -> Settings<'a> {
        let (root, errors) = DeTable::parse_recoverable(text);
        let diagnostics = errors.iter().take(MAX_MISTAKES).map(|error| {
            let span = error.span().map(|at| Span::new(file, at.start, at.end));
            Diagnostic::new(codes::CONFIG_SYNTAX, span, error.message())
        });
        Settings {
            file,
            root,
            well_formed: errors.is_empty(),
            diagnostics: diagnostics.collect(),
            removed: BTreeSet::new(),
        }
    }

    /// The typed settings, without what is wrong in them; every mistake is reported. `None` where so
    /// much is wrong that nothing can be made of it.
    pub fn read<T: DeserializeOwned>(&mut self) -> Option<T> {
        for reading in 0..MAX_READINGS {
            let error = match T::deserialize(self.root.clone().into_deserializer()) {
                Ok(settings) => return Some(settings),
                Err(error) => Mistake::of(&error),
            };
            if !self.mend(&error, reading) {
                break;
            }
        }
        None
    }

    /// What was found so far.
    pub fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.diagnostics
    }

    /// Adds a finding about a value. In a file that breaks TOML's rules nobody knows what the values
    /// were to be, so that only its syntax is reported.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        if self.well_formed {
            self.diagnostics.push(diagnostic);
        }
    }

    /// Where the value at a path stands; `None` where the file has none.
    pub fn value(&self, path: &[Step]) -> Option<Span> {
        let (_, value) = self.find(path)?;
        self.span(value.span())
    }

    /// Where the key at a path stands, or, for an element of a list, the element.
    pub fn key(&self, path: &[Step]) -> Option<Span> {
        let (key, value) = self.find(path)?;
        self.span(key.unwrap_or(value.span()))
    }

    fn find(&self, path: &[Step]) -> Option<(Option<Range<usize>>, &Spanned<DeValue<'a>>)> {
        let (first, rest) = path.split_first()?;
        let Step::Key(first) = first else { return None };
        let (key, mut value) = self.root.get_ref().get_key_value(first.as_str())?;
        let mut key = Some(key.span());
        for step in rest {
            (key, value) = match (step, value.get_ref()) {
                (Step::Key(name), DeValue::Table(table)) => {
                    let (key, value) = table.get_key_value(name.as_str())?;
                    (Some(key.span()), value)
                }
                (Step::Index(at), DeValue::Array(list)) => (None, list.get(*at)?),
                _ => return None,
            };
        }
        Some((key, value))
    }

    /// The span of a value that the file has: a stand-in has none.
    fn span(&self, range: Range<usize>) -> Option<Span> {
        (range.start < STAND_INS).then(|| Span::new(self.file, range.start, range.end))
    }

    /// Takes a mistake out of the table, or puts a stand-in where something is missing; false where
    /// its place is not found.
    fn mend(&mut self, mistake: &Mistake, reading: usize) -> bool {
        let Some(path) = locate(self.root.get_ref(), mistake) else {
            self.report_mistake(mistake, &[]);
            return false;
        };
        let at = self.range_of(&path);
        let is_stand_in = at.start >= STAND_INS;
        if !is_stand_in && self.is_new(mistake, &path, &at) {
            self.report_mistake(mistake, &path);
        }
        let root = self.root.get_mut();
        match (&mistake.kind, path.split_last()) {
            (MistakeKind::Missing(key), _) => insert(root, &path, key, STAND_INS + reading),
            (_, Some(_)) if is_stand_in => replace(root, &path, mistake.stand_in()),
            (_, Some((last, parent))) => {
                let key = match last {
                    Step::Key(key) => Some(key.clone()),
                    Step::Index(_) => None,
                };
                let parent = self.range_of(parent);
                self.removed.insert((parent.start, key));
                remove(self.root.get_mut(), &path)
            }
            (_, None) => false,
        }
    }

    /// Whether a mistake is not the consequence of taking out another.
    fn is_new(&self, mistake: &Mistake, path: &[Step], at: &Range<usize>) -> bool {
        match &mistake.kind {
            MistakeKind::Missing(key) => !self.removed.contains(&(at.start, Some(key.clone()))),
            MistakeKind::Value if mistake.message.starts_with("invalid length") => {
                !self.lacks_something(path)
            }
            MistakeKind::UnknownKey | MistakeKind::Value => true,
        }
    }

    /// Whether something was taken out of the table or list at a path, so that what is left says
    /// nothing about what the author wrote.
    pub fn lacks_something(&self, path: &[Step]) -> bool {
        let start = self.range_of(path).start;
        self.removed
            .range((start, None)..)
            .next()
            .is_some_and(|(own, _)| *own == start)
    }

    fn range_of(&self, path: &[Step]) -> Range<usize> {
        self.find(path)
            .map_or(self.root.span(), |(_, value)| value.span())
    }

    fn report_mistake(&mut self, mistake: &Mistake, path: &[Step]) {
        if self.diagnostics.len() >= MAX_MISTAKES {
            return;
        }
        let at = match mistake.kind {
            MistakeKind::UnknownKey => self.key(path),
            MistakeKind::Missing(_) | MistakeKind::Value => self.value(path),
        };
        let at = at.unwrap_or(Span::new(self.file, 0, 0));
        let unquoted_date = matches!(
            self.find(path),
            Some((_, value)) if matches!(value.get_ref(), DeValue::Datetime(_))
        );
        let mut diagnostic = mistake.diagnostic(path, at);
        if unquoted_date {
            diagnostic = diagnostic.help("write a date in quotes, as in `date = \"2026-11-01\"`");
        }
        self.report(diagnostic);
    }
}

/// The path to the key (for one that is unknown) or to the innermost value with the mistake's span.
fn locate(root: &DeTable<'_>, mistake: &Mistake) -> Option<Vec<Step>> {
    let by_key = matches!(mistake.kind, MistakeKind::UnknownKey);
    let mut path = Vec::new();
    let mut best = (!by_key && mistake.at == (0..0)).then(Vec::new);
    locate_in_table(root, mistake, by_key, &mut path, &mut best);
    best
}

fn locate_in_table(
    table: &DeTable<'_>,
    mistake: &Mistake,
    by_key: bool,
    path: &mut Vec<Step>,
    best: &mut Option<Vec<Step>>,
) {
    for (key, value) in table {
        path.push(Step::Key(key.get_ref().to_string()));
        if by_key && key.span() == mistake.at {
            *best = Some(path.clone());
        }
        locate_in_value(value, mistake, by_key, path, best);
        path.pop();
    }
}

fn locate_in_value(
    value: &Spanned<DeValue<'_>>,
    mistake: &Mistake,
    by_key: bool,
    path: &mut Vec<Step>,
    best: &mut Option<Vec<Step>>,
) {
    if !by_key && value.span() == mistake.at {
        *best = Some(path.clone());
    }
    match value.get_ref() {
        DeValue::Table(table) => locate_in_table(table, mistake, by_key, path, best),
        DeValue::Array(list) => {
            for (at, element) in list.iter().enumerate() {
                path.push(Step::Index(at));
                locate_in_value(element, mistake, by_key, path, best);
                path.pop();
            }
        }
        DeValue::String(_)
        | DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_) => {}
    }
}

/// Puts a stand-in under `key` of the table at `path`; `0` is a text, a path and a length.
fn insert(root: &mut DeTable<'_>, path: &[Step], key: &str, at: usize) -> bool {
    let stand_in = Spanned::new(at..at, DeValue::String("0".into()));
    let key = Spanned::new(at..at, key.to_owned().into());
    let table = match path {
        [] => Some(root),
        _ => match value_at(root, path).map(Spanned::get_mut) {
            Some(DeValue::Table(table)) => Some(table),
            _ => None,
        },
    };
    table.map(|table| table.insert(key, stand_in)).is_some()
}

/// Puts another value in the place of a stand-in, or takes the table that has it away.
fn replace(root: &mut DeTable<'_>, path: &[Step], value: Option<DeValue<'static>>) -> bool {
    match (value, path) {
        (Some(value), _) => match value_at(root, path) {
            Some(place) => {
                *place.get_mut() = value;
                true
            }
            None => false,
        },
        (None, [parent @ .., _]) if !parent.is_empty() => remove(root, parent),
        (None, _) => false,
    }
}

/// Takes the value at `path` away.
fn remove(root: &mut DeTable<'_>, path: &[Step]) -> bool {
    match path {
        [] => false,
        [Step::Key(key)] => root.remove(key.as_str()).is_some(),
        [parent @ .., last] => match (last, value_at(root, parent).map(Spanned::get_mut)) {
            (Step::Key(key), Some(DeValue::Table(table))) => table.remove(key.as_str()).is_some(),
            (Step::Index(at), Some(DeValue::Array(list))) => {
                let mut kept = DeArray::new();
                let others = list.iter().enumerate().filter(|(own, _)| own != at);
                others.for_each(|(_, value)| kept.push(value.clone()));
                *list = kept;
                true
            }
            _ => false,
        },
    }
}

fn value_at<'t, 'a>(
    root: &'t mut DeTable<'a>,
    path: &[Step],
) -> Option<&'t mut Spanned<DeValue<'a>>> {
    let (first, rest) = path.split_first()?;
    let Step::Key(first) = first else { return None };
    let mut value = root.get_mut(first.as_str())?;
    for step in rest {
        value = match (step, value.get_mut()) {
            (Step::Key(key), DeValue::Table(table)) => table.get_mut(key.as_str())?,
            (Step::Index(at), DeValue::Array(list)) => list.get_mut(*at)?,
            _ => return None,
        };
    }
    Some(value)
}
