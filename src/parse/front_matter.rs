//! The YAML between two lines `---` at the head of a text: in comes the whole file, out come the
//! known keys with their places, the byte at which the body starts, and what is wrong.

mod entries;

use serde_saphyr::{Location, Spanned};

use crate::diagnostic::{Diagnostic, codes};
use crate::document::is_language_tag;
use crate::manuscript::Status;
use crate::source::{FileId, Span, offset_of};

use super::attributes::unknown;
use super::spans::bad_language;
use entries::{Entries, Keys};

const KEYS: &[&str] = &[
    "title",
    "short_title",
    "contributor",
    "status",
    "lang",
    "id",
];

/// A value and where it stands.
pub(super) type Value = (String, Span);

/// The front matter of a text.
#[derive(Debug)]
pub(super) struct FrontMatter {
    /// `title`.
    pub title: Option<Value>,
    /// `short_title`.
    pub short_title: Option<Value>,
    /// `contributor`.
    pub contributor: Option<Value>,
    /// `status`.
    pub status: Option<(Status, Span)>,
    /// `lang`.
    pub language: Option<Value>,
    /// `id`.
    pub id: Option<Value>,
    /// From the first `---` to the last, or the file's first byte.
    pub span: Span,
    /// Where the text after it starts.
    pub body: usize,
    /// Whether it could be read.
    pub sound: bool,
}

/// Reads the front matter of `source`.
pub(super) fn read(source: &str, file: FileId, found: &mut Vec<Diagnostic>) -> FrontMatter {
    let start = if source.starts_with('\u{FEFF}') { 3 } else { 0 };
    let mut front = FrontMatter {
        title: None,
        short_title: None,
        contributor: None,
        status: None,
        language: None,
        id: None,
        span: Span::new(file, start, start),
        body: start,
        sound: true,
    };
    let misplaced = misplaced(source, start);
    if let Some(at) = misplaced {
        let message = "the front matter does not begin in the first line of the file";
        let finding = Diagnostic::new(
            codes::FRONT_MATTER_PLACE,
            Span::new(file, at, at + 3),
            message,
        );
        found.push(
            finding.help("nothing stands before its first line ---, no blank line and no space"),
        );
    }
    // What stands before it is text and must not be lost.
    let is_first = |at: &usize| {
        source
            .get(start..*at)
            .is_some_and(|own| own.trim().is_empty())
    };
    let start = misplaced.filter(is_first).unwrap_or(start);
    let Some((yaml, end, body)) = fenced(source, start) else {
        return front;
    };
    front.span = Span::new(file, start, end);
    front.body = body;
    let Some(closed) = yaml else {
        front.sound = false;
        found.push(
            Diagnostic::new(
                codes::FRONT_MATTER_SYNTAX,
                front.span,
                "the front matter is not closed",
            )
            .help("write --- on a line of its own after its last key"),
        );
        return front;
    };
    let yaml = source.get(closed.clone()).unwrap_or("");
    let place = Place {
        yaml,
        file,
        offset: closed.start,
        end,
    };
    match serde_saphyr::from_str::<Entries>(yaml) {
        Ok(entries) => {
            for (key, value) in entries.0 {
                front.set(key, value, &place, found);
            }
        }
        Err(error) => {
            front.sound = false;
            // A key of another tool may hold anything.
            let keys = serde_saphyr::from_str::<Keys>(yaml);
            let keys = keys.map_or_else(|_| Vec::new(), |keys| keys.0);
            let mut is_foreign = false;
            for key in keys
                .iter()
                .filter(|key| !KEYS.contains(&key.value.as_str()))
            {
                is_foreign = true;
                found.push(unknown_key(&key.value, place.span(key.referenced)));
            }
            if is_foreign {
                return front;
            }
            let span = error.location().map(|location| place.span(location));
            let words = error.without_snippet().to_string();
            let first = words.lines().next().unwrap_or("");
            // The place, counted from the first key, is told apart; programs alone have options.
            let ends = [" at line ", ", set DuplicateKeyPolicy"].map(|own| first.find(own));
            let end = ends.into_iter().flatten().min().unwrap_or(first.len());
            let message = first.get(..end).unwrap_or(first);
            found.push(
                Diagnostic::new(
                    codes::FRONT_MATTER_SYNTAX,
                    span.unwrap_or(front.span),
                    format!("the front matter cannot be read: {message}"),
                )
                .help("each line is `key: value`; a value that holds a colon stands in quotation marks"),
            );
        }
    }
    front
}

