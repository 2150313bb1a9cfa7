//! Manuscripts as authors of other tools write them: what the program says of each, exactly, and that
//! no word is lost. Each row of `docs/coming-from.md` is a habit; its code in backticks stands in the
//! manuscript of its section, and the codes in its last column are found on that line and no others.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use recto::{manuscript, parse};
use serde_json::Value;

use crate::documentation::page::{document, section_of};
use crate::harness::{Workshop, expect};
use crate::notation::{of_book, title};

/// The sections of the document and their manuscripts.
const TOOLS: &[(&str, &str)] = &[
    ("mdBook", "mdbook"),
    ("Quarto", "quarto"),
    ("Pandoc", "pandoc"),
    ("A word processor", "word"),
];

const DOCUMENT: &str = "docs/coming-from.md";

#[test]
fn foreign_manuscripts_are_reported_as_expected() {
    for (_, name) in TOOLS {
        expect(&format!("foreign/{name}.txt"), &said(name));
    }
}

#[test]
fn every_habit_is_documented_with_what_is_said() {
    let mut faults = String::new();
    for (section, name) in TOOLS {
        let found = found(name);
        let rows = rows(section);
        assert!(rows.len() > 5, "{section}: {} rows", rows.len());
        for (habit, codes) in &rows {
            let lines = lines_with(name, habit);
            if lines.is_empty() {
                faults += &format!("{section}: no `{habit}` in the manuscript\n");
            }
            let own = lines.iter().filter_map(|line| found.get(line)).flatten();
            let own: BTreeSet<String> = own.cloned().collect();
            if own != *codes {
                faults += &format!("{section}: `{habit}`: {own:?}, not {codes:?}\n");
            }
        }
        let documented: BTreeSet<&String> = rows.iter().flat_map(|(_, codes)| codes).collect();
        for code in found.values().flatten() {
            if !documented.contains(code) {
                faults += &format!("{section}: {code} is in no row\n");
            }
        }
    }
    assert!(faults.is_empty(), "{faults}");
}

#[test]
fn no_word_of_a_foreign_manuscript_is_lost() {
    for (_, name) in TOOLS {
        let (manuscript, _) = manuscript::read(&folder(name)).expect("a manuscript");
        let (book, _) = parse::parse(&manuscript);
        let mut read = of_book(&book);
        for division in &book.divisions {
            let one = parse::Book {
                divisions: vec![division.clone()],
            };
            read.push(' ');
            read.push_str(&title(&one));
        }
        let mut kept = counts(&read);
        for (path, file) in &manuscript.texts {
            let source = &manuscript.sources.get(*file).expect("a text").text;
            for word in words(&prose(source)) {
                let left = kept.entry(word.clone()).or_default();
                assert!(*left > 0, "{path}: `{word}` is lost");
                *left -= 1;
            }
        }
    }
}

/// The text without what is none: front matter, the lines of fences, braces and the titles of links.
fn prose(source: &str) -> String {
    let body = source
        .strip_prefix("---\n")
        .and_then(|rest| rest.split_once("\n---\n"));
    let body = body.map_or(source, |(_, body)| body);
    // A box to tick is no word, and no number of an item.
    let body = body.replace("- [x]", "-");
    let lines = body
        .lines()
        .map(|line| line.trim_start_matches(|own: char| own.is_ascii_digit()))
        .map(|line| line.strip_prefix(")\t").unwrap_or(line))
        .filter(|line| !line.starts_with(":::") && !line.starts_with("```"));
    let prose: String = lines.flat_map(|line| [line, "\n"]).collect();
    let mut prose = prose.replace(" \"The kettle of the author\"", "");
    while let Some(start) = ["{#", "{."]
        .iter()
        .filter_map(|own| attributes(&prose, own))
        .min()
    {
        let end = prose[start..]
            .find('}')
            .map_or(prose.len(), |end| start + end + 1);
        prose.replace_range(start..end, "");
    }
    // The label of a note is printed nowhere.
    let mut parts = prose.split("[^");
    let mut bare = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        bare.push_str(part.split_once(']').map_or(part, |(_, rest)| rest));
    }
    bare
}

