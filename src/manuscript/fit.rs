//! A settings file is fitted to its schema: the tree of the file goes in; the settings that fit it, as
//! serde takes them, come out, with a finding for each that does not. What is wrong is left out; where
//! a required key is missing or wrong there is a stand-in of the right kind, so that what depends on
//! the file can be checked too. The errors stop every edition.

use std::collections::BTreeSet;
use std::ops::Range;

use serde_json::{Map, Value};
use toml::Spanned;
use toml::de::{DeArray, DeInteger, DeTable, DeValue};

use crate::diagnostic::Diagnostic;
use crate::length::Length;
use crate::source::{FileId, Span};

use super::mistake::{Mistake, Subject};
use super::settings::Step;

/// What became of a settings file.
#[derive(Debug)]
pub(super) struct Fitted {
    /// The settings, without what is wrong in them.
    pub settings: Value,
    /// What is wrong.
    pub findings: Vec<Diagnostic>,
    /// The paths of what was left out, as they are in the file.
    pub left_out: BTreeSet<Vec<Step>>,
}

/// Fits a file to its schema.
pub(super) fn fit(file: FileId, schema: &Value, root: &Spanned<DeTable<'_>>) -> Fitted {
    let mut fitting = Fitting {
        file,
        whole: schema,
        path: Vec::new(),
        findings: Vec::new(),
        left_out: BTreeSet::new(),
    };
    let settings = fitting.table(schema, root.get_ref(), root.span());
    Fitted {
        settings,
        findings: fitting.findings,
        left_out: fitting.left_out,
    }
}

struct Fitting<'s> {
    file: FileId,
    /// The schema of the file.
    whole: &'s Value,
    /// Where it is.
    path: Vec<Step>,
    findings: Vec<Diagnostic>,
    left_out: BTreeSet<Vec<Step>>,
}

