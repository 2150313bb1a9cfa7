//! The forms of the registries' acronyms, made ready to be looked up word by word: short forms as they
//! are written, long forms without regard to capitals, plurals, possessives and articles.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::manuscript::{ContributorKind, Manuscript};

use super::fold::folded_words;
use super::words::Words;

/// An acronym of a registry.
#[derive(Debug)]
pub struct Entry {
    /// How it is written.
    pub short: String,
    /// What it stands for, as the registry has it.
    pub long: String,
    /// Its long forms word by word, folded.
    pub longs: Vec<Vec<String>>,
    /// Whether a text must introduce it.
    pub introduce: bool,
    /// Its place in `acronyms.toml`.
    pub at: Option<usize>,
}

/// How a short form is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Number {
    /// As the registry has it.
    Singular,
    /// Its plural.
    Plural,
    /// The plural of a name that only one can have.
    PluralOfOne,
}

/// The acronyms of a manuscript.
#[derive(Debug, Default)]
pub struct Forms {
    /// The acronyms; the other parts count them.
    pub entries: Vec<Entry>,
    /// The words of capitals that the registries know.
    pub known: BTreeSet<String>,
    shorts: Tree<(usize, Number)>,
    longs: Tree<Vec<usize>>,
    by_short: BTreeMap<String, usize>,
}

/// The words of a longer form are compared up to this one.
const LONGEST: usize = 32;
/// Words of capitals that every reader knows as words.
const EVERYWHERE: &[&str] = &[
    "AIDS", "DNA", "GMT", "HIV", "ISBN", "ISSN", "RNA", "SARS", "USA", "UTC",
];
/// So many acronyms of one long form are told apart.
const ALIKE: usize = 8;

impl Forms {
    /// Those of the registries. A contributor's short name counts where it is an acronym; with an acronym of
    /// the same form it is one entry that has both long forms.
    pub fn of(manuscript: &Manuscript) -> Forms {
        let mut forms = Forms::default();
        for (at, own) in manuscript.acronyms.iter().enumerate() {
            let longs = std::iter::once(&own.long).chain(&own.long_plural);
            let longs: Vec<&str> = longs.map(String::as_str).collect();
            let introduce = own.introduce != Some(false);
            let entry = forms.add(&own.short, &longs, introduce, Some(at));
            let usual = format!("{}s", own.short);
            let plural = own.plural.as_deref().unwrap_or(&usual);
            forms.add_short(plural, entry, Number::Plural);
        }
        for own in &manuscript.contributors {
            forms.add_name(&own.name);
            own.members.iter().for_each(|member| forms.know(member));
            let is_listed = forms.by_short.contains_key(&own.short);
            if !is_listed && !is_acronym(&own.short, &own.name) {
                forms.add_name(&own.short);
                continue;
            }
            forms.know(&own.short);
            let introduce = own.introduce != Some(false);
            let entry = forms.add(&own.short, &[&own.name], introduce, None);
            let is_one = match own.kind {
                ContributorKind::Agency
                | ContributorKind::MandateHolder
                | ContributorKind::CivilSociety
                | ContributorKind::Adviser => true,
                ContributorKind::Collective => false,
            };
            let at = forms.entries.get(entry).and_then(|entry| entry.at);
            let listed = at.and_then(|at| manuscript.acronyms.get(at));
            let has_plural =
                listed.is_some_and(|own| own.plural.is_some() || own.long_plural.is_some());
            if is_one && !has_plural {
                forms.set_short(&format!("{}s", own.short), entry, Number::PluralOfOne);
            }
        }
        for group in &manuscript.groups {
            forms.add_name(&group.name);
        }
        EVERYWHERE.iter().for_each(|word| forms.know(word));
        let book = &manuscript.config.book;
        forms.know(&book.title);
        book.subtitle.iter().for_each(|text| forms.know(text));
        book.short_title.iter().for_each(|text| forms.know(text));
        book.publisher.iter().for_each(|text| forms.know(text));
        forms
    }

    /// Whether the registries have no form to look for: then only words of capitals are told of.
    pub fn is_empty(&self) -> bool {
        self.shorts.is_empty() && self.longs.is_empty()
    }

    /// The acronym that a contributor's short name is.
    pub fn of_short(&self, short: &str) -> Option<usize> {
        self.by_short.get(short).copied()
    }

    /// The short form that begins at a word: its acronym, its number, its last word.
    pub fn short_at(&self, words: &Words<'_>, from: usize) -> Option<(usize, Number, usize)> {
        let mut node = 0;
        let mut found = None;
        for at in from..words.words.len() {
            let core = words.words.get(at)?.core;
            let next = match at == from {
                true => self.shorts.step(node, core),
                false => (self.shorts).step(node, &short_key(words.before(at), core)),
            };
            let Some(next) = next else { break };
            node = next;
            if let Some((entry, number)) = self.shorts.at(node) {
                found = Some((*entry, *number, at));
            }
        }
        found
    }

