//! `recto watch` makes the editions again whenever the manuscript changes, and they are those of a cold
//! build. Nothing here waits for a time to pass: it waits for what the program says, and fails when that
//! does not come.

mod watching;

use std::collections::BTreeMap;
use std::fs;
use std::thread;
use std::time::Duration;

use recto::layout::StandingType;
use recto::pipeline::{self, Edition, Goal, Progress, Request, Step};
use recto::printer::Profile;

use crate::harness::Workshop;
use watching::Watching;

const TEXT: &str = "manuscript/body/first.md";

/// The files of a folder by their names.
type Files = BTreeMap<String, Vec<u8>>;

#[test]
fn the_editions_after_each_save_are_those_of_a_cold_build() {
    let workshop = Workshop::with_fixture("small");
    let mut watching = Watching::begin(&workshop, &[]);
    let text = read(&workshop, TEXT);
    let settings = read(&workshop, "manuscript/book.toml");
    let hyphenation = "\n[[typography.hyphenation]]\nwords = [\"an-oth-er\"]\n";
    let saves = [
        // The same words and new ones, in the same language.
        (
            TEXT,
            text.replace(
                "Another paragraph",
                &"Another paragraph of words ".repeat(90),
            ),
        ),
        // Another language, and with it other numbers of the languages.
        (
            TEXT,
            format!("{text}\n[Une autre office \u{15f}i.]{{lang=ro}}\n"),
        ),
        (TEXT, format!("{text}\n[Une autre phrase.]{{lang=fr}}\n")),
        // Words that are divided otherwise.
        ("manuscript/book.toml", format!("{settings}{hyphenation}")),
        ("manuscript/book.toml", settings.replace("en-GB", "ro")),
        ("manuscript/book.toml", settings.clone()),
        // As at first.
        (TEXT, text.clone()),
    ];
    for (at, (path, own)) in saves.iter().enumerate() {
        workshop.write(path, own);
        let name = path
            .strip_prefix("manuscript/")
            .expect("a text of the manuscript");
        let line = watching.wait_for_build_after(name);
        assert!(
            line.starts_with("small: ") && line.contains("words, "),
            "{line}"
        );
        let out = format!("cold-{at}");
        workshop.recto(&["--out", &out]).ends_with(0);
        let (warm, cold) = (files(&workshop, "build"), files(&workshop, &out));
        assert_eq!(warm.len(), 4);
        assert!(
            warm == cold,
            "after save {at} the editions are not those of a cold build"
        );
    }
}

#[test]
fn words_that_are_kept_change_no_byte_for_any_printer() {
    struct Silence;
    impl Progress for Silence {
        fn begins(&self, _: Step) {}
    }
    let workshop = Workshop::with_fixture("press");
    let paragraph = "Boats go out before the light and come back when the market opens. ".repeat(9);
    let settings = read(&workshop, "manuscript/book.toml");
    let appendix = "\n[[contents.back]]\nfile = \"back/log.md\"\nrole = \"appendix\"\n";
    workshop.write("manuscript/book.toml", &format!("{settings}{appendix}"));
    let build = |standing: &StandingType, printer| {
        let request = Request {
            editions: vec![Edition::Print, Edition::Epub],
            printer: Some(printer),
            epoch: None,
            release: false,
            only: None,
            goal: Goal::Editions,
        };
        let root = workshop.path("manuscript");
        let outcome = pipeline::build(&root, &request, standing, &Silence).expect("a build");
        (outcome.diagnostics, outcome.editions)
    };
    let standing = StandingType::default();
    let mut files = 0;
    for (paragraphs, printer) in [140, 150, 180, 141].into_iter().zip(Profile::all()) {
        let text = format!(
            "---\ntitle: The log\n---\n\n{}",
            format!("{paragraph}\n\n").repeat(paragraphs)
        );
        workshop.write("manuscript/back/log.md", &text);
        let (found, warm) = build(&standing, printer);
        let (expected, cold) = build(&StandingType::default(), printer);
        assert!(warm == cold, "{}", printer.name);
        assert_eq!(found, expected, "{}", printer.name);
        files += warm.iter().filter(|own| own.printer.is_some()).count();
    }
    assert_eq!(files, 4, "a file for each printer");
}

