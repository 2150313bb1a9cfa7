//! A build that dies leaves whole editions: every file that stood in the output folder is afterwards
//! the one from before or the new one, and the next build tidies up.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::harness::Workshop;

/// Enough words that a build lasts much longer than a process needs to start.
const CHAPTERS: usize = 30;
const PARAGRAPHS: usize = 20;

/// How often a build is killed at some moment between its start and its end.
const KILLS: u32 = 20;

/// How often a build is killed while it writes, and how many attempts that may take: the disk may be
/// quicker than the look into the folder.
const KILLS_WHILE_WRITING: u32 = 4;
const ATTEMPTS: u32 = 60;

/// The files of a folder by their names.
type Files = BTreeMap<String, Vec<u8>>;

#[test]
fn a_build_that_is_killed_at_any_moment_leaves_whole_editions() {
    let book = Book::new();
    let mut hits = 0;
    for round in 0..KILLS {
        book.restore();
        // Spread over the build, in an order that is none, from at once to its end.
        let moment = book.lasts * (round * 7 % KILLS) / (KILLS - 1);
        let mut build = book.build();
        thread::sleep(moment);
        hits += u32::from(kill(&mut build));
        book.assert_whole(&format!("killed after {moment:?}"));
    }
    assert!(
        hits >= KILLS / 4,
        "only {hits} of {KILLS} kills hit a build"
    );
    book.assert_builds_again();
}

#[test]
fn a_build_that_is_killed_while_it_writes_leaves_whole_editions() {
    let book = Book::new();
    let mut hits = 0;
    for round in 0..ATTEMPTS {
        book.restore();
        let mut build = book.build();
        // One part, two, three, four; the kill comes while the next is written or renamed.
        let wanted = round as usize % 4 + 1;
        while book.parts(build.id()) < wanted && is_running(&mut build) {
            thread::yield_now();
        }
        kill(&mut build);
        hits += u32::from(book.parts(build.id()) > 0);
        book.assert_whole(&format!("killed at part {wanted}"));
        if hits == KILLS_WHILE_WRITING {
            break;
        }
    }
    assert!(
        hits > 0,
        "no kill of {ATTEMPTS} hit a build that was writing"
    );
    book.assert_builds_again();
}

#[test]
fn a_folder_that_cannot_be_made_is_said_and_ends_with_74() {
    let workshop = Workshop::with_fixture("small");
    workshop.write("taken", "a file");
    let run = workshop.recto(&["--out", "taken/x"]).ends_with(74);
    assert!(
        run.stderr.contains("cannot create the folder `taken/x`: "),
        "{run:#?}"
    );
    assert_eq!(workshop.names(""), ["manuscript", "taken"]);
}

#[test]
fn a_folder_in_the_place_of_an_edition_is_said_and_nothing_is_replaced() {
    let workshop = Workshop::with_fixture("small");
    workshop.write("build/small-print.pdf", "the last edition");
    workshop.write("build/small.epub/mimetype", "an unpacked edition");
    let run = workshop.recto(&[]).ends_with(74);
    assert!(
        run.stderr
            .contains("cannot replace the folder `./build/small.epub`"),
        "{run:#?}"
    );
    assert_eq!(workshop.names("build"), ["small-print.pdf", "small.epub"]);
    assert_eq!(workshop.bytes("build/small-print.pdf"), b"the last edition");
}

/// A book with its editions from before and after a change of its text; the changed text is what
/// lies in `manuscript/`.
struct Book {
    workshop: Workshop,
    old: Files,
    new: Files,
    /// How long the build of the new editions takes.
    lasts: Duration,
}

impl Book {
    fn new() -> Book {
        let workshop = Workshop::empty();
        write_manuscript(&workshop, "harbour");
        workshop.recto(&["--out", "old"]).ends_with(0);
        write_manuscript(&workshop, "station");
        let begun = Instant::now();
        workshop.recto(&["--out", "new"]).ends_with(0);
        let lasts = begun.elapsed();
        let (old, new) = (files(&workshop, "old"), files(&workshop, "new"));
        assert_eq!(new.len(), 4, "three editions and the report");
        for (name, bytes) in &new {
            assert!(old[name] != *bytes, "{name} does not show the change");
        }
        Book {
            workshop,
            old,
            new,
            lasts,
        }
    }

