//! Pages with one fault each, which the judge must find, and nothing else with it. Each specimen is a
//! sound chapter of six sheets that one thing was changed in.

use recto::document::Stream;
use recto::theme::Theme;

use super::content::{Area, Part, Sheet, Word};
use super::figures::{FaultKind, Figures};
use super::judge::judge;
use super::measures::Measures;
use super::page::{Page, page};

/// Lines of a page.
const ROWS: usize = 36;

/// Words of a line.
const WORDS: u32 = 10;

const RUNNING: Part = Part::Stream(Stream::Running);
const GENERATED: Part = Part::Stream(Stream::Generated);

#[test]
fn a_sound_chapter_has_no_fault() {
    let figures = Chapter::sound().judged();
    assert_eq!(found(&figures), []);
    // Of each page's paragraphs of six lines the last lines are not justified.
    assert_eq!(figures.lines.len(), 6 * 6 * 5);
    assert_eq!(figures.spreads, 2);
    assert!((figures.mean_ratio() - 0.2).abs() < 1e-6);
    assert_eq!(figures.loose(), 0.0);
}

#[test]
fn a_paragraph_s_last_line_alone_at_a_head_is_found() {
    let mut chapter = Chapter::sound();
    chapter.set(2, &[6, 6, 6, 6, 6, 6], Edge::GoesOn);
    chapter.set_after(3, &[1, 5, 6, 6, 6, 6, 6]);
    assert_eq!(found(&chapter.judged()), [(FaultKind::Widow, 3)]);
}

#[test]
fn a_paragraph_s_first_line_alone_at_a_foot_is_found() {
    let mut chapter = Chapter::sound();
    chapter.set(2, &[6, 6, 6, 6, 6, 5, 1], Edge::GoesOn);
    chapter.set_after(3, &[5, 7, 6, 6, 6, 6]);
    assert_eq!(found(&chapter.judged()), [(FaultKind::Orphan, 2)]);
}

#[test]
fn a_paragraph_that_two_pages_share_fairly_is_no_fault() {
    let mut chapter = Chapter::sound();
    chapter.set(2, &[6, 6, 6, 6, 6, 4, 2], Edge::GoesOn);
    chapter.set_after(3, &[2, 10, 6, 6, 6, 6]);
    let figures = chapter.judged();
    assert_eq!(found(&figures), []);
    assert_eq!(figures.lines.len(), 6 * 36 - (4 * 6 + 6 + 6));
}

#[test]
fn three_hyphens_in_a_row_are_found() {
    let mut chapter = Chapter::sound();
    for row in [7, 8] {
        chapter.hyphenate(2, row);
    }
    let figures = chapter.judged();
    assert_eq!((found(&figures).len(), figures.longest_ladder), (0, 2));
    chapter.hyphenate(2, 9);
    let figures = chapter.judged();
    assert_eq!(found(&figures), [(FaultKind::Ladder, 2)]);
    assert!((figures.hyphenated() - 100.0 * 3.0 / 180.0).abs() < 1e-6);
}

#[test]
fn a_hyphen_at_a_page_s_end_is_found() {
    let mut chapter = Chapter::sound();
    chapter.set(2, &[6, 6, 6, 6, 6, 4, 2], Edge::GoesOn);
    chapter.set_after(3, &[2, 10, 6, 6, 6, 6]);
    chapter.hyphenate(2, ROWS - 1);
    assert_eq!(found(&chapter.judged()), [(FaultKind::HyphenAtFoot, 2)]);
}

#[test]
fn a_loose_line_is_found_and_counted_where_it_belongs() {
    let mut chapter = Chapter::sound();
    chapter.line(
        3,
        8,
        Line {
            ratio: 1.6,
            ..Line::FULL
        },
    );
    let figures = chapter.judged();
    assert!((figures.loose() - 100.0 / 180.0).abs() < 1e-6);
    let bins: Vec<(f64, usize)> = figures.histogram();
    assert!(
        bins.contains(&(1.5, 1)) && bins.contains(&(0.0, 179)),
        "{bins:?}"
    );
    let [natural, stretch, _] = chapter.measures.word_space;
    assert!((figures.spaces().1 - (natural + 1.6 * stretch)).abs() < 1e-6);
}

#[test]
fn a_tight_line_is_measured_by_what_its_spaces_may_lose() {
    let mut chapter = Chapter::sound();
    chapter.line(
        3,
        8,
        Line {
            ratio: -0.9,
            ..Line::FULL
        },
    );
    let tightest = chapter.judged().lines.into_iter().map(|line| line.ratio);
    assert!((tightest.fold(0.0, f64::min) + 0.9).abs() < 1e-6);
}

