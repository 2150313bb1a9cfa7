//! The index: marks move no word of the text, each entry has the pages of its places in every edition,
//! and what is wrong with marks is said.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use recto::diagnostic;
use recto::layout::{Mark, PageMap, PagedBook, lay_out};
use recto::resolve::{DivisionKind, IndexEntry, ResolvedBook};
use recto::theme::Theme;
use recto::{epub, manuscript, parse, resolve};

use crate::harness::Workshop;

const SETTINGS: &str = "[book]\nslug = \"index\"\ntitle = \"Index\"\nlanguage = \"en-GB\"\n\
                        [[contents.body]]\nfile = \"a.md\"\n";
const INDEX: &str = "[[contents.back]]\ngenerate = \"index\"\n";

/// A book as far as its pages, and what was found: `line:column code`.
struct Built {
    book: ResolvedBook,
    pages: PagedBook,
    found: Vec<String>,
}

fn build(settings: &str, text: &str) -> Built {
    let workshop = Workshop::empty();
    build_in(&workshop, settings, text)
}

fn build_in(workshop: &Workshop, settings: &str, text: &str) -> Built {
    workshop.write("manuscript/book.toml", settings);
    workshop.write("manuscript/a.md", text);
    let (manuscript, mut found) = manuscript::read(&workshop.path("manuscript")).expect("a folder");
    let (book, more) = parse::parse(&manuscript);
    found.extend(more);
    let (images, _) = manuscript::read_images(&manuscript, &book);
    let (book, more) = resolve::resolve(book, &manuscript, images, None);
    found.extend(more);
    let theme = Theme {
        page: manuscript.config.page.clone(),
        type_: manuscript.config.type_.clone(),
        parts: manuscript.config.theme.clone(),
        ..Theme::default()
    };
    let (pages, more) = lay_out(&book, &theme);
    found.extend(more);
    diagnostic::sort(&mut found);
    let line = |own: &diagnostic::Diagnostic| {
        let place = own.span.map(|span| manuscript.sources.position(span));
        let place = place.map_or(String::new(), |own| format!("{}:{} ", own.line, own.column));
        format!("{place}{}", own.code.name)
    };
    let found = found.iter().map(line).collect();
    Built { book, pages, found }
}

/// Each word of the first division with its page and place.
fn words(pages: &PagedBook) -> Vec<String> {
    let mut words = Vec::new();
    for (number, page) in pages.pages.iter().enumerate() {
        if page.division.0 != 0 {
            continue;
        }
        let division = &pages.divisions[0];
        for frame in &page.frames {
            for mark in &frame.marks {
                if let Mark::Text(run) = mark {
                    words.extend(run.words.iter().map(|word| {
                        let x = frame.x + run.x + word.dx();
                        let text = division.words.view(word.word).text;
                        format!("{number} {:?} {:?} {text}", x, frame.y + run.baseline)
                    }));
                }
            }
        }
    }
    words
}

#[test]
fn marks_move_no_word() {
    let mut marked = "---\ntitle: A <title>\n---\n\n".to_owned();
    let sentence = "The <representative> of un<necessary>ly inter<nation>al \"<administration>s\", \
                    (<misunderstanding>), *em<phas>is and <more>* and [the <link>](https://a.org), \
                    <10>--20 <consequences>.^[A <note>.] <>With nothing, and <> between. ";
    for length in 3..9 {
        marked.push_str(&sentence.repeat(length));
        marked.push_str("\n\n## A <heading>\n\n");
    }
    marked.push_str("| <a> | b |\n|---|---|\n| <> | <word> |\n");
    let plain = marked.replace("<> ", "").replace(['<', '>'], "");
    let marked = marked
        .replace("<>", "[]{.index entry=\"x\"}")
        .replace('<', "[")
        .replace('>', "]{.index}");
    let with = build(&format!("{SETTINGS}{INDEX}"), &marked);
    let without = build(SETTINGS, &plain);
    assert_eq!(with.found, [""; 0]);
    let (with, without) = (words(&with.pages), words(&without.pages));
    assert!(with.len() > 500, "{}", with.len());
    for (with, without) in with.iter().zip(&without) {
        assert_eq!(with, without);
    }
    assert_eq!(with.len(), without.len());
}

/// The entries of the index, each with those above it.
fn entries(book: &ResolvedBook) -> BTreeMap<String, IndexEntry> {
    fn collect(entries: &[IndexEntry], above: &str, into: &mut BTreeMap<String, IndexEntry>) {
        for entry in entries {
            let name = format!("{above}{}", entry.words);
            collect(&entry.entries, &format!("{name}/"), into);
            into.insert(name, entry.clone());
        }
    }
    let mut into = BTreeMap::new();
    for division in &book.divisions {
        if let DivisionKind::Index { groups, .. } = &division.kind {
            groups
                .iter()
                .for_each(|group| collect(&group.entries, "", &mut into));
        }
    }
    into
}

