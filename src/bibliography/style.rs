//! Citation styles: the name of one that the tool brings along, or the text of a CSL file -> a
//! [`Style`]. A file is untrusted: its depth is limited, and a macro that calls itself is refused
//! before the style is ever used.

use std::collections::BTreeMap;

use hayagriva::archive::ArchivedStyle;
use hayagriva::citationberg::{self, IndependentStyle};
use usvg::roxmltree::{self, Document, Node};

use crate::diagnostic::{Diagnostic, codes};
use crate::source::{FileId, offset_of};

use super::span_in;

/// The style of a book that names none.
pub const DEFAULT_STYLE: &str = "chicago-author-date";

/// How deep the elements of a CSL file may lie in each other; real styles have about twenty levels.
const DEEPEST: usize = 64;

/// How many elements a style may come to, each macro counted wherever it is called.
const LARGEST: usize = 200_000;

/// A citation style.
#[derive(Clone, Debug)]
pub enum Style {
    /// One that the tool brings along; it is unpacked when something is cited.
    Archived(ArchivedStyle),
    /// One that the manuscript brings along.
    Own(Box<IndependentStyle>),
}

/// Where the styles of the CSL project have their ids: the name of its file follows.
const REPOSITORY: &str = "http://www.zotero.org/styles/";

/// The names of the styles that the tool brings along: hayagriva's own, and those of the CSL project.
pub fn style_names() -> impl Iterator<Item = &'static str> {
    let all = ArchivedStyle::all().iter();
    all.flat_map(|style| {
        let file = style.csl_id().strip_prefix(REPOSITORY);
        style.names().iter().copied().chain(file)
    })
}

impl Style {
    /// The style of a name.
    pub fn named(name: &str) -> Option<Style> {
        ArchivedStyle::by_name(name)
            .or_else(|| ArchivedStyle::by_id(&format!("{REPOSITORY}{name}")))
            .map(Style::Archived)
    }

    /// Reads a CSL file. One that depends on another takes that from what the tool brings along.
    ///
    /// # Errors
    /// What is wrong with it, in the file.
    pub fn read(file: FileId, text: &str) -> Result<Style, Diagnostic> {
        let fault = |at: usize, message: String| {
            let span = span_in(file, text, at, at);
            Diagnostic::new(codes::BIBLIOGRAPHY_STYLE, span, message)
        };
        let document = Document::parse(text).map_err(|error| {
            fault(
                place(text, error.pos()),
                format!("the style is not well-formed XML: {}", words_of(&error)),
            )
            .help("mend the file here, or take it afresh from where you have it")
        })?;
        check(&document).map_err(|(at, message)| {
            fault(at, message).help("mend the file here, or take another style")
        })?;
        match citationberg::Style::from_xml(text) {
            Ok(citationberg::Style::Independent(style)) => Ok(Style::Own(Box::new(style))),
            Ok(citationberg::Style::Dependent(style)) => {
                let parent = &style.parent_link.href;
                ArchivedStyle::by_id(parent)
                    .map(Style::Archived)
                    .ok_or_else(|| {
                        let message =
                            format!("the style depends on `{parent}`, which is not there");
                        fault(0, message).help("name the file of that style instead of this one")
                    })
            }
            Err(error) => {
                let message = format!("the style is not CSL: {}", error.source);
                let root = document.root_element().range().start;
                Err(fault(root, message)
                    .help("a style of the Citation Style Language 1.0 is expected"))
            }
        }
    }

    /// The style itself.
    pub(super) fn unpacked(&self) -> Option<IndependentStyle> {
        let archived = match self {
            Style::Own(style) => return Some((**style).clone()),
            Style::Archived(archived) => archived.get(),
        };
        match archived {
            citationberg::Style::Independent(style) => Some(style),
            citationberg::Style::Dependent(style) => {
                match ArchivedStyle::by_id(&style.parent_link.href)?.get() {
                    citationberg::Style::Independent(parent) => Some(parent),
                    citationberg::Style::Dependent(_) => None,
                }
            }
        }
    }
}

/// The byte of a line and column.
fn place(text: &str, position: roxmltree::TextPos) -> usize {
    let number = |value: u32| usize::try_from(value).unwrap_or(1);
    offset_of(text, number(position.row), number(position.col))
}

/// An error without the place at its end, which is told apart.
fn words_of(error: &roxmltree::Error) -> String {
    let words = error.to_string();
    let place = format!(" at {}", error.pos());
    words.strip_suffix(&place).unwrap_or(&words).to_owned()
}

