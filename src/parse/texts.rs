//! The texts of a parsed book by what people call them: a name -> the text, or the names that there
//! are.

use std::collections::BTreeSet;

use crate::diagnostic::nearest;
use crate::source::Sources;

use super::{Book, Chapter, ParsedDivisionKind};

impl Book {
    /// Every text in the order of the book, also those that generated pages take in.
    pub fn texts(&self) -> impl Iterator<Item = &Chapter> {
        self.divisions.iter().filter_map(|own| match &own.kind {
            ParsedDivisionKind::Chapter(chapter) => Some(chapter),
            ParsedDivisionKind::Generated { text, .. } => text.as_ref(),
            ParsedDivisionKind::Part(_) => None,
        })
    }

    /// The texts that are divisions of their own.
    pub fn chapters(&self) -> impl Iterator<Item = &Chapter> {
        self.divisions.iter().filter_map(|own| match &own.kind {
            ParsedDivisionKind::Chapter(chapter) => Some(chapter),
            ParsedDivisionKind::Generated { .. } | ParsedDivisionKind::Part(_) => None,
        })
    }
}

impl Chapter {
    /// What the text is called first: its id, or the stem of its file's name.
    pub fn name<'a>(&'a self, sources: &'a Sources) -> &'a str {
        match &self.front.id {
            Some(id) => id.as_str(),
            None => self.stem(sources),
        }
    }

    fn stem<'a>(&self, sources: &'a Sources) -> &'a str {
        let path = sources.get(self.file).map_or("", |file| file.path.as_str());
        let name = path.rsplit('/').next().unwrap_or(path);
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    fn contributor(&self) -> Option<&str> {
        self.front.contributor.as_ref().map(|(id, _)| id.as_str())
    }
}

/// No text has this name, or several have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoSuchText {
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub help: String,
}

/// The one text that is called so: by its id, by the stem of its file's name, or by its contributor.
/// Where the names of several kinds agree, the first kind counts.
///
/// # Errors
/// No text is called so, or several of one kind are.
pub fn named<'a>(
    texts: impl Iterator<Item = &'a Chapter>,
    name: &str,
    sources: &Sources,
) -> Result<&'a Chapter, NoSuchText> {
    let texts: Vec<&Chapter> = texts.collect();
    let by_id = |own: &Chapter| own.front.id.as_ref().is_some_and(|id| id.as_str() == name);
    let by_stem = |own: &Chapter| own.stem(sources) == name;
    let by_contributor = |own: &Chapter| own.contributor() == Some(name);
    let kinds: [&dyn Fn(&Chapter) -> bool; 3] = [&by_id, &by_stem, &by_contributor];
    for is_named in kinds {
        let found: Vec<&&Chapter> = texts.iter().filter(|own| is_named(own)).collect();
        match found.as_slice() {
            [] => {}
            [only] => return Ok(only),
            [..] => {
                let names: Vec<&str> = found.iter().map(|own| own.name(sources)).collect();
                return Err(NoSuchText {
                    message: format!("{} texts are called `{name}`", found.len()),
                    help: format!("name one of them: {}", names.join(", ")),
                });
            }
        }
    }
    let names: BTreeSet<&str> = texts
        .iter()
        .flat_map(|own| [Some(own.name(sources)), own.contributor()])
        .flatten()
        .chain(texts.iter().map(|own| own.stem(sources)))
        .collect();
    let help = match nearest(name, names) {
        Some(near) => format!("did you mean `{near}`?"),
        None => {
            let names: Vec<&str> = texts.iter().map(|own| own.name(sources)).collect();
            format!(
                "name a text by its id, its file or its contributor: {}",
                names.join(", ")
            )
        }
    };
    Err(NoSuchText {
        message: format!("no text is called `{name}`"),
        help,
    })
}