#[test]
fn a_manuscript_with_errors_keeps_its_editions_and_is_waited_for() {
    let workshop = Workshop::with_fixture("small");
    let mut watching = Watching::begin(&workshop, &["manuscript", "--threads", "2"]);
    let before = files(&workshop, "build");
    assert_eq!(before.len(), 4);
    let settings = read(&workshop, "manuscript/book.toml");
    let text = read(&workshop, TEXT);
    for broken in [
        settings.replace("language", "langauge"),
        settings.replace("[book]", "[book"),
    ] {
        workshop.write("manuscript/book.toml", &broken);
        watching.wait_for_finding("error[config/");
        watching.wait_for_finding("= explain: recto explain config/");
        let line = watching.wait_for_build_after("book.toml");
        assert!(line.starts_with("manuscript: not built, "), "{line}");
        assert!(
            files(&workshop, "build") == before,
            "a failed build changed an edition"
        );
    }
    workshop.write("manuscript/book.toml", &settings);
    watching.wait_for_build_after("book.toml");

    for path in [TEXT, "manuscript/book.toml"] {
        let name = path
            .strip_prefix("manuscript/")
            .expect("a text of the manuscript");
        let whole = read(&workshop, path);
        fs::remove_file(workshop.path(path)).expect("the file");
        watching.wait_for_finding("error[file/missing]");
        watching.wait_for_build_after(name);
        assert!(
            files(&workshop, "build") == before,
            "a failed build changed an edition"
        );
        workshop.write(path, &whole);
        let line = watching.wait_for_build_after(name);
        assert!(line.starts_with("small: "), "{line}");
    }

    // An edition cannot be replaced, and then it can.
    fs::remove_file(workshop.path("build/small.epub")).expect("the edition");
    workshop.write("build/small.epub/mimetype", "");
    workshop.write(TEXT, &format!("{text}\nMore.\n"));
    watching.wait_for_finding("recto: cannot replace the folder");
    watching.wait_for("not built");
    fs::remove_dir_all(workshop.path("build/small.epub")).expect("the folder in the way");
    workshop.write(TEXT, &text);
    watching.wait_for_build_after("body/first.md");
    assert!(files(&workshop, "build") == before);
}

#[test]
fn a_manuscript_that_has_errors_at_first_is_waited_for_too() {
    let workshop = Workshop::with_fixture("small");
    let text = read(&workshop, TEXT);
    workshop.write(TEXT, &text.replace("[@sec-second]", "[@sec-scond]"));
    let mut watching = Watching::start(&workshop, &["--edition", "epub", "--out", "out"]);
    watching.wait_for_finding("error[ref/unknown]");
    watching.wait_for("./manuscript: not built");
    watching.wait_for("watching ./manuscript: Ctrl-C ends it");
    assert!(workshop.names("out").is_empty());
    workshop.write(TEXT, &text);
    watching.wait_for_build_after("body/first.md");
    assert_eq!(workshop.names("out"), ["small.epub", "small.report.json"]);
}

#[test]
fn what_editors_and_builds_leave_beside_the_texts_starts_no_build() {
    for out in ["build", "manuscript/build", "manuscript", "."] {
        let workshop = Workshop::with_fixture("small");
        workshop.write("manuscript/body/sub/.hidden", "");
        let mut watching = Watching::begin(&workshop, &["--out", out]);
        let text = read(&workshop, TEXT);
        for round in 0..3 {
            for name in [
                ".first.md.swp",
                "4913",
                "first.md~",
                "#first.md#",
                "sub/.hidden",
            ] {
                workshop.write(&format!("manuscript/body/{name}"), "left by an editor");
            }
            fs::remove_file(workshop.path("manuscript/body/4913")).expect("the file");
            // A save of what was there, in place and by a new file that is renamed.
            workshop.write(TEXT, &text);
            workshop.write("manuscript/body/.first.md.new", &text);
            let new = workshop.path("manuscript/body/.first.md.new");
            fs::rename(new, workshop.path(TEXT)).expect("the file");
            // The first build after all this names what it came from: nothing of the above.
            let note = format!("notes-{round}.txt");
            workshop.write(&format!("manuscript/{note}"), "for the editor");
            watching.wait_for_build_after(&note);
        }
    }
}

#[test]
fn a_text_that_is_replaced_by_renaming_is_seen() {
    let workshop = Workshop::with_fixture("small");
    let mut watching = Watching::begin(&workshop, &[]);
    let text = read(&workshop, TEXT);
    for round in 0..3 {
        workshop.write("manuscript/body/.new", &format!("{text}\nRound {round}.\n"));
        fs::rename(workshop.path("manuscript/body/.new"), workshop.path(TEXT)).expect("the file");
        watching.wait_for_build_after("body/first.md");
    }
    // So is one in a folder that is new.
    let settings = read(&workshop, "manuscript/book.toml");
    let more = "\n[[contents.body]]\nfile = \"new/second.md\"\n";
    workshop.write("manuscript/book.toml", &format!("{settings}{more}"));
    watching.wait_for_finding("error[file/missing]");
    watching.wait_for_build_after("book.toml");
    workshop.write("manuscript/new/second.md", "# The second\n\nWords.\n");
    let mut line = watching.wait_for(" changed");
    // The folder may be seen before the text in it.
    if line.contains("not built") {
        line = watching.wait_for(" changed");
    }
    assert!(line.starts_with("small: "), "{:#?}", watching.said);
}

