//! What was found, for programs: one JSON array with an object for each finding, with the keys of those
//! of `check` and the place on the page. `docs/command-line.md` describes it.

use serde::Serialize;

use crate::preflight::press::Finding;

use super::JudgedFile;

/// One finding.
#[derive(Serialize)]
struct Told<'a> {
    code: &'static str,
    severity: &'static str,
    message: &'a str,
    help: Option<&'a str>,
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    byte: Option<usize>,
    end_byte: Option<usize>,
    page: Option<String>,
    related: Vec<Related<'a>>,
    sheets: Vec<usize>,
    sheet: Option<usize>,
    x: Option<f64>,
    y: Option<f64>,
}

/// The place in the manuscript.
#[derive(Serialize)]
struct Related<'a> {
    message: &'static str,
    file: &'a str,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    byte: Option<usize>,
    end_byte: Option<usize>,
}

/// The array, ended by a line break.
///
/// # Errors
/// None that these types can cause; serde's own.
pub fn array(judged: &[JudgedFile]) -> Result<String, serde_json::Error> {
    let told: Vec<Told<'_>> = judged
        .iter()
        .flat_map(|file| file.judgement.findings.iter().map(|own| told(own, file)))
        .collect();
    let mut text = serde_json::to_string_pretty(&told)?;
    text.push('\n');
    Ok(text)
}

fn told<'a>(finding: &'a Finding, file: &'a JudgedFile) -> Told<'a> {
    let spot = finding.spot;
    let sheet = spot
        .map(|own| own.sheet)
        .or(finding.sheets.first().copied());
    let place = file.origin.place(finding);
    Told {
        code: finding.code.name,
        severity: finding.severity.word(),
        message: &finding.message,
        help: finding.help.as_deref(),
        file: Some(&file.path),
        line: None,
        column: None,
        end_line: None,
        end_column: None,
        byte: None,
        end_byte: None,
        page: sheet.map(|own| page(own, file)),
        related: place
            .into_iter()
            .map(|own| Related {
                message: "the place in the manuscript",
                file: own.file,
                line: own.line,
                column: None,
                end_line: None,
                end_column: None,
                byte: None,
                end_byte: None,
            })
            .collect(),
        sheets: finding.sheets.iter().copied().collect(),
        sheet,
        x: spot.map(|own| rounded(own.x)),
        y: spot.map(|own| rounded(own.y)),
    }
}

/// The folio, or else the page's place in the file.
pub fn page(sheet: usize, file: &JudgedFile) -> String {
    let folio = file.origin.folio(sheet);
    folio.map_or_else(|| sheet.to_string(), str::to_owned)
}

/// A place to a hundredth of a point.
fn rounded(own: f64) -> f64 {
    (own * 100.0).round() / 100.0
}
