//! Who speaks in a SARIF log: the program, with every code as a rule.

use serde::Serialize;

use crate::diagnostic::{Code, codes};

/// The program.
#[derive(Serialize)]
pub struct Tool {
    pub driver: Driver,
}

/// Its name, its version, and what it can find.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    rules: Vec<Rule>,
}

impl Driver {
    /// This program.
    pub fn recto() -> Driver {
        Driver {
            name: "recto",
            semantic_version: env!("CARGO_PKG_VERSION"),
            rules: codes::ALL.iter().map(|code| Rule::of(code)).collect(),
        }
    }
}

/// A code. Its place in the list is the `ruleIndex` of results.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: &'static str,
    short_description: Description,
    full_description: Description,
    help: Description,
    default_configuration: Configuration,
    #[serde(skip_serializing_if = "Option::is_none")]
    properties: Option<Properties>,
}

/// What scanners filter by.
#[derive(Serialize)]
struct Properties {
    tags: [String; 2],
}

impl Rule {
    fn of(code: &Code) -> Rule {
        Rule {
            id: code.name,
            short_description: Description::of(code.summary()),
            full_description: Description::of(code.explanation()),
            help: Description::of(code.page),
            default_configuration: Configuration {
                level: code.severity.word(),
            },
            properties: code.criterion().map(|own| Properties {
                tags: [
                    "accessibility".to_owned(),
                    format!("wcag-2.2/{}", own.number),
                ],
            }),
        }
    }
}

/// Markdown, which is read as it stands where it cannot be shown.
#[derive(Serialize)]
struct Description {
    text: &'static str,
    markdown: &'static str,
}

impl Description {
    fn of(markdown: &'static str) -> Description {
        Description {
            text: markdown,
            markdown,
        }
    }
}

/// SARIF's levels have the words of our severities.
#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}
