//! The schema of the settings: it is a JSON Schema, it judges as the program does, and every leaf of
//! the theme can be set through `book.toml`, within its range and not beyond it.

use std::path::Path;

use jsonschema::Validator;
use recto::length::Length;
use recto::manuscript::{self, SettingsFile};
use serde_json::{Value, json};

use crate::documentation::examples;
use crate::harness::Workshop;

const BOOK: &str = "[book]\nslug = \"s\"\ntitle = \"T\"\nlanguage = \"en\"\n";

#[test]
fn every_schema_is_a_json_schema_with_a_meaning_for_each_key() {
    for file in SettingsFile::ALL {
        let schema = file.schema();
        assert!(jsonschema::meta::is_valid(&schema), "{}", file.name());
        check_node(&schema, file.name());
    }
}

/// Every table refuses unknown keys, every key has its meaning, and every number its range.
fn check_node(schema: &Value, at: &str) {
    let schema = schema.get("items").unwrap_or(schema);
    if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
        assert_eq!(schema["additionalProperties"], json!(false), "{at}");
        for (key, property) in properties {
            let at = format!("{at} {key}");
            let meaning = property["description"].as_str().unwrap_or_default();
            assert!(meaning.len() > 3, "{at} has no doc comment");
            check_node(property, &at);
        }
    }
    let has = |key: &str| schema.get(key).is_some();
    match schema["type"].as_str() {
        Some("integer") => assert!(has("minimum") && has("maximum"), "{at} has no range"),
        Some("string") if schema["x-kind"] == "length" => {
            assert!(has("x-minimum") && has("x-maximum"), "{at} has no range");
        }
        _ => {}
    }
}

#[test]
fn the_program_prints_each_schema() {
    let workshop = Workshop::empty();
    for file in SettingsFile::ALL {
        let run = workshop.recto(&["schema", file.name()]).ends_with(0);
        let printed: Value = serde_json::from_str(&run.stdout).expect("JSON");
        assert_eq!(printed, file.schema());
    }
    let run = workshop.recto(&["schema"]).ends_with(0);
    assert!(run.stdout.contains("\"trim\""));
    workshop
        .recto(&["schema", "boook.toml"])
        .ends_with(2)
        .says("book.toml");
}

#[test]
fn the_compendium_and_the_examples_of_the_documents_fit_their_schemas() {
    for file in SettingsFile::ALL {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("manuscript")
            .join(file.name());
        if let Ok(text) = std::fs::read_to_string(path) {
            assert_eq!(faults(file, &text), [""; 0], "{}", file.name());
        }
    }
    for example in examples("docs/configuration.md", "toml") {
        let named = SettingsFile::ALL
            .into_iter()
            .find(|own| own.name() == example.section);
        let file = named.unwrap_or(SettingsFile::Book);
        assert_eq!(faults(file, &example.text), [""; 0], "{example:?}");
    }
}

