//! Diagnostics for programs: one JSON array, an object for each finding. Lines and columns count
//! from 1, columns in characters; bytes count from 0, from the start of the file. The end is the place
//! after the last character. `docs/command-line.md` describes the array.

use serde::Serialize;

use crate::diagnostic::Diagnostic;
use crate::source::{Sources, Span};

use super::place::path_from_here;

/// One finding.
#[derive(Debug, Serialize)]
pub struct Finding<'a> {
    code: &'static str,
    severity: &'static str,
    message: &'a str,
    help: Option<&'a str>,
    #[serde(flatten)]
    place: Place,
    page: Option<&'a str>,
    wcag: Option<&'static str>,
    related: Vec<Related<'a>>,
}

/// Another place that matters, and why.
#[derive(Debug, Serialize)]
struct Related<'a> {
    message: &'a str,
    #[serde(flatten)]
    place: Place,
}

/// Where; all of it null for the manuscript as a whole.
#[derive(Debug, Default, Serialize)]
struct Place {
    file: Option<String>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    byte: Option<usize>,
    end_byte: Option<usize>,
}

impl<'a> Finding<'a> {
    /// A diagnostic with its places looked up. `root` is the manuscript's folder as it was typed.
    pub fn of(diagnostic: &'a Diagnostic, sources: &Sources, root: &str) -> Finding<'a> {
        Finding {
            code: diagnostic.code.name,
            severity: diagnostic.severity.word(),
            message: &diagnostic.message,
            help: diagnostic.help.as_deref(),
            place: Place::of(diagnostic.span, sources, root),
            page: diagnostic.page.as_deref(),
            wcag: diagnostic.code.criterion().map(|own| own.number),
            related: diagnostic
                .related
                .iter()
                .map(|(span, why)| Related {
                    message: why,
                    place: Place::of(Some(*span), sources, root),
                })
                .collect(),
        }
    }
}

impl Place {
    fn of(span: Option<Span>, sources: &Sources, root: &str) -> Place {
        let Some((span, file)) = span.and_then(|span| Some((span, sources.get(span.file)?))) else {
            return Place::default();
        };
        let bytes = span.range();
        let start = file.position(bytes.start);
        let end = file.position(bytes.end);
        Place {
            file: Some(path_from_here(root, &file.path)),
            line: Some(start.line),
            column: Some(start.column),
            end_line: Some(end.line),
            end_column: Some(end.column),
            byte: Some(bytes.start),
            end_byte: Some(bytes.end),
        }
    }
}

/// The array, ended by a line break.
///
/// # Errors
/// None that these types can cause; serde's own.
pub fn array(findings: &[Finding<'_>]) -> Result<String, serde_json::Error> {
    let mut text = serde_json::to_string_pretty(findings)?;
    text.push('\n');
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::codes;

    #[test]
    fn a_finding_has_both_ends_of_its_span_and_its_related_places() {
        let mut sources = Sources::default();
        let id = sources.add("a.md".to_owned(), "één\ntwee\n".to_owned());
        let diagnostics = [
            Diagnostic::new(codes::FILE_ENCODING, Span::new(id, 2, 8), "say \"no\"")
                .related(Span::new(id, 0, 0), "here"),
            Diagnostic::new(codes::FILE_MISSING, None, "gone")
                .help("find it")
                .on_page("iv"),
        ];
        let findings: Vec<Finding<'_>> = diagnostics
            .iter()
            .map(|found| Finding::of(found, &sources, "m"))
            .collect();
        let text = array(&findings).expect("strings and numbers");
        let value: serde_json::Value = serde_json::from_str(&text).expect("an array");
        let expected = serde_json::json!([
            {
                "code": "file/encoding", "severity": "error", "message": "say \"no\"",
                "help": null, "file": "m/a.md",
                "line": 1, "column": 2, "end_line": 2, "end_column": 3,
                "byte": 2, "end_byte": 8, "page": null, "wcag": null,
                "related": [{
                    "message": "here", "file": "m/a.md",
                    "line": 1, "column": 1, "end_line": 1, "end_column": 1,
                    "byte": 0, "end_byte": 0,
                }],
            },
            {
                "code": "file/missing", "severity": "error", "message": "gone",
                "help": "find it", "file": null,
                "line": null, "column": null, "end_line": null, "end_column": null,
                "byte": null, "end_byte": null, "page": "iv", "wcag": null,
                "related": [],
            },
        ]);
        assert_eq!(value, expected);
    }

    #[test]
    fn no_finding_is_an_empty_array() {
        assert_eq!(array(&[]).expect("nothing to write"), "[]\n");
    }
}
