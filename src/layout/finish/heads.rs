//! Running heads and folios: the book's title on versos, the chapter's on rectos, the folio at the
//! outer edge; on an opening the folio alone, at the foot.

use crate::length::Length;
use crate::resolve::{Annex, DivisionKind};
use crate::theme::{Alignment, Ink};

use super::super::lower::{Lowering, baseline_in_line};
use super::super::paged::{Artifact, Frame, Mark, Owner};
use super::super::paragraph::{Column, ParagraphStyle, SetLine};
use super::super::structure::Structure;

/// What stands at the head or foot of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Furniture {
    /// Nothing: title pages, part pages.
    None,
    /// The folio at the foot.
    FolioAtFoot,
    /// The running head with the folio.
    Head,
}

/// The lines between the running head and the text block.
const HEAD_LINES: i64 = 2;

/// The lines from the foot of the text block to the folio of an opening.
const FOOT_LINES: i64 = 1;

/// Head and folio of a page; `left` is the left edge of its text block.
pub fn furniture(
    lowering: &mut Lowering,
    plan: usize,
    label: &str,
    recto: bool,
    left: Length,
) -> Vec<Frame> {
    let theme = lowering.shared.theme;
    let leading = theme.type_.body.leading;
    match kind(lowering, plan) {
        Furniture::None => Vec::new(),
        Furniture::FolioAtFoot => {
            let y = theme.page.head + leading * (theme.page.lines + FOOT_LINES);
            let folio = set(lowering, label, Line::Folio, Alignment::Centred);
            vec![frame(
                folio,
                left,
                y,
                Artifact::Footer,
                lowering,
                Line::Folio,
            )]
        }
        Furniture::Head => {
            let y = theme.page.head - leading * HEAD_LINES;
            let outside = if recto {
                Alignment::FlushRight
            } else {
                Alignment::Ragged
            };
            let text = if recto {
                running_title(lowering)
            } else {
                lowering.shared.book.metadata.short_title.clone()
            };
            let head = set(lowering, &text, Line::Head, Alignment::Centred);
            let folio = set(lowering, label, Line::Folio, outside);
            vec![
                frame(head, left, y, Artifact::Header, lowering, Line::Head),
                frame(folio, left, y, Artifact::Footer, lowering, Line::Folio),
            ]
        }
    }
}

fn kind(lowering: &Lowering, plan: usize) -> Furniture {
    match lowering.division.kind {
        DivisionKind::Part(_)
        | DivisionKind::HalfTitle
        | DivisionKind::TitlePage
        | DivisionKind::Imprint(_) => Furniture::None,
        DivisionKind::Chapter(_)
        | DivisionKind::Contents { .. }
        | DivisionKind::Acronyms { .. }
        | DivisionKind::Contributors { .. }
        | DivisionKind::List { .. }
        | DivisionKind::Annex(_)
        | DivisionKind::Bibliography { .. }
        | DivisionKind::Index { .. }
            if plan == 0 =>
        {
            Furniture::FolioAtFoot
        }
        DivisionKind::Chapter(_)
        | DivisionKind::Contents { .. }
        | DivisionKind::Acronyms { .. }
        | DivisionKind::Contributors { .. }
        | DivisionKind::List { .. }
        | DivisionKind::Annex(_)
        | DivisionKind::Bibliography { .. }
        | DivisionKind::Index { .. } => Furniture::Head,
    }
}

fn running_title(lowering: &Lowering) -> String {
    match &lowering.division.kind {
        DivisionKind::Chapter(chapter) => chapter.running_title.clone(),
        DivisionKind::Contents { title, .. }
        | DivisionKind::Acronyms { title, .. }
        | DivisionKind::Contributors { title, .. }
        | DivisionKind::List { title, .. }
        | DivisionKind::Annex(Annex { title, .. })
        | DivisionKind::Bibliography { title, .. }
        | DivisionKind::Index { title, .. } => title.clone(),
        DivisionKind::Part(_)
        | DivisionKind::HalfTitle
        | DivisionKind::TitlePage
        | DivisionKind::Imprint(_) => String::new(),
    }
}

#[derive(Clone, Copy)]
enum Line {
    Head,
    Folio,
}

fn text_style(lowering: &Lowering, line: Line) -> crate::theme::TextStyle {
    match line {
        Line::Head => lowering.shared.theme.type_.running_head,
        Line::Folio => lowering.shared.theme.type_.folio,
    }
}

/// One line of furniture. A head that is too long for its line keeps its first one.
fn set(lowering: &mut Lowering, text: &str, line: Line, alignment: Alignment) -> SetLine {
    let place = lowering.body_place();
    let style = ParagraphStyle {
        text: text_style(lowering, line),
        alignment,
        hyphenate: false,
        ink: Ink::Black,
        ..lowering.style(place)
    };
    let column = Column {
        left: Length::ZERO,
        measure: place.column.measure,
    };
    let lines = lowering
        .setter()
        .set_text(text, style, Structure::ROOT, column);
    lines.into_iter().next().unwrap_or_default()
}

fn frame(
    mut line: SetLine,
    x: Length,
    y: Length,
    artifact: Artifact,
    lowering: &Lowering,
    kind: Line,
) -> Frame {
    let baseline = baseline_in_line(&text_style(lowering, kind));
    for mark in &mut line.marks {
        mark.shift(Length::ZERO, baseline);
        if let Mark::Text(run) = mark {
            run.owner = Owner::Artifact(artifact);
        }
    }
    Frame {
        x,
        y,
        marks: line.marks,
        turned: false,
    }
}
