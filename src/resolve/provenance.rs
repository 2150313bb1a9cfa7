//! Which recommendations merge which: the records of the first pass -> what each of them merges and what
//! merges it, checked, and the lines that say so.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, codes, nearest};
use crate::document::{
    AnchorId, AnnexTerms, DivisionId, Inline, Label, PageList, Parsed, Recommendation, Reference,
    ReferenceTarget, Resolved, Terms,
};
use crate::parse::set_punctuation;
use crate::source::Span;

use super::Byline;
use super::drafting::Drafting;
use super::labels::{Labels, Target, TargetKind};
use super::suggestions::Suggestions;

/// A recommendation as data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecommendationRecord {
    /// Its place.
    pub anchor: AnchorId,
    /// The id that the author gave it.
    pub id: Option<String>,
    /// Its number: "IOM 2".
    pub number: String,
    /// The division it stands in.
    pub division: DivisionId,
    /// Who makes it.
    pub contributor: Option<Byline>,
    /// Its themes.
    pub themes: Vec<Named>,
    /// To whom it is addressed.
    pub addressees: Vec<Named>,
    /// The ids of those that it merges, as they are written.
    pub from: Vec<Label>,
    /// The places of those that it merges.
    pub merges: Vec<AnchorId>,
    /// The places of those that merge it.
    pub merged_into: Vec<AnchorId>,
    /// Where it is written.
    pub span: Span,
}

/// An id of a registry and its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
}

/// What merges what.
#[derive(Debug, Default)]
pub struct Merges {
    numbers: BTreeMap<AnchorId, String>,
    /// Those that each merges.
    from: BTreeMap<AnchorId, Vec<AnchorId>>,
    /// Those that merge each.
    into: BTreeMap<AnchorId, Vec<AnchorId>>,
}

