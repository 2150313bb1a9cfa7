//! What the program promises to whoever calls it: exit codes, what is printed where, and what is
//! written or left alone.

use std::path::Path;

use recto::diagnostic::codes;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::harness::{Run, Workshop, expect};

/// What a build of the fixture `small` writes.
const OUTPUTS: [&str; 4] = [
    "small-print.pdf",
    "small-screen.pdf",
    "small.epub",
    "small.report.json",
];

#[test]
fn wrong_usage_ends_with_2_and_says_what_is_right() {
    for (arguments, words) in [
        (vec!["chekc"], "check"),
        (vec!["--editoin", "print"], "--edition"),
        (vec!["--edition", "paper"], "print"),
        (vec!["--threads", "0"], "1..=256"),
        (vec!["--threads", "many"], "--threads"),
        (vec!["build", "nowhere"], "nowhere"),
        (vec!["watch", "nowhere"], "nowhere"),
        (vec!["watch", "--format", "json"], "--format"),
        (vec!["watch", "--only", "nobody"], "nobody"),
        (vec!["check", "manuscript/book.toml"], "not a folder"),
        (vec!["--out", "manuscript/book.toml"], "not a folder"),
        (vec!["completions", "cobol"], "bash"),
        (vec!["explain"], "CODE"),
        (vec!["explain", "ref/unkown"], "did you mean `ref/unknown`?"),
        (vec!["explain", "--list", "ref/unknown"], "--list"),
        (vec!["new"], "DIR"),
        (vec!["new", "manuscript"], "not empty"),
        (vec!["new", "book", "--language", "english!"], "english!"),
    ] {
        let workshop = Workshop::with_fixture("small");
        let run = workshop.recto(&arguments).ends_with(2).says(words);
        assert_eq!(run.stdout, "", "{arguments:?}");
        assert_eq!(workshop.names(""), ["manuscript"], "{arguments:?}");
    }
}

#[test]
fn without_a_manuscript_the_help_says_where_one_is_looked_for() {
    let workshop = Workshop::empty();
    workshop.recto(&[]).ends_with(2).says("./manuscript");
}

#[test]
fn a_wrong_source_date_epoch_is_named() {
    let workshop = Workshop::with_fixture("small");
    for arguments in [&["build"][..], &["check"], &[]] {
        for value in ["", "soon", "-1"] {
            let run = workshop.recto_with(arguments, &[("SOURCE_DATE_EPOCH", value)]);
            run.ends_with(2).says("SOURCE_DATE_EPOCH");
        }
    }
    assert_eq!(workshop.names(""), ["manuscript"]);
}

#[test]
fn help_and_version_are_answers_and_no_errors() {
    let workshop = Workshop::empty();
    for (arguments, path) in [
        (&["help"][..], "command_line/help.txt"),
        (&["help", "build"], "command_line/help-build.txt"),
        (&["help", "watch"], "command_line/help-watch.txt"),
        (&["help", "check"], "command_line/help-check.txt"),
        (&["help", "preflight"], "command_line/help-preflight.txt"),
        (&["help", "new"], "command_line/help-new.txt"),
        (&["help", "explain"], "command_line/help-explain.txt"),
    ] {
        expect(path, &workshop.recto(arguments).ends_with(0).stdout);
    }
    let run = workshop.recto(&["--version"]).ends_with(0);
    assert_eq!(
        run.stdout,
        concat!("recto ", env!("CARGO_PKG_VERSION"), "\n")
    );
}

#[test]
fn every_command_and_option_is_documented_and_no_other() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/command-line.md");
    let page = std::fs::read_to_string(page).expect("the page");
    let workshop = Workshop::empty();
    let help = workshop.recto(&["help"]).ends_with(0).stdout;
    let commands = help.split("Commands:\n").nth(1).expect("the commands");
    let commands = commands
        .lines()
        .map_while(|line| line.split_whitespace().next());
    let mut known = Vec::new();
    for command in commands {
        assert!(
            page.contains(&format!("| `recto {command}")),
            "no {command}"
        );
        known.push(command.to_owned());
        let help = workshop.recto(&["help", command]).ends_with(0).stdout;
        let options = help
            .split_whitespace()
            .filter(|word| word.starts_with("--"));
        for option in options.filter(|option| !["--help", "--version"].contains(option)) {
            assert!(
                page.contains(&format!("`{option}")),
                "{command}: no {option}"
            );
            known.push(option.to_owned());
        }
    }
    assert!(known.len() > 10, "{known:?}");
    for code in page.split('`').skip(1).step_by(2) {
        let command = code
            .strip_prefix("recto ")
            .and_then(|rest| rest.split(' ').next());
        let option = code
            .starts_with("--")
            .then(|| code.split(' ').next())
            .flatten();
        for word in command.into_iter().chain(option) {
            assert!(known.iter().any(|own| own == word), "nothing knows {code}");
        }
    }
}

