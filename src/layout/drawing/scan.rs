//! What an SVG asks for, looked at before it is translated: its size in elements, once everything
//! that it uses again is unfolded, and the elements that a printed page cannot show.

use std::collections::{BTreeMap, HashMap, HashSet};

use usvg::roxmltree::{Document, Node, NodeId};

/// Elements after unfolding, beyond which a drawing is refused.
const ELEMENT_LIMIT: u64 = 100_000;

/// Nesting after unfolding, beyond which a drawing is refused: the reader recurses.
const NESTING_LIMIT: u64 = 64;

/// Elements that are not translated, each with what to do instead.
const UNSUPPORTED: [(&str, &str); 12] = [
    ("animate", "export a still drawing"),
    ("animateMotion", "export a still drawing"),
    ("animateTransform", "export a still drawing"),
    ("audio", "a page has no sound"),
    ("canvas", "draw with paths and text"),
    ("foreignObject", "draw the text with `<text>`"),
    ("iframe", "draw with paths and text"),
    (
        "image",
        "use the picture as an image of its own, or trace it",
    ),
    ("script", "export the drawing that the script makes"),
    ("set", "export a still drawing"),
    ("tref", "write the text where it stands"),
    ("video", "a page has no film"),
];

/// What is wrong with a drawing as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TooComplex {
    /// More elements than the limit.
    Elements,
    /// Deeper than the limit, or an element that uses itself.
    Nesting,
}

/// A thing that will not be seen, and what to do instead.
pub type Unsupported = BTreeMap<String, String>;

/// Measures a drawing against the limits.
///
/// # Errors
/// Says which limit it exceeds.
pub fn measure(document: &Document<'_>) -> Result<(), TooComplex> {
    let ids: HashMap<&str, Node<'_, '_>> = document
        .descendants()
        .filter_map(|node| Some((node.attribute("id")?, node)))
        .collect();
    let mut sizes: HashMap<NodeId, Unfolded> = HashMap::new();
    let mut open: HashSet<NodeId> = HashSet::new();
    // Depth first without recursion: a node is visited, then its parts, then added up.
    let mut waiting = vec![(document.root(), false)];
    while let Some((node, parts_done)) = waiting.pop() {
        if sizes.contains_key(&node.id()) {
            continue;
        }
        let parts = || {
            node.children()
                .filter(Node::is_element)
                .chain(used(node, &ids))
        };
        if parts_done {
            open.remove(&node.id());
            let total = parts().filter_map(|part| sizes.get(&part.id()).copied());
            let total = total.fold(Unfolded::default(), Unfolded::beside).inside();
            total.check()?;
            sizes.insert(node.id(), total);
        } else {
            if !open.insert(node.id()) {
                return Err(TooComplex::Nesting);
            }
            waiting.push((node, true));
            for part in parts() {
                if open.contains(&part.id()) {
                    return Err(TooComplex::Nesting);
                }
                waiting.push((part, false));
            }
        }
    }
    check_markers(document, &sizes)
}

/// How large an element is with all that it holds and uses.
#[derive(Clone, Copy, Debug, Default)]
struct Unfolded {
    elements: u64,
    nesting: u64,
}

impl Unfolded {
    fn beside(self, other: Unfolded) -> Unfolded {
        Unfolded {
            elements: self.elements.saturating_add(other.elements),
            nesting: self.nesting.max(other.nesting),
        }
    }

    fn inside(self) -> Unfolded {
        Unfolded {
            elements: self.elements.saturating_add(1),
            nesting: self.nesting.saturating_add(1),
        }
    }

    fn check(self) -> Result<(), TooComplex> {
        if self.elements > ELEMENT_LIMIT {
            return Err(TooComplex::Elements);
        }
        // The document node stands outside the drawing.
        if self.nesting > NESTING_LIMIT + 1 {
            return Err(TooComplex::Nesting);
        }
        Ok(())
    }
}

/// The element that a `use` draws again.
fn used<'a, 'input>(
    node: Node<'a, 'input>,
    ids: &HashMap<&str, Node<'a, 'input>>,
) -> Option<Node<'a, 'input>> {
    let draws_again = node.tag_name().name() == "use";
    let id = href(node).filter(|_| draws_again)?.strip_prefix('#')?;
    ids.get(id).copied()
}

/// A marker is drawn at every corner of every path that has it.
fn check_markers(
    document: &Document<'_>,
    sizes: &HashMap<NodeId, Unfolded>,
) -> Result<(), TooComplex> {
    let elements = || document.descendants().filter(Node::is_element);
    let markers = elements().filter(|node| node.tag_name().name() == "marker");
    let largest = markers
        .filter_map(|node| sizes.get(&node.id()))
        .map(|size| size.elements)
        .max();
    // A corner takes at least two bytes of path data.
    let corners = elements()
        .flat_map(|node| node.attributes())
        .filter(|attribute| matches!(attribute.name(), "d" | "points"));
    let corners: u64 = corners
        .map(|attribute| attribute.value().len() as u64 / 2)
        .sum();
    match largest {
        Some(largest) if largest.saturating_mul(corners) > 20 * ELEMENT_LIMIT => {
            Err(TooComplex::Elements)
        }
        _ => Ok(()),
    }
}

/// The things in a drawing that will not be seen.
pub fn unsupported(document: &Document<'_>) -> Unsupported {
    let mut found = Unsupported::new();
    for node in document.descendants().filter(Node::is_element) {
        let name = node.tag_name().name();
        if let Some((_, instead)) = UNSUPPORTED.iter().find(|(own, _)| *own == name) {
            found.insert(format!("`<{name}>`"), (*instead).to_owned());
        }
        let follows = !matches!(name, "a" | "image");
        if let Some(target) = href(node).filter(|target| follows && !target.starts_with('#')) {
            found.insert(
                format!("the reference to `{}`", shortened(target)),
                "a drawing is complete in its file: copy what it refers to into it".to_owned(),
            );
        }
        if name == "style" && node.text().is_some_and(|css| css.contains("@import")) {
            found.insert(
                "`@import` in `<style>`".to_owned(),
                "copy the style sheet into the drawing".to_owned(),
            );
        }
    }
    found
}

fn href<'a>(node: Node<'a, '_>) -> Option<&'a str> {
    let mut attributes = node.attributes();
    attributes
        .find(|attribute| attribute.name() == "href")
        .map(|attribute| attribute.value().trim())
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text.to_owned(),
    }
}
