//! Settings and registries: every mistake is found, each once, at its place.

use super::{BOOK, check_book, folder, read_lines};

#[test]
fn all_mistakes_of_a_settings_file_are_reported_at_once() {
    check_book(
        "[book]\nslug = \"a b\"\ntitel = \"T\"\nlanguage = 5\ndate = 2026-11-01\n\
         subjects = [\"a\", 5]\nisbn = { print = \"978-0-306-40615-8\", pint = \"\" }\n\
         [page]\ntrim = [\"170\", \"240mm\"]\nbleed = \"3 miles\"\n\
         [notes]\nnumbering = \"chapters\"\n[tipe]\n",
        &[
            "book.toml:1:1: error[config/value]: `[book]` has no `title`, which it needs \
             (add a line such as `title = \"Tea\"`)",
            "book.toml:2:8: error[config/value]: `slug` names the editions' files and cannot be \
             `a b`: it has letters without accents, digits, `-` and `_`, and no spaces \
             (write `slug = \"a-b\"`)",
            "book.toml:3:1: error[config/unknown-key]: `titel` is not a key of `[book]` \
             (did you mean `title`?)",
            "book.toml:4:12: error[config/value]: `language` takes text in quotes, and this is the \
             number 5 (write `language = \"en-GB\"`)",
            "book.toml:5:8: error[config/value]: `date` takes text in quotes, and this is a date \
             without quotes (write it in quotes, as in `date = \"2026-11-01\"`)",
            "book.toml:6:18: error[config/value]: `subjects` holds text in quotes, and this is the \
             number 5 (write it in quotes: \"5\")",
            "book.toml:7:18: error[config/value]: the check digit of `978-0-306-40615-8` does not \
             fit: after these twelve digits it is 7 (compare it with the publisher's list; without \
             an ISBN, delete the key)",
            "book.toml:7:39: error[config/unknown-key]: `pint` is not a key of `[book.isbn]` \
             (did you mean `print`?)",
            "book.toml:9:9: error[config/value]: `trim`: `170` has no unit: write `pt`, `mm`, `cm` \
             or `in` after the number (a length is a number and its unit, in quotes: \"10.5pt\", \
             \"170mm\", \"6in\")",
            "book.toml:10:9: error[config/value]: `bleed`: `miles` is not a unit of length: use \
             `pt`, `mm`, `cm` or `in` (a length is a number and its unit, in quotes: \"10.5pt\", \
             \"170mm\", \"6in\")",
            "book.toml:12:13: error[config/value]: `numbering` cannot be `chapters`: it is one of \
             `chapter` and `book` (did you mean `chapter`?)",
            "book.toml:13:2: error[config/unknown-key]: `tipe` is not a key of the file \
             (did you mean `type`?)",
        ],
    );
}

#[test]
fn what_is_missing_is_said_once_for_each_key() {
    check_book(
        "",
        &[
            "book.toml:1:1: error[config/value]: the file has no `book`, which it needs \
             (add a table `[book]` with its keys below it)",
        ],
    );
    check_book(
        "[book]\n",
        &[
            "book.toml:1:1: error[config/value]: `[book]` has no `language`, which it needs \
             (add a line such as `language = \"en-GB\"`)",
            "book.toml:1:1: error[config/value]: `[book]` has no `slug`, which it needs \
             (add a line such as `slug = \"tea\"`)",
            "book.toml:1:1: error[config/value]: `[book]` has no `title`, which it needs \
             (add a line such as `title = \"Tea\"`)",
        ],
    );
    check_book(
        "book = 5\n",
        &[
            "book.toml:1:8: error[config/value]: `book` takes a table, and this is the number 5 \
             (write its keys as lines below `[book]`)",
        ],
    );
}

#[test]
fn a_broken_file_is_reported_as_such_and_not_for_what_it_lacks() {
    let folder = folder(&[("book.toml", b"[book]\ntitle = \"T\nslug = \"s\"\n")]);
    let found = read_lines(folder.path());
    assert!(!found.is_empty());
    for line in found {
        assert!(line.contains("error[config/syntax]"), "{line}");
    }
}

#[test]
fn a_key_with_a_backtick_or_serde_s_own_words_is_only_unknown() {
    check_book(
        &format!("{BOOK}\"a`b, expected `c`\" = 1\n"),
        &[
            "book.toml:5:1: error[config/unknown-key]: `a`b, expected `c`` is not a key of `[book]` \
           (it knows `creators`, `date`, `description`, `identifier`, `isbn`, `language`, `publisher`, \
           `rights`, `short_title`, `slug`, `subjects`, `subtitle` and `title`)",
        ],
    );
}

