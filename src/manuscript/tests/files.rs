//! Files: what is read, and what is not opened.

use super::super::folder::Limits;
use super::super::read::{read, read_within};
use super::{BOOK, folder, folder_with_text, lines, read_lines};
use crate::source::Span;

#[test]
fn a_whole_manuscript_is_read_without_findings() {
    let book = format!(
        "{BOOK}date = \"2026-11-01\"\nisbn = {{ print = \"978-0-306-40615-7\" }}\n\
         [[contents.front]]\ngenerate = \"imprint\"\nfile = \"front/imprint.md\"\n\
         [[contents.body]]\npart = \"Part\"\nfiles = [\"body/a.md\", \"body/b.md\"]\n\
         role = \"contribution\"\n[page]\nlines = 30\n[type.body]\nfamily = \"text\"\n\
         size = \"10pt\"\nleading = \"13pt\"\n"
    );
    let folder = folder(&[
        ("book.toml", book.as_bytes()),
        ("front/imprint.md", b"Imprint"),
        ("body/a.md", b"\xef\xbb\xbfA"),
        ("body/b.md", b"B"),
        (
            "contributors.toml",
            b"[[contributor]]\nid = \"iom\"\nname = \"N\"\nshort = \"IOM\"\nkind = \"agency\"\n\
              groups = [\"gmg\"]\n[[group]]\nid = \"gmg\"\nname = \"G\"\nsubset_of = \"ceb\"\n\
              except = [\"iom\"]\n[[group]]\nid = \"ceb\"\nname = \"C\"\n",
        ),
        (
            "acronyms.toml",
            b"[[acronym]]\nshort = \"UN\"\nlong = \"United Nations\"\n",
        ),
        (
            "questionnaire.toml",
            b"[[question]]\nletter = \"a\"\ntitle = \"Q\"\n",
        ),
        (
            "themes.toml",
            b"[[theme]]\nid = \"health\"\nname = \"Health\"\n",
        ),
    ]);
    let (manuscript, diagnostics) = read(folder.path()).unwrap();
    assert_eq!(lines(&manuscript, diagnostics), [""; 0]);
    let texts: Vec<&str> = manuscript
        .texts
        .iter()
        .map(|(path, _)| path.as_str())
        .collect();
    assert_eq!(texts, ["front/imprint.md", "body/a.md", "body/b.md"]);
    let text = manuscript
        .text("body/a.md")
        .and_then(|id| manuscript.sources.get(id));
    assert_eq!(text.map(|file| file.text.as_str()), Some("A"));
    assert_eq!(manuscript.contributors[0].short, "IOM");
    assert_eq!(manuscript.groups[0].except, ["iom"]);
    assert_eq!(manuscript.acronyms[0].long, "United Nations");
    assert_eq!(manuscript.questions[0].letter, "a");
    assert_eq!(manuscript.themes[0].name, "Health");
    let line = |span: Option<Span>| manuscript.sources.position(span.unwrap()).line;
    let parts = manuscript.entry_spans("part", |entry| entry.part.is_some());
    assert_eq!(parts.into_iter().map(line).collect::<Vec<_>>(), [11]);
    let pages = manuscript.entry_spans("generate", |entry| entry.generate.is_some());
    assert_eq!(pages.into_iter().map(line).collect::<Vec<_>>(), [8]);
}

#[test]
fn only_the_folder_itself_is_an_error() {
    let folder = folder(&[("file", b"")]);
    let message = |path: &str| read(&folder.path().join(path)).unwrap_err().to_string();
    assert!(message("missing").starts_with("there is no folder"));
    assert!(message("file").ends_with("is not a folder"));
    assert_eq!(
        read_lines(folder.path()),
        ["error[file/missing]: there is no file `book.toml` \
          (the README shows the smallest one; docs/configuration.md has all its keys)"]
    );
}

#[test]
fn texts_that_are_missing_outside_or_misspelt_are_reported_at_their_path() {
    let place = "book.toml:6:8: error";
    for (path, expected) in [
        ("body/a.md", ""),
        (
            "body/b.md",
            "[file/missing]: there is no file `body/b.md` (did you mean `body/a.md`?)",
        ),
        (
            "body/A.md",
            "[file/missing]: there is no file `body/A.md` (the file is called `body/a.md`",
        ),
        (
            "Body/a.md",
            "[file/missing]: there is no file `Body/a.md` (the file is called `body/a.md`",
        ),
        (
            "nothing/like/it.md",
            "[file/missing]: there is no file `nothing/like/it.md` (paths start in the folder of",
        ),
        (
            "a.md",
            "[file/missing]: there is no file `a.md` (did you mean `body/a.md`?)",
        ),
        ("body/a.md/x", "[file/missing]"),
        (
            "../a.md",
            "[file/outside]: `../a.md` leads outside the manuscript's folder: `..`",
        ),
        ("body/../../a.md", "[file/outside]"),
        ("/etc/hostname", "[file/outside]"),
        ("c:/a.md", "[file/outside]"),
        (
            "https://example.org/a.md",
            "[file/outside]: `https://example.org/a.md` leads outside the manuscript's folder: nothing is fetched",
        ),
        ("body\\a.md", "[file/path]"),
        ("./body/a.md", "[file/path]"),
        ("body//a.md", "[file/path]"),
        ("", "[file/path]"),
        ("body", "[file/unreadable]"),
    ] {
        let folder = folder_with_text(path, &[("body/a.md", b"A")]);
        let found = read_lines(folder.path());
        if expected.is_empty() {
            assert_eq!(found, [""; 0], "{path}");
        } else {
            assert_eq!(found.len(), 1, "{path}: {found:?}");
            assert!(found[0].starts_with(place), "{path}: {found:?}");
            assert!(found[0].contains(expected), "{path}: {found:?}");
        }
    }
}

