//! The 652 examples of the CommonMark specification, read here and by pulldown-cmark alone: the same
//! blocks in the same order with the same text, but for the examples that an extension reads
//! otherwise. Each of those is listed with its reason, and the list fails when one of them agrees.
//! Three things are the same for all: quotation marks, dashes and ellipses are typographic here and
//! compared as typed; HTML is text; headings of level 1 are of level 2.

use std::collections::BTreeMap;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

use crate::notation::{folded, of_book, parsed};

/// Why an example is read otherwise than in CommonMark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Extension {
    /// White space at the ends of a paragraph is dropped, also where it is written as an entity.
    WhiteSpaceAtTheEnds,
}

const EXTENSIONS: &[(Extension, &[usize])] = &[(Extension::WhiteSpaceAtTheEnds, &[40])];

#[test]
fn the_examples_of_commonmark_keep_their_structure_and_text() {
    let examples = examples(include_str!("fixtures/commonmark/spec.txt"));
    assert_eq!(examples.len(), 652);
    let mut listed = BTreeMap::new();
    for (extension, numbers) in EXTENSIONS {
        for number in *numbers {
            assert_eq!(
                listed.insert(*number, *extension),
                None,
                "{number} is listed twice"
            );
        }
    }
    let mut faults = String::new();
    for (at, example) in examples.iter().enumerate() {
        let number = at + 1;
        // The title is in the front matter, so that a level-1 heading is an ordinary one.
        let book = parsed(&format!("---\ntitle: T\n---\n{example}"));
        let (ours, theirs) = (of_book(&book), of_commonmark(example));
        match (ours == theirs, listed.get(&number)) {
            (true, None) | (false, Some(_)) => {}
            (true, Some(extension)) => {
                faults += &format!("example {number} agrees, and is listed as {extension:?}\n");
            }
            (false, None) => {
                faults += &format!(
                    "example {number}: {example:?}\n  pulldown-cmark {theirs:?}\n  here           {ours:?}\n"
                );
            }
        }
    }
    assert!(faults.is_empty(), "{faults}");
}

/// The Markdown of each example of the specification, in order.
fn examples(specification: &str) -> Vec<String> {
    let fence = "`".repeat(32);
    let opening = format!("{fence} example");
    let mut examples = Vec::new();
    let mut lines = specification.lines();
    while let Some(line) = lines.next() {
        if line != opening {
            continue;
        }
        let text = lines.by_ref().take_while(|line| *line != ".");
        let text: String = text.flat_map(|line| [line, "\n"]).collect();
        // The specification shows a tab as an arrow.
        examples.push(text.replace('→', "\t"));
        assert!(lines.any(|line| line == fence), "an example does not end");
    }
    examples
}

/// What pulldown-cmark makes of a text: tags and text, without typographic punctuation.
fn of_commonmark(text: &str) -> String {
    let mut tree = Tree::default();
    for event in Parser::new_ext(text, Options::empty()) {
        tree.event(event);
    }
    folded(&tree.text)
}

/// A tree of events as text.
#[derive(Default)]
struct Tree {
    text: String,
    /// The open containers.
    open: Vec<Open>,
    /// The nested images; what is in the outermost is its alternative text.
    images: usize,
}

