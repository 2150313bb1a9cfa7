//! The form of a broken manuscript: one readable text file. In comes its text; out come the files
//! that it adds to a manuscript in order, and the findings that it expects.
//!
//! What stands before the first marker says what is wrong. A marker is a line `-- ... --`:
//!
//! | marker | what follows it |
//! |---|---|
//! | `-- path --` | a file, as it stands |
//! | `-- escaped path --` | a file with `\r`, `\n`, `\t`, `\0`, `\\`, `\u{...}` and bytes `\xNN`; a backslash at the end of a line joins it to the next |
//! | `-- hex path --` | a file in hexadecimal digits |
//! | `-- repeat N --` | the same file goes on: these lines, N times |
//! | `-- once --` | the same file goes on |
//! | `-- symlink path target --` | nothing: a symbolic link |
//! | `-- no path --` | nothing: the file of that name is not there |
//! | `-- says --` | the findings, and nothing after them |
//!
//! Paths are relative to the manuscript's folder.

/// A broken manuscript.
#[derive(Debug)]
pub struct Archive {
    /// What it does to a manuscript in order, one after the other.
    pub changes: Vec<Change>,
    /// The findings.
    pub says: String,
    /// Everything before the findings, with their marker.
    head: String,
}

/// One change of a manuscript.
#[derive(Debug)]
pub enum Change {
    /// A file is written.
    File { path: String, bytes: Vec<u8> },
    /// A symbolic link is made.
    Link { path: String, target: String },
    /// A file is taken away.
    Gone { path: String },
}

/// How the lines after a marker are read.
enum Form {
    Plain,
    Escaped,
    Hex,
}

const SAYS: &str = "-- says --\n";

impl Archive {
    /// Reads an archive.
    pub fn read(source: &str) -> Archive {
        let at = source.find(SAYS).unwrap_or(source.len());
        let (head, says) = source.split_at(at);
        let mut changes = Vec::new();
        let mut marker = None;
        let mut lines = String::new();
        for line in head.split_inclusive('\n') {
            match line
                .strip_prefix("-- ")
                .and_then(|rest| rest.strip_suffix(" --\n"))
            {
                None => lines.push_str(line),
                Some(next) => {
                    let before = marker.replace(next);
                    take_up(before, &std::mem::take(&mut lines), &mut changes);
                }
            }
        }
        take_up(marker, &lines, &mut changes);
        Archive {
            changes,
            says: says.strip_prefix(SAYS).unwrap_or("").to_owned(),
            head: head.to_owned(),
        }
    }

    /// Its text with other findings.
    pub fn with_says(&self, says: &str) -> String {
        format!("{}{SAYS}{says}", self.head)
    }
}

/// Adds the change that a marker and its lines ask for.
fn take_up(marker: Option<&str>, lines: &str, changes: &mut Vec<Change>) {
    let Some(marker) = marker else { return };
    let words: Vec<&str> = marker.split(' ').collect();
    let file = |path: &str, form| Change::File {
        path: path.to_owned(),
        bytes: bytes(lines, form),
    };
    let change = match words.as_slice() {
        ["escaped", path] => file(path, Form::Escaped),
        ["hex", path] => file(path, Form::Hex),
        ["symlink", path, target] => Change::Link {
            path: (*path).to_owned(),
            target: (*target).to_owned(),
        },
        ["no", path] => Change::Gone {
            path: (*path).to_owned(),
        },
        ["once"] => return go_on(lines, 1, changes),
        ["repeat", times] => return go_on(lines, times.parse().expect("a number"), changes),
        _ => file(marker, Form::Plain),
    };
    changes.push(change);
}

/// Adds lines to the file that was written last.
fn go_on(lines: &str, times: usize, changes: &mut [Change]) {
    let Some(Change::File { bytes, .. }) = changes.last_mut() else {
        panic!("there is no file to go on with");
    };
    bytes.extend(lines.repeat(times).into_bytes());
}

fn bytes(lines: &str, form: Form) -> Vec<u8> {
    match form {
        Form::Plain => lines.as_bytes().to_vec(),
        Form::Escaped => unescaped(lines),
        Form::Hex => {
            let digits: Vec<char> = lines.chars().filter(|char| !char.is_whitespace()).collect();
            digits.chunks(2).map(byte).collect()
        }
    }
}

fn byte(digits: &[char]) -> u8 {
    let digits: String = digits.iter().collect();
    u8::from_str_radix(&digits, 16).expect("two hexadecimal digits")
}

fn unescaped(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut chars = text.chars();
    while let Some(char) = chars.next() {
        if char != '\\' {
            bytes.extend(char.to_string().into_bytes());
            continue;
        }
        match chars.next() {
            Some('r') => bytes.push(b'\r'),
            Some('n') => bytes.push(b'\n'),
            Some('t') => bytes.push(b'\t'),
            Some('0') => bytes.push(0),
            Some('\\') => bytes.push(b'\\'),
            Some('\n') => {}
            Some('x') => bytes.push(byte(&[
                chars.next().expect("a digit"),
                chars.next().expect("a digit"),
            ])),
            Some('u') => {
                let code: String = chars.by_ref().take_while(|own| *own != '}').collect();
                let code = u32::from_str_radix(code.trim_start_matches('{'), 16);
                let char = code.ok().and_then(char::from_u32).expect("a character");
                bytes.extend(char.to_string().into_bytes());
            }
            other => panic!("there is no escape {other:?}"),
        }
    }
    bytes
}

#[test]
fn every_form_of_a_file_is_read() {
    let source = "What is wrong.\n-- a b.md --\nx\n-- repeat 2 --\ny\n-- once --\nz\n\
                  -- escaped c --\n\\u{FEFF}a\\r\\n\\xe9\\\n-- hex d --\n89 50\n4e\n\
                  -- symlink e ../f --\n-- no g --\n-- says --\nh\n";
    let archive = Archive::read(source);
    let changes: Vec<String> = archive
        .changes
        .iter()
        .map(|change| match change {
            Change::File { path, bytes } => format!("{path} {bytes:?}"),
            Change::Link { path, target } => format!("{path} -> {target}"),
            Change::Gone { path } => format!("no {path}"),
        })
        .collect();
    assert_eq!(
        changes,
        [
            format!("a b.md {:?}", b"x\ny\ny\nz\n"),
            format!("c {:?}", b"\xef\xbb\xbfa\r\n\xe9"),
            format!("d {:?}", b"\x89PN"),
            "e -> ../f".to_owned(),
            "no g".to_owned(),
        ]
    );
    assert_eq!(archive.says, "h\n");
    assert_eq!(archive.with_says("h\n"), source);
}
