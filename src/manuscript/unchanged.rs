//! Whether a manuscript is still what was read of it: whoever waits for changes asks, and is not sent to
//! build for nothing.

use std::path::Path;
use std::time::SystemTime;

use super::folder::{Folder, Limits};

/// Whether the text or settings file at `path`, from the manuscript's folder on, holds exactly the `text`
/// that was read from it. Where that is not certain, it does not.
pub fn holds(root: &Path, path: &str, text: &str) -> bool {
    let limits = Limits::STANDARD;
    let folder = Folder::open(root, &limits, 0).ok();
    let found = folder.and_then(|mut folder| folder.read(path, limits.text).ok());
    found.is_some_and(|found| found.data == text.as_bytes())
}

/// Which folder it is that stands at a path: another one that is put in its place differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FolderIdentity {
    /// The device and the number on it, where the system has such. A new folder may get the number of one
    /// that is gone.
    number: Option<(u64, u64)>,
    /// When it was made, where the disk knows.
    created: Option<SystemTime>,
}

impl FolderIdentity {
    /// The folder to which a path leads; `None` where there is none.
    pub fn of(path: &Path) -> Option<FolderIdentity> {
        let found = path.metadata().ok().filter(|found| found.is_dir())?;
        #[cfg(unix)]
        let number = {
            use std::os::unix::fs::MetadataExt;
            Some((found.dev(), found.ino()))
        };
        #[cfg(not(unix))]
        let number = None;
        Some(FolderIdentity {
            number,
            created: found.created().ok(),
        })
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_file_holds_its_text_until_anything_of_it_changes() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.md");
        fs::write(&path, "caf\u{e9}\n").expect("a file");
        assert!(holds(folder.path(), "a.md", "caf\u{e9}\n"));
        assert!(!holds(folder.path(), "a.md", "cafe\n"));
        assert!(!holds(folder.path(), "b.md", ""));
        // What was read as a replacement may have been something else.
        fs::write(&path, b"\xff").expect("a file");
        assert!(!holds(folder.path(), "a.md", "\u{fffd}"));
        fs::remove_file(&path).expect("the file");
        assert!(!holds(folder.path(), "a.md", "caf\u{e9}\n"));
    }

    #[test]
    fn a_folder_in_the_place_of_another_is_another() {
        let folder = tempfile::tempdir().expect("a folder");
        let own = folder.path().join("own");
        assert_eq!(FolderIdentity::of(&own), None);
        fs::create_dir(&own).expect("a folder");
        let first = FolderIdentity::of(&own);
        fs::write(own.join("a.md"), "").expect("a file");
        assert!(first.is_some());
        assert_eq!(FolderIdentity::of(&own), first);
        assert_eq!(FolderIdentity::of(&own.join("a.md")), None);
        fs::rename(&own, folder.path().join("other")).expect("a folder");
        fs::create_dir(&own).expect("a folder");
        assert_ne!(FolderIdentity::of(&own), first);
    }
}
