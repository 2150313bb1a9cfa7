//! Spellings of other tools that mean nothing here and would be printed as they stand: grid tables,
//! shortcodes, references without brackets, bullets of a word processor. In comes the source of a
//! paragraph, or of its open text; out come findings with the spelling that is read. The text is kept.

mod lines;

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, codes};

use super::context::Context;
use super::math::unsupported;
use super::references;
use super::stray::Signs;

pub(super) use lines::{report_lines, report_rule};

/// Where a spelling stands, what is said of it, and how to mend it.
struct Found {
    code: &'static Code,
    range: Range<usize>,
    message: String,
    help: &'static str,
}

/// Divisions of other tools, by the start of their class, and what to write instead.
const DIVISIONS: &[(&str, &str)] = &[
    ("callout", BOX),
    ("warning", BOX),
    ("note", BOX),
    ("tip", BOX),
    ("important", BOX),
    ("caution", BOX),
    ("info", BOX),
    ("danger", BOX),
    ("admonition", BOX),
    (
        "panel-tabset",
        "write its parts as sections, one after the other",
    ),
    ("column-margin", "write it as a note: ^[text]"),
    ("aside", "write it as a note: ^[text]"),
    ("line-block", "did you mean .verse?"),
    (
        "columns",
        "write the columns one after the other, without a division",
    ),
    (
        "column",
        "write the columns one after the other, without a division",
    ),
];

const BOX: &str = "did you mean .box? It is written ::: {.box title=\"...\"}";

/// The finding that a class of division is unknown, with what to write instead of another tool's.
pub(super) fn division(class: &str, finding: Diagnostic) -> Diagnostic {
    match counterpart(class) {
        Some(help) => finding.help(help),
        None => finding,
    }
}

fn counterpart(class: &str) -> Option<&'static str> {
    let mut known = DIVISIONS.iter();
    known.find_map(|(own, help)| {
        let rest = class.strip_prefix(own)?;
        (rest.is_empty() || rest.starts_with('-')).then_some(*help)
    })
}

/// Reports spellings inside `text`, a part of the source without escapes that starts at `start`.
pub(super) fn report_inline(text: &str, signs: Signs, start: usize, context: &mut Context<'_>) {
    let mut found = Vec::new();
    if signs.has_all("{") {
        found.extend(shortcodes(text));
    }
    if signs.has_all("@") {
        found.extend(keys(text, context.source, start));
    }
    if signs.has_all("=") {
        found.extend(marked(text));
    }
    // A raised digit is no ASCII.
    if signs.has_digit() || !text.is_ascii() {
        found.extend(note_digits(text));
    }
    if signs.has_all("Error!") {
        found.extend(broken_fields(text));
    }
    for own in found {
        let range = start + own.range.start..start + own.range.end;
        push(own.code, range, own.message, own.help, context);
    }
    if !signs.has_all("\\") {
        return;
    }
    for range in tex(text) {
        let range = start + range.start..start + range.end;
        if !context.is_reported(&range) {
            let span = context.span(range);
            context.found.push(unsupported(span, "TeX"));
        }
    }
}

/// Reports code in a line that Quarto would run: `{r} mean(x)`.
pub(super) fn report_code_span(text: &str, range: Range<usize>, context: &mut Context<'_>) {
    let engine = text
        .strip_prefix('{')
        .and_then(|rest| rest.split_once("} "));
    let is_name =
        |name: &str| !name.is_empty() && name.bytes().all(|own| own.is_ascii_alphanumeric());
    if engine.is_some_and(|(name, _)| is_name(name)) {
        let message = "this code is printed and not run";
        push(
            codes::SYNTAX_FOREIGN,
            range,
            message,
            "write what it makes",
            context,
        );
    }
}

/// Reports a block of code that another tool would fill, or run.
pub(super) fn report_code(range: Range<usize>, context: &mut Context<'_>) {
    let source = context.slice(range.clone());
    let first = source.lines().next().unwrap_or("").trim_end();
    let info = first.trim_start_matches(['`', '~']);
    let word = info.trim_start().strip_prefix('{').unwrap_or("");
    let is_fenced = first.len() > info.len() + 2;
    if is_fenced && word.starts_with(|own: char| own.is_ascii_alphabetic()) {
        let line = first.len();
        let message = "this code is printed and not run";
        let help = "write what it makes: a table, or an image in a division .figure; after the fence of code to be printed stands its language without braces";
        let range = range.start..range.start + line;
        push(codes::SYNTAX_FOREIGN, range, message, help, context);
    }
    let lines = source.lines().filter(|line| {
        let line = line.trim_start();
        line.starts_with("{{#include") || line.starts_with("{{#rustdoc_include")
    });
    if let Some(line) = lines.into_iter().next() {
        let at = range.start + source.find(line).unwrap_or(0);
        let message = "nothing is included here; this is printed as code";
        let help = "copy the code of that file to this place";
        push(
            codes::SYNTAX_FOREIGN,
            at..at + line.len(),
            message,
            help,
            context,
        );
    }
}

