//! The tour of the syntax, `docs/tour`: a book that has every construct of `docs/syntax.md`, each in
//! others. It is built here without findings; as one of `editions::books` it is judged and compared
//! like the compendium.

use std::path::Path;

use crate::documentation::page::{document, examples};
use crate::harness::Workshop;

/// What of each section of `docs/syntax.md` stands in the tour.
const SPELLINGS: &[(&str, &[&str])] = &[
    (
        "Front matter",
        &["title: \"", "short_title: ", "id: ch-", "contributor: "],
    ),
    ("Headings", &["## Lines {#sec-lines}", "\n### ", "\n#### "]),
    ("Questions", &[".question letter=a}"]),
    ("Paragraphs and line ends", &["Director\\\n"]),
    (
        "Emphasis and other styles",
        &[
            "*Emphasis*",
            "**strong**",
            "~~struck~~",
            "`code`",
            "H~2~O",
            "x^2^",
            "]{.smallcaps}",
        ],
    ),
    ("Acronyms", &["[CTC]{.ac}", "[CK]{.ac .smallcaps}"]),
    ("Numbers of a group", &["{count=growers}"]),
    ("Members of a group", &["[]{members=growers form=short}"]),
    (
        "Citations",
        &[
            "[@kettle]",
            "[see @leaves, p. 12; @kettle, ch. 3, for more]",
            "[-@kettle",
        ],
    ),
    (
        "Index",
        &[
            "]{.index}",
            "]{.index parent=",
            "]{.index see=",
            "also=",
            "[]{.index entry=",
        ],
    ),
    ("Languages", &["]{lang=fr}"]),
    (
        "Punctuation",
        &["\"It's a 'good' tea\" -- 2--4 minutes---no more..."],
    ),
    ("Spaces that do not break", &["12 March Dr A. B. Smith"]),
    ("Links", &["](https://", "<https://", "<tea@example.org>"]),
    ("Notes", &["[^hint]: ", "^[A note"]),
    (
        "References",
        &[
            "[@sec-lines]",
            "[@fig-spout; @tbl-degrees]",
            "]{.title}",
            "]{.page}",
            "]{.number}",
        ],
    ),
    (
        "Lists",
        &["\n- black", "\n  - steamed", "\n3. ", "- [ ] ", "- [x] "],
    ),
    ("Definitions", &["Oolong\n: ", "tea.\n: "]),
    ("Quotations", &["\n> A"]),
    ("Code", &["```rust", "\n    indented"]),
    ("Thematic breaks", &["\n***\n"]),
    (
        "Images",
        &[
            "\n![A teapot seen from the side, ",
            "{.decorative width=20%}",
        ],
    ),
    ("Fenced divisions", &[":::: {.box", "::: verse"]),
    (
        "Boxes",
        &[
            "kind=\"good-practice\"",
            "title=\"",
            "::: {.box kind=\"tool\"}",
        ],
    ),
    (
        "Figures",
        &[
            "::: {#fig-spout .figure}",
            "::: {#fig-across .figure .bleed}",
        ],
    ),
    (
        "Tables",
        &[
            "|--------:|",
            "align=\"l r d\"",
            "head=2",
            "headers=\"column row\"",
            "source=\"",
            "| < |",
            "| ^ |",
        ],
    ),
    (
        "Recommendations",
        &[".recommendation #rec-boil themes=\"water\" to=\"states\"}"],
    ),
    ("Nothing to report", &["::: {.nothing-to-report}"]),
    ("Signatures", &["::: {.signatures}"]),
    (
        "Epigraphs and verse",
        &["::: {.epigraph}", "\n\n    and then"],
    ),
    ("What is not read", &["$5, or $6", "\\<b\\>"]),
];

#[test]
fn the_tour_has_every_construct_of_the_syntax() {
    let texts = ["inlines", "blocks", "answers"];
    let texts = texts.map(|name| document(&format!("docs/tour/body/{name}.md")));
    for example in examples("docs/syntax.md", "markdown") {
        let known = SPELLINGS.iter().any(|(own, _)| *own == example.section);
        assert!(known, "{}: what of it is in the tour?", example.section);
    }
    let syntax = document("docs/syntax.md");
    for (section, spellings) in SPELLINGS {
        assert!(
            syntax.contains(&format!("\n## {section}\n")),
            "no {section}"
        );
        for spelling in *spellings {
            let is_there = texts.iter().any(|text| text.contains(spelling));
            assert!(is_there, "{section}: no {spelling:?}");
        }
    }
}

#[test]
fn the_tour_is_built_without_findings() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/tour");
    let workshop = Workshop::with_manuscript(&folder);
    let run = workshop.recto(&["check", "--format", "json"]).ends_with(0);
    assert_eq!(run.stdout.trim(), "[]");
}
