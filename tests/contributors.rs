//! What the registry of contributors drives: names by language, groups made of groups, the list with
//! affiliation and identifiers, the imprint, blocks of signatures, metadata; and the recommendations as
//! data with what they merge.

use recto::diagnostic::codes;
use recto::preflight::{generated, streams};
use recto::resolve::{DivisionKind, ResolvedBook};
use recto::{manuscript, parse, resolve};

use crate::harness::Workshop;

const BOOK: &str = r#"
[book]
slug = "r"
title = "R"
language = "en"
date = "2026-11-01"

[[contents.front]]
generate = "imprint"
file = "imprint.md"

[[contents.body]]
files = ["a.md", "b.md"]
role = "contribution"

[[contents.body]]
file = "c.md"
role = "conclusion"

[[contents.back]]
generate = "contributors"

[[contents.back]]
generate = "recommendations"
"#;

const CONTRIBUTORS: &str = r#"
[[group]]
id = "all"
name = "All"
all = ["few", "board"]

[[group]]
id = "few"
name = "Few"

[[contributor]]
id = "council"
name = "The Council of Kettles"
short = "CK"
kind = "agency"
groups = ["few"]
order = "Council of Kettles"
names = { fr = "Conseil des bouilloires" }
shorts = { fr = "CB" }
affiliation = "Harbour Tea Federation"
ror = "https://ror.org/02mhbdp94"
homepage = "https://example.org/"

[[contributor]]
id = "board"
name = "Samovar Board"
short = "SB"
kind = "agency"

[[contributor]]
id = "elder"
name = "Elder of Tea"
short = "ET"
kind = "adviser"

[[editor]]
name = "Ada Leaf"
file_as = "Leaf, Ada"
orcid = "0000-0002-1825-0097"

[[coordinator]]
contributor = "council"

[mandate]
by = "the Assembly"
decision = "decision 12"
words = "a book on tea"
source = "records, p. 9"

[[signatory]]
id = "chair"
office = "Chair"
offices = { fr = "Présidence" }
contributor = "council"
"#;

const A: &str = "---\ntitle: A\ncontributor: council\nlang: fr\n---\n\n\
    [2]{count=all} []{members=all}\n\n\
    ::: {.recommendation #rec-a to=\"states\"}\nBouillir *l'eau*, \"vite\".[^n]\n:::\n\n\
    ::: {.signatures signatory=\"chair\"}\n:::\n\n[^n]: Note.\n";
const B: &str = "---\ntitle: B\ncontributor: board\n---\n\n\
    ::: {.recommendation #rec-b themes=\"hot-water\"}\nBoil, and see [@rec-a].\n\nAgain.\n:::\n";
const C: &str = "---\ntitle: C\n---\n\n\
    ::: {.recommendation from=\"rec-a rec-b\"}\nBoil together.\n:::\n";

fn workshop() -> Workshop {
    let workshop = Workshop::empty();
    for (path, text) in [
        ("book.toml", BOOK),
        ("contributors.toml", CONTRIBUTORS),
        ("imprint.md", "Own words.\n"),
        ("a.md", A),
        ("b.md", B),
        ("c.md", C),
    ] {
        workshop.write(&format!("manuscript/{path}"), text);
    }
    workshop
}

fn book() -> ResolvedBook {
    let workshop = workshop();
    let (manuscript, mut found) = manuscript::read(&workshop.path("manuscript")).expect("a folder");
    let (parsed, more) = parse::parse(&manuscript);
    found.extend(more);
    let (images, _) = manuscript::read_images(&manuscript, &parsed);
    let (book, more) = resolve::resolve(parsed, &manuscript, images, None);
    found.extend(more);
    found.retain(|own| own.code != codes::EPUB_NO_COVER);
    assert!(found.is_empty(), "{found:?}");
    book
}

#[test]
fn names_are_those_of_the_language_of_the_text() {
    let book = book();
    let texts = generated(&book);
    for expected in [
        "Conseil des bouilloires et Samovar Board",
        "CB 1",
        "Présidence",
        "SB 1",
    ] {
        assert!(
            texts.iter().any(|own| own == expected),
            "{expected}: {texts:?}"
        );
    }
    // In the annex the headings are in its language, and the number is as it was printed.
    assert!(
        texts.iter().any(|own| own == "The Council of Kettles"),
        "{texts:?}"
    );
    assert!(!streams(&book).running.contains("Présidence"));
}