#[test]
fn every_shell_gets_its_completions() {
    let workshop = Workshop::empty();
    for shell in ["bash", "zsh", "fish"] {
        let run = workshop.recto(&["completions", shell]).ends_with(0);
        for word in ["recto", "release", "watch", "completions"] {
            assert!(run.stdout.contains(word), "no `{word}` for {shell}");
        }
    }
}

#[cfg(unix)]
#[test]
fn bash_can_read_its_completions() {
    let workshop = Workshop::empty();
    let script = workshop.recto(&["completions", "bash"]).ends_with(0).stdout;
    workshop.write("recto.bash", &script);
    let read = std::process::Command::new("bash")
        .arg("-n")
        .arg(workshop.path("recto.bash"))
        .output()
        .expect("bash");
    assert!(read.status.success() && read.stderr.is_empty(), "{read:?}");
}

#[test]
fn every_code_is_explained_with_its_page_and_its_severity() {
    let workshop = Workshop::empty();
    let page = workshop.recto(&["explain", "epub/no-cover"]).ends_with(0);
    assert!(page.stdout.starts_with("# epub/no-cover: "), "{page:#?}");
    assert!(
        page.stdout
            .contains("\nA warning: it stops a --release build.\n")
    );
    let list = workshop.recto(&["explain", "--list"]).ends_with(0).stdout;
    assert_eq!(list.lines().count(), codes::ALL.len());
}

#[test]
fn a_new_manuscript_is_released_as_it_is() {
    for (language, word) in [("en-GB", "foot"), ("fr", "pied"), ("de", "foot")] {
        let workshop = Workshop::empty();
        let arguments = [
            "new",
            "A book",
            "--title",
            "Tea & more # 1",
            "--language",
            language,
        ];
        let run = workshop.recto(&arguments).ends_with(0);
        assert!(run.stdout.contains("A book/body/first.md"), "{run:#?}");
        assert!(
            run.stdout.ends_with("next: recto build \"A book\"\n"),
            "{run:#?}"
        );
        let first = String::from_utf8(workshop.bytes("A book/body/first.md")).expect("UTF-8");
        assert!(first.contains(word), "{language}: {first}");

        let build = workshop
            .recto(&["build", "A book", "--release"])
            .ends_with(0);
        assert_eq!(build.stderr, "", "{language}");
        assert_eq!(workshop.names("build").len(), OUTPUTS.len());
        let report: Value = serde_json::from_slice(&workshop.bytes("build/a-book.report.json"))
            .expect("the report is JSON");
        assert_eq!(report["title"], "Tea & more # 1");
        assert_eq!(report["language"], language);
        for shown in ["notes", "figures", "tables", "boxes"] {
            assert_eq!(report[shown], 1, "{language}: {shown}");
        }
        assert_eq!(report["setting"]["faults"], Value::Array(Vec::new()));
        assert!(report["setting"]["lines"].as_u64() > Some(50), "{report}");
    }
}

#[test]
fn a_new_manuscript_needs_an_empty_folder_and_leaves_nothing_where_it_fails() {
    let workshop = Workshop::empty();
    workshop.write("taken/file", "");
    workshop
        .recto(&["new", "taken"])
        .ends_with(2)
        .says("not empty");
    workshop
        .recto(&["new", "taken/file"])
        .ends_with(2)
        .says("not a folder");
    workshop.recto(&["new", "taken/file/book"]).ends_with(74);
    assert_eq!(workshop.names("taken"), ["file"]);
    assert_eq!(workshop.names(""), ["taken"]);

    std::fs::create_dir(workshop.path("empty")).expect("a folder");
    workshop.recto(&["new", "empty"]).ends_with(0);
    // What a killed one left in the same place is no manuscript.
    workshop.write("left/.recto-new.7.part/book.toml", "[book");
    workshop.recto(&["new", "left"]).ends_with(0);
    workshop.recto(&["new", "deep/down/book"]).ends_with(0);
    for folder in ["empty", "left", "deep/down/book"] {
        let names = ["body", "book.toml", "front", "images"];
        assert_eq!(workshop.names(folder), names);
    }
}

