//! Settings files: TOML -> typed settings, with all mistakes of a file reported at once, each at its
//! place. `fit` holds the file against the schema of its type; what is left is read by serde.

use std::collections::BTreeSet;
use std::ops::Range;

use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Diagnostic, codes};
use crate::source::{FileId, Span};

use super::fit::fit;
use super::schema::kept_schema_of;
use super::syntax::plain_words;

/// Mistakes of a file that are reported.
const MAX_MISTAKES: usize = 100;

/// A settings file and where its keys stand.
#[derive(Debug)]
pub struct Settings<'a> {
    file: FileId,
    root: Spanned<DeTable<'a>>,
    well_formed: bool,
    diagnostics: Vec<Diagnostic>,
    /// The paths of what was wrong and is not in the typed settings.
    left_out: BTreeSet<Vec<Step>>,
}

/// A step on the way to a value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
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
            let at = error.span();
            let found = at.clone().and_then(|at| text.get(at)).unwrap_or("");
            let (message, help) = plain_words(error.message(), found);
            let span = at.map(|at| Span::new(file, at.start, at.end));
            Diagnostic::new(codes::CONFIG_SYNTAX, span, message).help(help)
        });
        Settings {
            file,
            root,
            well_formed: errors.is_empty(),
            diagnostics: diagnostics.collect(),
            left_out: BTreeSet::new(),
        }
    }

    /// The typed settings, without what is wrong in them; every mistake is reported. `None` where
    /// nothing can be made of the file.
    pub fn read<T: DeserializeOwned + JsonSchema>(&mut self) -> Option<T> {
        let fitted = fit(self.file, &kept_schema_of::<T>(), &self.root);
        self.left_out = fitted.left_out;
        let room = MAX_MISTAKES.saturating_sub(self.diagnostics.len());
        for finding in fitted.findings.into_iter().take(room) {
            self.report(finding);
        }
        // Each costs a look at every later path, and nobody wants to read more of them.
        if self.left_out.len() > MAX_MISTAKES {
            return None;
        }
        match serde_json::from_value(fitted.settings) {
            Ok(settings) => Some(settings),
            // Only what a type reads and its schema does not say comes here.
            Err(error) => {
                let message = format!("this file cannot be used: {error}");
                let at = Span::new(self.file, 0, 0);
                self.report(
                    Diagnostic::new(codes::CONFIG_VALUE, at, message)
                        .help("docs/configuration.md says what each key takes"),
                );
                None
            }
        }
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

    /// Where the value at a path of the typed settings stands; `None` where the file has none that
    /// fits.
    pub fn value(&self, path: &[Step]) -> Option<Span> {
        let (_, value) = self.find(path)?;
        Some(self.span(value.span()))
    }

    /// Whether something in the table or list at a path was left out, so that what is left says
    /// nothing about what the author wrote.
    pub fn lacks_something(&self, path: &[Step]) -> bool {
        let Some((own, _)) = self.find(path) else {
            return true;
        };
        let mut below = self.left_out.range(own.clone()..);
        below
            .next()
            .is_some_and(|left_out| left_out.starts_with(&own))
    }

    /// The value at a path of the typed settings, and its path in the file, where the lists may have
    /// more elements.
    fn find(&self, path: &[Step]) -> Option<(Vec<Step>, &Spanned<DeValue<'a>>)> {
        let (first, rest) = path.split_first()?;
        let Step::Key(first) = first else { return None };
        let mut own = vec![Step::from(first.as_str())];
        let mut value = self.root.get_ref().get(first.as_str())?;
        for step in rest {
            value = match (step, value.get_ref()) {
                (Step::Key(name), DeValue::Table(table)) => {
                    own.push(step.clone());
                    table.get(name.as_str())?
                }
                (Step::Index(at), DeValue::Array(list)) => {
                    let at = self.index_in_file(&own, *at);
                    own.push(Step::Index(at));
                    list.get(at)?
                }
                _ => return None,
            };
        }
        let is_left_out = (1..=own.len()).any(|end| {
            let part = own.get(..end);
            part.is_some_and(|part| self.left_out.contains(part))
        });
        (!is_left_out).then_some((own, value))
    }

    /// The place in the file of the element that is the `at`-th of those that fit, in the list at `own`.
    fn index_in_file(&self, own: &[Step], at: usize) -> usize {
        let below = self.left_out.range(own.to_vec()..);
        let mut index = at;
        for left_out in below.take_while(|left_out| left_out.starts_with(own)) {
            match left_out.get(own.len()..) {
                Some([Step::Index(wrong)]) if *wrong <= index => index += 1,
                _ => {}
            }
        }
        index
    }

    fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.file, range.start, range.end)
    }
}