/// Settings, and whether they are right: the schema and the program say the same of each.
const CASES: &[(SettingsFile, &str, bool)] = &[
    (SettingsFile::Book, "", true),
    (SettingsFile::Book, "[tipe]\n", false),
    (SettingsFile::Book, "[page]\nlines = 34\n", true),
    (SettingsFile::Book, "[page]\nlines = 4\n", false),
    (SettingsFile::Book, "[page]\nlines = 201\n", false),
    (SettingsFile::Book, "[page]\nlines = -34\n", false),
    (SettingsFile::Book, "[page]\nlines = \"34\"\n", false),
    (SettingsFile::Book, "[page]\nlines = 34.5\n", false),
    (SettingsFile::Book, "[page]\nline = 34\n", false),
    (SettingsFile::Book, "[page]\ninside = \"20mm\"\n", true),
    (SettingsFile::Book, "[page]\ninside = \"2 cm\"\n", true),
    (
        SettingsFile::Book,
        "[page]\ninside = \"0\"\noutside = \".5in\"\n",
        true,
    ),
    (SettingsFile::Book, "[page]\ninside = \"20\"\n", false),
    (SettingsFile::Book, "[page]\ninside = \"20 miles\"\n", false),
    (SettingsFile::Book, "[page]\ninside = \"-20mm\"\n", false),
    (SettingsFile::Book, "[page]\ninside = 20\n", false),
    (
        SettingsFile::Book,
        "[page]\ntrim = [\"6in\", \"9in\"]\nlines = 30\n",
        true,
    ),
    (SettingsFile::Book, "[page]\ntrim = [\"170mm\"]\n", false),
    (
        SettingsFile::Book,
        "[page]\ntrim = [\"170mm\", \"240mm\", \"1mm\"]\n",
        false,
    ),
    (SettingsFile::Book, "[page]\ntrim = \"170mm\"\n", false),
    (SettingsFile::Book, "[type.body]\nsize = \"10pt\"\n", true),
    (
        SettingsFile::Book,
        "[type.body]\nfamily = \"serif\"\n",
        false,
    ),
    (SettingsFile::Book, "[type.body]\ntracking = 501\n", false),
    (SettingsFile::Book, "[type]\nbody = \"10pt\"\n", false),
    (SettingsFile::Book, "[type]\nbox_tint = 101\n", false),
    (SettingsFile::Book, "[type]\nbox_tint = 300\n", false),
    (
        SettingsFile::Book,
        "[type]\nword_space = [900, 400, 200]\n",
        true,
    ),
    (
        SettingsFile::Book,
        "[type]\nword_space = [900, 400]\n",
        false,
    ),
    (
        SettingsFile::Book,
        "[type]\nword_space = [900, 400, -1]\n",
        false,
    ),
    (
        SettingsFile::Book,
        "[type]\nspace_heading_2 = { above = \"20pt\" }\n",
        true,
    ),
    (
        SettingsFile::Book,
        "[type]\nspace_heading_2 = \"20pt\"\n",
        false,
    ),
    (SettingsFile::Book, "[notes]\nnumbering = \"book\"\n", true),
    (
        SettingsFile::Book,
        "[notes]\nnumbering = \"books\"\n",
        false,
    ),
    (
        SettingsFile::Book,
        "[[contents.front]]\ngenerate = \"title\"\n",
        true,
    ),
    (
        SettingsFile::Book,
        "[[contents.front]]\ngenerate = \"toc\"\n",
        false,
    ),
    (SettingsFile::Book, "[contents]\nfront = 5\n", false),
    (SettingsFile::Book, "[[contents.middle]]\n", false),
    (SettingsFile::Book, "[editions.epub]\ncover = 5\n", false),
    (
        SettingsFile::Book,
        "[book.isbn]\nprint = \"978-0-306-40615-7\"\n",
        true,
    ),
    (
        SettingsFile::Book,
        "[book.isbn]\nprint = \"978-0-306\"\n",
        false,
    ),
    (SettingsFile::Contributors, "", true),
    (
        SettingsFile::Contributors,
        "[[contributor]]\nid = \"a\"\n",
        false,
    ),
    (
        SettingsFile::Contributors,
        "[[contributor]]\nid = \"a\"\nname = \"A\"\nshort = \"A\"\nkind = \"agency\"\n",
        true,
    ),
    (
        SettingsFile::Contributors,
        "[[contributor]]\nid = \"a\"\nname = \"A\"\nshort = \"A\"\nkind = \"club\"\n",
        false,
    ),
    (
        SettingsFile::Contributors,
        "[[group]]\nid = \" \"\nname = \"A\"\n",
        false,
    ),
    (
        SettingsFile::Acronyms,
        "[[acronym]]\nshort = \"A\"\nlong = \"B\"\n",
        true,
    ),
    (
        SettingsFile::Acronyms,
        "[acronym]\nshort = \"A\"\nlong = \"B\"\n",
        false,
    ),
    (
        SettingsFile::Questionnaire,
        "[[question]]\nletter = \"a\"\n",
        false,
    ),
    (
        SettingsFile::Themes,
        "[[theme]]\nid = \"a\"\nname = \"A\"\nlabel = 1\n",
        false,
    ),
];

