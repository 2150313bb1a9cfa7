//! The contributors: whose a chapter is, and the lines of their list.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, codes, nearest};
use crate::document::{AnchorId, Role};
use crate::manuscript::{Contributor, Identifier, IdentifierKind, Manuscript};
use crate::parse::{ChapterFront, set_punctuation};

use super::drafting::Drafting;
use super::names::letters;
use super::{Byline, ContributorDetail, ContributorLine};

/// The lines of the list in a language: every contributor of the registry in the order of their keys,
/// letter by letter, capitals and accents or not.
pub fn contributor_lines(
    manuscript: &Manuscript,
    chapters: &BTreeMap<&str, Vec<AnchorId>>,
    language: &str,
) -> Vec<ContributorLine> {
    let set = |text: &str| set_punctuation(text, &manuscript.config.book.language);
    let mut contributors: Vec<_> = manuscript.contributors.iter().collect();
    contributors.sort_by_cached_key(|own| {
        let key = own.order_in(language);
        (letters(key), key.to_owned(), own.id.clone())
    });
    let line = |own: &Contributor| ContributorLine {
        name: set(own.name_in(language)),
        short: Some(own.short_in(language))
            .filter(|short| *short != own.name_in(language))
            .map_or(String::new(), set),
        chapters: chapters.get(own.id.as_str()).cloned().unwrap_or_default(),
        details: details(own, set),
    };
    contributors.into_iter().map(line).collect()
}

/// What is said of a contributor below its name.
fn details(own: &Contributor, set: impl Fn(&str) -> String) -> Vec<ContributorDetail> {
    let affiliation = own.affiliation.as_deref().map(|text| ContributorDetail {
        text: set(text),
        url: None,
    });
    let homepage = own.homepage.as_ref().map(|url| ContributorDetail {
        text: shown_address(url).to_owned(),
        url: Some(url.clone()),
    });
    let identifiers = identifiers(own);
    let identifiers = identifiers.iter().map(|own| ContributorDetail {
        text: format!(
            "{}\u{a0}{}",
            own.kind.name(),
            own.text.replace(' ', "\u{a0}")
        ),
        url: Some(own.url()),
    });
    let first = affiliation.into_iter().chain(homepage);
    first.chain(identifiers).collect()
}

/// The identifiers of a contributor that are in order.
pub fn identifiers(own: &Contributor) -> Vec<Identifier> {
    let written = [
        (IdentifierKind::Orcid, &own.orcid),
        (IdentifierKind::Ror, &own.ror),
        (IdentifierKind::Isni, &own.isni),
    ];
    let read = written.into_iter().filter_map(|(kind, written)| {
        // What is wrong was reported where the registry was read.
        Identifier::read(kind, written.as_deref()?).ok()
    });
    read.collect()
}

/// An address as it is printed: without the scheme, and without a slash at its end.
fn shown_address(url: &str) -> &str {
    let bare = ["https://", "http://"]
        .iter()
        .find_map(|own| url.strip_prefix(own));
    bare.unwrap_or(url).trim_end_matches('/')
}

impl Drafting<'_> {
    /// The contributor of a chapter; reports a name that the registry lacks, and a contribution
    /// without a name.
    pub fn contributor(
        &mut self,
        role: Role,
        front: &ChapterFront,
        chapter: AnchorId,
    ) -> Option<Byline> {
        let Some((id, span)) = &front.contributor else {
            if role == Role::Contribution {
                let message = "this contribution does not say whose it is";
                let missing = Diagnostic::new(codes::CONTRIBUTOR_MISSING, front.span, message);
                let help = "add `contributor: id` at the head of the text, with an id of \
                            contributors.toml";
                self.draft.diagnostics.push(missing.help(help));
            }
            return None;
        };
        let registry = &self.manuscript.contributors;
        if let Some(found) = registry.iter().find(|own| own.id == *id) {
            if self.draft.contributors.iter().all(|own| own.id != *id) {
                self.draft.contributors.push(found);
            }
            let chapters = &mut self.draft.contributor_chapters;
            chapters.entry(&found.id).or_default().push(chapter);
            let language = self.language_of(front);
            return Some(Byline {
                id: found.id.clone(),
                short: self.set(found.short_in(&language)),
                name: self.set(found.name_in(&language)),
            });
        }
        let message = format!("there is no contributor `{id}`");
        let unknown = Diagnostic::new(codes::CONTRIBUTOR_UNKNOWN, *span, message);
        let ids = registry.iter().map(|own| own.id.as_str());
        // An author who does not know the id writes the short name.
        let named = registry.iter().find(|own| {
            [&own.id, &own.short, &own.name]
                .iter()
                .any(|name| same(name, id))
        });
        let near = named.map(|own| own.id.as_str());
        self.draft
            .diagnostics
            .push(match near.or_else(|| nearest(id, ids)) {
                Some(near) => unknown.help(format!("did you mean `{near}`?")),
                None if registry.is_empty() => {
                    unknown.help("the manuscript has no contributors.toml, or none is named in it")
                }
                None => unknown.help("add a `[[contributor]]` with this id to contributors.toml"),
            });
        None
    }
}

/// Whether two words differ in capitals alone.
fn same(a: &str, b: &str) -> bool {
    a.to_lowercase() == b.to_lowercase()
}
