//! What holds for every text, tried on 10,000 random ones: no stage panics, every span lies in its
//! file on whole characters, no word of the author's is lost, and the XHTML of the EPUB is well-formed and
//! holds the four streams of the book. One text in fifty is laid out too, and 200 of those that are in
//! order become a book of 200 chapters, which qpdf and EPUBCheck judge.
//!
//! Half of the texts are [`soup`], half are in order ([`grammar`]). The seeds are fixed, so that a fault
//! is found again; `RECTO_SEED=7 cargo test --release random` tries other texts, and `RECTO_TEXTS=50000` so
//! many of each kind.

mod grammar;
mod soup;
mod spans;

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};
use rayon::prelude::*;

use recto::diagnostic::{Diagnostic, Severity};
use recto::document::Stream;
use recto::layout::{self, PageMap};
use recto::parse::Book;
use recto::resolve::ResolvedBook;
use recto::source::Sources;
use recto::theme::Theme;
use recto::{epub, manuscript, parse, preflight, resolve};

use recto::preflight::conservation::compare::difference;
use recto::preflight::conservation::epub::{Files, read_documents};

use crate::harness::Workshop;
use crate::judges;

/// Texts of a kind: those of which nobody knows what they mean, and those in order.
const TEXTS: u32 = 5_000;

/// Chapters of the book that the judges see.
const CHAPTERS: u32 = 200;

/// Runs of the texts of a kind, side by side.
const RUNS: u32 = 8;

const BOOK: &str = "\
[book]
slug = \"random\"
title = \"Random\"
language = \"en-GB\"
date = \"2026-11-01\"
identifier = \"urn:uuid:1f0c3d2e-5a5b-4c6d-8e7f-9a0b1c2d3e4f\"

[acronyms]
expand = \"auto\"

[editions.epub]
cover = \"drawing.svg\"

[[contents.front]]
generate = \"contents\"

[[contents.body]]
file = \"other.md\"

[[contents.back]]
generate = \"index\"

";
const DRAWING: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"60\" height=\"40\">\
                       <path d=\"M5 5H50V35H5Z\"/></svg>";

#[test]
fn any_text_is_read_and_nothing_of_it_is_lost() {
    try_all(1, soup::pieces, |desk, pieces, is_laid_out| {
        let (text, words) = soup::text_of(&pieces);
        let read = desk.read(&text, is_laid_out)?;
        // An address that nothing links to, and what follows a code fence, are no text.
        if text.contains("]:") || text.contains("```") || text.contains("~~~") {
            return Ok(());
        }
        let mut kept = format!("{:?}", read.parsed);
        for finding in &read.found {
            kept.push_str(&finding.message);
            kept.push_str(&refused(finding, &read.sources));
        }
        let lost = words.iter().find(|word| !kept.contains(word.as_str()));
        prop_assert_eq!(lost, None, "{:?}", text);
        Ok(())
    });
}

#[test]
fn a_text_in_order_is_whole_in_every_edition() {
    try_all(
        2,
        || grammar::texts("id"),
        |desk, text, is_laid_out| {
            let read = desk.read(&text.markdown, is_laid_out)?;
            let errors = read
                .found
                .iter()
                .filter(|own| own.severity == Severity::Error);
            let said: Vec<String> = errors.map(|own| own.one_line(&read.sources)).collect();
            prop_assert!(said.is_empty(), "{}\n{}", said.join("\n"), text.markdown);
            let own = Stream::OF_THE_MANUSCRIPT.map(|stream| read.streams.get(stream));
            let own = own.join(" ");
            for word in &text.words {
                let count = own.matches(word.as_str()).count();
                prop_assert_eq!(count, 1, "{} in {}\n{}", word, own, text.markdown);
            }
            Ok(())
        },
    );
}

