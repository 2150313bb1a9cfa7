//! Settings types -> JSON Schema (draft 7, which editors read): of `book.toml`, of the registries and
//! of a text's front matter. The reader judges every settings file by it, `recto schema` prints it,
//! and the tables of `docs/configuration.md` are made from it, so that all three say the same.
//!
//! A schema is one tree without references. Beside the words of JSON Schema it has some of its own:
//! `x-kind` (`length`), `x-minimum` and `x-maximum` (of a length, which JSON Schema takes for text),
//! `x-unit` (of a whole number), `x-also` (words that authors write instead of those of a list, each
//! with the right one) and `x-taplo` (the meanings of the words of a list, where the editor plug-in
//! taplo looks for them).

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use super::approvals::ApprovalsFile;
use super::config::BookConfig;
use super::front_matter::FrontMatterKeys;
use super::registry::{AcronymsFile, ContributorsFile, QuestionnaireFile, ThemesFile};

/// What has a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettingsFile {
    /// `book.toml`.
    Book,
    /// `contributors.toml`.
    Contributors,
    /// `questionnaire.toml`.
    Questionnaire,
    /// `acronyms.toml`.
    Acronyms,
    /// `themes.toml`.
    Themes,
    /// `approvals.toml`.
    Approvals,
    /// The YAML at the head of a text.
    FrontMatter,
}

impl SettingsFile {
    /// All of them.
    pub const ALL: [SettingsFile; 7] = [
        SettingsFile::Book,
        SettingsFile::Contributors,
        SettingsFile::Questionnaire,
        SettingsFile::Acronyms,
        SettingsFile::Themes,
        SettingsFile::Approvals,
        SettingsFile::FrontMatter,
    ];

    /// The name of the file, or `front-matter`.
    pub fn name(self) -> &'static str {
        match self {
            SettingsFile::Book => "book.toml",
            SettingsFile::Contributors => "contributors.toml",
            SettingsFile::Questionnaire => "questionnaire.toml",
            SettingsFile::Acronyms => "acronyms.toml",
            SettingsFile::Themes => "themes.toml",
            SettingsFile::Approvals => "approvals.toml",
            SettingsFile::FrontMatter => "front-matter",
        }
    }

    /// Its schema.
    pub fn schema(self) -> Value {
        let mut schema = match self {
            SettingsFile::Book => schema_of::<BookConfig>(),
            SettingsFile::Contributors => schema_of::<ContributorsFile>(),
            SettingsFile::Questionnaire => schema_of::<QuestionnaireFile>(),
            SettingsFile::Acronyms => schema_of::<AcronymsFile>(),
            SettingsFile::Themes => schema_of::<ThemesFile>(),
            SettingsFile::Approvals => schema_of::<ApprovalsFile>(),
            SettingsFile::FrontMatter => schema_of::<FrontMatterKeys>(),
        };
        if let Value::Object(root) = &mut schema {
            root.insert("title".to_owned(), json!(format!("Recto: {}", self.name())));
        }
        schema
    }
}

/// The schema of a type, made once for all manuscripts that the program reads.
pub(super) fn kept_schema_of<T: JsonSchema>() -> Arc<Value> {
    static KEPT: Mutex<BTreeMap<String, Arc<Value>>> = Mutex::new(BTreeMap::new());
    // A poisoned lock still holds whole schemas: they are inserted in one step.
    let kept = || KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    let id = T::schema_id().into_owned();
    let found = kept().get(&id).cloned();
    found.unwrap_or_else(|| {
        let schema = Arc::new(schema_of::<T>());
        kept().entry(id).or_insert(schema).clone()
    })
}

/// The schema of a type.
fn schema_of<T: JsonSchema>() -> Value {
    let settings = SchemaSettings::draft07().with(|own| own.inline_subschemas = true);
    let mut schema = settings
        .into_generator()
        .into_root_schema_for::<T>()
        .to_value();
    finish(&mut schema);
    schema
}

