//! Manuscripts in, trees and findings out. Each `tests/fixtures/parse/*.md` stands beside the
//! `.tree` that it must give; `SNAPSHOTS=overwrite` writes the trees anew.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::{Book, dump::dump, parse};
use crate::diagnostic::{Diagnostic, sort};
use crate::manuscript::{BookConfig, Manuscript};
use crate::source::Sources;

/// A manuscript of these files, all in the contents' body unless `contents` says otherwise.
fn manuscript(contents: Option<&str>, files: &[(&str, &str)]) -> Manuscript {
    let paths: Vec<&str> = files.iter().map(|(path, _)| *path).collect();
    let body = format!("[[contents.body]]\nfiles = {paths:?}\n");
    let settings = format!(
        "[book]\nslug = \"b\"\ntitle = \"B\"\nlanguage = \"en-GB\"\n{}",
        contents.unwrap_or(&body)
    );
    let config: BookConfig = toml::from_str(&settings).unwrap();
    let mut sources = Sources::default();
    let texts = files
        .iter()
        .map(|(path, text)| {
            let id = sources.add((*path).to_owned(), (*text).to_owned());
            ((*path).to_owned(), id)
        })
        .collect();
    Manuscript {
        root: PathBuf::new(),
        sources,
        config,
        contributors: Vec::new(),
        groups: Vec::new(),
        credits: Default::default(),
        signatories: Vec::new(),
        acronyms: Vec::new(),
        questions: Vec::new(),
        themes: Vec::new(),
        addressees: Vec::new(),
        approvals: Vec::new(),
        library: Default::default(),
        citation_style: None,
        print: crate::print::PrintSettings::default(),
        texts,
    }
}

/// One text, parsed.
fn parsed(text: &str) -> (Book, Vec<Diagnostic>, Sources) {
    let manuscript = manuscript(None, &[("a.md", text)]);
    let (book, found) = parse(&manuscript);
    (book, found, manuscript.sources)
}

/// The tree and the findings of one text as a reader of the tests sees them.
pub(super) fn shown(text: &str) -> String {
    let (book, mut found, sources) = parsed(text);
    sort(&mut found);
    let mut shown = dump(&book, &sources);
    for finding in &found {
        shown.push_str(&finding.one_line(&sources));
        shown.push('\n');
        if let Some(help) = &finding.help {
            shown.push_str(&format!("  help: {help}\n"));
        }
        for (span, why) in &finding.related {
            let place = sources.position(*span);
            shown.push_str(&format!("  {}:{}: {why}\n", place.line, place.column));
        }
    }
    shown
}

/// The codes of what was found, in the order of the text.
pub(super) fn codes(text: &str) -> Vec<&'static str> {
    let (_, mut found, _) = parsed(text);
    sort(&mut found);
    found.iter().map(|finding| finding.code.name).collect()
}

fn fixtures() -> Vec<(PathBuf, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/parse");
    let mut texts: Vec<(PathBuf, String)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|own| own == "md"))
        .map(|path| (path.clone(), fs::read_to_string(path).unwrap()))
        .collect();
    texts.sort();
    assert!(texts.len() > 10, "the fixtures are missing");
    texts
}

#[test]
fn each_fixture_gives_its_tree() {
    let overwrite = std::env::var("SNAPSHOTS").is_ok_and(|value| value == "overwrite");
    let mut wrong = Vec::new();
    for (path, text) in fixtures() {
        let shown = shown(&text);
        let tree = path.with_extension("tree");
        if overwrite {
            fs::write(&tree, &shown).unwrap();
        }
        if fs::read_to_string(&tree).unwrap_or_default() != shown {
            wrong.push(format!("{}\n{shown}", tree.display()));
        }
    }
    assert!(wrong.is_empty(), "these differ:\n{}", wrong.join("\n"));
}

/// Without the places: `[1:2-3]` at the end of a line.
fn without_places(shown: &str) -> String {
    let bare = shown.lines().map(|line| {
        let end = line.rfind("  [").unwrap_or(line.len());
        match line.strip_prefix("a.md:") {
            Some(finding) => finding.split_once(' ').map_or(finding, |(_, rest)| rest),
            None => &line[..end],
        }
    });
    bare.collect::<Vec<_>>().join("\n")
}

#[test]
fn line_ends_byte_order_mark_and_last_newline_make_no_difference() {
    for (path, text) in fixtures() {
        let expected = without_places(&shown(&text));
        for changed in [
            text.replace('\n', "\r\n"),
            format!("\u{FEFF}{text}"),
            text.trim_end().to_owned(),
        ] {
            let got = without_places(&shown(&changed));
            assert_eq!(got, expected, "{}: {changed:?}", path.display());
        }
    }
}

