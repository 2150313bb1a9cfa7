//! Links: an annotation over every piece of a line that leads somewhere. Neighbours on one baseline
//! that lead to the same place are one annotation.

use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat, dictionary, text_string};

use crate::layout::{After, Frame, LinkTarget, Mark, Page, PagedBook, Run};
use crate::length::Length;
use crate::theme::Faces;

use super::PdfError;
use super::destinations::destination;
use super::pages::{Boxes, rectangle};

/// A link on a page, measured from the top left of the trim.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Area<'a> {
    target: &'a LinkTarget,
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

/// Adds the links of all pages.
pub fn annotate(
    document: &mut Document,
    pages: &[ObjectId],
    book: &PagedBook,
    boxes: Boxes,
) -> Result<(), PdfError> {
    for (id, page) in pages.iter().zip(&book.pages) {
        let links: Vec<Dictionary> = areas(book, page)
            .into_iter()
            .filter_map(|area| annotation(book, boxes, *id, area))
            .collect();
        if links.is_empty() {
            continue;
        }
        let links = links
            .into_iter()
            .map(|link| Object::Reference(document.add_object(link)));
        let links: Vec<Object> = links.collect();
        document.get_dictionary_mut(*id)?.set("Annots", links);
    }
    Ok(())
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
    let words = &book.divisions.get(page.division.0 as usize)?.words;
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
        left: x + run.x + first.dx,
        right: x + run.x + last.dx + width,
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
