//! Figures whose images reach over the text block: over both sides of the page, or over a page of their
//! own. In: a figure and its column. Out: strips whose images are put at the trim when the page is
//! finished. The print edition enlarges what touches the trim into the bleed.

use crate::diagnostic::{Diagnostic, codes};
use crate::document::{Figure, FigureReach, Resolved};
use crate::length::Length;

use super::super::super::flow::{FlowItem, Strip};
use super::super::super::lower::Lowering;
use super::super::super::paged::{Mark, NodeId, Owner, PlacedImage};
use super::super::super::paragraph::Column;
use super::{caption_below, close};

/// How far the figure reaches where it stands: inside a box, a list or a quotation no image bleeds.
pub fn within(lowering: &mut Lowering, figure: &Figure<Resolved>, column: Column) -> FigureReach {
    let body = lowering.body_place().column;
    let stands_free = (column.left, column.measure) == (body.left, body.measure);
    if figure.reach == FigureReach::Block || stands_free {
        return figure.reach;
    }
    let message = "this picture cannot reach the edge of the page from inside another block";
    let finding = Diagnostic::new(codes::PRINT_BLEED_INSIDE, figure.image.span, message)
        .help("put the figure before or after the box, list or quotation, or delete its class");
    tell(lowering, finding);
    FigureReach::Block
}

/// An image as wide as the page, as high as its proportions make it with the bleed at both sides, and
/// its caption under the text block's edge. The first thing on a page reaches its head.
pub fn over_the_sides(
    lowering: &mut Lowering,
    figure: &Figure<Resolved>,
    node: NodeId,
    column: Column,
) {
    let from = lowering.items.len();
    if let Some((width, height)) = lowering.setter().proportions(&figure.image) {
        let theme = lowering.shared.theme;
        let page = &theme.page;
        let whole = page.trim[0] + page.bleed.inside + page.bleed.outside;
        let block = theme.type_.body.leading * page.lines;
        let highest = block.scale(theme.parts.figures.highest, 100);
        let natural = whole.scale(height, width.max(1));
        if natural > highest {
            tell_loss(lowering, figure, natural - highest, natural);
        }
        let height = natural.min(highest);
        push_image(lowering, figure, node, height);
        // At the head of a page no white band is left above it; what follows stands in the text block.
        if height >= page.head {
            for strip in lowering.strips_since(from) {
                strip.rise = page.head;
            }
        }
    }
    caption_below(lowering, figure, node, column);
    close(lowering, figure, from, column);
}

/// An image on a page of its own, over its head and sides, and over its foot where there is no caption.
/// With the caption it is as high as the text block, so that nothing else stands on the page.
pub fn full_page(lowering: &mut Lowering, figure: &Figure<Resolved>, node: NodeId, column: Column) {
    let from = lowering.items.len();
    caption_below(lowering, figure, node, column);
    let mut below = lowering.items.split_off(from);
    let caption: Length = below.iter().map(FlowItem::height).sum();
    let theme = lowering.shared.theme;
    let page = &theme.page;
    let block = theme.type_.body.leading * page.lines;
    let height = (block - caption).max(theme.type_.body.leading);
    if let Some((width, natural)) = lowering.setter().proportions(&figure.image) {
        let shown = match below.is_empty() {
            true => page.trim[1],
            false => page.head + height,
        };
        // Whichever side is too long for the page is cut.
        let (wide, high) = (page.trim[0].0, shown.0);
        let proportional = Length(wide).scale(natural, width.max(1)).0;
        let (lost, whole) = match proportional >= high {
            true => (proportional - high, proportional),
            false => {
                let enlarged = Length(high).scale(width, natural.max(1)).0;
                (enlarged - wide, enlarged)
            }
        };
        tell_loss(lowering, figure, Length(lost), Length(whole));
        push_image(lowering, figure, node, height);
    }
    lowering.items.append(&mut below);
    close(lowering, figure, from, column);
}

/// A strip with the image; its left edge and width are those of the page, which is not known yet.
fn push_image(lowering: &mut Lowering, figure: &Figure<Resolved>, node: NodeId, height: Length) {
    let image = PlacedImage {
        image: figure.image.source,
        x: Length::ZERO,
        y: Length::ZERO,
        width: lowering.shared.theme.page.trim[0],
        height,
        owner: Owner::Node(node),
        reach: figure.reach,
        span: Some(figure.image.span),
    };
    lowering.items.push(FlowItem::Strip(Strip {
        height,
        marks: vec![Mark::Image(image)],
        ..Strip::default()
    }));
}

fn tell_loss(lowering: &mut Lowering, figure: &Figure<Resolved>, lost: Length, whole: Length) {
    let share = lost.0.saturating_mul(100) / whole.0.max(1);
    if share <= lowering.shared.theme.parts.figures.cut {
        return;
    }
    let message = format!("{share} per cent of this picture lie outside its place and are cut");
    let help = match figure.reach {
        FigureReach::Page => "give it the proportions of the page, or set it without `.full-page`",
        FigureReach::Sides | FigureReach::Block => {
            "cut it lower, give it a page of its own with `.full-page`, or set it without `.bleed`"
        }
    };
    let finding = Diagnostic::new(codes::PRINT_PICTURE_CUT, figure.image.span, message).help(help);
    tell(lowering, finding);
}

/// What depends on folios is lowered again, and told once.
fn tell(lowering: &mut Lowering, finding: Diagnostic) {
    if !lowering.diagnostics.contains(&finding) {
        lowering.diagnostics.push(finding);
    }
}
