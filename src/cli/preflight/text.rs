//! What was judged and found, for people.

use std::fmt::Write;

use crate::diagnostic::Severity;
use crate::preflight::press::{Facts, Finding, page_list, rules};
use crate::printer::Profile;

use super::super::human::{Tally, readable};
use super::JudgedFile;

/// The report of all files.
pub fn report(judged: &[JudgedFile], profile: Option<&Profile>) -> String {
    let mut text = String::new();
    for (place, file) in judged.iter().enumerate() {
        if place > 0 {
            text.push('\n');
        }
        text.push_str(&head(file, profile));
        for finding in &file.judgement.findings {
            text.push_str(&shown(finding, file));
        }
        text.push_str(&closing(&file.judgement.findings));
    }
    text
}

/// What was judged.
fn head(file: &JudgedFile, profile: Option<&Profile>) -> String {
    let path = readable(&file.path);
    let Some(facts) = &file.judgement.facts else {
        return format!("{path}: {} bytes\n\n", file.size);
    };
    let claim = match &facts.claim {
        Some(claim) => format!("says {}", readable(claim)),
        None => "says no standard".to_owned(),
    };
    let mut text = format!(
        "{path}: PDF {}, {claim}, {} pages",
        facts.version, facts.pages
    );
    if facts.pages == 1 {
        text.pop();
    }
    text.push('\n');
    let mut line = |name: &str, told: String| {
        // Writing to a string does not fail.
        let _ = writeln!(text, "  {name:<7} {told}");
    };
    if let Some([width, height]) = facts.trim {
        line("trim", format!("{width:.2} x {height:.2} pt"));
    }
    if let Some(bleed) = facts.bleed {
        line("bleed", told_bleed(bleed));
    }
    if let Some(intent) = &facts.intent {
        line("intent", readable(intent));
    }
    line("judged", told_judge(facts, profile));
    text.push('\n');
    text
}

fn told_bleed(bleed: [f64; 4]) -> String {
    let [first, rest @ ..] = bleed;
    match rest.iter().all(|own| (own - first).abs() < 0.01) {
        true => format!("{first:.2} pt all round"),
        false => {
            let [head, foot, left, right] = bleed;
            format!("{head:.2} pt head, {foot:.2} foot, {left:.2} left, {right:.2} right")
        }
    }
}

fn told_judge(facts: &Facts, profile: Option<&Profile>) -> String {
    let count = rules().count();
    match profile {
        Some(own) => format!("as {} for {}, by {count} rules", facts.standard, own.title),
        None => format!("as {}, by {count} rules", facts.standard),
    }
}

/// A finding, ended by an empty line.
fn shown(finding: &Finding, file: &JudgedFile) -> String {
    let mut text = format!(
        "{}[{}]: {}\n",
        finding.severity.word(),
        finding.code.name,
        readable(&finding.message)
    );
    let mut line = |told: String| {
        let _ = writeln!(text, "  = {told}");
    };
    if !finding.sheets.is_empty() {
        let word = match finding.sheets.len() {
            1 => "page",
            _ => "pages",
        };
        line(format!("{word} {}", page_list(&finding.sheets)));
    }
    if let Some(spot) = finding.spot {
        line(format!(
            "at {:.1}, {:.1} pt from the lower left corner of page {}",
            spot.x, spot.y, spot.sheet
        ));
    }
    if let Some(place) = file.origin.place(finding) {
        line(match place.line {
            Some(number) => format!("manuscript: {}:{number}", readable(place.file)),
            None => format!("manuscript: {}", readable(place.file)),
        });
    }
    if let Some(help) = &finding.help {
        line(format!("help: {help}"));
    }
    text.push('\n');
    text
}

fn closing(findings: &[Finding]) -> String {
    let count = |severity| {
        findings
            .iter()
            .filter(|own| own.severity == severity)
            .count()
    };
    let tally = Tally {
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
        notes: count(Severity::Note),
    };
    let worst = findings.iter().max_by_key(|own| own.severity);
    match (tally.line(), worst) {
        (Some(line), Some(worst)) => {
            format!("{line}; recto explain {}\n", worst.code.name)
        }
        _ => "nothing was found, which does not prove that a press finds nothing\n".to_owned(),
    }
}
