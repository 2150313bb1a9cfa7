//! Broken manuscripts: what the program says of each, exactly, and that it writes nothing. `build`
//! and `check` say the same.

use std::fs;

use serde_json::Value;

use crate::harness::{Run, Workshop};

/// A manuscript in order: every case breaks one thing of it.
const SETTINGS: &str = r#"[book]
slug = "broken"
title = "A Broken Book"
language = "en-GB"
date = "2026-11-01"
identifier = "urn:uuid:1f0c3d2e-5a5b-4c6d-8e7f-9a0b1c2d3e4f"

[editions.epub]
cover = "cover.png"

[[contents.body]]
file = "body/a.md"
role = "chapter"
"#;

/// The front matter of the only text; what follows it begins in line 5.
const FRONT_MATTER: &str = "---\ntitle: A\n---\n\n";

/// What is wrong with a text, the text, and what is said: `line:column severity[code]`.
type TextCase = (&'static str, &'static str, &'static [&'static str]);

const TEXTS: &[TextCase] = &[
    (
        "a mark without its note",
        "Text.[^1]\n",
        &["5:6 error[note/dangling]"],
    ),
    (
        "a note without a mark",
        "Text.\n\n[^1]: A note.\n",
        &["7:1 error[note/orphan]"],
    ),
    (
        "two notes of one label",
        "Text.[^1]\n\n[^1]: A note.\n\n[^1]: Another.\n",
        &["9:1 error[note/duplicate]"],
    ),
    (
        "a note with two marks",
        "Text.[^1] More.[^1]\n\n[^1]: A note.\n",
        &["5:16 error[note/marked-twice]"],
    ),
    (
        "a note in a note",
        "Text.[^1]\n\n[^1]: A note.[^2]\n\n[^2]: Inner.\n",
        &["7:14 error[note/nested]"],
    ),
    (
        "a table in a note",
        "Text.[^1]\n\n[^1]: A note.\n\n    - item\n\n      | A |\n      |---|\n      | 1 |\n",
        &["11:7 error[note/content]"],
    ),
    (
        "a box with a figure, and a heading, in a note",
        "Text.[^1]\n\n[^1]: A note.\n\n    ::: {.box}\n    ![A cover](cover.png)\n    :::\n\n    ## B\n",
        &["9:5 error[note/content]", "13:5 error[note/content]"],
    ),
    (
        "a note in a table and outside",
        "| A[^1] |\n|-------|\n| 1 |\n\nText.[^1]\n\n[^1]: A note.\n",
        &["9:6 error[note/marked-twice]"],
    ),
    (
        "a note without text",
        "Text.[^1]\n\n[^1]:\n",
        &["7:1 error[note/empty]"],
    ),
    (
        "a reference to nothing",
        "See [@sec-b].\n\n## B {#sec-bb}\n\nText.\n",
        &["5:6 error[ref/unknown]"],
    ),
    (
        "an id that is there twice",
        "## B {#b}\n\nText.\n\n## C {#b}\n\nText.\n",
        &["9:1 error[id/duplicate]"],
    ),
    (
        "an image without alternative text",
        "Text.\n\n![](cover.png)\n",
        &["7:1 error[image/no-alternative]"],
    ),
    (
        "a division without its end",
        "::: {.box}\n\nText.\n",
        &["5:1 error[division/unclosed]"],
    ),
    (
        "the end of no division",
        "Text.\n\n:::\n",
        &["7:1 error[division/unopened]"],
    ),
    (
        "a division of no kind",
        "::: {.boxx}\n\nText.\n\n:::\n",
        &["5:5 error[division/unknown]"],
    ),
    (
        "attributes that break the rules",
        "## B {#b .c=}\n\nText [word]{x y=}.\n",
        &[
            "5:6 error[attributes/syntax]",
            "7:12 error[attributes/syntax]",
        ],
    ),
    (
        "a class that nothing reads",
        "A [word]{.smallcap}.\n",
        &["5:9 error[attributes/unknown-class]"],
    ),
    (
        "a second title",
        "Text.\n\n# B\n\nText.\n",
        &["7:1 error[heading/level-one]"],
    ),
    (
        "a row that is longer than the head",
        "| A | B |\n|---|---|\n| 1 | 2 | 3 |\n",
        &["7:8 error[table/cells]"],
    ),
    (
        "an image that is not there",
        "![A chart](images/a.png)\n",
        &["5:1 error[file/missing]"],
    ),
    (
        "an image outside",
        "![A chart](../a.png)\n",
        &["5:1 error[file/outside]"],
    ),
    (
        "an image in the network",
        "![A chart](https://example.org/a.png)\n",
        &["5:1 error[file/outside]"],
    ),
    (
        "a character that no face has",
        "Text \u{6f22}.\n",
        &["5:1 error[font/missing-glyph]"],
    ),
];

