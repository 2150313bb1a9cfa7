//! Books without mistakes: numbers, names, notes, references, generated pages.

use std::collections::BTreeSet;

use super::dump::dump;
use super::notation::Sample;
use crate::document::{Matter, Role};
use crate::manuscript::{Acronym, Generated, NoteNumbering};
use crate::resolve::{Date, DivisionKind, ResolvedBook, resolve};

/// The resolved book; there must be no findings.
pub fn resolved(sample: Sample) -> ResolvedBook {
    let (book, diagnostics) = resolve(sample.book, &sample.manuscript, Sample::images(), None);
    assert_eq!(diagnostics, []);
    book
}

fn check(sample: Sample, expected: &[&str]) {
    let dump = dump(&resolved(sample));
    assert_eq!(dump.lines().collect::<Vec<_>>(), expected);
}

#[test]
fn everything_gets_its_number_and_its_name() {
    check(
        Sample::new()
            .text(Matter::Front, Role::Foreword, "front/foreword.md", "# Foreword\n## Part one")
            .part("Contributions")
            .chapter(
                "body/01 One.md",
                "short: First\n# The one\n## A\n### B\nfigure: Cap\nfigure:\n> ## In quotes\n## A\n\
                 recommendation: Do it",
            )
            .text(
                Matter::Body,
                Role::Contribution,
                "body/iom.md",
                "contributor: iom\nid: iom\nshort: unused\n# Title\n## Good {#c letter=c}\n### Under\n\
                 ## Other\n\
                 box #box-x: Title | text\nfigure #fig-x:\ntable: T | cell\ntable: | cell\n\
                 recommendation #rec-1: Do\nrecommendation: Do",
            )
            .text(Matter::Body, Role::Introduction, "body/one.md", "# Not counted\n## A\nrecommendation: R")
            .text(Matter::Back, Role::Chapter, "back/iom.md", "# Behind"),
        &[
            "== foreword <foreword> Foreword (Foreword)",
            "- <foreword--part-one> Part one",
            "== part-1 <part-1> Contributions",
            "== text-01-one <text-01-one> 1 The one (First)",
            "1.1 <text-01-one--a> A",
            "1.1.1 <text-01-one--b> B",
            "figure 1 <text-01-one--figure> Cap",
            "figure - <text-01-one--figure-2> ",
            "- <text-01-one--in-quotes> In quotes",
            "1.2 <text-01-one--a-2> A",
            "recommendation 1.1 <text-01-one--recommendation>",
            "Do it",
            "== iom <iom> 2 Title by IOM (unused)",
            "2(c) <c> Good",
            "- <iom--under> Under",
            "2.1 <iom--other> Other",
            "box 1 <box-x> Title",
            "text",
            "figure 2 <fig-x> ",
            "table 1 <iom--table> T",
            "| cell",
            "table - <iom--table-2> ",
            "| cell",
            "recommendation IOM 1 <rec-1>",
            "Do",
            "recommendation IOM 2 <iom--recommendation>",
            "Do",
            "== one <one> Not counted (Not counted)",
            "- <one--a> A",
            "recommendation 1 <one--recommendation>",
            "R",
            "== iom-2 <iom-2> Behind (Behind)",
        ],
    );
}

