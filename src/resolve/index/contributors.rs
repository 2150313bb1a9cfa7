//! The entries that contributors have in the index by themselves: the registry and the chapters -> the
//! pages of their chapters under their names, and where their short names and their members lead.

use crate::diagnostic::{Diagnostic, codes, nearest};
use crate::manuscript::Manuscript;
use crate::parse::set_punctuation;
use crate::resolve::draft::{DraftDivision, DraftKind};
use crate::resolve::suggestions::Suggestions;
use crate::source::Span;

use super::{IndexPlace, Node};

/// What the index says of a contributor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContributorEntry {
    /// The contributor's id.
    pub id: String,
    /// The words of the entry: "Council of Kettles (CK)".
    pub words: String,
    /// The pages of its chapters.
    chapters: Vec<IndexPlace>,
    /// The names that lead to the entry: the short name, the members of a collective.
    see: Vec<String>,
}

impl ContributorEntry {
    /// The entries of all contributors of the registry, in its order. Their chapters count where
    /// `[index] contributors` says so.
    pub fn all(manuscript: &Manuscript, divisions: &[DraftDivision]) -> Vec<ContributorEntry> {
        let language = &manuscript.config.book.language;
        let set = |text: &str| set_punctuation(text, language);
        let with_chapters = manuscript.config.index.contributors;
        let registry = manuscript.contributors.iter();
        let entries = registry.map(|own| {
            let (name, short) = (set(own.name_in(language)), set(own.short_in(language)));
            let shows_short = is_shown(&name, &short);
            let chapters = divisions
                .iter()
                .filter_map(|division| match &division.kind {
                    DraftKind::Chapter(chapter) => {
                        let byline = chapter.contributor.as_ref();
                        byline.filter(|byline| byline.id == own.id)?;
                        Some(IndexPlace {
                            from: division.anchor,
                            to: chapter.end,
                        })
                    }
                    DraftKind::Part(_) | DraftKind::Generated { .. } => None,
                });
            let members = own.members.iter().map(|member| set(member));
            ContributorEntry {
                id: own.id.clone(),
                chapters: chapters.filter(|_| with_chapters).collect(),
                see: (!name.starts_with(&short))
                    .then(|| short.clone())
                    .into_iter()
                    .chain(members)
                    .collect(),
                words: match shows_short {
                    true => format!("{name} ({short})"),
                    false => name,
                },
            }
        });
        entries.collect()
    }

    /// Whether the index has nothing of it unless a text marks it.
    pub fn is_nowhere(&self) -> bool {
        self.chapters.is_empty()
    }
}

/// Whether an entry shows the short name behind the full one: "(ILO)", "(UN Women)", but neither a
/// short name that is made of words of the full one nor one that is read as a phrase.
fn is_shown(name: &str, short: &str) -> bool {
    let in_name = |word: &str| name.split_whitespace().any(|own| own == word);
    let is_phrase = |word: &str| word.chars().next().is_some_and(char::is_lowercase);
    let mut words = short.split_whitespace();
    !words.clone().any(is_phrase) && !words.all(in_name)
}

/// Adds the entries that have pages; an author's entry of the same words stays as it is.
pub fn add(root: &mut Node, contributors: &[ContributorEntry]) {
    for own in contributors {
        let is_marked = root.entries.contains_key(&own.words);
        if own.is_nowhere() && !is_marked {
            continue;
        }
        let entry = root.entry([own.words.as_str()]);
        entry
            .places
            .extend(own.chapters.iter().map(|place| (*place, None)));
        for name in &own.see {
            if !root.entries.contains_key(name) {
                root.entry([name.as_str()])
                    .see
                    .push((own.words.clone(), None));
            }
        }
    }
}

/// The finding that a mark names a contributor whom the registry lacks.
pub fn unknown(
    id: &str,
    span: Span,
    contributors: &[ContributorEntry],
    suggestions: &mut Suggestions,
) -> Diagnostic {
    let message = format!("there is no contributor `{id}`");
    let unknown = Diagnostic::new(codes::CONTRIBUTOR_UNKNOWN, span, message);
    let ids = contributors.iter().map(|own| own.id.as_str());
    let near = suggestions.allow().then(|| nearest(id, ids)).flatten();
    match near {
        Some(near) => unknown.help(format!("did you mean `{near}`?")),
        None => unknown.help("name the id of a `[[contributor]]` of contributors.toml"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_name_stands_behind_the_full_one_where_it_says_more() {
        for (name, short, expected) in [
            ("International Labour Organization", "ILO", true),
            ("Entity for the Empowerment of Women", "UN Women", true),
            ("World Bank", "World Bank", false),
            ("Special Rapporteur on Tea", "Special Rapporteur", false),
            (
                "United Nations regional commissions",
                "UN regional commissions",
                false,
            ),
        ] {
            assert_eq!(is_shown(name, short), expected, "{short}");
        }
    }
}