#[test]
fn a_build_writes_the_editions_and_a_report_that_describes_them() {
    let workshop = Workshop::with_fixture("small");
    let run = workshop.recto(&["build"]).ends_with(0);
    assert_eq!(workshop.names("build"), OUTPUTS);
    assert!(run.stdout.contains("small-print.pdf"), "{run:#?}");

    let report: Value = serde_json::from_slice(&workshop.bytes("build/small.report.json"))
        .expect("the report is JSON");
    assert_eq!(report["slug"], "small");
    assert_eq!(report["notes"], 1);
    let editions = report["editions"].as_array().expect("a list of editions");
    assert_eq!(editions.len(), 3);
    for edition in editions {
        let name = edition["file"].as_str().expect("a file's name");
        let bytes = workshop.bytes(&format!("build/{name}"));
        let sha256: String = Sha256::digest(&bytes)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        assert_eq!(edition["bytes"], bytes.len(), "{name}");
        assert_eq!(edition["sha256"], sha256, "{name}");
    }
}

#[test]
fn the_number_of_threads_does_not_change_a_byte() {
    let workshop = Workshop::with_fixture("small");
    let build = |threads, out| {
        let arguments = ["--threads", threads, "--out", out];
        workshop.recto(&arguments).ends_with(0);
    };
    build("1", "one");
    build("4", "four");
    for name in OUTPUTS {
        let one = workshop.bytes(&format!("one/{name}"));
        assert!(one == workshop.bytes(&format!("four/{name}")), "{name}");
    }
}

#[test]
fn one_edition_can_be_made_alone_and_quietly() {
    let workshop = Workshop::with_fixture("small");
    let run = workshop
        .recto(&["--edition", "epub", "--quiet"])
        .ends_with(0);
    assert_eq!(run.stdout, "");
    assert_eq!(workshop.names("build"), ["small.epub", "small.report.json"]);
}

#[test]
fn check_writes_nothing() {
    let workshop = Workshop::with_fixture("small");
    workshop.recto(&["check"]).ends_with(0);
    assert_eq!(workshop.names(""), ["manuscript"]);
}

#[test]
fn a_mistake_ends_with_1_and_leaves_the_previous_editions() {
    let workshop = Workshop::with_fixture("small");
    workshop.recto(&[]).ends_with(0);
    let before: Vec<Vec<u8>> = OUTPUTS
        .map(|name| workshop.bytes(&format!("build/{name}")))
        .into();

    let settings = String::from_utf8(workshop.bytes("manuscript/book.toml")).expect("UTF-8");
    let broken = settings.replace("language", "langauge");
    workshop.write("manuscript/book.toml", &broken);
    let run = workshop.recto(&[]).ends_with(1);
    let run = run.says("./manuscript/book.toml:4:1: error[config/unknown-key]");
    assert!(
        !run.stderr.contains('\u{1b}'),
        "colours in a pipe: {run:#?}"
    );
    let last = run.stderr.lines().last().expect("a line");
    assert!(last.contains("error"), "the tally is the last line: {last}");

    let after: Vec<Vec<u8>> = OUTPUTS
        .map(|name| workshop.bytes(&format!("build/{name}")))
        .into();
    assert!(before == after, "a failed build changed an output");
    assert_eq!(workshop.names("build"), OUTPUTS);
}

#[test]
fn colours_can_be_forced_and_refused() {
    let workshop = Workshop::empty();
    workshop.write("manuscript/book.toml", "[book]\n");
    let forced = workshop.recto_with(&["check"], &[("CLICOLOR_FORCE", "1")]);
    assert!(forced.ends_with(1).stderr.contains("\u{1b}["));
    let refused = workshop.recto_with(&["check"], &[("NO_COLOR", "1")]);
    assert!(!refused.ends_with(1).stderr.contains('\u{1b}'));
}