/// Puts a node and all below it into the form that the head of this file describes.
fn finish(schema: &mut Value) {
    let Value::Object(node) = schema else { return };
    drop_null(node);
    join_words(node);
    // The generator's names for Rust's own types of numbers.
    node.remove("format");
    hand_down_defaults(node);
    hand_down_ranges(node);
    for key in ["properties", "definitions"] {
        if let Some(Value::Object(properties)) = node.get_mut(key) {
            properties.values_mut().for_each(finish);
        }
    }
    for key in ["items", "additionalProperties"] {
        node.get_mut(key).into_iter().for_each(finish);
    }
    for key in ["anyOf", "oneOf", "allOf"] {
        if let Some(Value::Array(branches)) = node.get_mut(key) {
            branches.iter_mut().for_each(finish);
        }
    }
}

/// TOML has no null: what may be left out is left out.
fn drop_null(node: &mut Map<String, Value>) {
    if let Some(Value::Array(types)) = node.get_mut("type") {
        types.retain(|own| own != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            node.insert("type".to_owned(), only);
        }
    }
    if let Some(Value::Array(words)) = node.get_mut("enum") {
        words.retain(|own| !own.is_null());
    }
    if let Some(Value::Array(branches)) = node.get_mut("anyOf") {
        branches.retain(|own| own.get("type") != Some(&json!("null")));
        if let [Value::Object(only)] = branches.as_slice() {
            let only = only.clone();
            node.remove("anyOf");
            for (key, value) in only {
                node.entry(key).or_insert(value);
            }
        }
    }
    let nothing = [json!(null), json!([]), json!({})];
    if node.get("default").is_some_and(|own| nothing.contains(own)) {
        node.remove("default");
    }
}

/// A list of words, each with its meaning or some without, becomes one `enum`.
fn join_words(node: &mut Map<String, Value>) {
    let Some(Value::Array(branches)) = node.get("oneOf") else {
        return;
    };
    let (mut words, mut meanings, mut also) = (Vec::new(), Vec::new(), Map::new());
    for branch in branches {
        let meaning = branch.get("description").cloned().unwrap_or(json!(""));
        let listed = branch.get("enum").and_then(Value::as_array);
        let own: Vec<&Value> = match (branch.get("const"), listed) {
            (Some(word), _) => vec![word],
            (None, Some(words)) => words.iter().collect(),
            (None, None) => return,
        };
        let others = branch.get("x-also").and_then(Value::as_array);
        for other in others.into_iter().flatten().filter_map(Value::as_str) {
            also.extend(own.iter().map(|word| (other.to_owned(), (*word).clone())));
        }
        meanings.extend(own.iter().map(|_| meaning.clone()));
        words.extend(own.into_iter().cloned());
    }
    node.remove("oneOf");
    node.insert("type".to_owned(), json!("string"));
    node.insert("enum".to_owned(), Value::Array(words));
    if meanings.iter().any(|meaning| meaning != "") {
        let meanings = json!({ "docs": { "enumValues": meanings } });
        node.insert("x-taplo".to_owned(), meanings);
    }
    if !also.is_empty() {
        node.insert("x-also".to_owned(), Value::Object(also));
    }
}

/// The default of a table becomes the defaults of its keys, none of which is then required: a style
/// of which only the size is given keeps the rest.
fn hand_down_defaults(node: &mut Map<String, Value>) {
    let Some(Value::Object(defaults)) = node.get("default").cloned() else {
        return;
    };
    let Some(Value::Object(properties)) = node.get_mut("properties") else {
        return;
    };
    for (key, value) in &defaults {
        if let Some(Value::Object(property)) = properties.get_mut(key) {
            property.insert("default".to_owned(), value.clone());
        }
    }
    node.remove("default");
    if let Some(Value::Array(required)) = node.get_mut("required") {
        required.retain(|key| key.as_str().is_none_or(|key| !defaults.contains_key(key)));
        if required.is_empty() {
            node.remove("required");
        }
    }
}

/// The range of a list is that of its elements.
fn hand_down_ranges(node: &mut Map<String, Value>) {
    if !node.contains_key("items") {
        return;
    }
    for key in ["x-minimum", "x-maximum", "x-unit"] {
        if let Some(bound) = node.remove(key)
            && let Some(Value::Object(items)) = node.get_mut("items")
        {
            items.insert(key.to_owned(), bound);
        }
    }
}
