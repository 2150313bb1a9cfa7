//! The part of the source that a diagnostic shows: a span -> an [`Excerpt`]. A paragraph may be one
//! line of fifty megabytes, so only a window around both ends of the span is ever looked at.

use std::ops::Range;

use crate::source::{SourceFile, Span};

/// Characters that are shown before the span.
const BEFORE: usize = 40;
/// Characters that are shown from the span's start on.
const AFTER: usize = 80;
/// Lines of a span that are shown; the renderer leaves out those in the middle.
pub const MOST_LINES: usize = 200;
/// Stands where the line was cut.
const CUT: &str = "…";

/// A piece of the source with the place in it that is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// The piece, with an ellipsis where a line was cut.
    pub text: String,
    /// The bytes of `text` that are meant. A span over more than [`MOST_LINES`] lines is marked on
    /// its first.
    pub marked: Range<usize>,
    /// The number of the first line, from 1.
    pub line: usize,
    /// The column, in characters from 1, at which the span starts.
    pub column: usize,
}

/// Cuts the window around a span.
pub fn excerpt(file: &SourceFile, span: Span) -> Excerpt {
    let text = file.text.as_str();
    let start = text.floor_char_boundary(span.range().start);
    let end = text.floor_char_boundary(span.range().end).max(start);
    let position = file.position(start);
    let first = position.line;
    // The line end that a span ends with belongs to the line before it.
    let last = file.position(end.saturating_sub(1).max(start)).line;
    let last = if last - first < MOST_LINES {
        last
    } else {
        first
    };

    let mut shown = String::new();
    let mut marked = 0..0;
    for number in first..=last {
        let line = file.line(number);
        // A span may start or end at the line end itself, which is not shown.
        let (start, end) = (
            start.clamp(line.start, line.end),
            end.clamp(line.start, line.end),
        );
        let meant = match number {
            _ if number == first => start,
            _ if number == last => end,
            _ => line.start,
        };
        let from = characters_back(text, line.start, meant);
        let to = characters_on(text, meant, line.end);
        if number > first {
            shown.push('\n');
        }
        if from > line.start {
            shown.push_str(CUT);
        }
        let shift = |offset: usize, shown: &str| shown.len() + offset - from;
        if number == first {
            marked.start = shift(start, &shown);
        }
        if number == last {
            marked.end = shift(end.min(to), &shown);
        }
        shown.push_str(text.get(from..to).unwrap_or_default());
        if to < line.end {
            shown.push_str(CUT);
        }
    }
    Excerpt {
        text: shown,
        marked,
        line: first,
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
    fn a_span_over_lines_is_marked_on_all_of_them() {
        let text = "a\n::: {.box}\r\ntext\r\n:::\r\nb\n";
        // With and without the line end of its last line.
        for (end, meant) in [(23, "::: {.box}\ntext\n:::"), (25, "::: {.box}\ntext\n:::")] {
            let excerpt = cut(text, 2, end);
            assert_eq!(&excerpt.text[excerpt.marked.clone()], meant);
            assert_eq!((excerpt.line, excerpt.column), (2, 1));
        }
    }

    #[test]
    fn long_lines_of_a_span_are_cut_around_its_ends() {
        let long = "é".repeat(1_000);
        let text = format!("{long}[{long}\n{long}\n{long}]{long}\n");
        let start = 2 * 1_000;
        let end = text.find(']').expect("the end") + 1;
        let excerpt = cut(&text, start, end);
        let meant = &excerpt.text[excerpt.marked.clone()];
        assert!(meant.starts_with('[') && meant.ends_with(']'), "{meant}");
        assert!(excerpt.text.chars().count() < 3 * (BEFORE + AFTER + 3));
    }

    #[test]
    fn a_span_over_very_many_lines_is_marked_on_the_first() {
        let text = "line\n".repeat(2 * MOST_LINES);
        let excerpt = cut(&text, 0, text.len());
        assert_eq!(excerpt.text, "line");
        assert_eq!(excerpt.marked, 0..4);
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
