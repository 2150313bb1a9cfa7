//! Definitions of addresses, `[name]: https://...`, are the one thing of CommonMark that leaves
//! nothing in the tree. In come the lines that look like one and the events of the parser; out come
//! findings about those that no link uses, and those of a name that is taken, whose words are lost.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::diagnostic::{Diagnostic, codes};

use super::context::Context;

/// The definitions of a text while it is read.
#[derive(Default)]
pub(super) struct Definitions {
    /// Lines that look like a definition and in which no text was met so far: where their bracket
    /// stands.
    candidates: BTreeSet<usize>,
    /// The names that links use.
    used: BTreeSet<String>,
}

impl Definitions {
    /// The lines of `source`, from the byte `body` on, that look like definitions.
    pub(super) fn candidates(source: &str, body: usize) -> Definitions {
        let mut at = body;
        let mut candidates = BTreeSet::new();
        for line in source.get(body..).unwrap_or("").split_inclusive('\n') {
            // Before the bracket stand only the marks of containers.
            let text = line.trim_start_matches(|char: char| {
                char.is_whitespace() || char.is_ascii_digit() || ">-*+.)".contains(char)
            });
            if text.starts_with('[') && !text.starts_with("[^") && text.contains("]:") {
                candidates.insert(at + line.len() - text.len());
            }
            at += line.len();
        }
        Definitions {
            candidates,
            used: BTreeSet::new(),
        }
    }

    /// Text was met here: a line in it is no definition.
    pub(super) fn met(&mut self, range: &Range<usize>) {
        if !self.candidates.is_empty() {
            let met: Vec<usize> = self.candidates.range(range.clone()).copied().collect();
            for at in met {
                self.candidates.remove(&at);
            }
        }
    }

    /// A link uses a name.
    pub(super) fn uses(&mut self, name: &str) {
        if !name.is_empty() {
            self.used.insert(folded(name));
        }
    }

    /// Reports the definitions whose words reach no edition.
    pub(super) fn report(self, context: &mut Context<'_>) {
        let mut first = BTreeMap::new();
        for at in self.candidates {
            let rest = context.slice(at..context.source.len());
            let line = rest.lines().next().unwrap_or("").trim_end();
            let Some((name, _)) = line
                .strip_prefix('[')
                .and_then(|line| line.split_once("]:"))
            else {
                continue;
            };
            let span = context.span(at..at + line.len());
            let name = folded(name);
            let finding = |message: String| Diagnostic::new(codes::LINK_DEFINITION, span, message);
            if let Some(before) = first.get(&name) {
                let message = format!("the address of [{name}] is defined twice");
                let finding =
                    finding(message).help("delete one of the two, or give it another name");
                context
                    .found
                    .push(finding.related(*before, "the first one"));
                continue;
            }
            if !self.used.contains(&name) {
                let message = format!("no link uses the address that is defined as [{name}]");
                let help = format!(
                    "delete it, or link to it as [{name}]; the text of a note is written [^{name}]: ..."
                );
                context.found.push(finding(message).help(help));
            }
            first.insert(name, span);
        }
    }
}

/// A name as links find it: in small letters, with single spaces.
fn folded(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    words.join(" ").to_lowercase()
}