#[test]
fn mistakes_in_a_text() {
    for (name, text, expected) in TEXTS {
        let workshop = manuscript();
        write(&workshop, "body/a.md", text_of(text).as_bytes());
        let expected: Vec<String> = expected
            .iter()
            .map(|place| format!("body/a.md:{place}"))
            .collect();
        assert_says(name, &workshop, &expected);
    }
}

/// What is wrong with the settings, what is changed in them to what, and what is said.
type SettingsCase = (
    &'static str,
    &'static str,
    &'static str,
    &'static [&'static str],
);

const SETTINGS_CASES: &[SettingsCase] = &[
    (
        "a key that nothing reads",
        "date =",
        "dtae =",
        &["book.toml:5:1 error[config/unknown-key]"],
    ),
    (
        "a string without its end",
        "Broken Book\"",
        "Broken Book",
        &["book.toml:3:23 error[config/syntax]"],
    ),
    (
        "a text that is not there",
        "body/a.md",
        "body/b.md",
        &["book.toml:12:8 error[file/missing]"],
    ),
    (
        "a text outside the folder",
        "body/a.md",
        "../outside.md",
        &["book.toml:12:8 error[file/outside]"],
    ),
    (
        "a text at an absolute path",
        "body/a.md",
        "/etc/passwd",
        &["book.toml:12:8 error[file/outside]"],
    ),
    (
        "a text that is there twice",
        "role = \"chapter\"",
        "role = \"chapter\"\n\n[[contents.back]]\nfile = \"body/a.md\"",
        &["book.toml:16:8 error[file/twice]"],
    ),
    (
        "a book of nothing",
        "[[contents.body]]\nfile = \"body/a.md\"\nrole = \"chapter\"\n",
        "",
        &["book.toml:1:1 error[contents/empty]"],
    ),
    (
        "a cover that is no image",
        "cover.png",
        "book.toml",
        &["book.toml:9:9 error[image/format]"],
    ),
];

#[test]
fn mistakes_in_the_settings() {
    for (name, from, to, expected) in SETTINGS_CASES {
        let workshop = manuscript();
        let broken = SETTINGS.replacen(from, to, 1);
        assert_ne!(broken, SETTINGS, "{name}");
        write(&workshop, "book.toml", broken.as_bytes());
        write(&workshop, "../outside.md", text_of("Secret.\n").as_bytes());
        let expected: Vec<String> = expected.iter().map(ToString::to_string).collect();
        assert_says(name, &workshop, &expected);
    }
}

#[test]
fn a_folder_without_settings_is_no_manuscript() {
    let workshop = Workshop::empty();
    write(&workshop, "body/a.md", b"Text.\n");
    assert_says(
        "no book.toml",
        &workshop,
        &["error[file/missing]".to_owned()],
    );
}

#[test]
fn mistakes_in_the_front_matter() {
    for (name, text, expected) in [
        (
            "a key that nothing reads",
            "---\ntitle: A\nshort-title: B\n---\n\nText.\n",
            "3:1 error[front-matter/unknown-key]",
        ),
        (
            "a contributor whom nobody knows",
            "---\ntitle: A\ncontributor: iom\n---\n\nText.\n",
            "3:14 error[contributor/unknown]",
        ),
        (
            "a string without its end",
            "---\ntitle: \"A\n---\n\nText.\n",
            "2:1 error[front-matter/syntax]",
        ),
        (
            "a text without a title",
            "Text.\n",
            "1:1 error[front-matter/no-title]",
        ),
        ("nothing at all", "", "1:1 error[front-matter/no-title]"),
    ] {
        let workshop = manuscript();
        write(&workshop, "body/a.md", text.as_bytes());
        assert_says(name, &workshop, &[format!("body/a.md:{expected}")]);
    }
}

#[test]
fn a_text_that_is_not_utf_8() {
    let workshop = manuscript();
    write(&workshop, "body/a.md", b"---\ntitle: A\n---\n\nCaf\xe9.\n");
    let run = workshop.recto(&["check", "--format", "json"]).ends_with(1);
    let expected = "body/a.md:5:4 error[file/encoding]".to_owned();
    assert!(places(&run).contains(&expected), "{run:#?}");
}

