//! Signature blocks: two columns, kept with the text before them.

use crate::document::{Resolved, Signature};
use crate::theme::{Alignment, Caps, Posture, TextStyle};

use super::super::flow::{FlowItem, Strip};
use super::super::lower::{Lowering, Place, add_line, baseline_in_line};
use super::super::paged::NodeRole;
use super::super::paragraph::{Column, ParagraphStyle, SetLine};

/// Signatures side by side, two to a row; the row is one strip, so that no page divides it.
pub fn lower(lowering: &mut Lowering, signatures: &[Signature<Resolved>], place: Place) {
    let leading = place.text.leading;
    let parts = &lowering.shared.theme.parts.signatures;
    let width = (place.column.measure - parts.gutter) / 2;
    for (at, pair) in signatures.chunks(2).enumerate() {
        lowering.forbid_break();
        let above = if at == 0 { parts.above } else { parts.between };
        lowering.space(leading.share(above));
        lowering.forbid_break();
        let mut strip = Strip {
            on_grid: place.on_grid,
            ..Strip::default()
        };
        let mut rows = 0;
        for (side, signature) in (0..).zip(pair) {
            let left = place.column.left + (width + parts.gutter) * side;
            let lines = signature_lines(
                lowering,
                signature,
                place,
                Column {
                    left,
                    measure: width,
                },
            );
            rows = rows.max(lines.len());
            for (row, line) in (0..).zip(lines) {
                add_line(
                    &mut strip,
                    line,
                    baseline_in_line(&place.text) + leading * row,
                );
            }
        }
        strip.height = leading * i64::try_from(rows).unwrap_or(0);
        lowering.items.push(FlowItem::Strip(strip));
    }
}

/// The office in small capitals, the organization in italics below it.
fn signature_lines(
    lowering: &mut Lowering,
    signature: &Signature<Resolved>,
    place: Place,
    column: Column,
) -> Vec<SetLine> {
    let node = lowering.node(NodeRole::Paragraph, place);
    let plain = ParagraphStyle {
        alignment: Alignment::Ragged,
        hyphenate: false,
        ..lowering.style(place)
    };
    let office = TextStyle {
        caps: Caps::Small,
        tracking: lowering.shared.theme.parts.signatures.tracking,
        ..place.text
    };
    let mut lines = lowering.set(
        &signature.office,
        ParagraphStyle {
            text: office,
            ..plain
        },
        node,
        column,
    );
    let italic = TextStyle {
        posture: Posture::Italic,
        ..place.text
    };
    for organization in &signature.organizations {
        let node = lowering.node(NodeRole::Paragraph, place);
        lines.extend(lowering.set(
            organization,
            ParagraphStyle {
                text: italic,
                ..plain
            },
            node,
            column,
        ));
    }
    lines
}