#[test]
fn a_folder_that_goes_comes_back_or_is_replaced_is_followed() {
    let workshop = Workshop::with_fixture("small");
    let mut watching = Watching::begin(&workshop, &[]);
    let before = files(&workshop, "build");
    let folder = workshop.path("manuscript");
    fs::rename(&folder, workshop.path("away")).expect("the folder");
    watching.wait_for_finding("there is no folder");
    watching.wait_for("./manuscript: not built");
    assert!(files(&workshop, "build") == before);
    fs::rename(workshop.path("away"), &folder).expect("the folder");
    watching.wait_for_build_after("./manuscript");
    save_and_see(&workshop, &mut watching, "one");

    // Another in its place, at once.
    let text = read(&workshop, TEXT);
    let settings = read(&workshop, "manuscript/book.toml");
    workshop.write("next/body/first.md", &text);
    workshop.write("next/book.toml", &settings.replace("\"small\"", "\"next\""));
    fs::rename(&folder, workshop.path("last")).expect("the folder");
    fs::rename(workshop.path("next"), &folder).expect("the folder");
    watching.wait_for("next: ");
    save_and_see(&workshop, &mut watching, "two");

    // What happens in the folder that was there before is nobody's concern.
    workshop.write("last/body/first.md", "left behind");
    save_and_see(&workshop, &mut watching, "three");

    fs::remove_dir_all(&folder).expect("the folder");
    watching.wait_for_finding("there is no folder");
    workshop.write("manuscript/body/first.md", &text);
    workshop.write(
        "manuscript/book.toml",
        &settings.replace("\"small\"", "\"made\""),
    );
    watching.wait_for("made: ");
    save_and_see(&workshop, &mut watching, "four");
}

#[cfg(unix)]
#[test]
fn a_link_that_is_turned_to_another_folder_is_followed() {
    use std::os::unix::fs::symlink;
    let workshop = Workshop::with_fixture("small");
    let settings = read(&workshop, "manuscript/book.toml");
    fs::rename(workshop.path("manuscript"), workshop.path("first")).expect("the folder");
    workshop.write("second/body/first.md", "# A title\n\nWords.\n");
    workshop.write(
        "second/book.toml",
        &settings.replace("\"small\"", "\"other\""),
    );
    let turn = |to: &str| {
        symlink(workshop.path(to), workshop.path("new")).expect("a link");
        fs::rename(workshop.path("new"), workshop.path("manuscript")).expect("the link");
    };
    turn("first");
    let mut watching = Watching::begin(&workshop, &[]);
    turn("second");
    watching.wait_for("other: ");
    workshop.write("second/body/first.md", "# A title\n\nOther words.\n");
    watching.wait_for_build_after("body/first.md");
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_it_and_leaves_whole_editions() {
    let workshop = Workshop::with_fixture("small");
    let text = read(&workshop, TEXT);
    let new = format!("{text}\n{}\n", "More words of another kind. ".repeat(2_000));
    workshop.recto(&["--out", "old"]).ends_with(0);
    workshop.write(TEXT, &new);
    workshop.recto(&["--out", "new"]).ends_with(0);
    let (old, late) = (files(&workshop, "old"), files(&workshop, "new"));
    for round in 0..6 {
        workshop.write(TEXT, &text);
        let mut watching = Watching::begin(&workshop, &[]);
        workshop.write(TEXT, &new);
        match round {
            // Before the change is seen, perhaps.
            0 => {}
            // In the middle of the build, perhaps.
            1..5 => thread::sleep(Duration::from_millis(round * 12)),
            // Afterwards, certainly.
            _ => drop(watching.wait_for_build_after("body/first.md")),
        }
        watching.interrupt();
        let found = files(&workshop, "build");
        for (name, bytes) in &late {
            let own = found.get(name).unwrap_or_else(|| panic!("{name} is gone"));
            assert!(
                own == bytes || *own == old[name],
                "{name} is neither old nor new"
            );
        }
    }
    assert!(
        files(&workshop, "build") == late,
        "parts are left, or old editions"
    );
}

/// Saves the text with a word more, and waits for the build that has it. The folder may be what changed:
/// whether it is another one is looked at now and then, and the text may be saved before.
#[track_caller]
fn save_and_see(workshop: &Workshop, watching: &mut Watching, word: &str) {
    let words = |line: &String| -> Option<u64> {
        let (before, _) = line.split_once(" words, ")?;
        before.rsplit_once(' ')?.1.parse().ok()
    };
    let before = watching.said.iter().rev().find_map(words);
    let wanted = before.expect("an earlier build") + 1;
    let text = read(workshop, TEXT);
    workshop.write(TEXT, &format!("{text}\n{word}\n"));
    while words(&watching.wait_for(" changed")) != Some(wanted) {}
}

fn read(workshop: &Workshop, path: &str) -> String {
    String::from_utf8(workshop.bytes(path)).expect("UTF-8")
}

fn files(workshop: &Workshop, folder: &str) -> Files {
    let names = workshop.names(folder).into_iter();
    let files = names.filter(|name| workshop.path(&format!("{folder}/{name}")).is_file());
    files
        .map(|name| {
            let bytes = workshop.bytes(&format!("{folder}/{name}"));
            (name, bytes)
        })
        .collect()
}
