//! What stands on a sheet -> a page as a reader sees it: the lines of its text from top to bottom, the
//! lines of its notes, and where both end.

use recto::document::Stream;

use super::content::{Area, Part, Sheet, Word};
use super::measures::{Measures, italic};
use super::paragraphs::filled;

/// A page.
#[derive(Clone, Debug)]
pub struct Page {
    /// The sheet, counted from 1.
    pub number: usize,
    /// What kind of page it is.
    pub kind: PageKind,
    /// The lines of the text from top to bottom.
    pub lines: Vec<Line>,
    /// The lines of the notes.
    pub notes: Vec<Line>,
    /// The top of the rule above the notes.
    pub rule: Option<f64>,
    /// The foot of the lowest thing in the text.
    pub bottom: f64,
    /// The foot of the last line of the notes.
    pub notes_bottom: f64,
    /// The images and drawings.
    pub pictures: Vec<Area>,
}

/// What kind of page it is, by its head and folio.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageKind {
    /// It has a running head.
    Running,
    /// It has none: an opening, a title page, a blank one.
    Other,
}

/// A line; lengths from the left edge of the text block and from the top of the trim.
#[derive(Clone, Debug)]
pub struct Line {
    /// What it is a line of.
    pub kind: LineKind,
    /// The words from left to right, a label apart.
    pub words: Vec<Word>,
    /// A bullet, a number, a letter that hangs before the text.
    pub label: Option<String>,
    /// Where it stands.
    pub baseline: f64,
    /// The size of most of it.
    pub size: f64,
    /// The left edge of the text.
    pub left: f64,
    /// Its right edge.
    pub right: f64,
}

/// What a line is a line of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// A paragraph of the running text.
    Prose,
    /// A heading below the chapter's.
    Heading,
    /// A term, a table, a caption, what the tool writes itself.
    Other,
}

impl Line {
    /// Its text.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for word in &self.words {
            text.push_str(&word.text);
            if word.space.is_some() {
                text.push(' ');
            }
        }
        text.trim_end().to_owned()
    }

    /// Whether a word goes on in the next line.
    pub fn is_hyphenated(&self) -> bool {
        self.text().ends_with(['\u{ad}', '-', '\u{2010}'])
    }

    /// The spaces between its words: how wide each is, and how wide it is in its face.
    pub fn spaces(&self) -> impl Iterator<Item = (f64, f64)> {
        self.words.windows(2).filter_map(|pair| {
            let own = pair[0].space?;
            Some((pair[1].left - pair[0].right, own))
        })
    }

    /// How far its right edge may stand in the margin: punctuation hangs by at most 0.6 em and never
    /// by more than its own width, a letter by a tenth of its width.
    pub fn protrusion(&self) -> f64 {
        let Some(last) = self.words.last() else {
            return 0.0;
        };
        if last.text.ends_with(char::is_alphanumeric) {
            last.last_glyph * 0.1
        } else {
            last.last_glyph.min(last.size * 0.6)
        }
    }
}

/// Reads a sheet as a page.
pub fn page(number: usize, sheet: &Sheet, measures: &Measures) -> Page {
    let is_header = |word: &Word| word.part == Part::Header;
    let kind = match sheet.words.iter().any(is_header) {
        true => PageKind::Running,
        false => PageKind::Other,
    };
    let left = measures.left(number % 2 == 1);
    let rule = note_rule(sheet, left, measures);
    let below = |y: f64| rule.is_some_and(|rule| y > rule);
    let mut lines = lines(&sheet.words, left, measures);
    let notes = lines.extract_if(.., |line| below(line.baseline)).collect();
    let pictures = sheet.pictures.clone();
    let mut page = Page {
        number,
        kind,
        lines,
        notes,
        rule,
        bottom: 0.0,
        notes_bottom: 0.0,
        pictures,
    };
    let foot = |line: &Line| line.baseline + measures.descent * line.size / measures.size;
    let areas = sheet.fills.iter().chain(&page.pictures);
    let areas = areas.filter(|area| !below(area.top) && area.bottom < measures.block.1 + 1.0);
    let areas = areas.filter(|area| Some(area.top) != rule);
    let bottoms = page
        .lines
        .iter()
        .map(foot)
        .chain(areas.map(|area| area.bottom));
    page.bottom = bottoms.fold(measures.block.0, f64::max);
    page.notes_bottom = page.notes.iter().map(foot).fold(0.0, f64::max);
    page
}

