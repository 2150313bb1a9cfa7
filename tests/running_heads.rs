//! Running heads, read from the finished pages: what each setting puts over versos and rectos, that
//! openings and blank pages have none, and that a head which is too long is shortened and reported.

use recto::layout::{Artifact, Mark, Owner, PagedBook};

use crate::harness::Workshop;
use crate::parts::laid_out;

/// A book of two parts: a chapter with sections, and a contribution; and a list at the end.
const SETTINGS: &str = r#"
[book]
slug = "heads"
title = "The Book of Running Heads"
short_title = "Book"
language = "en-GB"

[page]
trim = ["120mm", "90mm"]
inside = "15mm"
outside = "15mm"
head = "22mm"
lines = 8

[type]
chapter_sink = 3
chapter_title = { size = "12pt", leading = "14pt" }

[theme.title-pages]
part-sink = 2

[acronyms]
check = false

[[contents.body]]
part = "First part"
file = "a.md"
role = "chapter"

[[contents.body]]
part = "Second part"
file = "b.md"
role = "contribution"

[[contents.back]]
generate = "acronyms"
"#;

const CONTRIBUTORS: &str = "[[contributor]]\nid = \"ck\"\nname = \"Council of Kettles\"\n\
                            short = \"CK\"\nkind = \"agency\"\n";

/// The heads of the pages that have a text of their own, each with its folio: `4 Book`. An opening has
/// the folio alone.
fn heads(theme: &str, title: &str, heading: &str) -> (Vec<String>, Vec<String>) {
    let workshop = Workshop::empty();
    let text = "Water is poured over the leaves and stands until it has its colour. ".repeat(14);
    let acronyms: Vec<String> = (0..30)
        .map(|at| format!("[[acronym]]\nshort = \"A{at}\"\nlong = \"acronym {at}\"\n"))
        .collect();
    workshop.write("manuscript/book.toml", &format!("{SETTINGS}{theme}"));
    workshop.write("manuscript/contributors.toml", CONTRIBUTORS);
    workshop.write("manuscript/acronyms.toml", &acronyms.concat());
    let chapter = format!(
        "---\n{title}\n---\n\n{text}\n\n## One\n\n{text}\n\n### Deeper\n\n{text}\n\n## {heading}\n\n{text}\n"
    );
    workshop.write("manuscript/a.md", &chapter);
    let answer = format!("---\ntitle: Answers\ncontributor: ck\n---\n\n{text}\n");
    workshop.write("manuscript/b.md", &answer);
    let (pages, _, found) = laid_out(&workshop);
    let found = found.iter().map(|own| {
        let help = own.help.as_deref().unwrap_or_default();
        format!("{}: {}: {help}", own.code.name, own.message)
    });
    (printed(&pages), found.collect())
}

fn printed(pages: &PagedBook) -> Vec<String> {
    let mut heads = Vec::new();
    for page in &pages.pages {
        let words = &pages.divisions[page.division.0 as usize].words;
        let mut head = format!("{}:", page.label);
        let mut has_folio = false;
        for mark in page.frames.iter().flat_map(|frame| &frame.marks) {
            let Mark::Text(run) = mark else { continue };
            match run.owner {
                Owner::Artifact(Artifact::Header) => {
                    for word in &run.words {
                        head.push(' ');
                        head.push_str(words.view(word.word).text);
                    }
                }
                Owner::Artifact(Artifact::Footer) => has_folio = true,
                Owner::Artifact(_) | Owner::Node(_) => {}
            }
        }
        if page.blank {
            assert!(page.frames.is_empty(), "{} is not blank", page.label);
        } else if has_folio {
            heads.push(head);
        } else {
            assert_eq!(head, format!("{}:", page.label), "a head without a folio");
        }
    }
    heads
}

fn theme(verso: &str, recto: &str) -> String {
    format!("[theme.running-head]\nverso = \"{verso}\"\nrecto = \"{recto}\"\n")
}

/// Each head once, in the order of the pages.
fn versos_and_rectos(heads: &[String]) -> (Vec<&str>, Vec<&str>) {
    let (mut versos, mut rectos) = (Vec::new(), Vec::new());
    for head in heads {
        let (folio, text) = head.split_once(':').expect("a folio");
        let is_recto = folio.parse::<u32>().expect("an arabic folio") % 2 == 1;
        let side = if is_recto { &mut rectos } else { &mut versos };
        if !text.is_empty() && side.last() != Some(&text.trim()) {
            side.push(text.trim());
        }
    }
    (versos, rectos)
}

#[test]
fn the_default_is_the_book_and_the_chapter_or_contributor() {
    let (heads, found) = heads("", "title: Leaves", "Two");
    let (versos, rectos) = versos_and_rectos(&heads);
    assert_eq!(versos, ["Book"]);
    assert_eq!(rectos, ["Leaves", "CK", "Acronyms"]);
    assert_eq!(found, [] as [&str; 0]);
    // The openings: chapter 1, the contribution, the acronyms.
    let openings = heads.iter().filter(|head| head.ends_with(':')).count();
    assert_eq!(openings, 3, "{heads:?}");
}

#[test]
fn a_head_names_the_last_section_that_begins_on_the_page_or_before_it() {
    let settings = theme("section", "part");
    let (heads, found) = heads(
        &settings,
        "title: Leaves\nshort_title: Leaf",
        "Two long {short=\"Two\"}",
    );
    let (versos, rectos) = versos_and_rectos(&heads);
    // Before the first section, and where there is none, it is the chapter; the list stands in no part.
    assert_eq!(versos, ["Leaf", "One", "Two", "Answers", "Acronyms"]);
    assert_eq!(rectos, ["First part", "Second part", "Book"]);
    assert_eq!(found, [] as [&str; 0]);
}

#[test]
fn chapter_is_the_title_of_a_contribution_too() {
    let (heads, _) = heads(
        &theme("contributor", "chapter"),
        "title: Leaves\nshort_title: Leaf",
        "Two",
    );
    let (versos, rectos) = versos_and_rectos(&heads);
    assert_eq!(versos, ["Leaf", "CK", "Acronyms"]);
    assert_eq!(rectos, ["Leaf", "Answers", "Acronyms"]);
}

#[test]
fn a_head_without_a_short_title_is_shortened_at_a_word_and_reported_once() {
    let title = "What water does to the leaves of tea in the first four minutes of an afternoon";
    let (long, found) = heads("", &format!("title: {title}"), "Two");
    let (_, rectos) = versos_and_rectos(&long);
    let (short, rest) = rectos[0].split_once('…').expect("an ellipsis");
    assert!(rest.is_empty() && title.starts_with(short), "{short}");
    assert!(title[short.len()..].starts_with(' '), "{short}");
    assert_eq!(
        found,
        [format!(
            "layout/head-shortened: the running head `{short}…` is shortened: it is too long for its \
             line: give the text a `short_title` in its front matter"
        )]
    );
    let (short, found) = heads("", &format!("title: {title}\nshort_title: Water"), "Two");
    assert_eq!(versos_and_rectos(&short).1[0], "Water");
    assert_eq!(found, [] as [&str; 0]);
}