impl FrontMatter {
    fn set(
        &mut self,
        key: Spanned<String>,
        value: Spanned<Option<String>>,
        place: &Place<'_>,
        found: &mut Vec<Diagnostic>,
    ) {
        let name = key.value.as_str();
        let span = place.span(value.referenced);
        let Some(text) = value.value.filter(|text| !text.trim().is_empty()) else {
            if !KEYS.contains(&name) {
                found.push(unknown_key(name, place.span(key.referenced)));
            }
            return;
        };
        match name {
            "title" => self.title = Some((text, span)),
            "short_title" => self.short_title = Some((text, span)),
            "contributor" => self.contributor = Some((text, span)),
            "id" => match is_id(&text) {
                true => self.id = Some((text, span)),
                false => found.push(
                    Diagnostic::new(
                        codes::FRONT_MATTER_VALUE,
                        span,
                        format!("`{text}` is not an id"),
                    )
                    .help("an id is made of letters, digits, - and _, as ch-intro"),
                ),
            },
            "status" => match Status::ALL.into_iter().find(|own| own.word() == text) {
                Some(status) => self.status = Some((status, span)),
                None => found.push(unknown(
                    codes::FRONT_MATTER_VALUE,
                    span,
                    format!("`{text}` is not a status"),
                    (&text, &Status::ALL.map(Status::word), ""),
                )),
            },
            "lang" => match is_language_tag(&text) {
                true => self.language = Some((text, span)),
                false => found.push(bad_language(span, &text)),
            },
            _ => found.push(unknown_key(name, place.span(key.referenced))),
        }
    }
}

/// Whether `{#text}` would be read as this id.
fn is_id(text: &str) -> bool {
    text.chars()
        .all(|char| char.is_alphanumeric() || matches!(char, '-' | '_' | '.' | ':'))
}

fn unknown_key(key: &str, span: Span) -> Diagnostic {
    unknown(
        codes::FRONT_MATTER_UNKNOWN_KEY,
        span,
        format!("the front matter has no key `{key}`"),
        (key, KEYS, ""),
    )
}

/// Where front matter stands that is not at the head of the file: a line `---`, and below it a known
/// key.
fn misplaced(source: &str, start: usize) -> Option<usize> {
    /// Front matter that comes later is an example of one.
    const LAST_LINE: usize = 20;
    let mut at = start;
    let mut lines = source
        .get(start..)?
        .split_inclusive('\n')
        .take(LAST_LINE)
        .peekable();
    let mut is_first = true;
    while let Some(line) = lines.next() {
        let bare = line.trim();
        let indent = line.len() - line.trim_start().len();
        if bare.starts_with("```")
            || bare.starts_with("~~~")
            || (is_first && line.starts_with("---"))
        {
            return None;
        }
        let key = lines.peek().and_then(|next| next.split_once(':'));
        if bare == "---" && key.is_some_and(|(key, _)| KEYS.contains(&key.trim())) {
            return Some(at + indent);
        }
        is_first = false;
        at += line.len();
    }
    None
}

/// Finds the front matter that starts at `start`: the YAML, if a line closes it; the end of the
/// whole; and where the body starts. `None` where the text has none.
fn fenced(source: &str, start: usize) -> Option<(Option<std::ops::Range<usize>>, usize, usize)> {
    let mut lines = source.get(start..)?.split_inclusive('\n');
    let first = lines.next().filter(|line| line.trim_end() == "---")?;
    let opened = start + first.len();
    let mut at = opened;
    for line in lines {
        let bare = line.trim_end();
        if bare == "---" || bare == "..." {
            return Some((Some(opened..at), at + bare.len(), at + line.len()));
        }
        at += line.len();
    }
    Some((None, start + first.trim_end().len(), opened))
}