#[test]
fn notes_are_numbered_in_the_order_of_their_marks() {
    let sample = || {
        Sample::new()
            .chapter(
                "a.md",
                "# Title[^t]\ntable: Caption[^cap] | cell[^cell]\nbox: Box[^box] | text[^x]\n\
                 figure: Last[^last]\n[^x]: X [@c]\n[^cell]: Cell\n[^cap]: Cap\n[^box]: Box\n\
                 [^last]: Last\n[^t]: T",
            )
            .chapter("b.md", "# B {#c}\nText[^x]\n[^x]: Other")
            .page(Generated::Imprint, Some("Here[^i]\n[^i]: I"))
    };
    let mut sample_with_id = sample();
    if let crate::parse::ParsedDivisionKind::Chapter(chapter) =
        &mut sample_with_id.book.divisions[1].kind
    {
        chapter.front.id = Some(crate::document::Label("c".into()));
    }
    let mut by_book = Sample::new()
        .chapter("a.md", "# A\nText[^x]\n[^x]: One")
        .chapter("b.md", "# B\nText[^x]\n[^x]: Two");
    by_book.manuscript.config.notes.numbering = NoteNumbering::Book;
    check(
        sample_with_id,
        &[
            "== a <a> 1 Title^1<a-mark-1> (Title)",
            "table 1 <a--table> Caption^a<a-mark-2>",
            "| cell^b<a-mark-3>",
            "box 1 <a--box> Box^2<a-mark-4>",
            "text^3<a-mark-5>",
            "figure 1 <a--figure> Last^4<a-mark-6>",
            "note 1 <a-note-1> T",
            "note a <a-note-2> Cap",
            "note b <a-note-3> Cell",
            "note 2 <a-note-4> Box",
            "note 3 <a-note-5> X ‹chapter~2→c›",
            "note 4 <a-note-6> Last",
            "== c <c> 2 B {#c} (B {#c})",
            "Text^1<c-mark-1>",
            "note 1 <c-note-1> Other",
            "== imprint <imprint>",
            "Here^1<imprint-mark-1>",
            "note 1 <imprint-note-1> I",
        ],
    );
    check(
        by_book,
        &[
            "== a <a> 1 A (A)",
            "Text^1<a-mark-1>",
            "note 1 <a-note-1> One",
            "== b <b> 2 B (B)",
            "Text^2<b-mark-1>",
            "note 2 <b-note-1> Two",
        ],
    );
}

#[test]
fn generated_pages_list_what_the_book_has() {
    let mut sample = Sample::new()
        .page(Generated::HalfTitle, None)
        .page(Generated::Title, None)
        .page(Generated::Imprint, Some("Text"))
        .page(Generated::Contents, None)
        .text(Matter::Front, Role::Foreword, "foreword.md", "# Foreword[^1]\n[^1]: N")
        .part("Part")
        .chapter("long.md", "# Long\n## A\n## B\n### B1\n## C [@long-id]\n## D {#long-id}")
        .chapter("short.md", "# Short\n## A\n## B\n## C")
        .text(Matter::Body, Role::Contribution, "iom.md",
            "contributor: iom\n# Ours\n## A {letter=a}\n## B {letter=b}\n## C {letter=c}\n## D {letter=d}")
        .page(Generated::Acronyms, None);
    sample.manuscript.config.acronyms.check = false;
    for short in ["UN", "eu", "ILO"] {
        sample.manuscript.acronyms.push(Acronym {
            short: short.into(),
            long: "Long".into(),
            ..Acronym::default()
        });
    }
    let book = resolved(sample);
    let dump = dump(&book);
    let wanted = dump
        .lines()
        .skip_while(|line| !line.starts_with("== contents"));
    assert_eq!(
        wanted
            .take_while(|line| !line.starts_with("== foreword"))
            .collect::<Vec<_>>(),
        [
            "== contents <contents> Contents",
            "  Foreword → foreword",
            "Part → part-1",
            "  1 Long → long",
            "    1.1 A → long--a",
            "    1.2 B → long--b",
            "    1.3 C  → long--c",
            "    1.4 D → long-id",
            "  2 Short → short",
            "  3 Ours by IOM → iom",
            "  Acronyms → acronyms",
        ]
    );
    let names: Vec<&str> = book.divisions.iter().map(|own| own.name.as_str()).collect();
    assert_eq!(
        names[..4],
        ["half-title", "title-page", "imprint", "contents"]
    );
    assert!(
        dump.ends_with("Acronyms\neu: Long\nILO: Long\nUN: Long"),
        "{dump}"
    );
}