impl Fitting<'_> {
    fn table(&mut self, schema: &Value, table: &DeTable<'_>, at: Range<usize>) -> Value {
        let nothing = Map::new();
        let properties = schema.get("properties").and_then(Value::as_object);
        let properties = properties.unwrap_or(&nothing);
        // Tables whose keys are names of the author's own.
        let others = schema
            .get("additionalProperties")
            .filter(|own| own.is_object());
        let mut fitted = Map::new();
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            self.path.push(Step::from(name));
            let found = match properties.get(name).or(others) {
                Some(schema) => self.value(schema, value),
                None => {
                    self.report(schema, key.span(), Mistake::UnknownKey);
                    None
                }
            };
            match found {
                Some(value) => drop(fitted.insert(name.to_owned(), value)),
                None => drop(self.left_out.insert(self.path.clone())),
            }
            self.path.pop();
        }
        for key in required(schema).filter(|key| !table.contains_key(*key)) {
            let property = properties.get(key).unwrap_or(&Value::Null);
            self.report(property, at.clone(), Mistake::Missing(key));
        }
        complete(schema, &mut fitted);
        Value::Object(fitted)
    }

    /// The value as serde takes it; `None` where it is wrong, which has been reported.
    fn value(&mut self, schema: &Value, value: &Spanned<DeValue<'_>>) -> Option<Value> {
        let schema = branch(schema, value.get_ref());
        let at = value.span();
        match (kind(schema), value.get_ref()) {
            ("object", DeValue::Table(table)) => Some(self.table(schema, table, at)),
            ("array", DeValue::Array(list)) => self.list(schema, list, at),
            ("string", DeValue::String(text)) => self.text(schema, text, at),
            ("integer", DeValue::Integer(number)) => self.number(schema, number, at),
            ("number", DeValue::Integer(_) | DeValue::Float(_))
            | ("boolean", DeValue::Boolean(_))
            | ("", _) => Some(plain(value.get_ref())),
            (_, found) => {
                self.report(schema, at, Mistake::Kind(found));
                None
            }
        }
    }

    fn list(&mut self, schema: &Value, list: &DeArray<'_>, at: Range<usize>) -> Option<Value> {
        let count = |key: &str| schema.get(key).and_then(Value::as_u64);
        let has = list.len() as u64;
        let (least, most) = (count("minItems"), count("maxItems"));
        if least.is_some_and(|least| has < least) || most.is_some_and(|most| has > most) {
            self.report(schema, at, Mistake::Count(list.len()));
            return None;
        }
        let items = schema.get("items").unwrap_or(&Value::Null);
        let mut fitted = Vec::new();
        for (own, value) in list.iter().enumerate() {
            self.path.push(Step::from(own));
            match self.value(items, value) {
                Some(value) => fitted.push(value),
                None => drop(self.left_out.insert(self.path.clone())),
            }
            self.path.pop();
        }
        // A pair of which one is wrong is no pair.
        let is_whole = least.is_none_or(|least| fitted.len() as u64 >= least);
        is_whole.then_some(Value::Array(fitted))
    }

    fn text(&mut self, schema: &Value, text: &str, at: Range<usize>) -> Option<Value> {
        let words = schema.get("enum").and_then(Value::as_array);
        let mistake = if words.is_some_and(|words| !words.iter().any(|word| word == text)) {
            Some(Mistake::Word(text))
        } else if is_length(schema) {
            match Length::parse(text) {
                Err(why) => Some(Mistake::Length(why)),
                Ok(length) => {
                    let bound = |key: &str| Length::parse(schema.get(key)?.as_str()?).ok();
                    let is_short = bound("x-minimum").is_some_and(|least| length < least);
                    let is_long = bound("x-maximum").is_some_and(|most| length > most);
                    (is_short || is_long).then(|| Mistake::Range(text.trim().to_owned()))
                }
            }
        } else {
            None
        };
        match mistake {
            Some(mistake) => {
                self.report(schema, at, mistake);
                None
            }
            None => Some(Value::from(text)),
        }
    }

    fn number(&mut self, schema: &Value, found: &DeInteger<'_>, at: Range<usize>) -> Option<Value> {
        let bound = |key: &str| schema.get(key).and_then(Value::as_i64);
        let number = i64::from_str_radix(found.as_str(), found.radix()).ok();
        let fits = number.filter(|own| {
            bound("minimum").is_none_or(|least| *own >= least)
                && bound("maximum").is_none_or(|most| *own <= most)
        });
        if fits.is_none() {
            self.report(schema, at, Mistake::Range(found.to_string()));
        }
        fits.map(Value::from)
    }

    fn report(&mut self, schema: &Value, at: Range<usize>, mistake: Mistake<'_>) {
        let subject = Subject {
            whole: self.whole,
            schema,
            path: &self.path,
            at: Span::new(self.file, at.start, at.end),
        };
        self.findings.push(mistake.diagnostic(&subject));
    }
}

/// Whether text is a length.
pub(super) fn is_length(schema: &Value) -> bool {
    schema.get("x-kind").is_some_and(|kind| kind == "length")
}

/// The type that a schema names; nothing where it takes any.
pub(super) fn kind(schema: &Value) -> &str {
    schema.get("type").and_then(Value::as_str).unwrap_or("")
}

/// The keys that a table needs.
fn required(schema: &Value) -> impl Iterator<Item = &str> {
    let keys = schema.get("required").and_then(Value::as_array);
    keys.into_iter().flatten().filter_map(Value::as_str)
}

/// Of a choice of kinds, the one that a value has, or the first.
fn branch<'s>(schema: &'s Value, value: &DeValue<'_>) -> &'s Value {
    let Some(Value::Array(branches)) = schema.get("anyOf") else {
        return schema;
    };
    let fits = |own: &&Value| match value {
        DeValue::String(_) | DeValue::Datetime(_) => kind(own) == "string",
        DeValue::Integer(_) => matches!(kind(own), "integer" | "number"),
        DeValue::Float(_) => kind(own) == "number",
        DeValue::Boolean(_) => kind(own) == "boolean",
        DeValue::Array(_) => kind(own) == "array",
        DeValue::Table(_) => kind(own) == "object",
    };
    let fitting = branches.iter().find(fits);
    fitting.or(branches.first()).unwrap_or(schema)
}

/// Gives a table the defaults of the keys that it has not, and stand-ins for those that it needs.
fn complete(schema: &Value, table: &mut Map<String, Value>) {
    let Some(Value::Object(properties)) = schema.get("properties") else {
        return;
    };
    let needed: Vec<&str> = required(schema).collect();
    for (key, property) in properties {
        if table.contains_key(key) {
            continue;
        }
        if let Some(default) = property.get("default") {
            table.insert(key.clone(), default.clone());
        } else if needed.contains(&key.as_str()) {
            table.insert(key.clone(), stand_in(property));
        }
    }
}

