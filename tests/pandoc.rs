//! The examples of `docs/syntax.md`, read here and by Pandoc: both trees are written in one notation and
//! compared section by section. The table "Where Pandoc reads otherwise" at the end of that document
//! names the sections that differ, and why; it fails also when one of them agrees.

mod tree;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::process::{Command, Stdio};

use rayon::prelude::*;
use serde_json::Value;

use crate::documentation::page::{Example, document, examples, section_of};
use crate::notation::{of_book, parsed, title};

/// The Markdown that is compared: Pandoc's own, without the ids that it makes of headings, which are
/// made later here.
const FORMAT: &str = "markdown-auto_identifiers";

/// The section of the table.
const SECTION: &str = "Where Pandoc reads otherwise";

#[test]
fn sections_are_read_as_pandoc_reads_them_but_for_those_that_are_listed() {
    let examples = examples("docs/syntax.md", "markdown");
    assert!(examples.len() >= 25, "{} examples", examples.len());
    let judged: Vec<(&str, Option<String>)> = examples
        .par_iter()
        .map(|example| (example.section.as_str(), difference(example)))
        .collect();
    let mut sections: BTreeMap<&str, Option<String>> = BTreeMap::new();
    for (section, difference) in judged {
        let known = sections.entry(section).or_default();
        *known = known.take().or(difference);
    }
    let listed = listed();
    let mut faults = String::new();
    for section in listed
        .iter()
        .filter(|own| !sections.contains_key(own.as_str()))
    {
        faults += &format!("{section}: is listed, and has no example\n");
    }
    for (section, difference) in &sections {
        match (difference, listed.contains(*section)) {
            (None, false) | (Some(_), true) => {}
            (None, true) => faults += &format!("{section}: agrees, and is listed\n"),
            (Some(difference), false) => faults += &format!("{section}: {difference}\n"),
        }
    }
    assert!(faults.is_empty(), "{faults}");
}

/// The sections of the table, each with a reason beside it.
fn listed() -> BTreeSet<String> {
    let section = section_of(&document("docs/syntax.md"), SECTION);
    let rows = section.lines().filter_map(|line| line.strip_prefix("| ["));
    let listed = rows.map(|row| {
        let (name, rest) = row.split_once(']').expect("a link to a section");
        let reason = rest.split('|').nth(1).unwrap_or("").trim();
        assert!(reason.len() > 20, "{name}: no reason");
        name.to_owned()
    });
    listed.collect()
}

/// How an example is read otherwise.
fn difference(example: &Example) -> Option<String> {
    let text = match example.text.starts_with("---\n") {
        true => example.text.clone(),
        false => format!("---\ntitle: Example\n---\n\n{}", example.text),
    };
    let book = parsed(&text);
    let ours = format!("<title>{}</title>{}", title(&book), of_book(&book));
    let theirs = tree::of_document(&read(&text));
    (ours != theirs).then(|| format!("\n  here   {ours}\n  Pandoc {theirs}"))
}

/// What Pandoc makes of a text.
fn read(text: &str) -> Value {
    let program = std::env::var("RECTO_PANDOC").unwrap_or_else(|_| {
        panic!("RECTO_PANDOC is not set: run tools/test, or tools/install and source what it names")
    });
    let mut pandoc = Command::new(&program)
        .args(["--from", FORMAT, "--to", "json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{program} does not start ({error}): run tools/install"));
    let mut input = pandoc.stdin.take().expect("Pandoc's input");
    input.write_all(text.as_bytes()).expect("Pandoc reads");
    drop(input);
    let output = pandoc.wait_with_output().expect("Pandoc ends");
    assert!(output.status.success(), "{output:?}");
    serde_json::from_slice(&output.stdout).expect("JSON")
}

#[test]
fn what_pandoc_reads_otherwise_is_seen() {
    let example = |text: &str| Example {
        section: "Test".to_owned(),
        text: text.to_owned(),
    };
    assert_eq!(difference(&example("*a* [b]{.smallcaps}^[c]\n")), None);
    assert!(difference(&example("a\n- b\n")).is_some());
}
