//! Source text as the rules look at it: whole, and as bare code without comments, literals, white
//! space and unit tests, so that a word in a sentence is no fault.

/// A Rust file.
pub struct SourceText {
    /// The path from the root, with `/`.
    pub path: String,
    /// The file.
    pub text: String,
    /// The code alone: neither comments nor what is between quotation marks.
    pub code: String,
    /// The code without white space, without unit tests and without what measures it.
    pub shipped: String,
}

impl SourceText {
    /// A file and its code.
    pub fn new(path: &str, text: &str) -> SourceText {
        let code = bare(text);
        SourceText {
            path: path.to_owned(),
            text: text.to_owned(),
            shipped: without_tests(path, &code),
            code,
        }
    }

    /// Whether it belongs to a room: `src/<name>.rs` or `src/<name>/...`.
    pub fn is_in(&self, room: &str) -> bool {
        let inside = self.path.strip_prefix("src/");
        let inside = inside.and_then(|path| path.strip_prefix(room));
        inside.is_some_and(|rest| rest.starts_with('/') || rest == ".rs")
    }

    /// The words of the code that ships.
    pub fn shipped_words(&self) -> impl Iterator<Item = &str> {
        words(&self.shipped)
    }

    /// What is named of a module in the code that ships: `Page` and `Frame` for
    /// `layout::{Page, Frame}`.
    pub fn names_from(&self, module: &str) -> Vec<&str> {
        let path = format!("{module}::");
        let mut names = Vec::new();
        for (at, _) in self.shipped.match_indices(&path) {
            let before = self.shipped[..at].chars().next_back();
            if before.is_some_and(is_word_character) {
                continue;
            }
            let rest = &self.shipped[at + path.len()..];
            match rest.strip_prefix('{') {
                Some(list) => {
                    let list = list.split('}').next().unwrap_or_default();
                    names.extend(list.split(',').filter_map(|name| words(name).next()));
                }
                None => names.extend(words(rest).next()),
            }
        }
        names
    }
}

/// The words of code: names and keywords.
pub fn words(code: &str) -> impl Iterator<Item = &str> {
    code.split(|c| !is_word_character(c))
        .filter(|word| !word.is_empty())
}

fn is_word_character(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

const MODULE_OF_TESTS: &str = "#[cfg(test)] mod ";

/// Files of tests and benches are empty; others lose their modules of tests.
fn without_tests(path: &str, code: &str) -> String {
    let is_test = path.ends_with("/tests.rs")
        || path.contains("/tests/")
        || path.ends_with("/fixture.rs")
        || path.starts_with("tests/")
        || path.starts_with("benches/");
    if is_test {
        return String::new();
    }
    let dense = code.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut shipped = String::new();
    let mut rest = dense.as_str();
    while let Some(at) = rest.find(MODULE_OF_TESTS) {
        let (before, module) = rest.split_at(at);
        shipped.push_str(before);
        rest = &module[length_of_item(module)..];
    }
    shipped.push_str(rest);
    // Words stay apart, everything else closes up.
    let mut closed = String::new();
    let mut characters = shipped.chars().peekable();
    while let Some(c) = characters.next() {
        let parts_words = closed.chars().next_back().is_some_and(is_word_character)
            && characters.peek().copied().is_some_and(is_word_character);
        if c != ' ' || parts_words {
            closed.push(c);
        }
    }
    closed
}

/// The length of the item at the start of bare code: up to its semicolon or its closing brace.
fn length_of_item(code: &str) -> usize {
    let mut depth = 0_usize;
    for (at, c) in code.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 && (c == '}' || c == ';') {
            return at + 1;
        }
    }
    code.len()
}

/// Takes comments and the insides of literals out; line breaks stay.
fn bare(text: &str) -> String {
    let mut code = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let length = literal_or_comment(rest, &code);
        if length > 0 {
            let (skipped, after) = rest.split_at(length);
            code.push(' ');
            code.extend(skipped.chars().filter(|c| *c == '\n'));
            rest = after;
        } else {
            code.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    code
}

/// The length of the comment or literal at the start of `rest`, or 0. `before` is the code so far.
fn literal_or_comment(rest: &str, before: &str) -> usize {
    if rest.starts_with("//") {
        return rest.find('\n').unwrap_or(rest.len());
    }
    if rest.starts_with("/*") {
        return rest.find("*/").map_or(rest.len(), |at| at + 2);
    }
    let starts_word = !before.chars().next_back().is_some_and(is_word_character);
    let raw = rest
        .strip_prefix("br")
        .or_else(|| rest.strip_prefix('r'))
        .filter(|_| starts_word);
    if let Some(raw) = raw {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        if raw[hashes..].starts_with('"') {
            let close = format!("\"{}", "#".repeat(hashes));
            let opening = rest.len() - raw.len() + hashes + 1;
            return rest[opening..]
                .find(&close)
                .map_or(rest.len(), |at| opening + at + close.len());
        }
    }
    if rest.starts_with('"') {
        return quoted(rest, '"');
    }
    // `'a'` and `'\n'` are characters, `'a` is a lifetime.
    let mut characters = rest.char_indices().skip(1).map(|(_, c)| c);
    if rest.starts_with('\'') {
        let first = characters.next();
        if first == Some('\\') || (first.is_some() && characters.next() == Some('\'')) {
            return quoted(rest, '\'');
        }
    }
    0
}

/// The length of a literal with escapes, both marks included.
fn quoted(rest: &str, mark: char) -> usize {
    let mut is_escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        if is_escaped {
            is_escaped = false;
        } else if c == '\\' {
            is_escaped = true;
        } else if c == mark {
            return at + mark.len_utf8();
        }
    }
    rest.len()
}

#[test]
fn comments_and_literals_are_no_code() {
    for (text, code) in [
        ("let a = 1; // Block\nb", "let a = 1; \nb"),
        ("/* Block\n */ b", "\n b"),
        (r#"f("Block \" x", 'B', '\'')"#, "f( , , )"),
        ("fn f<'a>(x: &'a str)", "fn f<'a>(x: &'a str)"),
        ("let a = r#\"Block \"quoted\" \"#; b", "let a = ; b"),
        ("let a = br\"Block\"; for x", "let a = ; for x"),
    ] {
        let found: String = bare(text).split(' ').collect();
        let expected: String = code.split(' ').collect();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn unit_tests_do_not_ship() {
    let text = "use a;\n#[cfg(test)]\nmod b;\nfn f ( ) { }\n#[cfg(test)]\nmod c {\n d { } }\ne;";
    assert_eq!(
        SourceText::new("src/a.rs", text).shipped,
        "use a;fn f(){}e;"
    );
    assert_eq!(SourceText::new("src/a/tests.rs", "fn f() {}").shipped, "");
}

#[test]
fn names_of_a_module_are_found_in_lists_and_paths() {
    let text =
        "use crate::layout::{Page, Mark as M};\nfn f(a: crate::layout::Frame, b: my_layout::X) {}";
    let file = SourceText::new("src/a.rs", text);
    assert_eq!(file.names_from("layout"), ["Page", "Mark", "Frame"]);
}
