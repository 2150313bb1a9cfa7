//! Broken manuscripts: what the program says of each, exactly, and that it writes nothing. `build`
//! and `check` say the same. Each is a file of `tests/fixtures/mistakes` in the form of `archive`; what is
//! wrong with the pages of manuscripts that are in order is in `tests/fixtures/faults`.
//! `SNAPSHOTS=overwrite` writes what they expect anew. What no text file can say is a case below.

mod archive;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rayon::prelude::*;
use recto::diagnostic::{Severity, codes};
use serde_json::Value;

use crate::harness::{Run, Workshop, first_difference};

use archive::{Archive, Change};

/// A manuscript in order: every case breaks one thing of it.
const SETTINGS: &str = r#"[book]
slug = "broken"
title = "A Broken Book"
language = "en-GB"
date = "2026-11-01"
identifier = "urn:uuid:1f0c3d2e-5a5b-4c6d-8e7f-9a0b1c2d3e4f"

[editions.epub]
cover = "cover.png"

[[contents.body]]
file = "body/a.md"
role = "chapter"
"#;

/// Its only text.
const TEXT: &str = "---\ntitle: A\n---\n\nText.\n";

/// How many broken manuscripts there are at least.
const FEWEST: usize = 110;

/// How many manuscripts there are at least whose pages have faults, one for each code.
const FEWEST_FAULTS: usize = 8;

/// Many times what a broken manuscript takes on a slow machine under load.
const PATIENCE: Duration = Duration::from_secs(60);