/// Adds a finding.
fn push(
    code: &'static Code,
    range: Range<usize>,
    message: impl Into<String>,
    help: &str,
    context: &mut Context<'_>,
) {
    if !context.is_reported(&range) {
        let span = context.span(range);
        let finding = Diagnostic::new(code, span, message).help(help);
        context.found.push(finding);
    }
}

/// `{{#include x}}` of mdBook, `{{< include x >}}` of Quarto, `{{% x %}}` of Hugo.
fn shortcodes(text: &str) -> Vec<Found> {
    let opens = text.match_indices("{{");
    let marks = opens.filter(|(at, _)| text[at + 2..].starts_with(['#', '<', '%']));
    let found = marks.map(|(at, _)| {
        let end = text[at..].find("}}").map_or(at + 3, |end| at + end + 2);
        let whole = &text[at..end];
        let (message, help) = if whole.contains("include") {
            (
                "nothing is included here; this is kept as text",
                "name that text in the contents of book.toml, or copy its words to this place",
            )
        } else {
            (
                "this instruction to another tool is kept as text",
                "delete it, or write what it stands for; \\{ says that it is text",
            )
        };
        Found {
            code: codes::SYNTAX_FOREIGN,
            range: at..end,
            message: message.to_owned(),
            help,
        }
    });
    found.collect()
}

/// `@key` outside brackets, or in them after other words. What adjoins a word is an address.
fn keys(text: &str, source: &str, start: usize) -> Vec<Found> {
    let adjoins = |at: usize| {
        let before = source
            .get(..start + at)
            .and_then(|own| own.chars().next_back());
        before
            .is_some_and(|own| own.is_alphanumeric() || matches!(own, '[' | '@' | '.' | '_' | '+'))
    };
    let signs = text.match_indices('@').filter(|(at, _)| !adjoins(*at));
    let found = signs.filter_map(|(at, _)| {
        let rest = &text[at + 1..];
        let key = references::key(rest);
        let is_key = key.starts_with(|first: char| first.is_alphabetic());
        let is_example = text[..at].ends_with('(') && rest[key.len()..].starts_with(')');
        is_key.then(|| match is_example {
            true => Found {
                code: codes::SYNTAX_FOREIGN,
                range: at - 1..at + 2 + key.len(),
                message: format!("there is no list of examples; `(@{key})` is kept as text"),
                help: "write the number",
            },
            false => Found {
            code: codes::REF_BARE,
            range: at..at + 1 + key.len(),
            message: format!("`@{key}` is kept as text: it does not stand alone in brackets"),
            help: "a reference or citation is written [@key], and other words stand outside its brackets; \\@ says that the sign is text",
            },
        })
    });
    found.collect()
}

/// `==marked==` of several tools.
fn marked(text: &str) -> Option<Found> {
    let at = text.find("==")?;
    let rest = &text[at + 2..];
    let length = rest.find("==")?;
    let inside = &rest[..length];
    let is_marked = !inside.is_empty() && inside.trim() == inside && !rest.starts_with('=');
    is_marked.then(|| Found {
        code: codes::SYNTAX_FOREIGN,
        range: at..at + 4 + length,
        message: "there is no marked text; the signs are kept as text".to_owned(),
        help: "write *emphasis* or **strong text**; \\= says that the sign is text",
    })
}