const EVERYWHERE: &str = "---\ntitle: A [title]{.index}\n---\n\n## A [heading]{.index}\n\n\
    *In [emphasis]{.index}*, [in a [link]{.index}](https://a.org), [round](https://a.org){.index}.^[A \
    [note]{.index}.]\n\n::: {.box title=\"A *[box's title]{.index}*\"}\nA [box]{.index}.\n:::\n\n\
    ::: {.recommendation #r}\nA [recommendation]{.index}.\n:::\n\n::: {#t .table}\n| [head]{.index} | b |\n\
    |---|---|\n| []{.index entry=\"empty cell\"} | [cell]{.index} |\n\nA [caption]{.index}.\n:::\n\n\
    [Term]{.index}\n: [Meaning]{.index}\n\n> A [quotation]{.index parent=\"a; b\"}\n\n\
    - an [item]{.index}\n\nLast[]{.index entry=\"end\"}\n";

#[test]
fn a_mark_has_its_page_wherever_it_stands_and_the_epub_leads_to_it() {
    let built = build(&format!("{SETTINGS}{INDEX}"), EVERYWHERE);
    assert_eq!(built.found, [""; 0]);
    let map = PageMap::of(&built.pages);
    let bytes = epub::write(&built.book, &map).expect("an EPUB");
    let text = file(&bytes, "OEBPS/text/a.xhtml");
    let index = file(&bytes, "OEBPS/text/index.xhtml");
    let entries = entries(&built.book);
    let names: Vec<&str> = entries.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "Meaning",
            "Term",
            "a",
            "a/b",
            "a/b/quotation",
            "box",
            "box’s title",
            "caption",
            "cell",
            "emphasis",
            "empty cell",
            "end",
            "head",
            "heading",
            "item",
            "link",
            "note",
            "recommendation",
            "round",
            "title",
        ]
    );
    for (name, entry) in &entries {
        assert_eq!(
            entry.places.is_empty(),
            ["a", "a/b"].contains(&name.as_str()),
            "{name}"
        );
        for place in &entry.places {
            let anchor = place.from.0 as usize;
            let label = map.anchors[anchor].as_deref();
            let id = &built.book.anchors[anchor].name;
            let label = label.unwrap_or_else(|| panic!("{name} stands on no page"));
            assert_eq!(
                text.matches(&format!("id=\"{id}\"")).count(),
                1,
                "{name} in {text}"
            );
            let link = format!("href=\"a.xhtml#{id}\">{label}</a>");
            assert!(index.contains(&link), "no {link} in {index}");
        }
    }
    assert!(index.contains("epub:type=\"index\""), "{index}");
    let nav = file(&bytes, "OEBPS/nav.xhtml");
    assert!(
        nav.contains("<a epub:type=\"index\" href=\"text/index.xhtml#index\">Index</a>"),
        "{nav}"
    );
}

fn file(epub: &[u8], path: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(epub)).expect("a ZIP file");
    let mut text = String::new();
    let mut file = archive.by_name(path).expect("a file of the EPUB");
    file.read_to_string(&mut text).expect("UTF-8");
    text
}

#[test]
fn pages_of_an_entry_are_once_each_in_their_order_and_runs_are_ranges() {
    let mut text = "---\ntitle: A\n---\n\n".to_owned();
    for page in 0..8 {
        let marks = if page == 5 {
            ""
        } else {
            "[]{.index entry=\"x\"}"
        };
        text.push_str(&format!(
            "{marks}{marks}{}\n\n",
            "Word and word again. ".repeat(90)
        ));
    }
    let built = build(&format!("{SETTINGS}{INDEX}"), &text);
    assert_eq!(built.found, [""; 0]);
    let bytes = epub::write(&built.book, &PageMap::of(&built.pages)).expect("an EPUB");
    let index = file(&bytes, "OEBPS/text/index.xhtml");
    let printed = printed(&built.pages, 1);
    assert!(printed.contains("x, 1–"), "{printed}");
    // The words of the entry are the same on paper and on the screen.
    let (_, from) = index.split_once("index-entry\">").expect("an entry");
    let mut entry = String::new();
    let mut tag = false;
    for c in from.split("</li>").next().expect("its end").chars() {
        match c {
            '<' => tag = true,
            '>' => tag = false,
            _ if !tag => entry.push(c),
            _ => {}
        }
    }
    assert!(printed.contains(&entry), "{entry:?} in {printed}");
}

