//! Figures: an image with its caption below, on one page.

use crate::document::{Content, Figure, LabelTerms, Resolved, Stream};
use crate::length::Length;
use crate::theme::{Alignment, TextStyle, Weight};

use super::super::flow::{FlowItem, Strip};
use super::super::lower::{Lowering, Place};
use super::super::paged::{Mark, NodeId, NodeRole, Owner, PlacedImage};
use super::super::paragraph::{Column, ParagraphStyle, Pieces, SetLine};

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
    let parts = &lowering.shared.theme.parts.figures;
    let around = lowering.shared.theme.type_.body.leading.share(parts.around);
    lowering.space(around);
    let from = lowering.items.len();
    if let Some((width, height)) = size(lowering, figure, place.column) {
        let x = place.column.left + (place.column.measure - width) / 2;
        let image = PlacedImage {
            image: figure.image.source,
            x,
            y: Length::ZERO,
            width,
            height,
            owner: Owner::Node(node),
        };
        let strip = Strip {
            height,
            marks: vec![Mark::Image(image)],
            ..Strip::default()
        };
        lowering.items.push(FlowItem::Strip(strip));
    }
    if let Some(caption) = &figure.caption {
        lowering.forbid_break();
        lowering.space(parts.caption_gap);
        lowering.forbid_break();
        let word = LabelTerms::of(&lowering.division.language).figure;
        let lines = self::caption(
            lowering,
            word,
            figure.numbered.number.as_deref(),
            caption,
            node,
            place.column,
        );
        let text = lowering.shared.theme.type_.caption;
        lowering.push_together(lines, &text, false);
    }
    lowering.anchor_since(from, figure.numbered.anchor, place.column.left);
    lowering.space(around);
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
        None => natural.min(column.measure),
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
