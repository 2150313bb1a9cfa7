//! The part of a source line that a diagnostic shows: a span -> an [`Excerpt`]. A paragraph may be
//! one line of fifty megabytes, so only a window around the span is ever looked at.

use std::ops::Range;

use crate::source::{SourceFile, Span};

/// Characters that are shown before the span.
const BEFORE: usize = 40;
/// Characters that are shown from the span's start on.
const AFTER: usize = 80;
/// Stands where the line was cut.
const CUT: &str = "…";

/// A piece of one line with the place in it that is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// The piece, with an ellipsis where the line was cut.
    pub text: String,
    /// The bytes of `text` that are meant. A span over several lines is marked on its first.
    pub marked: Range<usize>,
    /// The line's number, from 1.
    pub line: usize,
    /// The column, in characters from 1, at which the span starts.
    pub column: usize,
}

/// Cuts the window around a span.
pub fn excerpt(file: &SourceFile, span: Span) -> Excerpt {
    let text = file.text.as_str();
    let start = text.floor_char_boundary(span.range().start);
    let position = file.position(start);
    let line = file.line(position.line);
    // A span may start at the line end itself, which is not shown.
    let start = start.clamp(line.start, line.end);
    let end = text
        .floor_char_boundary(span.range().end)
        .clamp(start, line.end);

    let from = characters_back(text, line.start, start);
    let to = characters_on(text, start, line.end);
    let lead = if from > line.start { CUT } else { "" };
    let tail = if to < line.end { CUT } else { "" };
    let shown = text.get(from..to).unwrap_or_default();
    let shift = |offset: usize| offset - from + lead.len();
    Excerpt {
        text: format!("{lead}{shown}{tail}"),
        marked: shift(start)..shift(end.min(to)),
        line: position.line,
        column: position.column,
    }
}

/// The place [`BEFORE`] characters before `start`, or `least`.
fn characters_back(text: &str, least: usize, start: usize) -> usize {
    let before = text.get(least..start).unwrap_or_default();
    let first = before.char_indices().rev().take(BEFORE).last();
    first.map_or(start, |(at, _)| least + at)
}

/// The place [`AFTER`] characters after `start`, or `most`.
fn characters_on(text: &str, start: usize, most: usize) -> usize {
    let after = text.get(start..most).unwrap_or_default();
    let next = after.char_indices().nth(AFTER);
    next.map_or(most, |(at, _)| start + at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    fn cut(text: &str, start: usize, end: usize) -> Excerpt {
        let mut sources = Sources::default();
        let id = sources.add("a.md".to_owned(), text.to_owned());
        let file = sources.get(id).expect("the file just added");
        excerpt(file, Span::new(id, start, end))
    }

    #[test]
    fn a_short_line_is_shown_whole() {
        let excerpt = cut("one\r\ntwo three\r\nfour", 9, 14);
        assert_eq!(excerpt.text, "two three");
        assert_eq!(&excerpt.text[excerpt.marked.clone()], "three");
        assert_eq!((excerpt.line, excerpt.column), (2, 5));
    }

    #[test]
    fn a_long_line_is_cut_around_the_span() {
        let text = format!("{}[^x]{}", "é".repeat(1_000), "ü".repeat(1_000));
        let excerpt = cut(&text, 2_000, 2_004);
        assert_eq!(excerpt.text.chars().count(), 1 + BEFORE + AFTER + 1);
        assert_eq!(&excerpt.text[excerpt.marked.clone()], "[^x]");
        assert_eq!(excerpt.column, 1_001);
    }

    #[test]
    fn a_span_over_lines_is_marked_on_the_first() {
        let excerpt = cut("::: {.box}\ntext\n:::\n", 0, 19);
        assert_eq!(&excerpt.text[excerpt.marked.clone()], "::: {.box}");
    }

    #[test]
    fn spans_past_the_end_or_inside_a_character_are_shown_somewhere_near() {
        for (text, start, end) in [
            ("", 0, 0),
            ("é", 1, 1),
            ("a\n", 1, 2),
            ("a", 7, 9),
            ("a\n", 2, 2),
        ] {
            let excerpt = cut(text, start, end);
            assert!(
                excerpt.text.get(excerpt.marked.clone()).is_some(),
                "{text:?}"
            );
        }
    }
}
