//! Pages -> the paragraphs of the running text, by geometry alone: indents, short last lines, leading,
//! and the column in which lines are justified. A paragraph may go on over pages.

use super::measures::Measures;
use super::page::{Line, LineKind, Page, PageKind};

/// A place in the pages: the page and the line on it, as indexes.
pub type Place = (usize, usize);

/// A paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Its lines in order.
    pub lines: Vec<Place>,
}

/// The paragraphs of all pages in order.
pub fn paragraphs(pages: &[Page], measures: &Measures) -> Vec<Paragraph> {
    let mut all: Vec<Paragraph> = Vec::new();
    for (at, page) in pages.iter().enumerate() {
        let mut own = of_page(at, page, measures);
        if let (Some(last), Some(first)) = (all.last_mut(), own.first())
            && page.kind == PageKind::Running
            && goes_on(pages, last, first, measures)
        {
            last.lines.extend(own.remove(0).lines);
        }
        all.extend(own);
    }
    all
}

/// The columns in which text is justified, as right edges: the measure, what quotations leave of it
/// and what boxes leave of it.
fn columns(measures: &Measures) -> [f64; 4] {
    let Measures {
        measure,
        indent,
        padding,
        ..
    } = measures;
    [
        *measure,
        measure - indent,
        measure - 2.0 * indent,
        measure - padding,
    ]
}

/// The right edge of the column that a line fills.
pub fn filled(line: &Line, measures: &Measures) -> Option<f64> {
    let beyond = |column: &f64| line.right - column;
    let mut columns = columns(measures).into_iter();
    columns.find(|column| beyond(column) > -0.3 && beyond(column) < line.protrusion() + 0.1)
}

/// Whether a paragraph ends with this line: it does not reach the edge of its column.
fn is_short(line: &Line, measures: &Measures) -> bool {
    filled(line, measures).is_none() && line.right < measures.measure
}

/// What differs by more than this is an indent and no hanging quotation mark.
fn step(measures: &Measures) -> f64 {
    measures.indent * 0.45
}

fn of_page(at: usize, page: &Page, measures: &Measures) -> Vec<Paragraph> {
    let mut all: Vec<Paragraph> = Vec::new();
    let mut previous: Option<usize> = None;
    for (number, line) in page.lines.iter().enumerate() {
        if line.kind != LineKind::Prose {
            previous = None;
            continue;
        }
        let last = previous.map(|last| &page.lines[last]);
        let follows = last.is_some_and(|last| {
            let gap = line.baseline - last.baseline;
            let stands_between = |area: &super::content::Area| {
                area.top > last.baseline - 1.0 && area.bottom < line.baseline + 1.0
            };
            line.label.is_none()
                && gap < 1.55 * line.size
                && (line.size - last.size).abs() < 0.3
                && !is_short(last, measures)
                && line.left < last.left + step(measures)
                && !page.pictures.iter().any(stands_between)
        });
        let outdent = last.map_or(0.0, |last| last.left - line.left);
        let place = (at, number);
        match all.last_mut().filter(|_| follows) {
            // An indented first line and its second, or an indented line that proves to be a first.
            Some(own) if outdent > step(measures) && own.lines.len() > 1 => {
                let first = own.lines.split_off(own.lines.len() - 1);
                let lines = first.into_iter().chain([place]).collect();
                all.push(Paragraph { lines });
            }
            Some(own) => own.lines.push(place),
            None => all.push(Paragraph { lines: vec![place] }),
        }
        previous = Some(number);
    }
    all
}

/// Whether the last paragraph of a page goes on with the first of the next.
fn goes_on(pages: &[Page], last: &Paragraph, first: &Paragraph, measures: &Measures) -> bool {
    let line = |place: &Place| &pages[place.0].lines[place.1];
    let (Some(end), Some(start)) = (last.lines.last(), first.lines.first()) else {
        return false;
    };
    if end.0 + 1 != start.0 || (line(end).size - line(start).size).abs() > 0.3 {
        return false;
    }
    if line(start).label.is_some() || is_short(line(end), measures) {
        return false;
    }
    // What follows a term that is defined is its definition: nothing else is set so close.
    let above = pages[start.0].lines[..start.1].last();
    if above.is_some_and(|above| line(start).baseline - above.baseline < 1.55 * above.size) {
        return false;
    }
    let left = line(start).left;
    let is_near = |other: f64| (other - left).abs() < step(measures);
    let is_indented = match (&first.lines[..], &last.lines[..]) {
        ([_, second, ..], _) => left > line(second).left + step(measures),
        (_, [.., _, end]) => !is_near(line(end).left),
        (_, [end]) => !is_near(line(end).left) && !is_near(line(end).left - measures.indent),
        (_, []) => true,
    };
    // A table or a figure between them ends the paragraph, unless a sentence goes on.
    let is_last = pages[end.0].lines.len() == end.1 + 1 && start.1 == 0;
    let ends = line(end)
        .text()
        .ends_with(['.', ':', '?', '!', '\u{2019}', '\u{201d}', ')']);
    !is_indented && (is_last || !ends)
}
