//! Paths of a manuscript's files as they are named from where the program was called, so that an
//! editor or a CI log can follow them; for SARIF as URI references.

/// `root` is the manuscript's folder as it was typed, `path` is relative to it.
pub fn path_from_here(root: &str, path: &str) -> String {
    let root = root.trim_end_matches(['/', '\\']);
    match root {
        "" => format!("/{path}"),
        "." => path.to_owned(),
        _ => format!("{root}/{path}"),
    }
}

/// The same path as a URI reference (RFC 3986): relative to where the program was called, or a file
/// URI where the manuscript's folder was typed with its whole path.
pub fn uri_from_here(root: &str, path: &str) -> String {
    let path = path_from_here(root, path);
    let path = match cfg!(windows) {
        true => path.replace('\\', "/"),
        false => path,
    };
    let segments: Vec<String> = path
        .split('/')
        .filter(|segment| *segment != ".")
        .map(encoded)
        .collect();
    let uri = segments.join("/");
    let has_drive = cfg!(windows) && path.get(1..3) == Some(":/");
    match (path.starts_with('/'), has_drive) {
        (true, _) => format!("file://{uri}"),
        (false, true) => format!("file:///{uri}"),
        (false, false) => uri,
    }
}

/// A segment of a path with all but the unreserved characters of RFC 3986 percent-encoded.
fn encoded(segment: &str) -> String {
    let mut encoded = String::with_capacity(segment.len());
    for byte in segment.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                encoded.push(char::from(byte));
            }
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
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

    #[test]
    fn a_uri_has_no_dots_and_no_character_of_its_own() {
        for (root, path, uri) in [
            ("./manuscript", "a/b.md", "manuscript/a/b.md"),
            (".", "b.md", "b.md"),
            ("../x", "b.md", "../x/b.md"),
            ("/home/x", "b.md", "file:///home/x/b.md"),
            ("m", "thé vert #1?.md", "m/th%C3%A9%20vert%20%231%3F.md"),
            (".", "a:b%.md", "a%3Ab%25.md"),
        ] {
            assert_eq!(uri_from_here(root, path), uri);
        }
    }
}
