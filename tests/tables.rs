//! The looks of tables, figures and boxes: where the pages have their words and rules, and what the
//! finished editions keep of it.

use recto::document::Stream;
use recto::layout::{Artifact, Frame, Mark, Owner, PagedBook, lay_out};
use recto::length::Length;
use recto::theme::{Ink, Theme};
use recto::{manuscript, parse, resolve};

use crate::conservation::{epub_file, pdf_text};
use crate::harness::Workshop;

const SETTINGS: &str = "[book]\nslug = \"looks\"\ntitle = \"Looks\"\nlanguage = \"en-GB\"\n\
                        identifier = \"urn:uuid:1f0c3d2e-5a5b-4c6d-8e7f-9a0b1c2d3e4f\"\n\
                        date = \"2026-11-01\"\n[[contents.body]]\nfile = \"a.md\"\n";

/// A sentence of a little over a line.
const SENTENCE: &str =
    "Water is poured over the leaves and left to stand until it has their colour. ";

fn workshop(text: &str) -> Workshop {
    let workshop = Workshop::empty();
    workshop.write("manuscript/book.toml", SETTINGS);
    workshop.write(
        "manuscript/a.md",
        &format!("---\ntitle: Looks\n---\n\n{text}"),
    );
    workshop
}

/// A text as pages, and the codes of what was found.
fn build(text: &str) -> (PagedBook, Vec<&'static str>) {
    let workshop = workshop(text);
    let (manuscript, mut found) = manuscript::read(&workshop.path("manuscript")).expect("a folder");
    let (book, more) = parse::parse(&manuscript);
    found.extend(more);
    let (images, _) = manuscript::read_images(&manuscript, &book);
    let (book, _) = resolve::resolve(book, &manuscript, images, None);
    let (pages, more) = lay_out(&book, &Theme::default());
    found.extend(more);
    (pages, found.iter().map(|own| own.code.name).collect())
}

/// A word on a page.
#[derive(Debug)]
struct Word {
    page: usize,
    x: Length,
    y: Length,
    text: String,
    repeated: bool,
}

fn words(book: &PagedBook) -> Vec<Word> {
    let mut words = Vec::new();
    for (number, frame) in frames(book) {
        let division = &book.divisions[book.pages[number].division.0 as usize];
        for mark in &frame.marks {
            let Mark::Text(run) = mark else { continue };
            words.extend(run.words.iter().map(|word| Word {
                page: number,
                x: frame.x + run.x + word.dx(),
                y: frame.y + run.baseline,
                text: division.words.view(word.word).text.to_owned(),
                repeated: run.owner == Owner::Artifact(Artifact::Repeated),
            }));
        }
    }
    words
}

fn frames(book: &PagedBook) -> impl Iterator<Item = (usize, &Frame)> {
    let pages = book.pages.iter().enumerate();
    pages.flat_map(|(number, page)| page.frames.iter().map(move |frame| (number, frame)))
}

/// The rectangles of a page: left, top, width, height.
fn fills(book: &PagedBook, page: usize, ink: Ink) -> Vec<[Length; 4]> {
    let mut fills = Vec::new();
    for (_, frame) in frames(book).filter(|(number, _)| *number == page) {
        for mark in &frame.marks {
            if let Mark::Fill(fill) = mark
                && fill.ink == ink
            {
                let (x, y) = (frame.x + fill.x, frame.y + fill.y);
                fills.push([x, y, fill.width, fill.height]);
            }
        }
    }
    fills
}

fn find<'w>(words: &'w [Word], text: &str) -> &'w Word {
    let word = words.iter().find(|word| word.text == text);
    word.unwrap_or_else(|| panic!("no {text}"))
}

