//! `recto check --accessibility`: what is reported of texts and what is not, and that every format names
//! the success criterion. The findings in their own words are in `tests/fixtures/mistakes`.

use serde_json::Value;

use crate::harness::{Run, Workshop};

const SETTINGS: &str = "[book]\nslug = \"a\"\ntitle = \"A\"\nlanguage = \"en-GB\"\n\n\
                        [acronyms]\ncheck = false\n\n[[contents.body]]\nfile = \"a.md\"\n";
const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"60\" height=\"40\">\
                   <path d=\"M5 5H50V35H5Z\"/></svg>";

/// Texts, each with the codes that are reported, without their area.
const TEXTS: &[(&str, &[&str])] = &[
    // Alternatives.
    ("![A pot of tea](a.svg)", &[]),
    ("![Logo](a.svg)", &["alternative"]),
    ("![Figure 2](a.svg)", &["alternative"]),
    ("![pot-2.JPG](a.svg)", &["alternative"]),
    ("![The logo of the house](a.svg)", &[]),
    ("Tea ![image](a.svg) and more.", &["alternative"]),
    (
        "::: {#fig-a .figure}\n![A pot](a.svg)\n\nA pot.\n:::",
        &["alternative"],
    ),
    (
        "::: {#fig-a .figure}\n![A pot, seen from above](a.svg)\n\nA pot.\n:::",
        &[],
    ),
    ("![](a.svg){.decorative}", &[]),
    (
        "::: {#fig-a .figure}\n![](a.svg){.decorative}\n\nA pot.\n:::",
        &["decorative"],
    ),
    // Tables.
    ("| a | b |\n|---|---|\n| 1 | 2 |", &[]),
    ("|  |  |\n|---|---|\n| 1 | 2 |", &["table-headers"]),
    ("|  | b |\n|---|---|\n| 1 | 2 |", &[]),
    (
        "| a |  | c |\n|---|---|---|\n| 1 | 2 | 3 |",
        &["table-headers"],
    ),
    ("| a | < | c |\n|---|---|---|\n| 1 | 2 | 3 |", &[]),
    (
        "::: {.table headers=\"row\"}\n| a | 1 |\n|---|---|\n| b | 2 |\n:::",
        &[],
    ),
    // Links.
    ("Read [the report](https://a.org/b).", &[]),
    ("The report is [here](https://a.org/b).", &["link-text"]),
    ("[Click here!](https://a.org/b)", &["link-text"]),
    ("[*Read more*](https://a.org/b)", &["link-text"]),
    ("[Here and there](https://a.org/b)", &[]),
    ("See <https://a.org/b>.", &["link-text"]),
    ("See [a.org/b](https://a.org/b).", &["link-text"]),
    (
        "See [www.a.org](https://www.a.org/) and <https://a.org>.",
        &[],
    ),
    ("Add [and/or](https://a.org/b).", &[]),
    ("Write to <tea@a.org>.", &[]),
    (
        "Text[^1].\n\n[^1]: It is [here](https://a.org/b).",
        &["link-text"],
    ),
    (
        "A [report](https://a.org/1), a [Report](https://a.org/2).",
        &["link-targets"],
    ),
    (
        "A [report](https://a.org/1), a [report](https://a.org/1).",
        &[],
    ),
    (
        "A [report](https://a.org/1), another[^1].\n\n[^1]: The [report](https://a.org/2).",
        &["link-targets"],
    ),
    // Languages.
    ("Tea is *très fort* there.", &["language"]),
    ("Tea is *[très fort]{lang=fr}* there.", &[]),
    ("Tea is [*très fort*]{lang=fr} there.", &[]),
    // One word, a name, and a phrase with words of the language's own.
    ("A *café* is a *Café de la Régence*.", &[]),
    ("It is *the café of the town*.", &[]),
    ("Tea is très fort there.", &[]),
    ("Tea is чай there.", &["language"]),
    ("Tea is [чай]{lang=ru} there.", &[]),
    ("Tea is `чай` there, and 5 µm and Δ.", &[]),
    ("| чай | b |\n|---|---|\n| 1 | 2 |", &["language"]),
    // Headings, which another rule looks at.
    ("## A\n\n#### B\n\nText.", &["heading/skipped"]),
];

