//! Pages -> figures: lines, paragraphs at the edges of pages, headings, spreads and notes.

use super::figures::{Fault, FaultKind, Figures, JustifiedLine};
use super::measures::Measures;
use super::page::{Line, LineKind, Page, PageKind};
use super::paragraphs::{Paragraph, Place, filled, paragraphs};
use super::{notes, spreads};

/// Lines that must follow a heading on its page.
const LINES_BELOW: usize = 2;

/// Lines that a page must have.
const FEWEST_LINES: usize = 4;

/// What a page has room for before the rounding of a PDF is blamed.
const OVERFULL: f64 = 0.1;

/// Letters that end in a stem and so never hang over an edge.
const UPRIGHT: [char; 5] = ['h', 'i', 'm', 'n', 'u'];

/// Judges the pages of a book.
pub fn judge(pages: &[Page], measures: &Measures) -> Figures {
    let mut figures = Figures {
        pages: pages.len(),
        ..Figures::default()
    };
    let paragraphs = paragraphs(pages, measures);
    for paragraph in &paragraphs {
        lines(pages, paragraph, measures, &mut figures);
        edges(pages, paragraph, &mut figures);
    }
    for page in pages {
        overfull(page, measures, &mut figures);
        headings(page, &mut figures, is_last(pages, page));
        short(pages, page, &mut figures);
    }
    introductions(pages, &paragraphs, &mut figures);
    spreads::judge(pages, measures, &mut figures);
    notes::judge(pages, &mut figures);
    figures.faults.sort_by_key(|fault| (fault.kind, fault.page));
    figures
}

/// Whether a page is the last of its division: a page without a running head follows, or none.
pub fn is_last(pages: &[Page], page: &Page) -> bool {
    let next = pages.get(page.number);
    next.is_none_or(|next| next.kind != PageKind::Running)
}

/// The justified lines of a paragraph, and its hyphens.
fn lines(pages: &[Page], paragraph: &Paragraph, measures: &Measures, figures: &mut Figures) {
    let Some((last, justified)) = paragraph.lines.split_last() else {
        return;
    };
    let last = &pages[last.0].lines[last.1];
    let is_runt = last.right - last.left < measures.indent + 2.0 * last.size;
    figures.runts += usize::from(is_runt && !justified.is_empty());
    let mut hyphens = 0;
    for (at, place) in justified.iter().enumerate() {
        let page = &pages[place.0];
        let line = &page.lines[place.1];
        let Some((ratio, space)) = ratio(line, measures) else {
            continue;
        };
        hyphens = if line.is_hyphenated() { hyphens + 1 } else { 0 };
        figures.lines.push(JustifiedLine {
            page: page.number,
            baseline: line.baseline,
            ratio,
            space,
            scale: line.words.first().map_or(1.0, |word| word.scale),
            hyphens,
        });
        // A page without a running head may be ragged, like the imprint.
        let is_exact = page.kind == PageKind::Running && line.text().ends_with(UPRIGHT);
        if let Some(column) = filled(line, measures).filter(|_| is_exact) {
            figures.edge = figures.edge.max((line.right - column).abs());
        }
        figures.longest_ladder = figures.longest_ladder.max(hyphens);
        if hyphens == 3 {
            figures.fault(FaultKind::Ladder, page, line);
        }
        if hyphens > 0 && paragraph.lines[at + 1].0 != place.0 {
            figures.fault(FaultKind::HyphenAtFoot, page, line);
        }
    }
}

/// The ratio and the word space of a line: the middle ones of its spaces, since some are kerned with
/// the word that follows, or no word spaces at all.
fn ratio(line: &Line, measures: &Measures) -> Option<(f64, f64)> {
    let [natural, stretch, shrink] = measures.word_space;
    let mut shares: Vec<f64> = line.spaces().map(|(width, own)| width / own).collect();
    shares.sort_by(f64::total_cmp);
    let space = *shares.get(shares.len() / 2)?;
    let gain = space - natural;
    Some((gain / if gain > 0.0 { stretch } else { shrink }, space))
}

