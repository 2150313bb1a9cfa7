//! What the types of the registries cannot say: ids are there once, and whoever is named exists.
//! Registries go in; findings come out, each at the value it is about.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, codes, nearest};
use crate::document::is_language_tag;

use super::group_checks::check_groups;
use super::identifiers::{Identifier, IdentifierKind};
use super::registry::{Acronym, Addressee, Contributor, ContributorsFile, Question, Theme};
use super::settings::{Settings, Step};

/// Reports double ids in `contributors.toml`, whoever is named in it and is not there, and values that
/// cannot be used.
pub fn check_contributors(settings: &mut Settings<'_>, file: &ContributorsFile) {
    let contributors = &file.contributor;
    let ids = contributors.iter().map(|own| &own.id);
    check_ids(settings, "contributor", "id", ids);
    check_ids(
        settings,
        "group",
        "id",
        file.group.iter().map(|own| &own.id),
    );
    let signatories = file.signatory.iter().map(|own| &own.id);
    check_ids(settings, "signatory", "id", signatories);
    check_groups(settings, file);
    for (at, contributor) in contributors.iter().enumerate() {
        check_contributor(settings, at, contributor);
    }
    check_credits(settings, file);
}

/// Reports what is wrong with the languages, identifiers and other values of one contributor.
fn check_contributor(settings: &mut Settings<'_>, at: usize, own: &Contributor) {
    let place = |key: &str| [Step::from("contributor"), at.into(), key.into()];
    for (key, words) in [
        ("names", &own.names),
        ("shorts", &own.shorts),
        ("orders", &own.orders),
    ] {
        check_languages(settings, &place(key), words);
    }
    if let Some(role) = &own.role
        && !(role.len() == 3 && role.bytes().all(|b| b.is_ascii_lowercase()))
    {
        let message =
            format!("`role` is a MARC relator code of three small letters, unlike `{role}`");
        let help = "write a code such as `ctb`, `aut` or `edt`";
        report(settings, &place("role"), message, help);
    }
    if let Some(homepage) = &own.homepage {
        let after = ["https://", "http://"]
            .iter()
            .find_map(|own| homepage.strip_prefix(own));
        if after.is_none_or(str::is_empty) || homepage.contains(char::is_whitespace) {
            let message = format!("`homepage` is an address on the web, unlike `{homepage}`");
            let help = "write it whole, as in `homepage = \"https://example.org\"`";
            report(settings, &place("homepage"), message, help);
        }
    }
    for (key, kind, written) in [
        ("orcid", IdentifierKind::Orcid, &own.orcid),
        ("ror", IdentifierKind::Ror, &own.ror),
        ("isni", IdentifierKind::Isni, &own.isni),
    ] {
        check_identifier(settings, &place(key), kind, written.as_deref());
    }
}

/// Reports an identifier whose form or check digits are wrong.
fn check_identifier(
    settings: &mut Settings<'_>,
    place: &[Step],
    kind: IdentifierKind,
    written: Option<&str>,
) {
    let read = written.map(|written| Identifier::read(kind, written));
    if let (Some(Err(message)), Some(span)) = (read, settings.value(place)) {
        let help = "compare it with the register: one of its characters is wrong or missing";
        let wrong = Diagnostic::new(codes::CONTRIBUTOR_IDENTIFIER, span, message);
        settings.report(wrong.help(help));
    }
}

/// Reports keys that are no tags of languages.
fn check_languages(settings: &mut Settings<'_>, place: &[Step], words: &BTreeMap<String, String>) {
    for tag in words.keys().filter(|tag| !is_language_tag(tag)) {
        let place: Vec<Step> = place.iter().cloned().chain([tag.as_str().into()]).collect();
        let message = format!("`{tag}` is no tag of a language");
        let help = "write a tag such as `fr` or `pt-BR` before the equals sign";
        report(settings, &place, message, help);
    }
}

