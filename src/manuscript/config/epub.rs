//! `[editions.epub]` of `book.toml`: the cover, and what the publisher claims.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// `[editions.epub]`.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct EpubConfig {
    /// The path of the cover, a PNG, JPEG or SVG file. Without it the EPUB has no cover, which is a warning.
    pub cover: Option<String>,
    /// What the publisher claims that the EPUB conforms to. Without it nothing is claimed: the program cannot know it.
    pub conforms_to: Option<Conformance>,
    /// Who certifies that claim.
    #[schemars(regex(pattern = r"\S"))]
    pub certified_by: Option<String>,
}

/// What an EPUB may be claimed to conform to, with EPUB Accessibility 1.1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Conformance {
    /// Level A of WCAG 2.1.
    #[serde(rename = "wcag-2.1-a")]
    Wcag21A,
    /// Level AA of WCAG 2.1.
    #[serde(rename = "wcag-2.1-aa")]
    Wcag21Aa,
    /// Level A of WCAG 2.2.
    #[serde(rename = "wcag-2.2-a")]
    Wcag22A,
    /// Level AA of WCAG 2.2.
    #[serde(rename = "wcag-2.2-aa")]
    Wcag22Aa,
}

impl Conformance {
    /// The words that EPUB Accessibility 1.1 gives for it.
    pub fn statement(self) -> &'static str {
        match self {
            Conformance::Wcag21A => "EPUB Accessibility 1.1 - WCAG 2.1 Level A",
            Conformance::Wcag21Aa => "EPUB Accessibility 1.1 - WCAG 2.1 Level AA",
            Conformance::Wcag22A => "EPUB Accessibility 1.1 - WCAG 2.2 Level A",
            Conformance::Wcag22Aa => "EPUB Accessibility 1.1 - WCAG 2.2 Level AA",
        }
    }
}
