//! A book that is twice as long takes twice the work. Work is counted, not timed: valgrind counts the
//! instructions of the program on one thread, which are the same on a fast machine and a slow one. Memory
//! is what the system gave it at most.

use std::fmt::Write as _;

use crate::harness::Workshop;

/// What all of a growing book's last half may take, as a multiple of what its first half took beyond the
/// smallest book. Work that grows with the book makes it 2, and work that grows with its square 4. What
/// there is of both, such as the sorting of an index, stays far below this.
const MOST: f64 = 2.3;

#[test]
fn work_grows_with_the_chapters_of_a_book_and_no_faster() {
    assert_linear([4, 8, 16], |chapters| one(&book(chapters, 8)));
}

#[test]
fn work_grows_with_the_length_of_a_chapter_and_no_faster() {
    assert_linear([24, 48, 96], |paragraphs| one(&book(1, paragraphs)));
}

#[test]
fn work_grows_with_the_length_of_a_paragraph_and_no_faster() {
    assert_linear([1_500, 3_000, 6_000], |words| {
        let mut prose = Prose::default();
        let text = format!("# One paragraph\n\n{}\n", prose.sentence(words));
        one(&[("chapter-01.md".to_owned(), text)])
    });
}

#[test]
fn work_grows_with_the_number_of_manuscripts_and_no_faster() {
    assert_linear([2, 4, 8], |manuscripts| {
        let workshop = Workshop::empty();
        let folders: Vec<String> = (0..manuscripts).map(|at| format!("m-{at:02}")).collect();
        for folder in &folders {
            write(&workshop, folder, &book(1, 6));
        }
        instructions(&workshop, &folders)
    });
}

/// On one thread a manuscript is finished, and its pages are freed, before the next begins.
#[test]
fn memory_does_not_grow_with_the_number_of_manuscripts() {
    let workshop = Workshop::empty();
    let folders: Vec<String> = (0..12).map(|at| format!("m-{at:02}")).collect();
    for folder in &folders {
        write(&workshop, folder, &book(16, 12));
    }
    let [few, many] = [3, 12].map(|count| peak(&workshop, &folders[..count]));
    assert!(
        many < few + few / 4,
        "three manuscripts took {few} kB, twelve {many} kB"
    );
}

/// The memory that it took at most to build manuscripts one after the other, in kB.
fn peak(workshop: &Workshop, folders: &[String]) -> u64 {
    const SCRIPT: &str = "\
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
";
    let mut command = workshop.command_under("python3", &["-c", SCRIPT]);
    command.args(["build", "--threads", "1"]).args(folders);
    let output = command.output().expect("python3 starts");
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
    let peak = String::from_utf8_lossy(&output.stdout);
    peak.trim().parse().expect("kilobytes")
}

/// Measures a book in three sizes, each twice the one before.
#[track_caller]
fn assert_linear([small, middle, large]: [usize; 3], work: impl Fn(usize) -> u64) {
    let [small, middle, large] = [work(small), work(middle), work(large)];
    let growth = (large - middle) as f64 / (middle - small) as f64;
    assert!(
        growth < MOST,
        "{small}, {middle} and {large} instructions: the last step is {growth:.2} times the one before"
    );
    // A book whose work did not grow was none.
    assert!(growth > 1.6, "{small}, {middle}, {large}: {growth:.2}");
}

/// The instructions of a build of one book.
fn one(files: &[(String, String)]) -> u64 {
    let workshop = Workshop::empty();
    write(&workshop, "m", files);
    instructions(&workshop, &["m".to_owned()])
}

