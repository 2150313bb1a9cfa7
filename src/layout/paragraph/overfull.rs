//! Lines that are wider than their measure: in, each line as it is set; out, one finding for each line
//! of running text, and one for all lines of a table or of a block of code.

use crate::diagnostic::{Diagnostic, codes};
use crate::length::Length;
use crate::source::Span;

/// A line that is wider than its measure, or all such lines of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overfull {
    /// Whose lines they are.
    pub wide: Wide,
    /// How many.
    pub lines: usize,
    /// What the widest of them has too much.
    pub excess: Length,
    /// Where the first of them is written.
    pub span: Option<Span>,
}

/// Whose lines are too wide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wide {
    /// A line of running text.
    Line,
    /// The cells of a table.
    Table,
    /// The lines of a block of code.
    Code,
}

impl Overfull {
    /// Makes one of all that were found from `from` on, in a block that is written at `span`.
    pub fn join(found: &mut Vec<Overfull>, from: usize, wide: Wide, span: Option<Span>) {
        let joined = found
            .drain(from.min(found.len())..)
            .reduce(|all, next| Overfull {
                lines: all.lines + next.lines,
                excess: all.excess.max(next.excess),
                span: all.span.or(next.span),
                ..all
            });
        found.extend(joined.map(|joined| Overfull {
            wide,
            span: joined.span.or(span),
            ..joined
        }));
    }

    /// What is said of it.
    pub fn diagnostic(&self) -> Diagnostic {
        let excess = format!("{:.1} pt", self.excess.to_points());
        let (message, help) = match (self.wide, self.lines) {
            (Wide::Line, _) => (
                format!("a line is {excess} wider than its measure"),
                "reword the sentence, or give a long word soft hyphens (U+00AD) where it may break",
            ),
            (Wide::Table, 1) => (
                format!("a line of this cell is {excess} wider than its column"),
                "give the table fewer columns, or the long word soft hyphens (U+00AD)",
            ),
            (Wide::Table, lines) => (
                format!(
                    "{lines} lines in the cells of this table are wider than their columns, by up to \
                     {excess}"
                ),
                "give the table fewer columns, or the long words soft hyphens (U+00AD)",
            ),
            (Wide::Code, 1) => (
                format!("a line of this code is {excess} wider than the measure"),
                "break the line where the language of the code allows it",
            ),
            (Wide::Code, lines) => (
                format!("{lines} lines of this code are wider than the measure, by up to {excess}"),
                "break the lines where the language of the code allows it",
            ),
        };
        Diagnostic::new(codes::LAYOUT_OVERFULL, self.span, message).help(help)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    #[test]
    fn the_lines_of_a_block_are_one_finding() {
        let span = |at| Some(Span::new(FileId(0), at, at + 1));
        let line = |excess, at| Overfull {
            wide: Wide::Line,
            lines: 1,
            excess: Length::pt(excess),
            span: span(at),
        };
        let mut found = vec![line(1, 0), line(2, 5), line(9, 7), line(3, 8)];
        Overfull::join(&mut found, 1, Wide::Table, None);
        let table = Overfull {
            wide: Wide::Table,
            lines: 3,
            excess: Length::pt(9),
            span: span(5),
        };
        assert_eq!(found, [line(1, 0), table]);
        Overfull::join(&mut found, 2, Wide::Code, span(9));
        assert_eq!(found.len(), 2);
        assert!(
            table
                .diagnostic()
                .message
                .starts_with("3 lines in the cells")
        );
    }
}