#[test]
fn what_is_sure_is_reported_and_nothing_else() {
    for (text, expected) in TEXTS {
        let run = workshop(text).recto(&["check", "--accessibility", "--format", "json"]);
        let found: Vec<String> = findings(&run)
            .iter()
            .map(|own| {
                own["code"]
                    .as_str()
                    .expect("a code")
                    .replace("accessibility/", "")
            })
            .collect();
        assert_eq!(found, *expected, "{text}\n{run:#?}");
    }
}

#[test]
fn a_text_is_judged_by_its_own_language() {
    for (language, text, expected) in [
        ("fr", "Du thé *très fort*.", 0),
        ("fr", "Lire [ici](https://a.org/b).", 1),
        ("de", "Der Bericht ist [hier](https://a.org/b).", 1),
        ("en", "The report is [hier](https://a.org/b).", 0),
        ("ru", "Это чай.", 0),
        ("ru", "Это τσάι.", 1),
        ("ru", "Это IOM.", 0),
        ("sr", "Ово је чај.", 0),
        ("zh", "这是茶。", 0),
    ] {
        let workshop = workshop(text);
        let whole = format!("---\ntitle: A\nlang: {language}\n---\n\n{text}\n");
        workshop.write("manuscript/a.md", &whole);
        let run = workshop.recto(&["check", "--accessibility", "--format", "json"]);
        let own = |found: &&Value| {
            found["code"]
                .as_str()
                .is_some_and(|own| own.starts_with("acc"))
        };
        assert_eq!(
            findings(&run).iter().filter(own).count(),
            expected,
            "{language}: {text}"
        );
    }
}

#[test]
fn every_format_names_the_criterion_and_nothing_else_is_shown() {
    let workshop = workshop("See [here](https://a.org/b), [@nothing] and ![](a.svg).");
    let json = workshop
        .recto(&["check", "--accessibility", "--format", "json"])
        .ends_with(1);
    let found: Vec<(String, String)> = findings(&json)
        .iter()
        .map(|own| (own["code"].to_string(), own["wcag"].to_string()))
        .collect();
    let expected = [
        ("accessibility/link-text", "2.4.4"),
        ("image/no-alternative", "1.1.1"),
    ];
    let expected = expected.map(|(code, wcag)| (format!("\"{code}\""), format!("\"{wcag}\"")));
    assert_eq!(found, expected);

    let human = workshop.recto(&["check", "--accessibility"]).ends_with(1);
    for words in [
        "= WCAG 2.2: 2.4.4 Link Purpose (In Context) (A)",
        "= WCAG 2.2: 1.1.1 Non-text Content (A)",
        "not shown: 1 error, 1 warning that do not concern accessibility",
    ] {
        assert!(human.stderr.contains(words), "no {words} in {human:#?}");
    }

    let sarif = workshop
        .recto(&["check", "--accessibility", "--format", "sarif"])
        .ends_with(1);
    let sarif: Value = serde_json::from_str(&sarif.stdout).expect("a log");
    let run = &sarif["runs"][0];
    let results = run["results"].as_array().expect("results");
    assert_eq!(results.len(), 2);
    let rule = results[0]["ruleIndex"].as_u64().expect("a rule") as usize;
    let rule = &run["tool"]["driver"]["rules"][rule];
    assert_eq!(rule["properties"]["tags"][1], "wcag-2.2/2.4.4");

    // What is hidden decides the status all the same, and all of it is told without the option.
    let whole = workshop.recto(&["check", "--format", "json"]).ends_with(1);
    let codes: Vec<String> = findings(&whole)
        .iter()
        .map(|own| own["code"].to_string())
        .collect();
    assert!(codes.contains(&"\"ref/unknown\"".to_owned()), "{codes:?}");
    assert!(
        codes.contains(&"\"accessibility/link-text\"".to_owned()),
        "{codes:?}"
    );
    workshop
        .recto(&["check", "--accessibility", "--layout"])
        .ends_with(2);
}

