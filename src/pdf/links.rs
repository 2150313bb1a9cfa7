//! Links: an annotation over every piece of a line that leads somewhere. Neighbours on one baseline
//! that lead to the same place are one annotation.

use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat, dictionary, text_string};

use crate::document::DivisionId;
use crate::layout::{
    After, Frame, LinkTarget, Mark, Node, NodeId, NodeRole, Owner, Page, PagedBook, Run,
};
use crate::length::Length;
use crate::theme::Faces;

use super::PdfError;
use super::destinations::destination;
use super::pages::{Boxes, rectangle};

/// A link on a page, measured from the top left of the trim.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Area<'a> {
    target: &'a LinkTarget,
    /// The node of the link, or else the owner of its text.
    node: NodeId,
    left: Length,
    right: Length,
    top: Length,
    bottom: Length,
    baseline: Length,
    /// A gap up to this is a space between words.
    size: Length,
    /// The corner of a turned frame: the other lengths are then from there, as its marks are.
    turned: Option<[Length; 2]>,
    text: String,
}

/// A link that was added, for the structure tree.
#[derive(Debug)]
pub struct Added<'a> {
    /// The annotation.
    pub id: ObjectId,
    /// Its page, from 0.
    pub page: usize,
    /// The division, whose node the next is.
    pub division: DivisionId,
    /// The node of the link, or else the owner of its text.
    pub node: NodeId,
    /// Where it leads.
    pub target: &'a LinkTarget,
}

/// Adds the links of all pages. Their numbers in the structure's tree of parents follow those of the
/// pages.
pub fn annotate<'a>(
    document: &mut Document,
    pages: &[ObjectId],
    book: &'a PagedBook,
    boxes: Boxes,
) -> Result<Vec<Added<'a>>, PdfError> {
    let mut added: Vec<Added<'a>> = Vec::new();
    for (at, (id, page)) in pages.iter().zip(&book.pages).enumerate() {
        let mut links: Vec<Object> = Vec::new();
        for area in areas(book, page) {
            let (node, target) = (area.node, area.target);
            let Some(mut link) = annotation(book, boxes, *id, area) else {
                continue;
            };
            link.set("StructParent", (pages.len() + added.len()) as i64);
            let link = document.add_object(link);
            links.push(Object::Reference(link));
            added.push(Added {
                id: link,
                page: at,
                division: page.division,
                node,
                target,
            });
        }
        if !links.is_empty() {
            document.get_dictionary_mut(*id)?.set("Annots", links);
        }
    }
    Ok(added)
}

/// The nearest node that is a link, from a node upwards.
pub fn node_of_link(structure: &[Node], node: NodeId) -> Option<NodeId> {
    let mut at = node;
    loop {
        let own = structure.get(at.0 as usize)?;
        if own.role == NodeRole::Link {
            return Some(at);
        }
        // A parent stands before its children; the root is its own.
        if own.parent >= at {
            return None;
        }
        at = own.parent;
    }
}

fn areas<'a>(book: &'a PagedBook, page: &'a Page) -> Vec<Area<'a>> {
    let mut found: Vec<Area<'a>> = Vec::new();
    for frame in &page.frames {
        for mark in &frame.marks {
            let Mark::Text(run) = mark else { continue };
            let Some(area) = area(book, page, frame, run) else {
                continue;
            };
            match found.last_mut() {
                Some(last) if last.meets(&area) => last.join(area),
                _ => found.push(area),
            }
        }
    }
    found
}

fn area<'a>(book: &PagedBook, page: &Page, frame: &Frame, run: &'a Run) -> Option<Area<'a>> {
    let target = run.link.as_ref()?;
    let Owner::Node(owner) = run.owner else {
        return None;
    };
    let division = book.divisions.get(page.division.0 as usize)?;
    let words = &division.words;
    let face = Faces::get().face(run.face);
    let units = |units: i32| run.size.font_units(i64::from(units), face.units_per_em);
    let (first, last) = (run.words.first()?, run.words.last()?);
    let view = words.view(last.word);
    let width = units(view.width) + run.tracking * view.glyphs.len() as i64;
    let width = Run::scaled(run.scale, width);
    let mut text = String::new();
    for placed in &run.words {
        let word = words.view(placed.word).text;
        match placed.after {
            After::Nothing => text.push_str(word),
            After::Space => text.extend([word, " "]),
            After::SoftHyphen => text.push_str(word.trim_end_matches(['-', '\u{2010}', '\u{AD}'])),
        }
    }
    let turned = frame.turned.then_some([frame.x, frame.y]);
    let [x, y] = match turned {
        Some(_) => [Length::ZERO; 2],
        None => [frame.x, frame.y],
    };
    let baseline = y + run.baseline;
    Some(Area {
        target,
        node: node_of_link(&division.structure, owner).unwrap_or(owner),
        left: x + run.x + first.dx(),
        right: x + run.x + last.dx() + width,
        top: baseline - units(face.ascent),
        bottom: baseline - units(face.descent),
        baseline,
        size: run.size,
        turned,
        text,
    })
}

impl Area<'_> {
    fn meets(&self, next: &Self) -> bool {
        self.target == next.target
            && self.node == next.node
            && self.turned == next.turned
            && self.baseline == next.baseline
            && self.right <= next.left + next.size
            && next.left <= self.right + self.size
    }

    /// Left, bottom, right and top from the trim's top left corner.
    fn sides(&self) -> [Length; 4] {
        match self.turned {
            None => [self.left, self.bottom, self.right, self.top],
            Some([x, y]) => [x + self.top, y - self.left, x + self.bottom, y - self.right],
        }
    }

    fn join(&mut self, next: Self) {
        self.right = self.right.max(next.right);
        self.top = self.top.min(next.top);
        self.bottom = self.bottom.max(next.bottom);
        self.text.push_str(&next.text);
    }
}

fn annotation(
    book: &PagedBook,
    boxes: Boxes,
    page: ObjectId,
    area: Area<'_>,
) -> Option<Dictionary> {
    let [left, bottom, right, top] = area.sides();
    let corners = [boxes.x(left), boxes.y(bottom), boxes.x(right), boxes.y(top)];
    let mut link = dictionary! {
        "Type" => "Annot",
        "Subtype" => "Link",
        "Rect" => rectangle(corners),
        "Border" => vec![0.into(), 0.into(), 0.into()],
        // Bit 3: the link is there when the page is printed, too, as PDF/A and PDF/UA ask.
        "F" => 4,
        "P" => page,
    };
    match area.target {
        LinkTarget::Anchor(anchor) => {
            link.set("Dest", destination(book, *anchor)?);
            link.set("Contents", text_string(area.text.trim()));
        }
        LinkTarget::Url(url) => {
            let uri = Object::String(encoded(url).into_bytes(), StringFormat::Literal);
            link.set(
                "A",
                dictionary! { "Type" => "Action", "S" => "URI", "URI" => uri },
            );
            link.set("Contents", text_string(url));
        }
    }
    Some(link)
}

/// The address in the seven-bit characters that a URI action takes.
fn encoded(url: &str) -> String {
    let mut encoded = String::with_capacity(url.len());
    for byte in url.bytes() {
        match byte {
            b'!'..=b'~' => encoded.push(char::from(byte)),
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}