#[test]
fn a_hundred_mistakes_are_enough() {
    let keys: String = (0..500).map(|n| format!("key_{n} = {n}\n")).collect();
    let folder = folder(&[("book.toml", format!("{BOOK}{keys}").as_bytes())]);
    assert_eq!(read_lines(folder.path()).len(), 100);
}

#[test]
fn values_that_no_book_can_have_are_reported() {
    for (line, message) in [
        (
            "[page]\ntrim = [\"0\", \"240mm\"]",
            "`trim` cannot be 0: it goes from 50mm to 1000mm",
        ),
        (
            "[page]\ninside = \"-1mm\"",
            "`inside` cannot be -1mm: it goes from 0 to 500mm (write a length in this range; the \
             default is `\"22mm\"`)",
        ),
        ("[page]\noutside = \"130mm\"", "between the margins only "),
        (
            "[page]\nlines = 50",
            "50 lines of 14pt below a head margin of 26mm end",
        ),
        (
            "[page]\ninside = \"90mm\"\noutside = \"90mm\"",
            "nothing is left for the text",
        ),
        (
            "[type]\nchapter_sink = 40",
            "the opening of a chapter sinks 40 lines, and the page has 36",
        ),
        (
            "[type]\nword_space = [300, 100, 400]",
            "a word space of 300 cannot lose 400",
        ),
        (
            "[page]\nlines = 0",
            "`lines` cannot be 0: it goes from 5 to 200",
        ),
        (
            "[page]\nlines = 9223372036854775807",
            "`lines` cannot be 9223372036854775807",
        ),
        (
            "[type.note]\nsize = \"0\"",
            "`size` cannot be 0: it goes from 4pt to 72pt",
        ),
        (
            "[type]\nword_space = [230, \"a\", 70]",
            "`word_space` holds a whole number, and this is the text \"a\"",
        ),
        (
            "[type]\nword_space = [230, 70]",
            "`word_space` takes a list of three whole numbers, and this list has two",
        ),
        (
            "[type]\nbox_tint = 101",
            "`box_tint` cannot be 101: it goes from 0 to 100 per cent of black",
        ),
        ("[type]\nbox_tint = 300", "`box_tint` cannot be 300"),
        ("[type]\nword_space = [230, -1, 70]", "from 0 to 3000"),
        (
            "[[contents.front]]\ngenerate = \"concordance\"",
            "`generate` cannot be `concordance`: it is one of `half-title`",
        ),
        ("[[contents.front]]\nfiles = []", "this entry names nothing"),
        (
            "[[contents.front]]\ngenerate = \"title\"\npart = \"P\"",
            "has `part` and `generate`",
        ),
        (
            "[[contents.front]]\nfile = \"a.md\"\ngenerate = \"title\"",
            "has `file` and `generate`",
        ),
        (
            "[[contents.front]]\npart = \"P\"\nrole = \"preface\"",
            "`role` says what texts are",
        ),
        (
            "[[contents.front]]\npart = \"P\"\ntitle = \"T\"",
            "`title` is for the pages that",
        ),
        (
            "[[contents.front]]\npart = \"P\"\nfile = \"a.md\"",
            "`files = [...]`",
        ),
        (
            "[[contents.front]]\nfile = \"a.md\"\nrole = \"forword\"",
            "did you mean `foreword`?",
        ),
    ] {
        let folder = folder(&[
            ("book.toml", format!("{BOOK}{line}\n").as_bytes()),
            ("a.md", b""),
        ]);
        let found = read_lines(folder.path());
        assert_eq!(found.len(), 1, "{line}: {found:?}");
        assert!(found[0].contains(message), "{line}: {found:?}");
        assert!(
            found[0].contains("error[config/value]"),
            "{line}: {found:?}"
        );
    }
    for (line, message) in [
        (
            "language = \"english language\"",
            "`language` is a tag like",
        ),
        ("language = \"english\"", "(write `language = \"en\"`)"),
        ("language = \"en_GB\"", "(write `language = \"en-GB\"`)"),
        (
            "language = \"en\"\ndate = \"2026-02-30\"",
            "`date` is a day of the calendar",
        ),
    ] {
        let book = format!("[book]\nslug = \"s\"\ntitle = \"T\"\n{line}\n");
        let folder = folder(&[("book.toml", book.as_bytes())]);
        let found = read_lines(folder.path());
        assert!(
            found.len() == 1 && found[0].contains(message),
            "{line}: {found:?}"
        );
    }
}

