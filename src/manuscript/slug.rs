//! The slug of a book, before anything else is read of it: several manuscripts that are built in one call
//! must not overwrite each other's editions.

use std::path::Path;

use super::folder::{Folder, Limits};
use super::read::BOOK_FILE;

/// The slug that `book.toml` gives the book in the folder `root`. `None` where it gives none or cannot be
/// read, and then no edition can be made either: what is wrong is found when the manuscript is read.
pub fn read_slug(root: &Path) -> Option<String> {
    let limits = Limits::STANDARD;
    let mut folder = Folder::open(root, &limits, 0).ok()?;
    let found = folder.read(BOOK_FILE, limits.settings).ok()?;
    let text = String::from_utf8(found.data).ok()?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let settings: toml::Table = text.parse().ok()?;
    let slug = settings.get("book")?.get("slug")?.as_str()?;
    Some(slug.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_slug_is_read_from_settings_that_can_be_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let slug = |text: &[u8]| {
            std::fs::write(folder.path().join(BOOK_FILE), text).expect("a file");
            read_slug(folder.path())
        };
        assert_eq!(read_slug(folder.path()), None);
        let tea = Some("tea".to_owned());
        assert_eq!(slug(b"[book]\nslug = \"tea\"\n"), tea);
        assert_eq!(slug("\u{feff}[book]\nslug = \"tea\"\n".as_bytes()), tea);
        for broken in [&b"[book\nslug = \"tea\""[..], b"[book]\n", b"", b"\xff"] {
            assert_eq!(slug(broken), None, "{broken:?}");
        }
        assert_eq!(read_slug(&folder.path().join("nowhere")), None);
    }
}