/// The top of the rule above the notes.
fn note_rule(sheet: &Sheet, left: f64, measures: &Measures) -> Option<f64> {
    let (width, height) = measures.note_rule;
    let is_rule = |area: &&Area| {
        let own = [area.left, area.right - area.left, area.bottom - area.top];
        let expected = [left, width, height];
        own.iter()
            .zip(expected)
            .all(|(own, expected)| (own - expected).abs() < 0.05)
    };
    sheet.fills.iter().rfind(is_rule).map(|area| area.top)
}

/// The lines of the words from top to bottom, heads and folios apart.
fn lines(words: &[Word], block: f64, measures: &Measures) -> Vec<Line> {
    let mut rows: Vec<Vec<Word>> = Vec::new();
    for word in words {
        if matches!(word.part, Part::Header | Part::Footer) {
            continue;
        }
        let mut word = word.clone();
        word.left -= block;
        word.right -= block;
        // Raised and lowered words belong to the line on which they stand.
        let is_near = |row: &&mut Vec<Word>| {
            let first = &row[0];
            (first.baseline - word.baseline).abs() < 0.4 * first.size.max(word.size)
        };
        match rows.iter_mut().rev().find(is_near) {
            Some(row) => row.push(word),
            None => rows.push(vec![word]),
        }
    }
    let mut lines: Vec<Line> = rows
        .into_iter()
        .flat_map(columns)
        .map(|row| line(row, measures))
        .collect();
    lines.sort_by(|a, b| {
        (a.baseline, a.left)
            .partial_cmp(&(b.baseline, b.left))
            .expect("numbers")
    });
    generated_prose(&mut lines, measures);
    headings_in_italics(&mut lines, measures);
    lines
}

/// Parts a row where white space of more than two ems stands between words that have no word space
/// between them: cells and columns.
fn columns(mut row: Vec<Word>) -> Vec<Vec<Word>> {
    row.sort_by(|a, b| a.left.total_cmp(&b.left));
    let mut columns: Vec<Vec<Word>> = Vec::new();
    for word in row {
        match columns.last_mut() {
            Some(column) if !is_apart(column, &word) => column.push(word),
            _ => columns.push(vec![word]),
        }
    }
    columns
}

fn is_apart(column: &[Word], word: &Word) -> bool {
    column.last().is_some_and(|last| {
        let is_cell = |word: &Word| word.part == Part::Stream(Stream::Cells);
        word.left - last.right > 2.0 * word.size.max(last.size)
            && (is_cell(last) || is_cell(word) || last.part != word.part)
    })
}

fn line(mut words: Vec<Word>, measures: &Measures) -> Line {
    let mut label: Option<String> = None;
    while let Some(count) = label_words(&words) {
        let own: Vec<String> = words.drain(..count).map(|word| word.text).collect();
        label.get_or_insert_default().push_str(&own.join(" "));
    }
    let width = |word: &Word| word.right - word.left;
    let widest = words.iter().max_by(|a, b| width(a).total_cmp(&width(b)));
    let widest = widest.expect("a line has words");
    let (baseline, size) = (widest.baseline, widest.size);
    let has_text = words
        .iter()
        .any(|word| word.part == Part::Stream(Stream::Running));
    let is_heading = |word: &Word| {
        let mut styles = measures.headings.iter().take(2);
        styles.any(|(face, size)| **face == *word.face && (size - word.size).abs() < 0.05)
    };
    let is_bold = |word: &Word| word.face.contains("Bold");
    let is_apart = |word: &Word| {
        let part = [Stream::Cells, Stream::Floats, Stream::Notes].map(Part::Stream);
        part.contains(&word.part)
    };
    let kind = if words.iter().any(is_heading) && has_text {
        LineKind::Heading
    } else if has_text && !words.iter().any(is_apart) && !words.iter().all(is_bold) {
        LineKind::Prose
    } else {
        LineKind::Other
    };
    Line {
        kind,
        label,
        baseline,
        size,
        left: words[0].left,
        right: words.last().map_or(0.0, |word| word.right),
        words,
    }
}