#[test]
fn numbers_stand_on_their_mark_without_being_told_to() {
    let text = "| Tea | Degrees | Kind |\n|---|---|---|\n| a | 7.5 | x |\n| b | 80 | y |\n\
                | c | 100.25 | z |\n| d | – | w |\n";
    let (book, found) = build(text);
    assert_eq!(found, [""; 0]);
    let words = words(&book);
    // Figures are of one width, so one figure more before the mark moves the start by that width.
    let (one, two, three) = (
        find(&words, "7.5").x,
        find(&words, "80").x,
        find(&words, "100.25").x,
    );
    let (first, second) = (one - two, two - three);
    assert!(second > Length::pt(3) && (first - second).max(second - first) < Length(9));
    // What the author says wins.
    let (book, _) = build(&text.replacen("|---|---|", "|---|:--|", 1));
    let words = self::words(&book);
    assert_eq!(find(&words, "7.5").x, find(&words, "100.25").x);
}

#[test]
fn a_joined_cell_of_the_head_has_a_rule_over_its_columns_alone() {
    let text = "::: {.table head=2}\n| Land | Men | < | Women | < |\n|---|---|---|---|---|\n\
                | ^ | old | young | aged | new |\n| North | 1 | 2 | 3 | 4 |\n| South | 5 | 6 | 7 | 8 |\n:::\n";
    let (book, found) = build(text);
    assert_eq!(found, [""; 0]);
    let rules = fills(&book, 0, Ink::Black);
    let measure = Theme::default().page.measure();
    let head = Theme::default().type_.table_head_rule;
    let short: Vec<_> = rules
        .iter()
        .filter(|[_, _, width, height]| *width < measure && *height == head)
        .collect();
    let [men, women] = short[..] else {
        panic!("{rules:?}")
    };
    assert_eq!(men[1], women[1]);
    assert!(
        men[0] + men[2] + Length::pt(5) < women[0],
        "{men:?} {women:?}"
    );
    let words = words(&book);
    let below = |word: &str| find(&words, word).y > men[1];
    assert!(below("old") && !below("Men") && below("Land"));
    // The outer rules are the thick ones.
    let outer = Theme::default().type_.table_rule;
    assert_eq!(
        rules
            .iter()
            .filter(|rule| rule[3] == outer && rule[2] == measure)
            .count(),
        2
    );
}

#[test]
fn a_joined_cell_makes_the_rows_that_it_covers_high_enough() {
    let text = format!(
        "::: {{.table}}\n| A | B |\n|---|---|\n| {} | one |\n| ^ | two |\n| three | four |\n:::\n",
        SENTENCE.repeat(6)
    );
    let (book, _) = build(&text);
    let words = words(&book);
    let end = words
        .iter()
        .filter(|word| word.text == "colour.")
        .map(|word| word.y)
        .max();
    assert!(find(&words, "three").y > end.unwrap_or_default());
    assert!(find(&words, "two").y < end.unwrap_or_default());
}

#[test]
fn the_epub_has_the_head_and_the_joined_cells() {
    let workshop = workshop(
        "::: {.table head=2}\n| Land | Men | < |\n|---|---|---|\n| ^ | old | young |\n\
         | North | 1 | 2 |\n:::\n",
    );
    workshop.recto(&["build"]).ends_with(0);
    let file = epub_file(&workshop.bytes("build/looks.epub"), "OEBPS/text/a.xhtml");
    let head = file.find("<tbody>").expect("a body");
    let (head, body) = file.split_at(head);
    assert_eq!(head.matches("<tr>").count(), 2);
    assert!(
        head.contains("<th scope=\"col\" rowspan=\"2\">Land"),
        "{head}"
    );
    assert!(
        head.contains("scope=\"col\" colspan=\"2\" class=\"centre\""),
        "{head}"
    );
    assert_eq!(body.matches("<tr>").count(), 1);
}

