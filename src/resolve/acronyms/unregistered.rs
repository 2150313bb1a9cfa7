//! Words of capitals that no registry knows: what passages hold of them -> a note for each that stands
//! there twice, and a warning where two texts introduce it differently.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, codes};
use crate::source::Span;

use super::fold::folded_words;
use super::sightings::Unknown;

/// What was met so far.
#[derive(Debug, Default)]
pub struct Unregistered {
    words: BTreeMap<String, Mentions>,
}

/// Where a word stands.
#[derive(Debug)]
struct Mentions {
    first: Span,
    second: Option<Span>,
    /// The words of its first introduction, folded and as they are printed, and where.
    introduced: Option<(Vec<String>, String, Span)>,
    conflicts: Vec<(String, Span)>,
}

impl Unregistered {
    /// Adds what a passage holds.
    pub fn add(&mut self, unknown: Vec<Unknown>) {
        for Unknown { short, span, words } in unknown {
            let new = Mentions {
                first: span,
                second: None,
                introduced: None,
                conflicts: Vec::new(),
            };
            let own = self.words.entry(short).or_insert(new);
            if own.first != span {
                own.second.get_or_insert(span);
            }
            let Some((words, place)) = words else {
                continue;
            };
            let folded = folded_words(&words);
            match &own.introduced {
                None => own.introduced = Some((folded, words, place)),
                Some((first, ..)) if *first != folded => own.conflicts.push((words, place)),
                Some(_) => {}
            }
        }
    }

    /// The findings, in the order of the words.
    pub fn finish(self) -> Vec<Diagnostic> {
        let mut findings = Vec::new();
        for (short, own) in self.words {
            if let Some(second) = own.second {
                let message = format!("`{short}` is in none of the registries of acronyms");
                let finding = Diagnostic::new(codes::ACRONYM_UNREGISTERED, own.first, message);
                let long = own.introduced.as_ref().map_or("...", |(_, long, _)| long);
                let help = format!(
                    "add an `[[acronym]]` with `short = \"{short}\"` and `long = \"{long}\"` to \
                     acronyms.toml"
                );
                findings.push(finding.help(help).related(second, "the second time"));
            }
            for (words, place) in own.conflicts {
                let Some((_, first, there)) = &own.introduced else {
                    continue;
                };
                let message =
                    format!("`{short}` is introduced as `{words}`, and before as `{first}`");
                let finding = Diagnostic::new(codes::ACRONYM_CONFLICT, place, message);
                let help = "write one of them in both places, or another short form in one";
                findings.push(finding.help(help).related(*there, "the other introduction"));
            }
        }
        findings
    }
}
