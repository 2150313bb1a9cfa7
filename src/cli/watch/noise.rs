//! Which changed paths are no part of a manuscript: what editors and synchronizers leave for a moment
//! beside the texts.

/// Whether a path is hidden, or a backup, a lock or a probe of an editor.
pub fn is_noise(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let is_hidden = path.split('/').any(|part| part.starts_with('.'));
    // Vim's swap files, when there are several of one text, end with swo, swn and so on.
    let is_swap = name
        .rsplit_once('.')
        .is_some_and(|(_, ending)| matches!(ending.as_bytes(), [b's', b'w', b'a'..=b'z']));
    let is_autosave = name.len() > 1 && name.starts_with('#') && name.ends_with('#');
    // Vim makes a file of this name to see whether it may write in a folder.
    let is_probe = name == "4913";
    is_hidden || is_swap || is_autosave || is_probe || name.ends_with('~') || name.starts_with("~$")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_editors_leave_is_noise_and_texts_are_not() {
        for path in [
            ".git/index",
            "body/.first.md.swp",
            "body/.#first.md",
            "body/.recto-new.7.part/book.toml",
            "body/first.md~",
            "body/first.md.swo",
            "body/#first.md#",
            "body/4913",
            "~$first.docx",
        ] {
            assert!(is_noise(path), "{path}");
        }
        for path in [
            "book.toml",
            "body/first.md",
            "images/4913.png",
            "body/~first.md",
            "body/#",
            "sounds.sw",
            "body/answers",
        ] {
            assert!(!is_noise(path), "{path}");
        }
    }
}