#[test]
fn a_book_of_two_hundred_texts_in_order_satisfies_its_judges() {
    let workshop = Workshop::empty();
    furnish(&workshop);
    let mut book = BOOK.to_owned();
    let mut runner = TestRunner::new_with_rng(
        Config::default(),
        TestRng::from_seed(RngAlgorithm::ChaCha, &[seed(); 32]),
    );
    for number in 0..CHAPTERS {
        let text = grammar::texts(&format!("t{number}"))
            .new_tree(&mut runner)
            .expect("a text")
            .current();
        let path = format!("body/{number}.md");
        let text = format!("---\ntitle: Text {number}\n---\n\n{}", text.markdown);
        workshop.write(&format!("manuscript/{path}"), &text);
        book += &format!("[[contents.body]]\nfile = \"{path}\"\n\n");
    }
    workshop.write("manuscript/book.toml", &book);
    workshop.recto(&["build"]).ends_with(0);
    judges::epubcheck("random", &workshop.path("build/random.epub"));
    for edition in ["build/random-print.pdf", "build/random-screen.pdf"] {
        judges::qpdf(edition, &workshop.path(edition));
    }
}

/// What was refused was shown to the author, with its line.
fn refused(finding: &Diagnostic, sources: &Sources) -> String {
    let areas = ["attributes/", "division/unknown", "table/cells"];
    let is_refused = areas.iter().any(|area| finding.code.name.starts_with(area));
    let Some(span) = finding.span.filter(|_| is_refused) else {
        return String::new();
    };
    let text = sources.get(span.file).map_or("", |file| &file.text);
    let rest = text.get(span.range().start..).unwrap_or_default();
    let length = span.range().len();
    let end = rest.get(length..).and_then(|rest| rest.find('\n'));
    let end = end.map_or(rest.len(), |end| length + end);
    rest.get(..end).unwrap_or_default().to_owned()
}

/// Tries so many values of a kind in several threads, each with a desk of its own; one in fifty is laid out.
fn try_all<S>(
    kind: u8,
    strategy: impl Fn() -> S + Sync,
    holds: impl Fn(&Desk, S::Value, bool) -> Result<(), TestCaseError> + Sync,
) where
    S: Strategy,
    S::Value: std::fmt::Debug,
{
    let run = |number: u32| {
        let config = Config {
            cases: texts() / RUNS,
            failure_persistence: None,
            max_shrink_iters: 2_000,
            ..Config::default()
        };
        let mut bytes = [seed(); 32];
        bytes[0] = kind;
        bytes[1] = u8::try_from(number).expect("few runs");
        let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
        let mut runner = TestRunner::new_with_rng(config, rng);
        let desk = Desk::new();
        let tried = std::cell::Cell::new(0_u32);
        let outcome = runner.run(&strategy(), |value| {
            tried.set(tried.get() + 1);
            holds(&desk, value, tried.get().is_multiple_of(50))
        });
        match outcome {
            Ok(()) => None,
            Err(TestError::Fail(why, value)) => Some(format!("{why}\n{value:?}")),
            Err(TestError::Abort(why)) => Some(why.to_string()),
        }
    };
    let faults: Vec<String> = (0..RUNS).into_par_iter().filter_map(run).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}

/// How many texts of a kind are tried.
fn texts() -> u32 {
    let asked = std::env::var("RECTO_TEXTS");
    asked.map_or(TEXTS, |own| own.parse().expect("a number of texts"))
}

/// Which texts are tried.
fn seed() -> u8 {
    std::env::var("RECTO_SEED").map_or(0, |own| own.parse().expect("a number below 256"))
}

/// A manuscript whose text changes.
struct Desk {
    workshop: Workshop,
}

/// A text as the stages left it.
struct Read {
    parsed: Book,
    streams: preflight::StreamTexts,
    found: Vec<Diagnostic>,
    sources: Sources,
}

impl Desk {
    fn new() -> Desk {
        let workshop = Workshop::empty();
        let book = format!("{BOOK}[[contents.body]]\nfile = \"text.md\"\n");
        workshop.write("manuscript/book.toml", &book);
        furnish(&workshop);
        Desk { workshop }
    }