#[cfg(unix)]
#[test]
fn a_text_behind_a_link_that_leads_outside() {
    let workshop = manuscript();
    write(&workshop, "../outside.md", text_of("Secret.\n").as_bytes());
    let text = workshop.path("manuscript/body/a.md");
    fs::remove_file(&text).expect("the text");
    std::os::unix::fs::symlink("../../outside.md", &text).expect("a link");
    let expected = "book.toml:12:8 error[file/outside]".to_owned();
    assert_says("a link to outside", &workshop, &[expected]);
}

#[test]
fn mistakes_in_images() {
    const SVG_WITHOUT_ITS_END: &[u8] =
        b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><g></svg>";
    for (name, image, expected) in [
        ("no image", b"Not an image.\n".to_vec(), "image/format"),
        (
            "a PNG of ten thousand megapixels",
            png(100_000, 100_000),
            "image/too-large",
        ),
        ("a PNG without pixels", png(0, 10), "image/unreadable"),
        (
            "a PNG that ends in its header",
            png(10, 10)[..20].to_vec(),
            "image/unreadable",
        ),
        (
            "a PNG that ends before its pixels",
            png(10, 10),
            "image/unreadable",
        ),
        (
            "a drawing that is not well-formed",
            SVG_WITHOUT_ITS_END.to_vec(),
            "image/svg-syntax",
        ),
        (
            "a drawing that grows without end",
            entities_in_entities(),
            "image/svg-syntax",
        ),
    ] {
        let workshop = manuscript();
        write(
            &workshop,
            "body/a.md",
            text_of("![A chart](chart)\n").as_bytes(),
        );
        write(&workshop, "chart", &image);
        assert_says(
            name,
            &workshop,
            &[format!("body/a.md:5:1 error[{expected}]")],
        );
    }
}

#[test]
fn a_drawing_cannot_read_the_disk() {
    let workshop = manuscript();
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\">\
                   <image href=\"../../secret.png\" width=\"9\" height=\"9\"/></svg>";
    write(
        &workshop,
        "body/a.md",
        text_of("![A chart](chart.svg)\n").as_bytes(),
    );
    write(&workshop, "chart.svg", drawing.as_bytes());
    fs::copy(cover(), workshop.path("secret.png")).expect("the secret");
    assert_warns(
        &workshop,
        &["body/a.md:5:1 warning[image/svg-unsupported]".to_owned()],
    );
    let secret = fs::metadata(cover()).expect("the secret").len();
    let print = workshop.bytes("build/broken-print.pdf");
    assert!(
        (print.len() as u64) < secret,
        "the secret came into the edition"
    );
}

#[test]
fn raw_html_is_a_warning_that_stops_a_release() {
    let workshop = manuscript();
    write(
        &workshop,
        "body/a.md",
        text_of("Text <b>bold</b>.\n").as_bytes(),
    );
    let expected = ["5:6", "5:13"].map(|at| format!("body/a.md:{at} warning[syntax/unsupported]"));
    assert_warns(&workshop, &expected);
}

#[test]
fn quotations_a_hundred_levels_deep() {
    let workshop = manuscript();
    let text = format!("{} Text.\n", ">".repeat(100));
    write(&workshop, "body/a.md", text_of(&text).as_bytes());
    let run = workshop.recto(&["--format", "json"]).ends_with(1);
    let places = places(&run);
    let errors: Vec<&String> = places
        .iter()
        .filter(|place| place.contains("error"))
        .collect();
    assert_eq!(errors, ["body/a.md:5:65 error[parse/too-deep]"]);
}

#[test]
fn every_mistake_of_a_manuscript_is_said_at_once() {
    let workshop = manuscript();
    let text = "Text.[^1] See [@b].\n\n:::\n\n![](cover.png)\n";
    write(&workshop, "body/a.md", text_of(text).as_bytes());
    write(
        &workshop,
        "book.toml",
        SETTINGS.replace("date =", "dtae =").as_bytes(),
    );
    let expected = [
        "book.toml:5:1 error[config/unknown-key]",
        "body/a.md:5:6 error[note/dangling]",
        "body/a.md:5:16 error[ref/unknown]",
        "body/a.md:7:1 error[division/unopened]",
        "body/a.md:9:1 error[image/no-alternative]",
    ];
    assert_says("five mistakes", &workshop, &expected.map(str::to_owned));
}

