//! A sound chapter that a specimen changes: sheets with words at their places, in the default theme.

use recto::document::Stream;
use recto::theme::Theme;

use super::super::content::{Area, Part, Sheet, Word};
use super::super::figures::Figures;
use super::super::judge::judge;
use super::super::measures::Measures;
use super::super::page::{Page, page};

/// Lines of a page.
pub const ROWS: usize = 36;

/// Words of a line.
const WORDS: u32 = 10;

const RUNNING: Part = Part::Stream(Stream::Running);
const GENERATED: Part = Part::Stream(Stream::Generated);

/// Whether a page's last paragraph goes on on the next page.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    Ends,
    GoesOn,
}

/// A line of running text.
#[derive(Clone, Copy)]
pub struct Line {
    /// From the left edge of the text block.
    pub left: f64,
    /// Its right edge, beyond that of the text block.
    pub beyond: f64,
    pub ratio: f64,
    /// What its last word ends with.
    pub last: &'static str,
}

impl Line {
    pub const FULL: Line = Line {
        left: 0.0,
        beyond: 0.0,
        ratio: 0.2,
        last: "e",
    };
    pub const INDENTED: Line = Line {
        left: 14.0,
        ..Line::FULL
    };
    pub const SHORT: Line = Line {
        beyond: -150.0,
        last: ".",
        ..Line::FULL
    };
}

/// Sheets in the default theme; the first is an opening.
pub struct Chapter {
    pub measures: Measures,
    sheets: Vec<Sheet>,
}

impl Chapter {
    /// Six full pages of paragraphs of six lines.
    pub fn sound() -> Chapter {
        let mut chapter = Chapter {
            measures: Measures::of_theme(&Theme::default()),
            sheets: vec![Sheet::default(); 6],
        };
        for sheet in 1..=6 {
            chapter.set(sheet, &[6; 6], Edge::Ends);
        }
        chapter
    }

    pub fn judged(&self) -> Figures {
        let sheets = (1..).zip(&self.sheets);
        let pages: Vec<Page> = sheets
            .map(|(number, sheet)| page(number, sheet, &self.measures))
            .collect();
        judge(&pages, &self.measures)
    }

    /// Fills a page with paragraphs of so many lines.
    pub fn set(&mut self, sheet: usize, paragraphs: &[usize], edge: Edge) {
        self.sheets[sheet - 1] = Sheet::default();
        if sheet > 1 {
            let head = self.word(sheet, 0.0, 50.0, "Head", Part::Header);
            self.sheets[sheet - 1].words.push(Word {
                baseline: 50.0,
                ..head
            });
        }
        let mut row = 0;
        for (at, lines) in paragraphs.iter().enumerate() {
            for line in 0..*lines {
                let goes_on = edge == Edge::GoesOn && at + 1 == paragraphs.len();
                let is_last = line + 1 == *lines && !goes_on;
                let line = match (line, is_last) {
                    (0, false) => Line::INDENTED,
                    (_, true) => Line::SHORT,
                    (_, false) => Line::FULL,
                };
                self.set_row(sheet, row, line);
                row += 1;
            }
        }
    }

    /// As [`Chapter::set`], where the first paragraph began on the page before.
    pub fn set_after(&mut self, sheet: usize, paragraphs: &[usize]) {
        self.set(sheet, paragraphs, Edge::Ends);
        let line = if paragraphs[0] == 1 {
            Line::SHORT
        } else {
            Line::FULL
        };
        self.line(sheet, 0, line);
    }

    /// Sets a line in the place of another.
    pub fn line(&mut self, sheet: usize, row: usize, line: Line) {
        let baseline = self.baseline(row);
        let words = &mut self.sheets[sheet - 1].words;
        words.retain(|word| (word.baseline - baseline).abs() > 0.1);
        self.set_row(sheet, row, line);
    }

    pub fn hyphenate(&mut self, sheet: usize, row: usize) {
        self.line(
            sheet,
            row,
            Line {
                last: "\u{ad}",
                ..Line::FULL
            },
        );
    }

