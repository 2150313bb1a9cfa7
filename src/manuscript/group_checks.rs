//! What the groups of `contributors.toml` say of each other: who is named exists, none is made of itself,
//! a smaller group lies in the larger one, and every exception to that is one. The registry goes in;
//! findings come out, each at the value it is about.

use crate::diagnostic::{Code, Diagnostic, codes};
use crate::source::Span;

use super::groups::{DEEPEST, Membership};
use super::registry::{Contributor, ContributorsFile, Group};
use super::registry_checks::check_known;
use super::settings::{Settings, Step};

/// Reports what is wrong with the groups.
pub fn check_groups(settings: &mut Settings<'_>, file: &ContributorsFile) {
    let mut checker = Checker { settings, file };
    let all_known = checker.names();
    checker.forms();
    let is_whole = ["contributor", "group"].iter().all(|list| {
        let list = [Step::from(*list)];
        checker.settings.value(&list).is_none() || !checker.settings.lacks_something(&list)
    });
    // Who belongs to what is unknown where a name is wrong.
    if all_known && is_whole {
        checker.membership();
    }
}

struct Checker<'s, 'a, 't> {
    settings: &'s mut Settings<'t>,
    file: &'a ContributorsFile,
}

impl<'a> Checker<'_, 'a, '_> {
    fn groups(&self) -> impl Iterator<Item = &'a str> + Clone + use<'a> {
        self.file.group.iter().map(|own| own.id.as_str())
    }

    fn contributors(&self) -> impl Iterator<Item = &'a str> + Clone + use<'a> {
        self.file.contributor.iter().map(|own| own.id.as_str())
    }

    /// Reports names that the registry lacks; whether it has all of them.
    fn names(&mut self) -> bool {
        let file = self.file;
        let mut all_known = true;
        for (at, contributor) in file.contributor.iter().enumerate() {
            for (own, group) in contributor.groups.iter().enumerate() {
                let place = ["contributor".into(), at.into(), "groups".into(), own.into()];
                all_known &= check_known(self.settings, &place, "group", group, self.groups());
            }
        }
        for (at, group) in file.group.iter().enumerate() {
            if let Some(larger) = &group.subset_of {
                let place = [Step::from("group"), at.into(), "subset_of".into()];
                all_known &= check_known(self.settings, &place, "group", larger, self.groups());
            }
            let lists = [
                ("all", &group.all),
                ("both", &group.both),
                ("without", &group.without),
            ];
            for (key, ids) in lists {
                for (own, id) in ids.iter().enumerate() {
                    let place = [Step::from("group"), at.into(), key.into(), own.into()];
                    let ids = self.groups().chain(self.contributors());
                    all_known &= check_known(self.settings, &place, "group", id, ids);
                }
            }
            for (own, member) in group.except.iter().enumerate() {
                let place = [Step::from("group"), at.into(), "except".into(), own.into()];
                let ids = self.contributors();
                all_known &= check_known(self.settings, &place, "contributor", member, ids);
            }
        }
        all_known
    }

    /// Reports groups that are made in two ways, or of nothing, and contributors that name one which is
    /// made of others.
    fn forms(&mut self) {
        let file = self.file;
        for (at, group) in file.group.iter().enumerate() {
            let place = |key: &str| [Step::from("group"), at.into(), key.into()];
            let id = &group.id;
            if !group.all.is_empty() && !group.both.is_empty() {
                let message = format!("the group `{id}` is made by `all` and by `both`");
                let help = "keep one of them, or make a group of its own for the other";
                self.report(codes::CONFIG_VALUE, &place("both"), message, help, None);
            }
            if !group.without.is_empty() && group.all.is_empty() && group.both.is_empty() {
                let message = format!("the group `{id}` does not say without whom it is what");
                let help = "name the groups that `without` takes from, in `all` or `both`";
                self.report(codes::CONFIG_VALUE, &place("without"), message, help, None);
            }
        }
        for (at, contributor) in file.contributor.iter().enumerate() {
            for (own, id) in contributor.groups.iter().enumerate() {
                let made = file
                    .group
                    .iter()
                    .position(|group| group.id == *id && group.is_made());
                let Some(group) = made else { continue };
                let message =
                    format!("the group `{id}` is made of others, and nobody joins it here");
                let help = "delete the name, or add the contributor to the group's `all`";
                let place = ["contributor".into(), at.into(), "groups".into(), own.into()];
                let related = self
                    .group_span(group)
                    .map(|span| (span, "the group".to_owned()));
                self.report(codes::CONFIG_VALUE, &place, message, help, related);
            }
        }
    }