    /// The longest long form that begins at the word with this place among `folded`, the folded words
    /// without articles: its acronyms, none for another name, and the place of its last word.
    pub fn long_at(
        &self,
        folded: &[(usize, Cow<'_, str>)],
        from: usize,
    ) -> Option<(&[usize], usize)> {
        let mut node = 0;
        let mut found = None;
        for (at, (_, word)) in folded.iter().enumerate().skip(from) {
            let Some(next) = self.longs.step(node, word) else {
                break;
            };
            node = next;
            if let Some(entries) = self.longs.at(node) {
                found = Some((entries.as_slice(), at));
            }
        }
        found
    }

    fn add(&mut self, short: &str, longs: &[&str], introduce: bool, at: Option<usize>) -> usize {
        self.know(short);
        longs.iter().for_each(|long| self.know(long));
        let new = self.entries.len();
        let entry = *self.by_short.entry(short.to_owned()).or_insert(new);
        if entry == new {
            self.entries.push(Entry {
                short: short.to_owned(),
                long: longs.first().copied().unwrap_or_default().to_owned(),
                longs: Vec::new(),
                introduce,
                at,
            });
            self.set_short(short, entry, Number::Singular);
        }
        for long in longs {
            let mut folded = folded_words(long);
            folded.truncate(LONGEST);
            if let Some(own) = self.entries.get_mut(entry) {
                own.introduce &= introduce;
                if !own.longs.contains(&folded) {
                    own.longs.push(folded.clone());
                }
            }
            let entries = self.longs.insert(folded.into_iter());
            let entries = entries.get_or_insert_default();
            if !entries.contains(&entry) && entries.len() < ALIKE {
                entries.push(entry);
            }
        }
        entry
    }

    /// A short form that gives way to one that is there.
    fn add_short(&mut self, short: &str, entry: usize, number: Number) {
        let place = self.shorts.insert(short_keys(short).into_iter());
        place.get_or_insert((entry, number));
    }

    /// A short form that takes the place of the plural that is there.
    fn set_short(&mut self, short: &str, entry: usize, number: Number) {
        let place = self.shorts.insert(short_keys(short).into_iter());
        let keeps = place.is_some_and(|(_, there)| there == Number::Singular);
        if !keeps {
            *place = Some((entry, number));
        }
    }

    /// A name that is written out: acronyms inside it are part of the name.
    fn add_name(&mut self, name: &str) {
        self.know(name);
        let words = folded_words(name);
        if words.len() > 1 {
            self.longs
                .insert(words.into_iter().take(LONGEST))
                .get_or_insert_default();
        }
    }

    fn know(&mut self, text: &str) {
        let words = text.split(|char: char| !char.is_alphanumeric());
        let capitals = words.filter(|word| word.chars().any(char::is_uppercase));
        self.known.extend(capitals.map(str::to_owned));
    }
}

/// Whether a contributor's short name is an acronym and no shorter name: `UN Women`, but not `World
/// Bank`, `UN regional commissions` or, of the `NGO Committee on Migration`, `NGO Committee`.
fn is_acronym(short: &str, long: &str) -> bool {
    let words: Vec<&str> = short
        .split(|char: char| !char.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let capitals = |word: &str| word.chars().filter(|char| char.is_uppercase()).count();
    let has_capitals = words.iter().any(|word| capitals(word) >= 2);
    let has_small = words
        .iter()
        .any(|word| word.chars().next().is_some_and(char::is_lowercase));
    let begins_alike = folded_words(long).starts_with(&folded_words(short));
    has_capitals && !has_small && !begins_alike
}

/// A word of a short form with what stands before it. Spaces and hyphens are one: `UN Habitat`.
fn short_key(before: &str, word: &str) -> String {
    let loose = |char: &char| {
        !char.is_whitespace() && !matches!(char, '-' | '\u{2010}' | '\u{2011}' | '\u{2013}')
    };
    before.chars().filter(loose).chain(word.chars()).collect()
}

fn short_keys(short: &str) -> Vec<String> {
    let mut keys = Vec::new();
    let mut before = String::new();
    let mut word = String::new();
    for char in short.chars().filter(|char| *char != '\u{ad}') {
        if char.is_alphanumeric() {
            word.push(char);
            continue;
        }
        if !word.is_empty() {
            keys.push(short_key(&before, &word));
            before.clear();
            word.clear();
        }
        before.push(char);
    }
    if !word.is_empty() {
        keys.push(short_key(&before, &word));
    }
    // What stands before the first word of a short form in a text is not looked at.
    if let Some(first) = keys.first_mut() {
        first.retain(char::is_alphanumeric);
    }
    keys
}

/// Sequences of words that lead to a value, without an order of hashes.
#[derive(Debug)]
struct Tree<T> {
    nodes: Vec<(BTreeMap<String, usize>, Option<T>)>,
}

impl<T> Default for Tree<T> {
    fn default() -> Tree<T> {
        Tree {
            nodes: vec![(BTreeMap::new(), None)],
        }
    }
}

impl<T> Tree<T> {
    fn is_empty(&self) -> bool {
        self.nodes.len() == 1
    }

    fn step(&self, node: usize, word: &str) -> Option<usize> {
        self.nodes.get(node)?.0.get(word).copied()
    }

    fn at(&self, node: usize) -> Option<&T> {
        self.nodes.get(node)?.1.as_ref()
    }

    /// The place of a sequence's value.
    fn insert(&mut self, words: impl Iterator<Item = String>) -> &mut Option<T> {
        let mut node = 0;
        for word in words {
            let new = self.nodes.len();
            let next = self
                .nodes
                .get_mut(node)
                .map(|own| *own.0.entry(word).or_insert(new));
            node = next.unwrap_or(0);
            if node == new {
                self.nodes.push((BTreeMap::new(), None));
            }
        }
        &mut self.nodes[node].1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shorter_names_are_no_acronyms() {
        let is = |short, long| is_acronym(short, long);
        assert!(is("IOM", "International Organization for Migration"));
        assert!(is("UN Women", "United Nations Entity for Gender Equality"));
        assert!(is(
            "UN-Habitat",
            "United Nations Human Settlements Programme"
        ));
        assert!(!is("World Bank", "World Bank"));
        assert!(!is(
            "UN regional commissions",
            "United Nations regional commissions"
        ));
        assert!(!is("NGO Committee", "NGO Committee on Migration"));
        assert!(!is(
            "Special Rapporteur",
            "Special Rapporteur on the Human Rights of Migrants"
        ));
    }
}