/// Where the YAML stands in the file.
struct Place<'s> {
    /// Its text.
    yaml: &'s str,
    file: FileId,
    offset: usize,
    end: usize,
}

impl Place<'_> {
    fn span(&self, location: Location) -> Span {
        let bytes = location.span();
        let number = |value: Option<u64>| value.and_then(|value| usize::try_from(value).ok());
        // Of broken syntax the line and the column alone are known.
        let start = number(bytes.byte_offset()).unwrap_or_else(|| {
            let [line, column] = [location.line(), location.column()].map(Some).map(number);
            offset_of(self.yaml, line.unwrap_or(1), column.unwrap_or(1))
        });
        let start = self.offset + start;
        let length = number(bytes.byte_len()).unwrap_or(0);
        let start = start.min(self.end);
        Span::new(self.file, start, (start + length).min(self.end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn front(source: &str) -> (FrontMatter, Vec<String>) {
        let mut found = Vec::new();
        let front = read(source, FileId(0), &mut found);
        let found = found
            .iter()
            .map(|own| {
                let text = &source[own.span.unwrap().range()];
                format!("{} `{text}`: {}", own.code.name, own.message)
            })
            .collect();
        (front, found)
    }

    #[test]
    fn values_have_their_places_and_the_body_its_start() {
        let source = "\u{FEFF}---\r\ntitle: \"Á: b\"\r\nid: ch-x\r\nlang: fr\r\nshort_title: 2013\r\nstatus:\r\n---\r\nText";
        let (front, found) = front(source);
        assert_eq!(found, [""; 0]);
        let (title, span) = front.title.unwrap();
        assert_eq!(
            (title.as_str(), &source[span.range()]),
            ("Á: b", "\"Á: b\"")
        );
        assert_eq!(&source[front.id.unwrap().1.range()], "ch-x");
        assert_eq!(front.short_title.unwrap().0, "2013");
        assert_eq!(front.language.unwrap().0, "fr");
        assert!(front.status.is_none());
        assert_eq!(&source[front.body..], "Text");
    }

    #[test]
    fn faults_name_their_place() {
        for (source, expected) in [
            (
                "---\ntitel: x\n---\n",
                "front-matter/unknown-key `titel`: the front matter has no key `titel`",
            ),
            (
                "---\nstatus: aproved\n---\n",
                "front-matter/value `aproved`: `aproved` is not a status",
            ),
            (
                "---\nlang: f\n---\n",
                "attributes/value `f`: `f` is not a language tag",
            ),
            (
                "---\nid: a b\n---\n",
                "front-matter/value `a b`: `a b` is not an id",
            ),
            (
                "---\ntitle: x\n",
                "front-matter/syntax `---`: the front matter is not closed",
            ),
        ] {
            assert_eq!(front(source).1, [expected], "{source}");
        }
        for source in [
            "---\n- a\n---\n",
            "---\ntitle: [a\n---\n",
            "---\ntitle: a: b\n---\n",
            "---\ntitle: a\ntitle: b\n---\n",
            "---\ntitle: [a]\n---\n",
            "---\nword\n---\n",
        ] {
            let (front, found) = front(source);
            assert!(!front.sound, "{source}");
            assert_eq!(found.len(), 1, "{source}: {found:?}");
            assert!(found[0].starts_with("front-matter/syntax"), "{found:?}");
        }
    }

    #[test]
    fn the_keys_and_states_are_those_of_the_schema() {
        let schema = crate::manuscript::SettingsFile::FrontMatter.schema();
        let mut keys = KEYS.to_vec();
        keys.sort_unstable();
        let properties = schema["properties"].as_object().unwrap();
        assert_eq!(properties.keys().collect::<Vec<_>>(), keys);
        assert_eq!(
            schema["properties"]["status"]["enum"],
            serde_json::json!(Status::ALL.map(Status::word))
        );
    }

    #[test]
    fn a_text_may_have_none() {
        for (source, body) in [
            ("", 0),
            ("Text\n---\n", 0),
            ("---\n---\nx", 8),
            ("----\n", 0),
        ] {
            let (front, found) = front(source);
            assert_eq!((front.body, found.len()), (body, 0), "{source}");
        }
    }
}
