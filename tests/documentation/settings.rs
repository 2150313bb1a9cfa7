//! The tables of keys in `docs/configuration.md`, made from the types of the settings: the page goes
//! in, with its prose and the marks between which tables stand; the page with new tables comes out.
//! A row keeps its place, and a new key goes to the end of its table, from where it may be moved.

use std::collections::BTreeSet;

use recto::manuscript::SettingsFile;
use serde_json::Value;

use crate::harness::expect;

use super::page::document;

const PAGE: &str = "docs/configuration.md";
const END: &str = "<!-- end -->";

#[test]
fn the_tables_of_settings_are_made_from_the_types() {
    let mut marks = BTreeSet::new();
    let made = with_tables(&document(PAGE), &mut marks);
    expect("../../docs/configuration.md", &made);
    for file in SettingsFile::ALL {
        let mut tables = Vec::new();
        tables_of(&file.schema(), "", &mut tables);
        for table in tables {
            let mark = format!("{} {table}", file.name());
            assert!(
                marks.contains(mark.trim_end()),
                "{PAGE}: no table of keys for {mark}"
            );
        }
    }
}

/// The page with its tables made anew; every table that it has is noted.
fn with_tables(page: &str, marks: &mut BTreeSet<String>) -> String {
    let mut made = String::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        made.push_str(line);
        made.push('\n');
        let Some(mark) = line
            .strip_prefix("<!-- ")
            .and_then(|own| own.strip_suffix(" -->"))
        else {
            continue;
        };
        let (what, place) = mark.split_once(" of ").unwrap_or((mark, ""));
        let table = match what {
            "keys" => keys_of,
            "styles" => styles_of,
            _ => continue,
        };
        let (file, path) = place.split_once(' ').unwrap_or((place, ""));
        let schema = find(file, path);
        let old: Vec<&str> = lines.by_ref().take_while(|line| *line != END).collect();
        let order: Vec<&str> = old
            .iter()
            .filter_map(|row| row.strip_prefix("| `")?.split('`').next())
            .collect();
        made.push_str(&table(&schema, &order));
        made.push_str(END);
        made.push('\n');
        marks.insert(place.to_owned());
    }
    made
}

/// The schema of a table, by the keys that lead to it.
fn find(file: &str, path: &str) -> Value {
    let file = SettingsFile::ALL.into_iter().find(|own| own.name() == file);
    let mut schema = file.expect("the name of a file").schema();
    for key in path.split('.').filter(|key| !key.is_empty()) {
        let property = schema["properties"][key].clone();
        schema = property.get("items").cloned().unwrap_or(property);
        assert!(schema.is_object(), "{PAGE}: no `{key}` in {path}");
    }
    schema
}

/// The tables that need one of keys: all that have a key that is no table. Styles have one in common,
/// and so have the spaces and the lists of the contents.
fn tables_of(schema: &Value, path: &str, tables: &mut Vec<String>) {
    let schema = schema.get("items").unwrap_or(schema);
    let Some(properties) = schema.get("properties").and_then(Value::as_object) else {
        return;
    };
    let is_alike = is_style(schema)
        || path.starts_with("type.space_")
        || matches!(path, "contents.body" | "contents.back");
    if !is_alike && properties.values().any(|own| !is_table(own)) {
        tables.push(path.to_owned());
    }
    for (key, property) in properties {
        let path = format!("{path}.{key}");
        tables_of(property, path.trim_start_matches('.'), tables);
    }
}

fn is_table(schema: &Value) -> bool {
    let schema = schema.get("items").unwrap_or(schema);
    schema["type"] == "object"
}

fn is_style(schema: &Value) -> bool {
    schema["properties"].get("leading").is_some()
}

/// The keys of a table in the order of the page, without styles.
fn rows<'s>(schema: &'s Value, order: &[&'s str]) -> Vec<(&'s str, &'s Value)> {
    let properties = schema["properties"].as_object().expect("a table");
    let old = order
        .iter()
        .filter_map(|key| Some((*key, properties.get(*key)?)));
    let keys = properties.iter().map(|(key, own)| (key.as_str(), own));
    let new = keys.filter(|(key, _)| !order.contains(key));
    old.chain(new).collect()
}

fn keys_of(schema: &Value, order: &[&str]) -> String {
    let mut table =
        String::from("| key | type | default | range | meaning |\n|---|---|---|---|---|\n");
    let required = |key: &str| {
        let keys = schema["required"].as_array();
        keys.is_some_and(|keys| keys.iter().any(|own| own == key))
    };
    for (key, own) in rows(schema, order) {
        if is_style(own) {
            continue;
        }
        let default = match required(key) {
            true => "required".to_owned(),
            false => default_of(own),
        };
        let (kind, range, meaning) = (kind_of(own), range_of(own), meaning_of(own));
        table.push_str(&format!(
            "| `{key}` | {kind} | {default} | {range} | {meaning} |\n"
        ));
    }
    table
}