/// The same, for what stands in the first table of `book.toml`.
const METADATA: &[(&str, bool)] = &[
    ("slug = \"s\"\ntitle = \"T\"\nlanguage = \"en\"", true),
    ("title = \"T\"\nlanguage = \"en\"", false),
    ("slug = \"a b\"\ntitle = \"T\"\nlanguage = \"en\"", false),
    ("slug = \"s\"\ntitle = \" \"\nlanguage = \"en\"", false),
    ("slug = \"s\"\ntitle = \"T\"\nlanguage = \"english\"", false),
    ("slug = \"s\"\ntitle = \"T\"\nlanguage = \"en_GB\"", false),
    ("slug = \"s\"\ntitle = \"T\"\nlanguage = \"zh-Hant\"", true),
    (
        "slug = \"s\"\ntitle = \"T\"\nlanguage = \"en\"\ndate = \"2026-13-01\"",
        false,
    ),
    (
        "slug = \"s\"\ntitle = \"T\"\nlanguage = \"en\"\ndate = 2026-11-01",
        false,
    ),
    (
        "slug = \"s\"\ntitle = \"T\"\nlanguage = \"en\"\ncreators = [{ role = \"edt\" }]",
        false,
    ),
    (
        "slug = \"s\"\ntitle = \"T\"\nlanguage = \"en\"\nsubjects = [\"a\", 5]",
        false,
    ),
];

#[test]
fn the_schema_and_the_program_judge_alike() {
    let settings = CASES.iter().map(|(file, text, is_right)| match file {
        SettingsFile::Book => (*file, format!("{BOOK}{text}"), *is_right),
        _ => (*file, (*text).to_owned(), *is_right),
    });
    let metadata = METADATA
        .iter()
        .map(|(text, is_right)| (SettingsFile::Book, format!("[book]\n{text}\n"), *is_right));
    for (file, text, is_right) in settings.chain(metadata) {
        let by_schema = faults(file, &text);
        assert_eq!(
            by_schema.is_empty(),
            is_right,
            "schema: {text}{by_schema:?}"
        );
        let by_program = said(file, &text);
        let own: Vec<&String> = by_program
            .iter()
            .filter(|line| line.contains("config/"))
            .collect();
        assert_eq!(own.is_empty(), is_right, "program: {text}{own:?}");
    }
}

/// What the schema finds fault with in a file.
fn faults(file: SettingsFile, text: &str) -> Vec<String> {
    let settings: toml::Value = toml::from_str(text).expect("TOML");
    let settings = serde_json::to_value(settings).expect("settings as JSON");
    let validator: Validator = jsonschema::validator_for(&file.schema()).expect("a schema");
    let errors = validator.iter_errors(&settings);
    errors
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect()
}

/// What the program says of a file.
fn said(file: SettingsFile, text: &str) -> Vec<String> {
    let workshop = Workshop::empty();
    workshop.write("book.toml", BOOK).write(file.name(), text);
    let (manuscript, found) = manuscript::read(&workshop.path("")).expect("a folder");
    found
        .iter()
        .map(|own| own.one_line(&manuscript.sources))
        .collect()
}

/// A leaf of the theme: its path, and its schema.
struct Leaf {
    path: Vec<String>,
    schema: Value,
}

#[test]
fn every_leaf_of_the_theme_is_reached_through_the_settings() {
    let leaves = leaves();
    assert!(leaves.len() > 180, "{} leaves", leaves.len());
    for leaf in &leaves {
        let value = other(&leaf.schema);
        let (text, ..) = setting(leaf, &value);
        let workshop = Workshop::empty();
        workshop.write("book.toml", &text);
        let (manuscript, found) = manuscript::read(&workshop.path("")).expect("a folder");
        let found: Vec<&String> = found.iter().map(|own| &own.message).collect();
        assert!(found.is_empty(), "{text}{found:?}");
        let config = serde_json::to_value(&manuscript.config).expect("settings as JSON");
        let untouched = recto::manuscript::BookConfig::empty();
        let mut expected = serde_json::to_value(&untouched).expect("settings as JSON");
        let pointer = format!("/{}", leaf.path.join("/"));
        *expected.pointer_mut(&pointer).expect("the leaf") = value;
        for table in ["page", "type"] {
            assert_eq!(config[table], expected[table], "{text}");
        }
    }
}

