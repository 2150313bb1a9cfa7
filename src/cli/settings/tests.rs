//! What is made of arguments, and what is refused.

use super::*;
use clap::Parser;

fn settings(arguments: &[&str], epoch: Option<&str>) -> Result<Command, UsageError> {
    let parsed = Arguments::try_parse_from([&["recto"], arguments].concat());
    check(
        parsed.expect("arguments that clap takes"),
        epoch.map(OsStr::new),
    )
}

#[test]
fn the_day_of_an_epoch_is_the_day_in_utc() {
    for (seconds, year, month, day) in [
        ("0", 1970, 1, 1),
        ("86399", 1970, 1, 1),
        ("951782400", 2000, 2, 29),
        ("951868800", 2000, 3, 1),
        ("1793491200", 2026, 11, 1),
        ("4107542400", 2100, 3, 1),
        ("253402300799", 9999, 12, 31),
    ] {
        let expected = Date { year, month, day };
        assert_eq!(day_of_epoch(OsStr::new(seconds)), Ok(expected), "{seconds}");
    }
}

#[test]
fn an_epoch_that_is_no_time_is_named() {
    for wrong in [
        "",
        "-1",
        "+1",
        "1e9",
        "2026-11-01",
        " 5",
        "253402300800",
        "99999999999999999999",
    ] {
        let error = day_of_epoch(OsStr::new(wrong)).expect_err(wrong);
        assert!(
            error.message.contains("SOURCE_DATE_EPOCH"),
            "{}",
            error.message
        );
    }
}

#[test]
fn editions_are_all_by_default_and_otherwise_each_once_in_their_order() {
    let editions =
        |arguments: &[&str]| match settings(&[&["build", "src"], arguments].concat(), None) {
            Ok(Command::Build(build)) => build.editions,
            other => panic!("{other:?}"),
        };
    assert_eq!(editions(&[]), Edition::ALL);
    assert_eq!(
        editions(&[
            "--edition",
            "epub",
            "--edition",
            "print",
            "--edition",
            "epub"
        ]),
        [Edition::Print, Edition::Epub]
    );
}

#[test]
fn a_manuscript_that_is_no_folder_is_wrong_usage() {
    for (folder, word) in [
        ("Cargo.toml", "not a folder"),
        ("no/such", "does not exist"),
    ] {
        let error = settings(&["check", folder], None).expect_err(folder);
        assert!(error.message.contains(word), "{}", error.message);
    }
    assert!(settings(&["build", "src", "--out", "Cargo.toml"], None).is_err());
}

#[test]
fn the_epoch_is_read_by_what_builds_alone() {
    assert!(settings(&["watch", "src"], Some("soon")).is_err());
    assert!(settings(&["check", "src"], Some("soon")).is_err());
    assert!(settings(&["build", "src"], Some("soon")).is_err());
    assert!(settings(&["completions", "bash"], Some("soon")).is_ok());
}

#[test]
fn a_code_that_is_not_there_brings_the_nearest_to_mind() {
    let error = settings(&["explain", "ref/unkown"], None).expect_err("a misspelt code");
    assert!(error.help.contains("`ref/unknown`"), "{}", error.help);
    let error = settings(&["explain", "zzzzzzzzzzzz"], None).expect_err("no code at all");
    assert!(error.help.contains("--list"), "{}", error.help);
    let list = settings(&["explain", "--list"], None);
    assert_eq!(list, Ok(Command::Explain(None)));
}

#[test]
fn a_new_manuscript_needs_room_a_title_and_a_language() {
    for (arguments, word) in [
        (&["new", "src"][..], "not empty"),
        (&["new", "Cargo.toml"], "not a folder"),
        (&["new", "no-such", "--title", " "], "--title"),
        (&["new", "no-such", "--title", "a\nb"], "--title"),
        (&["new", "no-such", "--language", "en_GB"], "en_GB"),
    ] {
        let error = settings(arguments, None).expect_err(word);
        assert!(error.message.contains(word), "{}", error.message);
    }
    assert!(settings(&["new", "no-such"], None).is_ok());
}