/// Text of this size in points and more is no note.
const SMALL: f64 = 9.0;

/// How many words hang before the text: a bullet, a number, a letter, which the tool makes, or what is
/// set in another family than the text, such as the number of a recommendation.
fn label_words(words: &[Word]) -> Option<usize> {
    let generated = Part::Stream(Stream::Generated);
    // A note may begin with words that the tool writes, as those of a citation: its number stands
    // further from them than any word of small text, which is never justified.
    if let [number, next, ..] = words
        && number.part == generated
        && next.part == generated
        && number.size < SMALL
        && number.text.parse::<u32>().is_ok()
        && next.left - number.right > 3.5
    {
        return Some(1);
    }
    let count = words
        .iter()
        .take_while(|word| word.part == generated)
        .count();
    let (last, next) = (words[..count].last()?, words.get(count)?);
    let text = last.text.trim_matches(['(', ')', '.']);
    let is_short = text.chars().count() <= 4 && text.chars().all(char::is_alphanumeric);
    // A number that the tool writes into a sentence has neither stop nor brackets.
    let is_number = is_short && (text != last.text || next.part == Part::Stream(Stream::Notes));
    let is_bullet = ["\u{2013}", "\u{2022}", "\u{2610}", "\u{2611}"].contains(&text);
    let is_apart = next.left - last.right > 1.5;
    let family = |word: &Word| word.face.split('-').next().map(str::to_owned);
    let is_label = (count == 1 && (is_number || is_bullet)) || family(last) != family(next);
    (is_apart && is_label).then_some(count)
}

/// A line that holds nothing but a reference is a line of the paragraph above it.
fn generated_prose(lines: &mut [Line], measures: &Measures) {
    for at in 1..lines.len() {
        let (above, line) = (&lines[at - 1], &lines[at]);
        let outdent = above.left - line.left;
        let follows = above.kind == LineKind::Prose
            && filled(above, measures).is_some()
            && (above.size - line.size).abs() < 0.1
            && line.baseline - above.baseline < 1.55 * line.size
            && line
                .words
                .iter()
                .all(|word| word.part == Part::Stream(Stream::Generated))
            && (outdent.abs() < 1.0 || (outdent - measures.indent).abs() < 1.0);
        if follows {
            lines[at].kind = LineKind::Prose;
        }
    }
}

/// A line all in italics with white space above it and a line of text right below is a heading of the
/// fourth level.
fn headings_in_italics(lines: &mut [Line], measures: &Measures) {
    let (italic, leading) = (italic(), measures.leading);
    let size = measures.headings.last().map_or(0.0, |(_, size)| *size);
    for at in 0..lines.len() {
        let below = lines
            .get(at + 1)
            .map(|next| next.baseline - lines[at].baseline);
        let above = at
            .checked_sub(1)
            .map(|last| lines[at].baseline - lines[last].baseline);
        let stands_alone = above.is_none_or(|above| above > 1.6 * leading)
            && below.is_none_or(|below| below < 1.1 * leading);
        let own = &mut lines[at];
        let is_italic = own.words.iter().all(|word| *word.face == *italic);
        let ends_open = !own.text().ends_with(['.', ',', ':', ';', '?']);
        if own.kind == LineKind::Prose
            && stands_alone
            && is_italic
            && ends_open
            && (own.size - size).abs() < 0.05
            && own.right < measures.measure - 10.0
        {
            own.kind = LineKind::Heading;
        }
    }
}
