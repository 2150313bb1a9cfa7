//! What the reader makes of good and bad folders.

mod files;
mod images;
mod remedies;
mod settings;

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::Manuscript;
use super::read::read;
use crate::diagnostic::{self, Diagnostic};

const BOOK: &str = "[book]\nslug = \"small\"\ntitle = \"Small\"\nlanguage = \"en\"\n";

/// A folder with these files.
fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, data) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, data).unwrap();
    }
    folder
}

/// `book.toml` with a body of one text, beside other files.
fn folder_with_text(path: &str, files: &[(&str, &[u8])]) -> TempDir {
    let book = format!("{BOOK}[[contents.body]]\nfile = {path:?}\n");
    let mut all: Vec<(&str, &[u8])> = vec![("book.toml", book.as_bytes())];
    all.extend_from_slice(files);
    folder(&all)
}

/// The findings as lines, with their help.
fn lines(manuscript: &Manuscript, mut diagnostics: Vec<Diagnostic>) -> Vec<String> {
    diagnostic::sort(&mut diagnostics);
    let line = |diagnostic: &Diagnostic| {
        let help = diagnostic.help.as_deref().map(|help| format!(" ({help})"));
        diagnostic.one_line(&manuscript.sources) + &help.unwrap_or_default()
    };
    diagnostics.iter().map(line).collect()
}

fn read_lines(root: &Path) -> Vec<String> {
    let (manuscript, diagnostics) = read(root).unwrap();
    lines(&manuscript, diagnostics)
}

/// What is said of a `book.toml`.
fn check_book(book: &str, expected: &[&str]) {
    let folder = folder(&[("book.toml", book.as_bytes())]);
    assert_eq!(read_lines(folder.path()), expected, "{book}");
}
