//! The layout as text: [`PagedBook`] -> a line for each page and for each run, rule and image on it,
//! with its place in points from the top left corner of the trim. Made for reading, for tests, and for
//! a comparison of two layouts line by line; nothing reads it back.

use std::fmt::Write as _;

use crate::length::Length;
use crate::theme::Faces;

use super::paged::{After, Artifact, Fill, Frame, Mark, Owner, PagedBook, PagedDivision, Run};

/// The text.
pub fn dump(book: &PagedBook) -> String {
    let mut out = String::new();
    for page in &book.pages {
        let side = if page.recto { "recto" } else { "verso" };
        let _ = write!(out, "page {} {side}", page.label);
        if page.blank {
            out.push_str(" blank");
        }
        if page.fit.level != Length::ZERO {
            let _ = write!(out, " ends {} below the foot", points(page.fit.level));
        }
        out.push('\n');
        let Some(division) = book.divisions.get(page.division.0 as usize) else {
            continue;
        };
        for frame in &page.frames {
            write_frame(&mut out, frame, division, book);
        }
    }
    out
}

fn write_frame(out: &mut String, frame: &Frame, division: &PagedDivision, book: &PagedBook) {
    let mut marks = frame.marks.as_slice();
    while let Some((mark, rest)) = marks.split_first() {
        marks = rest;
        match mark {
            Mark::Text(run) => write_run(out, frame, run, division),
            Mark::Fill(fill) => {
                let alike = rest.iter().take_while(|next| is_beside(next, fill)).count();
                marks = rest.get(alike..).unwrap_or_default();
                write_fill(out, frame, fill, alike);
            }
            Mark::Image(image) => {
                let name = book
                    .images
                    .get(image.image)
                    .map_or("", |own| own.path.as_str());
                let (x, y) = (frame.x + image.x, frame.y + image.y);
                let (width, height) = (points(image.width), points(image.height));
                let _ = writeln!(out, "{} image {width} x {height} {name}", place(x, y));
            }
        }
    }
}

/// Whether a mark is a fill of the same size beside another: the dots of a leader.
fn is_beside(mark: &Mark, fill: &Fill) -> bool {
    matches!(mark, Mark::Fill(own) if Fill { x: fill.x, ..*own } == *fill)
}

/// A run: the place of its baseline, whose it is, face and size, and its words.
fn write_run(out: &mut String, frame: &Frame, run: &Run, division: &PagedDivision) {
    let place = place(frame.x + run.x, frame.y + run.baseline);
    let face = Faces::get().face(run.face);
    let owner = match run.owner {
        Owner::Node(node) => match division.structure.get(node.0 as usize) {
            Some(node) => format!("{:?}", node.role),
            None => String::new(),
        },
        Owner::Artifact(artifact) => name(artifact).to_owned(),
    };
    let _ = write!(
        out,
        "{place} {owner}, {} {}",
        face.postscript_name,
        points(run.size)
    );
    out.push_str(" \u{2502}");
    for word in &run.words {
        out.push_str(division.words.view(word.word).text);
        match word.after {
            After::Nothing => {}
            After::Space => out.push(' '),
            After::SoftHyphen => out.push('\u{2010}'),
        }
    }
    out.push_str("\u{2502}\n");
}

fn write_fill(out: &mut String, frame: &Frame, fill: &Fill, alike: usize) {
    let place = place(frame.x + fill.x, frame.y + fill.y);
    let (width, height) = (points(fill.width), points(fill.height));
    let name = name(fill.artifact);
    let _ = write!(out, "{place} {name} {width} x {height} {:?}", fill.ink);
    if alike > 0 {
        let _ = write!(out, " and {alike} more beside it");
    }
    out.push('\n');
}

fn name(artifact: Artifact) -> &'static str {
    match artifact {
        Artifact::Header => "head",
        Artifact::Footer => "folio",
        Artifact::Repeated => "repeated",
        Artifact::Decoration => "fill",
    }
}

fn place(x: Length, y: Length) -> String {
    format!("  {:>7} {:>7}", points(y), points(x))
}

/// Hundredths of a point are enough to see what moved.
fn points(length: Length) -> String {
    let hundredths = length.scale(100, crate::length::SCALE).0;
    let sign = if hundredths < 0 { "-" } else { "" };
    let hundredths = hundredths.abs();
    format!("{sign}{}.{:02}", hundredths / 100, hundredths % 100)
}