/// Codes that no file of `tests/fixtures/mistakes` can cause, each with the test that causes it.
const REACHED_ELSEWHERE: &[(&str, &str)] = &[
    // A release alone is stopped by it.
    (
        "approval/draft",
        "a_release_refuses_drafts_and_another_build_marks_them",
    ),
    // No manuscript causes them: these tests damage finished files.
    (
        "conservation/changed",
        "a_map_of_characters_that_lies_is_seen",
    ),
    (
        "conservation/doubled",
        "lines_that_are_lost_doubled_or_exchanged_are_seen",
    ),
    ("conservation/drawing", "text_inside_drawings_is_missed"),
    ("conservation/generated", "what_the_tool_makes_is_missed"),
    (
        "conservation/lost",
        "lines_that_are_lost_doubled_or_exchanged_are_seen",
    ),
    (
        "conservation/moved",
        "lines_that_are_lost_doubled_or_exchanged_are_seen",
    ),
    (
        "conservation/unreadable",
        "a_file_that_ends_early_or_holds_garbage_cannot_be_read",
    ),
    // Their pictures would be large files.
    (
        "epub/cover-size",
        "pictures_of_an_epub_are_of_light_and_neither_too_small_nor_too_large",
    ),
    (
        "epub/image-size",
        "pictures_of_an_epub_are_of_light_and_neither_too_small_nor_too_large",
    ),
    // A file for a printer alone is judged by them.
    (
        "print/paper",
        "what_a_printer_refuses_is_said_with_its_numbers",
    ),
    (
        "print/trim",
        "what_a_printer_refuses_is_said_with_its_numbers",
    ),
    // These are of finished files, which the judge of files is given.
    (
        "print/action",
        "each_fault_is_found_by_its_code_and_no_other",
    ),
    (
        "print/alternate-image",
        "each_fault_is_found_by_its_code_and_no_other",
    ),
    (
        "print/annotation",
        "each_fault_is_found_by_its_code_and_no_other",
    ),
    (
        "print/blank-pages",
        "each_fault_is_found_by_its_code_and_no_other",
    ),
    (
        "print/bleed",
        "each_fault_is_found_by_its_code_and_no_other",
    ),
    (
        "print/blending-space",
        "each_fault_is_found_by_its_code_and_no_other",
    ),
    (
        "print/bookmark",
        "each_fault_is_found_by_its_code_and_no_other",
    ),
    (
        "print/cmyk-profile",
        "each_fault_is_found_by_its_code_and_no_other",
    ),
    (
        "print/colour-independent",
        "each_fault_is_found_by_its_code_and_no_other",
    ),
    (
        "print/colour-intent",
        "each_fault_is_found_by_its_code_and_no_other",
    ),
    (
        "print/colour-mono",
        "each_fault_is_found_by_its_code_and_no_other",
    ),
    (
        "print/colour-rgb",
        "each_fault_is_found_by_its_code_and_no_other",
    ),
    (
        "print/colour-space",
        "each_fault_is_found_by_its_code_and_no_other",
    ),
    (
        "print/compression",
        "each_fault_is_found_by_its_code_and_no_other",
    ),
    (
        "print/contents",
        "each_fault_is_found_by_its_code_and_no_other",
    ),
    (
        "print/damaged",
        "each_fault_is_found_by_its_code_and_no_other",
    ),
    (
        "print/dates",
        "each_fault_is_found_by_its_code_and_no_other",
    ),
    (
        "print/embedded-file",
        "each_fault_is_found_by_its_code_and_no_other",
    ),
    (
        "print/encrypted",
        "each_fault_is_found_by_its_code_and_no_other",
    ),
    (
        "print/external-data",
        "each_fault_is_found_by_its_code_and_no_other",
    ),
    (
        "print/file-id",
        "each_fault_is_found_by_its_code_and_no_other",
    ),
    (
        "print/font-not-embedded",
        "each_fault_is_found_by_its_code_and_no_other",
    ),
    (
        "print/form-field",
        "each_fault_is_found_by_its_code_and_no_other",
    ),
    (
        "print/gutter",
        "each_fault_is_found_by_its_code_and_no_other",
    ),
    (
        "print/hairline",
        "each_fault_is_found_by_its_code_and_no_other",
    ),
    (
        "print/halftone",
        "each_fault_is_found_by_its_code_and_no_other",
    ),
    (
        "print/image-damaged",
        "each_fault_is_found_by_its_code_and_no_other",
    ),
    (
        "print/image-excess",
        "each_fault_is_found_by_its_code_and_no_other",
    ),
    (
        "print/image-ink",
        "each_fault_is_found_by_its_code_and_no_other",
    ),
    (
        "print/incomplete",
        "each_fault_is_found_by_its_code_and_no_other",
    ),
    ("print/ink", "each_fault_is_found_by_its_code_and_no_other"),
    (
        "print/intent-profile",
        "each_fault_is_found_by_its_code_and_no_other",
    ),
    (
        "print/last-page",
        "each_fault_is_found_by_its_code_and_no_other",
    ),
    (
        "print/line-art-resolution",
        "each_fault_is_found_by_its_code_and_no_other",
    ),
    (
        "print/marks",
        "each_fault_is_found_by_its_code_and_no_other",
    ),
    (
        "print/metadata",
        "each_fault_is_found_by_its_code_and_no_other",
    ),
    (
        "print/missing-glyph",
        "each_fault_is_found_by_its_code_and_no_other",
    ),
    (
        "print/object-streams",
        "each_fault_is_found_by_its_code_and_no_other",
    ),
    ("print/opi", "each_fault_is_found_by_its_code_and_no_other"),
    (
        "print/optional-content",
        "each_fault_is_found_by_its_code_and_no_other",
    ),
    (
        "print/output-intent",
        "each_fault_is_found_by_its_code_and_no_other",
    ),
    (
        "print/page-boxes",
        "each_fault_is_found_by_its_code_and_no_other",
    ),
    (
        "print/page-count",
        "each_fault_is_found_by_its_code_and_no_other",
    ),
    (
        "print/page-multiple",
        "each_fault_is_found_by_its_code_and_no_other",
    ),
    (
        "print/page-size",
        "each_fault_is_found_by_its_code_and_no_other",
    ),
    (
        "print/postscript",
        "each_fault_is_found_by_its_code_and_no_other",
    ),
    (
        "print/preseparated",
        "each_fault_is_found_by_its_code_and_no_other",
    ),
    (
        "print/reference-xobject",
        "each_fault_is_found_by_its_code_and_no_other",
    ),
    (
        "print/registration",
        "each_fault_is_found_by_its_code_and_no_other",
    ),
    (
        "print/rendering-intent",
        "each_fault_is_found_by_its_code_and_no_other",
    ),
    (
        "print/rgb-black-text",
        "each_fault_is_found_by_its_code_and_no_other",
    ),
    (
        "print/rich-black-text",
        "each_fault_is_found_by_its_code_and_no_other",
    ),
    (
        "print/safety",
        "each_fault_is_found_by_its_code_and_no_other",
    ),
    (
        "print/short-bleed",
        "each_fault_is_found_by_its_code_and_no_other",
    ),
    (
        "print/small-coloured-type",
        "each_fault_is_found_by_its_code_and_no_other",
    ),
    (
        "print/small-type",
        "each_fault_is_found_by_its_code_and_no_other",
    ),
    (
        "print/spot-colour",
        "each_fault_is_found_by_its_code_and_no_other",
    ),
    (
        "print/standard",
        "each_fault_is_found_by_its_code_and_no_other",
    ),
    (
        "print/title",
        "each_fault_is_found_by_its_code_and_no_other",
    ),
    (
        "print/transfer-function",
        "each_fault_is_found_by_its_code_and_no_other",
    ),
    (
        "print/trapped",
        "each_fault_is_found_by_its_code_and_no_other",
    ),
    (
        "print/unreadable",
        "a_file_that_is_damaged_is_judged_all_the_same",
    ),
    (
        "print/version",
        "each_fault_is_found_by_its_code_and_no_other",
    ),
    (
        "print/viewer-preferences",
        "each_fault_is_found_by_its_code_and_no_other",
    ),
    (
        "print/white-overprint",
        "each_fault_is_found_by_its_code_and_no_other",
    ),
];