#[test]
fn a_row_higher_than_a_third_of_the_page_is_parted_and_read_cell_by_cell() {
    let long = SENTENCE.repeat(40);
    let text = format!(
        "::: {{#tbl-a .table}}\n| Step | What | Why |\n|---|---|---|\n| First | it | x |\n\
         | Second | {long} | {long} |\n| Third | it | y |\n| Last | it | z |\n\nTall.\n:::\n"
    );
    let (book, found) = build(&text);
    assert_eq!(found, [""; 0]);
    let words = words(&book);
    let pages: Vec<usize> = words
        .iter()
        .filter(|word| word.text == "colour.")
        .map(|word| word.page)
        .collect();
    assert_eq!(pages.len(), 80);
    assert!(pages.first() < pages.last());
    let again = |page| {
        words
            .iter()
            .any(|word| word.page == page && word.repeated && word.text == "Why")
    };
    assert!(!again(pages[0]) && again(pages[0] + 1));
    // On the first page the second cell begins where the first has ended.
    let own: Vec<&Word> = words
        .iter()
        .filter(|word| word.page == pages[0] && word.text == "Water")
        .collect();
    let columns: Vec<Length> = own.iter().map(|word| word.x).collect();
    let left = |x: &Length| *x < columns[0] + (columns[columns.len() - 1] - columns[0]) / 2;
    assert!(
        columns.len() > 4 && columns.is_sorted_by_key(|x| !left(x)),
        "{columns:?}"
    );
}

/// A table whose words are too long for the measure.
fn wide(rows: usize) -> String {
    let head = [
        "Administr1",
        "Recommend2",
        "Implement3",
        "Represent4",
        "Responsib5",
        "Communica6",
        "Accommod7",
    ];
    let row = |at| format!("| row{at} | [b{at}](https://example.org) | c | d | e | f | g |\n");
    let rows: String = (0..rows).map(row).collect();
    format!(
        "Before.\n\n::: {{#tbl-w .table}}\n| {} |\n|{}\n{rows}\nA wide table.\n:::\n\nAfter.\n",
        head.join(" | "),
        "---|".repeat(7)
    )
}

#[test]
fn a_table_that_is_too_wide_is_set_turned_on_pages_of_its_own() {
    let (book, found) = build(&wide(40));
    assert_eq!(found, ["table/turned"]);
    let turned: Vec<(usize, &Frame)> = frames(&book).filter(|(_, frame)| frame.turned).collect();
    assert_eq!(
        turned.iter().map(|(page, _)| *page).collect::<Vec<_>>(),
        [1, 2, 3]
    );
    let theme = Theme::default();
    let block = theme.type_.body.leading * theme.page.lines;
    for (_, frame) in &turned {
        assert_eq!(frame.y, theme.page.head + block);
        for mark in &frame.marks {
            if let Mark::Text(run) = mark {
                // Points hang a little over the edge of a caption.
                assert!(run.x >= -Length::pt(1) && run.x < block, "{run:?}");
                assert!(run.baseline > Length::ZERO && run.baseline < theme.page.measure());
            }
        }
    }
    let words = words(&book);
    assert_eq!(
        (find(&words, "Before.").page, find(&words, "After.").page),
        (0, 0)
    );
    assert!(
        words
            .iter()
            .any(|word| word.page == 2 && word.repeated && word.text == "(continued)")
    );
    // One that fits stands upright.
    let (_, found) = build(&wide(3).replace("Recommend2 | Implement3 | Represent4", "R | I | R"));
    assert_eq!(found, [""; 0]);
}

