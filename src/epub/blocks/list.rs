//! Lists and definitions.

use crate::document::{Definition, List, Resolved};

use crate::epub::inlines;
use crate::epub::scribe::{Look, Scribe};

/// Writes a list; the reader's program draws bullets and numbers.
pub fn write(scribe: &mut Scribe<'_>, list: &List<Resolved>) {
    let name = if list.start.is_some() { "ol" } else { "ul" };
    let tasks = list.items.iter().any(|item| item.task.is_some());
    let class = match (list.tight, tasks) {
        (true, false) => "tight",
        (false, false) => "loose",
        (true, true) => "tight tasks",
        (false, true) => "loose tasks",
    };
    let start = list.start.filter(|start| *start != 1);
    let start = start.map(|start| start.min(i32::MAX as u64).to_string());
    scribe
        .xml
        .tag(name)
        .with("class", class)
        .with_some("start", start.as_deref())
        .open();
    scribe.xml.line();
    for item in &list.items {
        scribe.xml.open("li");
        if let Some(done) = item.task {
            task(scribe, done);
        }
        super::write(scribe, &item.blocks);
        scribe.xml.close();
        scribe.xml.line();
    }
    scribe.xml.close();
}

/// The box before a task: a picture of its state, named for those who listen.
fn task(scribe: &mut Scribe<'_>, done: bool) {
    let spoken = &scribe.terms().spoken;
    let (mark, name) = match done {
        true => ("\u{2611}", spoken.done),
        false => ("\u{2610}", spoken.open),
    };
    scribe
        .xml
        .tag("span")
        .with("class", "task generated")
        .with("role", "img")
        .with("aria-label", name)
        .open();
    scribe.text(mark);
    scribe.xml.close();
}

/// Writes terms and their definitions.
pub fn definitions(scribe: &mut Scribe<'_>, definitions: &[Definition<Resolved>]) {
    scribe.xml.open("dl");
    scribe.xml.line();
    for definition in definitions {
        scribe.xml.open("dt");
        scribe.set(Look::LABEL, |scribe| {
            inlines::content(scribe, &definition.term);
        });
        scribe.xml.close();
        scribe.xml.line();
        for blocks in &definition.definitions {
            scribe.xml.open("dd");
            super::write(scribe, blocks);
            scribe.xml.close();
            scribe.xml.line();
        }
    }
    scribe.xml.close();
}
