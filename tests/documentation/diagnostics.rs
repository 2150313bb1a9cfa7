//! The pages of the diagnostics: the example under "Wrong" causes the code, and that under "Right"
//! causes nothing. All examples under one heading make one book: ```` ```markdown ```` is its text,
//! ```` ```toml ```` its settings or a part of them, and a path after the language names another file.
//! What an example leaves out is as in the examples of the syntax.

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Parser, Tag, TagEnd};
use recto::diagnostic::{Code, codes};
use recto::pipeline::Outcome;

use super::{BOOK, COVER, OTHER, SVG, TEXTS, build_as, said, workshop};

/// Codes whose example is no text, or a longer one than a page has room for, or that are said of
/// finished files, or of a printer's file alone. Their pages say in words what the file is.
const SAID_IN_WORDS: &[&str] = &[
    "conservation/changed",
    "conservation/doubled",
    "conservation/drawing",
    "conservation/generated",
    "conservation/lost",
    "conservation/moved",
    "conservation/unreadable",
    "epub/cover-size",
    "epub/image-colour",
    "epub/image-size",
    "file/encoding",
    "file/too-large",
    "image/svg-too-complex",
    "image/too-large",
    "image/unreadable",
    "layout/folios",
    "print/image-profile",
    "print/image-resolution",
];

/// The codes of print that a text can cause.
const OF_PICTURES: &[&str] = &[
    "print/bleed-inside",
    "print/no-bleed",
    "print/picture-cut",
    "print/profile",
    "print/transparency",
];

#[test]
fn wrong_examples_cause_their_code_and_right_ones_nothing() {
    let mut failures = Vec::new();
    for code in codes::ALL {
        let (wrong, right) = (section(code, "Wrong"), section(code, "Right"));
        assert!(!wrong.fences.is_empty(), "{}: no wrong example", code.name);
        assert!(!right.fences.is_empty(), "{}: no right example", code.name);
        // What is said of finished files is shown as these have it.
        let is_of_file = code.name.starts_with("print/") && !OF_PICTURES.contains(&code.name);
        if SAID_IN_WORDS.contains(&code.name) || is_of_file {
            assert!(wrong.has_words && right.has_words, "{}", code.name);
            continue;
        }
        let found = book(code, &wrong.fences);
        let mut all = found.diagnostics.iter().chain(&found.setting.faults);
        if all.all(|own| own.code != *code) {
            failures.push(format!("{}, wrong: {}", code.name, said(&found)));
        }
        let found = book(code, &right.fences);
        let mut faults = found.setting.faults.iter();
        if !found.diagnostics.is_empty() || faults.any(|own| own.code == *code) {
            failures.push(format!("{}, right: {}", code.name, said(&found)));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn every_page_begins_with_its_code_and_an_explanation() {
    for code in codes::ALL {
        let head = format!("# {}: {}\n\n", code.name, code.summary());
        assert!(code.page.starts_with(&head), "{}", code.name);
        let explanation = code.explanation();
        assert!(explanation.ends_with('.'), "{}: {explanation}", code.name);
        for line in explanation.lines() {
            assert!(line.chars().count() <= 100, "{}: {line}", code.name);
        }
    }
}

/// What stands under one heading of a page.
#[derive(Default)]
struct Section {
    /// The fenced blocks: what follows the fence, and the text.
    fences: Vec<(String, String)>,
    /// Whether words stand beside them.
    has_words: bool,
}

fn section(code: &Code, heading: &str) -> Section {
    let mut section = Section::default();
    let (mut in_heading, mut is_own, mut in_fence) = (false, false, false);
    for event in Parser::new(code.page) {
        match event {
            Event::Start(Tag::Heading {
                level: HeadingLevel::H2,
                ..
            }) => in_heading = true,
            Event::End(TagEnd::Heading(_)) => in_heading = false,
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) if is_own => {
                section.fences.push((info.to_string(), String::new()));
                in_fence = true;
            }
            Event::End(TagEnd::CodeBlock) => in_fence = false,
            Event::Text(text) if in_heading => is_own = &*text == heading,
            Event::Text(text) if in_fence => {
                if let Some((_, fence)) = section.fences.last_mut() {
                    fence.push_str(&text);
                }
            }
            Event::Text(_) => section.has_words |= is_own,
            _ => {}
        }
    }
    section
}

/// Builds the book that the fenced blocks of a section describe.
fn book(code: &Code, fences: &[(String, String)]) -> Outcome {
    let part = |language: &str| {
        let own = fences.iter().find(|(info, _)| info == language);
        own.map(|(_, text)| text.as_str())
    };
    let mut settings = part("toml").unwrap_or_default().to_owned();
    if !settings.contains("[book]") {
        settings = format!("{BOOK}{settings}\n");
    }
    if !settings.contains("[contents") {
        settings.push_str(TEXTS);
    }
    if !settings.contains("[editions.epub]") && code.name != "epub/no-cover" {
        settings.push_str(COVER);
    }
    let text = part("markdown").unwrap_or("Words.\n");
    let text = match text.starts_with("---\n") || text.contains("\ntitle: ") {
        true => text.to_owned(),
        false => format!("---\ntitle: Example\n---\n\n{text}"),
    };
    let workshop = workshop(&settings);
    workshop.write("manuscript/text.md", &text);
    workshop.write("manuscript/other.md", OTHER);
    workshop.write("manuscript/images/rule.png", SVG);
    for (info, text) in fences {
        if let Some((_, path)) = info.split_once(' ') {
            workshop.write(&format!("manuscript/{path}"), text);
        }
    }
    // Drafts stop releases alone.
    build_as(&workshop, code.name.starts_with("approval/"))
}
