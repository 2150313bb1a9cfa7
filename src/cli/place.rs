//! Paths of a manuscript's files as they are named from where the program was called, so that an
//! editor or a CI log can follow them.

/// `root` is the manuscript's folder as it was typed, `path` is relative to it.
pub fn path_from_here(root: &str, path: &str) -> String {
    let root = root.trim_end_matches(['/', '\\']);
    match root {
        "" => format!("/{path}"),
        "." => path.to_owned(),
        _ => format!("{root}/{path}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_is_joined_with_one_slash() {
        for (root, joined) in [
            ("./manuscript", "./manuscript/a/b.md"),
            ("books/x//", "books/x/a/b.md"),
            (".", "a/b.md"),
            ("/", "/a/b.md"),
        ] {
            assert_eq!(path_from_here(root, "a/b.md"), joined);
        }
    }
}
