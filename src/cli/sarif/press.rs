//! What was found in finished files as a log: each file is an artifact, each finding a result in it. The
//! page is a logical location, the place on it stands among the properties, and the place in the
//! manuscript is a related location.

use serde::Serialize;

use crate::diagnostic::codes;
use crate::preflight::press::Finding;

use super::super::Status;
use super::super::place::uri_from_here;
use super::super::preflight::JudgedFile;
use super::tool::{Driver, Tool};
use super::{Artifact, ArtifactLocation, LogicalLocation, Message, SCHEMA, plain};

#[derive(Serialize)]
struct Log {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    tool: Tool,
    invocations: [Invocation; 1],
    artifacts: Vec<Artifact>,
    results: Vec<Found>,
    column_kind: &'static str,
    language: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
    exit_code: u8,
    exit_code_description: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Found {
    rule_id: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Message<String>,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    #[serde(skip_serializing_if = "Option::is_none")]
    properties: Option<Properties>,
}

/// The place on the page, in points from its lower left corner.
#[derive(Serialize)]
struct Properties {
    sheets: Vec<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    x: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    y: Option<f64>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: Physical,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    logical_locations: Vec<LogicalLocation>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message<String>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: ArtifactLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
}

/// The log, ended by a line break.
///
/// # Errors
/// None that these types can cause; serde's own.
pub fn press_log(judged: &[JudgedFile], status: Status) -> Result<String, serde_json::Error> {
    let results = judged.iter().enumerate().flat_map(|(index, file)| {
        let findings = file.judgement.findings.iter();
        findings.map(move |own| found(own, file, index))
    });
    let artifacts = judged.iter().map(|file| Artifact {
        location: ArtifactLocation {
            uri: uri(file),
            index: None,
        },
        length: file.size,
        roles: ["analysisTarget"],
    });
    let mut text = serde_json::to_string_pretty(&Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver::recto(),
            },
            invocations: [Invocation {
                execution_successful: true,
                exit_code: status.code(),
                exit_code_description: match status {
                    Status::Errors => "a file has errors or warnings",
                    other => other.words(),
                },
            }],
            artifacts: artifacts.collect(),
            results: results.collect(),
            column_kind: "unicodeCodePoints",
            language: "en-GB",
        }],
    })?;
    text.push('\n');
    Ok(text)
}

fn found(finding: &Finding, file: &JudgedFile, index: usize) -> Found {
    let name = finding.code.name;
    let text = match &finding.help {
        None => finding.message.clone(),
        Some(help) => format!("{}\nhelp: {help}", finding.message),
    };
    let pages = finding
        .sheets
        .iter()
        .take(100)
        .map(|sheet| LogicalLocation {
            name: file
                .origin
                .folio(*sheet)
                .map_or_else(|| sheet.to_string(), str::to_owned),
            kind: "page",
        });
    let spot = finding.spot;
    let place = file.origin.place(finding).map(|place| Location {
        physical_location: Physical {
            artifact_location: ArtifactLocation {
                uri: uri_from_here(".", place.file),
                index: None,
            },
            region: place.line.map(|start_line| Region { start_line }),
        },
        logical_locations: Vec::new(),
        message: Some(plain("the place in the manuscript")),
    });
    Found {
        rule_id: name,
        rule_index: codes::ALL.binary_search_by(|code| code.name.cmp(name)).ok(),
        level: finding.severity.word(),
        message: plain(&text),
        locations: [Location {
            physical_location: Physical {
                artifact_location: ArtifactLocation {
                    uri: uri(file),
                    index: Some(index),
                },
                region: None,
            },
            logical_locations: pages.collect(),
            message: None,
        }],
        related_locations: place.into_iter().collect(),
        properties: (!finding.sheets.is_empty()).then(|| Properties {
            sheets: finding.sheets.iter().copied().collect(),
            x: spot.map(|own| own.x),
            y: spot.map(|own| own.y),
        }),
    }
}

/// A file that was named with its whole path keeps it.
fn uri(file: &JudgedFile) -> String {
    match file.path.strip_prefix('/') {
        Some(path) => uri_from_here("/", path),
        None => uri_from_here(".", &file.path),
    }
}
