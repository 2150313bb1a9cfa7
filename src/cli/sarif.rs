//! Diagnostics for code scanners: one log in SARIF 2.1.0 with one run, which has every code as a rule,
//! every text that was read as an artifact, and every finding as a result.
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/sarif-v2.1.0-errata01-os-complete.html>

mod press;
mod tool;

use serde::Serialize;

use crate::diagnostic::{Diagnostic, codes};
use crate::source::{FileId, Sources, Span};

use super::Status;
use super::place::uri_from_here;
use tool::{Driver, Tool};

pub use press::press_log;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// A manuscript and what was found in it.
#[derive(Clone, Copy, Debug)]
pub struct Judged<'a> {
    /// Its folder as it was typed.
    pub root: &'a str,
    /// Its texts.
    pub sources: &'a Sources,
    /// What was found, in the order in which it is reported.
    pub diagnostics: &'a [Diagnostic],
}

/// The log, ended by a line break. `status` is what the program ends with; `failures` say what kept
/// it from its end.
///
/// # Errors
/// None that these types can cause; serde's own.
pub fn log(
    manuscripts: &[Judged<'_>],
    status: Status,
    failures: &[String],
) -> Result<String, serde_json::Error> {
    let mut artifacts = Vec::new();
    let mut results = Vec::new();
    for judged in manuscripts {
        let first_artifact = artifacts.len();
        let files = judged.sources.iter();
        artifacts.extend(files.map(|(_, file)| Artifact {
            location: ArtifactLocation {
                uri: uri_from_here(judged.root, &file.path),
                index: None,
            },
            length: file.text.len(),
            roles: ["analysisTarget"],
        }));
        let places = Places {
            judged,
            first_artifact,
        };
        results.extend(judged.diagnostics.iter().map(|found| places.result(found)));
    }
    let mut text = serde_json::to_string_pretty(&Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver::recto(),
            },
            invocations: [Invocation::of(status, failures)],
            artifacts,
            results,
            column_kind: "unicodeCodePoints",
            default_encoding: "UTF-8",
            language: "en-GB",
        }],
    })?;
    text.push('\n');
    Ok(text)
}

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool,
    invocations: [Invocation<'a>; 1],
    artifacts: Vec<Artifact>,
    results: Vec<Finding>,
    column_kind: &'static str,
    default_encoding: &'static str,
    language: &'static str,
}

/// How the program ended. That a manuscript has errors is a success of the program.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation<'a> {
    execution_successful: bool,
    exit_code: u8,
    exit_code_description: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tool_execution_notifications: Vec<Notification<'a>>,
}

impl<'a> Invocation<'a> {
    fn of(status: Status, failures: &'a [String]) -> Invocation<'a> {
        Invocation {
            execution_successful: failures.is_empty(),
            exit_code: status.code(),
            exit_code_description: status.words(),
            tool_execution_notifications: (failures.iter())
                .map(|text| Notification {
                    level: "error",
                    message: Message { text: text.into() },
                })
                .collect(),
        }
    }
}

#[derive(Serialize)]
struct Notification<'a> {
    level: &'static str,
    message: Message<std::borrow::Cow<'a, str>>,
}

#[derive(Serialize)]
struct Message<T> {
    text: T,
}

#[derive(Serialize)]
struct Artifact {
    location: ArtifactLocation,
    length: usize,
    roles: [&'static str; 1],
}

#[derive(Serialize)]
struct ArtifactLocation {
    uri: String,
    /// Its place among the artifacts.
    #[serde(skip_serializing_if = "Option::is_none")]
    index: Option<usize>,
}

/// A result.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Finding {
    rule_id: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Message<String>,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    logical_locations: Vec<LogicalLocation>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message<String>>,
}

/// A page of the print edition.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LogicalLocation {
    name: String,
    kind: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

/// Lines and columns from 1; the end is the place after the last character.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

/// Where the findings of one manuscript are.
struct Places<'a> {
    judged: &'a Judged<'a>,
    /// The place of its first text among the artifacts.
    first_artifact: usize,
}

