//! Many manuscripts in one call: each becomes what it becomes alone, what is said of them stands in the
//! order in which they were named, and one that fails keeps no other from being built.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::Value;

use crate::harness::{Run, Workshop};

const COUNT: usize = 50;

/// Has a key that is not known.
const MISSPELT: usize = 7;
/// Names a text that is not there.
const LACKING: usize = 13;
/// Has settings that are no TOML.
const BROKEN: usize = 21;
/// Has a folder where its EPUB would stand.
const BLOCKED: usize = 30;

const FAILING: [usize; 4] = [MISSPELT, LACKING, BROKEN, BLOCKED];

/// The files of a folder by their names.
type Files = BTreeMap<String, Vec<u8>>;

#[test]
fn many_become_what_each_becomes_alone_in_the_order_of_their_names() {
    let workshop = workshop();
    let names: Vec<String> = (0..COUNT).map(name).collect();
    let build = |threads, out: &str| {
        let epub = format!("{out}/{}.epub/mimetype", name(BLOCKED));
        workshop.write(&epub, "an unpacked edition");
        let mut arguments = vec!["build", "--threads", threads, "--out", out];
        arguments.extend(names.iter().map(String::as_str));
        // The disk's failure is the worst of all.
        let run = workshop.recto(&arguments).ends_with(74);
        std::fs::remove_dir_all(workshop.path(&format!("{out}/{}.epub", name(BLOCKED))))
            .expect("the folder in the way");
        (
            Run {
                stdout: without_times(&run.stdout).replace(out, "out"),
                stderr: run.stderr.replace(out, "out"),
                ..run
            },
            files(&workshop, out),
        )
    };
    let (one, files_of_one) = build("1", "out-1");
    let (two, files_of_two) = build("2", "out-2");
    assert_eq!(one.stderr, two.stderr);
    assert_eq!(one.stdout, two.stdout);
    assert!(
        files_of_one == files_of_two,
        "the number of threads is seen"
    );

    let mut alone = Files::new();
    let (mut told, mut summaries) = (String::new(), String::new());
    for (at, name) in names.iter().enumerate() {
        let out = format!("alone-{name}");
        let status = match at {
            BLOCKED => 74,
            _ => i32::from(FAILING.contains(&at)),
        };
        if at == BLOCKED {
            workshop.write(&format!("{out}/{name}.epub/mimetype"), "");
        }
        let run = workshop
            .recto(&["build", name, "--out", &out])
            .ends_with(status);
        let findings = run.stderr.split("= explain").next().unwrap_or_default();
        told.push_str(findings);
        // Of several it is said which of them failed.
        for line in run
            .stderr
            .lines()
            .filter_map(|line| line.strip_prefix("recto: "))
        {
            told.push_str(&format!("recto: {name}: {}\n", line.replace(&out, "out")));
        }
        summaries.push_str(&without_times(&run.stdout).replace(&out, "out"));
        alone.extend(files(&workshop, &out));
    }
    assert_eq!(one.stdout, summaries);
    let findings = one.stderr.split("= explain").next();
    assert_eq!(findings, Some(told.as_str()));
    assert!(
        one.stderr.ends_with("\n4 errors, 48 warnings\n"),
        "{}",
        one.stderr
    );
    assert_eq!(
        files_of_one.keys().collect::<Vec<_>>(),
        alone.keys().collect::<Vec<_>>()
    );
    assert!(files_of_one == alone, "one of many is not what it is alone");
}

#[test]
fn programs_are_told_of_all_manuscripts_in_one_array_and_in_one_log() {
    let workshop = workshop();
    workshop.write(&format!("build/{}.epub/mimetype", name(BLOCKED)), "");
    let names: Vec<String> = (0..COUNT).map(name).collect();
    let run = |format| {
        let mut arguments = vec!["build", "--format", format];
        arguments.extend(names.iter().map(String::as_str));
        let run = workshop.recto(&arguments).ends_with(74);
        assert!(
            run.stderr
                .starts_with(&format!("recto: {}: ", name(BLOCKED)))
        );
        assert_eq!(run.stderr.lines().count(), 1, "{}", run.stderr);
        serde_json::from_str::<Value>(&run.stdout).expect("JSON")
    };
    let json = run("json");
    let findings = json.as_array().expect("an array");
    let codes: Vec<&str> = findings
        .iter()
        .filter_map(|own| own["code"].as_str())
        .collect();
    for code in ["config/unknown-key", "file/missing", "config/syntax"] {
        assert_eq!(
            codes.iter().filter(|own| **own == code).count(),
            1,
            "{code}"
        );
    }
    let mut places: Vec<&str> = findings
        .iter()
        .filter_map(|own| own["file"].as_str()?.split('/').next())
        .collect();
    places.dedup();
    let expected = [MISSPELT, LACKING, BROKEN].map(name);
    assert_eq!(places, expected, "in the order in which they were named");

    let sarif = run("sarif");
    assert_eq!(sarif["runs"].as_array().map(Vec::len), Some(1));
    let log = &sarif["runs"][0];
    assert_eq!(
        log["results"].as_array().map(Vec::len),
        Some(findings.len())
    );
    let ended = &log["invocations"][0];
    assert_eq!(
        (&ended["exitCode"], &ended["executionSuccessful"]),
        (&74.into(), &false.into())
    );
    let notified = ended["toolExecutionNotifications"].as_array().map(Vec::len);
    assert_eq!(notified, Some(1));
}