/// Reports editors, coordinators and signatories that are nobody, or two at once.
fn check_credits(settings: &mut Settings<'_>, file: &ContributorsFile) {
    let ids = file.contributor.iter().map(|own| own.id.as_str());
    let lists = [("editor", &file.editor), ("coordinator", &file.coordinator)];
    for (list, credited) in lists {
        for (at, own) in credited.iter().enumerate() {
            let place = |key: &str| [Step::from(list), at.into(), key.into()];
            let pair = [("contributor", &own.contributor), ("name", &own.name)];
            check_one_of(settings, &[list.into(), at.into()], pair);
            if let Some(id) = &own.contributor {
                check_known(
                    settings,
                    &place("contributor"),
                    "contributor",
                    id,
                    ids.clone(),
                );
            }
            let orcid = own.orcid.as_deref();
            check_identifier(settings, &place("orcid"), IdentifierKind::Orcid, orcid);
        }
    }
    for (at, own) in file.signatory.iter().enumerate() {
        let base = [Step::from("signatory"), at.into()];
        let place = |key: &str| [base.as_slice(), &[key.into()]].concat();
        let pair = [
            ("contributor", &own.contributor),
            ("organization", &own.organization),
        ];
        check_one_of(settings, &base, pair);
        if let Some(id) = &own.contributor {
            check_known(
                settings,
                &place("contributor"),
                "contributor",
                id,
                ids.clone(),
            );
        }
        check_languages(settings, &place("offices"), &own.offices);
        if own.office.trim().is_empty() {
            let message = "`office` cannot be empty: it is what is printed".to_owned();
            report(
                settings,
                &place("office"),
                message,
                "write the office in quotes",
            );
        }
    }
}

/// Reports a table that has both of two keys, or neither, or an empty one.
fn check_one_of(
    settings: &mut Settings<'_>,
    table: &[Step],
    [(first, one), (second, other)]: [(&str, &Option<String>); 2],
) {
    if settings.lacks_something(table) {
        return;
    }
    let message = match (one.as_deref(), other.as_deref()) {
        (Some(_), Some(_)) => format!("`{first}` and `{second}` stand side by side"),
        (None, None) => format!("this says nobody: it has neither `{first}` nor `{second}`"),
        (Some(word), None) | (None, Some(word)) if word.trim().is_empty() => {
            format!("this says nobody: its `{first}` or `{second}` is empty")
        }
        (Some(_), None) | (None, Some(_)) => return,
    };
    let help = format!(
        "write one of them: the id of a contributor as `{first}`, anybody else as `{second}`"
    );
    report(settings, table, message, &help);
}

/// Reports a value that cannot be used.
fn report(settings: &mut Settings<'_>, place: &[Step], message: String, help: &str) {
    if let Some(span) = settings.value(place) {
        settings.report(Diagnostic::new(codes::CONFIG_VALUE, span, message).help(help));
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
pub fn check_ids<'a>(
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
            let message = format!("`{key}` cannot be empty: by it the {list} is known");
            let diagnostic = Diagnostic::new(codes::CONFIG_VALUE, span, message);
            settings.report(diagnostic.help("write a short word, or delete the whole entry"));
        } else if let Some(first) = seen.get(id) {
            let several = match list.strip_suffix('y') {
                Some(stem) => format!("{stem}ies"),
                None => format!("{list}s"),
            };
            let message = format!("there are two {several} `{id}`");
            let diagnostic = Diagnostic::new(codes::CONFIG_DUPLICATE, span, message);
            settings.report(
                diagnostic
                    .help(format!("give one of them another `{key}`, or delete it"))
                    .related(*first, "the first one"),
            );
        } else {
            seen.insert(id, span);
        }
    }
}

/// Reports a name that is not among the ids; whether it is.
pub fn check_known<'a>(
    settings: &mut Settings<'_>,
    place: &[Step],
    what: &str,
    name: &str,
    ids: impl Iterator<Item = &'a str> + Clone,
) -> bool {
    if ids.clone().any(|id| id == name) {
        return true;
    }
    let Some(span) = settings.value(place) else {
        return false;
    };
    let message = format!("there is no {what} `{name}`");
    let diagnostic = Diagnostic::new(codes::CONFIG_VALUE, span, message);
    settings.report(match nearest(name, ids) {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
        None => diagnostic.help(format!(
            "add a `[[{what}]]` with this id, or delete the name"
        )),
    });
    false
}