#[test]
fn anchors_are_unique_xml_names_and_the_same_each_time() {
    let sample = || {
        Sample::new()
            .chapter(
                "a.md",
                "# A\n## X\n## X\n## 1 é\n## a-note-1\nT[^1]\n## Y {#a--x}\n[^1]: N",
            )
            .chapter("a--x.md", "id: 9/x\n# A\nfigure #fig:x: C")
            .chapter("a.md", "# A\n## X")
    };
    let book = resolved(sample());
    let names: Vec<&str> = book.anchors.iter().map(|own| own.name.as_str()).collect();
    assert_eq!(
        names.iter().collect::<BTreeSet<_>>().len(),
        names.len(),
        "{names:?}"
    );
    for name in &names {
        assert!(
            name.starts_with(|c: char| c.is_ascii_alphabetic()),
            "{name}"
        );
        assert!(
            name.chars()
                .all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c)),
            "{name}"
        );
    }
    assert!(
        names.contains(&"a--x"),
        "the author's name is kept: {names:?}"
    );
    assert_eq!(dump(&book), dump(&resolved(sample())));
    for (at, anchor) in book.anchors.iter().enumerate() {
        assert!((anchor.division.0 as usize) < book.divisions.len(), "{at}");
    }
}

#[test]
fn texts_are_counted_in_the_order_of_the_book() {
    let sample = Sample::new()
        .page(Generated::Contents, None)
        .chapter("a.md", "# A\nText[^1]\n[^1]: Note")
        .chapter("b.md", "# B");
    let book = resolved(sample);
    assert_eq!(book.text_count, 2 + 3 + 1);
}

#[test]
fn the_metadata_name_the_book_and_who_made_it() {
    let mut sample = Sample::new()
        .text(
            Matter::Body,
            Role::Contribution,
            "who.md",
            "contributor: who\n# W",
        )
        .text(
            Matter::Body,
            Role::Contribution,
            "iom.md",
            "contributor: iom\n# I",
        )
        .text(
            Matter::Body,
            Role::Contribution,
            "more.md",
            "contributor: who\n# W",
        );
    sample.manuscript.config.book.isbn = Some(crate::manuscript::config::IsbnSet {
        epub: Some("978-0-306-40615-7".into()),
        ..Default::default()
    });
    let epoch = Date::parse("2001-02-03");
    let (book, _) = resolve(
        sample.book.clone(),
        &sample.manuscript,
        Sample::images(),
        epoch,
    );
    let names: Vec<&str> = book
        .metadata
        .creators
        .iter()
        .map(|own| own.name.as_str())
        .collect();
    assert_eq!(
        names,
        [
            "World Health Organization",
            "International Organization for Migration"
        ]
    );
    assert_eq!(book.metadata.identifier, "urn:isbn:9780306406157");
    assert_eq!(book.metadata.date, epoch);
    sample.manuscript.config.book.date = Some("2026-11-01".into());
    let (book, _) = resolve(sample.book, &sample.manuscript, Sample::images(), epoch);
    assert_eq!(book.metadata.date, Date::parse("2026-11-01"));
}

#[test]
fn settings_and_registries_get_the_punctuation_of_the_book() {
    let mut sample = Sample::new()
        .text(
            Matter::Body,
            Role::Contribution,
            "a.md",
            "contributor: iom\n# A",
        )
        .page(Generated::Acronyms, None);
    let book = &mut sample.manuscript.config.book;
    book.language = "de".into();
    book.title = "A \"good\" book".into();
    book.subtitle = Some("1990--2000".into());
    book.short_title = Some("It's".into());
    sample.manuscript.contributors[0].name = "Women's \"Union\"".into();
    sample.manuscript.config.acronyms.check = false;
    sample.manuscript.acronyms.push(Acronym {
        short: "WU".into(),
        long: "Women's Union".into(),
        ..Acronym::default()
    });
    let book = resolved(sample);
    let metadata = &book.metadata;
    assert_eq!(metadata.title, "A „good“ book");
    assert_eq!(metadata.subtitle.as_deref(), Some("1990–2000"));
    assert_eq!(metadata.short_title, "It’s");
    assert_eq!(metadata.creators[0].name, "Women’s „Union“");
    assert_eq!(metadata.creators[0].file_as, "Women’s „Union“");
    let DivisionKind::Chapter(chapter) = &book.divisions[0].kind else {
        panic!("the first division is a chapter");
    };
    let byline = chapter.contributor.as_ref().map(|own| own.name.as_str());
    assert_eq!(byline, Some("Women’s „Union“"));
    assert!(dump(&book).ends_with("WU: Women’s Union"));
}
