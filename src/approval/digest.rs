//! A text -> its digest: what an approval is bound to.
//!
//! The text is taken line by line, whatever ends its lines (LF, CRLF or CR). In the front matter the
//! line of `status` is left out, and a front matter that has nothing else is left out with it, so that
//! a text keeps its approval while its status changes. Blank lines before the first and after the last
//! line of words are left out. What is left, each line with one LF, gives the SHA-256. Lines between
//! blank lines are a paragraph; each has a mark, the first eight digits of its own SHA-256. The marks
//! only say where a text was changed: whether it was, the whole digest decides.

use std::ops::Range;

use sha2::{Digest, Sha256};

/// What a text's approval is bound to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextDigest {
    /// SHA-256 of the whole text, in 64 hexadecimal digits.
    pub sha256: String,
    /// Its paragraphs.
    pub paragraphs: Vec<Paragraph>,
}

/// Lines between blank lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Eight hexadecimal digits.
    pub mark: String,
    /// Its bytes in the text, without the end of its last line.
    pub range: Range<usize>,
}

/// The bytes of a mark: two paragraphs of a chapter share one by chance in one of ten million books.
const MARK: usize = 4;

/// The digest of a text.
pub fn digest(text: &str) -> TextDigest {
    let mut lines = lines(text);
    leave_out_status(text, &mut lines);
    let is_blank = |line: &Range<usize>| words(text, line).trim().is_empty();
    let first = lines
        .iter()
        .position(|line| !is_blank(line))
        .unwrap_or(lines.len());
    let end = lines
        .iter()
        .rposition(|line| !is_blank(line))
        .map_or(0, |last| last + 1);
    let lines = lines.get(first..end).unwrap_or_default();
    let mut whole = Sha256::new();
    for line in lines {
        whole.update(words(text, line));
        whole.update("\n");
    }
    let paragraphs = lines.split(is_blank).filter(|own| !own.is_empty());
    TextDigest {
        sha256: hexadecimal(&whole.finalize()),
        paragraphs: paragraphs.map(|own| paragraph(text, own)).collect(),
    }
}

fn paragraph(text: &str, lines: &[Range<usize>]) -> Paragraph {
    let mut hash = Sha256::new();
    for line in lines {
        hash.update(words(text, line));
        hash.update("\n");
    }
    let start = lines.first().map_or(0, |line| line.start);
    let end = lines.last().map_or(start, |line| line.end);
    let hash = hash.finalize();
    Paragraph {
        mark: hexadecimal(hash.get(..MARK).unwrap_or_default()),
        range: start..end,
    }
}

/// The lines without their ends.
fn lines(text: &str) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut bytes = text.bytes().enumerate().peekable();
    while let Some((at, byte)) = bytes.next() {
        let after = match byte {
            b'\n' => at + 1,
            b'\r' => match bytes.next_if(|(_, next)| *next == b'\n') {
                Some(_) => at + 2,
                None => at + 1,
            },
            _ => continue,
        };
        lines.push(start..at);
        start = after;
    }
    lines.push(start..text.len());
    lines
}

fn words<'t>(text: &'t str, line: &Range<usize>) -> &'t str {
    text.get(line.clone()).unwrap_or_default()
}

fn leave_out_status(text: &str, lines: &mut Vec<Range<usize>>) {
    let bare = |line: &Range<usize>| words(text, line).trim_end();
    if lines.first().is_none_or(|first| bare(first) != "---") {
        return;
    }
    let is_fence = |line: &Range<usize>| ["---", "..."].contains(&bare(line));
    let Some(last) = lines.iter().skip(1).position(is_fence).map(|at| at + 1) else {
        return;
    };
    let mut at = 0;
    lines.retain(|line| {
        at += 1;
        at > last || !is_status(words(text, line))
    });
    let kept = lines
        .iter()
        .skip(1)
        .position(is_fence)
        .map_or(0, |at| at + 1);
    let front = lines.get(1..kept).unwrap_or_default();
    if front.iter().all(|line| bare(line).is_empty()) {
        lines.drain(..=kept.min(lines.len().saturating_sub(1)));
    }
}

/// Whether a line of the front matter gives the status, which may be quoted as YAML allows.
fn is_status(line: &str) -> bool {
    let quotes = ['"', '\''];
    let key = line
        .strip_prefix(quotes)
        .unwrap_or(line)
        .strip_prefix("status");
    key.is_some_and(|rest| {
        rest.trim_start_matches(quotes)
            .trim_start()
            .starts_with(':')
    })
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "---\ntitle: A\nstatus: draft\n---\n\nOne\ntwo.\n\n\nThree.\n";

    #[test]
    fn the_ends_of_lines_and_the_status_are_no_part_of_it() {
        let own = digest(TEXT);
        for same in [
            TEXT.replace('\n', "\r\n"),
            TEXT.replace('\n', "\r"),
            TEXT.trim_end().to_owned(),
            format!("{TEXT}\n \n"),
            TEXT.replace("draft", "approved"),
            TEXT.replace("status: draft\n", ""),
            TEXT.replace("status:", "\"status\" :"),
        ] {
            let other = digest(&same);
            assert_eq!(other.sha256, own.sha256, "{same:?}");
            let marks = |own: &TextDigest| -> Vec<String> {
                own.paragraphs.iter().map(|own| own.mark.clone()).collect()
            };
            assert_eq!(marks(&other), marks(&own), "{same:?}");
        }
        let bare = digest("# A\n");
        assert_eq!(
            digest("---\nstatus: draft\n---\n\n# A\n").sha256,
            bare.sha256
        );
        assert_eq!(digest("---\n---\n# A").sha256, bare.sha256);
    }

    #[test]
    fn everything_else_is() {
        let own = digest(TEXT);
        for other in [
            TEXT.replace("title: A", "title: B"),
            TEXT.replace("two.", "two,"),
            TEXT.replace("One\n", "One  \n"),
            TEXT.replace("\n\n\n", "\n\n"),
            TEXT.replace("\nOne\n", "\nOne\nstatus: draft\n"),
            TEXT.replace("title: A", "title: A\nstatuses: 1"),
        ] {
            assert_ne!(digest(&other).sha256, own.sha256, "{other:?}");
        }
    }

    #[test]
    fn paragraphs_know_their_bytes() {
        let own = digest(TEXT);
        let texts: Vec<&str> = own
            .paragraphs
            .iter()
            .map(|own| &TEXT[own.range.clone()])
            .collect();
        assert_eq!(texts.len(), 3);
        assert_eq!(texts[1..], ["One\ntwo.", "Three."]);
        assert!(own.paragraphs.iter().all(|own| own.mark.len() == 8));
        assert_eq!(digest("").paragraphs, []);
        assert_eq!(digest("---\nstatus: draft").paragraphs.len(), 1);
    }
}
