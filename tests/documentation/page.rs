//! What the tests read out of a document: its fenced examples, and text that is
//! written into one.

use std::path::Path;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Parser, Tag, TagEnd};

/// A fenced example of a document.
#[derive(Debug)]
pub struct Example {
    /// The heading of level 2 above it; among the settings, the name of a file.
    pub section: String,
    /// What it says.
    pub text: String,
}

/// The fenced examples of a document in one language.
pub fn examples(path: &str, language: &str) -> Vec<Example> {
    let source = document(path);
    let mut section = String::new();
    let mut in_heading = false;
    let mut open = None;
    let mut examples = Vec::new();
    for event in Parser::new(&source) {
        match event {
            Event::Start(Tag::Heading {
                level: HeadingLevel::H2,
                ..
            }) => {
                in_heading = true;
                section.clear();
            }
            Event::End(TagEnd::Heading(_)) => in_heading = false,
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(own))) if *own == *language => {
                open = Some(String::new());
            }
            Event::End(TagEnd::CodeBlock) => {
                let section = section.clone();
                examples.extend(open.take().map(|text| Example { section, text }));
            }
            Event::Text(text) | Event::Code(text) => match &mut open {
                Some(open) => open.push_str(&text),
                None if in_heading => section.push_str(&text),
                None => {}
            },
            _ => {}
        }
    }
    examples
}

/// The text of a document from a heading to the next one of its level or above.
pub fn section_of(document: &str, heading: &str) -> String {
    let mut lines = document.lines().skip_while(|line| {
        let text = line.trim_start_matches('#');
        text.len() == line.len() || text.trim() != heading
    });
    let first = lines
        .next()
        .unwrap_or_else(|| panic!("no section {heading}"));
    let level = first.len() - first.trim_start_matches('#').len();
    let inside = lines.take_while(|line| {
        let hashes = line.len() - line.trim_start_matches('#').len();
        hashes == 0 || hashes > level || !line[hashes..].starts_with(' ')
    });
    inside.collect::<Vec<_>>().join("\n")
}

/// A document of the project, by its path.
pub fn document(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Plain text as Markdown that shows it as it stands; what stands between backticks is code.
pub fn escaped(text: &str) -> String {
    let mut in_code = false;
    let mut escaped = String::new();
    for char in text.chars() {
        in_code ^= char == '`';
        if !in_code && matches!(char, '\\' | '*' | '_' | '[' | ']' | '<' | '>') {
            escaped.push('\\');
        }
        escaped.push(char);
    }
    escaped
}

#[test]
fn marks_are_escaped_outside_code() {
    assert_eq!(escaped("[^a] and `[^a]` <"), "\\[^a\\] and `[^a]` \\<");
}