#[test]
fn findings_are_an_array_for_programs() {
    let workshop = Workshop::with_fixture("small");
    workshop.write("manuscript/book.toml", "[book]\nslgu = \"a\"\n");
    for arguments in [["check", "--format", "json"], ["build", "--format", "json"]] {
        let findings = findings(&workshop.recto(&arguments).ends_with(1));
        let unknown = findings
            .iter()
            .find(|finding| finding["code"] == "config/unknown-key")
            .expect("the misspelt key");
        assert_eq!(unknown["severity"], "error");
        assert_eq!(unknown["file"], "./manuscript/book.toml");
        assert_eq!(
            (&unknown["line"], &unknown["column"]),
            (&2.into(), &1.into())
        );
        assert_eq!(
            (&unknown["end_line"], &unknown["end_column"]),
            (&2.into(), &5.into())
        );
        assert!(unknown["message"].is_string() && unknown["related"].is_array());
    }
    assert_eq!(workshop.names(""), ["manuscript"]);
}

#[test]
fn a_release_lets_no_warning_pass() {
    // The fixture has no cover, which is a warning.
    let workshop = Workshop::with_fixture("small");
    let found = findings(&workshop.recto(&["check", "--format", "json"]).ends_with(0));
    assert!(found.iter().any(|found| found["severity"] == "warning"));
    workshop
        .recto(&["--release"])
        .ends_with(1)
        .says("--release");
    assert_eq!(workshop.names(""), ["manuscript"]);
}

#[test]
fn several_manuscripts_are_built_beside_each_other() {
    let workshop = two_manuscripts("other");
    workshop
        .recto(&["build", "manuscript", "second"])
        .ends_with(0);
    assert_eq!(workshop.names("build").len(), 2 * OUTPUTS.len());
}

#[test]
fn manuscripts_that_would_overwrite_each_other_are_refused() {
    for slug in ["small", "SMALL"] {
        let workshop = two_manuscripts(slug);
        let run = workshop.recto(&["build", "manuscript", "second"]);
        run.ends_with(2).says("slug");
        assert!(workshop.names("build").is_empty());
    }
}

#[test]
fn a_disk_that_refuses_ends_with_74() {
    let workshop = Workshop::with_fixture("small");
    workshop.write("taken", "a file where a folder is needed");
    let run = workshop.recto(&["--out", "taken/build"]);
    run.ends_with(74).says("taken");
    assert_eq!(workshop.bytes("taken"), b"a file where a folder is needed");
}

#[test]
fn what_cannot_be_read_has_no_slug_and_is_told_beside_those_that_are_built() {
    let workshop = two_manuscripts("other");
    workshop.write("broken/book.toml", "[book\nslug = \"small\"\n");
    let run = workshop.recto(&["build", "broken", "manuscript", "second"]);
    run.ends_with(1)
        .says("broken/book.toml:1:6: error[config/syntax]");
    assert_eq!(workshop.names("build").len(), 2 * OUTPUTS.len());
}

/// The fixture `small`, and a copy of it under another slug in `second/`.
fn two_manuscripts(slug: &str) -> Workshop {
    let workshop = Workshop::with_fixture("small");
    for path in ["book.toml", "body/first.md"] {
        let text = workshop.bytes(&format!("manuscript/{path}"));
        let text = String::from_utf8(text).expect("UTF-8");
        let own = text.replace("slug = \"small\"", &format!("slug = \"{slug}\""));
        workshop.write(&format!("second/{path}"), &own);
    }
    workshop
}

fn findings(run: &Run) -> Vec<Value> {
    let value: Value =
        serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error} in {run:#?}"));
    value.as_array().expect("an array").clone()
}

#[test]
fn the_report_of_a_release_says_what_was_proved() {
    let workshop = Workshop::with_fixture("notes");
    let report = |arguments: &[&str]| -> Value {
        workshop.recto(arguments).ends_with(0);
        serde_json::from_slice(&workshop.bytes("build/notes.report.json")).expect("JSON")
    };
    assert_eq!(report(&["build"]).get("conservation"), None);
    let report = report(&["build", "--release"]);
    for edition in ["print", "screen", "epub"] {
        let own = &report["conservation"][edition];
        let words = [
            "running",
            "notes",
            "cells",
            "floats",
            "drawings",
            "generated",
        ]
        .map(|stream| own[stream]["words"].as_u64());
        assert!(words.iter().all(|own| *own > Some(0)), "{edition}: {own}");
    }
}
