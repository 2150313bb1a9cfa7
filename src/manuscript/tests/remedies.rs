//! Settings that are nearly right: what is kept of them, and what is said to mend the rest.

use super::super::read::read;
use super::{BOOK, check_book, folder, read_lines};
use crate::length::Length;
use crate::theme::TypeTheme;

#[test]
fn a_style_keeps_what_its_table_does_not_say() {
    let book = format!(
        "{BOOK}[type.heading_2]\nsize = \"12pt\"\n[type.space_heading_2]\nbelow = \"6pt\"\n"
    );
    let folder = folder(&[("book.toml", book.as_bytes())]);
    let (manuscript, found) = read(folder.path()).unwrap();
    assert!(found.is_empty(), "{found:?}");
    let mut expected = TypeTheme::default();
    expected.heading_2.size = Length::pt(12);
    expected.space_heading_2.below = Length::pt(6);
    assert_eq!(manuscript.config.type_, expected);
}

#[test]
fn what_is_wrong_in_a_list_does_not_move_the_rest() {
    check_book(
        &format!(
            "{BOOK}[contents]\nfront = [5, {{ files = [1, \"b.md\"] }}, \"x\", {{ file = \"c.md\" }}]\n"
        ),
        &[
            "book.toml:6:10: error[config/value]: `front` holds a table, and this is the number 5 \
             (write its keys as lines below `[[contents.front]]`)",
            "book.toml:6:24: error[config/value]: `files` holds text in quotes, and this is the \
             number 1 (write it in quotes: \"1\")",
            "book.toml:6:27: error[file/missing]: there is no file `b.md` (paths start in the folder \
             of book.toml, as `body/intro.md`; correct this one, or add the file)",
            "book.toml:6:38: error[config/value]: `front` holds a table, and this is the text \"x\" \
             (write its keys as lines below `[[contents.front]]`)",
            "book.toml:6:52: error[file/missing]: there is no file `c.md` (paths start in the folder \
             of book.toml, as `body/intro.md`; correct this one, or add the file)",
        ],
    );
}

#[test]
fn help_says_what_to_write() {
    for (line, message) in [
        (
            "[page]\ninside = 20",
            "`inside` takes a length in quotes, and this is the number 20 (write its unit: \"20mm\")",
        ),
        (
            "[page]\nlines = \"34\"",
            "`lines` takes a whole number, and this is the text \"34\" (write it without quotes: 34)",
        ),
        (
            "[page]\ntrim = [\"170mm\"]",
            "`trim` takes a list of two lengths, and this list has one \
             (write `trim = [\"170mm\", \"240mm\"]`)",
        ),
        (
            "[[contents.front]]\nfiles = \"a.md\"",
            "(write a list in square brackets: [\"a.md\"])",
        ),
        (
            "[[contents.front]]\ngenerate = \"toc\"",
            "(did you mean `contents`?)",
        ),
        (
            "[[contents.front]]\ngenerate = \"Half Title\"",
            "(did you mean `half-title`?)",
        ),
        (
            "[page]\nsubtitle = \"S\"",
            "(it is a key of `[book]`: write it there)",
        ),
    ] {
        let folder = folder(&[("book.toml", format!("{BOOK}{line}\n").as_bytes())]);
        let found = read_lines(folder.path());
        let has_it = found.iter().any(|own| own.contains(message));
        assert!(has_it, "{line}: {found:?}");
    }
}

#[test]
fn lines_that_touch_are_a_warning() {
    check_book(
        &format!("{BOOK}[type.note]\nleading = \"8pt\"\n"),
        &[
            "book.toml:6:11: warning[config/tight-leading]: the lines of `note` touch: a leading of \
             8pt is less than the size of 8.5pt (write a `leading` of 8.5pt or more below \
             `[type.note]`)",
        ],
    );
}