/// Lines of a paragraph that stand alone on a page.
fn edges(pages: &[Page], paragraph: &Paragraph, figures: &mut Figures) {
    let on = |page: usize| {
        paragraph
            .lines
            .iter()
            .filter(|place| place.0 == page)
            .count()
    };
    let (Some(first), Some(last)) = (paragraph.lines.first(), paragraph.lines.last()) else {
        return;
    };
    if first.0 == last.0 {
        return;
    }
    for (place, kind) in [(first, FaultKind::Orphan), (last, FaultKind::Widow)] {
        if on(place.0) == 1 {
            let page = &pages[place.0];
            figures.fault(kind, page, &page.lines[place.1]);
        }
    }
}

/// Lines that stand out of the text block, or of the column of their paragraph.
fn overfull(page: &Page, measures: &Measures, figures: &mut Figures) {
    for (at, line) in page.lines.iter().enumerate() {
        let column = match filled(line, measures) {
            Some(column) => column,
            None => column_around(page, at, measures).unwrap_or(measures.measure),
        };
        let excess = line.right - column - line.protrusion();
        if excess > OVERFULL {
            let says = format!("{excess:.2} pt: {}", line.text());
            figures.push(FaultKind::Overfull, page, says);
        }
    }
}

/// The column that two of the four lines around a line fill, where no other is filled: one alone may
/// end there by chance.
fn column_around(page: &Page, at: usize, measures: &Measures) -> Option<f64> {
    let line = &page.lines[at];
    let around = (at.saturating_sub(2)..at + 3).filter(|other| *other != at);
    let around = around.filter_map(|other| page.lines.get(other));
    let alike = around.filter(|other| {
        let lines = (other.baseline - line.baseline).abs() / line.size;
        line.kind == LineKind::Prose
            && other.kind == LineKind::Prose
            && (other.left - line.left).abs() < 1.0
            && (other.size - line.size).abs() < 0.1
            && lines < 3.0
    });
    let columns: Vec<f64> = alike.filter_map(|other| filled(other, measures)).collect();
    let (first, rest) = columns.split_first()?;
    let is_one = rest.iter().all(|column| (column - first).abs() < 0.1);
    (is_one && !rest.is_empty()).then_some(*first)
}

/// Headings with too little below them.
fn headings(page: &Page, figures: &mut Figures, is_last: bool) {
    let mut below = page.pictures.len() * LINES_BELOW;
    for (at, line) in page.lines.iter().enumerate().rev() {
        if line.kind != LineKind::Heading {
            below += 1;
        } else if below < LINES_BELOW && !(is_last && below > 0) {
            let next = page.lines.get(at + 1);
            let goes_on = next.is_some_and(|next| {
                next.kind == LineKind::Heading && next.baseline - line.baseline < 1.55 * line.size
            });
            if !goes_on {
                figures.fault(FaultKind::HeadingAtFoot, page, line);
            }
        }
    }
}

/// Paragraphs that introduce a list with too little of it below them.
fn introductions(pages: &[Page], paragraphs: &[Paragraph], figures: &mut Figures) {
    let line = |place: &Place| &pages[place.0].lines[place.1];
    for pair in paragraphs.windows(2) {
        let (Some(end), Some(start)) = (pair[0].lines.last(), pair[1].lines.first()) else {
            continue;
        };
        let introduces = line(end).text().ends_with(':') && line(start).label.is_some();
        let page = &pages[end.0];
        let below = page.lines.len() - end.1 - 1;
        if introduces && below < LINES_BELOW && !(is_last(pages, page) && below > 0) {
            figures.fault(FaultKind::HeadingAtFoot, page, line(end));
        }
    }
}

/// Pages that look lost.
fn short(pages: &[Page], page: &Page, figures: &mut Figures) {
    let has_few = page.lines.len() < FEWEST_LINES && page.pictures.is_empty();
    if page.kind == PageKind::Running && has_few {
        let place = if is_last(pages, page) {
            "last"
        } else {
            "inner"
        };
        let says = format!("{} lines on an {place} page", page.lines.len());
        figures.push(FaultKind::ShortPage, page, says);
    }
}

impl Figures {
    /// Notes a fault of a line.
    pub fn fault(&mut self, kind: FaultKind, page: &Page, line: &Line) {
        self.push(kind, page, line.text());
    }

    /// Notes a fault.
    pub fn push(&mut self, kind: FaultKind, page: &Page, says: String) {
        self.faults.push(Fault {
            kind,
            page: page.number,
            says,
        });
    }
}