/// The instructions that it takes to build all editions of manuscripts.
fn instructions(workshop: &Workshop, folders: &[String]) -> u64 {
    let mut command = workshop.command_under(
        "valgrind",
        &[
            "--tool=cachegrind",
            "--cache-sim=no",
            "--cachegrind-out-file=/dev/null",
        ],
    );
    command.args(["build", "--threads", "1"]).args(folders);
    let output = command
        .output()
        .expect("valgrind starts: tools/install brings it");
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
    let count = told.lines().find_map(|line| line.split_once("I   refs:"));
    let (_, count) = count.unwrap_or_else(|| panic!("valgrind counted nothing: {told}"));
    let figures: String = count.chars().filter(char::is_ascii_digit).collect();
    figures.parse().expect("a number of instructions")
}

fn write(workshop: &Workshop, folder: &str, files: &[(String, String)]) {
    let mut settings = format!(
        r#"[book]
slug = "scale-{folder}"
title = "A Book That Grows"
language = "en-GB"
date = "2026-11-01"
identifier = "urn:uuid:57c5dc55-0d4f-4a4e-8e9b-0e3d0d0a7a11"

[[contents.front]]
generate = "contents"

[[contents.body]]
role = "chapter"
files = ["#
    );
    for (name, text) in files {
        write!(settings, "\n  \"body/{name}\",").expect("a string grows");
        workshop.write(&format!("{folder}/body/{name}"), text);
    }
    settings.push_str("\n]\n\n[[contents.back]]\ngenerate = \"acronyms\"\n");
    settings.push_str("\n[[contents.back]]\ngenerate = \"index\"\n");
    workshop.write(&format!("{folder}/book.toml"), &settings);
    let acronyms = "[[acronym]]\nshort = \"RGO\"\nlong = \"Registry of Growing Objects\"\n";
    workshop.write(&format!("{folder}/acronyms.toml"), acronyms);
}

/// Chapters with so many paragraphs each, with what books have: notes, references to pages of other
/// chapters, acronyms, entries of the index, lists and tables.
fn book(chapters: usize, paragraphs: usize) -> Vec<(String, String)> {
    let mut prose = Prose::default();
    let chapter = |chapter: usize| {
        let mut text = format!("# Chapter {chapter} of the book {{#sec-{chapter}}}\n\n");
        for paragraph in 0..paragraphs {
            let own = prose.sentence(30);
            let more = prose.sentence(30);
            let other = (chapter * 7 + paragraph * 3) % chapters;
            let addition = match paragraph % 6 {
                0 => format!("## Section {paragraph}\n\n{own} {more}"),
                1 => format!("{own}^[{}] {more}", prose.sentence(12)),
                2 => format!("{own} {more} (see [@sec-{other}]{{.page}}).{INDEX}"),
                3 => format!("The Registry of Growing Objects (RGO): {own} RGO {more}"),
                4 => format!("- {own}\n- {more}"),
                _ => format!("| {} | what |\n|---|---|\n| {own} | {more} |", prose.word()),
            };
            write!(text, "{addition}\n\n").expect("a string grows");
        }
        (format!("chapter-{chapter:02}.md"), text)
    };
    (0..chapters).map(chapter).collect()
}

const INDEX: &str = "[registrar]{.index}[objects!growing]{.index}";

/// Words without sense, the same at every call.
#[derive(Default)]
struct Prose {
    state: u32,
}

impl Prose {
    fn sentence(&mut self, words: usize) -> String {
        let words: Vec<String> = (0..words).map(|_| self.word()).collect();
        format!("So {}.", words.join(" "))
    }

    /// One of a few thousand words.
    fn word(&mut self) -> String {
        const SYLLABLES: [&str; 16] = [
            "re", "gis", "trar", "coun", "cil", "men", "ta", "lo", "ver", "sim", "por", "net",
            "el", "an", "dis", "ber",
        ];
        let mut word = String::new();
        for _ in 0..1 + self.next(3) {
            word.push_str(SYLLABLES[self.next(16)]);
        }
        word
    }

    fn next(&mut self, below: u32) -> usize {
        self.state = self
            .state
            .wrapping_mul(1_664_525)
            .wrapping_add(1_013_904_223);
        ((self.state >> 16) % below) as usize
    }
}
