//! The only place that writes to the disk. New manuscripts appear whole or not at all. All files of a book are written under temporary names,
//! made durable, and renamed: whoever opens an edition, even after a crash, finds a whole one.
//!
//! A temporary name is `.<name>.<process>.part`, and it is created, never opened, so that no link
//! laid in its place is followed. Renaming replaces a link at the final name instead of following
//! it. While parts exist their writer holds a shared lock on the folder; whoever gets the lock alone
//! knows that every part belongs to a build that died, and removes it. Where a folder cannot be
//! locked, such parts stay.
//!
//! This file is longer than others, for nothing that writes may stand anywhere else.

use std::ffi::OsStr;
use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

use crate::manuscript::APPROVALS_FILE;
use crate::pipeline::Edition;
use crate::recommendations;

use super::report;

/// A file to be written.
#[derive(Clone, Copy, Debug)]
pub struct Output<'a> {
    /// Its name, without a folder.
    pub name: &'a str,
    /// All of it.
    pub bytes: &'a [u8],
}

/// The disk refused.
#[derive(Debug)]
pub struct OutputError {
    /// What was tried: "write", "create the folder".
    pub action: &'static str,
    /// On which file or folder.
    pub path: PathBuf,
    /// Why it failed.
    pub source: io::Error,
}

impl fmt::Display for OutputError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.display();
        write!(
            formatter,
            "cannot {} `{path}`: {}",
            self.action, self.source
        )
    }
}

impl std::error::Error for OutputError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}

/// Writes all files into the folder, which is made when it is missing. No file under a final name is
/// touched before every new one is whole.
///
/// # Errors
/// The first refusal of the disk. Temporary files are removed then.
pub fn write_all(folder: &Path, outputs: &[Output<'_>]) -> Result<(), OutputError> {
    fs::create_dir_all(folder).map_err(failed("create the folder", folder))?;
    // Released when it is dropped, or when the process dies.
    let _lock = lock(folder);
    let mut parts = Vec::with_capacity(outputs.len());
    for output in outputs {
        let target = folder.join(output.name);
        if output.name.contains(['/', '\\', '\0']) {
            let source = io::Error::from(io::ErrorKind::InvalidFilename);
            return Err(failed("write", &target)(source));
        }
        if target.symlink_metadata().is_ok_and(|found| found.is_dir()) {
            let source = io::Error::from(io::ErrorKind::IsADirectory);
            return Err(failed("replace the folder", &target)(source));
        }
        parts.push(Part::write(folder, output, target)?);
    }
    for part in parts {
        part.publish()?;
    }
    make_names_durable(folder)
}

/// A file under its temporary name; dropping it removes it.
struct Part {
    path: PathBuf,
    target: PathBuf,
}

impl Part {
    fn write(folder: &Path, output: &Output<'_>, target: PathBuf) -> Result<Part, OutputError> {
        let name = format!(".{}.{}.part", output.name, std::process::id());
        let path = folder.join(name);
        let mut file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&path)
            .map_err(failed("create", &path))?;
        let part = Part { path, target };
        file.write_all(output.bytes)
            .and_then(|()| file.sync_all())
            .map_err(failed("write", &part.path))?;
        Ok(part)
    }

    fn publish(self) -> Result<(), OutputError> {
        fs::rename(&self.path, &self.target).map_err(failed("replace", &self.target))
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        // Nothing is left to remove once it is renamed, and nothing can be done where that fails.
        let _ = fs::remove_file(&self.path);
    }
}

/// Marks the folder as being written to, and removes what dead builds left where nobody else is
/// writing. Threads of one process never write to one folder at once.
fn lock(folder: &Path) -> Option<File> {
    let handle = File::open(folder).ok()?;
    if handle.try_lock().is_ok() {
        remove_stale_parts(folder);
        handle.unlock().ok()?;
    }
    handle.lock_shared().ok()?;
    Some(handle)
}