/// A value of the right kind.
fn stand_in(schema: &Value) -> Value {
    if let Some(word) = schema.get("enum").and_then(|words| words.get(0)) {
        return word.clone();
    }
    match kind(schema) {
        "object" => {
            let mut table = Map::new();
            complete(schema, &mut table);
            Value::Object(table)
        }
        "array" => {
            let least = schema.get("minItems").and_then(Value::as_u64).unwrap_or(0);
            let item = stand_in(schema.get("items").unwrap_or(&Value::Null));
            Value::Array((0..least).map(|_| item.clone()).collect())
        }
        "integer" | "number" => schema.get("minimum").cloned().unwrap_or(Value::from(0)),
        "boolean" => Value::from(false),
        _ => schema.get("x-minimum").cloned().unwrap_or(Value::from("0")),
    }
}

/// A value of which the schema says nothing.
fn plain(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(text) => Value::from(text.as_ref()),
        DeValue::Integer(number) => {
            Value::from(i64::from_str_radix(number.as_str(), number.radix()).unwrap_or(i64::MAX))
        }
        DeValue::Float(number) => Value::from(number.as_str().parse::<f64>().unwrap_or(0.0)),
        DeValue::Boolean(is_so) => Value::from(*is_so),
        DeValue::Datetime(date) => Value::from(date.to_string()),
        DeValue::Array(list) => list.iter().map(|own| plain(own.get_ref())).collect(),
        DeValue::Table(table) => {
            let entries = table.iter();
            let entry = |(key, value): (&Spanned<_>, &Spanned<DeValue<'_>>)| {
                let key: &std::borrow::Cow<'_, str> = key.get_ref();
                (key.to_string(), plain(value.get_ref()))
            };
            Value::Object(entries.map(entry).collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use schemars::JsonSchema;
    use serde::Deserialize;

    use super::super::settings::Settings;
    use super::*;

    /// What no setting is yet and the reader knows all the same: a choice of kinds, names of the
    /// author's own, fractions and truths.
    #[derive(Debug, Deserialize, JsonSchema)]
    #[serde(deny_unknown_fields)]
    struct Odd {
        /// Some.
        some: OneOrSeveral,
        /// Named.
        #[serde(default)]
        named: BTreeMap<String, Inner>,
    }

    #[derive(Debug, PartialEq, Eq, Deserialize, JsonSchema)]
    #[serde(untagged)]
    enum OneOrSeveral {
        One(String),
        Several(Vec<String>),
    }

    #[derive(Debug, Deserialize, JsonSchema)]
    #[serde(deny_unknown_fields)]
    struct Inner {
        /// Ratio.
        ratio: f64,
        /// Whether.
        #[serde(default)]
        whether: bool,
    }

    fn read(text: &str) -> (Option<Odd>, Vec<String>) {
        let mut settings = Settings::parse(FileId(0), text);
        let odd = settings.read();
        let found = settings.into_diagnostics().into_iter();
        (odd, found.map(|own| own.message).collect())
    }

    #[test]
    fn choices_names_and_fractions_are_read() {
        let (odd, found) = read("some = [\"a\"]\n[named.x]\nratio = 1\nwhether = true\n");
        assert_eq!(found, [""; 0]);
        let odd = odd.unwrap();
        assert_eq!(odd.some, OneOrSeveral::Several(vec!["a".to_owned()]));
        assert!(odd.named["x"].whether && odd.named["x"].ratio == 1.0);
        assert_eq!(read("some = \"a\"\n").1, [""; 0]);
    }

    #[test]
    fn what_does_not_fit_them_is_reported() {
        let (odd, found) = read("some = 5\n[named.x]\nratio = \"a\"\nwhether = 1\nwho = 1\n");
        assert!(odd.is_some());
        assert_eq!(
            found,
            [
                "`ratio` takes a number, and this is the text \"a\"",
                "`whether` takes `true` or `false`, and this is the number 1",
                "`who` is not a key of `[named.x]`",
                "`some` takes text in quotes, and this is the number 5",
            ]
        );
    }
}
