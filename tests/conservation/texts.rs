//! The texts of an edition as they were read, and their comparison with the texts of the book.

use recto::document::Stream;

/// The end of a line that shows no space: a word may go on after it, or end. It is no character of
/// any book.
pub const BREAK: char = '\u{1}';

/// Characters of both texts that are shown around a difference.
const CONTEXT: usize = 60;

/// What was read from a finished edition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EditionTexts {
    streams: [String; 5],
    /// The text inside drawings.
    pub drawings: String,
    /// What repeats or decorates: running heads, folios, repeated heads of tables.
    pub artifacts: String,
}

impl EditionTexts {
    /// The text of a stream, with its breaks.
    pub fn stream(&self, stream: Stream) -> &str {
        &self.streams[place(stream)]
    }

    /// The text of a stream, to be added to.
    pub fn stream_mut(&mut self, stream: Stream) -> &mut String {
        &mut self.streams[place(stream)]
    }
}

fn place(stream: Stream) -> usize {
    match stream {
        Stream::Running => 0,
        Stream::Notes => 1,
        Stream::Cells => 2,
        Stream::Floats => 3,
        Stream::Generated => 4,
    }
}

/// Words with one space between them. Where only a line's end stands between two pieces, a
/// [`BREAK`] remains; a soft hyphen at a line's end is gone together with the break.
pub fn normalized(text: &str) -> String {
    let mut normal = String::with_capacity(text.len());
    let mut between = None;
    for c in text.chars() {
        if c.is_whitespace() {
            between = Some(' ');
        } else if c == BREAK {
            between = between.or(Some(BREAK));
        } else {
            let hyphen = between == Some(BREAK) && normal.ends_with('\u{ad}');
            if hyphen {
                normal.pop();
            }
            normal.extend(between.take().filter(|_| !hyphen && !normal.is_empty()));
            normal.push(c);
        }
    }
    normal
}

/// The first place where what was read is not what the book holds, said for a person. A break reads
/// as the space that the book has there, or, beside a character that is neither letter nor digit
/// ("well-", "https:"), as nothing.
pub fn difference(expected: &str, read: &str) -> Option<String> {
    // An author's soft hyphens say where a word may break and are seen where it does.
    let expected: Vec<char> = normalized(expected).replace('\u{ad}', "").chars().collect();
    let read: Vec<char> = normalized(read).chars().collect();
    let (mut at, mut place) = (0, 0);
    while let Some(&own) = read.get(place) {
        if own == BREAK && expected.get(at) == Some(&' ') {
            at += 1;
        } else if own == BREAK && may_join(&read, place) {
            // The word goes on.
        } else if expected.get(at) == Some(&own) {
            at += 1;
        } else {
            return Some(describe(&expected, at, &read, place));
        }
        place += 1;
    }
    (at < expected.len()).then(|| describe(&expected, at, &read, place))
}

fn may_join(read: &[char], place: usize) -> bool {
    let is_mark = |at: Option<usize>| {
        at.and_then(|at| read.get(at))
            .is_some_and(|c| !c.is_alphanumeric())
    };
    is_mark(place.checked_sub(1)) || is_mark(place.checked_add(1))
}

fn describe(expected: &[char], at: usize, read: &[char], place: usize) -> String {
    let around = |text: &[char], at: usize| {
        let from = at.saturating_sub(CONTEXT);
        let to = text.len().min(at + CONTEXT);
        let show = |part: &[char]| part.iter().collect::<String>().replace(BREAK, "|");
        format!("{}⟦here⟧{}", show(&text[from..at]), show(&text[at..to]))
    };
    format!(
        "character {at} of {}\n  the book:    {}\n  the edition: {}",
        expected.len(),
        around(expected, at),
        around(read, place)
    )
}

#[test]
fn breaks_and_soft_hyphens_read_as_the_book_has_them() {
    for (expected, read) in [
        ("a book of pages", "a  book\u{1} of\u{1}pages "),
        ("hyphenation", "hyphen\u{ad}\u{1}ation"),
        ("hyphen\u{ad}ation", "hyphenation"),
        ("a well-known book", "a well-\u{1}known book"),
        ("one\u{a0}two", "one\u{202f}two"),
        ("https://example.org", "https://example\u{1}.org"),
    ] {
        assert_eq!(difference(expected, read), None, "{read}");
    }
}

#[test]
fn whatever_is_lost_doubled_or_moved_is_found() {
    for (expected, read) in [
        ("a book of pages", "a book pages"),
        ("a book of pages", "a book of of pages"),
        ("a book of pages", "a of book pages"),
        ("a book of pages", "a book of"),
        ("a book", "a book of pages"),
        ("", "a"),
        ("a", ""),
        ("two words", "twowords"),
        ("one word", "one wo rd"),
        ("hyphenation", "hyphen\u{1}ation"),
        ("hyphenation", "hyphen\u{ad}ation"),
        ("well-known", "well\u{ad}\u{1}known"),
        ("wellknown", "well-\u{1}known"),
    ] {
        assert!(difference(expected, read).is_some(), "{read}");
    }
}