#[test]
fn every_leaf_of_the_theme_keeps_to_its_range() {
    for leaf in &leaves() {
        for value in beyond(&leaf.schema) {
            let (text, line, column) = setting(leaf, &value);
            let found = said(SettingsFile::Book, &text);
            let place = format!("book.toml:{line}:{column}: error[config/value]");
            assert_eq!(found.len(), 1, "{text}{found:?}");
            assert!(found[0].starts_with(&place), "{text}{found:?}");
        }
    }
}

/// The leaves of `[page]` and `[type]`.
fn leaves() -> Vec<Leaf> {
    fn collect(schema: &Value, path: &[String], leaves: &mut Vec<Leaf>) {
        match schema.get("properties").and_then(Value::as_object) {
            Some(properties) => {
                for (key, property) in properties {
                    collect(
                        property,
                        &[path, std::slice::from_ref(key)].concat(),
                        leaves,
                    );
                }
            }
            None => leaves.push(Leaf {
                path: path.to_vec(),
                // Of a choice of kinds the first.
                schema: schema
                    .get("anyOf")
                    .and_then(|own| own.get(0))
                    .unwrap_or(schema)
                    .clone(),
            }),
        }
    }
    let book = SettingsFile::Book.schema();
    let mut leaves = Vec::new();
    for table in ["page", "type"] {
        collect(&book["properties"][table], &[table.to_owned()], &mut leaves);
    }
    leaves
}

/// A `book.toml` with one setting, and the line and column of its value, or of its first element.
fn setting(leaf: &Leaf, value: &Value) -> (String, usize, usize) {
    let (key, tables) = leaf.path.split_last().expect("a path");
    let text = format!("{BOOK}[{}]\n{key} = {value}\n", tables.join("."));
    let column = key.len() + " = ".len() + 1;
    (text, 6, column + usize::from(value.is_array()))
}

/// A right value that is near the default and differs from it.
fn other(schema: &Value) -> Value {
    let default = &schema["default"];
    if let Some(words) = schema["enum"].as_array() {
        let other = words.iter().find(|word| *word != default);
        return other.expect("another word").clone();
    }
    match default {
        Value::Array(parts) => {
            let mut item = schema["items"].clone();
            let other = |part: &Value| {
                item["default"] = part.clone();
                other(&item)
            };
            parts.iter().map(other).collect()
        }
        Value::Bool(is_set) => json!(!is_set),
        Value::Number(number) => {
            let number = number.as_i64().expect("a whole number");
            let less = number > schema["minimum"].as_i64().expect("a range");
            json!(if less { number - 1 } else { number + 1 })
        }
        _ => {
            let step = Length::centipoints(25);
            let default = length(default);
            let less = default - step >= length(&schema["x-minimum"]);
            json!(if less { default - step } else { default + step })
        }
    }
}

/// Values just below and above the range, and one of another kind.
fn beyond(schema: &Value) -> Vec<Value> {
    if schema["type"] == "array" {
        let default = schema["default"].as_array().expect("a list");
        let beyond = beyond(&schema["items"]).into_iter();
        let with_first = |first: Value| {
            let mut list = default.clone();
            list[0] = first;
            Value::Array(list)
        };
        return beyond.map(with_first).collect();
    }
    match schema["type"].as_str() {
        Some("integer") => vec![
            json!(schema["minimum"].as_i64().expect("a range") - 1),
            json!(schema["maximum"].as_i64().expect("a range") + 1),
            json!("many"),
        ],
        Some("boolean") => vec![json!("true"), json!(3)],
        _ if schema["x-kind"] == "length" => vec![
            json!(length(&schema["x-minimum"]) - Length(1)),
            json!(length(&schema["x-maximum"]) + Length(1)),
            json!("wide"),
            json!(3),
        ],
        _ => vec![json!("qqqq"), json!(3)],
    }
}

fn length(text: &Value) -> Length {
    Length::parse(text.as_str().expect("text")).expect("a length")
}
