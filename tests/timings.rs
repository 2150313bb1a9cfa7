//! `recto build --timings`: where the time of a build went.

use std::path::Path;

use crate::harness::Workshop;

fn compendium() -> Workshop {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    Workshop::with_manuscript(&root.join("manuscript"))
}

#[test]
fn every_stage_of_a_build_has_its_line() {
    let workshop = compendium();
    let run = workshop.recto(&["build", "--timings"]).ends_with(0);
    let table = run.stderr.split_once("stage ").expect("a table").1;
    let stages: Vec<&str> = table
        .lines()
        .skip(1)
        .filter_map(|line| Some(line.split_once(" ms")?.0.trim_end()))
        .filter_map(|line| Some(line.rsplit_once("  ")?.0.trim_end()))
        .collect();
    for wanted in [
        "read",
        "parse",
        "read images",
        "resolve",
        "lay out",
        "  set lines",
        "  choose pages",
        "  finish pages",
        "write",
        "  print",
        "    contents",
        "  screen",
        "  epub",
        "    documents",
        "save files",
        "all",
    ] {
        assert!(stages.contains(&wanted), "{wanted:?} is not in {stages:?}");
    }
    // What was read and made is counted.
    let bytes = |stage: &str| -> u64 {
        let line = table.lines().find(|line| line.starts_with(stage));
        let bytes = line.and_then(|line| line.split_whitespace().last());
        bytes.and_then(|own| own.parse().ok()).unwrap_or(0)
    };
    let print = workshop.bytes("build/compendium-print.pdf").len() as u64;
    assert_eq!(bytes("  print"), print);
    assert!(bytes("read ") > 50_000);
    assert!(bytes("save files") > print);
}

#[test]
fn without_the_option_nothing_is_said_of_time() {
    let workshop = compendium();
    let run = workshop.recto(&["build"]).ends_with(0);
    assert!(!run.stderr.contains("wall"), "{}", run.stderr);
}
