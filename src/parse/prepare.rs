//! A text made ready for pulldown-cmark, so that one parse sees the whole file at its own offsets:
//! fence lines (`::: {.box}`) become thematic breaks of the same length, which appear exactly
//! where they stand in the tree of containers; a preamble declares every note label, so that a mark
//! whose note is missing is a mark all the same; and lines end alike.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::document::Attributes;
use crate::source::{FileId, Span};

use super::attributes::{self, Malformed};

/// A text for pulldown-cmark, and what was taken out of it.
pub(super) struct Prepared {
    /// The preamble, then the body with its fences replaced.
    pub text: String,
    /// The length of the preamble.
    preamble: usize,
    /// Where each line, and the end, stands in the prepared text and in the file.
    lines: Vec<(usize, usize)>,
    /// The fences, by their place in the file.
    fences: Vec<Fence>,
}

/// A fence line.
#[derive(Clone, Debug)]
pub(super) struct Fence {
    /// From the first colon to the end of the line.
    pub span: Span,
    /// What it does.
    pub kind: FenceKind,
}

/// Whether a fence opens or closes.
#[derive(Clone, Debug)]
pub(super) enum FenceKind {
    /// `::: {.box}`, or what was meant as one.
    Open(Result<Attributes, Malformed>),
    /// `:::`.
    Close,
}

impl Prepared {
    /// Prepares `source` from the byte `body` on; the lines whose colons start at the bytes
    /// `no_fences` are left as they are.
    pub(super) fn new(
        source: &str,
        file: FileId,
        body: usize,
        no_fences: &BTreeSet<usize>,
    ) -> Prepared {
        let original = source.get(body..).unwrap_or("");
        let mut text = preamble(original);
        let preamble = text.len();
        let mut fences = Vec::new();
        let mut lines = Vec::new();
        let mut at = body;
        for line in original.split_inclusive('\n') {
            lines.push((text.len(), at));
            let whole = line.strip_suffix('\n').unwrap_or(line);
            let bare = whole.strip_suffix('\r').unwrap_or(whole);
            match colons(bare).filter(|(start, _)| !no_fences.contains(&(at + start))) {
                None => text.push_str(bare),
                Some((start, run)) => {
                    text.push_str(&bare[..start]);
                    text.push_str(&"*".repeat(run));
                    text.push_str(&" ".repeat(bare.len() - start - run));
                    fences.push(fence(source, file, at + start, run, at + bare.len()));
                }
            }
            if whole.len() < line.len() {
                text.push('\n');
            }
            at += line.len();
        }
        lines.push((text.len(), at));
        Prepared {
            text,
            preamble,
            lines,
            fences,
        }
    }

    /// Where the body starts in the file.
    pub(super) fn body(&self) -> usize {
        self.lines.first().map_or(0, |(_, file)| *file)
    }

    /// The place in the file of an offset in the prepared text; `None` in the preamble.
    pub(super) fn offset(&self, prepared: usize) -> Option<usize> {
        if prepared < self.preamble {
            return None;
        }
        let line = self.lines.partition_point(|(own, _)| *own <= prepared);
        let (own, file) = self.lines.get(line.checked_sub(1)?)?;
        Some(file + (prepared - own))
    }

    /// Where the colons of the fences in this range of the file start.
    pub(super) fn fences_in(&self, range: Range<usize>) -> impl Iterator<Item = usize> {
        let start = |fence: &Fence| fence.span.range().start;
        let from = self
            .fences
            .partition_point(|fence| start(fence) < range.start);
        let rest = self.fences.iter().skip(from).map(start);
        rest.take_while(move |start| *start < range.end)
    }

    /// The fence whose colons start at this byte of the file.
    pub(super) fn fence(&self, offset: usize) -> Option<&Fence> {
        let at = self
            .fences
            .binary_search_by_key(&offset, |fence| fence.span.range().start)
            .ok()?;
        self.fences.get(at)
    }
}

/// Declares each label of a `[^label]`. In GitHub's reading of notes a mark without a definition
/// is text; here the resolver reports it. The thematic break ends the last definition.
fn preamble(body: &str) -> String {
    /// pulldown-cmark reads no longer labels.
    const LONGEST_LABEL: usize = 999;
    let mut labels = BTreeSet::new();
    for (at, _) in body.match_indices("[^") {
        let rest = &body[at + 2..];
        let end = rest
            .bytes()
            .take(LONGEST_LABEL)
            .position(|byte| matches!(byte, b']' | b'[' | b'\n' | b'\r'));
        if let Some(end) = end.filter(|end| rest.as_bytes()[*end] == b']') {
            labels.insert(&rest[..end]);
        }
    }
    let mut text: String = labels
        .iter()
        .filter(|label| !label.trim().is_empty())
        .map(|label| format!("[^{label}]: .\n\n"))
        .collect();
    text.push_str("***\n\n");
    text
}