#[test]
fn a_line_out_of_its_column_is_found() {
    let mut chapter = Chapter::sound();
    chapter.line(
        3,
        8,
        Line {
            beyond: 0.2,
            ..Line::FULL
        },
    );
    // A letter's edge may be softer than that.
    assert_eq!(found(&chapter.judged()), []);
    chapter.line(
        3,
        8,
        Line {
            beyond: 4.0,
            ..Line::FULL
        },
    );
    assert_eq!(found(&chapter.judged()), [(FaultKind::Overfull, 3)]);
}

#[test]
fn a_last_line_that_is_hardly_there_is_counted() {
    let mut chapter = Chapter::sound();
    assert_eq!(chapter.judged().runts, 0);
    let beyond = 30.0 - chapter.measures.measure;
    chapter.line(
        3,
        11,
        Line {
            beyond,
            ratio: 0.0,
            last: ".",
            ..Line::FULL
        },
    );
    assert_eq!(chapter.judged().runts, 1);
}

#[test]
fn a_line_that_misses_its_edge_is_measured() {
    let mut chapter = Chapter::sound();
    chapter.line(
        3,
        8,
        Line {
            beyond: -0.2,
            ..Line::FULL
        },
    );
    assert!(chapter.judged().edge < 1e-6, "its last letter may be soft");
    chapter.line(
        3,
        8,
        Line {
            beyond: -0.2,
            last: "n",
            ..Line::FULL
        },
    );
    assert!((chapter.judged().edge - 0.2).abs() < 1e-6);
}

#[test]
fn hanging_punctuation_is_no_fault() {
    let mut chapter = Chapter::sound();
    chapter.line(
        3,
        8,
        Line {
            beyond: 2.0,
            last: ",",
            ..Line::FULL
        },
    );
    let figures = chapter.judged();
    assert_eq!((found(&figures).len(), figures.lines.len()), (0, 180));
}

#[test]
fn a_line_out_of_a_quotation_s_column_is_found() {
    let mut chapter = Chapter::sound();
    for row in 6..12 {
        let quoted = Line {
            left: 14.0,
            beyond: -14.0,
            ..Line::FULL
        };
        chapter.line(3, row, quoted);
    }
    assert_eq!(found(&chapter.judged()), []);
    chapter.line(
        3,
        8,
        Line {
            left: 14.0,
            beyond: -7.0,
            ..Line::FULL
        },
    );
    assert_eq!(found(&chapter.judged()), [(FaultKind::Overfull, 3)]);
}

#[test]
fn a_heading_with_too_little_below_it_is_found() {
    let mut chapter = Chapter::sound();
    chapter.set(2, &[6, 6, 6, 6, 6, 3], Edge::Ends);
    chapter.heading(2, ROWS - 2);
    chapter.set_row(2, ROWS - 1, Line::INDENTED);
    chapter.set_after(3, &[5, 7, 6, 6, 6, 6]);
    let found = found(&chapter.judged());
    assert_eq!(
        found,
        [(FaultKind::Orphan, 2), (FaultKind::HeadingAtFoot, 2)]
    );
}

#[test]
fn a_list_s_introduction_at_a_foot_is_found() {
    let mut chapter = Chapter::sound();
    chapter.line(
        2,
        ROWS - 1,
        Line {
            beyond: -100.0,
            last: ":",
            ..Line::FULL
        },
    );
    chapter.set(3, &[6, 6, 6, 6, 6, 6], Edge::Ends);
    chapter.bullet(3, 0);
    assert_eq!(found(&chapter.judged()), [(FaultKind::HeadingAtFoot, 2)]);
}

#[test]
fn a_spread_that_ends_on_two_heights_is_found() {
    let mut chapter = Chapter::sound();
    chapter.set(4, &[6, 6, 6, 6, 6, 5], Edge::Ends);
    let figures = chapter.judged();
    assert_eq!(found(&figures), [(FaultKind::UnevenSpread, 4)]);
    assert_eq!(figures.uneven(), 50.0);
    chapter.set(5, &[6, 6, 6, 6, 6, 5], Edge::Ends);
    assert_eq!(found(&chapter.judged()), []);
}

#[test]
fn white_space_above_notes_counts_as_missing_lines() {
    let mut chapter = Chapter::sound();
    for sheet in [4, 5] {
        chapter.set(sheet, &[6, 6, 6, 6, 6], Edge::Ends);
        chapter.mark(sheet, 3, sheet - 3);
        chapter.notes(sheet, &[Some(sheet - 3), None, None]);
    }
    assert_eq!(found(&chapter.judged()), []);
    chapter.set(4, &[6, 6, 6, 6, 4], Edge::Ends);
    chapter.mark(4, 3, 1);
    chapter.notes(4, &[Some(1), None, None]);
    assert_eq!(found(&chapter.judged()), [(FaultKind::UnevenSpread, 4)]);
}

