//! Blocks of code: each line as it stands, without hyphens. A line that is too long is turned, after a
//! space where there is one; a drawn hook, which is no text, stands before what was turned.

use crate::document::CodeBlock;
use crate::length::Length;
use crate::source::Span;
use crate::theme::{Alignment, CodeTheme, Ink};

use super::super::lower::{Lowering, Place};
use super::super::paged::{Artifact, Fill, Mark, NodeId, NodeRole};
use super::super::paragraph::{Column, Overfull, ParagraphStyle, Pieces, SetLine, Wide};

/// A block of code.
pub fn lower(lowering: &mut Lowering, code: &CodeBlock, span: Span, place: Place) {
    let overfull = lowering.overfull.len();
    let text = lowering.shared.theme.type_.code;
    let node = lowering.node(NodeRole::Code, place);
    let style = ParagraphStyle {
        text,
        alignment: Alignment::Ragged,
        hyphenate: false,
        narrow: true,
        opening_words: 0,
        ..lowering.style(place)
    };
    let parts = &lowering.shared.theme.parts.code;
    let around = place.text.leading.share(parts.around);
    lowering.space(around);
    let column = place
        .column
        .inset(lowering.shared.theme.type_.indent, Length::ZERO);
    for line in code.text.lines() {
        let line = line.replace('\t', &" ".repeat(parts.tab));
        let lines = turned(lowering, &line, style, node, column);
        lowering.push_together(lines, &text, false);
    }
    Overfull::join(&mut lowering.overfull, overfull, Wide::Code, Some(span));
    lowering.space(around);
}

/// A line of code as lines that fit the column; all but the first hang, each after its mark.
fn turned(
    lowering: &mut Lowering,
    line: &str,
    style: ParagraphStyle,
    node: NodeId,
    column: Column,
) -> Vec<SetLine> {
    let parts = &lowering.shared.theme.parts.code;
    let letter = lowering.width_of("0", style).max(Length(1));
    let hang = letter * parts.turnover;
    let mut lines = Vec::new();
    let mut rest = line;
    loop {
        let own = match lines.is_empty() {
            true => column,
            false => column.inset(hang, Length::ZERO),
        };
        let end = fitting(lowering, rest, style, letter, own.measure);
        let (part, after) = rest.split_at(end);
        let mut set = set(lowering, part, style, node, own);
        if !lines.is_empty() {
            let mark = turn_mark(column.left, letter, style.text.size, parts);
            set.iter_mut()
                .for_each(|line| line.marks.extend(mark.clone()));
        }
        lines.append(&mut set);
        rest = after;
        if rest.is_empty() {
            return lines;
        }
    }
}

/// How many bytes of a line fit a measure: to its end, up to the last space after half of the measure,
/// up to a stroke or comma there, or else as many characters as there is room for. One always fits.
fn fitting(
    lowering: &mut Lowering,
    text: &str,
    style: ParagraphStyle,
    letter: Length,
    measure: Length,
) -> usize {
    let room = usize::try_from(measure.0 / letter.0).unwrap_or(0).max(1);
    // No more of the text is looked at than can fit: a line may be as long as a file.
    let ends: Vec<usize> = text
        .char_indices()
        .take(room.saturating_add(1))
        .map(|(at, c)| at + c.len_utf8())
        .collect();
    if ends.last().is_none_or(|end| *end == text.len())
        && ends.len() <= room
        && fits(lowering, text, style, measure)
    {
        return text.len();
    }
    // Characters of other faces may be wider than the code's own.
    let mut most = room.min(ends.len());
    while most > 1 && !fits(lowering, part(text, &ends, most), style, measure) {
        most -= 1;
    }
    let all = part(text, &ends, most);
    let half = part(text, &ends, most / 2).len();
    let after = |marks: &[char]| {
        let end = all.rfind(marks).map(|at| at + 1);
        end.filter(|end| *end > half)
    };
    let end = after(&[' ']).or_else(|| after(&['/', ',', ';', '&', '|']));
    end.unwrap_or(all.len()).max(1)
}

/// The first characters of a text.
fn part<'t>(text: &'t str, ends: &[usize], count: usize) -> &'t str {
    let end = count.checked_sub(1).and_then(|last| ends.get(last));
    text.get(..end.copied().unwrap_or(0)).unwrap_or_default()
}

fn fits(lowering: &mut Lowering, text: &str, style: ParagraphStyle, measure: Length) -> bool {
    lowering.width_of(&kept(text), style) <= measure
}

/// The text with spaces at which no line ends.
fn kept(text: &str) -> String {
    text.trim_end_matches(' ').replace(' ', "\u{a0}")
}

fn set(
    lowering: &mut Lowering,
    text: &str,
    style: ParagraphStyle,
    node: NodeId,
    column: Column,
) -> Vec<SetLine> {
    let mut pieces = Pieces::new(style, None);
    let mut setter = lowering.setter();
    setter.push_text(
        &mut pieces,
        &text.replace(' ', "\u{a0}"),
        style.text,
        node,
        None,
    );
    setter.lines(pieces, column)
}

/// The mark of a turned line, a hook: down, then towards the text. It is drawn and therefore not copied
/// with the code.
fn turn_mark(left: Length, letter: Length, size: Length, parts: &CodeTheme) -> [Mark; 2] {
    let height = size.share(parts.turn_height);
    let weight = size.share(parts.turn_weight);
    let bar = |y: Length, width: Length, height: Length| {
        Mark::Fill(Fill {
            x: left,
            y,
            width,
            height,
            ink: Ink::Tint(parts.turn_tint),
            artifact: Artifact::Decoration,
        })
    };
    [bar(-height, weight, height), bar(-weight, letter, weight)]
}
