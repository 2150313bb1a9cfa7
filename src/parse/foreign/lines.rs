//! Lines of other tools: grid tables, line blocks, example lists, typed bullets. In comes the source
//! of a paragraph; out comes at most one finding, for what begins wrongly is wrong to its end.

use crate::diagnostic::{Code, codes};
use crate::source::Span;

use super::super::context::Context;
use super::push;

/// What is said, and how to mend it.
type Remark = (&'static Code, &'static str, &'static str);

const GRID: Remark = (
    codes::TABLE_FOREIGN,
    "this is a paragraph of plus signs and hyphens and no table",
    "write a pipe table: | Tea | Minutes |, below it |---|---|, and below that the rows",
);
const SIMPLE: Remark = (
    codes::TABLE_FOREIGN,
    "this is a thematic break and no part of a table",
    "write a pipe table: | Tea | Minutes |, below it |---|---|, and below that the rows",
);
const CAPTION: Remark = (
    codes::TABLE_FOREIGN,
    "this looks like the caption of a table, and is a paragraph",
    "write ::: {#tbl-x .table}, the table, the caption as a paragraph, and :::",
);
const LINE_BLOCK: Remark = (
    codes::SYNTAX_FOREIGN,
    "the bars of a line block are kept as text",
    "write the lines without bars between ::: verse and :::",
);
const EXAMPLE: Remark = (
    codes::SYNTAX_FOREIGN,
    "there is no list of examples; this is kept as text",
    "write a list with numbers: 1.",
);
const HASH: Remark = (
    codes::SYNTAX_FOREIGN,
    "there is no list with `#.`; this is kept as text",
    "write a list with numbers: 1.",
);
const LETTERS: Remark = (
    codes::SYNTAX_FOREIGN,
    "there is no list with letters; these lines are one paragraph",
    "write a list with numbers, 1., or leave a blank line between the lines",
);
const PERCENT: Remark = (
    codes::SYNTAX_FOREIGN,
    "a title after a per cent sign is kept as text",
    "write `title: ...` between two lines `---` at the head of the file",
);
const ALERT: Remark = (
    codes::SYNTAX_FOREIGN,
    "there are no alerts; this is kept as text",
    "write ::: {.box title=\"...\"} before the text and ::: after it, without the marks >",
);
const BULLET: Remark = (
    codes::LIST_TYPED,
    "a bullet or number that was typed is text and makes no list",
    "begin each item with - or 1. and a space",
);
const TAB: Remark = (
    codes::TEXT_TAB,
    "a tab inside a line is set as a space",
    "write a space, or a pipe table where tabs part columns",
);

/// Reports the first line of a paragraph or term that another tool would read otherwise.
pub(in crate::parse) fn report_lines(span: Span, context: &mut Context<'_>) {
    let range = span.range();
    let source = context.slice(range.clone());
    let mut at = range.start;
    let mut lines = Vec::new();
    for line in source.split_inclusive('\n') {
        let bare = line.trim_start_matches([' ', '>']);
        lines.push((
            at + line.len() - bare.len(),
            bare.trim_end_matches(['\n', '\r']),
        ));
        at += line.len();
    }
    let is_first_of_file = context
        .slice(0..range.start)
        .trim_matches(|own: char| own.is_whitespace() || own == '\u{FEFF}')
        .is_empty();
    let texts: Vec<&str> = lines.iter().map(|(_, line)| *line).collect();
    let found = whole(&texts, is_first_of_file).map(|remark| (0, remark));
    let found = found.or_else(|| {
        let mut own = texts.iter().enumerate();
        own.find_map(|(at, line)| Some((at, of_line(line, texts.get(at + 1).copied())?)))
    });
    if let Some((number, (code, message, help))) = found
        && let Some((start, line)) = lines.get(number)
    {
        let end = start + line.trim_end().len();
        push(code, *start..end, message, help, context);
    }
}

/// Reports a thematic break that is the rule of a simple table: hyphens in several runs.
pub(in crate::parse) fn report_rule(span: Span, context: &mut Context<'_>) {
    let source = context.slice(span.range());
    let mut runs = source.split_whitespace();
    let is_rule = runs.clone().count() > 1
        && runs.clone().any(|run| run.len() > 2)
        && runs.all(|run| run.len() > 1 && run.bytes().all(|byte| byte == b'-'));
    if is_rule {
        let (code, message, help) = SIMPLE;
        push(code, span.range(), message, help, context);
    }
}

/// What the paragraph as a whole is.
fn whole(lines: &[&str], is_first_of_file: bool) -> Option<Remark> {
    const ALERTS: [&str; 5] = [
        "[!NOTE]",
        "[!TIP]",
        "[!IMPORTANT]",
        "[!WARNING]",
        "[!CAUTION]",
    ];
    let first = lines.first()?;
    let bars = |line: &&str| {
        let rest = line.strip_prefix('|');
        rest.is_some_and(|rest| !rest.contains('|') && (rest.is_empty() || rest.starts_with(' ')))
    };
    if is_first_of_file && first.starts_with("% ") {
        Some(PERCENT)
    } else if first.starts_with(": ") || first.starts_with("Table: ") {
        Some(CAPTION)
    } else if ALERTS.iter().any(|own| first.starts_with(own)) {
        Some(ALERT)
    } else if lines.iter().all(bars) {
        Some(LINE_BLOCK)
    } else {
        None
    }
}

/// What a line is, before the line `next`.
fn of_line(line: &str, next: Option<&str>) -> Option<Remark> {
    if is_grid(line) {
        Some(GRID)
    } else if is_example(line) {
        Some(EXAMPLE)
    } else if line.starts_with("#. ") {
        Some(HASH)
    } else if lettered(line) == Some('a') && next.and_then(lettered) == Some('b') {
        Some(LETTERS)
    } else if is_typed_item(line) {
        Some(BULLET)
    } else if line.trim().contains('\t') {
        Some(TAB)
    } else {
        None
    }
}

/// `+-----+=====+`
fn is_grid(line: &str) -> bool {
    let line = line.trim_end();
    line.len() > 4
        && line.starts_with("+-") | line.starts_with("+=") | line.starts_with("+:")
        && line.ends_with('+')
        && line
            .bytes()
            .all(|byte| matches!(byte, b'+' | b'-' | b'=' | b':'))
}

/// `(@)` or `(@label)` and a space.
fn is_example(line: &str) -> bool {
    let label = line
        .strip_prefix("(@")
        .and_then(|rest| rest.split_once(") "));
    let is_part = |own: char| own.is_alphanumeric() || matches!(own, '-' | '_');
    label.is_some_and(|(label, _)| label.chars().all(is_part))
}

/// The letter of `a. `, `a) ` or `(a) `.
fn lettered(line: &str) -> Option<char> {
    let (line, in_brackets) = match line.strip_prefix('(') {
        Some(rest) => (rest, true),
        None => (line, false),
    };
    let mut chars = line.chars();
    let letter = chars.next()?;
    let closes = |own: char| own == ')' || (own == '.' && !in_brackets);
    (letter.is_ascii_lowercase() && closes(chars.next()?) && chars.next()?.is_whitespace())
        .then_some(letter)
}

/// A bullet that Markdown does not know, or a mark that it knows before another space than its own.
fn is_typed_item(line: &str) -> bool {
    let mark = line.trim_start_matches(|own: char| own.is_ascii_digit());
    let is_number = mark.len() < line.len();
    let mut chars = mark.chars();
    let (Some(first), Some(second)) = (chars.next(), chars.next()) else {
        return false;
    };
    match first {
        '•' | '‣' | '◦' | '▪' | '●' | '○' | '■' | '·' | '\u{F0B7}' | '\u{F0A7}' => {
            second.is_whitespace() && !is_number
        }
        'o' | '–' | '—' => second == '\t' && !is_number,
        '-' | '*' | '+' => second == '\u{A0}' && !is_number,
        '.' | ')' => second == '\u{A0}' && is_number,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::codes;

    fn of(text: &str) -> Vec<&'static str> {
        codes(&format!("---\ntitle: T\n---\n\n{text}\n"))
    }

    #[test]
    fn lines_of_other_tools_are_reported() {
        for (text, code) in [
            ("+---+---+\n| a | b |\n+===+===+", "table/foreign"),
            ("> +---+---+\n> | a | b |", "table/foreign"),
            ("+---+\n| a |\n+---+\n\n: The times", "table/foreign"),
            ("Text\n\n----- ---", "table/foreign"),
            (
                "| a | b |\n|---|---|\n| c | d |\n\n: The times",
                "table/foreign",
            ),
            ("| a\n| b", "syntax/foreign"),
            ("(@good) a", "syntax/foreign"),
            ("#. a", "syntax/foreign"),
            ("a. x\nb. y", "syntax/foreign"),
            ("> [!NOTE]\n> a", "syntax/foreign"),
            ("•\ta", "list/typed"),
            ("a\n1.\u{A0}b", "list/typed"),
            ("- x\n  • a", "list/typed"),
            ("a\tb", "text/tab"),
        ] {
            assert_eq!(of(text), [code], "{text}");
        }
        assert_eq!(
            codes("% T\n% A\n"),
            ["front-matter/no-title", "syntax/foreign"]
        );
    }

    #[test]
    fn prose_is_not_taken_for_another_tools() {
        for text in [
            "+5 or -3\n+",
            "\\| a",
            "- - -",
            "a. x\n\nc. y",
            "(a) x",
            "o a\n– b",
            "1. a\n2) b",
            "1.\ta\n\n-\tb",
            "\\(\\@x) \\#. a",
        ] {
            assert_eq!(of(text), [""; 0], "{text}");
        }
    }
}