#[test]
fn inks_are_held_against_their_grounds() {
    for (settings, expected) in [
        ("", ""),
        ("[theme.boxes]\nlabel-tint = 50\n", "contrast"),
        ("[type]\nbox_tint = 60\n", "contrast"),
        ("[theme.contents]\nleader-tint = 40\n", "graphic-contrast"),
        // A light colour: the label and the rule.
        (
            "[theme.boxes]\ncolour = \"Sun\"\n\n[[colour]]\nname = \"Sun\"\nsrgb = \"#FFDD00\"\ncmyk = [0, 10, 100, 0]\n",
            "contrast",
        ),
        (
            "[theme.boxes]\ncolour = \"Ink\"\n\n[[colour]]\nname = \"Ink\"\nsrgb = \"#0033A0\"\ncmyk = [100, 80, 0, 0]\n",
            "",
        ),
    ] {
        let workshop = workshop("Text.");
        workshop.write("manuscript/book.toml", &format!("{SETTINGS}\n{settings}"));
        let run = workshop
            .recto(&["check", "--accessibility", "--format", "json"])
            .ends_with(0);
        let found = findings(&run);
        let codes: Vec<&str> = found
            .iter()
            .filter_map(|own| own["code"].as_str())
            .collect();
        let word = expected.split(' ').next().unwrap_or_default();
        assert_eq!(
            codes.is_empty(),
            expected.is_empty(),
            "{settings}: {run:#?}"
        );
        let is_own = |code: &&&str| code.ends_with(&format!("/{word}"));
        assert!(
            expected.is_empty() || codes.iter().any(|code| is_own(&code)),
            "{settings}: {codes:?}"
        );
        for own in &found {
            assert_eq!(own["file"], "./manuscript/book.toml", "{own}");
        }
    }
}

#[test]
fn the_statement_says_what_was_verified_of_this_book_and_no_more() {
    let imprint = "\n[[contents.front]]\ngenerate = \"imprint\"\naccessibility = true\n";
    let colophon = "\n[[contents.back]]\ngenerate = \"colophon\"\naccessibility = true\n";
    for (page, place) in [
        (imprint, "text/imprint.xhtml"),
        (colophon, "text/colophon.xhtml"),
    ] {
        for (text, present, absent) in [
            (
                "![A pot of tea](a.svg)\n\nSee [the report](https://a.org/b).",
                [
                    "The one image that is not decorative has a text alternative.",
                    "The text of its link",
                ],
                "Known barriers",
            ),
            (
                "![Logo](a.svg)\n\nSee [here](https://a.org/b), [here](https://a.org/c).",
                ["1.1.1 (in one place)", "2.4.4 (in 2 places)"],
                "text alternative.",
            ),
            (
                "## A\n\n#### B\n\nText.",
                [
                    "1.3.1 (in one place)",
                    "Accessibility: the screen PDF of this book",
                ],
                "No heading leaves out a level",
            ),
        ] {
            let workshop = workshop(text);
            workshop.write("manuscript/book.toml", &format!("{SETTINGS}{page}"));
            workshop.recto(&["build"]).ends_with(0);
            let epub = workshop.bytes("build/a.epub");
            let document = member(&epub, place);
            let package = member(&epub, "content.opf");
            for words in present {
                assert!(document.contains(words), "no {words} in {document}");
                let is_of_all = !words.starts_with("Accessibility");
                assert!(
                    !is_of_all || package.contains(words),
                    "no {words} in {package}"
                );
            }
            assert!(!document.contains(absent), "{absent} in {document}");
            assert!(!package.contains(absent), "{absent} in {package}");
        }
    }
    // Without the key the book says nothing.
    let workshop = workshop("Text.");
    let silent = imprint.replace("accessibility = true\n", "");
    workshop.write("manuscript/book.toml", &format!("{SETTINGS}{silent}"));
    workshop.recto(&["build", "--edition", "epub"]).ends_with(0);
    let document = member(&workshop.bytes("build/a.epub"), "text/imprint.xhtml");
    assert!(!document.contains("Accessibility"), "{document}");
}

/// A file of an EPUB.
fn member(epub: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(epub)).expect("an archive");
    let mut file = archive.by_name(&format!("OEBPS/{name}")).expect(name);
    let mut text = String::new();
    std::io::Read::read_to_string(&mut file, &mut text).expect("UTF-8");
    text
}

/// A manuscript of one text.
fn workshop(text: &str) -> Workshop {
    let workshop = Workshop::empty();
    workshop.write("manuscript/book.toml", SETTINGS);
    workshop.write(
        "manuscript/a.md",
        &format!("---\ntitle: A\n---\n\n{text}\n"),
    );
    workshop.write("manuscript/a.svg", SVG);
    workshop
}

fn findings(run: &Run) -> Vec<Value> {
    let found: Value =
        serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error} in {run:#?}"));
    found.as_array().expect("an array").clone()
}
