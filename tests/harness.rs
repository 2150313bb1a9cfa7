//! The fixture runner: a folder of `tests/fixtures/` is copied to a place of its own, the program
//! runs there, and what it printed and wrote is handed back. Expectations are text files; running
//! the tests with `SNAPSHOTS=overwrite` writes them anew, and the diff is read before it is kept.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// A folder in which the program is called: its manuscript is in `manuscript/`, and what it makes by
/// default is in `build/`. It is gone when this is dropped.
pub struct Workshop {
    folder: TempDir,
}

/// What a call of the program printed, and how it ended.
#[derive(Debug)]
pub struct Run {
    /// The exit status.
    pub status: Option<i32>,
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
}

impl Workshop {
    /// A place without a manuscript.
    pub fn empty() -> Workshop {
        Workshop {
            folder: TempDir::new().expect("a folder for the test"),
        }
    }

    /// A place whose manuscript is a copy of `tests/fixtures/<name>`.
    pub fn with_fixture(name: &str) -> Workshop {
        let workshop = Workshop::empty();
        copy(&fixture(name), &workshop.path("manuscript"));
        workshop
    }

    /// A place whose manuscript is a copy of any folder, such as the compendium itself.
    pub fn with_manuscript(folder: &Path) -> Workshop {
        let workshop = Workshop::empty();
        copy(folder, &workshop.path("manuscript"));
        workshop
    }

    /// A place whose manuscript is a book of about so many pages that `tools/bench` measures. Its slug is
    /// `bench-<pages>`.
    pub fn with_generated(pages: &str) -> Workshop {
        let workshop = Workshop::empty();
        let generator = Path::new(env!("CARGO_MANIFEST_DIR")).join("tools/bench.d/generate.py");
        let status = Command::new("python3")
            .arg(generator)
            .args(["--pages", pages])
            .arg(workshop.path("manuscript"))
            .status();
        assert!(status.expect("python3 starts").success());
        workshop
    }

    /// Writes a file, and the folders that lead to it.
    pub fn write(&self, path: &str, text: &str) -> &Workshop {
        let path = self.path(path);
        let folder = path.parent().expect("a path inside the workshop");
        fs::create_dir_all(folder).expect("a folder for the test");
        fs::write(&path, text).expect("a file for the test");
        self
    }

    /// A path inside the workshop.
    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Calls the program in the workshop, with an environment that no test inherits.
    pub fn recto(&self, arguments: &[&str]) -> Run {
        self.recto_with(arguments, &[])
    }

    /// As [`Workshop::recto`], with environment variables.
    pub fn recto_with(&self, arguments: &[&str], environment: &[(&str, &str)]) -> Run {
        let output = self
            .command(arguments)
            .envs(environment.iter().copied())
            .output()
            .expect("the program starts");
        Run {
            status: output.status.code(),
            stdout: String::from_utf8(output.stdout).expect("UTF-8 on standard output"),
            stderr: String::from_utf8(output.stderr).expect("UTF-8 on standard error"),
        }
    }

    /// The program, ready to be started in the workshop, with an environment that no test inherits.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_recto"));
        self.settle(&mut command);
        command.args(arguments);
        command
    }

    /// The program under another one, which watches it.
    pub fn command_under(&self, watcher: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(watcher);
        self.settle(&mut command);
        command.args(arguments).arg(env!("CARGO_BIN_EXE_recto"));
        command
    }

    fn settle(&self, command: &mut Command) {
        for name in [
            "SOURCE_DATE_EPOCH",
            "NO_COLOR",
            "CLICOLOR",
            "CLICOLOR_FORCE",
        ] {
            command.env_remove(name);
        }
        command.current_dir(self.folder.path());
    }

    /// The bytes of a file that the program wrote.
    pub fn bytes(&self, path: &str) -> Vec<u8> {
        let path = self.path(path);
        fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// The names in a folder, sorted; none where there is no such folder.
    pub fn names(&self, folder: &str) -> Vec<String> {
        names(&self.path(folder))
    }
}

impl Run {
    /// Fails unless the program ended with this status.
    #[track_caller]
    pub fn ends_with(self, status: i32) -> Run {
        assert_eq!(self.status, Some(status), "{self:#?}");
        self
    }

    /// Fails unless standard error contains this.
    #[track_caller]
    pub fn says(self, words: &str) -> Run {
        assert!(self.stderr.contains(words), "no `{words}` in {self:#?}");
        self
    }
}

/// Compares text with the expectation in `tests/fixtures/<path>`, or writes it there when
/// `SNAPSHOTS=overwrite` is set.
#[track_caller]
pub fn expect(path: &str, actual: &str) {
    let path = fixture(path);
    if std::env::var_os("SNAPSHOTS").is_some_and(|value| value == "overwrite") {
        let folder = path.parent().expect("a path inside the fixtures");
        fs::create_dir_all(folder).expect("a folder for the expectation");
        fs::write(&path, actual).expect("the expectation is written");
        return;
    }
    let expected = fs::read_to_string(&path).unwrap_or_else(|error| {
        panic!("{}: {error}; SNAPSHOTS=overwrite writes it", path.display())
    });
    if let Some(difference) = first_difference(&expected, actual) {
        panic!("{} differs: {difference}", path.display());
    }
}

/// The first line in which two texts differ, said for a person.
pub fn first_difference(expected: &str, actual: &str) -> Option<String> {
    if expected == actual {
        return None;
    }
    let mut lines = (1..).zip(expected.lines().zip(actual.lines()));
    let found = lines.find(|(_, (expected, actual))| expected != actual);
    Some(match found {
        Some((line, (expected, actual))) => {
            format!("line {line}\n  expected {expected:?}\n  actual   {actual:?}")
        }
        None => format!(
            "{} bytes are expected, {} came",
            expected.len(),
            actual.len()
        ),
    })
}

fn fixture(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(path)
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut names: Vec<String> = entries
        .map(|entry| {
            let name = entry.expect("an entry of the folder").file_name();
            name.into_string().expect("a name in UTF-8")
        })
        .collect();
    names.sort();
    names
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder for the copy");
    let entries = fs::read_dir(from).unwrap_or_else(|error| panic!("{}: {error}", from.display()));
    for entry in entries {
        let entry = entry.expect("an entry of the folder");
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            copy(&from, &to);
        } else {
            fs::copy(&from, &to).expect("a copy of the file");
        }
    }
}

#[test]
fn a_difference_names_its_line() {
    assert_eq!(first_difference("a\nb\n", "a\nb\n"), None);
    let found = first_difference("a\nb\n", "a\nc\n").expect("a difference");
    assert!(found.starts_with("line 2"), "{found}");
    assert!(first_difference("a\n", "a\nb\n").is_some());
}

#[test]
fn a_manuscript_is_copied_with_its_folders() {
    let source = Workshop::empty();
    source.write("body/a.md", "text").write("book.toml", "");
    let workshop = Workshop::with_manuscript(&source.path(""));
    assert_eq!(workshop.names("manuscript"), ["body", "book.toml"]);
    assert_eq!(workshop.bytes("manuscript/body/a.md"), b"text");
}
