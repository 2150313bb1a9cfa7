//! Who belongs to a group: contributors and groups go in; the members of each group come out, those that
//! contributors name themselves and those that the algebra of other groups makes.

use std::collections::{BTreeMap, BTreeSet};

use super::registry::{Contributor, ContributorKind, Group};

/// How many groups may be made of each other in a row: reading them needs a stack.
pub const DEEPEST: usize = 64;

/// The members of the groups.
#[derive(Debug)]
pub struct Membership {
    /// The places of the members among the contributors, group by group.
    members: Vec<BTreeSet<usize>>,
    /// The groups of each cycle, in the order in which one leads to the next.
    pub cycles: Vec<Vec<usize>>,
    /// Groups that are not read, for too many stand between them and another.
    pub too_deep: BTreeSet<usize>,
}

impl Membership {
    /// The members of all groups. An adviser is credited and not counted; a group that is made of
    /// itself has no members.
    pub fn of(contributors: &[Contributor], groups: &[Group]) -> Membership {
        let mut finder = Finder {
            groups,
            places: BTreeMap::new(),
            counted: BTreeMap::new(),
            named: BTreeMap::new(),
            known: BTreeMap::new(),
            path: Vec::new(),
            cycles: Vec::new(),
            too_deep: BTreeSet::new(),
        };
        for (at, group) in groups.iter().enumerate() {
            finder.places.entry(&group.id).or_insert(at);
        }
        for (at, own) in contributors.iter().enumerate() {
            if own.kind == ContributorKind::Adviser {
                continue;
            }
            finder.counted.entry(&own.id).or_insert(at);
            for group in &own.groups {
                finder.named.entry(group).or_default().insert(at);
            }
        }
        let members = (0..groups.len()).map(|at| finder.group(at)).collect();
        Membership {
            members,
            cycles: finder.cycles,
            too_deep: finder.too_deep,
        }
    }

    /// The places of a group's members among the contributors, in their order.
    pub fn members(&self, group: usize) -> impl Iterator<Item = usize> + '_ {
        self.members.get(group).into_iter().flatten().copied()
    }

    /// Whether a contributor belongs to a group.
    pub fn has(&self, group: usize, contributor: usize) -> bool {
        let members = self.members.get(group);
        members.is_some_and(|own| own.contains(&contributor))
    }
}

struct Finder<'a> {
    groups: &'a [Group],
    /// Groups by their ids.
    places: BTreeMap<&'a str, usize>,
    /// Contributors by their ids.
    counted: BTreeMap<&'a str, usize>,
    /// The contributors who name a group.
    named: BTreeMap<&'a str, BTreeSet<usize>>,
    known: BTreeMap<usize, BTreeSet<usize>>,
    /// The groups that are being found.
    path: Vec<usize>,
    cycles: Vec<Vec<usize>>,
    too_deep: BTreeSet<usize>,
}

impl Finder<'_> {
    fn group(&mut self, at: usize) -> BTreeSet<usize> {
        if let Some(known) = self.known.get(&at) {
            return known.clone();
        }
        if let Some(from) = self.path.iter().position(|own| *own == at) {
            self.cycles
                .extend(self.path.get(from..).map(<[usize]>::to_vec));
            return BTreeSet::new();
        }
        let groups = self.groups;
        let Some(group) = groups.get(at) else {
            return BTreeSet::new();
        };
        if self.path.len() == DEEPEST {
            self.too_deep.insert(at);
            return BTreeSet::new();
        }
        self.path.push(at);
        let mut members = self
            .named
            .get(group.id.as_str())
            .cloned()
            .unwrap_or_default();
        for id in &group.all {
            members.extend(self.id(id));
        }
        let each: Vec<BTreeSet<usize>> = group.both.iter().map(|id| self.id(id)).collect();
        if let Some((first, rest)) = each.split_first() {
            let in_all = |own: &&usize| rest.iter().all(|other| other.contains(*own));
            members.extend(first.iter().filter(in_all).copied());
        }
        for id in &group.without {
            let less = self.id(id);
            members.retain(|own| !less.contains(own));
        }
        self.path.pop();
        self.known.insert(at, members.clone());
        members
    }

    /// The members of a group, or a contributor who is the only one of this id.
    fn id(&mut self, id: &str) -> BTreeSet<usize> {
        match self.places.get(id) {
            Some(at) => self.group(*at),
            None => self.counted.get(id).copied().into_iter().collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Groups from "id: all a b / both c / without d", and contributors from "id in group group".
    fn members(groups: &[&str], contributors: &[&str], wanted: &str) -> (String, usize) {
        let words = |text: &str| {
            text.split_whitespace()
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        let mut made = Vec::new();
        for line in groups {
            let (id, rest) = line.split_once(':').unwrap();
            let mut group = Group {
                id: id.to_owned(),
                ..Group::default()
            };
            for part in rest.split('/') {
                let (operation, ids) = part.trim().split_once(' ').unwrap_or(("", ""));
                match operation {
                    "all" => group.all = words(ids),
                    "both" => group.both = words(ids),
                    "without" => group.without = words(ids),
                    _ => {}
                }
            }
            made.push(group);
        }
        let contributor = |line: &&str| {
            let (id, groups) = line.split_once(" in").unwrap();
            let kind = match id.starts_with("adviser") {
                true => ContributorKind::Adviser,
                false => ContributorKind::Agency,
            };
            Contributor {
                id: id.to_owned(),
                groups: words(groups),
                kind,
                ..Contributor::default()
            }
        };
        let contributors: Vec<Contributor> = contributors.iter().map(contributor).collect();
        let membership = Membership::of(&contributors, &made);
        let at = made.iter().position(|own| own.id == wanted).unwrap();
        let ids: Vec<&str> = membership
            .members(at)
            .map(|own| contributors[own].id.as_str())
            .collect();
        (ids.join(" "), membership.cycles.len())
    }

    #[test]
    fn groups_are_made_of_groups_and_contributors() {
        let contributors = ["a in x", "b in x y", "adviser in x", "c in y", "d in"];
        for (group, expected) in [
            ("g: all x y", "a b c"),
            ("g: all x d adviser", "a b d"),
            ("g: both x y", "b"),
            ("g: all x y / without y", "a"),
            ("g: both x y / without b", ""),
            ("g: all h / without a", "b d"),
            ("g: all", ""),
        ] {
            let groups = ["x:", "y:", group, "h: all x d"];
            assert_eq!(
                members(&groups, &contributors, "g"),
                (expected.to_owned(), 0),
                "{group}"
            );
        }
    }

    #[test]
    fn a_long_row_of_groups_ends() {
        let group = |at: usize| Group {
            id: at.to_string(),
            all: vec![(at + 1).to_string()],
            ..Group::default()
        };
        let groups: Vec<Group> = (0..100_000).map(group).collect();
        assert!(!Membership::of(&[], &groups).too_deep.is_empty());
    }

    #[test]
    fn a_cycle_is_found_once_and_ends() {
        let groups = ["a: all b", "b: both c a", "c: all x / without a", "x:"];
        let (_, cycles) = members(&groups, &["m in x"], "x");
        assert_eq!(cycles, 2);
        assert_eq!(
            members(&["a: all a"], &["m in a"], "a"),
            ("m".to_owned(), 1)
        );
    }
}
