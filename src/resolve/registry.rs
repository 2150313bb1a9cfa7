//! What the registries know, made ready to be asked by the spans of the texts: acronyms by how they
//! are written, groups with their members.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use crate::document::{NameForm, Terms};
use crate::manuscript::{Contributor, ContributorKind, Group, Manuscript};
use crate::parse::set_punctuation;
use crate::source::Span;

/// The registries of a manuscript.
pub struct Registry<'a> {
    manuscript: &'a Manuscript,
    /// By the acronym as it is written, in the singular or the plural.
    acronyms: BTreeMap<String, Reading>,
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
        Registry {
            manuscript,
            acronyms,
            groups: groups(manuscript),
            group_spans: OnceCell::new(),
        }
    }

    /// How an acronym is read.
    pub fn acronym(&self, text: &str) -> Option<&Reading> {
        self.acronyms.get(&written(text))
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
                NameForm::Full => &own.name,
                NameForm::Short => &own.short,
            };
            set_punctuation(name, &self.manuscript.config.book.language)
        };
        let mut names: Vec<String> = members.iter().map(name).collect();
        let last = names.pop()?;
        Some(match names.is_empty() {
            true => last,
            false => names.join(", ") + Terms::of(language).and + &last,
        })
    }

    /// Where a group is defined.
    pub fn group_span(&self, group: &str) -> Option<Span> {
        let spans = self
            .group_spans
            .get_or_init(|| self.manuscript.group_spans());
        spans.get(self.groups.get(group)?.at).copied().flatten()
    }
}

/// The groups, each with the contributors who name it. An adviser is credited and not counted.
fn groups(manuscript: &Manuscript) -> BTreeMap<&str, Members<'_>> {
    let mut groups = BTreeMap::new();
    for (at, group) in manuscript.groups.iter().enumerate() {
        let members = Vec::new();
        groups
            .entry(group.id.as_str())
            .or_insert(Members { at, group, members });
    }
    for contributor in &manuscript.contributors {
        if contributor.kind == ContributorKind::Adviser {
            continue;
        }
        for (at, id) in contributor.groups.iter().enumerate() {
            let is_first = contributor.groups.iter().position(|own| own == id) == Some(at);
            if let Some(group) = groups.get_mut(id.as_str()).filter(|_| is_first) {
                group.members.push(contributor);
            }
        }
    }
    groups
}

/// An acronym with plain spaces, and without soft hyphens.
fn written(text: &str) -> String {
    let words = text.replace('\u{ad}', "");
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