#[test]
fn a_text_that_one_book_lacks_is_told_and_made_of_the_others() {
    let workshop = workshop();
    workshop.write(
        &format!("{}/first.md", name(1)),
        "# Another {#other}\n\nWords.\n",
    );
    let (zero, one, two) = (name(0), name(1), name(2));
    let arguments = [
        "build",
        "--only",
        "own",
        "--edition",
        "epub",
        &zero,
        &one,
        &two,
    ];
    let run = workshop.recto(&arguments).ends_with(2);
    let run = run.says("recto: m01: no text is called `own`");
    assert_eq!(run.stderr.matches("recto: ").count(), 1, "{run:#?}");
    let names = [
        "m00-own.epub",
        "m00-own.report.json",
        "m02-own.epub",
        "m02-own.report.json",
    ];
    assert_eq!(workshop.names("build"), names);
}

#[test]
fn layouts_of_several_are_printed_one_after_the_other() {
    let workshop = workshop();
    let names = [name(2), name(0), name(1)];
    let dump = |names: &[String]| {
        let mut arguments = vec!["build", "--dump", "layout"];
        arguments.extend(names.iter().map(String::as_str));
        workshop.recto(&arguments).ends_with(0).stdout
    };
    let each: String = names
        .iter()
        .map(|own| dump(std::slice::from_ref(own)))
        .collect();
    assert!(!each.is_empty());
    assert_eq!(dump(&names), each);
    assert!(workshop.names("build").is_empty());
}

#[test]
fn two_of_many_with_one_slug_are_refused_before_anything_is_written() {
    let workshop = workshop();
    let settings = settings(4).replace("m04", "M00");
    workshop.write(&format!("{}/book.toml", name(4)), &settings);
    let names: Vec<String> = (0..COUNT).map(name).collect();
    let mut arguments = vec!["build"];
    arguments.extend(names.iter().map(String::as_str));
    let run = workshop.recto(&arguments).ends_with(2);
    let run = run.says("`m00` and `m04` have one slug, `M00`");
    assert_eq!(run.stdout, "");
    assert!(workshop.names("build").is_empty());
}

fn name(at: usize) -> String {
    format!("m{at:02}")
}

fn settings(at: usize) -> String {
    // Every fifth is a French book, and every seventh divides a word itself.
    let language = if at % 5 == 4 { "fr" } else { "en-GB" };
    let name = name(at);
    let mut settings = format!(
        "[book]\nslug = \"{name}\"\ntitle = \"Book {at}\"\nlanguage = \"{language}\"\n\
         date = \"2026-11-01\"\nidentifier = \"urn:uuid:9d8f3a52-6c0b-4c55-8f0e-0d4f6a7f1f{at:02}\"\n\n\
         [[contents.body]]\nfile = \"first.md\"\n"
    );
    if at % 7 == 6 {
        settings.push_str("\n[[typography.hyphenation]]\nwords = [\"re-gi-strar\"]\n");
    }
    match at {
        MISSPELT => settings.replace("title", "titel"),
        LACKING => settings.replace("first.md", "frist.md"),
        BROKEN => settings.replace("[book]", "[book"),
        _ => settings,
    }
}

/// Manuscripts of which the first is much the longest, so that others are ready before it.
fn workshop() -> Workshop {
    const WORDS: [&str; 9] = [
        "harbour",
        "between",
        "the",
        "council",
        "and",
        "registrar",
        "of",
        "remembers",
        "manifest",
    ];
    let workshop = Workshop::empty();
    for at in 0..COUNT {
        let paragraphs = if at == 0 { 200 } else { 3 };
        let mut text = format!("# The text of {at} {{#own}}\n");
        for paragraph in 0..paragraphs {
            text.push('\n');
            for place in 0..90 {
                let word = WORDS[(at + paragraph * 5 + place * place) % WORDS.len()];
                write!(text, "{word} ").expect("a string grows");
            }
            writeln!(text, "end {at}.").expect("a string grows");
        }
        workshop.write(&format!("{}/first.md", name(at)), &text);
        workshop.write(&format!("{}/book.toml", name(at)), &settings(at));
    }
    workshop
}

/// Summaries without the time that each build took.
fn without_times(text: &str) -> String {
    let lines = text.lines().map(|line| match line.strip_suffix(" s") {
        Some(rest) => rest.rsplit_once(", ").map_or(line, |(before, _)| before),
        None => line,
    });
    lines.map(|line| format!("{line}\n")).collect()
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