#[test]
fn the_contents_decide_order_and_roles() {
    let contents = r#"
        [[contents.front]]
        generate = "imprint"
        file = "imprint.md"
        [[contents.front]]
        file = "foreword.md"
        role = "foreword"
        [[contents.front]]
        file = "preface.md"
        [[contents.front]]
        generate = "contents"
        title = "What's here"
        [[contents.body]]
        part = "The \"parts\""
        files = ["a.md", "missing.md", "b.md"]
        [[contents.back]]
        file = "a.md"
    "#;
    let text = "---\ntitle: T\n---\n";
    let manuscript = manuscript(
        Some(contents),
        &[
            ("a.md", text),
            ("b.md", text),
            ("foreword.md", text),
            ("imprint.md", "Printed\n"),
            ("preface.md", text),
        ],
    );
    let (book, found) = parse(&manuscript);
    assert!(found.is_empty(), "{found:?}");
    let dump = dump(&book, &manuscript.sources);
    let lines: Vec<&str> = dump.lines().filter(|line| !line.starts_with(' ')).collect();
    assert_eq!(
        lines,
        [
            "front generated Imprint",
            "front Foreword",
            "front Preface",
            "front generated Contents \"What’s here\"",
            "body part \"The “parts”\"",
            "body Chapter",
            "body Chapter",
            "back Chapter",
        ]
    );
    assert!(dump.contains("\"Printed\""), "{dump}");
}

#[test]
fn nesting_is_limited_and_no_text_is_lost() {
    let title = "---\ntitle: T\n---\n";
    let many = 20_000;
    for (text, reports) in [
        (format!("{} x", ">".repeat(many)), 1),
        (format!("{}x", "- ".repeat(2_000)), 1),
        (
            format!("{}x{}", "[".repeat(many), "]{.smallcaps}".repeat(many)),
            1,
        ),
        (format!("{}x{}", "[".repeat(many), "]".repeat(many)), 0),
        (
            format!("{}x{}", "*a **b ".repeat(many), "c** d*".repeat(many)),
            1,
        ),
        (format!("{}x{}", "^[".repeat(many), "]".repeat(many)), 0),
        (
            format!(
                "{}x\n{}",
                "::: epigraph\n".repeat(many),
                ":::\n".repeat(many)
            ),
            1,
        ),
        (format!("{}x", "::: epigraph\n> ".repeat(200)), 200),
        (format!("{}x{}", "![".repeat(many), "](a)".repeat(many)), 0),
        (format!("x{}", "{a=\"".repeat(many)), 0),
        (format!("## x{}}}", "{a='".repeat(many)), 0),
        (format!("x{}", "[a]{.x ".repeat(many)), 0),
        (format!("x{}", "[@a ".repeat(many)), 0),
        (format!("x{}", "[^a ".repeat(many)), 0),
        (format!("x{}", "$a ^b ~c \"d 'e ".repeat(many)), 0),
        (format!("x{}", "^[a](b) ".repeat(many)), 0),
        (
            format!("{}x^[a]{}", "[".repeat(many), "](b".repeat(many)),
            0,
        ),
        (format!("x{}", "[]{.index entry=a} ".repeat(many)), 0),
        (format!("x{}", "[]{.index entry=a}x".repeat(many)), 0),
    ] {
        let begun = Instant::now();
        let (book, found, sources) = parsed(&format!("{title}{text}\n"));
        // Linear: milliseconds; quadratic: many seconds.
        assert!(begun.elapsed() < Duration::from_secs(2), "{:.20}", text);
        let deep = found.iter().filter(|own| own.code.name == "parse/too-deep");
        let start: String = text.chars().take(20).collect();
        if reports < 2 {
            assert_eq!(deep.count(), reports, "{start}");
        }
        let dump = dump(&book, &sources);
        assert!(dump.contains('x'), "{start}");
        let deepest = dump
            .lines()
            .map(|line| line.len() - line.trim_start().len())
            .max();
        assert!(deepest < Some(500), "{start}: {deepest:?}");
    }
}

#[test]
fn a_place_that_is_too_deep_is_reported_once() {
    let deep = |text: &str| format!("{}{text}{}", "[".repeat(70), "]{.smallcaps}".repeat(70));
    let quotes = ">".repeat(70);
    let text = format!(
        "# T\n\n{}\n\n{}\n\n{quotes} a\n\n{quotes} b\n",
        deep("x"),
        deep("y")
    );
    assert_eq!(codes(&text), ["parse/too-deep"; 4]);
}

#[test]
fn a_text_without_title_takes_a_heading_or_its_name() {
    let title = |text: &str| {
        let dump = shown(text);
        let at = dump
            .lines()
            .position(|line| line.trim() == "title")
            .unwrap();
        let line = dump.lines().nth(at + 1).unwrap().trim();
        line.split("  [").next().unwrap().to_owned()
    };
    assert_eq!(title("# It's *here* {#x}\n"), "\"It’s \"");
    assert_eq!(title("Text\n"), "\"a\"");
    assert_eq!(codes("Text\n"), ["front-matter/no-title"]);
    assert_eq!(codes("---\ntitle: [\n---\n"), ["front-matter/syntax"]);
    assert_eq!(codes("# One\n\n# Two\n"), ["heading/level-one"]);
    assert_eq!(
        codes("> # One\n"),
        ["front-matter/no-title", "heading/level-one"]
    );
}

#[test]
fn front_matter_cannot_exhaust_the_machine() {
    let deep = format!("---\ntitle: {}\n---\n", "[".repeat(100_000));
    assert_eq!(codes(&deep), ["front-matter/syntax"]);
    let aliases: String = (1..40)
        .map(|level| format!("k{level}: &a{level} [*a{0}, *a{0}, *a{0}]\n", level - 1))
        .collect();
    let laughs = format!("---\nk0: &a0 [x]\n{aliases}---\n");
    assert_eq!(codes(&laughs), ["front-matter/syntax"]);
}