    pub fn set_row(&mut self, sheet: usize, row: usize, line: Line) {
        let [natural, stretch, shrink] = self.measures.word_space;
        let own = self.measures.size * 0.25;
        let change = if line.ratio > 0.0 { stretch } else { shrink };
        let space = own * (natural + line.ratio * change);
        let width = self.measures.measure + line.beyond - line.left;
        let word = (width - space * f64::from(WORDS - 1)) / f64::from(WORDS);
        for at in 0..WORDS {
            let left = line.left + f64::from(at) * (word + space);
            let text = if at + 1 == WORDS {
                format!("word{}", line.last)
            } else {
                "word".to_owned()
            };
            let word = self.word(sheet, left, left + word, &text, RUNNING);
            let baseline = self.baseline(row);
            let space = (at + 1 < WORDS).then_some(own);
            self.sheets[sheet - 1].words.push(Word {
                baseline,
                space,
                ..word
            });
        }
    }

    pub fn heading(&mut self, sheet: usize, row: usize) {
        let (face, size) = self.measures.headings[0].clone();
        let word = self.word(sheet, 0.0, 80.0, "Heading", RUNNING);
        let (face, baseline) = (face.into(), self.baseline(row));
        self.sheets[sheet - 1].words.push(Word {
            face,
            size,
            baseline,
            ..word
        });
    }

    /// A bullet before a line, which is moved for it.
    pub fn bullet(&mut self, sheet: usize, row: usize) {
        self.line(sheet, row, Line::INDENTED);
        let bullet = self.word(sheet, 0.0, 5.0, "\u{2013}", GENERATED);
        let baseline = self.baseline(row);
        self.sheets[sheet - 1]
            .words
            .insert(0, Word { baseline, ..bullet });
    }

    /// The mark of a note behind a line, which ends before it.
    pub fn mark(&mut self, sheet: usize, row: usize, number: usize) {
        let right = self.measures.measure;
        self.line(
            sheet,
            row,
            Line {
                beyond: -5.0,
                ..Line::FULL
            },
        );
        let mark = self.word(sheet, right - 5.0, right, &number.to_string(), GENERATED);
        let baseline = self.baseline(row);
        self.sheets[sheet - 1].words.push(Word { baseline, ..mark });
    }

    /// Lines of notes at the foot, with the numbers of those that begin.
    pub fn notes(&mut self, sheet: usize, numbers: &[Option<usize>]) {
        let count = u32::try_from(numbers.len()).expect("a few notes");
        let top = self.measures.block.1 - 11.2 * f64::from(count);
        let left = self.measures.left(sheet % 2 == 1);
        let (width, height) = self.measures.note_rule;
        self.sheets[sheet - 1].fills.push(Area {
            left,
            top: top - 6.0,
            right: left + width,
            bottom: top - 6.0 + height,
        });
        for (at, number) in (1..).zip(numbers) {
            let baseline = top + 11.2 * f64::from(at) - 3.0;
            let mut words =
                vec![self.word(sheet, 10.0, 200.0, "Note.", Part::Stream(Stream::Notes))];
            let number =
                number.map(|number| self.word(sheet, 2.0, 7.0, &number.to_string(), GENERATED));
            words.extend(number);
            let words = words.into_iter().map(|word| Word {
                baseline,
                size: 8.5,
                ..word
            });
            self.sheets[sheet - 1].words.extend(words);
        }
    }

    /// Moves the notes of a sheet and their rule down.
    pub fn move_notes(&mut self, sheet: usize, by: f64) {
        let sheet = &mut self.sheets[sheet - 1];
        for fill in &mut sheet.fills {
            fill.top += by;
            fill.bottom += by;
        }
        for word in sheet.words.iter_mut().filter(|word| word.size < 9.0) {
            word.baseline += by;
        }
    }

    /// A word, from the left edge of the text block.
    fn word(&self, sheet: usize, left: f64, right: f64, text: &str, part: Part) -> Word {
        let block = self.measures.left(sheet % 2 == 1);
        Word {
            part,
            text: text.to_owned(),
            face: "Literata-Regular".into(),
            size: self.measures.size,
            scale: 1.0,
            baseline: 0.0,
            left: block + left,
            right: block + right,
            last_glyph: 3.0,
            space: None,
        }
    }

    fn baseline(&self, row: usize) -> f64 {
        let rows = f64::from(u32::try_from(row + 1).expect("a row of a page"));
        self.measures.block.0 + self.measures.leading * rows - self.measures.descent
    }
}