    /// Puts the old editions into the output folder; what dead builds left there stays.
    fn restore(&self) {
        fs::create_dir_all(self.workshop.path("build")).expect("the output folder");
        for (name, bytes) in &self.old {
            let path = self.workshop.path("build").join(name);
            fs::write(path, bytes).expect("an old edition");
        }
    }

    /// Starts the build that replaces the old editions.
    fn build(&self) -> Child {
        Command::new(env!("CARGO_BIN_EXE_recto"))
            .current_dir(self.workshop.path(""))
            .env_remove("SOURCE_DATE_EPOCH")
            .args(["build", "--quiet"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts")
    }

    /// How many files under temporary names a process has in the output folder.
    fn parts(&self, process: u32) -> usize {
        let ending = format!(".{process}.part");
        let names = self.workshop.names("build");
        names.iter().filter(|name| name.ends_with(&ending)).count()
    }

    /// Fails unless every edition is the old one or the new one, and nothing else lies there but
    /// parts.
    #[track_caller]
    fn assert_whole(&self, when: &str) {
        let found = files(&self.workshop, "build");
        for name in self.new.keys() {
            let Some(bytes) = found.get(name) else {
                panic!("{when}: {name} is gone");
            };
            let is_whole = *bytes == self.old[name] || *bytes == self.new[name];
            assert!(is_whole, "{when}: {name} is neither old nor new");
        }
        for name in found.keys().filter(|name| !self.new.contains_key(*name)) {
            assert!(name.ends_with(".part"), "{when}: there is {name}");
        }
    }

    /// Fails unless a build that nobody kills leaves the new editions and nothing else.
    #[track_caller]
    fn assert_builds_again(&self) {
        self.workshop.recto(&["build"]).ends_with(0);
        let names: Vec<String> = self.new.keys().cloned().collect();
        assert_eq!(self.workshop.names("build"), names);
        assert!(
            files(&self.workshop, "build") == self.new,
            "the editions are not the new ones"
        );
    }
}

/// Kills a process as `kill -9` does; whether it was still running.
fn kill(process: &mut Child) -> bool {
    let was_running = is_running(process);
    process.kill().expect("a process of our own");
    let status = process.wait().expect("a process of our own");
    // It may have ended between the look and the kill.
    was_running && status.code().is_none()
}

fn is_running(process: &mut Child) -> bool {
    process.try_wait().expect("a process of our own").is_none()
}

/// A book of many words, all the same but for one.
fn write_manuscript(workshop: &Workshop, word: &str) {
    const WORDS: [&str; 12] = [
        "arrival",
        "between",
        "the",
        "council",
        "and",
        "every",
        "registrar",
        "of",
        "ports",
        "remembers",
        "a",
        "manifest",
    ];
    let mut settings = String::from(
        "[book]\nslug = \"long\"\ntitle = \"A Long Book\"\nlanguage = \"en-GB\"\n\
         date = \"2026-11-01\"\nidentifier = \"urn:uuid:9d8f3a52-6c0b-4c55-8f0e-0d4f6a7f1f11\"\n",
    );
    for chapter in 0..CHAPTERS {
        let name = format!("body/{chapter}.md");
        let entry = format!("\n[[contents.body]]\nfile = \"{name}\"\nrole = \"chapter\"\n");
        settings.push_str(&entry);
        let mut text = format!("---\ntitle: Chapter of the {word}\n---\n");
        for paragraph in 0..PARAGRAPHS {
            text.push('\n');
            for place in 0..150 {
                // Neighbours of different lengths, so that no two lines are alike.
                let at = (chapter + paragraph * 5 + place * place) % WORDS.len();
                write!(text, "{} ", WORDS[at]).expect("a string grows");
            }
            text.push_str("end.\n");
        }
        workshop.write(&format!("manuscript/{name}"), &text);
    }
    workshop.write("manuscript/book.toml", &settings);
}

fn files(workshop: &Workshop, folder: &str) -> Files {
    let names = workshop.names(folder).into_iter();
    names
        .map(|name| {
            let bytes = workshop.bytes(&format!("{folder}/{name}"));
            (name, bytes)
        })
        .collect()
}
