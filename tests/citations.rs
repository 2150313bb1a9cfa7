//! Books that cite: what each style prints in texts, notes and bibliography, and what is said of
//! mistakes.

use recto::document::{Inline, ReferenceTarget, Visited, walk};
use recto::resolve::{DivisionKind, ResolvedBook};
use recto::{manuscript, parse, preflight, resolve};

use crate::harness::Workshop;

const WORKS: &str = "\
kettle:
  type: book
  title: The Kettle
  author: Rain, Ada
  date: 2001
  publisher: Harbour Press
leaves:
  type: article
  title: On Leaves
  author: [\"Low, Ben\"]
  date: 2011-04
  page-range: 10-32
  parent:
    type: periodical
    title: Journal of Tea
    volume: 12
";

/// A book of these texts with the works, a bibliography, and `settings` under `[bibliography]`.
fn workshop(settings: &str, texts: &[&str]) -> Workshop {
    let workshop = Workshop::empty();
    let names: Vec<String> = (1..=texts.len()).map(|at| format!("\"{at}.md\"")).collect();
    let book = format!(
        "[book]\nslug = \"cited\"\ntitle = \"Cited\"\nlanguage = \"en-GB\"\n\
         [[contents.body]]\nfiles = [{}]\n[[contents.back]]\ngenerate = \"bibliography\"\n\
         [bibliography]\n{settings}\n",
        names.join(", ")
    );
    workshop.write("manuscript/book.toml", &book);
    workshop.write("manuscript/works.yaml", WORKS);
    for (at, text) in (1..).zip(texts) {
        let text = format!("---\ntitle: T{at}\nid: ch-{at}\n---\n\n{text}\n");
        workshop.write(&format!("manuscript/{at}.md"), &text);
    }
    workshop
}

/// The book, and what was found: `file:line:column code: message (help)`.
fn resolved(workshop: &Workshop) -> (ResolvedBook, Vec<String>) {
    let (manuscript, mut found) =
        manuscript::read(&workshop.path("manuscript")).expect("the manuscript is read");
    let (book, more) = parse::parse(&manuscript);
    found.extend(more);
    let (images, more) = manuscript::read_images(&manuscript, &book);
    found.extend(more);
    let (book, more) = resolve::resolve(book, &manuscript, images, None);
    found.extend(more);
    // A cover is none of these tests' concern.
    found.retain(|own| own.code.name != "epub/no-cover");
    let lines = found.iter().map(|own| {
        let help = own.help.as_deref().map(|help| format!(" ({help})"));
        own.one_line(&manuscript.sources) + &help.unwrap_or_default()
    });
    (book, lines.collect())
}

const FILES: &str = "files = [\"works.yaml\"]";

/// What is printed of the texts' citations and of the bibliography, in the order of print.
fn printed(settings: &str, texts: &[&str]) -> Vec<String> {
    let (book, found) = resolved(&workshop(&format!("{FILES}\n{settings}"), texts));
    assert_eq!(found, [""; 0]);
    preflight::generated(&book)
        .into_iter()
        .filter(|text| text.chars().any(char::is_alphabetic) || text.contains(['[', '(']))
        .collect()
}

#[test]
fn an_author_date_style_prints_in_the_text() {
    let text = "A [@kettle]. B [see @leaves, p. 12; @kettle, ch. 3, for more]. C [-@kettle, pp. 4-5].\n\n\
                D.[^d]\n\n[^d]: Also [@leaves].";
    assert_eq!(
        printed("", &[text]),
        [
            "(Rain 2001)",
            "(see Low 2011, 12; Rain 2001, ch. 3, for more)",
            "(2001, 4\u{2013}5)",
            "(Low 2011)",
            "Bibliography",
            "Low, Ben. 2011. \u{2018}On Leaves\u{2019}. Journal of Tea 12 (April): 10\u{2013}32.",
            "Rain, Ada. 2001. The Kettle. Harbour Press.",
        ]
    );
}

#[test]
fn a_numeric_style_counts_in_the_order_of_print() {
    // The mark of the note comes before the second paragraph, and so does what the note cites.
    let text = "A.[^a]\n\nB [@kettle].\n\n[^a]: As [@leaves].";
    let printed = printed("style = \"ieee\"", &[text]);
    assert_eq!(printed[0], "[2]");
    assert!(printed.contains(&"[1]".to_owned()), "{printed:?}");
    let at = printed.iter().position(|own| own == "Bibliography");
    let list = &printed[at.expect("a bibliography") + 1..];
    assert_eq!((list[0].as_str(), list[2].as_str()), ("[1]", "[2]"));
    assert!(list[1].contains("On Leaves"), "{list:?}");
}

#[test]
fn a_style_of_notes_makes_notes_and_begins_again_in_each_chapter() {
    let first = "A [@kettle, p. 1].^[Own words [@kettle, p. 2].] B [@leaves]. C [@kettle].";
    let workshop = workshop(
        &format!("{FILES}\nstyle = \"chicago-notes-bibliography\""),
        &[first, "D [@kettle]."],
    );
    let (book, found) = resolved(&workshop);
    assert_eq!(found, [""; 0]);
    let notes = |at: usize| -> Vec<String> {
        let division = book.divisions.get(at).expect("a chapter");
        let numbers: Vec<&str> = division
            .notes
            .iter()
            .filter_map(|own| own.number.as_deref())
            .collect();
        let counted: Vec<String> = (1..=numbers.len()).map(|own| own.to_string()).collect();
        assert_eq!(numbers, counted);
        let DivisionKind::Chapter(chapter) = &division.kind else {
            panic!("a chapter");
        };
        let mut marks = 0;
        walk(&chapter.blocks, &mut |visited| match visited {
            Visited::Inline(Inline::NoteMark(_)) => marks += 1,
            Visited::Inline(Inline::Reference(_)) => panic!("a citation in the text"),
            Visited::Inline(_) | Visited::Block(_) => {}
        });
        assert_eq!(marks, numbers.len());
        let texts = preflight::generated(&ResolvedBook {
            divisions: vec![division.clone()],
            ..book.clone()
        });
        texts
            .into_iter()
            .filter(|text| text.contains(char::is_alphabetic))
            .collect()
    };
    assert_eq!(
        notes(0),
        [
            "Ada Rain, The Kettle (Harbour Press, 2001), 1.",
            "Rain, The Kettle, 2",
            "Ben Low, \u{2018}On Leaves\u{2019}, Journal of Tea 12 (April 2011): 10\u{2013}32.",
            "Rain, The Kettle.",
        ]
    );
    assert_eq!(notes(1), ["Ada Rain, The Kettle (Harbour Press, 2001)."]);
    let run = workshop.recto(&["build"]).ends_with(0);
    assert_eq!(workshop.names("build").len(), 4, "{run:#?}");
}

#[test]
fn the_words_of_the_style_are_in_the_language_of_the_book() {
    let workshop = workshop(FILES, &["A [@kettle; @leaves, ch. 3]."]);
    let book = std::fs::read_to_string(workshop.path("manuscript/book.toml")).expect("a book");
    workshop.write("manuscript/book.toml", &book.replace("en-GB", "fr"));
    let (book, found) = resolved(&workshop);
    assert_eq!(found, [""; 0]);
    let texts = preflight::generated(&book).join("\n");
    for words in [
        "Bibliographie",
        "chap.",
        "\u{ab}\u{202f}On Leaves\u{202f}\u{bb}",
    ] {
        let normal = texts.replace('\u{a0}', "\u{202f}");
        assert!(normal.contains(words), "no {words} in {texts}");
    }
}

/// What is wrong with a text, the text, and what is said.
const MISTAKES: &[(&str, &str)] = &[
    (
        "A [@ketle].",
        "1.md:6:4: error[ref/unknown]: neither the book nor its bibliography has `ketle` (did you mean `[@kettle]`?)",
    ),
    (
        "A [@kettle; @ch-1].",
        "1.md:6:13: error[citation/mixed]: `ch-1` is a place in this book, among works that are cited \
         (refer to places and cite works in brackets of their own)",
    ),
    (
        "A [@kettle]{.page}.",
        "1.md:6:3: error[citation/form]: a work that is cited has no title, page or number in this book \
         (delete what stands in braces; the citation style says what is printed)",
    ),
    (
        "A [see @ch-1] and [@kettle].",
        "1.md:6:8: error[ref/locator]: `ch-1` is a place in this book, and takes nothing before it \
         (write the words before the brackets)",
    ),
    (
        "## A {#kettle}\n\nB [@kettle].",
        "1.md:6:1: error[id/duplicate]: the id `kettle` is also the key of a work \
         (ids and keys share one name space: rename one of the two)",
    ),
];

#[test]
fn mistakes_in_texts_have_their_places() {
    for (text, said) in MISTAKES {
        let (_, found) = resolved(&workshop(&format!("{FILES}\nuncited = true"), &[text]));
        assert_eq!(found, [*said], "{text}");
    }
}

#[test]
fn works_that_nobody_cites_and_pages_without_works_are_named() {
    let (_, found) = resolved(&workshop(FILES, &["A [@kettle]."]));
    assert_eq!(
        found,
        [
            "works.yaml:7:1: note[bibliography/uncited]: no text cites `leaves` \
          (`uncited = true` under `[bibliography]` prints such works too)"
        ]
    );
    let (_, found) = resolved(&workshop("", &["A."]));
    assert_eq!(found.len(), 1);
    assert!(
        found[0].contains("warning[bibliography/empty]"),
        "{found:?}"
    );
    let cited = workshop(FILES, &["A [@kettle; @leaves]."]);
    let book = std::fs::read_to_string(cited.path("manuscript/book.toml")).expect("a book");
    let bare = book.replace("[[contents.back]]\ngenerate = \"bibliography\"\n", "");
    cited.write("manuscript/book.toml", &bare);
    let (_, found) = resolved(&cited);
    assert_eq!(found.len(), 1);
    assert!(
        found[0].starts_with("1.md:6:3: warning[bibliography/missing]"),
        "{found:?}"
    );
}

#[test]
fn a_style_has_a_name_or_is_a_file_of_the_manuscript() {
    let (_, found) = resolved(&workshop(
        "style = \"chicago-autor-date\"\nuncited = true",
        &["A."],
    ));
    assert!(found[0].contains("error[bibliography/style]"), "{found:?}");
    assert!(
        found[0].ends_with("(did you mean `chicago-author-date`?)"),
        "{found:?}"
    );
    let csl = "<style xmlns=\"http://purl.org/net/xbiblio/csl\" class=\"in-text\" version=\"1.0\">\
        <info><title>T</title><id>t</id><updated>2024-01-01T00:00:00+00:00</updated></info>\
        <citation><layout prefix=\"<\" suffix=\">\"><text variable=\"title\"/></layout></citation>\
        <bibliography><layout><text variable=\"title\" font-weight=\"bold\"/></layout></bibliography>\
        </style>";
    let own = workshop(
        &format!("{FILES}\nstyle = \"own.csl\""),
        &["A [@kettle; @leaves]."],
    );
    own.write("manuscript/own.csl", &csl.replace("\"<\"", "\"&lt;\""));
    let (book, found) = resolved(&own);
    assert_eq!(found, [""; 0]);
    assert!(preflight::generated(&book).contains(&"<The KettleOn Leaves>".to_owned()));
    own.write("manuscript/own.csl", csl);
    let (_, found) = resolved(&own);
    assert!(found[0].starts_with("own.csl:1:"), "{found:?}");
}

/// Files that are broken, odd or hostile: the name, the text, and what is said first, if anything.
fn odd_files() -> Vec<(&'static str, String, &'static str)> {
    let crossing = "@book{a, crossref = {b}, title = {A}}\n@book{b, crossref = {a}, title = {B}}";
    let alias = "@book{a, ids = {z}, crossref = {z}}";
    let strings = "@string{a = b # b}\n@string{b = a # a}\n@book{k, title = a}";
    let laughs: String = (0..40).fold("@string{s0 = {ha}}\n".to_owned(), |text, at| {
        text + &format!("@string{{s{} = s{at} # s{at}}}\n", at + 1)
    }) + "@book{k, title = s40}";
    let deep = format!(
        "a:\n  type: book\n  parent: {}{}",
        "[".repeat(5_000),
        "]".repeat(5_000)
    );
    let parents = (0..40).fold("a:\n  type: book\n".to_owned(), |text, at| {
        text + &format!(
            "{}parent:\n{}title: x\n",
            " ".repeat(2 + at),
            " ".repeat(3 + at)
        )
    });
    let bombs = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n".to_owned();
    vec![
        ("a.yaml", String::new(), ""),
        ("a.yaml", "just words".into(), "a.yaml:1:1: error[bibliography/syntax]"),
        ("a.yaml", "a: [1".into(), "a.yaml:1:"),
        ("a.yaml", "a:\n  title: x\n".into(), "a.yaml:2:3: error[bibliography/entry]"),
        ("a.yaml", "a:\n  type: bok\n".into(), "a.yaml:2:9: error[bibliography/entry]"),
        ("a.yaml", "a:\n  type: book\n  date: soon\n".into(), "a.yaml:3:9: error[bibliography/entry]"),
        ("a.yaml", "a:\n  type: book\n  titel: x\n".into(), "a.yaml:3:3: warning[bibliography/unknown-key]"),
        ("a.yaml", "kettle:\n  type: book\n".into(), "a.yaml:1:1: error[bibliography/duplicate]"),
        ("a.yaml", "a:\n  type: book\na:\n  type: book\n".into(), "a.yaml:3:1: error[bibliography/syntax]"),
        ("a.yaml", "1: {type: book}\n2: null\n? [x]\n: y\n".into(), "a.yaml:"),
        ("a.yaml", deep, "a.yaml:"),
        ("a.yaml", parents, ""),
        ("a.yaml", bombs, "a.yaml:"),
        ("a.yaml", "a:\n  type: book\n  page-range: 9-\n  volume: \u{663}\n  date: -9999\n  edition: 99999999999999999999\n".into(), "a.yaml:6:12: error[bibliography/entry]"),
        ("a.bib", String::new(), ""),
        ("a.bib", "@book{k, title = {x}".into(), "a.bib:1:"),
        ("a.bib", "@book{k title}".into(), "a.bib:1:9: error[bibliography/syntax]"),
        ("a.bib", "@".into(), "a.bib:1:"),
        ("a.bib", "@book{k, title = {x}, year = {}, date = {soon}}".into(), ""),
        ("a.bib", "@book{kettle, title = {x}}".into(), "a.bib:1:7: error[bibliography/duplicate]"),
        ("a.bib", crossing.into(), "a.bib:1:7: error[bibliography/entry]"),
        ("a.bib", alias.into(), "a.bib:1:7: error[bibliography/entry]"),
        ("a.bib", strings.into(), "a.bib:1:9: error[bibliography/syntax]"),
        ("a.bib", laughs, "a.bib:"),
        ("a.bib", format!("@book{{k, title = {}x{}}}", "{".repeat(20_000), "}".repeat(20_000)), ""),
        ("a.bib", "@book{k, title = {\\textit{\\textbf{\\emph $x$}} \\'}, pages = {--}, year = 1e9}".into(), "a.bib:"),
    ]
}

#[test]
fn odd_files_are_reported_and_never_end_the_program() {
    for (name, text, said) in odd_files() {
        let workshop = workshop(
            &format!("files = [\"works.yaml\", \"{name}\"]\nuncited = true"),
            &["A [@kettle; @k; @a]."],
        );
        workshop.write(&format!("manuscript/{name}"), &text);
        let (_, found) = resolved(&workshop);
        let own: Vec<&String> = found.iter().filter(|line| line.starts_with(name)).collect();
        let short: String = text.chars().take(60).collect();
        match said {
            "" => assert!(own.is_empty(), "{short}: {found:?}"),
            _ => assert!(
                own.first().is_some_and(|own| own.starts_with(said)),
                "{short}: {found:?}"
            ),
        }
    }
}

#[test]
fn all_mistakes_of_a_file_are_reported_and_its_keys_are_known() {
    let text = "a:\n  type: bok\nb:\n  type: book\nc:\n  type: book\n  date: soon\n";
    let workshop = workshop("files = [\"a.yaml\"]", &["A [@a; @b; @c]."]);
    workshop.write("manuscript/a.yaml", text);
    let (_, found) = resolved(&workshop);
    let places: Vec<&str> = found
        .iter()
        .filter_map(|line| line.split(": ").next())
        .collect();
    assert_eq!(places, ["a.yaml:2:9", "a.yaml:7:9"], "{found:?}");
}

#[test]
fn each_chapter_may_list_its_works_to_which_its_citations_lead() {
    let texts = ["A [@kettle]. B [@leaves].", "C [@leaves].", "D."];
    let settings = format!("{FILES}\nstyle = \"ieee\"\nper = \"chapter\"");
    let workshop = workshop(&settings, &texts);
    let (book, found) = resolved(&workshop);
    assert_eq!(found, [""; 0]);
    let chapter = |at: usize| match &book.divisions[at].kind {
        DivisionKind::Chapter(chapter) => chapter,
        _ => panic!("a chapter"),
    };
    let entries = |at: usize| -> Vec<String> {
        let own = chapter(at).bibliography.iter();
        let entries = own.flat_map(|own| &own.entries);
        entries
            .map(|entry| {
                let anchor = &book.anchors[entry.anchor.0 as usize];
                assert_eq!(anchor.division.0 as usize, at);
                entry.label.clone().unwrap_or_default()
            })
            .collect()
    };
    // The numbers begin again, and a chapter that cites nothing lists nothing.
    assert_eq!(entries(0), ["[1]", "[2]"]);
    assert_eq!(entries(1), ["[1]"]);
    assert!(chapter(2).bibliography.is_none());
    let mut leads = Vec::new();
    for at in 0..2 {
        walk(&chapter(at).blocks, &mut |visited| {
            if let Visited::Inline(Inline::Reference(reference)) = visited {
                let places = reference.parts.iter().filter_map(|(_, anchor)| *anchor);
                leads.extend(places.map(|anchor| book.anchors[anchor.0 as usize].division.0));
            }
        });
    }
    assert_eq!(leads, [0, 0, 1]);

    // The editions hold the lists, whole and once: a release proves it.
    let settings = String::from_utf8(workshop.bytes("manuscript/book.toml")).expect("UTF-8");
    let covered = format!("{settings}[editions.epub]\ncover = \"cover.svg\"\n");
    workshop.write("manuscript/book.toml", &covered);
    let cover = "<svg xmlns='http://www.w3.org/2000/svg' width='1600' height='2560'/>";
    workshop.write("manuscript/cover.svg", cover);
    workshop.recto(&["build", "--release"]).ends_with(0);
    // Without a page of the book the citations have a place to lead to all the same.
    let alone = settings.replace("[[contents.back]]\ngenerate = \"bibliography\"\n", "");
    assert_ne!(settings, alone);
    workshop.write("manuscript/book.toml", &alone);
    let (_, found) = resolved(&workshop);
    assert_eq!(found, [""; 0]);
}

#[test]
fn a_note_that_holds_a_citation_has_one_full_stop() {
    let text =
        "A.^[See [@kettle, p. 1].] B.^[In [@leaves], as said, and [@leaves] again.] C.^[[@kettle]]";
    let settings = "style = \"chicago-notes-bibliography\"";
    let (book, found) = resolved(&workshop(&format!("{FILES}\n{settings}"), &[text]));
    assert_eq!(found, [""; 0]);
    let mut notes = Vec::new();
    for note in &book.divisions[0].notes {
        let mut words = String::new();
        walk(&note.blocks, &mut |visited| match visited {
            Visited::Inline(Inline::Text(text)) => words.push_str(&text.text),
            Visited::Inline(Inline::Reference(reference)) => {
                for (part, _) in &reference.parts {
                    if let ReferenceTarget::Cited(piece) = part {
                        words.push_str(&piece.text);
                    }
                }
            }
            Visited::Inline(_) | Visited::Block(_) => {}
        });
        notes.push(words);
    }
    assert_eq!(
        notes,
        [
            "See Ada Rain, The Kettle (Harbour Press, 2001), 1.",
            "In Ben Low, ‘On Leaves’, Journal of Tea 12 (April 2011): 10–32, as said, and Low, ‘On \
             Leaves’. again.",
            "Rain, The Kettle.",
        ]
    );
}