fn styles_of(schema: &Value, order: &[&str]) -> String {
    let mut table = String::from("| style | sets | default |\n|---|---|---|\n");
    for (key, own) in rows(schema, order) {
        if is_style(own) {
            let part = |part: &str| own["properties"][part]["default"].clone();
            let text = |name: &str| part(name).as_str().expect("a default").to_owned();
            let mut words = vec![text("family")];
            let usual = [
                ("weight", "regular"),
                ("posture", "roman"),
                ("caps", "as-written"),
                ("figures", "old-style"),
            ];
            for (name, usual) in usual {
                words.extend(Some(text(name)).filter(|word| word != usual));
            }
            let sizes = format!(
                "{}/{}",
                text("size").trim_end_matches("pt"),
                text("leading")
            );
            words.insert(1, sizes);
            let tracking = part("tracking").as_i64().filter(|own| *own != 0);
            words.extend(tracking.map(|own| format!("tracking {own}")));
            let sets = meaning_of(own);
            table.push_str(&format!("| `{key}` | {sets} | {} |\n", words.join(" ")));
        }
    }
    table
}

fn kind_of(schema: &Value) -> String {
    let plural = |items: &Value| match kind_of(items).as_str() {
        "text" => "texts".to_owned(),
        one => format!("{one}s"),
    };
    match schema["type"].as_str() {
        Some("array") => match schema.get("minItems").and_then(Value::as_u64) {
            Some(2) => format!("two {}", plural(&schema["items"])),
            Some(3) => format!("three {}", plural(&schema["items"])),
            _ => format!("list of {}", plural(&schema["items"])),
        },
        Some("integer") => "whole number".to_owned(),
        Some("boolean") => "`true` or `false`".to_owned(),
        Some("object") => "table".to_owned(),
        Some("string") if schema["x-kind"] == "length" => "length".to_owned(),
        Some("string") if schema.get("enum").is_some() => "word".to_owned(),
        Some("string") => "text".to_owned(),
        None if schema.get("anyOf").is_some() => {
            let kinds = schema["anyOf"].as_array().into_iter().flatten();
            let kinds: Vec<String> = kinds.map(kind_of).collect();
            kinds.join(" or ")
        }
        other => other.unwrap_or("any").to_owned(),
    }
}

fn default_of(schema: &Value) -> String {
    if let Some(default) = schema.get("default") {
        return format!("`{}`", default.to_string().replace(',', ", "));
    }
    let properties = schema.get("properties").and_then(Value::as_object);
    let parts: Vec<String> = properties
        .into_iter()
        .flatten()
        .filter_map(|(key, own)| Some(format!("{key} = {}", own.get("default")?)))
        .collect();
    match (parts.is_empty(), schema["type"].as_str()) {
        (false, _) => format!("`{{ {} }}`", parts.join(", ")),
        (true, Some("array")) => "empty".to_owned(),
        (true, _) => "none".to_owned(),
    }
}

fn range_of(schema: &Value) -> String {
    let schema = schema.get("items").unwrap_or(schema);
    // Of a choice of kinds the first is told.
    let first = schema.get("anyOf").and_then(|own| own.get(0));
    let schema = first.unwrap_or(schema);
    let bound = |names: [&str; 2]| {
        let bound = names.iter().find_map(|name| schema.get(*name))?;
        Some(bound.as_str().map_or(bound.to_string(), str::to_owned))
    };
    let least = bound(["minimum", "x-minimum"]);
    let most = bound(["maximum", "x-maximum"]);
    let unit = schema["x-unit"].as_str().map(|own| format!(" {own}"));
    match (least, most) {
        (Some(least), Some(most)) => format!("{least} to {most}{}", unit.unwrap_or_default()),
        (Some(least), None) => format!("{least} or more{}", unit.unwrap_or_default()),
        _ => String::new(),
    }
}

/// The meaning, with the words that the value can be.
fn meaning_of(schema: &Value) -> String {
    let text = schema["description"]
        .as_str()
        .unwrap_or("")
        .replace('\n', " ");
    let text = text.trim_end_matches('.').to_owned();
    let words: Vec<&str> = strings(&schema["enum"]);
    let meanings = strings(&schema["x-taplo"]["docs"]["enumValues"]);
    let described = words.iter().enumerate().map(|(at, word)| {
        let meaning = meanings.get(at).map(|own| own.trim_end_matches('.'));
        match meaning.filter(|own| !own.is_empty() && own.to_lowercase() != *word) {
            Some(meaning) => format!("`{word}` ({})", uncapitalized(meaning)),
            None => format!("`{word}`"),
        }
    });
    let described: Vec<String> = described.collect();
    let text = match described.as_slice() {
        [] => text,
        words if meanings.is_empty() => format!("{text}. One of {}", words.join(", ")),
        words => format!("{text}: {}", words.join(", ")),
    };
    text.replace('|', "\\|")
}

fn strings(list: &Value) -> Vec<&str> {
    let list = list.as_array().into_iter().flatten();
    list.filter_map(Value::as_str).collect()
}

/// A meaning as it stands in brackets; a name keeps its capital.
fn uncapitalized(text: &str) -> String {
    let names = ["Literata", "Source"];
    let mut letters = text.chars();
    match letters.next() {
        Some(first) if !names.iter().any(|name| text.starts_with(name)) => {
            format!("{}{}", first.to_lowercase(), letters.as_str())
        }
        _ => text.to_owned(),
    }
}
