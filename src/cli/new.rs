//! The manuscript that `recto new` writes: a title, a language and a slug -> its files. The texts are
//! files in `new/`, and there for readers of the books that they become.

use std::path::PathBuf;

use crate::document::{is_language_tag, primary_language};

use super::outputs::is_stage;
use super::settings::{NewSettings, UsageError};

/// A file of the new manuscript.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFile {
    /// Its path below the manuscript, with `/`.
    pub path: &'static str,
    /// All of it.
    pub text: String,
}

/// The texts of a language.
struct Template {
    /// The title of a book that was given none.
    title: &'static str,
    /// Paths and texts. Words between `@` in the settings are filled in.
    files: [(&'static str, &'static str); 4],
}

const ENGLISH: Template = Template {
    title: "My Book",
    files: [
        ("book.toml", include_str!("new/en/book.toml")),
        ("front/preface.md", include_str!("new/en/preface.md")),
        ("body/first.md", include_str!("new/en/first.md")),
        ("body/second.md", include_str!("new/en/second.md")),
    ],
};

const FRENCH: Template = Template {
    title: "Mon livre",
    files: [
        ("book.toml", include_str!("new/fr/book.toml")),
        ("front/preface.md", include_str!("new/fr/preface.md")),
        ("body/first.md", include_str!("new/fr/first.md")),
        ("body/second.md", include_str!("new/fr/second.md")),
    ],
};

/// The images, which have no words.
const IMAGES: [(&str, &str); 2] = [
    ("images/cover.svg", include_str!("new/cover.svg")),
    ("images/parts.svg", include_str!("new/parts.svg")),
];

/// The files of a new manuscript. French books get French texts, all others English ones.
pub fn files(title: Option<&str>, language: &str, slug: &str) -> Vec<NewFile> {
    let template = match primary_language(language).as_str() {
        "fr" => &FRENCH,
        _ => &ENGLISH,
    };
    let title = title.unwrap_or(template.title);
    let files = template.files.iter().chain(&IMAGES);
    files
        .map(|&(path, text)| NewFile {
            path,
            text: match path {
                "book.toml" => filled(
                    text,
                    &[("slug", slug), ("title", title), ("language", language)],
                ),
                _ => text.to_owned(),
            },
        })
        .collect()
}

/// Fills the settings in, each as a string of TOML. What is filled in is not looked at again.
fn filled(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(text.len());
    for (at, piece) in text.split('@').enumerate() {
        let value = values
            .iter()
            .find(|(name, _)| at % 2 == 1 && *name == piece);
        match value {
            Some((_, value)) => filled.push_str(&toml::Value::from(*value).to_string()),
            None => filled.push_str(piece),
        }
    }
    filled
}

/// The slug of a book in this folder: what a file's name may have everywhere, or `book`.
pub fn slug(folder_name: &str) -> String {
    let mut slug = String::new();
    for char in folder_name.chars() {
        match char {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '_' => slug.push(char.to_ascii_lowercase()),
            _ if slug.is_empty() || slug.ends_with('-') => {}
            _ => slug.push('-'),
        }
    }
    match slug.trim_end_matches('-') {
        "" => "book".to_owned(),
        slug => slug.to_owned(),
    }
}

/// Checks the arguments of `new`.
///
/// # Errors
/// The first thing that makes no sense.
pub fn check(
    folder: PathBuf,
    title: Option<String>,
    language: String,
) -> Result<NewSettings, UsageError> {
    let shown = folder.display();
    // What a `recto new` that was killed left here is removed by the next.
    // A folder that cannot be looked into is the disk's refusal, and comes later.
    let is_taken = || {
        folder.read_dir().is_ok_and(|mut found| {
            found.any(|own| !own.is_ok_and(|own| is_stage(&own.file_name())))
        })
    };
    let wrong = if folder.exists() && !folder.is_dir() {
        Some((
            format!("`{shown}` is not a folder"),
            "name a folder that does not exist yet",
        ))
    } else if is_taken() {
        Some((
            format!("the folder `{shown}` is not empty"),
            "name a folder that does not exist yet, or an empty one",
        ))
    } else if title
        .as_deref()
        .is_some_and(|title| title.trim().is_empty() || title.contains(char::is_control))
    {
        Some((
            "`--title` is empty, or has characters that cannot be printed".to_owned(),
            "give the book a title, or leave --title out",
        ))
    } else if !is_language_tag(&language) {
        Some((
            format!("`{language}` is no tag of a language"),
            "write a tag like `en`, `en-GB` or `fr`",
        ))
    } else {
        None
    };
    match wrong {
        None => Ok(NewSettings {
            folder,
            title,
            language,
        }),
        Some((message, help)) => Err(UsageError {
            message,
            help: help.to_owned(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(title: Option<&str>, language: &str) -> toml::Table {
        let files = files(title, language, "tea");
        let settings = files.iter().find(|file| file.path == "book.toml");
        let settings = settings.expect("the settings");
        toml::from_str(&settings.text).expect("settings in TOML")
    }

    #[test]
    fn any_title_is_written_as_it_was_given() {
        for title in ["Tea", "\"Tea\" \\ 'and' milk", "L’été @slug@", "a = 1 # b"] {
            let settings = settings(Some(title), "en");
            assert_eq!(settings["book"]["title"].as_str(), Some(title));
            assert_eq!(settings["book"]["slug"].as_str(), Some("tea"));
        }
    }

    #[test]
    fn a_french_book_is_french_and_every_other_english() {
        for (language, title) in [
            ("fr", "Mon livre"),
            ("FR-ch", "Mon livre"),
            ("de", "My Book"),
        ] {
            let settings = settings(None, language);
            assert_eq!(settings["book"]["title"].as_str(), Some(title));
            assert_eq!(settings["book"]["language"].as_str(), Some(language));
        }
    }

    #[test]
    fn a_slug_has_only_what_a_slug_may_have() {
        for (folder, expected) in [
            ("my-book", "my-book"),
            ("My Book (2nd)", "my-book-2nd"),
            ("Été", "t"),
            ("茶", "book"),
            ("..", "book"),
        ] {
            assert_eq!(slug(folder), expected);
        }
    }
}