    /// Sends a text through the stages and checks what holds for all.
    fn read(&self, text: &str, is_laid_out: bool) -> Result<Read, TestCaseError> {
        let whole = format!("---\ntitle: T\n---\n{text}");
        self.workshop.write("manuscript/text.md", &whole);
        let (manuscript, mut found) =
            manuscript::read(&self.workshop.path("manuscript")).expect("a folder");
        let (parsed, own) = parse::parse(&manuscript);
        found.extend(own);
        let (images, own) = manuscript::read_images(&manuscript, &parsed);
        found.extend(own);
        let (book, own) = resolve::resolve(parsed.clone(), &manuscript, images, None);
        found.extend(own);
        let mut pages = PageMap::default();
        if is_laid_out {
            let (paged, own) = layout::lay_out(&book, &Theme::default());
            found.extend(own);
            pages = PageMap::of(&paged);
        }
        let of_findings = found.iter().flat_map(|own| {
            let related = own.related.iter().map(|(span, _)| *span);
            own.span.into_iter().chain(related)
        });
        for span in spans::of_book(&parsed).into_iter().chain(of_findings) {
            prop_assert_eq!(spans::fault(span, &manuscript.sources), None, "{:?}", text);
        }
        let streams = preflight::streams(&book);
        // In the place of an image that is not there stands its description.
        if !found.iter().any(|own| own.code.name.starts_with("file/")) {
            check_documents(&book, &pages, &streams)?;
        }
        Ok(Read {
            parsed,
            streams,
            found,
            sources: manuscript.sources,
        })
    }
}

/// The XHTML is well-formed and holds the streams.
fn check_documents(
    book: &ResolvedBook,
    pages: &PageMap,
    streams: &preflight::StreamTexts,
) -> Result<(), TestCaseError> {
    let documents = epub::content_documents(book, pages);
    let paths: Vec<String> = documents.iter().map(|(path, _)| path.clone()).collect();
    let files = documents.into_iter();
    let files = files.map(|(path, xhtml)| (path, xhtml.into_bytes()));
    let mut files = Files(files.collect::<BTreeMap<_, _>>());
    for name in ["images/drawing.svg", "images/rule.svg"] {
        files.0.insert(name.to_owned(), DRAWING.into());
    }
    let texts = read_documents(&files, &paths);
    let texts = texts.map_err(|error| TestCaseError::fail(error.to_string()))?;
    for stream in Stream::OF_THE_MANUSCRIPT {
        // The author's soft hyphens are in the file, and no reader sees them.
        let [expected, own] =
            [streams.get(stream), texts.stream(stream)].map(|text| text.replace('\u{ad}', ""));
        let found = difference(&expected, &own);
        prop_assert_eq!(found, None, "{:?}", stream);
    }
    Ok(())
}

/// What the texts may name: images, another text, and registries.
fn furnish(workshop: &Workshop) {
    workshop.write("manuscript/drawing.svg", DRAWING);
    workshop.write("manuscript/rule.svg", DRAWING);
    workshop.write(
        "manuscript/other.md",
        "---\ntitle: Other\nid: ch-other\n---\n\nOther.\n",
    );
    let contributor = |id: &str| {
        format!(
            "[[contributor]]\nid = \"{id}\"\nname = \"{id} office\"\nshort = \"{id}\"\nkind = \"agency\"\ngroups = [\"pair\"]\n\n"
        )
    };
    let group = "[[group]]\nid = \"pair\"\nname = \"A pair\"\n\n";
    workshop.write(
        "manuscript/contributors.toml",
        &format!("{group}{}{}", contributor("iom"), contributor("unhcr")),
    );
    workshop.write(
        "manuscript/acronyms.toml",
        "[[acronym]]\nshort = \"IOM\"\nlong = \"Office of Moves\"\n",
    );
    workshop.write(
        "manuscript/themes.toml",
        "[[theme]]\nid = \"water\"\nname = \"Water\"\n",
    );
}