/// The manuscript that is in order.
fn manuscript() -> Workshop {
    let workshop = Workshop::empty();
    write(&workshop, "book.toml", SETTINGS.as_bytes());
    write(&workshop, "body/a.md", text_of("Text.\n").as_bytes());
    fs::copy(cover(), workshop.path("manuscript/cover.png")).expect("the cover");
    workshop
}

#[test]
fn the_manuscript_is_in_order_before_it_is_broken() {
    let run = manuscript()
        .recto(&["--release", "--format", "json"])
        .ends_with(0);
    assert_eq!(places(&run), [""; 0]);
}

fn cover() -> &'static str {
    concat!(env!("CARGO_MANIFEST_DIR"), "/manuscript/images/cover.png")
}

fn text_of(text: &str) -> String {
    format!("{FRONT_MATTER}{text}")
}

fn write(workshop: &Workshop, path: &str, bytes: &[u8]) {
    let path = workshop.path("manuscript").join(path);
    // The folder comes first: `..` leads nowhere in a folder that is not there.
    let folder = path.parent().expect("a path inside the workshop");
    fs::create_dir_all(workshop.path("manuscript")).expect("a folder for the test");
    fs::create_dir_all(folder).expect("a folder for the test");
    fs::write(&path, bytes).expect("a file for the test");
}

/// Fails unless `check` and `build` say exactly this, end with 1, and write nothing.
#[track_caller]
fn assert_says(name: &str, workshop: &Workshop, expected: &[String]) {
    let before = workshop.names("");
    for command in ["check", "build"] {
        let run = workshop.recto(&[command, "--format", "json"]);
        assert_eq!(run.status, Some(1), "{name}, {command}: {run:#?}");
        assert_eq!(places(&run), expected, "{name}, {command}: {run:#?}");
        assert_eq!(run.stderr, "", "{name}, {command}");
        assert_eq!(workshop.names(""), before, "{name}, {command}");
    }
}

/// Fails unless a build says exactly this and writes the editions, and a release does not.
#[track_caller]
fn assert_warns(workshop: &Workshop, expected: &[String]) {
    let run = workshop
        .recto(&["build", "--release", "--format", "json"])
        .ends_with(1);
    assert_eq!(places(&run), expected, "{run:#?}");
    assert_eq!(workshop.names("build"), [""; 0]);
    let run = workshop.recto(&["build", "--format", "json"]).ends_with(0);
    assert_eq!(places(&run), expected, "{run:#?}");
    assert_eq!(workshop.names("build").len(), 4);
}

/// `file:line:column severity[code]` of everything that was found; without a place where there is
/// none.
fn places(run: &Run) -> Vec<String> {
    let found: Value =
        serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error} in {run:#?}"));
    let found = found.as_array().expect("an array").iter();
    found
        .map(|found| {
            let text = |key: &str| found[key].as_str().unwrap_or_default().to_owned();
            assert!(!text("message").is_empty(), "{found:#}");
            let place = match found["file"].as_str() {
                Some(file) => {
                    let file = file.trim_start_matches("./manuscript/");
                    format!("{file}:{}:{} ", found["line"], found["column"])
                }
                None => String::new(),
            };
            format!("{place}{}[{}]", text("severity"), text("code"))
        })
        .collect()
}

/// A PNG whose header promises pixels (eight bits, RGB) that do not come.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut header = [width.to_be_bytes(), height.to_be_bytes()].concat();
    header.extend([8, 2, 0, 0, 0]);
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    // A zlib stream of nothing.
    let nothing = [0x78, 0x9c, 0x03, 0x00, 0x00, 0x00, 0x00, 0x01];
    for (kind, data) in [(b"IHDR", &header[..]), (b"IDAT", &nothing), (b"IEND", &[])] {
        let chunk = [&kind[..], data].concat();
        let length = u32::try_from(data.len()).expect("a small chunk");
        file.extend(length.to_be_bytes());
        file.extend(&chunk);
        file.extend(crc32fast::hash(&chunk).to_be_bytes());
    }
    file
}

/// A drawing whose text would have 20 to the power of 8 pieces.
fn entities_in_entities() -> Vec<u8> {
    let mut text = "<!DOCTYPE svg [<!ENTITY a \"aaaaaaaaaaaaaaaaaaaa\">".to_owned();
    for (inner, outer) in ('a'..='h').zip('b'..='i') {
        text.push_str(&format!(
            "<!ENTITY {outer} \"{}\">",
            format!("&{inner};").repeat(20)
        ));
    }
    text.push_str("]><svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\">");
    text.push_str("<text>&i;</text></svg>\n");
    text.into_bytes()
}