#[cfg(unix)]
#[test]
fn links_out_of_the_folder_and_pipes_are_not_opened() {
    use std::os::unix::fs::symlink;
    use std::process::Command;

    let outside = folder(&[("secret.md", b"secret")]);
    let inside = folder_with_text("out.md", &[("a.md", b"A")]);
    symlink(
        outside.path().join("secret.md"),
        inside.path().join("out.md"),
    )
    .unwrap();
    let found = read_lines(inside.path());
    assert!(
        found[0].contains("[file/outside]") && found[0].contains("symbolic link"),
        "{found:?}"
    );

    let inside = folder_with_text("deep/secret.md", &[]);
    symlink(outside.path(), inside.path().join("deep")).unwrap();
    assert!(read_lines(inside.path())[0].contains("[file/outside]"));

    let inside = folder_with_text("pipe.md", &[]);
    let pipe = inside.path().join("pipe.md");
    assert!(
        Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .unwrap()
            .success()
    );
    assert!(read_lines(inside.path())[0].contains("[file/unreadable]"));

    let inside = folder_with_text("link.md", &[("a.md", b"A")]);
    symlink("a.md", inside.path().join("link.md")).unwrap();
    assert_eq!(read_lines(inside.path()), [""; 0]);
}

#[cfg(unix)]
#[test]
fn a_text_stands_in_the_contents_once_whatever_its_name() {
    let book = format!("{BOOK}[[contents.body]]\nfiles = [\"a.md\", \"b.md\", \"a.md\"]\n");
    let folder = folder(&[("book.toml", book.as_bytes()), ("a.md", b"A")]);
    std::os::unix::fs::symlink("a.md", folder.path().join("b.md")).unwrap();
    assert_eq!(
        read_lines(folder.path()),
        [
            "book.toml:6:18: error[file/twice]: `b.md` stands in the contents twice (delete one of \
             the two, or correct the path if another text was meant)",
            "book.toml:6:26: error[file/twice]: `a.md` stands in the contents twice (delete one of \
             the two, or correct the path if another text was meant)",
        ]
    );
}

#[test]
fn bytes_that_are_not_utf_8_are_shown_where_they_are_and_the_rest_is_kept() {
    let folder = folder_with_text("a.md", &[("a.md", b"one\ntw\xe9 three")]);
    let (manuscript, diagnostics) = read(folder.path()).unwrap();
    assert_eq!(
        lines(&manuscript, diagnostics),
        [
            "a.md:2:3: error[file/encoding]: `a.md` is not UTF-8 from here on \
          (it may be Windows-1252 or Latin-1: save it as UTF-8)"
        ]
    );
    let id = manuscript.text("a.md").unwrap();
    assert_eq!(
        manuscript.sources.get(id).unwrap().text,
        "one\ntw\u{fffd} three"
    );

    let folder = folder_with_text("a.md", &[("a.md", b"\xff\xfea\0")]);
    assert!(read_lines(folder.path())[0].contains("UTF-16"));
}

#[test]
fn files_and_the_manuscript_have_limits() {
    let folder = folder_with_text("a.md", &[("a.md", &[b'a'; 300])]);
    let found = |limits: Limits| {
        let (manuscript, diagnostics) = read_within(folder.path(), &limits).unwrap();
        lines(&manuscript, diagnostics)
    };
    let standard = Limits::STANDARD;
    assert_eq!(
        found(Limits {
            text: 300,
            ..standard
        }),
        [""; 0]
    );
    assert!(
        found(Limits {
            text: 299,
            ..standard
        })[0]
            .contains("[file/too-large]: `a.md` is larger than 299 bytes")
    );
    assert!(
        found(Limits {
            settings: 20,
            ..standard
        })[0]
            .contains("[file/too-large]: `book.toml`")
    );
    assert!(
        found(Limits {
            manuscript: 301,
            ..standard
        })[0]
            .contains("[file/too-large]: with `a.md`")
    );
}
