//! What the registries know, made ready to be asked by the spans of the texts: acronyms by how they
//! are written, groups with their members.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use crate::document::{NameForm, Terms, primary_language};
use crate::manuscript::{Contributor, Group, Manuscript, Membership};
use crate::parse::set_punctuation;
use crate::source::Span;

/// The registries of a manuscript.
pub struct Registry<'a> {
    manuscript: &'a Manuscript,
    /// By the acronym as it is written, in the singular or the plural.
    acronyms: BTreeMap<String, Reading>,
    /// The names that contributors have in other languages, by the language and the short name.
    local: BTreeMap<(String, String), Reading>,
    groups: BTreeMap<&'a str, Members<'a>>,
    /// Where each group is defined; looked up when the first finding needs it.
    group_spans: OnceCell<Vec<Option<Span>>>,
}

/// An acronym as it is written.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The acronym in the singular: what counts as the same one.
    pub short: String,
    /// What it stands for.
    pub long: String,
    /// What is written for it at its first use; `None` for a plural whose long form has none.
    pub expansion: Option<String>,
}

/// A group and who belongs to it.
struct Members<'a> {
    at: usize,
    group: &'a Group,
    members: Vec<&'a Contributor>,
}

impl<'a> Registry<'a> {
    /// The registries. Where an acronym and a contributor's short name are the same, the acronym
    /// counts; a plural counts where nothing is so written in the singular.
    pub fn of(manuscript: &'a Manuscript) -> Registry<'a> {
        let language = &manuscript.config.book.language;
        let set = |text: &str| set_punctuation(text, language);
        let mut acronyms = BTreeMap::new();
        let own = manuscript
            .acronyms
            .iter()
            .map(|own| (&own.short, &own.long));
        let contributors = manuscript.contributors.iter();
        let shorts = own.chain(contributors.map(|own| (&own.short, &own.name)));
        for (short, long) in shorts {
            let (short, long) = (written(&set(short)), set(long));
            let expansion = Some(long.clone());
            let reading = Reading {
                short: short.clone(),
                long,
                expansion,
            };
            acronyms.entry(short).or_insert(reading);
        }
        for own in &manuscript.acronyms {
            let short = written(&set(&own.short));
            let plural = own.plural.as_deref().map(|plural| written(&set(plural)));
            let expansion = own.long_plural.as_deref().map(set);
            let reading = Reading {
                long: expansion.clone().unwrap_or_else(|| set(&own.long)),
                expansion,
                short,
            };
            let plural = plural.unwrap_or_else(|| format!("{}s", reading.short));
            acronyms.entry(plural).or_insert(reading);
        }
        let local = local_names(manuscript);
        for ((_, short), reading) in &local {
            acronyms.entry(short.clone()).or_insert(reading.clone());
        }
        Registry {
            manuscript,
            acronyms,
            local,
            groups: groups(manuscript),
            group_spans: OnceCell::new(),
        }
    }

    /// How an acronym is read in a text of this language.
    pub fn acronym(&self, text: &str, language: &str) -> Option<&Reading> {
        let text = written(text);
        let local = self.local.get(&(primary_language(language), text.clone()));
        local.or_else(|| self.acronyms.get(&text))
    }

    /// All acronyms as they are written.
    pub fn acronyms(&self) -> impl Iterator<Item = &str> {
        self.acronyms.keys().map(String::as_str)
    }

    /// How many members a group has; `None` where there is no such group.
    pub fn size(&self, group: &str) -> Option<usize> {
        Some(self.groups.get(group)?.members.len())
    }

    /// The name of a group.
    pub fn group_name(&self, group: &str) -> Option<&'a str> {
        Some(&self.groups.get(group)?.group.name)
    }

    /// The ids of the groups.
    pub fn groups(&self) -> impl Iterator<Item = &'a str> {
        self.groups.keys().copied()
    }

    /// The members of a group in the registry's order, "A, B and C" in the words of a language.
    pub fn names(&self, group: &str, form: NameForm, language: &str) -> Option<String> {
        let members = &self.groups.get(group)?.members;
        let name = |own: &&Contributor| {
            let name = match form {
                NameForm::Full => own.name_in(language),
                NameForm::Short => own.short_in(language),
            };
            set_punctuation(name, &self.manuscript.config.book.language)
        };
        joined(members.iter().map(name).collect(), language)
    }

    /// Where a group is defined.
    pub fn group_span(&self, group: &str) -> Option<Span> {
        let spans = self
            .group_spans
            .get_or_init(|| self.manuscript.group_spans());
        spans.get(self.groups.get(group)?.at).copied().flatten()
    }
}

/// Names as a list in a sentence, "A, B and C"; `None` where there are none.
pub fn joined(mut names: Vec<String>, language: &str) -> Option<String> {
    let last = names.pop()?;
    Some(match names.is_empty() {
        true => last,
        false => names.join(", ") + Terms::of(language).and + &last,
    })
}

/// The groups, each with its members in the registry's order.
fn groups(manuscript: &Manuscript) -> BTreeMap<&str, Members<'_>> {
    let contributors = &manuscript.contributors;
    let membership = Membership::of(contributors, &manuscript.groups);
    let mut groups = BTreeMap::new();
    for (at, group) in manuscript.groups.iter().enumerate() {
        let members = membership.members(at);
        let members = members.filter_map(|own| contributors.get(own)).collect();
        groups
            .entry(group.id.as_str())
            .or_insert(Members { at, group, members });
    }
    groups
}

/// The short names of contributors in other languages, each with the name there. Where a language has
/// one of the two, the other is that of the book.
fn local_names(manuscript: &Manuscript) -> BTreeMap<(String, String), Reading> {
    let mut local = BTreeMap::new();
    for own in &manuscript.contributors {
        for tag in own.names.keys().chain(own.shorts.keys()) {
            let short = written(&set_punctuation(own.short_in(tag), tag));
            let long = set_punctuation(own.name_in(tag), tag);
            let reading = Reading {
                short: short.clone(),
                expansion: Some(long.clone()),
                long,
            };
            local
                .entry((primary_language(tag), short))
                .or_insert(reading);
        }
    }
    local
}

/// An acronym with plain spaces, and without soft hyphens.
fn written(text: &str) -> String {
    let words = text.replace('\u{ad}', "");
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
