//! What the types of the registries cannot say: ids are there once, and whoever is named exists.
//! Registries go in; findings come out, each at the value it is about.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, codes, nearest};

use super::registry::{Acronym, Addressee, Contributor, Group, Question, Theme};
use super::settings::{Settings, Step};

/// Reports double ids in `contributors.toml`, and groups and members that it names but lacks.
pub fn check_contributors(
    settings: &mut Settings<'_>,
    contributors: &[Contributor],
    groups: &[Group],
) {
    check_ids(
        settings,
        "contributor",
        "id",
        contributors.iter().map(|own| &own.id),
    );
    check_ids(settings, "group", "id", groups.iter().map(|own| &own.id));
    let group_ids = || groups.iter().map(|group| group.id.as_str());
    for (at, contributor) in contributors.iter().enumerate() {
        for (own, group) in contributor.groups.iter().enumerate() {
            let place = [
                Step::from("contributor"),
                at.into(),
                "groups".into(),
                own.into(),
            ];
            check_known(settings, &place, "group", group, group_ids());
        }
    }
    for (at, group) in groups.iter().enumerate() {
        if let Some(larger) = &group.subset_of {
            let place = [Step::from("group"), at.into(), "subset_of".into()];
            check_known(settings, &place, "group", larger, group_ids());
        }
        for (own, member) in group.except.iter().enumerate() {
            let place = [Step::from("group"), at.into(), "except".into(), own.into()];
            let ids = contributors
                .iter()
                .map(|contributor| contributor.id.as_str());
            check_known(settings, &place, "contributor", member, ids);
        }
    }
}

/// Reports acronyms that are there twice.
pub fn check_acronyms(settings: &mut Settings<'_>, acronyms: &[Acronym]) {
    check_ids(
        settings,
        "acronym",
        "short",
        acronyms.iter().map(|own| &own.short),
    );
}

/// Reports questions that are there twice.
pub fn check_questions(settings: &mut Settings<'_>, questions: &[Question]) {
    check_ids(
        settings,
        "question",
        "letter",
        questions.iter().map(|own| &own.letter),
    );
}

/// Reports themes and addressees that are there twice.
pub fn check_themes(settings: &mut Settings<'_>, themes: &[Theme], addressees: &[Addressee]) {
    check_ids(settings, "theme", "id", themes.iter().map(|own| &own.id));
    check_ids(
        settings,
        "addressee",
        "id",
        addressees.iter().map(|own| &own.id),
    );
}

/// Reports ids that are empty or there twice.
fn check_ids<'a>(
    settings: &mut Settings<'_>,
    list: &str,
    key: &str,
    ids: impl Iterator<Item = &'a String>,
) {
    let mut seen = BTreeMap::new();
    for (at, id) in ids.enumerate() {
        let Some(span) = settings.value(&[Step::from(list), at.into(), key.into()]) else {
            continue;
        };
        if id.trim().is_empty() {
            let message = format!("`{key}` cannot be empty");
            settings.report(Diagnostic::new(codes::CONFIG_VALUE, span, message));
        } else if let Some(first) = seen.get(id) {
            let message = format!("there are two {list}s `{id}`");
            let diagnostic = Diagnostic::new(codes::CONFIG_DUPLICATE, span, message);
            settings.report(diagnostic.related(*first, "the first one"));
        } else {
            seen.insert(id, span);
        }
    }
}

/// Reports a name that is not among the ids.
fn check_known<'a>(
    settings: &mut Settings<'_>,
    place: &[Step],
    what: &str,
    name: &str,
    ids: impl Iterator<Item = &'a str> + Clone,
) {
    if ids.clone().any(|id| id == name) {
        return;
    }
    let Some(span) = settings.value(place) else {
        return;
    };
    let message = format!("there is no {what} `{name}`");
    let diagnostic = Diagnostic::new(codes::CONFIG_VALUE, span, message);
    settings.report(match nearest(name, ids) {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
        None => diagnostic.help(format!(
            "add a `[[{what}]]` with this id, or delete the name"
        )),
    });
}