#[test]
fn a_turned_table_is_whole_in_the_pdf_and_its_links_lie_on_its_words() {
    let workshop = workshop(&wide(30));
    workshop.recto(&["build"]).ends_with(0);
    let bytes = workshop.bytes("build/looks-screen.pdf");
    let cells = pdf_text(&bytes, Stream::Cells);
    let rows: String = (0..30)
        .map(|at| format!(" row{at} b{at} c d e f g"))
        .collect();
    assert!(cells.ends_with(&rows), "{cells}");
    let document = lopdf::Document::load_mem(&bytes).expect("a PDF");
    let mut links = Vec::new();
    for page in document.get_pages().into_values() {
        for link in document.get_page_annotations(page).expect("annotations") {
            let sides = link
                .get(b"Rect")
                .and_then(lopdf::Object::as_array)
                .expect("a rectangle");
            links.push(
                sides
                    .iter()
                    .map(|side| side.as_float().expect("a number"))
                    .collect::<Vec<_>>(),
            );
        }
    }
    assert_eq!(links.len(), 30);
    for [left, bottom, right, top] in links
        .iter()
        .map(|own| <[f32; 4]>::try_from(own.as_slice()).expect("four"))
    {
        // As high as the word is long, as wide as it is high, and inside the text block.
        assert!(
            (8.0..20.0).contains(&(right - left)) && (4.0..20.0).contains(&(top - bottom)),
            "{links:?}"
        );
        assert!(
            left > 60.0 && right < 430.0 && bottom > 100.0 && top < 610.0,
            "{links:?}"
        );
    }
}

#[test]
fn a_word_that_no_column_can_hold_is_reported_at_its_cell() {
    let text = format!(
        "| A | B |\n|---|---|\n| {} | {} |\n",
        "m".repeat(50),
        "w".repeat(50)
    );
    let workshop = workshop(&text);
    let run = workshop.recto(&["check"]);
    assert!(
        run.stderr.contains("a.md:7:3: warning[layout/overfull]"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_box_has_open_edges_where_a_page_divides_it() {
    let text = format!(
        "::: {{.box title=\"Long\"}}\n{}\n:::\n",
        format!("{}\n\n", SENTENCE.repeat(9)).repeat(9)
    );
    let (book, found) = build(&text);
    assert_eq!(found, [""; 0]);
    let theme = Theme::default();
    let (tint, rule) = (
        Ink::Tint(theme.type_.box_tint),
        Ink::Tint(theme.type_.box_rule_tint),
    );
    assert_eq!(
        (fills(&book, 0, rule).len(), fills(&book, 1, rule).len()),
        (1, 0)
    );
    let second = fills(&book, 1, tint);
    assert_eq!(second[0][1], theme.page.head);
    assert_eq!(second[0][3], theme.type_.box_text.leading);
    let first = fills(&book, 0, tint);
    let last = first.last().expect("a ground");
    assert_eq!(last[3], theme.type_.box_text.leading);
    // The padding stands at the box's own ends.
    assert_eq!(first[0][3], theme.type_.box_padding);
}

#[test]
fn a_box_does_not_leave_a_line_alone() {
    // Boxes of single lines, at every height of the page.
    for lines in 8..60 {
        let text = format!(
            "{}\n\n::: {{.box title=\"Lines\"}}\n{}:::\n\n{}\n",
            "Water.\\\n".repeat(lines),
            (0..8).map(|at| format!("line{at}\n\n")).collect::<String>(),
            SENTENCE.repeat(30)
        );
        let (book, _) = build(&text);
        let words = words(&book);
        let page = |line: usize| find(&words, &format!("line{line}")).page;
        assert_eq!((page(0), page(6)), (page(1), page(7)), "{lines}");
        assert_eq!(find(&words, "Lines").page, page(0), "{lines}");
    }
}

#[test]
fn a_table_in_a_box_has_the_ground_under_its_repeated_head() {
    let rows: String = (0..60).map(|at| format!("| row{at} | x |\n")).collect();
    let text = format!("::: {{.box title=\"Rows\"}}\n| Left | Right |\n|---|---|\n{rows}:::\n");
    let (book, _) = build(&text);
    let theme = Theme::default();
    let head = words(&book)
        .into_iter()
        .find(|word| word.repeated && word.text == "Left");
    let head = head.expect("a head on the second page");
    let ground = fills(&book, head.page, Ink::Tint(theme.type_.box_tint));
    assert!(
        ground
            .iter()
            .any(|[_, top, _, height]| *top < head.y && head.y < *top + *height)
    );
}
