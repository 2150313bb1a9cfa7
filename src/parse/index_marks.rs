//! Index marks, `[term]{.index}`: attributes go in, the entry that they ask for comes out, with what
//! is wrong with them.

use crate::diagnostic::{Diagnostic, codes};
use crate::document::{Attributes, CrossReference, IndexRequest, Inline, Parsed, RangeEnd};
use crate::source::Span;

use super::attributes::Accepted;
use super::context::Context;
use super::punctuation::set_punctuation;
use super::raw::{self, Raw};

/// A span that is an index mark.
pub(super) const INDEXED_SPAN: Accepted = Accepted {
    what: "an index mark",
    id: false,
    classes: &["index", "smallcaps"],
    keys: &[
        "also",
        "contributor",
        "entry",
        "lang",
        "parent",
        "range",
        "see",
    ],
};

/// The entries that may stand above one: an index of more than three levels cannot be read.
const MOST_PARENTS: usize = 2;

/// The index mark that attributes ask for; `brackets` is what they adjoin.
pub(super) fn read(
    attributes: &Attributes,
    brackets: Span,
    context: &mut Context<'_>,
) -> Option<IndexRequest> {
    if !attributes.has_class("index") {
        return None;
    }
    let value = |key: &str, context: &mut Context<'_>| {
        let value = attributes.get(key)?;
        let set = set_punctuation(&single_spaced(value), &context.language);
        if set.is_empty() {
            let message = format!("`{key}=` of an index mark is empty");
            context.found.push(bad_value(attributes, message));
        }
        Some(set).filter(|set| !set.is_empty())
    };
    let entry = value("entry", context).unwrap_or_default();
    let parents = value("parent", context).map(|parents| levels(&parents));
    let see = value("see", context);
    let also = value("also", context);
    let mut parents = parents.unwrap_or_default();
    if parents.len() > MOST_PARENTS {
        let message = format!("`parent=` names {} entries", parents.len());
        context.found.push(
            bad_value(attributes, message)
                .help("an index has three levels at most: name one or two entries, parted by `;`"),
        );
        parents.truncate(MOST_PARENTS);
    }
    let cross_reference = match (see, also) {
        (Some(_), Some(_)) => {
            let message = "an index mark has both `see=` and `also=`".to_owned();
            let help = "`see=` sends readers elsewhere instead, `also=` besides: keep one of them";
            context
                .found
                .push(bad_value(attributes, message).help(help));
            None
        }
        (Some(see), None) => Some(CrossReference::See(levels(&see).join("; "))),
        (None, Some(also)) => Some(CrossReference::SeeAlso(levels(&also).join("; "))),
        (None, None) => None,
    };
    let contributor = contributor(attributes, context);
    let range = range(attributes, context);
    if range.is_some() && matches!(cross_reference, Some(CrossReference::See(_))) {
        let message = "an index mark has both `see=` and `range=`".to_owned();
        let help = "an entry that sends readers elsewhere has no pages: keep one of the two";
        context
            .found
            .push(bad_value(attributes, message).help(help));
    }
    Some(IndexRequest {
        parents,
        entry,
        contributor,
        cross_reference,
        range,
        span: brackets.to(attributes.span),
    })
}

/// The contributor whose entry a mark is for. Such an entry has its own words and place.
fn contributor(attributes: &Attributes, context: &mut Context<'_>) -> Option<String> {
    let id = attributes.get("contributor")?;
    if id.is_empty() {
        let message = "`contributor=` of an index mark is empty".to_owned();
        context.found.push(bad_value(attributes, message));
        return None;
    }
    let other = ["entry", "parent", "see", "also"]
        .into_iter()
        .find(|key| attributes.get(key).is_some());
    if let Some(other) = other {
        let message = format!("an index mark has both `contributor=` and `{other}=`");
        let help = "the entry of a contributor has its own words and stands alone: keep one of the \
                    two";
        context
            .found
            .push(bad_value(attributes, message).help(help));
    }
    Some(id.to_owned())
}

/// Which end of a passage a mark is.
fn range(attributes: &Attributes, context: &mut Context<'_>) -> Option<RangeEnd> {
    match attributes.get("range")? {
        "start" => Some(RangeEnd::Start),
        "end" => Some(RangeEnd::End),
        other => {
            let message = format!("`range=` is `{other}`");
            let help = "write `range=\"start\"` where the passage begins and `range=\"end\"` where it \
                        ends";
            context
                .found
                .push(bad_value(attributes, message).help(help));
            None
        }
    }
}

/// Puts a mark before the inlines that it marks.
pub(super) fn marked(inlines: Vec<Raw>, request: Option<IndexRequest>) -> Vec<Raw> {
    let Some(request) = request else {
        return inlines;
    };
    let depth = raw::depth(&inlines) + 1;
    vec![Raw::Indexed {
        span: request.span,
        request,
        inlines,
        depth,
    }]
}

/// The parts of a value between its semicolons.
fn levels(value: &str) -> Vec<String> {
    let parts = value.split(';').map(str::trim);
    let parts = parts.filter(|part| !part.is_empty());
    parts.map(str::to_owned).collect()
}

/// One space between words, as in the text of the entry that is printed.
fn single_spaced(value: &str) -> String {
    let words = value.split([' ', '\t', '\n', '\r']);
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

fn bad_value(attributes: &Attributes, message: String) -> Diagnostic {
    Diagnostic::new(codes::ATTRIBUTES_VALUE, attributes.span, message)
}

/// The finding that a paragraph holds index marks alone.
pub(super) fn alone(span: Span) -> Diagnostic {
    let message = "this paragraph has index marks and no text";
    Diagnostic::new(codes::INDEX_ALONE, span, message)
        .help("put the marks into the paragraph that they are about")
}

/// Whether an inline is an index mark.
pub(super) fn is_index_mark(inline: &Inline<Parsed>) -> bool {
    matches!(inline, Inline::IndexMark(_))
}