    /// Reports cycles, members that are not in the larger group, and exceptions that are none.
    fn membership(&mut self) {
        let file = self.file;
        let membership = Membership::of(&file.contributor, &file.group);
        for cycle in &membership.cycles {
            self.cycle(cycle);
        }
        for at in &membership.too_deep {
            let place = [Step::from("group"), (*at).into(), "id".into()];
            let message = format!("more than {DEEPEST} groups are made of each other in a row");
            let help = "make the group of those that contributors name";
            self.report(codes::GROUP_CYCLE, &place, message, help, None);
        }
        if !membership.cycles.is_empty() || !membership.too_deep.is_empty() {
            return;
        }
        for (at, group) in file.group.iter().enumerate() {
            self.subset(at, group, &membership);
        }
    }

    fn cycle(&mut self, cycle: &[usize]) {
        let ids = cycle.iter().chain(cycle.first());
        let ids = ids.filter_map(|at| Some(format!("`{}`", self.file.group.get(*at)?.id)));
        let ids: Vec<String> = ids.collect();
        let Some(first) = cycle.first() else { return };
        let message = format!("a group is made of itself: {}", ids.join(", then "));
        let place = [Step::from("group"), (*first).into(), "id".into()];
        let help = "take one of the names out of `all`, `both` or `without`";
        let other = cycle.get(1).and_then(|at| self.group_span(*at));
        let related = other.map(|span| (span, "the next of them".to_owned()));
        self.report(codes::GROUP_CYCLE, &place, message, help, related);
    }

    fn subset(&mut self, at: usize, group: &Group, membership: &Membership) {
        let file = self.file;
        let larger = group.subset_of.as_ref();
        let larger = larger.and_then(|id| file.group.iter().position(|own| own.id == *id));
        let find = |id: &String| file.contributor.iter().position(|own| own.id == *id);
        for (own, id) in group.except.iter().enumerate() {
            let Some(member) = find(id) else { continue };
            let place = [Step::from("group"), at.into(), "except".into(), own.into()];
            let (message, help) = match larger {
                None => (
                    format!(
                        "`{id}` is no exception: the group `{}` is no `subset_of` another",
                        group.id
                    ),
                    "name the larger group in `subset_of`, or delete `except`",
                ),
                Some(_) if !membership.has(at, member) => (
                    format!(
                        "`{id}` is no exception: it does not belong to the group `{}`",
                        group.id
                    ),
                    "delete the name, or add the group to the contributor's `groups`",
                ),
                Some(larger) if membership.has(larger, member) => (
                    format!(
                        "`{id}` is no exception: it belongs to the larger group `{}`",
                        group.subset_of.as_deref().unwrap_or_default()
                    ),
                    "delete the name",
                ),
                Some(_) => continue,
            };
            let related = self.contributor_span(member);
            let related = related.map(|span| (span, "the contributor".to_owned()));
            self.report(codes::GROUP_EXCEPTION, &place, message, help, related);
        }
        let Some(larger) = larger else { return };
        for member in membership.members(at) {
            let Some(contributor) = file.contributor.get(member) else {
                continue;
            };
            if !membership.has(larger, member) && !group.except.contains(&contributor.id) {
                self.outside(at, group, (member, contributor));
            }
        }
    }

    /// A member of a group that the larger one lacks.
    fn outside(&mut self, at: usize, group: &Group, (member, own): (usize, &Contributor)) {
        let larger = group.subset_of.as_deref().unwrap_or_default();
        let message = format!(
            "`{}` belongs to the group `{}` and not to the larger group `{larger}`",
            own.id, group.id
        );
        let is_made = self
            .file
            .group
            .iter()
            .any(|own| own.id == larger && own.is_made());
        let join = match is_made {
            true => format!("add it to what `{larger}` is made of"),
            false => format!("add `{larger}` to its `groups`"),
        };
        let help = format!("{join}, or name it in `except` if this is so in the world");
        let place = [Step::from("group"), at.into(), "subset_of".into()];
        let related = self.contributor_span(member);
        let related = related.map(|span| (span, "the contributor".to_owned()));
        self.report(codes::GROUP_SUBSET, &place, message, &help, related);
    }

    fn group_span(&self, at: usize) -> Option<Span> {
        self.settings
            .value(&["group".into(), at.into(), "id".into()])
    }

    fn contributor_span(&self, at: usize) -> Option<Span> {
        self.settings
            .value(&["contributor".into(), at.into(), "id".into()])
    }

    fn report(
        &mut self,
        code: &'static Code,
        place: &[Step],
        message: String,
        help: &str,
        related: Option<(Span, String)>,
    ) {
        let Some(span) = self.settings.value(place) else {
            return;
        };
        let finding = Diagnostic::new(code, span, message).help(help);
        self.settings.report(match related {
            Some((span, why)) => finding.related(span, why),
            None => finding,
        });
    }
}
