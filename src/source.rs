//! Where text came from: files of the manuscript, and spans of bytes inside them. Every block,
//! inline and diagnostic carries a span, so that a fault found on page 212 names a line of a file.

use std::ops::Range;

/// A file of the manuscript, by its place in [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A range of bytes of one file: from `start` up to, not including, `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// The bytes `start..end` of `file`. Files are limited to far less than 4 GiB when they are read.
    pub fn new(file: FileId, start: usize, end: usize) -> Span {
        let clamp = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Span {
            file,
            start: clamp(start),
            end: clamp(end.max(start)),
        }
    }

    /// The smallest span that holds both; `self` where the files differ.
    pub fn to(self, other: Span) -> Span {
        if self.file != other.file {
            return self;
        }
        Span {
            file: self.file,
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// The span as a range of bytes.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// One file as it was read.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// The path as the author writes it: relative to the manuscript, with `/`.
    pub path: String,
    /// The whole text.
    pub text: String,
    /// The byte at which each line starts.
    line_starts: Vec<u32>,
    /// The characters before every multiple of [`STRIDE`] bytes, so that the columns of a very long
    /// line are not counted from its start each time.
    characters_before: Vec<u32>,
}

/// The bytes between two places whose characters are counted in advance.
const STRIDE: usize = 4096;

/// A line and a column, both counted from one; the column counts characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// All the files of a manuscript that were read as text.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

impl Sources {
    /// Adds a file; `path` is relative to the manuscript.
    pub fn add(&mut self, path: String, text: String) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        let starts = std::iter::once(0)
            .chain(
                text.bytes()
                    .enumerate()
                    .filter(|(_, byte)| *byte == b'\n')
                    .map(|(at, _)| at + 1),
            )
            .map(|start| u32::try_from(start).unwrap_or(u32::MAX));
        let line_starts = starts.collect();
        let mut counted = 0;
        let mut characters_before = vec![0];
        for chunk in text.as_bytes().chunks_exact(STRIDE) {
            counted += u32::try_from(characters(chunk)).unwrap_or(u32::MAX);
            characters_before.push(counted);
        }
        self.files.push(SourceFile {
            path,
            text,
            line_starts,
            characters_before,
        });
        id
    }

    /// The file; `None` for an id of another manuscript.
    pub fn get(&self, id: FileId) -> Option<&SourceFile> {
        self.files.get(id.0 as usize)
    }

    /// The file with this path.
    pub fn find(&self, path: &str) -> Option<FileId> {
        let at = self.files.iter().position(|file| file.path == path)?;
        u32::try_from(at).ok().map(FileId)
    }

    /// The length of all texts.
    pub fn bytes(&self) -> u64 {
        let texts = self.iter().map(|(_, file)| file.text.len() as u64);
        texts.sum()
    }

    /// All files, in the order in which they were read.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.files
            .iter()
            .enumerate()
            .map(|(at, file)| (FileId(u32::try_from(at).unwrap_or(u32::MAX)), file))
    }

    /// Line and column of the span's first byte.
    pub fn position(&self, span: Span) -> Position {
        self.get(span.file)
            .map_or(Position { line: 1, column: 1 }, |file| {
                file.position(span.start as usize)
            })
    }
}

impl SourceFile {
    /// Line and column of a byte offset; an offset past the end gives the end.
    pub fn position(&self, offset: usize) -> Position {
        let offset = offset.min(self.text.len());
        let line = self
            .line_starts
            .partition_point(|start| *start as usize <= offset)
            .max(1);
        let start = self
            .line_starts
            .get(line - 1)
            .map_or(0, |start| *start as usize);
        Position {
            line,
            column: self.characters_before(offset) - self.characters_before(start) + 1,
        }
    }

    /// The bytes of a line (counted from 1), without its line end; a line past the end is empty.
    pub fn line(&self, line: usize) -> Range<usize> {
        let start_of = |line: usize| self.line_starts.get(line).map(|start| *start as usize);
        let start = start_of(line.saturating_sub(1)).unwrap_or(self.text.len());
        let end = start_of(line).unwrap_or(self.text.len());
        let text = self.text.get(start..end).unwrap_or("");
        let text = text.strip_suffix('\n').unwrap_or(text);
        let text = text.strip_suffix('\r').unwrap_or(text);
        start..start + text.len()
    }

    /// The characters that start before a byte offset.
    fn characters_before(&self, offset: usize) -> usize {
        let chunk = offset / STRIDE;
        let counted = self
            .characters_before
            .get(chunk)
            .map_or(0, |at| *at as usize);
        let rest = self.text.as_bytes().get(chunk * STRIDE..offset);
        counted + rest.map_or(0, characters)
    }
}

/// The byte of a line and a column, both counted from one as in [`Position`]: the inverse of
/// [`SourceFile::position`] for readers that name a place in no other way. A place past the end is
/// the end.
pub fn offset_of(text: &str, line: usize, column: usize) -> usize {
    let before = text.split_inclusive('\n').take(line.max(1) - 1);
    let start: usize = before.map(str::len).sum();
    let line = text.get(start..).unwrap_or("");
    let inside = line.chars().take(column.max(1) - 1);
    start + inside.map(char::len_utf8).sum::<usize>()
}

/// The characters that start in these bytes of UTF-8.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_lines_start_after_the_break() {
        let mut sources = Sources::default();
        let id = sources.add("a.md".into(), "één\ntwee".into());
        let at = |start| sources.position(Span::new(id, start, start));
        assert_eq!(at(0), Position { line: 1, column: 1 });
        assert_eq!(at(5), Position { line: 1, column: 4 });
        assert_eq!(at(6), Position { line: 2, column: 1 });
        assert_eq!(at(99), Position { line: 2, column: 5 });
    }

    #[test]
    fn a_line_and_a_column_lead_back_to_their_byte() {
        let text = "één\r\ntwee\n\nvier";
        let mut sources = Sources::default();
        let id = sources.add("a.md".into(), text.into());
        for (offset, _) in text.char_indices() {
            let at = sources.position(Span::new(id, offset, offset));
            assert_eq!(offset_of(text, at.line, at.column), offset);
        }
        assert_eq!(offset_of(text, 9, 9), text.len());
        assert_eq!(offset_of(text, 0, 0), 0);
    }

    #[test]
    fn columns_of_a_long_line_agree_with_counting_from_its_start() {
        let mut sources = Sources::default();
        let line = "né".repeat(2 * STRIDE);
        let id = sources.add("a.md".into(), format!("first\n{line}"));
        let file = sources.get(id).expect("the file just added");
        for offset in (0..file.text.len()).filter(|at| file.text.is_char_boundary(*at)) {
            let start = file.text[..offset].rfind('\n').map_or(0, |at| at + 1);
            // Counting every column would take the test a minute.
            if offset % 97 == 0 || offset % STRIDE < 4 {
                let counted = file.text[start..offset].chars().count() + 1;
                assert_eq!(file.position(offset).column, counted, "at byte {offset}");
            }
        }
    }

    #[test]
    fn a_line_has_no_line_end() {
        let mut sources = Sources::default();
        let id = sources.add("a.md".into(), "one\r\ntwo\n\nfour".into());
        let file = sources.get(id).expect("the file just added");
        let line = |line| &file.text[file.line(line)];
        assert_eq!(
            [line(1), line(2), line(3), line(4), line(5)],
            ["one", "two", "", "four", ""]
        );
    }
}