/// Reports depth that the reader of CSL could not bear, and macros that have no end.
fn check(document: &Document<'_>) -> Result<(), (usize, String)> {
    let mut macros: BTreeMap<&str, Macro> = BTreeMap::new();
    for node in document.descendants().filter(Node::is_element) {
        if node.ancestors().take(DEEPEST + 1).count() > DEEPEST {
            let message = format!("the style has more than {DEEPEST} levels");
            return Err((node.range().start, message));
        }
        if node.tag_name().name() == "macro"
            && let Some(name) = node.attribute("name")
        {
            let inside = node.descendants().filter(Node::is_element);
            let calls: Vec<String> = inside
                .clone()
                .filter_map(|own| own.attribute("macro"))
                .map(str::to_owned)
                .collect();
            let own = Macro {
                at: node.range().start,
                elements: inside.count(),
                calls,
                size: Size::Unknown,
            };
            macros.insert(name, own);
        }
    }
    let names: Vec<&str> = macros.keys().copied().collect();
    for name in names {
        let at = macros.get(name).map_or(0, |own| own.at);
        match size(name, &mut macros, 0) {
            Some(size) if size <= LARGEST => {}
            Some(_) => {
                let message = format!("the macro `{name}` comes to too many elements");
                return Err((at, message));
            }
            None => {
                let message = format!("the macro `{name}` leads back to itself, or goes too deep");
                return Err((at, message));
            }
        }
    }
    Ok(())
}

/// A macro of a style.
struct Macro {
    at: usize,
    elements: usize,
    calls: Vec<String>,
    size: Size,
}

/// What is known of the elements that a macro comes to.
#[derive(Clone, Copy)]
enum Size {
    Unknown,
    Open,
    Known(usize),
}

/// How many elements a macro comes to; `None` where it has no end.
fn size(name: &str, macros: &mut BTreeMap<&str, Macro>, depth: usize) -> Option<usize> {
    // A macro that is not there prints nothing.
    let Some(own) = macros.get_mut(name) else {
        return Some(1);
    };
    match own.size {
        Size::Known(size) => return Some(size),
        Size::Unknown if depth < DEEPEST => own.size = Size::Open,
        Size::Open | Size::Unknown => return None,
    }
    let (mut sum, calls) = (own.elements, own.calls.clone());
    for call in calls {
        sum = sum.saturating_add(size(&call, macros, depth + 1)?);
    }
    if let Some(own) = macros.get_mut(name) {
        own.size = Size::Known(sum);
    }
    Some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn csl(inside: &str) -> String {
        format!(
            "<style xmlns=\"http://purl.org/net/xbiblio/csl\" class=\"in-text\" version=\"1.0\">\
             <info><title>T</title><id>t</id><updated>2024-01-01T00:00:00+00:00</updated></info>\
             {inside}\
             <citation><layout><text variable=\"title\"/></layout></citation></style>"
        )
    }

    #[test]
    fn styles_that_have_no_end_are_refused() {
        let deep = "<group>".repeat(100) + &"</group>".repeat(100);
        let doubling: String = (0..40)
            .map(|at| {
                let next = at + 1;
                format!("<macro name=\"m{at}\"><text macro=\"m{next}\"/><text macro=\"m{next}\"/></macro>")
            })
            .collect();
        for (inside, expected) in [
            (
                "<macro name=\"a\"><text macro=\"a\"/></macro>",
                "leads back",
            ),
            (
                "<macro name=\"a\"><text macro=\"b\"/></macro><macro name=\"b\"><text macro=\"a\"/></macro>",
                "leads back",
            ),
            (doubling.as_str(), "too many"),
            (&format!("<macro name=\"a\">{deep}</macro>"), "levels"),
            ("<macro", "well-formed"),
        ] {
            let error = Style::read(FileId(0), &csl(inside)).unwrap_err();
            assert!(error.message.contains(expected), "{}", error.message);
        }
        assert!(Style::read(FileId(0), &csl("")).is_ok());
        assert!(Style::read(FileId(0), "<svg/>").is_err());
        assert!(Style::read(FileId(0), "").is_err());
    }

    #[test]
    fn every_name_leads_to_a_style() {
        assert!(style_names().count() > 80);
        for name in style_names() {
            let style = Style::named(name).and_then(|style| style.unpacked());
            assert!(style.is_some(), "{name}");
        }
        assert!(Style::named(DEFAULT_STYLE).is_some());
    }
}