/// The text of a division, as it is printed.
fn printed(pages: &PagedBook, division: usize) -> String {
    let mut text = String::new();
    for page in pages
        .pages
        .iter()
        .filter(|page| page.division.0 as usize == division)
    {
        for mark in page.frames.iter().flat_map(|frame| &frame.marks) {
            if let Mark::Text(run) = mark {
                for word in &run.words {
                    text.push_str(pages.divisions[division].words.view(word.word).text);
                    text.push_str(if word.after == recto::layout::After::Space {
                        " "
                    } else {
                        ""
                    });
                }
            }
        }
    }
    text
}

#[test]
fn what_is_wrong_with_marks_is_said() {
    for (text, expected) in [
        ("A [b]{.index}.", &[][..]),
        ("A [b]{.index see=\"c\"} and [c]{.index}.", &[]),
        (
            "A [b]{.index see=\"x; c\"} and [c]{.index parent=\"x\"}.",
            &[],
        ),
        (
            "A [b]{.index also=\"x\"} and [c]{.index parent=\"x\"}.",
            &[],
        ),
        (
            "A [b]{.index also=\"d\"} and [c]{.index}.",
            &["5:3 index/unknown-entry"],
        ),
        ("A [b]{.index also=\"b\"}.", &["5:3 index/unknown-entry"]),
        (
            "A [b]{.index see=\"c\"}, [b]{.index}, [c]{.index}.",
            &["5:3 index/see-with-pages"],
        ),
        ("A []{.index} b [b]{.index}.", &["5:3 index/no-words"]),
        (
            "A [b]{.index}.\n\n[]{.index entry=\"c\"}",
            &["7:1 index/alone"],
        ),
        (
            "A [b]{.index parent=\"c; d; e\"}.",
            &["5:6 attributes/value"],
        ),
        (
            "A [b]{.index see=\"c\" also=\"c\"}, [c]{.index}.",
            &["5:6 attributes/value"],
        ),
        ("A [b]{.index entry=\"\"}.", &["5:6 attributes/value"]),
        (
            "A [b]{.index entri=\"c\"}.",
            &["5:6 attributes/unknown-key"],
        ),
        (
            "A [b]{see=\"c\"} [b]{.index}.",
            &["5:6 attributes/unknown-key"],
        ),
    ] {
        let text = format!("---\ntitle: A\n---\n\n{text}\n");
        let built = build(&format!("{SETTINGS}{INDEX}"), &text);
        assert_eq!(built.found, expected, "{text}");
    }
    let built = build(SETTINGS, "# A\n\nA [b]{.index}.\n");
    assert_eq!(built.found, ["3:3 index/not-printed"]);
    let built = build(&format!("{SETTINGS}{INDEX}"), "# A\n\nText.\n");
    assert_eq!(built.found, ["8:12 index/empty"]);
}

const REGISTRY: &str = "[[contributor]]\nid = \"ck\"\nname = \"Council of Kettles\"\nshort = \"CK\"\n\
    kind = \"collective\"\nmembers = [\"Northern Kettles\"]\n[[contributor]]\nid = \"adviser\"\n\
    name = \"An Adviser\"\nshort = \"Adviser\"\nkind = \"adviser\"\n";

#[test]
fn contributors_have_entries_by_themselves_and_passages_have_all_their_pages() {
    let workshop = Workshop::empty();
    workshop.write("manuscript/contributors.toml", REGISTRY);
    let words = "Word and word again. ".repeat(300);
    let text = format!(
        "---\ntitle: A\ncontributor: ck\n---\n\n[]{{.index entry=\"x\" range=\"start\"}}{words}\n\n\
         {words}[]{{.index entry=\"x\" range=\"end\"}}\n\n[Help]{{.index contributor=adviser}} \
         came.\n\n| a |\n|---|\n| b |\n"
    );
    let built = build_in(&workshop, &format!("{SETTINGS}{INDEX}"), &text);
    assert_eq!(built.found, [""; 0]);
    let last = built.pages.pages.iter().filter(|page| page.division.0 == 0);
    let last = last.filter(|page| !page.blank).count();
    assert!(last > 2, "{last}");
    let printed = printed(&built.pages, 1);
    for expected in [
        format!("Council of Kettles (CK), 1–{last}"),
        "CK, see Council of Kettles (CK)".to_owned(),
        "Northern Kettles, see Council of Kettles (CK)".to_owned(),
        format!("x, 1–{last}"),
        format!("An Adviser, {last}"),
    ] {
        assert!(printed.contains(&expected), "no {expected} in {printed}");
    }

    let settings = format!("{SETTINGS}{INDEX}[index]\ncontributors = false\n");
    let built = build_in(&workshop, &settings, &text);
    assert!(!entries(&built.book).contains_key("Council of Kettles (CK)"));

    // With contributors alone an index has entries, and says nothing.
    let plain = "---\ntitle: A\ncontributor: ck\n---\n\nText.\n";
    let built = build_in(&workshop, &format!("{SETTINGS}{INDEX}"), plain);
    assert_eq!(built.found, [""; 0]);
}