#[test]
fn a_note_after_its_mark_s_page_is_found() {
    let mut chapter = Chapter::sound();
    for sheet in [4, 5] {
        chapter.set(sheet, &[6, 6, 6, 6, 6], Edge::Ends);
    }
    chapter.mark(4, 3, 1);
    chapter.notes(4, &[Some(1)]);
    chapter.mark(4, 9, 2);
    chapter.notes(5, &[Some(2), None]);
    let figures = chapter.judged();
    assert_eq!(found(&figures), [(FaultKind::LateNote, 4)]);
    assert_eq!((figures.marks, figures.notes), (2, 2));
}

#[test]
fn a_note_that_goes_on_is_counted() {
    let mut chapter = Chapter::sound();
    for sheet in [4, 5] {
        chapter.set(sheet, &[6, 6, 6, 6, 6], Edge::Ends);
    }
    chapter.mark(4, 3, 1);
    chapter.notes(4, &[Some(1), None]);
    chapter.notes(5, &[None, None]);
    assert_eq!(found(&chapter.judged()), [(FaultKind::SplitNote, 5)]);
}

#[test]
fn a_page_of_three_lines_is_found() {
    let mut chapter = Chapter::sound();
    chapter.set(6, &[3], Edge::Ends);
    assert_eq!(found(&chapter.judged()), [(FaultKind::ShortPage, 6)]);
    chapter.set(6, &[4], Edge::Ends);
    assert_eq!(found(&chapter.judged()), []);
}

fn found(figures: &Figures) -> Vec<(FaultKind, usize)> {
    let faults = figures.faults.iter();
    faults.map(|fault| (fault.kind, fault.page)).collect()
}

/// Whether a page's last paragraph goes on on the next page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Edge {
    Ends,
    GoesOn,
}

/// A line of running text.
#[derive(Clone, Copy)]
struct Line {
    /// From the left edge of the text block.
    left: f64,
    /// Its right edge, beyond that of the text block.
    beyond: f64,
    ratio: f64,
    /// What its last word ends with.
    last: &'static str,
}

impl Line {
    const FULL: Line = Line {
        left: 0.0,
        beyond: 0.0,
        ratio: 0.2,
        last: "e",
    };
    const INDENTED: Line = Line {
        left: 14.0,
        ..Line::FULL
    };
    const SHORT: Line = Line {
        beyond: -150.0,
        last: ".",
        ..Line::FULL
    };
}

/// Sheets in the default theme; the first is an opening.
struct Chapter {
    measures: Measures,
    sheets: Vec<Sheet>,
}

impl Chapter {
    /// Six full pages of paragraphs of six lines.
    fn sound() -> Chapter {
        let mut chapter = Chapter {
            measures: Measures::of_theme(&Theme::default()),
            sheets: vec![Sheet::default(); 6],
        };
        for sheet in 1..=6 {
            chapter.set(sheet, &[6; 6], Edge::Ends);
        }
        chapter
    }

    fn judged(&self) -> Figures {
        let sheets = (1..).zip(&self.sheets);
        let pages: Vec<Page> = sheets
            .map(|(number, sheet)| page(number, sheet, &self.measures))
            .collect();
        judge(&pages, &self.measures)
    }

    /// Fills a page with paragraphs of so many lines.
    fn set(&mut self, sheet: usize, paragraphs: &[usize], edge: Edge) {
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
    fn set_after(&mut self, sheet: usize, paragraphs: &[usize]) {
        self.set(sheet, paragraphs, Edge::Ends);
        let line = if paragraphs[0] == 1 {
            Line::SHORT
        } else {
            Line::FULL
        };
        self.line(sheet, 0, line);
    }

    /// Sets a line in the place of another.
    fn line(&mut self, sheet: usize, row: usize, line: Line) {
        let baseline = self.baseline(row);
        let words = &mut self.sheets[sheet - 1].words;
        words.retain(|word| (word.baseline - baseline).abs() > 0.1);
        self.set_row(sheet, row, line);
    }

    fn hyphenate(&mut self, sheet: usize, row: usize) {
        self.line(
            sheet,
            row,
            Line {
                last: "\u{ad}",
                ..Line::FULL
            },
        );
    }

    fn set_row(&mut self, sheet: usize, row: usize, line: Line) {
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

    fn heading(&mut self, sheet: usize, row: usize) {
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
    fn bullet(&mut self, sheet: usize, row: usize) {
        self.line(sheet, row, Line::INDENTED);
        let bullet = self.word(sheet, 0.0, 5.0, "\u{2013}", GENERATED);
        let baseline = self.baseline(row);
        self.sheets[sheet - 1]
            .words
            .insert(0, Word { baseline, ..bullet });
    }

    /// The mark of a note behind a line, which ends before it.
    fn mark(&mut self, sheet: usize, row: usize, number: usize) {
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
    fn notes(&mut self, sheet: usize, numbers: &[Option<usize>]) {
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
