//! What `recto explain` prints: a code -> its page with its severity, and the list of all codes.
//! A page is Markdown that a terminal shows as it is, its paragraphs no wider than the terminal.

use clap::Command;

use crate::diagnostic::{Code, Severity, codes};

/// Columns of a paragraph where the terminal is wider, or there is none.
const WIDEST: usize = 100;

/// The page of a code, ended by a line break.
pub fn page(code: &Code) -> String {
    let (heading, rest) = code.page.split_once('\n').unwrap_or((code.page, ""));
    let stops = match code.severity {
        Severity::Error => "An error: it stops all editions.",
        Severity::Warning => "A warning: it stops a --release build.",
        Severity::Note => "A note: it stops nothing.",
    };
    let mut page = format!("{}\n\n{stops}\n", wrapped(heading));
    let mut in_fence = false;
    let mut paragraph: Vec<&str> = Vec::new();
    for line in rest.lines() {
        let is_fence = line.starts_with("```");
        if !in_fence && !is_fence && is_prose(line) {
            paragraph.push(line);
            continue;
        }
        finish(&mut page, &mut paragraph);
        in_fence ^= is_fence;
        page.push_str(line);
        page.push('\n');
    }
    finish(&mut page, &mut paragraph);
    page
}

/// Every code with its severity and what it is, a line each.
pub fn list() -> String {
    let widths = codes::ALL.iter().map(|code| code.name.len());
    let width = widths.max().unwrap_or(0);
    let line = |code: &&Code| {
        let severity = code.severity.word();
        format!("{:width$}  {severity:7}  {}\n", code.name, code.summary())
    };
    codes::ALL.iter().map(line).collect()
}

/// Whether a line outside a fence may be joined with its neighbours: it begins as a sentence does, and
/// not as a heading, an item or a table.
fn is_prose(line: &str) -> bool {
    line.starts_with(|c: char| c.is_alphabetic() || matches!(c, '`' | '"' | '(' | '['))
}

/// Ends the paragraph that was begun.
fn finish(page: &mut String, paragraph: &mut Vec<&str>) {
    if !paragraph.is_empty() {
        page.push_str(&wrapped(&paragraph.join(" ")));
        page.push('\n');
        paragraph.clear();
    }
}

/// A paragraph in lines no wider than the terminal. clap knows how wide that is, and how to break
/// lines, as it does so for `--help`.
fn wrapped(paragraph: &str) -> String {
    let mut command = Command::new("explain")
        .about(paragraph.to_owned())
        .help_template("{about}")
        .max_term_width(WIDEST);
    let lines = command.render_help().to_string();
    let lines: Vec<&str> = lines.trim_end().lines().map(str::trim_end).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    const CODE: Code = Code {
        name: "area/name",
        severity: Severity::Warning,
        page: "# area/name: a mistake\n\nIt matters, and\nit is mended.\n`Code` too.\n\n## Wrong\n\n\
               ```markdown\nOne\ntwo.\n```\n",
    };

    #[test]
    fn a_page_has_its_severity_and_its_examples_as_they_are() {
        let expected = "# area/name: a mistake\n\nA warning: it stops a --release build.\n\n\
                        It matters, and it is mended. `Code` too.\n\n## Wrong\n\n\
                        ```markdown\nOne\ntwo.\n```\n";
        assert_eq!(page(&CODE), expected);
    }

    #[test]
    fn every_page_loses_no_word() {
        for code in codes::ALL {
            let words = |text: &str| -> Vec<String> {
                text.split_whitespace().map(str::to_owned).collect()
            };
            let shown = page(code);
            let said = shown.lines().filter(|line| !line.contains(": it stops "));
            let said = said.collect::<Vec<_>>().join("\n");
            assert_eq!(words(&said), words(code.page), "{}", code.name);
        }
    }

    #[test]
    fn the_list_has_every_code_once() {
        let list = list();
        assert_eq!(list.lines().count(), codes::ALL.len());
        for (line, code) in list.lines().zip(codes::ALL) {
            assert!(
                line.starts_with(code.name) && line.ends_with(code.summary()),
                "{line}"
            );
        }
    }
}
