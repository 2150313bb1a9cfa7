//! Running heads and folios: what the theme asks for over versos and rectos, the folio at the outer edge;
//! on an opening and below a picture at the head of the page the folio alone, at the foot.

use crate::length::Length;
use crate::resolve::DivisionKind;
use crate::theme::{Alignment, Ink};

use super::super::lower::{Lowering, baseline_in_line};
use super::super::paged::{Artifact, Frame, Mark, Owner};
use super::super::paragraph::{Column, ParagraphStyle, SetLine};
use super::super::structure::Structure;
use super::running::{HeadText, fitted, head_text};

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

/// Head and folio of a page; `left` is the left edge of its text block, `head` the section that it ends in,
/// where there is room for a running head.
pub fn furniture(
    lowering: &mut Lowering,
    plan: usize,
    label: &str,
    recto: bool,
    left: Length,
    head: Option<Option<&HeadText>>,
) -> Vec<Frame> {
    let theme = lowering.shared.theme;
    let leading = theme.type_.body.leading;
    let heads = &theme.parts.running_head;
    match (kind(lowering, plan), head) {
        (Furniture::None, _) => Vec::new(),
        (Furniture::FolioAtFoot, _) | (Furniture::Head, None) => {
            let y = theme.page.head + leading * (theme.page.lines + heads.folio_below);
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
        (Furniture::Head, Some(section)) => {
            let y = theme.page.head - leading * heads.above;
            let outside = if recto {
                Alignment::FlushRight
            } else {
                Alignment::Ragged
            };
            let what = if recto { heads.recto } else { heads.verso };
            let head = head_text(lowering, what, section);
            let style = style(lowering, Line::Head, Alignment::Centred);
            let text = fitted(lowering, &head, style);
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

fn style(lowering: &Lowering, line: Line, alignment: Alignment) -> ParagraphStyle {
    let place = lowering.body_place();
    ParagraphStyle {
        text: text_style(lowering, line),
        alignment,
        hyphenate: false,
        ink: Ink::Black,
        ..lowering.style(place)
    }
}

/// One line of furniture. A head that is too long for its line keeps its first one.
fn set(lowering: &mut Lowering, text: &str, line: Line, alignment: Alignment) -> SetLine {
    let style = style(lowering, line, alignment);
    let column = Column {
        left: Length::ZERO,
        measure: lowering.shared.theme.page.measure(),
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
