//! The same manuscript gives the same bytes: whatever the number of threads, the day, the folder in
//! which the program is called and the folder into which it writes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use crate::harness::Workshop;

/// The files of a folder by their names.
type Files = BTreeMap<String, Vec<u8>>;

/// What a build of the compendium writes, made once.
static REFERENCE: LazyLock<Files> = LazyLock::new(|| {
    let workshop = Workshop::empty();
    workshop.recto(&["build", compendium()]).ends_with(0);
    let files = files(&workshop, "build");
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    let expected = [
        "compendium-print.pdf",
        "compendium-recommendations.csv",
        "compendium-recommendations.json",
        "compendium-screen.pdf",
        "compendium.epub",
        "compendium.report.json",
    ];
    assert_eq!(names, expected);
    files
});

#[test]
fn the_compendium_is_the_same_with_any_number_of_threads() {
    let workshop = Workshop::empty();
    for threads in ["1", "2", "7"] {
        let arguments = [
            "build",
            compendium(),
            "--threads",
            threads,
            "--out",
            threads,
        ];
        workshop.recto(&arguments).ends_with(0);
        assert_same(&REFERENCE, &files(&workshop, threads));
    }
}

#[test]
fn the_compendium_is_the_same_when_it_is_built_again() {
    let workshop = Workshop::empty();
    for _ in 0..2 {
        workshop.recto(&["build", compendium()]).ends_with(0);
        assert_same(&REFERENCE, &files(&workshop, "build"));
    }
}

#[test]
fn the_compendium_is_the_same_from_another_folder_into_another_folder() {
    let workshop = Workshop::with_manuscript(Path::new(compendium()));
    let out = workshop.path("a folder/with others/in it");
    let out = out.to_str().expect("a path in UTF-8");
    let run = Command::new(env!("CARGO_BIN_EXE_recto"))
        .current_dir(workshop.path("manuscript/body"))
        .env_remove("SOURCE_DATE_EPOCH")
        .args(["build", "..", "--out", out])
        .output()
        .expect("the program starts");
    assert!(run.status.success(), "{run:#?}");
    assert_same(&REFERENCE, &files(&workshop, "a folder/with others/in it"));
}

#[test]
fn the_compendium_is_the_same_a_year_later() {
    let workshop = Workshop::empty();
    a_year_later(&workshop, &["build", compendium()]);
    assert_same(&REFERENCE, &files(&workshop, "build"));
}

#[test]
fn a_book_without_a_date_does_not_take_the_day_of_the_build() {
    let workshop = undated();
    workshop.recto(&["--out", "today"]).ends_with(0);
    a_year_later(&workshop, &["--out", "later"]);
    assert_same(&files(&workshop, "today"), &files(&workshop, "later"));
}

#[test]
fn the_epoch_dates_a_book_that_has_no_date() {
    let workshop = undated();
    let build = |seconds, out| {
        let epoch = [("SOURCE_DATE_EPOCH", seconds)];
        workshop.recto_with(&["--out", out], &epoch).ends_with(0);
        files(&workshop, out)
    };
    let first = build("1000000000", "first");
    assert_same(&first, &build("1000000000", "again"));
    let other = build("1700000000", "other");
    for (name, bytes) in &first {
        assert!(
            other[name] != *bytes,
            "{name} does not tell two epochs apart"
        );
    }
}

#[test]
fn the_epoch_does_not_change_a_book_that_has_a_date() {
    let workshop = Workshop::empty();
    let epoch = [("SOURCE_DATE_EPOCH", "1000000000")];
    workshop
        .recto_with(&["build", compendium()], &epoch)
        .ends_with(0);
    assert_same(&REFERENCE, &files(&workshop, "build"));
}

fn compendium() -> &'static str {
    concat!(env!("CARGO_MANIFEST_DIR"), "/manuscript")
}

/// The fixture `small` without its date.
fn undated() -> Workshop {
    let workshop = Workshop::with_fixture("small");
    let settings = String::from_utf8(workshop.bytes("manuscript/book.toml")).expect("UTF-8");
    let undated = settings.replace("date = \"2026-11-01\"\n", "");
    assert_ne!(undated, settings, "the fixture has another date");
    workshop.write("manuscript/book.toml", &undated);
    workshop
}

/// Calls the program with a clock that is a year ahead, after a look at what the clock shows then.
#[track_caller]
fn a_year_later(workshop: &Workshop, arguments: &[&str]) {
    let year = |command: &mut Command| {
        let run = command.output().expect("a clock");
        assert!(run.status.success(), "{run:#?}");
        let text = String::from_utf8(run.stdout).expect("UTF-8");
        text.trim().parse::<i32>().expect("a year")
    };
    let now = year(Command::new("date").args(["-u", "+%Y"]));
    let later = year(faketime().args(["date", "-u", "+%Y"]));
    assert!(later > now, "faketime leaves the clock in {now}");

    let run = faketime()
        .arg(env!("CARGO_BIN_EXE_recto"))
        .args(arguments)
        .current_dir(workshop.path(""))
        .env_remove("SOURCE_DATE_EPOCH")
        .output()
        .expect("faketime, which was there a moment ago");
    assert!(run.status.success(), "{run:#?}");
}

/// The command that moves the clock of what it starts, up to the command to start.
fn faketime() -> Command {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let tool = std::env::split_paths(&path)
        .map(|folder| folder.join("faketime"))
        .find(|tool| tool.is_file())
        .unwrap_or_else(|| panic!("the command faketime is missing: tools/install brings it"));
    let mut command = Command::new(tool);
    command.args(["-f", "+366d"]);
    command
}

fn files(workshop: &Workshop, folder: &str) -> Files {
    let path = |name: &String| PathBuf::from(folder).join(name);
    let names = workshop.names(folder).into_iter();
    names
        .map(|name| {
            let bytes = workshop.bytes(&path(&name).to_string_lossy());
            (name, bytes)
        })
        .collect()
}

/// Fails unless both folders have the same files, byte for byte.
#[track_caller]
fn assert_same(expected: &Files, actual: &Files) {
    assert!(!expected.is_empty(), "nothing was built");
    let names = |files: &Files| files.keys().cloned().collect::<Vec<String>>();
    assert_eq!(names(expected), names(actual));
    for (name, bytes) in expected {
        let other = &actual[name];
        let at = bytes
            .iter()
            .zip(other)
            .position(|(one, other)| one != other);
        assert!(
            bytes == other,
            "{name} differs at byte {:?} of {} and {}",
            at,
            bytes.len(),
            other.len()
        );
    }
}