/// The number of a note that a word processor left behind: a raised digit after a sentence, or a
/// digit that adjoins the end of one.
fn note_digits(text: &str) -> Option<Found> {
    /// Shorter words are abbreviations: "fig.1", "vol.2".
    const SHORTEST_WORD: usize = 5;
    let is_raised = |own: char| matches!(own, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹');
    let is_stop = |own: char| matches!(own, '.' | ',' | ';' | ':' | '!' | '?' | '”' | '’' | '»');
    let mut letters = 0;
    // Whether a sentence may end here: after any word, and after one that is no abbreviation.
    let (mut ends_word, mut ends_long_word) = (false, false);
    let is_digit = |own: char| is_raised(own) || own.is_ascii_digit();
    for (at, own) in text.char_indices() {
        let rest = &text[at..];
        let may_mark = ends_word && is_digit(own);
        let digits = match may_mark {
            true => rest.find(|next| !is_digit(next)).unwrap_or(rest.len()),
            false => 0,
        };
        let after = rest[digits..].chars().next();
        let ends = after.is_none_or(char::is_whitespace);
        let is_typed = ends_long_word && own.is_ascii_digit() && digits < 3 && ends;
        if may_mark && (is_raised(own) || is_typed) {
            return Some(Found {
                code: codes::NOTE_TYPED,
                range: at..at + digits,
                message: format!(
                    "`{}` looks like the mark of a note, and is text",
                    &rest[..digits]
                ),
                help: "write the note in its place, ^[text], or mark it with [^label]; a space before the number says that it is none",
            });
        }
        if own.is_alphabetic() {
            letters += 1;
            (ends_word, ends_long_word) = (false, false);
        } else {
            ends_word = is_stop(own) && (ends_word || letters > 1);
            ends_long_word = is_stop(own) && (ends_long_word || letters >= SHORTEST_WORD);
            letters = 0;
        }
    }
    None
}

/// What a word processor prints for a reference that leads nowhere.
fn broken_fields(text: &str) -> Option<Found> {
    const FIELDS: [&str; 2] = [
        "Error! Reference source not found",
        "Error! Bookmark not defined",
    ];
    let mut fields = FIELDS.iter();
    let (at, field) = fields.find_map(|field| Some((text.find(field)?, field)))?;
    Some(Found {
        code: codes::SYNTAX_FOREIGN,
        range: at..at + field.len(),
        message: "this is the broken reference of a word processor".to_owned(),
        help: "write the reference anew, [@id]",
    })
}

/// `\newpage`, `\emph{...}`: a backslash before small letters that begins a word.
fn tex(text: &str) -> Vec<Range<usize>> {
    let marks = text.match_indices('\\').filter_map(|(at, _)| {
        let before = text[..at].chars().next_back();
        let begins = before.is_none_or(|own| own.is_whitespace() || matches!(own, '(' | '}'));
        let name = &text[at + 1..];
        let length = name
            .find(|own: char| !own.is_ascii_alphabetic())
            .unwrap_or(name.len());
        (begins && length > 1).then_some(at..at + 1 + length)
    });
    marks.collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::codes;
    use super::*;

    fn of(text: &str) -> Vec<&'static str> {
        codes(&format!("---\ntitle: T\n---\n\n{text}\n"))
    }

    #[test]
    fn spellings_of_other_tools_are_reported() {
        for (text, code) in [
            ("{{#include a.md}}", "syntax/foreign"),
            ("a {{< pagebreak >}}", "syntax/foreign"),
            ("As @fig-x shows", "ref/bare"),
            ("a ==word== b", "syntax/foreign"),
            ("\\newpage", "syntax/unsupported"),
            ("in London.1 The", "note/typed"),
            ("in London.”¹", "note/typed"),
            ("(Error! Reference source not found.)", "syntax/foreign"),
            ("As (@good) says", "syntax/foreign"),
            ("```{r}\nx\n```", "syntax/foreign"),
            ("about `{r} mean(x)` cups", "syntax/foreign"),
            ("```rust\n{{#include a.rs}}\n```", "syntax/foreign"),
        ] {
            assert_eq!(of(text), [code], "{text}");
        }
    }

    #[test]
    fn prose_is_not_taken_for_another_tools() {
        for text in [
            "tea@example.org, \\@fig-x, at 5 @ 3 pounds",
            "a == b and b == c",
            "C:\\tea and 3\\4",
            "in 1830.1 or fig.1 or 5 m² or London.12345 or section 1.2",
            "`{{#include a.md}}`, \\{\\{#x}}",
            "```{.rust}\nx\n```",
        ] {
            assert_eq!(of(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn divisions_of_other_tools_have_a_counterpart() {
        assert_eq!(counterpart("callout-note"), Some(BOX));
        assert_eq!(counterpart("warning"), Some(BOX));
        assert_eq!(counterpart("notes"), None);
    }
}