/// The first braces that begin so, and not with two.
fn attributes(text: &str, mark: &str) -> Option<usize> {
    let mut all = text.match_indices(mark).map(|(at, _)| at);
    all.find(|at| !text[..*at].ends_with('{'))
}

fn words(text: &str) -> Vec<String> {
    text.split(|own: char| !own.is_alphanumeric())
        .filter(|own| !own.is_empty())
        .map(str::to_owned)
        .collect()
}

fn counts(text: &str) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for word in words(text) {
        *counts.entry(word).or_default() += 1;
    }
    counts
}

/// A line of a file.
type Place = (String, usize);

/// The codes on each line of a manuscript on which there are any.
fn found(name: &str) -> BTreeMap<Place, BTreeSet<String>> {
    let mut found: BTreeMap<Place, BTreeSet<String>> = BTreeMap::new();
    for own in findings(name) {
        let line = own["line"].as_u64().unwrap_or_default();
        let place = (file(&own), usize::try_from(line).expect("a line"));
        let code = own["code"].as_str().expect("a code").to_owned();
        found.entry(place).or_default().insert(code);
    }
    found
}

/// The lines of a manuscript in which a habit is seen.
fn lines_with(name: &str, habit: &str) -> Vec<Place> {
    let (manuscript, _) = manuscript::read(&folder(name)).expect("a manuscript");
    let mut places = Vec::new();
    for (path, file) in &manuscript.texts {
        let source = &manuscript.sources.get(*file).expect("a text").text;
        let lines = (1..).zip(source.lines());
        let own = lines.filter(|(_, line)| line.contains(habit));
        places.extend(own.map(|(line, _)| (path.clone(), line)));
    }
    places
}

/// The rows of a section: the habit and its codes.
fn rows(section: &str) -> Vec<(String, BTreeSet<String>)> {
    let text = section_of(&document(DOCUMENT), section);
    let rows = text.lines().filter(|line| line.starts_with("| `"));
    let rows = rows.map(|row| {
        let row = row.replace("\\|", "\u{1}");
        let cells: Vec<&str> = row.split('|').collect();
        let [_, habit, _, said, _] = cells[..] else {
            panic!("three cells: {row}");
        };
        let habit = code(habit).expect("a habit in backticks");
        let signs = [('\u{1}', '|'), ('→', '\t'), ('␋', '\u{B}'), ('⍽', '\u{A0}')];
        let habit = signs
            .iter()
            .fold(habit.to_owned(), |own, (sign, char)| {
                own.replace(*sign, &char.to_string())
            })
            .replace('¬', "\u{AD}");
        let codes = said.split('`').skip(1).step_by(2).map(str::to_owned);
        (habit, codes.collect())
    });
    rows.collect()
}

/// The first code in a line of Markdown.
fn code(text: &str) -> Option<&str> {
    let start = text.find('`')?;
    let rest = text[start..].trim_start_matches('`');
    let fence = &text[start..text.len() - rest.len()];
    let (code, _) = rest.split_once(fence)?;
    let inside = code.strip_prefix(' ').and_then(|own| own.strip_suffix(' '));
    Some(inside.unwrap_or(code))
}

/// The findings as people read them.
fn said(name: &str) -> String {
    let mut said = String::new();
    for own in findings(name) {
        let text = |key: &str| own[key].as_str().unwrap_or_default().to_owned();
        let (severity, code, message) = (text("severity"), text("code"), text("message"));
        let (line, column) = (&own["line"], &own["column"]);
        let file = file(&own);
        said += &format!("{file}:{line}:{column}: {severity}[{code}]: {message}\n");
        if let Some(help) = own["help"].as_str() {
            said += &format!("  help: {help}\n");
        }
    }
    said
}

fn findings(name: &str) -> Vec<Value> {
    let workshop = Workshop::with_manuscript(&folder(name));
    let run = workshop.recto(&["check", "--format", "json"]).ends_with(1);
    let found: Value = serde_json::from_str(&run.stdout).expect("JSON");
    found.as_array().expect("an array").clone()
}

fn file(finding: &Value) -> String {
    let file = finding["file"].as_str().unwrap_or_default();
    file.trim_start_matches("./manuscript/").to_owned()
}

fn folder(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/foreign")
        .join(name)
}
