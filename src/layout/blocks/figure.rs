//! Figures: an image with its caption below, on one page. Those that reach over the text block are made
//! in `reach`.

use crate::document::{Content, Figure, FigureReach, LabelTerms, Resolved, Stream};
use crate::length::Length;
use crate::theme::{Alignment, TextStyle, Weight};

mod reach;

use super::super::flow::{FlowItem, Strip};
use super::super::lower::{Lowering, Place};
use super::super::paged::{Mark, NodeId, NodeRole, Owner, PlacedImage};
use super::super::paragraph::{Column, ParagraphStyle, Pieces, SetLine};

/// An image without a width is as wide as the measure, or, where it is smaller, two thirds of it.
const NARROW: (i64, i64) = (2, 3);

/// A figure.
pub fn lower(lowering: &mut Lowering, figure: &Figure<Resolved>, place: Place) {
    let place = Place {
        stream: Stream::Floats,
        ..place
    };
    let node = lowering.node(NodeRole::Figure, place);
    lowering.structure.anchor(node, figure.numbered.anchor);
    if !figure.image.decorative {
        let alternative = figure.image.alternative.clone();
        lowering
            .structure
            .edit(node, |node| node.alternative = Some(alternative));
    }
    match reach::within(lowering, figure, place.column) {
        FigureReach::Page => {
            reach::full_page(lowering, figure, node, place.column);
            return;
        }
        FigureReach::Sides => {
            let around = around(lowering);
            lowering.space(around);
            reach::over_the_sides(lowering, figure, node, place.column);
            lowering.space(around);
            return;
        }
        FigureReach::Block => {}
    }
    let around = around(lowering);
    lowering.space(around);
    let from = lowering.items.len();
    let mut caption_column = place.column;
    if let Some((width, height)) = size(lowering, figure, place.column) {
        caption_column = under(place.column, width);
        let x = place.column.left + (place.column.measure - width) / 2;
        let image = PlacedImage {
            image: figure.image.source,
            x,
            y: Length::ZERO,
            width,
            height,
            owner: Owner::Node(node),
            reach: FigureReach::Block,
            span: Some(figure.image.span),
        };
        let strip = Strip {
            height,
            marks: vec![Mark::Image(image)],
            ..Strip::default()
        };
        lowering.items.push(FlowItem::Strip(strip));
    }
    caption_below(lowering, figure, node, caption_column);
    close(lowering, figure, from, place.column);
    lowering.space(around);
}

/// The white space around a figure.
fn around(lowering: &Lowering) -> Length {
    let share = lowering.shared.theme.parts.figures.around;
    lowering.shared.theme.type_.body.leading.share(share)
}

/// The caption of a figure below its image, on the same page.
fn caption_below(lowering: &mut Lowering, figure: &Figure<Resolved>, node: NodeId, column: Column) {
    let Some(caption) = &figure.caption else {
        return;
    };
    lowering.forbid_break();
    lowering.space(lowering.shared.theme.parts.figures.caption_gap);
    lowering.forbid_break();
    let word = LabelTerms::of(&lowering.division.language).figure;
    let lines = self::caption(
        lowering,
        word,
        figure.numbered.number.as_deref(),
        caption,
        node,
        column,
    );
    let text = lowering.shared.theme.type_.caption;
    lowering.push_together(lines, &text, false);
}

/// What the strips of a figure, those since `from`, have in common.
fn close(lowering: &mut Lowering, figure: &Figure<Resolved>, from: usize, column: Column) {
    lowering.anchor_since(from, figure.numbered.anchor, column.left);
    for strip in lowering.strips_since(from) {
        strip.keeps_order = true;
    }
}

/// The size at which the image is set: as asked, else natural, never wider than the column.
fn size(
    lowering: &mut Lowering,
    figure: &Figure<Resolved>,
    column: Column,
) -> Option<(Length, Length)> {
    let (width, height) = lowering.setter().proportions(&figure.image)?;
    let parts = &lowering.shared.theme.parts.figures;
    let natural = lowering
        .shared
        .drawings
        .get(figure.image.source)
        .map(|drawing| drawing.width)
        .unwrap_or(Length::pt(width * 72 / parts.pixels.max(1)));
    let wanted = match figure.image.width {
        Some(share) => column.measure.scale(i64::from(share.min(10_000)), 10_000),
        None if natural <= two_thirds(column) => two_thirds(column),
        None => column.measure,
    };
    let page = &lowering.shared.theme.page;
    let block = lowering.shared.theme.type_.body.leading * page.lines;
    let highest = block.scale(parts.highest, 100);
    let set_height = wanted.scale(height, width.max(1));
    if set_height <= highest {
        return Some((wanted, set_height));
    }
    Some((highest.scale(width, height.max(1)), highest))
}

fn two_thirds(column: Column) -> Length {
    column.measure.scale(NARROW.0, NARROW.1)
}

/// The column of a caption: it begins where the image does, and is as wide, but not narrower than two
/// thirds of the measure as far as there is room.
fn under(column: Column, width: Length) -> Column {
    let inset = (column.measure - width).max(Length::ZERO) / 2;
    Column {
        left: column.left + inset,
        measure: width.max(two_thirds(column)).min(column.measure - inset),
    }
}

/// A caption: the kind and number in bold, then the text.
pub fn caption(
    lowering: &mut Lowering,
    word: &str,
    number: Option<&str>,
    content: &Content<Resolved>,
    parent: NodeId,
    column: Column,
) -> Vec<SetLine> {
    let text = lowering.shared.theme.type_.caption;
    let node = lowering
        .structure
        .push(NodeRole::Caption, parent, Stream::Floats);
    let body = lowering.body_place();
    let style = ParagraphStyle {
        text,
        alignment: Alignment::Ragged,
        hyphenate: false,
        ..lowering.style(body)
    };
    let mut pieces = Pieces::new(style, Some(content.id));
    if let Some(number) = number {
        let label = lowering
            .structure
            .push(NodeRole::Label, node, Stream::Generated);
        let bold = TextStyle {
            weight: Weight::Bold,
            ..text
        };
        lowering.setter().push_text(
            &mut pieces,
            &format!("{word}\u{a0}{number}"),
            bold,
            label,
            None,
        );
        lowering.setter().push_quad(&mut pieces, text.size, label);
    }
    lowering.setter().push_content(&mut pieces, content, node);
    lowering.setter().lines(pieces, column)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_caption_begins_under_its_image() {
        let column = Column {
            left: Length::pt(10),
            measure: Length::pt(300),
        };
        for (width, left, measure) in [
            (300, 10, 300),
            (240, 40, 240),
            (180, 70, 200),
            (60, 130, 180),
        ] {
            let own = under(column, Length::pt(width));
            assert_eq!(
                (own.left, own.measure),
                (Length::pt(left), Length::pt(measure)),
                "{width}"
            );
        }
    }
}