#[test]
fn every_broken_manuscript_is_reported_as_expected_and_writes_nothing() {
    let fixtures = fixtures();
    assert!(fixtures.len() >= FEWEST, "{} fixtures", fixtures.len());
    let failures: Vec<String> = fixtures.par_iter().filter_map(|path| judge(path)).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

#[test]
fn every_fault_of_pages_is_named_with_its_place_and_page() {
    let fixtures = faults();
    assert!(
        fixtures.len() >= FEWEST_FAULTS,
        "{} fixtures",
        fixtures.len()
    );
    let failures: Vec<String> = fixtures.par_iter().filter_map(|path| fault(path)).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

#[test]
fn every_code_is_reached() {
    let fixtures = fixtures().into_iter().chain(faults());
    let says: String = fixtures.map(|path| read(&path).says).collect();
    let reached: BTreeSet<&str> = codes::ALL
        .iter()
        .map(|code| code.name)
        .filter(|name| says.contains(&format!("[{name}]: ")))
        .collect();
    for (name, test) in REACHED_ELSEWHERE {
        assert!(!reached.contains(name), "{name} needs no {test}");
    }
    let elsewhere: BTreeSet<&str> = REACHED_ELSEWHERE.iter().map(|(name, _)| *name).collect();
    let all: BTreeSet<&str> = codes::ALL.iter().map(|code| code.name).collect();
    let unreached: Vec<&&str> = all
        .iter()
        .filter(|name| !reached.contains(*name) && !elsewhere.contains(*name))
        .collect();
    assert!(unreached.is_empty(), "nothing causes {unreached:?}");
}

#[test]
fn the_manuscript_is_in_order_before_it_is_broken() {
    let run = manuscript()
        .recto(&["--release", "--format", "json"])
        .ends_with(0);
    assert_eq!(said(&run), "");
}

#[test]
fn a_folder_without_settings_is_no_manuscript() {
    let workshop = Workshop::empty();
    workshop.write("manuscript/body/a.md", TEXT);
    for command in ["check", "build"] {
        let run = workshop.recto(&[command, "--format", "json"]).ends_with(1);
        assert!(said(&run).starts_with("error[file/missing]: "), "{run:#?}");
    }
    assert_eq!(workshop.names(""), ["manuscript"]);
}

#[test]
fn a_warning_stops_a_release_alone() {
    let workshop = manuscript();
    let text = format!("{TEXT}\nText <b>bold</b>.\n");
    workshop.write("manuscript/body/a.md", &text);
    let release = workshop
        .recto(&["build", "--release", "--format", "json"])
        .ends_with(1);
    assert_eq!(workshop.names("build"), [""; 0]);
    let run = workshop.recto(&["build", "--format", "json"]).ends_with(0);
    assert_eq!(said(&run), said(&release));
    assert_eq!(workshop.names("build").len(), 4);
}

#[test]
fn a_drawing_cannot_read_the_disk() {
    let workshop = manuscript();
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\">\
                   <image href=\"../../secret.png\" width=\"9\" height=\"9\"/></svg>";
    let text = format!("{TEXT}\n![A chart](chart.svg)\n");
    workshop.write("manuscript/body/a.md", &text);
    workshop.write("manuscript/chart.svg", drawing);
    fs::copy(cover(), workshop.path("secret.png")).expect("the secret");
    workshop.recto(&["build"]).ends_with(0);
    let secret = fs::metadata(cover()).expect("the secret").len();
    let print = workshop.bytes("build/broken-print.pdf");
    assert!(
        (print.len() as u64) < secret,
        "the secret came into the edition"
    );
}

/// The broken manuscripts, by name.
fn fixtures() -> Vec<PathBuf> {
    archives("mistakes")
}

/// The manuscripts in order whose pages have faults, by name.
fn faults() -> Vec<PathBuf> {
    archives("faults")
}

fn archives(folder: &str) -> Vec<PathBuf> {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let entries = fs::read_dir(fixtures.join(folder)).expect("the broken manuscripts");
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry of the folder").path())
        .collect();
    paths.sort();
    paths
}

fn read(path: &Path) -> Archive {
    let source = fs::read_to_string(path);
    Archive::read(&source.unwrap_or_else(|error| panic!("{}: {error}", path.display())))
}

/// Runs the program on a manuscript in order whose pages have faults, and says what is not as expected.
fn fault(path: &Path) -> Option<String> {
    let archive = read(path);
    let workshop = manuscript();
    for change in &archive.changes {
        apply(&workshop, change);
    }
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    // The pages are judged where it is asked for, and nothing is stopped by it.
    let build = run(&workshop, &["build", "--format", "json"]);
    let check = run(&workshop, &["check", "--layout", "--format", "json"]);
    let says = said(&check);
    let is_own = |line: &str| line.contains(&format!("note[layout/{name}]: "));
    if [&build, &check].iter().any(|run| run.status != Some(0)) || said(&build).lines().any(is_own)
    {
        return Some(format!("{name}: {build:#?}"));
    }
    if !says.lines().any(is_own) {
        return Some(format!("{name} is not among\n{says}"));
    }
    if std::env::var_os("SNAPSHOTS").is_some_and(|value| value == "overwrite") {
        fs::write(path, archive.with_says(&says)).expect("the expectation is written");
        return None;
    }
    let difference = first_difference(&archive.says, &says)?;
    Some(format!("{name}: {difference}\nall of it:\n{says}"))
}

/// Runs the program on a broken manuscript and says what is not as expected.
fn judge(path: &Path) -> Option<String> {
    let archive = read(path);
    let workshop = manuscript();
    for change in &archive.changes {
        apply(&workshop, change);
    }
    let before = workshop.names("");
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    let check = run(&workshop, &["check", "--format", "json"]);
    let says = said(&check);
    if std::env::var_os("SNAPSHOTS").is_some_and(|value| value == "overwrite") {
        fs::write(path, archive.with_says(&says)).expect("the expectation is written");
    } else if let Some(difference) = first_difference(&archive.says, &says) {
        return Some(format!("{name}: {difference}\nall of it:\n{says}"));
    }
    let worst = worst(&check);
    let status = i32::from(worst == Some(Severity::Error));
    if check.status != Some(status) || !check.stderr.is_empty() {
        return Some(format!("{name}, check: {check:#?}"));
    }
    // Without an error a release alone writes nothing, and a note stops nothing.
    let arguments: &[&str] = match worst {
        Some(Severity::Error) => &["build", "--format", "json"],
        Some(Severity::Warning) => &["build", "--release", "--format", "json"],
        Some(Severity::Note) => return None,
        None => return Some(format!("{name}: nothing is found")),
    };
    let build = run(&workshop, arguments);
    if build.status != Some(1) || said(&build) != says {
        return Some(format!("{name}, build: {build:#?}"));
    }
    let after = workshop.names("");
    (before != after).then(|| format!("{name}: {after:?} instead of {before:?}"))
}

/// The manuscript that is in order.
fn manuscript() -> Workshop {
    let workshop = Workshop::empty();
    workshop.write("manuscript/book.toml", SETTINGS);
    workshop.write("manuscript/body/a.md", TEXT);
    fs::copy(cover(), workshop.path("manuscript/cover.png")).expect("the cover");
    workshop
}

fn cover() -> &'static str {
    concat!(env!("CARGO_MANIFEST_DIR"), "/manuscript/images/cover.png")
}

fn apply(workshop: &Workshop, change: &Change) {
    let place = |path: &str| {
        let place = workshop.path("manuscript").join(path);
        let folder = place.parent().expect("a path inside the workshop");
        fs::create_dir_all(folder).expect("a folder for the test");
        place
    };
    match change {
        Change::File { path, bytes } => {
            fs::write(place(path), bytes).expect("a file for the test");
        }
        Change::Gone { path } => fs::remove_file(place(path)).expect("a file less"),
        Change::Link { path, target } => link(target, &place(path)),
    }
}

#[cfg(unix)]
fn link(target: &str, place: &Path) {
    std::os::unix::fs::symlink(target, place).expect("a link for the test");
}

#[cfg(not(unix))]
fn link(_: &str, _: &Path) {}

fn run(workshop: &Workshop, arguments: &[&str]) -> Run {
    let start = Instant::now();
    let run = workshop.recto(arguments);
    assert!(start.elapsed() < PATIENCE, "{run:#?}");
    run
}

/// What was found, in the words of people: `path:line:column: severity[code]: message`, and below it
/// the help and the other places.
fn said(run: &Run) -> String {
    let mut said = String::new();
    for found in findings(run) {
        let place = place(&found);
        let text = |key: &str| found[key].as_str().unwrap_or_default().to_owned();
        let (severity, code, message) = (text("severity"), text("code"), text("message"));
        said.push_str(&format!("{place}{severity}[{code}]: {message}\n"));
        if let Some(page) = found["page"].as_str() {
            said.push_str(&format!("  page: {page}\n"));
        }
        if let Some(help) = found["help"].as_str() {
            said.push_str(&format!("  help: {help}\n"));
        }
        for other in found["related"].as_array().into_iter().flatten() {
            let why = other["message"].as_str().unwrap_or_default();
            said.push_str(&format!("  see {}{why}\n", self::place(other)));
        }
    }
    said
}

/// The most severe of what was found.
fn worst(run: &Run) -> Option<Severity> {
    let all = [Severity::Error, Severity::Warning, Severity::Note];
    let found = findings(run);
    all.into_iter()
        .find(|own| found.iter().any(|found| found["severity"] == own.word()))
}

fn findings(run: &Run) -> Vec<Value> {
    let found: Value =
        serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error} in {run:#?}"));
    found.as_array().expect("an array").clone()
}

/// `path:line:column: `; nothing for the manuscript as a whole.
fn place(found: &Value) -> String {
    match found["file"].as_str() {
        Some(file) => {
            let file = file.trim_start_matches("./manuscript/");
            format!("{file}:{}:{}: ", found["line"], found["column"])
        }
        None => String::new(),
    }
}