#[test]
fn registries_name_what_exists_and_name_it_once() {
    let contributors = "[[contributor]]\nid = \"iom\"\nname = \"N\"\nshort = \"I\"\nkind = \"agency\"\n\
        groups = [\"gng\"]\n[[contributor]]\nid = \"iom\"\nname = \"N\"\nshort = \"I\"\n\
        kind = \"club\"\n[[group]]\nid = \"gmg\"\nname = \"G\"\nsubset_of = \"ceb\"\n\
        except = [\"ion\"]\n";
    let folder = folder(&[
        ("book.toml", BOOK.as_bytes()),
        ("contributors.toml", contributors.as_bytes()),
        (
            "acronyms.toml",
            b"[[acronym]]\nshort = \"UN\"\nlong = \"L\"\n[[acronym]]\nshort = \"UN\"\nlong = \"M\"\n\
              [[acronym]]\nshort = \" \"\nlong = \"M\"\n",
        ),
        ("themes.toml", b"[[theme]]\nid = \"x\"\n"),
        ("questionnaire.toml", b"[[questions]]\nletter = \"a\"\n"),
    ]);
    assert_eq!(
        read_lines(folder.path()),
        [
            "contributors.toml:6:11: error[config/value]: there is no group `gng` \
             (did you mean `gmg`?)",
            "contributors.toml:8:6: error[config/duplicate]: there are two contributors `iom` \
             (give one of them another `id`, or delete it)",
            "contributors.toml:11:8: error[config/value]: `kind` cannot be `club`: it is one of \
             `agency`, `collective`, `mandate-holder`, `civil-society` and `adviser` \
             (write one of these words)",
            "contributors.toml:15:13: error[config/value]: there is no group `ceb` \
             (add a `[[group]]` with this id, or delete the name)",
            "contributors.toml:16:11: error[config/value]: there is no contributor `ion` \
             (did you mean `iom`?)",
            "acronyms.toml:5:9: error[config/duplicate]: there are two acronyms `UN` \
             (give one of them another `short`, or delete it)",
            "acronyms.toml:8:9: error[config/value]: `short` cannot be empty: by it the acronym is known \
             (write a short word, or delete the whole entry)",
            "questionnaire.toml:1:3: error[config/unknown-key]: `questions` is not a key of the \
             file (did you mean `question`?)",
            "themes.toml:1:1: error[config/value]: `[[theme]]` has no `name`, which it needs \
             (add a line such as `name = \"...\"`)",
        ]
    );
}

#[test]
fn deep_nesting_is_a_finding_and_does_not_exhaust_the_stack() {
    let depth = 200_000;
    for line in [
        format!("a{} = 1", ".a".repeat(depth)),
        format!("[a{}]", ".a".repeat(depth)),
        format!("a = {}{}", "[".repeat(depth), "]".repeat(depth)),
        format!("a = {}1{}", "{a = ".repeat(depth), "}".repeat(depth)),
    ] {
        let folder = folder(&[("book.toml", format!("{line}\n").as_bytes())]);
        let found = read_lines(folder.path());
        assert!(!found.is_empty(), "{}", &line[..20]);
    }
}

/// Lines that are right, wrong, or break the rules of TOML.
const LINES: [&str; 24] = [
    "[book]",
    "slug = \"s\"",
    "title = \"T\"",
    "title = 5",
    "language = \"en\"",
    "isbn = { print = 5 }",
    "[[contents.front]]",
    "[[contents.body]]",
    "[contents]",
    "file = \"a.md\"",
    "file = [1]",
    "files = [\"a.md\", 5]",
    "files = \"a.md\"",
    "part = []",
    "generate = \"title\"",
    "generate = { title = 1 }",
    "role = 5",
    "[page]",
    "trim = [\"170mm\", 240]",
    "lines = -9223372036854775808",
    "[type.body]",
    "family = \"text\"",
    "word_space = [1, 2, 3, 4]",
    "unknown.key = ",
];

proptest::proptest! {
    #[test]
    fn any_settings_file_is_read_or_reported(lines in proptest::collection::vec(0..LINES.len(), 0..12)) {
        let lines: Vec<&str> = lines.into_iter().map(|at| LINES[at]).collect();
        let folder = folder(&[("book.toml", lines.join("\n").as_bytes()), ("a.md", b"A")]);
        let found = read_lines(folder.path());
        let whole = ["[book]", "slug = \"s\"", "title = \"T\"", "language = \"en\""];
        let is_whole = whole.iter().all(|line| lines.contains(line));
        proptest::prop_assert!(is_whole || !found.is_empty());
    }
}