impl Merges {
    /// Looks the ids up, and reports what cannot be merged.
    pub fn of(
        records: &[RecommendationRecord],
        labels: &Labels,
        suggestions: &mut Suggestions,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Merges {
        let mut merges = Merges::default();
        for own in records {
            merges.numbers.insert(own.anchor, own.number.clone());
        }
        for own in records {
            let mut seen = BTreeSet::new();
            for label in &own.from {
                let target = labels.find(own.division, label);
                let wrong = |message: String| {
                    Diagnostic::new(codes::RECOMMENDATION_FROM, own.span, message)
                };
                let finding = match target {
                    None => {
                        let unknown =
                            wrong(format!("there is no recommendation `{label}` to merge"));
                        let ids = records.iter().filter_map(|other| other.id.as_deref());
                        let near = suggestions.allow().then(|| nearest(label.as_str(), ids));
                        match near.flatten() {
                            Some(near) => unknown.help(format!("did you mean `{near}`?")),
                            None => unknown.help(format!(
                                "write `#{label}` in the braces of the recommendation that you mean"
                            )),
                        }
                    }
                    Some(target) if target.kind != TargetKind::Recommendation => wrong(format!(
                        "`{label}` is no recommendation and cannot be merged"
                    ))
                    .help("name recommendations by their ids")
                    .related(target.span, "it is here"),
                    Some(target) if target.anchor == own.anchor => {
                        wrong("this recommendation merges itself".to_owned())
                            .help(format!("delete `{label}` from `from=`"))
                    }
                    Some(_) if !seen.insert(label) => {
                        wrong(format!("`{label}` is merged twice here")).help("name it once")
                    }
                    Some(target) if merges.leads(target.anchor, own.anchor) => wrong(format!(
                        "`{label}` merges this recommendation, and this merges it"
                    ))
                    .help("keep one of the two, the later one in most books")
                    .related(target.span, "the other one"),
                    Some(target) => {
                        merges
                            .from
                            .entry(own.anchor)
                            .or_default()
                            .push(target.anchor);
                        merges
                            .into
                            .entry(target.anchor)
                            .or_default()
                            .push(own.anchor);
                        continue;
                    }
                };
                diagnostics.push(finding);
            }
        }
        merges
    }

    /// Whether the first merges the second, over others or at once.
    fn leads(&self, from: AnchorId, to: AnchorId) -> bool {
        let mut seen = BTreeSet::new();
        let mut open = vec![from];
        while let Some(at) = open.pop() {
            if at == to {
                return true;
            }
            if seen.insert(at) {
                open.extend(self.from.get(&at).into_iter().flatten());
            }
        }
        false
    }

    /// "Merges IOM 1 (page 3) and ILO 2 (page 5)".
    pub fn merged_by(
        &self,
        own: AnchorId,
        (terms, words): (&Terms, &AnnexTerms),
        span: Span,
    ) -> Option<Inline<Resolved>> {
        self.line(words.merges, self.from.get(&own)?, terms, span)
    }

    /// "Merged into 33.1 (page 210)".
    pub fn merging(
        &self,
        own: AnchorId,
        (terms, words): (&Terms, &AnnexTerms),
        span: Span,
    ) -> Option<Inline<Resolved>> {
        self.line(words.merged_into, self.into.get(&own)?, terms, span)
    }

    fn line(
        &self,
        label: &str,
        anchors: &[AnchorId],
        terms: &Terms,
        span: Span,
    ) -> Option<Inline<Resolved>> {
        let text = |text: &str| (ReferenceTarget::Text(text.to_owned()), None);
        let mut parts = vec![text(label)];
        for (at, anchor) in anchors.iter().enumerate() {
            match at {
                0 => {}
                _ if at + 1 == anchors.len() => parts.push(text(terms.and)),
                _ => parts.push(text(", ")),
            }
            let number = self.numbers.get(anchor)?.replace(' ', "\u{a0}");
            parts.push((ReferenceTarget::Text(number), Some(*anchor)));
            parts.push(text(" ("));
            let page = PageList {
                anchors: vec![*anchor],
                noun: terms.nouns.page,
                and: terms.and,
            };
            parts.push((ReferenceTarget::Pages(page), None));
            parts.push(text(")"));
        }
        Some(Inline::Reference(Reference { parts, span }))
    }
}

/// The records with the places of what they merge.
pub fn register(
    mut records: Vec<RecommendationRecord>,
    merges: &Merges,
) -> Vec<RecommendationRecord> {
    for own in &mut records {
        own.merges = merges.from.get(&own.anchor).cloned().unwrap_or_default();
        own.merged_into = merges.into.get(&own.anchor).cloned().unwrap_or_default();
    }
    records
}

impl Drafting<'_> {
    /// A recommendation of the division that is being made. What the registries lack is reported where
    /// its names are looked up.
    pub fn record(
        &self,
        own: &Recommendation<Parsed>,
        target: &Target,
        contributor: Option<Byline>,
    ) -> RecommendationRecord {
        let language = &self.manuscript.config.book.language;
        let name = |id: &String, found: Option<&String>| Named {
            id: id.clone(),
            name: found.map_or_else(
                || id.replace('-', " "),
                |name| set_punctuation(name, language),
            ),
        };
        let theme = |id: &String| {
            let found = self.manuscript.themes.iter().find(|own| own.id == *id);
            name(id, found.map(|own| &own.name))
        };
        let addressee = |id: &String| {
            let found = self.manuscript.addressees.iter().find(|own| own.id == *id);
            name(id, found.map(|own| &own.name))
        };
        RecommendationRecord {
            anchor: target.anchor,
            id: own
                .numbered
                .anchor
                .as_ref()
                .map(|label| label.as_str().to_owned()),
            number: target.number.clone().unwrap_or_default(),
            division: self.current(),
            contributor,
            themes: own.themes.iter().map(theme).collect(),
            addressees: own.addressees.iter().map(addressee).collect(),
            from: own.from.clone(),
            merges: Vec::new(),
            merged_into: Vec::new(),
            span: target.span,
        }
    }
}