impl Places<'_> {
    fn result(&self, found: &Diagnostic) -> Finding {
        let name = found.code.name;
        let text = match &found.help {
            None => found.message.clone(),
            Some(help) => format!("{}\nhelp: {help}", found.message),
        };
        let related = found.related.iter();
        let page = found.page.iter().map(|folio| LogicalLocation {
            name: folio.to_string(),
            kind: "page",
        });
        let location = Location {
            logical_locations: page.collect(),
            ..self.location(found.span, None)
        };
        Finding {
            rule_id: name,
            rule_index: codes::ALL.binary_search_by(|code| code.name.cmp(name)).ok(),
            level: found.severity.word(),
            message: plain(&text),
            locations: [location],
            related_locations: related
                .map(|(span, why)| self.location(Some(*span), Some(plain(why))))
                .collect(),
        }
    }

    /// A finding about the manuscript as a whole is placed at its settings, for scanners drop what
    /// has no place.
    fn location(&self, span: Option<Span>, message: Option<Message<String>>) -> Location {
        let root = self.judged.root;
        let found = span.and_then(|span| Some((span, self.judged.sources.get(span.file)?)));
        let physical_location = match found {
            None => PhysicalLocation {
                artifact_location: ArtifactLocation {
                    uri: uri_from_here(root, "book.toml"),
                    index: self
                        .judged
                        .sources
                        .find("book.toml")
                        .map(|file| self.artifact(file)),
                },
                region: None,
            },
            Some((span, file)) => {
                let start = file.position(span.range().start);
                let end = file.position(span.range().end);
                PhysicalLocation {
                    artifact_location: ArtifactLocation {
                        uri: uri_from_here(root, &file.path),
                        index: Some(self.artifact(span.file)),
                    },
                    region: Some(Region {
                        start_line: start.line,
                        start_column: start.column,
                        end_line: end.line,
                        end_column: end.column,
                    }),
                }
            }
        };
        Location {
            physical_location,
            logical_locations: Vec::new(),
            message,
        }
    }

    fn artifact(&self, file: FileId) -> usize {
        self.first_artifact + file.0 as usize
    }
}

/// A message in which nothing is a link: `[a](b)` is one in every text of SARIF (3.11.6).
fn plain(text: &str) -> Message<String> {
    let has_link = text.contains("](");
    let text = match has_link {
        true => text
            .replace('\\', "\\\\")
            .replace('[', "\\[")
            .replace(']', "\\]"),
        false => text.to_owned(),
    };
    Message { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_a_link_is_text() {
        assert_eq!(plain("there is no [@a]").text, "there is no [@a]");
        assert_eq!(plain("see [a](b)").text, "see \\[a\\](b)");
    }

    #[test]
    fn the_artifacts_of_several_manuscripts_are_one_list() {
        let sources = |path: &str| {
            let mut sources = Sources::default();
            let id = sources.add(path.to_owned(), "é\nb".to_owned());
            (
                sources,
                [Diagnostic::new(
                    codes::FILE_ENCODING,
                    Span::new(id, 2, 4),
                    "odd",
                )],
            )
        };
        let (one, two) = (sources("a.md"), sources("b.md"));
        let judged = [("x", &one), ("y", &two)].map(|(root, (sources, diagnostics))| Judged {
            root,
            sources,
            diagnostics,
        });
        let text = log(&judged, Status::Errors, &[]).expect("strings and numbers");
        let log: serde_json::Value = serde_json::from_str(&text).expect("a log");
        let run = &log["runs"][0];
        assert_eq!(run["artifacts"][1]["location"]["uri"], "y/b.md");
        let place = &run["results"][1]["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["index"], 1);
        let region = serde_json::json!(
            { "startLine": 1, "startColumn": 2, "endLine": 2, "endColumn": 2 }
        );
        assert_eq!(place["region"], region);
        assert_eq!(run["invocations"][0]["exitCode"], 1);
        assert_eq!(run["invocations"][0]["executionSuccessful"], true);
    }

    #[test]
    fn what_kept_the_program_from_its_end_is_named() {
        let text =
            log(&[], Status::Disk, &["the disk is full".to_owned()]).expect("strings and numbers");
        let log: serde_json::Value = serde_json::from_str(&text).expect("a log");
        let invocation = &log["runs"][0]["invocations"][0];
        assert_eq!(invocation["executionSuccessful"], false);
        let said = &invocation["toolExecutionNotifications"][0]["message"]["text"];
        assert_eq!(said, "the disk is full");
    }
}