#[test]
fn the_list_has_what_the_registry_says_and_the_imprint_who_made_the_book() {
    let book = book();
    let list = book.divisions.iter().find_map(|own| match &own.kind {
        DivisionKind::Contributors { contributors, .. } => Some(contributors),
        _ => None,
    });
    let council = list
        .and_then(|own| own.first())
        .expect("the council is the first");
    let details = council.details.iter();
    let details: Vec<(&str, Option<&str>)> = details
        .map(|own| (own.text.as_str(), own.url.as_deref()))
        .collect();
    assert_eq!(
        details,
        [
            ("Harbour Tea Federation", None),
            ("example.org", Some("https://example.org/")),
            ("ROR\u{a0}02mhbdp94", Some("https://ror.org/02mhbdp94")),
        ]
    );
    assert_eq!(
        generated(&book)[..4],
        [
            "Mandate: the Assembly, decision 12: “a book on tea” (records, p. 9).",
            "Edited by: Ada Leaf.",
            "Coordinated by: The Council of Kettles.",
            "Advised by: Elder of Tea.",
        ]
    );
    assert!(streams(&book).running.starts_with("Own words. A"));
    let credits = book.metadata.creators.iter();
    let credits: Vec<(&str, &str, &str, usize)> = credits
        .map(|own| {
            let name = own.name.as_str();
            (
                name,
                own.file_as.as_str(),
                own.role.as_str(),
                own.identifiers.len(),
            )
        })
        .collect();
    let council = ("The Council of Kettles", "Council of Kettles");
    assert_eq!(
        credits,
        [
            ("Ada Leaf", "Leaf, Ada", "edt", 1),
            (council.0, council.1, "pdr", 1),
            (council.0, council.1, "ctb", 1),
            ("Samovar Board", "Samovar Board", "ctb", 0),
            ("Elder of Tea", "Elder of Tea", "csl", 0),
        ]
    );
}

#[test]
fn recommendations_are_data_and_say_what_became_of_them() {
    let book = book();
    let texts = generated(&book).join("|");
    // At its place, and in the annex with those that are merged.
    assert_eq!(
        texts
            .matches("Merges |CB\u{a0}1| (|)| and |SB\u{a0}1| (|)")
            .count(),
        2,
        "{texts}"
    );
    assert_eq!(texts.matches("Merged into |1| (|)").count(), 2, "{texts}");
    let workshop = workshop();
    workshop.recto(&["build", "--edition", "epub"]).ends_with(0);
    let names = workshop.names("build");
    assert_eq!(
        names,
        [
            "r-recommendations.csv",
            "r-recommendations.json",
            "r.epub",
            "r.report.json"
        ]
    );
    let csv = String::from_utf8(workshop.bytes("build/r-recommendations.csv")).expect("UTF-8");
    assert_eq!(
        csv,
        "number,id,contributor,contributor_name,themes,addressees,text,page,division,merges\r\n\
         CB 1,rec-a,council,Conseil des bouilloires,,states,\"Bouillir l’eau, «\u{202f}vite\u{202f}».\",1,A,\r\n\
         SB 1,rec-b,board,Samovar Board,hot-water,,\"Boil, and see recommendation\u{a0}CB\u{a0}1.\nAgain.\",3,B,\r\n\
         1,c--recommendation,,,,,Boil together.,5,C,rec-a; rec-b\r\n"
    );
    let json = workshop.bytes("build/r-recommendations.json");
    let json: serde_json::Value = serde_json::from_slice(&json).expect("JSON");
    let own = &json["recommendations"];
    assert_eq!(own[0]["merged_into"][0]["number"], "1");
    assert_eq!(own[1]["themes"][0]["name"], "hot water");
    assert_eq!(own[2]["merges"][1]["id"], "rec-b");
    let report = workshop.bytes("build/r.report.json");
    let report: serde_json::Value = serde_json::from_slice(&report).expect("JSON");
    assert_eq!(report["data"][0]["file"], "r-recommendations.csv");
    assert_eq!(report["data"][0]["bytes"], csv.len());
    assert_eq!(report["data"][1]["sha256"].as_str().map(str::len), Some(64));
}

#[test]
fn the_table_of_themes_has_a_dot_where_a_contributor_recommends() {
    let workshop = workshop();
    let settings = BOOK.replace("generate = \"recommendations\"", "generate = \"themes\"");
    workshop.write("manuscript/book.toml", &settings);
    let themes = "[[theme]]\nid = \"cold-water\"\nname = \"Cold water\"\n\
                  [[theme]]\nid = \"hot-water\"\nname = \"Hot water\"\n";
    workshop.write("manuscript/themes.toml", themes);
    let (manuscript, _) = manuscript::read(&workshop.path("manuscript")).expect("a folder");
    let (parsed, _) = parse::parse(&manuscript);
    let (images, _) = manuscript::read_images(&manuscript, &parsed);
    let (book, found) = resolve::resolve(parsed, &manuscript, images, None);
    let codes: Vec<&str> = found.iter().map(|own| own.code.name).collect();
    assert_eq!(codes, ["theme/unused"]);
    let texts = generated(&book);
    let from = texts
        .iter()
        .position(|own| own == "Contributors and themes");
    let table = from.and_then(|at| texts.get(at..)).expect("the table");
    assert_eq!(
        table,
        [
            "Contributors and themes",
            "Contributor",
            "1",
            "2",
            "CK",
            "SB",
            "\u{2022}",
            "A dot stands for at least one recommendation on the theme.",
            "1\u{a0}Cold water; 2\u{a0}Hot water.",
        ]
    );
}