/// An open list or item, or something else.
enum Open {
    /// Where its tag stands, and whether an item has a paragraph.
    List {
        tag: usize,
        is_loose: bool,
    },
    /// Whether a paragraph was opened for the text of a tight item.
    Item {
        in_text: bool,
    },
    Other(&'static str),
}

impl Tree {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            // The indent of a block of HTML comes before its first line.
            Event::Text(text)
                if self.text.ends_with("<p>") && text.trim_matches(' ').is_empty() => {}
            Event::Text(text) => self.inline(&text),
            Event::Code(text) if self.images > 0 => self.inline(&text),
            Event::Code(text) => self.inline(&format!("<code>{text}</code>")),
            Event::Html(html) => {
                if !self.text.ends_with("<p>") {
                    self.text.push_str("<br>");
                }
                self.text.push_str(html.trim_end());
            }
            Event::InlineHtml(html) => self.inline(&html),
            Event::SoftBreak => self.inline(" "),
            Event::HardBreak if self.images > 0 => self.inline(" "),
            Event::HardBreak => self.inline("<br>"),
            Event::Rule => {
                self.end_text();
                self.text.push_str("<hr>");
            }
            other => self.text.push_str(&format!("<{other:?}>")),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Emphasis => self.inline_tag("em", "em"),
            Tag::Strong => self.inline_tag("strong", "strong"),
            Tag::Link {
                link_type: LinkType::Email,
                dest_url,
                ..
            } => {
                self.inline_tag(&format!("a mailto:{dest_url}"), "a");
            }
            Tag::Link { dest_url, .. } => self.inline_tag(&format!("a {dest_url}"), "a"),
            Tag::Image { dest_url, .. } => {
                if self.images == 0 {
                    self.inline(&format!("<img {dest_url} "));
                }
                self.images += 1;
            }
            Tag::Paragraph => {
                if let [.., Open::List { is_loose, .. }, Open::Item { .. }] =
                    self.open.as_mut_slice()
                {
                    *is_loose = true;
                }
                self.block("p", "p");
            }
            Tag::HtmlBlock => self.block("p", "p"),
            Tag::Heading { level, .. } => match level {
                HeadingLevel::H1 | HeadingLevel::H2 => self.block("h2", "h2"),
                HeadingLevel::H3 => self.block("h3", "h3"),
                HeadingLevel::H4 => self.block("h4", "h4"),
                HeadingLevel::H5 => self.block("h5", "h5"),
                HeadingLevel::H6 => self.block("h6", "h6"),
            },
            Tag::BlockQuote(_) => self.block("quote", "quote"),
            Tag::CodeBlock(kind) => {
                let language = match &kind {
                    CodeBlockKind::Indented => "",
                    CodeBlockKind::Fenced(info) => info.split_whitespace().next().unwrap_or(""),
                };
                self.block(&format!("pre {language}"), "pre");
            }
            Tag::List(start) => {
                self.end_text();
                let tag = self.text.len();
                self.open.push(Open::List {
                    tag,
                    is_loose: false,
                });
                if let Some(start) = start {
                    self.text.push_str(&format!("<start {start}>"));
                }
            }
            Tag::Item => {
                self.text.push_str("<li>");
                self.open.push(Open::Item { in_text: false });
            }
            other => self.text.push_str(&format!("<{other:?}>")),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        if tag == TagEnd::Image {
            self.images -= 1;
            if self.images == 0 {
                self.text.push('>');
            }
            return;
        }
        self.end_text();
        match self.open.pop() {
            Some(Open::List { tag, is_loose }) => {
                let name = if is_loose {
                    "<list loose>"
                } else {
                    "<list tight>"
                };
                self.text.insert_str(tag, name);
                self.text.push_str("</list>");
            }
            Some(Open::Item { .. }) => self.text.push_str("</li>"),
            Some(Open::Other("")) | None => {}
            Some(Open::Other(name)) => self.text.push_str(&format!("</{name}>")),
        }
    }

    /// Opens the paragraph that a tight item's text is without a tag.
    fn inline(&mut self, text: &str) {
        if let Some(Open::Item { in_text }) = self.open.last_mut()
            && !std::mem::replace(in_text, true)
        {
            self.text.push_str("<p>");
        }
        self.text.push_str(text);
    }

    fn inline_tag(&mut self, tag: &str, name: &'static str) {
        if self.images > 0 {
            self.open.push(Open::Other(""));
            return;
        }
        self.inline(&format!("<{tag}>"));
        self.open.push(Open::Other(name));
    }

    fn block(&mut self, tag: &str, name: &'static str) {
        self.end_text();
        self.text.push_str(&format!("<{tag}>"));
        self.open.push(Open::Other(name));
    }

    fn end_text(&mut self) {
        if let Some(Open::Item { in_text }) = self.open.last_mut()
            && std::mem::replace(in_text, false)
        {
            self.text.push_str("</p>");
        }
    }
}