fn remove_stale_parts(folder: &Path) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries {
        let Ok(kind) = entry.file_type() else {
            continue;
        };
        // What cannot be removed is tried again by the next.
        if kind.is_dir() && is_stage(&entry.file_name()) {
            let _ = fs::remove_dir_all(entry.path());
        } else if !kind.is_dir() && entry.file_name().to_str().is_some_and(is_part_of_ours) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Whether a name is that of the folder in which `recto new` writes: `.recto-new.<process>.part`.
pub fn is_stage(name: &OsStr) -> bool {
    name.to_str()
        .and_then(|name| name.strip_prefix(STAGE)?.strip_suffix(".part"))
        .is_some_and(|process| process.parse::<u32>().is_ok())
}

/// How the name of such a folder begins.
const STAGE: &str = ".recto-new.";

/// Whether a name is `.<slug><suffix of an edition or report>.<process>.part`, or that of the approvals.
fn is_part_of_ours(name: &str) -> bool {
    let inner = name
        .strip_prefix('.')
        .and_then(|rest| rest.strip_suffix(".part"));
    let Some((name, process)) = inner.and_then(|inner| inner.rsplit_once('.')) else {
        return false;
    };
    let mut suffixes = Edition::ALL
        .iter()
        .map(|edition| edition.suffix())
        .chain(recommendations::SUFFIXES)
        .chain([report::SUFFIX]);
    let is_whole = name == APPROVALS_FILE;
    process.parse::<u32>().is_ok()
        && (is_whole || suffixes.any(|own| name.len() > own.len() && name.ends_with(own)))
}

/// Makes a folder with these files; their names may have `/`. The folder is missing or empty. All of
/// it is written under a temporary name and renamed, so that a failure leaves nothing behind. What dead
/// processes left in the same place is removed.
///
/// # Errors
/// The first refusal of the disk.
pub fn make_folder(folder: &Path, files: &[Output<'_>]) -> Result<(), OutputError> {
    let stage = Stage::new(folder)?;
    for file in files {
        let path = stage.inside.join(file.name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(failed("create the folder", parent))?;
        }
        fs::write(&path, file.bytes).map_err(failed("write", &path))?;
    }
    stage.publish()
}

/// A folder under a temporary name; dropping it removes it, and what was moved out of it in vain.
struct Stage {
    path: PathBuf,
    /// Where the files go: `path`, or below it.
    inside: PathBuf,
    /// What `path` becomes; or, where that exists, what receives all that is in `path`.
    target: PathBuf,
    moved: Vec<PathBuf>,
    /// Says that the folder around `path` is written to.
    _lock: Option<File>,
}

impl Stage {
    /// Stands beside the first folder that is missing on the way to `folder`, or in `folder`.
    fn new(folder: &Path) -> Result<Stage, OutputError> {
        let mut ancestors = folder.ancestors();
        let mut missing = None;
        while let Some(own) = ancestors.next().filter(|own| *own != Path::new("")) {
            if own.symlink_metadata().is_ok() {
                break;
            }
            missing = Some(own);
        }
        let target = missing.unwrap_or(folder);
        let beside = match missing.and_then(Path::parent) {
            Some(parent) if parent == Path::new("") => Path::new("."),
            Some(parent) => parent,
            None => folder,
        };
        let below = folder.strip_prefix(target).unwrap_or(Path::new(""));
        if !below
            .components()
            .all(|own| matches!(own, Component::Normal(_)))
        {
            let source = io::Error::from(io::ErrorKind::InvalidFilename);
            return Err(failed("create the folder", folder)(source));
        }
        let lock = lock(beside);
        let path = beside.join(format!("{STAGE}{}.part", std::process::id()));
        fs::create_dir(&path).map_err(failed("create the folder", &path))?;
        Ok(Stage {
            inside: path.join(below),
            path,
            target: target.to_owned(),
            moved: Vec::new(),
            _lock: lock,
        })
    }

    fn publish(mut self) -> Result<(), OutputError> {
        if self.target.symlink_metadata().is_err() {
            return fs::rename(&self.path, &self.target)
                .map_err(failed("create the folder", &self.target));
        }
        let entries = fs::read_dir(&self.path).and_then(Iterator::collect::<io::Result<Vec<_>>>);
        for entry in entries.map_err(failed("read the folder", &self.path))? {
            let to = self.target.join(entry.file_name());
            fs::rename(entry.path(), &to).map_err(failed("create", &to))?;
            self.moved.push(to);
        }
        self.moved.clear();
        Ok(())
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        // Nothing is left to remove where all went well, and nothing can be done where this fails.
        for path in &self.moved {
            let _ = fs::remove_file(path).or_else(|_| fs::remove_dir_all(path));
        }
        let _ = fs::remove_dir_all(&self.path);
    }
}

/// A rename lasts through a loss of power once the folder itself is written. Systems that cannot
/// open a folder order such writes themselves.
fn make_names_durable(folder: &Path) -> Result<(), OutputError> {
    if cfg!(unix) {
        File::open(folder)
            .and_then(|handle| handle.sync_all())
            .map_err(failed("write the folder", folder))?;
    }
    Ok(())
}

fn failed(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> OutputError {
    let path = path.to_owned();
    move |source| OutputError {
        action,
        path,
        source,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn output<'a>(name: &'a str, bytes: &'a [u8]) -> Output<'a> {
        Output { name, bytes }
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("the folder");
        let mut names: Vec<String> = entries
            .map(|entry| {
                entry
                    .expect("an entry")
                    .file_name()
                    .to_string_lossy()
                    .into()
            })
            .collect();
        names.sort();
        names
    }

    #[test]
    fn files_are_written_into_a_folder_that_is_made() {
        let folder = tempfile::tempdir().expect("a folder");
        let out = folder.path().join("a/b");
        let outputs = [output("x.epub", b"one"), output("x.report.json", b"two")];
        write_all(&out, &outputs).expect("an empty disk");
        assert_eq!(names(&out), ["x.epub", "x.report.json"]);
        assert_eq!(fs::read(out.join("x.epub")).expect("the file"), b"one");
    }

    #[test]
    fn a_failure_leaves_every_previous_file_and_no_part() {
        let folder = tempfile::tempdir().expect("a folder");
        let out = folder.path();
        fs::write(out.join("x-print.pdf"), b"before").expect("a file");
        fs::create_dir(out.join("x.epub")).expect("a folder in the way");
        let outputs = [output("x-print.pdf", b"after"), output("x.epub", b"new")];
        let error = write_all(out, &outputs).expect_err("a folder in the way");
        assert!(error.to_string().contains("x.epub"), "{error}");
        assert_eq!(names(out), ["x-print.pdf", "x.epub"]);
        assert_eq!(
            fs::read(out.join("x-print.pdf")).expect("the file"),
            b"before"
        );
    }

    #[test]
    fn parts_of_dead_builds_are_removed_and_nothing_else() {
        let folder = tempfile::tempdir().expect("a folder");
        let out = folder.path();
        let kept = [
            ".gitignore",
            ".x.epub.part",
            ".x.txt.77.part",
            "x.epub.77.part",
            ".epub.7.part",
        ];
        let stale = [
            ".old-print.pdf.4.part",
            ".x.epub.77.part",
            ".x.report.json.1.part",
            ".approvals.toml.5.part",
        ];
        for name in kept.iter().chain(&stale) {
            fs::write(out.join(name), b"").expect("a file");
        }
        write_all(out, &[output("y.epub", b"new")]).expect("room for a file");
        let mut expected = [kept.as_slice(), &["y.epub"]].concat();
        expected.sort_unstable();
        assert_eq!(names(out), expected);
    }

    #[test]
    fn a_name_that_leads_out_of_the_folder_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let out = folder.path().join("out");
        write_all(&out, &[output("../x.epub", b"new")]).expect_err("a path");
        assert_eq!(names(folder.path()), ["out"]);
    }

    #[test]
    fn a_folder_is_made_whole_where_it_is_missing_and_where_it_is_empty() {
        let folder = tempfile::tempdir().expect("a folder");
        let files = [output("a.toml", b"one"), output("b/c.md", b"two")];
        for place in ["", "x/y"] {
            let own = folder.path().join(place);
            make_folder(&own, &files).expect("room for files");
            assert_eq!(fs::read(own.join("b/c.md")).expect("the file"), b"two");
            fs::remove_dir_all(own.join("b")).expect("the folder");
            fs::remove_file(own.join("a.toml")).expect("the file");
        }
        assert_eq!(names(folder.path()), ["x"]);
    }

    #[test]
    fn what_dead_processes_left_of_a_folder_is_removed_and_nothing_else() {
        let folder = tempfile::tempdir().expect("a folder");
        let kept = [".recto-new.part", ".recto-new.x.part", "recto-new.7.part"];
        for name in kept
            .iter()
            .chain(&[".recto-new.7.part", ".recto-new.4000000000.part"])
        {
            let own = folder.path().join(name);
            fs::create_dir(&own).expect("a folder");
            fs::write(own.join("book.toml"), b"left").expect("a file");
        }
        // A file of that name is none of ours.
        fs::write(folder.path().join(".recto-new.8.part"), b"kept").expect("a file");
        let files = [output("a.toml", b"one")];
        make_folder(&folder.path().join("book"), &files).expect("room for files");
        let mut expected = [kept.as_slice(), &[".recto-new.8.part", "book"]].concat();
        expected.sort_unstable();
        assert_eq!(names(folder.path()), expected);
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_that_is_still_being_made_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let other = lock(folder.path());
        assert!(other.is_some());
        fs::create_dir(folder.path().join(".recto-new.7.part")).expect("a folder");
        make_folder(&folder.path().join("book"), &[output("a", b"one")]).expect("room for files");
        assert_eq!(names(folder.path()), [".recto-new.7.part", "book"]);
    }

    #[test]
    fn a_folder_that_cannot_be_made_leaves_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let files = [output("a", b"one"), output("a/b", b"two")];
        for place in ["", "x/y", "x/../y"] {
            make_folder(&folder.path().join(place), &files).expect_err("a file is no folder");
            assert!(names(folder.path()).is_empty(), "{place:?}");
        }
        // What is moved out before the failure goes too.
        fs::create_dir_all(folder.path().join("b/in the way")).expect("a folder");
        let files = [output("a", b"one"), output("b/c", b"two")];
        make_folder(folder.path(), &files).expect_err("a folder in the way");
        assert_eq!(names(folder.path()), ["b"]);
    }

    #[cfg(unix)]
    #[test]
    fn parts_of_a_build_that_is_still_writing_stay() {
        let folder = tempfile::tempdir().expect("a folder");
        let out = folder.path();
        let other = lock(out);
        assert!(other.is_some());
        fs::write(out.join(".x.epub.77.part"), b"").expect("a file");
        write_all(out, &[output("y.epub", b"new")]).expect("room for a file");
        assert_eq!(names(out), [".x.epub.77.part", "y.epub"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_at_the_final_name_is_replaced_and_not_followed() {
        let folder = tempfile::tempdir().expect("a folder");
        let outside = folder.path().join("outside.txt");
        let out = folder.path().join("out");
        fs::create_dir(&out).expect("a folder");
        fs::write(&outside, b"precious").expect("a file");
        std::os::unix::fs::symlink(&outside, out.join("x.epub")).expect("a link");
        write_all(&out, &[output("x.epub", b"new")]).expect("room for a file");
        assert_eq!(fs::read(&outside).expect("the file"), b"precious");
        assert_eq!(fs::read(out.join("x.epub")).expect("the file"), b"new");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_at_the_temporary_name_is_not_followed() {
        let folder = tempfile::tempdir().expect("a folder");
        let outside = folder.path().join("outside.txt");
        fs::write(&outside, b"precious").expect("a file");
        let part = format!(".x.epub.{}.part", std::process::id());
        let out = folder.path().join("out");
        fs::create_dir(&out).expect("a folder");
        std::os::unix::fs::symlink(&outside, out.join(part)).expect("a link");
        write_all(&out, &[output("x.epub", b"new")]).expect("the link is removed");
        assert_eq!(fs::read(&outside).expect("the file"), b"precious");
        assert_eq!(fs::read(out.join("x.epub")).expect("the file"), b"new");
    }
}