/// Where the colons of a fence line start and how many there are. Before them stand only spaces
/// and the marks of quotations, lists and definitions.
fn colons(line: &str) -> Option<(usize, usize)> {
    let bytes = line.as_bytes();
    let spaced = |at: usize| matches!(bytes.get(at), Some(b' ' | b'\t'));
    let mut at = 0;
    loop {
        let digits = bytes[at..]
            .iter()
            .take(9)
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        match bytes.get(at)? {
            b' ' | b'\t' | b'>' => at += 1,
            b'-' | b'*' | b'+' | b':' if spaced(at + 1) => at += 2,
            _ if digits > 0
                && matches!(bytes.get(at + digits), Some(b'.' | b')'))
                && spaced(at + digits + 1) =>
            {
                at += digits + 2;
            }
            _ => break,
        }
    }
    let run = bytes[at..].iter().take_while(|byte| **byte == b':').count();
    (run >= 3).then_some((at, run))
}

/// Reads the fence whose `run` colons start at `start` on a line that ends at `end`.
fn fence(source: &str, file: FileId, start: usize, run: usize, end: usize) -> Fence {
    let span = Span::new(file, start, end);
    let rest = source.get(start + run..end).unwrap_or("");
    // Pandoc allows colons after the attributes.
    let rest = rest.trim_end().trim_end_matches(':').trim_end();
    let word = rest.trim_start();
    if word.is_empty() {
        return Fence {
            span,
            kind: FenceKind::Close,
        };
    }
    let at = start + run + (rest.len() - word.len());
    let opening = opening(source, file, at, start + run + rest.len());
    Fence {
        span,
        kind: FenceKind::Open(opening),
    }
}

/// What follows the colons: `{...}`, or a class alone as Pandoc allows, or a class and braces.
fn opening(source: &str, file: FileId, at: usize, end: usize) -> Result<Attributes, Malformed> {
    let text = source.get(at..end).unwrap_or("");
    let class = text
        .find(|char: char| !(char.is_alphanumeric() || char == '-' || char == '_'))
        .unwrap_or(text.len());
    let span = Span::new(file, at, end);
    let braces = text[class..].trim_start();
    let mut attributes = if braces.is_empty() {
        Attributes {
            id: None,
            classes: Vec::new(),
            pairs: Vec::new(),
            span,
        }
    } else if braces.starts_with('{') {
        attributes::read(source, file, end - braces.len(), end)?
    } else {
        let message = "a fence is followed by one class or by braces".to_owned();
        return Err(Malformed { span, message });
    };
    if attributes.span.range().end != end {
        let message = "text follows on the fence's line".to_owned();
        return Err(Malformed { span, message });
    }
    if class > 0 {
        attributes.classes.insert(0, text[..class].to_owned());
    }
    attributes.span = span;
    Ok(attributes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prepared(source: &str) -> Prepared {
        Prepared::new(source, FileId(0), 0, &BTreeSet::new())
    }

    #[test]
    fn fence_lines_keep_their_length_and_their_place() {
        for (line, expected) in [
            ("::: {.box}", "***       "),
            ("> - :::: box", "> - ****    "),
            ("1. :::", "1. ***"),
            (":   ::: x\r\ny\r\n", ":   ***  \ny\n"),
            ("text ::: {.box}", "text ::: {.box}"),
            ("::", "::"),
            ("é:::", "é:::"),
        ] {
            let prepared = prepared(line);
            assert_eq!(prepared.text[prepared.preamble..], *expected, "{line}");
        }
    }

    #[test]
    fn fences_open_and_close() {
        for (line, classes) in [
            (":::", None),
            (":::::  ", None),
            ("::: {.box} :::", Some(vec!["box"])),
            ("::: box", Some(vec!["box"])),
            ("::: box {.wide}", Some(vec!["box", "wide"])),
            (":::{.box}", Some(vec!["box"])),
        ] {
            match &prepared(line).fence(0).unwrap().kind {
                FenceKind::Open(attributes) => {
                    let attributes = attributes.as_ref().unwrap();
                    assert_eq!(
                        Some(&attributes.classes),
                        classes
                            .as_ref()
                            .map(|own: &Vec<&str>| own
                                .iter()
                                .map(|c| (*c).to_owned())
                                .collect::<Vec<_>>())
                            .as_ref(),
                        "{line}"
                    );
                }
                FenceKind::Close => assert_eq!(classes, None, "{line}"),
            }
        }
        for line in ["::: box with words", "::: {.box", "::: !", "::: {.box} x"] {
            let kind = prepared(line).fence(0).unwrap().kind.clone();
            assert!(matches!(kind, FenceKind::Open(Err(_))), "{line}: {kind:?}");
        }
    }

    #[test]
    fn every_note_label_is_declared_once() {
        let prepared = prepared("a[^x] b[^y][^x] [^\n] [^]\n");
        assert!(prepared.text.starts_with("[^x]: .\n\n[^y]: .\n\n***\n\n"));
        assert_eq!(prepared.offset(3), None);
        assert_eq!(prepared.offset(prepared.preamble + 4), Some(4));
    }
}
